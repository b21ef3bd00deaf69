"""An answer in the making: what is chosen and cited before a person confirms it."""

from __future__ import annotations

from dataclasses import dataclass, field

from reviewer.app.workspace import Workspace
from reviewer.domain.document import block_at, page_at
from reviewer.domain.review import Cell
from reviewer.domain.revisit import Coverage, Outcome
from reviewer.domain.span import Span
from reviewer.ui.followup.evidence_list import EvidenceLine


@dataclass(slots=True)
class Draft:
    """What is chosen but not yet confirmed for one cell; kept while the window is open."""

    coverage: Coverage | None = None
    outcome: Outcome | None = None
    note: str = ""
    cite: list[Span] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        return self.coverage is None and not self.cite and not self.note


def evidence_lines(workspace: Workspace, cell: Cell, draft: Draft) -> list[EvidenceLine]:
    """Return the cited passages of a cell, then those that wait for the answer to be confirmed."""
    reading = workspace.reading(cell.document)
    here = {highlight.id: highlight for highlight in workspace.highlights(cell.document)}
    lines = []
    for cited in cell.cited:
        found = here.get(cited.highlight)
        span, area = (found.span, cited.highlight if found.area else "") if found else (Span(0, 0), "")
        lines.append(EvidenceLine(cited.evidence, cited.quote, _where(cited.page, cited.paragraph), span.start, span.end, area))
    for span in draft.cite:
        page, block = page_at(reading.blocks, span.start), block_at(reading.blocks, span.start)
        number = f"¶{block.number}" if block and block.number else ""
        lines.append(EvidenceLine("", span.of(reading.text), _where(page, number), span.start, span.end))
    return lines


def _where(page: int | None, paragraph: str) -> str:
    return " · ".join(part for part in (f"p. {page}" if page else "", paragraph) if part)
