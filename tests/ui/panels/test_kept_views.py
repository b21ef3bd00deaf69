"""What views keep and put right after an act is what they would make afresh, whatever was done and undone."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

import pytest

from reviewer.app.workspace import Workspace
from reviewer.domain.area import Area
from reviewer.domain.errors import UserError
from reviewer.domain.span import Span
from reviewer.domain.tag_tree import moved, totals
from reviewer.ui.document.marks import Marks
from reviewer.ui.library.panel import LibraryPanel
from reviewer.ui.library.row_delegate import ROW_ROLE
from reviewer.ui.library.rows import library_rows
from reviewer.ui.painting import HighlightPaints, painted_highlights
from reviewer.ui.tagging.cards import CardMaker, Only, Order, arranged
from reviewer.ui.tagging.highlight_model import CARD_ROLE, HighlightModel
from reviewer.ui.tagging.sidebar import TaggingSidebar
from reviewer.ui.tagging.tag_delegate import COUNT_ROLE, TAG_ROLE

Act = Callable[[], object]
FILTERS = ("", "", "", "ensure", "concern note", "no such words")


class Told:
    """What a view knows that hears of every change of the list and asks for nothing else."""

    def __init__(self, model: HighlightModel) -> None:
        self.cards: list[object] = []
        self._model = model
        model.modelReset.connect(self._take_all)
        model.rowsInserted.connect(lambda _parent, first, last: self.cards.__setitem__(slice(first, first), self._of(first, last)))
        model.rowsRemoved.connect(lambda _parent, first, last: self.cards.__delitem__(slice(first, last + 1)))
        model.dataChanged.connect(lambda one, last: self.cards.__setitem__(slice(one.row(), last.row() + 1), self._of(one.row(), last.row())))
        self._take_all()

    def _of(self, first: int, last: int) -> list[object]:
        return [self._model.index(row).data(CARD_ROLE) for row in range(first, last + 1)]

    def _take_all(self) -> None:
        self.cards = self._of(0, self._model.rowCount() - 1)


class Views:
    """The views of one document that keep something, and what each must be equal to."""

    def __init__(self, workspace: Workspace, document: str, sidebar: TaggingSidebar, library: LibraryPanel) -> None:
        self.workspace, self.document = workspace, document
        self.sidebar, self.library = sidebar, library
        self.paints, self.marks = HighlightPaints(workspace), Marks()
        self.told = Told(sidebar.highlights.list.cards)
        self._seen: set[str] = set()

    def check(self) -> None:
        self._check_cards()
        self._check_counts()
        self._check_library()
        self._check_marks()

    def _check_cards(self) -> None:
        section, space = self.sidebar.highlights, self.workspace
        whole = section.whole_review
        held, documents = space.highlights(None if whole else self.document), space.documents() if whole else ()
        afresh = arranged(CardMaker().cards(held, space.tags(), space.recommendations(), documents), section._order, section.wanted())
        model = section.list.cards
        assert model.cards == afresh
        assert [model.index(row).data(CARD_ROLE) for row in range(model.rowCount())] == list(afresh)
        assert self.told.cards == list(afresh)
        assert [model.row_of(card.id) for card in afresh] == list(range(len(afresh)))

    def _check_counts(self) -> None:
        tags, model = self.workspace.tags(), self.sidebar.tags.list.tags
        afresh = totals(tags, self.workspace.highlights(self.document))
        shown = {model.index(row).data(TAG_ROLE).id: model.index(row).data(COUNT_ROLE) for row in range(model.rowCount())}
        assert shown == {tag.id: afresh.get(tag.id, 0) for tag in tags}

    def _check_library(self) -> None:
        documents = self.workspace.documents()
        held = Counter(highlight.document for highlight in self.workspace.highlights())
        made = Counter(recommendation.document for recommendation in self.workspace.recommendations())
        assert [one.highlight_count for one in documents] == [held[one.id] for one in documents]
        assert [one.recommendation_count for one in documents] == [made[one.id] for one in documents]
        afresh = library_rows(documents, self.workspace.authorities())
        assert self.library.rows() == afresh
        items = self.library._items
        assert {key: item.data(0, ROW_ROLE) for key, item in items.items()} == {row.id: row for one in afresh for row in one.documents}

    def _check_marks(self) -> None:
        found = self.paints.of(self.document)
        self.marks.set_highlights(found)
        assert found == painted_highlights(self.workspace, self.document)
        afresh = Marks()
        afresh.set_highlights(found)
        assert self.marks.areas == afresh.areas
        assert self.marks.highlights.items == afresh.highlights.items
        for start in range(0, len(self.workspace.reading(self.document).text), 17):
            asked = Span(start, start + 25)
            wanted = [mark for mark in found if mark.area is None and mark.span.overlaps(asked)]
            assert sorted(self.marks.highlights.touching(asked), key=_by_id) == sorted(wanted, key=_by_id)
        assert [self.marks.highlight(mark.id) for mark in found] == found
        self._seen |= {mark.id for mark in found}
        assert not any(self.marks.highlight(gone) for gone in self._seen - {mark.id for mark in found})


def _by_id(mark: object) -> str:
    return str(getattr(mark, "id"))  # noqa: B009 - any mark with an id


def _acts(rng: random.Random, workspace: Workspace, inspection: str, visit: str) -> list[Act]:
    """Return what may be done next to the review; some of it is refused."""
    length = len(workspace.reading(inspection).text)
    held, tags, start = workspace.highlights(inspection), workspace.tags(), rng.randrange(length - 20)
    tag, other = rng.choice(tags), rng.choice(tags)
    area = Area(1, rng.random() * 100, rng.random() * 100, 200.0 + rng.random(), 200.0)
    acts: list[Act] = [
        lambda: workspace.tag_span(inspection, Span(start, start + rng.randrange(4, 40)), tag.id),
        lambda: workspace.tag_span(visit, Span(0, rng.randrange(4, 20)), tag.id),
        lambda: workspace.tag_area(inspection, area, "Words of a picture", tag.id),
        workspace.undo,
        workspace.undo,
        workspace.redo,
        lambda: workspace.change_tag(replace(tag, fill=f"#{rng.randrange(0x1000000):06x}", name=f"Tag {rng.randrange(99)}")),
        lambda: workspace.change_tags(moved(tags, tag.id, rng.choice(["", other.id])), "Move tag"),
    ]
    if len(tags) > 4 and rng.random() < 0.2:
        acts += [lambda: workspace.merge_tags(tag.id, other.id), lambda: workspace.delete_tag(tag.id)]
    made = workspace.recommendations(inspection)
    if made:
        changed = replace(rng.choice(made), label=f"{rng.randrange(9)}.")
        acts.append(lambda: workspace.change_recommendation(changed))
    if held:
        one, several = rng.choice(held), [h.id for h in rng.sample(held, rng.randrange(1, len(held) + 1))]
        acts += [
            lambda: workspace.toggle_tag(one.id, tag.id),
            lambda: workspace.toggle_tags(several, tag.id),
            lambda: workspace.put_tag(several, tag.id),
            lambda: workspace.take_tag(several, rng.choice([*one.tags, tag.id])),
            lambda: workspace.change_tag_of(one.id, tag.id),
            lambda: workspace.set_note(one.id, f"note {rng.random()}"),
            lambda: workspace.resize_highlight(one.id, Span(start, start + 12)),
            lambda: workspace.split_highlight(one.id, (one.span.start + one.span.end) // 2),
            lambda: workspace.delete_highlights(several[:2]),
        ]
    return acts


@pytest.mark.parametrize("seed", range(4))
def test_what_views_keep_is_what_they_would_make_afresh(
    workspace: Workspace, inspection: str, visit: str, wired: Callable[..., object], seed: int
) -> None:
    rng, sidebar, library = random.Random(seed), TaggingSidebar(workspace), LibraryPanel(workspace)
    wired(sidebar)
    wired(library)
    sidebar.show_document(inspection)
    views = Views(workspace, inspection, sidebar, library)
    for step in range(120):
        with suppress(UserError):  # refused acts change nothing; undo may have gone back past an import
            rng.choice(_acts(rng, workspace, inspection, visit))()
        if step % 7 == 0:
            sidebar.show_whole_review(rng.random() < 0.3)
            sidebar.sort(rng.choice(list(Order)))
            sidebar.highlights.filter_by(rng.choice(FILTERS))
            sidebar.highlights.choices.choose_only(rng.choice([Only.ALL, Only.ALL, Only.RECOMMENDATION, Only.NOTE]))
        if inspection not in {one.id for one in workspace.documents()}:
            workspace.redo()
            continue
        views.check()
