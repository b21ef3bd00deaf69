"""Write a small tagged PDF (ISO 32000-1, 14.7 and 14.8) without any library: headings, paragraphs, lists, tables.

It is as plain as the sample documents need: A4, the standard fonts Helvetica and Helvetica-Bold, Windows-1252 text,
page furniture marked as artifacts, everything else in a structure tree. The same input gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

PAGE_WIDTH, PAGE_HEIGHT = 595, 842
LEFT, RIGHT, TOP, BOTTOM = 72, 523, 770, 80
BODY, NOTE, LEADING = 11.0, 9.0, 1.35
HEADING_SIZES = {1: 20.0, 2: 15.0, 3: 12.0}

# Advance widths of Helvetica and Helvetica-Bold in thousandths of the size, for the codes 32 to 126 and some more.
_REGULAR = (
    "278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278 278 "
    "584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944 "
    "667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 "
    "278 556 500 722 500 500 500 334 260 334 584"
)
_BOLD = (
    "278 333 474 556 556 889 722 238 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 333 333 "
    "584 584 584 611 975 722 722 722 722 667 611 778 722 278 556 722 611 833 722 778 667 778 722 667 611 722 667 944 "
    "667 667 611 333 278 333 584 556 333 556 611 556 611 556 333 611 611 278 278 556 278 889 611 611 611 611 389 556 "
    "333 611 556 778 556 556 500 389 280 389 584"
)
_WIDTHS = {
    "F1": {chr(32 + n): int(w) for n, w in enumerate(_REGULAR.split())} | {"‘": 222, "’": 222, "–": 556, "•": 350},
    "F2": {chr(32 + n): int(w) for n, w in enumerate(_BOLD.split())} | {"‘": 278, "’": 278, "–": 556, "•": 350},
}


def text_width(text: str, font: str, size: float) -> float:
    """Return the width of a line in points; raises KeyError for a character that has no width here."""
    return sum(_WIDTHS[font][character] for character in text) * size / 1000


def wrap(text: str, font: str, size: float, width: float) -> list[str]:
    """Break a text into lines at spaces and after hyphens, as a word processor does."""
    lines, line = [], ""
    for piece in text.replace("-", "-\0").replace(" ", " \0").split("\0"):
        if line and text_width((line + piece).rstrip(), font, size) > width:
            lines.append(line.rstrip())
            line = ""
        line += piece
    return [*lines, line.rstrip()]


@dataclass
class Node:
    """An element of the structure tree; its kids are elements or (page index, marked-content number)."""

    tag: str
    kids: list[Node | tuple[int, int]] = field(default_factory=list)

    def add(self, tag: str) -> Node:
        child = Node(tag)
        self.kids.append(child)
        return child


@dataclass
class _Page:
    content: list[bytes] = field(default_factory=list)
    owners: list[Node] = field(default_factory=list)  # by marked-content number


class TaggedPdf:
    """A document under way. ``foot`` is printed left at the foot of every page, the page number right."""

    def __init__(self, *, title: str, foot: str = "") -> None:
        self._title, self._foot = title, foot
        self._root = Node("Document")
        self._pages: list[_Page] = []
        self._lists: list[Node] = []
        self._y = 0.0
        self.new_page()

    def new_page(self) -> None:
        """Go on at the top of the next page."""
        self._pages.append(_Page())
        number = str(len(self._pages))
        self._artifact(_line(number, "F1", NOTE, RIGHT - text_width(number, "F1", NOTE), 44))
        if self._foot:
            self._artifact(_line(self._foot, "F1", NOTE, LEFT, 44))
        self._y = TOP

    def heading(self, level: int, text: str, *, mark: str = "") -> None:
        """Set a heading; ``mark`` is the raised number of a footnote behind it."""
        self._lists = []
        size = HEADING_SIZES[level]
        lines = wrap(text, "F2", size, RIGHT - LEFT)
        self._space(size * 0.8, need=size * LEADING * len(lines) + 40)
        node = self._root.add(f"H{level}")
        self._flow(node, lines, "F2", size, LEFT)
        if mark:
            x = LEFT + text_width(lines[-1], "F2", size)
            self._mark(node.add("Reference"), [_line(mark, "F1", NOTE, x, self._y + size * LEADING * 0.55)])
        self._space(4)

    def paragraph(self, text: str) -> None:
        """Set a paragraph."""
        self._lists = []
        self._flow(self._root.add("P"), wrap(text, "F1", BODY, RIGHT - LEFT), "F1", BODY, LEFT)
        self._space(8)

    def item(self, label: str, text: str, *, depth: int = 1) -> None:
        """Set an item of a list: a bullet, or a numbered paragraph. Items in a row make one list."""
        self._lists = self._lists[:depth]
        if len(self._lists) < depth:
            parent = self._root if not self._lists else _last_body(self._lists[-1])
            self._lists.append(parent.add("L"))
        entry = self._lists[-1].add("LI")
        x = LEFT + 26 * depth
        self._space(0, need=BODY * LEADING)
        start = self._y - BODY * LEADING
        self._mark(entry.add("Lbl"), [_line(label, "F1", BODY, x - 26, start)])
        self._flow(entry.add("LBody"), wrap(text, "F1", BODY, RIGHT - x), "F1", BODY, x)
        self._space(6)

    def contents_line(self, text: str, page: str) -> None:
        """Set a line of the table of contents."""
        if not (self._root.kids and isinstance(self._root.kids[-1], Node) and self._root.kids[-1].tag == "TOC"):
            self._root.add("TOC")
        toc = self._root.kids[-1]
        assert isinstance(toc, Node)
        lines = wrap(text, "F1", BODY, RIGHT - LEFT - 40)
        entry = toc.add("TOCI")
        self._flow(entry, lines, "F1", BODY, LEFT)
        self._mark(entry, [_line(page, "F1", BODY, RIGHT - text_width(page, "F1", BODY), self._y)])
        self._space(6)

    def table(self, rows: Sequence[Sequence[str]], *, header: bool = False) -> None:
        """Set a ruled table of two columns; a row of one cell runs across. ``header``: the first row is one."""
        self._lists = []
        self._space(8)
        table = self._root.add("Table")
        for index, cells in enumerate(rows):
            title = header and index == 0
            self._row(table.add("TR"), cells, "TH" if title else "TD", bold=title or len(cells) == 1)
        self._space(12)

    def note(self, mark: str, text: str) -> None:
        """Set a footnote at the foot of the present page."""
        lines = wrap(text, "F1", NOTE, RIGHT - LEFT - 10)
        y = BOTTOM + NOTE * LEADING * (len(lines) - 1)
        self._artifact(b"0.5 w %d %.2f m %d %.2f l S" % (LEFT, y + 16, LEFT + 140, y + 16))
        node = self._root.add("Note")
        self._mark(node.add("Lbl"), [_line(mark, "F1", 7, LEFT, y + 3)])
        self._mark(node, [_line(line, "F1", NOTE, LEFT + 10, y - NOTE * LEADING * n) for n, line in enumerate(lines)])

    def to_bytes(self) -> bytes:
        """Return the file."""
        return _file(self._title, self._root, [(page.content, page.owners) for page in self._pages])

    def _row(self, row: Node, cells: Sequence[str], tag: str, *, bold: bool) -> None:
        font = "F2" if bold else "F1"
        edges = (LEFT, RIGHT) if len(cells) == 1 else (LEFT, 370, RIGHT)
        wrapped = [wrap(cell, font, BODY, edges[n + 1] - edges[n] - 12) for n, cell in enumerate(cells)]
        height = max(len(lines) for lines in wrapped) * BODY * LEADING + 8
        self._space(0, need=height)
        top = self._y
        for column, lines in enumerate(wrapped):
            left, width = edges[column], edges[column + 1] - edges[column]
            self._artifact(b"0.5 w %d %.2f %d %.2f re S" % (left, top - height, width, height))
            parts = [_line(line, font, BODY, left + 6, top - (n + 1) * BODY * LEADING) for n, line in enumerate(lines)]
            self._mark(row.add(tag), parts)
        self._y = top - height

    def _space(self, points: float, *, need: float = 0) -> None:
        """Leave a space, or turn the page when less than ``need`` is left."""
        self._y -= points
        if self._y - need < BOTTOM:
            self.new_page()

    def _flow(self, node: Node, lines: Sequence[str], font: str, size: float, x: float) -> None:
        """Set lines below one another, over the page break where they meet it."""
        waiting: list[bytes] = []
        for line in lines:
            if self._y - size * LEADING < BOTTOM:
                self._mark(node, waiting)
                waiting = []
                self.new_page()
            self._y -= size * LEADING
            waiting.append(_line(line, font, size, x, self._y))
        self._mark(node, waiting)

    def _mark(self, node: Node, parts: Sequence[bytes]) -> None:
        """Put text on the present page as content of ``node``."""
        if not parts:
            return
        page = self._pages[-1]
        number = len(page.owners)
        page.owners.append(node)
        node.kids.append((len(self._pages) - 1, number))
        page.content.append(b"/%s <</MCID %d>> BDC\n%s\nEMC" % (node.tag.encode(), number, b"\n".join(parts)))

    def _artifact(self, part: bytes) -> None:
        self._pages[-1].content.append(b"/Artifact BMC\n%s\nEMC" % part)


def _last_body(items: Node) -> Node:
    entry = items.kids[-1]
    assert isinstance(entry, Node)
    body = entry.kids[-1]
    assert isinstance(body, Node)
    return body


def _string(text: str) -> bytes:
    """Return a PDF string in Windows-1252."""
    data = text.encode("cp1252")
    for special in (b"\\", b"(", b")"):
        data = data.replace(special, b"\\" + special)
    return b"(" + data + b")"


def _line(text: str, font: str, size: float, x: float, y: float) -> bytes:
    return b"BT /%s %.4g Tf %.2f %.2f Td %s Tj ET" % (font.encode(), size, x, y, _string(text))


def _file(title: str, root: Node, pages: Sequence[tuple[list[bytes], list[Node]]]) -> bytes:
    """Number all objects and write them with their cross-reference table."""
    nodes = list(_all_nodes(root))
    catalogue, tree, parents, info, pages_at, regular, bold = range(1, 8)
    page_at = {n: 8 + 2 * n for n in range(len(pages))}
    node_at = {id(node): 8 + 2 * len(pages) + n for n, node in enumerate(nodes)}
    above = {id(kid): node_at[id(node)] for node in nodes for kid in node.kids if isinstance(kid, Node)}
    font = b"<</Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding>>"
    kids = b" ".join(b"%d 0 R" % page_at[n] for n in range(len(pages)))
    by_page = b" ".join(
        b"%d [%s]" % (n, b" ".join(b"%d 0 R" % node_at[id(owner)] for owner in owners))
        for n, (_, owners) in enumerate(pages)
    )
    objects = {
        catalogue: b"<</Type /Catalog /Pages %d 0 R /StructTreeRoot %d 0 R /MarkInfo <</Marked true>> /Lang (en-GB) "
        b"/ViewerPreferences <</DisplayDocTitle true>>>>" % (pages_at, tree),
        tree: b"<</Type /StructTreeRoot /K [%d 0 R] /ParentTree %d 0 R /ParentTreeNextKey %d>>"
        % (node_at[id(root)], parents, len(pages)),
        parents: b"<</Nums [%s]>>" % by_page,
        info: b"<</Title %s /Author (Reviewer contributors) /Creator (Reviewer)>>" % _string(title),
        pages_at: b"<</Type /Pages /Kids [%s] /Count %d>>" % (kids, len(pages)),
        regular: font % b"Helvetica",
        bold: font % b"Helvetica-Bold",
    }
    for n, (content, _) in enumerate(pages):
        stream = b"\n".join(content)
        objects[page_at[n]] = (
            b"<</Type /Page /Parent %d 0 R /MediaBox [0 0 %d %d] /Resources <</Font <</F1 %d 0 R /F2 %d 0 R>>>> "
            b"/StructParents %d /Tabs /S /Contents %d 0 R>>"
            % (pages_at, PAGE_WIDTH, PAGE_HEIGHT, regular, bold, n, page_at[n] + 1)
        )
        objects[page_at[n] + 1] = b"<</Length %d>>\nstream\n%s\nendstream" % (len(stream), stream)
    for node in nodes:
        inside = b" ".join(
            b"%d 0 R" % node_at[id(kid)]
            if isinstance(kid, Node)
            else b"<</Type /MCR /Pg %d 0 R /MCID %d>>" % (page_at[kid[0]], kid[1])
            for kid in node.kids
        )
        objects[node_at[id(node)]] = b"<</Type /StructElem /S /%s /P %d 0 R /K [%s]>>" % (
            node.tag.encode(), above.get(id(node), tree), inside,
        )  # fmt: skip
    return _numbered(objects, catalogue, info)


def _numbered(objects: dict[int, bytes], catalogue: int, info: int) -> bytes:
    out, offsets = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), []
    for number in sorted(objects):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, objects[number])
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<</Size %d /Root %d 0 R /Info %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1, catalogue, info, start,
    )  # fmt: skip
    return bytes(out)


def _all_nodes(node: Node) -> list[Node]:
    return [node, *(deeper for kid in node.kids if isinstance(kid, Node) for deeper in _all_nodes(kid))]
