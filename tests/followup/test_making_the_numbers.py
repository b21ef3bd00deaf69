"""The scripts that make the term table and fit the numbers, on invented documents."""

from __future__ import annotations

import importlib.util
import json
import random
import sys
from pathlib import Path
from types import ModuleType

import pytest

from reviewer.followup.vocabulary import build

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"


def script(name: str, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Load a script of the packaging folder as a module."""
    monkeypatch.setattr(sys, "path", [str(PACKAGING), *sys.path])
    spec = importlib.util.spec_from_file_location(f"packaging_{name}", PACKAGING / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, spec.name, module)  # dataclasses look their own module up
    spec.loader.exec_module(module)
    return module


SYNONYMS = {"concepts": [{"name": "front door", "areas": ["front-door"], "phrases": ["front door"]}]}


def documents(count: int = 8) -> list[list[str]]:
    """Make documents in which adoption fills a section and praise stands everywhere."""
    chance = random.Random(5)
    found = []
    for number in range(count):
        topic = [f"Adoption matters and adopters wait for matching {w}." for w in ("well", "long", "daily", "still")]
        rest = [f"{'Effective' if i % 3 == 0 else 'Other'} staff at work {chance.choice('abcdef')}." for i in range(14)]
        found.append([*rest[:5], *topic, *rest[5:], f"Only document{number} says zanzibar{'ab'[number % 2]}."])
    return found


def test_a_topic_weighs_more_than_praise_as_frequent(monkeypatch: pytest.MonkeyPatch) -> None:
    weights = script("make_term_weights", monkeypatch).table_of(documents(), SYNONYMS)["weights"]
    assert weights["adoption"[:5]] > 1.5 * weights["effect"]


def test_words_of_one_or_two_documents_stay_out(monkeypatch: pytest.MonkeyPatch) -> None:
    making = script("make_term_weights", monkeypatch)
    weights = making.table_of([*documents(), ["The Rutherfordshire front door is open."]], SYNONYMS)["weights"]
    assert not [stem for stem in weights if "rutherford" in stem or stem == "#front door"]


def test_no_name_gets_into_the_table(monkeypatch: pytest.MonkeyPatch) -> None:
    making = script("make_term_weights", monkeypatch)
    said = "In Bedford and in BCP, Marigold Pimm praised reading and the MASH; Reading did not. A county is a county."
    texts = [[*document, said, *document[:2]] for document in documents()]
    table = making.table_of(texts, SYNONYMS)
    held = {*table["weights"], *table["similar"], *table["meanings"].get("stems", ())}
    assert not held & {"bedford", "bcp", "marigold", "pimm"}
    assert {"read", "mash", "count"} <= held, "a word of every day and an abbreviation are no names"


def test_of_authorities_names_only_words_of_every_day_stand_in_the_product_s_table(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    making = script("make_term_weights", monkeypatch)
    table = json.loads((PACKAGING.parent / "resources/followup/term_weights.json").read_text(encoding="utf-8"))
    similar = {other for pairs in table["similar"].values() for other, _ in pairs}
    held = {*table["weights"], *table["similar"], *similar, *table["meanings"]["stems"]}
    kinds = {"authorit", "borough", "centr", "child", "city", "corp", "council", "count", "district", "servic", "unitar"}
    assert held & making.authority_stems() <= kinds | {"pool", "read", "st", "west"}, (
        "pooled budgets, reading, the 31st, the west"
    )


def test_the_table_holds_no_text(monkeypatch: pytest.MonkeyPatch) -> None:
    table = script("make_term_weights", monkeypatch).table_of(documents(), SYNONYMS)
    assert set(table) == {"about", "weights", "similar", "meanings"}
    assert all(" " not in stem for stem in table["weights"])
    assert all(isinstance(weight, float) for weight in table["weights"].values())


def test_stems_of_one_topic_stand_together(monkeypatch: pytest.MonkeyPatch) -> None:
    making = script("make_meanings", monkeypatch)
    chance = random.Random(3)
    topics = [[f"{letter}{number}" for number in range(12)] for letter in "abcdef"]
    sentences = [frozenset(chance.sample(chance.choice(topics), 6)) for _ in range(600)]
    table = making.meanings(sentences)
    known = build({"concepts": []}, {"meanings": table})
    near = [known.meaning({"a0": 1.0}), known.meaning({"a1": 2.0, "a2": 1.0})]
    far = known.meaning({"b0": 1.0})

    def likeness(one: tuple[float, ...], other: tuple[float, ...]) -> float:
        return sum(x * y for x, y in zip(one, other, strict=True))

    assert likeness(*near) > 0.6 > 0.3 > likeness(near[0], far)
    assert known.meaning({"unheard": 1.0}) == ()
    assert all(" " not in stem for stem in table["stems"])
    assert making.meanings(sentences) == table
    assert making.meanings(sentences[:1]) == {}


def test_own_directions_are_those_of_the_matrix(monkeypatch: pytest.MonkeyPatch) -> None:
    making = script("make_meanings", monkeypatch)
    matrix = [[4.0, 1.0, 0.0], [1.0, 3.0, 0.5], [0.0, 0.5, 1.0]]
    strength, turn = making._own_directions(matrix)
    for k in range(3):
        for i in range(3):
            assert sum(matrix[i][j] * turn[j][k] for j in range(3)) == pytest.approx(strength[k] * turn[i][k], abs=1e-9)


def test_the_same_documents_give_the_same_table(monkeypatch: pytest.MonkeyPatch) -> None:
    making = script("make_term_weights", monkeypatch)
    assert making.table_of(documents(), SYNONYMS) == making.table_of(documents(), SYNONYMS)


def test_fitting_finds_the_feature_that_ranks(monkeypatch: pytest.MonkeyPatch) -> None:
    fitting = script("fit_followup", monkeypatch)
    chance = random.Random(7)
    cases = []
    for number in range(30):
        rows = [(chance.random(), chance.random()) for _ in range(12)]
        best = max(range(12), key=lambda at, rows=rows: rows[at][0])
        labels = [2 if at == best else 0 for at in range(12)]
        silent = number % 3 == 0
        rows = [(0.2 * a, b) for a, b in rows] if silent else rows
        cases.append(fitting.Case("x", rows, [0] * 12 if silent else labels, not silent, False))
    useful, noise = fitting.fit_rank(cases)
    assert useful > 3 * abs(noise)
    weights = fitting.fit_chance(cases, (useful, noise))
    assert weights[0] > 0
    values = [(*fitting.values_of(case, (useful, noise)), 1.0) for case in cases]
    said = [sum(w * v for w, v in zip(weights, row, strict=True)) > 0 for row in values]
    assert sum(s == case.revisited for s, case in zip(said, cases, strict=True)) >= 27


def test_a_small_system_is_solved(monkeypatch: pytest.MonkeyPatch) -> None:
    solve = script("fit_followup", monkeypatch).solve
    assert solve([[0.0, 2.0], [1.0, 1.0]], [4.0, 5.0]) == pytest.approx([3.0, 2.0])
