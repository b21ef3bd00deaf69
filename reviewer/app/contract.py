"""TEMPORARY: the signatures every part is written against. Deleted when `workspace` stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from reviewer.domain.action import Action
from reviewer.domain.authority import Authority
from reviewer.domain.checklist import Checklist, ChecklistFilter
from reviewer.domain.document import FactName, Reading
from reviewer.domain.recommendation import Recommendation
from reviewer.domain.review import AuditEntry, DocumentSummary, Matrix, ReadingSuggestion, SearchHit
from reviewer.domain.revisit import Coverage, Outcome, Revisit
from reviewer.domain.span import Span
from reviewer.domain.tag import Highlight, Tag, TagRole

Observer = Callable[[frozenset[str]], None]  # the tables that changed; called on the thread that made the change


class Workspace(Protocol):
    """`reviewer.app.workspace.Workspace`. Thread-safe. Every intent raises UserError with a sentence, or does
    one transaction = one undo step = one audit row, then tells observers which tables changed."""

    # life
    path: Path
    read_only: bool
    @classmethod
    def open(cls, path: Path, *, author: str = "") -> Workspace: ...  # creates the file where there is none
    def close(self) -> None: ...
    def subscribe(self, observer: Observer) -> Callable[[], None]: ...  # returns the unsubscriber
    # undo
    def undo(self) -> str | None: ...  # the label of what was undone
    def redo(self) -> str | None: ...
    @property
    def undo_label(self) -> str | None: ...
    @property
    def redo_label(self) -> str | None: ...
    # documents
    def documents(self) -> tuple[DocumentSummary, ...]: ...  # by authority name, then date
    def document(self, document: str) -> DocumentSummary: ...
    def reading(self, document: str) -> Reading: ...  # text, blocks, ... (cached, a handful)
    def original(self, document: str) -> bytes: ...
    def import_reading(self, *, file_name: str, data: bytes, reading: Reading, batch: str = "") -> str: ...
    #   returns the document id; same sha256 already there -> raises UserError naming it; batch = one undo step
    def remove_document(self, document: str) -> None: ...
    def set_fact(self, document: str, name: FactName, value: str | None) -> None: ...  # state corrected
    def confirm_fact(self, document: str, name: FactName) -> None: ...
    def set_copy_of(self, document: str, original: str) -> None: ...
    def authorities(self) -> tuple[Authority, ...]: ...  # the product's data and those added here
    def add_authority(self, name: str) -> str: ...  # returns its key
    # tags and highlights
    def tags(self) -> tuple[Tag, ...]: ...  # by position
    def add_tag(self, name: str, *, fill: str = "", line: str = "", key: str = "", role: TagRole = ...) -> str: ...
    def change_tag(self, tag: Tag) -> None: ...  # rename, recolour, new key, re-order: the whole tag replaced
    def delete_tag(self, tag: str) -> None: ...  # its uses go with it, one undo step
    def highlights(self, document: str | None = None) -> tuple[Highlight, ...]: ...  # by place
    def tag_span(self, document: str, span: Span, tag: str) -> str: ...  # highlight id
    #   an existing highlight of the same span gains or loses the tag; a RECOMMENDATION-role tag also
    #   makes the Recommendation row
    def toggle_tag(self, highlight: str, tag: str) -> None: ...
    def resize_highlight(self, highlight: str, span: Span) -> None: ...
    def set_note(self, highlight: str, note: str) -> None: ...  # typing merges into one undo step
    def delete_highlight(self, highlight: str) -> None: ...
    # suggestions of the reader
    def suggestions(self, document: str) -> tuple[ReadingSuggestion, ...]: ...  # open ones, by place
    def accept_suggestions(self, suggestions: Sequence[str]) -> None: ...  # one step
    def dismiss_suggestions(self, suggestions: Sequence[str]) -> None: ...
    # follow-up
    def recommendations(self, document: str | None = None) -> tuple[Recommendation, ...]: ...
    def change_recommendation(self, recommendation: Recommendation) -> None: ...  # area, theme, label, list, kind, marked
    def matrix(self, earlier: str) -> Matrix: ...
    def earlier_documents(self) -> tuple[DocumentSummary, ...]: ...  # those with recommendations
    def answer(self, recommendation: str, document: str, *, coverage: Coverage, outcome: Outcome | None = None,
               note: str = "", cite: Sequence[Span] = ()) -> Revisit: ...  # confirm; cite = more evidence, same step
    def take_back(self, recommendation: str, document: str) -> None: ...
    def cite(self, recommendation: str, document: str, span: Span) -> str: ...  # needs an answer; evidence id
    def uncite(self, evidence: str) -> None: ...
    def dismiss_passage(self, recommendation: str, document: str, span: Span) -> None: ...
    def dismissed_passages(self, recommendation: str, document: str) -> frozenset[Span]: ...
    def action(self, recommendation: str) -> Action | None: ...
    def set_action(self, action: Action) -> None: ...  # inserts or replaces; typing merges
    # search, checklist, trail
    def search(self, query: str, *, limit: int = 50) -> tuple[SearchHit, ...]: ...  # any thread
    def checklist(self, filter: ChecklistFilter) -> Checklist: ...
    def record_export(self, path: Path, format: str, checklist: Checklist) -> None: ...  # an audit row
    def audit(self, limit: int = 500) -> tuple[AuditEntry, ...]: ...
    # file
    def backups(self) -> tuple[Path, ...]: ...
    def restore(self, backup: Path) -> None: ...  # the present file is kept as a backup first
    def save_copy(self, path: Path) -> None: ...
    def setting(self, key: str, default: str = "") -> str: ...  # per review: place and zoom of a document...
    def set_setting(self, key: str, value: str) -> None: ...  # no undo step, no audit row
