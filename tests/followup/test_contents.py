"""A document taken apart: the words of its tokens are those of its text, and its contents those of its words."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reviewer.domain.span import Span
from reviewer.followup import backreferences, passages, tokens
from reviewer.followup.backreferences import BackReferenceKind, back_references
from reviewer.followup.contents import contents_of
from reviewer.followup.index import PassageIndex
from reviewer.followup.passages import Passage, boilerplate_words
from reviewer.followup.tokens import tokens_of
from reviewer.followup.vocabulary import build, vocabulary
from reviewer.followup.words import words_of

_SENTENCE_END = re.compile(r"[.?!;:][”’\"')]?\s")
_PIECES = (
    "children", "in care", "Children’s", "social", "the LADO", "kinship", "care", "leavers", "looked-after", "2017", "16-",
    "20175", "’s", "boards'", ".", ". ", "?” ", "!)", ";", ": ", ".) ", " ", "\n", "\u00a0", "\x1f", "–", "and", "of", "A1's", "é",
)  # fmt: skip
texts = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(_PIECES), max_size=25).map("".join))


def passage(text: str) -> Passage:
    return Passage(0, Span(0, len(text)), text, None, None, "")


def sentences(text: str) -> list[list[str]]:
    """Return the topical stems and "#concepts" of each sentence that has any, from the words with their places."""
    words = words_of(text)
    ends = [match.start() for match in _SENTENCE_END.finditer(text)] + [len(text)]
    found: list[list[str]] = [[] for _ in ends]
    named: list[set[str]] = [set() for _ in ends]
    which = {word.start: next(at for at, end in enumerate(ends) if word.start < end) for word in words}
    for word in words:
        if word.topical:
            found[which[word.start]].append(word.stem)
    for hit in vocabulary().concepts(words):
        named[which[words[hit.first].start]].add("#" + hit.concept)
    return [[*stems, *sorted(names)] for stems, names in zip(found, named, strict=True) if stems or names]


@given(texts)
@example("Seen. 'S")
@example("one.two three.” four")
def test_the_tokens_hold_the_words_of_the_text(text: str) -> None:
    read = tokens_of(text)
    words = words_of(text)
    assert [stem for token in read for stem in token.stems] == [word.stem for word in words]
    assert "".join(token.topical for token in read).split() == [word.stem for word in words if word.topical]
    assert tokens_of(text) == read, "the same from what is kept"


def test_only_so_many_tokens_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tokens, "_MOST", 10)
    monkeypatch.setattr(tokens, "_known", tokens._Tokens())
    text = " ".join(f"word{chr(97 + at)}" for at in range(26))
    assert [token.stems for token in tokens_of(text)] == [tuple(w.stem for w in words_of(t)) for t in text.split()]
    assert len(tokens._known) <= 10


@given(texts)
def test_the_contents_are_those_of_the_words(text: str) -> None:
    (held,) = contents_of([passage(text)], vocabulary())
    names: dict[int, list[str]] = {}
    for sentence, concept in held.concepts:
        names.setdefault(sentence, []).append("#" + concept)
    lines = [[*line.split(), *sorted(names.get(at, ()))] for at, line in enumerate(held.stems.split("\n"))]
    assert [line for line in lines if line] == sentences(text)
    assert held.words == len(words_of(text))


@given(st.lists(texts, max_size=4))
def test_the_index_leads_from_each_stem_to_where_it_stands(many: list[str]) -> None:
    index = PassageIndex.over(contents_of(map(passage, many), vocabulary()), vocabulary())
    expected = [(at, sentence) for at, text in enumerate(many) for sentence in sentences(text)]
    for stem in index.postings:
        counts = [(at, sentence.count(stem)) for at, sentence in expected if stem in sentence]
        assert [index.passage_of[number] for number in index.places(stem).sentences] == [at for at, _ in counts]
        total = {at: sum(times for other, times in counts if other == at) for at, _ in counts}
        assert index.counts(stem) == (dict.fromkeys(total, 1) if stem[0] == "#" else total)
    assert {stem for _, sentence in expected for stem in sentence} == set(index.postings)


def test_of_two_phrases_at_one_place_the_longer_counts() -> None:
    concepts = [
        {"name": "long", "areas": [], "phrases": ["front door team"]},
        {"name": "short", "areas": [], "phrases": ["front"]},
        {"name": "middle", "areas": [], "phrases": ["front door"]},
    ]
    known = build({"concepts": concepts}, {})
    hits = known.concepts(words_of("Front door teams. The front, door, and front"))
    assert [tuple(hit) for hit in hits] == [
        ("long", 0, 2), ("middle", 4, 5), ("short", 7, 7),
    ]  # fmt: skip
    concepts[1] |= {"group": True}
    hits = build({"concepts": concepts}, {}).concepts(words_of("Front door teams. The front, door, and front"))
    assert [tuple(hit) for hit in hits] == [
        ("long", 0, 2), ("short", 0, 0), ("middle", 4, 5), ("short", 4, 4), ("short", 7, 7),
    ], "a group of children is named in whatever phrase"  # fmt: skip


_TALK = (
    "at the", "since the", "last", "previous", "earlier", "most recent", "December 2016", "2017", "inspection", "inspections",
    "focused visit", "second visit following", "when inspectors", "visited", "was last inspected", "recommendations",
    "areas for improvement", "area for development", "priority actions", "weaknesses", "from", "identified", "previously", "remains an",
    "many of the", "shortfalls", "areas", "in", "next", "planning your", "this", "is a", ".", "it", "1899",
)  # fmt: skip


@given(st.lists(st.sampled_from(_TALK), max_size=12).map(" ".join))
@example("weaknesses from the last inspection")
@example("shortfalls at the 1899 visit")
@example("areas seen in the previous visit")
@example("the second visit following")
@example("when inspectors last visited")
@example("since it was last inspected")
@example("it remains an area for improvement, as previously reported")
def test_looking_for_a_few_words_first_loses_no_reference_back(text: str) -> None:
    found = back_references(text)
    every = [
        (BackReferenceKind.INSPECTION, backreferences._INSPECTION),
        (BackReferenceKind.VISIT, backreferences._VISIT),
        (BackReferenceKind.ASKED, backreferences._ASKED),
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(backreferences, "_worth_asking", lambda _: every)
        assert back_references(text) == found


_STANDING = (
    "Piccadilly Gate", "enquiries@ofsted", "Crown copyright", "Open Government Licence", "the Office for Standards in Education",
    "when planning", "planning the next", "your next", "their next", "inspection", "visit", "Yours sincerely", "this letter summarises",
    "This letter", "contains", "this visit", "was carried out", "copy of this document", "monthly newsletter", "reports.ofsted.gov.uk",
    "under section", "inspectors", "who undertook", "carried out this", "we carried out", "data is taken from", "data are taken from",
    "estimated population", "textphone", "looked at", "considered", "a range of evidence",
)  # fmt: skip


@given(st.lists(st.sampled_from(_STANDING), max_size=6).map(" ".join))
def test_boilerplate_holds_one_of_the_words_looked_for_first(text: str) -> None:
    assert boilerplate_words(text) or not passages._BOILERPLATE.search(text)


spans = st.tuples(st.integers(0, 30), st.integers(0, 9)).map(lambda two: Span(two[0], two[0] + two[1]))


@given(st.lists(spans, max_size=6), spans)
def test_some_spans_overlap_where_one_of_them_does(some: list[Span], other: Span) -> None:
    assert passages._Spans(some).overlap(other) is any(one.overlaps(other) for one in some)


def test_a_passage_is_as_near_as_its_sentences_together_and_as_its_nearest_one() -> None:
    known = vocabulary()
    texts = ["Kinship carers adopt. Music and sport delight children in care.", "Music and sport delight.", "Xyzzy!"]
    index = PassageIndex.over(contents_of(map(passage, texts), known), known)
    whole, nearest, unit = index.near(known.meaning({"sport": 2.0, "music": 1.0}))
    nearest = [unit * value for value in nearest]
    whole = [unit * value for value in whole]
    assert nearest[0] > whole[0], "one of its two sentences is about something else"
    assert whole[1] == pytest.approx(nearest[1])
    assert nearest[1] > nearest[0] > 0.5
    assert (whole[2], nearest[2]) == (0.0, 0.0), "no word of it is known"
