"""The checklist as a Word document for the board: A4 landscape, ticked by hand or in Word."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm

from reviewer.domain.checklist import Checklist
from reviewer.export import story, table
from reviewer.export.layout import MARGIN, PAGE
from reviewer.export.word_blocks import Blocks, numbers
from reviewer.export.word_save import Later
from reviewer.export.word_styles import block_styles, own_styles
from reviewer.export.word_xml import paragraph, run

_ON_COVER = ("Authority", "In figures")  # what the cover says in its own place


def checklist_docx(checklist: Checklist) -> bytes:
    """Return the Word document."""
    document: Any = docx.Document()
    _set_up(document, checklist)
    later = Later()
    blocks = Blocks(checklist, document.part, block_styles(document), numbers(document), later)
    _cover(document, checklist, blocks, later)
    document.add_heading("Checklist", 1).paragraph_format.page_break_before = True
    _add(document, later, blocks.checklist_table())
    for title, parts in (
        ("Pictures", blocks.pictures("judgements", "matrix", "years")),
        ("Quotations", blocks.quotations()),
        ("Sources", blocks.sources()),
        ("Sign-off", blocks.sign_off()),
    ):
        if parts:
            document.add_heading(title, 1)
            _add(document, later, parts)
    _add(document, later, [paragraph(run(""))])  # Word wants a paragraph after the last table
    return later.save(document)


def _cover(document: Any, checklist: Checklist, blocks: Blocks, later: Later) -> None:
    """Write the title, the story in figures and in sentences, and what a reader must know."""
    document.add_heading(checklist.title, 0)
    if checklist.authority:
        document.add_paragraph(checklist.authority, style="Subtitle")
    _add(document, later, blocks.figures())
    for sentence in story.story(checklist):
        document.add_paragraph(sentence, style="List Bullet")
    _add(document, later, [paragraph(run(""))])
    for name, words in story.about(checklist):
        if name not in _ON_COVER:
            _add(document, later, [paragraph(run(f"{name}: ", bold=True), run(words.replace("\n", " ")))])


def _add(document: Any, later: Later, parts: Iterable[str]) -> None:
    """Append paragraphs and tables, given as text, to the body."""
    last = document.element.body.sectPr  # the library would look through all that is there for each
    for element in later.elements(parts):
        last.addprevious(element)


def _set_up(document: Any, checklist: Checklist) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(PAGE[0]), Mm(PAGE[1])
    section.left_margin = section.right_margin = Mm(MARGIN)
    section.top_margin, section.bottom_margin = Mm(14), Mm(14)
    section.header_distance = section.footer_distance = Mm(6)
    own_styles(document)
    marking = table.marking_words(checklist)
    _head_and_foot(section, marking, f"{checklist.title} · {checklist.authority}".rstrip(" ·"))
    describe(document, checklist)


def describe(document: Any, checklist: Checklist) -> None:
    """Set the properties of the file: title, author, marking."""
    properties = document.core_properties
    properties.title, properties.author, properties.subject = checklist.title, "Reviewer", checklist.authority
    properties.keywords, properties.comments, properties.language = table.marking_words(checklist), "", "en-GB"


def _head_and_foot(section: Any, marking: str, title: str) -> None:
    """Put the marking at the head and foot of every page, and the page number at the foot."""
    head, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
    head.text = foot.text = ""
    for paragraph_ in (head, foot):
        paragraph_.alignment = 1
    if marking:
        head.add_run(marking).bold = True
        foot.add_run(f"{marking}    ").bold = True
    foot.add_run(f"{title} · page ")
    page_number(foot)


def page_number(place: Any) -> None:
    """Append the field of the page number to a paragraph."""
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        element = place.add_run()._r
        if kind:
            field = element.makeelement(qn("w:fldChar"), {qn("w:fldCharType"): kind})
        else:
            field = element.makeelement(qn("w:instrText"), {})
            field.text = text
        element.append(field)
