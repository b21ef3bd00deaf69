"""What the wording of a passage says of the outcome, and the words it rests on. A suggestion, for a person to judge."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from reviewer.domain.revisit import Outcome

_SENTENCE = re.compile(r"(?<=[.!?])[”’\"']?\s+(?=[A-Z‘“])")
_I = re.IGNORECASE

# What one sentence says outright, in the order asked; only the sentence nearest to the recommendation is asked for it.
_OUTRIGHT: tuple[tuple[Outcome, re.Pattern[str]], ...] = (
    (
        Outcome.WORSE,
        re.compile(
            r"\b(?:has|have|had) (?:deteriorated|declined|worsened|weakened)\b|\bdeteriorat(?:ed|ion|ing)\b"
            r"|\b(?:decline|decrease) in (?:the )?(?:quality|standard|performance)\b|\bworse than\b",
            _I,
        ),
    ),
    (
        Outcome.NOT_ADDRESSED,
        re.compile(
            r"\b(?:has|have) (?:not|yet to) (?:yet )?(?:been )?(?:sufficiently |fully |effectively )?(?:addressed|improved|progressed|implemented|resolved|tackled)\b"
            r"|\bremains? (?:a )?(?:weak\w*|poor|inadequate|unresolved)\b|\binsufficient (?:progress|improvement)\b|\b(?:has|have) remained an? (?:issue|weakness)\b",
            _I,
        ),
    ),
    (
        Outcome.NO_CHANGE,
        re.compile(
            r"\btoo (?:early|soon) to\b|\bnot yet (?:embedded|evident|had|having|demonstrated)\b|\b(?:has|have|is|are) yet to (?:be|have|see)\b"
            r"|\b(?:very )?(?:early|recent) (?:stages?|days)\b|\blimited (?:progress|impact)\b",
            _I,
        ),
    ),
    (
        Outcome.SUSTAINED,
        re.compile(
            r"\b(?:remain(?:s|ed)?|continue[sd]?(?: to be)?) (?:\w+ )?(?:strong|good|outstanding|effective|consistent|high|robust|timely|comprehensive)\b"
            r"|\b(?:has|have) been (?:sustained|maintained)\b|\b(?:sustained|maintained) (?:its|their|this|these|the|a)? ?(?:high|good|strong|improve|progress|standard)",
            _I,
        ),
    ),
)
# Words of a shortfall, when the phrases that only look like it are taken out ("without delay", "no longer").
_NO_SHORTFALL = re.compile(
    r"\b(?:without (?:undue )?delays?|no longer|not only|no (?:undue )?delays?|no evidence (?:was seen )?of|does? not experience"
    r"|(?:minimis|avoid|prevent|reduc)\w* (?:the |any )?(?:risk of )?(?:drift|delays?|gaps)|do not need)\b",
    _I,
)
_SHORTFALL = re.compile(
    r"\b(?:not|no|nor|never|neither|without|lack(?:s|ed|ing)?|absen(?:ce|t)|poor(?:er|ly)?|weak(?:er|ness|nesses)?|inconsisten\w+"
    r"|variab\w+|varie[sd]|insufficient\w*|inadequate\w*|ineffective\w*|delay\w*|drift\w*|fail\w*|limited|gaps?|shortfalls?|deficits?"
    r"|too (?:many|few|long|often|slow\w*|late|low|high|general|narrow|optimistic|variable)|underdeveloped|unclear|vague|overly|missed"
    r"|only some|further (?:work|development|improvement)|(?:more|work) (?:needs|to be done)|needs? to|still|requires? (?:further|improvement)"
    r"|remains? an? (?:area|issue|challenge))\b",
    _I,
)
_PRAISE = re.compile(
    r"\b(?:good(?:-quality)?|strong(?:er|ly)?|effective(?:ly)?|timely|prompt(?:ly)?|comprehensive(?:ly)?|thorough(?:ly)?|robust(?:ly)?"
    r"|high(?:-| )quality|clear(?:ly)?|appropriate(?:ly)?|consistently|well|routinely|detailed|suitable|swift(?:ly)?|quickly|regular(?:ly)?"
    r"|excellent|impressive|outstanding|skil(?:led|ful)|careful(?:ly)?|helpful|purposeful|sensitive(?:ly)?|embedded|benefit\w*|strengths?"
    r"|successful\w*|positive\w*|now|no longer|without delay|creative\w*|child-(?:focused|centred)|tenacious|persistent|addressed|resolved)\b",
    _I,
)
_BETTER = re.compile(
    r"\b(?:improv(?:ed|ing|ements?)|strengthen(?:ed|ing)|progress (?:has|is|was)|(?:good|some|steady|significant|recent|considerable) progress"
    r"|beginning to|increas(?:ed|ing|ingly)|better)\b",
    _I,
)
_PARTLY = re.compile(
    r"\b(?:most(?:ly)?|majority|(?<!too )many|some|generally|usually|often|largely|in the main|almost all|nearly all|number of|minority|however|although"
    r"|while|despite|but)\b",
    _I,
)
_FEW = 0.25  # of the sentences may speak of a shortfall where the thing is done


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
    """Return what some sentences about one thing (nearest first) say of it together, None where that is unsure.

    Done where they praise and hardly one tells of a shortfall; better, and more to do, where some do and it has got
    better or is so only in part; not addressed where the shortfall is told without either.
    """
    if not sentences:
        return None
    for outcome, pattern in _OUTRIGHT:
        if pattern.search(sentences[0]):
            return Verdict(outcome, sentences[0].strip())
    short = [sentence for sentence in sentences if _tells_of_a_shortfall(sentence)]
    better = [sentence for sentence in sentences if _BETTER.search(sentence)]
    praise = [sentence for sentence in sentences if sentence not in short and _PRAISE.search(sentence)]
    if len(short) <= _FEW * len(sentences) and not better:
        return Verdict(Outcome.ADDRESSED, praise[0].strip()) if praise else None
    if better or any(map(_PARTLY.search, sentences)):
        return Verdict(Outcome.IMPROVED, (better or short)[0].strip())
    return Verdict(Outcome.NOT_ADDRESSED, short[0].strip())


def _tells_of_a_shortfall(sentence: str) -> bool:
    return _SHORTFALL.search(_NO_SHORTFALL.sub(" ", sentence)) is not None
