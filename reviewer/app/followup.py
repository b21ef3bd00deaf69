"""What the follow-up place asks: suggestions for one recommendation and one later document of a review.

Pure computing over what the review holds; safe on a worker thread. Nothing here writes.
"""

from __future__ import annotations

import contextlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from typing import Protocol

from reviewer.app.jobs import passages_in
from reviewer.domain.document import FactName, Reading, ReadRecommendation, inspection_legs
from reviewer.domain.errors import UserError
from reviewer.domain.passage import EarlierMention, FollowUpSuggestion
from reviewer.domain.recommendation import Recommendation
from reviewer.domain.review import DocumentSummary, later_documents
from reviewer.domain.span import Span
from reviewer.followup.index import PassageIndex
from reviewer.followup.kept import from_bytes, index_version
from reviewer.followup.mentions import mentions
from reviewer.followup.scope import VISITS
from reviewer.followup.suggest import LaterDocument, RecommendationText, suggest
from reviewer.followup.vocabulary import vocabulary

_KEPT = 24  # later documents kept ready: more than one authority ever has


class FollowUpSource(Protocol):
    """What `FollowUp` asks of a workspace."""

    def recommendations(self, document: str | None = None) -> tuple[Recommendation, ...]: ...
    def document(self, document: str) -> DocumentSummary: ...
    def documents(self) -> tuple[DocumentSummary, ...]: ...
    def earlier_documents(self) -> tuple[DocumentSummary, ...]: ...
    def joined_authorities(self) -> frozenset[tuple[str, str]]: ...
    def reading(self, document: str) -> Reading: ...
    def dismissed_passages(self, recommendation: str, document: str) -> frozenset[Span]: ...
    def kept_passages(self, document: str, version: str) -> bytes | None: ...
    def keep_passages(self, document: str, version: str, data: bytes) -> None: ...
    def subscribe(self, observer: Callable[[frozenset[str]], None]) -> Callable[[], None]: ...


class FollowUp:
    """Suggestions over a workspace, with later documents kept ready."""

    def __init__(self, workspace: FollowUpSource) -> None:
        self._workspace = workspace
        self._ready: OrderedDict[tuple[str, str, str], LaterDocument] = OrderedDict()
        self._readings_changed = 0
        self._lock = threading.Lock()
        workspace.subscribe(self._on_changed)

    def suggestions(self, recommendation: str, document: str) -> FollowUpSuggestion:
        """Return the suggestion for one cell of the matrix; passages that were dismissed stay away.

        Raises:
            UserError: where the recommendation or the document has gone.
        """
        asked = next((r for r in self._workspace.recommendations() if r.id == recommendation), None)
        if asked is None:
            raise UserError("This recommendation is no longer in the review.")
        return self._suggest(asked, document)

    def _suggest(self, asked: Recommendation, document: str) -> FollowUpSuggestion:
        text = _text_of(asked, self._workspace.document(asked.document))
        dismissed = self._workspace.dismissed_passages(asked.id, document)
        return suggest(text, self._later(document), dismissed=dismissed)

    def of_cells(
        self, cells: Iterable[tuple[str, str]], wanted: Callable[[], bool] = lambda: True
    ) -> dict[tuple[str, str], FollowUpSuggestion]:
        """Return what would be suggested for some cells, by (recommendation, document); what has gone is left out.

        Ends early, with what it has, once ``wanted`` says no. Any thread; nothing is written.
        """
        known = {one.id: one for one in self._workspace.recommendations()}
        found: dict[tuple[str, str], FollowUpSuggestion] = {}
        for recommendation, document in sorted(cells, key=lambda cell: cell[1]):  # each document is made ready once
            if not wanted():
                break
            asked = known.get(recommendation)
            if asked is not None:
                with contextlib.suppress(UserError):
                    found[recommendation, document] = self._suggest(asked, document)
        return found

    def earlier_in(self, document: str) -> tuple[EarlierMention, ...]:
        """Return the passages of a document that speak to recommendations of the authority's earlier documents.

        For the margin of the document pane: in order of place, on one passage the nearest recommendation first. Of
        each recommendation only the few best passages, only where the program would call it revisited, and only above
        the score at which most were right (`Model.spoken`). Dismissed passages stay away. Empty where the authority or
        the date is not known, and for the first document of an authority. Any thread; nothing is written.

        Raises:
            UserError: where the document has gone.
        """
        documents, joined = self._workspace.documents(), self._workspace.joined_authorities()
        found = []
        for earlier in self._workspace.earlier_documents():
            if not any(later.id == document for later in later_documents(earlier, documents, joined)):
                continue
            for asked in self._workspace.recommendations(earlier.id):
                dismissed = self._workspace.dismissed_passages(asked.id, document)
                for passage in mentions(_text_of(asked, earlier), self._later(document), dismissed=dismissed):
                    found.append(
                        EarlierMention(
                            asked.id, asked.ref, earlier.year, asked.text,
                            passage.span, passage.score, passage.why, passage.terms,
                        )
                    )  # fmt: skip
        return tuple(sorted(found, key=lambda mention: (mention.span, -mention.score)))

    def _later(self, document: str) -> LaterDocument:
        summary = self._workspace.document(document)
        focus = summary.value(FactName.SCOPE)
        key = (document, summary.kind.value, focus)
        with self._lock:
            seen = self._readings_changed
            if key in self._ready:
                self._ready.move_to_end(key)
                return self._ready[key]
        reading = self._workspace.reading(document)
        made = LaterDocument.of(reading, kind=summary.kind, focus=focus, index=self._index(document, reading))
        with self._lock:
            if seen == self._readings_changed:  # else it may have been made of what was read before
                self._ready[key] = made
            while len(self._ready) > _KEPT:
                self._ready.popitem(last=False)
        return made

    def _index(self, document: str, reading: Reading) -> PassageIndex:
        """Return the index of what the review file keeps; make and keep it where there is none of today's make."""
        kept = self._workspace.kept_passages(document, index_version())
        contents = from_bytes(kept, reading.text) if kept is not None else None
        if contents is None:
            passages = passages_in(reading)
            with contextlib.suppress(UserError):  # a full disk is told where something of the officer's is written
                self._workspace.keep_passages(document, passages.version, passages.data)
            contents = from_bytes(passages.data, reading.text)
        assert contents is not None, "what was written reads as it was"
        return PassageIndex.over(contents, vocabulary())

    def _on_changed(self, tables: frozenset[str]) -> None:
        if "block" in tables:
            with self._lock:
                self._readings_changed += 1
                self._ready.clear()


def _text_of(asked: Recommendation, source: DocumentSummary) -> RecommendationText:
    marked = tuple(paragraph.text for paragraph in asked.marked)
    return RecommendationText(asked.text, asked.area, marked, source.date, asked.list, source.kind in VISITS)


def suggestions_between(earlier: Reading, later: Reading) -> tuple[tuple[ReadRecommendation, FollowUpSuggestion], ...]:
    """Return each recommendation of one reading with its suggestion for a later one, without a review."""
    document = LaterDocument.of(later)
    return tuple((item, suggest(text, document)) for item, text in recommendation_texts(earlier))


def recommendation_texts(earlier: Reading) -> tuple[tuple[ReadRecommendation, RecommendationText], ...]:
    """Return each recommendation of a reading with what the ranking needs of it."""
    paragraphs = {block.number: block.text for block in earlier.blocks if block.number is not None}
    date, visit = last_day(earlier), earlier.value(FactName.KIND) in VISITS
    found = []
    for item in earlier.recommendations:
        marked = tuple(paragraphs[number] for number in item.marks if number in paragraphs)
        found.append((item, RecommendationText(item.text, item.section, marked, date, item.list, visit)))
    return tuple(found)


def last_day(reading: Reading) -> str:
    """Return the ISO date a reading sorts by: last inspection day, else published, else ""."""
    legs = inspection_legs(reading.value(FactName.INSPECTION_DATES))
    return legs[-1][1] if legs else reading.value(FactName.PUBLISHED) or ""
