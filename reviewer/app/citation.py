"""A quotation with its source, as it is pasted into a paper for the board."""

from __future__ import annotations

from reviewer.domain.area import Area
from reviewer.domain.british_dates import british_date
from reviewer.domain.document import Block, FactName, block_at, page_at
from reviewer.domain.review import DocumentSummary
from reviewer.domain.span import Span


def cite(
    quote: str, document: DocumentSummary, authority: str, blocks: tuple[Block, ...], span: Span, area: Area | None = None
) -> str:
    """Return “quote” (Ofsted, Thornmere, 4 August 2017, p. 7, ¶4); what is not known is left out."""
    date = document.value(FactName.PUBLISHED) or document.date
    page, block = page_at(blocks, span.start), block_at(blocks, span.start)
    page, block = (area.page, None) if area is not None else (page, block)  # an area has no words of the text
    parts = ["Ofsted", authority, british_date(date, short=False)]
    parts.append(f"p. {page}" if page else "")
    parts.append(f"¶{block.number}" if block is not None and block.number is not None else "")
    return f"“{quote}” ({', '.join(part for part in parts if part)})"
