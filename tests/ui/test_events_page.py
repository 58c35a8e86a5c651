"""Events that strike regions: entered by keys, then on the call list, then closed and opened again."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from kam_desktop.core import call_list, clients, contacts, drafts, environment_events, history, interactions, touches
from kam_desktop.core.clients import ClientDraft
from kam_desktop.core.contacts import ContactDraft
from kam_desktop.core.environment_events import EventDraft
from kam_desktop.core.rules.kinds import EnvironmentKind, TouchResult
from kam_desktop.core.store.database import Database
from kam_desktop.ui import labels
from kam_desktop.ui.events import reading
from kam_desktop.ui.events.form import EventForm
from kam_desktop.ui.events.page import EventsPage
from kam_desktop.ui.events.regions_field import RegionsField
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.tasks import Notice, Tasks


@pytest.fixture
def tasks(store: Database, qapp: Any) -> Iterator[Tasks]:
    made = Tasks(store)
    yield made
    made.close()
    qapp.processEvents()


@pytest.fixture
def people(store: Database, today: date) -> list[str]:
    """Two clients in Ningbo, one in Suzhou."""

    def work(s: Any) -> list[str]:
        made = []
        for name, province, city in (
            ("甲", "浙江省", "宁波市"),
            ("乙", "浙江省", "宁波市"),
            ("丙", "江苏省", "苏州市"),
        ):
            draft = ClientDraft(name, short_name=name, tier="A", province=province, city=city)
            made.append(clients.create(s, draft, today=today))
            contacts.create(s, made[-1], ContactDraft(f"{name}先生"), today=today)
        return made

    return list(store.write(work).value)


Opened = Callable[[type[Any], Route], tuple[Any, list[Route]]]


@pytest.fixture
def show(qtbot: QtBot, tasks: Tasks) -> Opened:
    def make(kind: type[Any], route: Route) -> tuple[Any, list[Route]]:
        page = kind(tasks)
        qtbot.addWidget(page)
        routes: list[Route] = []
        page.navigate.connect(routes.append)
        tasks.data_changed.connect(page.on_changed)
        tasks.unexpected.connect(_raise)
        page.resize(1104, 672)
        page.show_route(route)
        page.show()
        page.activateWindow()
        page.setFocus()
        settle(qtbot, page)
        return page, routes

    return make


def _raise(error: BaseException) -> None:
    raise error


def settle(qtbot: QtBot, page: Any) -> None:
    qtbot.waitUntil(lambda: not page.tasks._jobs, timeout=5000)


def press(qtbot: QtBot, page: QWidget, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(page.window().focusWidget() or page, key)


def texts(widget: QWidget) -> str:
    return "\n".join(each.text() for each in widget.findChildren(QLabel) if each.isVisibleTo(widget))


def choose(qtbot: QtBot, field: RegionsField, text: str) -> None:
    field._line.setFocus()
    field._line.setText(text)
    field._offer(text)
    qtbot.keyClick(field._line, Qt.Key.Key_Return)


def test_an_event_is_entered_and_leads_to_its_call_list(
    people: list[str], store: Database, show: Opened, qtbot: QtBot
) -> None:
    page, routes = show(EventForm, Route("event_form"))
    page.name.setText("台风梅花")
    choose(qtbot, page.regions, "宁波市")
    settle(qtbot, page)
    assert page.struck_text() == "2 client(s) there"
    choose(qtbot, page.regions, "33")
    assert page.regions.codes() == ("33",)  # the city lies within
    choose(qtbot, page.regions, "3302")
    assert page.regions.codes() == ("33",)
    choose(qtbot, page.regions, "苏州")
    assert page.regions.codes() == ("33", "3205")
    settle(qtbot, page)
    assert page.struck_text() == "3 client(s) there"
    qtbot.keyClick(page.regions._line, Qt.Key.Key_Backspace)
    assert page.regions.codes() == ("33",)
    page.activateWindow()  # the popup took it on this platform
    qtbot.waitUntil(page.isActiveWindow)
    page.name.setFocus()
    qtbot.keyClick(page.name, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, page)
    [row] = store.read(environment_events.rows)
    assert (row.title, row.regions, row.total) == ("台风梅花", ("33",), 2)
    assert row.script == labels.say("script.typhoon")
    assert routes[-1] == Route("calls", row.id, {"replace": True})
    assert page.name.text() == ""


def test_enter_in_the_list_of_offers_takes_the_first(people: list[str], show: Opened, qtbot: QtBot) -> None:
    page, _ = show(EventForm, Route("event_form"))
    field = page.regions
    field.setFocus()
    qtbot.keyClicks(field._line, "33")
    popup = field._completer.popup()
    assert popup.isVisible()
    qtbot.keyClicks(popup, "02")
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert field.codes() == ("3302",)
    assert not popup.isVisible()
    assert field._line.text() == ""


def test_the_script_follows_the_kind_until_somebody_writes_one(people: list[str], show: Opened, qtbot: QtBot) -> None:
    page, _ = show(EventForm, Route("event_form"))
    page.kind.setFocus()
    press(qtbot, page, Qt.Key.Key_Down)
    page.kind.activated.emit(page.kind.currentIndex())
    assert page.script.toPlainText() == labels.say("script.flood")
    page.script.setPlainText("先问人")
    press(qtbot, page, Qt.Key.Key_Down)
    page.kind.activated.emit(page.kind.currentIndex())
    assert page.script.toPlainText() == "先问人"


@pytest.mark.parametrize(
    ("title", "region", "day", "field"),
    [
        ("", "33", "", "title"),
        ("梅花", "", "", "region"),
        ("梅花", "火星", "", "region"),
        ("梅花", "33", "x", "on"),
        ("梅花", "33", "2020-01-01", "on"),
    ],
)
def test_what_is_missing_is_told_beside_its_field_and_nothing_is_lost(
    people: list[str], store: Database, show: Opened, qtbot: QtBot, title: str, region: str, day: str, field: str
) -> None:
    page, routes = show(EventForm, Route("event_form"))
    page.name.setText(title)
    page._is_dirty = True
    page.regions._line.setText(region)
    if day:
        page.on.setText(day)
        page.on.textEdited.emit(day)
    page.save()
    settle(qtbot, page)
    assert page.form.fields[field].error
    assert routes == []
    assert store.read(environment_events.rows) == []
    assert page.name.text() == title


def test_a_half_entered_event_is_there_again(people: list[str], store: Database, show: Opened, qtbot: QtBot) -> None:
    page, _ = show(EventForm, Route("event_form"))
    qtbot.keyClicks(page.name, "Typhoon")
    choose(qtbot, page.regions, "33")
    page.hide()
    settle(qtbot, page)
    again, _ = show(EventForm, Route("event_form"))
    assert (again.name.text(), again.regions.codes()) == ("Typhoon", ("33",))
    again.save()
    settle(qtbot, again)
    assert store.read(lambda s: drafts.find(s, "event:new")) is None
    third, _ = show(EventForm, Route("event_form"))
    assert third.name.text() == ""


def strike(store: Database, today: date, title: str, *regions: str) -> str:
    draft = EventDraft(EnvironmentKind.FLOOD, title, regions, today - timedelta(2), "先问人")
    return str(store.write(lambda s: environment_events.add(s, draft, today=today)).value.event_id)


def test_who_was_reached_is_in_view_and_an_event_is_closed_and_opened_again(
    people: list[str], store: Database, tasks: Tasks, show: Opened, qtbot: QtBot, today: date
) -> None:
    event = strike(store, today, "姚江洪水", "3302")
    first, second = store.read(lambda s: call_list.queue(s, today=today, event_id=event))
    store.write(lambda s: interactions.close_touch(s, first, outcome="都好", today=today))
    store.write(lambda s: touches.note_try(s, second, result=TouchResult.MISSED))
    page, routes = show(EventsPage, Route("events"))
    notices: list[Notice] = []
    tasks.told.connect(notices.append)
    row = next(each for each in page.list.rows() if each.id)
    assert row.title == "姚江洪水"
    assert "1 of 2 reached" in row.line
    assert row.due_text == "day 3"
    assert list(page.detail.model.ids) == [second, first]
    cells = page.detail.model.row(1)
    settle(qtbot, page)
    cells = page.detail.model.row(1)
    assert str(cells[5]) == "都好"
    page.detail.chips.press(1)
    settle(qtbot, page)
    assert list(page.detail.model.ids) == [first]
    press(qtbot, page, Qt.Key.Key_C)
    assert routes[-1] == Route("calls", event)
    page.detail.close_button.click()
    settle(qtbot, page)
    assert page.detail.close_button.isHidden()
    assert "1 of 2 reached" in next(each for each in page.list.rows() if each.id).line
    assert "2" in page.detail.chips.chip(reading.ALL).text()
    [notice] = notices
    store.write(lambda s: history.undo(s, notice.batch_id, today=today))
    page.reload()
    settle(qtbot, page)
    assert not page.detail.close_button.isHidden()


def test_without_events_the_page_says_what_it_is_for(store: Database, today: date, show: Opened, qtbot: QtBot) -> None:
    page, routes = show(EventsPage, Route("events"))
    assert "typhoon" in texts(page.empty)
    press(qtbot, page, Qt.Key.Key_N)
    assert routes == [Route("event_form")]


def test_the_event_of_the_route_is_shown(people: list[str], store: Database, show: Opened, today: date) -> None:
    older = strike(store, today, "姚江洪水", "3302")
    strike(store, today, "苏州洪水", "3205")
    page, _ = show(EventsPage, Route("events", older))
    assert page.current().title == "姚江洪水"
