"""The audit trail as a file: every import, answer, status change and export, with who and when."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from reviewer.app.workspace import Workspace
from reviewer.export.csv_file import harmless
from reviewer.export.safe_write import safe_write


def export_trail(workspace: Workspace, path: Path) -> int:
    """Write the whole trail as CSV (UTF-8 with mark, oldest first); return the number of entries."""
    entries = workspace.audit(limit=1_000_000)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["Number", "Time", "Who", "What", "Detail"])
    for entry in sorted(entries, key=lambda entry: entry.id):
        writer.writerow([entry.id, entry.time, *(harmless(text) for text in (entry.who, entry.label, entry.detail))])
    safe_write(path, out.getvalue().encode("utf-8-sig"))
    return len(entries)
