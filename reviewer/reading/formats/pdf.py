"""PDF: the tags of the file where there are any, the geometry of the page where there are none."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from reviewer.domain.errors import UnreadableFileError
from reviewer.reading.drafts import RawReading, assemble
from reviewer.reading.pdf_blocks import HEADING_TAGS, blocks_of
from reviewer.reading.pdf_layout import lines_of, parts_of, running_lines
from reviewer.reading.pdf_objects import PageReader, open_pdf
from reviewer.reading.pdf_tags import Chain, Element, TagReader
from reviewer.reading.pieces import Part, Piece

MOST_PAGES = 3000
NO_TEXT = (
    "The pages of this document hold no text, only pictures (a scan): it can be shown, but nothing was read from it. "
    "Mark areas on the page and type the quotation."
)
_BLOCK_TAGS = {*HEADING_TAGS, "P", "LI", "TD", "TH", "Note", "FENote", "TOCI", "Caption", "BlockQuote"}
_CELL_TAGS = {"TD", "TH"}


@dataclass(slots=True)
class _Page:
    """One page on the way: its pieces in content order, told apart by whether the tags know them."""

    number: int
    height: float
    tagged: list[tuple[Chain, Piece]] = field(default_factory=list)
    loose: list[Piece] = field(default_factory=list)


def read_pdf(data: bytes) -> RawReading:
    """Read a PDF into blocks.

    Raises:
        UnreadableFileError: damaged, locked, without pages or with more than `MOST_PAGES`.
    """
    document = open_pdf(data)
    try:
        return _read(document)
    finally:
        document.close()


def _read(document: Any) -> RawReading:
    count = len(document)
    if count > MOST_PAGES:
        raise UnreadableFileError(
            f"This PDF has {count:,} pages; Reviewer reads up to {MOST_PAGES:,}. Nothing was imported; "
            "save the part you need as its own file and import that."
        )
    furniture: dict[str, None] = {}
    pages = _pages(document, furniture)
    running = _running(pages)
    furniture.update((text, None) for _, text in sorted(running))
    parts: dict[object, Part] = {}
    for page in pages:
        _add_parts(page, running, parts)
    drafts = blocks_of([part for part in parts.values() if part.text.strip()])
    empty = count - len({run_page for draft in drafts for _, run_page in draft.runs})
    return RawReading("pdf", assemble(drafts), count, tuple(filter(None, furniture)), _warnings(count, empty))


def _warnings(count: int, empty: int) -> tuple[str, ...]:
    if empty == count:
        return (NO_TEXT,)
    return ()


def _pages(document: Any, furniture: dict[str, None]) -> list[_Page]:
    reader, tags = PageReader(), TagReader()
    found = []
    for number in range(1, len(document) + 1):
        handle = document[number - 1]
        text_page = handle.get_textpage()
        page = _Page(number, handle.get_height())
        chains = tags.chains(handle)
        running = ""
        for piece in reader.pieces(handle, text_page):
            chain = chains.get(piece.mcid)
            if piece.artifact:
                running += piece.text
            elif chain:
                page.tagged.append((chain, piece))
            elif piece.text.strip():
                page.loose.append(piece)
        furniture.setdefault(running.strip())
        text_page.close()
        handle.close()
        found.append(page)
    return found


def _running(pages: list[_Page]) -> set[tuple[int, str]]:
    if not any(page.loose for page in pages):
        return set()
    return running_lines([lines_of(page.loose) for page in pages], [page.height for page in pages])


def _add_parts(page: _Page, running: set[tuple[int, str]], parts: dict[object, Part]) -> None:
    """Add the parts of one page in reading order: tagged ones as the tags have them, loose ones among them."""
    cells = _cells(page.tagged)
    found: dict[tuple[int, ...], Part] = {}
    for chain, piece in page.tagged:
        block = _block(chain, cells)
        part = found.get(block.path) or parts.get(block.path)
        if part is None:
            part = Part(block.path, tuple(element.type for element in chain))
            _set_cell(part, chain, block, cells)
        found[block.path] = part
        part.add(piece, page.number)
    ordered = [found[path] for path in sorted(found)]
    lines = [line for line in lines_of(page.loose) if (page.number, line.text) not in running]
    for loose in parts_of(lines, page.number):
        below = (i for i, part in enumerate(ordered) if part.page == page.number and part.top > loose.top)
        ordered.insert(next(below, len(ordered)), loose)
    for part in ordered:
        parts.setdefault(part.key, part)


def _cells(tagged: list[tuple[Chain, Piece]]) -> set[tuple[int, ...]]:
    """Return the paths of the cells that stand beside another: a row of one cell is only a box around text."""
    rows: dict[tuple[int, ...], set[tuple[int, ...]]] = {}
    for chain, piece in tagged:
        if not piece.text.strip():
            continue
        for element in reversed(chain):
            if element.type in _CELL_TAGS:
                rows.setdefault(element.path[:-1], set()).add(element.path)
                break
    return {cell for cells in rows.values() if len(cells) > 1 for cell in cells}


def _block(chain: Chain, cells: set[tuple[int, ...]]) -> Element:
    """Return the element that is the block: the cell of a real table, the item of a list, else the nearest."""
    for index in range(len(chain) - 1, -1, -1):
        if chain[index].path in cells:
            return chain[index]
    for index in range(len(chain) - 1, -1, -1):
        element = chain[index]
        if element.type not in _BLOCK_TAGS:
            continue
        if element.type == "P" and index and chain[index - 1].type in ("LBody", "Lbl") and element.path[-1] == 0:
            return next((above for above in reversed(chain[:index]) if above.type == "LI"), element)
        return element
    return chain[-1]


def _set_cell(part: Part, chain: Chain, block: Element, cells: set[tuple[int, ...]]) -> None:
    if block.path not in cells:
        return
    table = next((element for element in reversed(chain) if element.type == "Table"), chain[0])
    part.table = table.path
    part.cell = (block.path[:-1], block.path[-1] + 1)
