"""What a reader or a stage found wrong with one place, and went on.

`CODES` is the one table of what can be found: each code with its level, its sentence and its
remedy. A problem is a value, never an exception: `publisher.errors` holds what stops the work.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

Level: TypeAlias = Literal["error", "warning", "note"]


class Code(NamedTuple):
    """A kind of problem. `sentence` and `hint` are `str.format` templates over the facts."""

    level: Level
    sentence: str
    hint: str


CODES: dict[str, Code] = {
    # sources: a file as a whole
    "unreadable": Code("error", "the file cannot be read: {reason}", "check its permissions"),
    "leads-out": Code(
        "error",
        "the link leads out of the folder of the pages, to {target}, and was not followed",
        "put the file itself into the folder, or name it beside the folder",
    ),
    "too-large": Code(
        "error",
        "the file has {size} MiB, more than the limit of {limit} MiB",
        "split the file, or raise max_file_size in book.toml",
    ),
    "empty": Code("error", "the file is empty", "save the wiki page again"),
    "binary": Code(
        "error", "this is not a text file ({what})", "save the page as text or HTML, not as {what}"
    ),
    "undecodable": Code(
        "error",
        "the text is in no encoding that can be told with certainty",
        "save the page again as UTF-8",
    ),
    "not-read": Code(
        "error",
        "the page could not be read ({reason}) and was left out",
        "report it with the page; the rest is as it should be",
    ),
    "cut-off": Code(
        "error",
        "the page has more than {what}; what follows was left out",
        "split the page into several files",
    ),
    "bad-bytes": Code(
        "warning",
        "{count} byte(s) are not {encoding} and are shown as U+FFFD",
        "save the page again as UTF-8",
    ),
    "no-topic": Code(
        "error",
        "no topic was found",
        "a topic needs a title line and one of the lines 基本释义 or 详细释义",
    ),
    "no-pages": Code(
        "error",
        "the folder holds no page",
        "pages end in .txt, .htm, .html or .md; name another folder",
    ),
    "passed-over": Code(
        "note",
        "files of other kinds were passed over: {what}",
        "pages end in .txt, .htm, .html or .md; save them as one of these, or name a file itself",
    ),
    "not-there": Code(
        "warning",
        "it names {entry}, but there is no such page",
        "correct the path, or take the line out",
    ),
    # a batch
    "in-no-volume": Code(
        "note", "《{title}》 is in no [[volume]]", "add its title or a pattern to topics"
    ),
    "empty-volume": Code(
        "warning", "no topic matches the [[volume]] 《{title}》", "correct its topics in book.toml"
    ),
    # the press
    "bare-spine": Code(
        "note",
        "the spine is {width} mm wide: no text is set on it",
        "a spine bears text from {thin} mm on, which is {pages} pages of this paper",
    ),
    "spine-too-thin": Code(
        "warning",
        "spine_mm is {width}, but {pages} pages of this paper are {block} mm thick",
        "ask the printer for the width of the spine, or leave spine_mm out",
    ),
    # sources: a place in a page
    "empty-article": Code(
        "warning",
        "《{title}》 has no text under {article}",
        "save the page again if text is missing",
    ),
    "no-title": Code(
        "warning",
        "an article stands without a title above it and was left out",
        "put the topic's title on a line of its own above {article}",
    ),
    "no-text": Code(
        "warning",
        "《{title}》 has no text under 基本释义 or 详细释义 and was left out",
        "save the page again",
    ),
    "bad-date": Code(
        "warning",
        "“{text}” is no date of the calendar; the topic is taken as undated",
        "correct the date",
    ),
    "stray-text": Code(
        "warning",
        "{count} paragraph(s) from here on stand outside any article and were left out",
        "put a title and 基本释义 or 详细释义 above them if they are content",
    ),
    # sources: what was put right in a page
    "folded-radicals": Code(
        "note",
        "{count} character(s) from here on were radicals, as copied from a PDF (⽂ for 文); "
        "they are read as the characters",
        "nothing to do; put a radical that is meant in quotes: “⽂”",
    ),
    "not-carried-over": Code(
        "note",
        "cannot be carried over into a book: {what} ({count} from here on)",
        "say in the text what readers of a book have to know of it",
    ),
    "read-markup": Code(
        "note",
        "{count} entity, tag or forum code(s) from here on were left over from a web page; "
        "they are read as what they stood for",
        "save the page as HTML, so that nothing of it is lost",
    ),
    "joined-lines": Code(
        "note",
        "{count} line(s) from here on were broken at a fixed width; they are paragraphs again",
        "nothing to do; put a blank line between paragraphs that do not belong together",
    ),
    # collection
    "unknown-title": Code(
        "warning",
        "the order names 《{title}》, but no page has such a topic",
        "correct the title under order, or take it out",
    ),
    "dead-link": Code(
        "warning",
        "“{text}” is a link to {target}, which is none of the pages; it stands without the link",
        "correct the link, or put the file beside the others",
    ),
    "duplicate": Code(
        "note",
        "《{title}》 is also in {kept}; this other version was left out",
        "nothing to do if the kept version is the better one",
    ),
    # the language
    "traditional": Code(
        "warning",
        "the book is labelled zh-Hans, but of {count} characters that tell the two scripts apart "
        "{found} are traditional",
        'write language = "zh-Hant" in book.toml, or "zh-Hans" to keep it so: '
        "quotation marks and typefaces depend on it",
    ),
    "no-words": Code(
        "note",
        "the house has no words in the language {language}: contents, index, colophon and the "
        "like are in English",
        "nothing to do; there are words in {known}",
    ),
    # fonts
    "missing-glyph": Code(
        "warning",
        "no installed face has {char} ({code_point}), {count} time(s) in 《{title}》; "
        "the PDF shows its code point",
        "install a font that has it (Debian: {package})",
    ),
    "missing-everywhere": Code(
        "warning",
        "no installed face has {char} ({code_point}), {count} time(s) in 《{title}》; "
        "the PDF shows its code point",
        "no packaged face is known to have it: name one of your own in a theme, or leave it so",
    ),
    "private-use": Code(
        "warning",
        "{code_point}, {count} time(s) in 《{title}》, is of private use: nobody can know which "
        "character it was; the PDF shows its code point",
        "put in its place what the page's author saw there",
    ),
    # layout
    "not-composed": Code(
        "warning",
        "“{text}” could not be composed and has plain line breaks ({reason})",
        "look at it in the PDF, and report the page",
    ),
    "not-laid-out": Code(
        "error",
        "《{title}》 cannot be laid out ({reason}); a note stands in its place",
        "report the page; without what is odd in it, it can perhaps be laid out",
    ),
    "overtime": Code(
        "error",
        "《{title}》 was not laid out within {reason}; a note stands in its place",
        "split the page, or raise time_limit in book.toml",
    ),
    # a theme
    "theme-overtime": Code(
        "error",
        "with this theme 《{text}》 was not laid out within {reason}; a note stands in its place",
        "simplify the theme, or raise time_limit in book.toml",
    ),
    "theme-fails": Code(
        "error",
        "with this theme 《{text}》 cannot be laid out ({reason}); it stands without the theme",
        "take the largest sizes and the rarest properties out of the theme",
    ),
    "theme-left-out": Code(
        "warning",
        "{text} was left out of the EPUB: {reason}",
        "put it beside the theme or below, and correct its url()",
    ),
    "theme-picture": Code(
        "warning",
        "the picture {text} cannot be shown ({reason})",
        "put it beside the theme, as PNG, JPEG or SVG, and correct its url()",
    ),
    "theme-file": Code(
        "warning",
        "{text} cannot be read ({reason})",
        "put it beside the theme, and correct its url()",
    ),
    "theme-font": Code(
        "warning",
        "the face {text} cannot be loaded",
        "put its file beside the theme, and correct its url()",
    ),
    "theme-style": Code(
        "warning",
        "a part of the style sheet has no effect: {reason}",
        "correct it or take it out; all the rest holds",
    ),
    # print
    "low-resolution": Code(
        "warning",
        "a picture on {pages} has {resolution} dpi on paper; print wants 300",
        "put a larger picture into the theme, or show it smaller",
    ),
    # typography
    "not-edited": Code(
        "error",
        "《{title}》 could not be edited ({reason}) and stands as it is in the page",
        "report it with the page; the rest is as it should be",
    ),
    "doubtful-mark": Code(
        "note",
        "left as it is, for a person to decide: {what} in “{context}”",
        "correct the page if it is wrong",
    ),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding. `line` counts from 1; None where the whole file is meant."""

    source: str
    line: int | None
    code: str
    level: Level
    message: str
    hint: str

    @property
    def place(self) -> str:
        """`file:line`, or the file alone."""
        return self.source if self.line is None else f"{self.source}:{self.line}"


def problem(code: str, source: str, line: int | None = None, **facts: object) -> Problem:
    """Make the problem `code` at a place, its sentence filled in with `facts`."""
    entry = CODES[code]
    return Problem(
        source, line, code, entry.level, entry.sentence.format(**facts), entry.hint.format(**facts)
    )
