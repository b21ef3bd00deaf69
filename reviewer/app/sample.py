"""The sample review: an invented authority, an inspection of 2017, three later visits, and some answers.

It is built through the same intents that an officer uses, so it is as real as any other review.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from reviewer import paths
from reviewer.app.importing import import_paths
from reviewer.app.workspace import Workspace
from reviewer.domain.action import Action, ActionStatus
from reviewer.domain.document import FactName
from reviewer.domain.errors import UserError
from reviewer.domain.revisit import Coverage, Outcome
from reviewer.domain.span import Span

AUTHORITY = "Thornmere"
AUTHOR = "Sample officer"
INSPECTION, VISIT_2019, INSPECTION_2022, VISIT_2024 = (
    "inspection-2017.pdf",
    "focused-visit-2019.md",
    "inspection-2022.pdf",
    "focused-visit-2024.docx",
)
FILES = (INSPECTION, VISIT_2019, INSPECTION_2022, VISIT_2024)


@dataclass(frozen=True, slots=True)
class _Answer:
    """``number`` is the recommendation's; ``quotes`` begin and end a cited passage: "first words … last words"."""

    number: int
    file: str
    coverage: Coverage
    outcome: Outcome | None = None
    quotes: tuple[str, ...] = ()
    note: str = ""


_BACK, _TOPIC, _SILENT, _OUTSIDE = (
    Coverage.REFERRED_BACK,
    Coverage.SAME_TOPIC,
    Coverage.NOT_MENTIONED,
    Coverage.OUTSIDE_SCOPE,
)

# The answers that are missing here are left for the person who tries the sample: 5 and 6 at the visit of 2024.
ANSWERS = (
    _Answer(1, VISIT_2019, _BACK, Outcome.IMPROVED, ("At the last inspection, decisions … until the second day.",)),
    _Answer(1, INSPECTION_2022, _TOPIC, Outcome.ADDRESSED, ("Contacts and referrals … delayed at this point.",)),
    _Answer(1, VISIT_2024, _OUTSIDE),
    _Answer(2, VISIT_2019, _BACK, Outcome.IMPROVED, ("Children who go missing … people and places.",)),
    _Answer(2, INSPECTION_2022, _TOPIC, Outcome.ADDRESSED, ("Return home conversations … children were at risk.",)),
    _Answer(2, VISIT_2024, _OUTSIDE),
    _Answer(3, VISIT_2019, _OUTSIDE),
    _Answer(
        3,
        INSPECTION_2022,
        _TOPIC,
        Outcome.IMPROVED,
        ("Kinship carers receive … to put this right.",),
        "“Kinship carers” are the connected persons of 2017.",
    ),
    _Answer(3, VISIT_2024, _OUTSIDE),
    _Answer(4, VISIT_2019, _OUTSIDE),
    _Answer(4, INSPECTION_2022, _SILENT),
    _Answer(4, VISIT_2024, _OUTSIDE),
    _Answer(5, VISIT_2019, _OUTSIDE),
    _Answer(
        5,
        INSPECTION_2022,
        _BACK,
        Outcome.REPEATED,
        ("However, as at the last inspection … should happen next.", "The quality of pathway plans … writing them."),
    ),
    _Answer(6, VISIT_2019, _BACK, Outcome.REPEATED, ("Social workers in the assessment … the last inspection.",)),
    _Answer(6, INSPECTION_2022, _BACK, Outcome.ADDRESSED, ("Supervision is regular … a clear improvement.",)),
)

_ACTIONS: dict[int, Action] = {
    3: Action(
        "",
        "",
        "Health checks of kinship carers within ten working days, agreed with the health service.",
        "Head of fostering and permanence",
        "2023-06-30",
        ActionStatus.DONE,
        "Agreement signed in May 2023; monthly figures.",
    ),
    4: Action(
        "",
        "",
        "Count the formal escalations of independent reviewing officers and report them every quarter.",
        "Head of quality assurance",
        "2024-12-20",
        ActionStatus.IN_PROGRESS,
        question="No visit has come back to this since 2017. Are we content with our own evidence?",
    ),
    5: Action(
        "",
        "",
        "Write every pathway plan again together with the young person.",
        "Head of the care leavers’ service",
        "2024-03-29",
        ActionStatus.CHECKED,
        "Audit of 40 plans, April 2024.",
    ),
}

_AREAS = (
    "Help and protection",
    "Help and protection",
    "Children looked after and achieving permanence",
    "Children looked after and achieving permanence",
    "Care leavers",
    "Leadership, management and governance",
)

_NOTED = (
    (INSPECTION_2022, "tag-strength", "Supervision is regular in all teams.", "Worth quoting to the board."),
    (VISIT_2024, "tag-concern", "For those who have greater needs … times in a year.", ""),
)


def build_sample(path: Path) -> None:
    """Build the sample review at ``path``.

    Raises:
        UserError: where a file is there already, or the folder cannot be written.
    """
    if path.exists():
        raise UserError(f"{path.name} is there already, and nothing was changed. Choose another name for the sample.")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".sample-", ignore_cleanup_errors=True) as folder:
            unfinished = Path(folder) / path.name
            workspace = Workspace.open(unfinished, author=AUTHOR)
            try:
                _fill(workspace)
            finally:
                workspace.close()
            shutil.move(unfinished, path)
    except OSError as error:
        reason = error.strerror or "the disk gave an error"
        raise UserError(f"The sample review could not be written to {path.parent} ({reason}).") from error


def _fill(workspace: Workspace) -> None:
    """Import, accept, answer: what an officer would do."""
    documents = _import(workspace)
    workspace.accept_suggestions([s.id for s in workspace.suggestions(documents[INSPECTION])])
    made = sorted(workspace.recommendations(documents[INSPECTION]), key=lambda item: item.order)
    for item, area in zip(made, _AREAS, strict=True):
        workspace.change_recommendation(replace(item, area=area))
    by_number = {number: item.id for number, item in enumerate(made, start=1)}
    for answer in ANSWERS:
        document = documents[answer.file]
        text = workspace.reading(document).text
        workspace.answer(
            by_number[answer.number],
            document,
            coverage=answer.coverage,
            outcome=answer.outcome,
            note=answer.note,
            cite=[find(text, quote) for quote in answer.quotes],
        )
    for number, action in _ACTIONS.items():
        workspace.set_action(replace(action, recommendation=by_number[number]))
    for file, tag, quote, note in _NOTED:
        highlight = workspace.tag_span(documents[file], find(workspace.reading(documents[file]).text, quote), tag)
        if note:
            workspace.set_note(highlight, note)


def _import(workspace: Workspace) -> dict[str, str]:
    """Import the documents and return file name -> id."""
    folder = paths.resources() / "sample"
    summary = import_paths(workspace, [folder / name for name in FILES])
    if summary.refused:
        raise UserError("The sample documents are not as they should be. Please install the program again.")
    documents = {document.file_name: document.id for document in workspace.documents()}
    _belong(workspace, documents.values())
    return documents


def _belong(workspace: Workspace, documents: Iterable[str]) -> None:
    authority = workspace.add_authority(AUTHORITY)
    for document in documents:
        workspace.set_fact(document, FactName.AUTHORITY, authority)


def find(text: str, quote: str) -> Span:
    """Return the passage that begins and ends with the words around " … " in ``quote``. Raise ValueError."""
    first, _, last = quote.partition(" … ")
    start = text.index(first)
    return Span(start, text.index(last or first, start) + len(last or first))
