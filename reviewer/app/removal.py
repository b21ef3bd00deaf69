"""What goes with what: the rows that leave the review with a highlight, an answer, a tag or a document."""

from __future__ import annotations

from reviewer.app.edit import Edit
from reviewer.domain.change import Row
from reviewer.domain.tag import TagRole


def remove_highlight(edit: Edit, highlight: Row) -> None:
    """Remove a highlight with its tags, its citations, and the recommendation that it is."""
    if not edit.remove("highlight", highlight):
        return
    key = highlight["id"]
    for use in edit.store.rows("highlight_tag", "highlight", key):
        edit.remove("highlight_tag", use)
    for evidence in edit.store.rows("evidence", "highlight", key):
        edit.remove("evidence", evidence)
    for recommendation in edit.store.rows("recommendation", "highlight", key):
        remove_recommendation(edit, recommendation)


def remove_recommendation(edit: Edit, recommendation: Row) -> None:
    """Remove a recommendation with its answers, evidence, action, added cells and links; its suggestion stays away."""
    if not edit.remove("recommendation", recommendation):
        return
    key = recommendation["id"]
    for revisit in edit.store.rows("revisit", "recommendation", key):
        remove_revisit(edit, revisit)
    for table in ("action", "dismissed_passage", "added_cell"):
        for row in edit.store.rows(table, "recommendation", key):
            edit.remove(table, row)
    for link in (*edit.store.rows("thread_link", "earlier", key), *edit.store.rows("thread_link", "later", key)):
        edit.remove("thread_link", link)
    for suggestion in edit.store.rows("suggestion", "recommendation", key):
        edit.alter("suggestion", suggestion, state="dismissed", recommendation="")


def remove_revisit(edit: Edit, revisit: Row) -> None:
    """Remove an answer with its evidence."""
    if edit.remove("revisit", revisit):
        for evidence in edit.store.rows("evidence", "revisit", revisit["id"]):
            remove_evidence(edit, evidence)


def remove_evidence(edit: Edit, evidence: Row) -> None:
    """Remove a citation, and its highlight when that was made for it and serves nothing else."""
    if not edit.remove("evidence", evidence) or not evidence["made"]:
        return
    highlight = edit.store.row("highlight", str(evidence["highlight"]))
    if highlight is not None and _serves_nothing(edit, highlight):
        remove_highlight(edit, highlight)


def remove_tag_use(edit: Edit, use: Row) -> None:
    """Take a tag off a highlight; the highlight goes too when it has no other tag, no note and no citation."""
    if not edit.remove("highlight_tag", use):
        return
    highlight = edit.store.row("highlight", str(use["highlight"]))
    if highlight is None:
        return
    key = highlight["id"]
    left = [row for row in edit.store.rows("highlight_tag", "highlight", key) if not edit.goes("highlight_tag", str(row["id"]))]
    if not left and not highlight["note"] and not edit.store.rows("evidence", "highlight", key):
        remove_highlight(edit, highlight)
    elif not any(_role(edit, row) == TagRole.RECOMMENDATION for row in left):
        for recommendation in edit.store.rows("recommendation", "highlight", key):
            remove_recommendation(edit, recommendation)


def remove_document(edit: Edit, document: Row) -> None:
    """Remove a document with all that was read from it and put on it, and the answers that rest on it."""
    key = document["id"]
    for highlight in edit.store.rows("highlight", "document", key):
        remove_highlight(edit, highlight)
    for revisit in edit.store.rows("revisit", "document", key):
        remove_revisit(edit, revisit)
    for offer in (*edit.store.rows("copy_offer", "document", key), *edit.store.rows("copy_offer", "other", key)):
        edit.remove("copy_offer", offer)
    for table in ("dismissed_passage", "suggestion", "milestone", "block", "judgement", "fact"):
        for row in edit.store.rows(table, "document", key):
            edit.remove(table, row)
    for original in edit.store.rows("original", "id", key):
        edit.remove("original", original)
    for copy in edit.store.rows("document", "copy_of", key):
        edit.alter("document", copy, copy_of="")
    edit.remove("document", document)


def _role(edit: Edit, use: Row) -> str:
    tag = edit.store.row("tag", str(use["tag"]))
    return str(tag["role"]) if tag else ""


def _serves_nothing(edit: Edit, highlight: Row) -> bool:
    key = highlight["id"]
    cited = [row for row in edit.store.rows("evidence", "highlight", key) if not edit.goes("evidence", str(row["id"]))]
    uses = edit.store.rows("highlight_tag", "highlight", key)
    return not highlight["note"] and not cited and all(_role(edit, use) == TagRole.EVIDENCE for use in uses)
