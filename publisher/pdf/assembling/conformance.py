"""What a file needs to be PDF/UA-1 and PDF/A-2a at once: WeasyPrint claims one at a time."""

from __future__ import annotations

from publisher.books import markup

ARCHIVE = "pdf/a-2a"
"""What WeasyPrint is told to claim."""


def claim_accessible(xmp: bytes) -> bytes:
    """Add the claim of PDF/UA-1 to the XMP of a file that is written as PDF/A-2a.

    The pdfuaid schema is not among those that PDF/A predefines, so its description goes with
    it (ISO 19005-2, 6.6.2.3; ISO 14289-1, 5).
    """
    claim = markup.render("pdf/ua-claim.xmp").strip().encode()
    return xmp.replace(b"</rdf:RDF>", claim + b"\n</rdf:RDF>")
