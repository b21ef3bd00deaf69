"""A set of tags saved and taken over is the same set; nonsense is refused with a sentence."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer.app.workspace import Workspace
from reviewer.domain.errors import UserError
from reviewer.domain.tag import STARTER_TAGS, Tag, TagRole
from reviewer.domain.tag_tree import nodes
from reviewer.export.tag_set import read_tags, tags_json, tags_qdc


def _set(workspace: Workspace) -> list[tuple[object, ...]]:
    return [
        (node.depth, t.name, t.fill, t.line, t.key, t.role, t.recommendation_kind, t.description) for node in nodes(workspace.tags()) for t in [node.tag]
    ]


@settings(max_examples=20, deadline=None)
@given(
    st.lists(st.tuples(st.text("abc d“&<é", min_size=1, max_size=8).filter(str.strip), st.integers(0, 9), st.sampled_from(["", "8", "9"]), st.sampled_from(list(TagRole))), max_size=6),
    st.sampled_from([".json"]),
)
def test_out_and_in_again_is_the_same_set(wanted: list[tuple[str, int, str, TagRole]], kind: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        one, other = (Workspace.open(Path(folder) / f"{name}.review") for name in ("one", "other"))
        try:
            for name, parent, key, role in wanted:
                try:
                    made = one.add_tag(name, key=key, role=role)
                except UserError:
                    continue  # a name that is there
                tags = {tag.id: tag for tag in one.tags()}
                above = [tag for tag in tags if tag != made][parent % (len(tags) - 1)]
                one.change_tags([replace(tags[made], parent=above, description=f"About {name}".strip())])
            path = Path(folder) / f"tags{kind}"
            one.export_tags(path)
            other.import_tags(path.read_bytes())
            assert _set(other) == _set(one)
            before = _set(other)
            other.import_tags(path.read_bytes())  # a second time changes nothing
            assert _set(other) == before
        finally:
            one.close()
            other.close()


def test_a_codebook_keeps_names_tree_colours_and_descriptions(workspace: Workspace) -> None:
    tags = [Tag("a", "Care & “cost”", "#ffe7a3", "#b8860b", description="What it costs"), Tag("b", "Beneath", "#c6e4f7", "#1f6fa3", parent="a")]
    data = tags_qdc(tags)
    assert data.startswith(b'<?xml version="1.0" encoding="utf-8"?>\n<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="Reviewer"><Codes><Code ')
    lines = read_tags(data)
    assert [(line.tag.name, line.tag.fill, line.tag.description, line.parent) for line in lines] == [
        ("Care & “cost”", "#ffe7a3", "What it costs", None), ("Beneath", "#c6e4f7", "", 0),
    ]
    assert tags_qdc(tags) == data
    assert workspace.import_tags(data).added == 2
    assert workspace.undo() == "Import tags"
    assert workspace.tags() == STARTER_TAGS


def test_a_tag_in_use_keeps_its_meaning_and_says_so(workspace: Workspace, story: tuple[str, str]) -> None:
    made = len(workspace.recommendations())
    data = tags_json([replace(STARTER_TAGS[0], role=TagRole.OTHER, recommendation_kind="", fill="#dcd3f7")])
    assert workspace.import_tags(data).kept_meaning == 1
    tag = next(one for one in workspace.tags() if one.id == "tag-recommendation")
    assert (tag.role, tag.fill) == (TagRole.RECOMMENDATION, "#dcd3f7")
    assert len(workspace.recommendations()) == made


def test_the_starter_set_comes_back_under_its_own_ids(workspace: Workspace) -> None:
    for tag in STARTER_TAGS[:3]:
        workspace.delete_tag(tag.id)
    assert workspace.add_starter_tags().added == 3
    assert {tag.id for tag in workspace.tags()} == {tag.id for tag in STARTER_TAGS}
    assert workspace.add_starter_tags().added == 0


@pytest.mark.parametrize(
    "data",
    [b"", b"{}", b"[1]", b'{"format":"reviewer-tags","version":9,"tags":[]}', b'{"format":"reviewer-tags","version":1,"tags":[]}', b"<CodeBook/>",
     b"<!DOCTYPE x><CodeBook><Codes/></CodeBook>", b'{"format":"reviewer-tags","version":1,"tags":[{"name":" "}]}', b"\x00\xff"],
)  # fmt: skip
def test_nonsense_is_refused_and_changes_nothing(workspace: Workspace, data: bytes) -> None:
    with pytest.raises(UserError):
        workspace.import_tags(data)
    assert workspace.tags() == STARTER_TAGS
