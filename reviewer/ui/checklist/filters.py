"""Which checklist: authorities, earlier document, theme, owner and so on, marking, and the rule for unpublished text."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from reviewer.domain.checklist import ChecklistFilter, Grouping, Marking
from reviewer.domain.review import DocumentSummary, Standing
from reviewer.ui import theme, widgets
from reviewer.ui.checklist.authorities import AuthorityPicker

_GROUPINGS = (
    ("By judgement area", Grouping.AREA),
    ("By where it stands", Grouping.STANDING),
    ("By owner", Grouping.OWNER),
    ("No groups", Grouping.NONE),
)
_NOT_REVISITED = frozenset({Standing.NEVER_REVISITED, Standing.NOT_REVISITED_SO_FAR})
_STANDINGS = (
    ("All recommendations", frozenset(Standing)),
    ("Not addressed yet", frozenset(Standing) - {Standing.CLOSED}),
    ("Not revisited", _NOT_REVISITED),
    ("Open", frozenset({Standing.OPEN})),
    ("Addressed", frozenset({Standing.CLOSED})),
)
_MARKINGS = (("That of the sources", Marking.NONE), *((marking.value, marking) for marking in Marking if marking))
_ALL_OWNERS, _ALL_THEMES = "All owners", "All themes"
_ALL_DOCUMENTS = "All documents"
ALL = "*"  # stands for all documents where one is remembered


class FilterBar(QWidget):
    """Two rows of controls; ``changed`` after every choice of the officer. All of them can be combined."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.authorities = AuthorityPicker()
        self.earlier = _combo("Earlier document", 150)
        self.earlier.setMaximumWidth(280)
        self.theme = _combo("Show the theme or judgement area", items=[_ALL_THEMES])
        self.grouping = _combo("Group the rows", items=[words for words, _ in _GROUPINGS])
        self.standing = _combo("Show recommendations", items=[words for words, _ in _STANDINGS])
        self.owner = _combo("Show the owner", items=[_ALL_OWNERS])
        self.marking = _combo("Marking of the export", items=[words for words, _ in _MARKINGS])
        for combo in (self.theme, self.owner):
            combo.setMaximumWidth(210)
        self.overdue = QCheckBox("Overdue only")
        self.overdue.setAccessibleName("Show overdue actions only")
        self._documents: list[tuple[str, str, str]] = []
        self._lay_out()
        self.authorities.changed.connect(self._on_authorities_changed)
        for combo in (self.earlier, self.theme, self.grouping, self.standing, self.owner, self.marking):
            combo.currentIndexChanged.connect(lambda _: self.changed.emit())
        self.overdue.toggled.connect(lambda _: self.changed.emit())

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID // 2)
        self._whose = widgets.label("Authorities", "soft")
        self._whose.setBuddy(self.authorities)
        for controls in (
            ((self._whose, self.authorities), ("Recommendations of", self.earlier), ("Theme", self.theme), ("Show", self.standing)),
            (("Group", self.grouping), ("Owner", self.owner), ("", self.overdue), ("Marking", self.marking)),
        ):  # fmt: skip
            line = QHBoxLayout()
            line.setSpacing(theme.GRID)
            for title, control in controls:
                words = _title(title, control) if isinstance(title, str) else title
                line.addWidget(words)
                line.addWidget(control)
            line.addStretch()
            column.addLayout(line)

    def offer(self, earlier: Sequence[DocumentSummary], names: dict[str, str], chosen: frozenset[str]) -> None:
        """Offer the authorities and documents that have recommendations; keep the choice where it is still there."""
        found = dict.fromkeys(document.authority for document in earlier)
        self.authorities.offer([(names.get(urn, urn) or "Authority not stated", urn) for urn in found], chosen)
        for control in (self._whose, self.authorities):
            control.setVisible(len(found) > 1)
        several = len(found) > 1
        words = [f"{names.get(d.authority, '') if several else ''} {d.name}".strip() for d in earlier]
        self._documents = [
            (f"{text} ({d.file_name})" if words.count(text) > 1 else text, d.id, d.authority)
            for text, d in zip(words, earlier, strict=True)
        ]
        self._offer_documents()

    def offer_choices(self, owners: Sequence[str], themes: Sequence[str]) -> None:
        """Offer the owners that actions name, and the themes and judgement areas there are."""
        for combo, every, words in ((self.owner, _ALL_OWNERS, owners), (self.theme, _ALL_THEMES, themes)):
            _fill(combo, [(every, ""), *((word, word) for word in words)], combo.currentData())

    def prefer(self, document: str) -> None:
        """Choose an earlier document, or `ALL`, where it is offered; its authority is let in."""
        known = next((authority for _, id, authority in self._documents if id == document), None)
        if known is not None and self.authorities.chosen and known not in self.authorities.chosen:
            self.authorities.offer(self.authorities.list.offered(), self.authorities.chosen | {known})
            self._offer_documents()
        at = self.earlier.findData(document)
        if at >= 0:
            self.earlier.setCurrentIndex(at)

    def filter(self, draft_reason: str) -> ChecklistFilter | None:
        """Return what is chosen, None where there is no earlier document."""
        earlier = self.earlier.currentData()
        if not earlier:
            return None
        return ChecklistFilter(
            "" if earlier == ALL else earlier,
            standing=_STANDINGS[self.standing.currentIndex()][1],
            owner=self.owner.currentData() or "",
            overdue_only=self.overdue.isChecked(),
            grouping=_GROUPINGS[self.grouping.currentIndex()][1],
            draft_reason=draft_reason,
            marking=_MARKINGS[self.marking.currentIndex()][1],
            authorities=self.authorities.chosen,
            theme=self.theme.currentData() or "",
        )

    def _offer_documents(self) -> None:
        chosen = self.authorities.chosen
        items = [(words, id) for words, id, authority in self._documents if not chosen or authority in chosen]
        every = [(_ALL_DOCUMENTS, ALL)] if len(items) > 1 else []
        _fill(self.earlier, [*every, *items], self.earlier.currentData(), otherwise=len(every))

    def _on_authorities_changed(self) -> None:
        kept = self.earlier.currentData()
        self._offer_documents()
        if self.earlier.findData(kept) < 0:
            self.prefer(ALL)
        self.changed.emit()


class DraftRule(QWidget):
    """Says that unpublished text is left out, and takes the reason for letting it in."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = widgets.label("", wrap=True)
        self.reason = QLineEdit()
        self.reason.setAccessibleName("Reason for exporting unpublished text")
        self.reason.setPlaceholderText("Reason for letting it in (is logged)")
        self.reason.setClearButtonEnabled(True)
        self.reason.setMinimumWidth(280)
        frame = widgets.frame("warning", vertical=False)
        inner = frame.layout()
        assert isinstance(inner, QHBoxLayout)
        inner.addWidget(self.words, 1)
        inner.addWidget(self.reason, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(frame)
        self.reason.textChanged.connect(lambda _: self.changed.emit())

    def show_rule(self, drafts: int, sentence: str) -> None:
        """Show how many unpublished documents there are; hide where there is none."""
        self.setVisible(drafts > 0)
        self.words.setText(sentence)


def _combo(name: str, width: int = 0, items: Sequence[str] = ()) -> QComboBox:
    combo = QComboBox()
    combo.setAccessibleName(name)
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    combo.addItems(list(items))
    if width:
        combo.setMinimumWidth(width)
    return combo


def _fill(combo: QComboBox, items: Sequence[tuple[str, str]], keep: object, *, otherwise: int = 0) -> None:
    """Offer (words, data); keep the choice where it is still there, else take the item at ``otherwise``."""
    combo.blockSignals(True)
    combo.clear()
    for words, data in items:
        combo.addItem(words, data)
    at = combo.findData(keep)
    combo.setCurrentIndex(at if at >= 0 else min(otherwise, len(items) - 1))
    combo.blockSignals(False)


def _title(words: str, control: QWidget) -> QLabel:
    title: QLabel = widgets.label(words, "soft")
    title.setBuddy(control)
    if not words:
        title.hide()  # never shown outright: without a parent it would be a window of its own and take the keyboard
    return title
