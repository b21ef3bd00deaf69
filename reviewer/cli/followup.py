"""`reviewer followup`: each recommendation of an earlier document with the passages of a later one, as JSON."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from reviewer.app.followup import suggestions_between
from reviewer.app.jobs import load_bytes, read_bytes
from reviewer.domain.document import Reading, ReadRecommendation
from reviewer.domain.passage import FollowUpSuggestion


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verb to the command line."""
    parser = subparsers.add_parser("followup", help="suggest where a later document comes back to recommendations")
    parser.add_argument("earlier", metavar="EARLIER", type=Path, help="the document with the recommendations")
    parser.add_argument("later", metavar="LATER", type=Path, help="the later inspection or visit")
    parser.add_argument("--json", action="store_true", help="one JSON object (the only form so far)")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print one JSON object. Raises UserError where one of the two files cannot be read."""
    found = suggestions_between(_read(args.earlier), _read(args.later))
    result = {"recommendations": [_as_json(item, suggestion) for item, suggestion in found]}
    sys.stdout.write(json.dumps(result, ensure_ascii=False) + "\n")
    return 0


def _read(path: Path) -> Reading:
    return read_bytes(path.name, load_bytes(path))


def _as_json(item: ReadRecommendation, suggestion: FollowUpSuggestion) -> dict[str, Any]:
    return {
        "number": item.number,
        "text": item.text,
        "list": item.list.value,
        "coverage": suggestion.coverage.value,
        "coverage_why": suggestion.coverage_why,
        "outcome": suggestion.outcome.value if suggestion.outcome else None,
        "outcome_words": suggestion.outcome_words,
        "probably_not_mentioned": suggestion.probably_not_mentioned,
        "suggestions": [
            {
                "paragraph": passage.paragraph,
                "page": passage.page,
                "text": passage.text,
                "score": passage.score,
                "why": list(passage.why),
            }
            for passage in suggestion.passages
        ],
    }
