"""Copies of one report: offered, never settled; a published copy takes over what was put on its draft."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from reviewer.app.carrying import carried
from reviewer.app.jobs import read_bytes
from reviewer.app.workspace import Workspace
from reviewer.domain.anchor import describe
from reviewer.domain.checklist import ChecklistFilter
from reviewer.domain.copies import CopyKind, differences, likeness, runs
from reviewer.domain.document import Fact, FactName, Reading
from reviewer.domain.revisit import Coverage, Outcome
from reviewer.domain.span import Span
from reviewer.domain.tag import HighlightState
from reviewer.export.table import visit_titles

REPORT = """# Inspection of services for children in need of help and protection, children looked after and care leavers

Inspection date: 5 June 2017 – 29 June 2017

Report published: 4 August 2017

## Recommendations

1. Ensure that assessments of kinship carers are completed on time and are of good quality.

2. Ensure that young people who are homeless are never placed in hostels by the service.

## Inspection findings

3. Social workers visit children often, know them well, and write plans that the families understand.

4. Assessments of kinship carers are often late, and some children wait for many months. (Recommendation)

5. Managers look at the quality of the work every month, and they tell the workers what they have found.

6. Partners share what they know with one another, and children are helped early when they need it.
"""
PAPER = "# CABINET\n\nThe council was inspected. The report is set out below in full for members to note.\n\n" + REPORT.replace("# Inspection", "Inspection")
VISIT = REPORT.replace("5 June 2017 – 29 June 2017", "6 February 2019").replace("4 August 2017", "1 March 2019")


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = Workspace.open(tmp_path / "r.review", author="Tester")
    yield made
    made.close()


def add(workspace: Workspace, name: str, text: str, **facts: str) -> str:
    """Import a text whose facts are given, as a reader sure of them would have read them."""
    data = text.encode()
    reading = read_bytes(name, data)
    known = {"authority": "80527", "kind": "sif-inspection", "inspection_dates": "2017-06-05/2017-06-29", **facts}
    wanted = {FactName[key.upper()]: value for key, value in known.items()}
    kept = [fact for fact in reading.facts if fact.name not in wanted]
    reading = dataclasses.replace(reading, facts=(*kept, *(Fact(name_, value) for name_, value in wanted.items())))
    return workspace.import_reading(file_name=name, data=data, reading=reading)


def test_a_copy_inside_a_paper_is_offered_and_not_settled(workspace: Workspace) -> None:
    report = add(workspace, "report.md", REPORT)
    paper = add(workspace, "paper.md", PAPER)
    (offer,) = workspace.copy_offers(paper)
    assert (offer.document, offer.other, offer.kind) == (paper, report, CopyKind.SECOND_COPY)
    assert workspace.document(paper).copy_of == ""
    workspace.accept_copy(offer.id)
    assert workspace.document(paper).copy_of == report
    assert workspace.copy_offers() == ()
    workspace.undo()
    assert workspace.document(paper).copy_of == ""
    workspace.decline_copy(offer.id)
    assert workspace.copy_offers() == ()


def test_a_visit_offered_as_a_copy_is_not_counted_until_someone_says_so(workspace: Workspace) -> None:
    report = add(workspace, "report.md", REPORT)
    workspace.accept_suggestions([one.id for one in workspace.suggestions(report) if one.tag == "tag-recommendation"])
    visit = {"inspection_dates": "2019-02-06/2019-02-06", "kind": "focused-visit"}
    first = add(workspace, "visit.md", VISIT, **visit)
    for one in workspace.recommendations(report):
        workspace.answer(one.id, first, coverage=Coverage.NOT_MENTIONED)
    second = add(workspace, "visit.txt", "In a council’s paper\n\n" + VISIT, **visit)

    def figures() -> tuple[int, int, int, list[str]]:
        printed = workspace.checklist(ChecklistFilter(earlier=report))
        found = printed.figures
        return found.asked, found.never_revisited, found.not_revisited_so_far, sorted({row.standing_words for row in printed.rows})

    assert workspace.document(second).perhaps_copy_of == first
    assert figures()[:3] == (2, 0, 2)
    assert figures()[3] == ["Not revisited so far, 1 perhaps a copy"]
    printed = workspace.checklist(ChecklistFilter(earlier=report)).sections[0]
    assert visit_titles(printed)[1].endswith(" – perhaps a copy")
    assert [answer.coverage_words for answer in printed.rows[0].answers] == [Coverage.NOT_MENTIONED.words, "Perhaps a copy, not counted"]
    (offer,) = workspace.copy_offers(second)
    workspace.accept_copy(offer.id)
    assert figures()[:3] == (2, 2, 0), "a copy is no visit"
    workspace.undo()
    workspace.decline_copy(offer.id)
    assert figures()[:3] == (4, 0, 2), "a visit of its own is to check"
    assert figures()[3] == ["Not revisited so far, 1 to check"]


def test_beside_a_draft_that_is_left_out_its_published_copy_is_a_visit(workspace: Workspace) -> None:
    report = add(workspace, "report.md", REPORT)
    workspace.accept_suggestions([one.id for one in workspace.suggestions(report) if one.tag == "tag-recommendation"])
    visit = {"inspection_dates": "2019-02-06/2019-02-06", "kind": "focused-visit"}
    add(workspace, "draft.md", VISIT, publication_state="draft", **visit)
    add(workspace, "published.md", VISIT + "\n", **visit)

    def columns(reason: str) -> tuple[list[str], set[str]]:
        section = workspace.checklist(ChecklistFilter(earlier=report, draft_reason=reason)).sections[0]
        return [title.partition(" – ")[2] for title in visit_titles(section)], {row.standing_words for row in section.rows}

    assert columns("") == ([""], {"Not revisited so far, 1 to check"})
    assert columns("For the board") == (["", "perhaps a copy"], {"Not revisited so far, 1 to check, 1 perhaps a copy"})


def test_another_visit_another_authority_and_another_text_are_no_copies(workspace: Workspace) -> None:
    add(workspace, "report.md", REPORT)
    add(workspace, "visit.md", VISIT, inspection_dates="2019-02-06/2019-02-06")
    add(workspace, "other.md", REPORT + "\n", authority="80529")
    add(workspace, "letter.md", "# A letter\n\nNothing in it is the same as in the report that was published then.\n")
    assert workspace.copy_offers() == ()


def test_without_known_facts_only_a_near_identical_text_is_offered(workspace: Workspace) -> None:
    add(workspace, "report.md", REPORT)
    half = REPORT[: len(REPORT) // 2] + " Quite other words follow here, and they go on for a while, saying other things." * 9
    first = workspace.import_reading(file_name="half.txt", data=half.encode(), reading=_bare(half))
    assert workspace.copy_offers(first) == ()
    whole = "x " + REPORT
    second = workspace.import_reading(file_name="whole.txt", data=whole.encode(), reading=_bare(whole))
    report = next(d for d in workspace.documents() if d.file_name == "report.md")
    assert workspace.copy_offers(second)[0].other == report.id


def _bare(text: str) -> Reading:
    return dataclasses.replace(read_bytes("bare.txt", text.encode()), facts=())


def test_the_published_copy_takes_over_highlights_recommendations_and_answers(workspace: Workspace) -> None:
    draft_text = REPORT.replace("write plans that the families understand", "write plans that families understand").replace(
        "Managers look at the quality of the work every month, and they tell the workers what they have found.",
        "This sentence of the draft was taken out before it was published, for it was not right at all.",
    )
    draft = add(workspace, "draft.md", draft_text, publication_state="draft")
    later = add(workspace, "visit.md", VISIT, inspection_dates="2019-02-06/2019-02-06", kind="focused-visit")
    workspace.accept_suggestions([s.id for s in workspace.suggestions(draft) if s.tag == "tag-recommendation"])
    text = workspace.reading(draft).text
    near = _span(text, "Social workers visit children often, know them well, and write plans that families understand.")
    gone = _span(text, "This sentence of the draft was taken out before it was published, for it was not right at all.")
    changed, lost = workspace.tag_span(draft, near, "tag-strength"), workspace.tag_span(draft, gone, "tag-concern")
    first = workspace.recommendations(draft)[0]
    workspace.answer(first.id, later, coverage=Coverage.SAME_TOPIC, outcome=Outcome.IMPROVED)

    published = add(workspace, "published.md", REPORT)
    (offer,) = workspace.copy_offers(published)
    assert (offer.kind, offer.other) == (CopyKind.PUBLISHED_COPY, draft)
    before = [(h.id, h.document, h.span, h.state) for h in workspace.highlights()]
    counts = workspace.replace_copy(draft, published)

    assert counts == {HighlightState.PLACED: 2, HighlightState.TO_CHECK: 1, HighlightState.UNPLACED: 1}
    moved = {h.id: h for h in workspace.highlights(published)}
    new_text = workspace.reading(published).text
    assert all(h.quote == h.span.of(new_text) for h in moved.values() if h.state is HighlightState.PLACED)
    assert "that the families understand" in moved[changed].span.of(new_text)
    assert "that families understand" in moved[changed].quote, "the old words stay beside the new place"
    assert moved[lost].state is HighlightState.UNPLACED
    matrix = workspace.matrix(published)
    assert [row.recommendation.ref for row in matrix.rows] == ["R1", "R2"]
    assert matrix.rows[0].cells[0].outcome is Outcome.IMPROVED
    assert workspace.document(draft).copy_of == published
    assert all(s.tag != "tag-recommendation" for s in workspace.suggestions(published)), "not suggested a second time"

    workspace.confirm_place(changed)
    settled = next(h for h in workspace.highlights(published) if h.id == changed)
    assert (settled.state, settled.quote) == (HighlightState.PLACED, settled.span.of(new_text))
    workspace.undo()
    workspace.undo()
    assert [(h.id, h.document, h.span, h.state) for h in workspace.highlights()] == before


def _span(text: str, words: str) -> Span:
    at = text.index(words)
    return Span(at, at + len(words))


def test_reading_again_keeps_what_a_person_settled(workspace: Workspace) -> None:
    document = add(workspace, "report.md", REPORT)
    workspace.set_fact(document, FactName.PUBLISHED, "2017-08-09")
    workspace.confirm_fact(document, FactName.KIND)
    workspace.accept_suggestions([workspace.suggestions(document)[0].id])
    workspace.dismiss_suggestions([workspace.suggestions(document)[0].id])
    left = {s.text for s in workspace.suggestions(document)}
    newer = read_bytes("report.md", ("A line that the older reader lost.\n\n" + REPORT).encode())
    counts = workspace.reread(document, newer)
    assert counts[HighlightState.PLACED] == 1
    summary = workspace.document(document)
    assert summary.value(FactName.PUBLISHED) == "2017-08-09"
    assert summary.value(FactName.KIND) == "sif-inspection"
    assert workspace.reading(document).text == newer.text
    assert {s.text for s in workspace.suggestions(document)} == left
    (highlight,) = workspace.highlights(document)
    assert highlight.quote == highlight.span.of(newer.text)
    workspace.undo()
    assert workspace.reading(document).text != newer.text
    assert {s.text for s in workspace.suggestions(document)} == left


def test_reading_again_suggests_nothing_twice_and_takes_back_what_is_not_found_any_more(workspace: Workspace) -> None:
    document = add(workspace, "report.md", REPORT)
    newer = read_bytes("report.md", REPORT.encode())
    before = sorted((s.tag, s.text) for s in workspace.suggestions(document))
    for _ in range(2):
        workspace.reread(document, newer)
        assert sorted((s.tag, s.text) for s in workspace.suggestions(document)) == before
    workspace.reread(document, dataclasses.replace(newer, recommendations=(), marks=()))
    assert workspace.suggestions(document) == ()


def test_an_answer_that_the_new_copy_has_already_stays_and_so_does_the_old_one(workspace: Workspace) -> None:
    report = add(workspace, "report.md", REPORT)
    workspace.accept_suggestions([s.id for s in workspace.suggestions(report) if s.tag == "tag-recommendation"])
    first, second = workspace.recommendations(report)
    visit = {"inspection_dates": "2019-02-06/2019-02-06", "kind": "focused-visit"}
    old = add(workspace, "old.md", VISIT, **visit)
    new = add(workspace, "new.md", VISIT + "\nOne line more.\n", **visit)
    workspace.answer(first.id, old, coverage=Coverage.SAME_TOPIC, outcome=Outcome.WORSE)
    workspace.answer(second.id, old, coverage=Coverage.SAME_TOPIC, outcome=Outcome.IMPROVED)
    workspace.answer(first.id, new, coverage=Coverage.SAME_TOPIC, outcome=Outcome.ADDRESSED)
    workspace.replace_copy(old, new)

    def outcomes() -> list[list[Outcome | None]]:
        return [[cell.outcome for cell in row.cells] for row in workspace.matrix(report).rows]

    assert outcomes() == [[Outcome.ADDRESSED], [Outcome.IMPROVED]], "the old copy is no visit of its own any more"
    workspace.set_copy_of(old, "")
    assert sorted(outcomes()[0], key=str) == sorted([Outcome.ADDRESSED, Outcome.WORSE], key=str), "nothing was thrown away"


def test_authorities_are_joined_once_and_parted_once(workspace: Workspace) -> None:
    workspace.join_authorities("80527", "80529")
    label, lines = workspace.undo_label, len(workspace.audit())
    workspace.join_authorities("80527", "80529")
    workspace.join_authorities("80529", "80527", joined=False)
    assert (workspace.undo_label, len(workspace.audit())) == (label, lines), "what is so already is no act"
    assert workspace.joined_authorities() == {("80527", "80529")}
    workspace.join_authorities("80527", "80529", joined=False)
    assert workspace.joined_authorities() == frozenset()
    workspace.undo()
    assert workspace.joined_authorities() == {("80527", "80529")}


def test_what_was_dismissed_on_the_draft_stays_dismissed_on_the_published_copy(workspace: Workspace) -> None:
    draft_text = VISIT.replace("never placed in hostels", "not placed in hostels") + "\n7. Nobody looks at hostels for homeless young people.\n"
    earlier = add(workspace, "report.md", REPORT)
    workspace.accept_suggestions([s.id for s in workspace.suggestions(earlier) if s.tag == "tag-recommendation"])
    asked, other = workspace.recommendations(earlier)
    visit = {"inspection_dates": "2019-02-06/2019-02-06", "kind": "focused-visit"}
    draft = add(workspace, "draft.md", draft_text, publication_state="draft", **visit)
    text = workspace.reading(draft).text
    same, gone = _span(text, "Social workers visit children often"), _span(text, "Nobody looks at hostels")
    workspace.dismiss_passage(asked.id, draft, same)
    workspace.dismiss_passage(other.id, draft, gone)
    first, reworded, mark = workspace.suggestions(draft)
    workspace.dismiss_suggestions([first.id, reworded.id, mark.id])
    published = add(workspace, "published.md", VISIT.replace("6 February 2019", "6 February 2019, in Thornmere"), **visit)
    assert len(workspace.suggestions(published)) == 3
    workspace.replace_copy(draft, published)

    new = workspace.reading(published).text
    assert workspace.dismissed_passages(asked.id, published) == {_span(new, "Social workers visit children often")}
    assert workspace.dismissed_passages(other.id, published) == frozenset(), "its passage is no longer there"
    assert [one.text for one in workspace.suggestions(published)] == [
        "Ensure that young people who are homeless are never placed in hostels by the service."
    ], "only what was worded anew is offered again"
    workspace.undo()
    assert workspace.dismissed_passages(asked.id, draft) == {same}
    assert len(workspace.suggestions(published)) == 3
    workspace.redo()
    assert len(workspace.suggestions(published)) == 1


def test_what_was_dismissed_and_then_tagged_by_hand_is_accepted_on_the_published_copy(workspace: Workspace) -> None:
    draft = add(workspace, "draft.md", REPORT, publication_state="draft")
    first = workspace.suggestions(draft)[0]
    workspace.dismiss_suggestions([first.id])
    workspace.tag_span(draft, Span(first.start, first.end), "tag-recommendation")
    published = add(workspace, "published.md", REPORT + "\n")
    workspace.replace_copy(draft, published)
    (kept,) = workspace.recommendations(published)
    assert kept.text == first.text
    stored = workspace._store.rows("suggestion", "document", published)
    assert [(row["state"], row["recommendation"]) for row in stored if row["text"] == first.text] == [("accepted", kept.id)]


def test_a_finding_accepted_on_the_draft_is_not_offered_again(workspace: Workspace) -> None:
    draft = add(workspace, "draft.md", REPORT, publication_state="draft")
    workspace.accept_suggestions([one.id for one in workspace.suggestions(draft)])
    published = add(workspace, "published.md", REPORT + "\n")
    workspace.replace_copy(draft, published)
    assert workspace.suggestions(published) == ()
    assert len(workspace.highlights(published)) == 3


def test_reading_again_keeps_dismissed_passages_where_they_stand(workspace: Workspace) -> None:
    earlier = add(workspace, "report.md", REPORT)
    workspace.accept_suggestions([s.id for s in workspace.suggestions(earlier) if s.tag == "tag-recommendation"])
    asked = workspace.recommendations(earlier)[0]
    visit = add(workspace, "visit.md", VISIT, inspection_dates="2019-02-06/2019-02-06", kind="focused-visit")
    workspace.dismiss_passage(asked.id, visit, _span(workspace.reading(visit).text, "Social workers visit children often"))
    newer = read_bytes("visit.md", ("A line that the older reader lost.\n\n" + VISIT).encode())
    workspace.reread(visit, newer)
    assert workspace.dismissed_passages(asked.id, visit) == {_span(newer.text, "Social workers visit children often")}


def test_a_successors_documents_join_only_when_agreed(workspace: Workspace) -> None:
    old = add(workspace, "report.md", REPORT, authority="80428")
    later = add(workspace, "visit.md", VISIT, inspection_dates="2019-02-06/2019-02-06", authority="80429")
    workspace.accept_suggestions([workspace.suggestions(old)[0].id])
    assert workspace.matrix(old).later == ()
    workspace.join_authorities("80428", "80429")
    assert [d.id for d in workspace.matrix(old).later] == [later]
    workspace.join_authorities("80428", "80429", joined=False)
    assert workspace.matrix(old).later == ()


def test_differences_are_what_differs_and_nothing_else() -> None:
    old, new = read_bytes("a.md", REPORT.encode()), read_bytes("b.md", REPORT.replace("never placed", "not placed").replace("’", "'").encode())
    (found,) = differences(old, new)
    assert "never placed" in found.old
    assert "not placed" in found.new
    assert differences(old, old) == ()
    moved = read_bytes("b.md", b"# Findings\n\nPlans are late\n\nfor some. Records\n\nare thin.\n")
    assert differences(read_bytes("a.md", b"# Findings\n\nPlans are late for some. Records are thin.\n"), moved) == ()


def test_a_passage_that_was_moved_is_one_difference() -> None:
    found = differences(read_bytes("a.md", GRADED.encode()), read_bytes("b.md", _renumbered(FIRM).encode()))
    moved = [one for one in found if one.moved]
    assert [(one.old[:12], one.new[:12]) for one in moved] == [("4. The offer", "1. The offer")]
    rest = [(one.old.split(" of ")[0], one.new.split(" of ")[0]) for one in found if not one.moved]
    assert ("Requires improvement to be good", "Good") in rest
    assert not any("The offer" in side for pair in rest for side in pair), "told once"


def test_neither_a_short_line_nor_one_that_stands_twice_counts_as_moved() -> None:
    def told(old: str, new: str) -> list[tuple[str, str, bool]]:
        found = differences(read_bytes("a.md", old.encode()), read_bytes("b.md", new.encode()))
        return [(one.old, one.new, one.moved) for one in found]

    short, long = "Plans are late.", "Plans for the children who wait longest are late."
    between = "Managers see the work.\n\nIt is done in the time that was set."
    assert not any(moved for _, _, moved in told(f"{short}\n\n{between}\n", f"{between}\n\n{short}\n")), "a few words may stand anywhere"
    assert [moved for _, _, moved in told(f"{long}\n\n{between}\n", f"{between}\n\n{long}\n")] == [True]
    twice = told(f"{long}\n\n{between}\n", f"{between}\n\n{long}\n\n{long}\n")
    assert not any(moved for _, _, moved in twice), "nobody can say which of the two it is"
    assert ("", f"{long}\n{long}", False) in twice


def test_differences_with_an_empty_copy_are_all_of_the_other() -> None:
    empty, full = Reading("text", ()), read_bytes("a.md", b"Plans are late.\n")
    assert [(one.old, one.new, one.old_start, one.new_start) for one in differences(empty, full)] == [("", "Plans are late.", 0, 0)]
    assert [(one.old, one.new, one.old_start, one.new_start) for one in differences(full, empty)] == [("Plans are late.", "", 0, 0)]


def test_likeness_is_what_the_shorter_shares() -> None:
    whole, part = runs(REPORT), runs(REPORT[200:700])
    assert likeness(whole, whole) == 1
    assert likeness(part, whole) > 0.9
    assert likeness(runs("quite other words that are nowhere else to be found"), whole) == 0
    assert likeness(frozenset(), whole) == 0


GRADED = """# Inspection of Thornmere local authority children’s services

Inspection dates: 9 March 2026 to 20 March 2026

| Judgement | Grade |
|---|---|
| The impact of leaders on social work practice with children and families | Requires improvement to be good |
| The experiences and progress of children who need help and protection | Requires improvement to be good |
| The experiences and progress of children in care | Good |
| Overall effectiveness | Requires improvement to be good |

Consent is sought and written down in most cases. Strategy meetings are held soon, and the police attend.

## What needs to improve?

1. The quality of supervision, so that managers give clear direction and record it.

2. The timeliness of return home interviews for children who go missing from home or care.

3. The range of placements near home for older children with complex needs.

4. The offer of advocacy to children who attend their first child protection conference.
"""
FIRM = (
    GRADED.replace("help and protection | Requires improvement to be good", "help and protection | Good")
    .replace("in most cases. Strategy", "in most cases.\n\nStrategy")
    .replace("2. The timeliness of return home interviews for children who go missing from home or care.",
             "3. How soon children who go missing from home or care are offered a return home interview.")
    .replace("3. The range", "4. The range")
    .replace("4. The offer of advocacy to children who attend their first child protection conference.\n",
             "5. The recording of children’s wishes in strategy meetings.\n")
    .replace("1. The quality", "2. The offer of advocacy to children who attend their first child protection conference.\n\n1. The quality")
)  # fmt: skip


def _renumbered(text: str) -> str:
    """Number a list in the order in which it stands."""
    head, rest = text.split("## What needs to improve?")
    items = [line.split(". ", 1)[1] for line in rest.splitlines() if line]
    return head + "## What needs to improve?\n\n" + "\n\n".join(f"{number}. {item}" for number, item in enumerate(items, 1)) + "\n"


def _replaced(workspace: Workspace, *quotes: tuple[str, str]) -> tuple[str, list[str]]:
    """Put quotes with what stands before each of them on the draft, then the published copy in its place."""
    draft = add(workspace, "draft.md", GRADED, publication_state="draft")
    text = workspace.reading(draft).text
    made = []
    for before, words in quotes:
        at = text.index(words, text.index(before))
        made.append(workspace.tag_span(draft, Span(at, at + len(words)), "tag-concern"))
    workspace.accept_suggestions([one.id for one in workspace.suggestions(draft)])
    published = add(workspace, "published.md", _renumbered(FIRM))
    workspace.replace_copy(draft, published)
    return published, made


def test_a_grade_that_was_changed_does_not_move_silently_to_another_row_with_the_same_words(workspace: Workspace) -> None:
    grade = "Requires improvement to be good"
    published, (changed, kept) = _replaced(workspace, ("help and protection", grade), ("Overall effectiveness", grade))
    states = {one.id: one.state for one in workspace.highlights(published)}
    assert states[changed] is HighlightState.TO_CHECK
    assert states[kept] is HighlightState.PLACED
    stands = next(one.span for one in workspace.highlights(published) if one.id == kept)
    assert "Overall effectiveness" in workspace.reading(published).text[stands.start - 30 : stands.start]


def test_a_paragraph_split_in_two_keeps_its_highlight_silently(workspace: Workspace) -> None:
    published, (split,) = _replaced(workspace, ("Consent", "in most cases. Strategy meetings are held soon"))
    found = next(one for one in workspace.highlights(published) if one.id == split)
    assert (found.state, found.quote) == (HighlightState.PLACED, "in most cases.\nStrategy meetings are held soon")


def test_recommendations_take_the_numbers_of_the_new_copy_and_reworded_ones_are_proposed(workspace: Workspace) -> None:
    published, _ = _replaced(workspace)
    numbers = {one.text.split(" of ")[0]: one.label.rstrip(".") for one in workspace.recommendations(published)}
    assert numbers["The offer"] == "1", "moved from the fourth place to the first"
    assert numbers["The quality"] == "2"
    (unsure,) = (one for one in workspace.highlights(published) if one.state is not HighlightState.PLACED)
    assert unsure.state is HighlightState.TO_CHECK
    assert unsure.span.of(workspace.reading(published).text).startswith("How soon children who go missing")
    assert [one.text[:13] for one in workspace.suggestions(published)] == ["How soon chil", "The recording"]
    labels = sorted(one.label.rstrip(".") for one in workspace.recommendations(published))
    assert labels == ["1", "2", "3", "4"], "no two are called the same while one is to check"
    workspace.confirm_place(unsure.id)
    reworded = next(one for one in workspace.recommendations(published) if one.highlight == unsure.id)
    assert (reworded.label.rstrip("."), reworded.text[:8]) == ("3", "How soon")
    assert [one.text[:13] for one in workspace.suggestions(published)] == ["The recording"], "not suggested as one more"
    order = [one.label.rstrip(".") for one in sorted(workspace.recommendations(published), key=lambda one: one.order)]
    assert order == ["1", "2", "3", "4"]
    workspace.undo()
    assert len(workspace.suggestions(published)) == 2


def test_a_recommendation_lost_in_the_new_copy_says_so_and_keeps_what_cites_it(workspace: Workspace) -> None:
    draft = add(workspace, "draft.md", REPORT, publication_state="draft")
    later = add(workspace, "visit.md", VISIT, inspection_dates="2019-02-06/2019-02-06", kind="focused-visit")
    workspace.accept_suggestions([one.id for one in workspace.suggestions(draft)])
    second = workspace.recommendations(draft)[1]
    workspace.answer(second.id, later, coverage=Coverage.SAME_TOPIC, outcome=Outcome.IMPROVED)
    text = REPORT.replace("2. Ensure that young people who are homeless are never placed in hostels by the service.",
                          "2. Publish the board’s minutes every month.")  # fmt: skip
    published = add(workspace, "published.md", text)
    assert not any(one.lost for one in workspace.recommendations()), "kept before the act, and put right by it"
    workspace.replace_copy(draft, published)
    kept, lost = workspace.recommendations(published)
    assert (kept.lost, lost.lost) == (False, True)
    assert (lost.id, lost.ref, lost.called) == (second.id, "R2", "R2, no longer in the document")
    row = workspace.matrix(published).rows[1]
    assert row.cells[0].outcome is Outcome.IMPROVED
    printed = workspace.checklist(ChecklistFilter(earlier=published)).rows
    (gone,) = (one for one in printed if one.id == lost.id)
    assert (gone.ref, gone.source.split(" · ")[1:]) == ("2017 R2", ["no longer in the document"])
    assert gone.text.startswith("[Left out"), "the words of a draft are not published with the report"
    assert [one.text for one in printed if one.id == kept.id] == [kept.text]
    with_reason = workspace.checklist(ChecklistFilter(earlier=published, draft_reason="For the board")).rows
    assert lost.text in {one.text for one in with_reason}

    words = workspace.suggestions(published)[0]
    workspace.place_highlight(lost.highlight, Span(words.start, words.end))
    assert not any(one.lost for one in workspace.recommendations(published))
    workspace.undo()
    assert [one.lost for one in workspace.recommendations(published)] == [False, True]
    workspace.undo()
    assert not any(one.lost for one in workspace.recommendations(draft))


def test_words_of_a_draft_that_nobody_confirmed_are_not_exported_as_the_published_copys(workspace: Workspace) -> None:
    report = add(workspace, "report.md", REPORT)
    workspace.accept_suggestions([one.id for one in workspace.suggestions(report) if one.tag == "tag-recommendation"])
    asked = workspace.recommendations(report)[0]
    visit = {"inspection_dates": "2019-02-06/2019-02-06", "kind": "focused-visit"}
    sentence = "No child of the service waits for a kinship carer’s assessment for longer than three months now."
    draft = add(workspace, "draft.md", VISIT + f"\n7. {sentence}\n", publication_state="draft", **visit)
    text = workspace.reading(draft).text
    workspace.answer(asked.id, draft, coverage=Coverage.SAME_TOPIC, outcome=Outcome.IMPROVED, cite=[_span(text, sentence)])
    published = add(workspace, "published.md", VISIT + f"\n7. {sentence.replace('three months now', 'four months')}\n", **visit)
    workspace.replace_copy(draft, published)
    (highlight,) = workspace.highlights(published)
    assert highlight.state is HighlightState.TO_CHECK
    assert highlight.span.of(workspace.reading(published).text).startswith("No child"), "without its first word it says the contrary"

    row = next(one for one in workspace.checklist(ChecklistFilter(earlier=report)).rows if one.id == asked.id)
    assert row.latest_quote == ""
    assert row.latest_where.endswith("quotation to check: it was made in an earlier copy")
    workspace.confirm_place(highlight.id)
    row = next(one for one in workspace.checklist(ChecklistFilter(earlier=report)).rows if one.id == asked.id)
    assert row.latest_quote == f"“{sentence.replace('three months now', 'four months')}”"
    assert "to check" not in row.latest_where


def test_a_place_found_by_likeness_keeps_the_word_that_begins_its_sentence() -> None:
    old = "Plans are clear. No homeless young person is placed in a hostel; good homes are found for them all."
    new = "Plans are clear. No homeless young person is placed in a hostel; suitable homes are found for them all."
    found = carried(new, describe(old, _span(old, old[17:])))
    assert found.span is not None
    assert found.span.of(new) == new[17:]


def test_putting_a_recommendation_elsewhere_takes_the_number_there(workspace: Workspace) -> None:
    published, _ = _replaced(workspace)
    (unsure,) = (one for one in workspace.highlights(published) if one.state is not HighlightState.PLACED)
    workspace.place_highlight(unsure.id, _span(workspace.reading(published).text, "The recording of children’s wishes in strategy meetings."))
    moved = next(one for one in workspace.recommendations(published) if one.highlight == unsure.id)
    assert moved.label.rstrip(".") == "5"
    assert [one.text[:8] for one in workspace.suggestions(published)] == ["How soon"]


def test_a_copy_is_offered_once_its_authority_is_known(workspace: Workspace) -> None:
    half = "\n## Findings\n\n" + " ".join(f"Inspectors saw case number {n} and found it sound." for n in range(40))
    first = add(workspace, "draft.md", GRADED + half, publication_state="draft")
    bare = read_bytes("new.md", (GRADED + "\n" + " ".join(f"Other words stand in line {n} of it." for n in range(8))).encode())
    bare = dataclasses.replace(bare, facts=(Fact(FactName.AUTHORITY, None), Fact(FactName.KIND, "sif-inspection"), Fact(FactName.INSPECTION_DATES, None)))
    second = workspace.import_reading(file_name="new.md", data=b"2", reading=bare)
    assert workspace.copy_offers() == ()
    workspace.set_fact(second, FactName.INSPECTION_DATES, "2017-06-05/2017-06-29")
    assert workspace.copy_offers() == ()
    workspace.set_fact(second, FactName.AUTHORITY, "80527")
    (offer,) = workspace.copy_offers(second)
    assert (offer.other, offer.kind) == (first, CopyKind.PUBLISHED_COPY)
    workspace.decline_copy(offer.id)
    workspace.set_fact(second, FactName.KIND, "ilacs-inspection")
    workspace.set_fact(second, FactName.KIND, "sif-inspection")
    assert workspace.copy_offers() == (), "declined once, it stays away"
