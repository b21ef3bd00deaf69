"""Stems, phrases and weights."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.followup.vocabulary import build, vocabulary
from reviewer.followup.words import stem, words_of

SAME = [
    ("assessments", "assessed"),
    ("supervision", "supervisors"),
    ("planning", "plans"),
    ("accommodation", "accommodate"),
    ("permanence", "permanency"),
    ("timely", "timeliness"),
    ("exploited", "exploitation"),
    ("homeless", "homelessness"),
    ("children’s", "children"),
]
APART = [
    ("placement", "plan"),
    ("police", "policy"),
    ("assess", "access"),
    ("careful", "carer"),
    ("special", "species"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_forms_of_a_word_share_a_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(("one", "other"), APART)
def test_different_words_keep_apart(one: str, other: str) -> None:
    assert stem(one) != stem(other)


@given(st.text(max_size=80), st.integers(0, 1000))
def test_places_are_those_of_the_text(text: str, offset: int) -> None:
    words = words_of(text, offset)
    for word in words:
        written = text[word.start - offset : word.end - offset]
        assert word.stem == (stem(written) if word.topical else written.lower())
    assert all(a.end <= b.start for a, b in itertools.pairwise(words))


def concepts(text: str) -> set[str]:
    return {hit.concept for hit in vocabulary().concepts(words_of(text))}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("connected persons", "kinship care"),
        ("child sexual exploitation", "extra-familial harm"),
        ("children looked after", "children in care"),
        ("the LADO", "the designated officer"),
        ("a CAF", "early help assessments"),
        ("the LSCB", "the safeguarding partnership"),
        ("bed and breakfast", "homelessness"),
        ("IROs", "independent reviewing officers"),
        ("the Public Law Outline", "pre-proceedings work"),
    ],
)
def test_what_a_thing_was_called_over_the_years(old: str, new: str) -> None:
    assert concepts(old) & concepts(new)


def test_care_alone_is_not_children_in_care() -> None:
    assert "children in care" not in concepts("care leavers receive good care and day care")


def test_these_boards_are_not_the_board() -> None:
    assert "safeguarding partnership" in concepts("the work of the board")
    assert "safeguarding partnership" not in concepts("attendance at these boards")


def test_a_topic_weighs_more_than_praise() -> None:
    weight = vocabulary().weight
    assert min(map(weight, map(stem, ("thresholds", "adoption", "kinship", "homeless")))) > max(
        map(weight, map(stem, ("effective", "good", "improve", "quality", "clear")))
    )


def test_the_table_holds_stems_and_no_sentence() -> None:
    table = vocabulary()
    assert all(" " not in stem_ for stem_ in table.weights if not stem_.startswith("#"))
    assert all(" " not in other for pairs in table.similar.values() for other, _ in pairs)
    assert all(name[1:] in table.areas for name in table.weights if name.startswith("#"))


def test_masses_sum_to_one_or_are_none() -> None:
    known = vocabulary()
    assert sum(known.masses(["front door", "kinship care"]).values()) == pytest.approx(1)
    assert known.masses([]) == {}


def test_a_vocabulary_without_a_table_still_knows_phrases() -> None:
    bare = build({"concepts": [{"name": "x", "areas": ["care"], "phrases": ["front door"]}]}, {})
    assert [hit.concept for hit in bare.concepts(words_of("The front-door team"))] == ["x"]
    assert bare.weight("anything") > 0
