"""Tagged passages as a table: CSV, a page that Word opens and a browser shows, and text to paste into a spreadsheet."""

from __future__ import annotations

import csv
import html
import io
from collections.abc import Sequence
from dataclasses import dataclass

from reviewer.export.csv_file import harmless

TITLES = ("Document", "Page", "Paragraph", "Tags", "Passage", "Note", "State", "Who", "When")
_STYLE = (
    "body{font-family:Arial,sans-serif;font-size:10pt;color:#1c2430}table{border-collapse:collapse;width:100%}"
    "th,td{border:1px solid #8b95a1;padding:4px 6px;text-align:left;vertical-align:top}th{background:#eef1f3}"
)


@dataclass(frozen=True, slots=True)
class Passage:
    """One row, every part as words; ``when`` is an ISO time."""

    document: str
    page: str
    paragraph: str
    tags: str
    quote: str
    note: str
    state: str
    who: str
    when: str

    @property
    def cells(self) -> tuple[str, ...]:
        day = self.when[:10]
        return (self.document, self.page, self.paragraph, self.tags, self.quote, self.note, self.state, self.who, day)


def passages_csv(passages: Sequence[Passage]) -> bytes:
    """Return the rows as UTF-8 with its mark; no text is taken for a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(TITLES)
    for passage in passages:
        writer.writerow([harmless(cell) for cell in passage.cells])
    return ("\ufeff" + out.getvalue()).encode("utf-8")


def passages_text(passages: Sequence[Passage]) -> str:
    """Return the rows with tabs between cells, each on one line: what a spreadsheet takes from the clipboard."""
    rows = (TITLES, *([harmless(" ".join(cell.split())) for cell in passage.cells] for passage in passages))
    return "\n".join("\t".join(row) for row in rows)


def passages_html(passages: Sequence[Passage], *, title: str, marking: str = "") -> str:
    """Return one page that fetches nothing; ``marking`` stands above the table."""
    head = "".join(f"<th>{name}</th>" for name in TITLES)
    body = "".join(
        "<tr>" + "".join(f"<td>{html.escape(cell).replace(chr(10), '<br>')}</td>" for cell in passage.cells) + "</tr>"
        for passage in passages
    )
    mark = f"<p><b>{html.escape(marking)}</b></p>" if marking else ""
    return (
        f'<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>{html.escape(title)}</title>'
        f"<style>{_STYLE}</style></head><body>{mark}<h1>{html.escape(title)}</h1>"
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></body></html>"
    )
