"""The checklist as one HTML file that fetches nothing, for the screen and for paper."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from reviewer import paths
from reviewer.domain.checklist import Checklist, Section, VisitAnswer
from reviewer.domain.checklist_rows import place_words, quoted
from reviewer.domain.document import FactName
from reviewer.export import story, table
from reviewer.export.drawing import svg, svg_part
from reviewer.export.going_on import check
from reviewer.export.layout import WIDE, column_widths, stacked
from reviewer.export.pictures import NamedPicture, all_pictures
from reviewer.export.shapes import shape, shape_name, shape_names


def checklist_html(checklist: Checklist) -> bytes:
    """Return the checklist as UTF-8 HTML; the template escapes every text."""
    page = _environment().get_template("checklist.html.j2")
    sections = [_section(section, number) for number, section in enumerate(checklist.sections, 1)]
    return page.render(
        checklist=checklist,
        table=table,
        story=story,
        marking=table.marking_words(checklist),
        about=[(name, words) for name, words in story.about(checklist) if name != "In figures"],
        sections=sections,
        quoted_any=any(section["quoted"] for section in sections),
        shape_names=shape_names(),
        pictures=[_figure(one) for one in all_pictures(checklist)],
        css=Markup((paths.resources() / "export" / "checklist.css").read_text(encoding="utf-8")),
        title_fact=FactName.TITLE,
    ).encode("utf-8")


def _section(section: Section, number: int) -> dict[str, Any]:
    """Return a part for the template: more later documents than fit side by side stand in one column, as on paper."""
    wrapped = stacked(section)
    return {
        "section": section,
        "number": number,
        "visits": list(zip(table.visit_titles(section), section.later, strict=True)),
        "stacked": wrapped,
        "widths": [round(width / WIDE * 100, 2) for width in column_widths(section, wrapped=wrapped)],  # of a hundred
        "quoted": any(answer.cited or answer.note for row in section.rows for answer in row.answers),
    }


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(paths.resources() / "export"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    helpers: dict[str, Any] = {"shape": _shape, "symbol": _symbol, "anchor": anchor, "place": place_words, "quoted": quoted}
    environment.globals.update(helpers)
    return environment


def anchor(row: str, document: str) -> str:
    """Return the id under which the quotations of one cell stand."""
    return "q-" + re.sub(r"[^A-Za-z0-9_-]", "_", f"{row}-{document}")


def _symbol(name: str) -> Markup:
    """Return the strokes of a shape, which stand in the page once."""
    return Markup("".join(svg_part(part) for part in shape(name, "currentColor")))  # our own data


def _shape(answer: VisitAnswer) -> Markup:
    check()  # once an answer: the template goes through thousands of them
    return Markup(f'<svg class="shape" aria-hidden="true"><use href="#{shape_name(answer)}"/></svg>')  # our own data


def _figure(one: NamedPicture) -> dict[str, Any]:
    return {"title": one.picture.title, "authority": one.authority, "svg": Markup(svg(one.picture))}
