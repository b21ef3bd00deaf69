"""A reading as the command line prints it: one JSON object a file."""

from __future__ import annotations

from typing import Any

from reviewer.domain.document import BlockKind, FactName, Reading, RecommendationList, inspection_legs
from reviewer.reading.facts.authority_data import load_authorities


def reading_json(file: str, reading: Reading) -> dict[str, Any]:
    """Return the object for one file that was read; what the document does not print is null."""
    legs = inspection_legs(reading.value(FactName.INSPECTION_DATES))
    urn = reading.value(FactName.AUTHORITY)
    authority = next((a for a in load_authorities() if a.urn == urn), None)
    return {
        "file": file,
        "ok": True,
        "error": None,
        "authority": authority.name if authority else None,
        "urn": authority.urn if authority and not authority.ended else None,
        "kind": reading.value(FactName.KIND),
        "title": reading.value(FactName.TITLE),
        "inspection_start": legs[0][0] if legs else None,
        "inspection_end": legs[-1][1] if legs else None,
        "published": reading.value(FactName.PUBLISHED),
        "lead_inspector": reading.value(FactName.LEAD_INSPECTORS),
        "judgements": [{"name": j.name, "grade": j.grade_printed} for j in reading.judgements],
        "recommendations": [
            {
                "number": r.number,
                "page": r.page,
                "text": f"{r.text} {r.framework_tag}".strip(),
                "list": "lscb" if r.list is RecommendationList.LSCB else "local-authority",
                "kind": r.kind.value,
            }
            for r in reading.recommendations
        ],
        "recommendation_marks": sorted({m.paragraph for m in reading.marks if m.paragraph is not None}),
        "paragraphs": [
            {"number": b.number, "page": b.page, "text": b.text}
            for b in reading.blocks
            if b.kind in (BlockKind.PARAGRAPH, BlockKind.BULLET, BlockKind.CELL)
        ],
    }


def failure_json(file: str, sentence: str) -> dict[str, Any]:
    """Return the object for one file that could not be read."""
    return {"file": file, "ok": False, "error": sentence}
