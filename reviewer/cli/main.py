"""The command line: a window without arguments or with a review file, a verb otherwise.

Standard output carries data only; everything said to a person goes to standard error.
"""

from __future__ import annotations

import argparse
import importlib
import io
import sys
from collections.abc import Sequence

from reviewer import __version__
from reviewer.domain.errors import UserError

_VERBS = (
    "reviewer.cli.read",
    "reviewer.cli.followup",
    "reviewer.cli.import_",  # a module cannot be called "import"
    "reviewer.cli.checklist",
    "reviewer.cli.demo",
)
_REVIEW_SUFFIX = ".review"


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program; return its exit code: 0, 1 where a file failed, 2 for a mistake in the call or in the world."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    _use_utf8()
    try:
        if not arguments or (len(arguments) == 1 and arguments[0].endswith(_REVIEW_SUFFIX)):
            return _window(arguments)
        args = _parser().parse_args(arguments)
        result: int = args.run(args)
        return result
    except UserError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    except BrokenPipeError:
        # Whoever reads our output has gone ("| head"); point it nowhere so that the shutdown flush stays quiet.
        sys.stdout = io.StringIO()
        return 0
    except KeyboardInterrupt:
        return 130


def _window(arguments: list[str]) -> int:
    start = importlib.import_module("reviewer.ui.start")  # late: the verbs need no display and no Qt
    result: int = start.main(arguments)
    return result


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="reviewer",
        description="Follow up inspection recommendations. Without a verb the window opens, on FILE.review if given.",
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    subparsers = parser.add_subparsers(required=True, metavar="VERB")
    for module in _VERBS:
        importlib.import_module(module).add_parser(subparsers)
    return parser


def _use_utf8() -> None:
    """Print UTF-8 whatever the machine's own encoding is, so that JSON reads the same everywhere."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
