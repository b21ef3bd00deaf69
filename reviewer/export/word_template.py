"""A council's own Word template: which placeholders it holds, and what cannot be used as one."""

from __future__ import annotations

import difflib
import io
import zipfile
from collections.abc import Iterator, Set
from dataclasses import dataclass
from typing import Any

import docx

from reviewer.domain.errors import UserError
from reviewer.export.packed import KINDS, Refusals, look_into
from reviewer.export.word_places import Place, paragraphs, places, unclosed
from reviewer.export.word_rows import ROWS, is_numbered, is_row, patterns, row_of

INLINE = {  # name -> what the guide says of it
    "title": "the title of the checklist",
    "authority": "the authority, or how many",
    "earlier": "the earlier document, with its days",
    "date": "the day on which it was exported",
    "marking": "the protective marking and the warning of unpublished text",
    "shown": "what the filters show",
    "left-out": "how many unpublished documents are left out",
    "how-to-read": "what the answers mean and do not mean",
    "recommendations": "how many recommendations",
    "revisited": "how many were revisited",
    "addressed": "how many are addressed or sustained",
    "open": "how many are open",
    "never-revisited": "how many were never revisited",
    "not-revisited-so-far": "how many were not revisited so far",
    "overdue": "how many council actions are overdue",
    "answered": "how many answers are confirmed",
    "oldest-open": "the oldest recommendation that nobody called addressed",
}
LINES = {"summary": "the story in plain sentences, each in a paragraph of its own"}
BLOCKS = {
    "figures": "the story as a row of boxes",
    "checklist": "the rows, grouped as in the window",
    "matrix": "the picture of recommendations and later documents",
    "timeline": "the picture of the judgements over time",
    "years": "the bars of years since last revisited",
    "quotations": "every cited passage",
    "sources": "the documents, with the hash of each file",
    "sign-off": "the block to sign",
}
KNOWN = {**INLINE, **LINES, **BLOCKS, **ROWS}
_TOLD = ("checklist", "summary", "quotations", "sources", "sign-off")  # whose absence is told
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}.main+xml"

MACROS = "“{name}” can run macros (.docm or .dotm), so it is not used. Save it in Word as a document or template without macros (.docx or .dotx) and choose that."
OLD = "“{name}” is protected by a password or is of an old kind (.doc or .dot). Save it in Word as .docx without a password and choose that."
NOT_WORD = "“{name}” is not a Word document. Choose a .docx or .dotx file."
DAMAGED = "“{name}” is damaged and cannot be used as a template. Open and save it in Word, or save a template to start from."
TOO_LARGE = "“{name}” is far larger than a template can be, so it was not opened."
NOTHING = "“{name}” holds no placeholder such as {{{{checklist}}}}, so there is nothing to fill in. Put some in, or save a template to start from."
NO_ROOM = "“{name}” has {{{{{place}}}}} in {where}, where there is no room for it. Move it into the text."

NO_ROW = "“{name}” has {{{{{place}}}}} in {where}, where no row can be repeated. Put it into a row of a table in the text: that row is repeated for each recommendation."
IN_ROW = "“{name}” has {{{{{place}}}}} in a row that is repeated for each recommendation, where there is no room for it. Move it out of that row."


@dataclass(frozen=True, slots=True)
class WordTemplate:
    """A template that can be filled: its bytes as a document, and sentences about what is unknown or missing."""

    name: str
    data: bytes
    found: frozenset[str]
    notes: tuple[str, ...]


def read_template(data: bytes, name: str) -> WordTemplate:
    """Look a template through. Raise UserError with a sentence naming ``name`` where it cannot be used."""
    data = _as_document(data, name)
    try:
        document: Any = docx.Document(io.BytesIO(data))
        found, unknown = _look_through(document, name)
    except UserError:
        raise
    except Exception as error:  # the library raises whatever a broken part happens to cause
        raise UserError(DAMAGED.format(name=name)) from error
    if not found:
        raise UserError(NOTHING.format(name=name))
    return WordTemplate(name, data, frozenset(found), (*unknown, *_missing(found)))


def stories(document: Any) -> Iterator[tuple[Any, Any]]:
    """Give (part, element) of the text and of every header and footer."""
    yield document.part, document.element.body
    for relation in list(document.part.rels.values()):
        if relation.reltype.endswith(("/header", "/footer")):
            yield relation.target_part, relation.target_part.element


def _look_through(document: Any, name: str) -> tuple[set[str], list[str]]:
    """Return the known placeholders and sentences about the others. Raise UserError for one without room."""
    found: set[str] = set()
    notes: dict[str, None] = {}
    repeated = {row for pattern in patterns(document.element.body) for row in pattern}
    for part, story in stories(document):
        for paragraph in paragraphs(story):
            for place in places(paragraph):
                if place.name in KNOWN or is_numbered(place.name):
                    found.add(place.name)
                else:
                    notes[_unknown(place.name, place.written)] = None
                _check_room(place, paragraph, name, outside=part is not document.part, repeated=repeated)
            notes |= {f"“{written}” is not closed with “}}}}”; it was left as it stands.": None for written in unclosed(paragraph)}
    return found, list(notes)


def _check_room(place: Place, paragraph: Any, name: str, *, outside: bool, repeated: Set[Any]) -> None:
    """Raise UserError for a part where there is no room for it, and for a row's placeholder that stands in no row."""
    where = _tight(outside, paragraph)
    if place.name in BLOCKS:
        if where:
            raise UserError(NO_ROOM.format(name=name, place=place.name, where=where))
        if any(row in repeated for row in paragraph.iterancestors("{*}tr")):
            raise UserError(IN_ROW.format(name=name, place=place.name))
    if is_row(place.name) and (where or row_of(paragraph) is None):
        raise UserError(NO_ROW.format(name=name, place=place.name, where=where or "a line outside any table"))


def _tight(outside: bool, paragraph: Any) -> str:
    if outside:
        return "a header or footer"
    return "a text box" if any(str(one.tag).endswith("}txbxContent") for one in paragraph.iterancestors()) else ""


def _unknown(name: str, written: str) -> str:
    near = difflib.get_close_matches(name, KNOWN, 1)
    hint = f" Did you mean {{{{{near[0]}}}}}?" if near else ""
    return f"{written} is no placeholder that Reviewer knows; it was left as it stands.{hint}"


def _missing(found: set[str]) -> list[str]:
    there = {*found, "checklist"} if any(map(is_row, found)) else found
    lacking = [f"{{{{{name}}}}} ({KNOWN[name]})" for name in _TOLD if name not in there]
    return [f"Not in the template, so not in the export: {'; '.join(lacking)}."] if lacking else []


def _as_document(data: bytes, name: str) -> bytes:
    """Return the bytes of a .docx; a .dotx becomes one. Raise UserError for what is neither."""

    def read(packed: zipfile.ZipFile) -> bytes:
        kinds = packed.read(KINDS).decode("utf-8", "replace")
        if "macroEnabled" in kinds or any(part.filename.endswith("vbaProject.bin") for part in packed.infolist()):
            raise UserError(MACROS.format(name=name))
        if _MAIN.format("document") in kinds:
            return data
        if _MAIN.format("template") not in kinds:
            raise UserError(NOT_WORD.format(name=name))
        return _retyped(packed, kinds.replace(_MAIN.format("template"), _MAIN.format("document")))

    return look_into(data, name, Refusals(OLD, TOO_LARGE, NOT_WORD, DAMAGED), read)


def _retyped(packed: zipfile.ZipFile, kinds: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in packed.infolist():
            new.writestr(part.filename, kinds if part.filename == KINDS else packed.read(part))
    return out.getvalue()
