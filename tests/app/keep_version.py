"""Keep a review of the present version for the tests of all later ones: ``python tests/app/keep_version.py``.

It writes ``files/version-N.review.gz``, N being the number of migrations. Run it once for each version that is
released; a file that is there is never written again.
"""

from __future__ import annotations

import gzip
import importlib.util
import itertools
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[1]))

from reviewer.app.workspace import Workspace  # noqa: E402 - the checkout has to be found first
from reviewer.domain.action import Action, ActionStatus  # noqa: E402
from reviewer.domain.document import FactName  # noqa: E402
from reviewer.domain.revisit import Coverage, Outcome  # noqa: E402
from reviewer.domain.span import Span  # noqa: E402
from reviewer.store.schema import names  # noqa: E402


def tell(path: Path) -> None:
    """Write a review in which every kind of row of the first version occurs."""
    spec = importlib.util.spec_from_file_location("small_documents", HERE / "conftest.py")
    assert spec is not None
    assert spec.loader is not None
    make = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(make)
    numbers = itertools.count(1)
    review = Workspace.open(path, author="QA officer", new_id=lambda: f"{next(numbers):032x}", now=lambda: make.CLOCK)
    own = review.add_authority("Westmere")
    earlier = review.import_reading(file_name="2017.pdf", data=b"%PDF one", reading=make._inspection(authority=own))
    later = review.import_reading(file_name="2019.md", data=b"# two", reading=make._letter(authority=own))
    review.accept_suggestions([suggestion.id for suggestion in review.suggestions(earlier)])
    review.confirm_fact(earlier, FactName.AUTHORITY)
    review.set_fact(later, FactName.MARKING, "OFFICIAL")
    first, second = review.recommendations(earlier)
    review.answer(
        first.id, later, coverage=Coverage.REFERRED_BACK, outcome=Outcome.IMPROVED, note="Better", cite=[Span(14, 24)]
    )
    review.dismiss_passage(second.id, later, Span(0, 13))
    review.set_action(Action("", first.id, "Train", "Head of service", "2026-05-01", ActionStatus.IN_PROGRESS))
    review.set_note(review.tag_span(earlier, Span(0, 10), "tag-question"), "Ask the board 😀")
    review.set_setting("place", "7")
    review.close()


if __name__ == "__main__":
    kept = HERE / "files" / f"version-{len(names())}.review.gz"
    if kept.exists():
        sys.exit(f"{kept.name} is there already")
    with tempfile.TemporaryDirectory() as folder:
        tell(Path(folder) / "a.review")
        kept.parent.mkdir(exist_ok=True)
        kept.write_bytes(gzip.compress((Path(folder) / "a.review").read_bytes(), mtime=0))
