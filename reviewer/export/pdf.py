"""The checklist as a PDF to print or send: A4 landscape, made without a display."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import partial
from typing import Any
from xml.sax.saxutils import quoteattr

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Frame,
    KeepTogether,
    PageBreak,
    PageTemplate,
    Spacer,
)

from reviewer.domain.checklist import Checklist, ChecklistRow, Section, VisitAnswer
from reviewer.domain.checklist_rows import place_words, quoted
from reviewer.domain.document import FactName, RecommendationKind
from reviewer.domain.revisit import Coverage
from reviewer.export import story, table
from reviewer.export.drawing import INK
from reviewer.export.going_on import check
from reviewer.export.layout import AFTER, BEFORE, MARGIN, WIDE, column_widths, most_lines, stacked, titles
from reviewer.export.pdf_parts import Drawn, TickBox, marked_up, typefaces, worded, words
from reviewer.export.pdf_table import GROUND, HEAD, HIGH, LINE, Grid, plain_table
from reviewer.export.pdf_tags import Element, TaggedCanvas
from reviewer.export.pictures import all_pictures
from reviewer.export.shapes import shape, shape_name

_LINE_HIGH, _AROUND = 3.0, 25.0  # millimetres of a line, and of what stands with a row: the head, its group's title
_HEAD_OF_QUOTATION: dict[str, Any] = {"size": 8.5, "bold": True, "before": 5, "keep": True}
_LONG = 9  # letters of a figure that its box on the cover holds in large type
Flowables = list[Any]


def checklist_pdf(checklist: Checklist) -> bytes:
    """Return the PDF."""
    out = io.BytesIO()
    marking = table.marking_words(checklist)
    document = BaseDocTemplate(
        out, pagesize=landscape(A4), title=checklist.title, author="Reviewer", creator="Reviewer", subject=checklist.authority,
        keywords=marking, lang="en-GB", invariant=1,
    )  # fmt: skip
    foot = " · ".join(part for part in (checklist.title, checklist.authority) if part)

    def page(canvas: TaggedCanvas, _: Any) -> None:
        _head_and_foot(canvas, marking, foot)

    frame = Frame(
        MARGIN * mm, 14 * mm, WIDE * mm, HIGH * mm, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0,
    )  # fmt: skip
    document.addPageTemplates(PageTemplate(frames=[frame], onPage=page))
    parts = [*_cover(checklist), PageBreak(), *_checklist(checklist), *_pictures(checklist), *_quotations(checklist)]
    document.build([*parts, *_sources(checklist), *_sign_off()], canvasmaker=partial(TaggedCanvas, made=checklist.made, title=checklist.title))
    return out.getvalue()


def _head_and_foot(canvas: TaggedCanvas, marking: str, foot: str) -> None:
    width, height = landscape(A4)
    plain, bold = typefaces()
    with canvas.artifact("Pagination"):
        canvas.saveState()
        canvas.setFillColor(HexColor(INK))
        canvas.setFont(bold, 9)
        canvas.drawCentredString(width / 2, height - 9 * mm, marking)
        canvas.drawCentredString(width / 2, 8 * mm, marking)
        canvas.setFont(plain, 7)
        canvas.drawString(MARGIN * mm, 8 * mm, foot)
        canvas.drawRightString(width - MARGIN * mm, 8 * mm, f"page {canvas.getPageNumber()}")
        canvas.restoreState()


def _cover(checklist: Checklist) -> Flowables:
    figures = story.figures(checklist)
    cells = [
        [words(number, size=17 if len(number) < _LONG else 12, bold=True, centred=True), words(text, size=8, centred=True)]
        for number, text in figures
    ]
    boxes = Grid([cells], colWidths=[WIDE * mm / len(figures)] * len(figures), listed=True)
    boxes.setStyle([("GRID", (0, 0), (-1, -1), 0.5, LINE), ("BACKGROUND", (0, 0), (-1, -1), GROUND)])
    sentences = [
        worded(marked_up(sentence), bullet="•", size=10, indent=12, after=2) for sentence in story.story(checklist)
    ]
    told: list[Element] = []
    for sentence in sentences:
        sentence.listed = told
    about = [
        worded(f"<b>{marked_up(name)}:</b> {marked_up(text)}", size=9, after=2)
        for name, text in story.about(checklist)
        if name not in ("Authority", "In figures")
    ]
    title = [words(checklist.title, role="H1", size=20, bold=True, after=4)]
    title += [words(checklist.authority, size=12, soft=True, after=6)] if checklist.authority else []
    return [*title, boxes, Spacer(0, 10), *sentences, Spacer(0, 8), *about]


def _heading(text: str, *, room: float = 45) -> Flowables:
    """Return a heading that takes a new page rather than stand alone at the foot of one (``room`` millimetres)."""
    return [CondPageBreak(room * mm), words(text, role="H2", size=13, bold=True, before=12, after=4)]


def _authority(text: str) -> Flowables:
    return [CondPageBreak(45 * mm), words(text, role="H3", size=11, bold=True, before=8, after=3)]


def _checklist(checklist: Checklist) -> Flowables:
    parts = _heading("Checklist")
    for section in checklist.sections:
        parts += _authority(section.authority) if checklist.several else []
        parts.append(_table(section))
    return parts


def _table(section: Section) -> Grid:
    wrapped = stacked(section)
    heads, names = titles(section, wrapped=wrapped), table.visit_titles(section)
    millimetres = column_widths(section, wrapped=wrapped)
    widths = [width * mm for width in millimetres]
    lines: list[list[Any]] = [[words(title, bold=True) for title in heads]]
    look: list[tuple[Any, ...]] = [
        ("GRID", (0, 0), (-1, -1), 0.5, LINE), ("VALIGN", (0, 0), (-1, -1), "TOP"), ("BACKGROUND", (0, 0), (-1, 0), HEAD),
        ("LEFTPADDING", (0, 0), (-1, -1), 3), ("RIGHTPADDING", (0, 0), (-1, -1), 3),
        ("TOPPADDING", (0, 0), (-1, -1), 2), ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
    ]  # fmt: skip
    for group in section.groups:
        if group.title:
            at = len(lines)
            look += [
                ("SPAN", (0, at), (-1, at)),
                ("BACKGROUND", (0, at), (-1, at), GROUND),
                *([] if _tall(group.rows[0], millimetres, wrapped=wrapped) else [("NOSPLIT", (0, at), (0, at + 1))]),
            ]
            lines.append([words(group.title, size=9, bold=True), *[""] * (len(heads) - 1)])
        for found in group.rows:
            check()
            look += [] if wrapped else _answer_looks(found, len(lines))
            lines.append(_row(found, names, stacked=wrapped))
    grid = Grid(lines, colWidths=widths, repeatRows=1)
    grid.setStyle(look)
    return grid


def _tall(found: ChecklistRow, widths: Sequence[float], *, wrapped: bool) -> bool:
    """Tell whether a row may be taller than a page, so that it must be split."""
    return most_lines(found, widths, wrapped=wrapped) * _LINE_HIGH > HIGH - _AROUND


def _answer_looks(found: ChecklistRow, line: int) -> Flowables:
    """Return the grounds and borders of the answers on a line: grey outside scope, dashed where unchecked."""
    looks: Flowables = []
    for column, answer in enumerate(found.answers, len(BEFORE)):
        place = ((column, line), (column, line))
        if answer.coverage == Coverage.OUTSIDE_SCOPE:
            looks.append(("BACKGROUND", *place, HexColor("#eef0f2")))
        elif not answer.coverage and not answer.before:
            looks.append(("BOX", *place, 0.8, HexColor("#566070"), 0, (3, 2)))
    return looks


def _row(found: ChecklistRow, names: Sequence[str], *, stacked: bool) -> list[Any]:
    first = [words(found.ref, bold=True)]
    if found.kind is not RecommendationKind.RECOMMENDATION:
        first.append(words(table.kind_words(found.kind), bold=found.kind is RecommendationKind.PRIORITY_ACTION))
    first.append(words(found.standing_words, soft=True))
    first += [words(found.change, bold=True)] if found.change else []
    evidence = [words(quote) for quote in found.latest_quote.split("\n") if quote]
    evidence += [words(table.unbroken(found.latest_where), soft=True)] if found.latest_where else []
    due = [words(table.date_words(found.due))] + ([words("Overdue", bold=True)] if found.overdue else [])
    if stacked:
        named = zip(names, found.answers, strict=True)
        stack = [_answer(found, answer, f"{name}: ") for name, answer in named if not answer.before]
        visits = [stack or [words(table.NO_LATER_DOCUMENT, soft=True)]]
    else:
        visits = [[_answer(found, answer)] for answer in found.answers]
    plain = [[words(text)] for text in (found.status, found.evidence_held, found.question)]
    box = TickBox(f"{found.ref}: empty box to tick when done")
    tail: Flowables = [evidence, [words(found.action)], [words(found.owner)], due, *plain, [box]]
    assert len(tail) == len(AFTER)
    return [
        first,
        [words(found.text), *(words(line, soft=True, before=2) for line in found.thread.split("\n") if line)],
        [words(table.unbroken(found.source))],
        *visits,
        *tail,
    ]  # lists, for only those are split


def _answer(found: ChecklistRow, answer: VisitAnswer, before: str = "") -> Any:
    first, *rest = table.answer_lines(answer)
    markup = marked_up(before + first)
    if answer.cited:
        markup = f"<a href={quoteattr('#' + _anchor(found, answer))}>{markup}</a>"
    markup += "".join(f'<br/><font color="#566070">{marked_up(line)}</font>' for line in rest)
    return worded(markup, shape=shape(shape_name(answer), INK))


def _anchor(found: ChecklistRow, answer: VisitAnswer) -> str:
    return f"q-{found.id}-{answer.document}"


def _pictures(checklist: Checklist) -> Flowables:
    parts: Flowables = []
    authority = ""
    for one in all_pictures(checklist):
        head = [words(one.picture.title, role="H4" if one.authority else "H3", size=10, bold=True, before=10, after=3)]
        if one.authority != authority:
            head.insert(0, words(one.authority, role="H3", size=11, bold=True, before=12, after=2))
            authority = one.authority
        parts.append(KeepTogether([*head, Drawn(one.picture)]))
    return [*_heading("Pictures"), *parts] if parts else []


def _quotations(checklist: Checklist) -> Flowables:
    parts: Flowables = []
    for section in checklist.sections:
        names = table.visit_names(section)
        answered = [(row, answer) for row in section.rows for answer in row.answers if answer.cited or answer.note]
        parts += _authority(section.authority) if checklist.several and answered else []
        for row, answer in answered:
            parts += _quotation(row, answer, names[answer.document], "H4" if checklist.several else "H3")
    return [*_heading("Quotations"), *parts] if parts else []


def _quotation(found: ChecklistRow, answer: VisitAnswer, visit: str, role: str) -> Flowables:
    head = f"{found.ref} · {visit} · {', '.join(table.answer_lines(answer))}"
    anchor = f"<a name={quoteattr(_anchor(found, answer))}/>"
    parts: Flowables = [
        worded(anchor + marked_up(head), role=role, shape=shape(shape_name(answer), INK), **_HEAD_OF_QUOTATION)
    ]
    for passage in answer.cited:
        where = f'&nbsp; <font color="#566070">{marked_up(place_words(passage))}</font>'
        parts.append(worded(marked_up(quoted(passage.quote)) + where, size=8.5, indent=10, after=1))
    if answer.note:
        parts.append(words(f"Note: {answer.note}", size=8.5, indent=10))
    return parts


def _sources(checklist: Checklist) -> Flowables:
    heads = ("Document", "Title as printed", "Dates", "State", "File and SHA-256")
    lines: list[list[Any]] = [[words(title, bold=True) for title in heads]]
    look: list[tuple[Any, ...]] = []
    for section in checklist.sections:
        if checklist.several:
            look += [
                ("SPAN", (0, len(lines)), (-1, len(lines))),
                ("BACKGROUND", (0, len(lines)), (-1, len(lines)), GROUND),
            ]
            lines.append([words(section.authority, size=8, bold=True), *[""] * (len(heads) - 1)])
        for document in section.sources:
            title = document.value(FactName.TITLE) or table.NOT_STATED
            texts = (document.name, title, table.dates_of(document), table.state_words(document))
            lines.append([*map(words, texts), [words(document.file_name), words(document.sha256, size=6, soft=True)]])
    return [*_heading("Sources"), plain_table(lines, (38, 80, 42, 30, 87), look)]


def _sign_off() -> Flowables:
    lines: list[list[Any]] = [[words(title, bold=True) for title in table.SIGN_OFF]]
    lines += [[[words(role), Spacer(0, 14)], "", "", ""] for role in table.SIGN_OFF_ROLES]
    return [*_heading("Sign-off", room=55), plain_table(lines, (70, 80, 80, 47))]
