"""Turn the world's failures into a panel's signal, so that only the window shows them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import SignalInstance

from reviewer.domain.errors import UserError


class Attempt:
    """Whether the act inside the ``with`` went through."""

    def __init__(self) -> None:
        self.worked = False


@contextmanager
def attempt(failed: SignalInstance) -> Iterator[Attempt]:
    """Run an intent of the officer; a UserError becomes ``failed``'s sentence, anything else stays an exception."""
    outcome = Attempt()
    try:
        yield outcome
    except UserError as error:
        failed.emit(str(error))
    else:
        outcome.worked = True
