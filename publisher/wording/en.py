"""English; also for languages that the house has no words in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from publisher.wording import collation
from publisher.wording.words import (
    Colophon,
    Counted,
    Cover,
    Dates,
    Editions,
    Epub,
    Faces,
    Marks,
    Pages,
    Parts,
    Reader,
    Shelf,
    Sources,
    Titles,
    Wording,
)

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def _counted(one: str, many: str) -> Counted:
    """Return what counts in the singular and in the plural."""
    return lambda count: (one if count == 1 else many).format(f"{count:,}")


def _month_of(letters: int | None = None) -> Callable[[date], str]:
    """Return what names the month of a day, with so many of its letters."""
    return lambda day: _MONTHS[day.month - 1][:letters]


_name = _month_of()


def _day(day: date) -> str:
    return f"{day.day} {_name(day)} {day.year}"


def _month(day: date) -> str:
    return f"{_name(day)} {day.year}"


WORDS = Wording(
    language="en",
    parts=Parts(
        cover="Cover",
        title_page="Title page",
        contents="Contents",
        body="Text",
        related="Related topics",
        index="Index",
        sources="Sources",
        colophon="Colophon",
        landmarks="Parts of the book",
        page_list="Pages of the print edition",
    ),
    titles=Titles(
        collection="Topics of {}".format,
        topics=_counted("{} topic", "{} topics"),
        holds=_counted("Holds {} topic: ", "Holds {} topics: "),
    ),
    colophon=Colophon(
        title="Title",
        subtitle="Subtitle",
        author="Author",
        publisher="Publisher",
        place="Place",
        edition="Edition",
        length="Length",
        characters=_counted("{} character", "{} characters"),
        topics="Topics",
        count="{:,}".format,
        until="As of",
        price="Price",
        use="Use",
        internal="For internal use",
    ),
    sources=Sources(
        topic="Topic",
        page="Page",
        day="Date of the page",
        day_short="Date",
        views="Views",
        views_short="Views",
        unknown="unknown",
    ),
    dates=Dates(day=_day, month=_month, mark=_month_of(3), undated="No date"),
    pages=Pages(
        folio=("Page ", " of ", ""),
        notes="Notes",
        origin="Source: {}".format,
        link="Go to “{}”".format,
        not_set="[This part could not be set, and its text is missing; see the report.]",
    ),
    cover=Cover(
        topics=_counted("{} topic", "{} topics"),
        others=_counted("{} topic in all", "{} topics in all"),
        price="Price {}".format,
        picture="Cover: {}".format,
    ),
    epub=Epub(
        accessibility=(
            "All text flows; faces, sizes and colours can be chosen. The only picture is the "
            "cover, which has alternative text. {} lead through the book, and its order of "
            "reading is that of the contents. No person has assessed its accessibility."
        ).format,
        ways="Contents and headings",
        ways_with_index="Contents, headings and index",
        printed="“{}”, print edition".format,
        page="Page {}".format,
    ),
    shelf=Shelf(
        name="Bookshelf",
        skip="Go to the books",
        volumes=_counted("{} volume", "{} volumes"),
        search="Search",
        hint="Title, topic, author",
        letter="Letter",
        month="Month",
        all="All",
        order="Order",
        by_number="By number",
        by_date="Newest first",
        by_title="By title",
        only_new="Only new ones",
        new="New",
        updated="Updated",
        dark="Dark",
        found="Found: {}",
        nothing="Nothing was found. Try another word.",
        download="Download “{}”, {}, {}".format,
        feeds="Feeds: ",
        editions=Editions(
            epub="EPUB", screen="PDF", print="PDF for the press", cover="Cover for the press"
        ),
    ),
    reader=Reader(
        name="Reader",
        smaller="Smaller type",
        larger="Larger type",
        smaller_sign="A−",
        larger_sign="A+",
        previous="Previous page",
        next="Next page",
        opening="Opening …",
        download="Download the EPUB",
        no_script="The reader needs JavaScript; download the book from the shelf.",
        no_such_book="There is no such book",
        gone="The book is no longer on the shelf",
        failed="Cannot be opened: {}. Download it and open it with a reading program.",
        from_files=(
            "In a folder that was opened directly, browsers forbid a page to read a book. "
            "Download it and open it with a reading program, or run publisher serve in the "
            "folder of the shelf."
        ),
    ),
    marks=Marks(comma=", ", series=", ", end=" …", outer="“”", inner="‘’"),
    faces=Faces(
        song=("Noto Serif", "Noto Serif CJK SC"),
        hei=("Noto Sans", "Noto Sans CJK SC"),
        kai=("Noto Serif", "Noto Serif CJK SC"),
        marks="Noto Serif CJK SC",
    ),
    collation=collation.ALPHABET,
    edited=False,
)
