"""Recommendations that come back: offered, confirmed or dismissed in one step, shown as one thread."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reviewer.app.jobs import read_bytes
from reviewer.app.thread_offers import thread_offers
from reviewer.app.workspace import Workspace
from reviewer.domain.checklist import ChecklistFilter
from reviewer.domain.document import FactName
from reviewer.domain.errors import UserError
from reviewer.domain.threads import ThreadKind, ThreadState

REPORT = """# Inspection of Thornmere local authority children’s services

## What needs to improve

- {first}

- {second}
"""
YEARS = {
    2015: ("The timeliness of pathway plans for care leavers.", "The out-of-hours telephone line."),
    2019: ("The timely updating of pathway plans for care leavers.", "The recruitment of foster carers."),
    2023: ("The timeliness and quality of pathway plans for care leavers.", "Scrutiny by elected members."),
}


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = Workspace.open(tmp_path / "r.review", author="Tester")
    urn, other = made.add_authority("Thornmere"), made.add_authority("Westmere")
    for year, (first, second) in YEARS.items():
        data = REPORT.format(first=first, second=second).encode()
        document = made.import_reading(file_name=f"{year}.md", data=data, reading=read_bytes(f"{year}.md", data))
        made.set_fact(document, FactName.AUTHORITY, urn)
        made.set_fact(document, FactName.INSPECTION_DATES, f"{year}-05-01/{year}-05-05")
        made.accept_suggestions([s.id for s in made.suggestions(document)])
    data = REPORT.format(first=YEARS[2015][0], second="Audits.").replace("Thornmere", "Westmere").encode()
    stranger = made.import_reading(file_name="other.md", data=data, reading=read_bytes("other.md", data))
    made.set_fact(stranger, FactName.AUTHORITY, other)
    made.set_fact(stranger, FactName.INSPECTION_DATES, "2020-05-01/2020-05-05")
    made.accept_suggestions([s.id for s in made.suggestions(stranger)])
    yield made
    made.close()


def plans(workspace: Workspace) -> list[str]:
    """Return the recommendations on pathway plans of the three years."""
    found = []
    for document in sorted((d for d in workspace.documents() if d.file_name[0] == "2"), key=lambda d: d.date):
        found += [r.id for r in workspace.recommendations(document.id) if "pathway" in r.text]
    assert len(found) == 3
    return found


def first_document(workspace: Workspace) -> str:
    return next(d.id for d in workspace.documents() if d.file_name == "2015.md")


def test_what_comes_back_is_offered_within_one_authority_alone(workspace: Workspace) -> None:
    offers = thread_offers(workspace, first_document(workspace))
    one, two, three = plans(workspace)
    assert {(o.earlier, o.later) for o in offers} == {(one, two), (two, three)}
    assert all(o.why for o in offers)


def test_a_confirmed_link_is_one_step_and_makes_a_thread(workspace: Workspace) -> None:
    one, two, three = plans(workspace)
    workspace.confirm_thread(one, two, ThreadKind.REPEATS)
    workspace.confirm_thread(two, three, ThreadKind.NARROWS)
    assert [r.id for r in workspace.thread_of(two)] == [one, two, three]
    assert set(workspace.thread_words(first_document(workspace)).values()) == {"2015 A1 → 2019 A1 → 2023 A1"}
    assert thread_offers(workspace, first_document(workspace)) == ()
    (link, *_rest) = workspace.thread_links()
    assert (link.state, link.author, bool(link.made)) == (ThreadState.CONFIRMED, "Tester", True)
    assert workspace.undo() == "Link recommendations: narrows"
    assert [r.id for r in workspace.thread_of(one)] == [one, two]
    workspace.redo()
    assert len(workspace.thread_of(one)) == 3


def test_a_dismissed_offer_stays_away_until_undone(workspace: Workspace) -> None:
    one, two, _ = plans(workspace)
    workspace.dismiss_thread(one, two, ThreadKind.REPEATS)
    assert (one, two) not in {(o.earlier, o.later) for o in thread_offers(workspace, first_document(workspace))}
    assert workspace.thread_of(one) == ()
    workspace.undo()
    assert (one, two) in {(o.earlier, o.later) for o in thread_offers(workspace, first_document(workspace))}


def test_a_link_taken_back_is_offered_again(workspace: Workspace) -> None:
    one, two, _ = plans(workspace)
    workspace.confirm_thread(one, two, ThreadKind.REPEATS)
    workspace.unlink_thread(workspace.thread_links()[0].id)
    assert workspace.thread_links() == ()
    assert (one, two) in {(o.earlier, o.later) for o in thread_offers(workspace, first_document(workspace))}


def test_the_wrong_way_round_and_another_authority_are_refused(workspace: Workspace) -> None:
    one, two, _ = plans(workspace)
    stranger = next(r.id for d in workspace.documents() if d.file_name == "other.md" for r in workspace.recommendations(d.id))
    for earlier, later in ((two, one), (one, one), (one, stranger)):
        with pytest.raises(UserError, match="same authority"):
            workspace.confirm_thread(earlier, later, ThreadKind.REPEATS)


def test_the_thread_stands_in_the_checklist_rows(workspace: Workspace) -> None:
    one, two, _ = plans(workspace)
    workspace.confirm_thread(one, two, ThreadKind.REPEATS)
    found = {row.id: row.thread for row in workspace.checklist(ChecklistFilter(first_document(workspace))).rows}
    assert found.pop(one) == "Repeated by 2019 A1"
    assert set(found.values()) == {""}


def test_a_longer_thread_is_told_whole(workspace: Workspace) -> None:
    one, two, three = plans(workspace)
    workspace.confirm_thread(one, two, ThreadKind.REPEATS)
    workspace.confirm_thread(two, three, ThreadKind.SUPERSEDES)
    found = {row.id: row.thread for row in workspace.checklist(ChecklistFilter()).rows}
    assert found[one] == "Repeated by 2019 A1\n2015 A1 → 2019 A1 → 2023 A1"
    assert found[two] == "Repeats 2015 A1\nSuperseded by 2023 A1"
    assert found[three] == "Supersedes 2019 A1\n2015 A1 → 2019 A1 → 2023 A1"


def test_a_dismissed_link_is_printed_nowhere(workspace: Workspace) -> None:
    one, two, _ = plans(workspace)
    workspace.dismiss_thread(one, two, ThreadKind.REPEATS)
    assert {row.thread for row in workspace.checklist(ChecklistFilter()).rows} == {""}


def test_a_document_takes_its_links_with_it_and_undo_brings_them_back(workspace: Workspace) -> None:
    one, two, three = plans(workspace)
    workspace.confirm_thread(one, two, ThreadKind.REPEATS)
    workspace.confirm_thread(two, three, ThreadKind.REPEATS)
    middle = next(d.id for d in workspace.documents() if d.file_name == "2019.md")
    workspace.remove_document(middle)
    assert workspace.thread_links() == ()
    assert workspace.thread_of(one) == ()
    workspace.undo()
    assert [r.id for r in workspace.thread_of(one)] == [one, two, three]


def test_it_is_there_after_opening_again(workspace: Workspace, tmp_path: Path) -> None:
    one, two, _ = plans(workspace)
    workspace.confirm_thread(one, two, ThreadKind.SUPERSEDES)
    workspace.save_copy(tmp_path / "copy.review")
    again = Workspace.open(tmp_path / "copy.review")
    try:
        assert [(link.earlier, link.later, link.kind) for link in again.thread_links()] == [(one, two, ThreadKind.SUPERSEDES)]
    finally:
        again.close()
