"""Fill a council's Word template: its letterhead and styles stay, the placeholders give way to the checklist."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn

from reviewer.domain.british_dates import british_date
from reviewer.domain.checklist import Checklist
from reviewer.export import story, table
from reviewer.export.layout import least_width
from reviewer.export.word import describe
from reviewer.export.word_blocks import Blocks, numbers
from reviewer.export.word_places import Place, alone, copies, empty, paragraphs, places, put
from reviewer.export.word_rows import LATER, is_numbered, later_words, patterns, repeat
from reviewer.export.word_save import Later
from reviewer.export.word_sections import own_landscape, text_width
from reviewer.export.word_styles import block_styles
from reviewer.export.word_template import BLOCKS, LINES, WordTemplate, stories

MARKED = "The template has no {{marking}} in its header or footer, so the marking was put at the head and foot of its pages."
_TWIPS = 56.6929  # a millimetre
_MARGINS = 4.0  # millimetres that a cell keeps free at both sides
_MAKERS: dict[str, Callable[[Blocks], list[str]]] = {
    "figures": Blocks.figures,
    "checklist": Blocks.checklist_table,
    "matrix": lambda blocks: blocks.pictures("matrix"),
    "timeline": lambda blocks: blocks.pictures("judgements"),
    "years": lambda blocks: blocks.pictures("years"),
    "quotations": Blocks.quotations,
    "sources": Blocks.sources,
    "sign-off": Blocks.sign_off,
}
assert _MAKERS.keys() == BLOCKS.keys()


def fill_template(template: WordTemplate, checklist: Checklist) -> tuple[bytes, tuple[str, ...]]:
    """Return the filled document, and sentences about what was unknown, missing or added."""
    document: Any = docx.Document(io.BytesIO(template.data))
    notes = list(template.notes)
    styles, ids, later = block_styles(document), numbers(document), Later()
    words = inline_words(checklist)
    if table.marking_words(checklist) and _mark(document, table.marking_words(checklist)):
        notes.append(MARKED)
    repeated = patterns(document.element.body)  # before any text of the review is in the document
    for part, element in stories(document):
        for paragraph in paragraphs(element):
            _fill(paragraph, checklist, words, partial(Blocks, checklist, part, styles, ids, later))
    for pattern in repeated:
        repeat(pattern, checklist, ids)
    describe(document, checklist)
    return later.save(document), tuple(notes)


def inline_words(checklist: Checklist) -> dict[str, str]:
    """Return the words of every placeholder that stands within a line."""
    count, known = checklist.figures, dict(story.about(checklist))
    return {
        "title": checklist.title,
        "authority": checklist.authority or table.NOT_STATED,
        "earlier": known.get("Earlier document", known.get("Earlier documents", "")),
        "date": british_date(checklist.made[:10], short=False),
        "marking": table.marking_words(checklist),
        "shown": known.get("Shown", "All recommendations."),
        "left-out": story.left_out_words(checklist),
        "how-to-read": story.HOW_TO_READ,
        "recommendations": str(count.recommendations),
        "revisited": str(count.revisited),
        "addressed": str(count.closed),
        "open": str(count.open),
        "never-revisited": str(count.never_revisited),
        "not-revisited-so-far": str(count.not_revisited_so_far),
        "overdue": str(count.overdue),
        "answered": f"{count.answered} of {count.asked}",
        "oldest-open": story.oldest(checklist) or "none",
    }


def _fill(paragraph: Any, checklist: Checklist, words: dict[str, str], make: Callable[..., Blocks]) -> None:
    """Fill one paragraph: within its lines first, from the end, so that the places before stay where they are."""
    found = places(paragraph)
    for place in reversed(found):
        if place.name in words:
            put(paragraph, place, words[place.name])
        elif place.name.startswith(LATER) and is_numbered(place.name):
            put(paragraph, place, later_words(place.name, checklist))
    for place in places(paragraph) if any(one.name in LINES for one in found) else ():
        if place.name in LINES:
            sentences = story.story(checklist)
            if alone(paragraph, place):
                copies(paragraph, place, sentences)
                return
            put(paragraph, place, " ".join(sentences))
            _fill(paragraph, checklist, words, make)
            return
    blocks = [place for place in places(paragraph) if place.name in BLOCKS]
    if blocks:
        _put_blocks(paragraph, blocks, make)


def _put_blocks(paragraph: Any, found: Sequence[Place], make: Callable[..., Blocks]) -> None:
    """Put tables and pictures in the place of a paragraph, or after it where it says more."""
    whole = len(found) == 1 and alone(paragraph, found[0])
    for place in reversed(found):
        put(paragraph, place, "")
    anchors = [paragraph] if whole else [paragraph.makeelement(qn("w:p"), {}) for _ in found]
    for anchor in reversed(anchors if not whole else ()):
        paragraph.addnext(anchor)
    for anchor, place in zip(anchors, found, strict=True):
        _put_block(anchor, place.name, make)


def _put_block(paragraph: Any, name: str, make: Callable[..., Blocks]) -> None:
    """Put one part in the place of an empty paragraph; a checklist too wide for the page gets a page of its own."""
    wide = _room(paragraph)
    turned = name == "checklist" and paragraph.getparent().tag == qn("w:body") and wide < least_width()
    end = own_landscape(paragraph) if turned else paragraph
    blocks = make(wide=_room(end) if turned else wide)
    for element in blocks.later.elements(_MAKERS[name](blocks)):
        end.addprevious(element)
    _take_away(paragraph)


def _take_away(paragraph: Any) -> None:
    """Remove the paragraph of a placeholder, unless a cell, a section or two tables need one there."""
    before, after = paragraph.getprevious(), paragraph.getnext()
    ends_section = paragraph.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None
    tables = before is not None and before.tag == qn("w:tbl")
    needed = after is None or after.tag in (qn("w:tbl"), qn("w:sectPr"))
    if ends_section or (tables and needed) or (after is None and next(paragraph.iterancestors(qn("w:tc")), None) is not None):
        empty(paragraph)
    else:
        paragraph.getparent().remove(paragraph)


def _room(paragraph: Any) -> float:
    """Return the millimetres that the place of a paragraph offers: of its cell, else of its section."""
    cell = next(paragraph.iterancestors(qn("w:tc")), None)
    if cell is None:
        return text_width(paragraph)
    wide = cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}")
    if wide is not None and wide.get(qn("w:type")) == "dxa" and int(wide.get(qn("w:w"), "0")):
        return float(wide.get(qn("w:w"))) / _TWIPS - _MARGINS
    row = cell.getparent()
    return text_width(paragraph) / max(len(row.findall(qn("w:tc"))), 1) - _MARGINS


def _mark(document: Any, words: str) -> bool:
    """Put the marking at the head and foot of pages whose header and footer have no place for it; tell whether."""
    done: set[int] = set()
    added = False
    for number, section in enumerate(document.sections):
        pairs = [(section.header, section.footer)]
        if section.different_first_page_header_footer:
            pairs.append((section.first_page_header, section.first_page_footer))
        if document.settings.odd_and_even_pages_header_footer:
            pairs.append((section.even_page_header, section.even_page_footer))
        for pair in pairs:
            if number and all(one.is_linked_to_previous for one in pair):
                continue
            if any(place.name == "marking" for one in pair for p in paragraphs(one._element) for place in places(p)):
                continue
            for one in pair:
                if id(one.part) not in done and not (number and one.is_linked_to_previous):
                    done.add(id(one.part))
                    _write_marking(one, words)
                    added = True
    return added


def _write_marking(place: Any, words: str) -> None:
    first = place.paragraphs[0] if place.paragraphs else place.add_paragraph()
    new = first.insert_paragraph_before()
    new.alignment = WD_ALIGN_PARAGRAPH.CENTER
    new.add_run(words).bold = True
