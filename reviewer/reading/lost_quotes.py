"""Apostrophes that a file gives as digits: programs that print a PDF anew may write ‘ and ’ down as 8 and 9.

The page shows them rightly, the text says "children9s" throughout. One character stands for one, so that places stay.
"""

from __future__ import annotations

import re
from dataclasses import replace

from reviewer.reading.drafts import RawReading

_LOST = re.compile(r"(?<=[a-z])9s\b")
_KEPT = re.compile(r"[a-z][’']s\b")
_CLOSING = re.compile(r"(?<=[A-Za-z.,!?])9(?=s?(?:[^\w]|$))")
_OPENING = re.compile(r"(?<!\w)(?<![.,£])8(?=[A-Za-z])")
_FEWEST = 3  # one may be a slip of the pen
_OFTEN = 4  # times as often lost as kept: one font of the file may be sound
PUT_BACK = (
    "The text of this file has 8 and 9 where the pages show apostrophes and quotation marks; they were put back. "
    "Compare quotations with the page."
)


def with_quotes(raw: RawReading) -> RawReading:
    """Return a reading whose apostrophes are put back, where the file writes 9 in place of nearly all."""
    lost = sum(len(_LOST.findall(block.text)) for block in raw.blocks if "9s" in block.text)
    if lost < _FEWEST or _OFTEN * sum(len(_KEPT.findall(block.text)) for block in raw.blocks) > lost:
        return raw
    blocks = tuple(replace(block, text=_mended(block.text), section=_mended(block.section)) for block in raw.blocks)
    return replace(raw, blocks=blocks, furniture=tuple(map(_mended, raw.furniture)), warnings=(*raw.warnings, PUT_BACK))


def _mended(text: str) -> str:
    return _OPENING.sub("‘", _CLOSING.sub("’", text))
