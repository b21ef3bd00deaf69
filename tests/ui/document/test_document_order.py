"""Moving about in the canonical text and quoting it: laws, and real documents where they are to be had."""

from __future__ import annotations

import random
from itertools import pairwise
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.domain.document import Block, BlockKind, Reading
from reviewer.domain.span import Span
from reviewer.reading.structure import read_blocks
from reviewer.ui.document.finder import Finder, How
from reviewer.ui.document.marks import SpanIndex
from reviewer.ui.document.outline import outline_of
from reviewer.ui.document.painted import PaintedSuggestion
from reviewer.ui.document.reading_order import ReadingOrder
from reviewer.ui.document.selection import moved_end

SENTENCES = st.lists(st.text(alphabet="abc .!?(“)”1A\u00a0😀-", max_size=60), min_size=1, max_size=6)


def order_of(texts: list[str]) -> ReadingOrder:
    blocks, start = [], 0
    for number, text in enumerate(texts):
        blocks.append(Block(number, BlockKind.PARAGRAPH, start, start + len(text), text))
        start += len(text) + 1
    return ReadingOrder(Reading("text", tuple(blocks)))


def real(part: str, samples: SimpleNamespace) -> Reading:
    path = samples.corpus_file(part)
    raw = read_blocks(path.name, path.read_bytes())
    return Reading(raw.format, raw.blocks, raw.page_count)


@given(SENTENCES)
def test_sentences_cover_a_block_in_order_and_lose_nothing_but_space(texts: list[str]) -> None:
    order = order_of(texts)
    for block in order.blocks:
        spans = order.sentences(block.start)
        assert "".join("".join(span.of(order.text).split()) for span in spans) == "".join(block.text.split())
        assert all(one.end <= other.start for one, other in pairwise(spans))


@given(SENTENCES, st.data())
def test_sentence_steps_go_on_and_come_back(texts: list[str], data: st.DataObject) -> None:
    order = order_of(texts)
    start = data.draw(st.integers(0, max(len(order.text) - 1, 0)))
    here = order.sentence(start)
    there = order.next_sentence(here.start, 1)
    if here and there is not None:
        assert there.start >= here.end
        assert order.next_sentence(there.start, -1) == here


@given(SENTENCES, st.data())
def test_a_moved_end_stays_a_span_of_the_text(texts: list[str], data: st.DataObject) -> None:
    order = order_of(texts)
    if not order.text:
        return
    start = data.draw(st.integers(0, len(order.text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(order.text))))
    at_start, step = data.draw(st.booleans()), data.draw(st.sampled_from([-1, 1]))
    how = data.draw(st.sampled_from([{}, {"by_word": True}, {"by_sentence": True}]))
    moved = moved_end(order, span, at_start=at_start, step=step, **how)
    assert 0 <= moved.start < moved.end <= len(order.text)
    assert moved.end == span.end if at_start else moved.start == span.start


def test_sentences_do_not_end_at_abbreviations() -> None:
    order = order_of(["Some plans (e.g. The first) help. Mr. Smith agrees with para. 4 of it. All good."])
    said = [span.of(order.text) for span in order.sentences(0)]
    assert said == ["Some plans (e.g. The first) help.", "Mr. Smith agrees with para. 4 of it.", "All good."]


def test_a_word_keeps_its_apostrophe_and_hyphen() -> None:
    order = order_of(["The council’s multi-agency work"])
    assert order.word(order.text.index("cil")).of(order.text) == "council’s"
    assert order.word(order.text.index("agency")).of(order.text) == "multi-agency"


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20))), st.integers(0, 80), st.integers(1, 20))
def test_the_index_answers_as_a_walk_would(places: list[tuple[int, int]], start: int, length: int) -> None:
    marks = [PaintedSuggestion(str(i), Span(at, at + size), "#000000") for i, (at, size) in enumerate(places)]
    asked = Span(start, start + length)
    assert {m.id for m in SpanIndex(marks).touching(asked)} == {m.id for m in marks if m.span.overlaps(asked)}


def test_find_folds_quotes_dashes_spaces_and_case() -> None:
    finder = Finder("The council’s “front–door” works.\nThe\u00a0Council's second.")
    assert finder.find("the council's") == 2
    assert [hit.start for hit in finder.hits] == [0, finder._text.rindex("The")]
    assert finder.find('"FRONT-DOOR"') == 1
    assert finder.find("") == 0
    assert finder.current_hit is None


@given(st.text(alphabet="aAbß ıİ’'", max_size=40), st.data())
def test_whatever_stands_in_the_text_is_found_there(text: str, data: st.DataObject) -> None:
    if not text.strip():
        return
    start = data.draw(st.integers(0, len(text) - 1))
    words = text[start : data.draw(st.integers(start + 1, len(text)))].strip()
    finder = Finder(text)
    if words and "  " not in words:
        assert finder.find(words) >= 1


def test_find_goes_round_the_ends() -> None:
    finder = Finder("one two one two one")
    finder.find("one", near=5)
    assert finder.current == 1
    assert [finder.step(1), finder.step(1), finder.step(-1)] == [Span(16, 19), Span(0, 3), Span(16, 19)]


def test_quotes_of_real_passages_are_their_canonical_text(samples: SimpleNamespace) -> None:
    chance = random.Random(5)
    for part in ("80527", "80418", "80429", "80456"):
        order = ReadingOrder(real(part, samples))
        for _ in range(50):
            start = chance.randrange(len(order.text) - 2)
            span = Span(start, min(start + chance.randrange(1, 900), len(order.text)))
            quoted = order.quote(span)
            assert quoted.replace("• ", "").split() == span.of(order.text).split()
            assert not any("\ue000" <= c <= "\uf8ff" for c in quoted)


def test_keys_reach_every_block_of_a_real_document(samples: SimpleNamespace) -> None:
    order = ReadingOrder(real("80527", samples))
    first = next(block for block in order.blocks if block.text.strip())
    seen, here = [order.block_span(first.start)], order.block_span(first.start)
    while (there := order.neighbour(here.start, 1)) is not None:
        seen.append(there)
        here = there
    assert [span.start for span in seen] == [
        order.block_span(b.start).start for b in order.blocks if b.text.strip()
    ]


WORDS = st.lists(st.sampled_from(["early", "help", "sup", "port", "Multi", "agency", "is"]), min_size=1, max_size=12)


@given(WORDS, st.lists(st.sampled_from([" ", "-", "\n", ""]), min_size=12, max_size=12), st.data())
def test_whatever_joins_the_words_they_are_found_where_they_stand(words: list[str], joints: list[str], data: st.DataObject) -> None:
    text = "".join(f"{word}{joint}" for word, joint in zip(words, joints, strict=False))
    first = data.draw(st.integers(0, len(text) - 1))
    last = data.draw(st.integers(first + 1, len(text)))
    wanted = text[first:last]
    if wanted.strip() and wanted.strip() == wanted:
        finder = Finder(text)
        finder.find(wanted)
        assert any((hit.start <= first and last <= hit.end) or hit.overlaps(Span(first, last)) for hit in finder.hits)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("early help", ["early-help", "early help", "early\nhelp"]),
        ("early-help", ["early-help", "early help", "early\nhelp"]),
        ("support", ["sup-port", "support"]),
        ("sup-port", ["sup-port", "support"]),
        ("-", ["-", "-", "-"]),
    ],
)
def test_hyphens_inside_words_and_line_ends_hide_nothing(query: str, found: list[str]) -> None:
    text = "The early-help offer and early help; early\nhelp again. The sup-port plan - support."
    finder = Finder(text)
    finder.find(query)
    assert [hit.of(text) for hit in finder.hits] == found


def test_case_and_whole_words_narrow_the_hits() -> None:
    text = "Child, children, child’s, grandchild. CHILD"
    finder = Finder(text)
    assert finder.find("child") == 5
    finder.how = How(words=True)
    assert finder.find("child") == 3
    finder.how = How(case=True, words=True)
    assert [hit.start for hit in finder.hits] == [0, 17, 38]
    assert finder.find("child") == 1
    assert finder.find("Child") == 1


def test_the_outline_begins_at_its_highest_heading(samples: SimpleNamespace) -> None:
    reading = samples.reading(
        (BlockKind.PARAGRAPH, "", "Text", 1), (BlockKind.HEADING, "2", "Findings", 2), (BlockKind.PARAGRAPH, "", "x", 2)
    )
    (entry,) = outline_of(reading)
    assert (entry.title, entry.level, entry.page, entry.offset) == ("2 Findings", 1, 2, 5)
