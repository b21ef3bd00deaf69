"""Which recommendations of one authority the program would link over the years. Pure computing; any thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from reviewer.app.printed import Printed
from reviewer.domain.recommendation import Recommendation
from reviewer.domain.review import DocumentSummary, later_documents
from reviewer.domain.threads import ThreadLink, ThreadOffer, ThreadState
from reviewer.followup.features import RecommendationText
from reviewer.followup.threads import threads


class ThreadSource(Protocol):
    """What is asked of a workspace."""

    def recommendations(self, document: str | None = None) -> tuple[Recommendation, ...]: ...
    def document(self, document: str) -> DocumentSummary: ...
    def documents(self) -> tuple[DocumentSummary, ...]: ...
    def joined_authorities(self) -> frozenset[tuple[str, str]]: ...
    def thread_links(self) -> tuple[ThreadLink, ...]: ...


@dataclass(frozen=True, slots=True)
class ThreadChoice(Printed):
    """A recommendation of another year that one can be linked to by hand; ``later``: it is the later of the two."""

    later: bool
    link: ThreadLink | None = None


def thread_choices(workspace: ThreadSource, recommendation: str) -> tuple[ThreadChoice, ...]:
    """Return every recommendation of the authority's earlier and later documents, newest document first.

    ``link`` is what a person confirmed of the two.
    """
    asked = next((one for one in workspace.recommendations() if one.id == recommendation), None)
    if asked is None:
        return ()
    own, documents, joined = workspace.document(asked.document), workspace.documents(), workspace.joined_authorities()
    after = {one.id for one in later_documents(own, documents, joined)}
    before = {one.id for one in documents if not one.copy_of and later_documents(one, (own,), joined)}
    linked = {frozenset((one.earlier, one.later)): one for one in workspace.thread_links() if one.state is ThreadState.CONFIRMED}
    return tuple(
        ThreadChoice(one, document, document.id in after, linked.get(frozenset((one.id, recommendation))))
        for document in sorted(documents, key=lambda one: one.date, reverse=True)
        if document.id in before | after
        for one in sorted(workspace.recommendations(document.id), key=lambda one: one.order)
    )


def thread_offers(workspace: ThreadSource, document: str) -> tuple[ThreadOffer, ...]:
    """Return the links to propose among all recommendations of a document's authority, likest first.

    Those that a person confirmed or dismissed are not offered again; second copies are left out. Empty where the
    authority is not known.
    """
    authority = workspace.document(document).authority
    if not authority:
        return ()
    joined = workspace.joined_authorities()
    family = {authority} | {other for pair in joined if authority in pair for other in pair}
    dates = {one.id: one.date for one in workspace.documents() if one.authority in family and not one.copy_of}
    asked = [one for one in workspace.recommendations() if dates.get(one.document)]
    texts = [RecommendationText(one.text, one.area, (), dates[one.document], one.list) for one in asked]
    decided = {(link.earlier, link.later) for link in workspace.thread_links()}
    offers = [
        ThreadOffer(asked[found.earlier].id, asked[found.later].id, found.kind, found.likeness, found.why)
        for found in threads(texts)
    ]
    return tuple(sorted((o for o in offers if (o.earlier, o.later) not in decided), key=lambda offer: -offer.likeness))
