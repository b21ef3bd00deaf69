"""Link a passage of a later document to an earlier recommendation: type some words, Enter, and say how it is taken up."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from reviewer.app.printed import Printed
from reviewer.app.workspace import Workspace
from reviewer.domain.review import later_documents
from reviewer.domain.revisit import Coverage
from reviewer.ui.type_ahead import Choice, TypeAhead

_COVERAGES = (Coverage.REFERRED_BACK, Coverage.SAME_TOPIC)


@dataclass(frozen=True, slots=True)
class Linkable(Printed):
    """A recommendation that the passage may answer, with the name of its document."""

    answered: bool


def linkables(workspace: Workspace, later: str) -> tuple[Linkable, ...]:
    """Return the recommendations of the same authority's earlier documents, newest document first."""
    documents = workspace.documents()
    joined = workspace.joined_authorities()
    earlier = [one for one in documents if any(f.id == later for f in later_documents(one, documents, joined))]
    earlier.sort(key=lambda one: one.date, reverse=True)
    found = []
    for document in earlier:
        answered = {
            cell.recommendation
            for row in workspace.matrix(document.id).rows
            for cell in row.cells
            if cell.document == later and cell.revisit is not None
        }
        for one in sorted(workspace.recommendations(document.id), key=lambda one: one.order):
            found.append(Linkable(one, document, one.id in answered))
    return tuple(found)


def _answered(one: Linkable) -> str:
    return "already answered for this visit; the passage is added" if one.answered else "not yet answered for this visit"


class LinkPopup(TypeAhead):
    """Non-modal, over the page. A recommendation without an answer for this visit asks for the coverage: 1 or 2.

    ``link_chosen`` (recommendation): it has an answer, the passage becomes further evidence.
    ``answer_chosen`` (recommendation, Coverage): it has none yet.
    """

    link_chosen = Signal(str)
    answer_chosen = Signal(str, object)
    nothing = "No earlier recommendation holds these words."

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__("Link to an earlier recommendation", [coverage.words for coverage in _COVERAGES], parent)
        self._workspace = workspace
        self.list.setAccessibleName("Earlier recommendations")

    def open_for(self, document: str, passage: str) -> bool:
        """Offer the recommendations that a passage of this document may answer. Return False where there is none."""
        return self.offer(linkables(self._workspace, document), passage)

    def told(self, one: Choice) -> str:
        assert isinstance(one, Linkable)
        return f"{one.document.name}, {one.ref}: {_answered(one)}"

    def heard(self, one: Choice) -> str:
        assert isinstance(one, Linkable)
        return _answered(one)

    def take(self, one: Choice) -> None:
        assert isinstance(one, Linkable)
        if one.answered:
            self.hide()
            self.link_chosen.emit(one.recommendation.id)
        else:
            self.ask(one, f"{one.ref}: how does this visit take it up?")

    def answer(self, one: Choice, number: int) -> None:
        assert isinstance(one, Linkable)
        self.answer_chosen.emit(one.recommendation.id, _COVERAGES[number - 1])
