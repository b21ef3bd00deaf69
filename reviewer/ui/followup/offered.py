"""What is suggested, in words: which passages the worksheet offers, and what a cell says that nobody has answered yet."""

from __future__ import annotations

from reviewer.domain.passage import FollowUpSuggestion, SuggestedPassage
from reviewer.domain.revisit import Coverage


def offered_passages(suggestion: FollowUpSuggestion | None, at: int) -> tuple[SuggestedPassage, ...]:
    """Return the passages to outline: the strong ones, at least the best, and weak ones as far as ``at`` has gone."""
    return suggestion.passages[: max(suggestion.strong, at + 1, 1)] if suggestion else ()


def position_words(suggestion: FollowUpSuggestion | None, at: int) -> str:
    """Return where the officer stands among the suggestions: "suggestion 2 of 4", "weak match 1 of 8"."""
    if suggestion is None:
        return "looking …"
    total, strong = len(suggestion.passages), suggestion.strong
    if not total:
        return "no suggestion"
    if at >= strong:
        return f"weak match {at - strong + 1} of {total - strong}"
    weak = f" · {total - strong} weak" if total > strong else ""
    return f"suggestion {at + 1} of {strong}{weak}"


def why_title(suggestion: FollowUpSuggestion, passage: SuggestedPassage) -> str:
    """Return what stands above the reasons of a passage."""
    if passage in suggestion.passages[: suggestion.strong]:
        return "Why this passage"
    return "A weak match" if suggestion.strong else "The nearest, but weak: probably not mentioned"


def coverage_words(suggestion: FollowUpSuggestion) -> str:
    """Return the answer to "revisited?" that is suggested: "suggested: same topic", "probably not mentioned"."""
    if suggestion.coverage is Coverage.NOT_MENTIONED and suggestion.probably_not_mentioned:
        return "probably not mentioned"
    if suggestion.coverage is Coverage.OUTSIDE_SCOPE:
        return "suggested: outside scope"
    words = suggestion.coverage.words
    return f"suggested: {words[:1].lower()}{words[1:]}"


def cell_words(suggestion: FollowUpSuggestion) -> str:
    """Return what a cell says of its suggestion: with the number of passages, and where the best one stands."""
    words = coverage_words(suggestion)
    if not suggestion.coverage.revisited or not suggestion.strong:
        return words
    best = suggestion.passages[0]
    first = f"¶{best.paragraph}" if best.paragraph else f"p. {best.page}" if best.page else ""
    if suggestion.strong == 1:
        return f"{words} · 1 passage{f', {first}' if first else ''}"
    return f"{words} · {suggestion.strong} passages{f', {first} first' if first else ''}"
