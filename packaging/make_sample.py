"""Make the documents of the sample review from their sources in `packaging/sample/`.

Run as `python3 packaging/dev.py sample`. The results in `resources/sample/` are part of the project; this script
is run again when a source changes. The sources are a small dialect of Markdown: `# ` headings, `- ` and `  - `
bullets, `1. ` numbered paragraphs, `| a | b |` rows, `[1] ` footnotes, `---` new page.
"""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from tagged_pdf import TaggedPdf

SOURCES = Path(__file__).parent / "sample"
RESULTS = Path(__file__).parent.parent / "resources" / "sample"
PDFS = {
    "inspection-2017": "",
    "inspection-2022": "Inspection of Thornmere local authority children’s services, 7 to 18 November 2022",
}
LETTERS = ("focused-visit-2024",)

_NUMBERED = re.compile(r"(\d+\.) (.*)")
_BULLET = re.compile(r"( *)- (.*)")
_HEADING = re.compile(r"(#+) (.*?)(?:\[(\d)\])?$")
_NOTE = re.compile(r"\[(\d)\] (.*)")


def pdf(source: str, *, foot: str) -> bytes:
    """Return the tagged PDF of a source text."""
    lines = source.splitlines()
    titles = [match[2] for line in lines if (match := _HEADING.match(line)) and match[1] == "#"]
    out = TaggedPdf(title=" ".join(titles), foot=foot)
    contents = False
    rows: list[list[str]] = []
    for line in [*lines, ""]:
        if line.startswith("|"):
            rows.append([cell.strip() for cell in line.strip("|").split("|")])
            continue
        if rows:
            _table(out, rows, contents=contents)
            rows = []
        contents = (contents and not line.startswith("#")) or line == "## Contents"
        _element(out, line)
    return out.to_bytes()


def _table(out: TaggedPdf, rows: list[list[str]], *, contents: bool) -> None:
    ruled = [row for row in rows if row != ["---"]]
    if contents:
        for text, page in ruled:
            out.contents_line(text, page)
    else:
        out.table(ruled, header=len(ruled) != len(rows))


def _element(out: TaggedPdf, line: str) -> None:
    if line == "---":
        out.new_page()
    elif match := _HEADING.match(line):
        out.heading(len(match[1]), match[2], mark=match[3] or "")
    elif match := _NOTE.match(line):
        out.note(match[1], match[2])
    elif match := _NUMBERED.match(line):
        out.item(match[1], match[2])
    elif match := _BULLET.match(line):
        out.item("•", match[2], depth=1 + len(match[1]) // 2)
    elif line:
        out.paragraph(line)


def word(source: str) -> bytes:
    """Return the Word document of a letter; the same source gives the same bytes."""
    from docx import Document

    out = Document()
    for line in source.splitlines():
        if match := _HEADING.match(line):
            out.add_heading(match[2], len(match[1]))
        elif match := _BULLET.match(line):
            out.add_paragraph(match[2], style="List Bullet")
        elif line:
            out.add_paragraph(line)
    out.core_properties.author = "Reviewer contributors"
    out.core_properties.title = "Focused visit to Thornmere children’s services"
    out.core_properties.created = out.core_properties.modified = dt.datetime(2024, 5, 21)
    buffer = BytesIO()
    out.save(buffer)
    return _without_times(buffer.getvalue())


def _without_times(data: bytes) -> bytes:
    """Return a zip file with the times of its parts set to the oldest that the format knows."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, old.read(name))
    return out.getvalue()


def results() -> Iterator[tuple[Path, bytes]]:
    """Make every document of the sample: where it belongs, and its bytes."""
    for name, foot in PDFS.items():
        yield RESULTS / f"{name}.pdf", pdf((SOURCES / f"{name}.md").read_text(encoding="utf-8"), foot=foot)
    for name in LETTERS:
        yield RESULTS / f"{name}.docx", word((SOURCES / f"{name}.md").read_text(encoding="utf-8"))


def main() -> int:
    """Write the documents of the sample."""
    for path, data in results():
        path.write_bytes(data)
        print(path)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
