"""What a council's paper quotes of the report that it encloses is known as a repeat."""

from __future__ import annotations

from pathlib import Path

import pytest

from reviewer.app.jobs import read_bytes
from reviewer.domain.document import Block, BlockKind
from reviewer.domain.repeats import repeat_warning, repeats

LONG = "Social workers visit children often, know them well, and write plans that families understand and that help them to be safe."
OTHER = "Managers look at the quality of the work every month, and they tell the workers what they have found and what is next."
THIRD = "Partners share what they know with one another at the front door, and children are helped early when they need that help."
OWN = "The council wrote this line itself for its members, and it stands nowhere in the report that is enclosed with the paper."
SEEDS = Path(__file__).parents[3] / "shared" / "seeds"


def blocks(*texts: str):  # type: ignore[no-untyped-def]
    return read_bytes("a.md", "\n\n".join(texts).encode()).blocks


def test_the_earlier_of_two_equal_paragraphs_is_the_repeat() -> None:
    assert repeats(blocks(LONG, OTHER, THIRD, OWN, LONG, OTHER, THIRD)) == {0: 4, 1: 5, 2: 6}


def test_quotation_marks_and_a_lead_in_do_not_hide_it() -> None:
    assert repeats(blocks(f"Executive summary: “{LONG}", OTHER, THIRD, OWN, LONG, OTHER, THIRD)) == {0: 4, 1: 5, 2: 6}


def plain(*texts: str) -> list[Block]:
    return [Block(n, BlockKind.PARAGRAPH, 0, len(text), text) for n, text in enumerate(texts)]


def test_a_paragraph_that_a_page_cut_is_known_by_its_beginning_or_its_end() -> None:
    report = [f"{text} {OWN} {number}" for number, text in enumerate((LONG, OTHER, THIRD))]
    assert repeats(plain(LONG, OTHER, THIRD, OWN, *report)) == {0: 4, 1: 5, 2: 6}, "what was quoted begins it"
    other_way = [f"{number} {OWN} {text}" for number, text in enumerate((LONG, OTHER, THIRD))]
    assert repeats(plain(LONG, OTHER, THIRD, *other_way)) == {0: 3, 1: 4, 2: 5}, "what was quoted ends it"


def test_fifteen_words_are_a_paragraph_and_fourteen_a_sentence() -> None:
    fifteen = [" ".join(f"{name}{n}" for n in range(15)) for name in ("north", "south", "east")]
    assert repeats(plain(*fifteen, OWN, *fifteen)) == {0: 4, 1: 5, 2: 6}
    fourteen = [text.rsplit(" ", 1)[0] for text in fifteen]
    assert repeats(plain(*fourteen, OWN, *fourteen)) == {}


def test_one_paragraph_said_again_is_no_quotation() -> None:
    assert repeats(blocks(LONG, OTHER, LONG)) == {}


def test_short_sentences_and_different_ones_are_none() -> None:
    assert repeats(blocks("The council was judged to be good.", OTHER, "The council was judged to be good.")) == {}
    assert repeat_warning(blocks(LONG, OTHER)) == ""


def test_the_real_paper_repeats_the_summary_and_only_it() -> None:
    found = list(SEEDS.glob("001_*")) if SEEDS.is_dir() else []
    if not found:
        pytest.skip("the real documents are not beside this checkout")
    reading = read_bytes("paper.txt", found[0].read_bytes())
    pairs = repeats(reading.blocks)
    assert len(pairs) >= 8
    assert {reading.blocks[later].section for later in pairs.values()} == {"Executive summary"}
    assert "twice" in " ".join(reading.warnings)
