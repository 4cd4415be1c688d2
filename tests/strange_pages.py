"""Pages as nobody would wish for: scripts, tokens, marks and markup in any mixture.

The same each time for the same number. Each page is one that the wiki might have: a title,
two articles, paragraphs; what stands in these comes from everywhere. `random` and not
hypothesis, since thousands of pages go into one book and none of them has to be shrunk.
"""

from __future__ import annotations

import html
import random
from collections.abc import Callable
from pathlib import Path

_HAN = "的一是不了人在有我他这为之来以个中上大和国地到你说要就出会可也而子时道那得着下自"
_RARE = "𠮷𣲘㛃䶮𬭎𫟼𰻝𱁬𠀀𪚥𪜀𫝀𫠠𬺰豈隆⿰〇々〆①㎡"
_SCRIPTS = {
    "latin": "the quick café naïve Straße Ærø Łódź typography Donaudampfschifffahrt",
    "cyrillic": "типография шрифт набор текста Ёлка",
    "greek": "τυπογραφία γράμμα λόγος Ἀθῆναι",
    "arabic": "السلام عليكم كتاب مطبعة لا إله",
    "persian": "می‌خواهم کتاب‌ها نوشته",
    "uyghur": "ياخشىمۇسىز كىتاب باسما",
    "urdu": "کتابیں چھاپہ خانہ ٹائپ",
    "hebrew": "שָׁלוֹם דפוס אותיות",
    "thai": "การพิมพ์ ตัวอักษร",
    "devanagari": "मुद्रण अक्षर क्षत्रिय",
    "tibetan": "དཔར་སྐྲུན་ ཡི་གེ",
    "mongolian": "ᠮᠣᠩᠭᠣᠯ ᠪᠢᠴᠢᠭ",
    "hangul": "인쇄 활자 한글",
    "kana": "いんさつ カタカナ ー ゝ",
    "khmer": "ការបោះពុម្ព",
    "combining": "á ẹ̀ ñ́ Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢",
}
_EMOJI = [
    "😀",
    "👍🏽",
    "❤️",
    "✨",
    "♻︎",
    "👨\u200d👩\u200d👧\u200d👦",
    "🇨🇳",
    "1️⃣",
    "#️⃣",
    "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
    "☀️",
    "🫠",
    "✅",
    "❌",
    "☎",
    "★",
    "※",
]
_MARKS = [
    "，。、；：？！……",
    "——",
    "“”",
    "‘’",
    "「」",
    "『』",
    "《》",
    "〈〉",
    "（）",
    "【】",
    "()",
    "[]",
    "{}",
    "<>",
    '""',
    "''",
    ",.:;?!",
    "...",
    "--",
    "—",
    "·",
    "•",
    "・",
    "︽︾",
    "﹁﹂",
    "～",
    "~",
    "％",
    "‰",
    "℃",
    "￥",
    "№",
    "©",
    "®",
    "™",
    "′",
    "″",
    "‐",
    "–",
    "*",
    "#",
    "|",
    "\\",
    "/",
    "^",
    "_",
    "`",
    "=",
    "+",
    "&",
    "@",
    "$",
    "%",
]
_TOKENS = (
    "https://example.org/a_very/long-path/with.many.parts?query=value&other=%E4%B8%AD#here",
    "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08" * 2,
    "C:\\Program Files\\Example\\config_profile.json",
    "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc",
    "first.last+tag@mail.example.org",
    "com.example.publisher.composition.ParagraphBreakerFactory",
    "getElementsByClassNameAndAttributeValue",
    "=" * 80,
    "★" * 60,
    "-" * 70,
    "_" * 90,
    "Methionylthreonylthreonylglutaminylalanylprolylthreonyl" * 3,
    "--option=value",
    "zh-CN",
    "210 mm",
    "10 °C",
    "1,234,567.89",
    "2026-03-05 10:20:30",
    "print('你好,世界!')",
    "std::vector<int>",
    'if (a != b) { x = "y"; }',
    "McDonald's",
    "rock 'n' roll",
    "5'10\"",
)
_LOOKALIKES = (
    "⽂字⽤户⾃⼰",
    "⼈⼝⻓⻛⻢⻋",
    "⺮⻗⺼",
    "葛\U000e0100城",
    "辻\U000e0101",
    "邉\ufe00",
    "「\ufe01」",
    "︵︶︷︸︹︺︻︼︿﹀﹃﹄︑︒︓︔︕︖︰︱︳",
    "ＡＢＣ１２３，．！",
    "ﬁﬃ",
    "ﺳﻼﻡ",
    "㍿㌔㈱⑽⒈Ⅻ½",
    "ΩKÅ",
    "‚„‹›«»",
)
"""Characters that are other ones to the eye, or to a reader."""

_CODE = (
    'print("{}")',
    "def f(x):",
    "    return x['{}']",
    "while (i < n) { i++; }",
    "`{}` 和 `--no-cache`",
    "$ pip install -U {} && echo 'ok' > /dev/null",
    "SELECT * FROM t WHERE name = '{}';",
    "#include <stdio.h>",
    "}",
)

_MARKUP = (
    "&amp;amp;&#20013;&#x6587;&copy;&hellip;",
    "<p>段</p>",
    "[b]粗[/b]",
    "<!-- 注 -->",
    "<sup>2</sup>",
    "&#8203;&shy;",
    "&nbsp;&nbsp;",
    "&lt;b&gt;",
    "&ldquo;引&rdquo;",
    "<br>",
    "<strong>粗</strong>",
    "**星**",
    "[链](http://example.org/a_b)",
    "[url=http://example.org]坛[/url]",
    '<div class="box">内</div>',
    "${name}",
    "{{ value }}",
    "$E=mc^2$",
)
_CONTROLS = "\u200b\u200c\u200d\u00ad\u202e\u2066\u2069\ufeff\u0007\ufffc\u00a0\u2003\u3000\t"
_LINES = (
    "一、{}",
    "（二）{}",
    "1.{}",
    "1.1 {}",
    "2）{}",
    "①{}",
    "- {}",
    "• {}",
    "第三条 {}",
    "{}：{}",
    "{}|{}|{}",
    "{}\t{}\t{}",
    "相关推荐",
    "热门文章",
    "2008年8月8日",
    "火12人看过",
    "此致\n\n　　敬礼",
    "}",
    "a.",
    "Q：{}",
    "✅ {}：{}",
    "📌{}：{}",
    "• 😀 {}",
    "👨\u200d👩\u200d👧\u200d👦{}",
    "كتاب：{}",
    "《{}》",
    "“{}",
    "{}……",
    "1.1.1 {}",
)
_INLINE = (
    "<b>{}</b>",
    "<sup>{}</sup>",
    "<sub>8</sub>{}",
    "<ruby>{}<rt>yún</rt></ruby>",
    "<a href='x.html'>{}</a>",
    "<img alt='{}' src='x.png'>",
    "<code>{}</code>",
    "<span class='hot'>{}</span>",
    "<del>{}</del>",
    "{}<br>",
    "<em><strong>{}</strong></em>",
    "<bdo dir=rtl>{}</bdo>",
    "<q>{}</q>",
    "<kbd>{}</kbd>",
    "<ruby>{}<rp>(</rp><rt>ㄅㄆ</rt><rp>)</rp></ruby>",
    "<math><mfrac><mi>{}</mi><mn>2</mn></mfrac></math>",
    "<span hidden>{}</span>",
)
_BLOCK = (
    "<p>{}</p>",
    "<h3>{}</h3><p>{}</p>",
    "<ul><li>{}</li><li>{}</li></ul>",
    "<ol start=5><li>{}</li><li>{}</li></ol>",
    "<table><caption>{}</caption><tr><th>{}</th></tr><tr><td>{}</td></tr></table>",
    "<pre>{}\n  {}</pre>",
    "<blockquote>{}</blockquote>",
    "<dl><dt>{}</dt><dd>{}</dd></dl>",
    "<div>{}<div>{}</div></div>",
    "<figure><img alt='{}'><figcaption>{}</figcaption></figure>",
    "<ul><li>{}<ul><li>{}<ol><li>{}</li></ol></li></ul></li><li>{}</li></ul>",
    "<ol><li><p>{}</p><ol type=a><li>{}</li></ol><pre>{}</pre></li></ol>",
    "<table><tr><td>{}<table><tr><td>{}</td><td>{}</td></tr></table></td></tr></table>",
    "<table><tr><th rowspan=2>{}<th colspan=2>{}<tr><td><ul><li>{}</ul><td>{}</table>",
    "<blockquote><p>{}</p><blockquote>{}</blockquote></blockquote>",
    "<details><summary>{}</summary>{}</details>",
    "<p dir=rtl>{}</p>",
    "<h4>{}</h4><h5>{}</h5><p>{}",
    "{}<br><br>{}<br>",
    "<pre><code>{}\n\n    {}</code></pre>",
    "<section><article><div><div>{}</div></div></article></section>",
)


class _Writer:
    """Makes the parts of one page, by chance."""

    def __init__(self, number: int) -> None:
        self.chance = random.Random(number)  # noqa: S311 -- pages, no secret
        self._kinds: tuple[tuple[int, Callable[[], str]], ...] = (
            (40, self.prose),
            (6, self.rare),
            (10, self.foreign),
            (5, lambda: self.chance.choice(_EMOJI)),
            (10, lambda: self.chance.choice(_MARKS)),
            (8, lambda: self.chance.choice(_TOKENS)),
            (4, lambda: self.chance.choice(_MARKUP)),
            (4, lambda: self.chance.choice(_LOOKALIKES)),
            (2, lambda: self.chance.choice(_CONTROLS)),
            (1, self.anything),
        )

    def prose(self) -> str:
        return "".join(self.chance.choices(_HAN, k=self.chance.randint(2, 18)))

    def rare(self) -> str:
        return self.chance.choice(_RARE) + self.prose()[:2]

    def foreign(self) -> str:
        words = self.chance.choice(list(_SCRIPTS.values())).split(" ")
        first = self.chance.randrange(len(words))
        return " ".join(words[first : first + self.chance.randint(1, 4)])

    def anything(self) -> str:
        """Return any character of the planes that are in use, but no surrogate."""
        code = self.chance.choice(
            (self.chance.randint(0x20, 0xD7FF), self.chance.randint(0xE000, 0x3FFFF))
        )
        return chr(code)

    def text(self, most: int = 14) -> str:
        """Return a paragraph of at most so many parts; it holds at least one Han."""
        weights = [weight for weight, _ in self._kinds]
        parts = []
        for _ in range(self.chance.randint(1, most)):
            (_, part), *_ = self.chance.choices(self._kinds, weights)
            parts.append(part())
            if self.chance.random() < 0.3:
                parts.append(self.chance.choice("，。、；：？！"))
        return self.prose() + "".join(parts).replace("\n", "")

    def title(self, number: int) -> str:
        """Return a title that no other page has: short, long, or in another script."""
        kind = self.chance.random()
        if kind < 0.1:
            return f"{self.chance.choice(_EMOJI)}{self.text(12)}{number}"
        if kind < 0.2:
            return f"{_SCRIPTS[self.chance.choice(('arabic', 'hebrew', 'uyghur'))]} {number}"
        return f"{self.text(3)}{number}"

    def code(self) -> str:
        """Return lines of code, between fences or not."""
        lines = [
            self.filled(self.chance.choice(_CODE), 2) for _ in range(self.chance.randint(1, 6))
        ]
        fence = self.chance.choice(([], ["```"]))
        return "\n".join((*fence, *lines, *fence))

    def wrapped(self, text: str) -> str:
        """Return a paragraph with its lines broken at one width, as mail and old files have it."""
        width = self.chance.randint(16, 40)
        return "\n".join(text[start : start + width] for start in range(0, len(text), width))

    def filled(self, pattern: str, most: int = 5) -> str:
        first, *rest = pattern.split("{}")
        return first + "".join(self.text(most) + part for part in rest)


def _paragraph(writer: _Writer, is_wrapped: bool) -> str:
    """Return a paragraph of a dump, or whatever stands in the place of one."""
    kind = writer.chance.random()
    if kind < 0.3:
        return writer.filled(writer.chance.choice(_LINES))
    if kind < 0.36:
        return writer.code()
    return writer.wrapped(writer.text()) if is_wrapped else writer.text()


def dump(number: int) -> str:
    """Return the text dump of a page."""
    writer = _Writer(number)
    title = writer.title(number)
    indent = writer.chance.choice(("\u3000\u3000", "\u00a0\u00a0 ", "    ", ""))
    between = writer.chance.choice(("\n\n", "\n"))
    is_wrapped = writer.chance.random() < 0.2
    paragraphs = [
        indent + _paragraph(writer, is_wrapped) for _ in range(writer.chance.randint(2, 8))
    ]
    return "\n".join(
        (
            "位置:怪wiki > 专题索引 > g专题 > 专题详情",
            title, "", title, "",
            "2026-03-05 10:20:30 火12人看过",
            "基本释义", "", f"{indent}{writer.text()}。", "",
            "详细释义", "", between.join(paragraphs), "",
            "最新文章", "", "相关专题", "",
        )
    )  # fmt: skip


def saved(number: int) -> str:
    """Return the saved HTML of a page."""
    writer = _Writer(number)
    title = html.escape(writer.title(number))
    blocks = []
    for _ in range(writer.chance.randint(2, 8)):
        pattern = writer.chance.choice(_BLOCK)
        blocks.append(
            pattern.format(
                *(
                    writer.chance.choice(("{}", "{}", *_INLINE)).format(html.escape(writer.text(6)))
                    for _ in range(pattern.count("{}"))
                )
            )
        )
    return (
        "<!DOCTYPE html><html lang=zh-CN><meta charset=utf-8><body>"
        "<div class=crumb>位置:怪wiki &gt; 专题索引 &gt; g专题 &gt; 专题详情</div>"
        f"<h1>{title}</h1><div>2026-03-05 10:20:30 火12人看过</div>"
        f"<h2>基本释义</h2><p>{html.escape(writer.text())}。</p>"
        f"<h2>详细释义</h2>{''.join(blocks)}<h2>最新文章</h2><h2>相关专题</h2></body></html>"
    )


def write(folder: Path, numbers: range) -> Path:
    """Write the pages of these numbers into `folder`, each fifth as HTML, and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in numbers:
        suffix, make = (".html", saved) if number % 5 == 0 else (".txt", dump)
        (folder / f"{number:06d}{suffix}").write_text(make(number), encoding="utf-8")
    return folder
