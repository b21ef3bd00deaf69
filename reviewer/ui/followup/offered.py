"""Which suggested passages the worksheet offers: the strong ones at once, the weak ones only to who asks for them."""

from __future__ import annotations

from reviewer.domain.passage import FollowUpSuggestion, SuggestedPassage


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
