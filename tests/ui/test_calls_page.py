"""The call list over a real store, by keys: one person at a time, and nothing typed is lost."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from kam_desktop.core import call_list, clients, contacts, drafts, environment_events, history, touches
from kam_desktop.core.clients import ClientDraft
from kam_desktop.core.contacts import ContactDraft
from kam_desktop.core.environment_events import EventDraft
from kam_desktop.core.rules.kinds import EnvironmentKind, TouchResult
from kam_desktop.core.store.database import Database
from kam_desktop.ui.calls.caller import CallerPage
from kam_desktop.ui.calls.page import CallsPage
from kam_desktop.ui.calls.reading import key_of
from kam_desktop.ui.calls.turns import Turns
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.tasks import Notice, Tasks

NOON = datetime(2026, 6, 15, 4, tzinfo=UTC)
NIGHT = datetime(2026, 6, 15, 15, tzinfo=UTC)  # 23:00 in Shanghai


@pytest.fixture
def tasks(store: Database, qapp: Any) -> Iterator[Tasks]:
    made = Tasks(store)
    yield made
    made.close()
    qapp.processEvents()


@pytest.fixture
def event(store: Database, today: date) -> str:
    """A typhoon over three clients: the first with two numbers and a taboo, the last without a number."""

    def work(s: Any) -> str:
        for name, tier, person in (
            ("甲轮胎", "A", ContactDraft("周建明", "周总", "总经理", phones=("13800138000", "0574-55500138"), taboos="不饮酒")),
            ("乙泵业", "B", ContactDraft("沈<b>立群</b>", phones=("13900139000",))),
            ("丙农机", "C", ContactDraft("何秀英")),
        ):  # fmt: skip
            draft = ClientDraft(name, short_name=name, tier=tier, province="浙江省", city="宁波市")
            client_id = clients.create(s, draft, today=today)
            clients.get(s, client_id).time_zone = "Asia/Shanghai"
            contacts.create(s, client_id, person, today=today)
        typhoon = EventDraft(EnvironmentKind.TYPHOON, "台风梅花", ("33",), today, "先问人\n再问货")
        return environment_events.add(s, typhoon, today=today).event_id

    return str(store.write(work).value)


class Shown(NamedTuple):
    page: CallsPage
    routes: list[Route]
    notices: list[Notice]


@pytest.fixture
def show(qtbot: QtBot, tasks: Tasks) -> Callable[..., Shown]:
    def make(event_id: str = "", now: datetime = NOON) -> Shown:
        page = CallsPage(tasks)
        page.clock = lambda: now
        qtbot.addWidget(page)
        routes: list[Route] = []
        notices: list[Notice] = []
        page.navigate.connect(routes.append)
        tasks.told.connect(notices.append)
        tasks.data_changed.connect(page.on_changed)
        tasks.unexpected.connect(_raise)
        page.resize(1104, 672)
        page.show_route(Route("calls", event_id))
        page.show()
        page.activateWindow()
        page.setFocus()
        settle(qtbot, page)
        return Shown(page, routes, notices)

    return make


def _raise(error: BaseException) -> None:
    raise error


def settle(qtbot: QtBot, page: CallsPage | CallerPage) -> None:
    qtbot.waitUntil(lambda: not page.tasks._jobs, timeout=5000)


def press(qtbot: QtBot, page: QWidget, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(page.window().focusWidget() or page, key)


def name(page: CallsPage) -> str:
    return page.card.head.name.text()


def texts(widget: QWidget) -> str:
    return "\n".join(each.text() for each in widget.findChildren(QLabel) if each.isVisibleTo(widget))


def states(store: Database, event_id: str) -> call_list.Progress:
    return store.read(lambda s: call_list.progress(s, today=date(2026, 6, 15), event_id=event_id))[:4]


def test_one_person_with_the_number_what_not_to_say_and_the_script(event: str, show: Callable[..., Shown]) -> None:
    page = show(event).page
    head = page.card.head
    number = head.number.number()
    assert (name(page), head.client.text(), head.city.text()) == ("周建明", "甲轮胎", "宁波市")
    assert number is not None
    assert number.shown == "138 0013 8000"
    assert "周总" in head.about.text()
    said = texts(page.card)
    for part in ("不饮酒", "先问人\n再问货", "台风梅花"):
        assert part in said
    assert "quiet hours" not in said
    assert "0 / 3, reached 0" in texts(page.head)
    assert page.window().focusWidget() is head.number


def test_one_outcome_enter_and_the_next_is_there(
    event: str, store: Database, show: Callable[..., Shown], qtbot: QtBot, today: date
) -> None:
    page, _, notices = show(event)
    press(qtbot, page, Qt.Key.Key_1)
    assert page.form.line.hasFocus()
    page.form.line.insert("平安 1 号库进水")
    press(qtbot, page, Qt.Key.Key_1, Qt.Key.Key_2)  # in the line a digit is a digit
    press(qtbot, page, Qt.Key.Key_Return)
    settle(qtbot, page)
    assert name(page) == "沈<b>立群</b>"
    assert page.form.line.text() == ""
    assert not page.form.line.hasFocus()
    assert states(store, event) == (3, 1, 0, 0)
    done = store.read(lambda s: call_list.lines(s, call_list.of_event(s, event, result=TouchResult.REACHED)))
    assert done[0].outcome == "平安 1 号库进水12"
    assert "1 / 3, reached 1" in texts(page.head)
    [notice] = notices
    assert "甲轮胎" in notice.text
    assert notice.batch_id is not None
    store.write(lambda s: history.undo(s, notice.batch_id, today=today))
    page.reload()
    settle(qtbot, page)
    assert states(store, event) == (3, 0, 0, 0)
    assert name(page) == "沈<b>立群</b>"  # the person on the line stays
    assert len(page.model.ids) == 3


@pytest.mark.parametrize("second", [Qt.Key.Key_1, Qt.Key.Key_Return])
def test_nothing_to_add_is_the_same_key_twice(
    event: str, store: Database, show: Callable[..., Shown], qtbot: QtBot, second: Qt.Key
) -> None:
    page = show(event).page
    press(qtbot, page, Qt.Key.Key_1, second)
    settle(qtbot, page)
    assert states(store, event) == (3, 1, 0, 0)
    assert name(page) == "沈<b>立群</b>"


def test_two_and_three_put_behind_and_the_round_ends_where_it_began(
    event: str, store: Database, show: Callable[..., Shown], qtbot: QtBot
) -> None:
    page = show(event).page
    press(qtbot, page, Qt.Key.Key_3)
    settle(qtbot, page)
    press(qtbot, page, Qt.Key.Key_2)
    settle(qtbot, page)
    assert (name(page), states(store, event)) == ("何秀英", (3, 0, 1, 1))
    assert page.card.head.number.isHidden()
    assert page.card.head.add_number.hasFocus()  # keys work all the same
    press(qtbot, page, Qt.Key.Key_2)
    settle(qtbot, page)
    names = [each.contact for each in store.read(lambda s: call_list.lines(s, page.model.ids))]
    assert names == ["沈<b>立群</b>", "何秀英", "周建明"]
    assert name(page) in names
    assert "without an answer" in texts(page.card) or "Put off" in texts(page.card)


def test_the_last_one_reached_says_how_it_went(
    event: str, store: Database, show: Callable[..., Shown], qtbot: QtBot
) -> None:
    page, routes, _ = show(event)
    for _ in range(3):
        press(qtbot, page, Qt.Key.Key_1, Qt.Key.Key_Return)
        settle(qtbot, page)
    assert states(store, event) == (3, 3, 0, 0)
    assert "Reached 3 of 3" in texts(page.empty)
    assert page.empty.button.hasFocus()
    press(qtbot, page, Qt.Key.Key_Return)
    assert routes[-1] == Route("events", event)


def test_what_was_typed_waits_for_its_person_and_outlives_the_page(
    event: str, store: Database, show: Callable[..., Shown], qtbot: QtBot
) -> None:
    page = show(event).page
    first = page.model.ids[0]
    page.form.line.setFocus()
    qtbot.keyClicks(page.form.line, "half a word")
    press(qtbot, page, Qt.Key.Key_Escape)
    assert page.on_escape()
    press(qtbot, page, Qt.Key.Key_J)
    assert page.form.line.text() == ""
    settle(qtbot, page)
    assert store.read(lambda s: drafts.find(s, key_of(first))) == "half a word"
    press(qtbot, page, Qt.Key.Key_K)
    assert page.form.line.text() == "half a word"
    page.hide()
    again = show(event).page
    assert again.form.line.text() == "half a word"
    press(qtbot, again, Qt.Key.Key_1, Qt.Key.Key_Return)
    settle(qtbot, again)
    assert store.read(lambda s: drafts.find(s, key_of(first))) is None


def test_a_call_that_is_gone_keeps_the_words(
    event: str, store: Database, tasks: Tasks, show: Callable[..., Shown], qtbot: QtBot, today: date
) -> None:
    page = show(event).page
    refused: list[Any] = []
    tasks.refused.connect(refused.append)
    first = page.model.ids[0]
    store.write(lambda s: (touches.skip(s, first, reason="不用", today=today), None)[1])
    press(qtbot, page, Qt.Key.Key_1)
    page.form.line.setText("words")
    page.form.line.textEdited.emit("words")
    press(qtbot, page, Qt.Key.Key_Return)
    settle(qtbot, page)
    assert [error.code for error in refused] == ["touch.already_closed"]
    assert page._typed.of(first) == "words"
    assert first not in page.model.ids


def test_the_queue_jumps_and_shows_who_is_current(event: str, show: Callable[..., Shown], qtbot: QtBot) -> None:
    page = show(event).page
    page.table.setFocus()
    press(qtbot, page, Qt.Key.Key_End)
    settle(qtbot, page)
    assert name(page) == "何秀英"
    press(qtbot, page, Qt.Key.Key_Home)
    settle(qtbot, page)
    press(qtbot, page, Qt.Key.Key_Return)
    assert page.card.head.number.hasFocus()


class _Handler(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.urls: list[str] = []

    @Slot(QUrl)
    def handle(self, url: QUrl) -> None:
        self.urls.append(url.toString())


def test_enter_calls_the_number_and_ctrl_c_copies_it(event: str, show: Callable[..., Shown], qtbot: QtBot) -> None:
    page = show(event).page
    handler = _Handler()
    QDesktopServices.setUrlHandler("tel", handler, "handle")
    try:
        press(qtbot, page, Qt.Key.Key_Return)
    finally:
        QDesktopServices.unsetUrlHandler("tel")
    assert handler.urls == ["tel:+8613800138000"]
    qtbot.keyClick(page.card.head.number, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "138 0013 8000"


def test_quiet_hours_of_the_client_are_told(event: str, show: Callable[..., Shown]) -> None:
    page = show(event, NIGHT).page
    assert "It is 23:00 there" in texts(page.card)


def test_the_ways_to_the_client_and_to_a_missing_number(
    event: str, store: Database, show: Callable[..., Shown], qtbot: QtBot
) -> None:
    page, routes, _ = show(event)
    press(qtbot, page, Qt.Key.Key_O)
    press(qtbot, page, Qt.Key.Key_E)
    assert [route.page for route in routes] == ["client", "events"]
    page.table.select_id(page.model.ids[-1])
    settle(qtbot, page)
    page.card.head.add_number.click()
    assert (routes[-1].page, routes[-1].args) == ("contact_form", {"focus": "phones"})


def test_an_empty_list_leads_back(store: Database, today: date, show: Callable[..., Shown], qtbot: QtBot) -> None:
    page, routes, _ = show()
    assert "No call is due." in texts(page.empty)
    press(qtbot, page, Qt.Key.Key_Return)
    assert routes == [Route("today")]


def test_who_calls_is_found_or_becomes_a_contact(event: str, tasks: Tasks, store: Database, qtbot: QtBot) -> None:
    page = CallerPage(tasks)
    qtbot.addWidget(page)
    routes: list[Route] = []
    page.navigate.connect(routes.append)
    page.show_route(Route("caller", "+86 138-0013-8000"))
    page.show()
    settle(qtbot, page)
    qtbot.waitUntil(lambda: len(page.list.rows()) == 1, timeout=5000)
    page._on_return()
    assert routes[-1].page == "contact"
    page.line.setText("0574-6666 0000")
    qtbot.waitUntil(lambda: "0574-6666 0000" in texts(page), timeout=5000)
    client_id = store.read(clients.ids)[0]
    page.client.chosen.emit(client_id, "")
    assert routes[-1].args == {"client_id": client_id, "phone": "0574-6666 0000"}


def test_whose_turn_it_is_goes_round_past_those_in_hand() -> None:
    turns = Turns()
    assert turns.take(["a", "b", "c"], "") == "a"
    assert turns.hold("b")
    assert not turns.hold("b")
    assert [turns.following(each) for each in "abc"] == ["c", "c", "a"]
    turns.wrote("b")
    assert turns.take(["a", "c"], "b") == "c", "after her in the old order"
    assert turns.take(["a", "b"], "c") == "a", "no longer in hand, but c was the last"
    turns.give_back("b")
    turns.begin()
    assert turns.following("a") == ""
