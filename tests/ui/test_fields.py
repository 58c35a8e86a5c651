"""Editors: fields with errors, dates, people, impression, forms."""

import logging
from datetime import date

import pytest
from PySide6.QtCore import QDate, QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QCalendarWidget, QLineEdit, QPushButton, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kam_desktop.core.errors import Invalid
from kam_desktop.ui import appearance
from kam_desktop.ui.widgets.date_field import DateField, MonthPopup
from kam_desktop.ui.widgets.field import Field
from kam_desktop.ui.widgets.field_icon import FieldIcon
from kam_desktop.ui.widgets.forms import FormColumn
from kam_desktop.ui.widgets.impression import Impression
from kam_desktop.ui.widgets.people_field import PeopleField, Person
from kam_desktop.ui.widgets.token import Token

TODAY = date(2026, 9, 16)


_kept: list[QWidget] = []


def shown(qtbot: QtBot, *widgets: QWidget) -> QWidget:
    """A shown, active window with these and something else to go to."""
    window = QWidget()
    column = QVBoxLayout(window)
    for widget in widgets:
        column.addWidget(widget)
    column.addWidget(QPushButton("next"))
    qtbot.addWidget(window, before_close_func=_kept.remove)
    _kept.append(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window


def committed(widget: QWidget, text: str) -> None:
    """Text as a Chinese input method gives it."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


def test_an_error_stands_below_its_field_and_is_spoken(qtbot: QtBot) -> None:
    edit = QLineEdit()
    field = Field("日期", edit, hint="月-日")
    shown(qtbot, field)
    assert edit.accessibleName() == "日期"
    field.set_error("国庆放假，建议 9 月 30 日")
    assert edit.accessibleDescription() == "国庆放假，建议 9 月 30 日"
    assert edit.property("invalid") == "true"
    field.set_error(None)
    assert (field.error, edit.accessibleDescription(), edit.property("invalid")) == (None, "月-日", "false")


def test_the_first_wrong_field_takes_the_focus(qtbot: QtBot) -> None:
    form = FormColumn()
    form.add("name", "名称", QLineEdit())
    form.add("city", "城市", QLineEdit())
    shown(qtbot, form)
    form.set_errors({"city": "没有这个城市"})
    assert form.fields["city"].editor.hasFocus()
    assert form.takes(Invalid("name", "empty"), "请写名称")
    assert form.fields["name"].error == "请写名称"
    assert form.fields["city"].error is None
    assert not form.takes(Invalid("other", "empty"), "…")


def test_a_date_is_shown_in_words_and_edited_in_figures(qtbot: QtBot) -> None:
    field = DateField(TODAY)
    window = shown(qtbot, field)
    heard: list[date | None] = []
    field.changed.connect(heard.append)
    field.set_value(date(2026, 10, 15))
    window.findChild(QPushButton).setFocus()
    assert "15" in field.text()
    assert field.text() != "10-15"
    field.setFocus()
    assert field.text() == "10-15"
    field.selectAll()
    qtbot.keyClicks(field, "+7")
    assert field.value() == date(2026, 9, 23)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    window.findChild(QPushButton).setFocus()
    assert heard == [date(2026, 9, 23)]


def test_a_text_that_is_no_date_is_kept_and_told(qtbot: QtBot) -> None:
    field = DateField(TODAY)
    window = shown(qtbot, field)
    field.set_value(date(2026, 10, 15))
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "31-31")
    window.findChild(QPushButton).setFocus()
    assert (field.text(), field.value(), field.is_valid()) == ("31-31", None, False)
    field.set_value(None)
    assert (field.text(), field.is_valid()) == ("", True)


def test_a_wrong_date_is_marked_on_leaving_and_not_while_one_types(qtbot: QtBot) -> None:
    editor = DateField(TODAY)
    field = Field("日期", editor, hint="月-日")
    window = shown(qtbot, field)
    editor.setFocus()
    qtbot.keyClicks(editor, "2-3")
    qtbot.keyClicks(editor, "0")
    assert field.error is None
    qtbot.keyClick(editor, Qt.Key.Key_Tab)
    assert window.findChild(QPushButton).hasFocus()
    assert "2-30" in (field.error or "")
    assert editor.property("invalid") == "true"
    editor.setFocus()
    qtbot.keyClick(editor, Qt.Key.Key_Backspace)
    assert (field.error, editor.property("invalid"), editor.accessibleDescription()) == (None, "false", "月-日")
    field.set_error("国庆放假")
    window.findChild(QPushButton).setFocus()
    assert field.error == "国庆放假", "what the form found wrong stays"


@pytest.mark.parametrize(
    ("text", "day"), [("昨天", date(2026, 9, 15)), ("周五", date(2026, 9, 18)), ("friday", date(2026, 9, 18))]
)
def test_a_day_by_its_name_is_taken_and_shown_in_words(qtbot: QtBot, text: str, day: date) -> None:
    field = DateField(TODAY)
    window = shown(qtbot, field)
    field.setFocus()
    committed(field, text)
    window.findChild(QPushButton).setFocus()
    assert (field.value(), field.property("invalid")) == (day, None)
    assert str(day.day) in field.text()


def test_the_month_opens_by_keys_and_picks_a_day(qtbot: QtBot) -> None:
    field = DateField(TODAY, day_note=lambda day: "初六")
    shown(qtbot, field)
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    month = field.findChild(QCalendarWidget)
    assert month is not None
    with qtbot.waitSignal(field.changed) as heard:
        month.clicked.emit(QDate(2026, 9, 30))
    assert heard.args == [date(2026, 9, 30)]
    assert field.value() == date(2026, 9, 30)


def test_the_month_is_named_as_it_is_written_in_chinese(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kam_desktop.ui.labels._lang", "zh_CN")
    month = MonthPopup(TODAY)
    qtbot.addWidget(month)
    month.setSelectedDate(QDate(2026, 12, 1))
    month.show()

    def said() -> list[str]:
        parts = [button for button in month.findChildren(QToolButton) if button.text()]
        return [button.text() for button in sorted(parts, key=lambda button: button.x())]

    qtbot.waitUntil(lambda: said() == ["2026 年", "12 月"])
    month.showNextMonth()
    assert said() == ["2027 年", "1 月"]


@pytest.mark.expects_log
def test_a_note_that_fails_does_not_break_the_month(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    def broken(_day: date) -> str:
        raise RuntimeError("no lunar table")

    month = MonthPopup(TODAY, broken)
    qtbot.addWidget(month)
    with caplog.at_level(logging.ERROR):
        month.grab()
        month.grab()
    assert [record.message for record in caplog.records] == ["A day of the calendar could not be painted"]


def test_people_known_and_free(qtbot: QtBot) -> None:
    field = PeopleField()
    shown(qtbot, field)
    field.set_candidates([Person("顾思远", "c1", "设备部长"), Person("马俊", "c2")])
    line = field.findChild(QLineEdit)
    heard: list[object] = []
    field.changed.connect(heard.append)
    committed(line, "顾思远，")
    committed(line, "新来的小李")
    assert field.people() == (Person("顾思远", "c1", "设备部长"), Person("新来的小李"))
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert line.text() == ""
    qtbot.keyClick(line, Qt.Key.Key_Backspace)
    assert field.people() == (Person("顾思远", "c1", "设备部长"),)
    assert len(heard) == 3


@pytest.mark.parametrize("typed", ["郑", "zheng", "zxy", "ZhengXiu"])
def test_enter_takes_the_one_known_person_that_fits(qtbot: QtBot, typed: str) -> None:
    field = PeopleField()
    shown(qtbot, field)
    zheng = Person("郑秀英", "c1", "车队长")
    field.set_candidates([zheng, Person("马俊", "c2"), Person("马骏", "c3")])
    line = field.findChild(QLineEdit)
    line.setFocus()
    QApplication.sendEvent(line, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, typed))
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert field.people() == (zheng,)
    line.setText("马")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert field.people() == (zheng, Person("马"))  # two would fit: it is a name of its own


def test_nobody_takes_part_twice_and_a_typed_name_is_not_lost(qtbot: QtBot) -> None:
    field = PeopleField()
    window = shown(qtbot, field)
    field.set_people([Person("马俊")])
    line = field.findChild(QLineEdit)
    line.setFocus()
    committed(line, "马俊、老戴")
    window.findChild(QPushButton).setFocus()
    assert field.people() == (Person("马俊"), Person("老戴"))


def test_two_of_one_name_are_told_apart() -> None:
    field = PeopleField()
    field.set_candidates([Person("王俊", "1", "采购"), Person("王俊", "2", "财务")])
    field.set_people([])
    field._take("王俊 财务")
    assert field.people() == (Person("王俊", "2", "财务"),)


def test_many_people_make_the_field_higher(qtbot: QtBot) -> None:
    field = PeopleField()
    window = shown(qtbot, field)
    window.resize(320, 400)
    low = field.heightForWidth(300)
    field.set_people([Person(f"参加者{number}") for number in range(9)])
    assert field.heightForWidth(300) > low


def test_impression_by_click_and_key(qtbot: QtBot) -> None:
    field = Impression()
    shown(qtbot, field)
    heard: list[int | None] = []
    field.changed.connect(heard.append)
    field.setFocus()
    qtbot.keyClick(field, "4")
    qtbot.keyClick(field, Qt.Key.Key_Right)
    qtbot.keyClick(field, Qt.Key.Key_Right)
    assert field.value() == 5
    segment = field._segments()[4]
    qtbot.mouseClick(segment, Qt.MouseButton.LeftButton)
    assert field.value() is None
    assert heard == [4, 5, 5, None]


def test_an_icon_in_a_field_follows_the_size_of_text(qtbot: QtBot, qapp: QApplication) -> None:
    field = DateField(TODAY)
    shown(qtbot, field)
    icon = field.findChild(FieldIcon)
    assert icon is not None
    appearance.apply(qapp, "light", 2.0)
    assert icon.iconSize().width() == 32
    assert field.rect().contains(icon.geometry())
    assert field.textMargins().right() >= 32
    qtbot.mouseClick(icon, Qt.MouseButton.LeftButton)
    assert field.findChild(MonthPopup) is not None
    appearance.apply(qapp, "light")


def test_a_field_that_is_only_read_shows_no_example_and_no_room_for_a_cross(qtbot: QtBot) -> None:
    day, people = DateField(TODAY), PeopleField()
    people.set_people([Person("曾国平")])
    shown(qtbot, day, people)
    token = people.findChild(Token)
    assert token is not None
    free = token.sizeHint().width()
    for field in (day, people):
        field.setEnabled(False)
    assert day.placeholderText() == ""
    assert token.sizeHint().width() < free
    day.setEnabled(True)
    assert day.placeholderText()
