"""The list of clients: filter, sort, open, take off with undo, and 10,000 rows."""

import time

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from kam_desktop.core import clients, history, indexing, notes
from kam_desktop.core.notes import NoteDraft
from kam_desktop.core.rules.criteria import Criterion
from kam_desktop.core.store import changes, search_index
from kam_desktop.core.store.tables import Client
from kam_desktop.ui.clients.list_page import ClientsPage
from kam_desktop.ui.navigation import IMPORT, Route
from ui.client_ground import TODAY, Ground, ground

__all__ = ["ground"]


@pytest.fixture
def page(ground: Ground) -> ClientsPage:
    for name, tier, city in (("Alpha", "A", "宁波"), ("Beta", "B", "杭州"), ("Gamma", "A", "杭州")):
        ground.client(f"{name} 轮胎", tier=tier, city=city)
    made = ClientsPage(ground.tasks)
    ground.show(made)
    return made


def names(ground: Ground, page: ClientsPage) -> list[str]:
    rows = [page.model.row(place) for place in range(len(page.model.ids))]
    ground.settle()
    rows = [page.model.row(place) for place in range(len(page.model.ids))]
    return [row[1] for row in rows if row is not None]


def test_duplicates_are_one_click_from_the_list(ground: Ground) -> None:
    page = ClientsPage(ground.tasks)
    ground.show(page, Route("clients"))
    page.head.duplicates_button.click()
    assert ground.routes[-1] == Route("duplicates")


def test_it_shows_the_clients_in_order_with_their_counts(ground: Ground, page: ClientsPage) -> None:
    assert names(ground, page) == ["Alpha 轮胎", "Beta 轮胎", "Gamma 轮胎"]
    assert page.count_label.text() == "Clients: 3"
    assert [page.chips.chip(name).text() for name in ("all", "A", "B", "C")] == [
        "All 3", "A 2", "B 1", "C 0",
    ]  # fmt: skip


def test_typing_filters_and_escape_clears(qtbot: QtBot, ground: Ground, page: ClientsPage) -> None:
    page.focus_filter()
    qtbot.keyClicks(page.filter, "bet")
    qtbot.waitUntil(lambda: len(page.model.ids) == 1)
    ground.settle()
    assert names(ground, page) == ["Beta 轮胎"]
    assert page.count_label.text() == "1 of 3"
    assert page.on_escape()
    qtbot.waitUntil(lambda: len(page.model.ids) == 3)
    assert page.on_escape()
    assert page.table.hasFocus()
    assert not page.on_escape()


def test_no_hit_says_so_and_gives_the_way_back(qtbot: QtBot, ground: Ground, page: ClientsPage) -> None:
    page.chips.press(3)
    ground.settle()
    assert page.empty.isVisible()
    assert page.empty.button.text() == "Clear the filter"
    qtbot.mouseClick(page.empty.button, Qt.MouseButton.LeftButton)
    ground.settle()
    assert page.table.isVisible()
    assert len(page.model.ids) == 3


def test_what_nobody_is_called_is_looked_for_in_what_was_written(
    qtbot: QtBot, ground: Ground, page: ClientsPage
) -> None:
    wanted = page.model.ids[0]
    ground.write(lambda s: notes.create(s, wanted, NoteDraft("门口停车难"), today=TODAY))
    page.chips.press(1)
    page.focus_filter()
    page.filter.insert("停车")
    qtbot.waitUntil(lambda: page.empty.isVisible())
    qtbot.keyClick(page.filter, Qt.Key.Key_Down)
    assert page.empty.button.text() == "Search in what was written"
    qtbot.keyClick(page.empty.button, Qt.Key.Key_Space)
    ground.settle()
    assert page.filter.text() == ""
    assert page.whole_filter()[0] == Criterion("written", "has", "停车")
    assert names(ground, page) == ["Alpha 轮胎"]
    page.chips.press(2)
    ground.settle()
    assert page.empty.button.text() == "Clear the filter"


def test_an_empty_store_offers_the_import(qtbot: QtBot, ground: Ground) -> None:
    page = ClientsPage(ground.tasks)
    ground.show(page)
    assert page.empty.isVisible()
    qtbot.mouseClick(page.empty.button, Qt.MouseButton.LeftButton)
    assert ground.routes == [IMPORT]


def test_a_text_filter_tells_that_the_index_is_still_being_built(
    qtbot: QtBot, ground: Ground, page: ClientsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def add(session: object) -> None:
        row = changes.new_row("", name="Gamble 轮胎", **{**clients.derived("Gamble"), "sort_key": "gamble"})
        changes.insert_many(session, Client, [row | {"scope_id": row["id"]}])  # type: ignore[arg-type]

    monkeypatch.setattr(search_index, "AT_ONCE", 0)
    ground.write(add)
    ground.settle()
    assert not page.behind.isVisible()  # without a text nothing is missing
    page.filter.setText("gam")
    qtbot.waitUntil(page.behind.isVisible)
    assert names(ground, page) == ["Gamma 轮胎"]
    indexing.catch_up(ground.store)
    page._again.timeout.emit()  # a few seconds later
    qtbot.waitUntil(lambda: not page.behind.isVisible())
    assert names(ground, page) == ["Gamble 轮胎", "Gamma 轮胎"]


def test_a_tier_chip_filters(ground: Ground, page: ClientsPage) -> None:
    page.chips.press(1)
    ground.settle()
    assert names(ground, page) == ["Alpha 轮胎", "Gamma 轮胎"]


def test_a_click_on_a_head_sorts_and_again_turns(qtbot: QtBot, ground: Ground, page: ClientsPage) -> None:
    header = page.table.horizontalHeader()
    where = header.viewport()
    city = header.sectionViewportPosition(2) + 10
    for expected in ([2, 1], [1, 2]):  # Hangzhou before Ningbo
        qtbot.mouseClick(where, Qt.MouseButton.LeftButton, pos=QPoint(city, 10))
        ground.settle()
        cities = [page.model.row(place)[2] for place in range(3)]  # type: ignore[index]
        assert [cities.count(cities[0]), cities.count(cities[-1])] == expected


def test_the_most_silent_come_last_and_turned_first(ground: Ground, page: ClientsPage) -> None:
    def contacted(session: object) -> None:
        for days, client_id in zip((40, 3), page.model.ids, strict=False):
            row = clients.get(session, client_id)  # type: ignore[arg-type]
            row.last_contact_on = TODAY.fromordinal(TODAY.toordinal() - days)

    ground.write(contacted)
    ground.settle()
    page.table.sort_asked.emit("silent", False)
    ground.settle()
    assert names(ground, page) == ["Beta 轮胎", "Alpha 轮胎", "Gamma 轮胎"]
    page.table.sort_asked.emit("silent", True)
    ground.settle()
    assert names(ground, page) == ["Alpha 轮胎", "Beta 轮胎", "Gamma 轮胎"]


def test_keys_open_edit_and_make(qtbot: QtBot, ground: Ground, page: ClientsPage) -> None:
    first = page.model.ids[0]
    qtbot.keyClick(page.table, Qt.Key.Key_Home)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_E, Qt.Key.Key_N, Qt.Key.Key_V, Qt.Key.Key_L):
        qtbot.keyClick(page.table, key)
    assert [(route.page, route.id) for route in ground.routes] == [
        ("client", first), ("client_form", first), ("client_form", ""), ("visit", ""), ("log", ""),
    ]  # fmt: skip
    assert list(ground.routes[0].args["among"]) == list(page.model.ids)
    assert ground.routes[3].args["client_id"] == first


def test_letters_typed_into_the_filter_are_text(qtbot: QtBot, ground: Ground, page: ClientsPage) -> None:
    page.focus_filter()
    qtbot.keyClicks(page.filter, "env")
    qtbot.keyClick(page.filter, Qt.Key.Key_Delete)
    assert page.filter.text() == "env"
    assert ground.routes == []


def test_delete_takes_off_and_undo_brings_back(qtbot: QtBot, ground: Ground, page: ClientsPage) -> None:
    qtbot.keyClick(page.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert len(page.table.selected_ids()) == 3
    qtbot.keyClick(page.table, Qt.Key.Key_Home)
    qtbot.keyClick(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    ground.settle()
    assert names(ground, page) == ["Gamma 轮胎"]
    assert page.table.current_id() == page.model.ids[0]
    notice = ground.notices[-1]
    assert notice.text == "2 client(s) deleted"
    ground.write(lambda s: history.undo(s, notice.batch_id, today=TODAY))
    ground.settle()
    assert names(ground, page) == ["Alpha 轮胎", "Beta 轮胎", "Gamma 轮胎"]


def test_the_menu_says_what_one_can_do(qtbot: QtBot, ground: Ground, page: ClientsPage) -> None:
    qtbot.keyClick(page.table, Qt.Key.Key_Home)
    menu = page.make_menu()
    assert isinstance(menu, QMenu)
    assert [action.text().split("\t")[0] for action in menu.actions()] == [
        "Open", "Write in the cell", "Edit", "Plan a visit", "Log a contact", "Change…", "Tags…", "Owner…", "Export",
        "Dossiers on paper", "Briefs for the car", "Copy the cell", "Copy the row", "Delete client",
    ]  # fmt: skip
    next(each for each in menu.actions() if each.text().startswith("Dossiers")).trigger()
    assert ground.routes[-1].args["paper"] == "dossier"
    assert len(ground.routes[-1].args["ids"]) == 1
    menu.actions()[2].trigger()
    menu.close()
    assert ground.routes[-1].page == "client_form"


def test_a_new_client_appears_by_itself(ground: Ground, page: ClientsPage) -> None:
    ground.client("A<B>C 公司", tier="C")
    ground.settle()
    assert "A<B>C 公司" in names(ground, page)
    assert page.chips.chip("C").text() == "C 1"


def test_ten_thousand_rows_jump_to_the_end(qtbot: QtBot, ground: Ground) -> None:
    def fill(session: object) -> None:
        rows = [
            changes.new_row("", name=f"客户 {n:05}", **{**clients.derived("客户"), "sort_key": f"{n:05}"})
            for n in range(10_000)
        ]
        for row in rows:
            row["scope_id"] = row["id"]
        changes.insert_many(session, Client, rows)  # type: ignore[arg-type]

    ground.write(fill)
    page = ClientsPage(ground.tasks)
    ground.show(page)
    assert len(page.model.ids) == 10_000
    bar = page.table.verticalScrollBar()
    assert bar.maximum() > 10_000 * 30
    qtbot.keyClick(page.table, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: page.model.row(9_999) is not None)
    assert page.model.row(9_999)[1] == "客户 09999"  # type: ignore[index]
    assert bar.value() == bar.maximum()
    started = time.thread_time()
    qtbot.keyClick(page.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    assert page.table.selected_count() == 10_000
    assert time.thread_time() - started < 0.2  # the header must not ask every row whether it is selected
