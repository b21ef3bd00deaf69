"""The long lists that views ask for after every act: highlights and recommendations, kept up to date row by row."""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable, Sequence
from typing import Any, Protocol, TypeVar

from reviewer.app.workspace_documents import DocumentIntents
from reviewer.domain.change import ChangeSet
from reviewer.domain.recommendation import Recommendation
from reviewer.domain.tag import Highlight
from reviewer.store import queries

_FEW = 24  # rows up to which a kept list is put right; beyond that it is read anew
_HIGHLIGHT_TABLES = ("highlight", "highlight_tag")
_RECOMMENDATION_TABLES = ("recommendation", "highlight")  # a highlight tells whether its recommendation was found


class _Listed(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def document(self) -> str: ...


L = TypeVar("L", bound=_Listed)


class ListIntents(DocumentIntents):
    """The part of the workspace that lists what stands in documents. A list is the same tuple until it changes."""

    def highlights(self, document: str | None = None) -> tuple[Highlight, ...]:
        """Return the highlights by place, of one document or of all."""
        column = "document" if document is not None else ""
        return self._cached(
            ("highlights", document),
            _HIGHLIGHT_TABLES,
            lambda: queries.highlights(self._store.readers, column, document or ""),
        )

    def recommendations(self, document: str | None = None) -> tuple[Recommendation, ...]:
        """Return the recommendations by place, of one document or of all."""
        column = "document" if document is not None else ""
        return self._cached(
            ("recommendations", document),
            _RECOMMENDATION_TABLES,
            lambda: queries.recommendations(self._store.readers, column, document or ""),
        )

    def _write(self, changes: ChangeSet, *, label: str, detail: str = "") -> None:
        """Write, and put the kept lists right where only a few rows changed: all are read in 60 ms, one in 0.2."""
        before = {tables: self._versions_of(tables) for tables in (_HIGHLIGHT_TABLES, _RECOMMENDATION_TABLES)}
        super()._write(changes, label=label, detail=detail)
        marked = {
            str((change.after or change.before or {})["id" if change.table == "highlight" else "highlight"])
            for change in changes.changes
            if change.table in _HIGHLIGHT_TABLES
        }
        if 0 < len(marked) <= _FEW:
            fresh = [one for key in marked for one in queries.highlights(self._store.readers, "id", key)]
            self._put_right("highlights", _HIGHLIGHT_TABLES, before[_HIGHLIGHT_TABLES], marked, fresh, _by_place)
        made = {change.key for change in changes.changes if change.table == "recommendation"}
        if 0 < len(made | marked) <= _FEW:
            readers = self._store.readers
            found = {one.id: one for key in marked for one in queries.recommendations(readers, "highlight", key)}
            found |= {one.id: one for key in made - found.keys() for one in queries.recommendations(readers, "id", key)}
            ids = made | found.keys()
            self._put_right("recommendations", _RECOMMENDATION_TABLES, before[_RECOMMENDATION_TABLES], ids, tuple(found.values()), _by_order)

    def _put_right(
        self,
        name: str,
        tables: tuple[str, ...],
        before: tuple[int, ...],
        ids: set[str],
        fresh: Sequence[L],
        place: Callable[[L], Any],
    ) -> None:
        """Give every kept list of that name its changed rows; one that was out of date already is left so."""
        now = self._versions_of(tables)
        for key, (versions, kept) in tuple(self._cache.items()):
            if isinstance(key, tuple) and key[0] == name and versions == before:
                wanted = [one for one in fresh if key[1] is None or one.document == key[1]]
                if wanted or any(one.id in ids for one in kept):
                    kept = put_right(kept, ids, wanted, place)
                self._cache[key] = (now, kept)


def put_right(kept: Sequence[L], ids: set[str], fresh: Sequence[L], place: Callable[[L], Any]) -> tuple[L, ...]:
    """Return a sorted list with the rows of ``ids`` as they are in ``fresh``, gone where they are not there."""
    result = [one for one in kept if one.id not in ids]
    for one in fresh:
        insort(result, one, key=place)
    return tuple(result)


def _by_place(highlight: Highlight) -> tuple[str, int, int, str]:
    return highlight.document, highlight.span.start, highlight.span.end, highlight.id


def _by_order(recommendation: Recommendation) -> tuple[str, int, str]:
    return recommendation.document, recommendation.order, recommendation.id
