"""A set of tags saved and taken over is the same set; nonsense is refused with a sentence."""

from __future__ import annotations

import re
import tempfile
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer.app.workspace import Workspace
from reviewer.domain.errors import UserError
from reviewer.domain.tag import STARTER_TAGS, Tag, TagRole
from reviewer.domain.tag_colour import FILL_CONTRAST, PAGE_TEXT, contrast
from reviewer.domain.tag_tree import nodes
from reviewer.export.tag_set import read_tags, tags_json, tags_qdc


def _set(workspace: Workspace) -> list[tuple[object, ...]]:
    return [
        (node.depth, t.name, t.fill, t.line, t.key, t.role, t.recommendation_kind, t.description) for node in nodes(workspace.tags()) for t in [node.tag]
    ]


@settings(max_examples=20)
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


def test_a_codebook_of_another_program_keeps_tree_and_meanings_and_is_made_legible(workspace: Workspace) -> None:
    book = """\ufeff<?xml version="1.0" encoding="utf-8" standalone="no"?>
<CodeBook xmlns="urn:QDA-XML:codebook:1:0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" origin="Another program 14"
 xsi:schemaLocation="urn:QDA-XML:codebook:1:0 Codebook.xsd">
 <Codes>
  <Code guid="0B4A2D1E-4A52-4F0C-8C0B-1A3E1F3F9A01" name="Housing" isCodable="false" color="#0000FF">
   <Description>Where
they live</Description>
   <Code guid="0B4A2D1E-4A52-4F0C-8C0B-1A3E1F3F9A02" name="Better" isCodable="true" color="#00b050"><NoteRef targetGUID="0B4A2D1E-4A52-4F0C-8C0B-1A3E1F3F9A09"/></Code>
  </Code>
  <Code guid="0B4A2D1E-4A52-4F0C-8C0B-1A3E1F3F9A03" name="Health" isCodable="true">
   <Code guid="0B4A2D1E-4A52-4F0C-8C0B-1A3E1F3F9A04" name="Better" isCodable="true"/>
   <Code guid="0B4A2D1E-4A52-4F0C-8C0B-1A3E1F3F9A05" name="recommendation" isCodable="true" color="#FFC000"/>
  </Code>
 </Codes>
 <Sets><Set guid="0B4A2D1E-4A52-4F0C-8C0B-1A3E1F3F9A06" name="All"><MemberCode guid="0B4A2D1E-4A52-4F0C-8C0B-1A3E1F3F9A02"/></Set></Sets>
</CodeBook>
""".encode()
    taken = workspace.import_tags(book)
    assert (taken.added, taken.changed) == (4, 1)
    by_name = {tag.name: tag for tag in workspace.tags()}
    assert by_name["Better"].parent == by_name["Housing"].id
    assert by_name["Better (Health)"].parent == by_name["Health"].id
    assert by_name["Housing"].description == "Where\nthey live"
    known = next(tag for tag in workspace.tags() if tag.id == "tag-recommendation")
    assert (known.role, known.key, known.recommendation_kind) == (TagRole.RECOMMENDATION, "1", "recommendation"), "a codebook knows no meanings"
    for name in ("Housing", "Better"):
        assert contrast(by_name[name].fill, PAGE_TEXT) >= FILL_CONTRAST, "black words stay readable on it"
        assert contrast(by_name[name].line, "#ffffff") >= 4.5
    workspace.undo()
    assert workspace.tags() == STARTER_TAGS


def test_a_codebook_has_what_its_schema_asks_for() -> None:
    """Element and attribute names, identities and colours as Codebook.xsd 1.0 of REFI-QDA has them."""
    book = ET.fromstring(tags_qdc(STARTER_TAGS))
    space = "{urn:QDA-XML:codebook:1.0}"
    assert book.tag == f"{space}CodeBook"
    assert set(book.attrib) == {"origin"}
    assert [child.tag for child in book] == [f"{space}Codes"]
    codes = book.findall(f".//{space}Code")
    assert len(codes) == len(STARTER_TAGS)
    for code in codes:
        assert set(code.attrib) == {"guid", "name", "isCodable", "color"}
        assert re.fullmatch(r"[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}", code.attrib["guid"])
        assert re.fullmatch(r"#[0-9a-fA-F]{6}", code.attrib["color"])
        assert code.attrib["isCodable"] == "true"
    assert len({code.attrib["guid"] for code in codes}) == len(codes)
    assert b"\r" not in tags_qdc(STARTER_TAGS)
