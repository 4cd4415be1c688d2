"""A printer's first look at a file for the press: each fault that the table names, and its border.

Every file is a small book of ours, changed in one place: the good one as little as is allowed,
the bad one a little more.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pikepdf
import pytest
from conftest import PAGE, ROOT, SOURCE, run
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from publisher.checks import preflight
from publisher.checks.preflight.codes import CODES
from publisher.pdf_marks import interpreter, page_numbers

MM = 72 / 25.4
Change: TypeAlias = Callable[[bytes], bytes]

# Changes of a file


def edited(edit: Callable[[pikepdf.Pdf], Any], **saving: Any) -> Change:
    """Return the change of a file that `edit` makes of it."""

    def change(content: bytes) -> bytes:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            edit(pdf)
            output = io.BytesIO()
            pdf.save(output, **(saving or {"deterministic_id": True}))
        return output.getvalue()

    return change


def same(content: bytes) -> bytes:
    return content


def drawn(content: str, *, page: int = 0, **resources: dict[str, Any]) -> Change:
    """Return the change that draws more on a page; `resources` by kind, then by name."""

    def edit(pdf: pikepdf.Pdf) -> None:
        target = pdf.pages[page]
        for kind, entries in resources.items():
            shelf = shelved(target, f"/{kind}")
            for name, value in entries.items():
                made = value(pdf) if callable(value) else value
                shelf[f"/{name}"] = pdf.make_indirect(made)
        target.contents_add(pdf.make_stream(f"q\n{content}\nQ".encode()))

    return edited(edit)


def set_text(content: str, *, page: int = 0) -> Change:
    """Return the change that sets text in a face of the book: F, and CODE for a glyph of it."""

    def edit(pdf: pikepdf.Pdf) -> None:
        font = face(pdf)
        code = int(font.DescendantFonts[0].W[0])
        target = pdf.pages[page]
        shelved(target, "/Font")["/F"] = font
        text = content.replace("CODE", f"<{code:04x}>")
        target.contents_add(pdf.make_stream(f"q BT {text} ET Q".encode()))

    return edited(edit)


def shelved(page: pikepdf.Page, kind: str) -> Any:
    """Return the resources of a kind, which a page may not have yet."""
    if kind not in page.Resources:
        page.Resources[kind] = Dictionary()
    return page.Resources[kind]


def face(pdf: pikepdf.Pdf) -> Any:
    return next(
        entry
        for entry in pdf.objects
        if isinstance(entry, Dictionary) and entry.get("/Subtype") == "/Type0"
    )


def picture(pdf: pikepdf.Pdf, dots: int, bits: int = 8, space: str = "/DeviceGray") -> Any:
    stream = pdf.make_stream(bytes(dots * dots))
    stream["/Type"], stream["/Subtype"] = Name.XObject, Name.Image
    stream["/Width"] = stream["/Height"] = dots
    stream["/ColorSpace"], stream["/BitsPerComponent"] = Name(space), bits
    return stream


def form(content: str, **entries: Any) -> Callable[[pikepdf.Pdf], Any]:
    def make(pdf: pikepdf.Pdf) -> Any:
        stream = pdf.make_stream(content.encode())
        stream["/Type"], stream["/Subtype"] = Name.XObject, Name.Form
        stream["/BBox"] = Array([0, 0, 500, 500])
        for key, value in entries.items():
            stream[f"/{key}"] = value
        return stream

    return make


def shown(dots: int, bits: int = 8) -> Change:
    """Return the change that shows a picture of some dots a side on one square inch."""
    return drawn("72 0 0 72 100 100 cm /P Do", XObject={"P": lambda pdf: picture(pdf, dots, bits)})


def box(name: str, left: float, bottom: float, right: float, top: float, page: int = 0) -> Change:
    """Return the change that moves the edges of a box outwards, in mm."""

    def edit(pdf: pikepdf.Pdf) -> None:
        old = [float(value) for value in pdf.pages[page][name]]
        moved = (-left * MM, -bottom * MM, right * MM, top * MM)
        new = [edge + by for edge, by in zip(old, moved, strict=True)]
        pdf.pages[page][name] = Array(new)

    return edited(edit)


def without(*keys: str) -> Change:
    """Return the change that takes a key out of a page, found by path from it."""

    def edit(pdf: pikepdf.Pdf) -> None:
        holder = pdf.pages[0].obj
        for key in keys[:-1]:
            holder = holder[key]
        del holder[keys[-1]]

    return edited(edit)


def intents(count: int) -> Change:
    def edit(pdf: pikepdf.Pdf) -> None:
        intent = pdf.Root.OutputIntents[0]
        other = Dictionary(Type=Name.OutputIntent, S=Name.GTS_PDFA1)
        pdf.Root.OutputIntents = Array([other, *[intent] * count])

    return edited(edit)


def profile(kind: bytes) -> Change:
    def edit(pdf: pikepdf.Pdf) -> None:
        stream = pdf.Root.OutputIntents[0].DestOutputProfile
        content = stream.read_bytes()
        stream.write(content[:12] + kind + content[20:])

    return edited(edit)


def docinfo(key: str, value: Any) -> Change:
    return edited(lambda pdf: pdf.docinfo.__setitem__(key, value))


def root(key: str, value: Any) -> Change:
    return edited(lambda pdf: pdf.Root.__setitem__(key, value))


def xmp(old: bytes, new: bytes) -> Change:
    def edit(pdf: pikepdf.Pdf) -> None:
        stream = pdf.Root.Metadata
        assert old in stream.read_bytes()
        stream.write(stream.read_bytes().replace(old, new))

    return edited(edit)


def notes(*annotations: Dictionary) -> Change:
    return edited(lambda pdf: pdf.pages[0].__setitem__("/Annots", Array(annotations)))


def pages(keep: int) -> Change:
    """Return the change that leaves the first pages, or doubles them."""

    def edit(pdf: pikepdf.Pdf) -> None:
        while len(pdf.pages) > keep:
            del pdf.pages[-1]
        while len(pdf.pages) < keep:
            pdf.pages.append(pdf.pages[0])

    return edited(edit)


def descriptor(edit: Callable[[pikepdf.Pdf, Any], None]) -> Change:
    """Return the change of the description of the face that a new text is set in."""
    text = set_text("/F 10 Tf 1 0 0 1 200 300 Tm CODE Tj")

    def change(pdf: pikepdf.Pdf) -> None:
        edit(pdf, face(pdf).DescendantFonts[0].FontDescriptor)

    return lambda content: edited(change)(text(content))


def program(description: Any) -> str:
    """Return under which key a description of a face has its file."""
    return next(key for key in ("/FontFile2", "/FontFile3") if key in description)


def cut_again(pdf: pikepdf.Pdf, old: Any) -> None:
    """Put the face into the file a second time, as the chapters of a careless book have it."""
    font = face(pdf)
    twin, descendant = Dictionary(font), Dictionary(font.DescendantFonts[0])
    description = Dictionary(old)
    key = program(old)
    again = pdf.make_stream(old[key].read_bytes())
    for name in ("/Subtype", "/Length1"):
        if name in old[key]:
            again[name] = old[key][name]
    description[key] = again
    descendant["/FontDescriptor"] = pdf.make_indirect(description)
    twin["/DescendantFonts"] = Array([pdf.make_indirect(descendant)])
    twin["/BaseFont"] = Name("/ZZZZZZ+" + str(font.BaseFont).partition("+")[2])
    page = pdf.pages[0]
    page.Resources.Font["/Twin"] = pdf.make_indirect(twin)
    code = int(font.DescendantFonts[0].W[0])
    page.contents_add(
        pdf.make_stream(f"q BT /Twin 10 Tf 1 0 0 1 200 320 Tm <{code:04x}> Tj ET Q".encode())
    )


def type_3(mode: int) -> Change:
    """Return the change that sets a text in a Type 3 font, in a rendering mode."""
    content = f"BT {mode} Tr /T 10 Tf 1 0 0 1 200 300 Tm (a) Tj ET"

    def font(pdf: pikepdf.Pdf) -> Any:
        glyph = pdf.make_stream(b"500 0 0 0 500 500 d1 0 0 500 500 re f")
        return Dictionary(
            Type=Name.Font, Subtype=Name.Type3, Name=Name.Drawn, FirstChar=97, LastChar=97,
            FontBBox=Array([0, 0, 500, 500]), FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
            CharProcs=Dictionary(a=pdf.make_indirect(glyph)), Widths=Array([500]),
            Encoding=Dictionary(Type=Name.Encoding, Differences=Array([97, Name.a])),
        )  # fmt: skip

    return drawn(content, Font={"T": font})


def blended(space: str, mode: str) -> Change:
    """Return the change that draws a group in a space, in a blend mode."""
    group = Dictionary(S=Name.Transparency, CS=Name(space))
    return drawn(
        "/Mode gs /Group Do",
        ExtGState={"Mode": Dictionary(BM=Name(mode))},
        XObject={"Group": form("0 0 0 1 k 100 100 50 50 re f", Group=group)},
    )


def folio(content: str) -> Change:
    """Return the change that sets something at the foot of a blank page."""
    return set_text(content, page=-1)


SEPARATION = Array(
    [
        Name.Separation, Name.All, Name.DeviceCMYK,
        Dictionary(
            FunctionType=2, Domain=Array([0, 1]), N=1,
            C0=Array([0, 0, 0, 0]), C1=Array([1, 1, 1, 1]),
        ),
    ]
)  # fmt: skip
LINE = "200 300 m 300 300 l S"
TEXT = "/F 10 Tf 1 0 0 1 200 300 Tm CODE Tj"
LINK = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([100, 100, 200, 120]))
SCRIPT = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))

CASES: dict[str, tuple[Change, Change]] = {
    "unreadable": (lambda content: content + b"\n", lambda _: b"%PDF-1.6\nno more than this"),
    "damaged": (drawn("BX /Later do EX"), drawn("/Gone Do")),
    "no-pages": (same, pages(0)),
    "encrypted": (same, edited(lambda _: None, encryption=pikepdf.Encryption(owner="printer"))),
    "version-missing": (
        xmp(b"PDF/X-4<", b"PDF/X-4p<"),
        xmp(b"GTS_PDFXVersion", b"SomethingVersion"),
    ),
    "document-id-missing": (same, lambda content: content.replace(b"/ID [", b"/XX [")),
    "trapped-missing": (docinfo("/Trapped", Name("/True")), docinfo("/Trapped", Name.Unknown)),
    "output-intent-missing": (intents(1), intents(0)),
    "output-intent-twice": (intents(1), intents(2)),
    "profile-missing": (
        same,
        edited(lambda pdf: pdf.Root.OutputIntents[0].__delitem__("/DestOutputProfile")),
    ),
    "profile-not-cmyk": (profile(b"prtrCMYK"), profile(b"prtrRGB ")),
    "action": (
        root("/OpenAction", Array([0, Name.Fit])),
        root("/OpenAction", SCRIPT),
    ),
    "annotation": (notes(), notes(LINK)),
    "optional-content": (
        root("/OCProperties", Dictionary(OCGs=Array(), D=Dictionary())),
        root("/OCProperties", Dictionary(OCGs=Array([Dictionary(Name=String("plan"))]))),
    ),
    "box-missing": (same, without("/BleedBox")),
    "boxes-not-nested": (
        box("/BleedBox", 0.5, 0.5, 0.5, 0.5),
        box("/BleedBox", 20, 20, 20, 20),
    ),
    "trim-differs": (box("/TrimBox", -0.02, 0, 0, 0), box("/TrimBox", 0, -1, 0, 0)),
    "small-bleed": (box("/BleedBox", 1, 0, 1, 0), box("/BleedBox", -0.1, 0, 0, 0)),
    "page-count": (pages(4), pages(3)),
    "folio-on-blank": (
        folio("/F 9 Tf 1 0 0 1 200 60 Tm CODE Tj 1 0 0 1 200 300 Tm CODE Tj"),
        folio("/F 9 Tf 1 0 0 1 200 60 Tm CODE Tj"),
    ),
    "screen-colour": (
        drawn("0 0 0 0.5 k 100 100 50 50 re f"),
        drawn("0.5 0.5 0.5 rg 100 100 50 50 re f"),
    ),
    "coloured-text": (
        set_text(f"0 0 0 0.6 k {TEXT}"),
        set_text(f"0.1 0 0 0.6 k {TEXT}"),
    ),
    "coloured-rule": (drawn(f"0 0 0 0.6 K {LINE}"), drawn(f"0 0.5 0 0.6 K {LINE}")),
    "many-inks": (drawn(f"0 0.8 0.8 0 K {LINE}"), drawn(f"0.1 0.8 0.8 0 K {LINE}")),
    "screened-text": (
        set_text("0 0 0 1 k /F 9 Tf 1 0 0 1 200 300 Tm CODE Tj"),
        set_text("0 0 0 0.6 k /F 9 Tf 1 0 0 1 200 300 Tm CODE Tj"),
    ),
    "heavy-ink": (
        drawn("0.7 0.7 0.6 1 k 100 100 50 50 re f"),
        drawn("0.7 0.7 0.65 1 k 100 100 50 50 re f"),
    ),
    "screen-transparency": (
        blended("/DeviceCMYK", "/Multiply"),
        blended("/DeviceRGB", "/Multiply"),
    ),
    "font-not-embedded": (
        descriptor(lambda pdf, old: None),
        descriptor(
            lambda pdf, old: old.__delitem__(program(old))),
    ),
    "face-twice": (descriptor(lambda pdf, old: None), descriptor(cut_again)),
    "type-3-font": (type_3(mode=3), type_3(mode=0)),
    "missing-glyph": (set_text(TEXT), set_text(TEXT.replace("CODE", "<0000>"))),
    "small-text": (
        set_text("12 0 0 12 200 300 cm /F 0.5 Tf CODE Tj"),
        set_text("12 0 0 11 200 300 cm /F 0.5 Tf CODE Tj"),
    ),
    "hairline": (
        drawn("0.5 0 0 0.5 0 0 cm 0.5 w 400 600 m 600 600 l S"),
        drawn("0.5 0 0 0.5 0 0 cm 0.4 w 400 600 m 600 600 l S"),
    ),
    "low-resolution": (shown(300), shown(299)),
    "coarse-picture": (shown(300), shown(149)),
}  # fmt: skip
"""A good and a bad file for each code."""

NAMES = {"many-inks": "book.cover.pdf"}
"""The names of those that are no book: on a cover, rules may be in colour."""


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The press file of a book of two topics."""
    folder = tmp_path_factory.mktemp("small")
    (folder / "page.txt").write_text(PAGE, encoding="utf-8")
    done = run("build", folder, "-o", folder.with_name(f"{folder.name}-out"), "--edition", "print")
    assert done.returncode == 0, done.stderr
    (file,) = (folder.with_name(f"{folder.name}-out")).glob("*.print.pdf")
    return file.read_bytes()


def look(folder: Path, content: bytes, name: str = "book.print.pdf") -> list[tuple[str, str]]:
    """Return code and place of all that the preflight finds."""
    file = folder / name
    file.write_bytes(content)
    (check,) = preflight.check(file)
    return [(finding.code, finding.place) for finding in check.findings]


def named(code: str) -> str:
    return NAMES.get(code, "book.print.pdf")


def test_every_code_has_a_good_and_a_bad_file() -> None:
    assert set(CASES) == set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_the_good_file_passes_without_a_word(code: str, small: bytes, tmp_path: Path) -> None:
    assert look(tmp_path, CASES[code][0](small), named(code)) == []


@pytest.mark.parametrize("code", CODES)
def test_the_bad_file_is_told_its_fault_and_no_other(
    code: str, small: bytes, tmp_path: Path
) -> None:
    found = look(tmp_path, CASES[code][1](small), named(code))
    assert {one for one, _ in found} == {code}


# What else a printer would see


def test_a_page_with_one_line_of_text_below_its_running_head_is_not_blank(
    small: bytes, tmp_path: Path
) -> None:
    lines = [f"1 0 0 1 {x} {y} Tm CODE Tj" for x, y in ((60, 575), (60, 550), (200, 60))]
    told = folio(f"/F 9 Tf {' '.join(lines[::2])}")(small)
    right = folio(f"/F 9 Tf {' '.join(lines)}")(small)
    assert [code for code, _ in look(tmp_path, told)] == ["folio-on-blank"]
    assert look(tmp_path, right) == []


def test_equal_faults_of_many_pages_are_said_once(small: bytes, tmp_path: Path) -> None:
    content = small
    for page in (0, 1, 2, 5):
        content = drawn("1 0 0 rg 100 100 50 50 re f", page=page)(content)
    assert look(tmp_path, content) == [("screen-colour", "pages 1–3, 6")]


@given(st.sets(st.integers(1, 40), min_size=1))
def test_page_numbers_can_be_read_back(pages: set[int]) -> None:
    word, _, numbers = page_numbers.written(pages).partition(" ")
    assert word == ("page" if len(pages) == 1 else "pages")
    back = set[int]()
    for run_of_pages in numbers.split(", "):
        first, _, last = run_of_pages.partition("–")
        back |= set(range(int(first), int(last or first) + 1))
    assert back == pages


@pytest.mark.parametrize(
    ("content", "space"),
    [
        ("/CalRGB", [Name.CalRGB, Dictionary(WhitePoint=Array([0.95, 1, 1.09]))]),
        ("/Lab", [Name.Lab, Dictionary(WhitePoint=Array([0.95, 1, 1.09]))]),
        ("/Indexed", [Name.Indexed, Name.DeviceRGB, 1, String("abcdef")]),
    ],
)
def test_each_colour_for_screens_is_found(
    content: str, space: list[Any], small: bytes, tmp_path: Path
) -> None:
    change = drawn(f"{content} cs 0 scn 100 100 9 9 re f", ColorSpace={content[1:]: Array(space)})
    assert look(tmp_path, change(small)) == [("screen-colour", "page 1")]


def test_a_colour_from_a_screen_profile_is_found(small: bytes, tmp_path: Path) -> None:
    def profiled(pdf: pikepdf.Pdf) -> Any:
        stream = pdf.make_stream(b"of a screen")
        stream["/N"] = 3
        return Array([Name.ICCBased, pdf.make_indirect(stream)])

    change = drawn("/S CS 1 0 0 SCN 200 300 m 300 300 l S", ColorSpace={"S": profiled})
    assert look(tmp_path, change(small)) == [("screen-colour", "page 1")]


def test_pictures_forms_and_gradients_for_screens_are_found(small: bytes, tmp_path: Path) -> None:
    def shading(_: pikepdf.Pdf) -> Any:
        ends = {"Coords": Array([0, 0, 100, 0]), "Function": Dictionary()}
        return Dictionary(ShadingType=2, ColorSpace=Name.DeviceRGB, **ends)

    def pattern(pdf: pikepdf.Pdf) -> Any:
        return Dictionary(PatternType=2, Shading=shading(pdf))

    def coloured(pdf: pikepdf.Pdf) -> Any:
        stream = picture(pdf, 100, space="/DeviceRGB")
        stream.write(bytes(30_000))
        return stream

    changes = (
        drawn("10 0 0 10 100 100 cm /P Do", XObject={"P": coloured}),
        drawn("/F Do", XObject={"F": form("0 1 0 rg 100 100 50 50 re f")}),
        drawn("100 100 50 50 re W n /G sh", Shading={"G": shading}),
        drawn("/Pattern cs /G scn 100 100 50 50 re f", Pattern={"G": pattern}),
        drawn("9 0 0 9 100 100 cm BI /W 1 /H 1 /CS /RGB /BPC 8 ID abc EI"),
    )
    for change in changes:
        assert ("screen-colour", "page 1") in look(tmp_path, change(small))


def test_a_picture_repeated_as_a_background_is_measured(small: bytes, tmp_path: Path) -> None:
    def tile(pdf: pikepdf.Pdf) -> Any:
        stream = pdf.make_stream(b"72 0 0 72 0 0 cm /P Do")
        stream["/Type"], stream["/PatternType"], stream["/PaintType"] = Name.Pattern, 1, 1
        stream["/TilingType"], stream["/XStep"], stream["/YStep"] = 1, 72, 72
        stream["/BBox"], stream["/Matrix"] = Array([0, 0, 72, 72]), Array([0.5, 0, 0, 0.5, 0, 0])
        stream["/Resources"] = Dictionary(
            XObject=Dictionary(P=pdf.make_indirect(picture(pdf, 100)))
        )
        return stream

    change = drawn("/Pattern cs /T scn 100 100 200 200 re f", Pattern={"T": tile})
    file = tmp_path / "book.print.pdf"
    file.write_bytes(change(small))
    (finding,) = preflight.check(file)[0].findings
    assert finding.code == "low-resolution"
    assert finding.message.startswith("a picture has 200 dpi on paper")


@pytest.mark.parametrize(("black", "codes"), [(0, []), (20, ["heavy-ink"])])
def test_the_darkest_spot_of_a_picture_is_weighed(
    black: int, codes: list[str], small: bytes, tmp_path: Path
) -> None:
    def dark(pdf: pikepdf.Pdf) -> Any:
        stream = picture(pdf, 100, space="/DeviceCMYK")
        stream.write(bytes([255, 255, 255, black]) * 5_000 + bytes(20_000))
        return stream

    change = drawn("24 0 0 24 100 100 cm /P Do", XObject={"P": dark})
    assert [code for code, _ in look(tmp_path, change(small))] == codes


@pytest.mark.parametrize(
    "change",
    [
        root("/AA", Dictionary(WC=SCRIPT)),
        root("/Names", Dictionary(JavaScript=Dictionary(Names=Array([String("a"), SCRIPT])))),
        edited(lambda pdf: pdf.pages[1].obj.__setitem__("/AA", Dictionary(O=SCRIPT))),
        edited(lambda pdf: pdf.Root.__setitem__("/Later", pdf.make_indirect(Dictionary(SCRIPT)))),
    ],
)
def test_each_way_to_act_by_itself_is_found(change: Change, small: bytes, tmp_path: Path) -> None:
    assert {code for code, _ in look(tmp_path, change(small))} == {"action"}


def test_line_art_wants_twice_the_dots(small: bytes, tmp_path: Path) -> None:
    assert look(tmp_path, shown(599, bits=1)(small)) == [("low-resolution", "page 1")]
    assert look(tmp_path, shown(600, bits=1)(small)) == []


def test_text_in_the_slug_may_be_small_and_coloured(small: bytes, tmp_path: Path) -> None:
    slug = "1 0 0 0 k /F 4 Tf 1 0 0 1 60 5 Tm CODE Tj"
    assert look(tmp_path, set_text(slug)(small)) == []


def test_a_thin_rectangle_is_a_line_too(small: bytes, tmp_path: Path) -> None:
    assert look(tmp_path, drawn("100 100 200 0.2 re f")(small)) == [("hairline", "page 1")]
    assert look(tmp_path, drawn("0.5 0 0 0 k 100 100 200 1 re f")(small)) == [
        ("coloured-rule", "page 1")
    ]


def test_what_a_clipping_path_hides_is_not_there(small: bytes, tmp_path: Path) -> None:
    hidden = "100 100 50 50 re W n 0.5 0 0 0 K 200 200 m 300 200 l S"
    assert look(tmp_path, drawn(hidden)(small)) == []


def test_a_cover_may_use_all_inks_and_be_a_single_sheet(small: bytes, tmp_path: Path) -> None:
    coloured = set_text(f"0.9 0.5 0 0.1 k {TEXT}")(pages(1)(small))
    assert look(tmp_path, coloured, "book.cover.pdf") == []


def test_a_file_that_is_not_for_the_press_is_left_alone(small: bytes, tmp_path: Path) -> None:
    for name, content in (("a.pdf", intents(0)(small)), ("b.pdf", b"%PDF-1.4\n")):
        (tmp_path / name).write_bytes(content)
        assert preflight.check(tmp_path / name) == ()


def test_a_file_for_the_press_is_known_by_its_output_intent(small: bytes, tmp_path: Path) -> None:
    assert look(tmp_path, pages(3)(small), "any name.pdf") == [("page-count", "")]


def test_a_locked_file_is_called_encrypted(small: bytes, tmp_path: Path) -> None:
    locked = edited(lambda _: None, encryption=pikepdf.Encryption(owner="a", user="b"))
    assert look(tmp_path, locked(small)) == [("encrypted", "")]


def test_the_command_line_says_place_fault_and_remedy(small: bytes, tmp_path: Path) -> None:
    file = tmp_path / "book.print.pdf"
    file.write_bytes(drawn("1 0 0 rg 100 100 50 50 re f", page=1)(small))
    done = run("check", file, "--json")
    assert done.returncode == 1
    (check,) = [
        check
        for check in json.loads(done.stdout)["files"][0]["checks"]
        if check["name"] == "preflight"
    ]
    assert check["status"] == "failed"
    (finding,) = check["findings"]
    assert (finding["level"], finding["code"]) == ("error", "screen-colour")
    assert finding["place"] == "page 2"
    assert "DeviceRGB" in finding["message"]
    assert "; hint: " in finding["message"]


def test_our_own_print_edition_passes(tmp_path: Path) -> None:
    done = run("build", SOURCE, "-o", tmp_path, "--edition", "print")
    assert done.returncode == 0, done.stderr
    for file in tmp_path.glob("*.pdf"):
        (check,) = preflight.check(file)
        assert check.findings == ()


@pytest.mark.parametrize("dots", [235, 237])
def test_a_picture_of_a_theme_with_too_few_dots_is_told_when_the_book_is_made(
    dots: int, page: Path, tmp_path: Path
) -> None:
    (page / "theme.css").write_text(
        "h1 { background: url(seal.png) no-repeat; background-size: 20mm 20mm }", encoding="utf-8"
    )
    (page / "book.toml").write_text("theme = 'theme.css'\n", encoding="utf-8")
    Image.effect_noise((dots, dots), 50).save(page / "seal.png")
    done = run("build", page, "-o", tmp_path / "out", "--edition", "print")
    assert done.returncode == 0, done.stderr
    said = re.search(r"a picture on pages .* has (\d+) dpi on paper", done.stderr)
    assert (said[1] if said else None) == ("298" if dots == 235 else None)
    (file,) = (tmp_path / "out").glob("*.print.pdf")
    (check,) = preflight.check(file)
    assert [finding.code for finding in check.findings] == ["low-resolution"] * (dots == 235)


# Files that are broken, or made to do harm


def looped(pdf: pikepdf.Pdf) -> Any:
    stream = form("/Again Do")(pdf)
    stream = pdf.make_indirect(stream)
    stream["/Resources"] = Dictionary(XObject=Dictionary(Again=stream))
    return stream


def multiplied(pdf: pikepdf.Pdf) -> Any:
    inner = pdf.make_indirect(form("0 0 9 9 re f")(pdf))
    for _ in range(20):
        resources = Dictionary(XObject=Dictionary(Again=inner))
        inner = pdf.make_indirect(form("/Again Do " * 10, Resources=resources)(pdf))
    return inner


def bomb(pdf: pikepdf.Pdf) -> Any:
    stream = form("")(pdf)
    stream.write(b"q Q " * (8 << 20))
    return stream


HOSTILE = {
    "a form that draws itself": drawn("/F Do", XObject={"F": looped}),
    "forms that draw others ten times each": drawn("/F Do", XObject={"F": multiplied}),
    "a stream that grows when it is unpacked": drawn("/F Do", XObject={"F": bomb}),
    "numbers out of all bounds": drawn("1e9 0 0 1e9 0 0 cm " * 40 + "99999999999999999999 w"),
    "states that are never given back": drawn("q " * 100_000),
    "arrays in arrays": drawn("[" * 10_000 + "1" + "]" * 10_000 + " TJ"),
    "operators without operands": drawn("cm re l c Tf Tj TJ gs Do sh scn cs k rg w Td Tm ' \""),
    "operands of the wrong kind": drawn("/A (b) cm [1] w <</A 1>> gs (x) Do 1 Tj /A /B Tf (a) cs"),
    "bytes instead of operators": drawn("\x00\x01\x02)>>]]((({{{<" * 50),
    "a colour space in itself": drawn(
        "/A cs 1 scn", ColorSpace={"A": Array([Name.Indexed, Name.A, 1, String("")])}
    ),
    "pages that are no pages": edited(
        lambda pdf: pdf.Root.Pages.__setitem__("/Kids", Array([1, Name.A, Dictionary()]))
    ),
    "contents that are no stream": edited(
        lambda pdf: pdf.pages[0].obj.__setitem__("/Contents", Dictionary(A=1))
    ),
    "half of the file": lambda content: content[: len(content) // 2],
    "an empty file": lambda _: b"",
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_file_made_to_do_harm_is_called_damaged(
    what: str, small: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(interpreter, "MOST", 50_000)
    found = {code for code, _ in look(tmp_path, HOSTILE[what](small))}
    assert found & {"damaged", "unreadable"}


@pytest.fixture(scope="session")
def plain(small: bytes) -> tuple[bytes, bytes]:
    """The small book without its faces and its profile, packed and in plain text."""

    def empty(pdf: pikepdf.Pdf) -> None:
        for entry in pdf.objects:
            if isinstance(entry, pikepdf.Stream) and len(entry.read_raw_bytes()) > 10_000:
                entry.write(entry.read_bytes()[:128])

    return edited(empty)(small), edited(empty, qdf=True)(small)


@settings(max_examples=150)
@given(
    is_plain=st.booleans(),
    damage=st.lists(st.tuples(st.floats(0, 0.999), st.binary(min_size=1, max_size=4)), max_size=12),
    end=st.floats(0.5, 1),
)
def test_no_damage_stops_the_check(
    is_plain: bool,
    damage: list[tuple[float, bytes]],
    end: float,
    plain: tuple[bytes, bytes],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    content = bytearray(plain[is_plain])
    for place, new in damage:
        at = int(place * len(content))
        content[at : at + len(new)] = new
    file = tmp_path_factory.getbasetemp() / "damaged.print.pdf"
    file.write_bytes(content[: int(end * len(content)) if end < 0.75 else len(content)])
    (check,) = preflight.check(file)
    assert check.reason is None
    assert all(finding.code in CODES for finding in check.findings)


def test_the_manual_shows_each_code_with_its_sentence_and_remedy() -> None:
    manual = (ROOT / "docs" / "preflight.md").read_text(encoding="utf-8")
    for code, entry in CODES.items():
        assert f"| `{code}` | {entry.level} | {entry.sentence} | {entry.hint} |" in manual
    assert manual.count("\n| `") == len(CODES)
