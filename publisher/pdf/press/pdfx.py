"""What makes a file PDF/X-4 (ISO 15930-7): what it must not have, and what it says of itself."""

from __future__ import annotations

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from publisher.books import markup
from publisher.model import Metadata
from publisher.pdf.press.profile import Profile

_SCREEN = ("/StructTreeRoot", "/MarkInfo", "/Outlines", "/Names", "/ViewerPreferences")


def strip(pdf: pikepdf.Pdf) -> None:
    """Take out what only a screen has a use for: tags, links, outline."""
    for key in _SCREEN:
        if key in pdf.Root:
            del pdf.Root[key]
    for page in pdf.pages:
        for key in ("/Annots", "/StructParents", "/Tabs", "/ArtBox", "/CropBox"):
            if key in page:
                del page[key]


def declare(pdf: pikepdf.Pdf, metadata: Metadata, profile: Profile) -> None:
    """Say that `pdf` is PDF/X-4, for which press, and that it is not trapped."""
    content = pdf.make_stream(profile.content)
    content["/N"] = 4
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFX,
        OutputConditionIdentifier=String(profile.name),
        OutputCondition=String(profile.name),
        Info=String(profile.name),
        DestOutputProfile=pdf.make_indirect(content),
    )
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])
    pdf.docinfo["/Trapped"] = Name("/False")
    pdf.docinfo["/Title"] = String(metadata.title)
    day = metadata.modified.strftime("D:%Y%m%d%H%M%SZ")
    pdf.docinfo["/CreationDate"] = pdf.docinfo["/ModDate"] = String(day)
    pdf.docinfo["/Producer"] = String("publisher")
    packet = markup.render("pdf/press.xmp", metadata=metadata).strip()
    stream = pdf.make_stream(packet.encode())
    stream["/Type"], stream["/Subtype"] = Name.Metadata, Name.XML
    pdf.Root.Metadata = pdf.make_indirect(stream)
