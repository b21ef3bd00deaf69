"""Laws that hold for every document, whatever stands in it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer.domain.document import BlockKind, FactName
from reviewer.reading.drafts import Draft, RawReading, assemble
from reviewer.reading.json_form import reading_json
from reviewer.reading.reader import read_facts

PHRASES = st.sampled_from(
    [
        "Focused visit to Barnet children’s services",
        "Monitoring visit to Westshire children's services",
        "Inspection of services for children in need of help and protection, children looked after and care leavers",
        "Inspection of York local authority children’s services",
        "Joint targeted area inspection of Leeds",
        "Area SEND inspection of Kent Local Area Partnership",
        "Barnet",
        "Derbyshire County Council",
        "Dear Some",
        "29 March 2019",
        "Inspection dates: 10 to 14 October 2022",
        "on 6 and 7 February",
        "Lead inspector:",
        "Ann Other, HMI",
        "Yours sincerely",
        "Ofsted will take the findings into account.",
        "Recommendations",
        "What needs to improve?",
        "What does the LSCB need to improve?",
        "Areas for improvement",
        "Areas for priority action",
        "Priority and immediate action",
        "The Local Safeguarding Children Board (LSCB)",
        "Immediately:",
        "Within three months:",
        "Main findings",
        "Overall effectiveness",
        "Overall effectiveness: good",
        "Good",
        "Requires improvement to be good",
        "Children’s services in York are good",
        "The quality of plans (Outcome 4, national framework).",
        "and what follows (paragraphs 3, 4).",
        "Late decisions. (Recommendation)",
        "(Recommendations).",
        "Plans. 7",
        "Inspectors looked at the front door.",
        "DRAFT - not for publication",
        "OFFICIAL-SENSITIVE",
        "Piccadilly Gate",
    ]
)
TEXTS = st.one_of(PHRASES, PHRASES, st.text(min_size=1, max_size=40).map(lambda text: " ".join(text.split())))
LABELS = st.sampled_from(
    [("", None), ("", None), ("•", None), ("–", None), ("1.", 1), ("2.", 2), ("3", 3), ("8.1", None), ("(i)", None)]
)


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    kind = draw(st.sampled_from(BlockKind))
    label, number = draw(LABELS)
    column = draw(st.integers(1, 2))
    return Draft(
        kind, draw(TEXTS), label=label, number=number, level=draw(st.integers(0, 3)), runs=[(0, draw(st.integers(1, 3)))],
        table=1 if kind is BlockKind.CELL else None, row=draw(st.integers(1, 2)), column=column,
    )  # fmt: skip


@settings(max_examples=250)
@given(st.lists(drafts(), max_size=25))
def test_whatever_stands_in_a_document(words_in_order, made: list[Draft]) -> None:
    reading = read_facts("any - 1 may 2020.pdf", RawReading("pdf", assemble(made), 3))
    text = reading.text
    for fact in reading.facts:
        assert fact.span is None or fact.span.end <= len(text)
        assert fact.span is None or fact.quote == fact.span.of(text).replace("\n", " ")[: len(fact.quote)]
    assert {fact.name for fact in reading.facts} >= set(FactName) - {FactName.SCOPE, FactName.RECEIVED}
    for item in reading.recommendations:
        assert words_in_order(item.text, item.span.of(text))
        assert item.framework_tag not in item.text or not item.framework_tag
    starts = sorted(item.span.start for item in reading.recommendations)
    assert len(set(starts)) == len(starts), "one printed item is one recommendation"
    for mark in reading.marks:
        assert "ecommendation" in mark.span.of(text)
    for judgement in reading.judgements:
        printed = " ".join(judgement.span.of(text).lower().split()).replace("requires", "require")
        assert judgement.grade_printed.lower().replace("requires", "require") in printed, "no grade is made up"
    row = reading_json("any", reading)
    assert row["ok"] and len(row["recommendations"]) == len(reading.recommendations)


def test_text_made_to_hang_a_pattern_does_not(read) -> None:
    """Each line is the worst case of one pattern; the test is that it ends."""
    lines = [
        "# Inspection of Westshire local authority children’s services",
        "# What needs to improve?",
        "• A (paragraph " + "1" * 300 + "x",
        "aa@" * 60 + "!",
        "ofsted " * 28 + "!",
        "1, " * 3000,
        "the " * 3000 + "safeguarding",
        "(" * 2000 + "outcome",
        "1 - " * 2000,
        "Lead inspector: " + "Ann " * 2000 + "9",
        "children’s services in " + "a " * 3000,
    ]
    assert read("\n".join(lines)).recommendations
