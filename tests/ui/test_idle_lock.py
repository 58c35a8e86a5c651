"""The store locks itself when nobody works with it (D-13.1)."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QObject, QSettings, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from kam_desktop.ui import idle_lock
from kam_desktop.ui.idle_lock import IdleLock


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "w.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def made(qtbot: QtBot, settings: QSettings) -> Any:
    clock, tasks, owner = SimpleNamespace(at=1000.0), SimpleNamespace(is_running=False), QObject()
    now: Callable[[], float] = lambda: float(clock.at)  # noqa: E731
    lock = IdleLock(tasks, settings, owner, now=now)  # type: ignore[arg-type]
    heard: list[float] = []
    lock.due.connect(lambda: heard.append(clock.at))
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    lock.begin()
    yield SimpleNamespace(lock=lock, clock=clock, tasks=tasks, heard=heard, window=window, owner=owner)
    lock.stop()


def test_it_locks_after_a_while_that_a_key_puts_off(made: Any) -> None:
    made.clock.at += 14 * 60
    QTest.keyClick(made.window.windowHandle(), Qt.Key.Key_A)
    made.clock.at += 14 * 60
    made.lock.look()
    assert made.heard == []
    made.clock.at += 60
    made.lock.look()
    assert made.heard == [made.clock.at]


def test_a_window_that_was_opened_since_is_heard(qtbot: QtBot, made: Any) -> None:
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    made.lock.look()
    made.clock.at += 14 * 60
    QTest.mouseClick(other.windowHandle(), Qt.MouseButton.LeftButton)
    made.clock.at += 14 * 60
    made.lock.look()
    assert made.heard == []


def test_long_work_is_waited_for(made: Any) -> None:
    made.tasks.is_running = True
    made.clock.at += 3600
    made.lock.look()
    made.tasks.is_running = False
    made.clock.at += 14 * 60
    made.lock.look()
    assert made.heard == []
    made.clock.at += 60
    made.lock.look()
    assert made.heard


def test_what_an_input_method_writes_puts_it_off(qtbot: QtBot, made: Any) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    field.show()
    field.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    made.clock.at += 14 * 60
    event = QInputMethodEvent()
    event.setCommitString("客情")
    QApplication.sendEvent(field, event)
    made.clock.at += 14 * 60
    made.lock.look()
    assert (field.text(), made.heard) == ("客情", [])


def test_a_dialog_is_closed_before_the_store_is(qtbot: QtBot, made: Any) -> None:
    def look() -> None:
        made.clock.at += 16 * 60
        made.lock.look()

    QTimer.singleShot(0, made.owner, look)
    assert QDialog(made.window).exec() == QDialog.DialogCode.Rejected
    assert made.heard == []
    made.lock.look()
    assert made.heard


@pytest.mark.parametrize(("chosen", "locks"), [(0, False), (60, False), (5, True), (7, True)])
def test_the_choice_of_this_computer_holds(made: Any, settings: QSettings, chosen: int, locks: bool) -> None:
    idle_lock.choose(settings, chosen)  # 7 is none of them: the usual
    made.clock.at += 16 * 60
    made.lock.look()
    assert bool(made.heard) is locks
