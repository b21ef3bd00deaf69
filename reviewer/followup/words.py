"""Words of a text with their places, and the stems under which they are compared."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from reviewer.domain.span import Span

_WORD = re.compile(r"[A-Za-z][A-Za-z]*(?:['’](?:s|t)\b)?|\d{4}|\d+")

# Words that say nothing about the topic. Ordinary function words and the furniture of inspection prose.
_STOP_WORDS = """a about above after again against all also although always am an and any are as at be because been before being
    below between both but by can cannot could did do does doing done down during each either else ensure ensured
    ensures ensuring even ever every few for from further furthermore get had has have having he her here hers him his
    how however i if in including into is it its itself just made make makes making many may me might more moreover most
    much must my nearly need needs no nor not now of off often on once one only or other others our out over own quite
    rather same she should so some such than that the their theirs them then there therefore these they this those
    through to too under until up upon us very was we well were what when where whether which while who whom whose why
    will with within without would yet you your s t"""
_STOP = frozenset(_STOP_WORDS.split())

# Longest first: the first that fits is taken off, then once more from what is left.
_ENDINGS = (
    "isations",
    "isation",
    "fulness",
    "iveness",
    "ations",
    "ements",
    "nesses",
    "ation",
    "ement",
    "ments",
    "iness",
    "ities",
    "ances",
    "ences",
    "ators",
    "ating",
    "ment",
    "ness",
    "ance",
    "ence",
    "ency",
    "ancy",
    "able",
    "ible",
    "ator",
    "ated",
    "ates",
    "ions",
    "ings",
    "ally",
    "ised",
    "ises",
    "ise",
    "ity",
    "ies",
    "ied",
    "ion",
    "ing",
    "ive",
    "ful",
    "ors",
    "ers",
    "ent",
    "ant",
    "ate",
    "ily",
    "ed",
    "es",
    "ly",
    "al",
    "er",
    "or",
    "s",
    "e",
    "y",
)
_BOARD = re.compile(r"[a-z]{1,3}sc[bp]s?")  # an area's own safeguarding children board or partnership: "WSCB", "NLSCP"
_KEEP = 4  # letters that stay at the least: "plan" and "place" must not fall together
_IRREGULAR = {
    "children": "child", "childrens": "child", "families": "famil", "family": "famil", "people": "person",
    "persons": "person", "men": "man", "women": "woman", "homes": "home", "left": "leav", "leavers": "leaver", "leaver": "leaver", "leaving": "leav",
    "carers": "carer", "carer": "carer", "care": "care", "cared": "care", "caring": "care", "worker": "worker",
    "workers": "worker", "work": "work", "working": "work", "police": "police", "policy": "policy",
    "policies": "policy", "virtual": "virtual", "decisions": "decis", "decision": "decis", "decide": "decis",
    "decides": "decis", "decided": "decis", "bed": "bed", "private": "privat", "privately": "privat",
    "strategic": "strateg", "strategy": "strateg", "strategies": "strateg", "analyse": "analys", "analytical": "analys",
    "analysis": "analys", "criminal": "crimin", "missing": "missing", "housing": "hous", "meeting": "meeting",
    "meetings": "meeting", "contacts": "contacts", "improve": "improv", "visits": "visit", "visited": "visit", "visiting": "visit",
    "supervision": "supervis", "supervisor": "supervis", "supervisors": "supervis", "supervised": "supervis",
    "supervisory": "supervis", "supervise": "supervis", "supervising": "supervis", "guardianship": "guardian",
    "homelessness": "homeless", "referral": "refer", "referrals": "refer", "safety": "safe", "safely": "safe",
    "placement": "placement", "placements": "placement", "sufficient": "sufficient",
    "sufficiently": "sufficient", "sufficiency": "sufficiency", "general": "general", "generally": "general", "quality": "qualit", "qualities": "qualit", "identity": "identit",
    "early": "early", "earlier": "early", "earliest": "early", "health": "health", "heard": "hear", "taken": "take",
    "given": "give", "sought": "seek", "understood": "understand", "plan": "plan", "risk": "risk", "risks": "risk",
    # Words that would fall together with others of another meaning.
    "careful": "careful", "carefully": "careful", "career": "career", "careers": "career", "staff": "staff",
    "staffing": "staffing", "timely": "timel", "timeliness": "timel", "timescale": "timel", "timescales": "timel",
    "timeframe": "timel", "timeframes": "timel", "rights": "rights", "university": "universit",
    "universities": "universit", "universal": "universal", "universally": "universal", "contingency": "contingenc",
    "contingencies": "contingenc", "content": "content", "contents": "content", "comment": "comment",
    "comments": "comment", "commented": "comment", "sector": "sector", "sectors": "sector", "prevalence": "prevalen",
    "prevalent": "prevalen", "diversion": "diversion", "diversionary": "diversion", "formal": "formal",
    "formally": "formal", "former": "former", "formerly": "former", "informal": "informal", "informally": "informal",
    "present": "present", "presents": "present", "presented": "present", "presenting": "present",
    "presence": "presence", "authorise": "authoris", "authorised": "authoris", "authorises": "authoris",
    "authorising": "authoris", "authorisation": "authoris", "authority": "authorit", "authorities": "authorit",
    "authoritative": "authoritativ", "personal": "personal", "personally": "personal", "mentor": "mentor",
    "mentors": "mentor", "mentoring": "mentor", "mental": "mental", "mentally": "mental", "pastoral": "pastoral",
    "passion": "passion", "passionate": "passion", "director": "director", "directors": "director",
    "directorate": "director", "visitor": "visitor", "visitors": "visitor", "responsible": "responsibil",
    "reference": "referenc", "references": "referenc", "relative": "relative", "relatives": "relative", "relatively": "relatively", "minority": "minorit",
    "majority": "majorit", "sense": "sense", "sentence": "sentence", "sentences": "sentence", "themes": "theme",
    "themed": "theme", "theme": "theme", "suite": "suite", "probation": "probation", "equally": "equally",
    "measurable": "measurabl", "measureable": "measurabl", "rightly": "rightly", "prompt": "prompt",
    "prompts": "promptings", "prompted": "promptings", "prompting": "promptings", "wellbeing": "wellbeing",
}  # fmt: skip


class Word(NamedTuple):
    """One word: its stem (itself where it has no topic), whether it has a topic of its own, and its place in the offsets of the text it stands in."""

    stem: str
    start: int
    end: int
    topical: bool = True

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


_word = tuple.__new__  # what Word(...) comes to, in half its time: there are thousands of them in each document


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return the stem of a word in any case: "assessments", "assessed" and "assess" share one."""
    plain = word.lower().replace("’", "'").removesuffix("'s").replace("'", "")
    if plain in _IRREGULAR:
        return _IRREGULAR[plain]
    if _BOARD.fullmatch(plain):
        return "lscb"
    if plain.endswith("ss") or len(plain) <= _KEEP - 1 or plain.isdigit():
        return plain
    for _ in range(2):
        plain = _without_ending(plain)
    return _IRREGULAR.get(plain, plain)


def _without_ending(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _KEEP and not word.endswith("ss"):
            return _undoubled(word[: -len(ending)], ending)
    if len(word) == _KEEP and word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word


def _undoubled(root: str, ending: str) -> str:
    """ "planning" -> "plan", but "assessing" keeps its double s."""
    if ending in ("ing", "ed", "er", "ings") and root[-1] == root[-2] and root[-1] not in "sl":
        return root[:-1]
    return root


def words_of(text: str, offset: int = 0) -> tuple[Word, ...]:
    """Return the words of ``text`` in order; ``offset`` is added to their places."""
    read = []
    for found in _WORD.finditer(text):
        root, topical = _read(found[0])
        first, last = found.span()
        read.append(_word(Word, (root, offset + first, offset + last, topical)))
    return tuple(read)


@lru_cache(maxsize=65536)
def _read(word: str) -> tuple[str, bool]:
    """Return the stem of a word, or the word itself where it has no topic of its own; and whether it has one."""
    plain = word.lower()
    return (plain, False) if plain in _STOP else (stem(plain), True)
