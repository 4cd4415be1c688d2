"""The one table of what a preflight can find: a level, a sentence, a remedy for each code.

`docs/preflight.md` shows it; messages are made from it by `finding`.
"""

from __future__ import annotations

from publisher.checks.findings import Finding
from publisher.problems import Code

CODES: dict[str, Code] = {
    # the file
    "unreadable": Code("error", "this is no PDF that can be opened ({reason})", "make it again"),
    "damaged": Code(
        "error", "a part of the file cannot be understood: {reason}", "make the file again"
    ),
    "no-pages": Code("error", "the file has no pages", "make it again"),
    "encrypted": Code(
        "error", "the file is encrypted, which PDF/X forbids", "save it without a password"
    ),
    "version-missing": Code(
        "error",
        "the XMP metadata does not name a version of PDF/X (GTS_PDFXVersion)",
        "export the file as PDF/X-4",
    ),
    "document-id-missing": Code(
        "error", "the trailer has no document ID", "save the file with an ID"
    ),
    "trapped-missing": Code(
        "error",
        "the file does not say whether it is trapped",
        "set Trapped to True or False in the document information",
    ),
    "output-intent-missing": Code(
        "error",
        "no output intent says for which press the colours are meant",
        "export the file as PDF/X-4 with the printer's profile",
    ),
    "output-intent-twice": Code(
        "error", "there are {count} output intents for the press", "leave one"
    ),
    "profile-missing": Code(
        "error", "the output intent has no ICC profile in the file", "embed the printer's profile"
    ),
    "profile-not-cmyk": Code(
        "error",
        "the profile of the output intent is not of a press with four inks (its colours: {kind})",
        "embed the printer's CMYK profile",
    ),
    "action": Code(
        "error", "the file has {what}, which no press can perform", "take out scripts and actions"
    ),
    "annotation": Code(
        "error",
        "there are annotations ({kinds}), which are not printed or printed wrongly",
        "take out links, comments and form fields",
    ),
    "optional-content": Code(
        "warning",
        "there are layers that can be switched off, so that it is open what is printed",
        "flatten the layers",
    ),
    # the sheet
    "box-missing": Code(
        "error", "the page has no {box}", "export with trim and bleed as boxes of the page"
    ),
    "boxes-not-nested": Code(
        "error", "the {inner} reaches out of the {outer}", "make the {outer} hold the {inner}"
    ),
    "trim-differs": Code(
        "error",
        "the page is trimmed to {size}, most pages to {usual}",
        "give all pages of a book one trimmed size",
    ),
    "small-bleed": Code(
        "warning",
        "the bleed is {bleed} mm; printers ask for 3 mm",
        "export with a bleed of 3 mm",
    ),
    "page-count": Code(
        "warning",
        "{pages} pages are not a multiple of 4, as folded sheets have them",
        "add {wanted} blank page(s)",
    ),
    "folio-on-blank": Code(
        "warning",
        "the page has a running head or a page number and nothing else",
        "leave blank pages blank",
    ),
    # colours
    "screen-colour": Code(
        "error",
        "{what} has its colour in {space}, which is for screens",
        "convert all colours with the profile of the press",
    ),
    "coloured-text": Code(
        "error",
        "text is printed with {inks}, where plates that are off by a hair make it fringed",
        "set text in black alone (0 0 0 100)",
    ),
    "coloured-rule": Code(
        "error",
        "a rule is printed with {inks}, where plates that are off by a hair make it fringed",
        "draw rules in black alone (0 0 0 100), or in a tint of it",
    ),
    "many-inks": Code(
        "warning",
        "a rule of the cover is printed with {inks}, more plates than can be kept in register",
        "mix the colour of rules from two inks at most",
    ),
    "screened-text": Code(
        "warning",
        "type of {size} pt is printed in a tint, whose dots break up its strokes",
        "set small type in solid black",
    ),
    "heavy-ink": Code(
        "warning",
        "{what} has {total} % of ink in all; more than 300 % dries badly and sets off",
        "use less of the coloured inks under black",
    ),
    "screen-transparency": Code(
        "note",
        "a blend mode or soft mask is computed in {space}, and converted after that",
        "have transparent objects blended in CMYK",
    ),
    # type
    "font-not-embedded": Code(
        "error", "the face {face} is not in the file", "embed all faces, as subsets"
    ),
    "face-twice": Code(
        "warning",
        "the face {face} is in the file {count} times",
        "join the subsets of a face when chapters are put together",
    ),
    "type-3-font": Code(
        "warning",
        "text is set in the Type 3 font {face}, whose glyphs are drawings without hints",
        "set the text in an OpenType face",
    ),
    "missing-glyph": Code(
        "error",
        "the face {face} has no glyph for a character, and shows a box or nothing",
        "set the character in a face that has it",
    ),
    "small-text": Code(
        "warning",
        "text is set in {size} pt; under 6 pt it may fill in or break",
        "set it larger",
    ),
    # lines and pictures
    "hairline": Code(
        "warning",
        "a line is {width} pt thick; under 0.25 pt it may vanish in print",
        "draw it with 0.25 pt at least",
    ),
    "low-resolution": Code(
        "warning",
        "a picture has {resolution} dpi on paper; {kind} wants {wanted}",
        "put in a larger picture, or show it smaller",
    ),
    "coarse-picture": Code(
        "error",
        "a picture has {resolution} dpi on paper; under 150 the dots can be seen",
        "put in a larger picture, or show it smaller",
    ),
}


def finding(code: str, **facts: object) -> Finding:
    """Return the finding `code`, its sentence and remedy filled in with `facts`."""
    entry = CODES[code]
    message = f"{entry.sentence}; hint: {entry.hint}".format(**facts)
    return Finding(entry.level, code, message)
