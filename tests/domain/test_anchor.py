"""Anchors: what was described is found again, and nothing is guessed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reviewer.domain.anchor import CONTEXT, describe, fold, neighbours_stand, occurrences, resolve
from reviewer.domain.span import Span
from reviewer.domain.tag import HighlightState

TEXT = st.text(alphabet="ab😀\u00a0\u2028 .\n", min_size=1, max_size=200)


@given(TEXT, st.data())
def test_what_is_described_is_found_at_its_place(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    assert resolve(text, describe(text, span)).span == span


@given(TEXT, st.data())
def test_the_context_is_what_stands_on_both_sides(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    anchor = describe(text, span)
    assert text[:start].endswith(anchor.before)
    assert text[span.end :].startswith(anchor.after)
    assert (len(anchor.before), len(anchor.after)) == (min(start, CONTEXT), min(len(text) - span.end, CONTEXT))
    assert (anchor.text_hash == describe(text + " ", span).text_hash) is False, "another text has another hash"


@given(TEXT, st.text(alphabet="xyz", max_size=40), st.data())
def test_text_put_before_moves_the_place_by_its_length(text: str, prefix: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    anchor = describe(text, span)
    found = resolve(prefix + text, anchor).span
    assert found is not None
    assert found.of(prefix + text) == anchor.quote


def test_context_chooses_between_equal_quotes() -> None:
    text = "Care leavers wait. Plans are late. Foster carers wait. Plans are late."
    second = text.rindex("Plans are late.")
    anchor = describe(text, Span(second, second + 15))
    changed = "New first line. " + text
    assert resolve(changed, anchor).span == Span(second + 16, second + 31)


def test_what_follows_chooses_where_the_same_stands_before() -> None:
    text = "Good. Leaders\nGood. Helpers\nGood. Carers"
    for word in ("Leaders", "Helpers", "Carers"):
        start = text.index(word) - len("Good. ")
        anchor = describe(text, Span(start, start + len("Good.")))
        changed = f"Overview.\n{text}"
        assert resolve(changed, anchor).span == Span(start + 10, start + 15)
        assert neighbours_stand(changed, Span(start + 10, start + 15), anchor)
    first = describe(text, Span(0, 5))
    assert not neighbours_stand(text, Span(14, 19), first), "other words follow there"
    assert not neighbours_stand("Not " + text[14:], Span(4, 9), describe("Yes. " + text[14:], Span(5, 10))), "others go before"
    assert neighbours_stand("A “new” line of the letter. Good. Leaders", Span(28, 33), describe('A "new"  line of the letter. Good. Leaders', Span(29, 34)))


def test_of_places_that_are_alike_the_nearest_to_the_old_one_is_taken() -> None:
    alike = f"{'-' * 40}Good.{'-' * 40}"
    anchor = describe(alike * 3, Span(125, 130))  # the second of three
    assert resolve(" " + alike * 3, anchor).span == Span(126, 131)
    assert resolve(alike + "…" + alike * 2, anchor).span == Span(126, 131)


def test_every_place_of_a_quote_is_found_overlapping_ones_too() -> None:
    assert occurrences("aaaa", "aa") == [Span(0, 2), Span(1, 3), Span(2, 4)]
    assert occurrences("Good.\nGood.", "Good.") == [Span(0, 5), Span(6, 11)]
    assert occurrences("Good.", "") == []


def test_a_quote_that_is_gone_is_unplaced_not_guessed() -> None:
    anchor = describe("Plans are late.", Span(0, 15))
    assert resolve("Plans were late.", anchor).state is HighlightState.UNPLACED


def test_fold_makes_quotes_and_dashes_equal() -> None:
    assert fold("“multi‑agency” –  plan\u00a0A") == '"multi-agency" - plan A'


def test_white_space_quotation_marks_and_dashes_make_no_other_quote() -> None:
    anchor = describe("Plans are late. “Consent” is sought – well.", Span(0, 43))
    text = 'New. Plans are late.\n"Consent" is sought - well. Plans are  late.'
    assert resolve(text, anchor).span == Span(5, 48)
    assert occurrences("Plans (are) late+", "Plans (are)  late+") == [Span(0, 17)], "signs stand for themselves"
    assert occurrences("Plans are late", " \n") == []
