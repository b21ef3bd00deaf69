"""Import, tag and answer for ever, and say after each act that it is done: what `test_workspace_killed` kills.

Each line of standard input, "ROUND REVIEW", forks a child that opens the review and begins; it says "child PID", then
"import HASH", "tag ID" or "answer ID" after each act, until it is killed; then "killed" is said. Forking spares the
start of Python some hundred times.
"""

from __future__ import annotations

import hashlib
import itertools
import os
import sys
from pathlib import Path

from reviewer.app.authorities import all_authorities
from reviewer.app.workspace import Workspace
from reviewer.domain.document import (
    Block,
    BlockKind,
    Fact,
    FactName,
    Reading,
    ReadRecommendation,
    RecommendationKind,
    RecommendationList,
)
from reviewer.domain.revisit import Coverage
from reviewer.domain.span import Span


def reading(name: str, year: int) -> Reading:
    texts = [f"Paragraph {number} of {name}: thresholds are applied." for number in range(12)]
    blocks, start = [], 0
    for number, text in enumerate(texts):
        blocks.append(Block(number, BlockKind.PARAGRAPH, start, start + len(text), text))
        start += len(text) + 1
    item = ReadRecommendation(
        1, "1", RecommendationList.LOCAL_AUTHORITY, RecommendationKind.RECOMMENDATION, blocks[2].span, blocks[2].text
    )
    facts = (Fact(FactName.AUTHORITY, "80527"), Fact(FactName.PUBLISHED, f"{year}-01-01"))
    return Reading("text", tuple(blocks), facts=facts, recommendations=(item,))


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main(path: Path, round_: str) -> None:
    workspace = Workspace.open(path, author=round_)
    before = ""
    for number in itertools.count():
        name = f"{round_}-{number}"
        data = name.encode() * 2000
        document = workspace.import_reading(file_name=name, data=data, reading=reading(name, 2000 + number % 90))
        say(f"import {hashlib.sha256(data).hexdigest()}")
        say(f"tag {workspace.tag_span(document, Span(0, 9), 'tag-concern')}")
        workspace.accept_suggestions([suggestion.id for suggestion in workspace.suggestions(document)])
        if before and number % 90:
            asked = workspace.recommendations(before)[0].id
            say(f"answer {workspace.answer(asked, document, coverage=Coverage.SAME_TOPIC, cite=[Span(10, 20)]).id}")
        before = document


if __name__ == "__main__":
    all_authorities()
    for line in sys.stdin:
        round_, _, review = line.strip().partition(" ")
        child = os.fork()
        if not child:
            say(f"child {os.getpid()}")
            main(Path(review), round_)
        os.waitpid(child, 0)
        say("killed")
