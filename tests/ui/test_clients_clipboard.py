"""Copying from the list of clients, and pasting a block into it, by the keys."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from kam_desktop.core import clients, history
from kam_desktop.exchange import clipboard, headings
from kam_desktop.ui.clients.list_page import ClientsPage
from ui.client_ground import TODAY, Ground
from ui.list_ground import ground, names, page

__all__ = ["ground", "page"]
KEY, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_one_cell_is_copied_as_it_is_and_rows_with_their_headings(
    qtbot: QtBot, ground: Ground, page: ClientsPage
) -> None:
    def copied(key: KEY, how: Qt.KeyboardModifier = CTRL) -> str:
        qtbot.keyClick(page.table, key, how)
        ground.settle()
        return QApplication.clipboard().text()

    qtbot.keyClick(page.table, KEY.Key_Home)
    qtbot.keyClick(page.table, KEY.Key_Right)
    assert copied(KEY.Key_C) == "Alpha 轮胎"
    assert ground.notices[-1].text == "“Alpha 轮胎” copied"
    qtbot.keyClick(page.table, KEY.Key_Right)
    assert copied(KEY.Key_C) == "宁波"
    qtbot.keyClick(page.table, KEY.Key_Right)
    assert copied(KEY.Key_C) == "宁波"  # an empty cell leaves the clipboard alone, and says so
    assert ground.notices[-1].text == "Nothing stands in this cell."
    assert [line.split("\t")[:2] for line in copied(KEY.Key_C, CTRL | SHIFT).splitlines()] == [
        ["Tier", "Name"], ["A", "Alpha 轮胎"],
    ]  # fmt: skip
    qtbot.keyClick(page.table, KEY.Key_J, SHIFT)
    assert [line.split("\t")[0] for line in copied(KEY.Key_C).splitlines()] == ["Tier", "A", "B"]


def test_copied_rows_pasted_again_change_nothing(qtbot: QtBot, ground: Ground, page: ClientsPage) -> None:
    ground.write(lambda s: setattr(clients.get(s, page.model.ids[0]), "last_contact_on", TODAY - timedelta(9)))
    qtbot.keyClick(page.table, KEY.Key_A, CTRL)
    qtbot.keyClick(page.table, KEY.Key_C, CTRL)
    ground.settle()
    lines = QApplication.clipboard().text().splitlines()
    assert lines[0].split("\t")[:3] == ["Tier", "Name", "City"]
    assert lines[1].split("\t")[:7] == ["A", "Alpha 轮胎", "宁波", "", "2026-09-07", "9", lines[1].split("\t")[6]]
    assert ground.notices[-1].text == "3 row(s) copied"
    qtbot.keyClick(page.table, KEY.Key_V, CTRL)
    ground.settle()
    assert page.pasting.isVisible()
    assert page.pasting.pasted is not None
    assert page.pasting.pasted.to_change == 0
    assert page.pasting.back.hasFocus()
    assert page.on_escape()
    assert page.table.isVisible()


def test_a_block_is_looked_at_then_taken_over(qtbot: QtBot, ground: Ground, page: ClientsPage) -> None:
    QApplication.clipboard().setText(
        "公司名称\t城市\t等级\t序号\nAlpha 轮胎\t台州\t\t1\nBeta 轮胎\t杭州\tB\t2\nDelta <i>\t\tZ\t3\n\t苏州\t\t\n"
    )
    qtbot.keyClick(page.table, KEY.Key_V, CTRL)
    ground.settle()
    panel = page.pasting
    cells = [[panel.rows.item(row, column).text() for column in (1, 2, 3)] for row in range(panel.rows.rowCount())]
    assert cells[0][0] == "Cannot be taken"
    assert cells[1][:2] == ["New", "Delta <i>"]
    assert "Z" in cells[1][2]
    assert cells[2] == ["Known by name", "Alpha 轮胎", "City 宁波 → 台州"]
    assert cells[3] == ["Known by name", "Beta 轮胎", "As it is"]
    assert panel.button.text() == "Take over 2"
    assert ground.read(clients.count) == 3
    qtbot.keyClick(panel.button, KEY.Key_Return, CTRL)
    ground.settle()
    assert page.table.isVisible()
    assert "Delta" in names(ground, page)
    assert ground.read(lambda s: clients.find(s, "Alpha 轮胎").city) == "台州"
    ground.write(lambda s: history.undo(s, ground.notices[-1].batch_id, today=TODAY))
    ground.settle()
    assert ground.read(clients.count) == 3


def seen(page: ClientsPage) -> list[list[str]]:
    table = page.pasting.rows
    return [[table.item(row, column).text() for column in (1, 2, 3)] for row in range(table.rowCount())]


def test_columns_without_headings_are_told_and_changed_by_hand(qtbot: QtBot, ground: Ground, page: ClientsPage) -> None:
    QApplication.clipboard().setText("宁波恒远轮胎有限公司\tA\t宁波\t轮胎\n台州海辰泵业有限公司\tB\t台州\t泵业\n")
    qtbot.keyClick(page.table, KEY.Key_V, CTRL)
    ground.settle()
    panel = page.pasting
    assert seen(page)[0] == ["New", "宁波恒远轮胎有限公司", "Tier A; Industry 轮胎; City 宁波"]
    assert panel.button.hasFocus()
    qtbot.mouseClick(panel.columns_button, Qt.MouseButton.LeftButton)  # away
    assert not panel.columns.isVisible()
    qtbot.mouseClick(panel.columns_button, Qt.MouseButton.LeftButton)
    boxes = panel.columns.findChildren(QComboBox)
    assert [box.currentText() for box in boxes] == ["Client's name", "Tier", "City", "Industry"]
    assert boxes[0].hasFocus()
    boxes[3].setFocus()
    boxes[3].setCurrentIndex(boxes[3].findData("client.tags"))
    boxes[3].activated.emit(boxes[3].currentIndex())
    ground.settle()
    assert seen(page)[0][2] == "Tier A; City 宁波; Tags 轮胎"
    assert page.focusWidget().accessibleName() == "4"
    qtbot.keyClick(panel, KEY.Key_Return, CTRL)
    ground.settle()
    assert ground.read(lambda s: clients.find(s, "宁波恒远轮胎有限公司").tags) == ("轮胎",)


def test_what_is_not_taken_is_said(qtbot: QtBot, ground: Ground, page: ClientsPage) -> None:
    ground.write(lambda s: setattr(clients.find(s, "Gamma 轮胎"), "external_no", "007"))
    QApplication.clipboard().setText(
        "编号\t客户名称\t等级\n007\tGamma 新名\t\n\tAlpha 轮胎\tB\n\tAlpha 轮胎\tC\n\tDelta\tA\t\n"
    )
    qtbot.keyClick(page.table, KEY.Key_V, CTRL)
    ground.settle()
    assert not page.pasting.columns.isVisible()
    assert sorted(seen(page)) == [
        ["Known by name", "Alpha 轮胎", "Tier A → B; Tier C of another row is not taken"],
        ["Known by number", "Gamma 轮胎", "As it is; the name Gamma 新名 is not taken"],
        ["New", "Delta", "Tier A"],
    ]


def test_what_no_field_takes_is_kept_and_what_follows_from_facts_is_not(
    qtbot: QtBot, ground: Ground, page: ClientsPage
) -> None:
    QApplication.clipboard().setText("客户名称\t合作品牌\t采购额\t承诺\nAlpha 轮胎\t双星\t1,200\t3\n")
    qtbot.keyClick(page.table, KEY.Key_V, CTRL)
    ground.settle()
    said = page.pasting._note.text()
    assert said == "Kept in the notes under their headings: 合作品牌\nColumns left out: 采购额, 承诺"
    qtbot.keyClick(page.pasting.button, KEY.Key_Return, CTRL)
    ground.settle()
    assert ground.read(lambda s: clients.find(s, "Alpha 轮胎").notes) == "合作品牌: 双星"


def test_an_empty_clipboard_is_told(qtbot: QtBot, ground: Ground, page: ClientsPage) -> None:
    QApplication.clipboard().setText(" \n")
    qtbot.keyClick(page.table, KEY.Key_V, CTRL)
    ground.settle()
    assert ground.refused[-1].code == "paste.empty"


def test_no_copied_heading_is_taken_for_another_field() -> None:
    from kam_desktop.words import LANGUAGES, say

    meant = {
        "name": "client.name", "tier": "client.tier", "city": "client.city", "owner": "client.owner",
        "industry": "client.industry", "tags": "client.tags", "person": "contact.name", "phone": "contact.phone",
        "short_name": "client.short_name", "province": "client.province", "district": "client.district",
    }  # fmt: skip
    for lang in LANGUAGES:
        for key, target in meant.items():
            found = headings.match(say(lang, f"list.{key}"))
            assert found is not None, (lang, key)
            assert str(found.target) == target or (key, lang) == ("name", "en")


@pytest.mark.parametrize(
    ("text", "copied"), [("+86 138-0013 8000", "+86 138-0013 8000"), ("=1+1", "'=1+1"), ("@SUM(A1)", "'@SUM(A1)")]
)
def test_a_number_to_call_is_copied_plain_and_a_formula_is_none(text: str, copied: str) -> None:
    assert clipboard.cell(text) == copied
