"""The parts of a Word checklist as text: the same for the program's own document and for a council's template."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from reviewer.domain.checklist import Checklist, ChecklistRow, Section, VisitAnswer
from reviewer.domain.checklist_rows import place_words, quoted
from reviewer.domain.document import FactName, RecommendationKind
from reviewer.domain.revisit import Coverage
from reviewer.export import story, table
from reviewer.export.drawing import INK, Picture
from reviewer.export.drawing_png import png
from reviewer.export.going_on import check
from reviewer.export.layout import AFTER, BEFORE, WIDE, column_widths, least_width, stacked, titles
from reviewer.export.pictures import all_pictures
from reviewer.export.shapes import GRID, shape, shape_name
from reviewer.export.word_save import Later
from reviewer.export.word_xml import POINTS, Cell, paragraph, picture, row, run, tick_box
from reviewer.export.word_xml import table as xml_table

HEAD, GROUND = "E9EBEE", "F6F7F8"
_SMALL = 6.5
_PIXELS = 2.5  # a point of a picture: 180 to the inch at the width of the page
_CARD = 34.0  # millimetres of the titles beside a card's words


@dataclass(frozen=True, slots=True)
class Styles:
    """The ids of the paragraph styles that the parts use; a council's template may have its own for each."""

    table: str
    authority: str
    picture: str
    quotation: str
    quote: str


class Blocks:
    """Parts for one place of a document: its ``part`` (pictures belong to it) and its width in millimetres.

    ``numbers`` gives ids that no drawing or content control of the document has yet.
    """

    def __init__(
        self, checklist: Checklist, part: Any, styles: Styles, numbers: Iterator[int], later: Later, *, wide: float = WIDE
    ) -> None:
        self.checklist, self.styles, self.wide = checklist, styles, wide
        self._part, self._numbers, self.later = part, numbers, later
        self._shapes: dict[str, str] = {}

    def figures(self) -> list[str]:
        """Return the story as a row of boxes."""
        found = story.figures(self.checklist)
        widths = [self.wide / len(found)] * len(found)
        boxes = [
            Cell(self._p(run(number, bold=True, size=15), centred=True) + self._p(run(words), centred=True), GROUND)
            for number, words in found
        ]
        return [xml_table(widths, [row(boxes, widths)], description="The story in figures"), self._p(run(""))]

    def checklist_table(self) -> list[str]:
        """Return the rows under their groups, one table an authority."""
        found: list[str] = []
        for section in self.checklist.sections:
            if self.checklist.several:
                found.append(paragraph(run(section.authority), style=self.styles.authority, keep_next=True))
            found.append(self._table(section) if self.wide >= least_width() else self._cards(section))
            found.append(paragraph(run(""), style=self.styles.table))  # Word joins tables that touch
        return found[:-1]

    def _table(self, section: Section) -> str:
        wrapped = stacked(section, self.wide)
        heads, widths = titles(section, wrapped=wrapped), column_widths(section, wrapped=wrapped, wide=self.wide)
        lines = [
            row([Cell(self._p(run(title, bold=True), keep_next=True), HEAD) for title in heads], widths, header=True)
        ]
        names = table.visit_titles(section)
        for group in section.groups:
            if group.title:
                title = self._p(run(group.title, bold=True, size=9), keep_next=True)
                lines.append(row([Cell(title, GROUND, span=len(heads))], widths))
            for found in group.rows:
                check()
                visits = [self._stacked(found, names)] if wrapped else [self._answer(one) for one in found.answers]
                lines.append(row([*self._before(found), *visits, *self._after(found)], widths))
        return xml_table(widths, lines, description=f"{self.checklist.title}. One row a recommendation.")

    def _cards(self, section: Section) -> str:
        """Return the rows below one another, a title beside each cell, for a place too narrow for columns."""
        widths = [_CARD, self.wide - _CARD]
        lines = []
        names = table.visit_titles(section)
        for group in section.groups:
            if group.title:
                lines.append(
                    row([Cell(self._p(run(group.title, bold=True, size=9), keep_next=True), GROUND, span=2)], widths)
                )
            for found in group.rows:
                cells = (*self._before(found), self._stacked(found, names), *self._after(found))
                for title, cell in zip((*BEFORE, table.LATER_DOCUMENTS, *AFTER), cells, strict=True):
                    fill = HEAD if title == BEFORE[0] else ""
                    lines.append(row([Cell(self._p(run(title, bold=True), keep_next=title != AFTER[-1]), fill), cell], widths))
        return xml_table(widths, lines, description=f"{self.checklist.title}. One block a recommendation.")

    def _before(self, found: ChecklistRow) -> list[Cell]:
        first = self._p(run(found.ref, bold=True))
        if found.kind is not RecommendationKind.RECOMMENDATION:
            first += self._p(run(table.kind_words(found.kind), bold=found.kind is RecommendationKind.PRIORITY_ACTION))
        first += self._p(run(found.standing_words, soft=True))
        first += self._p(run(found.change, bold=True)) if found.change else ""
        text = self._p(run(found.text)) + "".join(self._p(run(line, soft=True)) for line in found.thread.split("\n") if line)
        return [Cell(first), Cell(text), Cell(self._p(run(table.unbroken(found.source))))]

    def _after(self, found: ChecklistRow) -> list[Cell]:
        evidence = "".join(self._p(run(quote)) for quote in found.latest_quote.split("\n"))
        evidence += self._p(run(table.unbroken(found.latest_where), soft=True)) if found.latest_where else ""
        due = self._p(run(table.date_words(found.due))) + (self._p(run("Overdue", bold=True)) if found.overdue else "")
        tick = self._p(tick_box(next(self._numbers), f"Done: {found.ref}"), centred=True)
        words = (found.status, found.evidence_held, found.question)
        return [
            Cell(evidence), Cell(self._p(run(found.action))), Cell(self._p(run(found.owner))), Cell(due),
            *(Cell(self._p(run(text))) for text in words), Cell(tick),
        ]  # fmt: skip

    def _answer(self, answer: VisitAnswer) -> Cell:
        first, *rest = table.answer_lines(answer)
        content = self._p(self._shape(answer), run(f"\N{NO-BREAK SPACE}{first}", soft=answer.before))
        content += "".join(self._p(run(line, soft=True)) for line in rest)
        unchecked = not answer.coverage and not answer.before
        return Cell(content, hatched=answer.coverage == Coverage.OUTSIDE_SCOPE, dashed=unchecked)

    def _stacked(self, found: ChecklistRow, names: tuple[str, ...]) -> Cell:
        lines = [
            self._p(run(f"{title}: ", soft=True), self._shape(answer), run(f" {', '.join(table.answer_lines(answer))}"))
            for title, answer in zip(names, found.answers, strict=True)
            if not answer.before
        ]
        return Cell("".join(lines) or self._p(run(table.NO_LATER_DOCUMENT, soft=True)))

    def pictures(self, *kinds: str) -> list[str]:
        """Return the pictures of some kinds, each under its title, with its words for those who do not see it."""
        found: list[str] = []
        authority = ""
        for one in all_pictures(self.checklist):
            if one.kind in kinds:
                if one.authority != authority:
                    found.append(paragraph(run(one.authority), style=self.styles.authority, keep_next=True))
                    authority = one.authority
                drawn = one.picture
                scale = min(1.0, self.wide * POINTS / drawn.width)
                size = drawn.width * scale, drawn.height * scale
                found.append(paragraph(run(drawn.title), style=self.styles.picture, keep_next=True))
                found.append(
                    paragraph(picture(self._store(drawn), next(self._numbers), *size, drawn.alt, drawn.title))
                )
        return found

    def quotations(self) -> list[str]:
        """Return every cited passage, in the order of the rows."""
        found: list[str] = []
        for section in self.checklist.sections:
            names = table.visit_names(section)
            answered = [(one, answer) for one in section.rows for answer in one.answers if answer.cited or answer.note]
            if answered and self.checklist.several:
                found.append(paragraph(run(section.authority), style=self.styles.authority, keep_next=True))
            for one, answer in answered:
                found += self._quotation(one, answer, names[answer.document])
        return found

    def _quotation(self, found: ChecklistRow, answer: VisitAnswer, visit: str) -> list[str]:
        words = f" {', '.join(table.answer_lines(answer))}"
        head = (run(f"{found.ref} · {visit} · ", bold=True), self._shape(answer), run(words, bold=True))
        parts = [paragraph(*head, style=self.styles.quotation, keep_next=True)]
        for passage in answer.cited:
            where = place_words(passage)
            quote = run(quoted(passage.quote)), run(f"  {where}" if where else "", soft=True)
            parts.append(paragraph(*quote, style=self.styles.quote))
        if answer.note:
            parts.append(paragraph(run("Note: ", bold=True), run(answer.note), style=self.styles.quote))
        return parts

    def sources(self) -> list[str]:
        """Return what every answer rests on, with the hash of each file."""
        heads = ("Document", "Title as printed", "Dates", "State", "File and SHA-256")
        widths = [share * self.wide / 277 for share in (38.0, 80.0, 42.0, 30.0, 87.0)]
        lines = [row([Cell(self._p(run(title, bold=True)), HEAD) for title in heads], widths, header=True)]
        for section in self.checklist.sections:
            if self.checklist.several:
                name = self._p(run(section.authority, bold=True), keep_next=True)
                lines.append(row([Cell(name, GROUND, span=len(heads))], widths))
            for document in section.sources:
                title = document.value(FactName.TITLE) or table.NOT_STATED
                words = (document.name, title, table.dates_of(document), table.state_words(document))
                file = self._p(run(document.file_name)) + self._p(run(document.sha256, soft=True, size=_SMALL))
                lines.append(row([*(Cell(self._p(run(text))) for text in words), Cell(file)], widths))
        return [xml_table(widths, lines, description="Sources of this checklist")]

    def sign_off(self) -> list[str]:
        """Return the block to sign."""
        widths = [share * self.wide / 277 for share in (70.0, 80.0, 80.0, 47.0)]
        heads = [Cell(self._p(run(title, bold=True), keep_next=True), HEAD) for title in table.SIGN_OFF]
        lines = [row(heads, widths, header=True)]
        for place, role in enumerate(table.SIGN_OFF_ROLES, 1):
            last = place == len(table.SIGN_OFF_ROLES)
            cells = [
                Cell(self._p(run(f"{role}\n"), keep_next=not last)),
                *(Cell(self._p(run(""))) for _ in table.SIGN_OFF[1:]),
            ]
            lines.append(row(cells, widths))
        return [xml_table(widths, lines, description="Sign-off")]

    def _p(self, *runs: str, keep_next: bool = False, centred: bool = False) -> str:
        return paragraph(*runs, style=self.styles.table, keep_next=keep_next, centred=centred)

    def _shape(self, answer: VisitAnswer) -> str:
        name = shape_name(answer)
        if name not in self._shapes:
            drawn = Picture(GRID, GRID, tuple(shape(name, INK)), name, name)
            self._shapes[name] = self._store(drawn, clear=True)
        return picture(self._shapes[name], next(self._numbers), 7, 7)

    def _store(self, drawn: Picture, *, clear: bool = False) -> str:
        """Put a picture into the document; return its relation."""
        check()
        return self.later.picture(self._part, next(self._numbers), png(drawn, scale=_PIXELS, clear=clear))


def numbers(document: Any) -> Iterator[int]:
    """Give ids that nothing in the document has yet."""
    used = [int(value) for value in document.element.xpath("//wp:docPr/@id | //w:sdtPr/w:id/@w:val") if value.lstrip("-").isdigit()]
    return itertools.count(max([0, *(number for number in used if number < 2_000_000_000)]) + 1)
