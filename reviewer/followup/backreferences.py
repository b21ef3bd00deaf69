"""Where a passage speaks of an earlier inspection, an earlier visit or an earlier recommendation."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from reviewer.domain.span import Span

_EVENT = r"(?:full |single |ofsted |sif |ilacs |previous |last |most recent |earlier |judgement )*inspections?"
_MONTH = r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
_INSPECTION = re.compile(
    rf"\b(?:at|since|in|from|following|after|during|by|of) (?:the |its |their )?(?:time of )?(?:the |its |our )?"
    rf"(?:last|previous|earlier|most recent|preceding|{_MONTH} (?:19|20)\d\d|(?:19|20)\d\d)(?: ofsted)?(?: full)?(?: sif| ilacs)? {_EVENT}"
    rf"(?:,? (?:of .{{3,60}}? )?in (?:{_MONTH} )?(?:20)\d\d)?"
    rf"|\b(?:last|previous) (?:ofsted )?inspection(?:,? (?:of .{{3,60}}? )?in (?:{_MONTH} )?20\d\d)?"
    rf"|\b(?:20\d\d) (?:ofsted )?(?:unannounced )?inspection\b|\binspection in (?:{_MONTH} )?20\d\d"
    r"|\bwhen (?:inspectors|ofsted) last (?:visited|inspected)|\bsince (?:it|the local authority) was last inspected",
    re.IGNORECASE,
)
_VISIT = re.compile(
    rf"\b(?:at|since|in|from|following|after|during|by|of)? ?(?:the |its )?(?:last|previous|earlier|{_MONTH} 20\d\d|20\d\d)"
    rf" (?:focused |monitoring )?visit(?: in (?:{_MONTH} )?20\d\d)?|\bsecond visit following",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\b(?:previous|last|earlier|(?:all|both|many|most|some) (?:of )?(?:the|areas with|these|previous)) (?:\w+ )?(?:recommendations?"
    r"|areas? for (?:improvement|development|priority action)|priority actions?)\b"
    r"|\b(?:recommendations?|areas? for (?:improvement|development)|priority actions?|weaknesses|shortfalls|areas?) (?:\w+ ){0,3}"
    r"(?:from|at|in|of|by|during|following) (?:the |its )?(?:last|previous|\d{4}) (?:\w+ )?(?:inspection|visit)|\b(?:was|were|is|are|been) (?:a |an |also |identified as )?(?:recommendation|area for (?:improvement|development))\b"
    r"|\bpreviously (?:identified|reported|recommended)\b|\bremains? an? area for (?:improvement|development)\b",
    re.IGNORECASE,
)
_PAST = ("last ", "previous ", "earlier ", "most recent ", "preceding ", "19", "20")
_ASKED_FOR = ("recommendation", "area for ", "areas for ", "priority action", "previously ")
_WRONG = ("weaknesses", "shortfalls", "area")
_NEXT = re.compile(r"\bplanning (?:your|the|their|our) next|\bnext inspection\b|\bthis inspection\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(20\d\d)\b")


class BackReferenceKind(StrEnum):
    """What is spoken of: an inspection, a visit, or what was asked for before."""

    INSPECTION = "inspection"
    VISIT = "visit"
    ASKED = "asked"


@dataclass(frozen=True, slots=True)
class BackReference:
    """One such phrase: where it stands in the text given, its words, and the year it names (None where it names none)."""

    kind: BackReferenceKind
    span: Span
    words: str
    year: int | None = None

    def meets(self, year: int | None, *, visit: bool = False, last: int | None = None) -> bool:
        """Tell whether it may mean the inspection (``visit``: the visit) of ``year``.

        Reports come out up to a year after the fieldwork. ``last`` is the year of the inspection that the same document
        calls its last one, where it says so somewhere: "the last inspection" without a year means that one.
        """
        own = self.visit
        if own is not None and own is not visit:
            return False
        named = self.year if self.year is not None or own is not False else last
        return named is None or year is None or abs(named - year) <= 1

    @property
    def visit(self) -> bool | None:
        """Tell whether it speaks of a visit (True) or an inspection (False); None where it names neither."""
        if self.kind is not BackReferenceKind.ASKED:
            return self.kind is BackReferenceKind.VISIT
        said = self.words.lower()
        if "inspection" in said:
            return False
        return True if "visit" in said else None


def last_inspection(references: Iterable[BackReference]) -> int | None:
    """Return the newest year that a document names as that of an earlier inspection, None where it names none."""
    years = [reference.year for reference in references if reference.year and reference.visit is False]
    return max(years, default=None)


def back_references(text: str) -> tuple[BackReference, ...]:
    """Return the references back in a passage, in order; talk of the next inspection is none."""
    found: list[BackReference] = []
    for kind, pattern in _worth_asking(text.lower()):
        for match in pattern.finditer(text):
            if _NEXT.search(match[0]) or _NEXT.search(text[max(0, match.start() - 30) : match.end()]):
                continue
            year = _YEAR.search(match[0])
            span = Span(match.start() + (len(match[0]) - len(match[0].lstrip())), match.end())
            found.append(BackReference(kind, span, span.of(text), int(year[1]) if year else None))
    return tuple(sorted(found, key=lambda reference: (reference.span, reference.kind))) if found else ()


def _worth_asking(lower: str) -> list[tuple[BackReferenceKind, re.Pattern[str]]]:
    """Return the patterns that a text, in small letters, may fit: looking for a few words first spares most texts all.

    Every match holds one of the words asked for here, as the patterns stand.
    """
    worth = []
    inspection, visit = "inspection" in lower, "visit" in lower
    past = (inspection or visit) and any(words in lower for words in _PAST)
    if (past and inspection) or "last inspected" in lower or "last visited" in lower:
        worth.append((BackReferenceKind.INSPECTION, _INSPECTION))
    if visit and (past or "second visit" in lower):
        worth.append((BackReferenceKind.VISIT, _VISIT))
    if any(words in lower for words in _ASKED_FOR) or (
        (inspection or visit) and any(words in lower for words in _WRONG)
    ):
        worth.append((BackReferenceKind.ASKED, _ASKED))
    return worth
