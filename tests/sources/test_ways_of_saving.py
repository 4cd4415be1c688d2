"""However a page of the wiki is saved, it gives the topics of its text dump."""

from __future__ import annotations

import re
from html import escape

import pytest
from saving import (
    ARTICLES,
    CLEAN,
    COATING,
    CRUMB,
    CUTTING,
    DUMP,
    HEAD,
    INLAY,
    LATEST,
    RELATED,
    SUMMARY,
    contents,
    paragraphs,
    saved,
    without_letter,
)

from publisher.sources.reader import read_page

FIREFOX = f"""<!DOCTYPE html><html><head><meta http-equiv="Content-Security-Policy" content="x">
<title>漆器</title><link rel="stylesheet" href="chrome://global/skin/aboutReader.css"></head>
<body class="sans-serif loaded light"><div class="top-anchor"></div>
<div id="toolbar" class="toolbar-container"><div class="toolbar reader-toolbar">
<div class="reader-controls"><button class="close-button">关闭阅读模式</button>
<ul class="dropdown style-dropdown"><li><button>文字和布局</button></li></ul></div></div></div>
<div class="container" lang="zh" dir="ltr"><div class="header reader-header">
<a class="domain reader-domain" href="x">wiki.example.cn</a><div class="domain-border"></div>
<h1 class="reader-title">漆器</h1><div class="credits reader-credits">企业wiki 编辑部</div>
<div class="meta-data"><div class="reader-estimated-time">1 - 2 分钟</div></div></div><hr>
<div class="content"><div class="moz-reader-content reader-show-element">
<div id="readability-page-1" class="page"><div><p>2026-02-09 18:05:14 火79人看过</p>
{ARTICLES}{RELATED}</div></div></div></div><div class="reader-message"></div></div></body></html>"""

SAFARI = f"""<html><head><title>漆器</title></head><body id="article-body"><div id="article"
class="auto-hyphenated"><div class="page" style="font-size:17px"><h1 class="title">漆器</h1>
<div class="metadata singleline"><span class="delimiter"></span></div>
<p>2026-02-09 18:05:14 火79人看过</p>{ARTICLES}{RELATED}</div></div></body></html>"""

SINGLE_FILE = f"""<!DOCTYPE html> <html lang=zh><!--
 Page saved with SingleFile
 url: https://wiki.example.cn/t/7.html
 saved date: Wed Mar 04 2026 10:00:00 GMT+0800
--><meta charset=utf-8><title>漆器_企业wiki</title><style>.sf-hidden{{display:none!important}}
body{{background:url("data:image/png;base64,{"iVBORw0KGgo" * 400}")}}</style><body>
<div class=sf-hidden>登录后查看</div>{re.sub("</(?:p|li)>", "", CLEAN)}
<img src="data:image/gif;base64,{"R0lGODlhAQAB" * 200}" alt>
<single-file-infobar class=infobar>此页由 SingleFile 保存</single-file-infobar>"""

XHTML = f"""<?xml version="1.0" encoding="gbk"?>
<?xml-stylesheet href="a.css" type="text/css"?>
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "xhtml1-strict.dtd">
<html xmlns="http://www.w3.org/1999/xhtml"><head><title>漆器</title><script src="a.js" />
</head><body><div id="top"/><a name="x"/>{CLEAN.replace(CUTTING, f"<![CDATA[{CUTTING}]]>")}
</body></html>"""

RUN_IN = (
    f"<p><strong>基本释义</strong>:{SUMMARY}</p><p><b>详细释义：</b></p><p>一、 割漆</p>"
    f"<p>{CUTTING}</p><p>二、 髹饰</p><p>{COATING}</p>"
)
NESTED = f"<div><div><div>{CRUMB}</div></div></div><div><section><div>{HEAD}{ARTICLES}</div>"
LAYOUT = (
    f"<table><tr><td>{CRUMB}</td></tr><tr><td>{HEAD}{ARTICLES}{LATEST}{RELATED}</td></tr></table>"
)
COLUMNS = (
    "<table><tr><td width=160><div><a>首页</a></div><div><a>专题</a></div></td>"
    f"<td>{CLEAN}</td></tr></table>"
)
TABS = ARTICLES.replace("<h2>基本释义</h2>", "<div><button>基本释义</button></div>")
LINES = "<div>" + "<br>\n".join(escape(line) for line in DUMP.split("\n")) + "</div>"
AROUND = f"""<div id="header" class="site-header"><form><input value="搜索"></form></div>
<ul class="nav navbar-nav"><li><a>首页</a></li><li><a>专题索引</a></li></ul>
{CRUMB}{HEAD}<div class="bdsharebuttonbox"><a>分享到微信</a><a>微博</a></div>{ARTICLES}
<div class="ad-box">特价大漆,今日下单</div><ins class="adsbygoogle">推广</ins>
<div id="comments"><p>网友甲：写得真好。</p></div>{LATEST}{RELATED}
<div class="related-posts"><a>怎样挑漆刷</a><a>漆盘的产地</a></div>
<aside><h3>热门</h3><p>漆画是近代才有的画种。</p></aside><footer><p>© 2026 企业wiki</p></footer>"""
UNNAMED = f"""<div><a>首页</a> | <a>专题</a> | <a>登录</a></div>{CRUMB}<div>{HEAD}{ARTICLES}{LATEST}
{RELATED}</div><div><div><a>关于我们</a> <a>联系方式</a> <a>网站地图</a></div></div>"""
BOOTSTRAP = f"""<nav aria-label="breadcrumb"><ol class="breadcrumb"><li>企业wiki</li>
<li>专题索引</li><li><a>q专题</a></li><li>专题详情</li></ol></nav>{HEAD}{ARTICLES}{LATEST}{RELATED}"""

LISTED = (
    f"{CRUMB}<h1>漆器</h1><ul><li>2026-02-09 18:05:14</li><li>火79人看过</li></ul>"
    f"{ARTICLES}{LATEST}"
    f"<h2>相关专题</h2><ol><li><h3>螺钿</h3><div>基本释义:</div><p>{INLAY}</p>"
    "<span>2026-01-12</span> <span>火1.13万人看过</span></li></ol>"
)
TERMS = (
    f"<dl><dt>基本释义</dt><dd>{SUMMARY}</dd><dt>详细释义</dt><dd><h3>一、 割漆</h3>"
    f"<p>{CUTTING}</p><h3>二、 髹饰</h3><p>{COATING}</p></dd></dl>"
)
ROWS = (
    f"<table><tr><th>基本释义</th><td><p>{SUMMARY}</p></td></tr><tr><th>详细释义</th><td>"
    f"<p>一、 割漆</p><p>{CUTTING}</p><p>二、 髹饰</p><p>{COATING}</p></td></tr></table>"
)
OLD = (
    "<TABLE><TR><TD width=180><TABLE><TR><TD>热门专题</TD></TR><TR><TD><A>漆画</A></TD></TR>"
    f"<TR><TD><A>漆盘</A></TD></TR></TABLE></TD><TD>{CRUMB}<CENTER><FONT size=5><B>漆器</B></FONT>"
    "</CENTER><BR>2026-02-09 18:05:14 火79人看过<HR><FONT color=red><B>基本释义</B></FONT><BR>　　"
    f"{SUMMARY}<BR><BR><B>详细释义：</B><BR>　　<B>一、 割漆</B><BR>　　{CUTTING}<BR>"
    f"　　<B>二、 髹饰</B><BR>　　{COATING}<BR><B>最新文章</B><BR><A>漆盘</A><BR>"
    f"<B>相关专题</B><BR><B>螺钿</B><BR>基本释义:<BR>　　{INLAY}<BR>2026-01-12<BR>"
    "火1.13万人看过</TD></TR></TABLE><CENTER>版权所有 企业wiki 京ICP备00000000号</CENTER>"
)
FOLDED = ARTICLES.replace("<h2>", "<details><summary>").replace("</h2>", "</summary>")

WAYS = {
    "clean": saved(CLEAN),
    "a fragment without html": f"<div class='page'>{CLEAN}</div>",
    "every line a paragraph": saved(paragraphs(DUMP)),
    "lines ended by br": saved(LINES),
    "one pre, as a browser shows a text": saved(f"<pre>{escape(DUMP)}</pre>"),
    "preserved white space": saved(f'<div style="white-space: pre-wrap">{escape(DUMP)}</div>'),
    "xhtml": XHTML,
    "SingleFile, compressed": SINGLE_FILE,
    "nested divisions": saved(f"{NESTED}{LATEST}{RELATED}"),
    "a table for the layout": saved(LAYOUT),
    "a table with a column of links": saved(COLUMNS),
    "run-in names of the articles": saved(CRUMB + HEAD + RUN_IN + LATEST + RELATED),
    "a button as a tab": saved(CRUMB + HEAD + TABS + LATEST + RELATED),
    "furniture around it": saved(AROUND),
    "furniture without a name": saved(UNNAMED),
    "a breadcrumb drawn by the style": saved(BOOTSTRAP),
    "topics as a list": saved(LISTED),
    "articles as terms": saved(CRUMB + HEAD + TERMS + LATEST + RELATED),
    "articles as rows": saved(CRUMB + HEAD + ROWS + LATEST + RELATED),
    "a page of 2004, in tables and with br": saved(OLD),
    "articles that fold": saved(CRUMB + HEAD + FOLDED + "</details></details>" + LATEST + RELATED),
    "a breadcrumb with slashes": saved(
        "<div class='breadcrumb'><span>企业wiki</span><i>/</i><span>专题索引</span><i>/</i>"
        f"<span>q专题</span></div>{HEAD}{ARTICLES}{LATEST}{RELATED}"
    ),
    "a form around all": saved(f'<form id="aspnetForm">{CLEAN}</form>'),
    "a logo as the first h1": saved(f"<h1>企业wiki</h1>{CLEAN}"),
    "title below the site's name": saved(
        f"<h1>企业wiki</h1>{CRUMB}{HEAD.replace('h1', 'h2')}{ARTICLES}{LATEST}{RELATED}"
    ),
    "share links above the title": saved(
        f"{CRUMB}<div>收藏</div>{HEAD}{ARTICLES}{LATEST}{RELATED}"
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_page_saved_in_this_way_gives_the_topics_of_its_dump(way: str) -> None:
    page, problems = read_page(WAYS[way].encode(), "x.html")
    dump, _ = read_page(DUMP.encode(), "x.txt")
    assert contents(page.topics) == contents(dump.topics)
    assert [found.code for found in problems if found.level != "note"] == []


@pytest.mark.parametrize("page", [FIREFOX, SAFARI], ids=["Firefox", "Safari"])
def test_a_page_of_a_reader_mode_has_its_h1_for_a_title(page: str) -> None:
    read, _ = read_page(page.encode(), "x.html")
    dump, _ = read_page(DUMP.encode(), "x.txt")
    assert without_letter(read.topics) == without_letter(dump.topics)


@pytest.mark.parametrize("codec", ["utf-16", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("declared", ["utf-8", "gbk", "big5", "iso-8859-1"])
def test_the_charset_is_that_of_the_bytes_whatever_is_declared(codec: str, declared: str) -> None:
    page = saved(CLEAN).replace('charset="utf-8"', f'charset="{declared}"')
    read, _ = read_page(page.encode(codec), "x.html")
    dump, _ = read_page(DUMP.encode(), "x.txt")
    assert contents(read.topics) == contents(dump.topics)


def test_a_page_without_any_title_takes_that_of_the_document() -> None:
    read, _ = read_page(saved(CRUMB + ARTICLES, "漆器 - 企业wiki").encode(), "x.html")
    assert [topic.title for topic in read.topics] == ["漆器"]


def test_a_frameset_has_no_topic_and_says_that_frames_are_not_carried_over() -> None:
    frames = '<html><frameset cols="20%,*"><frame src="a.htm"><frame src="b.htm"></frameset></html>'
    page, problems = read_page(frames.encode(), "x.html")
    assert page.topics == ()
    assert [found.code for found in problems] == ["no-topic", "not-carried-over"]


def test_the_name_of_an_article_within_a_sentence_opens_none() -> None:
    inner = f"<p><b>基本释义</b>和<b>详细释义</b>是两栏。</p><p>{INLAY}</p>"
    read, _ = read_page(saved(CRUMB + HEAD + ARTICLES + inner).encode(), "x.html")
    assert [len(topic.sections) for topic in read.topics] == [2]
    assert "基本释义和详细释义是两栏。" in repr(read.topics)
