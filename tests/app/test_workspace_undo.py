"""Undo and redo as laws: whatever is done, undoing it gives back the same file, redoing it the same again."""

from __future__ import annotations

import importlib.util
import inspect
import itertools
import re
import sqlite3
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from reviewer.app.workspace import Workspace
from reviewer.domain.action import Action, ActionStatus
from reviewer.domain.area import Area
from reviewer.domain.document import FactName
from reviewer.domain.errors import StaleChangeError, UserError
from reviewer.domain.milestones import MilestoneName
from reviewer.domain.revisit import Coverage, Outcome
from reviewer.domain.span import Span
from reviewer.domain.tag import HighlightState, Tag, TagRole
from reviewer.domain.threads import ThreadKind
from reviewer.export.tag_set import TagLine
from reviewer.store.schema import TABLES

Dump = dict[str, list[tuple[Any, ...]]]
pick = st.integers(min_value=0, max_value=5)
places = st.tuples(st.integers(0, 420), st.integers(0, 60)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))


def _readings() -> ModuleType:
    spec = importlib.util.spec_from_file_location("small_documents", Path(__file__).with_name("conftest.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Undo(RuleBasedStateMachine):
    """Any acts in any order over a small review, with the file compared before and after."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        numbers, times = itertools.count(1), itertools.count(0)
        self.path = Path(self.folder.name) / "a.review"
        self.workspace = Workspace.open(
            self.path, author="me", new_id=lambda: f"{next(numbers):032x}", now=lambda: f"2026-01-01T00:{next(times):06}"
        )
        self.reader = sqlite3.connect(self.path)
        self.make = _readings()
        self.done: list[tuple[str, Dump]] = []  # merge key, the file before it
        self.undone: list[Dump] = []
        self.heard: list[frozenset[str]] = []
        self.workspace.subscribe(self.heard.append)

    def teardown(self) -> None:
        self.workspace.close()
        assert self.reader.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        self.reader.execute("INSERT INTO block_text(block_text, rank) VALUES ('integrity-check', 1)")
        self.reader.close()
        self.folder.cleanup()

    def dump(self) -> Dump:
        dump: Dump = {}
        for table in TABLES:
            names = [row[1] for row in self.reader.execute(f"PRAGMA table_info({table})") if row[1] != "seq"]
            columns = ", ".join(f'"{name}"' for name in names)
            dump[table] = self.reader.execute(f"SELECT {columns} FROM {table} ORDER BY id").fetchall()
        return dump

    def lines(self) -> int:
        count: int = self.reader.execute("SELECT count(*) FROM audit").fetchone()[0]
        return count

    def act(self, intent: Callable[[], object], merge_key: str = "") -> None:
        """Do something; it is wholly done, as one step and one line of the trail, or nothing of it is."""
        before, lines, labels = self.dump(), self.lines(), self.workspace.undo_label
        self.heard.clear()
        try:
            intent()
        except StaleChangeError:
            raise  # nobody else writes here
        except UserError:
            assert self.dump() == before
            assert (self.lines(), self.workspace.undo_label, self.heard) == (lines, labels, [])
            return
        after = self.dump()
        if after == before:
            assert (self.lines(), self.heard) == (lines, [])
            return
        assert self.lines() == lines + 1
        assert self.heard == [frozenset(table for table in TABLES if after[table] != before[table])]
        if not (merge_key and self.done and self.done[-1][0] == merge_key and self.joinable):
            self.done.append((merge_key, before))
        self.joinable = True
        self.undone.clear()

    joinable = False

    def one(self, things: tuple[Any, ...], number: int) -> Any:
        return things[number % len(things)] if things else None

    @initialize()
    def begin(self) -> None:
        self.act(lambda: self.bring(0, inspection=True, batch=""))
        self.act(lambda: self.bring(1, inspection=False, batch=""))
        for document in self.workspace.documents():
            keys = [suggestion.id for suggestion in self.workspace.suggestions(document.id)]
            self.act(lambda keys=keys: self.workspace.accept_suggestions(keys))  # type: ignore[misc]
        self.answer_cell(0, Coverage.SAME_TOPIC, Outcome.IMPROVED, [Span(0, 13)])

    def cell(self, number: int) -> tuple[str, str] | None:
        """Choose a cell of the matrices; one number in six gives a pair that is none."""
        matrices = [self.workspace.matrix(document.id) for document in self.workspace.earlier_documents()]
        cells = [(row.recommendation.id, c.document) for matrix in matrices for row in matrix.rows for c in row.cells]
        strays = [(r.id, d.id) for r in self.workspace.recommendations() for d in self.workspace.documents()]
        found: tuple[str, str] | None = self.one(tuple(strays if number % 6 == 5 else cells), number)
        return found

    def answer_cell(self, number: int, coverage: Coverage, outcome: Outcome | None, cite: list[Span]) -> None:
        cell = self.cell(number)
        if cell:
            self.act(lambda: self.workspace.answer(*cell, coverage=coverage, outcome=outcome, cite=cite))

    def bring(self, number: int, *, inspection: bool, batch: str) -> None:
        reading = self.make._inspection() if inspection else self.make._letter(extra=str(number))
        self.workspace.import_reading(file_name=f"{number}.pdf", data=bytes([number]), reading=reading, batch=batch)

    @rule(number=st.integers(0, 3), inspection=st.booleans(), batch=st.sampled_from(["", "b"]))
    def import_document(self, number: int, inspection: bool, batch: str) -> None:
        self.act(lambda: self.bring(number, inspection=inspection, batch=batch), f"import:{batch}" if batch else "")

    @rule(which=pick)
    def remove_document(self, which: int) -> None:
        found = self.one(self.workspace.documents(), which)
        if found:
            self.act(lambda: self.workspace.remove_document(found.id))

    @rule(which=pick, name=st.sampled_from(FactName), value=st.sampled_from([None, "", "2020-01-01", "jtai", "80529", "draft"]))
    def set_fact(self, which: int, name: FactName, value: str | None) -> None:
        found = self.one(self.workspace.documents(), which)
        if found:
            self.act(lambda: self.workspace.set_fact(found.id, name, value))
            self.act(lambda: self.workspace.confirm_fact(found.id, name))

    @rule(which=pick, other=pick)
    def copy_of(self, which: int, other: int) -> None:
        documents = self.workspace.documents()
        if documents:
            one, two = self.one(documents, which).id, self.one(documents, other).id
            self.act(lambda: self.workspace.set_copy_of(one, two if other % 3 else ""))

    @rule(name=st.sampled_from(["Ax", "By", "Leeds"]))
    def add_authority(self, name: str) -> None:
        self.act(lambda: self.workspace.add_authority(name))

    @rule(which=pick, tag=pick, span=places)
    def tag_span(self, which: int, tag: int, span: Span) -> None:
        found, worn = self.one(self.workspace.documents(), which), self.one(self.workspace.tags(), tag)
        if found and worn:
            self.act(lambda: self.workspace.tag_span(found.id, span, worn.id))

    @rule(which=pick, tag=pick)
    def toggle_tag(self, which: int, tag: int) -> None:
        found, worn = self.one(self.workspace.highlights(), which), self.one(self.workspace.tags(), tag)
        if found and worn:
            self.act(lambda: self.workspace.toggle_tag(found.id, worn.id))

    @rule(which=pick, tag=pick)
    def change_tag_of(self, which: int, tag: int) -> None:
        found, worn = self.one(self.workspace.highlights(), which), self.one(self.workspace.tags(), tag)
        if found and worn:
            self.act(lambda: self.workspace.change_tag_of(found.id, worn.id))

    @rule(which=pick, span=places)
    def resize(self, which: int, span: Span) -> None:
        found = self.one(self.workspace.highlights(), which)
        if found:
            self.act(lambda: self.workspace.resize_highlight(found.id, span), f"resize:{found.id}")

    @rule(which=pick, note=st.sampled_from(["", "a", "ab"]))
    def note(self, which: int, note: str) -> None:
        found = self.one(self.workspace.highlights(), which)
        if found:
            self.act(lambda: self.workspace.set_note(found.id, note), f"note:{found.id}")

    @rule(which=pick)
    def delete_highlight(self, which: int) -> None:
        found = self.one(self.workspace.highlights(), which)
        if found:
            self.act(lambda: self.workspace.delete_highlight(found.id))

    @rule(which=pick, tag=pick, span=places, words=st.sampled_from(["", " ", "What the picture says"]), page=st.integers(1, 5))
    def area(self, which: int, tag: int, span: Span, words: str, page: int) -> None:
        document, worn = self.one(self.workspace.documents(), which), self.one(self.workspace.tags(), tag)
        drawn = Area(page, 10.0, 10.0 + span.start, 90.0, 20.0 + span.end)
        if document and worn:
            self.act(lambda: self.workspace.tag_area(document.id, drawn, words, worn.id))
        found = self.one(tuple(h for h in self.workspace.highlights() if h.area is not None), which)
        if found:
            self.act(lambda: self.workspace.move_area(found.id, drawn), f"resize:{found.id}")
            self.act(lambda: self.workspace.set_area_words(found.id, words))

    @rule(which=pick, at=st.integers(0, 420), middle=st.booleans())
    def split(self, which: int, at: int, middle: bool) -> None:
        found = self.one(self.workspace.highlights(), which)
        if found:
            inside = (found.span.start + found.span.end) // 2
            self.act(lambda: self.workspace.split_highlight(found.id, inside if middle else at))

    @rule(which=pick, following=st.integers(0, 2))
    def merge(self, which: int, following: int) -> None:
        keys = [highlight.id for highlight in self.workspace.highlights()]
        if keys:
            two = keys[(which + following) % len(keys)]
            self.act(lambda: self.workspace.merge_highlights(keys[which % len(keys)], two))

    @rule(which=pick, span=places)
    def place(self, which: int, span: Span) -> None:
        found = self.one(self.workspace.highlights(), which)
        if found:
            self.act(lambda: self.workspace.place_highlight(found.id, span))

    @rule(which=pick, span=places)
    def mark(self, which: int, span: Span) -> None:
        found = self.one(self.workspace.documents(), which)
        if found:
            self.act(lambda: self.workspace.mark_span(found.id, span))

    @rule(which=pick, other=pick)
    def cite_highlight(self, which: int, other: int) -> None:
        cell, found = self.cell(which), self.one(self.workspace.highlights(), other)
        if cell and found:
            self.act(lambda: self.workspace.cite_highlight(cell[0], found.id))
            self.act(
                lambda: self.workspace.answer(*cell, coverage=Coverage.SAME_TOPIC, cite_highlights=[found.id])
            )

    @rule(name=st.sampled_from(["New", "Newer"]), role=st.sampled_from(TagRole), key=st.sampled_from(["", "1", "9"]))
    def add_tag(self, name: str, role: TagRole, key: str) -> None:
        self.act(lambda: self.workspace.add_tag(name, role=role, key=key))

    @rule(which=pick, name=st.sampled_from(["New", "Named"]), key=st.sampled_from(["", "1", "5"]))
    def change_tag(self, which: int, name: str, key: str) -> None:
        found = self.one(self.workspace.tags(), which)
        if found:
            self.act(lambda: self.workspace.change_tag(replace(found, name=name, key=key)), f"tag:{found.id}")

    @rule(which=pick)
    def delete_tag(self, which: int) -> None:
        found = self.one(self.workspace.tags(), which)
        if found:
            self.act(lambda: self.workspace.delete_tag(found.id))

    @rule(which=pick, count=st.integers(1, 4), accept=st.booleans())
    def settle_suggestions(self, which: int, count: int, accept: bool) -> None:
        found = self.one(self.workspace.documents(), which)
        if found:
            keys = [suggestion.id for suggestion in self.workspace.suggestions(found.id)][:count]
            settle = self.workspace.accept_suggestions if accept else self.workspace.dismiss_suggestions
            self.act(lambda: settle(keys))

    @rule(
        which=pick, coverage=st.sampled_from(Coverage), outcome=st.sampled_from([None, *Outcome]),
        cite=st.lists(places, max_size=3),
    )
    def answer(self, which: int, coverage: Coverage, outcome: Outcome | None, cite: list[Span]) -> None:
        self.answer_cell(which, coverage, outcome, cite)

    @rule(which=pick, span=places, dismiss=st.booleans())
    def cite(self, which: int, span: Span, dismiss: bool) -> None:
        cell = self.cell(which)
        if cell:
            intent = self.workspace.dismiss_passage if dismiss else self.workspace.cite
            self.act(lambda: intent(*cell, span))

    @rule(which=pick, other=pick, kind=st.sampled_from(list(ThreadKind)), dismiss=st.booleans())
    def thread(self, which: int, other: int, kind: ThreadKind, dismiss: bool) -> None:
        known = self.workspace.recommendations()
        if known:
            decide = self.workspace.dismiss_thread if dismiss else self.workspace.confirm_thread
            pair = self.one(known, which).id, self.one(known, other).id
            self.act(lambda: decide(*pair, kind))

    @rule(which=pick)
    def unlink(self, which: int) -> None:
        links = self.workspace.thread_links()
        if links:
            self.act(lambda: self.workspace.unlink_thread(self.one(links, which).id))

    @rule(which=pick, whole=st.booleans())
    def take_back(self, which: int, whole: bool) -> None:
        cell = self.cell(which)
        matrices = [self.workspace.matrix(document.id) for document in self.workspace.earlier_documents()]
        passages = [p for matrix in matrices for row in matrix.rows for c in row.cells for p in c.cited]
        passage = self.one(tuple(passages), which)
        if whole and cell:
            self.act(lambda: self.workspace.take_back(*cell))
        elif passage:
            self.act(lambda: self.workspace.uncite(passage.evidence))

    @rule(some=st.lists(pick, max_size=4), coverage=st.sampled_from(Coverage), back=st.booleans())
    def several_cells(self, some: list[int], coverage: Coverage, back: bool) -> None:
        cells = [cell for which in some if (cell := self.cell(which)) is not None]
        if back:
            self.act(lambda: self.workspace.take_back_cells(cells))
        else:
            self.act(lambda: self.workspace.answer_cells(cells, coverage))

    @rule(which=pick, step=st.sampled_from([-1, 1]))
    def move_evidence(self, which: int, step: int) -> None:
        matrices = [self.workspace.matrix(document.id) for document in self.workspace.earlier_documents()]
        several = [c.cited for matrix in matrices for row in matrix.rows for c in row.cells if len(c.cited) > 1]
        cited = self.one(tuple(several), which)
        if cited:
            self.act(lambda: self.workspace.move_evidence(self.one(cited, which).evidence, step))

    @rule(which=pick, text=st.sampled_from(["", "Train", "Train all"]), status=st.sampled_from(ActionStatus))
    def set_action(self, which: int, text: str, status: ActionStatus) -> None:
        asked = self.one(self.workspace.recommendations(), which)
        if asked:
            self.act(lambda: self.workspace.set_action(Action("", asked.id, text, status=status)), f"action:{asked.id}")

    @rule(
        which=pick, name=st.sampled_from(MilestoneName), field=st.sampled_from(["due", "done", "note"]),
        value=st.sampled_from(["", "2026-05-01", "no day"]),
    )  # fmt: skip
    def set_milestone(self, which: int, name: MilestoneName, field: str, value: str) -> None:
        found = self.one(self.workspace.documents(), which)
        if found:
            self.act(lambda: self.workspace.set_milestone(found.id, name, **{field: value}))

    @rule(which=pick, text=st.sampled_from(["", "Train"]), title=st.sampled_from(["Ours", "Panel"]), own=st.sampled_from(["", "Asked"]))
    def take_over(self, which: int, text: str, title: str, own: str) -> None:
        asked = self.one(self.workspace.recommendations(), which)
        if asked:
            self.act(lambda: self.workspace.take_over([Action("", asked.id, text)], added=[(asked.id, title, own)]))

    @rule(which=pick, area=st.sampled_from(["", "Leadership"]))
    def change_recommendation(self, which: int, area: str) -> None:
        asked = self.one(self.workspace.recommendations(), which)
        if asked:
            changed = replace(asked, area=area)
            self.act(lambda: self.workspace.change_recommendation(changed), f"recommendation:{asked.id}")

    @rule(which=pick, other=pick, act=st.sampled_from(["replace", "join", "accept", "decline"]))
    def copies(self, which: int, other: int, act: str) -> None:
        documents, offers = self.workspace.documents(), self.workspace.copy_offers()
        one, two, offer = self.one(documents, which), self.one(documents, other), self.one(offers, which)
        if act == "replace" and one:
            self.act(lambda: self.workspace.replace_copy(one.id, two.id))
        elif act == "join":
            self.act(lambda: self.workspace.join_authorities("80527", "80529", joined=which % 2 == 0))
        elif offer:
            settle = self.workspace.accept_copy if act == "accept" else self.workspace.decline_copy
            self.act(lambda: settle(offer.id))

    @rule(which=pick, words=st.sampled_from(["", "More was seen."]), name=st.sampled_from(["Westmere", "Eastmere Town"]))
    def read_again(self, which: int, words: str, name: str) -> None:
        found = self.one(self.workspace.documents(), which)
        if found:
            reading = self.make._inspection(name=name) if found.format == "pdf" else self.make._letter(extra=words)
            self.act(lambda: self.workspace.reread(found.id, reading))
        for highlight in self.workspace.highlights():
            if highlight.state is HighlightState.TO_CHECK:
                self.act(lambda highlight=highlight: self.workspace.confirm_place(highlight.id))  # type: ignore[misc]

    @rule(first=pick, count=st.integers(1, 3), tag=pick, delete=st.booleans())
    def several(self, first: int, count: int, tag: int, delete: bool) -> None:
        keys = [highlight.id for highlight in self.workspace.highlights()][first : first + count]
        worn = self.one(self.workspace.tags(), tag)
        if keys and delete:
            self.act(lambda: self.workspace.delete_highlights(keys))
        elif keys and worn:
            self.act(lambda: self.workspace.toggle_tags(keys, worn.id))

    @rule(first=pick, count=st.integers(0, 3), tag=pick, put=st.booleans())
    def tag_several(self, first: int, count: int, tag: int, put: bool) -> None:
        keys = [highlight.id for highlight in self.workspace.highlights()][first : first + count]
        worn = self.one(self.workspace.tags(), tag)
        if worn:
            self.act(lambda: self.workspace.put_tag(keys, worn.id) if put else self.workspace.take_tag(keys, worn.id))

    @rule(which=pick, other=pick)
    def merge_tags(self, which: int, other: int) -> None:
        tags = self.workspace.tags()
        if tags:
            self.act(lambda: self.workspace.merge_tags(self.one(tags, which).id, self.one(tags, other).id))

    @rule(name=st.sampled_from(["New", "Recommendation"]), key=st.sampled_from(["", "1", "8"]), role=st.sampled_from(TagRole))
    def take_tags(self, name: str, key: str, role: TagRole) -> None:
        line = TagLine(Tag("", name, "#e0e0e0", "#5f5f5f", key, role), None)
        self.act(lambda: self.workspace.take_tags([line], "Take over tags"))

    @rule(which=pick)
    def restore_document(self, which: int) -> None:
        found = self.one(self.workspace.removed_documents(), which)
        if found:
            self.act(lambda: self.workspace.restore_document(found.id))

    @rule(which=pick, other=pick)
    def swap_keys(self, which: int, other: int) -> None:
        tags = self.workspace.tags()
        if tags:
            one, two = self.one(tags, which), self.one(tags, other)
            swapped = {one.id: replace(one, key=two.key), two.id: replace(two, key=one.key)}
            self.act(lambda: self.workspace.change_tags(tuple(swapped.values())))

    @rule(times=st.integers(1, 4))
    def undo(self, times: int) -> None:
        for _ in range(times):
            present, label = self.dump(), self.workspace.undo_label
            assert self.workspace.undo() == label
            if not self.done:
                assert label is None
                assert self.dump() == present
                return
            assert self.dump() == self.done.pop()[1]
            self.undone.append(present)
            self.joinable = False

    @rule(times=st.integers(1, 4))
    def redo(self, times: int) -> None:
        for _ in range(times):
            present, label = self.dump(), self.workspace.redo_label
            assert self.workspace.redo() == label
            if not self.undone:
                assert label is None
                return
            assert self.dump() == self.undone.pop()
            self.done.append(("", present))
            self.joinable = False

    @invariant()
    def all_hangs_together(self) -> None:
        assert self.reader.execute("PRAGMA foreign_key_check").fetchall() == []
        assert (self.workspace.undo_label is None) == (not self.done)
        for highlight in self.workspace.highlights():
            if highlight.area is not None:
                assert highlight.quote.strip()
                assert not highlight.span
            if highlight.state is not HighlightState.PLACED or highlight.area is not None:
                continue
            assert highlight.quote == highlight.span.of(self.workspace.reading(highlight.document).text)
        roles = {tag.id: tag.role for tag in self.workspace.tags()}
        tagged = {
            h.id for h in self.workspace.highlights() if any(roles[tag] is TagRole.RECOMMENDATION for tag in h.tags)
        }
        assert tagged == {recommendation.highlight for recommendation in self.workspace.recommendations()}


NO_STEP = {
    "undo", "redo", "step_to",  # rules of their own; the last goes along the same steps
    "restore", "erase_document", "erase_removed",  # these clear the history, and say so
    "refresh",  # what another window wrote
    "record_export",  # a line of the trail; no row changes
}  # fmt: skip


def test_every_intent_that_writes_is_among_the_acts_above() -> None:
    methods = inspect.getmembers(Workspace, inspect.isfunction)
    writing = {
        name
        for name, method in methods
        if not name.startswith("_") and ("self._do(" in (source := inspect.getsource(method)) or "self._intention()" in source)
    }
    assert writing >= {"tag_span", "split_highlight", "tag_area", "replace_copy", "answer"}
    acts = inspect.getsource(Undo)
    missing = {name for name in writing - NO_STEP if not re.search(rf"\bworkspace\.{name}\b", acts)}
    assert not missing, f"undo and redo are not proven for {sorted(missing)}"


Undo.TestCase.settings = settings(
    max_examples=30, stateful_step_count=30, suppress_health_check=list(HealthCheck)
)
test_any_acts_can_be_undone_and_redone = Undo.TestCase
