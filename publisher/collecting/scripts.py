"""Simplified or traditional: which script a collection is written in, by its own characters.

Most characters are the same in both; those below are of one script only. A form that both
scripts have (后, 里, 云, 发) is no evidence.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice

from publisher import wording
from publisher.model import Collection, walk
from publisher.problems import Problem, problem
from publisher.settings import FILE_NAME, Settings

_SIMPLIFIED = (
    "个们来为国说时会对过这学现没动还进样开从实军无与长机关点业将两间问应战头体见产话东声员处义认条气题变总"
    "电数报结务场计资许统区队决马书则听达难权设记类边张该规觉术领传师观让识带导争运释详专风诗门车经网线级约红"
    "纸细织组终绍给维缘视览论证评试词语误请读课调谈谢谓质贵费贸赛赵转轮轻较输辽迁远违连适选邮针钟钢钱铁银销错"
    "键镇闻阳阴阶际陆陈险随隐顶项顺须预页频颜额飞饭馆驱验鱼鸟麦龙齐齿华单卖历厂双号围园图圆块坏坚备奖妇宁宝审"
    "宫宽寻尔层岁岛币帮广庆库庙废异弹归录彻忆怀态惊扩护担择据损换拟杂杨极构标栏树桥检楼欢残汉汇沟泽济浅测湾满"
    "灭灯灵炼热爱牵独环画疗盐监盘码础确礼离种积称稳穷竞笔签简粮紧续罗罚职联肃胜脑脚舰艺节苏荐药获营虑虽补装"
)
_TRADITIONAL = (
    "個們來為國說時會對過這學現沒動還進樣開從實軍無與長機關點業將兩間問應戰頭體見產話東聲員處義認條氣題變總"
    "電數報結務場計資許統區隊決馬書則聽達難權設記類邊張該規覺術領傳師觀讓識帶導爭運釋詳專風詩門車經網線級約紅"
    "紙細織組終紹給維緣視覽論證評試詞語誤請讀課調談謝謂質貴費貿賽趙轉輪輕較輸遼遷遠違連適選郵針鐘鋼錢鐵銀銷錯"
    "鍵鎮聞陽陰階際陸陳險隨隱頂項順須預頁頻顏額飛飯館驅驗魚鳥麥龍齊齒華單賣歷廠雙號圍園圖圓塊壞堅備獎婦寧寶審"
    "宮寬尋爾層歲島幣幫廣慶庫廟廢異彈歸錄徹憶懷態驚擴護擔擇據損換擬雜楊極構標欄樹橋檢樓歡殘漢匯溝澤濟淺測灣滿"
    "滅燈靈煉熱愛牽獨環畫療鹽監盤碼礎確禮離種積稱穩窮競筆簽簡糧緊續羅罰職聯肅勝腦腳艦藝節蘇薦藥獲營慮雖補裝"
)
_FORMS = frozenset(_SIMPLIFIED), frozenset(_TRADITIONAL)

_SAMPLE = 150
"""Characters of an article that are looked at."""
_ENOUGH = 8
"""Telling characters that are evidence."""


def of_language(collection: Collection, settings: Settings) -> tuple[Problem, ...]:
    """Return what speaks against the language that the settings name, or that we guess."""
    if not settings.names_language:
        return doubts(collection)
    if wording.is_known(settings.language):
        return ()
    known = ", ".join(wording.LANGUAGES)
    return (problem("no-words", FILE_NAME, language=settings.language, known=known),)


def doubts(collection: Collection) -> tuple[Problem, ...]:
    """Say so if a collection that is taken for simplified Chinese is mostly traditional.

    Only the beginning of every article is looked at.
    """
    text = "".join(_samples(collection))
    simplified, traditional = (len(list(filter(form.__contains__, text))) for form in _FORMS)
    if traditional < max(_ENOUGH, simplified + 1):
        return ()
    count = simplified + traditional
    return (problem("traditional", FILE_NAME, found=traditional, count=count),)


def _samples(collection: Collection) -> Iterator[str]:
    for chapter in collection.chapters:
        yield chapter.title
        for section in chapter.sections:
            text = chain.from_iterable(walk.texts((section,)))
            yield "".join(islice(text, _SAMPLE))
