"""Sections of a Word document: how wide its text is, and a landscape section for a table too wide for the page."""

from __future__ import annotations

import copy
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

_TWIPS = 56.6929  # a millimetre
_A4 = (11906, 16838)
_NARROW = 850  # twips of a margin beside a wide table: 15 mm


def text_width(element: Any) -> float:
    """Return the width of the text where an element of the body stands, in millimetres."""
    section = _section_of(element)
    if section is None:
        return 160.0
    size, margin = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))
    whole = _number(size, "w:w", _A4[0])
    sides = sum(_number(margin, name, 0) for name in ("w:left", "w:right", "w:gutter"))
    return (whole - sides) / _TWIPS


def own_landscape(paragraph: Any) -> Any:
    """Give a paragraph of the body a landscape section of its own; return the paragraph that ends it.

    What stands before and after keeps its page, headers and footers; the section has the headers of the one before. The
    headings right above go with it.
    """
    after = _section_of(paragraph)
    if after is None:
        after = OxmlElement("w:sectPr")
        paragraph.getparent().append(after)
    first = paragraph
    while first.getprevious() is not None and _is_heading(first.getprevious()):
        first = first.getprevious()
    before = first.getprevious()
    split = before is not None and before.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is None
    if split:
        _end_with(first, copy.deepcopy(after))
        _drop(after, "w:titlePg", "w:type")  # a new page, without the letterhead of a first one
    if paragraph.getnext() is after:
        _turn(after)
        return paragraph
    wide = copy.deepcopy(after)
    if split:
        _drop(wide, "w:headerReference", "w:footerReference")
    _turn(wide)
    end = OxmlElement("w:p")
    end.append(OxmlElement("w:pPr"))
    end.find(qn("w:pPr")).append(wide)
    paragraph.addprevious(end)
    _drop(after, "w:titlePg", "w:type")
    return end


def _is_heading(paragraph: Any) -> bool:
    """Tell whether a paragraph leads to what follows: a heading by its style or level, or one kept with the next."""
    properties = paragraph.find(qn("w:pPr")) if paragraph.tag == qn("w:p") else None
    if properties is None or properties.find(qn("w:sectPr")) is not None:
        return False
    style = properties.find(qn("w:pStyle"))
    named = style is not None and style.get(qn("w:val"), "").lower().startswith("heading")
    return named or any(properties.find(qn(name)) is not None for name in ("w:outlineLvl", "w:keepNext"))


def _end_with(paragraph: Any, section: Any) -> None:
    """End a section before a paragraph: in the paragraph before it, else in a new one."""
    last = paragraph.getprevious()
    if last.tag != qn("w:p"):
        last = OxmlElement("w:p")
        paragraph.addprevious(last)
    properties = last.find(qn("w:pPr"))
    if properties is None:
        properties = OxmlElement("w:pPr")
        last.insert(0, properties)
    change = properties.find(qn("w:pPrChange"))
    if change is None:
        properties.append(section)
    else:
        change.addprevious(section)


def _turn(section: Any) -> None:
    size, margin = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))
    if size is None:
        size = OxmlElement("w:pgSz")
        section.append(size)
    sides = sorted((_number(size, "w:w", _A4[0]), _number(size, "w:h", _A4[1])))
    size.set(qn("w:w"), str(sides[1]))
    size.set(qn("w:h"), str(sides[0]))
    size.set(qn("w:orient"), "landscape")
    if margin is not None:
        for name in ("w:left", "w:right"):
            margin.set(qn(name), str(min(_number(margin, name, _NARROW), _NARROW)))


def _section_of(element: Any) -> Any:
    """Return the properties of the section in which an element stands, None outside the body."""
    top = element
    while top.getparent() is not None and top.getparent().tag != qn("w:body"):
        top = top.getparent()
    if top.getparent() is None:
        return None
    for one in (top, *top.itersiblings()):
        if one.tag == qn("w:sectPr"):
            return one
        found = one.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") if one.tag == qn("w:p") else None
        if found is not None:
            return found
    return None


def _number(element: Any, name: str, otherwise: int) -> int:
    value = element.get(qn(name)) if element is not None else None
    return int(float(value)) if value else otherwise


def _drop(section: Any, *names: str) -> None:
    for name in names:
        for found in section.findall(qn(name)):
            section.remove(found)
