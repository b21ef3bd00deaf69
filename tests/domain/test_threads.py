"""Links between recommendations of different years make threads: only confirmed ones, whole, in order of time."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reviewer.domain.threads import ThreadKind, ThreadLink, ThreadState, thread_words, threads

ORDER = {"a": ("2011-01-01", 1), "b": ("2015-01-01", 1), "c": ("2019-01-01", 2), "d": ("2019-01-01", 1), "e": ("2023-01-01", 1)}


def link(earlier: str, later: str, state: ThreadState = ThreadState.CONFIRMED) -> ThreadLink:
    return ThreadLink(earlier + later, earlier, later, ThreadKind.REPEATS, state)


def test_links_join_into_one_thread_whatever_their_order() -> None:
    found = threads([link("c", "e"), link("a", "b"), link("b", "c")], ORDER)
    assert found == dict.fromkeys("abce", ("a", "b", "c", "e"))


def test_a_dismissed_link_joins_nothing_and_one_to_what_has_gone_neither() -> None:
    assert threads([link("a", "b", ThreadState.DISMISSED), link("a", "gone"), link("gone", "b")], ORDER) == {}


def test_two_of_one_date_stand_in_printed_order() -> None:
    assert threads([link("b", "c"), link("b", "d")], ORDER)["b"] == ("b", "d", "c")


@given(st.lists(st.tuples(st.sampled_from("abcde"), st.sampled_from("abcde")).filter(lambda pair: ORDER[pair[0]] < ORDER[pair[1]])))
def test_all_of_a_thread_know_the_same_thread(pairs: list[tuple[str, str]]) -> None:
    found = threads([link(*pair) for pair in pairs], ORDER)
    for one, thread in found.items():
        assert one in thread
        assert all(found[other] == thread for other in thread)
        assert list(thread) == sorted(thread, key=lambda key: ORDER[key])
    assert set(found) == {key for pair in pairs for key in pair}


def test_a_link_is_told_from_both_sides_and_the_whole_thread_where_it_goes_further() -> None:
    names = {key: f"{ORDER[key][0][:4]} {key.upper()}" for key in ORDER}
    narrows = ThreadLink("bc", "b", "c", ThreadKind.NARROWS, ThreadState.CONFIRMED)
    links, thread = [link("a", "b"), narrows, link("b", "e", ThreadState.DISMISSED)], ("a", "b", "c")
    assert thread_words("b", links, thread, names) == ("Repeats 2011 A", "Narrowed by 2019 C"), "and nothing of what was dismissed"
    assert thread_words("c", links, thread, names) == ("Narrows 2015 B", "2011 A → 2015 B → 2019 C")
    unpublished = {key: name for key, name in names.items() if key != "a"}
    assert thread_words("b", links, thread, unpublished) == ("Narrowed by 2019 C",)
