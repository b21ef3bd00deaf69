"""Search in all documents: exact places, any query, undo without special code."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reviewer.app.workspace import Workspace
from reviewer.domain.area import Area
from reviewer.domain.document import Block, BlockKind, PageRun, Reading

Make = Callable[..., Reading]


def found(workspace: Workspace, query: str) -> list[str]:
    """Return the words at the places that were found; the marks of each excerpt must show them too."""
    words = []
    for hit in workspace.search(query):
        text = workspace.reading(hit.document).text
        words.append(text[hit.start : hit.end])
        assert hit.excerpt.strip("…") in text
        starts, ends = zip(*hit.marks, strict=True)
        assert words[-1] in {hit.excerpt[start:end] for start in starts for end in ends}
    return words


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("drift", ["drift"]),
        ("DRI", ["drift"]),
        ("dri ", []),
        ("cafe visit", ["Café visits"]),
        ("naive", ["naïve"]),
        ("“plans drift”", ["plans drift"]),
        ('"drift plans"', []),
        ('partners "not under', ["not understood"]),
        ('"not under" partners', []),
        ('"not understood" part', ["not understood"]),
        ('"not understood" ', ["not understood"]),
        ('"not under" ', []),
        ("under", ["understood"]),
        ("connected persons nothing", []),
        ("thresholds partners", ["Thresholds"]),
        ("partners all by", ["by all partners"]),
        ("front door ", ["front door"]),
        ("😀", []),
        ("", []),
        ("  ", []),
        ('""', []),
        ("board's", ["board’s"]),
        ("dri\ud83d", ["drift"]),
    ],
)
def test_a_query_finds_the_words_where_they_stand(
    workspace: Workspace, inspection: Make, query: str, expected: list[str]
) -> None:
    workspace.import_reading(file_name="a.pdf", data=b"a", reading=inspection())
    assert found(workspace, query) == expected


def test_a_hit_knows_its_page_and_section(workspace: Workspace, inspection: Make) -> None:
    document = workspace.import_reading(file_name="a.pdf", data=b"a", reading=inspection())
    (hit,) = workspace.search("drift")
    assert (hit.document, hit.page, hit.section) == (document, 3, "Help and protection")


def test_a_hit_behind_a_page_break_knows_its_own_page(workspace: Workspace) -> None:
    text = "Plans are late here. Records are thin there."
    runs = (PageRun(0, 4), PageRun(text.index("Records"), 5), PageRun(text.index("there"), 6))
    workspace.import_reading(file_name="a.pdf", data=b"a", reading=Reading("pdf", (Block(0, BlockKind.PARAGRAPH, 0, len(text), text, runs=runs),), 6))
    assert [workspace.search(word)[0].page for word in ("plans", "here", "records", "thin", "there")] == [4, 4, 5, 5, 6]


def test_words_typed_for_an_area_count_among_the_hits_that_were_asked_for(workspace: Workspace, inspection: Make, letter: Make) -> None:
    document = workspace.import_reading(file_name="a.pdf", data=b"a", reading=inspection())
    for number in range(4):
        workspace.import_reading(file_name=f"{number}.md", data=bytes([number]), reading=letter(extra="Drift is seen."))
    for top in (100.0, 300.0):
        workspace.tag_area(document, Area(1, 50, top, 200, top + 50), "A chart of drift", "tag-concern")
    assert [bool(hit.highlight) for hit in workspace.search("drift", limit=5)] == [False] * 3 + [True] * 2
    assert len(workspace.search("drift")) == 7


def test_long_paragraphs_are_cut_round_the_hit(workspace: Workspace, letter: Make) -> None:
    words = " ".join(f"word{number}" for number in range(400))
    workspace.import_reading(file_name="a.md", data=b"a", reading=letter(extra=f"{words} needle {words}"))
    assert found(workspace, "needle") == ["needle"]
    (hit,) = workspace.search("needle")
    assert hit.excerpt.startswith("…word")
    assert hit.excerpt.endswith("…")
    assert len(hit.excerpt) < 220


def test_the_best_hits_come_first_and_no_more_than_asked(workspace: Workspace, letter: Make) -> None:
    for number in range(9):
        reading = letter(extra="drift " * (1 + number % 3))
        workspace.import_reading(file_name=f"{number}.md", data=bytes([number]), reading=reading)
    hits = workspace.search("drift", limit=3)
    assert len(hits) == 3
    assert all(len(hit.marks) >= 3 for hit in hits)


def test_what_is_removed_is_not_found_until_it_is_back(workspace: Workspace, letter: Make) -> None:
    document = workspace.import_reading(file_name="a.md", data=b"a", reading=letter(extra="needle"))
    for act, expected in (
        (lambda: workspace.remove_document(document), 0), (workspace.undo, 1), (workspace.undo, 0), (workspace.redo, 1),
    ):
        act()
        assert len(workspace.search("needle")) == expected


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.one_of(st.text(max_size=20), st.text(alphabet='"*()^:-+{}“”„ \0abANDORNOT́\ufdd0', max_size=12)))
def test_any_text_is_a_query(fuzzed: Workspace, query: str) -> None:
    for hit in fuzzed.search(query, limit=5):
        assert 0 <= hit.start < hit.end


@pytest.fixture
def fuzzed(workspace: Workspace, inspection: Make) -> Workspace:
    workspace.import_reading(file_name="a.pdf", data=b"a", reading=inspection())
    return workspace


def test_every_whole_word_of_a_document_is_found_in_its_block(workspace: Workspace, inspection: Make) -> None:
    document = workspace.import_reading(file_name="a.pdf", data=b"a", reading=inspection())
    for block in workspace.reading(document).blocks:
        for word in block.text.split():
            if any(character.isalnum() for character in word):
                hits = workspace.search(f"{word} ")
                assert any(block.start <= hit.start < hit.end <= block.end for hit in hits), word


def test_searching_goes_on_while_documents_come_in(workspace: Workspace, letter: Make) -> None:
    seen, failures = [], []
    done = threading.Event()

    def look() -> None:
        try:
            while not done.is_set():
                seen.append(len(workspace.search("thresholds", limit=100)))
        except BaseException as error:  # noqa: BLE001 - a thread's failure must reach the test
            failures.append(error)

    thread = threading.Thread(target=look)
    thread.start()
    for number in range(30):
        workspace.import_reading(file_name=f"{number}.md", data=bytes([number]), reading=letter(extra=str(number)))
    done.set()
    thread.join()
    assert failures == []
    assert seen == sorted(seen)
    assert len(workspace.search("thresholds", limit=100)) == 30
