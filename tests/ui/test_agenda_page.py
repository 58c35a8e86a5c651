"""The calendar over a real store: days by keys, chips dragged, proposals taken, counts that never lie."""

from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from kam_desktop.core import calendar_view, history, settings, touches
from kam_desktop.core.clients import ClientDraft
from kam_desktop.core.rules.kinds import Channel
from kam_desktop.core.store.tables import Client, Touch
from kam_desktop.ui import fonts, labels
from kam_desktop.ui.agenda import cells, wording
from kam_desktop.ui.agenda.grouping import GroupingPopover
from kam_desktop.ui.agenda.page import AgendaPage
from kam_desktop.ui.navigation import IMPORT, Route
from kam_desktop.ui.widgets.list_rows import GroupHead
from kam_desktop.ui.widgets.popover import Popover
from ui.client_ground import TODAY, Ground, ground, texts

__all__ = ["ground"]

MONDAY = date(2026, 9, 21)
TYRES = "宁波恒远轮胎"


def page_of(ground: Ground, route: Route | None = None, size: tuple[int, int] = (1104, 752)) -> AgendaPage:
    page = AgendaPage(ground.tasks)
    ground.show(page, route or Route("agenda"), size)
    wait(ground, page)
    return page


def wait(ground: Ground, page: AgendaPage) -> None:
    ground._qtbot.waitUntil(lambda: not page._day_timer.isActive() and not page._resize_timer.isActive())
    ground.settle()


def book(ground: Ground, client_id: str, on: date, channel: Channel = Channel.CALL) -> str:
    return str(
        ground.write(lambda s: (row := touches.book(s, client_id, on=on, channel=channel), s.flush(), row.id)[2])
    )


def many(
    ground: Ground, number: int, on: date, *, fit: str = "", channel: str = "call", tier: str = "B", city: str = ""
) -> None:
    """So many clients with a touch each, as planning would have left them."""

    def work(s: Any) -> None:
        made = [Client(name=f"{tier}{n}", short_name=f"{city}客户{n}", tier=tier, city=city) for n in range(number)]
        s.add_all(made)
        s.flush()
        s.add_all(
            Touch(
                scope_id=each.id, client_id=each.id, kind="periodic", channel=channel, activity="call", fit=fit,
                earliest_on=on, due_on=on, latest_on=on + timedelta(3), reason="booked", reason_params={"on": on.isoformat()},
            )
            for each in made
        )  # fmt: skip

    ground.write(work)


def press(page: AgendaPage, *keys: Qt.Key, widget: QWidget | None = None) -> None:
    for key in keys:
        QTest.keyClick(widget or page.grid, key)


def standing(ground: Ground, touch_id: str) -> Any:
    columns = select(Touch.due_on, Touch.is_pinned, Touch.state, Touch.owner)
    return ground.read(lambda s: s.execute(columns.where(Touch.id == touch_id)).one())


def cell(page: AgendaPage, on: date) -> cells.Cell:
    found = page.grid.days.cell(page.grid.days.place_of(on))
    assert found is not None
    return found


def middle(page: AgendaPage, on: date) -> QPoint:
    return page.grid.visualRect(page.grid.days.place_of(on)).center()


def test_keys_go_by_day_month_and_home(ground: Ground) -> None:
    ground.client(TYRES, tier="A")
    page = page_of(ground)
    assert (page.day, page.grid.day()) == (TODAY, TODAY)
    steps = (
        (Qt.Key.Key_Right, date(2026, 9, 17)), (Qt.Key.Key_Down, date(2026, 9, 24)), (Qt.Key.Key_Left, date(2026, 9, 23)),
        (Qt.Key.Key_Up, TODAY), (Qt.Key.Key_PageDown, date(2026, 10, 16)), (Qt.Key.Key_PageUp, TODAY),
        (Qt.Key.Key_J, date(2026, 9, 23)), (Qt.Key.Key_Home, TODAY),
    )  # fmt: skip
    for key, wanted in steps:
        press(page, key)
        assert (page.day, page.grid.day()) == (wanted, wanted)
    wait(ground, page)
    press(page, Qt.Key.Key_W)
    assert (page.mode, page.grid.days.rowCount()) == ("week", 1)
    press(page, Qt.Key.Key_Down, Qt.Key.Key_M)
    assert (page.mode, page.day, page.grid.days.rowCount()) == ("month", date(2026, 9, 23), 5)
    wait(ground, page)


def test_an_arrow_beyond_the_month_turns_the_page(ground: Ground) -> None:
    ground.client(TYRES)
    page = page_of(ground, Route("agenda", "2026-09-30"))
    press(page, Qt.Key.Key_Right)
    assert (page.day, page.grid.day()) == (date(2026, 10, 1), date(2026, 10, 1))
    wait(ground, page)
    assert not cell(page, date(2026, 10, 1)).is_other_month
    assert cell(page, date(2026, 10, 1)).view is not None


@pytest.mark.parametrize("size", [(1104, 752), (912, 444), (1900, 1300)])
@pytest.mark.parametrize("mode", ["month", "week"])
def test_counts_equal_what_the_store_holds(ground: Ground, size: tuple[int, int], mode: str) -> None:
    for number, day in ((1, 0), (4, 1), (5, 2), (37, 3), (250, 4)):
        many(ground, number, MONDAY + timedelta(day))
    page = page_of(ground, Route("agenda", MONDAY.isoformat(), {"mode": mode}), size)
    for day in range(5):
        on = MONDAY + timedelta(day)
        held = ground.read(lambda s, on=on: s.scalar(select(func.count()).where(Touch.due_on == on)))
        shown = cell(page, on)
        assert shown.view is not None
        rect = page.grid.visualRect(page.grid.days.place_of(on))
        placed = cells.place(rect, shown.view, shown.mode)
        assert len(placed.chips) + placed.rest == held
        assert placed.rest == 0 or placed.rest_rect.bottom() <= rect.bottom()
        assert all(rect.contains(chip) for chip, _ in placed.chips)
        assert str(held) in wording.spoken(shown.view)


def test_days_of_a_month_show_as_many_chips_each(ground: Ground) -> None:
    days = [MONDAY + timedelta(7 * week) for week in range(-3, 2)]
    for on in days:
        many(ground, 9, on)
    page = page_of(ground, Route("agenda", MONDAY.isoformat()))
    low = next(high for high in range(120, 150) if cells.slots(high + 1, "month") > cells.slots(high, "month"))
    page.resize(page.width(), page.height() + 5 * low + 3 - page.grid.viewport().height())
    wait(ground, page)
    shown = [page.grid.visualRect(page.grid.days.place_of(on)) for on in days]
    assert {day.height() for day in shown} == {low, low + 1}
    held = ground.read(lambda s: list(s.scalars(select(Touch.id))))
    chips = [rect for each in held if (rect := page.grid.chip_rect(each)) is not None]
    assert len({sum(day.contains(chip) for chip in chips) for day in shown}) == 1


def test_a_chip_let_go_on_another_day_moves_and_can_be_undone(ground: Ground) -> None:
    touch_id = book(ground, ground.client(TYRES, city="宁波"), MONDAY)
    page = page_of(ground)
    chip = page.grid.chip_rect(touch_id)
    assert chip is not None
    touch = page.grid.touch_at(chip.center())
    assert touch is not None
    assert page.grid.tip_at(chip.center()).splitlines()[0].startswith(touch.client)
    assert "\n" not in page.grid.tip_at(middle(page, MONDAY + timedelta(2)))
    assert wording.chip_text(touch) == "恒远轮胎"
    page.grid.drop(touch, middle(page, MONDAY + timedelta(2)))
    wait(ground, page)
    assert (standing(ground, touch_id).due_on, standing(ground, touch_id).is_pinned) == (date(2026, 9, 23), True)
    view = cell(page, date(2026, 9, 23)).view
    assert view is not None
    assert touch_id in [each.id for each in view.touches]
    [notice] = ground.notices
    assert "23 Sep" in notice.text
    ground.write(lambda s: history.undo(s, notice.batch_id, today=TODAY))
    wait(ground, page)
    assert page.grid.chip_rect(touch_id) == chip


def test_a_drop_event_of_a_chip_of_ours_moves_it(ground: Ground) -> None:
    touch_id = book(ground, ground.client(TYRES), MONDAY)
    page = page_of(ground)
    chip = page.grid.chip_rect(touch_id)
    assert chip is not None
    page.grid._dragged = page.grid.touch_at(chip.center())
    event = QDropEvent(
        QPointF(middle(page, date(2026, 9, 24))), Qt.DropAction.MoveAction, QMimeData(), Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    page.grid.dropEvent(event)
    wait(ground, page)
    assert standing(ground, touch_id).due_on == date(2026, 9, 24)


def test_the_past_takes_no_chip_and_says_so_once(ground: Ground) -> None:
    touch_id = book(ground, ground.client(TYRES), MONDAY)
    page = page_of(ground)
    chip = page.grid.chip_rect(touch_id)
    assert chip is not None
    touch = page.grid.touch_at(chip.center())
    assert touch is not None
    page.grid.drop(touch, middle(page, date(2026, 9, 9)))
    wait(ground, page)
    assert [labels.sentence(each) for each in ground.refused] == ["2026-09-09 has passed. Choose today or a later day."]
    assert standing(ground, touch_id).due_on == MONDAY
    page.grid.drop(touch, middle(page, MONDAY))  # where it stands: nothing
    assert len(ground.refused) == 1


def test_what_is_done_cannot_be_dragged_and_shows_faint(ground: Ground) -> None:
    touch_id = book(ground, ground.client(TYRES), TODAY)
    ground.write(lambda s: touches.close(s, touch_id, on=TODAY))
    page = page_of(ground)
    view = cell(page, TODAY).view
    assert view is not None
    [done] = [each for each in view.touches if each.id == touch_id]
    assert wording.icon_of(done) == "check"
    page.panel.list.select_id(touch_id)
    assert page.panel.current_open() is None
    assert not page.panel.acts.move_button.isEnabled()
    chip = page.grid.chip_rect(touch_id)
    assert chip is not None
    QTest.mousePress(page.grid.viewport(), Qt.MouseButton.LeftButton, pos=chip.center())
    assert page.grid._held is None


def test_enter_goes_into_the_day_and_on_to_the_client(ground: Ground) -> None:
    client_id = ground.client(TYRES, tier="A")
    touch_id = book(ground, client_id, MONDAY)
    page = page_of(ground, Route("agenda", MONDAY.isoformat()))
    press(page, Qt.Key.Key_Return)
    assert page.panel.list.hasFocus()
    page.panel.list.select_id(touch_id)
    press(page, Qt.Key.Key_Return, widget=page.panel.list)
    assert ground.routes == [Route("client", client_id)]
    assert page.on_escape()
    assert page.grid.hasFocus()
    assert not page.on_escape()


def test_letters_move_skip_and_hand_over_as_on_today(ground: Ground) -> None:
    client_id = ground.client(TYRES)
    moved, skipped, given = (book(ground, client_id, MONDAY) for _ in range(3))
    page = page_of(ground, Route("agenda", MONDAY.isoformat()))
    press(page, Qt.Key.Key_Return)
    for touch_id, letter, answer in (
        (moved, Qt.Key.Key_R, "+30"), (skipped, Qt.Key.Key_S, "出差"), (given, Qt.Key.Key_T, "高原"),
    ):  # fmt: skip
        page.panel.list.select_id(touch_id)
        press(page, letter, widget=page.panel.list)
        [popover] = [each for each in page.findChildren(Popover) if each.isVisible()]
        assert popover.editor is not None
        popover.editor.setFocus()
        popover.editor.setText(answer)
        popover.editor.textEdited.emit(answer)
        press(page, Qt.Key.Key_Return, widget=popover.editor)
        wait(ground, page)
        assert page.panel.list.hasFocus()
    assert standing(ground, moved).due_on == TODAY + timedelta(30)
    assert standing(ground, skipped).state == "skipped"
    assert standing(ground, given).owner == "高原"
    assert page.panel.list.rows()
    assert moved not in [each.id for each in page.panel.list.rows()]


def test_what_does_not_fit_is_listed_and_a_takes_its_proposal(ground: Ground) -> None:
    ground.write(lambda s: settings.put(s, "day_visits", 1))
    many(ground, 3, MONDAY, fit="no_room", channel="visit", tier="A")
    page = page_of(ground, Route("agenda", MONDAY.isoformat()))
    head = page.panel.list.rows()[0]
    assert isinstance(head, GroupHead)
    assert (head.count, head.role) == (3, "danger")
    found = page.panel.proposal()
    assert found is not None
    assert page.panel.acts.take_button.text() == "Move to 21 Sep"
    assert "24 Sep" in page.panel.acts.why.text()
    press(page, Qt.Key.Key_A)  # from the days: the first of the day
    wait(ground, page)
    assert standing(ground, found.touch.id).due_on == MONDAY
    content = page.panel.content()
    assert content is not None
    assert content.unplaced.number == 2
    following = page.panel.day_proposal()
    assert following is not None
    assert following.to == MONDAY + timedelta(1)
    page.panel.list.select_id(following.touch.id)
    page.panel.acts.take_button.click()
    wait(ground, page)
    assert standing(ground, following.touch.id).due_on == MONDAY + timedelta(1)


def test_why_it_is_due_is_said_in_full_where_there_is_room(ground: Ground) -> None:
    touch_id = book(ground, ground.client(TYRES), MONDAY)
    page = page_of(ground, Route("agenda", MONDAY.isoformat()))
    page.panel.list.select_id(touch_id)
    assert page.panel.acts.why.text() == "Booked for 21 Sep"
    page.resize(912, 444)
    wait(ground, page)
    assert not page.panel.acts.why.isVisible()
    page.resize(1104, 752)
    wait(ground, page)
    assert page.panel.acts.why.isVisible()


def test_a_day_without_any_lists_those_of_the_month(ground: Ground) -> None:
    many(ground, 2, MONDAY, fit="no_room")
    page = page_of(ground)
    head = page.panel.list.rows()[0]
    assert isinstance(head, GroupHead)
    assert (head.text, head.count) == ("No room this month", 2)
    press(page, Qt.Key.Key_A)  # not a thing of this day: chosen in the list first
    wait(ground, page)
    assert not ground.notices


def test_the_panel_says_what_day_it_is_and_how_full(ground: Ground) -> None:
    many(ground, 6, MONDAY, channel="visit", city="苏州")
    page = page_of(ground, Route("agenda", MONDAY.isoformat()))
    said = page.panel.head.text()
    for part in ("Mon 21 Sep", "八月十一", "Out: 苏州 6", "7.5 / 8 hours", "6 / 4 visits", "2 too many"):
        assert part in said
    assert page.panel.head.bar.accessibleName() == "6 / 4 visits · 2 too many"
    assert wording.load_words(cell(page, MONDAY).view.load)[0] == ("6/4 visits", "danger", True)  # type: ignore[union-attr]
    page.show_day(date(2026, 9, 25))
    wait(ground, page)
    assert "Mid-Autumn Festival" in page.panel.head.text()
    assert wording.sign(cell(page, date(2026, 9, 25)).head).text == "off"
    assert wording.sign(cell(page, date(2026, 9, 20)).head).text == "work"


def test_a_number_of_a_day_is_never_cut(ground: Ground) -> None:
    many(ground, 13, MONDAY)
    page = page_of(ground, Route("agenda", MONDAY.isoformat()))
    one = cell(page, MONDAY)
    for room in range(160):
        words = cells._right_words(one, room, 0)
        assert sum(fonts.width(fonts.label(bold=word.is_bold), word.text) for word in words) <= room
        if room >= fonts.width(fonts.label(bold=True), "8.8") + 4:
            assert words
    assert cells.more(10, 160) == "10 more"
    assert cells.more(10, fonts.width(fonts.label(), "10 more") - 1) == "+10"


def test_ten_thousand_touches_on_a_day_are_read_part_by_part(ground: Ground) -> None:
    many(ground, 10_000, MONDAY)
    page = page_of(ground, Route("agenda", MONDAY.isoformat()))
    view = cell(page, MONDAY).view
    assert view is not None
    assert (view.total, len(view.touches) < 20) == (10_000, True)
    assert len(page.panel.list.rows()) == 1 + calendar_view.PAGE
    first = page.panel.list.rows()[0]
    assert isinstance(first, GroupHead)
    assert first.count == 10_000
    bar = page.panel.list.verticalScrollBar()
    bar.setValue(bar.maximum())
    wait(ground, page)
    assert len(page.panel.list.rows()) == 1 + 2 * calendar_view.PAGE


def test_visits_of_a_city_are_grouped_by_g_and_come_back_by_undo(ground: Ground) -> None:
    ground.write(lambda s: settings.put(s, "day_visits", 1))  # each on a day of its own
    for number in range(4):
        ground.client(f"客户{number}", tier="A", city="苏州")
    ground.write(lambda s: settings.put(s, "day_visits", 4))
    page = page_of(ground, Route("agenda", "2026-10-16"))

    def visits() -> dict[str, tuple[date, bool]]:
        columns = select(Touch.id, Touch.due_on, Touch.is_pinned).where(Touch.channel == "visit")
        return {row[0]: (row[1], row[2]) for row in ground.read(lambda s: s.execute(columns).all())}

    before = visits()
    press(page, Qt.Key.Key_G)
    wait(ground, page)
    popover = page.findChild(GroupingPopover)
    assert popover is not None
    assert popover.button.hasFocus()
    number = "".join(each for each in popover.button.text() if each.isdigit())
    assert int(number) > 0
    assert any("苏州" in text for text in texts(popover))
    QTest.keyClick(popover.button, Qt.Key.Key_Return)
    wait(ground, page)
    moved = [name for name, (_, is_pinned) in visits().items() if is_pinned]
    assert len(moved) == int(number)
    assert all(visits()[name][0] != before[name][0] for name in moved)
    assert ground.notices[-1].text == f"{number} visit(s) moved to where their city is visited anyway."
    ground.write(lambda s: history.undo(s, ground.notices[-1].batch_id, today=TODAY))
    assert {name: visits()[name] for name in moved} == {name: before[name] for name in moved}


def test_grouping_says_when_nothing_is_to_be_moved(ground: Ground) -> None:
    many(ground, 1, MONDAY, channel="visit", city="苏州")
    page = page_of(ground)
    QTest.mouseClick(page.head.group_button, Qt.MouseButton.LeftButton)
    wait(ground, page)
    popover = page.findChild(GroupingPopover)
    assert popover is not None
    assert popover.button.isHidden()
    assert any("already" in text for text in texts(popover))
    QTest.keyClick(popover, Qt.Key.Key_Escape)
    assert page.findChild(GroupingPopover) is None or popover.isHidden()


def test_without_clients_one_is_led_to_the_import(ground: Ground) -> None:
    page = page_of(ground)
    assert page.empty.isVisible()
    page.empty.button.click()
    assert ground.routes == [IMPORT]
    ground.client(TYRES)
    wait(ground, page)
    assert page.grid.isVisible()


def test_what_cannot_be_read_is_said_with_a_way_on(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    from kam_desktop.core.errors import StoreError

    def broken(*_given: Any, **_more: Any) -> Any:
        raise StoreError("store.damaged", path="/x")

    ground.client(TYRES)
    with monkeypatch.context() as patch:
        patch.setattr(calendar_view, "days", broken)
        page = page_of(ground)
        assert page.empty.isVisible()
        assert len(ground.refused) == 1
    page.empty.button.click()
    wait(ground, page)
    assert page.grid.isVisible()


def test_names_that_look_like_markup_stay_as_they_are(ground: Ground) -> None:
    client_id = str(ground.write(lambda s: _create(s, "A<B>C <b>公司</b>")))
    touch_id = book(ground, client_id, MONDAY)
    page = page_of(ground, Route("agenda", MONDAY.isoformat()))
    page.panel.list.select_id(touch_id)
    touch = page.panel.current()
    assert touch is not None
    assert wording.chip_text(touch) == "A<B>C <b>公司</b>"
    page.grab()


def _create(session: Any, name: str) -> str:
    from kam_desktop.core import clients

    return clients.create(session, ClientDraft(name, short_name=name), today=TODAY)


def test_everything_has_a_name_that_can_be_spoken(ground: Ground, qtbot: QtBot) -> None:
    many(ground, 2, TODAY)
    page = page_of(ground)
    named = (page.grid, page.panel.list, page.head.back_button, page.head.on_button, page.panel.acts.move_button)
    assert all(widget.accessibleName() for widget in named)
    index = page.grid.days.place_of(TODAY)
    said = str(page.grid.days.data(index, Qt.ItemDataRole.AccessibleTextRole))
    assert said.startswith("Wed 16 Sep, 八月初六, 2 to do, 0 done, 0.5 / 8 hours")
