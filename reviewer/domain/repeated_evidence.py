"""Where an answer rests on words that were cited before: the officer should know that one sentence carries several.

Two cases: the same passage of a document is cited for more than one recommendation, or the same words were cited for
this recommendation in an earlier visit (a letter that repeats the letter before it). Neither is wrong; both are asked
about at the board.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from reviewer.domain.anchor import fold
from reviewer.domain.review import Matrix

Place = tuple[str, str]  # recommendation, later document


def repeated_evidence(matrices: Iterable[Matrix]) -> Mapping[Place, tuple[str, ...]]:
    """Return for each cell with repeated evidence what to say of it ("also for 2017 R2").

    ``matrices`` are those of one authority, in the order in which they are to be named.
    """
    cited: dict[str, dict[str, str]] = defaultdict(dict)  # highlight -> recommendation -> what people call it
    said: dict[Place, list[str]] = defaultdict(list)
    kept = tuple(matrices)
    for matrix in kept:
        for row in matrix.rows:
            for cell in row.cells:
                for passage in cell.cited:
                    cited[passage.highlight][row.recommendation.id] = f"{matrix.earlier.year} {row.recommendation.ref}".strip()
    for matrix in kept:
        names = {document.id: document.name for document in matrix.later}
        for row in matrix.rows:
            before: dict[str, str] = {}  # words -> the visit in which they were cited first
            for cell in row.cells:
                place = (row.recommendation.id, cell.document)
                for passage in cell.cited:
                    others = [ref for key, ref in cited[passage.highlight].items() if key != row.recommendation.id]
                    if others:
                        said[place].append(f"also for {', '.join(others)}")
                    words = fold(passage.quote).casefold()
                    first = before.setdefault(words, cell.document)
                    if first != cell.document:
                        said[place].append(f"same words as in {names[first]}")
    return {place: tuple(dict.fromkeys(words)) for place, words in said.items() if words}
