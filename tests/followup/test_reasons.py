"""Why a passage is suggested: true of the passage, short, and backed by what ranks it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reviewer.app.followup import recommendation_texts
from reviewer.app.jobs import load_bytes, read_bytes
from reviewer.domain.span import Span
from reviewer.followup.contents import contents_of
from reviewer.followup.features import RecommendationText, query_of
from reviewer.followup.index import PassageIndex, section_areas
from reviewer.followup.passages import Passage
from reviewer.followup.reasons import equation, reasons
from reviewer.followup.suggest import LaterDocument, suggest
from reviewer.followup.vocabulary import vocabulary
from reviewer.followup.words import words_of
from reviewer.paths import resources

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "80527_north lincolnshire"
OTHER_WORDS, LISTED, SECTION = "a similar subject in other words", "in its own list of what must improve", "in the section on it"
LONGEST = 110  # characters of one reason: a line of the worksheet


def why(asked: str, text: str, section: str = "") -> tuple[str, ...]:
    """Return the reasons for one passage."""
    contents = contents_of([Passage(0, Span(0, len(text)), text, None, None, section)], vocabulary())
    index = PassageIndex.over(contents, vocabulary())
    return reasons(query_of(RecommendationText(asked)), index.passages[0], vocabulary()).why


def test_two_names_of_one_thing_are_an_equation_and_two_things_beside_each_other_are_none() -> None:
    assert "connected persons = kinship" in why("Assess connected persons.", "Kinship carers are assessed.")
    assert "LADO = designated officer" in why("Review the LADO.", "The designated officer responds.")
    assert why("Improve data.", "Audits are made.") == ("audits",), "data and audits are near, and not one thing"


def test_things_come_before_words_and_pieces_of_words_are_not_told() -> None:
    told = why("Ensure that 16 re-assessments of kinship carers in Thornmere quicken.", "In 16 of Thornmere re quicken kinship.")
    assert told[0] == "kinship"
    assert not {"16", "re", "thornmere", "in"} & set(told)


def test_words_over_the_end_of_a_sentence_are_no_phrase() -> None:
    assert not [reason for reason in why("Improve contact arrangements.", "They met.  Contact. Arrangements differ.") if "." in reason]
    assert equation("x", "birth family", ["birth family"], vocabulary()) == "birth family"


def test_abbreviations_keep_their_capitals() -> None:
    assert "independent reviewing officer = IRO service" in why("Independent reviewing officers.", "The IRO service is new.")[0].replace(
        "officers =", "officer ="
    )


def test_a_section_is_told_where_its_heading_names_the_area() -> None:
    asked, text = "Improve the support of care leavers.", "Care leavers live well."
    assert SECTION in why(asked, text, "The experiences and progress of care leavers")
    assert SECTION not in why(asked, text, "Findings")


def test_a_similar_subject_is_told_where_no_word_is_shared() -> None:
    assert why("Offer more sport.", "Music and clubs fill the evening.") == (OTHER_WORDS,)
    assert OTHER_WORDS not in why("Offer more sport.", "Sport and music fill the evening."), "a word in common says more"
    assert why("Offer more sport.", "The court sat.") == ()


def test_the_names_of_a_concept_are_among_its_phrases() -> None:
    concepts = json.loads((resources() / "followup" / "synonyms.json").read_text(encoding="utf-8"))["concepts"]
    for concept in concepts:
        for names in concept.get("names", ()):
            assert len(names) > 1, f"{concept['name']}: one name is no other name"
            assert set(names) <= set(concept["phrases"]), concept["name"]


@pytest.mark.skipif(not FOLDER.is_dir(), reason="the real documents are not beside this checkout")
def test_every_reason_is_true_of_real_passages() -> None:
    readings = [read_bytes(path.name, load_bytes(path)) for path in sorted(FOLDER.glob("*.pdf"))]
    later = [(LaterDocument.of(reading), reading) for reading in readings]
    known, told = vocabulary(), 0
    for earlier in readings:
        for _, asked in recommendation_texts(earlier):
            for document, reading in later:
                for passage in suggest(asked, document).passages[:5]:
                    assert all(passage.span.contains(mark) and mark.of(reading.text) for mark in passage.terms)
                    assert OTHER_WORDS not in passage.why or not passage.terms
                    masses = query_of(asked).masses
                    assert SECTION not in passage.why or section_areas(passage.section) & set(masses)
                    for reason in passage.why:
                        told += 1
                        assert len(reason) <= LONGEST
                        if reason in (OTHER_WORDS, LISTED, SECTION):
                            continue
                        one, _, other = reason.removeprefix("says “").removesuffix("”").rpartition(" = ")
                        assert " ".join(other.lower().split()) in " ".join(passage.text.lower().split())
                        if one:
                            left, right = (tuple(word.stem for word in words_of(words)) for words in (one, other))
                            assert any(known.same_thing(name, left, right) for name in known.names)
    assert told > 100
