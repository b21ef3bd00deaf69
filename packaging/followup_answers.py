"""How often the suggested answers are right: the outcome's wording, and "probably not mentioned"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

# The labels know four outcomes; each suggestion that says the same in the officer's finer words agrees.
AGREES = {
    "addressed": {"addressed", "sustained"},
    "improved": {"improved"},
    "mixed": {"improved", "repeated", "no-clear-change"},
    "not-improved": {"not-addressed", "repeated", "no-clear-change", "worse"},
}
TRUE = 0.97  # so many of those marked "probably not mentioned" must be so, left out: it must not be said lightly
STEP = 0.05


def outcomes(said: Iterable[tuple[str, str]]) -> str:
    """Return how often a suggested outcome agrees with the labelled one; (label, suggestion or "not-stated") each."""
    asked = [(label, outcome) for label, outcome in said if label in AGREES]
    told = [(label, outcome) for label, outcome in asked if outcome != "not-stated"]
    right = sum(outcome in AGREES[label] for label, outcome in told)
    return f"suggested for {len(told)} of {len(asked)} revisited, {share(right, len(told))} as labelled"


def not_mentioned(tops: Sequence[tuple[float, bool]], least: float) -> str:
    """Return how many marked "probably not mentioned" are so, and how many that are so are marked.

    (top score, revisited) each; what scores less than ``least`` is marked.
    """
    marked = [revisited for top, revisited in tops if top < least]
    silent = sum(not revisited for _, revisited in tops)
    true = sum(not revisited for revisited in marked)
    return (
        f"{len(marked)} below {least:.2f}, {share(true, len(marked))} of them not mentioned;"
        f" {share(true, silent)} of all that are not mentioned"
    )


def best_least(tops: Sequence[tuple[float, bool]]) -> float:
    """Return the greatest score, in steps of `STEP`, below which at least `TRUE` are not mentioned; 0 where there is none."""
    for step in range(round(1 / STEP) - 1, 0, -1):
        marked = [revisited for top, revisited in tops if top < step * STEP]
        if marked and marked.count(False) >= TRUE * len(marked):
            return step * STEP
    return 0.0


def share(part: int, whole: int) -> str:
    """Return a share in per cent, "n/a" of nothing."""
    return f"{100 * part / whole:.0f} %" if whole else "n/a"
