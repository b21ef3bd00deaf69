"""Write the checklist of a review in one of the formats."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.domain.checklist import Checklist, ChecklistFilter
from reviewer.domain.errors import UserError
from reviewer.export.csv_file import checklist_csv
from reviewer.export.excel import checklist_xlsx
from reviewer.export.html import checklist_html
from reviewer.export.markdown import checklist_markdown
from reviewer.export.pdf import checklist_pdf
from reviewer.export.safe_write import safe_write
from reviewer.export.table import (
    answer_lines,
    contains_draft,
    date_words,
    figures,
    left_out_words,
    marking_words,
    plural,
    visit_titles,
)
from reviewer.export.word import checklist_docx

if TYPE_CHECKING:
    from reviewer.app.workspace import Workspace

__all__ = [
    "FORMATS", "answer_lines", "contains_draft", "date_words", "export_checklist", "figures", "left_out_words", "marking_words",
    "plural", "render", "visit_titles",
]  # fmt: skip

FORMATS: dict[str, Callable[[Checklist], bytes]] = {
    "docx": checklist_docx,
    "xlsx": checklist_xlsx,
    "pdf": checklist_pdf,
    "html": checklist_html,
    "md": checklist_markdown,
    "csv": checklist_csv,
}


def export_checklist(workspace: Workspace, filter: ChecklistFilter, format: str, path: Path) -> Path:
    """Write the checklist to ``path`` and record it in the audit trail; return the path written.

    ``format`` is one of `FORMATS`. Raise UserError when there is nothing to write or the file cannot be written.
    """
    checklist = workspace.checklist(filter)
    data = render(checklist, format)
    written = safe_write(path, data)
    if not workspace.read_only:
        workspace.record_export(written, format, checklist)
    return written


def render(checklist: Checklist, format: str) -> bytes:
    """Return the file of a checklist. Raise UserError for an unknown format or a checklist without rows."""
    if format not in FORMATS:
        raise UserError(f"There is no format “{format}”. Choose one of {', '.join(FORMATS)}.")
    if checklist.earlier in checklist.left_out:
        raise UserError(
            f"“{checklist.earlier.name}” is not published, so it is left out of exports. "
            "Give a reason for exporting unpublished text, which is logged, and export again."
        )
    if not checklist.rows:
        raise UserError(
            "There is no recommendation to export: nothing fits the filters, or the document has none. "
            "Accept or tag recommendations, or show all."
        )
    return FORMATS[format](checklist)
