"""What the officer does about recommendations that come back: look at the links offered, confirm, dismiss, take back."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from reviewer.app.thread_offers import ThreadChoice, thread_offers
from reviewer.app.workspace import Workspace
from reviewer.domain.threads import ThreadKind, ThreadLink, ThreadOffer, ThreadState
from reviewer.ui import tasks
from reviewer.ui.attempt import attempt
from reviewer.ui.followup.thread_section import Strand
from reviewer.ui.keymap import keymap

_MOST = 3  # offers shown of one recommendation
_NONE = "No link with a recommendation of another year is offered here. Choose one yourself: {key}."


class ThreadDesk(QObject):
    """Keeps the offers of one authority. ``changed`` when they were found anew or one was decided."""

    changed = Signal()
    failed = Signal(str)
    noticed = Signal(str)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._asked: tuple[str, tuple[int, ...]] | None = None
        self.offers: tuple[ThreadOffer, ...] = ()

    def look(self, document: str) -> None:
        """Look in the background for what a document's authority asked more than once, unless that is known."""
        asked = (document, self._workspace.thread_state())
        if asked == self._asked:
            return
        self._asked = asked

        def arrived(found: tuple[ThreadOffer, ...]) -> None:
            if asked == self._asked and found != self.offers:
                self.offers = found
                self.changed.emit()

        # A document may be removed while it is looked at; the next change asks again.
        tasks.run_in_background(self, lambda: thread_offers(self._workspace, document), arrived, lambda _: None)

    def strands(self, recommendation: str) -> tuple[Strand, ...]:
        """Return the thread of a recommendation and what is offered for it."""
        return strands(self._workspace, recommendation, self.offers)

    def words(self, document: str) -> dict[str, str]:
        """Return recommendation -> what a row of the table says of its thread, or that a link is offered."""
        found = dict(self._workspace.thread_words(document))
        for offer in self.offers:
            for one in (offer.earlier, offer.later):
                found.setdefault(one, "link to another year offered")
        return found

    def confirm_first(self, recommendation: str) -> None:
        """Link a recommendation as its first offer proposes."""
        offer = self._first(recommendation)
        if offer is not None:
            self.confirm(offer, offer.kind)

    def dismiss_first(self, recommendation: str) -> None:
        """Put its first offer away for good."""
        offer = self._first(recommendation)
        if offer is not None:
            self.dismiss(offer)

    def confirm(self, offer: ThreadOffer, kind: ThreadKind) -> None:
        """Link two recommendations."""
        with attempt(self.failed) as outcome:
            self._workspace.confirm_thread(offer.earlier, offer.later, kind)
        if outcome.worked:
            self._leave_out(offer)

    def dismiss(self, offer: ThreadOffer) -> None:
        """Put an offer away for good."""
        with attempt(self.failed) as outcome:
            self._workspace.dismiss_thread(offer.earlier, offer.later, offer.kind)
        if outcome.worked:
            self._leave_out(offer)

    def link(self, recommendation: str, choice: ThreadChoice, kind: ThreadKind | None) -> None:
        """Link a recommendation with one that the officer chose; None takes the link back."""
        if kind is None:
            if choice.link is not None:
                self.unlink(choice.link.id)
            return
        pair = (recommendation, choice.recommendation.id)
        earlier, later = pair if choice.later else pair[::-1]
        with attempt(self.failed) as outcome:
            self._workspace.confirm_thread(earlier, later, kind)
        if outcome.worked:
            self.noticed.emit(f"Linked with {choice.ref}: {kind.value}.")

    def unlink(self, link: str) -> None:
        """Take a link back."""
        with attempt(self.failed):
            self._workspace.unlink_thread(link)

    def _first(self, recommendation: str) -> ThreadOffer | None:
        found = next((one for one in self.offers if recommendation in (one.earlier, one.later)), None)
        if found is None:
            self.noticed.emit(_NONE.format(key=keymap().words("worksheet.choose_thread")))
        return found

    def _leave_out(self, offer: ThreadOffer) -> None:
        self.offers = tuple(one for one in self.offers if one != offer)  # at once; they are looked for again besides
        self.changed.emit()


def strands(workspace: Workspace, recommendation: str, offers: Iterable[ThreadOffer]) -> tuple[Strand, ...]:
    """Return the whole thread of a recommendation, in order of time, then what is offered for it."""
    thread = [one.id for one in workspace.thread_of(recommendation)]
    offered = [one for one in offers if recommendation in (one.earlier, one.later)][:_MOST]
    if not thread and not offered:
        return ()
    known = {one.id: one for one in workspace.recommendations()}
    years = {one.id: one.year for one in workspace.documents()}

    def strand(other: str, *, earlier: bool, link: ThreadLink | None = None, offer: ThreadOffer | None = None) -> Strand:
        one = known[other]
        return Strand(f"{years.get(one.document, '')} {one.ref}".strip(), " ".join(one.text.split()), earlier, link, offer)

    links = [one for one in workspace.thread_links() if one.state is ThreadState.CONFIRMED]
    found = []
    for number, other in enumerate(thread):
        if other != recommendation:
            direct = next((one for one in links if {one.earlier, one.later} == {other, recommendation}), None)
            found.append(strand(other, earlier=number < thread.index(recommendation), link=direct))
    for offer in offered:
        other = offer.earlier if offer.later == recommendation else offer.later
        if other in known:
            found.append(strand(other, earlier=other == offer.earlier, offer=offer))
    return tuple(found)
