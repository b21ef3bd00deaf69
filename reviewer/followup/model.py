"""How much each feature counts, and how a rank becomes a chance: numbers fitted by the bench, kept as product data."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from reviewer.followup.features import FEATURES
from reviewer.paths import resources


@dataclass(frozen=True, slots=True)
class Model:
    """``rank`` weighs `FEATURES`; the others turn a rank into a chance, given how much lies inside the visit's scope."""

    rank: tuple[float, ...]
    slope: float
    scope: float
    offset: float
    mentioned: float = 0.5  # the least chance of a "same topic"
    inside: float = 0.35  # the least share of a recommendation that counts as inside the scope

    def ranked(self, row: Sequence[float]) -> float:
        """Return the rank of a passage: higher is nearer, comparable within one recommendation and document."""
        return math.fsum(weight * value for weight, value in zip(self.rank, row, strict=True))

    def chance(self, rank: float, share: float) -> float:
        """Return 0..1: how likely a passage of that rank speaks to it; rises with the rank."""
        return 1 / (1 + math.exp(-(self.slope * rank + self.scope * share + self.offset)))


@lru_cache(maxsize=1)
def model() -> Model:
    """Return the product's model, read once from its data file."""
    data = json.loads((resources() / "followup" / "model.json").read_text(encoding="utf-8"))
    rank = tuple(float(data["rank"][name]) for name in FEATURES)
    return Model(rank, data["slope"], data["scope"], data["offset"], data["mentioned"], data["inside"])
