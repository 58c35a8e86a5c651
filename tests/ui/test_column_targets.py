"""Which column of an outside table is what, told by typing into its box."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from kam_desktop.exchange.columns import Mapping
from kam_desktop.exchange.parsed import PackedRows, ParsedFile, Row
from kam_desktop.ui import labels
from kam_desktop.ui.widgets.column_targets import ColumnTargets

HEADINGS = ("公司名称", "城市")
PARSED = ParsedFile("csv", headings=HEADINGS, rows=PackedRows([Row(2, ("宁波恒远轮胎有限公司", "宁波"))]))
AT_FIRST = Mapping(HEADINGS, ("client.name", "client.city"))


@pytest.fixture
def made(qtbot: QtBot) -> Any:
    labels.set_language("zh_CN")
    widget = ColumnTargets()
    qtbot.addWidget(widget)
    widget.show_mapping(PARSED, AT_FIRST)
    widget.show()
    yield widget
    labels.set_language("en")


def type_in(widget: ColumnTargets, column: int, text: str) -> QComboBox:
    box = widget._boxes[column]
    line = box.lineEdit()
    assert line is not None
    box.setFocus()
    line.selectAll()
    line.insert(text)
    line.textEdited.emit(text)
    QTest.keyClick(line, Qt.Key.Key_Return)
    return box


def test_the_head_of_a_group_cannot_be_chosen_by_its_words(made: ColumnTargets) -> None:
    asked: list[Mapping] = []
    made.changed.connect(asked.append)
    for head in ("客户", "联系人", "联系人 2"):
        box = made._boxes[1]
        place = next(at for at in range(box.count()) if box.itemText(at) == head)
        box.setCurrentIndex(place)
        box.activated.emit(place)
        assert (box.currentText(), box.currentData()) == ("城市", "client.city")
    assert not asked
    completer = made._boxes[1].completer()
    assert completer is not None
    completer.setCompletionPrefix("联系人")
    found = [completer.completionModel().index(at, 0).data() for at in range(completer.completionCount())]
    assert found
    assert not {"客户", "联系人", "联系人 2", "联系人 3"} & set(found)


@pytest.mark.parametrize("typed", ["行业", "行"])
def test_enter_takes_the_first_field_with_these_letters(made: ColumnTargets, typed: str) -> None:
    asked: list[Mapping] = []
    made.changed.connect(asked.append)
    box = type_in(made, 1, typed)
    assert [each.targets for each in asked] == [("client.name", "client.industry")]
    assert box.currentText() == "行业"


def test_enter_on_what_names_no_field_changes_nothing(made: ColumnTargets) -> None:
    asked: list[Mapping] = []
    made.changed.connect(asked.append)
    assert type_in(made, 1, "没有这样的").currentText() == "城市"
    assert not asked


def test_another_choice_leaves_the_boxes_and_another_kind_makes_them_anew(made: ColumnTargets) -> None:
    boxes = list(made._boxes)
    made.show_mapping(PARSED, AT_FIRST.with_target(1, "client.industry"))
    assert made._boxes == boxes
    assert [box.currentData() for box in boxes] == ["client.name", "client.industry"]
    made.show_mapping(PARSED, AT_FIRST.with_target(0, ""))  # a table of people
    assert made._boxes != boxes
    assert [box.currentData() for box in made._boxes] == ["", "client.city"]


def test_what_is_being_typed_is_put_back(made: ColumnTargets) -> None:
    box = made._boxes[1]
    assert not made.put_back()
    box.setFocus()
    box.setEditText("行")
    assert made.put_back()
    assert box.currentText() == "城市"
    assert not made.put_back()
