"""The web page as a screen reader and a narrow screen find it: headings, table heads, links within the page."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace
from html import escape
from html.parser import HTMLParser

import pytest

from reviewer.domain.checklist import Checklist, VisitAnswer
from reviewer.export.html import checklist_html
from reviewer.export.shapes import shape_name
from tests.export.conftest import LATER, all_matrices

Attributes = dict[str, str]
VOID = {"meta", "br", "col", "input", "circle", "polygon", "polyline", "path", "rect", "line", "use"}


class Page(HTMLParser):
    """The start tags in order, and the rows of each table as (tag, attributes) of their cells."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, Attributes]] = []
        self.open: list[str] = []
        self.tables: list[tuple[Attributes, list[list[tuple[str, Attributes]]]]] = []
        self.columns: list[int] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.tags.append((tag, found))
        if tag not in VOID:
            self.open.append(tag)
        if tag == "table":
            self.tables.append((found, []))
            self.columns.append(0)
        elif tag == "col":
            self.columns[-1] += 1
        elif tag == "tr":
            self.tables[-1][1].append([])
        elif tag in ("th", "td"):
            self.tables[-1][1][-1].append((tag, found))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag

    def all(self, tag: str) -> list[Attributes]:
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture(params=["one document", "several authorities", "many later documents"])
def made(request: pytest.FixtureRequest, checklist: Checklist, build_all: Callable[..., Checklist]) -> Checklist:
    if request.param == "one document":
        return checklist
    if request.param == "several authorities":
        return build_all()
    return with_many_later(checklist)


def with_many_later(checklist: Checklist) -> Checklist:
    """Return the checklist with seven later documents, too many to stand side by side."""
    (section,) = checklist.sections
    more = tuple(replace(LATER[0], id=f"more{n}") for n in range(7 - len(section.later)))
    unchecked = tuple(VisitAnswer(one.id, "", "", "Not yet checked", "", "") for one in more)
    groups = tuple(
        replace(group, rows=tuple(replace(row, answers=(*row.answers, *unchecked)) for row in group.rows)) for group in section.groups
    )
    return replace(checklist, sections=(replace(section, later=(*section.later, *more), groups=groups),))


def test_tags_close_and_ids_are_one_each(made: Checklist) -> None:
    page = Page(checklist_html(made).decode("utf-8"))
    assert not page.open
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    leads = {attributes["href"] for _, attributes in page.tags if "href" in attributes}
    assert leads and leads <= {f"#{one}" for one in ids}
    assert page.all("html")[0]["lang"] == "en-GB" and page.all("title")


def test_no_level_of_heading_is_skipped(made: Checklist) -> None:
    levels = [int(tag[1]) for tag, _ in Page(checklist_html(made).decode("utf-8")).tags if tag in ("h1", "h2", "h3", "h4")]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    assert (4 in levels) is made.several, "a quotation stands below its authority"


def test_tables_have_a_name_heads_with_a_scope_and_whole_rows(made: Checklist) -> None:
    page = Page(checklist_html(made).decode("utf-8"))
    assert len(page.tables) == len(made.sections) + 3
    for (attributes, rows), columns in zip(page.tables, page.columns, strict=True):
        assert attributes["aria-label"]
        wide = {sum(int(cell.get("colspan", "1")) for _, cell in row) for row in rows}
        assert len(wide) == 1 and (not columns or wide == {columns})
        assert all(cell.get("scope") for row in rows for tag, cell in row if tag == "th")
        assert all(row[0][0] == "th" for row in rows), "every row begins with its head"


def test_many_later_documents_stand_in_one_column(checklist: Checklist) -> None:
    many = with_many_later(checklist)
    text = checklist_html(many).decode("utf-8")
    page = Page(text)
    heads = [cell for _, cell in page.tables[1][1][0]]
    assert len(heads) == 12 and '<th scope="col">Later documents</th>' in text
    used = [one["href"] for one in page.all("use")]
    answers = [f"#{shape_name(answer)}" for row in many.rows for answer in row.answers]
    assert used[: len(answers)] == answers
    assert text.count("Not yet checked") >= sum(not answer.coverage for row in many.rows for answer in row.answers)


def test_contents_lead_to_every_authority(build_all: Callable[..., Checklist]) -> None:
    made = build_all()
    text = checklist_html(made).decode("utf-8")
    for number, section in enumerate(made.sections, 1):
        assert f'<a href="#checklist-{number}">{escape(section.authority)}</a>' in text
        assert f'id="checklist-{number}">{escape(section.authority)}</h3>' in text
    assert len(all_matrices()) >= len(made.sections) > 1
