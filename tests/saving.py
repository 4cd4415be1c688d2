"""One page of the wiki, as browsers, reader modes and clippers save it."""

from __future__ import annotations

from html import escape

from publisher.model import Block, Topic, plain
from publisher.sources.reader import read_page

DUMP = """位置:企业wiki > 专题索引 > q专题 > 专题详情
漆器

漆器

2026-02-09 18:05:14 火79人看过
基本释义

\u00a0\u00a0 漆器,是用漆树的汁液涂在木、竹、麻布的胎上制成的器物,轻便而耐水。

详细释义

\u00a0\u00a0 一、 割漆

\u00a0\u00a0 割漆在夏天,清晨上山,日出前收完。一棵树一年不过几两,割过的树要歇几年。

\u00a0\u00a0 二、 髹饰

\u00a0\u00a0 每涂一层都要等它阴干,少的几十层,多的上百层;剔红就是在厚漆上雕刻的。

最新文章

怎样保存一只漆盘

相关专题

螺钿

基本释义:

\u00a0\u00a0 螺钿,把贝壳磨薄,嵌进漆面作花纹。

2026-01-12
火1.13万人看过
"""

SUMMARY = "漆器,是用漆树的汁液涂在木、竹、麻布的胎上制成的器物,轻便而耐水。"
CUTTING = "割漆在夏天,清晨上山,日出前收完。一棵树一年不过几两,割过的树要歇几年。"
COATING = "每涂一层都要等它阴干,少的几十层,多的上百层;剔红就是在厚漆上雕刻的。"
INLAY = "螺钿,把贝壳磨薄,嵌进漆面作花纹。"

CRUMB = (
    '<div class="crumb">位置:<a>企业wiki</a> &gt; <a>专题索引</a> &gt; q专题 &gt; 专题详情</div>'
)
STAMP = '<p class="meta"><i>2026-02-09 18:05:14</i> <span class="hot">火79人看过</span></p>'
HEAD = f"<h1>漆器</h1>{STAMP}"
LATEST = "<h2>最新文章</h2><ul><li><a>怎样保存一只漆盘</a></li></ul>"
RELATED = (
    f"<h2>相关专题</h2><h3>螺钿</h3><h4>基本释义:</h4><p>{INLAY}</p>"
    "<p><span>2026-01-12</span> <span>火1.13万人看过</span></p>"
)
ARTICLES = (
    f"<h2>基本释义</h2><p>{SUMMARY}</p><h2>详细释义</h2><h3>一、 割漆</h3><p>{CUTTING}</p>"
    f"<h3>二、 髹饰</h3><p>{COATING}</p>"
)
CLEAN = CRUMB + HEAD + ARTICLES + LATEST + RELATED


def saved(body: str, title: str = "漆器_企业wiki") -> str:
    """Return a whole page with `body`."""
    return (
        '<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8">'
        f"<title>{title}</title></head><body>{body}</body></html>"
    )


def told(inner: str) -> str:
    """Return a whole page whose second article is `inner`, with a paragraph on either side."""
    article = f"<p>{SUMMARY}</p><h2>详细释义</h2><p>{CUTTING}</p>{inner}<p>{COATING}</p>"
    return saved(f"{CRUMB}{HEAD}<h2>基本释义</h2>{article}{LATEST}{RELATED}")


def blocks(markup: str) -> tuple[Block, ...]:
    """Return what stands between the two paragraphs of a page that `told` made."""
    page, _ = read_page(markup.encode(), "x.html")
    found = page.topics[0].sections[1].blocks
    assert plain(found[0].content) == CUTTING
    assert plain(found[-1].content) == COATING
    return found[1:-1]


def texts(markup: str) -> list[str]:
    """Return the texts of those blocks."""
    return [plain(block.content) for block in blocks(markup)]


def contents(topics: tuple[Topic, ...]) -> list[object]:
    """Return all that topics say, without the lines of the file where they stand."""
    return [
        (topic.title, topic.main, topic.letter, topic.published, topic.views, topic.sections)
        for topic in topics
    ]


def without_letter(topics: tuple[Topic, ...]) -> list[object]:
    """Return the same of a page that has no breadcrumb, and so no letter."""
    return [
        (topic.title, topic.main, topic.published, topic.views, topic.sections) for topic in topics
    ]


def paragraphs(text: str) -> str:
    """Mark up a dump as the site does: every line a paragraph with its indent."""
    return "\n".join(f"<p>{escape(line)}</p>" for line in text.split("\n"))
