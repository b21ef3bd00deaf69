"""Which recommendations of one authority the program would link over the years. Pure computing; any thread."""

from __future__ import annotations

from typing import Protocol

from reviewer.domain.recommendation import Recommendation
from reviewer.domain.review import DocumentSummary
from reviewer.domain.threads import ThreadLink, ThreadOffer
from reviewer.followup.features import RecommendationText
from reviewer.followup.threads import threads


class ThreadSource(Protocol):
    """What is asked of a workspace."""

    def recommendations(self, document: str | None = None) -> tuple[Recommendation, ...]: ...
    def document(self, document: str) -> DocumentSummary: ...
    def documents(self) -> tuple[DocumentSummary, ...]: ...
    def joined_authorities(self) -> frozenset[tuple[str, str]]: ...
    def thread_links(self) -> tuple[ThreadLink, ...]: ...


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
