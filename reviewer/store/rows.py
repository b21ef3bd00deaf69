"""Rows of the review file from domain objects and back: the one place that knows the columns.

For each thing (a fact, a tag, a highlight) ``thing_row`` returns the row that keeps it, with its columns as they are
inserted, and ``thing`` the object that such a row holds. Tuples and spans within one column are JSON.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from reviewer.domain.action import Action, ActionStatus
from reviewer.domain.anchor import Anchor
from reviewer.domain.area import Area
from reviewer.domain.authority import Authority
from reviewer.domain.change import Row
from reviewer.domain.copies import CopyKind, CopyOffer
from reviewer.domain.document import (
    Alternative,
    Block,
    BlockKind,
    Fact,
    FactName,
    Grade,
    Judgement,
    Mark,
    PageRun,
    ReadRecommendation,
    RecommendationKind,
    RecommendationList,
    Sureness,
)
from reviewer.domain.milestones import MilestoneName, SetMilestone
from reviewer.domain.recommendation import MarkedParagraph, Recommendation
from reviewer.domain.review import FactState, KnownFact, ReadingSuggestion
from reviewer.domain.revisit import Coverage, Evidence, Outcome, Revisit
from reviewer.domain.span import Span
from reviewer.domain.tag import Highlight, HighlightState, Tag, TagRole
from reviewer.domain.threads import ThreadKind, ThreadLink, ThreadState

Stored = Mapping[str, Any]  # one row as SQLite gives it


def to_json(value: object) -> str:
    """Return compact JSON with the characters as they are."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _span(row: Stored) -> Span | None:
    return None if row["start"] is None else Span(row["start"], row["end"])


def _ends(span: Span | None) -> tuple[int | None, int | None]:
    return (None, None) if span is None else (span.start, span.end)


def authority_row(authority: Authority) -> Row:
    return {
        "id": authority.urn, "name": authority.name, "code": authority.code, "region": authority.region,
        "names": to_json(authority.names), "ended": authority.ended, "successors": to_json(authority.successors),
    }


def authority(row: Stored) -> Authority:
    names, successors = tuple(json.loads(row["names"])), tuple(json.loads(row["successors"]))
    return Authority(row["id"], row["name"], row["code"], row["region"], names, row["ended"], successors)


def fact_row(document: str, fact: Fact, position: int | None) -> Row:
    """Return the row of a fact as read; ``position`` None where the reader said nothing about it."""
    start, end = _ends(fact.span)
    return {
        "id": f"{document}:{fact.name}", "document": document, "name": fact.name.value, "position": position,
        "value": fact.value, "state": FactState.READ.value, "read_value": fact.value, "quote": fact.quote,
        "page": fact.page, "start": start, "end": end, "sureness": fact.sureness.value, "note": fact.note,
        "alternatives": _alternatives_json(fact.alternatives),
    }


def _alternatives_json(alternatives: Sequence[Alternative]) -> str:
    return to_json([[one.value, one.quote, one.page, *_ends(one.span)] for one in alternatives])


def _alternatives(text: str) -> tuple[Alternative, ...]:
    """Return them from JSON; a review of an early version holds the bare values."""
    found = (one if isinstance(one, list) else [one, "", None, None, None] for one in json.loads(text))
    return tuple(
        Alternative(value, quote, page, None if start is None else Span(start, end))
        for value, quote, page, start, end in found
    )


def read_fact(row: Stored) -> Fact:
    return Fact(
        FactName(row["name"]), row["read_value"], Sureness(row["sureness"]), row["quote"], row["page"], _span(row),
        row["note"], _alternatives(row["alternatives"]),
    )


def known_fact(row: Stored) -> KnownFact:
    return KnownFact(row["id"], row["document"], row["value"], FactState(row["state"]), read_fact(row))


def judgement_row(document: str, judgement: Judgement, position: int) -> Row:
    start, end = _ends(judgement.span)
    return {
        "id": f"{document}:{position}", "document": document, "position": position, "name": judgement.name,
        "grade_printed": judgement.grade_printed, "grade": judgement.grade.value, "page": judgement.page,
        "start": start, "end": end, "sureness": judgement.sureness.value, "note": judgement.note,
        "quote": judgement.quote, "alternatives": _alternatives_json(judgement.alternatives),
        "settled": int(judgement.settled),
    }


def judgement(row: Stored) -> Judgement:
    return Judgement(
        row["name"], row["grade_printed"], Grade(row["grade"]), row["page"], _span(row), Sureness(row["sureness"]),
        row["note"], row["quote"], _alternatives(row["alternatives"]), bool(row["settled"]),
    )


def block_row(document: str, block: Block, position: int) -> Row:
    return {
        "id": f"{document}:{position}", "document": document, "position": position, "number_in_order": block.order,
        "kind": block.kind.value, "start": block.start, "end": block.end, "text": block.text, "label": block.label,
        "number": block.number, "level": block.level, "section": block.section,
        "runs": to_json([(run.start, run.page) for run in block.runs]),
        "in_table": block.table, "in_row": block.row, "in_column": block.column,
    }


def page_runs(text: str) -> tuple[PageRun, ...]:
    return tuple(PageRun(start, page) for start, page in json.loads(text))


def block(row: Stored) -> Block:
    runs = page_runs(row["runs"])
    return Block(
        row["number_in_order"], BlockKind(row["kind"]), row["start"], row["end"], row["text"], row["label"],
        row["number"], row["level"], row["section"], runs, row["in_table"], row["in_row"], row["in_column"],
    )


def read_recommendations_json(items: Sequence[ReadRecommendation]) -> str:
    return to_json([
        {
            "number": item.number, "label": item.label, "list": item.list.value, "kind": item.kind.value,
            "start": item.span.start, "end": item.span.end, "text": item.text, "page": item.page,
            "section": item.section, "framework_tag": item.framework_tag, "marks": item.marks,
        }
        for item in items
    ])


def read_recommendations(text: str) -> tuple[ReadRecommendation, ...]:
    return tuple(
        ReadRecommendation(
            item["number"], item["label"], RecommendationList(item["list"]), RecommendationKind(item["kind"]),
            Span(item["start"], item["end"]), item["text"], item["page"], item["section"], item["framework_tag"],
            tuple(item["marks"]),
        )
        for item in json.loads(text)
    )


def marks_json(marks: Sequence[Mark]) -> str:
    return to_json([(mark.paragraph, mark.span.start, mark.span.end, mark.page) for mark in marks])


def marks(text: str) -> tuple[Mark, ...]:
    return tuple(Mark(number, Span(start, end), page) for number, start, end, page in json.loads(text))


def tag_row(tag: Tag) -> Row:
    return {
        "id": tag.id, "name": tag.name, "fill": tag.fill, "line": tag.line, "key": tag.key, "role": tag.role.value,
        "recommendation_kind": tag.recommendation_kind, "parent": tag.parent, "description": tag.description,
        "position": tag.position,
    }


def tag(row: Stored) -> Tag:
    return Tag(
        row["id"], row["name"], row["fill"], row["line"], row["key"], TagRole(row["role"]),
        row["recommendation_kind"], row["parent"], row["description"], row["position"],
    )


def highlight_row(highlight: Highlight, anchor: Anchor) -> Row:
    """Return the highlight's own row; its tags are rows of ``highlight_tag``."""
    return {
        "id": highlight.id, "document": highlight.document, "start": highlight.span.start, "end": highlight.span.end,
        "quote": highlight.quote, "before": anchor.before, "after": anchor.after, "text_hash": anchor.text_hash,
        "page": highlight.page, "paragraph": highlight.paragraph, "note": highlight.note,
        "state": highlight.state.value, "author": highlight.author, "created": highlight.created,
        "changed": highlight.changed, "area": area_text(highlight.area),
    }


def highlight(row: Stored, tags: tuple[str, ...]) -> Highlight:
    return Highlight(
        row["id"], row["document"], Span(row["start"], row["end"]), row["quote"], tags, row["page"],
        row["paragraph"], row["note"], HighlightState(row["state"]), row["author"], row["created"], row["changed"],
        area(row["area"]),
    )


def area_text(area: Area | None) -> str:
    """Return the column of an area: [page, left, top, right, bottom] as JSON, "" for a passage of text."""
    return to_json([area.page, area.left, area.top, area.right, area.bottom]) if area is not None else ""


def area(text: str) -> Area | None:
    return Area(*json.loads(text)) if text else None


def highlight_tag_row(highlight: str, tag: str, position: int) -> Row:
    return {"id": f"{highlight}:{tag}", "highlight": highlight, "tag": tag, "position": position}


def recommendation_row(recommendation: Recommendation) -> Row:
    marked = [
        (mark.number, mark.start, mark.end, mark.page, mark.text, mark.confirmed) for mark in recommendation.marked
    ]
    return {
        "id": recommendation.id, "document": recommendation.document, "highlight": recommendation.highlight,
        "list": recommendation.list.value, "kind": recommendation.kind.value, "label": recommendation.label,
        "position": recommendation.order, "text": recommendation.text, "page": recommendation.page,
        "area": recommendation.area, "theme": recommendation.theme, "framework_tag": recommendation.framework_tag,
        "marked": to_json(marked),
    }


def recommendation(row: Stored, *, lost: bool = False, unsure: bool = False) -> Recommendation:
    return Recommendation(
        row["id"], row["document"], row["highlight"], RecommendationList(row["list"]),
        RecommendationKind(row["kind"]), row["label"], row["position"], row["text"], row["page"], row["area"],
        row["theme"], row["framework_tag"], tuple(MarkedParagraph(*mark) for mark in json.loads(row["marked"])),
        lost, unsure,
    )  # fmt: skip


def revisit_row(revisit: Revisit) -> Row:
    return {
        "id": revisit.id, "recommendation": revisit.recommendation, "document": revisit.document,
        "coverage": revisit.coverage.value, "outcome": revisit.outcome.value if revisit.outcome else None,
        "note": revisit.note, "author": revisit.author, "confirmed": revisit.confirmed,
    }


def revisit(row: Stored) -> Revisit:
    outcome = Outcome(row["outcome"]) if row["outcome"] else None
    return Revisit(
        row["id"], row["recommendation"], row["document"], Coverage(row["coverage"]), outcome, row["note"],
        row["author"], row["confirmed"],
    )


def evidence_row(evidence: Evidence, *, made: bool) -> Row:
    """``made`` tells that the highlight was made to cite it, and goes with it when nothing else uses it."""
    return {
        "id": evidence.id, "revisit": evidence.revisit, "highlight": evidence.highlight,
        "position": evidence.position, "made": int(made),
    }


def action_row(action: Action) -> Row:
    return {
        "id": action.id, "recommendation": action.recommendation, "text": action.text, "owner": action.owner,
        "due": action.due, "status": action.status.value, "evidence_held": action.evidence_held,
        "question": action.question, "reason": action.reason,
    }


def action(row: Stored) -> Action:
    return Action(
        row["id"], row["recommendation"], row["text"], row["owner"], row["due"], ActionStatus(row["status"]),
        row["evidence_held"], row["question"], row["reason"],
    )


def suggestion_row(suggestion: ReadingSuggestion, item: int | None) -> Row:
    """``item`` counts from 0 in the reading's recommendations, None where it is no recommendation."""
    return {
        "id": suggestion.id, "document": suggestion.document, "tag": suggestion.tag, "start": suggestion.start,
        "end": suggestion.end, "text": suggestion.text, "page": suggestion.page, "why": suggestion.why,
        "state": suggestion.state, "item": item, "recommendation": suggestion.recommendation,
    }


def suggestion(row: Stored) -> ReadingSuggestion:
    return ReadingSuggestion(
        row["id"], row["document"], row["tag"], row["start"], row["end"], row["text"], row["page"], row["why"],
        row["state"], row["recommendation"],
    )


def dismissed_row(id: str, recommendation: str, document: str, span: Span) -> Row:
    return {
        "id": id, "recommendation": recommendation, "document": document, "start": span.start, "end": span.end,
    }


def copy_offer_row(offer: CopyOffer) -> Row:
    return {
        "id": offer.id, "document": offer.document, "other": offer.other, "kind": offer.kind.value,
        "likeness": offer.likeness, "state": offer.state,
    }


def copy_offer(row: Stored) -> CopyOffer:
    return CopyOffer(
        row["id"], row["document"], row["other"], CopyKind(row["kind"]), row["likeness"], row["state"]
    )


def anchor(row: Stored) -> Anchor:
    """Return the anchor that a highlight's row keeps."""
    return Anchor(row["start"], row["end"], row["quote"], row["before"], row["after"], row["text_hash"])


def milestone_row(milestone: SetMilestone) -> Row:
    return {
        "id": milestone.id, "document": milestone.document, "name": milestone.name.value, "due": milestone.due,
        "done": milestone.done, "note": milestone.note,
    }


def milestone(row: Stored) -> SetMilestone:
    return SetMilestone(
        row["id"], row["document"], MilestoneName(row["name"]), row["due"], row["done"], row["note"]
    )


def added_cell_row(recommendation: str, title: str, text: str) -> Row:
    return {"id": f"{recommendation}:{title}", "recommendation": recommendation, "title": title, "text": text}


def thread_link_row(link: ThreadLink) -> Row:
    return {
        "id": link.id, "earlier": link.earlier, "later": link.later, "kind": link.kind.value,
        "state": link.state.value, "author": link.author, "made": link.made,
    }


def thread_link(row: Stored) -> ThreadLink:
    return ThreadLink(
        row["id"], row["earlier"], row["later"], ThreadKind(row["kind"]), ThreadState(row["state"]), row["author"],
        row["made"],
    )
