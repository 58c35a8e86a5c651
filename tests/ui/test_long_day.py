"""A long day leaves nothing behind: what was closed, locked or taken down is gone from memory."""

import gc
import weakref
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QObject, QTranslator
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from conftest import PASSPHRASE, TODAY
from kam_desktop.app import Session
from kam_desktop.core import clients
from kam_desktop.core.agenda import DueTouch
from kam_desktop.core.store.database import Database
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.touches.quick_log import QuickLog
from ui.desk_ground import desk_of, sweep


@pytest.fixture
def session(qtbot: QtBot, qapp: QApplication, store: Database, folder: Path) -> Iterator[Session]:
    with desk_of(qtbot, qapp, store, folder, on=TODAY, number=6) as made:
        yield made


def settle(qtbot: QtBot, session: Session) -> None:
    qtbot.waitUntil(lambda: not session.desk.tasks._jobs, timeout=20_000)


def dead() -> int:
    """Widgets that Qt has deleted and Python has not."""
    return sum(isinstance(each, QObject) and not shiboken6.isValid(each) for each in gc.get_objects())


def test_locking_leaves_nothing_that_was_read_and_no_key(qtbot: QtBot, qapp: QApplication, session: Session) -> None:
    session.desk.locked.emit()
    gate: Any = session.gate
    gate.panel.passphrase.setText(PASSPHRASE)
    gate.panel.submit()
    qtbot.waitUntil(lambda: session.desk is not None, timeout=8000)
    qtbot.waitUntil(lambda: session.desk.window.page_named("today").current() is not None, timeout=5000)
    for page in ("clients", "gifts"):
        session.desk.window.go(Route(page))
    settle(qtbot, session)
    desk = session.desk
    kept = [weakref.ref(each) for each in (desk, desk.store, desk.tasks, desk.window, desk.window.page)]
    del desk, gate
    session.desk.locked.emit()
    sweep(qapp)
    assert [each() for each in kept] == [None] * len(kept)
    assert not any(isinstance(each, DueTouch) for each in gc.get_objects())


def test_a_window_of_its_own_is_gone_when_it_is_closed(
    qtbot: QtBot, qapp: QApplication, session: Session, store: Database
) -> None:
    client_id = store.read(clients.ids)[0]

    def turn() -> int:
        session.desk._open_window(Route("client", client_id))
        settle(qtbot, session)
        session.desk._extra[0].close()
        sweep(qapp)
        main = session.desk.window  # whose pages may still come
        return sum(each.window() is not main for each in qapp.allWidgets())

    first = turn()
    assert [turn(), turn()] == [first, first]


def test_a_language_that_is_left_is_forgotten(qtbot: QtBot, qapp: QApplication, session: Session) -> None:
    def translators() -> int:
        sweep(qapp)
        return sum(isinstance(each, QTranslator) for each in shiboken6.getAllValidWrappers())

    before = translators()
    for lang in ("en", "zh_CN"):
        session._relanguage(lang)
        settle(qtbot, session)
    assert translators() == before


def test_notes_leave_no_empty_shells(qtbot: QtBot, qapp: QApplication, session: Session, store: Database) -> None:
    window, ids = session.desk.window, store.read(clients.ids)

    def note(client_id: str) -> int:
        window.go(Route("log", "", {"client_id": client_id}))
        settle(qtbot, session)
        log = window.findChild(QuickLog)
        log.outcome.setPlainText("要新的报价单")
        log.save()
        settle(qtbot, session)
        assert not log.isVisible()
        sweep(qapp)
        return dead()

    first = note(ids[0])
    assert [note(client_id) for client_id in ids[1:4]] == [first] * 3


def test_pages_that_go_leave_no_empty_shells(
    qtbot: QtBot, qapp: QApplication, session: Session, store: Database
) -> None:
    """Looking for another place for the focus through all that is hidden makes a shell of each widget there."""
    window, ids = session.desk.window, store.read(clients.ids)

    def turn(client_id: str) -> int:
        for route in (Route("clients"), Route("client_form", client_id), Route("visit", "", {"client_id": client_id})):
            window.go(route)
            settle(qtbot, session)
        sweep(qapp)
        return dead()

    turn(ids[0])
    first = turn(ids[1])
    assert [turn(client_id) for client_id in ids[2:5]] == [first] * 3


def test_who_searched_and_is_gone_is_forgotten(qtbot: QtBot, session: Session) -> None:
    tasks, owner = session.desk.tasks, QObject()
    tasks.read_newest(owner, clients.count, done=lambda _count: None)
    settle(qtbot, session)
    assert owner in tasks._newest
    del owner
    gc.collect()
    assert not tasks._newest
