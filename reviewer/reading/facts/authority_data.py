"""The English authorities, their other names and their predecessors: data of the product."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache

from reviewer import paths
from reviewer.domain.authority import Authority

_FILE = "authorities.csv"


@cache
def load_authorities() -> tuple[Authority, ...]:
    """Return the 153 authorities of today and the eight that ended since 2019, in the file's order.

    A predecessor has no number of its own at Ofsted: its ``urn`` is "former-" and its local-authority code.
    """
    with (paths.resources() / _FILE).open(encoding="utf-8", newline="") as file:
        return tuple(
            Authority(
                urn=row["urn"],
                name=row["name"],
                code=row["code"],
                region=row["region"],
                names=_split(row["names"]),
                ended=row["ended"],
                successors=_split(row["successors"]),
            )
            for row in csv.DictReader(file)
        )


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


@dataclass(frozen=True, slots=True)
class NameFound:
    """One authority's name in a text: code points of the text searched, and all who bear or bore that name."""

    start: int
    end: int
    authorities: tuple[Authority, ...]


class NameIndex:
    """Finds authorities' names in text: whole words, longest first, case and hyphens ignored."""

    def __init__(self, authorities: tuple[Authority, ...]) -> None:
        self._bearers: dict[str, list[Authority]] = {}
        for authority in authorities:
            for name in (authority.name, *authority.names):
                bearers = self._bearers.setdefault(name_key(name), [])
                if authority not in bearers:
                    bearers.append(authority)
        names = {name for authority in authorities for name in (authority.name, *authority.names)}
        longest_first = sorted(names, key=lambda name: (-len(name), name))
        self._pattern = re.compile(r"(?<![\w])(?:" + "|".join(map(_pattern, longest_first)) + r")(?!\w)", re.IGNORECASE)

    def find(self, text: str) -> tuple[NameFound, ...]:
        """Return every name in the text, in order; overlapping ones give the longest at the first place."""
        found = []
        for match in self._pattern.finditer(text):
            bearers = self._bearers.get(name_key(match.group()))
            if bearers:
                found.append(NameFound(match.start(), match.end(), tuple(bearers)))
        return tuple(found)

    def named(self, name: str) -> tuple[Authority, ...]:
        """Return the authorities of exactly that name, as `find` compares names."""
        return tuple(self._bearers.get(name_key(name), ()))


@cache
def name_index() -> NameIndex:
    """Return the index of the product's own authorities."""
    return NameIndex(load_authorities())


def name_key(name: str) -> str:
    """Return what two spellings of one name have in common: letters in lower case, "&" as "and"."""
    words = re.sub(r"[^a-z0-9&]+", " ", name.lower().replace("&", " and "))
    return " ".join(words.split())


def _pattern(name: str) -> str:
    if name == "Reading":
        # The only name that is also a common word: it keeps its capital.
        return r"(?-i:Reading|READING(?=\s+(?:BOROUGH|COUNCIL)))"
    words = re.findall(r"[\w'’]+|&", name)
    return r"[\s,.-]+".join(r"(?:and|&)" if word.lower() in ("and", "&") else re.escape(word) for word in words)
