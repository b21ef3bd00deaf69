"""Offsets and Qt positions: the laws of the one mapper."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reviewer.ui.document.utf16 import Utf16Map

TEXTS = st.text(alphabet=st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from("a😀b\u2028\u00a0é𝒳")))


@given(TEXTS)
def test_a_position_is_the_number_of_units_before_it(text: str) -> None:
    mapped = Utf16Map(text)
    for offset in range(len(text) + 1):
        assert mapped.position(offset) == len(text[:offset].encode("utf-16-le")) // 2
    assert mapped.units == mapped.position(len(text))


@given(TEXTS)
def test_there_and_back_is_the_same_place(text: str) -> None:
    mapped = Utf16Map(text)
    assert [mapped.offset(mapped.position(offset)) for offset in range(len(text) + 1)] == list(range(len(text) + 1))


@given(TEXTS)
def test_half_a_pair_belongs_to_its_character(text: str) -> None:
    mapped = Utf16Map(text)
    for offset, character in enumerate(text):
        for unit in range(len(character.encode("utf-16-le")) // 2):
            assert mapped.offset(mapped.position(offset) + unit) == offset


def test_an_emoji_takes_two_units() -> None:
    mapped = Utf16Map("a😀b")
    assert (mapped.units, mapped.position(2), mapped.offset(3)) == (4, 3, 2)


def test_places_outside_the_text_are_brought_to_its_ends() -> None:
    mapped = Utf16Map("a😀b")
    assert (mapped.position(-1), mapped.position(9), mapped.offset(-1), mapped.offset(9)) == (0, 4, 0, 3)
