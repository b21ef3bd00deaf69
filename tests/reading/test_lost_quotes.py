"""Files whose text has digits where the page shows apostrophes."""

from __future__ import annotations

import pytest

from reviewer.domain.document import DocumentKind, FactName
from reviewer.reading.lost_quotes import PUT_BACK
from reviewer.reading.reader import read

LINES = [
    "Inspection of Westshire local authority children9s services",
    "The 18 leavers9 plans and 8child first9 meetings of 2019 cost £8m.",
    "Each child9s wishes are known, and each social worker9s caseload of 9 is small.",
    "Leaders9 vision for 2009s families is clear.",
]


def made(pdf_maker, lines: list[str]) -> bytes:
    file = pdf_maker()
    file.page()
    for index, line in enumerate(lines):
        file.text(72, 80 + 40 * index, line, file.root.add("P"))
    return file.bytes()


def test_apostrophes_given_as_digits_are_put_back(pdf_maker) -> None:
    reading = read("report.pdf", made(pdf_maker, LINES))
    assert [block.text for block in reading.blocks] == [
        "Inspection of Westshire local authority children’s services",
        "The 18 leavers’ plans and ‘child first’ meetings of 2019 cost £8m.",
        "Each child’s wishes are known, and each social worker’s caseload of 9 is small.",
        "Leaders’ vision for 2009s families is clear.",
    ]
    assert reading.value(FactName.KIND) == DocumentKind.ILACS_INSPECTION.value
    assert PUT_BACK in reading.warnings


@pytest.mark.parametrize("lines", [LINES[:2], [*LINES, "The council’s plan."]])
def test_where_apostrophes_are_known_or_few_are_missing_nothing_is_changed(pdf_maker, lines: list[str]) -> None:
    reading = read("report.pdf", made(pdf_maker, lines))
    assert [block.text for block in reading.blocks] == lines
    assert PUT_BACK not in reading.warnings
