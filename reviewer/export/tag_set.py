"""A set of tags as a file: Reviewer's own JSON, which keeps everything, and the codebook of REFI-QDA (.qdc), which
other programs for qualitative data read and write (CodeBook > Codes > Code, codes within codes).

The JSON: {"format": "reviewer-tags", "version": 1, "tags": [{"name", "fill", "line", "key", "role",
"recommendation_kind", "description", "tags": [those under it]}]}; all but "name" may be missing.
"""

from __future__ import annotations

import json
import re
import uuid
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import dataclass, replace

from reviewer.domain.errors import UserError
from reviewer.domain.tag import Tag, TagRole
from reviewer.domain.tag_colour import fill_for, line_for
from reviewer.domain.tag_tree import nodes

FORMAT, VERSION = "reviewer-tags", 1
CODEBOOK = "urn:QDA-XML:codebook:1.0"
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}\Z")
_WRONG = "This is no file of tags. Choose one that Reviewer saved (.json) or a codebook of another program (.qdc)."
_MOST, _DEEPEST = 2000, 20


@dataclass(frozen=True, slots=True)
class TagLine:
    """One tag of a file with the place of its parent in the list, None at the top. Colours "" where not given.

    ``bare``: the file knows no keys and no meanings, so that a tag which is there keeps its own.
    """

    tag: Tag
    parent: int | None
    bare: bool = False


def tags_json(tags: Sequence[Tag]) -> bytes:
    """Return the tags as a file of Reviewer's own."""
    roots: list[dict[str, object]] = []
    path: list[list[dict[str, object]]] = [roots]
    for node in nodes(tags):
        tag, below = node.tag, list[dict[str, object]]()
        entry: dict[str, object] = {
            "name": tag.name, "fill": tag.fill, "line": tag.line, "key": tag.key, "role": tag.role.value,
            "recommendation_kind": tag.recommendation_kind, "description": tag.description, "tags": below,
        }  # fmt: skip
        del path[node.depth + 1 :]
        path[-1].append(entry)
        path.append(below)
    return json.dumps({"format": FORMAT, "version": VERSION, "tags": roots}, ensure_ascii=False, indent=2).encode("utf-8")


def tags_qdc(tags: Sequence[Tag]) -> bytes:
    """Return the tags as a codebook; a code's identity follows from the tag's, so that saving twice gives the same."""
    ET.register_namespace("", CODEBOOK)
    book = ET.Element(f"{{{CODEBOOK}}}CodeBook", {"origin": "Reviewer"})
    path = [ET.SubElement(book, f"{{{CODEBOOK}}}Codes")]
    for node in nodes(tags):
        del path[node.depth + 1 :]
        about = {"guid": str(uuid.uuid5(uuid.NAMESPACE_URL, node.tag.id)).upper(), "name": node.tag.name, "isCodable": "true", "color": node.tag.fill}
        code = ET.SubElement(path[-1], f"{{{CODEBOOK}}}Code", about)
        if node.tag.description:
            ET.SubElement(code, f"{{{CODEBOOK}}}Description").text = node.tag.description
        path.append(code)
    body = ET.tostring(book, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{body}\n'.encode()


def read_tags(data: bytes) -> tuple[TagLine, ...]:
    """Return the tags of a file of either kind, parents before children. Raise UserError for anything else."""
    text = data.lstrip(b"\xef\xbb\xbf \t\r\n")
    lines: list[TagLine] = []
    if text.startswith(b"<"):
        if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
            raise UserError(_WRONG)
        try:
            book = ET.fromstring(text)
        except ET.ParseError as error:
            raise UserError(_WRONG) from error
        codes = next((one for one in book if _name(one) == "Codes"), None)
        if _name(book) != "CodeBook" or codes is None:
            raise UserError(_WRONG)
        _take_codes(codes, None, lines, 0)
    else:
        try:
            found = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise UserError(_WRONG) from error
        if not isinstance(found, dict) or found.get("format") != FORMAT:
            raise UserError(_WRONG)
        if not isinstance(found.get("version"), int) or found["version"] > VERSION:
            raise UserError("These tags were saved by a newer version of Reviewer, which this one cannot read.")
        _take_entries(found.get("tags"), None, lines, 0)
    if not lines:
        raise UserError("There is no tag in this file.")
    return tuple(lines)


def _take_codes(above: ET.Element, parent: int | None, lines: list[TagLine], depth: int) -> None:
    for code in above:
        if _name(code) == "Code":
            words = next((one.text or "" for one in code if _name(one) == "Description"), "")
            colour = code.get("color", "").strip()
            fill, line = (fill_for(colour), line_for(colour)) if _COLOUR.match(colour) else ("", "")
            name = _distinct(code.get("name", ""), parent, lines)
            at = _add(lines, parent, depth, name=name, description=words, fill=fill, line=line)
            lines[at] = replace(lines[at], bare=True)
            _take_codes(code, at, lines, depth + 1)


def _distinct(name: str, parent: int | None, lines: Sequence[TagLine]) -> str:
    """Return a name that no code before it has: codebooks repeat names under different codes, tags are told apart by them."""
    name = " ".join(name.split())
    taken = {line.tag.name.casefold() for line in lines}
    if name.casefold() in taken and parent is not None:
        name = f"{name} ({lines[parent].tag.name})"
    other, number = name, 2
    while other.casefold() in taken:
        other, number = f"{name} {number}", number + 1
    return other


def _take_entries(entries: object, parent: int | None, lines: list[TagLine], depth: int) -> None:
    for entry in entries if isinstance(entries, list) else ():
        if not isinstance(entry, dict):
            raise UserError(_WRONG)
        given = {name: entry[name] for name in ("name", "fill", "line", "key", "recommendation_kind", "description") if isinstance(entry.get(name), str)}
        role = entry.get("role")
        at = _add(lines, parent, depth, role=TagRole(role) if role in set(TagRole) else TagRole.OTHER, **given)
        _take_entries(entry.get("tags"), at, lines, depth + 1)


def _add(lines: list[TagLine], parent: int | None, depth: int, *, name: str = "", fill: str = "", line: str = "", key: str = "", role: TagRole = TagRole.OTHER, recommendation_kind: str = "", description: str = "") -> int:
    if len(lines) >= _MOST or depth > _DEEPEST or not name.strip():
        raise UserError(_WRONG)
    fill, line = (colour.lower() if _COLOUR.match(colour) else "" for colour in (fill, line))
    key = key if key in set("123456789") else ""
    lines.append(TagLine(Tag("", " ".join(name.split()), fill, line, key, role, recommendation_kind, "", description.strip()), parent))
    return len(lines) - 1


def _name(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]
