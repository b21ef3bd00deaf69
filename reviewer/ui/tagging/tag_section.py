"""The sidebar's tags: put one on, add, rename, recolour, give a key, re-order, delete."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QColorDialog, QLineEdit, QVBoxLayout, QWidget

from reviewer.app.merging import in_words
from reviewer.app.workspace import Workspace
from reviewer.app.workspace_tag_sets import TagsTaken
from reviewer.domain import tag_tree
from reviewer.domain.errors import UserError
from reviewer.domain.tag import Tag
from reviewer.ui import widgets
from reviewer.ui.attempt import attempt
from reviewer.ui.choose import TAG_FILES, Chooser
from reviewer.ui.key_words import said
from reviewer.ui.keymap import follow, keymap, tip
from reviewer.ui.tagging.cards import number_of
from reviewer.ui.tagging.colours import fill_for, free_colour, line_for
from reviewer.ui.tagging.parts import Question, pop_up, row
from reviewer.ui.tagging.tag_delegate import row_height
from reviewer.ui.tagging.tag_list import TagList
from reviewer.ui.tagging.tag_menu import KEYS, TagActs, tag_menu
from reviewer.ui.widgets import ElidedLabel

FEWEST_ROWS = 4


class TagSection(QWidget):
    """The list of tags under its heading, and the acts on tags. ``changed``: the workspace was written to."""

    tag_requested = Signal(str)
    filter_requested = Signal(str)
    changed = Signal()
    noticed = Signal(str)
    failed = Signal(str)
    back_requested = Signal()
    folded = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.list = TagList()
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.new_button = widgets.button("New tag", role="quiet", name="New tag")
        tip(self.new_button, "New tag", "tag.new")
        self.new_name = QLineEdit()
        self.new_name.setAccessibleName("Name of the new tag")
        self.new_name.setPlaceholderText("Name of the new tag, then Enter")
        self.new_name.hide()
        self.merging = Question("Merge")
        self.chooser = Chooser(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._title = ElidedLabel("", "section")
        layout.addLayout(row(self._title, self.new_button, top=4, bottom=2))
        layout.addWidget(self.list)
        layout.addWidget(self.merging)
        layout.addLayout(row(self.new_name, top=2, bottom=4))
        self._connect()
        follow(self, self._show_title)

    def _connect(self) -> None:
        self.list.tag_chosen.connect(self.tag_requested)
        self.list.delete_requested.connect(self._delete_tag)
        self.list.rename_requested.connect(self._rename_tag)
        self.list.moved.connect(self._move_tag)
        self.list.move_requested.connect(self._step_tag)
        self.list.folded.connect(self.folded)
        self.merging.left.connect(lambda: self.list.setFocus(Qt.FocusReason.OtherFocusReason))
        self.list.customContextMenuRequested.connect(self._show_tag_menu)
        self.list.back_requested.connect(self.back_requested)
        self.new_button.clicked.connect(self.new_tag)
        self.new_name.returnPressed.connect(self._add_tag)

    def _show_title(self) -> None:
        """Say "press the number" only where the numbers are the keys."""
        numbers = all(keymap().words(f"tag.{number}") == number for number in KEYS)
        self._title.show_words("TAGS — PRESS THE NUMBER" if numbers else "TAGS")
        self.list.viewport().update()

    def show_tags(self, tags: Sequence[Tag], counts: Mapping[str, int], armed: str) -> None:
        """Show the tags with their counts; ``armed`` is the sticky one."""
        self.list.show_tags(tags, counts, armed)

    def fit(self, room: int) -> None:
        """Take the height that all tags need, as far as there is ``room`` for the list; a few rows in any case."""
        one, count = row_height(self.list.fontMetrics()), max(self.list.tags.rowCount(), 1)
        self.list.setFixedHeight(min(count, max(min(FEWEST_ROWS, count), room // one)) * one + 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.new_name.hasFocus():
            self.new_name.clear()
            self.new_name.hide()
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    # Acts

    def new_tag(self) -> None:
        """Open the field for a new tag's name."""
        self.new_name.show()
        self.new_name.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def import_set(self) -> None:
        """Ask for a file of tags and take them over in one step."""
        path = self.chooser.tags(str(self._workspace.path.parent))
        if path is None:
            return
        with attempt(self.failed) as outcome:
            try:
                data = path.read_bytes()
            except OSError as error:
                raise UserError(f"{path.name} cannot be read: {error.strerror}.") from error
            taken = self._workspace.import_tags(data)
        if outcome.worked:
            self._tell_taken(taken)

    def export_set(self) -> None:
        """Ask where, and write all tags."""
        path = self.chooser.save_as("Export the tags", str(self._workspace.path.parent / "Tags.json"), TAG_FILES)
        if path is None:
            return
        path = path if path.suffix else path.with_suffix(".json")
        with attempt(self.failed) as outcome:
            count = self._workspace.export_tags(path)
        if outcome.worked:
            self.noticed.emit(f"{number_of(count, 'tag').capitalize()} saved as {path.name}.")

    def starter_set(self) -> None:
        """Add what is missing of the starter set."""
        with attempt(self.failed) as outcome:
            taken = self._workspace.add_starter_tags()
        if outcome.worked:
            self._tell_taken(taken)

    def _tell_taken(self, taken: TagsTaken) -> None:
        self.changed.emit()
        if not taken.added and not taken.changed:
            self.noticed.emit("All these tags are here already.")
            return
        kept = f" {taken.kept_meaning} kept their meaning, as passages have them." if taken.kept_meaning else ""
        undo = keymap().words("edit.undo")
        self.noticed.emit(f"{number_of(taken.added, 'tag').capitalize()} added, {taken.changed} changed.{kept} {undo} takes it back.")

    def _add_tag(self) -> None:
        name = " ".join(self.new_name.text().split())
        if not name:
            return
        tags = self._workspace.tags()
        colour = free_colour([tag.fill for tag in tags])
        key = next((key for key in KEYS if key not in {tag.key for tag in tags}), "")
        with attempt(self.failed) as outcome:
            made = self._workspace.add_tag(name, fill=colour.fill, line=colour.line, key=key)
        if not outcome.worked:
            return
        self.new_name.clear()
        self.new_name.hide()
        self.changed.emit()
        self.list.reveal(made)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.noticed.emit(f"Tag {name} added" + (f"; its key is {key}." if key else "; all nine keys are taken."))

    def _tag(self, tag: str) -> Tag:
        return next(one for one in self._workspace.tags() if one.id == tag)

    def _change_tags(self, *changed: Tag, label: str) -> bool:
        with attempt(self.failed) as outcome:
            self._workspace.change_tags(changed, label)
        if outcome.worked:
            self.changed.emit()
        return outcome.worked

    def _change_tag(self, changed: Tag) -> None:
        self._change_tags(changed, label=f"Change tag {changed.name}")

    def _rename_tag(self, tag: str, name: str) -> None:
        self._change_tags(replace(self._tag(tag), name=name), label="Rename tag")

    def _move_tag(self, tag: str, parent: str, before: str) -> None:
        self._take_move(tag, tag_tree.moved(self._workspace.tags(), tag, parent, before))

    def _step_tag(self, tag: str, how: str) -> None:
        tags = self._workspace.tags()
        if how == "in":
            changed = tag_tree.indented(tags, tag)
        elif how == "out":
            changed = tag_tree.outdented(tags, tag)
        else:
            changed = tag_tree.stepped(tags, tag, -1 if how == "up" else 1)
        self._take_move(tag, changed)

    def _take_move(self, tag: str, changed: Sequence[Tag]) -> None:
        if changed and self._change_tags(*changed, label=f"Move tag {self._tag(tag).name}"):
            self.list.reveal(tag)

    def _ask_merge(self, source: str, target: str) -> None:
        """Say what merging would do, and do it only when asked again."""
        with attempt(self.failed) as outcome:
            effect = self._workspace.foresee_merge(source, target)
        if outcome.worked:
            self.merging.ask(in_words(effect, done=False), lambda: self._merge(source, target))

    def _merge(self, source: str, target: str) -> None:
        with attempt(self.failed) as outcome:
            effect = self._workspace.merge_tags(source, target)
        if outcome.worked:
            self.changed.emit()
            self.list.reveal(target)
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            self.noticed.emit(f"{in_words(effect, done=True)} {keymap().words('edit.undo')} takes it back.")

    def _new_key(self, tag: Tag, key: str) -> None:
        other = next((one for one in self._workspace.tags() if key and one.key == key and one.id != tag.id), None)
        changed = [replace(tag, key=key)]
        if other is not None:
            changed.insert(0, replace(other, key=tag.key))
        if self._change_tags(*changed, label=f"Key of {tag.name}") and other is not None:
            now = f"has {tag.key}" if tag.key else "has no key"
            self.noticed.emit(f"{key} is now {tag.name}; {other.name} {now}.")

    def _own_colour(self, tag: Tag) -> None:
        dialog = QColorDialog(QColor(tag.fill), self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.setWindowTitle(f"Colour of {tag.name}")
        dialog.colorSelected.connect(lambda colour: self._change_colour(tag.id, colour.name()))
        dialog.open()

    def _change_colour(self, tag: str, colour: str) -> None:
        changed = replace(self._tag(tag), fill=fill_for(colour), line=line_for(colour))
        self._change_tags(changed, label="Recolour tag")

    def _delete_tag(self, tag: str) -> None:
        name = self._tag(tag).name
        with attempt(self.failed) as outcome:
            self._workspace.delete_tag(tag)
        if outcome.worked:
            self.changed.emit()
            self.noticed.emit(f"Tag {name} deleted. {said('edit.undo')} brings it back with its highlights.")

    def _show_tag_menu(self, place: QPoint) -> None:
        index = self.list.indexAt(place)
        tag = self.list.tags.tag(index) if index.isValid() else self.list.current_tag()
        if tag is None:
            return
        self.list.select_tag(tag.id)
        acts = TagActs(
            choose=self.tag_requested.emit,
            rename=self.list.rename,
            change=self._change_tag,
            own_colour=self._own_colour,
            new_key=self._new_key,
            move=lambda how: self._step_tag(tag.id, how),
            merge=lambda target: self._ask_merge(tag.id, target),
            filter=lambda one: self.filter_requested.emit(one.id),
            delete=self._delete_tag,
        )
        menu = tag_menu(tag, self._workspace.tags(), acts, self)
        pop_up(menu, self.list.viewport().mapToGlobal(place))
