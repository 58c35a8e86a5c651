"""A real encrypted store with a few clients, for the tests of the client pages."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kam_desktop import runtime
from kam_desktop.core import clients, opening
from kam_desktop.core.clients import ClientDraft
from kam_desktop.core.store import vault
from kam_desktop.core.store.database import Database
from kam_desktop.ui import labels
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.page import Page
from kam_desktop.ui.tasks import Tasks

TODAY = date(2026, 9, 16)


class Ground:
    """Store, tasks, and what the pages asked for and said."""

    def __init__(self, store: Database, qtbot: QtBot) -> None:
        self.store, self._qtbot = store, qtbot
        self.tasks = Tasks(store)
        self.routes: list[Route] = []
        self.notices: list[Any] = []
        self.refused: list[Any] = []
        self.bugs: list[BaseException] = []
        self.tasks.told.connect(self.notices.append)
        self.tasks.refused.connect(self.refused.append)
        self.tasks.unexpected.connect(self.bugs.append)

    def write(self, fn: Callable[[Any], Any]) -> Any:
        """Write beside the window, and tell the pages as the window would."""
        value, changed, _ = self.store.write(fn)
        self.tasks.data_changed.emit(changed)
        return value

    def read(self, fn: Callable[[Any], Any]) -> Any:
        return self.store.read(fn)

    def client(self, name: str, **given: Any) -> str:
        return str(self.write(lambda s: clients.create(s, ClientDraft(name, **given), today=TODAY)))

    def show(self, page: Page, route: Route | None = None, size: tuple[int, int] = (1104, 700)) -> None:
        """Put a page into a window of its own, as the main window would."""
        page.navigate.connect(self.routes.append)
        self.tasks.data_changed.connect(page.on_changed)
        self._qtbot.addWidget(page)
        page.resize(*size)
        if route is not None:
            page.show_route(route)
        page.show()
        page.activateWindow()
        page.setFocus()
        self.settle()

    def settle(self) -> None:
        """Wait until nothing runs in the background, and until what follows from it is done."""
        self._qtbot.waitUntil(lambda: not self.tasks._jobs, timeout=20_000)
        QApplication.processEvents()
        self._qtbot.waitUntil(lambda: not self.tasks._jobs, timeout=20_000)
        assert self.bugs == []


@pytest.fixture
def ground(tmp_path: Path, qtbot: QtBot) -> Iterator[Ground]:
    """An empty store on a fixed day, in English words."""
    runtime.fix_today(TODAY)
    before = labels.language()
    labels.set_language("en")
    opened = opening.create(tmp_path / "s", "correct horse", author="刘敏", kdf=vault.Kdf(8, 1, 1))
    made = Ground(opened.store, qtbot)
    yield made
    made.tasks.close()
    opened.store.close()
    labels.set_language(before)
    runtime.fix_today(None)


def texts(widget: QWidget) -> list[str]:
    """Every text that a label of a page shows now."""
    from PySide6.QtWidgets import QLabel

    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible() and label.text()]
