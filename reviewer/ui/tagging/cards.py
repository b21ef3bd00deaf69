"""What the highlight list shows: one card a highlight, filtered and sorted. Pure, without Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import compress

from reviewer.domain.recommendation import Recommendation
from reviewer.domain.review import DocumentSummary, KnownFact
from reviewer.domain.splice import splice
from reviewer.domain.tag import Highlight, HighlightState, Tag


class Order(StrEnum):
    """How the list is sorted."""

    PLACE = "place"
    TAG = "tag"
    TIME = "time"


ORDER_WORDS = {Order.PLACE: "by place", Order.TAG: "by tag", Order.TIME: "by time"}
STATE_WORDS = {
    HighlightState.PLACED: "",
    HighlightState.TO_CHECK: "to check: the passage may have moved",
    HighlightState.UNPLACED: "not found in this copy",
}


@dataclass(frozen=True, slots=True)
class Card:
    """One highlight as listed. ``tags`` in the order in which they were put on; ``recommendation`` is what it is,
    if it is one; ``where`` names the document in the whole review, else ""."""

    highlight: Highlight
    tags: tuple[Tag, ...]
    recommendation: Recommendation | None = None
    where: str = ""

    @property
    def id(self) -> str:
        return self.highlight.id

    @property
    def ref(self) -> str:
        return self.recommendation.ref if self.recommendation else ""

    @property
    def marks(self) -> tuple[int, ...]:
        return tuple(mark.number for mark in self.recommendation.marked) if self.recommendation else ()

    @property
    def quote(self) -> str:
        return " ".join(self.highlight.quote.split())

    @property
    def state(self) -> str:
        return STATE_WORDS[self.highlight.state]

    @property
    def tag_names(self) -> str:
        return " + ".join(tag.name for tag in self.tags) or "no tag"

    @property
    def place(self) -> str:
        """Return "p. 7 · ¶4 · note", with the document before it in the whole review."""
        parts = [self.where] if self.where else []
        if self.highlight.page is not None:
            parts.append(f"p. {self.highlight.page}")
        if self.marks:
            parts.append("marks " + ", ".join(f"¶{number}" for number in self.marks))
        elif self.highlight.paragraph:
            parts.append(f"¶{self.highlight.paragraph.strip('¶.')}")
        if self.highlight.note.strip():
            parts.append("note")
        return " · ".join(parts)

    @property
    def spoken(self) -> str:
        """Return everything the card shows, for a screen reader."""
        keys = ", ".join(f"{tag.name}, key {tag.key}" if tag.key else tag.name for tag in self.tags) or "no tag"
        parts = [self.ref, keys, self.state, f"“{self.quote}”", self.place.replace("¶", "paragraph ")]
        if self.highlight.note.strip():
            parts.append(f"note: {self.highlight.note.strip()}")
        return ". ".join(part for part in parts if part)

    def holds(self, words: Sequence[str]) -> bool:
        """Tell whether every word occurs in the tag, text, note, reference, author or state."""
        if not words:
            return True
        hay = f"{self.ref} {self.tag_names} {self.quote} {self.highlight.note} {self.highlight.author} {self.state}"
        low = hay.casefold()
        return all(word in low for word in words)


class Only(StrEnum):
    """What highlights may be narrowed to beside words, tag and author."""

    ALL = ""
    NOTE = "note"
    NO_NOTE = "no-note"
    TO_CHECK = "to-check"
    UNPLACED = "unplaced"
    RECOMMENDATION = "recommendation"
    UNTAGGED = "untagged"


ONLY_WORDS = {
    Only.ALL: "any", Only.NOTE: "with a note", Only.NO_NOTE: "without a note", Only.TO_CHECK: "to check",
    Only.UNPLACED: "not found in this copy", Only.RECOMMENDATION: "recommendations", Only.UNTAGGED: "without a tag",
}  # fmt: skip
_FITS: dict[Only, Callable[[Card], bool]] = {
    Only.ALL: lambda _card: True,
    Only.NOTE: lambda card: bool(card.highlight.note.strip()),
    Only.NO_NOTE: lambda card: not card.highlight.note.strip(),
    Only.TO_CHECK: lambda card: card.highlight.state is HighlightState.TO_CHECK,
    Only.UNPLACED: lambda card: card.highlight.state is HighlightState.UNPLACED,
    Only.RECOMMENDATION: lambda card: card.recommendation is not None,
    Only.UNTAGGED: lambda card: not card.tags,
}


@dataclass(frozen=True, slots=True)
class Filter:
    """What is listed: all that fits every part. ``tags`` are a tag and those under it, none for any."""

    words: str = ""
    tags: frozenset[str] = frozenset()
    only: Only = Only.ALL
    author: str | None = None

    def fitting(self, cards: Iterable[Card]) -> bytes:
        """Return 1 for each card that fits and 0 for each other one, in the order given."""
        words, fits = self.words.casefold().split(), _FITS[self.only]
        return bytes(
            (not self.tags or not self.tags.isdisjoint(card.highlight.tags))
            and (self.author is None or card.highlight.author == self.author)
            and fits(card)
            and card.holds(words)
            for card in cards
        )


class CardMaker:
    """Make cards, and those alone whose highlight has changed: of two thousand, one act changes one or two.

    A card that stays is the same object, so that views need not measure it anew.
    """

    def __init__(self) -> None:
        self._tags: Sequence[Tag] | None = None
        self._names: dict[str, str] = {}  # of documents, by id
        self._named: dict[str, tuple[tuple[KnownFact, ...], str]] = {}
        self._highlights: Sequence[Highlight] = ()
        self._cards: list[Card] = []
        self._recommendations: Sequence[Recommendation] = ()
        self._made_from: dict[str, Recommendation] = {}

    def cards(
        self,
        highlights: Sequence[Highlight],
        tags: Sequence[Tag],
        recommendations: Sequence[Recommendation],
        documents: Sequence[DocumentSummary] = (),
    ) -> tuple[Card, ...]:
        """Return the cards in the order given; with ``documents`` each card names its document."""
        names = self._names_of(documents)
        if tags is not self._tags or names != self._names:
            before = {card.id: card for card in self._cards}
            self._tags, self._names, self._highlights, self._cards = tags, names, (), []
        else:
            before = {}
        promoted = self._take_recommendations(recommendations)
        by_id = {tag.id: tag for tag in tags}
        part = splice(self._highlights, highlights)
        before |= {card.id: card for card in self._cards[part.start : part.gone]}
        self._cards[part.start : part.gone] = [self._card(one, by_id, before) for one in highlights[part.start : part.new]]
        self._highlights = highlights
        if promoted:
            for row, highlight in enumerate(highlights):
                if highlight.id in promoted:
                    self._cards[row] = self._card(highlight, by_id, {highlight.id: self._cards[row]})
        return tuple(self._cards)

    def _card(self, highlight: Highlight, tags: Mapping[str, Tag], before: Mapping[str, Card]) -> Card:
        worn = tuple([tags[tag] for tag in highlight.tags if tag in tags])
        card = Card(highlight, worn, self._made_from.get(highlight.id), self._names.get(highlight.document, ""))
        kept = before.get(highlight.id)
        return kept if kept is not None and kept == card else card

    def _take_recommendations(self, recommendations: Sequence[Recommendation]) -> set[str]:
        """Take over what the highlights are; return those that became, ceased to be or are another recommendation."""
        if recommendations is self._recommendations:
            return set()
        part = splice(self._recommendations, recommendations)
        gone, new = self._recommendations[part.start : part.gone], recommendations[part.start : part.new]
        for one in gone:
            self._made_from.pop(one.highlight, None)
        self._made_from |= {one.highlight: one for one in new}
        self._recommendations = recommendations
        return {one.highlight for one in (*gone, *new)}

    def _names_of(self, documents: Sequence[DocumentSummary]) -> dict[str, str]:
        """Return the documents' names; each is put together once for the facts it comes from."""
        known, self._named = self._named, {}
        for one in documents:
            kept = known.get(one.id)
            self._named[one.id] = kept if kept is not None and kept[0] is one.facts else (one.facts, one.name)
        return {key: name for key, (_, name) in self._named.items()}


class Arranger:
    """Sort and narrow cards; after an act only those that changed are looked at."""

    def __init__(self) -> None:
        self._cards: Sequence[Card] = ()
        self._wanted = Filter()
        self._fits = bytearray()

    def arranged(self, cards: Sequence[Card], order: Order, wanted: Filter) -> tuple[Card, ...]:
        """Return the cards that fit, sorted; cards given by place stay so within a tag."""
        if wanted != self._wanted:
            self._cards, self._wanted, self._fits = (), wanted, bytearray()
        part = splice(self._cards, cards)
        new = cards[part.start : part.new]
        self._fits[part.start : part.gone] = b"\1" * len(new) if wanted == Filter() else wanted.fitting(new)
        self._cards = cards
        found = list(compress(cards, self._fits))
        if order is Order.TAG:
            found.sort(key=lambda card: min((tag.position for tag in card.tags), default=1_000_000))
        elif order is Order.TIME:
            found.sort(key=lambda card: card.highlight.created, reverse=True)
        return tuple(found)


def arranged(cards: Iterable[Card], order: Order, wanted: Filter = Filter()) -> tuple[Card, ...]:
    """Return what an `Arranger` does that has not seen the cards before."""
    return Arranger().arranged(tuple(cards), order, wanted)


def number_of(count: int, one: str, many: str = "") -> str:
    """Return "1 highlight", "14 highlights", "no highlights"."""
    return f"{count or 'no'} {one if count == 1 else many or one + 's'}"
