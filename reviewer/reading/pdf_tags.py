"""The structure tree of a tagged PDF: which mark on a page belongs to which heading, paragraph, item or cell.

An element's *path* is its place in the tree (child numbers from the root). pdfium keeps the places of children that
stand on other pages, so an element that runs over a page break has the same path on both pages.
"""

from __future__ import annotations

import ctypes
from typing import Any, NamedTuple

import pypdfium2.raw as raw

from reviewer.reading import pdfium_calls as calls

_DEEPEST = 40
_NAME_BYTES = 128


class Element(NamedTuple):
    """One structure element on the way to some text: its type ("P", "LI", "H1", "TD", ...) and path."""

    type: str
    path: tuple[int, ...]


Chain = tuple[Element, ...]


class TagReader:
    """Reads the marks of one document's pages."""

    def __init__(self) -> None:
        self._buffer = ctypes.create_string_buffer(_NAME_BYTES)
        self._name = ctypes.addressof(self._buffer)
        self._names: dict[bytes, str] = {}

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
                    self._walk(calls.address(element), (), (index,), found)
        finally:
            raw.FPDF_StructTree_Close(tree)
        return found

    def _walk(self, element: int, above: Chain, path: tuple[int, ...], found: dict[int, Chain]) -> None:
        chain = (*above, Element(self._type(element), path))
        if len(chain) > _DEEPEST:
            return
        for index in range(calls.count_children(element)):
            mark = calls.get_child_mark(element, index)
            if mark >= 0:
                found[mark] = chain
                continue
            child = calls.get_child(element, index)
            if child:
                self._walk(child, chain, (*path, index), found)

    def _type(self, element: int) -> str:
        size = calls.get_element_type(element, self._name, _NAME_BYTES)
        if not 2 < size <= _NAME_BYTES:
            return ""
        name = ctypes.string_at(self._name, size - 2)
        known = self._names.get(name)
        if known is None:
            known = self._names[name] = name.decode("utf-16-le", "replace")
        return known
