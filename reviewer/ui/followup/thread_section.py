"""The thread of a recommendation in the worksheet: those it repeats or is repeated by, and the links offered."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from reviewer.domain.threads import ThreadKind, ThreadLink, ThreadOffer
from reviewer.ui import widgets
from reviewer.ui.keymap import keymap

_VERBS = {ThreadKind.REPEATS: "Repeats", ThreadKind.NARROWS: "Narrows", ThreadKind.SUPERSEDES: "Supersedes"}


@dataclass(frozen=True, slots=True)
class Strand:
    """Another recommendation beside the one in view: ``link`` where a person confirmed it, else the ``offer``."""

    ref: str
    text: str
    earlier: bool
    link: ThreadLink | None = None
    offer: ThreadOffer | None = None

    @property
    def words(self) -> str:
        """How the two hang together, read from the one in view; an offer says that it is only that."""
        if self.link is not None:
            verb = self.link.kind.value
        elif self.offer is not None:
            verb = f"may {self.offer.kind.value[:-1]}"  # "may repeat"
        else:
            return f"{self.ref}, in the same thread"
        return f"{verb} {self.ref}" if self.earlier else f"{self.ref} {verb} this one"


class ThreadSection(QWidget):
    """One card a strand. ``confirmed`` and ``dismissed`` carry the offer, ``unlinked`` the link's id."""

    confirmed = Signal(object, object)  # ThreadOffer, ThreadKind
    dismissed = Signal(object)
    unlinked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("The same recommendation in other years")
        self._cards = QVBoxLayout(self)
        self._cards.setContentsMargins(0, 0, 0, 0)
        self._shown: tuple[tuple[Strand, ...], bool] | None = None
        self.hide()

    def show_strands(self, found: tuple[Strand, ...], *, read_only: bool) -> None:
        """Show these and no others; none takes no room."""
        if self._shown == (found, read_only):
            return
        self._shown = (found, read_only)
        while self._cards.count():
            item = self._cards.takeAt(0)
            old = item.widget() if item else None
            if old is not None:
                old.hide()
                old.deleteLater()
        if found:
            offered = any(one.offer is not None for one in found)
            link, drop = (keymap().words(f"worksheet.{act}_thread") for act in ("link", "dismiss"))
            keys = f"  ({link} links, {drop} dismisses)" if offered else ""
            self._cards.addWidget(widgets.label(f"SAME POINT IN OTHER YEARS{keys}", "section", wrap=True))
        for one in found:
            self._cards.addWidget(self._card(one, read_only=read_only))
        self.setVisible(bool(found))

    def _card(self, one: Strand, *, read_only: bool) -> QWidget:
        title = one.words
        text = widgets.BriefLabel(lines=3)
        text.show_words(one.text)
        parts: list[QWidget] = [widgets.label(title[:1].upper() + title[1:], "section", wrap=True), text]
        if one.offer is not None and one.offer.why:
            why = widgets.BriefLabel("soft", lines=2)
            why.show_words(" · ".join(one.offer.why))
            parts.append(why)
        card = widgets.frame("card" if one.offer is None else "offer", *parts, margin=6)
        layout = card.layout()
        assert isinstance(layout, QVBoxLayout)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        for number, button in enumerate(self._buttons(one)):  # two and two: the panel is narrow
            button.setEnabled(not read_only)
            button.setStyleSheet("padding: 1px 5px; text-align: left;")
            grid.addWidget(button, number // 2, number % 2)
        layout.addLayout(grid)
        return card

    def _buttons(self, one: Strand) -> list[QWidget]:
        made: list[QWidget] = []
        if one.offer is not None:
            offer = one.offer
            for kind in sorted(ThreadKind, key=lambda kind: kind is not offer.kind):
                button = widgets.button(_VERBS[kind], role="quiet", name=f"Link: {_VERBS[kind].lower()}, {one.ref}")
                button.clicked.connect(lambda _=False, chosen=kind: self.confirmed.emit(offer, chosen))
                made.append(button)
            drop = widgets.button("Dismiss", role="quiet", name=f"Dismiss the link with {one.ref}")
            drop.clicked.connect(lambda: self.dismissed.emit(offer))
            made.append(drop)
        elif one.link is not None:
            link = one.link
            away = widgets.button("Take back", role="quiet", name=f"Take back the link with {one.ref}")
            away.clicked.connect(lambda: self.unlinked.emit(link.id))
            made.append(away)
        return made
