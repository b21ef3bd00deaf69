"""Measure the follow-up suggestions: `python3 packaging/dev.py bench followup [--shared FOLDER] [--fit] [--tables]`.

FOLDER holds `gold/` (labels of careful readers), `corpus/` and `seeds/` (their documents). Printed: the figures per
authority and over all, each authority judged by numbers fitted to the others ("left out"); the plain word ranking
(BM25) beside them; the same with the product's own numbers; and how long it takes. `--tables` also makes the term
table anew without the left-out authority's documents (slow). `--fit` writes the fitted numbers to the product's data.
"""

from __future__ import annotations

import argparse
import dataclasses
import gc
import json
import math
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))
sys.path.insert(0, str(Path(__file__).parent))

from fit_followup import Case, Row, fit_chance, fit_rank
from followup_answers import best_least, not_mentioned, outcomes
from make_term_weights import table_of
from reviewer.app.followup import last_day, recommendation_texts
from reviewer.domain.document import Reading, ReadRecommendation
from reviewer.domain.errors import UserError
from reviewer.domain.revisit import Coverage
from reviewer.followup.contents import contents_in
from reviewer.followup.features import FEATURES, RecommendationText, features, take_apart
from reviewer.followup.index import PassageIndex
from reviewer.followup.kept import from_bytes, to_bytes
from reviewer.followup.mentions import MENTIONS
from reviewer.followup.model import CIRCUMSTANCES, Model, from_data, model
from reviewer.followup.passages import passages_of
from reviewer.followup.suggest import LaterDocument, suggest_with
from reviewer.followup.vocabulary import Vocabulary, build, vocabulary
from reviewer.reading.reader import read

ROOT = Path(__file__).parent.parent
DATA = ROOT / "resources" / "followup"
MENTIONED, INSIDE, SPOKEN = 0.35, 0.6, 0.9  # the first by the rule of `best_least`, which the bench prints
_WORD = re.compile(r"[a-z]+")
FLOOR = 0.1  # the highest tenth or twentieth that keeps 98 % of the first answers and 96 % of all cited passages


@dataclasses.dataclass
class Labelled:
    """One labelled pair: the recommendation as read, the later document's path, the labels."""

    authority: str
    text: RecommendationText
    later: str
    entry: dict[str, Any]


@dataclasses.dataclass
class Answer:
    """What was suggested for a pair: squashed passage texts, best first, the top score and the coverage."""

    authority: str
    entry: dict[str, Any]
    texts: list[str]
    top: float
    coverage: str
    strong: int = 0
    scores: tuple[float, ...] = ()
    outcome: str = ""


def squash(text: str) -> str:
    """Return letters and digits only, lower case: how two quotations are compared."""
    return re.sub(r"[^a-z0-9]+", "", text.lower())


def read_all(paths: Iterable[Path]) -> dict[str, Reading]:
    """Read every file that can be read."""
    found = {}
    for path in paths:
        try:
            found[str(path)] = read(path.name, path.read_bytes())
        except UserError:
            continue
    return found


def labelled(shared: Path, readings: dict[str, Reading]) -> tuple[list[Labelled], int]:
    """Return the labelled pairs whose recommendation was read, and how many were not."""
    found, missing = [], 0
    for label_file in sorted((shared / "gold").glob("*.json")):
        gold = json.loads(label_file.read_text(encoding="utf-8"))
        starts = {
            (d["file"], r["number"]): r["starts"] for d in gold["documents"] for r in d.get("recommendations", [])
        }
        for entry in gold["follow_up"]:
            earlier = readings.get(str(_locate(entry["from"], shared)))
            later = str(_locate(entry["in"], shared))
            item = _item(earlier, squash(starts[entry["from"], entry["number"]])) if earlier else None
            if item is None or later not in readings:
                missing += 1
                continue
            found.append(Labelled(gold["authority"], item[1], later, entry))
    return found, missing


def _locate(name: str, shared: Path) -> Path:
    return shared / name if name.startswith("seeds/") else shared / "corpus" / name


def _item(earlier: Reading, start: str) -> tuple[ReadRecommendation, RecommendationText] | None:
    return next((pair for pair in recommendation_texts(earlier) if squash(pair[0].text).startswith(start)), None)


def case_of(pair: Labelled, later: LaterDocument, known: Vocabulary) -> Case:
    """Return the features and labels of a pair."""
    query = take_apart(pair.text, known)
    rows: list[Row] = features(query, later.index)
    texts = [squash(indexed.passage.text) for indexed in later.index.passages]
    labels = [0] * len(rows)
    for evidence in pair.entry["evidence"]:
        at = next((i for i, text in enumerate(texts) if squash(evidence["starts"]) in text), None)
        if at is not None:
            labels[at] = max(labels[at], 2 if evidence.get("direct") else 1)
    around = (
        later.scope.share(query.masses, board=query.board),
        query.length / 20,
        0.0 if later.scope.inside is None else 1.0,
    )
    return Case(pair.authority, rows, labels, pair.entry["revisited"], bool(pair.entry.get("borderline")), around)


def fitted(cases: Sequence[Case]) -> dict[str, Any]:
    """Return the model's data fitted to some cases."""
    weights = fit_rank(cases)
    *chance, offset = fit_chance(cases, weights)
    return {
        "about": "Numbers of the ranking, fitted to labelled documents by packaging/bench_followup.py --fit.",
        "rank": {name: round(value, 3) for name, value in zip(FEATURES, weights, strict=True)},
        "chance": {name: round(value, 3) for name, value in zip(CIRCUMSTANCES, chance, strict=True)},
        "offset": round(offset, 3),
        "mentioned": MENTIONED,
        "inside": INSIDE,
        "spoken": SPOKEN,
        "floor": FLOOR,
    }


def answers(pairs: Iterable[Labelled], later: dict[str, LaterDocument], how: Model, known: Vocabulary) -> list[Answer]:
    """Ask the product's own ranking, with a given model and vocabulary."""
    found = []
    for pair in pairs:
        said = suggest_with(pair.text, later[pair.later], how=how, known=known)
        texts = [squash(passage.text) for passage in said.passages]
        scores = tuple(passage.score for passage in said.passages)
        top = max(scores, default=0.0)
        answer = Answer(pair.authority, pair.entry, texts, top, said.coverage.value, said.strong, scores)
        answer.outcome = said.outcome.value if said.outcome else ""
        found.append(answer)
    return found


def left_out(pairs: Sequence[Labelled], readings: dict[str, Reading], *, tables: bool) -> list[Answer]:
    """Judge each authority by what was fitted to the others."""
    found: list[Answer] = []
    later = {pair.later: LaterDocument.of(readings[pair.later]) for pair in pairs}
    cases = [case_of(pair, later[pair.later], vocabulary()) for pair in pairs]
    for authority in sorted({pair.authority for pair in pairs}):
        known, own_later = vocabulary(), later
        if tables:
            own = {str(Path(pair.later).parent) for pair in pairs if pair.authority == authority}
            rest = [r for path, r in readings.items() if str(Path(path).parent) not in own]
            known = _vocabulary_of(rest)
            own_later = {pair.later: LaterDocument.of(readings[pair.later], known=known) for pair in pairs}
            cases = [case_of(pair, own_later[pair.later], known) for pair in pairs]
        data = fitted([case for case in cases if case.authority != authority])
        here = [pair for pair in pairs if pair.authority == authority]
        found += answers(here, own_later, from_data(data), known)
        print(f"  {authority}: {figures([a for a in found if a.authority == authority])}", flush=True)
    return found


def _vocabulary_of(readings: Iterable[Reading]) -> Vocabulary:
    synonyms = json.loads((DATA / "synonyms.json").read_text(encoding="utf-8"))
    return build(synonyms, table_of(([p.text for p in passages_of(r)] for r in readings), synonyms))


def plain(pairs: Sequence[Labelled], later: dict[str, LaterDocument]) -> list[Answer]:
    """Rank by BM25 alone, each document weighing its own words: the yardstick."""
    found = []
    for pair in pairs:
        index = later[pair.later].index
        stems = take_apart(pair.text, vocabulary()).terms
        scores = _bm25(stems, index)
        order = sorted(range(len(scores)), key=lambda i: -scores[i])
        texts = [squash(index.passages[i].passage.text) for i in order]
        found.append(Answer(pair.authority, pair.entry, texts, max(scores, default=0.0), ""))
    return found


def _bm25(stems: Iterable[str], index: PassageIndex) -> list[float]:
    scores = [0.0] * len(index.passages)
    for stem in stems:
        places = index.counts(stem)
        weight = math.log(1 + (len(scores) - len(places) + 0.5) / (len(places) + 0.5))
        for at, times in places.items():
            scores[at] += weight * times * 2.2 / (times + index.passages[at].norm)
    return scores


def figures(found: Sequence[Answer]) -> str:
    """Return one line of figures, reckoned as the scorer does."""
    ranks = [_ranks(a) for a in found if a.entry["revisited"] and a.entry["evidence"]]
    direct = [min((r for r, d in one if d and r), default=0) for one in ranks if any(d for _, d in one)]
    within: Callable[[int], float] = lambda k: 100 * sum(0 < best <= k for best in direct) / max(len(direct), 1)  # noqa: E731
    recall = 100 * sum(sum(0 < r <= 10 for r, _ in one) / len(one) for one in ranks) / max(len(ranks), 1)
    mrr = sum(1 / best for best in direct if best) / max(len(direct), 1)
    asked = [a for a in found if a.entry.get("coverage")]
    right = sum(a.coverage == a.entry["coverage"] for a in asked)
    coverage = f"{100 * right / len(asked):.0f} % ({right} of {len(asked)})" if asked else "not labelled"
    settled = [a for a in found if not a.entry.get("borderline")]
    separated = auc(
        [a.top for a in settled if a.entry["revisited"]], [a.top for a in settled if not a.entry["revisited"]]
    )
    return (
        f"n {len(direct)}  first-direct@1 {within(1):.0f} %  @5 {within(5):.0f} %  evidence recall@10 {recall:.0f} %"
        f"  MRR {mrr:.2f}  AUC {separated}  coverage {coverage}"
    )


def _ranks(answer: Answer) -> list[tuple[int, bool]]:
    """Return for each cited passage its rank from 1, 0 where it is not there, and whether it answers directly."""
    found = []
    for evidence in answer.entry["evidence"]:
        head = squash(evidence["starts"])
        rank = next((i for i, text in enumerate(answer.texts, 1) if head in text), 0)
        found.append((rank, bool(evidence.get("direct"))))
    return found


def above_the_floor(found: Sequence[Answer]) -> str:
    """Return how many cited passages are offered before the weak matches, and how many passages that are."""
    ranks = [(rank, answer) for answer in found for rank, _ in _ranks(answer) if rank]
    kept = sum(rank <= max(answer.strong, 1) for rank, answer in ranks)
    shown: Callable[[bool], float] = lambda revisited: _mean(  # noqa: E731
        [max(a.strong, 1) for a in found if a.entry["revisited"] is revisited]
    )
    return (
        f"{100 * kept / max(len(ranks), 1):.0f} % of the cited passages that are offered at all;"
        f" {shown(True):.1f} offered where revisited, {shown(False):.1f} where not mentioned"
    )


def in_the_margin(found: Sequence[Answer], least: float) -> str:
    """Return how many passages a later document would mark in its margin, and how many of them a reader cited."""
    marked = cited = whole = 0
    for answer in found:
        if not Coverage(answer.coverage).revisited:
            continue
        heads = [squash(evidence["starts"]) for evidence in answer.entry["evidence"]]
        for text, score in list(zip(answer.texts, answer.scores, strict=True))[: min(answer.strong, MENTIONS)]:
            if score >= least:
                marked += 1
                cited += any(head in text for head in heads)
                whole += answer.entry["revisited"]
    return (
        f"{marked} passages from {least} on, {100 * cited / max(marked, 1):.0f} % of them cited by a reader,"
        f" {100 * whole / max(marked, 1):.0f} % for a recommendation that was revisited"
    )


def _mean(numbers: Sequence[int]) -> float:
    return sum(numbers) / max(len(numbers), 1)


def auc(revisited: Sequence[float], silent: Sequence[float]) -> str:
    """Return how often a revisited recommendation's top score is above a silent one's."""
    if not revisited or not silent:
        return "n/a"
    wins = sum((p > n) + 0.5 * (p == n) for p in revisited for n in silent)
    return f"{wins / (len(revisited) * len(silent)):.2f}"


def speed(readings: dict[str, Reading]) -> str:
    """Time the indexing of all documents and all recommendations against the later documents of their folder."""
    started = time.process_time()
    for reading in readings.values():
        Counter(_WORD.findall(reading.text.lower()))
    yardstick = time.process_time() - started
    started = time.process_time()
    kept = {path: to_bytes(contents_in(reading), reading.text) for path, reading in readings.items()}
    indexed = time.process_time() - started
    started = time.process_time()
    indexes = {}
    for path, reading in readings.items():
        indexes[path] = PassageIndex.over(from_bytes(kept[path], reading.text) or (), vocabulary())
        indexes[path].near(())  # with the meanings of its passages
    opened = time.process_time() - started
    later = {path: LaterDocument.of(reading, index=indexes[path]) for path, reading in readings.items()}
    folders: dict[str, list[str]] = defaultdict(list)
    for path in readings:
        folders[str(Path(path).parent)].append(path)
    days = {path: last_day(reading) for path, reading in readings.items()}
    asked, cells, slowest = 0, 0, 0.0
    # As `timeit` does: the garbage collector walks the readings of all councils here, which no review holds at once.
    gc.collect()
    gc.disable()
    started = time.process_time()
    for paths in folders.values():
        for path in paths:
            for _, text in recommendation_texts(readings[path]):
                begun = time.process_time()
                others = [other for other in paths if days[other] > days[path]]
                for other in others:
                    suggest_with(text, later[other], how=model(), known=vocabulary())
                asked, cells = asked + 1, cells + len(others)
                slowest = max(slowest, time.process_time() - begun)
    took = time.process_time() - started
    gc.enable()
    return (
        f"{len(readings)} documents indexed in {indexed:.1f} s ({indexed / yardstick:.0f} times as long as their words"
        f" are counted), {sum(map(len, kept.values())) / len(kept) / 1000:.1f} KB each in the review file, opened"
        f" for the first question in {1000 * opened / len(kept):.1f} ms each; {asked} recommendations, {cells} cells in {took:.1f} s,"
        f" {took / yardstick:.0f} times as long as the words of all documents are counted"
        f" ({1000 * took / max(asked, 1):.1f} ms each, slowest {1000 * slowest:.0f} ms, in all later documents of the authority)"
    )


def main(argv: Sequence[str] | None = None) -> int:
    """Print the figures; return 1 where there are no labels to measure against."""
    parser = argparse.ArgumentParser(prog="dev.py bench followup", description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="folder with gold, corpus, seeds")
    parser.add_argument("--fit", action="store_true", help="write the numbers fitted to all labels")
    parser.add_argument("--tables", action="store_true", help="also leave the authority out of the term table")
    args = parser.parse_args(argv)
    if not (args.shared / "gold").is_dir():
        print(f"No labels in {args.shared}; nothing to measure against.", file=sys.stderr)
        return 1
    files = [p for name in ("corpus", "seeds") for p in sorted((args.shared / name).rglob("*")) if p.is_file()]
    readings = read_all(files)
    pairs, missing = labelled(args.shared, readings)
    later = {pair.later: LaterDocument.of(readings[pair.later]) for pair in pairs}
    print(f"{len(pairs)} labelled pairs; {missing} whose recommendation was not read")
    print("each authority left out:")
    left = left_out(pairs, readings, tables=args.tables)
    print(f"left out, all: {figures(left)}")
    print(f"outcome from the wording, left out: {outcomes((a.entry['outcome'], a.outcome) for a in left if a.outcome)}")
    tops = [(answer.top, answer.entry["revisited"]) for answer in left if not answer.entry.get("borderline")]
    print(f"probably not mentioned, left out: {not_mentioned(tops, MENTIONED)} (by the rule: below {best_least(tops):.2f})")
    for least in (0.5, 0.8, SPOKEN, 0.95):
        print(f"in the margin, left out: {in_the_margin(left, least)}")
    if args.fit:
        data = fitted([case_of(pair, later[pair.later], vocabulary()) for pair in pairs])
        (DATA / "model.json").write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
        model.cache_clear()
    found = answers(pairs, later, model(), vocabulary())
    print(f"product as is: {figures(found)}")
    print(f"above the floor of weak matches: {above_the_floor(found)}")
    print(f"plain BM25:    {figures(plain(pairs, later))}")
    print(speed(readings))
    return 0


if __name__ == "__main__":
    sys.exit(main())
