"""A tiny maker of PDF files: tagged and untagged pages, furniture, notes, tables; no library needed."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest

_WIDTH = 0.5  # of the type size: about what a letter of Helvetica takes


@dataclass
class Tag:
    """A structure element; ``kids`` are elements and (page number, mark) pairs."""

    type: str
    kids: list[Tag | tuple[int, int]] = field(default_factory=list)

    def add(self, type: str) -> Tag:
        self.kids.append(Tag(type))
        return self.kids[-1]  # type: ignore[return-value]


class PdfMaker:
    """Collects pages of text at places; `bytes` gives the file. Places are points from the top left."""

    def __init__(self, *, tagged: bool = True, width: float = 595, height: float = 842) -> None:
        self.tagged = tagged
        self.width, self.height = width, height
        self.root = Tag("Document")
        self.pages: list[list[str]] = []
        self.marks: list[list[Tag]] = []
        self.rotate = 0
        self.encrypted = False

    def page(self) -> None:
        self.pages.append([])
        self.marks.append([])

    def text(self, x: float, y: float, text: str, tag: Tag | None = None, *, size: float = 12, bold: bool = False) -> None:
        """Set one piece of text with its baseline at ``y``; without a tag it is furniture in a tagged file."""
        page = self.pages[-1]
        escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        escaped = escaped.encode("cp1252").decode("latin-1")
        show = f"BT /{'B' if bold else 'R'} {size} Tf 1 0 0 1 {x} {self.height - y} Tm ({escaped}) Tj ET"
        if not self.tagged:
            page.append(show)
        elif tag is None:
            page.append(f"/Artifact BMC {show} EMC")
        else:
            mark = len(self.marks[-1])
            self.marks[-1].append(tag)
            tag.kids.append((len(self.pages), mark))
            page.append(f"/P <</MCID {mark}>> BDC {show} EMC")

    def paragraph(self, x: float, y: float, lines: list[str], tag: Tag | None = None, *, size: float = 12, bold: bool = False) -> None:
        for index, line in enumerate(lines):
            self.text(x, y + index * 1.2 * size, line, tag, size=size, bold=bold)

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.pages[-1].append(f"{x0} {self.height - y0} m {x1} {self.height - y1} l S")

    def bytes(self) -> bytes:
        objects: list[str] = ["", "", ""]  # catalog, page tree, font resources come first

        def add(body: str) -> int:
            objects.append(body)
            return len(objects)

        regular = add("<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>")
        bold = add("<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>")
        objects[2] = f"<</Font<</R {regular} 0 R/B {bold} 0 R>>>>"
        pages = []
        for index, page in enumerate(self.pages):
            stream = "\n".join(page)
            content = add(f"<</Length {len(stream.encode('latin-1'))}>>stream\n{stream}\nendstream")
            rotate = f"/Rotate {self.rotate}" if self.rotate else ""
            pages.append(
                add(
                    f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {self.width} {self.height}]/Resources 3 0 R"
                    f"/Contents {content} 0 R/StructParents {index}{rotate}>>"
                )
            )
        objects[1] = f"<</Type/Pages/Count {len(pages)}/Kids[{' '.join(f'{p} 0 R' for p in pages)}]>>"
        objects[0] = "<</Type/Catalog/Pages 2 0 R>>"
        if self.tagged:
            objects[0] = f"<</Type/Catalog/Pages 2 0 R/MarkInfo<</Marked true>>/StructTreeRoot {self._tree(objects, pages)} 0 R>>"
        return self._file(objects)

    def _tree(self, objects: list[str], pages: list[int]) -> int:
        places: dict[int, int] = {}

        def write(tag: Tag, parent: int) -> int:
            objects.append("")
            number = len(objects)
            places[id(tag)] = number
            kids = []
            for kid in tag.kids:
                if isinstance(kid, Tag):
                    kids.append(f"{write(kid, number)} 0 R")
                else:
                    kids.append(f"<</Type/MCR/Pg {pages[kid[0] - 1]} 0 R/MCID {kid[1]}>>")
            objects[number - 1] = f"<</Type/StructElem/S/{tag.type}/P {parent} 0 R/K[{' '.join(kids)}]>>"
            return number

        objects.append("")
        root = len(objects)
        document = write(self.root, root)
        arrays = " ".join(
            f"{index} [{' '.join(f'{places[id(tag)]} 0 R' for tag in marks)}]" for index, marks in enumerate(self.marks)
        )
        objects[root - 1] = f"<</Type/StructTreeRoot/K[{document} 0 R]/ParentTree<</Nums[{arrays}]>>>>"
        return root

    def _file(self, objects: list[str]) -> bytes:
        out = bytearray(b"%PDF-1.7\n")
        places = []
        for number, body in enumerate(objects, 1):
            places.append(len(out))
            out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
        start = len(out)
        out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
        for place in places:
            out += f"{place:010d} 00000 n \n".encode()
        lock = f"/Encrypt<</Filter/Standard/V 1/R 2/O<{'00' * 32}>/U<{'11' * 32}>/P -4>>/ID[<00><00>]" if self.encrypted else ""
        out += f"trailer<</Size {len(objects) + 1}/Root 1 0 R{lock}>>\nstartxref\n{start}\n%%EOF".encode()
        return bytes(out)


@pytest.fixture
def pdf_maker() -> type[PdfMaker]:
    """The maker of small PDF files."""
    return PdfMaker


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real documents; tests that need it are skipped where it is missing."""
    folder = Path(__file__).parents[3] / "shared"
    if not (folder / "corpus").is_dir():
        pytest.skip("the folder of real documents is not beside this checkout")
    return folder
