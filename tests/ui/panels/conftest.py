"""A review with invented documents, and panels that hear of its changes as they do in the window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol, TypeVar

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from reviewer.app.workspace import Workspace
from reviewer.domain.document import (
    Alternative,
    Block,
    BlockKind,
    Fact,
    FactName,
    Grade,
    Judgement,
    PageRun,
    Reading,
    ReadRecommendation,
    RecommendationKind,
    RecommendationList,
    Sureness,
)
from reviewer.domain.span import Span
from reviewer.ui import tasks
from reviewer.ui.bridge import ReviewEvents

P = TypeVar("P", bound=QWidget)
WESTMERE, EASTMERE = "own-west", "own-east"


def make_reading(
    paragraphs: list[str],
    *,
    recommendations: int = 0,
    kind: str = "sif-inspection",
    authority: str | None = None,
    dates: str | None = "2017-06-20/2017-07-13",
    facts: tuple[Fact, ...] = (),
    judgements: tuple[Judgement, ...] = (),
    warnings: tuple[str, ...] = (),
) -> Reading:
    """Return a reading of numbered paragraphs, two a page; the first ``recommendations`` of them are recommendations."""
    blocks, start = [], 0
    for order, text in enumerate(paragraphs):
        page = 1 + order // 2
        blocks.append(
            Block(order, BlockKind.PARAGRAPH, start, start + len(text), text, f"{order + 1}.", order + 1, runs=(PageRun(start, page),))
        )
        start += len(text) + 1
    known = (
        Fact(FactName.KIND, kind),
        Fact(FactName.INSPECTION_DATES, dates),
        Fact(FactName.AUTHORITY, authority),
    )
    given = {fact.name for fact in facts}
    read = tuple(
        ReadRecommendation(
            n + 1, blocks[n].label, RecommendationList.LOCAL_AUTHORITY, RecommendationKind.RECOMMENDATION,
            blocks[n].span, blocks[n].text, blocks[n].page,
        )
        for n in range(recommendations)
    )  # fmt: skip
    return Reading(
        "text", tuple(blocks), 1 + len(paragraphs) // 2, (*(f for f in known if f.name not in given), *facts),
        judgements, read, (), warnings, "test",
    )  # fmt: skip


PARAGRAPHS = [
    "Ensure that decisions about thresholds are made on time.",
    "Complete all assessments of connected persons within the set time.",
    "Do not place young people in bed and breakfast.",
    "Thresholds are understood by partners, but 😀 some decisions wait.",
    "There is a seamless service at night.",
    "Children say that they are listened to.",
]
INSPECTION_FACTS = (
    Fact(FactName.PUBLISHED, "2017-09-04", Sureness.CONFLICT, "Published: 4 September 2017", 1, Span(0, 6), "The file name says another day.", (Alternative("2017-09-08", "Published: 8 September 2017", 2, Span(10, 20)),)),
    Fact(FactName.LEAD_INSPECTORS, "A. Lead", Sureness.UNSURE, "Lead inspector: A. Lead", 3, Span(10, 20), "Named at the end only."),
    Fact(FactName.PUBLICATION_STATE, "published"),
    Fact(FactName.MARKING, ""),
)
JUDGEMENTS = (
    Judgement("Overall effectiveness", "Requires improvement to be good", Grade.REQUIRES_IMPROVEMENT, 1, Span(0, 6)),
    Judgement("Leadership", "Good", Grade.GOOD, 1),
)


class Panel(Protocol):
    """What every panel of the Read place has."""

    def refresh(self, tables: frozenset[str]) -> None: ...


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """An empty review."""
    space = Workspace.open(tmp_path / "panels.review", author="QA officer")
    yield space
    tasks.wait_for_all()
    space.close()


@pytest.fixture
def wired(workspace: Workspace, qtbot: QtBot) -> Iterator[Callable[[P], P]]:
    """Give a panel to the test: it hears of changes by the window's own road, and is shown."""
    events = ReviewEvents(workspace)

    def wire(panel: P) -> P:
        events.changed.connect(panel.refresh)  # type: ignore[attr-defined]
        qtbot.addWidget(panel)
        panel.resize(340, 720)
        with qtbot.waitExposed(panel):
            panel.show()
        panel.activateWindow()
        return panel

    yield wire
    events.stop()


@pytest.fixture
def add_document(workspace: Workspace) -> Callable[..., str]:
    """Put an invented document into the review."""
    added: list[str] = []

    def add(file_name: str = "inspection.txt", paragraphs: list[str] | None = None, **kinds: object) -> str:
        added.append(file_name)
        reading = make_reading(paragraphs or PARAGRAPHS, **kinds)  # type: ignore[arg-type]
        return workspace.import_reading(file_name=file_name, data=f"{file_name}{len(added)}".encode(), reading=reading)

    return add


@pytest.fixture
def westmere(workspace: Workspace) -> str:
    """An authority that does not exist."""
    return workspace.add_authority("Westmere")


@pytest.fixture
def inspection(add_document: Callable[..., str], westmere: str) -> str:
    """An inspection of 2017 with three recommendations and two facts to check."""
    return add_document(
        "inspection-2017.txt", recommendations=3, authority=westmere, facts=INSPECTION_FACTS, judgements=JUDGEMENTS
    )


@pytest.fixture
def visit(add_document: Callable[..., str], westmere: str) -> str:
    """A visit of 2019 to the same authority."""
    return add_document(
        "visit-2019.txt", ["Thresholds decisions are now made on time.", "Care leavers are well housed."],
        kind="focused-visit", dates="2019-03-06/2019-03-07", authority=westmere,
    )  # fmt: skip


@pytest.fixture
def paragraph_span(workspace: Workspace) -> Callable[[str, int], Span]:
    """Return the span of a paragraph, counted from 1."""
    return lambda document, number: workspace.reading(document).blocks[number - 1].span
