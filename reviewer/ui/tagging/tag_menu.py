"""The menu of a tag: rename, colour, key, role, order, delete."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from reviewer.domain import tag_tree
from reviewer.domain.tag import Tag, TagRole
from reviewer.ui.tagging.chips import chip_icon, tag_key_words
from reviewer.ui.tagging.colours import PALETTE, colour_name

KEYS = tuple("123456789")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a tag makes of a passage: its role, and for recommendations the kind."""

    words: str
    role: TagRole
    kind: str = ""


MEANINGS: tuple[Meaning, ...] = (
    Meaning("Makes a recommendation", TagRole.RECOMMENDATION, "recommendation"),
    Meaning("Makes an area for improvement", TagRole.RECOMMENDATION, "area-for-improvement"),
    Meaning("Makes a priority action", TagRole.RECOMMENDATION, "priority-action"),
    Meaning("Finding: concern", TagRole.CONCERN),
    Meaning("Finding: strength", TagRole.STRENGTH),
    Meaning("Evidence of follow-up", TagRole.EVIDENCE),
    Meaning("Question for the board", TagRole.QUESTION),
    Meaning("Nothing in particular", TagRole.OTHER),
)


@dataclass(frozen=True, slots=True)
class TagActs:
    """What the menu may ask for."""

    choose: Callable[[str], None]
    rename: Callable[[str], None]
    change: Callable[[Tag], None]
    own_colour: Callable[[Tag], None]
    new_key: Callable[[Tag, str], None]
    move: Callable[[str], None]  # up, down, in or out
    merge: Callable[[str], None]  # into the tag of that id
    filter: Callable[[Tag], None]
    delete: Callable[[str], None]


def tag_menu(tag: Tag, tags: Sequence[Tag], acts: TagActs, parent: QWidget) -> QMenu:
    """Build the menu of ``tag``; ``tags`` are all, to say which keys are taken."""
    menu = QMenu(tag.name, parent)
    menu.setAccessibleName(f"Tag {tag.name}")
    _act(menu, "Put on the selection", lambda: acts.choose(tag.id), keys=tag_key_words(tag))
    _act(menu, "Show only its highlights", lambda: acts.filter(tag))
    menu.addSeparator()
    _act(menu, "Rename", lambda: acts.rename(tag.id), keys="F2")
    _colours(menu.addMenu(f"Colour: {colour_name(tag.fill)}"), tag, acts)
    _keys(menu.addMenu(f"Key: {tag.key or 'none'}"), tag, tags, acts)
    _meanings(menu.addMenu("Meaning"), tag, acts)
    menu.addSeparator()
    for words, how, keys, changed in (
        ("Move up", "up", "Alt+Up", tag_tree.stepped(tags, tag.id, -1)),
        ("Move down", "down", "Alt+Down", tag_tree.stepped(tags, tag.id, 1)),
        ("Put under the tag above", "in", "Alt+Right", tag_tree.indented(tags, tag.id)),
        ("Put a level up", "out", "Alt+Left", tag_tree.outdented(tags, tag.id)),
    ):
        _act(menu, words, lambda how=how: acts.move(how), keys=keys).setEnabled(bool(changed))  # type: ignore[misc]
    menu.addSeparator()
    _merges(menu.addMenu("Merge into"), tag, tags, acts)
    _act(menu, "Delete the tag", lambda: acts.delete(tag.id), keys="Del")
    return menu


def _merges(menu: QMenu, tag: Tag, tags: Sequence[Tag], acts: TagActs) -> None:
    for node in tag_tree.nodes(tags):
        name = f"{'    ' * node.depth}{node.tag.name.replace('&', '&&')}"
        action = _act(menu, name, lambda one=node.tag.id: acts.merge(one))  # type: ignore[misc]
        action.setIcon(chip_icon(node.tag))
        action.setEnabled(node.tag.id != tag.id)


def _act(menu: QMenu, text: str, run: Callable[[], None], *, keys: str = "") -> QAction:
    """Add an entry; keys are shown, not bound (the list itself listens to them)."""
    action = menu.addAction(f"{text}\t{keys.replace('+', ' ')}" if keys else text)
    action.triggered.connect(lambda: run())
    return action


def _choice(menu: QMenu, group: QActionGroup, text: str, chosen: bool, run: Callable[[], None]) -> QAction:
    action = _act(menu, text, run)
    action.setCheckable(True)
    action.setChecked(chosen)
    group.addAction(action)
    return action


def _colours(menu: QMenu, tag: Tag, acts: TagActs) -> None:
    group = QActionGroup(menu)
    for colour in PALETTE:
        painted = replace(tag, fill=colour.fill, line=colour.line)
        action = _choice(menu, group, colour.name, colour.fill == tag.fill.lower(), lambda one=painted: acts.change(one))  # type: ignore[misc]
        action.setIcon(chip_icon(painted))
    menu.addSeparator()
    _act(menu, "Own colour…", lambda: acts.own_colour(tag))


def _keys(menu: QMenu, tag: Tag, tags: Sequence[Tag], acts: TagActs) -> None:
    group = QActionGroup(menu)
    taken = {one.key: one.name for one in tags if one.key and one.id != tag.id}
    for key in KEYS:
        text = f"{key}  (swaps with {taken[key]})" if key in taken else key
        _choice(menu, group, text, key == tag.key, lambda one=key: acts.new_key(tag, one))  # type: ignore[misc]
    _choice(menu, group, "None", not tag.key, lambda: acts.new_key(tag, ""))


def _meanings(menu: QMenu, tag: Tag, acts: TagActs) -> None:
    group = QActionGroup(menu)
    for meaning in MEANINGS:
        chosen = tag.role is meaning.role and (tag.role is not TagRole.RECOMMENDATION or tag.recommendation_kind == meaning.kind)
        changed = replace(tag, role=meaning.role, recommendation_kind=meaning.kind)
        _choice(menu, group, meaning.words, chosen, lambda one=changed: acts.change(one))  # type: ignore[misc]
