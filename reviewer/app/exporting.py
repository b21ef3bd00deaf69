"""Write the checklist of a review in one of the formats."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.app.exported import marked, remember
from reviewer.domain.checklist import Checklist, ChecklistFilter
from reviewer.domain.errors import UserError
from reviewer.export.csv_file import harmless
from reviewer.export.going_on import ExportCancelledError, check, watched
from reviewer.export.safe_write import safe_write
from reviewer.export.shapes import SYMBOLS
from reviewer.export.story import figures, left_out_words
from reviewer.export.table import (
    LATER_DOCUMENTS,
    answer_lines,
    contains_draft,
    date_words,
    marking_words,
    plural,
    stacked_answers,
    visit_titles,
)

if TYPE_CHECKING:
    from reviewer.app.workspace import Workspace
    from reviewer.export.word_template import WordTemplate

__all__ = [
    "FORMATS", "LATER_DOCUMENTS", "SYMBOLS", "ExportCancelledError", "answer_lines", "check_rows", "contains_draft", "date_words", "export_checklist", "figures", "harmless", "left_out_words", "marking_words", "open_template",
    "plural", "render", "save_sample_template", "stacked_answers", "visit_titles",
]  # fmt: skip

FORMATS = ("docx", "xlsx", "pdf", "html", "md", "csv")


def export_checklist(
    workspace: Workspace, filter: ChecklistFilter, format: str, path: Path, *, template: Path | None = None,
    tell: Callable[[str], None] = lambda _: None, wanted: Callable[[], bool] = lambda: True,
) -> Path:  # fmt: skip
    """Write the checklist to ``path`` and record it in the audit trail; return the path written.

    Rows that changed since the last export of this format say so. ``template`` is a council's own Word template;
    ``tell`` takes sentences about what in it is unknown, missing or was added. ``wanted`` is asked again and again and
    says whether the export still goes on.

    ``format`` is one of `FORMATS`. Raise UserError when there is nothing to write or the file cannot be written,
    ExportCancelledError when it is not wanted any more.
    """
    checklist = workspace.checklist(filter)
    if workspace.read_only and contains_draft(checklist):
        raise UserError(
            "This review is open read-only here, so the reason for exporting unpublished text cannot be logged. "
            "Nothing was written. Export from the window that may write, or without the unpublished text."
        )
    with watched(wanted):
        data = _rendered(marked(workspace, checklist, format), format, template, tell)
        check()
    written = safe_write(path, data)
    if not workspace.read_only:
        _record(workspace, written, format, checklist)
        remember(workspace, checklist, format)
    return written


def _rendered(checklist: Checklist, format: str, template: Path | None, tell: Callable[[str], None]) -> bytes:
    if format != "docx" or template is None:
        return render(checklist, format)
    from reviewer.export.word_fill import fill_template  # late: the library would make every start wait

    check_rows(checklist)
    data, notes = fill_template(open_template(template), checklist)
    for note in notes:
        tell(note)
    return data


def open_template(path: Path) -> WordTemplate:
    """Read a council's Word template and look it through. Raise UserError where it cannot be used."""
    from reviewer.export.word_template import read_template

    try:
        data = path.read_bytes()
    except OSError as error:
        why = "is not there any more" if isinstance(error, FileNotFoundError) else f"cannot be read ({error.strerror})"
        raise UserError(
            f"The Word template “{path.name}” {why}. Choose it again, or export with Reviewer’s own layout."
        ) from error
    return read_template(data, path.name)


def save_sample_template(path: Path) -> Path:
    """Write a template to start from; return its path. Raise UserError where it cannot be written."""
    from reviewer.export.word_sample import sample_template

    return safe_write(path, sample_template())


def _record(workspace: Workspace, written: Path, format: str, checklist: Checklist) -> None:
    """Record the export; unpublished text that cannot be recorded does not leave the review."""
    try:
        workspace.record_export(written, format, checklist)
    except UserError:
        if contains_draft(checklist):
            written.unlink(missing_ok=True)
        raise


def render(checklist: Checklist, format: str) -> bytes:
    """Return the file of a checklist. Raise UserError for an unknown format or a checklist without rows."""
    if format not in FORMATS:
        raise UserError(f"There is no format “{format}”. Choose one of {', '.join(FORMATS)}.")
    check_rows(checklist)
    return _writer(format)(checklist)


def check_rows(checklist: Checklist) -> None:
    """Raise UserError where there is no row: because the earlier document is left out, or nothing fits."""
    if checklist.rows:
        return
    kept = [document for document in checklist.earlier if document not in checklist.left_out]
    if checklist.earlier and not kept:
        whose = f"“{checklist.earlier[0].name}”" if len(checklist.earlier) == 1 else "Every earlier document"
        raise UserError(
            f"{whose} is not published, so it is left out of exports. "
            "Give a reason for exporting unpublished text, which is logged, and export again."
        )
    raise UserError(
        "There is no recommendation to export: nothing fits the filters, or the document has none. "
        "Accept or tag recommendations, or show all."
    )


def _writer(format: str) -> Callable[[Checklist], bytes]:
    """Return what writes a format. Imported late: the libraries of all formats would make every start wait."""
    if format == "docx":
        from reviewer.export.word import checklist_docx as writer
    elif format == "xlsx":
        from reviewer.export.excel import checklist_xlsx as writer
    elif format == "pdf":
        from reviewer.export.pdf import checklist_pdf as writer
    elif format == "html":
        from reviewer.export.html import checklist_html as writer
    elif format == "md":
        from reviewer.export.markdown import checklist_markdown as writer
    else:
        from reviewer.export.csv_file import checklist_csv as writer
    return writer
