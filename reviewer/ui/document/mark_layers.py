"""In which order marks lie over a document: fills, hits, selection, outlines, bars, and the keys of a suggestion."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from reviewer.domain.span import Span
from reviewer.ui import theme
from reviewer.ui.document.canvas import Canvas, Lines
from reviewer.ui.document.finder import Finder
from reviewer.ui.document.grips import grips_of
from reviewer.ui.document.marks import Marks
from reviewer.ui.document.painted import PaintedHighlight, PaintedSuggestion
from reviewer.ui.document.painter import CURRENT_HIT, HIT, SELECTION, MarkPainter, by_place, suggestion_colour
from reviewer.ui.document.selection import Selection
from reviewer.ui.document.signs import note_sign_of
from reviewer.ui.keymap import keymap


@dataclass(frozen=True, slots=True)
class OverDocument:
    """All that is to be painted over the document; ``window`` is the part on show, in content coordinates."""

    marks: Marks
    finder: Finder | None
    selection: Selection | None
    selected_highlight: str | None
    current_suggestion: str | None
    focused: bool
    window: QRectF
    drag: PaintedHighlight | None = None  # the chosen highlight as it would be if its end were let go here


def paint_marks(painter: QPainter, canvas: Canvas, visible: QRectF, over: OverDocument) -> None:
    """Paint what lies in ``visible``, the part of the content that is to be painted anew."""
    _Layers(painter, canvas, visible, over).paint()


class _Layers:
    def __init__(self, painter: QPainter, canvas: Canvas, visible: QRectF, over: OverDocument) -> None:
        self._canvas, self._over = canvas, over
        self._white = canvas.white_ground
        self._colours = theme.LIGHT if self._white else theme.current()
        kept: dict[Span, Lines] = {}  # one mark is drawn in several layers

        def lines(span: Span) -> Lines:  # no method of this object: a cycle would outlive the painter's widget
            if span not in kept:
                kept[span] = canvas.rects(span, visible)
            return kept[span]

        self._draw = MarkPainter(painter, lines, white=self._white)
        self._shown = canvas.stretches(visible)
        found = {m.id: m for s in self._shown for m in over.marks.highlights.touching(s)}
        areas = {m.id: m for m in over.marks.areas}
        if over.drag is not None:
            (areas if over.drag.area is not None else found)[over.drag.id] = over.drag
        self._highlights = by_place(found.values())
        self._areas = [(m, r) for m in areas.values() if m.area and (r := canvas.area_rect(m.area)) and r.intersects(visible)]
        self._suggestions = {m.id: m for s in self._shown for m in over.marks.suggestions.touching(s)}

    def paint(self) -> None:
        selected = self._over.selection.span if self._over.selection is not None else None
        if selected is not None:
            self._draw.leave_out(selected)  # a selection over a fill would be mud; the bar still tells of the fill
        for mark, rect in self._areas:
            self._draw.area(rect, mark, selected=mark.id == self._over.selected_highlight)
        self._fills()
        self._hits()
        if selected is not None:
            self._draw.take_in_again()
            self._draw.fill(selected, SELECTION, strength=1.2)
            self._draw.outline(selected, self._colours.accent, dashed=False, width=1.0, padding=1.0)
        elif self._over.focused and self._over.selection is not None and self._over.selection.caret is not None:
            self._draw.caret(self._over.selection.caret, self._colours.accent)
        self._outlines()
        self._passages()
        self._chosen()
        self._signs()
        proposed = self._suggestions.get(self._over.current_suggestion or "")
        if proposed is not None:
            self._draw.pill(proposed.span, _keys_of(proposed), self._over.window)

    def _signs(self) -> None:
        """Draw what stands beside marks: bars and letters at the left, the sign of a note at the right."""
        draw, canvas = self._draw, self._canvas
        texts = [(mark, draw.lines(mark.span), canvas.margin(mark.span.start) - 8) for mark in self._highlights]
        draw.bars(texts, self._over.selected_highlight)
        notes = [(mark, rects) for mark, rects, _ in texts if mark.note]
        for mark, rects in (*notes, *((mark, []) for mark, _ in self._areas if mark.note)):
            sign = note_sign_of(mark, canvas, self._over.window, rects)
            if sign is not None:
                draw.note_sign(sign, mark.line)
        for proposed in self._suggestions.values():
            lines = draw.lines(proposed.span) if proposed.beside else []
            if lines:
                left = max(canvas.right_margin(proposed.span.start), lines[0].right()) + 6
                draw.reference(proposed.beside, lines[0], left, self._over.window.right())

    def _fills(self) -> None:
        self._draw.fills(self._highlights)

    def _hits(self) -> None:
        finder = self._over.finder
        if finder is None or not finder.hits:
            return
        now = finder.current_hit
        for stretch in self._shown:
            for hit in finder.hits_in(stretch):
                self._draw.fill(hit, CURRENT_HIT if hit == now else HIT)
        if now is not None:
            self._draw.outline(now, self._colours.text, dashed=False, width=1.2, padding=1.0)

    def _outlines(self) -> None:
        for unsure in (mark for mark in self._highlights if mark.to_check):
            self._draw.outline(unsure.span, unsure.line if self._white else self._colours.text, dashed=True, padding=1.5)
        for mark in self._suggestions.values():
            width = 2.2 if mark.id == self._over.current_suggestion else 1.4
            self._draw.outline(mark.span, suggestion_colour(mark, white=self._white), dashed=True, width=width)

    def _passages(self) -> None:
        marks = self._over.marks
        for index, passage in enumerate(marks.passages):
            if self._is_shown(passage):
                strong = index == marks.current_passage
                colour = self._colours.accent if strong else self._colours.control
                self._draw.box(passage, colour, width=2.0 if strong else 1.0)
        for term in marks.terms:
            if self._is_shown(term):
                self._draw.underline(term, self._colours.accent)

    def _is_shown(self, span: Span) -> bool:
        return any(span.overlaps(stretch) for stretch in self._shown)

    def _chosen(self) -> None:
        mark: PaintedHighlight | None = self._over.drag or self._over.marks.highlight(self._over.selected_highlight)
        if mark is None:
            return
        colour = mark.line if self._white else self._colours.accent
        if mark.area is None and self._is_shown(mark.span):
            self._draw.outline(mark.span, colour, dashed=False, width=2.0, padding=2.0)
        self._draw.grips(grips_of(mark, self._canvas).values(), colour)


def _keys_of(suggestion: PaintedSuggestion) -> list[tuple[str, bool]]:
    """Return what is said beside the current suggestion; its keys strong."""
    accept, dismiss = (keymap().words(f"suggestion.{act}") for act in ("accept", "dismiss"))
    asked = f"{suggestion.name.rstrip('?')}?   "
    return [(asked, False), (accept, True), (" accept · ", False), (dismiss, True), (" dismiss", False)]
