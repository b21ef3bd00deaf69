"""Real documents against what careful readers found in them; skipped where the shared folder is missing."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from reviewer.domain.document import FactName, Sureness
from reviewer.domain.errors import UnreadableFileError
from reviewer.reading.json_form import reading_json
from reviewer.reading.reader import read

SHARED = Path(__file__).parents[3] / ".." / "shared"
GOLD = SHARED / "gold"
pytestmark = pytest.mark.skipif(not GOLD.is_dir(), reason="the shared folder with real documents is not here")


def squash(text: str | None) -> str:
    return re.sub(r"[^a-z0-9]+", "", (text or "").lower())


def labelled() -> list[tuple[str, dict[str, Any]]]:
    seen: dict[str, tuple[str, dict[str, Any]]] = {}
    for path in sorted(GOLD.glob("*.json")):
        labels = json.loads(path.read_text(encoding="utf-8"))
        for document in labels["documents"]:
            seen.setdefault(document["file"], (labels["authority"], document))
    return list(seen.values())


@cache
def reading_of(file: str) -> dict[str, Any]:
    path = SHARED / file if file.startswith("seeds/") else SHARED / "corpus" / file
    return reading_json(str(path), read(path.name, path.read_bytes()))


LABELLED = labelled() if GOLD.is_dir() else []
each_document = pytest.mark.parametrize(("authority", "labels"), LABELLED, ids=[d["file"] for _, d in LABELLED])


@each_document
def test_facts(authority: str, labels: dict[str, Any]) -> None:
    got = reading_of(labels["file"])
    assert got["ok"]
    assert (squash(got["authority"]), got["kind"]) == (squash(authority), labels["kind"])
    for name in ("inspection_start", "inspection_end", "published"):
        if labels.get(name):
            assert got[name] == labels[name]
    if labels.get("lead_inspector"):
        assert squash(got["lead_inspector"]) == squash(labels["lead_inspector"])


@each_document
def test_judgements(authority: str, labels: dict[str, Any]) -> None:
    def key(name: str) -> str:
        bare = squash(re.sub(r"^\s*\d+(\.\d+)*\.?\s*", "", name))
        if bare.startswith(("childrensservicesin", "theoveralljudgement")):
            return "overalleffectiveness"
        return "localsafeguardingchildrenboard" if "localsafeguardingchildrenboard" in bare else bare

    def grades(rows: list[dict[str, str]]) -> dict[str, str]:
        return {key(row["name"]): squash(row["grade"]).removesuffix("tobegood") for row in rows}

    assert grades(reading_of(labels["file"])["judgements"]) == grades(labels.get("judgements", []))


@each_document
def test_recommendations(authority: str, labels: dict[str, Any]) -> None:
    got = reading_of(labels["file"])["recommendations"]
    for wanted, found in (
        (labels.get("recommendations", []), [r for r in got if r["list"] != "lscb"]),
        (labels.get("lscb_recommendations", []), [r for r in got if r["list"] == "lscb"]),
    ):
        assert [r["number"] for r in found] == [r["number"] for r in wanted]
        for want, have in zip(wanted, found, strict=True):
            assert squash(have["text"]).startswith(squash(want["starts"]))
            assert squash(have["text"]).endswith(squash(want["ends"]))
            if want.get("page") and have["page"]:
                assert have["page"] == want["page"]


@each_document
def test_marks_and_numbering(authority: str, labels: dict[str, Any]) -> None:
    got = reading_of(labels["file"])
    if labels.get("recommendation_marks"):
        assert got["recommendation_marks"] == sorted(set(labels["recommendation_marks"]))
    if last := labels.get("last_numbered_paragraph"):
        numbers = {p["number"] for p in got["paragraphs"] if p["number"] is not None}
        assert numbers >= set(range(1, last + 1))
        assert max(numbers) == last


KINDS_BY_FILE = {
    "focused visit": {"focused-visit"},
    "children's services inspection": {"sif-inspection", "ilacs-inspection", "other"},
    "joint area child protection": {"jtai"},
    "area send": {"other"},
}
CORPUS = sorted((SHARED / "corpus").rglob("*.pdf")) if GOLD.is_dir() else []
WITHOUT_LABELS = [path for path in CORPUS if f"{path.parent.name}/{path.name}" not in {d["file"] for _, d in LABELLED}]


@pytest.mark.parametrize("path", WITHOUT_LABELS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_documents_without_labels_hold_together(path: Path, words_in_order) -> None:
    """Folder and file name say the authority and the sort of document; the rest is what every document has."""
    try:
        reading = read(path.name, path.read_bytes())
    except UnreadableFileError as error:
        assert "web page" in str(error)
        return
    authority = reading.fact(FactName.AUTHORITY)
    assert authority is not None
    assert authority.value == path.parent.name.split("_")[0]
    assert authority.sureness is not Sureness.CONFLICT, authority.note
    assert all(judgement.sureness is Sureness.SURE for judgement in reading.judgements)
    kind = reading.value(FactName.KIND)
    assert kind in next(kinds for words, kinds in KINDS_BY_FILE.items() if words in path.name)
    assert reading.value(FactName.INSPECTION_DATES)
    assert reading.value(FactName.LEAD_INSPECTORS)
    assert reading.value(FactName.PUBLICATION_STATE) == "published"
    if kind == "sif-inspection":
        assert len(reading.judgements) in (6, 7)
    if kind == "ilacs-inspection":
        assert len(reading.judgements) in (4, 5)
    numbers = [(item.list, item.kind, item.number) for item in reading.recommendations]
    assert len(set(numbers)) == len(numbers)
    for item in reading.recommendations:
        assert item.text[:1].strip()
        assert len(item.text) < 1500
        assert words_in_order(item.text, item.span.of(reading.text))
    for fact in reading.facts:
        if fact.span is not None:
            assert fact.quote == fact.span.of(reading.text).replace("\n", " ")[: len(fact.quote)]
            assert fact.page is not None
