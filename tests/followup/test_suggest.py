"""Suggestions over an invented later document: the laws that hold whatever the weights are."""

from __future__ import annotations

import pytest

from reviewer.domain.document import Block, BlockKind, PageRun, Reading
from reviewer.followup.suggest import LaterDocument, RecommendationText, suggest

LINES = (
    (BlockKind.HEADING, None, "The experiences and progress of children who need help and protection"),
    (BlockKind.PARAGRAPH, 1, "Thresholds are applied consistently at the front door. Managers’ decisions are timely."),
    (BlockKind.PARAGRAPH, 2, "Most social workers see children alone and know them well."),
    (BlockKind.HEADING, None, "The experiences and progress of children in care"),
    (BlockKind.PARAGRAPH, 3, "Assessments of kinship carers are comprehensive and are completed without delay."),
    (BlockKind.PARAGRAPH, 4, "Children’s health needs are met and dental checks are up to date."),
    (BlockKind.CELL, None, "Assessments of connected persons Good"),
)


def reading(lines: tuple[tuple[BlockKind, int | None, str], ...] = LINES) -> Reading:
    blocks, at, section = [], 0, ""
    for order, (kind, number, text) in enumerate(lines):
        section = text if kind is BlockKind.HEADING else section
        label = f"{number}." if number else ""
        runs = (PageRun(at, 1 + order // 4),)
        blocks.append(Block(order, kind, at, at + len(text), text, label, number, 0, section, runs))
        at += len(text) + 1
    return Reading("pdf", tuple(blocks))


KINSHIP = RecommendationText("Ensure the timely completion of all connected persons assessments.")
FRONT_DOOR = RecommendationText("Ensure that management decisions about thresholds for contacts do not cause delay.")


@pytest.mark.parametrize(("asked", "paragraph"), [(KINSHIP, 3), (FRONT_DOOR, 1)])
def test_the_passage_on_the_topic_comes_first(asked: RecommendationText, paragraph: int) -> None:
    assert suggest(asked, LaterDocument.of(reading())).passages[0].paragraph == paragraph


def test_every_passage_and_term_stands_in_the_text() -> None:
    document = reading()
    for asked in (KINSHIP, FRONT_DOOR):
        for passage in suggest(asked, LaterDocument.of(document)).passages:
            assert passage.text == passage.span.of(document.text)
            assert all(passage.span.contains(term) for term in passage.terms)
            assert list(passage.terms) == sorted(set(passage.terms))
            assert 0 <= passage.score <= 1


def test_cells_and_headings_are_never_suggested() -> None:
    document = reading()
    texts = {block.text for block in document.blocks if block.kind in (BlockKind.CELL, BlockKind.HEADING)}
    assert not texts & {p.text for p in suggest(KINSHIP, LaterDocument.of(document)).passages}


def test_a_dismissed_passage_stays_away_and_the_rest_keeps_its_order() -> None:
    later = LaterDocument.of(reading())
    before = suggest(KINSHIP, later).passages
    after = suggest(KINSHIP, later, dismissed=frozenset({before[0].span})).passages
    assert after == before[1:]


def test_a_document_without_passages_gives_none() -> None:
    empty = suggest(KINSHIP, LaterDocument.of(reading(())))
    assert empty.passages == ()
    assert empty.probably_not_mentioned
