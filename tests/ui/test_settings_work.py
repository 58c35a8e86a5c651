"""Settings of the work: capacity, absences, holidays; by keyboard and from Today."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kam_desktop.core import absences, clients, history, settings, touches, work_calendars
from kam_desktop.core.rules.kinds import AbsenceKind
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.settings.page import SettingsPage
from kam_desktop.ui.today.page import TodayPage
from kam_desktop.ui.widgets.buttons import IconButton
from ui.client_ground import Ground, ground, texts  # noqa: F401

TODAY = date(2026, 9, 16)


@pytest.fixture
def home(ground: Ground) -> Ground:  # noqa: F811
    for number in range(6):
        ground.client(f"客户{number}轮胎", tier="A", city="宁波市")
    ground.write(lambda s: touches.plan_all(s, today=TODAY))
    return ground


def shown(home: Ground, section: str, tmp_path: Path) -> Any:
    page = SettingsPage(home.tasks, home.store, QSettings(str(tmp_path / "w.ini"), QSettings.Format.IniFormat))
    home.show(page, Route("settings", section))
    home.kept = page  # type: ignore[attr-defined]
    return page._sections[section]


def type_into(qtbot: QtBot, field: QWidget, text: str) -> None:
    field.setFocus(Qt.FocusReason.TabFocusReason)
    field.selectAll()
    qtbot.keyClicks(field, text)


def rows(home: Ground) -> list[Any]:
    return home.read(lambda s: absences.rows(s, since=TODAY))


def test_capacity_is_saved_by_enter_and_said_where_it_is_wrong(home: Ground, qtbot: QtBot, tmp_path: Path) -> None:
    section = shown(home, "workload", tmp_path)
    type_into(qtbot, section.edits["day_visits"], "99")
    qtbot.keyClick(section.edits["day_visits"], Qt.Key.Key_Return)
    home.settle()
    assert section.form.fields["day_visits"].error == "Enter a number from 0 to 24."
    type_into(qtbot, section.edits["day_visits"], "2")
    type_into(qtbot, section.edits["quiet_from"], "2230")
    qtbot.keyClick(section.edits["quiet_from"], Qt.Key.Key_Return)
    home.settle()
    assert [home.read(lambda s, n=n: settings.get(s, n)) for n in ("day_visits", "quiet_from")] == [2, "22:30"]
    assert section.edits["quiet_from"].text() == "22:30"
    assert section.form.fields["day_visits"].error is None
    home.write(lambda s: history.undo(s, home.notices[-1].batch_id, today=TODAY))
    home.settle()
    assert section.edits["day_visits"].text() == "4"
    assert home.read(lambda s: settings.note(s, "planned_on")) == ""


def test_ill_today_takes_two_clicks_from_today_and_undo(home: Ground, qtbot: QtBot) -> None:
    page = TodayPage(home.tasks)
    home.show(page, Route("today"))
    head = page.side.head
    assert head.more.isVisible()
    head.make_menu().actions()[0].trigger()
    home.settle()
    [row] = rows(home)
    assert (row.kind, row.first_on, row.last_on, row.who) == (AbsenceKind.ILL, TODAY, TODAY, "")
    [notice] = home.notices
    assert notice.text.startswith("Ill, 16 Sep:")
    home.write(lambda s: history.undo(s, notice.batch_id, today=TODAY))
    assert rows(home) == []
    head.make_menu().actions()[1].trigger()
    assert home.routes[-1] == Route("settings", "absences")


def test_leave_by_keyboard_moves_what_stood_there(home: Ground, qtbot: QtBot, tmp_path: Path) -> None:
    section = shown(home, "absences", tmp_path)
    assert "Nobody is away." in texts(section)
    section.kind.setFocus()
    qtbot.keyClicks(section.kind, "l")
    type_into(qtbot, section.first_on, "9-21")
    type_into(qtbot, section.last_on, "9-19")
    qtbot.keyClick(section.last_on, Qt.Key.Key_Return)
    home.settle()
    assert section.form.fields["last_on"].error
    type_into(qtbot, section.last_on, "10-16")
    qtbot.keyClick(section.last_on, Qt.Key.Key_Return)
    home.settle()
    [row] = rows(home)
    assert (row.first_on, row.last_on) == (date(2026, 9, 21), date(2026, 10, 16))
    assert "moved" in home.notices[-1].text
    assert section.first_on.text() == ""
    assert any("21 Sep" in each for each in texts(section))
    remove = next(each for each in section.findChildren(IconButton) if each.accessibleName().startswith("Remove"))
    remove.setFocus()
    qtbot.keyClick(remove, Qt.Key.Key_Return)
    home.settle()
    assert rows(home) == []


def test_a_colleagues_absence_and_a_date_that_is_none(home: Ground, qtbot: QtBot, tmp_path: Path) -> None:
    section = shown(home, "absences", tmp_path)
    section.who.setText("王强")
    section.add.click()
    home.settle()
    assert section.form.fields["first_on"].error
    type_into(qtbot, section.first_on, "+3")
    section.add.click()
    home.settle()
    [row] = rows(home)
    assert (row.who, row.first_on, row.last_on) == ("王强", TODAY + timedelta(days=3), TODAY + timedelta(days=3))
    assert home.notices[-1].text.endswith("nothing stood on these days.")


def test_a_newer_holiday_file_is_read_and_given_back(home: Ground, qtbot: QtBot, tmp_path: Path) -> None:
    section = shown(home, "holidays", tmp_path)
    said = texts(section)
    assert "2026" in said
    assert said.count("Forecast") == 2
    assert not section.back.isVisible()
    file = tmp_path / "h.json"
    file.write_text("{}")
    section.take(file)
    home.settle()
    assert "not a holiday calendar" in section.said.text()
    file.write_text(json.dumps({"version": "2027.1", "years": {"2027": {"off": ["2027-01-01"], "work": []}}}))
    section.take(file)
    home.settle()
    assert any("end of 2027; version 2027.1" in each for each in texts(section))
    assert home.read(work_calendars.is_own)
    assert section.back.isVisible()
    section.back.setFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    home.settle()
    assert not home.read(work_calendars.is_own)
    section.take(tmp_path / "none.json")
    home.settle()
    assert "none.json" in section.said.text()


def test_the_settings_lead_to_the_policies(home: Ground, qtbot: QtBot, tmp_path: Path) -> None:
    section = shown(home, "policies", tmp_path)
    section.open.setFocus()
    qtbot.keyClick(section.open, Qt.Key.Key_Return)
    assert home.routes == [Route("policies")]


def test_the_calendar_file_is_written_where_it_is_wanted(home: Ground, qtbot: QtBot, tmp_path: Path) -> None:
    section = shown(home, "subscription", tmp_path)
    assert section.minutes.text() == "15"
    section.file.setText(str(tmp_path / "x.txt"))
    type_into(qtbot, section.minutes, "30")
    qtbot.keyClick(section.minutes, Qt.Key.Key_Return)
    home.settle()
    assert "must end in .ics" in (section.form.fields["file"].error or "")
    section.file.setText(str(tmp_path / "客情.ics"))
    section.save.click()
    home.settle()
    assert (tmp_path / "客情.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")
    assert "Written:" in section.said.text()
    assert home.read(lambda s: settings.get(s, "alarm_minutes")) == 30
    section.file.clear()
    type_into(qtbot, section.minutes, "9999")
    section.save.click()
    assert section.form.fields["alarm_minutes"].error
    type_into(qtbot, section.minutes, "0")
    section.save.click()
    home.settle()
    assert section.said.text() == "Saved; no calendar file is written."


def test_another_name_carries_what_is_mine_along(home: Ground, qtbot: QtBot, tmp_path: Path) -> None:
    former = home.store.author
    client_id = home.client("宁波改名轮胎", owner=former)
    section = shown(home, "work", tmp_path)
    home.settle()
    type_into(qtbot, section._edits["author"], "Liu Min")
    qtbot.mouseClick(section.save, Qt.MouseButton.LeftButton)
    home.settle()
    assert home.read(lambda s: clients.get(s, client_id).owner) == "Liu Min"
    home.write(lambda s: history.undo(s, home.notices[-1].batch_id, today=TODAY))
    assert home.read(lambda s: clients.get(s, client_id).owner) == former
