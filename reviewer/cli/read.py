"""`reviewer read`: what documents say, as JSON, one object a line and a file."""

from __future__ import annotations

import argparse
import json
import sys

from reviewer.app.reading_many import read_many_json


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verb to the command line."""
    parser = subparsers.add_parser("read", help="read documents and print what they say, as JSON")
    parser.add_argument("files", nargs="+", metavar="FILE", help="PDF, Markdown, text or Word document")
    parser.add_argument("--json", action="store_true", help="one JSON object a line and a file (the only form so far)")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print one object a file; exit 1 where at least one file could not be read, for the others are there."""
    failed = False
    for result in read_many_json(args.files):
        failed = failed or not result["ok"]
        sys.stdout.write(json.dumps(result, ensure_ascii=False) + "\n")
        sys.stdout.flush()
        if not result["ok"]:
            sys.stderr.write(f"{result['file']}: {result['error']}\n")
    return 1 if failed else 0
