"""HTML, Markdown and PDF: nothing fetched, nothing taken for markup, the marking on every page."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape

import markdown
import pypdfium2
import pytest

from reviewer.domain.checklist import Checklist, Marking
from reviewer.domain.review import CitedPassage, Matrix
from reviewer.export.csv_file import checklist_csv
from reviewer.export.html import checklist_html
from reviewer.export.markdown import checklist_markdown, escaped
from reviewer.export.pdf import checklist_pdf

HOSTILE = '<script>alert(1)</script> <img src="http://example.invalid/x"> {{ 7*7 }} | [a](http://b) **c** `d` \\ &amp;'


def hostile(matrix: Matrix) -> Matrix:
    row = matrix.rows[0]
    return replace(matrix, rows=(replace(row, recommendation=replace(row.recommendation, text=HOSTILE, area=HOSTILE)),))


def test_html_fetches_nothing_and_runs_nothing(matrix: Matrix, build: Callable[..., Checklist]) -> None:
    text = checklist_html(build(hostile(matrix))).decode("utf-8")
    assert "<script" not in text
    assert "49" not in text.replace("2049", "").split("<body>")[1][:3000] or "{{ 7*7 }}" in text
    assert not re.findall(r"""(?:src|href)\s*=\s*["'](?!#)""", text)
    assert "@import" not in text and "url(" not in text
    assert "default-src &#39;none&#39;" in text or "default-src 'none'" in text
    assert text.count("&lt;script&gt;") >= 2


def test_html_links_each_answer_to_its_quotations(checklist: Checklist) -> None:
    text = checklist_html(checklist).decode("utf-8")
    ids, targets = set(re.findall(r'id="(q-[^"]+)"', text)), set(re.findall(r'href="#(q-[^"]+)"', text))
    assert targets and targets <= ids


def test_html_shapes_stand_beside_their_words_and_pictures_have_text(checklist: Checklist) -> None:
    text = checklist_html(checklist).decode("utf-8")
    assert text.count('class="shape" aria-hidden="true"') >= sum(len(row.answers) for row in checklist.rows)
    assert text.count('role="img"') == 3
    assert "Years since last revisited" in text


@pytest.mark.parametrize("text", [HOSTILE, "1. one", "- two", "+ three", "# four", "> five", "a | b", "_x_ ~y~"])
def test_markdown_shows_text_as_it_stands(text: str) -> None:
    html = markdown.markdown(f"| A |\n| --- |\n| {escaped(text)} |", extensions=["tables"])
    cell = re.search(r"<td>(.*)</td>", html, re.S)
    assert cell is not None
    assert "<script" not in html
    assert unescape(cell[1]) == text


def test_marking_in_the_text_formats(matrix: Matrix, build: Callable[..., Checklist]) -> None:
    marked = build(matrix, marking=Marking.OFFICIAL)
    text = checklist_markdown(marked).decode("utf-8")
    assert text.startswith("**OFFICIAL**") and text.rstrip().endswith("**OFFICIAL**")
    assert checklist_html(marked).decode("utf-8").count('<p class="marking">OFFICIAL</p>') == 2
    lines = checklist_csv(marked).decode("utf-8-sig").splitlines()
    assert lines[0].endswith("Marking")


def pages_of(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(io.BytesIO(data))
    try:
        pages = []
        for page in document:
            text_page = page.get_textpage()
            pages.append(text_page.get_text_range().replace("\r\n", "\n"))
            text_page.close()
            page.close()
        return pages
    finally:
        document.close()


def test_pdf_holds_every_row_and_the_marking_on_every_page(matrix: Matrix, build: Callable[..., Checklist]) -> None:
    pages = pages_of(checklist_pdf(build(matrix, marking=Marking.OFFICIAL_SENSITIVE)))
    assert all(page.count("OFFICIAL-SENSITIVE") >= 2 for page in pages)
    text = " ".join("\n".join(pages).split())
    for words in (
        "2017 P4",
        "2017 R1",
        "Addressed",
        "Never revisited, made 9 years ago",
        "offered a return interview",
        "d17.pdf",
        "Signature",
    ):
        assert words in text, words


def test_pdf_takes_quotations_taller_than_a_page(matrix: Matrix, build: Callable[..., Checklist]) -> None:
    row = matrix.rows[0]
    long = CitedPassage("e", "h", "Inspectors found that practice is better. " * 400, "d19", 1, "")
    tall = replace(row, cells=(replace(row.cells[0], cited=(long,)), *row.cells[1:]))
    tall = replace(tall, cells=(tall.cells[0], *(replace(cell, cited=()) for cell in tall.cells[1:])))
    text = "\n".join(pages_of(checklist_pdf(build(replace(matrix, rows=(tall,))))))
    assert text.count("practice") >= 800


def test_pdf_text_outside_the_typeface_is_replaced_rather_than_lost(
    matrix: Matrix, build: Callable[..., Checklist]
) -> None:
    row = matrix.rows[0]
    odd = replace(row, recommendation=replace(row.recommendation, text="before 漢字 ﬁx \x00\x07 <b>not bold</b> after"))
    text = " ".join(" ".join(pages_of(checklist_pdf(build(replace(matrix, rows=(odd,)))))).split())
    assert "before" in text and "after" in text and "<b>not bold</b>" in text


def test_pdf_without_any_typeface_of_the_machine(monkeypatch: pytest.MonkeyPatch, checklist: Checklist) -> None:
    from reviewer.export import pdf_parts

    monkeypatch.setattr(pdf_parts, "font_files", lambda: None)
    for cached in (pdf_parts.typefaces, pdf_parts._shown, pdf_parts.style):
        cached.cache_clear()
    try:
        assert "2017 R1" in "\n".join(pages_of(checklist_pdf(checklist)))
    finally:
        for cached in (pdf_parts.typefaces, pdf_parts._shown, pdf_parts.style):
            cached.cache_clear()


def test_pdf_keeps_rows_whole_and_the_header_at_the_top(matrix: Matrix, build: Callable[..., Checklist]) -> None:
    row = matrix.rows[0]
    text = "Ensure that decisions are timely and that partners understand thresholds. " * 6
    many = tuple(
        replace(
            row, recommendation=replace(row.recommendation, id=f"r{n}", label=str(n), order=n, text=f"{text} END{n}.")
        )
        for n in range(1, 40)
    )
    pages = pages_of(checklist_pdf(build(replace(matrix, rows=many))))
    with_rows = [page for page in pages if "Latest evidence" in page]
    assert len(with_rows) > 2
    assert all(page.count("Latest evidence") == 1 for page in with_rows)
    for n in range(1, 40):
        assert any(f"2017 R{n}\n" in page and f"END{n}." in page for page in with_rows), n
