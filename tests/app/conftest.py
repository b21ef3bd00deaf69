"""Small invented documents, and a review that holds them."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from reviewer.app.workspace import Workspace
from reviewer.domain.document import (
    Alternative,
    Block,
    BlockKind,
    Fact,
    FactName,
    Grade,
    Judgement,
    Mark,
    PageRun,
    Reading,
    ReadRecommendation,
    RecommendationKind,
    RecommendationList,
    Sureness,
)
from reviewer.domain.span import Span

MakeReading = Callable[..., Reading]
CLOCK = "2026-03-02T10:00:00+00:00"


def _blocks(texts: Sequence[tuple[BlockKind, str, str, int | None, str]]) -> tuple[Block, ...]:
    blocks, start = [], 0
    for order, (kind, label, text, number, section) in enumerate(texts, start=1):
        runs = (PageRun(start, 1 + order // 4),)
        level = 1 if kind is BlockKind.HEADING else 0
        blocks.append(Block(order, kind, start, start + len(text), text, label, number, level, section, runs))
        start += len(text) + 1
    return tuple(blocks)


def _inspection(*, authority: str | None = "80527", day: str = "2017-05-12", name: str = "Westmere") -> Reading:
    h, p, b = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.BULLET
    blocks = _blocks([
        (h, "", f"Inspection of services in {name}", None, ""),
        (h, "", "Recommendations", None, ""),
        (p, "1.", "Ensure that thresholds are applied at the “front door”.", 1, "Recommendations"),
        (p, "2.", "Improve assessments of connected persons.", 2, "Recommendations"),
        (h, "", "The experiences of children who need help and protection", None, ""),
        (p, "4.", "Thresholds are not understood by all partners.", 4, "Help and protection"),
        (p, "5.", "Café visits, naïve plans and a 😀 are recorded well.", 5, "Help and protection"),
        (b, "•", "Sort out the board’s plans.", None, "What the LSCB must do"),
        (p, "6.", "Too many plans drift.", 6, "Help and protection"),
    ])
    items = tuple(
        ReadRecommendation(
            number, f"{number}.", RecommendationList.LOCAL_AUTHORITY, RecommendationKind.RECOMMENDATION, block.span,
            block.text, block.page, "Recommendations", marks=(4,) if number == 1 else (),
        )
        for number, block in enumerate(blocks[2:4], start=1)
    )
    facts = (
        Fact(FactName.KIND, "sif-inspection"),
        Fact(FactName.AUTHORITY, authority, Sureness.CONFLICT, name, 1, Span(27, 27 + len(name)), "Two names", (Alternative("80529"),)),
        Fact(FactName.INSPECTION_DATES, f"{day}/{day}"),
        Fact(FactName.PUBLISHED, None, note="Not printed"),
    )
    return Reading(
        "pdf", blocks, 4, facts,
        (Judgement("Leadership", "Requires improvement", Grade.REQUIRES_IMPROVEMENT, 1, Span(0, 10)),
         Judgement("Overall", "Good", Grade.GOOD, sureness=Sureness.UNSURE, note="The cover says otherwise")),
        items, (Mark(4, Span(blocks[5].start + 3, blocks[5].start + 12), 2),), ("No lead inspector is named.",), "7",
    )


def _letter(*, authority: str | None = "80527", day: str = "2019-02-06", extra: str = "") -> Reading:
    h, p, b = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.BULLET
    blocks = _blocks([
        (h, "", "Focused visit", None, ""),
        (p, "", f"Inspectors looked at the front door. {extra}".strip(), None, "Focused visit"),
        (p, "", "Thresholds are now applied consistently, and partners understand them.", None, "Focused visit"),
        (h, "", "What needs to improve in this area of social work practice", None, "Focused visit"),
        (b, "•", "The quality of assessments.", None, "What needs to improve in this area of social work practice"),
    ])
    item = ReadRecommendation(
        1, "•", RecommendationList.LOCAL_AUTHORITY, RecommendationKind.AREA_FOR_IMPROVEMENT, blocks[4].span,
        blocks[4].text, 2, blocks[3].text,
    )
    facts = (
        Fact(FactName.AUTHORITY, authority), Fact(FactName.KIND, "focused-visit"),
        Fact(FactName.INSPECTION_DATES, f"{day}/{day}"),
    )
    return Reading("markdown", blocks, None, facts, (), (item,), reader_version="7")


@pytest.fixture
def inspection() -> MakeReading:
    """Make the reading of an inspection report: two recommendations, one mark, five numbered paragraphs."""
    return _inspection


@pytest.fixture
def letter() -> MakeReading:
    """Make the reading of a focused visit letter with one area for improvement."""
    return _letter


@pytest.fixture
def review(tmp_path: Path) -> Path:
    """Where a review may be made."""
    return tmp_path / "Board.review"


@pytest.fixture
def workspace(review: Path) -> Iterator[Workspace]:
    """Open an empty review whose clock stands still and whose ids count up."""
    numbers = itertools.count(1)
    opened = Workspace.open(review, author="QA officer", new_id=lambda: f"{next(numbers):032x}", now=lambda: CLOCK)
    yield opened
    opened.close()


@pytest.fixture
def story(workspace: Workspace, inspection: MakeReading, letter: MakeReading) -> tuple[str, str]:
    """Import an inspection and a later letter of one authority and accept all; return their ids."""
    earlier = workspace.import_reading(file_name="2017.pdf", data=b"%PDF one", reading=inspection())
    later = workspace.import_reading(file_name="2019.md", data=b"# two", reading=letter())
    workspace.accept_suggestions([suggestion.id for suggestion in workspace.suggestions(earlier)])
    return earlier, later
