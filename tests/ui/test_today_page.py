"""Today over a real store: what is due, acted on by keys, with the plan following."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QInputMethodEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from kam_desktop import runtime
from kam_desktop.core import (
    agenda,
    clients,
    commitments,
    contacts,
    environment_events,
    history,
    interactions,
    opening,
    settings,
)  # fmt: skip
from kam_desktop.core.clients import ClientDraft
from kam_desktop.core.contacts import ContactDraft
from kam_desktop.core.environment_events import EventDraft
from kam_desktop.core.interactions import InteractionDraft
from kam_desktop.core.rules.dates import PartialDate
from kam_desktop.core.rules.kinds import Calendar, Channel, EnvironmentKind
from kam_desktop.core.store import vault
from kam_desktop.core.store.database import Database
from kam_desktop.ui import labels
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.tasks import Notice, Tasks
from kam_desktop.ui.today.page import TodayPage
from kam_desktop.ui.widgets.list_view import GroupHead, TwoLineRow
from kam_desktop.ui.widgets.popover import Popover

TODAY = date(2026, 9, 16)
TYRES, MOTORS, MARKED = "宁波恒远轮胎", "台州海辰泵业", "A<B>C <b>公司</b>"


@pytest.fixture(autouse=True)
def _day() -> Iterator[None]:
    runtime.fix_today(TODAY)
    labels.set_language("zh_CN")
    yield
    runtime.fix_today(None)
    labels.set_language("en")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Database]:
    made = opening.create(tmp_path / "s", "correct horse", author="刘敏", kdf=vault.Kdf(8, 1, 1)).store
    yield made
    made.close()


@pytest.fixture
def tasks(store: Database, qapp: Any) -> Iterator[Tasks]:
    made = Tasks(store)
    yield made
    made.close()
    qapp.processEvents()


def add(store: Database, name: str, tier: str, person: ContactDraft, *, visited: date, called: date) -> str:
    """A client with one person, last visited and called on these days."""

    def work(s: Any) -> str:
        since = visited - timedelta(100)
        client_id = clients.create(s, ClientDraft(name, short_name=name, tier=tier), today=since)
        contact_id = contacts.create(s, client_id, person, today=since)
        for rare in ("executive_meeting", "survey"):  # else they fall on a day drawn from the client's id
            interactions.record(s, client_id, channel=Channel.CALL, on=visited, activity=rare)
        for channel, on, outcome in ((Channel.VISIT, visited, "谈了冬季胎"), (Channel.CALL, called, "问候")):
            interactions.record(s, client_id, channel=channel, on=on, outcome=outcome, contact_ids=(contact_id,))
            interactions.settle(s, client_id, today=on)
        interactions.settle(s, client_id, today=TODAY - timedelta(1))
        return client_id

    return str(store.write(work).value)


ZHOU = ContactDraft(
    "周建明", "周总", "总经理", phones=("0574-55500138",), preferred_hours="15:00 至 17:00",
    taboos="不饮酒\n勿送钟表", hobbies="海钓", birthday=PartialDate(Calendar.SOLAR, 1976, 9, 18),
)  # fmt: skip
SHEN = ContactDraft("沈立群", title="采购总监")


@pytest.fixture
def filled(store: Database) -> Database:
    """One visit and several calls overdue, a promise due, a name that looks like markup."""
    add(store, TYRES, "A", ZHOU, visited=TODAY - timedelta(41), called=TODAY - timedelta(12))
    motors = add(store, MOTORS, "A", SHEN, visited=TODAY - timedelta(10), called=TODAY - timedelta(19))

    def promise(s: Any) -> None:
        commitments.add(s, motors, text="寄出油样检测报告", due_on=TODAY - timedelta(2))
        interactions.settle(s, motors, today=TODAY - timedelta(4))

    store.write(promise)
    he = ContactDraft("<i>何</i>", taboos="<u>勿</u>提旧事")
    add(store, MARKED, "B", he, visited=TODAY - timedelta(120), called=TODAY - timedelta(50))
    return store


class Shown(NamedTuple):
    """The page with what it said and where it wanted to go."""

    page: TodayPage
    routes: list[Route]
    notices: list[Notice]


@pytest.fixture
def show(qtbot: QtBot, tasks: Tasks) -> Callable[[], Shown]:
    def make() -> Shown:
        page = TodayPage(tasks)
        qtbot.addWidget(page)
        routes: list[Route] = []
        notices: list[Notice] = []
        page.navigate.connect(routes.append)
        tasks.told.connect(notices.append)
        tasks.data_changed.connect(page.on_changed)
        tasks.unexpected.connect(_raise)
        page.resize(1104, 752)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(lambda: page.list.current_id() != "" or not page.side.strip.isHidden())
        page.setFocus()
        _settle(qtbot, page)
        return Shown(page, routes, notices)

    return make


def _raise(error: BaseException) -> None:
    raise error


def _settle(qtbot: QtBot, page: TodayPage) -> None:
    """Until all is read that follows the first picture, and the panel shows the current touch."""
    qtbot.waitUntil(lambda: page.is_painted and not page.tasks._jobs and not page._talk_timer.isActive())


def due(store: Database) -> list[agenda.DueTouch]:
    return store.read(lambda s: agenda.due(s, today=TODAY))


def pick(qtbot: QtBot, page: TodayPage, store: Database, client: str, activity: str) -> agenda.DueTouch:
    """Make that touch the current one."""
    touch = next(each for each in due(store) if each.client == client and each.activity == activity)
    assert page.list.select_id(touch.id)
    page.list.setFocus()
    _settle(qtbot, page)
    return touch


def press(qtbot: QtBot, widget: QWidget, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(widget, key)


def texts(widget: QWidget) -> str:
    return "\n".join(each.text() for each in widget.findChildren(QLabel) if each.isVisibleTo(widget))


def popover(page: TodayPage) -> Popover:
    return next(each for each in page.findChildren(Popover) if each.isVisible())


def focused(page: QWidget) -> QWidget:
    widget = page.window().focusWidget()
    assert widget is not None
    return widget


def row(page: TodayPage, touch_id: str) -> TwoLineRow:
    found = next(each for each in page.list.rows() if each.id == touch_id)
    assert isinstance(found, TwoLineRow)
    return found


def test_list_says_who_and_why_in_groups(filled: Database, show: Callable[[], Shown]) -> None:
    page = show().page
    first = page.list.rows()[0]
    overdue = [each for each in due(filled) if each.late_days]
    assert isinstance(first, GroupHead)
    assert (first.count, first.role) == (len(overdue), "danger")
    visit = next(each for each in overdue if each.client == TYRES and each.activity == "visit")
    shown = row(page, visit.id)
    assert (shown.title, shown.subtitle, shown.icon) == (TYRES, "周建明 总经理", "visit")
    assert "41 天前" in shown.line
    assert "30 天" in shown.line
    late = labels.days((TODAY - visit.due_on).days)  # from the day that is said beside it, whatever the policy
    assert (shown.due_text, shown.due_role) == (f"due {labels.day(visit.due_on)}, {late} late", "danger")
    assert "9 月 16 日 周三 · 八月初六" in page.side.head.day_text()
    count = filled.read(lambda s: agenda.progress(s, today=TODAY))
    assert f"0 / {count.open}" in texts(page.side.head)
    promise = next(each for each in due(filled) if each.activity == "commitment")
    assert row(page, promise.id).icon == "document-check"


def test_calls_of_a_typhoon_stand_before_all_that_is_overdue(filled: Database, show: Callable[[], Shown]) -> None:
    def strike(s: Any) -> str:
        far = clients.create(
            s, ClientDraft("温州港务有限公司", tier="C", province="浙江省", city="温州市"), today=TODAY
        )
        environment_events.add(s, EventDraft(EnvironmentKind.TYPHOON, "台风梅花", ("3303",), TODAY), today=TODAY)
        return far

    struck = filled.write(strike).value
    head, first, then = show().page.list.rows()[:3]
    assert isinstance(head, GroupHead)
    assert isinstance(first, TwoLineRow)
    assert isinstance(then, GroupHead)
    assert (head.text, head.count, head.role) == ("To call within 24 hours", 1, "danger")
    assert (first.title, first.due_text) == ("温州港务", "today")
    assert then.text == "Overdue"
    assert due(filled)[0].client_id == struck


def test_panel_says_what_to_say_and_what_not(filled: Database, show: Callable[[], Shown], qtbot: QtBot) -> None:
    page = show().page
    pick(qtbot, page, filled, TYRES, "visit")
    said = texts(page.panel)
    for part in (
        "周建明 总经理",
        "周总",
        "0574-5550 0138",
        "15:00 至 17:00",
        "不饮酒\n勿送钟表",
        "海钓",
        "谈了冬季胎",
    ):
        assert part in said
    pick(qtbot, page, filled, MOTORS, "commitment")
    said = texts(page.panel)
    assert "不饮酒" not in said
    assert "寄出油样检测报告" in said


def test_names_are_never_taken_for_markup(filled: Database, show: Callable[[], Shown], qtbot: QtBot) -> None:
    page = show().page
    pick(qtbot, page, filled, MARKED, "call")
    for label in page.panel.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText
    assert MARKED in texts(page.panel)
    assert "<u>勿</u>提旧事" in texts(page.panel)


def test_done_logs_the_outcome_and_lets_the_plan_follow(
    filled: Database, show: Callable[[], Shown], qtbot: QtBot
) -> None:
    page, _routes, notices = show()
    touch = pick(qtbot, page, filled, TYRES, "visit")
    proposed = page.panel.form.next_field.value()
    assert proposed is not None
    assert proposed > TODAY + timedelta(20)
    page.panel.form.outcome.setFocus()
    qtbot.keyClicks(page.panel.form.outcome, "D: sample tyres in October")
    qtbot.keyClick(page.panel.form.outcome, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: touch.id not in {each.id for each in page.list.rows()})
    _settle(qtbot, page)
    coming = filled.read(lambda s: agenda.of_client(s, touch.client_id, today=TODAY))
    visits = [each for each in coming if each.activity == "visit"]
    assert visits[0].due_on == proposed, "the plan put it where the form said"
    assert len([each for each in visits if each.due_on < proposed + timedelta(20)]) == 1
    last = filled.read(lambda s: [each.outcome for each in _log_of(s, touch.client_id)])
    assert last[0] == "D: sample tyres in October"
    assert TYRES in notices[0].text
    assert notices[0].batch_id
    assert page.list.hasFocus()
    assert page.list.current_id() not in ("", touch.id)
    assert "1 / " in texts(page.side.head)


def _log_of(session: Any, client_id: str) -> list[Any]:
    from sqlalchemy import select

    from kam_desktop.core.store.tables import Interaction

    found = session.scalars(
        select(Interaction)
        .where(Interaction.client_id == client_id)
        .order_by(Interaction.on.desc(), Interaction.id.desc())
    )
    return list(found)


@pytest.mark.parametrize("days", [20, 75])
def test_another_next_date_is_put_once(filled: Database, show: Callable[[], Shown], qtbot: QtBot, days: int) -> None:
    page = show().page
    touch = pick(qtbot, page, filled, TYRES, "visit")
    field = page.panel.form.next_field
    wanted = TODAY + timedelta(days)
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, f"+{days}")
    page.list.setFocus()
    press(qtbot, page.list, Qt.Key.Key_D)
    qtbot.waitUntil(lambda: touch.id not in {each.id for each in page.list.rows()})
    coming = filled.read(lambda s: agenda.of_client(s, touch.client_id, today=TODAY))
    visits = [each.due_on for each in coming if each.activity == "visit"]
    assert wanted in visits
    assert not [each for each in visits if each < wanted], "the plan does not put one before it"


def test_keys_struck_fast_act_on_one_row_after_another(
    filled: Database, show: Callable[[], Shown], qtbot: QtBot
) -> None:
    page, _routes, notices = show()
    page.list.select_first()
    first, second = [each.id for each in page.list.rows() if each.id][:2]
    press(qtbot, page.list, Qt.Key.Key_D, Qt.Key.Key_D)
    qtbot.waitUntil(lambda: len(notices) == 2)
    _settle(qtbot, page)
    assert not {first, second} & {each.id for each in page.list.rows()}


def test_promise_done_is_kept(filled: Database, show: Callable[[], Shown], qtbot: QtBot) -> None:
    page, _routes, notices = show()
    touch = pick(qtbot, page, filled, MOTORS, "commitment")
    press(qtbot, page.list, Qt.Key.Key_D)
    qtbot.waitUntil(lambda: len(notices) == 1)
    assert filled.read(lambda s: len(commitments.open_of_client(s, touch.client_id))) == 0


def test_undo_brings_the_touch_back(filled: Database, show: Callable[[], Shown], qtbot: QtBot, tasks: Tasks) -> None:
    page, _routes, notices = show()
    touch = pick(qtbot, page, filled, TYRES, "visit")
    press(qtbot, page.list, Qt.Key.Key_D)
    qtbot.waitUntil(lambda: touch.id not in {each.id for each in page.list.rows()})
    batch = notices[0].batch_id
    assert batch
    tasks.write(page, lambda s: history.undo(s, batch, today=TODAY))
    qtbot.waitUntil(lambda: touch.id in {each.id for each in page.list.rows()})


def test_a_date_that_is_none_stands_with_its_error(filled: Database, show: Callable[[], Shown], qtbot: QtBot) -> None:
    page, _routes, notices = show()
    touch = pick(qtbot, page, filled, TYRES, "visit")
    field = page.panel.form.next_field
    for typed in ("13-45", "2026-09-16"):
        field.setFocus()
        field.selectAll()
        qtbot.keyClicks(field, typed)
        page.list.setFocus()
        press(qtbot, page.list, Qt.Key.Key_D)
        assert page.panel.form.error()
        assert field.hasFocus()
    _settle(qtbot, page)
    assert not notices
    assert touch.id in {each.id for each in due(filled)}


def test_typed_outcome_is_kept_per_touch_and_over_a_reload(
    filled: Database, show: Callable[[], Shown], qtbot: QtBot
) -> None:
    page = show().page
    pick(qtbot, page, filled, TYRES, "visit")
    form = page.panel.form
    form.outcome.setFocus()
    qtbot.keyClicks(form.outcome, "half a sentence")
    page.reload()
    _settle(qtbot, page)
    assert form.outcome.text() == "half a sentence"
    pick(qtbot, page, filled, MARKED, "call")
    assert form.outcome.text() == ""
    pick(qtbot, page, filled, TYRES, "visit")
    assert form.outcome.text() == "half a sentence"


def test_move_by_three_days(filled: Database, show: Callable[[], Shown], qtbot: QtBot) -> None:
    page, _routes, notices = show()
    touch = pick(qtbot, page, filled, TYRES, "visit")
    press(qtbot, page.list, Qt.Key.Key_R)
    press(qtbot, focused(page), Qt.Key.Key_3)
    press(qtbot, focused(page), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(notices) == 1)
    moved = filled.read(lambda s: agenda.one(s, touch.id, today=TODAY))
    assert moved is not None
    assert moved.due_on == date(2026, 9, 20), "a Sunday that is worked by notice"
    _settle(qtbot, page)
    assert page.list.hasFocus()
    assert page.list.current_id() != touch.id


@pytest.mark.parametrize("typed", ["10-12", "next mon", "下周一"])
def test_what_is_typed_after_r_is_the_day(
    filled: Database, show: Callable[[], Shown], qtbot: QtBot, typed: str
) -> None:
    """Also where it begins with the number of a ready answer, or comes from an input method."""
    page, _routes, notices = show()
    touch = pick(qtbot, page, filled, TYRES, "visit")
    press(qtbot, page.list, Qt.Key.Key_R)
    if typed.isascii():
        qtbot.keyClicks(focused(page), typed)
    else:
        event = QInputMethodEvent()
        event.setCommitString(typed)
        QApplication.sendEvent(focused(page), event)
    press(qtbot, focused(page), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(notices) == 1)
    moved = filled.read(lambda s: agenda.one(s, touch.id, today=TODAY))
    assert moved is not None
    assert moved.due_on == (date(2026, 10, 12) if typed == "10-12" else date(2026, 9, 21))


def test_move_to_a_typed_day_and_what_is_wrong_with_the_past(
    filled: Database, show: Callable[[], Shown], qtbot: QtBot
) -> None:
    page, _routes, notices = show()
    touch = pick(qtbot, page, filled, TYRES, "visit")
    press(qtbot, page.list, Qt.Key.Key_R)
    ask = popover(page)
    assert ask.editor is not None
    ask.editor.setFocus()
    qtbot.keyClicks(ask.editor, "2026-01-01")
    qtbot.keyClick(ask.editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "2026-01-01" in ask.error())
    assert ask.isVisible()
    assert not notices
    for text, said in (("8-1", "2026-08-01"), ("2-30", "2-30")):
        ask.editor.clear()
        qtbot.keyClicks(ask.editor, text)
        qtbot.keyClick(ask.editor, Qt.Key.Key_Return)
        assert said in ask.error()
        assert ask.editor.text() == text
    assert not notices
    ask.editor.clear()
    qtbot.keyClicks(ask.editor, "10-12")
    qtbot.keyClick(ask.editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(notices) == 1)
    moved = filled.read(lambda s: agenda.one(s, touch.id, today=TODAY))
    assert moved is not None
    assert moved.due_on == date(2026, 10, 12)


def test_skip_wants_a_reason(filled: Database, show: Callable[[], Shown], qtbot: QtBot) -> None:
    page, _routes, notices = show()
    touch = pick(qtbot, page, filled, TYRES, "visit")
    press(qtbot, page.list, Qt.Key.Key_S)
    ask = popover(page)
    assert ask.editor is not None
    ask.editor.setFocus()
    qtbot.keyClick(ask.editor, Qt.Key.Key_Return)
    assert ask.error()
    assert not notices
    press(qtbot, ask, Qt.Key.Key_Escape)
    assert page.list.hasFocus()
    press(qtbot, page.list, Qt.Key.Key_S)
    press(qtbot, focused(page), Qt.Key.Key_2)
    press(qtbot, focused(page), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(notices) == 1)
    assert "Not a good time" in notices[0].text
    assert touch.id not in {each.id for each in due(filled)}


def test_ones_own_reason_may_begin_with_a_number(filled: Database, show: Callable[[], Shown], qtbot: QtBot) -> None:
    page, _routes, notices = show()
    pick(qtbot, page, filled, TYRES, "visit")
    press(qtbot, page.list, Qt.Key.Key_S)
    ask = popover(page)
    assert isinstance(ask.editor, QLineEdit)
    qtbot.keyClick(ask.editor, Qt.Key.Key_2)
    ask.editor.insert("周后再说")
    qtbot.keyClick(ask.editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(notices) == 1)
    assert "2周后再说" in notices[0].text


def test_any_other_letter_begins_ones_own_reason(filled: Database, show: Callable[[], Shown], qtbot: QtBot) -> None:
    page, _routes, notices = show()
    pick(qtbot, page, filled, TYRES, "visit")
    press(qtbot, page.list, Qt.Key.Key_S)
    qtbot.keyClick(focused(page), Qt.Key.Key_M)
    editor = focused(page)
    assert isinstance(editor, QLineEdit)
    qtbot.keyClicks(editor, "oved away")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(notices) == 1)
    assert "moved away" in notices[0].text


def test_hand_over_shows_whom(filled: Database, show: Callable[[], Shown], qtbot: QtBot) -> None:
    page, _routes, notices = show()
    touch = pick(qtbot, page, filled, TYRES, "visit")
    press(qtbot, page.list, Qt.Key.Key_T)
    qtbot.keyClicks(focused(page), "Gao Yuan")
    qtbot.keyClick(focused(page), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(notices) == 1)
    _settle(qtbot, page)
    assert "Gao Yuan" in row(page, touch.id).subtitle


def test_a_click_elsewhere_closes_the_question(filled: Database, show: Callable[[], Shown], qtbot: QtBot) -> None:
    page = show().page
    pick(qtbot, page, filled, TYRES, "visit")
    press(qtbot, page.list, Qt.Key.Key_T)
    page.panel.form.outcome.setFocus()
    qtbot.waitUntil(lambda: not page.findChildren(Popover))
    assert page.panel.form.outcome.hasFocus()
    assert page.on_escape()
    assert page.list.hasFocus()


def test_ways_to_other_pages(filled: Database, show: Callable[[], Shown], qtbot: QtBot) -> None:
    page, routes, _notices = show()
    visit = pick(qtbot, page, filled, TYRES, "visit")
    press(qtbot, page.list, Qt.Key.Key_Return, Qt.Key.Key_V, Qt.Key.Key_L)
    qtbot.mouseClick(page.panel.open_button, Qt.MouseButton.LeftButton)
    args = {"client_id": visit.client_id, "contact_id": visit.contact_id, "touch_id": visit.id}
    assert [(each.page, each.id) for each in routes] == [
        ("visit", ""), ("visit", ""), ("log", ""), ("client", visit.client_id),
    ]  # fmt: skip
    assert all(each.args == args for each in routes[:3])
    promise = pick(qtbot, page, filled, MOTORS, "commitment")
    press(qtbot, page.list, Qt.Key.Key_Return)
    assert (routes[-1].page, routes[-1].id) == ("client", promise.client_id)


def test_letters_typed_into_the_form_are_only_letters(
    filled: Database, show: Callable[[], Shown], qtbot: QtBot
) -> None:
    page, routes, notices = show()
    page.panel.form.outcome.setFocus()
    qtbot.keyClicks(page.panel.form.outcome, "drstvl")
    _settle(qtbot, page)
    assert page.panel.form.outcome.text() == "drstvl"
    assert not routes
    assert not notices
    assert not page.findChildren(Popover)


def test_strip_opens_a_client_and_filters_a_festival(filled: Database, show: Callable[[], Shown], qtbot: QtBot) -> None:
    page, routes, _notices = show()
    buttons = page.side.strip.findChildren(QAbstractButton)
    cells = [cell.id for cell in page.side.strip.cells()]
    birthday = next(at for at, cell in enumerate(page.side.strip.cells()) if "周建明" in cell.middle)
    qtbot.mouseClick(buttons[birthday], Qt.MouseButton.LeftButton)
    assert routes[-1].page == "client"
    festival = next(at for at, cell in enumerate(cells) if "mid-autumn" in cell)
    buttons[festival].setFocus()
    qtbot.keyClick(buttons[festival], Qt.Key.Key_Return)
    qtbot.waitUntil(page.side.banner.isVisible)
    _settle(qtbot, page)
    current = page.current()
    assert current is not None
    assert current.activity == "festival"
    assert len([each for each in page.list.rows() if each.id]) == 3
    assert page.on_escape()
    qtbot.waitUntil(lambda: not page.side.banner.isVisible())
    assert not page.on_escape()


def test_f6_goes_round_list_form_and_strip(filled: Database, show: Callable[[], Shown], qtbot: QtBot) -> None:
    page = show().page
    page.list.setFocus()
    page.next_pane()
    assert page.panel.form.outcome.hasFocus()
    page.next_pane()
    assert page.side.strip.isAncestorOf(focused(page))
    page.next_pane()
    assert page.list.hasFocus()


def test_first_start_offers_two_ways(show: Callable[[], Shown], qtbot: QtBot) -> None:
    page, routes, _notices = show()
    qtbot.waitUntil(page.side.first_start.isVisible)
    assert not page.panel.isVisible()
    qtbot.mouseClick(page.side.first_start.import_button, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.side.first_start.new_button, Qt.MouseButton.LeftButton)
    assert [each.page for each in routes] == ["import", "client_form"]


def test_a_day_without_anything_due_says_so(store: Database, show: Callable[[], Shown], qtbot: QtBot) -> None:
    client_id = add(store, TYRES, "C", SHEN, visited=TODAY - timedelta(2), called=TODAY - timedelta(1))
    shown = show()
    qtbot.waitUntil(shown.page.side.empty.isVisible)
    assert not shown.page.panel.isVisible()
    store_write = InteractionDraft(client_id, Channel.CALL, TODAY, next_on=TODAY + timedelta(2))
    shown.page.tasks.write(shown.page, lambda s: interactions.log(s, store_write, today=TODAY))
    qtbot.waitUntil(shown.page.side.banner.isVisible)
    assert "1 more this week" in shown.page.side.banner.text()
    assert shown.page.list.isVisible()
    assert shown.page.panel.isVisible()


def test_the_plan_rolls_forward_once_a_day(filled: Database, show: Callable[[], Shown], qtbot: QtBot) -> None:
    page = show().page
    assert filled.read(lambda s: settings.note(s, "planned_on")) == TODAY.isoformat()
    tomorrow = TODAY + timedelta(1)
    runtime.fix_today(tomorrow)
    page._look_at_clock()
    qtbot.waitUntil(lambda: "9 月 17 日" in page.side.head.day_text())
    qtbot.waitUntil(lambda: filled.read(lambda s: settings.note(s, "planned_on")) == tomorrow.isoformat())
    _settle(qtbot, page)


class _Telephone(QObject):
    """What the system does with ``tel:`` links."""

    def __init__(self) -> None:
        super().__init__()
        self.called: list[str] = []

    @Slot(QUrl)
    def dial(self, url: QUrl) -> None:
        self.called.append(url.toString())


def test_the_phone_button_dials(filled: Database, show: Callable[[], Shown], qtbot: QtBot) -> None:
    telephone = _Telephone()
    QDesktopServices.setUrlHandler("tel", telephone, "dial")  # type: ignore[call-overload]
    try:
        page = show().page
        pick(qtbot, page, filled, TYRES, "visit")
        call = next(each for each in page.panel.findChildren(QAbstractButton) if "0574" in each.accessibleName())
        qtbot.mouseClick(call, Qt.MouseButton.LeftButton)
        assert telephone.called == ["tel:+8657455500138"]
    finally:
        QDesktopServices.unsetUrlHandler("tel")


def test_what_is_late_is_spread_from_the_menu(filled: Database, show: Callable[[], Shown], qtbot: QtBot) -> None:
    page, _routes, notices = show()
    late = [each.id for each in due(filled) if each.late_days and each.activity in ("visit", "call")]
    assert late
    action = next(each for each in page.side.head.make_menu().actions() if "Spread" in each.text())
    action.trigger()
    qtbot.waitUntil(lambda: len(notices) == 1)
    assert not [each.id for each in due(filled) if each.late_days and each.id in late]
    _settle(qtbot, page)
