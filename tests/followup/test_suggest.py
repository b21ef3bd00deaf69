"""Suggestions over an invented later document: the laws that hold whatever the weights are."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.domain.document import (
    Block,
    BlockKind,
    DocumentKind,
    Fact,
    FactName,
    PageRun,
    Reading,
    RecommendationList,
    Sureness,
)
from reviewer.domain.revisit import Coverage, Outcome
from reviewer.domain.span import Span
from reviewer.followup import suggest as suggest_module
from reviewer.followup.features import FEATURES, features, query_of, ranks
from reviewer.followup.model import model
from reviewer.followup.suggest import LaterDocument, RecommendationText, suggest
from reviewer.followup.wording import Verdict, verdict

Line = tuple[BlockKind, int | None, str]
HEADING, PARAGRAPH, BULLET, CELL = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.BULLET, BlockKind.CELL

INSPECTION: tuple[Line, ...] = (
    (PARAGRAPH, None, "Since the last inspection in 2017, leaders have kept a clear view of the quality of practice."),
    (HEADING, None, "What needs to improve?"),
    (BULLET, None, "The quality of written plans for disabled children."),
    (HEADING, None, "The experiences and progress of children who need help and protection"),
    (PARAGRAPH, 1, "Thresholds are applied consistently at the front door. Managers’ decisions are timely."),
    (PARAGRAPH, 2, "Most social workers see children alone and know them well. Records are up to date."),
    (HEADING, None, "The experiences and progress of children in care"),
    (PARAGRAPH, 3, "Assessments of kinship carers are comprehensive and are completed without delay."),
    (PARAGRAPH, 4, "Children’s health needs are met and dental checks are up to date. Too few have an initial check."),
    (CELL, None, "Assessments of connected persons Good"),
)
LETTER: tuple[Line, ...] = (
    (PARAGRAPH, None, "Inspectors looked at the local authority’s arrangements for the front door."),
    (HEADING, None, "Findings"),
    (
        BULLET,
        None,
        "At the last inspection in 2017, thresholds at the front door were too loosely applied. They are now clear.",
    ),
    (BULLET, None, "Contacts are screened on the day they arrive, and managers give their reasons for each decision."),
    (BULLET, None, "Supervision is regular and staff feel well supported by their managers."),
    (
        PARAGRAPH,
        None,
        "We have notified the Department for Education of the area for priority action at the front door.",
    ),
    (PARAGRAPH, None, "The director of children’s services has been in post since May 2016."),
    (PARAGRAPH, None, "Ofsted will take these findings into account when planning your next inspection or visit."),
)

KINSHIP = RecommendationText("Ensure the timely completion of all connected persons assessments.", date="2017-07-13")
FRONT_DOOR = RecommendationText(
    "Ensure that screening decisions and thresholds at the front door do not cause delay.", date="2017-07-13"
)
PLANS = RecommendationText("Improve the quality of plans for disabled children.", date="2017-07-13")
BED = RecommendationText("Stop the use of bed and breakfast for homeless young people.", date="2017-07-13")
ALL = (KINSHIP, FRONT_DOOR, PLANS, BED)


def reading(lines: tuple[Line, ...] = INSPECTION, kind: DocumentKind = DocumentKind.ILACS_INSPECTION) -> Reading:
    """Make a reading of some lines, four to a page."""
    blocks, at, section = [], 0, ""
    for order, (what, number, text) in enumerate(lines):
        section = text if what is HEADING else section
        label = f"{number}." if number else ""
        runs = (PageRun(at, 1 + order // 4),)
        blocks.append(Block(order, what, at, at + len(text), text, label, number, 0, section, runs))
        at += len(text) + 1
    return Reading("pdf", tuple(blocks), facts=(Fact(FactName.KIND, kind.value, None, Sureness.SURE),))


def letter() -> LaterDocument:
    return LaterDocument.of(reading(LETTER, DocumentKind.FOCUSED_VISIT))


@pytest.mark.parametrize(("asked", "paragraph"), [(KINSHIP, 3), (FRONT_DOOR, 1)])
def test_the_passage_on_the_topic_comes_first(asked: RecommendationText, paragraph: int) -> None:
    assert suggest(asked, LaterDocument.of(reading())).passages[0].paragraph == paragraph


@pytest.mark.parametrize("asked", ALL)
def test_every_passage_and_term_stands_in_the_text(asked: RecommendationText) -> None:
    document = reading()
    for passage in suggest(asked, LaterDocument.of(document)).passages:
        assert passage.text == passage.span.of(document.text)
        assert all(passage.span.contains(term) for term in passage.terms)
        assert all(a.end < b.start for a, b in zip(passage.terms, passage.terms[1:], strict=False))
        assert 0 <= passage.score <= 1


@pytest.mark.parametrize("asked", ALL)
def test_every_reason_can_be_found_in_the_passage(asked: RecommendationText) -> None:
    for passage in suggest(asked, LaterDocument.of(reading())).passages:
        for reason in passage.why:
            if reason in ("in the section on it", "a similar subject in other words", "in its own list of what must improve"):
                continue
            words = reason.removeprefix("says “").removesuffix("”").rpartition(" = ")[2]
            assert words.lower() in passage.text.lower()


def test_a_synonym_is_told_as_an_equation() -> None:
    why = suggest(KINSHIP, LaterDocument.of(reading())).passages[0].why
    assert "connected persons = kinship" in why


@pytest.mark.parametrize("asked", ALL)
def test_scores_fall_and_the_order_is_stable(asked: RecommendationText) -> None:
    first = suggest(asked, LaterDocument.of(reading())).passages
    scores = [passage.score for passage in first]
    assert scores == sorted(scores, reverse=True)
    assert suggest(asked, LaterDocument.of(reading())).passages == first


@pytest.mark.parametrize("asked", ALL)
def test_the_strong_come_first_and_the_rest_is_below_the_floor(asked: RecommendationText) -> None:
    found = suggest(asked, LaterDocument.of(reading()))
    assert all(passage.score >= model().floor - 0.0001 for passage in found.passages[: found.strong])
    assert not any(passage.terms and passage.score > model().floor for passage in found.passages[found.strong :])
    assert found.strong or found.probably_not_mentioned
    assert not found.strong or found.passages[found.strong - 1].terms, "the last strong one has words to mark"


@pytest.mark.parametrize("kind", [CELL, HEADING])
def test_cells_and_headings_are_never_suggested(kind: BlockKind) -> None:
    document = reading()
    texts = {block.text for block in document.blocks if block.kind is kind}
    assert not texts & {p.text for asked in ALL for p in suggest(asked, LaterDocument.of(document)).passages}


@pytest.mark.parametrize(
    "words", ["next inspection", "Department for Education", "in post since", "Inspectors looked at"]
)
def test_boilerplate_is_never_suggested(words: str) -> None:
    said = [suggest(asked, letter()).passages for asked in ALL]
    assert all(said)
    assert not [passage for passages in said for passage in passages if words in passage.text]


@pytest.mark.parametrize("asked", ALL)
def test_a_dismissed_passage_stays_away_and_the_rest_keeps_order_and_score(asked: RecommendationText) -> None:
    later = LaterDocument.of(reading())
    left = suggest(asked, later).passages
    dismissed: frozenset[Span] = frozenset()
    while left:
        dismissed |= {left[0].span}
        after = suggest(asked, later, dismissed=dismissed).passages
        assert after == left[1:]
        left = after


def test_a_document_without_passages_gives_none() -> None:
    empty = suggest(KINSHIP, LaterDocument.of(reading(())))
    assert empty.passages == ()
    assert empty.probably_not_mentioned
    assert empty.coverage is Coverage.NOT_MENTIONED
    assert empty.outcome is None


def test_the_earlier_inspection_is_referred_back_to() -> None:
    said = suggest(FRONT_DOOR, letter())
    assert said.coverage is Coverage.REFERRED_BACK
    assert "At the last inspection in 2017" in said.coverage_why


def test_a_reference_to_another_year_is_no_reference_back() -> None:
    asked = RecommendationText(FRONT_DOOR.text, date="2021-05-01")
    assert suggest(asked, letter()).coverage is Coverage.SAME_TOPIC


def test_what_the_visit_did_not_look_at_is_outside_its_scope() -> None:
    said = suggest(KINSHIP, letter())
    assert said.coverage is Coverage.OUTSIDE_SCOPE
    assert "arrangements for the front door" in said.coverage_why
    assert said.outcome is None
    assert said.outcome_words == ""


def test_the_officers_kind_counts_for_the_scope() -> None:
    as_inspection = LaterDocument.of(reading(LETTER, DocumentKind.FOCUSED_VISIT), kind=DocumentKind.ILACS_INSPECTION)
    assert suggest(KINSHIP, as_inspection).coverage is Coverage.NOT_MENTIONED


def test_the_board_is_outside_where_it_is_not_looked_at() -> None:
    text = "Scrutinise how well agencies understand bed and breakfast placements."
    board = RecommendationText(text, date="2017-07-13", list=RecommendationList.LSCB)
    later = reading()
    assert suggest(board, LaterDocument.of(later)).coverage is Coverage.OUTSIDE_SCOPE
    joint = LaterDocument.of(later, kind=DocumentKind.JTAI)
    assert suggest(board, joint).coverage is Coverage.NOT_MENTIONED
    own = RecommendationText(text, date="2017-07-13")
    assert suggest(own, LaterDocument.of(later)).coverage is Coverage.NOT_MENTIONED


def test_an_inspection_that_is_silent_is_in_scope_and_not_mentioned() -> None:
    said = suggest(BED, LaterDocument.of(reading()))
    assert said.coverage is Coverage.NOT_MENTIONED
    assert said.probably_not_mentioned


def test_an_item_of_the_later_list_is_repeated() -> None:
    said = suggest(PLANS, LaterDocument.of(reading()))
    assert said.passages[0].text.startswith("The quality of written plans")
    assert "in its own list of what must improve" in said.passages[0].why
    assert said.outcome is Outcome.REPEATED
    assert said.outcome_words == said.passages[0].text


@pytest.mark.parametrize("asked", ALL)
def test_outcome_only_where_revisited_and_in_the_documents_words(asked: RecommendationText) -> None:
    for later in (LaterDocument.of(reading()), letter()):
        said = suggest(asked, later)
        assert (said.outcome is not None) == said.coverage.revisited
        assert said.coverage.revisited != said.probably_not_mentioned
        if said.outcome_words:
            assert any(said.outcome_words in passage.text for passage in said.passages)


WORDS = st.sampled_from(
    [
        "children",
        "care",
        "leavers",
        "in",
        "need",
        "kinship",
        "connected",
        "persons",
        "front",
        "door",
        "thresholds",
        "MASH",
        "LADO",
        "the",
        "last",
        "inspection",
        "in",
        "2017",
        "focused",
        "visit",
        "recommendations",
        "have",
        "been",
        "addressed",
        "improved",
        "not",
        "too",
        "few",
        "plans",
        "16-",
        "😀",
        "café",
        "’s",
        "“quoted”",
        ".",
        ";",
        ":",
        "?",
        "§",
        "É",
    ]
)
TEXT = st.lists(WORDS, max_size=30).map(" ".join)
KINDS = st.sampled_from((HEADING, PARAGRAPH, BULLET, CELL))


@given(
    st.lists(st.tuples(KINDS, st.none() | st.integers(1, 60), TEXT), max_size=12), TEXT, st.sampled_from(DocumentKind)
)
def test_the_laws_hold_for_any_document(lines: list[Line], asked: str, kind: DocumentKind) -> None:
    document = reading(tuple(lines), kind)
    said = suggest(RecommendationText(asked, marked=(asked,), date="2017-01-31"), LaterDocument.of(document))
    assert (said.outcome is not None) == said.coverage.revisited
    assert said.coverage_why
    assert len({passage.span for passage in said.passages}) == len(said.passages)
    for passage in said.passages:
        assert passage.text == passage.span.of(document.text)
        assert all(passage.span.contains(term) and term for term in passage.terms)
        assert 0 <= passage.score <= 1
    if said.outcome_words:
        assert any(said.outcome_words in passage.text for passage in said.passages)


@pytest.mark.parametrize("asked", ALL)
def test_the_ranks_are_those_of_the_features(asked: RecommendationText) -> None:
    how, query, index = model(), query_of(asked), LaterDocument.of(reading()).index
    found = ranks(query, index, how.rank)
    assert found == pytest.approx([how.ranked(row) for row in features(query, index)], abs=1e-12)
    assert ranks(query, index, (*how.rank[:-2], 0.0, 0.0)) != pytest.approx(found)


@pytest.mark.parametrize("asked", ALL)
def test_the_features_are_what_they_are_said_to_be(asked: RecommendationText) -> None:
    query, index = query_of(asked), LaterDocument.of(reading()).index
    rows = [dict(zip(FEATURES, row, strict=True)) for row in features(query, index)]
    every, things = sum(query.terms.values()), sum(query.concepts.values()) or 1.0
    whole, nearest, unit = index.near(query.meaning)
    whole, nearest = [unit * value for value in whole], [unit * value for value in nearest]
    around = [0.0, *whole, 0.0]
    for at, row in enumerate(rows):
        held = {name: places for name in (*query.terms, *query.concepts) if (places := index.places(name))}
        often = {name: dict(places.passages).get(at, 0.0) for name, places in held.items()}
        share = {name: query.terms.get(name, 0.0) / every + query.concepts.get(name, 0.0) / things for name in held}
        sums = [
            sum(share[name] for name, places in held.items() if number in places.sentences)
            for number, passage in enumerate(index.passage_of)
            if passage == at
        ]
        assert row["words"] == pytest.approx(sum(share[name] * often[name] for name in held if name[0] != "#"))
        assert row["concepts"] == pytest.approx(sum(share[name] for name in held if name[0] == "#" and often[name]))
        assert row["here"] == pytest.approx(sum(share[name] * often[name] * held[name].rare / 2 for name in held))
        assert row["together"] == pytest.approx(max(sums) / 2)
        assert (row["meaning"], row["said"]) == pytest.approx((whole[at], nearest[at]))
        assert row["around"] == pytest.approx((around[at] + around[at + 2]) / 2)
        assert (row["asked"], row["blanket"]) == (index.passages[at].asked, index.passages[at].blanket)


def test_the_passages_are_made_when_they_are_first_asked_for_and_once(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[float] = []
    shown = suggest_module._shown
    later = LaterDocument.of(reading())
    said, same, other = suggest(ALL[0], later), suggest(ALL[0], later), suggest(ALL[1], later)
    monkeypatch.setattr(suggest_module, "_shown", lambda score: made.append(score) or shown(score))
    first = said.passages
    assert said.passages is first and len(made) == len(first) > 1
    assert (said == same, said == other, said == "another thing") == (True, False, False)
    assert hash(said) == hash(same)


@pytest.mark.parametrize("visit", [True, False])
@pytest.mark.parametrize("year", [2011, 2016, 2017, 2021, None])
@pytest.mark.parametrize("lines", [INSPECTION, LETTER])
def test_what_refers_back_to_a_year_is_found_once_for_all(
    lines: tuple[Line, ...], year: int | None, *, visit: bool
) -> None:
    index = LaterDocument.of(reading(lines)).index
    last = index.last_inspection
    each = {
        at: [n for n, one in enumerate(indexed.back) if one.meets(year, visit=visit, last=last)]
        for at, indexed in enumerate(index.passages)
    }
    assert index.meeting(year, visit=visit) == {at: meet for at, meet in each.items() if meet}
    assert index.meeting(year, visit=visit) is index.meeting(year, visit=visit)
    assert any(indexed.back for indexed in index.passages)


def test_the_outcome_is_made_when_it_is_first_asked_for_and_once(monkeypatch: pytest.MonkeyPatch) -> None:
    judged: list[Sequence[str]] = []

    def counting(sentences: Sequence[str]) -> Verdict | None:
        judged.append(sentences)
        return verdict(sentences)

    monkeypatch.setattr(suggest_module, "verdict", counting)
    said = suggest(KINSHIP, LaterDocument.of(reading()))
    assert said.coverage.revisited and not judged
    outcome, words = said.outcome, said.outcome_words
    assert outcome is not None and words and judged
    times = len(judged)
    assert (said.outcome, said.outcome_words) == (outcome, words) and len(judged) == times
    again = suggest(KINSHIP, LaterDocument.of(reading()))
    assert (again.outcome, again.outcome_words) == (outcome, words)
