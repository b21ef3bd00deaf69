"""A Word template to start from: every placeholder once, in styles that a council makes its own."""

from __future__ import annotations

import io
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
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
_ACTIONS = (  # title, what stands below it in the row that is repeated, millimetres
    ("Recommendation", "{{row-ref}}: {{row-recommendation}}", 107), ("Action", "{{row-action}}", 60), ("Owner", "{{row-owner}}", 35),
    ("Due", "{{row-due}} {{row-overdue}}", 25), ("Status", "{{row-status}}", 25), ("Done", "{{row-done}}", 15),
)  # fmt: skip


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
        if title == "Pictures":
            _actions(document, block_styles(document).table)
        heading = document.add_heading(title, 1)
        heading.paragraph_format.page_break_before = title == "Checklist"
        for place in places:
            document.add_paragraph(place, style="List Bullet" if place in _BULLETS else "Normal")
    document.add_paragraph("{{shown}} {{left-out}} {{how-to-read}}")
    document.core_properties.author, document.core_properties.comments = "Reviewer", ""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _actions(document: Any, style: str) -> None:
    """Add a short table whose second row is repeated for each recommendation, and whose first is for each group."""
    document.add_heading("Actions", 1)
    grid = document.add_table(3, len(_ACTIONS), "Table Grid")
    grid.autofit = False
    whole = grid.cell(1, 0).merge(grid.cell(1, len(_ACTIONS) - 1))
    whole.paragraphs[0].add_run("{{row-group}}").bold = True
    for place, (title, words, wide) in enumerate(_ACTIONS):
        grid.columns[place].width = Mm(wide)
        grid.cell(0, place).paragraphs[0].add_run(title).bold = True
        grid.cell(2, place).text = words
        grid.cell(0, place).width = grid.cell(2, place).width = Mm(wide)
    grid.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for row in grid.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell in row.cells:
            cell.paragraphs[0].style = next(one for one in document.styles if one.style_id == style)
