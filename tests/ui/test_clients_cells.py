"""Cells of the list of clients written in place: by the keys, undone by one Undo, with no text lost."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from kam_desktop.core import clients, custom_fields, drafts, history
from kam_desktop.core.rules.kinds import CustomKind
from kam_desktop.core.store.tables import Client
from kam_desktop.ui import labels
from kam_desktop.ui.clients import list_cell_drafts
from kam_desktop.ui.clients.list_columns import Look
from kam_desktop.ui.clients.list_page import ClientsPage
from ui.client_ground import TODAY, Ground, ground

__all__ = ["ground"]
KEY = Qt.Key


@pytest.fixture
def page(ground: Ground) -> ClientsPage:
    for name, tier, city in (("Alpha 轮胎", "A", "宁波"), ("Beta 轮胎", "B", "杭州")):
        ground.client(name, tier=tier, city=city, owner="刘敏", annual_revenue_minor=123_450)
    made = ClientsPage(ground.tasks)
    ground.show(made)
    return made


def show(ground: Ground, page: ClientsPage, *keys: str) -> None:
    """These columns, and the list that comes back after the name in front."""
    page.looks.arrange(Look(("name", *keys)))
    ground.settle()
    page.model.row(0)
    ground.settle()


def stand(page: ClientsPage, key: str, row: int = 0) -> None:
    """Make a cell current, as the arrow keys do."""
    at = [column.key for column in page.model.columns].index(key)
    page.table.setFocus()
    page.table.setCurrentIndex(page.model.index(row, at))


def line(page: ClientsPage) -> QLineEdit:
    assert isinstance(page.cells.editor, QLineEdit)
    return page.cells.editor


def write(qtbot: QtBot, page: ClientsPage, text: str, end: KEY = KEY.Key_Return) -> None:
    qtbot.keyClick(page.table, KEY.Key_F2)
    line(page).clear()
    if text.isascii():
        qtbot.keyClicks(line(page), text)
    else:
        line(page).insert(text)  # as an input method does
    qtbot.keyClick(line(page), end)


def kept(ground: Ground, page: ClientsPage, row: int = 0) -> Any:
    return stored(ground, page.model.ids[row])


def stored(ground: Ground, client_id: str) -> Any:
    def read(s: Any) -> SimpleNamespace:
        row = clients.get(s, client_id)
        return SimpleNamespace(**{each.key: getattr(row, each.key) for each in Client.__table__.columns})

    return ground.read(read)


def test_f2_writes_in_the_cell_and_one_undo_takes_it_back(qtbot: QtBot, ground: Ground, page: ClientsPage) -> None:
    stand(page, "city")
    qtbot.keyClick(page.table, KEY.Key_F2)
    assert line(page).text() == "宁波"
    assert line(page).selectedText() == "宁波"
    cell = page.table.visualRect(page.table.currentIndex())
    assert cell.intersects(line(page).geometry())
    qtbot.keyClicks(line(page), "Shaoxing")
    qtbot.keyClick(line(page), KEY.Key_Return)
    assert page.cells.editor is None
    assert page.table.hasFocus()
    ground.settle()
    assert kept(ground, page).city == "Shaoxing"
    assert ground.notices[-1].text == "City 宁波 → Shaoxing"
    assert page.table.currentIndex().column() == 2
    ground.write(lambda s: history.undo(s, ground.notices[-1].batch_id, today=TODAY))
    assert kept(ground, page).city == "宁波"


def test_escape_leaves_and_what_is_the_same_writes_nothing(qtbot: QtBot, ground: Ground, page: ClientsPage) -> None:
    before = kept(ground, page).revision
    stand(page, "city")
    write(qtbot, page, "env", KEY.Key_Escape)
    assert page.table.hasFocus()
    assert not ground.routes  # e, n and v were letters
    qtbot.keyClick(page.table, KEY.Key_F2)
    qtbot.keyClick(line(page), KEY.Key_Return)
    ground.settle()
    assert kept(ground, page).revision == before
    assert ground.notices == []


def test_tab_goes_to_the_next_cell_that_can_be_written(qtbot: QtBot, ground: Ground, page: ClientsPage) -> None:
    show(ground, page, "city", "silent", "industry")
    stand(page, "city")
    write(qtbot, page, "台州", KEY.Key_Tab)
    assert page.table.currentIndex().column() == 3  # the silent days follow from the visits
    qtbot.keyClicks(line(page), "tyres")
    qtbot.keyClick(line(page), KEY.Key_Tab)
    assert (page.table.currentIndex().row(), page.table.currentIndex().column()) == (1, 0)
    assert line(page).text() == "Beta 轮胎"
    qtbot.keyClick(line(page), KEY.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert (page.table.currentIndex().row(), page.table.currentIndex().column()) == (0, 3)
    ground.settle()
    assert (kept(ground, page).city, kept(ground, page).industry) == ("台州", "tyres")


def test_a_word_of_a_vocabulary_is_chosen(qtbot: QtBot, ground: Ground, page: ClientsPage) -> None:
    stand(page, "tier")
    qtbot.keyClick(page.table, KEY.Key_F2)
    box = page.cells.editor
    assert isinstance(box, QComboBox)
    assert box.currentData() == "A"
    qtbot.keyClick(box, KEY.Key_Down)
    qtbot.keyClicks(box, "c")  # the letter chooses in the box and opens no columns
    qtbot.keyClick(box, KEY.Key_Return)
    ground.settle()
    assert kept(ground, page).tier == "C"


def test_each_kind_of_column_has_its_input(qtbot: QtBot, ground: Ground, page: ClientsPage) -> None:
    def define(s: Any) -> list[str]:
        return [
            custom_fields.define(s, "client", "Seats", CustomKind.NUMBER),
            custom_fields.define(s, "client", "Audit", CustomKind.DATE),
            custom_fields.define(s, "client", "Way", CustomKind.CHOICE, ("sea", "rail")),
        ]

    own = [f"custom:{each}" for each in ground.write(define)]
    ground.settle()
    show(ground, page, "revenue", "since", "tags", *own)
    for key, text in zip(
        ("revenue", "since", "tags", *own[:2]), ("86.5", "2019-03-04", "a, b", "1,200", "10月21日"), strict=True
    ):
        stand(page, key)
        write(qtbot, page, text)
    stand(page, own[2])
    qtbot.keyClick(page.table, KEY.Key_F2)
    qtbot.keyClicks(page.cells.editor, "r")
    qtbot.keyClick(page.cells.editor, KEY.Key_Return)
    ground.settle()
    row = kept(ground, page)
    assert (row.annual_revenue_minor, row.since_on, row.tags) == (86_500_000, date(2019, 3, 4), ("a", "b"))
    assert list(row.custom.values()) == [1200, "--10-21", "rail"]
    page.model.row(0)
    ground.settle()
    assert [str(each) for each in page.model.row(0)[4:]] == ["1200", "--10-21", "rail"]  # type: ignore[index]


def test_digits_begin_to_write_at_once(qtbot: QtBot, ground: Ground, page: ClientsPage) -> None:
    show(ground, page, "external_no", "silent", "tier")
    stand(page, "external_no")
    qtbot.keyClicks(page.table, "4")
    qtbot.keyClicks(line(page), "2")
    qtbot.keyClick(line(page), KEY.Key_Return)
    for key in ("silent", "tier"):
        stand(page, key)
        qtbot.keyClicks(page.table, "4")
        qtbot.keyClick(page.table, KEY.Key_Escape) if page.cells.editor is None else page.cells.close()
    ground.settle()
    assert kept(ground, page).external_no == "42"
    assert kept(ground, page).tier == "A"


@pytest.mark.parametrize(("key", "word"), [("silent", "logged"), ("next", "plan"), ("phone", "main contact")])
def test_a_cell_that_follows_from_elsewhere_says_so(
    qtbot: QtBot, ground: Ground, page: ClientsPage, key: str, word: str
) -> None:
    show(ground, page, key)
    stand(page, key)
    qtbot.keyClick(page.table, KEY.Key_F2)
    assert page.cells.editor is None
    assert word in ground.notices[-1].text
    assert not ground.notices[-1].is_done


def test_f2_without_a_current_cell_takes_the_first(qtbot: QtBot, ground: Ground, page: ClientsPage) -> None:
    show(ground, page, "city")
    page.table.setFocus()
    page.table.setCurrentIndex(QModelIndex())
    qtbot.keyClick(page.table, KEY.Key_F2)
    assert line(page).text() == "Alpha 轮胎"


def test_what_cannot_be_stands_beside_the_cell(qtbot: QtBot, ground: Ground, page: ClientsPage) -> None:
    show(ground, page, "revenue")
    stand(page, "revenue")
    write(qtbot, page, "much")
    assert line(page).text() == "much"
    assert line(page).hasFocus()
    assert page.cells.error.isVisible()
    assert page.cells.error.text()
    qtbot.keyClick(line(page), KEY.Key_Escape)
    assert not page.cells.error.isVisible()
    stand(page, "name")
    write(qtbot, page, "")  # refused by the core, after the editor is gone
    ground.settle()
    assert line(page).text() == ""
    assert "name" in page.cells.error.text().lower()
    qtbot.keyClick(line(page), KEY.Key_Escape)
    assert kept(ground, page).name == "Alpha 轮胎"


def test_a_conflict_shows_both_and_loses_nothing(qtbot: QtBot, ground: Ground, page: ClientsPage) -> None:
    def elsewhere(s: Any) -> None:
        clients.get(s, page.model.ids[0]).city = "温州"
        clients.get(s, page.model.ids[0]).industry = "steel"

    stand(page, "city")
    qtbot.keyClick(page.table, KEY.Key_F2)
    ground.store.write(elsewhere)  # this window does not hear of it
    line(page).setText("台州")
    qtbot.keyClick(line(page), KEY.Key_Tab)  # to the industry, which changed as well
    line(page).setText("tyres")
    ground.settle()
    assert any("台州" in notice.text and "温州" in notice.text for notice in ground.notices)
    qtbot.keyClick(line(page), KEY.Key_Escape)
    assert line(page).text() == "台州"
    assert "温州" in page.cells.error.text()
    qtbot.keyClick(line(page), KEY.Key_Return)
    ground.settle()
    assert (kept(ground, page).city, kept(ground, page).industry) == ("台州", "steel")


def test_leaving_the_editor_keeps_what_was_typed(qtbot: QtBot, ground: Ground, page: ClientsPage) -> None:
    stand(page, "city")
    qtbot.keyClick(page.table, KEY.Key_F2)
    line(page).setText("台州")
    page.focus_filter()
    ground.settle()
    assert page.cells.editor is None
    assert page.filter.hasFocus()
    assert kept(ground, page).city == "台州"


def test_a_new_name_takes_the_short_name_along(qtbot: QtBot, ground: Ground, page: ClientsPage) -> None:
    first = page.model.ids[0]
    stand(page, "name")
    write(qtbot, page, "浙江恒远轮胎有限公司")
    ground.settle()
    row = stored(ground, first)
    assert (row.name, row.short_name) == ("浙江恒远轮胎有限公司", "浙江恒远轮胎")
    assert page.table.current_id() == first


def test_the_editor_stays_at_its_client_when_rows_come(qtbot: QtBot, ground: Ground, page: ClientsPage) -> None:
    stand(page, "city", 1)
    qtbot.keyClick(page.table, KEY.Key_F2)
    beta, top = page.model.ids[1], line(page).y()
    line(page).setText("台州")
    ground.client("Ahead 轮胎")
    ground.settle()
    assert line(page).text() == "台州"
    assert line(page).y() > top
    qtbot.keyClick(line(page), KEY.Key_Return)
    ground.settle()
    assert ground.read(lambda s: clients.get(s, beta).city) == "台州"


def test_an_open_editor_is_saved_when_the_page_goes(qtbot: QtBot, ground: Ground, page: ClientsPage) -> None:
    first = page.model.ids[0]
    stand(page, "city")
    qtbot.keyClick(page.table, KEY.Key_F2)
    line(page).setText("台州")
    page.hide()  # as closing and locking do, with no event loop behind it
    ground.tasks.close()
    assert stored(ground, first).city == "台州"
    assert ground.store.read(lambda s: drafts.find(s, list_cell_drafts.KEY)) is None


@pytest.mark.parametrize(("key", "text"), [("revenue", "much"), ("name", "")])  # beside the field, and by the core
def test_what_cannot_be_saved_when_the_page_goes_comes_back(
    qtbot: QtBot, ground: Ground, page: ClientsPage, key: str, text: str
) -> None:
    show(ground, page, "revenue", "city")
    stand(page, key)
    qtbot.keyClick(page.table, KEY.Key_F2)
    line(page).setText(text)
    page.hide()
    ground.settle()
    assert ground.read(lambda s: drafts.find(s, list_cell_drafts.KEY))
    page.show()
    ground.settle()
    assert line(page).text() == text
    assert page.cells.error.text()
    qtbot.keyClick(line(page), KEY.Key_Escape)
    page.hide()
    ground.settle()
    assert ground.read(lambda s: drafts.find(s, list_cell_drafts.KEY)) is None


def test_what_is_filtered_away_is_told_and_stays_kept(qtbot: QtBot, ground: Ground, page: ClientsPage) -> None:
    stand(page, "name")
    qtbot.keyClick(page.table, KEY.Key_F2)
    line(page).clear()
    page.hide()
    ground.settle()
    page.filter.setText("Beta")
    page.show()
    qtbot.waitUntil(lambda: len(page.model.ids) == 1)
    ground.settle()
    page.hide()
    page.show()
    ground.settle()
    assert page.cells.editor is None
    assert not ground.notices[-1].is_done
    assert len(ground.read(lambda s: drafts.find(s, list_cell_drafts.KEY))) == 1


def test_a_cell_edited_twice_at_once_does_not_meet_itself(qtbot: QtBot, ground: Ground, page: ClientsPage) -> None:
    stand(page, "city")
    for text in ("台州", "温州"):
        write(qtbot, page, text)
    ground.settle()
    assert page.cells.editor is None
    assert kept(ground, page).city == "温州"
    ground.write(lambda s: history.undo(s, ground.notices[-1].batch_id, today=TODAY))
    ground.write(lambda s: history.undo(s, ground.notices[-2].batch_id, today=TODAY))
    ground.settle()
    page.model.row(0)
    ground.settle()
    write(qtbot, page, "绍兴")
    ground.settle()
    assert kept(ground, page).city == "绍兴"


def test_revenue_is_said_in_its_own_currency(qtbot: QtBot, ground: Ground, page: ClientsPage) -> None:
    def dollars(s: Any) -> None:
        clients.get(s, page.model.ids[0]).currency = "USD"

    ground.write(dollars)
    show(ground, page, "revenue")
    cell = page.model.row(0)[1]
    assert str(cell) == labels.money(123_450, "USD")
    assert str(page.model.row(1)[1]) == labels.money(123_450)
    stand(page, "revenue")
    qtbot.keyClick(page.table, KEY.Key_F2)
    assert line(page).text() == "USD 0.12345 × 10,000"
    qtbot.keyClick(line(page), KEY.Key_Escape)
    write(qtbot, page, "2")
    ground.settle()
    assert labels.money(2_000_000, "USD") in ground.notices[-1].text
    write(qtbot, page, "CNY 3")
    assert "USD" in page.cells.error.text()
    write(qtbot, page, "$3")
    ground.settle()
    assert labels.money(3_000_000, "USD") in ground.notices[-1].text


def test_menu_and_keys_tell_of_it(ground: Ground, page: ClientsPage) -> None:
    stand(page, "city")
    entries = [action.text() for action in page.make_menu().actions()]
    assert "Write in the cell\tF2" in entries
    assert "Change…\tB" in entries
    assert "F2" in dict(page.keys())
