"""A recommendation with the document that prints it, as it is found by typing ahead."""

from __future__ import annotations

from dataclasses import dataclass

from reviewer.domain.recommendation import Recommendation
from reviewer.domain.review import DocumentSummary


@dataclass(frozen=True, slots=True)
class Printed:
    """One recommendation as people name it."""

    recommendation: Recommendation
    document: DocumentSummary

    @property
    def ref(self) -> str:
        """What people call it: "2017 R3"; of a lost one it says so."""
        return f"{self.document.year} {self.recommendation.called}".strip()

    @property
    def text(self) -> str:
        """Its words on one line."""
        return " ".join(self.recommendation.text.split())
