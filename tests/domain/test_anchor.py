"""Anchors: what was described is found again, and nothing is guessed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reviewer.domain.anchor import describe, fold, occurrences, resolve
from reviewer.domain.span import Span
from reviewer.domain.tag import HighlightState

TEXT = st.text(alphabet="ab😀\u00a0\u2028 .\n", min_size=1, max_size=200)


@given(TEXT, st.data())
def test_what_is_described_is_found_at_its_place(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    assert resolve(text, describe(text, span)).span == span


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
