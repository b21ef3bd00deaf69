"""Link a recommendation to one of an earlier or later document that the program did not offer."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from reviewer.app.thread_offers import ThreadChoice, thread_choices
from reviewer.app.workspace import Workspace
from reviewer.domain.threads import SAID, ThreadKind
from reviewer.ui.type_ahead import Choice, TypeAhead

_TAKE_BACK = "Take the link back"
_KINDS = tuple(ThreadKind)


class ThreadPopup(TypeAhead):
    """``decided`` (recommendation, ThreadChoice, ThreadKind or None to take the link back)."""

    decided = Signal(str, object, object)
    nothing = "No recommendation of an earlier or later document holds these words."

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__("Link to an earlier or later recommendation", [*(kind.value for kind in _KINDS), _TAKE_BACK], parent)
        self._workspace = workspace
        self._recommendation = self._ref = ""
        self.list.setAccessibleName("Earlier and later recommendations")

    def open_for(self, recommendation: str) -> bool:
        """Offer the recommendations that this one can be linked to. Return False where there is none."""
        asked = next((one for one in self._workspace.recommendations() if one.id == recommendation), None)
        if asked is None:
            return False
        self._recommendation = recommendation
        self._ref = f"{self._workspace.document(asked.document).year} {asked.ref}".strip()
        if (over := self.parentWidget()) is not None:
            self.move((over.width() - self.width()) // 2, over.height() // 4)
        return self.offer(thread_choices(self._workspace, recommendation), asked.text)

    def told(self, one: Choice) -> str:
        assert isinstance(one, ThreadChoice)
        return f"{one.document.name}, {'later' if one.later else 'earlier'} than {self._ref}: {_state(one)}"

    def heard(self, one: Choice) -> str:
        assert isinstance(one, ThreadChoice)
        return _state(one)

    def take(self, one: Choice) -> None:
        assert isinstance(one, ThreadChoice)
        verbs = [SAID[kind][int(one.later)].lower() for kind in _KINDS]
        self.name_answers([f"{self._ref} {verb} {one.ref}" for verb in verbs] + [_TAKE_BACK if one.link else ""])
        self.ask(one, f"{self._ref} and {one.ref}: how do they hang together?")

    def answer(self, one: Choice, number: int) -> None:
        self.decided.emit(self._recommendation, one, _KINDS[number - 1] if number <= len(_KINDS) else None)
        self.closed.emit()


def _state(one: ThreadChoice) -> str:
    return f"linked already, {SAID[one.link.kind][int(not one.later)].lower()} this one" if one.link else "not linked"
