"""Real documents through the review file and back, where they are to be had."""

from __future__ import annotations

from pathlib import Path

import pytest

from reviewer.app.jobs import read_bytes
from reviewer.app.workspace import Workspace
from reviewer.domain.errors import UnreadableFileError

CORPUS = Path(__file__).parents[2] / "../shared/corpus"
EVERY = 12  # one document in so many is tried


def test_real_documents_come_back_as_they_were_read(workspace: Workspace) -> None:
    files = sorted(CORPUS.rglob("*.pdf"))[::EVERY]
    if not files:
        pytest.skip("the real documents are not here")
    for path in files:
        data = path.read_bytes()
        try:
            reading = read_bytes(path.name, data)
        except UnreadableFileError:
            continue
        document = workspace.import_reading(file_name=path.name, data=data, reading=reading)
        again = workspace.reading(document)
        assert again == reading, path.name
        assert again.text == reading.text, path.name
        assert all(block.text == again.text[block.start : block.end] for block in again.blocks), path.name
        workspace.accept_suggestions([suggestion.id for suggestion in workspace.suggestions(document)])
        made = workspace.recommendations(document)
        assert len(made) == len(reading.recommendations), path.name
        assert len({recommendation.ref for recommendation in made}) == len(made), path.name
        spans = {highlight.id: highlight.span for highlight in workspace.highlights(document)}
        assert {spans[recommendation.highlight] for recommendation in made} == {item.span for item in reading.recommendations}
    while workspace.undo():
        pass
    assert workspace.documents() == ()
