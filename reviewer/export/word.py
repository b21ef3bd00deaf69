"""The checklist as a Word document for the board: A4 landscape, ticked by hand or in Word."""

from __future__ import annotations

import io
import itertools
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from reviewer.domain.checklist import Checklist, ChecklistRow, VisitAnswer
from reviewer.domain.checklist_rows import place_words, quoted
from reviewer.domain.document import FactName, RecommendationKind
from reviewer.domain.revisit import Coverage
from reviewer.export import table
from reviewer.export.drawing import INK, Picture
from reviewer.export.drawing_png import png
from reviewer.export.layout import MARGIN, MOST_PICTURED, PAGE, WIDE, column_widths, stacked, titles
from reviewer.export.pictures import matrix_picture, timeline_picture, years_picture
from reviewer.export.shapes import GRID, shape, shape_name
from reviewer.export.word_xml import NAMESPACES, Cell, paragraph, picture, row, run, tick_box
from reviewer.export.word_xml import table as xml_table

_HEAD = "E9EBEE"
_SMALL = 6.5


def checklist_docx(checklist: Checklist) -> bytes:
    """Return the Word document."""
    writer = _Writer(checklist)
    writer.cover()
    writer.checklist_table()
    writer.pictures()
    writer.quotations()
    writer.sources()
    writer.sign_off()
    out = io.BytesIO()
    writer.document.save(out)
    return out.getvalue()


class _Writer:
    """One document being written; pictures of the shapes are stored once each and shown many times."""

    def __init__(self, checklist: Checklist) -> None:
        self.checklist = checklist
        self.document: Any = docx.Document()
        self._numbers = itertools.count(1)
        self._shapes: dict[str, str] = {}
        _set_up(self.document, checklist)

    def add(self, xml: str) -> None:
        """Append a paragraph or table, given as text, to the body."""
        if not xml.startswith("<w:tbl "):
            xml = xml.replace("<w:p>", f"<w:p {NAMESPACES}>", 1)
        self.document.element.body.insert_element_before(parse_xml(xml), "w:sectPr")

    def cover(self) -> None:
        """Write the title, the story in figures, and what a reader must know."""
        checklist = self.checklist
        self.document.add_heading(checklist.title, 0)
        if checklist.authority:
            self.document.add_paragraph(checklist.authority, style="Subtitle")
        figures = table.figures(checklist)
        widths = [WIDE / len(figures)] * len(figures)
        boxes = [
            Cell(
                paragraph(run(number, bold=True, size=15), centred=True) + paragraph(run(words), centred=True), "F6F7F8"
            )
            for number, words in figures
        ]
        self.add(xml_table(widths, [row(boxes, widths)], description="The story in figures"))
        self.add(paragraph(run("")))
        for name, words in table.about(checklist):
            if name not in ("Authority", "In figures"):
                self.add(paragraph(run(f"{name}: ", bold=True), run(words.replace("\n", " "))))

    def checklist_table(self) -> None:
        """Write the rows under their groups."""
        checklist = self.checklist
        self.document.add_heading("Checklist", 1)
        heads, widths, wrapped = titles(checklist), column_widths(checklist), stacked(checklist)
        lines = [
            row([Cell(paragraph(run(title, bold=True), keep_next=True), _HEAD) for title in heads], widths, header=True)
        ]
        for group in checklist.groups:
            if group.title:
                title = paragraph(run(group.title, bold=True, size=9), keep_next=True)
                lines.append(row([Cell(title, "F6F7F8", span=len(heads))], widths))
            lines += [row(self._row(found, wrapped=wrapped), widths) for found in group.rows]
        self.add(xml_table(widths, lines, description=f"{checklist.title}. One row a recommendation."))

    def _row(self, found: ChecklistRow, *, wrapped: bool) -> list[Cell]:
        first = paragraph(run(found.ref, bold=True))
        if found.kind is not RecommendationKind.RECOMMENDATION:
            first += paragraph(run(table.kind_words(found.kind), bold=found.kind is RecommendationKind.PRIORITY_ACTION))
        first += paragraph(run(found.standing_words, soft=True))
        evidence = "".join(paragraph(run(quote)) for quote in found.latest_quote.split("\n"))
        evidence += paragraph(run(table.unbroken(found.latest_where), soft=True)) if found.latest_where else ""
        due = paragraph(run(table.date_words(found.due))) + (
            paragraph(run("Overdue", bold=True)) if found.overdue else ""
        )
        words = (found.status, found.evidence_held, found.question)
        tick = paragraph(tick_box(next(self._numbers), f"Done: {found.ref}"), centred=True)
        return [
            Cell(first), Cell(paragraph(run(found.text))), Cell(paragraph(run(table.unbroken(found.source)))),
            *(self._stacked(found) if wrapped else [self._answer(answer) for answer in found.answers]),
            Cell(evidence), Cell(paragraph(run(found.action))), Cell(paragraph(run(found.owner))), Cell(due),
            *(Cell(paragraph(run(text))) for text in words), Cell(tick),
        ]  # fmt: skip

    def _answer(self, answer: VisitAnswer) -> Cell:
        first, *rest = table.answer_lines(answer)
        content = paragraph(self._shape(answer), run(f"\N{NO-BREAK SPACE}{first}"))
        content += "".join(paragraph(run(line, soft=True)) for line in rest)
        return Cell(content, hatched=answer.coverage == Coverage.OUTSIDE_SCOPE, dashed=not answer.coverage)

    def _stacked(self, found: ChecklistRow) -> list[Cell]:
        names = table.visit_titles(self.checklist)
        lines = [
            paragraph(
                run(f"{title}: ", soft=True), self._shape(answer), run(f" {', '.join(table.answer_lines(answer))}")
            )
            for title, answer in zip(names, found.answers, strict=True)
        ]
        return [Cell("".join(lines) or paragraph(run("")))]

    def _shape(self, answer: VisitAnswer) -> str:
        name = shape_name(answer)
        if name not in self._shapes:
            self._shapes[name] = self._store(Picture(GRID, GRID, tuple(shape(name, INK)), name, name), clear=True)
        return picture(self._shapes[name], next(self._numbers), 7, 7)

    def _store(self, drawn: Picture, *, clear: bool = False) -> str:
        relation, _ = self.document.part.get_or_add_image(io.BytesIO(png(drawn, clear=clear)))
        return str(relation)

    def pictures(self) -> None:
        """Write the pictures that are legible on a page, each with its words for those who do not see it."""
        made = table.iso_date(self.checklist.made)
        found = [timeline_picture(self.checklist, made) if made else None]
        if len(self.checklist.rows) <= MOST_PICTURED:
            found += [matrix_picture(self.checklist) if self.checklist.later else None, years_picture(self.checklist)]
        for drawn in found:
            if drawn is not None:
                self.document.add_heading(drawn.title, 2)
                self.add(
                    paragraph(
                        picture(
                            self._store(drawn), next(self._numbers), drawn.width, drawn.height, drawn.alt, drawn.title
                        )
                    )
                )

    def quotations(self) -> None:
        """Write every cited passage, in the order of the rows."""
        names = dict(zip((d.id for d in self.checklist.later), table.visit_titles(self.checklist), strict=True))
        answered = [
            (found, answer) for found in self.checklist.rows for answer in found.answers if answer.cited or answer.note
        ]
        if answered:
            self.document.add_heading("Quotations", 1)
        for found, answer in answered:
            words = f" {', '.join(table.answer_lines(answer))}"
            head = (
                run(f"{found.ref} · {names[answer.document]} · ", bold=True),
                self._shape(answer),
                run(words, bold=True),
            )
            self.add(paragraph(*head, style="Heading3"))
            for passage in answer.cited:
                where = place_words(passage)
                self.add(
                    paragraph(run(quoted(passage.quote)), run(f"  {where}" if where else "", soft=True), style="Quote")
                )
            if answer.note:
                self.add(paragraph(run("Note: ", bold=True), run(answer.note)))

    def sources(self) -> None:
        """Write what every answer rests on, with the hash of each file."""
        self.document.add_heading("Sources", 1)
        heads, widths = (
            ("Document", "Title as printed", "Dates", "State", "File and SHA-256"),
            (38.0, 80.0, 42.0, 30.0, 87.0),
        )
        lines = [row([Cell(paragraph(run(title, bold=True)), _HEAD) for title in heads], widths, header=True)]
        for document in self.checklist.sources:
            title = document.value(FactName.TITLE) or table.NOT_STATED
            words = (document.name, title, table.dates_of(document), table.state_words(document))
            file = paragraph(run(document.file_name)) + paragraph(run(document.sha256, soft=True, size=_SMALL))
            lines.append(row([*(Cell(paragraph(run(text))) for text in words), Cell(file)], widths))
        self.add(xml_table(widths, lines, description="Sources of this checklist"))

    def sign_off(self) -> None:
        """Write the block to sign."""
        self.document.add_heading("Sign-off", 1)
        widths = (70.0, 80.0, 80.0, 47.0)
        lines = [
            row(
                [Cell(paragraph(run(title, bold=True), keep_next=True), _HEAD) for title in table.SIGN_OFF],
                widths,
                header=True,
            )
        ]
        for role in table.SIGN_OFF_ROLES:
            cells = [
                Cell(paragraph(run(f"{role}\n"), keep_next=True)),
                *(Cell(paragraph(run(""))) for _ in table.SIGN_OFF[1:]),
            ]
            lines.append(row(cells, widths))
        self.add(xml_table(widths, lines, description="Sign-off"))
        self.add(paragraph(run("")))  # Word wants a paragraph after the last table


def _set_up(document: Any, checklist: Checklist) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(PAGE[0]), Mm(PAGE[1])
    section.left_margin = section.right_margin = Mm(MARGIN)
    section.top_margin, section.bottom_margin = Mm(14), Mm(14)
    section.header_distance = section.footer_distance = Mm(6)
    _styles(document)
    marking = table.marking_words(checklist)
    _head_and_foot(section, marking, f"{checklist.title} · {checklist.authority}".rstrip(" ·"))
    properties = document.core_properties
    properties.title, properties.author, properties.subject = checklist.title, "Reviewer", checklist.authority
    properties.keywords, properties.comments, properties.language = marking, "", "en-GB"


def _styles(document: Any) -> None:
    for name, size, before, after in (
        ("Normal", 7.5, 0, 1), ("Title", 20, 0, 4), ("Subtitle", 12, 0, 6), ("Heading 1", 13, 10, 4),
        ("Heading 2", 10, 8, 3), ("Heading 3", 8, 5, 1), ("Quote", 8, 0, 2),
    ):  # fmt: skip
        style = document.styles[name]
        style.font.name, style.font.size = "Arial", Pt(size)
        style.font.color.rgb = RGBColor.from_string(INK.removeprefix("#").upper())
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for attribute in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(attribute), None)
        for attribute in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(attribute), "Arial")
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    for name in ("Quote", "Subtitle"):
        document.styles[name].font.italic = False
    for name in ("Title", "Subtitle"):
        for spacing in list(document.styles[name].element.iter(qn("w:spacing"))):
            if spacing.getparent().tag == qn("w:rPr"):
                spacing.getparent().remove(spacing)
    document.styles["Title"].font.bold = True
    document.styles["Quote"].paragraph_format.left_indent = Mm(4)
    for border in document.styles["Title"].element.iter(qn("w:pBdr")):
        border.getparent().remove(border)
        break
    language = document.styles.element.find(".//" + qn("w:lang"))
    if language is not None:
        language.set(qn("w:val"), "en-GB")


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
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        element = foot.add_run()._r
        if kind:
            field = element.makeelement(qn("w:fldChar"), {qn("w:fldCharType"): kind})
        else:
            field = element.makeelement(qn("w:instrText"), {})
            field.text = text
        element.append(field)
