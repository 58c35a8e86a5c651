"""The list of visits: states with counts, what is owed, the filter, the way into a visit."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kam_desktop.core import visit_lists, visits
from kam_desktop.core.rules.kinds import VisitState
from kam_desktop.core.store.tables import Visit
from kam_desktop.core.visit_lists import VisitRow
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.visits.list_bar import days_of
from kam_desktop.ui.visits.list_page import VisitsPage, cells
from ui.visit_ground import TODAY, Ground, Told, ground, show


@pytest.fixture
def home(qtbot: QtBot, tmp_path: Path) -> Iterator[Ground]:
    with ground(tmp_path / "store") as made:
        yield made


def opened(qtbot: QtBot, home: Ground, route: Route | None = None) -> tuple[VisitsPage, Told]:
    page = VisitsPage(home.tasks)
    told = Told(page, home.tasks)
    qtbot.addWidget(page)
    show(qtbot, page, route or Route("visits"))
    qtbot.waitUntil(lambda: not page.head.loading.is_on and page._generation > 0)
    return page, told


def shown(page: VisitsPage) -> list[tuple[str, ...]]:
    rows = [page.model.row(at) for at in range(page.model.rowCount())]
    return [tuple(str(cell) for cell in row) for row in rows if row is not None]


def test_visits_with_their_states_and_what_is_owed(qtbot: QtBot, home: Ground) -> None:
    home.plan(on=date(2026, 9, 22), objective="换油\n计划")
    home.report(on=TODAY - timedelta(days=5))
    came = home.submitted(on=date(2026, 9, 8))
    home.write(lambda s: setattr(s.get(Visit, came), "submitted_at", datetime(2026, 9, 13, 12, tzinfo=UTC)))
    page, _told = opened(qtbot, home)
    qtbot.waitUntil(lambda: len(shown(page)) == 3)
    planned, late, submitted = shown(page)
    assert planned == ("9 月 22 日 周二 10:00", "A", "苏州瑞川机械", "换油 计划", "已计划", "")
    assert late[4:] == ("草稿", "2 天 late")
    assert submitted[4:] == ("已提交", "handed in 2 天 late")
    assert page.states.chip("all").text() == "All 3"
    assert page.states.chip("planned").text() == "已计划 1"
    assert page.states.chip("accepted").text() == "已接受 0"


def test_chips_and_filter_narrow_the_list(qtbot: QtBot, home: Ground) -> None:
    home.plan(on=date(2026, 9, 22), objective="oil plan")
    home.report(objective="another 100%")
    page, _told = opened(qtbot, home)
    qtbot.waitUntil(lambda: len(shown(page)) == 2)
    page.states.chip("planned").click()
    qtbot.waitUntil(lambda: [row[3] for row in shown(page)] == ["oil plan"])
    page.states.chip("all").click()
    page.focus_filter()
    qtbot.keyClicks(page.filter, "0%")
    qtbot.waitUntil(lambda: [row[3] for row in shown(page)] == ["another 100%"])
    qtbot.keyClicks(page.filter, "zzz")
    qtbot.waitUntil(page.empty.isVisible)
    assert page.empty.button.text() == "Clear the filter"
    page.empty.button.click()
    qtbot.waitUntil(lambda: len(shown(page)) == 2)
    assert not page.on_escape()


def test_enter_opens_and_the_button_starts_a_new_one(qtbot: QtBot, home: Ground) -> None:
    visit_id = home.plan()
    page, told = opened(qtbot, home)
    qtbot.waitUntil(lambda: len(shown(page)) == 1)
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    page.new.click()
    assert told.routes == [Route("visit", visit_id), Route("visit")]
    qtbot.keyClick(page.table, Qt.Key.Key_N)
    assert told.routes[2:] == [Route("visit")]
    page.filter.setFocus()
    qtbot.keyClick(page.filter, Qt.Key.Key_N)
    assert len(told.routes) == 3


def test_within_a_day_by_the_clock(home: Ground) -> None:
    day = date(2026, 9, 22)
    late, none, early = (home.plan(on=day, started_at=at) for at in (time(15), None, time(9, 30)))
    before = home.plan(on=day - timedelta(days=1))
    assert home.read(visit_lists.ids) == [early, late, none, before]


def test_nothing_yet_offers_the_first_visit(qtbot: QtBot, home: Ground) -> None:
    page, told = opened(qtbot, home)
    qtbot.waitUntil(page.empty.isVisible)
    page.empty.button.click()
    assert told.routes == [Route("visit")]


def test_a_route_chooses_a_state_and_changes_are_seen(qtbot: QtBot, home: Ground) -> None:
    home.report()
    page, _told = opened(qtbot, home, Route("visits", args={"state": "planned"}))
    qtbot.waitUntil(page.empty.isVisible)
    home.tasks.write(page, lambda s: visits.plan(s, home.draft(on=date(2026, 9, 29)), today=TODAY))
    qtbot.waitUntil(lambda: len(shown(page)) == 1)
    assert page.states.chip("planned").text() == "已计划 1"


@pytest.mark.parametrize(
    ("on", "due", "text", "role"),
    [
        (TODAY, TODAY + timedelta(days=3), "due 9 月 19 日", "muted"),
        (TODAY - timedelta(days=3), TODAY, "due 9 月 16 日", "warning"),
        (TODAY - timedelta(days=4), TODAY - timedelta(days=1), "1 天 late", "danger"),
        (TODAY + timedelta(days=1), TODAY + timedelta(days=4), "", "muted"),
        (TODAY, None, "", "muted"),
    ],
)
def test_when_a_report_is_owed(home: Ground, on: date, due: date | None, text: str, role: str) -> None:
    row = VisitRow("1", on, None, "2", "客户", "A", "", VisitState.REPORTED, due, "刘敏")
    cell = cells(row, TODAY)[5]
    assert (cell.text, cell.role) == (text, role)


def test_late_reports_period_and_managers_narrow_the_list(qtbot: QtBot, home: Ground) -> None:
    late = home.report(on=TODAY - timedelta(days=5), objective="late")
    home.report(objective="new")
    other = home.plan(on=TODAY + timedelta(days=30), objective="other")
    home.write(lambda s: setattr(visits.get(s, other), "owner", "王强"))
    page, _told = opened(qtbot, home, Route("visits", args={"state": "late"}))
    qtbot.waitUntil(lambda: [row[3] for row in shown(page)] == ["late"])
    assert page.states.chip("late").text() == "Late 1"
    page.states.chip("all").click()
    qtbot.waitUntil(lambda: len(shown(page)) == 3)
    page.bar.owner.setCurrentIndex(page.bar.owner.findData("王强"))
    qtbot.waitUntil(lambda: [row[3] for row in shown(page)] == ["other"])
    page.bar.owner.setCurrentIndex(0)
    page.bar.period.setCurrentIndex(page.bar.period.findData("week"))
    qtbot.waitUntil(lambda: [row[3] for row in shown(page)] == ["new"])
    day = TODAY - timedelta(days=5)
    page.show_route(Route("visits", args={"from": day, "to": day, "state": "all"}))
    qtbot.waitUntil(lambda: page.model.ids == [late])


def test_several_are_submitted_or_called_off_at_once(qtbot: QtBot, home: Ground) -> None:
    ready, empty = home.report(), home.report(discussed="")
    plans = [home.plan(on=TODAY + timedelta(days=days)) for days in (3, 4)]
    page, told = opened(qtbot, home)
    qtbot.waitUntil(lambda: len(shown(page)) == 4)
    page.table.setFocus()
    page.table.selectAll()
    assert page.chosen_bar.isVisible()
    page.chosen_bar.export.click()
    assert told.routes[-1].page == "papers"
    assert set(told.routes[-1].args["ids"]) == {ready, empty, *plans}
    qtbot.keyClick(page.table, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: home.state(ready) == VisitState.SUBMITTED)
    qtbot.waitUntil(lambda: told.refused == ["visit.some_left"])
    assert home.state(empty) == VisitState.REPORTED
    page.table.selectAll()
    qtbot.keyClick(page.table, Qt.Key.Key_X)
    question = page.acts.question
    assert question is not None
    question.submit()
    assert question.error()
    question.line.setText("台风")
    question.submit()
    qtbot.waitUntil(lambda: {home.state(each) for each in plans} == {VisitState.CANCELLED})
    assert home.state(ready) == VisitState.SUBMITTED
    assert told.notices[-1].batch_id is not None


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("week", date(2026, 9, 14), date(2026, 9, 20)),
        ("last_week", date(2026, 9, 7), date(2026, 9, 13)),
        ("month", date(2026, 9, 1), date(2026, 9, 30)),
        ("last_month", date(2026, 8, 1), date(2026, 8, 31)),
        ("year", date(2026, 1, 1), date(2026, 12, 31)),
        ("all", None, None),
    ],
)
def test_periods(name: str, first: date | None, last: date | None) -> None:
    assert days_of(name, TODAY) == (first, last)
