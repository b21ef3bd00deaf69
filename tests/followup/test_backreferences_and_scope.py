"""References back, stated focus and wording, in the forms that letters and reports use."""

from __future__ import annotations

import pytest

from reviewer.domain.document import Block, BlockKind, DocumentKind, Reading
from reviewer.domain.revisit import Outcome
from reviewer.followup.backreferences import BackReferenceKind, back_references
from reviewer.followup.model import model
from reviewer.followup.scope import scope_of, stated_focus
from reviewer.followup.vocabulary import vocabulary
from reviewer.followup.wording import sentence_around, sentences_of, verdict

INSPECTION, VISIT, ASKED = BackReferenceKind.INSPECTION, BackReferenceKind.VISIT, BackReferenceKind.ASKED


@pytest.mark.parametrize(
    ("text", "kind", "year"),
    [
        ("At the last inspection in 2017, decisions were slow.", INSPECTION, 2017),
        ("Practice has improved since the last inspection.", INSPECTION, None),
        ("Since the previous inspection in March 2017, fewer children wait.", INSPECTION, 2017),
        ("This was found at the 2015 inspection.", INSPECTION, 2015),
        ("Since the last focused visit, caseloads have fallen.", VISIT, None),
        ("Progress has been made in all areas with recommendations from the last inspection.", ASKED, None),
        ("This was a recommendation at that time.", ASKED, None),
    ],
)
def test_references_back(text: str, kind: BackReferenceKind, year: int | None) -> None:
    found = back_references(text)
    assert kind in {reference.kind for reference in found}
    assert all(reference.span.of(text) == reference.words for reference in found)
    if year:
        assert year in {reference.year for reference in found}


@pytest.mark.parametrize(
    "text",
    [
        "Ofsted will take these findings into account when planning your next inspection or visit.",
        "This inspection found good practice.",
        "Leaders know the areas for improvement.",
        "Children who visited in 2017 came back.",
    ],
)
def test_what_is_no_reference_back(text: str) -> None:
    assert back_references(text) == ()


def test_a_year_may_be_one_out_but_not_two() -> None:
    reference = back_references("At the last inspection in 2017, decisions were slow.")[0]
    assert reference.meets(2016) and reference.meets(2017) and reference.meets(None)
    assert not reference.meets(2019)


def inside(focus: str, kind: DocumentKind = DocumentKind.FOCUSED_VISIT) -> dict[str, float] | None:
    return scope_of(kind, focus, vocabulary()).inside


LOOKED = "Inspectors looked at the local authority’s arrangements for "


@pytest.mark.parametrize(
    ("focus", "area", "other"),
    [
        ("the front door.", "front-door", "care"),
        ("care leavers aged 18 to 25.", "leavers", "front-door"),
        ("planning and achieving permanence.", "permanence", "front-door"),
        ("children in need and children subject to a child protection plan.", "protection", "leavers"),
        ("contacts and referrals in the multi-agency safeguarding hub (MASH).", "front-door", "adoption"),
    ],
)
def test_the_stated_focus_is_inside_and_the_rest_is_not(focus: str, area: str, other: str) -> None:
    found = inside(LOOKED + focus)
    assert found is not None
    assert found[area] == 1
    assert found.get(other, 0) == 0


def test_what_is_named_beside_the_focus_counts_less() -> None:
    found = inside(LOOKED + "care leavers, including the preparation of children in care.")
    assert found is not None
    assert 0 < found["care"] < found["leavers"] == 1


@pytest.mark.parametrize("narrows", [". Specifically, they considered", ", with a specific focus on"])
def test_what_a_narrowed_focus_leaves_out_is_outside(narrows: str) -> None:
    found = inside(f"{LOOKED}children in need of help and protection and care leavers{narrows} the front door.")
    assert found is not None
    assert found["front-door"] == 1
    assert found["leavers"] < model().inside, "named before, and not among what was looked at"


@pytest.mark.parametrize("more", [", with a particular focus on", ". They also considered"])
def test_what_was_looked_at_most_leaves_nothing_out(more: str) -> None:
    found = inside(f"{LOOKED}the front door{more} care leavers.")
    assert found is not None
    assert found["front-door"] == found["leavers"] == 1


def test_a_narrowed_focus_that_names_no_area_narrows_nothing() -> None:
    found = inside(LOOKED + "care leavers. Specifically, they considered keeping in touch.")
    assert found is not None
    assert found["leavers"] == 1


def letter(*parts: tuple[BlockKind, str]) -> Reading:
    return Reading("text", tuple(Block(n, kind, 0, len(text), text) for n, (kind, text) in enumerate(parts)))


P, B, H = BlockKind.PARAGRAPH, BlockKind.BULLET, BlockKind.HEADING


def test_the_focus_is_the_sentence_that_says_it_or_the_list_that_it_opens() -> None:
    sentence = "Inspectors looked at the front door."
    evidence = "Inspectors looked at a range of evidence, including case discussions."
    finding = "Thresholds are well understood."
    said = letter((H, "Focused visit"), (P, f"I am writing to you. {sentence} {evidence}"), (H, "Findings"), (P, finding))
    assert stated_focus(said) == sentence
    listed = letter((B, "a bullet before"), (P, "The visit reviewed:"), (B, "early help"), (B, "the front door"), (P, finding), (B, "a finding"))
    assert stated_focus(listed) == "The visit reviewed: early help the front door"
    assert stated_focus(letter((P, "These are:"), (B, "strengths"), (P, finding))) == ""
    assert stated_focus(letter((P, sentence), (B, "a finding in a bullet"))) == sentence, "it opened no list"


def test_the_list_of_evidence_is_no_focus() -> None:
    told = LOOKED + "the front door. Inspectors looked at a range of evidence, including records of care leavers."
    found = inside(told)
    assert found is not None
    assert "leavers" not in found


@pytest.mark.parametrize(
    ("focus", "kind"),
    [("", DocumentKind.FOCUSED_VISIT), (LOOKED + "the front door.", DocumentKind.ILACS_INSPECTION)],
)
def test_no_focus_and_an_inspection_look_at_everything(focus: str, kind: DocumentKind) -> None:
    scope = scope_of(kind, focus, vocabulary())
    assert scope.inside is None
    assert scope.share({"leavers": 1.0}) == 1


PRAISE = "Assessments of kinship carers are thorough."
SHORT = "Plans lack detail."
PARTLY = "Some plans are not reviewed in time."
BETTER = "The timeliness of assessments has improved."


@pytest.mark.parametrize(
    ("sentences", "outcome", "rests_on"),
    [
        ([PRAISE, "Foster carers are helped swiftly."], Outcome.ADDRESSED, PRAISE),
        ([PRAISE, PRAISE, PRAISE, SHORT], Outcome.ADDRESSED, PRAISE),  # one shortfall beside much praise
        ([PRAISE, SHORT], Outcome.NOT_ADDRESSED, SHORT),
        ([PRAISE, PARTLY], Outcome.IMPROVED, PARTLY),
        ([SHORT, PRAISE, BETTER], Outcome.IMPROVED, BETTER),
        ([PRAISE, "The quality of plans remains poor."], Outcome.NOT_ADDRESSED, "The quality of plans remains poor."),
        (["Children are seen without delay and no longer wait."], Outcome.ADDRESSED, None),
        (["The panel meets on Mondays.", "It has four members."], None, None),
        ([], None, None),
    ],
)
def test_the_sentences_are_judged_together(
    sentences: list[str], outcome: Outcome | None, rests_on: str | None
) -> None:
    said = verdict(sentences)
    assert (said.outcome if said else None) is outcome
    if rests_on:
        assert said is not None
        assert said.words == rests_on


def test_only_the_nearest_sentence_says_it_outright() -> None:
    remains = "The front door remains strong."
    first, second = verdict([remains, PRAISE]), verdict([PRAISE, remains])
    assert first is not None
    assert second is not None
    assert (first.outcome, second.outcome) == (Outcome.SUSTAINED, Outcome.ADDRESSED)


@pytest.mark.parametrize(
    ("sentence", "outcome"),
    [
        ("The two areas have been addressed.", Outcome.ADDRESSED),
        ("Assessments of kinship carers are comprehensive and timely.", Outcome.ADDRESSED),
        ("The timeliness of assessments has improved.", Outcome.IMPROVED),
        ("Timeliness has improved, but assessments are still not always thorough.", Outcome.IMPROVED),
        ("Practice at the front door remains strong.", Outcome.SUSTAINED),
        ("The quality of plans remains poor.", Outcome.NOT_ADDRESSED),
        ("Too many children wait for an assessment.", Outcome.NOT_ADDRESSED),
        ("It is too early to see the impact of this.", Outcome.NO_CHANGE),
        ("The quality of supervision has deteriorated.", Outcome.WORSE),
    ],
)
def test_the_wording_suggests_an_outcome(sentence: str, outcome: Outcome) -> None:
    said = verdict([sentence])
    assert said is not None
    assert said.outcome is outcome
    assert said.words == sentence


def test_wording_without_a_cue_says_nothing() -> None:
    assert verdict(["The council has four teams."]) is None


def test_sentences_cover_the_text() -> None:
    text = "One thing. Another ‘quoted’ thing. “A third.” And a last"
    assert [text[first:last] for first, last in sentences_of(text)][:2] == ["One thing.", "Another ‘quoted’ thing."]
    assert "".join(text[first:last] for first, last in sentences_of(text)).split()[-1] == "last"
    for first, last in sentences_of(text):
        assert {sentence_around(text, at) for at in range(first, last)} == {(first, last)}
