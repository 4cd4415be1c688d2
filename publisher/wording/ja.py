"""日本語: Japanese."""

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
    language="ja",
    parts=Parts(
        cover="表紙",
        title_page="扉",
        contents="目次",
        body="本文",
        related="関連項目",
        index="索引",
        sources="出典",
        colophon="奥付",
        landmarks="本の構成",
        page_list="印刷版のページ",
    ),
    titles=Titles(
        collection="{}項目集".format,
        topics="全{}項目".format,
        holds="{}項目を収録：".format,
    ),
    colophon=Colophon(
        title="書　名",
        subtitle="副　題",
        author="著　者",
        publisher="発行者",
        place="発行地",
        edition="版",
        length="文字数",
        characters="{:,}字".format,
        topics="項目数",
        count="{}項目".format,
        until="内容の時点",
        price="定　価",
        use="用　途",
        internal="内部資料",
    ),
    sources=Sources(
        topic="項目",
        page="ウェブページ",
        day="ページの日付",
        day_short="日付",
        views="閲覧回数",
        views_short="閲覧",
        unknown="不明",
    ),
    dates=Dates(day=dates.day, month=dates.month, mark=dates.mark, undated="日付不明"),
    pages=Pages(
        folio=("", " / ", " ページ"),
        notes="メモ",
        origin="出典：{}".format,
        link="『{}』へ移動".format,
        not_set="［この部分は組版できなかったため、本文を欠きます。作成時の報告をご覧ください。］",
    ),
    cover=Cover(
        topics="全{}項目".format,
        others="ほか全{}項目".format,
        price="定価　{}".format,
        picture="表紙：{}".format,
    ),
    epub=Epub(
        accessibility=(
            "全文がリフロー可能なテキストで、書体・文字の大きさ・色を変更できます。"
            "画像は表紙のみで、代替テキストがあります。{}から移動でき、読み上げ順は目次と同じです。"
            "人によるアクセシビリティ評価は行っていません。"
        ).format,
        ways="目次と見出し",
        ways_with_index="目次、見出し、索引",
        printed="『{}』印刷版".format,
        page="{}ページ".format,
    ),
    shelf=Shelf(
        name="本棚",
        skip="本の一覧へ",
        volumes="{}冊".format,
        search="検索",
        hint="書名、項目、著者",
        letter="文字",
        month="月",
        all="すべて",
        order="並び順",
        by_number="巻順",
        by_date="新しい順",
        by_title="書名順",
        only_new="新着のみ",
        new="新着",
        updated="更新",
        dark="夜間",
        found="{}冊見つかりました",
        nothing="見つかりませんでした。別の言葉で試してください。",
        download="『{}』をダウンロード（{}、{}）".format,
        feeds="フィード：",
        editions=Editions(epub="EPUB", screen="PDF", print="印刷用 PDF", cover="印刷用表紙 PDF"),
    ),
    reader=Reader(
        name="読書",
        smaller="文字を小さく",
        larger="文字を大きく",
        smaller_sign="字−",
        larger_sign="字＋",
        previous="前のページ",
        next="次のページ",
        opening="開いています……",
        download="EPUB をダウンロード",
        no_script="閲覧には JavaScript が必要です。本棚からダウンロードしてください。",
        no_such_book="この本はありません",
        gone="この本は本棚からなくなりました",
        failed="開けません：{}。ダウンロードして、読書アプリで開いてください。",
        from_files=(
            "フォルダーから直接開いたページでは、ブラウザーが電子書籍の読み込みを許可しません。"
            "ダウンロードして読書アプリで開くか、本棚のフォルダーで "
            "publisher serve を実行してください。"
        ),
    ),
    marks=Marks(comma="、", series="、", end="……", outer="「」", inner="『』"),
    faces=Faces(
        song=("Noto Serif CJK JP",),
        hei=("Noto Sans CJK JP",),
        kai=("Klee One", "Noto Serif CJK JP"),
        marks="Noto Serif CJK JP",
    ),
    collation=collation.KANA,
    edited=False,
)
