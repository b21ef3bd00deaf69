"""What the Checklist place says of a checklist: drafts, marking, and why there is nothing."""

from __future__ import annotations

from reviewer.app.exporting import left_out_words, marking_words, plural
from reviewer.domain.checklist import Checklist


def draft_sentence(checklist: Checklist, drafts: int) -> str:
    """Say what becomes of the unpublished documents, and how to let them in."""
    if checklist.left_out:
        return f"{left_out_words(checklist)} Give a reason to let unpublished text into the export."
    return f"{plural(drafts, 'document')} not yet published: the export will say that it contains unpublished text, and the reason is logged."


def nothing_sentence(checklist: Checklist) -> str:
    """Say why no row is listed, and what to do."""
    if all(document in checklist.left_out for document in checklist.earlier):
        whose = f"“{checklist.earlier[0].name}”" if len(checklist.earlier) == 1 else "Every earlier document"
        return f"{whose} is not published. Give a reason above to see and export its checklist."
    return "No recommendation fits these filters. Choose “All recommendations”, “All themes” and “All owners” to see the rest."


def marking_sentence(checklist: Checklist) -> str:
    """Say what the export will be marked, and where."""
    words = marking_words(checklist)
    where = "at the head and foot of every page"
    return f"Will be marked {words}, {where}." if words else "No marking: none of the sources carries one."
