"""`reviewer checklist`: write the follow-up checklist of a review, without a window."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.app.exporting import FORMATS, export_checklist
from reviewer.app.pictures import save_pictures
from reviewer.domain.checklist import ChecklistFilter, Grouping, Marking
from reviewer.domain.errors import UserError
from reviewer.domain.review import DocumentSummary, Standing

if TYPE_CHECKING:
    from reviewer.app.workspace import Workspace

ALL = "all"
DRAWN = ("svg", "png")  # every picture in a file of its own beside --out


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verb to the command line."""
    parser = subparsers.add_parser("checklist", help="write the follow-up checklist of a review")
    parser.add_argument("review", type=Path, metavar="REVIEW", help="the review file")
    parser.add_argument("--format", choices=(*FORMATS, *DRAWN), help="the format; that of --out where it is not given")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="the file to write")
    parser.add_argument(
        "--earlier", default="", metavar="DOCUMENT", help="year, file name or id of the earlier document, or “all”"
    )
    parser.add_argument(
        "--authority", default=[], nargs="+", metavar="NAME", help="only these authorities, by name, or “all”"
    )
    parser.add_argument(
        "--group", choices=[*Grouping], type=Grouping, default=Grouping.AREA, help="how the rows are grouped"
    )
    parser.add_argument("--standing", choices=[*Standing], type=Standing, nargs="+", help="only rows that stand so")
    parser.add_argument("--owner", default="", help="only rows of this owner")
    parser.add_argument("--theme", default="", help="only rows of this theme or judgement area")
    parser.add_argument("--overdue", action="store_true", help="only rows whose action is overdue")
    parser.add_argument("--marking", choices=[m.value for m in Marking if m], default="", help="at least this marking")
    parser.add_argument("--draft-reason", default="", metavar="WHY", help="let unpublished documents in; WHY is logged")
    parser.add_argument("--template", type=Path, metavar="FILE", help="the council's own Word template (.docx, .dotx)")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the file (or one a picture) and print each path."""
    from reviewer.app.workspace import Workspace  # late: the other verbs need no store

    format = args.format or args.out.suffix.lstrip(".").lower()
    if format not in (*FORMATS, *DRAWN):
        raise UserError(f"“{args.out.name}” does not say which format is wanted. Give --format {', '.join((*FORMATS, *DRAWN))}.")
    if args.template and format != "docx":
        raise UserError("A Word template needs --format docx.")
    if not args.review.is_file():
        raise UserError(f"There is no review “{args.review}”.")
    workspace = Workspace.open(args.review)
    try:
        authorities = _authorities(workspace, args.authority)
        chosen = ChecklistFilter(
            _earlier(workspace, args.earlier, authorities, several=bool(args.authority)),
            standing=frozenset(args.standing or Standing),
            owner=args.owner,
            overdue_only=args.overdue,
            grouping=args.group,
            draft_reason=args.draft_reason,
            marking=Marking(args.marking),
            authorities=authorities,
            theme=args.theme,
        )
        left_out = workspace.checklist(chosen).left_out
        if format in DRAWN:
            written = save_pictures(workspace, chosen, args.out.with_suffix(f".{format}"))
        else:
            written = [export_checklist(workspace, chosen, format, args.out, template=args.template, tell=_tell)]
    finally:
        workspace.close()
    for document in left_out:
        sys.stderr.write(f"Left out, since it is not published: {document.name} ({document.file_name})\n")
    sys.stdout.writelines(f"{path}\n" for path in written)
    return 0


def _tell(words: str) -> None:
    sys.stderr.write(f"{words}\n")


def _authorities(workspace: Workspace, wanted: Sequence[str]) -> frozenset[str]:
    """Return the URNs of the authorities that are named; empty means all."""
    names = {authority.urn: authority.name for authority in workspace.authorities()}
    used = {document.authority for document in workspace.earlier_documents()}
    found: set[str] = set()
    for name in wanted:
        urn = next((urn for urn in used if name.casefold() in (names.get(urn, "").casefold(), urn)), None)
        if name == ALL:
            continue
        if urn is None:
            known = ", ".join(sorted(names.get(urn, urn) or "not stated" for urn in used))
            raise UserError(f"No document with recommendations is of “{name}”. The review has: {known}.")
        found.add(urn)
    return frozenset() if ALL in wanted else frozenset(found)


def _earlier(workspace: Workspace, wanted: str, authorities: frozenset[str], *, several: bool) -> str:
    """Return the id of the document that is meant, "" for all: by id, file name or year.

    By default the first one with later documents, or all where authorities are named.
    """
    offered = [d for d in workspace.earlier_documents() if not authorities or d.authority in authorities]
    if not offered:
        raise UserError("The review has no recommendations yet. Accept or tag them in the window first.")
    if wanted == ALL or (several and not wanted):
        return ""
    if wanted:
        found = [d for d in offered if wanted in (d.id, d.year, d.file_name, d.name)]
    else:
        followed = [d for d in offered if workspace.matrix(d.id).later] or list(offered)
        whose = {d.authority for d in followed}
        found = [min(followed, key=lambda d: d.date)] if len(whose) == 1 else followed
    if len(found) == 1:
        return found[0].id
    why = f"fits “{wanted}”" if wanted else "is meant"
    raise UserError(f"Say with --earlier which document {why}: give its file name, or “all”.\n{_listed(found or offered)}")


def _listed(documents: Sequence[DocumentSummary]) -> str:
    return "\n".join(f"  {document.year}  {document.name}  {document.file_name}" for document in documents)
