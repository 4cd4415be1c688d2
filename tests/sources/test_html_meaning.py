"""What the markup of a page says besides its characters is still said in a book."""

from __future__ import annotations

import pytest
from saving import blocks, texts, told

from publisher.model import Heading, ListItem, Paragraph, plain
from publisher.sources.reader import read_page


def line(inner: str) -> str:
    """Return the one line that a paragraph of `inner` gives."""
    (found,) = texts(told(f"<p>{inner}</p>"))
    return found


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("约3×10<sup>8</sup>米每秒", "约3×10⁸米每秒"),
        ("质量9.1×10<sup>-31</sup>千克", "质量9.1×10⁻³¹千克"),
        ("质量9.1×10<sup>−31</sup>千克", "质量9.1×10⁻³¹千克"),
        ("面积m<sup>2</sup>,体积m<sup> 3 </sup>", "面积m²,体积m³"),
        ("CO<sub>2</sub>与SO<sub>4</sub><sup>2-</sup>", "CO₂与SO₄²⁻"),
        ("<sup>14</sup>C的半衰期", "¹⁴C的半衰期"),
        ("2<sup>n+1</sup>和a<sub>n</sub>", "2ⁿ⁺¹和aₙ"),
        ("v<sub>max</sub>与<i>x</i><sub><i>i</i></sub>", "vₘₐₓ与xᵢ"),
        ("x<sup>1/2</sup>,T<sub>C</sub>", "x^(1/2),T_(C)"),
        ("速度v<sub>末</sub>", "速度v（末）"),
        ("the 21<sup>st</sup> century", "the 21st century"),
        ("37<sup>o</sup>C", "37°C"),
        ("10<span style='font-size:8pt; vertical-align: super'>8</span>", "10⁸"),
        ("H<font style='vertical-align:sub'>2</font>O", "H₂O"),
        ("Unix<sup>TM</sup>", "Unix™"),
    ],
)
def test_powers_and_indices_stay_apart_from_the_digits_beside_them(markup: str, text: str) -> None:
    assert line(markup) == text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("见县志<sup>[7]</sup>。", "见县志⁽⁷⁾。"),
        ("见县志<sup class='reference'><a href='#7'>[12]</a></sup>。", "见县志⁽¹²⁾。"),
        ("见县志<sup>［3］</sup>。", "见县志⁽³⁾。"),
        ("见县志<sup>[1,2]</sup>。", "见县志⁽¹⁾⁽²⁾。"),
        ("见县志<sup>[1-3]</sup>。", "见县志⁽¹⁻³⁾。"),
        ("见县志<sup>[注1]</sup>。", "见县志[注1]。"),
        ("见县志<sup><a href='#fn1'>3</a></sup>。", "见县志⁽³⁾。"),
        ("见县志<a href='#fn1'><sup>3</sup></a>。", "见县志⁽³⁾。"),
        ("见县志<sup>②</sup>。", "见县志②。"),
        ("见县志<sup>*</sup>。", "见县志*。"),
    ],
)
def test_the_mark_of_a_note_is_raised_and_no_power(markup: str, text: str) -> None:
    assert line(markup) == text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<ruby>缂<rt>kè</rt></ruby>丝", "缂（kè）丝"),
        ("<ruby>缂<rp>(</rp><rt>kè</rt><rp>)</rp></ruby>丝", "缂（kè）丝"),
        ("<ruby>缂<rt>kè</rt>丝<rt>sī</rt></ruby>", "缂（kè）丝（sī）"),
        ("<ruby><rb>缂</rb><rb>丝</rb><rt>kè</rt><rt>sī</rt></ruby>", "缂丝（kè sī）"),
        ("<ruby>缂<rt></rt></ruby>丝", "缂丝"),
        ("<q>通经断纬</q>就是<em>缂丝</em>", "“通经断纬”就是缂丝"),
        ("<del>旧说</del><ins>新说</ins><s>误</s><u>正</u>", "旧说新说误正"),
        ("<q>他说<q>好</q></q>", "“他说‘好’”"),
        ("通经<wbr>断&shy;纬", "通经断纬"),
    ],
)
def test_readings_quotations_and_emphasis_keep_their_words(markup: str, text: str) -> None:
    assert line(markup) == text


def test_a_picture_is_told_by_its_description() -> None:
    figure = '<figure><img alt="织机的侧面"><figcaption>图2 织机</figcaption></figure>'
    assert texts(told(figure)) == ["［图：织机的侧面］", "图2 织机"]
    assert line('开头的<img alt="一枚印">在此') == "开头的［图：一枚印］在此"
    assert line('字作<img alt="𪊨" src="g.png">,少见') == "字作𪊨,少见"
    assert line('即<img class="tex" alt="a^2+b^2">。') == "即a²+b²。"
    assert line('笑<img class="emoji" alt="😀">了') == "笑😀了"


@pytest.mark.parametrize("alt", ["", 'alt=""', 'alt="图片"', 'alt="IMG_20.jpg"', 'alt="logo"'])
def test_a_picture_without_a_description_leaves_no_text_and_is_counted(alt: str) -> None:
    markup = told(f"<p>一台<img src='x.png' {alt}>织机</p>")
    assert texts(markup) == ["一台织机"]
    _, problems = read_page(markup.encode(), "x.html")
    assert [found.code for found in problems] == ["not-carried-over"]


def test_a_caption_that_repeats_the_description_stands_once() -> None:
    figure = '<figure><img alt="织机"><figcaption>织机</figcaption></figure>'
    assert texts(told(figure)) == ["织机"]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<math><msup><mi>c</mi><mn>2</mn></msup></math>", "c²"),
        ("<math><mfrac><mi>s</mi><mi>t</mi></mfrac></math>", "s/t"),
        (
            "<math><mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>2</mn></mfrac></math>",
            "(a+b)/2",
        ),
        ('<img class="mwe-math-fallback-image" alt="{\\displaystyle E=mc^{2}}">', "E=mc²"),
        ('<img class="tex" alt="\\frac{a}{b_1}">', "\\frac{a}{b_1}"),
        ("<math><msqrt><mn>2</mn></msqrt></math>", "√(2)"),
        ("<math alttext='\\hat x'><mover><mi>x</mi><mo>^</mo></mover></math>", "\\hat x"),
        (
            '<span class="katex"><span class="katex-mathml"><math><semantics><mi>m</mi>'
            '<annotation encoding="application/x-tex">m</annotation></semantics></math></span>'
            '<span class="katex-html" aria-hidden="true">m</span></span>',
            "m",
        ),
        (
            '<span class="mwe-math"><span class="mwe-math-mathml-a11y" style="display: none">'
            "<math><mi>k</mi></math></span><img aria-hidden='true' alt='k'></span>",
            "k",
        ),
        ('<span class="katex"><span class="katex-html" aria-hidden="true">n</span></span>', "n"),
        ("<script type='math/tex'>x_1</script>", "x₁"),
        (
            "<mjx-container><mjx-math aria-hidden='true'>g</mjx-math><mjx-assistive-mml><math>"
            "<mi>g</mi></math></mjx-assistive-mml></mjx-container>",
            "g",
        ),
    ],
)  # fmt: skip
def test_a_formula_is_read_once_and_in_one_line(markup: str, text: str) -> None:
    assert line(f"公式{markup}如此") == f"公式{text}如此"


def test_a_drawing_is_told_by_its_title_and_lettering() -> None:
    drawing = "<svg><title>提花</title><g><text>经</text><text>纬</text></g></svg>"
    assert texts(told(drawing)) == ["［图：提花、经、纬］"]


def test_lines_of_code_keep_their_ends_and_indents() -> None:
    code = "<pre><code>while (i &lt; 3) {\n\ti++;\n\n    say(\"a\", 'b');\n}</code></pre>"
    found = blocks(told(code))
    assert [plain(block.content) for block in found] == [
        "while (i < 3) {",
        "\u00a0\u00a0\u00a0\u00a0i++;",
        "\u00a0\u00a0\u00a0\u00a0say(\"a\", 'b');",
        "}",
    ]
    assert all(isinstance(block, Paragraph) for block in found)


@pytest.mark.parametrize(
    ("markup", "items"),
    [
        ("<ol><li>选茧<li>缫丝</ol>", ["1. 选茧", "2. 缫丝"]),
        ("<ol start=5><li>选茧</li><li value=9>缫丝</li></ol>", ["5. 选茧", "9. 缫丝"]),
        ("<ol><li value=9>缫丝</li><li>络丝</li></ol>", ["9. 缫丝", "10. 络丝"]),
        ("<ol type=a><li>选茧</li><li>缫丝</li></ol>", ["a. 选茧", "b. 缫丝"]),
        ("<ol type=I start=4><li>选茧</li></ol>", ["IV. 选茧"]),
        ("<ol reversed><li>选茧</li><li>缫丝</li></ol>", ["2. 选茧", "1. 缫丝"]),
        ("<ol style='list-style: cjk-ideographic' start=11><li>选茧</ol>", ["十一、选茧"]),
        ("<ol><li>1、选茧</li><li>2、缫丝</li></ol>", ["1、选茧", "2、缫丝"]),
        ("<ol><li>1.5斤茧</li></ol>", ["1. 1.5斤茧"]),
        ("<ol><li>选茧<ol><li>分色</ol></li><li>缫丝</ol>", ["1. 选茧", "(1) 分色", "2. 缫丝"]),
        ("<ul><li>丝<ul><li>生丝<ul><li>厂丝</ul></ul></ul>", ["• 丝", "◦ 生丝", "▪ 厂丝"]),
        ("<ul><li><p>丝</p></li><li><b>绸</b>缎</li></ul>", ["• 丝", "• 绸缎"]),
        ("<ul style='list-style:none'><li>丝</li></ul>", ["丝"]),
    ],
)  # fmt: skip
def test_items_have_the_markers_that_a_browser_shows(markup: str, items: list[str]) -> None:
    found = blocks(told(markup))
    assert [plain(block.content) for block in found] == items
    assert all(isinstance(block, ListItem) for block in found)


def test_a_further_paragraph_of_an_item_has_no_marker() -> None:
    assert texts(told("<ol><li><p>选茧。</p><p>要趁早。</p></li></ol>")) == [
        "1. 选茧。",
        "要趁早。",
    ]


def test_a_term_stands_before_its_definition() -> None:
    markup = (
        "<dl><dt>经</dt><dd>直的线。</dd><dt>纬</dt><dt>纬线</dt><dd>横的线。</dd><dt>梭</dt></dl>"
    )
    assert texts(told(markup)) == ["经：直的线。", "纬、纬线：横的线。", "梭"]


def test_a_row_of_a_table_is_a_line_of_cells() -> None:
    table = """<table><caption>织机</caption><thead><tr><th>机</th><th>年</th></tr></thead>
    <tbody><tr><td>甲<br>机</td><td>1<sup>2</sup></td></tr><tr><td></td><td>7</td></tr></tbody></table>"""
    assert texts(told(table)) == ["织机", "机 | 年", "甲 机 | 1²", "| 7"]


def test_a_cell_over_several_rows_or_columns_stands_in_each() -> None:
    table = """<table><tr><th rowspan=2>丝</th><td>生</td><td>1</td></tr>
    <tr><td>熟</td><td>2</td></tr><tr><td colspan=2>合计</td><td>3</td></tr>
    <tr><td colspan=3>单位:斤</td></tr></table>"""
    assert texts(told(table)) == ["丝 | 生 | 1", "丝 | 熟 | 2", "合计 | 合计 | 3", "单位:斤"]


@pytest.mark.parametrize(
    "table",
    [
        "<table><tr><td><p>左边一段。</p><p>左边又一段。</p></td><td><p>右边。</p></td></tr></table>",
        "<table><tr><td>左边一段。</td></tr><tr><td>左边又一段。</td></tr><tr><td>右边。</td></tr></table>",
        "<table role=presentation><tr><td>左边一段。<td>左边又一段。<tr><td>右边。<td></table>",
        "<table><tr><td><table><tr><td>左边一段。<tr><td>左边又一段。</table><td>右边。</table>",
    ],
)
def test_a_table_for_the_layout_is_read_part_by_part(table: str) -> None:
    assert texts(told(table)) == ["左边一段。", "左边又一段。", "右边。"]


def test_headings_of_the_markup_are_headings_with_their_levels() -> None:
    long = "<h3>织机的种类以及它们在不同地方被叫做什么名字的一个简单说明</h3>"
    found = blocks(told(long + "<h4>腰机</h4><p>最早。</p>" + "<h3>提花机</h3><p>后来。</p>"))
    levels = [block.level for block in found if isinstance(block, Heading)]
    assert levels == [1, 2, 1]


@pytest.mark.parametrize("tag", ["li", "figcaption", "caption"])
def test_no_other_element_is_a_heading_however_short(tag: str) -> None:
    around = {"caption": "table", "li": "ul"}.get(tag, "figure")
    found = blocks(told(f"<{around}><{tag}>提花机</{tag}></{around}>"))
    assert not any(isinstance(block, Heading) for block in found)


def test_quotation_details_and_a_line_between_keep_their_text() -> None:
    markup = (
        "<blockquote><p>妇无公事。</p><footer>——《诗经》</footer></blockquote><hr>"
        "<details><summary>注</summary><p>休其蚕织。</p></details>"
    )
    assert texts(told(markup)) == ["妇无公事。", "——《诗经》", "注", "休其蚕织。"]


@pytest.mark.parametrize(
    "media",
    [
        "<video>看录像</video>",
        "<audio></audio>",
        "<iframe></iframe>",
        "<embed>",
        "<canvas></canvas>",
    ],
)
def test_what_no_book_can_hold_is_told_with_its_line(media: str) -> None:
    markup = told(f"\n\n{media}")
    assert texts(markup) == []
    _, (found,) = read_page(markup.encode(), "x.html")
    assert (found.code, found.line) == ("not-carried-over", 3)


def test_a_shadow_root_is_shown_a_template_is_not() -> None:
    shown = "<x-a><template shadowrootmode=open><p>影中的话。</p></template></x-a>"
    assert texts(told(shown + "<template><p>模板。</p></template>")) == ["影中的话。"]


def test_controls_are_no_text() -> None:
    controls = "<select><option>甲</option></select><button>提交</button><textarea>乙</textarea>"
    assert texts(told(f"<p>织机{controls}</p>")) == ["织机"]


@pytest.mark.parametrize(
    "source",
    [
        "<p>渠长三里,\n深五尺(旧志),\n灌田千亩。</p>",
        "<p>渠长三里\n,深五尺(旧志)\n,灌田千亩。</p>",
        "<p>\n  渠长三里,深五尺\n  (旧志),灌田\n  千亩。\n</p>",
    ],
)
def test_line_ends_of_the_file_by_narrowed_marks_leave_no_space(source: str) -> None:
    assert texts(told(source)) == ["渠长三里,深五尺(旧志),灌田千亩。"]


def test_a_line_end_of_the_file_between_latin_words_is_a_space() -> None:
    assert texts(told("<p>The canal,\nwhich is long,\nwaters fields.</p>")) == [
        "The canal, which is long, waters fields."
    ]


def test_a_ruled_table_with_a_long_cell_keeps_its_rows() -> None:
    long = "闸板要用整块的樟木," * 20
    rows = f"<tr><td>闸</td><td>{long}</td></tr><tr><td>渠</td><td>石砌</td></tr>"
    assert texts(told(f"<table border=1>{rows}</table>")) == [f"闸 | {long}", "渠 | 石砌"]
    assert texts(told(f"<table border=0>{rows}</table>")) == ["闸", long, "渠", "石砌"]


def test_the_date_beside_an_author_in_the_head_of_a_reader_mode_is_read() -> None:
    head = '<div class="metadata"><a class="byline">某站</a><time>2024-07-19 21:03:44</time></div>'
    body = "<p>基本释义</p><p>渠是人开的河。</p>"
    page, _ = read_page(f"<html><body><h1>水渠</h1>{head}{body}</body></html>".encode(), "x.html")
    assert str(page.topics[0].published) == "2024-07-19 21:03:44"


def test_a_date_within_a_sentence_stays_in_it() -> None:
    assert texts(told("<p>渠成于<time>1952-03-01</time></p>")) == ["渠成于1952-03-01"]


def test_a_paragraph_that_was_broken_with_br_is_whole_again_and_a_song_is_not() -> None:
    text = (
        "水车架在河湾里，轮子有两丈高，用杉木做辐条，竹筒绑在轮边上，转到高处把水倒进木槽，"
        "顺着木槽流到田里去。干旱的年头一架水车要浇三百亩地，白天黑夜不停。"
    )
    broken = "<br>".join(text[at : at + 17] for at in range(0, len(text), 17))
    assert texts(told(f"<p>{broken}</p><p>{broken}</p>")) == [text, text]
    song = ["水车转呀转", "转到日头落西山", "妹妹送饭来", "哥哥肚里不觉饥"]
    assert texts(told(f"<p>{'<br>'.join(song)}</p>")) == song
