"""How large our file is beside WeasyPrint's own: the same parts as one document, one process.

    python benchmarks/size.py [topics]

WeasyPrint gets our style sheets and makes PDF/UA-1; it has no composer of ours, so its lines
end elsewhere. What counts is the ratio of bytes.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

import corpus

ROOT = Path(__file__).parent.parent


def ours(pages: Path, target: Path) -> None:
    """Make the book as a user does."""
    command = [sys.executable, "-m", "publisher", "build", str(pages), "-q", "--edition", "screen"]
    subprocess.run([*command, "-o", str(target)], check=True, stdout=subprocess.DEVNULL)  # noqa: S603 -- our own command


def one_document(pages: Path, target: Path) -> None:
    """Make the same parts with WeasyPrint as it is."""
    from weasyprint import CSS, HTML

    from publisher.books import volumes
    from publisher.cli import loading
    from publisher.pdf.editions import screen

    loaded = loading.load((pages,), None)
    book = volumes.whole(loaded.edited, loaded.settings, loaded.folder, None)
    runs = screen.parts(book, loaded.settings.trim, None, None)
    parts = [part for _, run in runs for part in run]
    head, _, _ = parts[1].html.partition("<body")
    bodies = (re.search(r"<body[^>]*>(.*)</body>", part.html, re.DOTALL) for part in parts)
    text = f"{head}<body class='body'>{''.join(body[1] for body in bodies if body)}</body></html>"
    sheets = [CSS(filename=ROOT / "styles" / parts[1].style), CSS(string=parts[1].page_css)]
    HTML(string=text).write_pdf(target, stylesheets=sheets, pdf_variant="pdf/ua-1")


def main(topics: int) -> None:
    """Make both and print their sizes and the ratio."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pages = corpus.write(folder / "pages", topics)
        ours(pages, folder / "ours")
        one_document(pages, folder / "one.pdf")
        small = next((folder / "ours").glob("*.pdf")).stat().st_size / 1e6
        large = (folder / "one.pdf").stat().st_size / 1e6
        print(f"ours {small:.1f} MB   one document {large:.1f} MB   ratio {small / large:.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
