"""Recommendations, the answers about them in later documents, the council's actions, the checklist."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from reviewer.app.edit import Edit
from reviewer.app.fact_values import check_day
from reviewer.app.removal import remove_evidence, remove_revisit
from reviewer.app.workspace_suggestions import SuggestionIntents
from reviewer.app.workspace_tagging import trimmed
from reviewer.domain.action import Action
from reviewer.domain.change import Row
from reviewer.domain.checklist import Checklist, ChecklistFilter
from reviewer.domain.checklist_build import build_checklist
from reviewer.domain.checklist_rows import without_draft_words
from reviewer.domain.errors import UserError
from reviewer.domain.recommendation import Recommendation
from reviewer.domain.repeated_evidence import repeated_evidence
from reviewer.domain.review import DocumentSummary, Matrix, build_matrix, later_documents
from reviewer.domain.revisit import Coverage, Evidence, Outcome, Revisit
from reviewer.domain.span import Span
from reviewer.domain.tag import Highlight, TagRole
from reviewer.store import queries, rows

_MATRIX = (
    "document", "fact", "judgement", "authority", "highlight", "recommendation", "suggestion", "revisit", "evidence",
    "action", "succession", "copy_offer",
)


class FollowUpIntents(SuggestionIntents):
    """The part of the workspace that is about following up."""

    def change_recommendation(self, recommendation: Recommendation) -> None:
        """Replace a recommendation's list, kind, label, area, theme or marked paragraphs."""
        with self._intention():
            row, edit = self._row("recommendation", recommendation.id, "recommendation"), self._edit()
            changed = rows.recommendation_row(recommendation)
            edit.alter("recommendation", row, **changed)
            if changed["marked"] != row["marked"]:  # an act of its own; the other columns are typed letter by letter
                self._do(edit, "Change marked paragraphs")
            else:
                self._do(edit, "Change recommendation", f"recommendation:{recommendation.id}")

    def matrix(self, earlier: str) -> Matrix:
        """Return the recommendations of one document against the later documents of its authority."""

        def make() -> Matrix:
            readers = self._store.readers
            return build_matrix(
                self.document(earlier), self.documents(), self.recommendations(earlier),
                queries.revisits(readers, earlier), queries.cited(readers, earlier), queries.actions(readers, earlier),
                self.joined_authorities(),
            )

        return self._cached(("matrix", earlier), _MATRIX, make)

    def repeated_evidence(self, earlier: str) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """Return (recommendation, later document) -> what to say where a cell rests on words that were cited before."""
        authority = self.document(earlier).authority

        def make() -> Mapping[tuple[str, str], tuple[str, ...]]:
            siblings = [d.id for d in self.earlier_documents() if d.id == earlier or (authority and d.authority == authority)]
            return repeated_evidence(self.matrix(document) for document in siblings)

        return self._cached(("repeated evidence", earlier), _MATRIX, make)

    def joined_authorities(self) -> frozenset[tuple[str, str]]:
        """Return the (predecessor, successor) pairs whose documents an officer agreed to follow up together."""
        return self._cached("successions", ("succession",), lambda: queries.successions(self._store.readers))

    def earlier_documents(self) -> tuple[DocumentSummary, ...]:
        """Return the documents that have recommendations, by authority and date."""
        return tuple(document for document in self.documents() if document.recommendation_count)

    def answer(
        self, recommendation: str, document: str, *, coverage: Coverage, outcome: Outcome | None = None,
        note: str = "", cite: Sequence[Span] = (), cite_highlights: Sequence[str] = (),
    ) -> Revisit:
        """Record a person's answer for one cell, with more evidence where given, in one step.

        ``cite`` are passages of the document, ``cite_highlights`` highlights that are there already.

        Raise UserError for an outcome of what was not revisited, or for a document that is not a later one of the
        same authority.
        """
        with self._intention():
            if outcome is not None and not coverage.revisited:
                raise UserError(f"“{coverage.words}” has no outcome. Choose an outcome only where it was revisited.")
            asked = self._row("recommendation", recommendation, "recommendation")
            self._check_later(str(asked["document"]), document)
            edit, existing = self._edit(), self._revisit(recommendation, document)
            key = str(existing["id"]) if existing else self._new_id()
            answer = Revisit(key, recommendation, document, coverage, outcome, note, self.author, self._now())
            if existing is not None:
                edit.alter("revisit", existing, **rows.revisit_row(answer))
            else:
                edit.add("revisit", rows.revisit_row(answer))
            self._cite(edit, key, document, cite)
            self._cite_highlights(edit, key, document, cite_highlights)
            self._do(edit, f"Answer {coverage.words}")
        return answer

    def take_back(self, recommendation: str, document: str) -> None:
        """Make a cell "not yet checked" again; its citations go, and the highlights made for them alone."""
        with self._intention():
            existing, edit = self._revisit(recommendation, document), self._edit()
            if existing is None:
                raise UserError("There is no answer to take back here.")
            remove_revisit(edit, existing)
            self._do(edit, "Take back answer")

    def cite(self, recommendation: str, document: str, span: Span) -> str:
        """Cite a passage under an answer; return the evidence's id. Raise UserError where there is no answer yet."""
        with self._intention():
            existing, edit = self._revisit(recommendation, document), self._edit()
            if existing is None:
                raise UserError("Answer whether it was revisited first; then cite what the answer rests on.")
            (evidence,) = self._cite(edit, str(existing["id"]), document, [span])
            self._do(edit, "Cite evidence")
        return evidence

    def cite_highlight(self, recommendation: str, highlight: str) -> str:
        """Cite a highlight as it is, an area of a page too; return the evidence's id. Raise UserError as `cite`."""
        with self._intention():
            document = self._highlight(highlight).document
            existing, edit = self._revisit(recommendation, document), self._edit()
            if existing is None:
                raise UserError("Answer whether it was revisited first; then cite what the answer rests on.")
            (evidence,) = self._cite_highlights(edit, str(existing["id"]), document, [highlight])
            self._do(edit, "Cite evidence")
        return evidence

    def uncite(self, evidence: str) -> None:
        """Take a citation away, and its highlight when it was made for it alone."""
        with self._intention():
            edit = self._edit()
            remove_evidence(edit, self._row("evidence", evidence, "citation"))
            self._do(edit, "Remove citation")

    def dismiss_passage(self, recommendation: str, document: str, span: Span) -> None:
        """Keep a suggested passage away from one cell."""
        with self._intention():
            self._row("recommendation", recommendation, "recommendation")
            self._row("document", document, "document")
            edit = self._edit()
            if span not in self.dismissed_passages(recommendation, document):
                edit.add("dismissed_passage", rows.dismissed_row(self._new_id(), recommendation, document, span))
            self._do(edit, "Dismiss passage")

    def dismissed_passages(self, recommendation: str, document: str) -> frozenset[Span]:
        """Return the passages kept away from one cell."""
        return queries.dismissed_passages(self._store.readers, recommendation, document)

    def action(self, recommendation: str) -> Action | None:
        """Return the council's action on a recommendation, or None."""
        return queries.action(self._store.readers, recommendation)

    def set_action(self, action: Action) -> None:
        """Set the council's action; the one there is gets replaced, typing on is one step. Raise UserError for a due date that is none."""
        with self._intention():
            edit = self._edit()
            self._put_action(edit, action)
            self._do(edit, "Council action", f"action:{action.recommendation}")

    def _put_action(self, edit: Edit, action: Action) -> bool:
        """Add the council's action, or put it in the place of the one there; tell whether that changes anything."""
        self._row("recommendation", action.recommendation, "recommendation")
        if action.due:
            check_day(action.due)
        old = self._store.rows("action", "recommendation", action.recommendation)
        new = rows.action_row(replace(action, id=str(old[0]["id"]) if old else action.id or self._new_id()))
        if old:
            edit.alter("action", old[0], **new)
        else:
            edit.add("action", new)
        return not old or dict(old[0]) != new

    def checklist(self, filter: ChecklistFilter) -> Checklist:
        """Return the follow-up checklist of one earlier document, or of all documents of some or all authorities."""
        names = {authority.urn: authority.name for authority in self.authorities()}
        drafts = frozenset() if filter.draft_reason.strip() else frozenset(one.copy_of for one in self.documents() if one.draft)
        matrices = [without_draft_words(made) if made.earlier.id in drafts else made for made in map(self.matrix, self._asked(filter))]
        return build_checklist(matrices, filter, names=names, today=dt.date.today(), made=self._now())

    def _asked(self, filter: ChecklistFilter) -> tuple[str, ...]:
        if filter.earlier:
            return (filter.earlier,)
        chosen = filter.authorities
        found = (one for one in self.earlier_documents() if not one.copy_of)
        return tuple(one.id for one in found if not chosen or one.authority in chosen)

    def record_export(self, path: Path, format: str, checklist: Checklist) -> None:
        """Write the export into the audit trail: file name, format, marking, rows, and the reason for drafts."""
        parts = [path.name, format, checklist.authority, checklist.marking.value or "no marking", f"{len(checklist.rows)} rows"]
        if checklist.filtered:
            parts.append(checklist.filtered)
        if checklist.draft_reason:
            parts.append(f"with drafts: {checklist.draft_reason}")
        self._note("Export checklist", "; ".join(parts))

    def _check_later(self, earlier: str, document: str) -> None:
        later = {found.id for found in later_documents(self.document(earlier), self.documents(), self.joined_authorities())}
        if document not in later:
            raise UserError(
                f"“{self.document(document).name}” is not a later document of the same authority, so it cannot answer this."
            )

    def _revisit(self, recommendation: str, document: str) -> Row | None:
        found = self._store.rows("revisit", "recommendation", recommendation)
        return next((row for row in found if row["document"] == document), None)

    def _cite(self, edit: Edit, revisit: str, document: str, spans: Sequence[Span]) -> list[str]:
        """Add evidence for spans of a later document; a highlight on exactly the passage is used again."""
        reading = self.reading(document) if spans else None
        done: list[str] = []
        made: dict[Span, str] = {}
        for span in spans if reading else ():
            assert reading is not None
            span = trimmed(reading.text, span)
            highlight = made.get(span) or self._highlight_on(document, span)
            if highlight is None:
                tag = self._evidence_tag()
                made[span] = highlight = self._add_highlight(edit, document, reading, span, (tag,) if tag else ()).id
            elif span not in made:
                self._wear_evidence(edit, self._highlight(highlight))
            done.append(self._evidence_on(edit, revisit, highlight, made=span in made))
        return done

    def _cite_highlights(self, edit: Edit, revisit: str, document: str, highlights: Sequence[str]) -> list[str]:
        done = []
        for key in dict.fromkeys(highlights):
            highlight = self._highlight(key)
            if highlight.document != document:
                raise UserError("A passage of another document cannot be cited here.")
            self._wear_evidence(edit, highlight)
            done.append(self._evidence_on(edit, revisit, key, made=False))
        return done

    def _evidence_tag(self) -> str:
        return next((tag.id for tag in self.tags() if tag.role is TagRole.EVIDENCE), "")

    def _wear_evidence(self, edit: Edit, highlight: Highlight) -> None:
        tag = self._evidence_tag()
        if tag and tag not in highlight.tags:
            edit.add("highlight_tag", rows.highlight_tag_row(highlight.id, tag, len(highlight.tags)))

    def _evidence_on(self, edit: Edit, revisit: str, highlight: str, *, made: bool) -> str:
        """Return the evidence of an answer that rests on a highlight, added where there is none."""
        stored = self._store.rows("evidence", "revisit", revisit)
        new = [row for row in edit.added("evidence") if row["revisit"] == revisit]
        for row in (*stored, *new):
            if row["highlight"] == highlight:
                return str(row["id"])
        evidence = Evidence(self._new_id(), revisit, highlight, len(stored) + len(new))
        edit.add("evidence", rows.evidence_row(evidence, made=made))
        return evidence.id
