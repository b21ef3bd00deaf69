"""How much each feature counts, and how a rank becomes a chance: numbers fitted by the bench, kept as product data."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from reviewer.followup.features import FEATURES
from reviewer.paths import resources

CIRCUMSTANCES = ("rank", "share", "mean", "length", "letter")


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What turns a rank into a chance, the same for all passages of one recommendation and document.

    ``share`` of the recommendation inside the visit's scope; ``mean`` rank of all passages; ``length`` of the
    recommendation in units of twenty words; ``letter`` 1 where the document states a focus, else 0.
    """

    share: float
    mean: float
    length: float
    letter: float


@dataclass(frozen=True, slots=True)
class Model:
    """``rank`` weighs `FEATURES`, ``chance`` weighs `CIRCUMSTANCES`; ``offset`` goes with the second."""

    rank: tuple[float, ...]
    chance: tuple[float, ...]
    offset: float
    mentioned: float = 0.5  # the least chance of a "same topic"
    inside: float = 0.6  # the least share of a recommendation that counts as inside the scope
    spoken: float = 0.5  # the least chance at which a passage is marked in the margin of the later document
    floor: float = (
        0.1  # the least chance of a passage that is worth reading; below it, or with no word in common, is a weak match
    )

    def ranked(self, row: Sequence[float]) -> float:
        """Return the rank of a passage: higher is nearer, comparable within one recommendation and document."""
        return sum(map(float.__mul__, self.rank, row))

    def chances_of(self, ranks: Sequence[float], around: Circumstances) -> list[float]:
        """Return for each rank 0..1: how likely a passage of that rank speaks to it; rises with the rank."""
        of_rank, share, mean, length, letter = self.chance
        level = self.offset + share * around.share + mean * around.mean
        level += length * around.length + letter * around.letter
        return [1 / (1 + math.exp(-max(-30.0, min(30.0, level + of_rank * rank)))) for rank in ranks]


def from_data(data: dict[str, object]) -> Model:
    """Build a model from the content of its data file; KeyError where a feature has no weight."""
    rank, chance = data["rank"], data["chance"]
    assert isinstance(rank, dict) and isinstance(chance, dict)
    return Model(
        tuple(float(rank[name]) for name in FEATURES),
        tuple(float(chance[name]) for name in CIRCUMSTANCES),
        float(str(data["offset"])),
        float(str(data["mentioned"])),
        float(str(data["inside"])),
        float(str(data["spoken"])),
        float(str(data["floor"])),
    )


@lru_cache(maxsize=1)
def model() -> Model:
    """Return the product's model, read once from its data file."""
    return from_data(json.loads((resources() / "followup" / "model.json").read_text(encoding="utf-8")))
