"""One row a file with all that was read from it: `python3 packaging/dev.py survey FOLDER [--html] > table`.

Tab-separated on standard output, or one HTML page with ``--html``. A value that the program was unsure of ends in
"?", one that conflicts in "!". The last columns make the odd ones visible: missing paragraph numbers, warnings.
"""

from __future__ import annotations

import argparse
import html
import itertools
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from reviewer.app.authorities import all_authorities
from reviewer.app.importing import find_files
from reviewer.app.jobs import Job, load_bytes, read_bytes
from reviewer.app.reading_pool import read_all
from reviewer.domain.document import BlockKind, FactName, Reading, Sureness
from reviewer.domain.errors import UserError

SIGNS = {Sureness.SURE: "", Sureness.UNSURE: " ?", Sureness.CONFLICT: " !"}
COUNTS = ("pages", "characters", "headings", "paragraphs", "bullets", "cells", "notes")
COLUMNS = (
    "file", "refused", *(name.value for name in FactName), "judgements", "kinds", "marks",
    "linked marks", "numbered", "missing numbers", *COUNTS, "facts to check", "warnings",
)  # fmt: skip


def row(file: str, reading: Reading | None, sentence: str, names: dict[str, str]) -> dict[str, str]:
    """Return the row of one file: column -> text."""
    if reading is None:
        return {"file": file, "refused": sentence}
    kinds = Counter(block.kind for block in reading.blocks)
    found = {
        "file": file,
        "judgements": "; ".join(f"{j.name}: {j.grade_printed}{SIGNS[j.sureness]}" for j in reading.judgements),
        "kinds": ", ".join(f"{n} {kind}" for kind, n in Counter(r.kind.value for r in reading.recommendations).items()),
        "marks": str(len(reading.marks)),
        "linked marks": str(sum(len(item.marks) for item in reading.recommendations)),
        "pages": str(reading.page_count or ""),
        "characters": str(len(reading.text)),
        "headings": str(kinds[BlockKind.HEADING]),
        "paragraphs": str(kinds[BlockKind.PARAGRAPH]),
        "bullets": str(kinds[BlockKind.BULLET]),
        "cells": str(kinds[BlockKind.CELL]),
        "notes": str(kinds[BlockKind.NOTE]),
        "facts to check": "; ".join(f"{f.name.value}: {f.note}" for f in reading.facts if f.note),
        "warnings": "; ".join(reading.warnings),
    }
    numbers = [block.number for block in reading.blocks if block.number is not None]
    found["numbered"] = str(len(numbers))
    found["missing numbers"] = ", ".join(map(str, missing(numbers)))
    for fact in reading.facts:
        value = names.get(fact.value or "", fact.value) if fact.name is FactName.AUTHORITY else fact.value
        found[fact.name.value] = (value or "not stated") + SIGNS[fact.sureness]
    return found


def missing(numbers: list[int]) -> list[int]:
    """Return the numbers that are passed over where a run of printed numbers goes up."""
    gaps: list[int] = []
    for before, after in itertools.pairwise(numbers):
        gaps += range(before + 1, after) if before < after <= before + 20 else []
    return gaps


def rows(folder: Path) -> Iterator[dict[str, str]]:
    """Read every document under ``folder`` and yield its row, in the order of the paths."""
    names = {authority.urn: authority.name for authority in all_authorities()}
    files, refused = find_files([folder])
    found = {result.path: row(str(result.path), None, result.sentence, names) for result in refused}

    def jobs() -> Iterator[Job]:
        for path in files:
            try:
                yield Job(path, load_bytes(path))
            except UserError as error:
                found[path] = row(_name(path, folder), None, str(error), names)

    for answer in read_all(jobs(), read_bytes):
        path = answer.job.path
        found[path] = row(_name(path, folder), answer.reading, answer.sentence, names)
        if sys.stderr.isatty():
            print(f"\r{len(found)} of {len(files)} ", end="", file=sys.stderr, flush=True)
    yield from (found[path] for path in sorted(found))


def _name(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) and path != folder else path.name


def as_html(table: list[dict[str, str]]) -> str:
    """Return the table as one page; odd cells are marked."""
    head = "".join(f"<th>{html.escape(column)}" for column in COLUMNS)
    body = "".join(
        "<tr>" + "".join(_cell(column, entry.get(column, "")) for column in COLUMNS) + "\n" for entry in table
    )
    style = "body{font:13px Arial}td{border:1px solid #ccc;padding:2px 6px;vertical-align:top}.odd{background:#ffe7a3}"
    return f"<!DOCTYPE html><meta charset=utf-8><title>Survey</title><style>{style}</style><table><tr>{head}\n{body}</table>\n"


def _cell(column: str, text: str) -> str:
    odd = text.endswith((" ?", " !")) or (text and column in ("refused", "missing numbers", "warnings"))
    return f"<td{' class=odd' if odd else ''}>{html.escape(text)}"


def main() -> int:
    """Print the table; 0 even where files were refused, for that is what it is to show."""
    parser = argparse.ArgumentParser(prog="dev.py survey", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--html", action="store_true", help="one HTML page instead of tab-separated text")
    arguments = parser.parse_args()
    start = time.monotonic()
    table = list(rows(arguments.folder))
    if arguments.html:
        sys.stdout.write(as_html(table))
    else:
        for entry in [{column: column for column in COLUMNS}, *table]:
            print("\t".join(" ".join(entry.get(column, "").split()) for column in COLUMNS))
    refused = sum(bool(entry.get("refused")) for entry in table)
    print(f"{len(table)} files, {refused} refused, {time.monotonic() - start:.1f} s", file=sys.stderr)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
