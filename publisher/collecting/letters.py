"""Titles -> their readings in pinyin, and the letters of the index.

Readings come from `readings`, which knows 47,000 words. It reads places and surnames by their
everyday sound (单县 as dan, 曾巩 as ceng), so two small tables of ours come first.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from typing import Literal

from publisher.collecting import readings

_WORDS = {
    # places, by 中华人民共和国行政区划 and 现代汉语词典
    "单县": "shan xian", "單縣": "shan xian", "单父": "shan fu", "單父": "shan fu",
    "六合区": "lu he qu", "六合區": "lu he qu", "涡阳": "guo yang", "渦陽": "guo yang",
    "乐陵": "lao ling", "樂陵": "lao ling", "乐亭": "lao ting", "樂亭": "lao ting",
    "乐清": "yue qing", "樂清": "yue qing", "浚县": "xun xian", "浚縣": "xun xian",
    "洪洞": "hong tong", "朝阳": "chao yang", "朝陽": "chao yang", "长治": "chang zhi",
    "長治": "chang zhi", "繁峙": "fan shi", "荥经": "ying jing", "滎經": "ying jing",
    "会稽": "kuai ji", "會稽": "kuai ji", "珲春": "hun chun", "琿春": "hun chun",
    "曾都": "zeng du", "筠连": "jun lian", "筠連": "jun lian", "什邡": "shi fang",
    "高句丽": "gao gou li", "高句麗": "gao gou li", "大宛": "da yuan", "解州": "hai zhou",
    "尉犁": "yu li", "枞阳": "zong yang", "樅陽": "zong yang", "重庆": "chong qing",
    "重慶": "chong qing", "厦门": "xia men", "廈門": "xia men", "长安": "chang an",
    "長安": "chang an", "长沙": "chang sha", "長沙": "chang sha", "长江": "chang jiang",
    "長江": "chang jiang", "长城": "chang cheng", "長城": "chang cheng", "长春": "chang chun",
    "長春": "chang chun", "银行": "yin hang", "銀行": "yin hang",
    # people of two-character surname
    "尉迟": "yu chi", "尉遲": "yu chi", "长孙": "zhang sun", "長孫": "zhang sun",
    "万俟": "mo qi", "澹台": "tan tai", "澹臺": "tan tai", "黑齿": "hei chi",
    "宓子贱": "fu zi jian", "宓子賤": "fu zi jian",
    # books
    "重装": "chong zhuang", "重裝": "chong zhuang", "重刊": "chong kan", "重刻": "chong ke",
    "重编": "chong bian", "重編": "chong bian", "重印": "chong yin", "重修": "chong xiu",
    "重版": "chong ban", "藏经": "zang jing", "藏經": "zang jing", "长编": "chang bian",
    "長編": "chang bian", "长卷": "chang juan", "長卷": "chang juan", "单刻": "dan ke",
    "行业": "hang ye", "行業": "hang ye", "会计": "kuai ji", "會計": "kuai ji",
    "传记": "zhuan ji", "傳記": "zhuan ji", "乐府": "yue fu", "樂府": "yue fu",
    "乐器": "yue qi", "樂器": "yue qi", "缪斯": "miu si", "薄膜": "bo mo",
}  # fmt: skip
"""Words that the table reads wrongly, or does not know in their traditional form."""

_SURNAMES = {
    "曾": ("zeng", "经經"),
    "单": ("shan", "晶片元位纯独一向身机品车双体线人打据证页层细核色点反项方数行价衣板边词字句调"
           "薄相孔刻骑端株宁簧个于凭脚杠枪骨本"),
    "單": ("shan", "晶片元位純獨一向身機品車雙體線人打據證頁層細核色點反項方數行價衣板邊詞字句調"
           "薄相孔刻騎端株個于本"),
    "解": ("xie", "决決放释釋答读讀析除散说說密码碼构構耦脱脫聘体體剖套惑渴救题題法嘲约約冻凍"
           "压壓调調绑綁方毒围圍热熱手开開"),
    "查": ("zha", "询詢找看看验驗处處封阅閱勘获獲重缺税稅对對实實收账賬干房抄表分尔"),
    "区": ("ou", "别块域分间位县划委号段长内外隔"),
    "區": ("ou", "別塊域分間位縣劃委號段長內外隔"),
    "仇": ("qiu", "恨敌敵人家视視怨杀殺外富"),
    "种": ("chong", "子植类类群田地族族种养花树菜牛猪公苗质源姜"),
    "員": ("yun", "工"), "员": ("yun", "工外警司"),
    "翟": ("zhai", ""), "缪": ("miao", ""), "繆": ("miao", ""), "覃": ("qin", ""),
    "盖": ("ge", "板子章上房茨楼印头帽碗被浇"), "蓋": ("ge", "板子章上房樓印頭帽碗被"),
    "朴": ("piao", "素实實质質树硝学學"),
    "繁": ("po", "体體花荣榮华華忙复複简簡星多杂雜殖衍峙昌育重"),
    "折": ("she", "叠疊扇页頁装裝纸紙旧舊扣线線中断斷磨价價腾射返合算服"),
    "祭": ("zhai", "祀文孔天祖奠坛壇品酒典礼禮"),
    "乐": ("yue", "山观园趣高意于天坛队团曲器谱业章呵活"), "樂": ("yue", "山觀園趣高意天"),
    "薄": ("bo", "膜荷板纸片弱利情饼款"), "牟": ("mu", "利取"),
    "都": ("du", "是"), "召": ("shao", "开開集回唤喚见見"),
}  # fmt: skip
"""Surnames with a reading of their own, and what makes an ordinary word after them."""


def reading_and_letter(title: str) -> tuple[str, str]:
    """Return the reading of a title and its letter of the index."""
    return reading(title), initial(title)


@lru_cache(maxsize=1)
def reading(title: str) -> str:
    """Return the pinyin of a title, without tones: `企业上云` is `qi ye shang yun`.

    Latin words and numbers stay, in lower case; marks go. A character without a known reading
    is its code point.
    """
    folded = unicodedata.normalize("NFKD", title)
    folded = "".join(char for char in folded if unicodedata.category(char) != "Mn")
    found: list[str] = []
    begins = True
    for kind, run in groupby(folded, _kind):
        piece = "".join(run)
        if kind == "Han":
            found += _syllables(piece, begins)
        elif kind:
            found.append(piece.lower())
        begins = begins and not any(map(str.isalnum, piece))
    return " ".join(found)


def initial(title: str) -> str:
    """Return the letter of the index for a title: `a` to `z`, or `#` for a digit or a mark."""
    folded = unicodedata.normalize("NFKD", title).lstrip("《〈「『“‘\"'([【（〔 ")
    first = folded[:1].lower()
    if first.isascii():
        return first if first.isalpha() else "#"
    if _kind(first) != "Han":
        return "#"
    sound = reading(title).partition(" ")[0]
    return sound[0] if sound.isalpha() else "#"


def _kind(char: str) -> Literal["Latin", "digit", "Han", ""]:
    """Return what is read together with `char`; nothing if it is not read."""
    if char.isascii():
        return "Latin" if char.isalpha() else "digit" if char.isdigit() else ""
    if "\u3400" <= char <= "\u9fff" or "\U00020000" <= char <= "\U0003ffff":
        return "Han"
    return "Han" if char == "\u3007" or "\uf900" <= char <= "\ufaff" else ""


def _syllables(word: str, begins: bool) -> Iterator[str]:
    """Read Han characters that stand together; a text that `begins` so may open with a name."""
    opening = _opening(word) if begins else ""
    if opening:
        yield opening
        word = word[1:]
    while word:
        known, length = _first_known(word)
        yield from readings.syllables(word[:known])
        yield from _WORDS.get(word[known : known + length], "").split()
        word = word[known + length :]


def _opening(word: str) -> str:
    """Return the reading of a surname at the start of a person's name, else nothing."""
    if word[0] not in _SURNAMES or not _is_name(word):
        return ""
    if any(word.startswith(one) for one in _WORDS):
        return ""
    sound, ordinary = _SURNAMES[word[0]]
    return "" if word[1] in ordinary else sound


def _is_name(word: str) -> bool:
    """Tell whether a word has the two or three characters of a person's name, and no more."""
    after = word[3:4] if "\u4e00" <= word[2:3] <= "\u9fff" else word[2:3]
    return "\u4e00" <= word[1:2] <= "\u9fff" and not "\u3400" <= after <= "\u9fff"


def _first_known(word: str) -> tuple[int, int]:
    """Return where the first word of our table stands, and its length; the end if none does."""
    for index in range(len(word)):
        for length in (4, 3, 2):
            if word[index : index + length] in _WORDS and index + length <= len(word):
                return index, length
    return len(word), 0
