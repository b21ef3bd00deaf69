"""`reviewer import`: import documents and folders into a review, made where there is none."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reviewer.app.importing import FileProgress


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verb to the command line."""
    parser = subparsers.add_parser("import", help="import documents and folders into a review")
    parser.add_argument("review", type=Path, metavar="REVIEW", help="the review file, made where there is none")
    parser.add_argument("paths", type=Path, nargs="+", metavar="FILE", help="document or folder")
    parser.add_argument("--workers", type=int, default=2, metavar="N", help="processes that read (default 2)")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the id of each new document; exit 1 where a file was refused, for the others are there."""
    from reviewer.app.importing import import_paths
    from reviewer.app.workspace import Workspace

    workspace = Workspace.open(args.review)
    try:
        summary = import_paths(workspace, args.paths, progress=_tell, workers=max(args.workers, 1))
    finally:
        workspace.close()
    sys.stdout.writelines(f"{document}\n" for document in summary.documents)
    sys.stderr.write(f"{summary.sentence}\n")
    return 1 if summary.refused else 0


def _tell(progress: FileProgress) -> None:
    if progress.state.done:
        why = f": {progress.sentence}" if progress.sentence else ""
        sys.stderr.write(f"{progress.done}/{progress.total}  {progress.state}  {progress.path}{why}\n")
