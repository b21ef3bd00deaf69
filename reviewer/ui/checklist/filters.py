"""Which checklist: the earlier document, grouping, filters, marking, and the rule for unpublished text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from reviewer.domain.checklist import ChecklistFilter, Grouping, Marking
from reviewer.domain.review import DocumentSummary, Standing
from reviewer.ui import theme, widgets

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
_ALL_OWNERS = "All owners"


class FilterBar(QWidget):
    """Two rows of controls; ``changed`` after every choice of the officer."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.earlier = _combo("Earlier document", 160)
        self.earlier.setMaximumWidth(340)
        self.grouping = _combo("Group the rows", items=[words for words, _ in _GROUPINGS])
        self.standing = _combo("Show recommendations", items=[words for words, _ in _STANDINGS])
        self.owner = _combo("Show the owner", items=[_ALL_OWNERS])
        self.marking = _combo("Marking of the export", items=[words for words, _ in _MARKINGS])
        self.overdue = QCheckBox("Overdue only")
        self.overdue.setAccessibleName("Show overdue actions only")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GRID)
        for words, control in (
            ("Recommendations of", self.earlier), ("Group", self.grouping), ("Show", self.standing),
            ("Owner", self.owner), ("", self.overdue), ("Marking", self.marking),
        ):  # fmt: skip
            layout.addLayout(_titled(words, control))
        layout.addStretch()
        for combo in (self.earlier, self.grouping, self.standing, self.owner, self.marking):
            combo.currentIndexChanged.connect(lambda _: self.changed.emit())
        self.overdue.toggled.connect(lambda _: self.changed.emit())

    def offer(self, earlier: Sequence[DocumentSummary], names: dict[str, str]) -> None:
        """Offer the documents that have recommendations; keep the choice where it is still there."""
        words = [f"{names.get(d.authority, '')} {d.name}".strip() for d in earlier]
        items = [
            (f"{text} ({d.file_name})" if words.count(text) > 1 else text, d.id)
            for text, d in zip(words, earlier, strict=True)
        ]
        _fill(self.earlier, items, self.earlier.currentData())

    def offer_owners(self, owners: Iterable[str]) -> None:
        """Offer the owners that actions name."""
        items = [(_ALL_OWNERS, ""), *((owner, owner) for owner in sorted(set(owners), key=str.casefold) if owner)]
        _fill(self.owner, items, self.owner.currentData())

    def prefer(self, document: str) -> None:
        """Choose an earlier document where it is offered."""
        at = self.earlier.findData(document)
        if at >= 0:
            self.earlier.setCurrentIndex(at)

    def filter(self, draft_reason: str) -> ChecklistFilter | None:
        """Return what is chosen, None where there is no earlier document."""
        earlier = self.earlier.currentData()
        if not earlier:
            return None
        return ChecklistFilter(
            earlier,
            standing=_STANDINGS[self.standing.currentIndex()][1],
            owner=self.owner.currentData() or "",
            overdue_only=self.overdue.isChecked(),
            grouping=_GROUPINGS[self.grouping.currentIndex()][1],
            draft_reason=draft_reason,
            marking=_MARKINGS[self.marking.currentIndex()][1],
        )


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


def _fill(combo: QComboBox, items: Sequence[tuple[str, str]], keep: object) -> None:
    combo.blockSignals(True)
    combo.clear()
    for words, data in items:
        combo.addItem(words, data)
    combo.setCurrentIndex(max(combo.findData(keep), 0) if items else -1)
    combo.blockSignals(False)


def _titled(words: str, control: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(2)
    title: QLabel = widgets.label(words, "soft")
    title.setBuddy(control)
    column.addWidget(title)
    column.addWidget(control)
    return column
