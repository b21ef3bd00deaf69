"""Placeholders such as {{title}} in the paragraphs of a Word document, however Word has split them over runs."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from reviewer.export.word_xml import clean

_PLACE = re.compile(r"\{\{\s*([^{}\n]{1,40}?)\s*\}\}")
_UNCLOSED = re.compile(r"\{\{\s*([A-Za-z][A-Za-z -]{0,30})(?=\}(?!\})|[^}A-Za-z -]|$)")
_DASHES = re.compile(r"[\s_\u00ad\u2010-\u2015\u2212-]+")
_AS_TEXT = {"w:tab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-", "w:softHyphen": ""}
_W_T, _W_P, _W_R, _W_SDT = qn("w:t"), qn("w:p"), qn("w:r"), qn("w:sdt")
_HERE = "\ue000"  # stands for a moment where an element is put


@dataclass(frozen=True, slots=True)
class Place:
    """A placeholder in a paragraph's text: its folded name, as written, and where (code points, half-open)."""

    name: str
    written: str
    start: int
    end: int


def folded_name(written: str) -> str:
    """Return the name of a placeholder without regard to case, spaces, underscores and kinds of dashes."""
    return _DASHES.sub("-", written.strip().casefold()).strip("-")


def paragraphs(story: Any) -> Iterator[Any]:
    """Give every paragraph of a body, header or footer: in tables, text boxes and content controls too."""
    yield from list(story.iter(_W_P))


def text_of(paragraph: Any) -> str:
    """Return the text of a paragraph without that of paragraphs inside it (text boxes)."""
    return "".join(text for _, text in _pieces(paragraph))


def places(paragraph: Any) -> list[Place]:
    """Return the placeholders of a paragraph in their order."""
    text = text_of(paragraph)
    return [Place(folded_name(m[1]), m[0], m.start(), m.end()) for m in _PLACE.finditer(text)] if "{{" in text else []


def unclosed(paragraph: Any) -> list[str]:
    """Return what begins like a placeholder and does not end like one."""
    rest = _PLACE.sub("", text_of(paragraph))
    return [f"{{{{{match[1].strip()}" for match in _UNCLOSED.finditer(rest)]


def put(paragraph: Any, place: Place, text: str) -> None:
    """Put text in the place of a placeholder, in the look of its first letter; newlines become line breaks."""
    at, first = 0, True
    _own(paragraph)
    for element, piece in _pieces(paragraph):
        start, end = max(place.start - at, 0), min(place.end - at, len(piece))
        at += len(piece)
        if start >= end:
            continue
        if element.tag != _W_T:
            element.getparent().remove(element)
        elif first:
            _set(element, piece[:start] + text + piece[end:])
            first = False
        else:
            _set(element, piece[:start] + piece[end:])


def put_element(paragraph: Any, place: Place, element: Any) -> None:
    """Put a ready element that may stand beside runs in the place of a placeholder."""
    put(paragraph, place, _HERE)
    text = next(found for found, piece in _pieces(paragraph) if _HERE in piece)
    run = text.getparent()
    before, _, after = text.text.partition(_HERE)
    rest, at = copy.deepcopy(run), run.index(text)
    for follows in list(text.itersiblings()):
        run.remove(follows)
    for precedes in list(rest)[:at]:
        if precedes.tag != qn("w:rPr"):
            rest.remove(precedes)
    _set(text, before)
    _set(next(rest.iter(_W_T)), after)
    run.addnext(element)
    element.addnext(rest)


def alone(paragraph: Any, place: Place) -> bool:
    """Tell whether nothing but the placeholder stands in its paragraph."""
    text = text_of(paragraph)
    rest = text[: place.start] + text[place.end :]
    return not rest.strip() and not list(paragraph.iter(qn("w:drawing"), qn("w:pict")))


def copies(paragraph: Any, place: Place, texts: Sequence[str]) -> None:
    """Put each text into a paragraph of its own, all alike; none leaves an empty paragraph."""
    for text in texts[:-1]:
        twin = copy.deepcopy(paragraph)
        _without_section(twin)
        put(twin, place, text)
        paragraph.addprevious(twin)
    put(paragraph, place, texts[-1] if texts else "")


def empty(paragraph: Any) -> None:
    """Take the text out of a paragraph that has to stay: the last of a cell, or one that ends a section."""
    for element in list(paragraph):
        if element.tag != qn("w:pPr"):
            paragraph.remove(element)


def _without_section(paragraph: Any) -> None:
    for section in paragraph.findall(f"{qn('w:pPr')}/{qn('w:sectPr')}"):
        section.getparent().remove(section)


def _pieces(paragraph: Any) -> list[tuple[Any, str]]:
    """Return the elements that hold text with what they hold, in order."""
    found = []
    tags = {qn(name): text for name, text in _AS_TEXT.items()}
    for element in paragraph.iter(_W_T, *tags):
        run = element.getparent()
        if run.tag == _W_R and next(run.iterancestors(_W_P)) is paragraph:
            found.append((element, element.text or "" if element.tag == _W_T else tags[element.tag]))
    return found


def _own(paragraph: Any) -> None:
    """Let the words put into a content control stay: it is no longer empty, nor shows what the file's properties say."""
    for control in (*paragraph.iterancestors(_W_SDT), *paragraph.iter(_W_SDT)):
        for properties in control.findall(qn("w:sdtPr")):
            for name in ("w:showingPlcHdr", "w:dataBinding"):
                for found in properties.findall(qn(name)):
                    properties.remove(found)


def _set(element: Any, text: str) -> None:
    """Set the text of a w:t; further lines follow it in the same run."""
    first, *others = clean(text).split("\n")
    element.text = first
    element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    for line in others:
        new = OxmlElement("w:t")
        new.text = line
        new.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        element.addnext(new)
        element.addnext(OxmlElement("w:br"))
        element = new
