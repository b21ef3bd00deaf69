"""The structure tree of a tagged PDF: which mark on a page belongs to which heading, paragraph, item or cell.

An element's *path* is its place in the tree (child numbers from the root). pdfium keeps the places of children that
stand on other pages, so an element that runs over a page break has the same path on both pages.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as raw

_DEEPEST = 40
_NAME_BYTES = 128


@dataclass(frozen=True, slots=True)
class Element:
    """One structure element on the way to some text: its type ("P", "LI", "H1", "TD", ...) and path."""

    type: str
    path: tuple[int, ...]


Chain = tuple[Element, ...]


class TagReader:
    """Reads the marks of one document's pages."""

    def __init__(self) -> None:
        self._buffer = ctypes.create_string_buffer(_NAME_BYTES)

    def chains(self, page: Any) -> dict[int, Chain]:
        """Return for each mark (MCID) of the page its elements from the root down; {} without a tree."""
        found: dict[int, Chain] = {}
        tree = raw.FPDF_StructTree_GetForPage(page)
        if not tree:
            return found
        try:
            for index in range(raw.FPDF_StructTree_CountChildren(tree)):
                element = raw.FPDF_StructTree_GetChildAtIndex(tree, index)
                if element:
                    self._walk(element, (), (index,), found)
        finally:
            raw.FPDF_StructTree_Close(tree)
        return found

    def _walk(self, element: Any, above: Chain, path: tuple[int, ...], found: dict[int, Chain]) -> None:
        chain = (*above, Element(self._type(element), path))
        if len(chain) > _DEEPEST:
            return
        for index in range(raw.FPDF_StructElement_CountChildren(element)):
            child = raw.FPDF_StructElement_GetChildAtIndex(element, index)
            if child:
                self._walk(child, chain, (*path, index), found)
                continue
            mark = raw.FPDF_StructElement_GetChildMarkedContentID(element, index)
            if mark >= 0:
                found[mark] = chain

    def _type(self, element: Any) -> str:
        size = raw.FPDF_StructElement_GetType(element, self._buffer, _NAME_BYTES)
        return self._buffer.raw[: size - 2].decode("utf-16-le", "replace") if 2 < size <= _NAME_BYTES else ""
