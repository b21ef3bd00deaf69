"""The matrix, the judgements over time and the years since each recommendation was revisited, as one picture in a file."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.domain.british_dates import british_date
from reviewer.domain.checklist import Checklist, ChecklistFilter
from reviewer.domain.errors import UserError
from reviewer.export.drawing import Picture, Primitive, Text, moved, rectangle, svg
from reviewer.export.pictures import WIDTH, matrix_picture, timeline_picture, years_picture
from reviewer.export.safe_write import safe_write

if TYPE_CHECKING:
    from reviewer.app.workspace import Workspace

_EDGE, _GAP = 16.0, 18.0
_FONTS = "'Segoe UI', 'Helvetica Neue', Arial, 'DejaVu Sans', sans-serif"


def save_picture(workspace: Workspace, earlier: str, path: Path) -> Path:
    """Draw the follow-up of one earlier document to ``path`` (.svg, else .png) and record it; return the path written.

    Unpublished documents stay out. Raise UserError where nothing can be drawn or the file cannot be written.
    """
    checklist = workspace.checklist(ChecklistFilter(earlier))
    if checklist.earlier in checklist.left_out:
        raise UserError(
            f"“{checklist.earlier.name}” is not published, so it is left out of pictures. Export the checklist instead: "
            "it asks for a reason, which is logged."
        )
    if not checklist.rows:
        raise UserError("There is no recommendation to draw. Accept or tag recommendations first.")
    if path.suffix.lower() not in (".svg", ".png"):
        path = path.with_name(path.name + ".png")
    drawn = follow_up_picture(checklist, dt.date.today())
    written = safe_write(path, _file(drawn, path.suffix.lower()))
    if not workspace.read_only:
        workspace.record_export(written, f"picture {written.suffix[1:].upper()}", checklist)
    return written


def follow_up_picture(checklist: Checklist, today: dt.date) -> Picture:
    """Return the pictures of a checklist one below the other, each under its title, on a white ground."""
    found = [timeline_picture(checklist, today), matrix_picture(checklist) if checklist.later else None, years_picture(checklist)]
    title = f"{checklist.authority} – follow-up of {checklist.earlier.name}"
    second = " · ".join(part for part in (checklist.marking.value, british_date(today.isoformat(), short=False)) if part)
    parts: list[Primitive] = [Text(_EDGE, _EDGE + 12, title, 13, bold=True), Text(_EDGE, _EDGE + 27, second, 9, "#566070")]
    top = _EDGE + 27 + _GAP
    shown = [picture for picture in found if picture is not None]
    for picture in shown:
        parts.append(Text(_EDGE, top + 10, picture.title, 10, bold=True))
        parts += moved(picture.parts, _EDGE, top + 18)
        top += 18 + picture.height + _GAP
    width, height = WIDTH + 2 * _EDGE, top + _EDGE - _GAP
    ground = rectangle(0, 0, width, height, fill="#ffffff", stroke="")
    return Picture(width, height, (ground, *parts), title, " ".join(picture.alt for picture in shown))


def _file(picture: Picture, suffix: str) -> bytes:
    if suffix == ".svg":
        drawn = svg(picture).replace("<svg ", f'<svg font-family="{_FONTS}" ', 1)
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{drawn}\n'.encode()
    from reviewer.export.drawing_png import png  # late: Pillow would make every start wait

    return png(picture)
