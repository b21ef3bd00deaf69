"""`reviewer demo`: build the sample review and write its checklist in every format, without a display."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from reviewer.domain.checklist import ChecklistFilter
from reviewer.domain.errors import UserError


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verb to the command line."""
    parser = subparsers.add_parser("demo", help="build the sample review and write its checklist in every format")
    parser.add_argument("--out", type=Path, default=Path("reviewer-demo"), metavar="DIR", help="the folder to write to")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the review and the checklists; print one path a line."""
    # Late: the libraries of all formats would make every other verb wait.
    from reviewer.app.exporting import FORMATS, export_checklist
    from reviewer.app.sample import build_sample
    from reviewer.app.workspace import Workspace

    folder: Path = args.out
    review = folder / "Sample.review"
    sys.stderr.write("Building the sample review of an invented authority …\n")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _forget(review)
    except OSError as error:
        raise UserError(f"The folder {folder} cannot be written ({error.strerror}). Choose another with --out.") from error
    build_sample(review)
    sys.stdout.write(f"{review}\n")
    workspace = Workspace.open(review, author="Sample officer")
    try:
        earlier = workspace.earlier_documents()[0].id
        for format in FORMATS:
            written = export_checklist(workspace, ChecklistFilter(earlier), format, folder / f"Checklist.{format}")
            sys.stdout.write(f"{written}\n")
            sys.stdout.flush()
    finally:
        workspace.close()
    return 0


def _forget(review: Path) -> None:
    """Remove the sample of an earlier run; it is made anew, and nobody's work is in it."""
    for suffix in ("", "-wal", "-shm"):
        review.with_name(review.name + suffix).unlink(missing_ok=True)
