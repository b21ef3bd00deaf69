"""The PDF for who does not see it: headings, tables, pictures in words, and nothing drawn that is told as neither."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

import pypdfium2
import pypdfium2.raw as pdfium

from reviewer.domain.checklist import Checklist
from reviewer.domain.review import Matrix
from reviewer.export import story
from reviewer.export.pdf import checklist_pdf
from reviewer.export.pictures import all_pictures


@dataclass
class Node:
    role: str
    alt: str
    marks: list[int]
    kids: list[Node] = field(default_factory=list)

    def all(self, role: str) -> list[Node]:
        return [*([self] if self.role == role else []), *(found for kid in self.kids for found in kid.all(role))]


def words_of(ask: Callable[..., int], element: object) -> str:
    size = ask(element, None, 0)
    buffer = ctypes.create_string_buffer(max(size, 2))
    ask(element, buffer, size)
    return buffer.raw[: max(size - 2, 0)].decode("utf-16-le")


def node(element: object) -> Node:
    marks = [
        pdfium.FPDF_StructElement_GetMarkedContentIdAtIndex(element, n)
        for n in range(pdfium.FPDF_StructElement_GetMarkedContentIdCount(element))
    ]
    kids = [
        pdfium.FPDF_StructElement_GetChildAtIndex(element, n) for n in range(pdfium.FPDF_StructElement_CountChildren(element))
    ]
    role, alt = (words_of(ask, element) for ask in (pdfium.FPDF_StructElement_GetType, pdfium.FPDF_StructElement_GetAltText))
    return Node(role, alt, [mark for mark in marks if mark >= 0], [node(kid) for kid in kids if kid])


@contextmanager
def opened(data: bytes) -> Iterator[pypdfium2.PdfDocument]:
    document = pypdfium2.PdfDocument(io.BytesIO(data))
    try:
        yield document
    finally:
        document.close()


def trees(document: pypdfium2.PdfDocument) -> list[Node]:
    """Return the structure of every page; pdfium gives of it what stands on that page."""
    found = []
    for page in document:
        tree = pdfium.FPDF_StructTree_GetForPage(page.raw)
        assert pdfium.FPDF_StructTree_CountChildren(tree) == 1
        found.append(node(pdfium.FPDF_StructTree_GetChildAtIndex(tree, 0)))
        pdfium.FPDF_StructTree_Close(tree)
        page.close()
    return found


def test_every_picture_is_put_in_words(checklist: Checklist) -> None:
    with opened(checklist_pdf(checklist)) as document:
        told = [figure.alt for page in trees(document) for figure in page.all("Figure")]
    pictures = [one.picture.alt for one in all_pictures(checklist)]
    assert len(pictures) == 3 and all(alt in told for alt in pictures)
    assert sum("empty box to tick" in alt for alt in told) == len(checklist.rows)


def test_headings_and_the_head_of_the_table(checklist: Checklist) -> None:
    with opened(checklist_pdf(checklist)) as document:
        pages = trees(document)
        assert document.get_metadata_value("Title") == checklist.title
        assert document.get_metadata_value("CreationDate").startswith("D:20261121093000")
        outline = [(entry.get_title(), entry.level) for entry in document.get_toc()]
    assert [len(page.all("H1")) for page in pages] == [1] + [0] * (len(pages) - 1)
    assert sum(len(page.all("H2")) for page in pages) == 5
    assert [title for title, level in outline if level == 0] == ["Checklist", "Pictures", "Quotations", "Sources", "Sign-off"]
    first = next(page for page in pages if page.all("Table")).all("Table")[0]
    heads = first.all("TR")[0]
    assert {kid.role for kid in heads.kids} == {"TH"} and len(heads.kids) == 14
    body = [row for row in first.all("TR")[1:] if len(row.kids) > 1]
    assert {kid.role for row in body for kid in row.kids[1:]} == {"TD"} and all(row.kids[0].role == "TH" for row in body)


def test_a_table_over_several_pages_is_one_and_has_one_head(matrix: Matrix, build: Callable[..., Checklist]) -> None:
    row = matrix.rows[0]
    long = tuple(
        replace(row, recommendation=replace(row.recommendation, id=f"r{n}", label=str(n), order=n, text="Words of it. " * 40))
        for n in range(1, 40)
    )
    data = checklist_pdf(build(replace(matrix, rows=long)))
    with opened(data) as document:
        pages = trees(document)
    assert len(pages) > 8
    heads = sum(len(kids) == 14 and {kid.role for kid in kids} == {"TH"} for page in pages for kids in (r.kids for r in page.all("TR")))
    assert heads == 1
    assert data.count(b"/StructElem/S/Table/") == 3  # the checklist, the sources, the sign-off


def test_whatever_is_drawn_is_told_or_is_an_artifact(checklist: Checklist, build_all: Callable[..., Checklist]) -> None:
    for one in (checklist, build_all()):
        with opened(checklist_pdf(one)) as document:
            told = [{mark for part in walk(page) for mark in part.marks} for page in trees(document)]
            for page, known in zip(document, told, strict=True):
                drawn = [marked(found) for found in page.get_objects()]
                assert drawn and all(name == "Artifact" or mark in known for name, mark in drawn)
                assert known == {mark for name, mark in drawn if name != "Artifact"}
                page.close()


def walk(one: Node) -> Iterator[Node]:
    yield one
    for kid in one.kids:
        yield from walk(kid)


def marked(found: pypdfium2.PdfObject) -> tuple[str, int]:
    """Return the name of the marked content that an object stands in, and its number."""
    assert pdfium.FPDFPageObj_CountMarks(found.raw) == 1
    mark = pdfium.FPDFPageObj_GetMark(found.raw, 0)
    size = ctypes.c_ulong()
    buffer = (ctypes.c_ushort * 100)()
    pdfium.FPDFPageObjMark_GetName(mark, buffer, ctypes.sizeof(buffer), size)
    return bytes(buffer)[: size.value - 2].decode("utf-16-le"), pdfium.FPDFPageObj_GetMarkedContentID(found.raw)


def test_links_to_quotations_stand_in_the_structure(checklist: Checklist) -> None:
    data = checklist_pdf(checklist)
    answered = sum(bool(answer.cited) for row in checklist.rows for answer in row.answers)
    assert data.count(b"/Type/OBJR") >= data.count(b"/StructElem/S/Link/") >= answered > 0
    with opened(data) as document:
        links = [link for page in trees(document) for link in page.all("Link")]
    assert len(links) >= answered
    assert all(link.marks and not link.alt for link in links), "a link holds its own words"


def test_the_story_is_a_list_and_the_file_says_its_title_and_language(checklist: Checklist) -> None:
    data = checklist_pdf(replace(checklist, title="Checks & balances"))
    with opened(data) as document:
        cover = trees(document)[0]
    figures, told = cover.all("L")
    for listed in (figures, told):
        assert {item.role for item in listed.kids} == {"LI"}
        assert all([kid.role for kid in item.kids] == ["LBody"] and item.kids[0].marks for item in listed.kids)
    assert len(told.kids) == len(story.story(checklist))
    assert data.startswith(b"%PDF-1.7") and b">Checks &amp; balances</rdf:li>" in data and b"/Lang (en-GB)" in data
    assert b"/DisplayDocTitle true" in data and b"/Marked true" in data
