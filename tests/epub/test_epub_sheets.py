"""An old engine reads the first sheet of an EPUB whole; a new one loses nothing by the second.

Pages are opened in Chromium, as a reading system opens them: with large type in a narrow window,
and with lines that run downwards.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import tinycss2
from conftest import ROOT
from lxml import etree
from playwright.sync_api import Browser, sync_playwright

PLAIN = (ROOT / "styles/epub.css").read_text(encoding="utf-8")

CSS_2_1 = re.compile(
    r"(?:margin|padding|border)(?:-(?:top|right|bottom|left))?|page-break-(?:before|after|inside)|"
    r"(?:max-|min-)?(?:width|height)|font(?:-(?:family|size|style|weight|variant))?|line-height|"
    r"text-(?:align|indent|decoration|transform)|letter-spacing|word-spacing|white-space|color|"
    r"display|list-style|orphans|widows|vertical-align|content|float|clear|border-collapse"
)
"""The properties of CSS 2.1 that a book needs."""
UNITS = {"em", "ex", "px", "in", "cm", "mm", "pt", "pc"}
SELECTOR = re.compile(
    r"""(?:[a-z][a-z0-9]*|\*)?(?:[.#][a-z][\w-]*|\[[a-z]+(?:[~|]?="[^"]*")?\]|"""
    r""":(?:first-child|link|visited|hover|active|focus|first-line|first-letter|before|after)|"""
    r""":lang\([\w-]+\))*"""
)
"""One compound selector of CSS 2.1, 5."""

Rules = dict[str, dict[str, str]]


def rules(css: str) -> Rules:
    """Return the declarations of each selector."""
    found: Rules = {}
    for rule in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
        own = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
        for selector in tinycss2.serialize(rule.prelude).split(","):
            found.setdefault(selector.strip(), {}).update(
                {entry.lower_name: tinycss2.serialize(entry.value).strip() for entry in own}
            )
    return found


def test_the_first_sheet_has_no_at_rule_that_css_2_1_does_not_know() -> None:
    parsed = tinycss2.parse_stylesheet(PLAIN, skip_comments=True, skip_whitespace=True)
    assert not [rule for rule in parsed if rule.type == "error"]
    named = {rule.lower_at_keyword for rule in parsed if rule.type == "at-rule"}
    assert named <= {"charset", "import", "page", "font-face"}


def test_the_first_sheet_has_only_selectors_properties_and_units_of_css_2_1() -> None:
    for selector, declared in rules(PLAIN).items():
        for compound in re.split(r"\s*[>+]\s*|\s+", selector):
            assert SELECTOR.fullmatch(compound), selector
        assert all(map(CSS_2_1.fullmatch, declared)), selector
        for value in declared.values():
            for token in tinycss2.parse_component_value_list(value):
                assert token.type in {"ident", "string", "number", "percentage", "dimension",
                                      "whitespace", "literal"}, value  # fmt: skip
                assert token.type != "dimension" or token.lower_unit in UNITS, value


def test_no_engine_shows_what_is_hidden_or_runs_sections_together(sample: dict[str, Path]) -> None:
    plain = rules(PLAIN)
    assert plain["[hidden]"] == {"display": "none"}
    html4 = {"body", "div", "p", "ul", "ol", "li", "dl", "dt", "dd", "blockquote"}
    html4 |= {"h1", "h2", "h3", "h4", "h5"}
    inline = {"a", "b", "span", "img", "wbr"}
    block = {name for name, declared in plain.items() if declared.get("display") == "block"}
    with zipfile.ZipFile(sample[".epub"]) as archive:
        for name in archive.namelist():
            if name.endswith(".xhtml"):
                body = etree.fromstring(archive.read(name)).find("{*}body")
                assert body is not None
                used = {etree.QName(element).localname for element in body.iter()}
                assert used <= html4 | inline | block, name


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=ROOT / ".tools/bin/quiet-chromium")


@pytest.fixture(scope="module")
def pages(sample: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("opened")
    with zipfile.ZipFile(sample[".epub"]) as archive:
        archive.extractall(folder)
    return sorted(folder.rglob("*.xhtml"))


CUT = """() => {
  const down = getComputedStyle(document.documentElement).writingMode !== "horizontal-tb";
  const cut = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const text = walk.currentNode.data, range = document.createRange();
    for (let place = 0; place < text.length; place++) {
      if (/\\s/.test(text[place])) continue;
      range.setStart(walk.currentNode, place);
      range.setEnd(walk.currentNode, place + 1);
      for (const box of range.getClientRects())
        if (down ? box.top < -1 || box.bottom > innerHeight + 1
                 : box.left < -1 || box.right > innerWidth + 1)
          cut.push(text.slice(place, place + 12));
    }
  }
  return cut;
}"""


DISTANCES = """(lines) => {
  const links = document.querySelectorAll("link");
  if (lines === "horizontal-tb") links[1].remove();
  document.documentElement.style.writingMode = lines;
  return [...document.querySelectorAll("body *")].filter((element) =>
    !element.matches(".stanza, .stanza *, .colophon dl, .colophon dl *, .cover img, [hidden] *")
  ).map((element) => {
    const style = getComputedStyle(element), said = [element.tagName + "." + element.className];
    for (const side of ["block-start", "inline-end", "block-end", "inline-start"])
      for (const kind of ["margin-#", "padding-#", "border-#-width"])
        said.push(style.getPropertyValue(kind.replace("#", side)));
    return said.join(" ");
  });
}"""
"""What the first sheet alone does to a page in lines across; both sheets to one in lines down."""


def test_distances_turn_with_the_lines(browser: Browser, pages: list[Path]) -> None:
    page = browser.new_page(viewport={"width": 600, "height": 600})
    for path in pages:
        page.goto(path.as_uri())
        across = page.evaluate(DISTANCES, "horizontal-tb")
        page.goto(path.as_uri())
        assert page.evaluate(DISTANCES, "vertical-rl") == across, path.name


@pytest.mark.parametrize(
    ("width", "height", "settings"),
    [
        (320, 568, ":root { font-size: 200% } body { padding: 0 16px }"),
        (390, 560, ":root { writing-mode: vertical-rl } body { padding: 16px 0 }"),
        (800, 600, ":root { writing-mode: vertical-rl; font-size: 180% } body { padding: 16px 0 }"),
    ],
    ids=["200 % type in 320 px", "vertical on a phone", "vertical and large"],
)
def test_no_character_is_cut_off_however_the_reader_sets_the_page(
    browser: Browser, pages: list[Path], width: int, height: int, settings: str
) -> None:
    page = browser.new_page(viewport={"width": width, "height": height})
    for path in pages:
        page.goto(path.as_uri())
        page.add_style_tag(content=settings)
        assert page.evaluate(CUT) == [], path.name


WIDTH = """() => {
  const widths = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const range = document.createRange();
    for (const found of walk.currentNode.data.matchAll(/typography/g)) {
      range.setStart(walk.currentNode, found.index);
      range.setEnd(walk.currentNode, found.index + found[0].length);
      widths.push(range.getBoundingClientRect().width);
    }
  }
  return widths;
}"""


def test_the_letters_of_a_latin_word_are_not_spread_over_a_justified_line(
    browser: Browser, pages: list[Path]
) -> None:
    page = browser.new_page(viewport={"width": 260, "height": 600})
    page.goto(next(path for path in pages if path.parent.name == "chapters").as_uri())
    page.evaluate(
        """document.body.innerHTML = "<p>四个字的typography一二三四五六七八九十一二三四</p>"
        + "<p style='text-align: left'>typography</p>" """
    )
    justified, alone = page.evaluate(WIDTH)
    assert abs(justified - alone) < 5  # the gap beside Han is counted in


def test_the_sources_are_a_list_that_says_what_it_says_without_any_sheet(
    browser: Browser, pages: list[Path]
) -> None:
    path = next(path for path in pages if path.name == "sources.xhtml")
    page = browser.new_page()
    page.goto(path.as_uri())
    page.evaluate("document.querySelectorAll('link').forEach((link) => link.remove())")
    first = page.locator("li").first.inner_text().split("\n")
    assert [line for line in first if line] == [
        "雕版印刷",
        "网页文件 01_雕版印刷.txt，网页日期 2026-02-03，浏览次数 1326",
    ]
    assert page.locator("table").count() == 0
