"""The tree of tags: every move keeps all tags, and what is closed over stays below."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reviewer.domain.span import Span
from reviewer.domain.tag import Highlight, Tag
from reviewer.domain.tag_tree import indented, moved, nodes, outdented, stepped, totals, within

NAMES = "abcdefg"


def _tags(parents: dict[str, str]) -> tuple[Tag, ...]:
    return tuple(Tag(name, name, "#ffffff", "#000000", parent=parent, position=at) for at, (name, parent) in enumerate(parents.items(), 1))


def _drawn(tags: tuple[Tag, ...]) -> str:
    return " ".join("." * node.depth + node.tag.id for node in nodes(tags))


def _after(tags: tuple[Tag, ...], changed: tuple[Tag, ...]) -> tuple[Tag, ...]:
    new = {tag.id: tag for tag in changed}
    return tuple(sorted((new.get(tag.id, tag) for tag in tags), key=lambda tag: tag.position))


TREE = _tags({"a": "", "b": "a", "c": "b", "d": "a", "e": "", "f": ""})


def test_it_reads_from_top_to_bottom() -> None:
    assert _drawn(TREE) == "a .b ..c .d e f"
    assert [node.below for node in nodes(TREE)] == [3, 1, 0, 0, 0, 0]
    assert within(TREE, "a") == frozenset("abcd")
    assert within(TREE, "f") == frozenset("f")


def test_moves_by_key() -> None:
    assert _drawn(_after(TREE, indented(TREE, "e"))) == "a .b ..c .d .e f"
    assert _drawn(_after(TREE, outdented(TREE, "c"))) == "a .b .c .d e f"
    assert _drawn(_after(TREE, outdented(TREE, "b"))) == "a .d b .c e f"
    assert _drawn(_after(TREE, stepped(TREE, "a", 1))) == "e a .b ..c .d f"
    assert _drawn(_after(TREE, stepped(TREE, "d", -1))) == "a .d .b ..c e f"
    assert indented(TREE, "a") == outdented(TREE, "a") == stepped(TREE, "a", -1) == stepped(TREE, "f", 1) == ()


def test_nothing_goes_under_itself() -> None:
    assert moved(TREE, "a", "c") == moved(TREE, "a", "a") == ()


def test_a_parent_counts_the_highlights_under_it_once() -> None:
    worn = [("b", "c"), ("c",), ("d",), ("a",), ("e",), ("gone",)]
    highlights = [Highlight(str(n), "d", Span(n, n + 1), "q", tags) for n, tags in enumerate(worn)]
    assert totals(TREE, highlights) == {"a": 4, "b": 2, "c": 2, "d": 1, "e": 1}


@given(st.dictionaries(st.sampled_from(NAMES), st.sampled_from([*NAMES, "", "gone"]), min_size=1))
def test_whatever_the_file_says_every_tag_is_there_once(parents: dict[str, str]) -> None:
    tags = _tags(parents)
    assert sorted(node.tag.id for node in nodes(tags)) == sorted(parents)


@given(
    st.lists(st.integers(0, 6), min_size=1, max_size=7),
    st.lists(st.tuples(st.integers(0, 6), st.sampled_from(["in", "out", "up", "down"])), max_size=12),
)
def test_no_row_of_moves_loses_a_tag_or_makes_a_circle(above: list[int], acts: list[tuple[int, str]]) -> None:
    tags = _tags({NAMES[n]: NAMES[p] if p < n else "" for n, p in enumerate(above)})
    for number, how in acts:
        tag = NAMES[number % len(above)]
        changed = {"in": indented, "out": outdented}[how](tags, tag) if how in ("in", "out") else stepped(tags, tag, -1 if how == "up" else 1)
        before = within(tags, tag)
        tags = _after(tags, changed)
        assert within(tags, tag) == before  # what lies under it goes with it
        assert sorted(node.tag.id for node in nodes(tags)) == sorted(NAMES[: len(above)])
        assert [tag.id for tag in tags] == [node.tag.id for node in nodes(tags)] or not changed
