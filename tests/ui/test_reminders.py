"""Reminders in the window: what fell due is told once, what was missed waits in the inbox."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QSettings, Qt
from PySide6.QtWidgets import QSystemTrayIcon
from pytestqt.qtbot import QtBot

from kam_desktop import startup
from kam_desktop.core import reminders, settings, touches
from kam_desktop.core.rules.kinds import Channel
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.reminders.inbox_page import InboxPage
from kam_desktop.ui.reminders.reminder import LockedReminder, Reminder
from kam_desktop.ui.reminders.tray import Tray
from kam_desktop.ui.settings.reminders import RemindersSection
from kam_desktop.ui.widgets.list_rows import GroupHead
from kam_desktop.ui.widgets.texts import PlainLabel
from ui.client_ground import TODAY, Ground, ground

__all__ = ["ground"]
NOON = datetime.combine(TODAY, datetime.min.time()).replace(hour=12)


class Clock:
    """A wall clock that a test moves."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def booked(ground: Ground) -> str:
    """A client with a call today and one in two days; each is told of at nine."""
    client_id = ground.client("宁波恒远轮胎有限公司")

    def book(session: object) -> None:
        for days in (0, 2):
            on = TODAY + timedelta(days=days)
            touches.book(session, client_id, on=on, channel=Channel.CALL)  # type: ignore[arg-type]

    ground.write(book)
    return client_id


@pytest.fixture
def reminder(ground: Ground, clock: Clock) -> Iterator[Reminder]:
    made = Reminder(ground.tasks, ground.store.folder, ground.tasks, clock)
    yield made
    made.stop()


def test_what_falls_due_is_told_once(ground: Ground, booked: str, reminder: Reminder, clock: Clock) -> None:
    told: list[int] = []
    reminder.fell_due.connect(told.append)
    clock.now = NOON.replace(hour=8, minute=55)
    reminder.begin()
    ground.settle()
    assert told == []
    assert NOON.replace(hour=9) in reminders.read_file(ground.store.folder)
    for minute in (5, 10):
        clock.now = NOON.replace(hour=9, minute=minute)
        reminder.look()
        ground.settle()
    assert told == [1]


def test_the_quiet_hours_are_those_of_the_settings(
    ground: Ground, booked: str, reminder: Reminder, clock: Clock
) -> None:
    told: list[int] = []
    reminder.fell_due.connect(told.append)
    ground.write(lambda s: [settings.put(s, "quiet_from", "22:30"), settings.put(s, "quiet_until", "11:00")])
    clock.now = NOON.replace(hour=8, minute=55)
    reminder.begin()
    ground.settle()
    while clock.now < NOON.replace(hour=11, minute=5):
        clock.now += timedelta(minutes=10)
        reminder.look()
        ground.settle()
        assert told == ([] if clock.now < NOON.replace(hour=11) else [1])


def test_what_was_missed_waits_until_it_is_seen(
    qtbot: QtBot, ground: Ground, booked: str, reminder: Reminder, clock: Clock
) -> None:
    waiting: list[int] = []
    reminder.inbox_changed.connect(waiting.append)
    clock.now = NOON - timedelta(days=1)
    reminder.look()
    ground.settle()
    clock.now = NOON + timedelta(days=5)
    reminder.look()
    ground.settle()
    assert waiting[0] == 0
    assert waiting[-1] >= 2
    page = InboxPage(ground.tasks)
    ground.show(page, Route("inbox"))
    heads = [row for row in page.list.rows() if isinstance(row, GroupHead)]
    assert len(heads) >= 2
    assert any(str(waiting[-1]) in label.text() for label in page.head.findChildren(PlainLabel))
    page.list.setFocus()
    page.list.select_first()
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert ground.routes[-1] == Route("client", booked)
    qtbot.mouseClick(page.seen, Qt.MouseButton.LeftButton)
    ground.settle()
    assert page.empty.isVisible()
    assert not page.seen.isVisible()


def test_a_locked_store_tells_how_many_and_nothing_else(qtbot: QtBot, tmp_path: Path, clock: Clock) -> None:
    reminders.keep_file(tmp_path, [NOON + timedelta(minutes=5)])
    parent = QObject()
    told: list[int] = []
    locked = LockedReminder(tmp_path, parent, clock)
    locked.fell_due.connect(told.append)
    for minutes in (4, 6, 8):
        clock.now = NOON + timedelta(minutes=minutes)
        locked.look()
    assert told == [1]


def test_without_a_tray_nothing_is_promised(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", staticmethod(lambda: False))
    tray = Tray()
    assert not tray.show()
    assert not tray.tell("x")
    section = RemindersSection(QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat), tmp_path)
    qtbot.addWidget(section)
    assert not section.stays.isEnabled()
    routes: list[Route] = []
    section.navigate.connect(routes.append)
    section.quiet.click()
    section.missed.click()
    assert routes == [Route("settings", "workload"), Route("inbox")]
    section.starts.setChecked(True)
    assert startup.is_on()
    section.starts.setChecked(False)
    assert not startup.is_on()


def test_a_start_up_folder_that_refuses_is_told(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "autostart").write_text("in the way")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    section = RemindersSection(QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat), tmp_path)
    qtbot.addWidget(section)
    section.starts.setChecked(True)
    assert not section.starts.isChecked()
    assert section.said.text()
