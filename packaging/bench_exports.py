"""Time every format of a large checklist: all invented, 300 and 900 recommendations of many authorities.

Processor seconds, beside those of CSV, which writes the same rows and nothing else.
"""

from __future__ import annotations

import datetime as dt
import sys
import time
from collections.abc import Sequence

from reviewer.app.exporting import FORMATS, render
from reviewer.domain.checklist import Checklist, ChecklistFilter
from reviewer.domain.checklist_build import build_checklist
from reviewer.domain.document import (
    DocumentKind,
    Fact,
    FactName,
    Grade,
    Judgement,
    RecommendationKind,
    RecommendationList,
)
from reviewer.domain.recommendation import Recommendation
from reviewer.domain.review import CitedPassage, DocumentSummary, FactState, KnownFact, Matrix, build_matrix
from reviewer.domain.revisit import Coverage, Outcome, Revisit

ROWS = 12  # recommendations of one earlier document
LATER = (("2019-03-06", DocumentKind.FOCUSED_VISIT), ("2022-10-10", DocumentKind.ILACS_INSPECTION), ("2024-01-16", DocumentKind.FOCUSED_VISIT))
ANSWERS = ((Coverage.REFERRED_BACK, Outcome.IMPROVED), (Coverage.SAME_TOPIC, Outcome.ADDRESSED), (Coverage.OUTSIDE_SCOPE, None), (Coverage.NOT_MENTIONED, None))
AREAS = ("Help and protection", "Children in care", "Care leavers", "Leadership")
TEXT = "Ensure that every decision at the front door is timely, that partners understand thresholds, and that records say why. "
QUOTE = "Decisions at the front door are timely in most cases, and partners understand when to refer a child. "


def main(arguments: Sequence[str]) -> int:
    """Print a line for each format and size; ``arguments`` choose the formats."""
    formats = arguments or FORMATS
    render(checklist(1), "docx")  # the libraries are loaded once
    for documents in (25, 75):
        made = checklist(documents)
        spent = {name: seconds(made, name) for name in dict.fromkeys(("csv", *formats))}
        for name in formats:
            times = spent[name] / max(spent["csv"], 0.001)
            print(f"{len(made.rows)} recommendations to {name}: {spent[name]:.1f} s, {times:.0f} times as long as CSV")
    return 0


def seconds(made: Checklist, name: str) -> float:
    begun = time.process_time()
    render(made, name)
    return time.process_time() - begun


def checklist(documents: int) -> Checklist:
    """Return the checklist of so many earlier documents, each of an authority of its own."""
    matrices = [_matrix(number) for number in range(documents)]
    names = {f"X{number}": f"Thornmere {number}" for number in range(documents)}
    return build_checklist(matrices, ChecklistFilter(), names=names, today=dt.date(2026, 11, 24), made="2026-11-24T09:00:00+00:00")


def _matrix(number: int) -> Matrix:
    earlier = _document(f"e{number}", number, DocumentKind.SIF_INSPECTION, "2017-06-20")
    later = [_document(f"l{number}-{date}", number, kind, date) for date, kind in LATER]
    asked = [_recommendation(earlier.id, place) for place in range(1, ROWS + 1)]
    answers: list[Revisit] = []
    cited: dict[str, tuple[CitedPassage, ...]] = {}
    for place, one in enumerate(asked):
        for column, document in enumerate(later):
            if (place + column) % 5 == 4:
                continue  # not yet checked
            coverage, outcome = ANSWERS[(place + column) % len(ANSWERS)]
            key = f"{one.id}-{document.id}"
            answers.append(Revisit(key, one.id, document.id, coverage, outcome, "", "Officer", "2026-11-20T15:00:00+00:00"))
            if coverage.revisited:
                cited[key] = (CitedPassage(key, key, QUOTE * (1 + place % 3), document.id, 2, "7"),)
    return build_matrix(earlier, (earlier, *later), asked, answers, cited, ())


def _recommendation(document: str, place: int) -> Recommendation:
    return Recommendation(
        f"{document}-r{place}", document, f"h{place}", RecommendationList.LOCAL_AUTHORITY, RecommendationKind.RECOMMENDATION,
        str(place), place, TEXT * (1 + place % 2), 7, AREAS[place % len(AREAS)],
    )  # fmt: skip


def _document(key: str, number: int, kind: DocumentKind, date: str) -> DocumentSummary:
    values = {FactName.AUTHORITY: f"X{number}", FactName.KIND: kind.value, FactName.INSPECTION_DATES: f"{date}/{date}"}
    facts = tuple(KnownFact(f"{key}-{name}", key, value, FactState.READ, Fact(name, value)) for name, value in values.items())
    names = (*AREAS, "Overall effectiveness") if kind is not DocumentKind.FOCUSED_VISIT else ()
    judged = tuple(Judgement(name, "Good", Grade.GOOD, page=2) for name in names)
    return DocumentSummary(key, f"{key}.pdf", (key * 64)[:64], "pdf", 12, "2026-11-01T10:00:00+00:00", facts, judged)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
