"""PDF: the tags of the file where there are any, the geometry of the page where there are none."""

from __future__ import annotations

from typing import Any

from reviewer.domain.document import BlockKind
from reviewer.reading.drafts import Draft, RawReading, assemble
from reviewer.reading.labels import paragraph_number, split_bullet, split_number
from reviewer.reading.pdf_layout import RunningText
from reviewer.reading.pdf_objects import PageReader, open_pdf
from reviewer.reading.pdf_tags import Chain, Element, TagReader

NO_TEXT = "The pages of this document hold no text (a scan): mark areas on the page and type the quotation."
_HEADINGS = {"H": 1, "H1": 1, "H2": 2, "H3": 3, "H4": 4, "H5": 5, "H6": 6, "Title": 1}
_BLOCKS = {*_HEADINGS, "P", "LI", "TD", "TH", "Note", "TOCI", "Caption", "BlockQuote"}


def read_pdf(data: bytes) -> RawReading:
    """Read a PDF into blocks."""
    document = open_pdf(data)
    try:
        return _read(document)
    finally:
        document.close()


def _read(document: Any) -> RawReading:
    collected: dict[tuple[object, ...], tuple[Chain, RunningText]] = {}
    furniture: dict[str, None] = {}
    reader, tags = PageReader(), TagReader()
    pages = len(document)
    for number in range(1, pages + 1):
        page = document[number - 1]
        text_page = page.get_textpage()
        chains = tags.chains(page)
        for piece in reader.pieces(page, text_page):
            chain = chains.get(piece.mcid, ())
            if piece.artifact:
                furniture.setdefault(piece.text.strip())
                continue
            key: tuple[object, ...] = _block(chain).path if chain else (number, -1)
            collected.setdefault(key, (chain, RunningText()))[1].add(piece, number)
        text_page.close()
        page.close()
    drafts = [_draft(chain, text) for chain, text in collected.values() if text.text.strip()]
    furniture.pop("", None)
    warnings = () if drafts else (NO_TEXT,)
    return RawReading("pdf", assemble(drafts), pages, tuple(furniture), warnings)


def _block(chain: Chain) -> Element:
    return next((element for element in reversed(chain) if element.type in _BLOCKS), chain[-1])


def _draft(chain: Chain, running: RunningText) -> Draft:
    types = [element.type for element in chain]
    text, runs = running.text.rstrip(), running.runs
    kind, level = BlockKind.PARAGRAPH, 0
    heading = next((t for t in reversed(types) if t in _HEADINGS), None)
    label, rest = split_bullet(text)
    number = None
    if "Note" in types:
        kind = BlockKind.NOTE
    elif heading:
        kind, level = BlockKind.HEADING, _HEADINGS[heading]
    elif label:
        kind, level = BlockKind.BULLET, max(types.count("L"), 1)
    elif "LI" in types or kind is BlockKind.PARAGRAPH:
        label, rest = split_number(text)
        number = paragraph_number(label)
    cut = len(text) - len(rest) if label else 0
    runs = [(max(at - cut, 0), page) for at, page in runs]
    return Draft(kind, rest if label else text, label, number, level, runs)
