"""Every answer has a shape of its own, the same in the window and in every export."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from reviewer import paths
from reviewer.domain.checklist import Checklist, Section, VisitAnswer
from reviewer.domain.document import DocumentKind, Grade, Judgement
from reviewer.domain.revisit import Coverage, Outcome
from reviewer.domain.timeline import build_timeline
from reviewer.export.drawing import Picture, Poly, Text, svg
from reviewer.export.drawing_png import png
from reviewer.export.picture_timeline import timeline_picture
from reviewer.export.pictures import matrix_pictures, years_pictures
from reviewer.export.shapes import GRID, SYMBOLS, icon_svg, shape, shape_name, shape_names
from reviewer.export.table import iso_date
from tests.export.conftest import summary


def test_every_outcome_and_coverage_has_its_own_shape() -> None:
    names = {f"outcome-{o}" for o in Outcome} | {f"coverage-{c}" for c in Coverage} | {"not-yet-checked", "before-it-was-made"}
    assert set(shape_names()) == names == set(SYMBOLS)
    drawn = [repr(shape(name, "#000000")) for name in shape_names()]
    assert len(set(drawn)) == len(drawn)
    assert len(set(SYMBOLS.values())) == len(SYMBOLS)


@pytest.mark.parametrize(
    ("coverage", "outcome", "name"),
    [
        ("same-topic", "improved", "outcome-improved"),
        ("referred-back", "", "coverage-referred-back"),
        ("in-scope-not-mentioned", "", "coverage-in-scope-not-mentioned"),
        ("", "", "not-yet-checked"),
    ],
)
def test_an_answer_shows_its_outcome_before_its_coverage(coverage: str, outcome: str, name: str) -> None:
    assert shape_name(VisitAnswer("d", coverage, outcome, "", "", "")) == name


def test_shapes_are_told_apart_in_black_and_white() -> None:
    images = {name: png(Picture(GRID, GRID, tuple(shape(name, "#000000")), "", "")) for name in shape_names()}
    assert len(set(images.values())) == len(images)


def test_the_icon_files_are_the_shapes() -> None:
    # Change a shape, then: python -c "from pathlib import Path; from reviewer.export import shapes; shapes.write_icons(Path('resources/icons'))"
    for name in shape_names():
        file: Path = paths.resources() / "icons" / f"{name}.svg"
        assert file.read_text(encoding="utf-8") == icon_svg(name), name


def test_pictures_say_in_words_what_they_show(checklist: Checklist) -> None:
    made = iso_date(checklist.made)
    assert made is not None
    (section,) = checklist.sections
    (matrix,), timeline, (years,) = matrix_pictures(section), timeline_picture(section, made), years_pictures(section)
    assert timeline is not None
    assert "2017 P4: Repeated as an area to improve, Not yet checked, Not yet checked" in matrix.alt
    assert "Overall: 2017 Good, 2022 Outstanding" in timeline.alt
    assert "Visits: Focused visit 2019, Focused visit 2024" in timeline.alt
    assert "2017 R3: never revisited, made 9 years ago" in years.alt
    assert "2017 R5: not revisited so far, 3 to check, made 9 years ago" in years.alt
    for picture in (matrix, timeline, years):
        text = svg(picture)
        assert text.startswith("<svg") and "<title>" in text


def test_no_judgements_no_timeline(checklist: Checklist) -> None:
    from dataclasses import replace

    (section,) = checklist.sections
    bare = replace(
        section,
        earlier=tuple(replace(document, judgements=()) for document in section.earlier),
        later=tuple(replace(document, judgements=()) for document in section.later),
    )
    made = iso_date(checklist.made)
    assert made is not None
    assert timeline_picture(bare, made) is None


def test_the_timeline_says_what_the_window_says() -> None:
    help, care, overall = "Children who need help and protection", "Children in care and care leavers", "Overall effectiveness"
    judged = {
        "2020": [Judgement(name, "Inadequate", Grade.INADEQUATE, 2) for name in (help, care, overall)],
        "2026": [Judgement(name, "Good", Grade.GOOD, 2) for name in (help, "Children in care")],
    }
    first, second = (
        replace(summary(f"i{year}", DocumentKind.ILACS_INSPECTION, f"{year}-05-04/{year}-05-08"), judgements=tuple(rows))
        for year, rows in judged.items()
    )
    picture = timeline_picture(Section("", (first,), (second,), ()), dt.date(2032, 1, 1))
    assert picture is not None
    drawn = [part.text for part in picture.parts if isinstance(part, Text)]
    timeline = build_timeline((first, second))
    assert {timeline.words_of(bar) for bar in timeline.drawn} <= set(drawn)
    assert {"Inadequate (one judgement for both)", "no longer made", "not stated"} <= set(drawn)
    tall = [part for part in picture.parts if isinstance(part, Poly) and part.closed and part.points[2][1] - part.points[0][1] > 25]
    assert len(tall) == 2 and len({part.points for part in tall}) == 1  # one box, its ground and its border
    assert picture.alt == timeline.in_words and "2026 no longer made" in picture.alt
