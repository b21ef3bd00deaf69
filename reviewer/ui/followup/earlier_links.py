"""Reading a later document: outlines on the passages that speak to earlier recommendations, found in the background."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from reviewer.domain.passage import EarlierMention
from reviewer.domain.span import Span
from reviewer.ui import tasks, theme
from reviewer.ui.document.pane import PaintedSuggestion
from reviewer.ui.painting import link_mark, linked_recommendation
from reviewer.ui.read_place import ReadPlace

_WAIT = 400  # milliseconds after opening: the page comes first
_TOLD = 3  # recommendations named on one passage
_MATTERS = frozenset({"block", "recommendation", "document", "fact", "dismissed_passage", "succession"})


class EarlierLinks(QObject):
    """Watch the Read place. ``worksheet_requested`` (recommendation, document) when an outline is clicked.

    ``earlier_in`` finds the passages of a document that speak to earlier recommendations; a worker thread calls it.
    """

    worksheet_requested = Signal(str, str)

    def __init__(
        self, read: ReadPlace, earlier_in: Callable[[str], tuple[EarlierMention, ...]], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._read, self._earlier_in = read, earlier_in
        self._on, self._painted = True, 0
        self.found: dict[str, tuple[EarlierMention, ...]] = {}  # document -> what was found in it
        self._timer = QTimer(self, singleShot=True, interval=_WAIT)
        self._timer.timeout.connect(self._look)
        read.document_shown.connect(lambda _: self._timer.start())
        read.suggestion_clicked.connect(self._on_clicked)
        theme.switch().changed.connect(self._timer.start)

    @property
    def on(self) -> bool:
        return self._on

    def switch(self, on: bool) -> None:
        """Show the outlines or take them away."""
        self._on = on
        self._look()

    def refresh(self, tables: frozenset[str]) -> None:
        """Look again where something changed that the links rest on."""
        if tables & _MATTERS:
            self._timer.start()

    def stop(self) -> None:
        """Start no more work, and take no answer of what still runs."""
        self._timer.stop()
        self._on = False

    def _look(self) -> None:
        for document in self._read.open_documents():
            if self._on:
                self._look_in(document)
            else:
                self.found.pop(document, None)
                self._read.show_links(document, ())

    def _look_in(self, document: str) -> None:
        def arrived(links: tuple[EarlierMention, ...]) -> None:
            if self._on:
                self._painted += 1
                self.found[document] = links
                self._read.show_links(document, painted_links(links, self._painted))

        # A document may be removed while its links are looked for; the next change asks again.
        tasks.run_in_background(self, lambda: self._earlier_in(document), arrived, lambda _: None)

    def _on_clicked(self, mark: str) -> None:
        recommendation = linked_recommendation(mark)
        if recommendation:
            if QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier:
                self._read.open_recommendation_beside(recommendation)
            else:
                self.worksheet_requested.emit(recommendation, self._read.document)
            self._timer.start()  # painted anew, so that the clicked one does not stay current


def painted_links(links: tuple[EarlierMention, ...], generation: int) -> tuple[PaintedSuggestion, ...]:
    """Return one outline a passage, named after its recommendations, nearest first ("2017 R1?, 2017 R3?").

    The nearest stands in the margin; where the mouse rests, all are told with their words.
    """
    by_span: dict[Span, list[EarlierMention]] = {}
    for link in links:
        by_span.setdefault(link.span, []).append(link)
    painted = []
    for number, (span, own) in enumerate(by_span.items()):
        refs = list(dict.fromkeys(_ref(link) for link in own))
        names = ", ".join(f"{ref}?" for ref in refs[:_TOLD])
        more = f" and {len(refs) - _TOLD} more" if len(refs) > _TOLD else ""
        key = link_mark(f"{generation}.{number}", own[0].recommendation)
        # One code point short: the pane makes a suggestion of just the span it brings into view the current one and
        # offers A and X on it, which are not for these.
        outlined = Span(span.start, max(span.end - 1, span.start + 1))
        said = "\n\n".join(f"May speak to {_ref(link)}: {' '.join(link.text.split())}" for link in own[:_TOLD])
        beside = refs[0] + (f" +{len(refs) - 1}" if len(refs) > 1 else "")
        painted.append(PaintedSuggestion(key, outlined, theme.LIGHT.accent, f"Speaks to {names}{more}", beside, said))
    return tuple(painted)


def _ref(link: EarlierMention) -> str:
    return f"{link.year} {link.ref}".strip()
