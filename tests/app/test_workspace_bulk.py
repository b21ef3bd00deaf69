"""Acts on several tags or highlights at once: one step each, and one undo takes all of it back."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import Any

import pytest

from reviewer.app.workspace import Workspace
from reviewer.domain.document import (
    Block,
    BlockKind,
    Reading,
    ReadRecommendation,
    RecommendationKind,
    RecommendationList,
)
from reviewer.domain.errors import UserError
from reviewer.domain.revisit import Coverage
from reviewer.domain.span import Span
from reviewer.store.connections import Readers


def _everything(workspace: Workspace) -> object:
    return workspace.tags(), workspace.highlights(), workspace.recommendations(), workspace.documents()


def test_two_keys_swap_in_one_step(workspace: Workspace) -> None:
    before, (one, two, three, *_) = _everything(workspace), workspace.tags()
    workspace.change_tags([replace(one, key="3"), replace(three, key="1")], "Key of one")
    assert {tag.id: tag.key for tag in workspace.tags()} | {one.id: "3", three.id: "1", two.id: "2"} == {
        tag.id: tag.key for tag in workspace.tags()
    }
    assert workspace.undo() == "Key of one"
    assert _everything(workspace) == before
    assert workspace.undo_label is None


def test_a_key_is_taken_from_a_tag_that_is_not_among_the_changed(workspace: Workspace) -> None:
    one, two, *_ = workspace.tags()
    workspace.change_tags([replace(one, key="2")])
    assert [tag.key for tag in workspace.tags()][:2] == ["2", ""]
    workspace.undo()
    assert [tag.key for tag in workspace.tags()][:2] == ["1", "2"]
    with pytest.raises(UserError, match="already a tag"):
        workspace.change_tags([replace(one, name=two.name)])


def test_several_highlights_go_in_one_step_with_what_hangs_on_them(workspace: Workspace, story: tuple[str, str]) -> None:
    earlier, later = story
    first = workspace.recommendations(earlier)[0]
    workspace.answer(first.id, later, coverage=Coverage.NOT_MENTIONED)
    before = _everything(workspace)
    chosen = [one.id for one in workspace.highlights(earlier)][:2]
    workspace.delete_highlights(chosen)
    assert not {one.id for one in workspace.highlights()} & set(chosen)
    assert not {one.highlight for one in workspace.recommendations()} & set(chosen)
    assert workspace.undo() == "Delete 2 highlights"
    assert _everything(workspace) == before
    workspace.redo()
    assert not {one.id for one in workspace.highlights()} & set(chosen)


def test_one_that_is_gone_keeps_all(workspace: Workspace, story: tuple[str, str]) -> None:
    before = _everything(workspace)
    with pytest.raises(UserError, match="no longer"):
        workspace.delete_highlights([workspace.highlights()[0].id, "gone"])
    with pytest.raises(UserError, match="no longer"):
        workspace.toggle_tags([workspace.highlights()[0].id, "gone"], "tag-question")
    assert _everything(workspace) == before


def test_a_tag_is_put_on_all_and_then_taken_off_all(workspace: Workspace, story: tuple[str, str]) -> None:
    chosen = [one.id for one in workspace.highlights(story[0])]
    workspace.toggle_tag(chosen[0], "tag-question")
    before = _everything(workspace)
    workspace.toggle_tags(chosen, "tag-question")
    assert all("tag-question" in one.tags for one in workspace.highlights(story[0]))
    workspace.toggle_tags(chosen, "tag-question")
    assert not any("tag-question" in one.tags for one in workspace.highlights(story[0]))
    workspace.undo()
    workspace.undo()
    assert _everything(workspace) == before


def test_several_made_recommendations_get_labels_of_their_own_and_are_one_step(
    workspace: Workspace, story: tuple[str, str]
) -> None:
    _, later = story
    text = workspace.reading(later).text
    spans = [Span(text.index(words), text.index(words) + len(words)) for words in ("Thresholds are now", "partners understand")]
    chosen = [workspace.tag_span(later, span, "tag-concern") for span in spans]
    before = _everything(workspace)
    workspace.toggle_tags(chosen, "tag-recommendation")
    made = workspace.recommendations(later)
    assert len(made) == 2
    assert len({one.ref for one in made}) == 2
    workspace.undo()
    assert _everything(workspace) == before
    workspace.redo()
    assert workspace.recommendations(later) == made


@pytest.mark.parametrize("by_hand", [False, True])
def test_the_work_of_accepting_many_grows_with_their_number_only(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, by_hand: bool
) -> None:
    counts = []
    for many in (40, 80):
        document = workspace.import_reading(file_name=f"{many}.md", data=b"%d" % many, reading=_listing(many))
        asked = 0
        real = Readers.rows

        def rows(self: Readers, *args: Any, real: Any = real) -> Any:
            nonlocal asked
            found = real(self, *args)
            asked += len(found)
            return found

        monkeypatch.setattr(Readers, "rows", rows)
        if by_hand:
            spans = [block.span for block in workspace.reading(document).blocks]
            made = [workspace.tag_span(document, span, "tag-question") for span in spans]
            workspace.highlights()  # kept from here on
            asked = 0
            workspace.toggle_tags(made, "tag-recommendation")
        else:
            workspace.accept_suggestions([one.id for one in workspace.suggestions(document)])
        monkeypatch.undo()
        labels = [one.label for one in workspace.recommendations(document)]
        assert labels == [str(number) for number in range(1, many + 1)]
        counts.append(asked)
    assert counts[1] < 3 * counts[0], counts  # twice as many; with each looking through all others it would be four times


def _listing(many: int) -> Reading:
    texts = [f"Ensure that plan {number} is kept." for number in range(1, many + 1)]
    starts = list(itertools.accumulate((len(text) + 1 for text in texts), initial=0))
    blocks = tuple(
        Block(n, BlockKind.BULLET, start, start + len(text), text, "•", None, 0, "Recommendations")
        for n, (text, start) in enumerate(zip(texts, starts, strict=False))
    )
    items = tuple(
        ReadRecommendation(
            n + 1, "•", RecommendationList.LOCAL_AUTHORITY, RecommendationKind.RECOMMENDATION, block.span, block.text, None, ""
        )
        for n, block in enumerate(blocks)
    )
    return Reading("markdown", blocks, None, recommendations=items)
