"""Plain text."""

from __future__ import annotations

from reviewer.domain.document import BlockKind
from reviewer.reading.drafts import Draft, RawReading, assemble, squeeze
from reviewer.reading.labels import paragraph_number, split_bullet, split_number


def read_text(data: bytes) -> RawReading:
    """Read plain text into blocks: paragraphs apart by blank lines, bullets and numbers by their marks."""
    text = data.decode("utf-8-sig", "replace")
    drafts = []
    for part in text.replace("\r\n", "\n").split("\n"):
        line = squeeze(part)
        if not line:
            continue
        label, rest = split_bullet(line)
        if label:
            drafts.append(Draft(BlockKind.BULLET, rest, label, level=1))
            continue
        if line.startswith("#"):
            drafts.append(Draft(BlockKind.HEADING, line.lstrip("# ").strip("*"), level=1))
            continue
        label, rest = split_number(line)
        drafts.append(Draft(BlockKind.PARAGRAPH, rest, label, paragraph_number(label)))
    return RawReading("text", assemble(drafts))
