"""Where a passage speaks of an earlier inspection, an earlier visit or an earlier recommendation."""

from __future__ import annotations

import re
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
# Every match of a pattern holds one of its words; looking for these first spares most passages the pattern.
_ASKED_NEEDS = ("recommendation", "area for", "areas for", "priority action", "previously", "inspection", "visit")
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

    def meets(self, year: int | None) -> bool:
        """Tell whether it may mean an inspection of ``year``; reports come out up to a year after the fieldwork."""
        return self.year is None or year is None or abs(self.year - year) <= 1


def back_references(text: str) -> tuple[BackReference, ...]:
    """Return the references back in a passage, in order; talk of the next inspection is none."""
    found: list[BackReference] = []
    lower = text.lower()
    for kind, pattern, needs in (
        (BackReferenceKind.INSPECTION, _INSPECTION, ("inspect", "visit")),
        (BackReferenceKind.VISIT, _VISIT, ("visit",)),
        (BackReferenceKind.ASKED, _ASKED, _ASKED_NEEDS),
    ):
        if not any(word in lower for word in needs):
            continue
        for match in pattern.finditer(text):
            if _NEXT.search(match[0]) or _NEXT.search(text[max(0, match.start() - 30) : match.end()]):
                continue
            year = _YEAR.search(match[0])
            span = Span(match.start() + (len(match[0]) - len(match[0].lstrip())), match.end())
            found.append(BackReference(kind, span, span.of(text), int(year[1]) if year else None))
    return tuple(sorted(found, key=lambda reference: (reference.span, reference.kind)))
