"""PDF: the tags of the file where there are any, the geometry of the page where there are none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from pypdfium2 import PdfiumError

from reviewer.domain.errors import UnreadableFileError
from reviewer.reading.drafts import RawReading, assemble
from reviewer.reading.pdf_blocks import HEADING_TAGS, blocks_of
from reviewer.reading.pdf_layout import lines_of, parts_of, running_lines
from reviewer.reading.pdf_objects import PageReader, open_pdf
from reviewer.reading.pdf_tables import RuledTables, take_cells
from reviewer.reading.pdf_tags import Chain, Element, TagReader
from reviewer.reading.pieces import Part, Piece

MOST_PAGES = 3000
_FEW_HIDDEN = 3  # letters: programs leave single invisible ones
_TORN = 12  # characters; what a wrong tag tears out of a sentence is shorter
NO_TEXT = (
    "The pages of this document hold no text, only pictures (a scan): it can be shown, but nothing was read from it. "
    "Mark areas on the page and type the quotation."
)
_BLOCK_TAGS = {*HEADING_TAGS, "P", "LI", "TD", "TH", "Note", "FENote", "TOCI", "Caption", "BlockQuote"}
_CELL_TAGS = {"TD", "TH"}


@dataclass(slots=True)
class _Page:
    """One page on the way: its pieces in content order, told apart by whether the tags know them.

    ``ruled`` claims that it has rules like a table's; ``scanned`` that it is one large picture without text.
    ``hidden`` letters were left out since nobody can see them; ``invisible`` claims that the text read is drawn invisibly
    without a picture under it.
    """

    number: int
    height: float
    tagged: list[tuple[Chain, Piece]] = field(default_factory=list)
    loose: list[Piece] = field(default_factory=list)
    ruled: bool = False
    scanned: bool = False
    hidden: int = 0
    invisible: bool = False


def read_pdf(data: bytes) -> RawReading:
    """Read a PDF into blocks.

    Raises:
        UnreadableFileError: damaged, locked, without pages or with more than `MOST_PAGES`.
    """
    document = open_pdf(data)
    tables = RuledTables(data)
    try:
        return _read(document, tables)
    finally:
        tables.close()
        document.close()


def _read(document: Any, tables: RuledTables) -> RawReading:
    count = len(document)
    if count > MOST_PAGES:
        raise UnreadableFileError(
            f"This PDF has {count:,} pages; Reviewer reads up to {MOST_PAGES:,}. Nothing was imported; "
            "save the part you need as its own file and import that."
        )
    furniture: dict[str, None] = {}
    damaged: list[int] = []
    pages = _pages(document, furniture, damaged)
    if len(damaged) == count:
        raise UnreadableFileError("The pages of this PDF are damaged. Nothing was imported; fetch the file again.")
    running = _running(pages)
    furniture.update((text, None) for _, text in sorted(running))
    parts: dict[object, Part] = {}
    for page in pages:
        _add_parts(page, running, parts, tables)
    drafts = blocks_of([part for part in parts.values() if part.text.strip()])
    warnings = (
        *_warnings(bool(drafts), damaged, [page.number for page in pages if page.scanned]), *_hidden_warnings(pages)
    )  # fmt: skip
    return RawReading("pdf", assemble(drafts), count, tuple(filter(None, furniture)), warnings)


def _warnings(has_text: bool, damaged: list[int], scanned: list[int]) -> tuple[str, ...]:
    found = [] if has_text else [NO_TEXT]
    if damaged:
        found.append(f"{_pages_named(damaged)} could not be read: the file is damaged there.")
    if has_text and scanned:
        found.append(f"{_pages_named(scanned)}: a picture without text (a scan). Mark areas there by hand.")
    return tuple(found)


def _hidden_warnings(pages: list[_Page]) -> tuple[str, ...]:
    hidden = [page for page in pages if page.hidden > _FEW_HIDDEN]
    invisible = [page.number for page in pages if page.invisible]
    found = []
    if hidden:
        count = sum(page.hidden for page in hidden)
        found.append(
            f"{_pages_named([page.number for page in hidden])}: {count:,} characters that cannot be seen on the page (white, tiny, "
            "invisible or outside it) were left out."
        )
    if invisible:
        found.append(
            f"{_pages_named(invisible)}: the text is in the file but not drawn on the page. Compare what was read with the page."
        )
    return tuple(found)


def _pages_named(numbers: list[int]) -> str:
    shown = ", ".join(map(str, numbers[:8])) + (" …" if len(numbers) > 8 else "")
    return f"Page {shown}" if len(numbers) == 1 else f"Pages {shown}"


def _pages(document: Any, furniture: dict[str, None], damaged: list[int]) -> list[_Page]:
    reader, tags = PageReader(), TagReader()
    found = []
    for number in range(1, len(document) + 1):
        try:
            handle = document[number - 1]
            reader.turn_upright(handle)
            text_page = handle.get_textpage()
        except PdfiumError:
            damaged.append(number)
            continue
        page = _Page(number, handle.get_height())
        pieces = reader.pieces(handle, text_page)
        page.hidden = reader.hidden
        page.invisible = reader.invisible and not reader.has_picture(handle)
        _sort_pieces(page, pieces, _telling(tags.chains(handle)), furniture)
        if len(page.loose) > len(page.tagged):
            page.ruled = reader.has_rules(handle)
        elif not page.tagged:
            page.scanned = reader.has_large_picture(handle)
        text_page.close()
        handle.close()
        found.append(page)
    return found


def _telling(chains: dict[int, Chain]) -> dict[int, Chain]:
    """Return the chains that name a block: tags that only say "section" or "document" are as good as none."""
    return {mark: chain for mark, chain in chains.items() if any(element.type in _BLOCK_TAGS for element in chain)}


def _sort_pieces(page: _Page, pieces: list[Piece], chains: dict[int, Chain], furniture: dict[str, None]) -> None:
    aside = Part("furniture")
    for piece in pieces:
        chain = chains.get(piece.mcid)
        if piece.artifact:
            aside.add(piece, page.number)
        elif chain:
            page.tagged.append((chain, piece))
        elif piece.text.strip():
            page.loose.append(piece)
    furniture.setdefault(aside.text.strip())


def _running(pages: list[_Page]) -> set[tuple[int, str]]:
    if not any(page.loose for page in pages):
        return set()
    found = running_lines([lines_of(page.loose) for page in pages], [page.height for page in pages])
    return {(pages[place - 1].number, text) for place, text in found}


def _add_parts(page: _Page, running: set[tuple[int, str]], parts: dict[object, Part], tables: RuledTables) -> None:
    """Add the parts of one page in reading order: tagged ones as the tags have them, loose ones among them."""
    cells = _cells(page.tagged)
    found: dict[tuple[int, ...], Part] = {}
    for (chain, piece), block in zip(page.tagged, _owners(page.tagged, cells), strict=True):
        part = found.get(block.path) or parts.get(block.path)
        if part is None:
            part = Part(block.path, tuple(element.type for element in chain))
            _set_cell(part, chain, block, cells)
        found[block.path] = part
        part.add(piece, page.number)
    ordered = [found[path] for path in sorted(found)]
    loose = page.loose
    ruled: list[Part] = []
    if page.ruled:
        ruled, loose = take_cells(loose, tables.cells(page.number), page.number)
    lines = [line for line in lines_of(loose) if (page.number, line.text) not in running]
    for part in [*parts_of(lines, page.number), *ruled]:
        below = (i for i, other in enumerate(ordered) if other.page == page.number and other.top > part.top + 2)
        ordered.insert(next(below, len(ordered)), part)
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


def _owners(tagged: Sequence[tuple[Chain, Piece]], cells: set[tuple[int, ...]]) -> list[Element]:
    """Return the block of each piece. What stands in the middle of another block's line is that block's.

    Some files tag a comma or an apostrophe of a sentence as the label of another item; in the order in which the page
    is drawn, and on the page, it stands between two pieces of its own sentence.
    """
    owners = [_block(chain, cells) for chain, _ in tagged]
    for at in range(1, len(owners) - 1):
        before, own = owners[at - 1], owners[at]
        if own.path == before.path or own.path in cells or len(tagged[at][1].text) > _TORN:
            continue
        if owners[at + 1].path == before.path and _on_one_line(*(piece for _, piece in tagged[at - 1 : at + 2])):
            owners[at] = before
    return owners


def _on_one_line(*pieces: Piece) -> bool:
    """Tell whether pieces stand on one baseline, each to the right of the one before."""
    return all(
        abs(a.baseline - b.baseline) < 0.2 * max(a.size, b.size) and a.left < b.left for a, b in pairwise(pieces)
    )


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
