"""What the highlight list shows: one card a highlight, filtered and sorted. Pure, without Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from reviewer.domain.recommendation import Recommendation
from reviewer.domain.review import DocumentSummary
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

    def narrow(self, cards: Iterable[Card]) -> list[Card]:
        """Return the cards that fit, in the order given."""
        words, fits = self.words.casefold().split(), _FITS[self.only]
        return [
            card
            for card in cards
            if (not self.tags or not self.tags.isdisjoint(card.highlight.tags))
            and (self.author is None or card.highlight.author == self.author)
            and fits(card)
            and card.holds(words)
        ]


class CardMaker:
    """Make cards, and those alone whose highlight has changed: of two thousand, one act changes one or two.

    A card that stays is the same object, so that views need not measure it anew.
    """

    def __init__(self) -> None:
        self._frame: tuple[object, ...] = ()  # what all cards share: tags and documents
        self._cards: dict[str, Card] = {}
        self._recommendations: Sequence[Recommendation] = ()
        self._made_from: dict[str, Recommendation] = {}

    def cards(
        self,
        highlights: Iterable[Highlight],
        tags: Sequence[Tag],
        recommendations: Sequence[Recommendation],
        documents: Sequence[DocumentSummary] = (),
    ) -> tuple[Card, ...]:
        """Return the cards in the order given; with ``documents`` each card names its document."""
        frame = (tags, documents)
        kept = self._cards if len(self._frame) == 2 and all(a is b for a, b in zip(frame, self._frame, strict=True)) else {}
        names, by_id = {one.id: one.name for one in documents}, {tag.id: tag for tag in tags}
        if recommendations is not self._recommendations:
            self._recommendations = recommendations
            self._made_from = {one.highlight: one for one in recommendations}
        made_from = self._made_from
        cards: dict[str, Card] = {}
        for highlight in highlights:
            key, recommendation = highlight.id, made_from.get(highlight.id)
            card = kept.get(key)
            if card is None or card.highlight is not highlight or card.recommendation is not recommendation:
                worn = tuple([by_id[tag] for tag in highlight.tags if tag in by_id])
                card = Card(highlight, worn, recommendation, names.get(highlight.document, ""))
                before = self._cards.get(key)
                card = before if before == card else card
            cards[key] = card
        self._frame, self._cards = frame, cards
        return tuple(cards.values())


def arranged(cards: Iterable[Card], order: Order, wanted: Filter = Filter()) -> tuple[Card, ...]:
    """Return the cards that fit, sorted; cards given by place stay so within a tag."""
    found = wanted.narrow(cards)
    if order is Order.TAG:
        found.sort(key=lambda card: min((tag.position for tag in card.tags), default=1_000_000))
    elif order is Order.TIME:
        found.sort(key=lambda card: card.highlight.created, reverse=True)
    return tuple(found)


def number_of(count: int, one: str, many: str = "") -> str:
    """Return "1 highlight", "14 highlights", "no highlights"."""
    return f"{count or 'no'} {one if count == 1 else many or one + 's'}"
