"""Authorities for the officer's choice: all that the product knows, and the likely ones for a typed name."""

from __future__ import annotations

from reviewer.domain.authority import Authority
from reviewer.reading.facts.authority_data import load_authorities, name_index, name_key

__all__ = ["all_authorities", "authority", "matching"]


def all_authorities() -> tuple[Authority, ...]:
    """Return the 153 English authorities of today and their predecessors."""
    return load_authorities()


def authority(urn: str) -> Authority | None:
    """Return the authority of that key, or None."""
    return next((known for known in load_authorities() if known.urn == urn), None)


def matching(typed: str) -> tuple[Authority, ...]:
    """Return the authorities for what was typed: those of that very name first, then those whose name holds the words.

    Nothing is matched by likeness: two names that look alike are never offered for one another.
    """
    exact = name_index().named(typed)
    words = name_key(typed).split()
    if not words:
        return load_authorities()
    others = [
        known
        for known in load_authorities()
        if known not in exact and any(all(_begins(word, name) for word in words) for name in (known.name, *known.names))
    ]
    typed_key = name_key(typed)
    others.sort(key=lambda known: not any(name_key(name).startswith(typed_key) for name in (known.name, *known.names)))
    return (*exact, *others)


def _begins(word: str, name: str) -> bool:
    return any(part.startswith(word) for part in name_key(name).split())
