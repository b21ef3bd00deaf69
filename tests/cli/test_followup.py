"""`reviewer followup`: one JSON object for two documents."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reviewer.cli.main import main

EARLIER = """# Inspection of Westmere local authority children’s services

Inspection dates: 4 to 15 June 2018

## What needs to improve

- The timeliness of assessments of connected persons.
- Screening decisions at the front door.

## The experiences and progress of children who need help and protection

1. Decisions at the front door are slow.
"""
LATER = """# Inspection of Westmere local authority children’s services

Inspection dates: 7 to 18 November 2022

## The experiences and progress of children who need help and protection

1. Screening decisions at the front door are prompt and clear.
2. Children are seen alone and their views are heard.

## The experiences and progress of children in care and care leavers

3. Kinship carers are assessed without delay. Their assessments are thorough.
"""


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    paths = tmp_path / "earlier.md", tmp_path / "later.md"
    for path, text in zip(paths, (EARLIER, LATER), strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


def test_one_object_with_ranked_suggestions(two: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["followup", "--json", *map(str, two)]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    kinship, front_door = json.loads(out)["recommendations"]
    assert (kinship["number"], kinship["list"]) == (1, "local-authority")
    assert kinship["text"] == "The timeliness of assessments of connected persons."
    assert [found["suggestions"][0]["paragraph"] for found in (kinship, front_door)] == [3, 1]
    for found in (kinship, front_door):
        scores = [suggestion["score"] for suggestion in found["suggestions"]]
        assert scores == sorted(scores, reverse=True)
        assert set(found["suggestions"][0]) == {"paragraph", "page", "text", "score", "why"}
        assert found["coverage"] in {"referred-back", "same-topic", "in-scope-not-mentioned", "outside-scope"}


def test_a_missing_file_is_told_in_a_sentence(two: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["followup", "--json", str(two[0]), str(two[1].with_name("gone.md"))]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "gone.md is not there any more" in err
    assert "Traceback" not in err


def test_a_document_without_recommendations_gives_none(
    two: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["followup", "--json", str(two[1]), str(two[0])]) == 0
    assert json.loads(capsys.readouterr().out) == {"recommendations": []}
