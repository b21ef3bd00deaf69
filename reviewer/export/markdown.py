"""The checklist as Markdown: one table a group, then the quotations and the sources."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reviewer.domain.checklist import Checklist
from reviewer.export import story, table

_SPECIAL = re.compile(r"([\\`*_\[\]|#])")  # what Markdown would read as markup; a bar would end the cell
_ENTITY = re.compile(r"&(?=#?\w+;)|[<>~]")  # what would begin HTML; not every reader lets a backslash guard these
_LIST_MARK = re.compile(r"^(\s*\d*)([-+.)])(?=\s)")


def checklist_markdown(checklist: Checklist) -> bytes:
    """Return the checklist as UTF-8 Markdown."""
    marking = table.marking_words(checklist)
    parts = [f"**{marking}**" if marking else "", f"# {escaped(checklist.title)}", escaped(checklist.authority)]
    parts += [
        "\n".join(f"- {escaped(line)}" for line in (*story.story(checklist), story.left_out_words(checklist)) if line)
    ]
    for section in checklist.sections:
        deeper = "###" if checklist.several else "##"
        parts.append(f"## {escaped(section.authority)}" if checklist.several else "")
        for group in section.groups:
            parts.append(f"{deeper} {escaped(group.title)}" if group.title else "")
            rows = [(*table.cells(row), "☐") for row in group.rows]
            parts.append(_table((*table.headers(section), table.DONE), rows))
    parts += [*_quotations(checklist), *_sources(checklist), *_about(checklist)]
    parts += [f"**{marking}**" if marking else ""]
    return ("\n\n".join(part for part in parts if part) + "\n").encode("utf-8")


def escaped(text: str) -> str:
    """Return text that Markdown shows as it stands, on one line; lines become ``<br>``."""
    lines = [_ENTITY.sub(_as_entity, _SPECIAL.sub(r"\\\1", line)) for line in text.splitlines()]
    return "<br>".join(_LIST_MARK.sub(r"\1\\\2", line) for line in lines)


def _as_entity(found: re.Match[str]) -> str:
    return {"&": "&amp;", "<": "&lt;", ">": "&gt;"}.get(found[0], f"&#{ord(found[0])};")


def _table(titles: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [titles, tuple("---" for _ in titles)]
    head = [f"| {' | '.join(escaped(cell) if line is titles else cell for cell in line)} |" for line in lines]
    return "\n".join(head + [f"| {' | '.join(escaped(cell) for cell in row)} |" for row in rows])


def _quotations(checklist: Checklist) -> list[str]:
    first = (table.AUTHORITY,) if checklist.several else ()
    found = [
        (*((q.authority,) if first else ()), q.ref, q.visit, q.answer, q.quote, q.where, q.note)
        for q in table.quotations(checklist)
    ]
    titles = (*first, "Ref", "Document", "Answer", "Quotation", "Where", "Note")
    return ["## Quotations", _table(titles, found)] if found else []


def _sources(checklist: Checklist) -> list[str]:
    first = (table.AUTHORITY,) if checklist.several else ()
    rows = [
        (
            *((section.authority,) if first else ()), document.name, table.dates_of(document), document.file_name,
            table.state_words(document), document.sha256,
        )
        for section in checklist.sections
        for document in section.sources
    ]  # fmt: skip
    return ["## Sources", _table((*first, "Document", "Dates", "File", "State", "SHA-256"), rows)]


def _about(checklist: Checklist) -> list[str]:
    lines = [(name, words) for name, words in story.about(checklist) if name != "In figures"]
    return ["## About this checklist", "\n".join(f"- {escaped(name)}: {escaped(words)}" for name, words in lines)]
