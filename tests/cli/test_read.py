"""`reviewer read`: JSON on standard output, everything else on standard error, the exit code says how it went."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from reviewer.cli.main import main

LETTER = """29 March 2019

Some Person
Dear Some

# Focused visit to Barnet children's services

This letter summarises the findings of a focused visit to Barnet children's services on 6 March 2019.

# What needs to improve in this area of social work practice

- The quality of plans.
- Supervision – of “all” staff.

# Findings

- Staff are kind.

Yours sincerely

Ann Other
Her Majesty's Inspector
"""
KEYS = {
    "file", "ok", "error", "authority", "urn", "kind", "inspection_start", "inspection_end", "published",
    "lead_inspector", "judgements", "recommendations", "recommendation_marks", "paragraphs",
}  # fmt: skip


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "letter - 29 march 2019.md"
    path.write_text(LETTER, encoding="utf-8")
    return path


def test_one_object_a_file_and_a_line(letter: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(b"<!DOCTYPE html><title>Report not found</title>")
    assert main(["read", "--json", str(letter), str(bad), str(tmp_path / "gone.pdf")]) == 1
    out, err = capsys.readouterr()
    first, second, third = [json.loads(line) for line in out.splitlines()]
    assert set(first) >= KEYS
    assert first["file"] == str(letter)
    assert (first["authority"], first["urn"], first["kind"]) == ("Barnet", "80487", "focused-visit")
    assert (first["inspection_start"], first["inspection_end"], first["published"]) == (
        "2019-03-06",
        "2019-03-06",
        "2019-03-29",
    )
    assert first["lead_inspector"] == "Ann Other"
    assert [(r["number"], r["page"], r["text"], r["list"], r["kind"]) for r in first["recommendations"]] == [
        (1, None, "The quality of plans.", "local-authority", "area-for-improvement"),
        (2, None, "Supervision – of “all” staff.", "local-authority", "area-for-improvement"),
    ]
    assert (first["judgements"], first["recommendation_marks"]) == ([], [])
    assert {"number", "page", "text"} == set(first["paragraphs"][0])
    assert second["ok"] is False and "web page" in second["error"]
    assert third["ok"] is False and "not there" in third["error"]
    assert "web page" in err and "not there" in err


def test_answers_come_in_the_order_of_the_files_and_one_for_each(
    letter: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    long = tmp_path / "long.txt"
    long.write_text("A long text.\n\n" * 3000, encoding="utf-8")
    files = [str(long), str(letter), str(tmp_path / "gone.pdf"), str(letter), f"{tmp_path}/./{letter.name}"]
    main(["read", "--json", *files])
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["file"] for row in rows] == files
    assert [row["ok"] for row in rows] == [True, True, False, True, True]


def test_all_read_is_exit_nought_and_a_silent_standard_error(letter: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", "--json", str(letter)]) == 0
    assert capsys.readouterr().err == ""


def test_paragraphs_hold_numbers_and_no_headings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "report.md"
    path.write_text(
        "# Inspection of Barnet local authority children's services\n\n## Findings\n\n1. One is fine.\n\n2. Two is fine.\n\nNo number.\n",
        encoding="utf-8",
    )
    main(["read", "--json", str(path)])
    row = json.loads(capsys.readouterr().out)
    assert [(p["number"], p["text"]) for p in row["paragraphs"]] == [
        (1, "One is fine."),
        (2, "Two is fine."),
        (None, "No number."),
    ]


def test_output_is_utf8_whatever_the_machine_speaks(letter: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C", "PYTHONUTF8": "0"}
    done = subprocess.run(
        [sys.executable, "-c", "import sys; from reviewer.cli.main import main; sys.exit(main())", "read", "--json", str(letter)],
        capture_output=True, env=environment, cwd=Path(__file__).parents[2], check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "“all”" in done.stdout.decode("utf-8")


def test_a_mistake_in_the_call_is_exit_two(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["read"])
    assert stopped.value.code == 2
    out, err = capsys.readouterr()
    assert out == "" and "FILE" in err


def test_the_verb_needs_no_qt(letter: Path) -> None:
    code = (
        "import sys\n"
        "sys.modules['PySide6'] = None\n"
        "from reviewer.cli.main import main\n"
        "sys.exit(main(['read', '--json', sys.argv[1]]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(letter)], capture_output=True, cwd=Path(__file__).parents[2], check=False
    )
    assert done.returncode == 0, done.stderr
