"""`reviewer checklist`: which rows are written is said by options that can be combined."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from reviewer.app.sample import build_sample
from reviewer.cli.main import main


@pytest.fixture(scope="module")
def review(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "Sample.review"
    build_sample(path)
    return path


def rows(review: Path, folder: Path, *options: str) -> list[dict[str, str]]:
    out = folder / "c.csv"
    assert main(["checklist", str(review), "--out", str(out), *options]) == 0
    return list(csv.DictReader(io.StringIO(out.read_bytes().decode("utf-8-sig"))))


def test_options_are_combined(review: Path, tmp_path: Path) -> None:
    every = rows(review, tmp_path, "--earlier", "all")
    area = next(row["Group"] for row in every if row["Now"].startswith("Open"))
    some = rows(review, tmp_path, "--authority", "thornmere", "--standing", "open", "--theme", area)
    assert 0 < len(some) < len(every)
    assert {(row["Group"], row["Now"].partition(",")[0]) for row in some} == {(area, "Open")}
    assert {row["Ref"] for row in some} < {row["Ref"] for row in every}


def test_a_name_that_is_not_there_is_a_sentence(review: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["checklist", str(review), "--out", str(tmp_path / "c.md"), "--authority", "Thornmoor"]) == 2
    assert "No document with recommendations is of “Thornmoor”. The review has: Thornmere." in capsys.readouterr().err
    assert not (tmp_path / "c.md").exists()


@pytest.mark.parametrize("format", ["svg", "png"])
def test_each_picture_is_a_file_of_its_own(
    review: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], format: str
) -> None:
    assert main(["checklist", str(review), "--earlier", "2017", "--out", str(tmp_path / f"Board.{format}")]) == 0
    paths = [Path(line) for line in capsys.readouterr().out.splitlines()]
    shown = ("01 Judgements over time", "02 Recommendations and later documents", "03 Years since last revisited")
    assert [path.name for path in paths] == [f"Board {words}.{format}" for words in shown]
    assert all(path.stat().st_size > 500 for path in paths)
