"""The scripts for those who work on the program do what they say, on the sample documents."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "resources" / "sample"


def script(name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "packaging" / f"{name}.py"), *arguments]
    return subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip


def test_the_survey_has_a_row_a_file_with_every_fact(tmp_path: Path) -> None:
    for name in ("inspection-2017.pdf", "focused-visit-2019.md"):
        (tmp_path / name).write_bytes((SAMPLE / name).read_bytes())
    (tmp_path / "page.pdf").write_text("<!DOCTYPE html><html><body>Report not found</body></html>", encoding="utf-8")
    done = script("survey", str(tmp_path))
    assert done.returncode == 0, done.stderr
    rows = {row["file"]: row for row in csv.DictReader(done.stdout.splitlines(), delimiter="\t")}
    assert list(rows) == ["focused-visit-2019.md", "inspection-2017.pdf", "page.pdf"]
    report = rows["inspection-2017.pdf"]
    assert (report["recommendations"], report["marks"], report["numbered"]) == ("6", "6", "40")
    assert report["published"] == "2017-07-24"
    assert rows["page.pdf"]["refused"] and not rows["page.pdf"]["kind"]


def test_the_survey_as_a_page_escapes_what_it_shows(tmp_path: Path) -> None:
    (tmp_path / "letter.md").write_text("# Focused visit to <b>Nowhere</b> & elsewhere\n\nText.\n", encoding="utf-8")
    done = script("survey", str(tmp_path), "--html")
    assert "<b>" not in done.stdout
    assert done.stdout.startswith("<!DOCTYPE html>")


def test_missing_numbers_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    import survey

    assert survey.missing([1, 2, 5, 6]) == [3, 4]
    assert survey.missing([1, 2, 1, 2, 3]) == []
    assert survey.missing([4, 1990]) == []


def test_the_same_seed_does_the_same_damage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    import fuzz

    sound = fuzz.seeds()
    assert {Path(name).suffix for name, _ in sound} == {".pdf", ".md", ".txt", ".docx"}
    for name, data in sound:
        tried = {fuzz.damaged(name, data, seed) for seed in range(8)}
        assert len(tried) > 4, name
        assert fuzz.damaged(name, data, 3) in tried or name.endswith(".docx")


def test_a_short_fuzz_run_reads_or_refuses_everything() -> None:
    done = script("fuzz", "--files", "200", "--seconds", "60")
    assert "200 damaged documents" in done.stdout, done.stderr
    assert done.returncode == 0, done.stderr


def test_a_page_that_pdfplumber_lays_out_is_counted_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    import pdfplumber

    import bench_reading

    counter = bench_reading.PageCounter()
    with counter, pdfplumber.open(SAMPLE / "inspection-2022.pdf") as document:
        assert document.pages[0].extract_tables()
        document.pages[0].extract_text()
        document.pages[1].extract_text()
    assert counter.pages == 2


def test_the_bench_prints_ratios() -> None:
    done = script("bench_reading", str(SAMPLE))
    assert done.returncode == 0, done.stderr
    assert "times raw text" in done.stdout
    assert "most memory of a worker" in done.stdout
