"""Documents: import, list, read, correct what was read, remove."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import PurePath

from reviewer.app import merging, removed
from reviewer.app.authorities import all_authorities
from reviewer.app.edit import Edit
from reviewer.app.fact_values import checked
from reviewer.app.jobs import Passages
from reviewer.app.removal import remove_document
from reviewer.app.removed import RemovedDocument
from reviewer.app.workspace_grades import GradeIntents, with_settled
from reviewer.domain import copies
from reviewer.domain.authority import Authority
from reviewer.domain.change import Row
from reviewer.domain.copies import CopyOffer
from reviewer.domain.document import Fact, FactName, Mark, Reading, ReadRecommendation, RecommendationKind, block_at
from reviewer.domain.errors import UserError
from reviewer.domain.review import DocumentSummary, FactState, KnownFact, ReadingSuggestion
from reviewer.store import passage_index, queries, rows

_KEPT_READINGS = 8
_READ = ("document", "fact", "judgement", "authority")
_OF_THE_VISIT = frozenset({FactName.AUTHORITY, FactName.KIND, FactName.INSPECTION_DATES})
_COUNTED = ("highlight", "recommendation", "suggestion")
_OFFERED = "copy_offer"
_TAG_OF_KIND = {
    RecommendationKind.RECOMMENDATION: "tag-recommendation",
    RecommendationKind.PRIORITY_ACTION: "tag-priority",
    RecommendationKind.AREA_FOR_IMPROVEMENT: "tag-area",
    RecommendationKind.AREA_FOR_DEVELOPMENT: "tag-area",
}
_KIND_WORDS = {
    RecommendationKind.RECOMMENDATION: "recommendation",
    RecommendationKind.PRIORITY_ACTION: "priority action",
    RecommendationKind.AREA_FOR_IMPROVEMENT: "area for improvement",
    RecommendationKind.AREA_FOR_DEVELOPMENT: "area for development",
}


class DocumentIntents(GradeIntents):
    """The part of the workspace that is about documents."""

    def documents(self) -> tuple[DocumentSummary, ...]:
        """Return all documents by authority name, then date; those without an authority last."""

        def counted() -> tuple[DocumentSummary, ...]:
            highlights, made, open_ = (self._counts(table) for table in _COUNTED)
            offers = self._cached("offered", (_OFFERED,), lambda: {one.document: one.other for one in reversed(queries.copy_offers(self._store.readers))})
            known, found = self._counted, {}
            for document in self._cached("read documents", _READ, read):
                looks = "" if document.copy_of else offers.get(document.id, "")
                counts = highlights.get(document.id, 0), made.get(document.id, 0), open_.get(document.id, 0), looks
                kept = known.get(document.id)
                if kept is None or kept[0] is not document or kept[1] != counts:
                    kept = document, counts, _with_counts(document, *counts)
                found[document.id] = kept
            self._counted = found
            return tuple(summary for _, _, summary in found.values())

        def read() -> tuple[DocumentSummary, ...]:
            names = {authority.urn: authority.name for authority in self.authorities()}

            def place(document: DocumentSummary) -> tuple[bool, str, str, str]:
                name = names.get(document.authority, document.authority)
                return not document.authority, name.casefold(), document.date, document.file_name

            return tuple(sorted(self._read_documents(), key=place))

        return self._cached("documents", (*_READ, *_COUNTED, _OFFERED), counted)

    def _counts(self, table: str) -> dict[str, int]:
        return self._cached(("counts", table), (table,), lambda: queries.counts(self._store.readers, table))

    def _read_documents(self) -> tuple[DocumentSummary, ...]:
        """Return all documents without counts; only those that changed are taken from the file again."""
        with self._kept_lock:
            known, versions = dict(self._summaries), self._versions_of(_READ)
        ids = queries.document_ids(self._store.readers)
        missing = [document for document in ids if document not in known]
        known |= {found.id: found for found in queries.documents(self._store.readers, missing)}
        found = {document: known[document] for document in ids if document in known}
        with self._kept_lock:
            if versions == self._versions_of(_READ):
                self._summaries = found
        return tuple(found.values())

    def document(self, document: str) -> DocumentSummary:
        """Return one document. Raise UserError where it has gone."""
        for summary in self.documents():
            if summary.id == document:
                return summary
        raise UserError("This document is no longer in the review.")

    def reading(self, document: str) -> Reading:
        """Return what was read from a document, as it was read. Raise UserError where it has gone."""
        with self._kept_lock:
            version = self._versions["block"]
            if document in self._readings:
                self._readings.move_to_end(document)
                return self._readings[document]
        reading = queries.reading(self._store.readers, document)
        if reading is None:
            raise UserError("This document is no longer in the review.")
        with self._kept_lock:
            if version == self._versions["block"]:  # else it may have been read again meanwhile
                self._readings[document] = reading
            while len(self._readings) > _KEPT_READINGS:
                self._readings.popitem(last=False)
        return reading

    def original(self, document: str) -> bytes:
        """Return the bytes of the file that was imported. Raise UserError where it has gone."""
        data = queries.original(self._store.readers, document)
        if data is None:
            raise UserError("This document is no longer in the review.")
        return data

    def kept_passages(self, document: str, version: str) -> bytes | None:
        """Return the index of a document's passages as `keep_passages` kept it, None where there is none. Any thread."""
        return passage_index.kept(self._store.readers, document, version)

    def keep_passages(self, document: str, version: str, data: bytes) -> None:
        """Keep the index of a document's passages: derived data, no step, no line of the trail. Any thread."""
        self._store.keep_passages(document, version, data)

    def import_reading(
        self, *, file_name: str, data: bytes, reading: Reading, batch: str = "", passages: Passages | None = None
    ) -> str:
        """Add a document with all that was read from it; return its id. Raise UserError when it is there already.

        ``passages`` is the index of its passages where it was made already; else it is made when it is first asked.
        """
        sha256 = hashlib.sha256(data).hexdigest()
        with self._intention():
            already = queries.document_with(self._store.readers, sha256)
            if already is not None:
                raise UserError(f"“{file_name}” is already in the review, as “{already}”.")
            document, edit = self._new_id(), self._edit()
            edit.add("document", {
                "id": document, "file_name": PurePath(file_name).name, "sha256": sha256, "format": reading.format,
                "page_count": reading.page_count, "imported": self._now(), "reader_version": reading.reader_version,
                "warnings": rows.to_json(reading.warnings),
                "recommendations": rows.read_recommendations_json(reading.recommendations),
                "marks": rows.marks_json(reading.marks), "copy_of": "",
            })
            edit.add("original", {"id": document, "data": data})
            add_read(edit, document, reading)
            for suggestion, item in suggested(document, reading):
                edit.add("suggestion", {**rows.suggestion_row(suggestion, item), "id": self._new_id(), "tag": merging.tag_now(self._store, suggestion.tag)})
            self._offer_copies(edit, document, file_name, sha256, reading)
            label = "Import documents" if batch else f"Import {PurePath(file_name).name}"
            self._do(edit, label, f"import:{batch}" if batch else "", detail=PurePath(file_name).name)
            if passages is not None:
                self.keep_passages(document, passages.version, passages.data)
        return document

    def _offer_copies(self, edit: Edit, document: str, file_name: str, sha256: str, reading: Reading) -> None:
        """Offer the documents that this one looks like a copy of; nothing is settled."""
        facts = tuple(KnownFact("", document, fact.value, FactState.READ, fact) for fact in reading.facts)
        new = DocumentSummary(document, file_name, sha256, reading.format, reading.page_count, "", facts)
        self._offer_likenesses(edit, new, reading, self._read_documents())

    def _offer_likenesses(self, edit: Edit, new: DocumentSummary, reading: Reading, others: Iterable[DocumentSummary]) -> None:
        own: frozenset[int] | None = None
        for other in others:
            least = copies.needed(new, other)
            if least is None:
                continue
            own = copies.runs(reading.text) if own is None else own
            share = copies.likeness(own, copies.runs(self.reading(other.id).text))
            if share >= least:
                later = bool(new.imported) and other.imported > new.imported
                copy, first = (other, new) if later else (new, other)
                offer = CopyOffer(f"{copy.id}:{first.id}", copy.id, first.id, copies.kind_of(copy, first), share)
                edit.add("copy_offer", rows.copy_offer_row(offer))

    def _offer_with(self, edit: Edit, document: str, name: FactName, value: str | None) -> None:
        """Offer what looks like a copy now that a fact tells which visit it is; what was offered once is not again.

        Only documents of surely the same visit are compared: a correction must not wait for the text of a whole review.
        """
        summary = self.document(document)
        facts = tuple(replace(fact, value=value) if fact.read.name is name else fact for fact in summary.facts)
        known = replace(summary, facts=facts)
        asked = self._store.rows("copy_offer", "document", document), self._store.rows("copy_offer", "other", document)
        met = {str(row[side]) for offers in asked for row in offers for side in ("document", "other")}
        likely = [one for one in self.documents() if one.id != document and one.id not in met and not one.copy_of]
        likely = [one for one in likely if copies.same_visit(known, one)]
        if likely and not summary.copy_of:
            self._offer_likenesses(edit, known, self.reading(document), likely)

    def remove_document(self, document: str) -> None:
        """Remove a document with its tags, recommendations and the answers that rest on it.

        Undo brings all back, and so does `restore_document` in any later session.
        """
        with self._intention():
            row = self._row("document", document, "document")
            edit, called = self._edit(), self.document(document).name
            remove_document(edit, row)
            name = str(row["file_name"])
            kept = removed.kept_row(row, edit.changes(""), name=called, author=self.author, time=self._now())
            edit.add("removed_document", kept)
            self._do(edit, f"Remove {name}", detail=name)

    def removed_documents(self) -> tuple[RemovedDocument, ...]:
        """Return the documents that can be restored, those removed last first."""

        def make() -> tuple[RemovedDocument, ...]:
            found = queries.removed_documents(self._store.readers)
            return tuple(removed.removed_document({name: row[name] for name in row.keys()}) for row in found)  # noqa: SIM118

        return self._cached("removed documents", ("removed_document",), make)

    def restore_document(self, document: str) -> int:
        """Bring a removed document back in one step; return how many of its rows had lost their footing.

        Raise UserError where the same file is in the review again.
        """
        with self._intention():
            row, edit = self._row("removed_document", document, "removed document"), self._edit()
            again = queries.document_with(self._store.readers, str(row["sha256"]))
            if again is not None:
                raise UserError(f"The same file is in the review again, as “{again}”. Remove that first, or leave this one removed.")
            left = removed.bring_back(edit, removed.changes_of(row))
            edit.remove("removed_document", row)
            name = str(row["file_name"])
            self._do(edit, f"Restore {name}", detail=name)
        return left

    def set_fact(self, document: str, name: FactName, value: str | None) -> None:
        """Correct a fact; None means that the document does not state it. Raise UserError for a value of no form."""
        value = checked(name, value)
        if name is FactName.AUTHORITY and value and value not in {authority.urn for authority in self.authorities()}:
            raise UserError("Choose an authority from the list, or add it first.")
        self._settle(document, name, FactState.CORRECTED, value, f"Correct {_words(name)}")

    def confirm_fact(self, document: str, name: FactName) -> None:
        """Confirm a fact as it stands."""
        with self._intention():
            value = self._row("fact", f"{document}:{name}", "document")["value"]
            self._settle(document, name, FactState.CONFIRMED, None if value is None else str(value), f"Confirm {_words(name)}")

    def _settle(self, document: str, name: FactName, state: FactState, value: str | None, label: str) -> None:
        with self._intention():
            row = self._row("fact", f"{document}:{name}", "document")
            edit = self._edit()
            if value == row["read_value"]:
                state = FactState.CONFIRMED  # put back to what was read
            edit.alter("fact", row, value=value, state=state.value)
            if name in _OF_THE_VISIT and value and value != row["value"]:
                self._offer_with(edit, document, name, value)
            self._do(edit, label)

    def set_copy_of(self, document: str, original: str) -> None:
        """Say that a document is a second copy of another ("" = it is not); copies stay out of the matrix."""
        with self._intention():
            if original == document:
                raise UserError("A document cannot be a copy of itself.")
            row, edit = self._row("document", document, "document"), self._edit()
            if original:
                self._row("document", original, "document")
            edit.alter("document", row, copy_of=original)
            self._do(edit, "Mark as a copy" if original else "Mark as no copy")

    def authorities(self) -> tuple[Authority, ...]:
        """Return the product's authorities and those added in this review, by name."""

        def make() -> tuple[Authority, ...]:
            known = (*all_authorities(), *queries.authorities(self._store.readers))
            return tuple(sorted(known, key=lambda authority: authority.name.casefold()))

        return self._cached("authorities", ("authority",), make)

    def add_authority(self, name: str) -> str:
        """Add an authority that is not listed; return its key. Raise UserError for an empty or a known name."""
        name = " ".join(name.split())
        if not name:
            raise UserError("Type the name of the authority first.")
        with self._intention():
            for authority in self.authorities():
                if name.casefold() in {n.casefold() for n in (authority.name, *authority.names)}:
                    raise UserError(f"“{authority.name}” is already listed.")
            key, edit = f"own-{self._new_id()}", self._edit()
            edit.add("authority", rows.authority_row(Authority(key, name)))
            self._do(edit, "Add authority", detail=name)
        return key


def _words(name: FactName) -> str:
    return name.value.replace("-", " ")


def add_read(
    edit: Edit,
    document: str,
    reading: Reading,
    settled: Mapping[str, Row] | None = None,
    grades: Mapping[str, str] | None = None,
) -> None:
    """Add the rows of what was read; facts (by row id) and ``grades`` (by name) that a person ``settled`` stay."""
    read = {fact.name: (position, fact) for position, fact in reversed(list(enumerate(reading.facts)))}
    for name in FactName:
        position, fact = read.get(name, (None, Fact(name, None)))
        row = rows.fact_row(document, fact, position)
        kept = (settled or {}).get(str(row["id"]))
        edit.add("fact", {**row, "value": kept["value"], "state": kept["state"]} if kept else row)
    for number, judgement in enumerate(reading.judgements):
        edit.add("judgement", rows.judgement_row(document, with_settled(judgement, grades or {}), number))
    for number, block in enumerate(reading.blocks):
        edit.add("block", rows.block_row(document, block, number))


def suggested(document: str, reading: Reading) -> list[tuple[ReadingSuggestion, int | None]]:
    """Return what the reader would tag, each with the number of its recommendation from 0, None for a marked finding."""
    found = [
        (_suggested_recommendation(document, item), number) for number, item in enumerate(reading.recommendations)
    ]
    return [*found, *((_suggested_finding(document, mark, reading), None) for mark in reading.marks)]


def _suggested_recommendation(document: str, item: ReadRecommendation) -> ReadingSuggestion:
    why = f"Listed under “{item.section}”" if item.section else f"Listed as {_KIND_WORDS[item.kind]} {item.number}"
    return ReadingSuggestion(
        "", document, _TAG_OF_KIND[item.kind], item.span.start, item.span.end, item.text, item.page, why
    )


def _suggested_finding(document: str, mark: Mark, reading: Reading) -> ReadingSuggestion:
    block = block_at(reading.blocks, mark.span.start)
    span = block.span if block is not None and block.span else mark.span
    why = "Carries the mark (Recommendation)"
    return ReadingSuggestion("", document, "tag-concern", span.start, span.end, span.of(reading.text), mark.page, why)


def _with_counts(document: DocumentSummary, highlights: int, recommendations: int, suggestions: int, looks: str) -> DocumentSummary:
    return replace(
        document, highlight_count=highlights, recommendation_count=recommendations, suggestion_count=suggestions,
        perhaps_copy_of=looks,
    )  # fmt: skip
