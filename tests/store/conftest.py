"""A store of its own for each test, and rows to write into it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reviewer.domain.change import ChangeSet, Row, RowChange
from reviewer.domain.tag import Tag
from reviewer.store import rows
from reviewer.store.store import Store

TIME = "2026-03-02T10:00:00+00:00"
OpenStore = Callable[..., Store]


def tag(key: str, name: str = "Name", **values: object) -> Row:
    """Return the row of a tag."""
    return {**rows.tag_row(Tag(key, name, "#ffffff", "#000000")), **values}  # type: ignore[dict-item]


def added(*keys: str) -> ChangeSet:
    """Return the act that adds tags."""
    return ChangeSet(f"Add {' '.join(keys)}", tuple(RowChange("tag", key, None, tag(key)) for key in keys))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "Board.review"


@pytest.fixture
def open_store(path: Path) -> Iterator[OpenStore]:
    """Open stores that are closed after the test."""
    opened: list[Store] = []

    def open_(where: Path = path, *, time: str = TIME) -> Store:
        store = Store.open(where, first=added("first"), who="me", time=time)
        opened.append(store)
        return store

    yield open_
    for store in opened:
        store.close()


@pytest.fixture
def store(open_store: OpenStore) -> Store:
    return open_store()


@pytest.fixture
def make_tag() -> Callable[..., Row]:
    return tag


@pytest.fixture
def add() -> Callable[..., ChangeSet]:
    return added
