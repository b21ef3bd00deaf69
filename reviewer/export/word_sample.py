"""A Word template to start from: every placeholder once, in styles that a council makes its own."""

from __future__ import annotations

import io
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.shared import Mm

from reviewer.export.layout import PAGE
from reviewer.export.word import page_number
from reviewer.export.word_styles import block_styles, own_styles

_SIDES = 15.0  # millimetres
_PARTS = (
    ("Summary", ("{{figures}}", "{{summary}}")),
    ("Checklist", ("{{checklist}}",)),
    ("Pictures", ("{{timeline}}", "{{matrix}}", "{{years}}")),
    ("Quotations", ("{{quotations}}",)),
    ("Sources", ("{{sources}}",)),
    ("Sign-off", ("{{sign-off}}",)),
)
_BULLETS = ("{{summary}}",)


def sample_template() -> bytes:
    """Return a .docx to be changed in Word: letterhead, typeface, order, what is left out."""
    document: Any = docx.Document()
    own_styles(document)
    block_styles(document)
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(PAGE[0]), Mm(PAGE[1])
    section.left_margin = section.right_margin = Mm(_SIDES)
    section.top_margin = section.bottom_margin = Mm(18)
    head, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
    head.alignment = foot.alignment = 1
    head.add_run("{{marking}}").bold = True
    foot.add_run("{{marking}}").bold = True
    foot.add_run("  {{title}} · {{authority}} · page ")
    page_number(foot)
    document.add_heading("{{title}}", 0)
    document.add_paragraph("{{authority}}", style="Subtitle")
    document.add_paragraph("For the improvement board, {{date}}")
    for title, places in _PARTS:
        heading = document.add_heading(title, 1)
        heading.paragraph_format.page_break_before = title == "Checklist"
        for place in places:
            document.add_paragraph(place, style="List Bullet" if place in _BULLETS else "Normal")
    document.add_paragraph("{{shown}} {{left-out}} {{how-to-read}}")
    document.core_properties.author, document.core_properties.comments = "Reviewer", ""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
