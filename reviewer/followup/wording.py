"""What the wording of a passage says of the outcome, and the words it rests on. A suggestion, for a person to judge."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from reviewer.domain.revisit import Outcome

_SENTENCE = re.compile(r"(?<=[.!?])[”’\"']?\s+(?=[A-Z‘“])")
_I = re.IGNORECASE

# In the order in which they are asked: the first that is found in the sentence nearest to the recommendation decides.
_CUES: tuple[tuple[Outcome, re.Pattern[str]], ...] = (
    (
        Outcome.WORSE,
        re.compile(
            r"\b(?:has|have|had) (?:deteriorated|declined|worsened|weakened)\b|\bdeteriorat(?:ed|ion|ing)\b"
            r"|\b(?:decline|decrease) in (?:the )?(?:quality|standard|performance|number)\b|\bworse than\b",
            _I,
        ),
    ),
    (
        Outcome.NOT_ADDRESSED,
        re.compile(
            r"\b(?:has|have) (?:not|yet to) (?:yet )?(?:been )?(?:sufficiently |fully |effectively )?(?:addressed|improved|progressed|implemented|resolved|tackled)\b"
            r"|\bremains? (?:a )?(?:weak\w*|poor|inadequate|unresolved|variable|inconsistent|underdeveloped|too (?:low|high|variable))\b"
            r"|\bcontinues? to (?:be )?(?:weak\w*|poor|inconsistent|variable|lack|experience delay|an? area)"
            r"|\binsufficient (?:progress|improvement)\b|\bfail(?:ed|ure|s)? to\b|\btoo (?:slow|many|few|often|long)\b"
            r"|\bhas remained an issue\b|\bstill (?:needs?|requires?|too)\b|\bnot (?:all|always|consistently|sufficiently|yet|routinely)\b"
            r"|\b(?:is|are) (?:weak|poor|inconsistent|variable|inadequate|ineffective|underdeveloped|not)\b|\bdelays? in\b|\black(?:s|ed)?\b"
            r"|\bineffective\b|\bweaknesses?\b|\binsufficient(?:ly)?\b",
            _I,
        ),
    ),
    (
        Outcome.NO_CHANGE,
        re.compile(
            r"\btoo (?:early|soon) to\b|\bearly stages?\b|\bnot yet (?:embedded|evident|had|having|demonstrated|fully)\b|\byet to (?:be|have|see)\b"
            r"|\blimited (?:progress|impact|evidence)\b|\bvery recent(?:ly)?\b",
            _I,
        ),
    ),
    (
        Outcome.SUSTAINED,
        re.compile(
            r"\b(?:remain(?:s|ed)?|continue[sd]?(?: to be)?) (?:\w+ )?(?:strong|good|outstanding|effective|consistent|high|robust|timely|comprehensive)\b"
            r"|\b(?:has|have) been (?:sustained|maintained)\b|\b(?:sustained|maintained) (?:its|their|this|these|the|a)? ?(?:high|good|strong|improve|progress|standard)|\bcontinue[sd]? to (?:provide|receive|benefit|make)\b",
            _I,
        ),
    ),
    (
        Outcome.IMPROVED,
        re.compile(
            r"\b(?:has|have|had|is|are) (?:\w+ )?(?:improved|improving|strengthened|increased|been (?:\w+ )?(?:improved|strengthened|enhanced))\b"
            r"|\bimproved\b|\bimprovements?\b|\bstrengthened\b|\b(?:good|some|steady|significant|recent) progress\b|\bprogress (?:has|is)\b"
            r"|\bmore (?:needs|work) to\b|\bfurther work\b|\bbeginning to\b|\bincreas(?:ed|ing|ingly)\b",
            _I,
        ),
    ),
    (
        Outcome.ADDRESSED,
        re.compile(
            r"\b(?:has|have) (?:now )?been (?:fully |successfully )?(?:addressed|resolved|met|completed)\b|\b(?:is|are) now\b|\bno longer\b"
            r"|\b(?:timely|prompt(?:ly)?|comprehensive|thorough|robust|effective(?:ly)?|good[- ]quality|high[- ]quality|strong|clear|appropriate(?:ly)?"
            r"|consistently|well (?:understood|supported|embedded|matched|established)|routinely|strength|detailed|suitable|swift(?:ly)?|without delay)\b",
            _I,
        ),
    ),
)
_BUT = re.compile(r"\b(?:however|but|although|while|despite|though)\b", _I)
_GOOD = (Outcome.ADDRESSED, Outcome.SUSTAINED, Outcome.IMPROVED)


@dataclass(frozen=True, slots=True)
class Verdict:
    """An outcome and the words of the passage it rests on."""

    outcome: Outcome
    words: str


@lru_cache(maxsize=2048)
def sentences_of(text: str) -> tuple[tuple[int, int], ...]:
    """Return first and last (exclusive) code point of each sentence."""
    starts = [0, *(match.end() for match in _SENTENCE.finditer(text))]
    ends = [*(match.start() for match in _SENTENCE.finditer(text)), len(text)]
    return tuple((first, last) for first, last in zip(starts, ends, strict=True) if last > first)


def sentence_around(text: str, at: int) -> tuple[int, int]:
    """Return first and last (exclusive) code point of the sentence that holds ``at``."""
    first = max((match.end() for match in _SENTENCE.finditer(text, 0, at + 1)), default=0)
    after = _SENTENCE.search(text, at)
    return first, after.start() if after else len(text)


def verdict(sentences: Sequence[str]) -> Verdict | None:
    """Return what the first of some sentences (nearest first) that carries a cue says, None where none does."""
    for sentence in sentences:
        found = _cue(sentence)
        if found is not None:
            return Verdict(found, sentence.strip())
    return None


@lru_cache(maxsize=4096)
def _cue(sentence: str) -> Outcome | None:
    said = [outcome for outcome, pattern in _CUES if pattern.search(sentence)]
    if not said:
        return None
    # Better, and yet more to do: "timeliness has improved, but assessments are still inconsistent".
    if said[0] in (Outcome.NOT_ADDRESSED, Outcome.NO_CHANGE) and Outcome.IMPROVED in said:
        return Outcome.IMPROVED
    if said[0] is Outcome.NOT_ADDRESSED and any(o in _GOOD for o in said) and _BUT.search(sentence):
        return Outcome.IMPROVED
    return said[0]
