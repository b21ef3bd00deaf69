"""Recommendations that repeat one another over the years: links that a person confirmed or dismissed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from reviewer.app.workspace_milestones import MilestoneIntents
from reviewer.domain.checklist import Checklist, ChecklistFilter, ChecklistRow, with_rows
from reviewer.domain.errors import UserError
from reviewer.domain.recommendation import Recommendation
from reviewer.domain.review import DocumentSummary, later_documents
from reviewer.domain.threads import ThreadKind, ThreadLink, ThreadState, thread_words, threads
from reviewer.store import queries, rows

_THREADS = ("thread_link", "recommendation", "document", "fact", "succession")


class ThreadIntents(MilestoneIntents):
    """The part of the workspace that is about recommendations that come back."""

    def thread_links(self) -> tuple[ThreadLink, ...]:
        """Return the links that a person confirmed or dismissed."""
        return self._cached("thread links", ("thread_link",), lambda: queries.thread_links(self._store.readers))

    def thread_state(self) -> tuple[int, ...]:
        """Return a value that changes whenever something changes that offers of links rest on."""
        return self._versions_of(_THREADS)

    def confirm_thread(self, earlier: str, later: str, kind: ThreadKind) -> None:
        """Link a later recommendation to an earlier one, in one step; a link that is there changes its kind.

        Raise UserError unless the later one is of a later document of the same authority.
        """
        self._decide(earlier, later, kind, ThreadState.CONFIRMED, f"Link recommendations: {kind.value}")

    def dismiss_thread(self, earlier: str, later: str, kind: ThreadKind) -> None:
        """Keep a link that was offered away for good (undo brings it back). Raise UserError as above."""
        self._decide(earlier, later, kind, ThreadState.DISMISSED, "Dismiss link of recommendations")

    def unlink_thread(self, link: str) -> None:
        """Take back what was said of two recommendations; the link is offered again."""
        with self._intention():
            edit = self._edit()
            edit.remove("thread_link", self._row("thread_link", link, "link"))
            self._do(edit, "Take back link of recommendations")

    def thread_of(self, recommendation: str) -> tuple[Recommendation, ...]:
        """Return the thread that a recommendation belongs to, earliest first; empty where it stands alone."""
        known = {one.id: one for one in self.recommendations()}
        return tuple(known[key] for key in self._threads().get(recommendation, ()))

    def thread_words(self, document: str, *, without: frozenset[str] = frozenset()) -> Mapping[str, str]:
        """Return recommendation -> its thread in words ("2011 A3 → 2015 R7 → 2019 A1") for one document.

        ``without`` are documents whose recommendations are not named.
        """
        known = self._threads()
        if not known:
            return {}
        names, found, of = self._names(), {}, {one.id: one.document for one in self.recommendations()}
        for one in self.recommendations(document):
            named = [names[part] for part in known.get(one.id, ()) if of[part] not in without]
            if len(named) > 1:
                found[one.id] = " → ".join(named)
        return found

    def checklist(self, filter: ChecklistFilter) -> Checklist:
        """Return the follow-up checklist, each row with its thread; unpublished recommendations are not named."""
        checklist = super().checklist(filter)
        left_out = frozenset(one.id for one in checklist.left_out)
        links = [link for link in self.thread_links() if link.state is ThreadState.CONFIRMED]
        if not links:
            return checklist
        of = {one.id: one.document for one in self.recommendations()}
        names = {key: name for key, name in self._names().items() if of[key] not in left_out}
        found = self._threads()

        def told(row: ChecklistRow) -> ChecklistRow:
            own = [link for link in links if row.id in (link.earlier, link.later)]
            return replace(row, thread="\n".join(thread_words(row.id, own, found[row.id], names))) if row.id in found else row

        return with_rows(checklist, told)

    def _decide(self, earlier: str, later: str, kind: ThreadKind, state: ThreadState, label: str) -> None:
        with self._intention():
            first = self.document(str(self._row("recommendation", earlier, "recommendation")["document"]))
            second = self.document(str(self._row("recommendation", later, "recommendation")["document"]))
            if not self._follows(first, second):
                raise UserError(f"“{second.name}” is not a later document of the same authority, so the two cannot be linked.")
            edit = self._edit()
            old = next((row for row in self._store.rows("thread_link", "earlier", earlier) if row["later"] == later), None)
            link = ThreadLink(str(old["id"]) if old else self._new_id(), earlier, later, kind, state, self.author, self._now())
            if old is None:
                edit.add("thread_link", rows.thread_link_row(link))
            elif (old["kind"], old["state"]) != (kind.value, state.value):
                edit.alter("thread_link", old, **rows.thread_link_row(link))
            self._do(edit, label)

    def _follows(self, earlier: DocumentSummary, later: DocumentSummary) -> bool:
        return any(one.id == later.id for one in later_documents(earlier, (later,), self.joined_authorities()))

    def _threads(self) -> Mapping[str, tuple[str, ...]]:
        def make() -> Mapping[str, tuple[str, ...]]:
            dates = {one.id: one.date for one in self.documents()}
            order = {one.id: (dates.get(one.document, ""), one.order) for one in self.recommendations()}
            return threads(self.thread_links(), order)

        return self._cached("threads", _THREADS, make)

    def _names(self) -> Mapping[str, str]:
        def make() -> Mapping[str, str]:
            years = {one.id: one.year for one in self.documents()}
            return {one.id: f"{years.get(one.document, '')} {one.ref}".strip() for one in self.recommendations()}

        return self._cached("names of recommendations", _THREADS, make)
