"""The worked example: three recommendations of 2017 against two letters and two inspections, real and public."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest

from reviewer.app.followup import suggestions_between
from reviewer.app.jobs import load_bytes, read_bytes
from reviewer.domain.document import Reading
from reviewer.domain.passage import FollowUpSuggestion
from reviewer.domain.revisit import Coverage

SHARED = Path(__file__).resolve().parents[3] / "shared"
FOLDER = SHARED / "corpus" / "80527_north lincolnshire"
EARLIER = FOLDER / "children's services inspection - 04 september 2017.pdf"
LATER = {
    2019: FOLDER / "children's services focused visit - 29 march 2019.pdf",
    2022: FOLDER / "children's services inspection - 25 november 2022.pdf",
    2024: FOLDER / "children's services focused visit - 27 february 2024.pdf",
    2026: FOLDER / "children's services inspection - 30 april 2026.pdf",
}
REVISITED = {Coverage.REFERRED_BACK, Coverage.SAME_TOPIC}

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the real documents are not beside this checkout")


@lru_cache(maxsize=8)
def document(path: Path) -> Reading:
    return read_bytes(path.name, load_bytes(path))


@lru_cache(maxsize=8)
def suggestions(year: int) -> tuple[FollowUpSuggestion, ...]:
    found = suggestions_between(document(EARLIER), document(LATER[year]))
    assert [item.number for item, _ in found] == [1, 2, 3]
    return tuple(suggestion for _, suggestion in found)


@pytest.mark.parametrize(
    ("number", "year", "paragraphs"),
    [(1, 2022, {2, 3}), (1, 2026, {2}), (2, 2022, {20, 37}), (2, 2026, {18}), (3, 2026, {12})],
)
def test_cited_paragraphs_are_among_the_first_five(number: int, year: int, paragraphs: set[int]) -> None:
    first = {passage.paragraph for passage in suggestions(year)[number - 1].passages[:5]}
    assert paragraphs <= first


def test_the_2019_letter_refers_back_to_the_first() -> None:
    said = suggestions(2019)[0]
    assert said.coverage is Coverage.REFERRED_BACK
    assert any("in 2017" in passage.text for passage in said.passages[:5])


@pytest.mark.parametrize(("number", "year"), [(2, 2019), (3, 2019), (1, 2024), (2, 2024), (3, 2024)])
def test_visits_outside_their_scope_are_suggested_so(number: int, year: int) -> None:
    said = suggestions(year)[number - 1]
    assert said.coverage is Coverage.OUTSIDE_SCOPE
    assert said.probably_not_mentioned
    assert "looked at" in said.coverage_why


def test_the_third_was_probably_not_mentioned_in_2022() -> None:
    said = suggestions(2022)[2]
    assert said.coverage is Coverage.NOT_MENTIONED
    assert said.probably_not_mentioned
    assert said.outcome is None


@pytest.mark.parametrize(("number", "year"), [(1, 2022), (1, 2026)])
def test_the_first_is_the_same_topic_in_both_inspections(number: int, year: int) -> None:
    assert suggestions(year)[number - 1].coverage is Coverage.SAME_TOPIC


def test_kinship_is_told_as_another_name_for_connected_persons() -> None:
    why = [reason for passage in suggestions(2026)[1].passages[:5] for reason in passage.why]
    assert any(reason.startswith("connected persons = ") for reason in why)
