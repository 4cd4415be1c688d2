"""What a file needs to be PDF/UA-1 and PDF/A-2a at once: WeasyPrint claims one at a time."""

from __future__ import annotations

import pydyf

from publisher import html


def accessible_archive(pdf: pydyf.PDF) -> None:
    """Add the claim of PDF/UA-1 to the XMP of a file that is written as PDF/A-2a.

    The pdfuaid schema is not among those that PDF/A predefines, so its description goes with
    it (ISO 19005-2, 6.6.2.3; ISO 14289-1, 5). The XMP is left uncompressed, for whoever looks
    for it without reading PDF (ISO 16684-1, 7.3).
    """
    number = int(pdf.catalog["Metadata"].split()[0])
    metadata = pdf.objects[number]
    claim = html.render("pdf/ua-claim.xmp").strip().encode()
    metadata.compress = False
    (packet,) = metadata.stream
    metadata.stream[0] = packet.replace(b"</rdf:RDF>", claim + b"\n</rdf:RDF>")
