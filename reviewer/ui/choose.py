"""Asking for files and folders: the one place that opens the system's file dialogs, so that tests can answer."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

DOCUMENTS = "Inspection documents (*.pdf *.docx *.md *.markdown *.txt);;All files (*)"
TEMPLATES = "Word documents and templates (*.docx *.dotx);;All files (*)"
WORKBOOKS = "Excel workbooks (*.xlsx);;All files (*)"
TAG_FILES = "Tags (*.json);;Codebook of REFI-QDA (*.qdc)"
REVIEWS = "Reviews (*.review);;All files (*)"


class Chooser:
    """Ask with the system's dialogs; every answer may be empty (the officer pressed Cancel)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.parent = parent

    def documents(self, folder: str) -> list[Path]:
        """Ask for documents to import."""
        names, _ = QFileDialog.getOpenFileNames(self.parent, "Import documents", folder, DOCUMENTS)
        return [Path(name) for name in names]

    def folder(self, folder: str) -> Path | None:
        """Ask for a folder whose documents are to be imported."""
        name = QFileDialog.getExistingDirectory(self.parent, "Import a folder", folder)
        return Path(name) if name else None

    def review_to_open(self, folder: str) -> Path | None:
        """Ask for an existing review."""
        name, _ = QFileDialog.getOpenFileName(self.parent, "Open a review", folder, REVIEWS)
        return Path(name) if name else None

    def backup(self, folder: str) -> Path | None:
        """Ask which backup is to be restored."""
        name, _ = QFileDialog.getOpenFileName(self.parent, "Restore a backup", folder, REVIEWS)
        return Path(name) if name else None

    def filled_in(self, folder: str) -> Path | None:
        """Ask for an Excel checklist that came back."""
        name, _ = QFileDialog.getOpenFileName(self.parent, "Read a filled-in checklist", folder, WORKBOOKS)
        return Path(name) if name else None

    def word_template(self, folder: str) -> Path | None:
        """Ask for the council's own Word template."""
        name, _ = QFileDialog.getOpenFileName(self.parent, "Choose a Word template", folder, TEMPLATES)
        return Path(name) if name else None

    def tags(self, folder: str) -> Path | None:
        """Ask for a file of tags."""
        name, _ = QFileDialog.getOpenFileName(self.parent, "Import tags", folder, "Tags (*.json *.qdc);;All files (*)")
        return Path(name) if name else None

    def save_as(self, title: str, suggestion: str, pattern: str) -> Path | None:
        """Ask where to save."""
        name, _ = QFileDialog.getSaveFileName(self.parent, title, suggestion, pattern)
        return Path(name) if name else None
