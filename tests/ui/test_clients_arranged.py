"""The list of clients: its columns, conditions, segments, changes to many, and the clipboard, by the keys."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kam_desktop.core import bulk_edits, clients, custom_fields, history
from kam_desktop.core.rules.criteria import Criterion
from kam_desktop.core.rules.kinds import CustomKind
from kam_desktop.core.store.tables import CustomField
from kam_desktop.ui import appearance
from kam_desktop.ui.clients.list_bulk import BulkPopover
from kam_desktop.ui.clients.list_columns import USUAL, Look
from kam_desktop.ui.clients.list_filter import FilterPopover
from kam_desktop.ui.clients.list_page import ClientsPage
from kam_desktop.ui.navigation import Route
from ui.client_ground import TODAY, Ground
from ui.list_ground import conditions, ground, names, page

__all__ = ["ground", "page"]
KEY, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier
SHIFT, ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier


def again(ground: Ground) -> ClientsPage:
    """The same store in a new window."""
    made = ClientsPage(ground.tasks)
    ground.show(made)
    return made


def shown(page: ClientsPage) -> list[str]:
    return [column.key for column in page.model.columns]


# --- columns ---------------------------------------------------------------------------------------------


def test_columns_are_chosen_moved_sized_and_kept(qtbot: QtBot, ground: Ground, page: ClientsPage) -> None:
    panel = page.choose_columns()
    items = panel.list
    assert items.hasFocus()
    qtbot.keyClick(items, KEY.Key_Down)
    qtbot.keyClick(items, KEY.Key_Down)
    qtbot.keyClick(items, KEY.Key_Space)  # away with the city
    at = next(n for n in range(items.count()) if items.item(n).text() == "Tags")
    items.setCurrentRow(at)
    qtbot.keyClick(items, KEY.Key_Space)
    for _ in range(at - 1):
        qtbot.keyClick(items, KEY.Key_Up, ALT)
    qtbot.keyClick(items, KEY.Key_Right, ALT)
    qtbot.keyClick(items, KEY.Key_S)
    assert shown(page)[:3] == ["tier", "tags", "name"]
    assert "city" not in shown(page)
    qtbot.keyClick(items, KEY.Key_Escape)
    ground.settle()
    assert page.table.hasFocus()
    other = again(ground)
    assert shown(other) == shown(page)
    assert (other.looks.look.order, other.looks.look.width("tags")) == ("tags", 160)
    assert (
        ground.read(lambda s: (last := history.last_batch(s)) and last.kind) == "edit"
    )  # how a list looks is nothing to undo


def test_the_mouse_moves_and_sizes_them_too(qtbot: QtBot, ground: Ground, page: ClientsPage) -> None:
    header = page.table.horizontalHeader()
    header.moveSection(2, 0)
    qtbot.waitUntil(lambda: shown(page)[:2] == ["city", "tier"])
    assert [header.visualIndex(n) for n in range(3)] == [0, 1, 2]
    header.resizeSection(0, header.sectionSize(0) + 50)
    qtbot.waitUntil(lambda: dict(page.looks.look.widths).get("city", 0) > 100)
    ground.settle()
    assert names(ground, page) == ["Alpha", "Beta", "Gamma"]


def test_a_change_of_the_size_of_text_chooses_no_width(
    qtbot: QtBot, qapp: QApplication, ground: Ground, page: ClientsPage
) -> None:
    def wide() -> list[int]:
        return [page.table.columnWidth(place) for place in range(len(shown(page)))]

    ground.settle()
    before = wide()
    try:
        for scale in (1.25, 1.5):
            appearance.apply(qapp, "light", scale)
            ground.settle()
            assert not page.table._wait.isActive()
    finally:
        appearance.apply(qapp, "light")
    ground.settle()
    assert (wide(), page.looks.look.widths) == (before, ())
    assert sum(before) == page.table.viewport().width()


@pytest.mark.parametrize("keys", [USUAL, ("tier", "city", "owner")])
def test_a_list_whose_columns_all_have_a_width_fills_the_window_like_a_new_one(
    ground: Ground, page: ClientsPage, keys: tuple[str, ...]
) -> None:
    page.looks.arrange(Look(keys, tuple((key, 80) for key in keys)))
    ground.settle()
    assert sum(page.table.columnWidth(place) for place in range(len(keys))) == page.table.viewport().width()
    assert page.table.columnWidth(keys.index("city")) <= 80


def test_fields_of_ones_own_are_columns(ground: Ground, page: ClientsPage) -> None:
    def fill(s: Any) -> str:
        row = CustomField(label="Colour", kind="text")
        s.add(row)
        clients.get(s, page.model.ids[1]).custom = {row.id: "<b>red"}
        return row.id

    own = f"custom:{ground.write(fill)}"
    ground.settle()
    panel = page.choose_columns()
    item = next(panel.list.item(n) for n in range(panel.list.count()) if panel.list.item(n).text() == "Colour")
    item.setCheckState(Qt.CheckState.Checked)
    panel.dismiss()
    ground.settle()
    assert shown(page)[-1] == own
    page.table.sort_asked.emit(own, False)
    ground.settle()
    assert names(ground, page)[0] == "Beta"
    assert page.model.row(0)[-1] == "<b>red"  # type: ignore[index]


def test_fields_of_ones_own_are_asked_by_their_kind(qtbot: QtBot, ground: Ground, page: ClientsPage) -> None:
    def fill(s: Any) -> list[str]:
        made = [
            custom_fields.define(s, "client", "Seats", CustomKind.NUMBER),
            custom_fields.define(s, "client", "Audit", CustomKind.DATE),
            custom_fields.define(s, "client", "Way", CustomKind.CHOICE, ("sea", "rail")),
        ]
        for client_id, values in zip(
            page.model.ids, ((12, "2026-01-31", "sea"), (40, "2026-05-01", "rail")), strict=False
        ):
            custom_fields.set_values(s, clients.get(s, client_id), dict(zip(made, values, strict=True)))
        return made

    number, day, choice = (f"custom:{each}" for each in ground.write(fill))
    ground.settle()
    panel = page.add_filter(number)
    assert [panel.op.itemData(n) for n in range(panel.op.count())] == [
        "equals", "less", "more", "between", "empty", "filled",
    ]  # fmt: skip
    panel.op.setCurrentIndex(panel.op.findData("between"))
    assert [line.isVisible() for line in panel.ends.numbers] == [True, True]
    qtbot.keyClicks(panel.ends.numbers[0], "x")
    qtbot.keyClicks(panel.ends.numbers[1], "50")
    qtbot.keyClick(panel.ends.numbers[1], KEY.Key_Return)
    assert panel.error() == "Please give a number."
    panel.ends.numbers[0].setText("30")
    qtbot.keyClick(panel.ends.numbers[0], KEY.Key_Return)
    ground.settle()
    assert (conditions(page), names(ground, page)) == (["Seats from 30 to 50"], ["Beta"])
    page.clear_filter()
    panel = page.add_filter(day)
    panel.ends.days[0].setFocus()
    qtbot.keyClicks(panel.ends.days[0], "2026-04-01")
    qtbot.keyClick(panel.ends.days[0], KEY.Key_Return)
    ground.settle()
    assert (conditions(page), names(ground, page)) == (["Audit before 1 Apr 2026"], ["Alpha"])
    page.clear_filter()
    panel = page.add_filter(choice)
    assert [panel.values.item(n).text() for n in range(3)] == ["sea", "rail", "none"]
    qtbot.keyClick(panel.values, KEY.Key_Space)
    panel.submit()
    ground.settle()
    assert (conditions(page), names(ground, page)) == (["Way: sea"], ["Alpha"])


# --- the filter ------------------------------------------------------------------------------------------


def test_a_condition_is_added_and_taken_away_by_keys(qtbot: QtBot, ground: Ground, page: ClientsPage) -> None:
    qtbot.keyClick(page.table, KEY.Key_F)
    [panel] = page.findChildren(FilterPopover)
    panel.field.setCurrentIndex(panel.field.findData("city"))
    ground.settle()
    assert [panel.values.item(n).text() for n in range(3)] == ["杭州  2", "宁波  1", "none"]
    qtbot.keyClick(panel.values, KEY.Key_Space)
    qtbot.keyClick(panel.values, KEY.Key_Return)
    ground.settle()
    assert conditions(page) == ["City: 杭州"]
    assert names(ground, page) == ["Beta", "Gamma"]
    chip = page.conditions.chips.chip("0")
    chip.setFocus()
    qtbot.keyClick(chip, KEY.Key_Space)
    ground.settle()
    assert not page.conditions.isVisible()
    assert len(page.model.ids) == 3


def test_what_is_wrong_is_said_beside_it(qtbot: QtBot, ground: Ground, page: ClientsPage) -> None:
    panel = page.add_filter("silent")
    assert panel.line.text() == "30"
    panel.line.clear()
    qtbot.keyClick(panel.line, KEY.Key_Return)
    assert "whole number" in panel.error()
    panel.line.setText("5")
    qtbot.keyClick(panel.line, KEY.Key_Return)
    ground.settle()
    assert conditions(page) == ["Silent for more than 5 days"]


@pytest.mark.parametrize(
    ("field", "op", "typed", "said"),
    [
        ("promises", "open", "", "Open promises"),
        ("revenue", "over", "100", "Yearly revenue at least ¥100"),
        ("hobbies", "has", "钓", "Hobbies has “钓”"),
        ("region", "any", "33，宁波", "Region: 33, 宁波"),
    ],
)
def test_conditions_of_every_shape(
    ground: Ground, page: ClientsPage, field: str, op: str, typed: str, said: str
) -> None:
    panel = page.add_filter(field)
    panel.op.setCurrentIndex(panel.op.findData(op))
    panel.line.setText(typed)
    panel.submit()
    ground.settle()
    assert conditions(page) == [said]
    assert page.empty.isVisible() == (field != "region")


def test_an_amount_over_a_period(ground: Ground, page: ClientsPage) -> None:
    panel = page.add_filter("purchases")
    panel.line.setText("1")
    panel.days.setText("90")
    panel.submit()
    ground.settle()
    assert page.criteria == (Criterion("purchases", "over", (100, 90)),)


def test_a_route_brings_its_conditions(ground: Ground, page: ClientsPage) -> None:
    asked = [{"field": "owner", "op": "any", "value": ["王芳"]}]
    page.show_route(Route("clients", "", {"criteria": asked}))
    ground.settle()
    assert names(ground, page) == ["Gamma"]
    page.show_route(Route("clients", "", {"tier": "none"}))
    ground.settle()
    assert names(ground, page) == ["Gamma"]
    assert conditions(page) == []


# --- many at once ----------------------------------------------------------------------------------------


def test_many_are_changed_and_one_undo_brings_them_back(qtbot: QtBot, ground: Ground, page: ClientsPage) -> None:
    qtbot.keyClick(page.table, KEY.Key_A, CTRL)
    assert page.bar.isVisible()
    assert page.bar.label.text() == "3 selected"
    qtbot.keyClick(page.table, KEY.Key_O)
    [panel] = page.findChildren(BulkPopover)
    assert panel.line.hasFocus()
    panel.line.setText("王芳")  # as an input method brings it
    qtbot.waitUntil(lambda: panel.button.isEnabled())
    assert panel.preview().splitlines()[:2] == ["Owner 刘敏 → 王芳", "1 already so"]
    qtbot.keyClick(panel.line, KEY.Key_Return)
    ground.settle()
    assert ground.read(clients.owners) == ["王芳"]
    assert len(page.table.selected_ids()) == 3
    ground.write(lambda s: history.undo(s, ground.notices[-1].batch_id, today=TODAY))
    assert ground.read(clients.owners) == ["刘敏", "王芳"]


def test_enter_straight_after_typing_waits_for_what_it_would_do(
    qtbot: QtBot, ground: Ground, page: ClientsPage
) -> None:
    qtbot.keyClick(page.table, KEY.Key_A, CTRL)
    qtbot.keyClick(page.table, KEY.Key_O)
    [panel] = page.findChildren(BulkPopover)
    qtbot.keyClicks(panel.line, "Zhao")
    qtbot.keyClick(panel.line, KEY.Key_Return)
    ground.settle()
    assert ground.read(clients.owners) == ["Zhao"]
    qtbot.keyClick(page.table, KEY.Key_O)
    [panel] = page.findChildren(BulkPopover)
    qtbot.keyClicks(panel.line, "Zha")
    qtbot.keyClick(panel.line, KEY.Key_Return)
    qtbot.keyClicks(panel.line, "n")  # more was typed before it was known
    qtbot.waitUntil(lambda: panel.button.isEnabled())
    ground.settle()
    assert ground.read(clients.owners) == ["Zhao"]


def test_a_tier_is_chosen_and_tags_are_added(qtbot: QtBot, ground: Ground, page: ClientsPage) -> None:
    qtbot.keyClick(page.table, KEY.Key_Home)
    panel = page.acts.change("tier")
    assert panel is not None
    panel.word.setCurrentIndex(panel.word.findData("C"))
    qtbot.waitUntil(lambda: panel.button.isEnabled())
    panel.submit()
    ground.settle()
    assert ground.read(lambda s: clients.get(s, page.model.ids[0]).tier) == "C"
    panel = page.acts.change("tags")
    assert panel is not None
    assert not panel.button.isEnabled()
    panel.line.setText("重点，港口")
    qtbot.waitUntil(lambda: panel.button.isEnabled())
    panel.submit()
    ground.settle()
    assert ground.read(lambda s: clients.get(s, page.model.ids[0]).tags) == ("重点", "港口")


def test_nothing_to_change_is_said(qtbot: QtBot, ground: Ground, page: ClientsPage) -> None:
    qtbot.keyClick(page.table, KEY.Key_Home)
    panel = page.acts.change("owner")
    assert panel is not None
    panel.line.setText("刘敏")
    qtbot.waitUntil(lambda: "already" in panel.preview())
    panel.submit()
    assert panel.isVisible()
    qtbot.keyClick(panel.line, KEY.Key_Escape)
    assert page.table.hasFocus()


def test_the_export_gets_the_ids(qtbot: QtBot, ground: Ground, page: ClientsPage) -> None:
    qtbot.keyClick(page.table, KEY.Key_A, CTRL)
    qtbot.mouseClick(page.bar.export, Qt.MouseButton.LeftButton)
    assert ground.routes[-1].page == "export"
    assert ground.routes[-1].args == {"what": "clients", "ids": list(page.model.ids)}


def test_many_more_can_be_stopped(
    qtbot: QtBot, ground: Ground, page: ClientsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kam_desktop.ui.clients.list_acts.LONG", 2)
    monkeypatch.setattr(bulk_edits, "CHUNK", 1)
    ground.tasks.run_started.connect(lambda run: run.cancel())
    qtbot.keyClick(page.table, KEY.Key_A, CTRL)
    panel = page.acts.change("owner")
    assert panel is not None
    panel.line.setText("李强")
    qtbot.waitUntil(lambda: panel.button.isEnabled())
    panel.submit()
    ground.settle()
    assert "李强" not in ground.read(clients.owners)


# --- a look ----------------------------------------------------------------------------------------------


def test_space_looks_and_follows(qtbot: QtBot, ground: Ground, page: ClientsPage) -> None:
    qtbot.keyClick(page.table, KEY.Key_Home)
    qtbot.keyClick(page.table, KEY.Key_Space)
    ground.settle()
    assert page.peek.isVisible()
    assert "宁波" in page.peek.texts()
    qtbot.keyClick(page.table, KEY.Key_J)
    ground.settle()
    assert "杭州" in page.peek.texts()
    assert page.on_escape()
    assert not page.peek.isVisible()
    assert not page.on_escape()


def test_shift_and_control_select(qtbot: QtBot, ground: Ground, page: ClientsPage) -> None:
    qtbot.keyClick(page.table, KEY.Key_Home)
    qtbot.keyClick(page.table, KEY.Key_J, SHIFT)
    assert page.table.selected_count() == 2
    where = page.table.visualRect(page.model.index(0, 1)).center()
    qtbot.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, CTRL, where)
    assert page.table.selected_count() == 1
    assert not page.bar.isVisible()
