"""One file to all that it says: blocks first, then every fact. A pure function of the file's name and bytes."""

from __future__ import annotations

from reviewer.domain.document import Reading, inspection_legs
from reviewer.domain.repeats import repeat_warning
from reviewer.reading.drafts import RawReading
from reviewer.reading.facts.authority import authority_fact
from reviewer.reading.facts.cross_checks import cross_checked
from reviewer.reading.facts.inspectors import inspector_fact
from reviewer.reading.facts.judgements import judgements
from reviewer.reading.facts.kind import find_title, kind_facts
from reviewer.reading.facts.list_checks import recommendation_fact
from reviewer.reading.facts.marks import find_marks, link_marks
from reviewer.reading.facts.publication import publication_facts
from reviewer.reading.facts.recommendations import board_part, find_recommendations
from reviewer.reading.facts.scope import scope_fact
from reviewer.reading.facts.source import Source
from reviewer.reading.facts.when import inspection_fact, published_fact
from reviewer.reading.structure import read_blocks

READER_VERSION = "4"  # goes up whenever the same bytes may give another reading


def read(file_name: str, data: bytes) -> Reading:
    """Read one file: canonical text, blocks, facts, judgements, recommendations and marks.

    Raises:
        UnreadableFileError: with the reason, where the file is no document that can be read.
    """
    return read_facts(file_name, read_blocks(file_name, data))


def read_facts(file_name: str, raw: RawReading) -> Reading:
    """Read the facts out of blocks that were read already."""
    source = Source.of(file_name, raw)
    title = find_title(source)
    inspected = inspection_fact(source, title)
    legs = inspection_legs(inspected.value)
    scope = scope_fact(source, title)
    facts = cross_checked(source, title, (
        authority_fact(source, title, legs[-1][1] if legs else ""),
        *kind_facts(source, title),
        inspected,
        published_fact(source, title),
        inspector_fact(source, title),
        *((scope,) if scope else ()),
        *publication_facts(source, title),
    ))  # fmt: skip
    marks = find_marks(source, title.span.start if title else 0)
    found = find_recommendations(source, title)
    return Reading(
        format=raw.format,
        blocks=raw.blocks,
        page_count=raw.page_count,
        facts=(*facts, recommendation_fact(source, title, found)),
        judgements=judgements(source, title),
        recommendations=link_marks(source, found, marks, board_part(source, title)),
        marks=marks,
        warnings=(*raw.warnings, *filter(None, [repeat_warning(raw.blocks)])),
        reader_version=READER_VERSION,
        text=source.text,
    )
