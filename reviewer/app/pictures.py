"""The matrix, the judgements over time and the years since each recommendation was revisited, as pictures in files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.domain.british_dates import british_date
from reviewer.domain.checklist import Checklist, ChecklistFilter
from reviewer.domain.errors import UserError
from reviewer.export.drawing import Picture, Primitive, Text, moved, rectangle, svg
from reviewer.export.going_on import ExportCancelledError
from reviewer.export.pictures import NamedPicture, all_pictures
from reviewer.export.safe_write import safe_write
from reviewer.export.table import marking_words, plural

if TYPE_CHECKING:
    from reviewer.app.workspace import Workspace

_EDGE, _GAP = 16.0, 18.0
_FONTS = "Arial, 'Liberation Sans', Helvetica, sans-serif"
_NOT_IN_A_NAME = dict.fromkeys(map(ord, '/\\:*?"<>|'), "-")


def save_picture(workspace: Workspace, earlier: str, path: Path) -> Path:
    """Draw the follow-up of one earlier document to ``path`` (.svg, else .png) and record it; return the path written.

    Unpublished documents stay out. Raise UserError where nothing can be drawn or the file cannot be written.
    """
    checklist = workspace.checklist(ChecklistFilter(earlier))
    _check(checklist)
    path = _with_suffix(path)
    written = safe_write(path, _file(follow_up_picture(checklist), path.suffix.lower()))
    _record(workspace, written, checklist)
    return written


def save_pictures(
    workspace: Workspace, filter: ChecklistFilter, path: Path, *, wanted: Callable[[], bool] = lambda: True
) -> list[Path]:
    """Draw every picture of a checklist to a file of its own beside ``path`` (.svg, else .png); return the paths.

    Each name ends with what the picture shows. Raise UserError as `save_picture`; where it is not ``wanted`` any more,
    what was written by then stays.
    """
    checklist = workspace.checklist(filter)
    _check(checklist)
    path = _with_suffix(path)
    written: list[Path] = []
    for number, one in enumerate(all_pictures(checklist), 1):
        if not wanted():
            raise ExportCancelledError(f"Cancelled. {plural(len(written), 'picture')} of them {'is' if len(written) == 1 else 'are'} written.")
        words = " ".join(part for part in (f"{number:02}", one.authority, one.picture.title.replace(":", "")) if part)
        name = f"{path.stem} {words}{path.suffix}".translate(_NOT_IN_A_NAME)
        framed = _framed([one], _whose(checklist, one.authority), checklist)
        written.append(safe_write(path.with_name(name), _file(framed, path.suffix.lower())))
    if not written:
        raise UserError("There is nothing to draw: no inspection with judgements and no later document.")
    _record(workspace, written[0], checklist)
    return written


def follow_up_picture(checklist: Checklist) -> Picture:
    """Return the pictures of a checklist one below the other, each under its title, on a white ground."""
    title = f"{checklist.authority} – {checklist.title[:1].lower()}{checklist.title[1:]}".removeprefix(" – ")
    return _framed(all_pictures(checklist), title, checklist)


def _framed(pictures: Sequence[NamedPicture], title: str, checklist: Checklist) -> Picture:
    made = british_date(checklist.made[:10], short=False)
    second = " · ".join(part for part in (marking_words(checklist), made) if part)
    parts: list[Primitive] = [Text(_EDGE, _EDGE + 12, title, 13, bold=True), Text(_EDGE, _EDGE + 27, second, 9, "#566070")]
    top = _EDGE + 27 + _GAP
    for one in pictures:
        parts.append(Text(_EDGE, top + 10, one.picture.title, 10, bold=True))
        parts += moved(one.picture.parts, _EDGE, top + 18)
        top += 18 + one.picture.height + _GAP
    width, height = max(one.picture.width for one in pictures) + 2 * _EDGE, top + _EDGE - _GAP
    ground = rectangle(0, 0, width, height, fill="#ffffff", stroke="")
    return Picture(width, height, (ground, *parts), title, " ".join(one.picture.alt for one in pictures))


def _check(checklist: Checklist) -> None:
    if checklist.earlier and all(document in checklist.left_out for document in checklist.earlier):
        raise UserError(
            f"“{checklist.earlier[0].name}” is not published, so it is left out of pictures. Export the checklist instead: "
            "it asks for a reason, which is logged."
        )
    if not checklist.rows:
        raise UserError("There is no recommendation to draw. Accept or tag recommendations first, or show all.")


def _whose(checklist: Checklist, authority: str) -> str:
    return authority or checklist.authority or checklist.title


def _with_suffix(path: Path) -> Path:
    return path if path.suffix.lower() in (".svg", ".png") else path.with_name(path.name + ".png")


def _record(workspace: Workspace, written: Path, checklist: Checklist) -> None:
    if not workspace.read_only:
        workspace.record_export(written, f"picture {written.suffix[1:].upper()}", checklist)


def _file(picture: Picture, suffix: str) -> bytes:
    if suffix == ".svg":
        drawn = svg(picture).replace("<svg ", f'<svg font-family="{_FONTS}" ', 1)
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{drawn}\n'.encode()
    from reviewer.export.drawing_png import png  # late: Pillow would make every start wait

    return png(picture)
