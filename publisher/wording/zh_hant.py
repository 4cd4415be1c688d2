"""繁體中文: traditional Chinese, in the words of Taiwan.

Quotes and other marks are those of the 重訂標點符號手冊 (教育部, 2008).
"""

from __future__ import annotations

from publisher.wording import collation, dates
from publisher.wording.words import (
    Colophon,
    Cover,
    Dates,
    Editions,
    Epub,
    Faces,
    Marks,
    Pages,
    Parts,
    Reader,
    Shelf,
    Sources,
    Titles,
    Wording,
)

WORDS = Wording(
    language="zh-Hant",
    parts=Parts(
        cover="封面",
        title_page="書名頁",
        contents="目錄",
        body="正文",
        related="相關專題",
        index="拼音索引",
        sources="資料來源",
        colophon="版權頁",
        landmarks="書的各部分",
        page_list="印刷版頁碼",
    ),
    titles=Titles(
        collection="{}專題集".format,
        topics="{} 個專題".format,
        holds="收錄 {} 個專題：".format,
    ),
    colophon=Colophon(
        title="書　名",
        subtitle="副書名",
        author="著　者",
        publisher="出版者",
        place="出版地",
        edition="版　次",
        length="字　數",
        characters=dates.characters,
        topics="專　題",
        count="{} 篇".format,
        until="內容截至",
        price="定　價",
        use="用　途",
        internal="內部資料",
    ),
    sources=Sources(
        topic="專題",
        page="網頁檔案",
        day="網頁日期",
        day_short="日期",
        views="瀏覽次數",
        views_short="瀏覽",
        unknown="不詳",
    ),
    dates=Dates(day=dates.day, month=dates.month, mark=dates.mark, undated="日期不詳"),
    pages=Pages(
        folio=("第 ", " 頁 / 共 ", " 頁"),
        notes="筆記",
        origin="來源：{}".format,
        link="轉到《{}》".format,
        not_set="［此處排版未成，正文從缺；請查看製作時的報告。］",
    ),
    cover=Cover(
        topics="收錄專題 {} 篇".format,
        others="等 {} 篇".format,
        price="定價　{}".format,
        picture="封面：{}".format,
    ),
    epub=Epub(
        accessibility=(
            "全書為可重排的文字，字型、字級和顏色均可調整；圖片只有封面，附有替代文字。"
            "{}可供跳轉，閱讀順序與目錄一致。本書未經人工無障礙評估。"
        ).format,
        ways="目錄和各級標題",
        ways_with_index="目錄、各級標題和拼音索引",
        printed="《{}》印刷版".format,
        page="第{}頁".format,
    ),
    shelf=Shelf(
        name="書架",
        skip="跳到書目",
        volumes="{} 冊".format,
        search="搜尋",
        hint="書名、專題、拼音，如 qysy",
        letter="字母",
        month="月份",
        all="全部",
        order="次序",
        by_number="依冊序",
        by_date="新的在前",
        by_title="依拼音",
        only_new="只看新的",
        new="新",
        updated="更新",
        dark="夜間",
        found="找到 {} 冊",
        nothing="沒有找到。換一個詞，或用拼音首字母試試。",
        download="下載《{}》{}，{}".format,
        feeds="訂閱：",
        editions=Editions(epub="EPUB", screen="PDF", print="印刷版 PDF", cover="印刷封面 PDF"),
    ),
    reader=Reader(
        name="閱讀",
        smaller="字小一點",
        larger="字大一點",
        smaller_sign="字−",
        larger_sign="字＋",
        previous="上一頁",
        next="下一頁",
        opening="正在開啟……",
        download="下載 EPUB",
        no_script="閱讀器需要 JavaScript，請回書架下載。",
        no_such_book="沒有這本書",
        gone="書架上沒有這本書了",
        failed="打不開：{}。可以下載後用閱讀軟體開啟。",
        from_files=(
            "直接開啟的資料夾裡，瀏覽器不允許網頁讀取電子書。"
            "請下載後用閱讀軟體開啟，或在書架資料夾執行 publisher serve 再來閱讀。"
        ),
    ),
    marks=Marks(comma="，", series="、", end="……", outer="「」", inner="『』"),
    faces=Faces(
        song=("Noto Serif CJK TC",),
        hei=("Noto Sans CJK TC",),
        kai=("LXGW WenKai TC", "AR PL UKai TW", "Noto Serif CJK TC"),
        marks="Noto Serif CJK TC",
    ),
    collation=collation.PINYIN,
    edited=True,
)
