"""Documents written as lines, so that a rule is tested without any file format."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from reviewer.domain.document import BlockKind, Reading
from reviewer.reading.drafts import Draft, RawReading, assemble
from reviewer.reading.reader import read_facts

Read = Callable[..., Reading]


def drafts(lines: str) -> list[Draft]:
    """Make blocks: "# heading", "12. paragraph", "• bullet", "– nested bullet", "a | b" two cells, "^ note", else a paragraph.

    A line "---" begins the next page.
    """
    made: list[Draft] = []
    page, row = 1, 0
    for line in (raw.strip() for raw in lines.strip().splitlines()):
        if line == "---":
            page += 1
            continue
        runs = [(0, page)]
        heading = re.match(r"(#+) (.*)", line)
        number = re.match(
            r"(\d{1,3}(?:\.\d)?\.?|\([ivx]+\)) (?!January|February|March|April|May|June|July|August|September|October|November|December)(?=\S)(.*)",
            line,
        )
        if not line:
            continue
        if heading:
            made.append(Draft(BlockKind.HEADING, heading[2], level=len(heading[1]), runs=runs))
        elif " | " in line:
            row += 1
            for column, cell in enumerate(line.split(" | "), 1):
                made.append(Draft(BlockKind.CELL, cell, runs=runs, table=1, row=row, column=column))
        elif line[0] in "•◼–":
            made.append(Draft(BlockKind.BULLET, line[2:], label=line[0], level=2 if line[0] == "–" else 1, runs=runs))
        elif line[0] == "^":
            made.append(Draft(BlockKind.NOTE, line[2:], runs=runs))
        elif number:
            plain = number[1].rstrip(".")
            value = int(plain) if plain.isdigit() else None
            made.append(Draft(BlockKind.PARAGRAPH, number[2], label=number[1], number=value, runs=runs))
        else:
            made.append(Draft(BlockKind.PARAGRAPH, line, runs=runs))
    return made


@pytest.fixture(scope="session")
def words_in_order() -> Callable[[str, str], bool]:
    """Tell whether the words of an item stand in the printed text in order; the letters of its parts ("(ii)") aside."""

    def told(text: str, printed: str) -> bool:
        words = re.sub(r"(?<!\S)\W?[a-zA-Z]{1,5}[.)]+(?=\s)", " ", text).split()
        rest = iter(printed.split())
        return all(word in rest for word in words)

    return told


@pytest.fixture
def read() -> Read:
    """Read a document written as lines; its name is "document.pdf" unless given."""

    def made(lines: str, *, file_name: str = "document.pdf", furniture: tuple[str, ...] = ()) -> Reading:
        return read_facts(file_name, RawReading("pdf", assemble(drafts(lines)), 9, furniture))

    return made
