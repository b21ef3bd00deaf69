"""What a later document looked at, by its own stated focus, and how much of a recommendation lies inside.

A letter says in one to three sentences what was looked at. "Specifically" or "with a specific focus on" narrows it:
what is named before that and not after it is outside. "With a particular focus on" narrows nothing, it names what was
looked at most; nor does "including", it names a part. An inspection looks at everything
of children's services; so does a letter that states no focus. Management oversight, supervision, quality assurance and
everyday practice (assessing, planning, recording) are looked at on every visit, whatever its focus.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from reviewer.domain.document import BlockKind, DocumentKind, Reading
from reviewer.followup.vocabulary import Vocabulary
from reviewer.followup.words import words_of

VISITS = frozenset({DocumentKind.FOCUSED_VISIT, DocumentKind.MONITORING_VISIT})
_WITHOUT_BOARD = VISITS | {DocumentKind.ILACS_INSPECTION}
_BOARD = 0.3  # of a recommendation to the board is seen where the board is not looked at
_LOOKED = re.compile(
    r"\b(?:inspectors?|HMI|the visit|this visit|the focus|we)\b[^.]{0,60}\b(?:looked at|reviewed|considered|evaluated|focus(?:s?ed)?"
    r"|were? (?:primarily|mainly))\b|\bareas covered by the (?:visit|monitoring visit)\b|\bspecifically,|\bthey also (?:looked at|considered|evaluated)",
    re.IGNORECASE,
)
_EVIDENCE = re.compile(
    r"\brange of evidence\b|\bcase discussions?\b|\bcase records\b|\brecords of\b|\bvideo calls\b|\bspoke (?:to|with)\b|\bmet with\b",
    re.IGNORECASE,
)
_NARROWED = re.compile(r"\bspecifically\b,?|\bspecific focus (?:was )?on\b", re.IGNORECASE)
_INCLUDED = re.compile(r"\bincluding\b|\b(?:which|this) included\b", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
_FIRST_BLOCKS = 25  # the focus stands at the head of a letter

# What lies beside a focus and is partly seen with it: a visit to the front door sees some first assessments and plans.
_BESIDE: dict[str, dict[str, float]] = {
    "front-door": {"early-help": 1.0, "protection": 0.5, "exploitation": 0.5, "allegations": 0.3},
    "protection": {"exploitation": 0.8, "early-help": 0.5, "front-door": 0.4},
    "early-help": {"front-door": 0.6},
    "exploitation": {"protection": 0.6},
    "care": {"permanence": 1.0, "adoption": 0.8, "advocacy": 0.8, "education": 0.7},
    "permanence": {"care": 0.7, "adoption": 1.0},
    "leavers": {"homelessness": 0.5},
    "leadership": {"strategic": 0.5},
}
_ALWAYS = {"practice": 0.7, "leadership": 0.85}
_SIDE = 0.5  # what is named after "including" alone, beside a focus named before it
_LEFT = (
    0.3  # what a narrowed focus leaves out of what was named before it: the visit touches it, and does not look at it
)
PLAIN_AREAS = frozenset({"practice", "leadership"})  # not a focus of their own where another is stated


@dataclass(frozen=True, slots=True)
class Scope:
    """``words`` is the stated focus, "" where there is none; ``inside`` maps practice areas to 0..1; None is everything.

    ``board`` is how far it looks at the safeguarding board's or partnership's own work: inspections did until 2018, joint
    inspections do, the later inspections of the local authority and the letters do not.
    """

    words: str = ""
    inside: dict[str, float] | None = None
    board: float = 1.0

    def share(self, masses: dict[str, float], *, board: bool = False) -> float:
        """Return how much of a recommendation (its areas' masses) lies inside, 0..1; unknown areas count as 0.5.

        ``board`` tells that it was made to the safeguarding board.
        """
        if board and self.board < 1:
            return self.board * self.share(masses)
        if self.inside is None:
            return 1.0
        if not masses:
            return 0.5
        return sum(mass * self.inside.get(area, 0.0) for area, mass in masses.items())


def stated_focus(reading: Reading) -> str:
    """Return the sentences at the head of a letter that say what was looked at, "" where none does."""
    found: list[str] = []
    open_list = False
    for block in reading.blocks[:_FIRST_BLOCKS]:
        if open_list and block.kind is BlockKind.BULLET:
            found.append(block.text)
            continue
        if open_list or (found and block.kind is BlockKind.HEADING):
            break
        for sentence in _SENTENCE.split(block.text):
            if _LOOKED.search(sentence) and not _EVIDENCE.search(sentence):
                found.append(sentence)
        open_list = bool(found) and block.text.rstrip().endswith(":")
    return " ".join(found)


def scope_of(kind: DocumentKind, focus: str, known: Vocabulary) -> Scope:
    """Return the scope of a document from its kind and stated focus; everything where no focus can be told."""
    board = _BOARD if kind in _WITHOUT_BOARD else 1.0
    if kind not in VISITS or not focus.strip():
        return Scope(board=board)
    focus = " ".join(focus.split())
    kept = " ".join(s for s in _SENTENCE.split(focus) if not _EVIDENCE.search(s)) or focus
    main, _, narrowed = _NARROWED.sub("\0", kept, count=1).partition("\0")
    named, left = _named(narrowed, known), _named(main, known)
    if not named:
        named, left = left, {}
    if not named:
        return Scope(kept, board=board)
    inside = dict.fromkeys(left, _LEFT) | _ALWAYS
    for area, how in named.items():
        for other, share in {area: 1.0, **_BESIDE.get(area, {})}.items():
            inside[other] = max(inside.get(other, 0.0), share * how)
    return Scope(kept, inside, board)


def _named(text: str, known: Vocabulary) -> dict[str, float]:
    """Return the areas that a focus names and how far it looks at each; what it includes weighs less."""
    main, _, side = _INCLUDED.sub("\0", text, count=1).partition("\0")
    areas = dict.fromkeys(_areas(side, known), _SIDE) | dict.fromkeys(_areas(main, known), 1.0)
    strongest = max(areas.values(), default=1.0)
    return {area: how / strongest for area, how in areas.items()}


def _areas(text: str, known: Vocabulary) -> frozenset[str]:
    words = words_of(text)
    found = {area for hit in known.concepts(words) for area in known.areas.get(hit.concept, ())[:1]}
    return frozenset(found - PLAIN_AREAS)
