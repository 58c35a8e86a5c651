"""Every test of the window runs offscreen, in the light theme, with settings of its own."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtWidgets import QApplication

from kam_desktop.core.rules.kinds import Entity
from kam_desktop.ui import appearance
from kam_desktop.ui.tasks import Tasks


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen platform grumbles at smallest sizes and popups; nothing is wrong then."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support"))


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    return ["kam-desktop-tests"]


@pytest.fixture(autouse=True)
def _light(qapp: QApplication) -> None:
    if appearance.current().is_dark or not qapp.styleSheet():
        appearance.apply(qapp, "light")


class ListStore:
    """A real, tiny store for ``Tasks``: a list that is written in place and read as a copy."""

    def __init__(self) -> None:
        self.rows: list[Any] = []

    def write(self, fn: Callable[[Any], Any]) -> tuple[Any, frozenset[Entity], str | None]:
        return fn(self.rows), frozenset({Entity.CLIENT}), None

    def read(self, fn: Callable[[Any], Any]) -> Any:
        return fn(list(self.rows))


@pytest.fixture
def list_store() -> ListStore:
    return ListStore()


@pytest.fixture
def tasks(qapp: QApplication, list_store: ListStore) -> Iterator[Tasks]:
    made = Tasks(list_store)
    yield made
    made.close()
    qapp.processEvents()
