"""Chips, strip, steps, buttons, bars, cards: what they say, and that keys reach them."""

import gc
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QSettings, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kam_desktop.core.talking_points import Point
from kam_desktop.ui import appearance, tabbing
from kam_desktop.ui.page import focus_next
from kam_desktop.ui.widgets.badge import TierBadge, paint_badge
from kam_desktop.ui.widgets.buttons import IconButton, PlainButton, PrimaryButton, QuietButton
from kam_desktop.ui.widgets.card import Card
from kam_desktop.ui.widgets.chip import ChipRow
from kam_desktop.ui.widgets.kept_splitter import KeptSplitter
from kam_desktop.ui.widgets.page_head import PageHead
from kam_desktop.ui.widgets.panel import ScrollBody, SidePanel
from kam_desktop.ui.widgets.progress import LoadingLine, Progress, ThinBar
from kam_desktop.ui.widgets.steps import StepHead
from kam_desktop.ui.widgets.strip import Strip, StripCell
from kam_desktop.ui.widgets.taboo import TabooBox
from kam_desktop.ui.widgets.talk_lines import TalkLines
from kam_desktop.ui.widgets.text_box import TextBox
from kam_desktop.ui.widgets.texts import PlainLabel

CHIPS = [
    ("all", "全部 186"),
    ("touch", "接触 74"),
    ("visit", "拜访 23"),
    ("buy", "采购 58"),
    ("gift", "礼品 11"),
]


def active(qtbot: QtBot, widget: QWidget, width: int) -> None:
    qtbot.addWidget(widget)
    widget.resize(width, max(24, widget.sizeHint().height()))
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()


def test_tiers_differ_without_colour() -> None:
    """A is filled, B tinted, C empty: their grounds get lighter in that order, in grey too."""
    greys = []
    for tier in "ABC":
        picture = QPixmap(20, 20)
        picture.fill(appearance.current().surface)
        painter = QPainter(picture)
        paint_badge(painter, picture.rect(), tier, appearance.current())
        painter.end()
        greys.append(picture.toImage().pixelColor(4, 10).lightness())
    assert greys[0] < greys[1] < greys[2]


def test_a_badge_has_a_name(qtbot: QtBot) -> None:
    badge = TierBadge("A")
    qtbot.addWidget(badge)
    assert "A" in badge.accessibleName()
    badge.set_tier("")
    assert badge.accessibleName() == ""


def test_one_chip_is_on(qtbot: QtBot) -> None:
    row = ChipRow()
    row.set_chips(CHIPS)
    active(qtbot, row, 800)
    heard: list[object] = []
    row.changed.connect(heard.append)
    assert row.chosen() == {"all"}
    qtbot.mouseClick(row.chip("visit"), Qt.MouseButton.LeftButton)
    row.press(1)
    row.press(99)
    assert heard == [{"visit"}, {"touch"}]


def test_chips_that_do_not_fit_stand_under_more(qtbot: QtBot) -> None:
    row = ChipRow()
    row.set_chips(CHIPS)
    active(qtbot, row, 800)
    assert row.hidden_ids() == ()
    row.resize(260, 24)
    hidden = row.hidden_ids()
    assert hidden
    assert hidden == tuple(name for name, _ in CHIPS)[-len(hidden) :]
    assert max(child.geometry().right() for child in row.findChildren(QWidget) if child.isVisible()) < 260
    row.choose([hidden[-1]])
    assert row._more.text() == "礼品 11"
    assert row._more.isChecked()


def test_among_tools_a_row_of_chips_is_as_wide_as_they_are_and_keeps_room_for_one(qtbot: QtBot) -> None:
    head, row = PageHead("Desk"), ChipRow()
    qtbot.addWidget(head)
    row.set_chips([("a", "Waiting 5"), ("b", "Covered by our managers")])
    row.hug()
    head.add_tool(row)
    head.add_tool(PlainButton("Send", head))
    head.resize(800, 48)
    head.show()
    assert (row.width(), row.hidden_ids()) == (row.sizeHint().width(), ())
    head.resize(310, 48)
    row.choose({"b"})
    qtbot.waitUntil(lambda: row.hidden_ids() == ("a", "b"))
    assert row._more.width() == row._more.sizeHint().width() <= row.width()


def test_chips_made_later_are_reached_where_their_row_is(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    row, after = ChipRow(window), QLineEdit(window)
    row.set_chips(CHIPS)
    row.set_chips(CHIPS)  # in another language, or when another choice changes what can be chosen
    row.resize(900, 24)
    window.show()
    row.chip(CHIPS[0][0]).setFocus()
    for name, _ in CHIPS[1:]:
        assert tabbing.move(window, is_forward=True)
        assert window.focusWidget() is row.chip(name)
    tabbing.move(window, is_forward=True)
    assert window.focusWidget() is after


def test_several_chips_may_be_on(qtbot: QtBot) -> None:
    row = ChipRow(is_exclusive=False)
    row.set_chips(CHIPS)
    active(qtbot, row, 800)
    qtbot.mouseClick(row.chip("visit"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(row.chip("gift"), Qt.MouseButton.LeftButton)
    row.press(4)
    assert row.chosen() == {"visit"}
    row.set_chips([("visit", "拜访 24"), ("gift", "礼品 12")])
    assert row.chosen() == {"visit"}
    assert row.chip("visit").text() == "拜访 24"


def test_the_strip_shows_what_fits_and_is_worked_by_keys(qtbot: QtBot) -> None:
    strip = Strip()
    strip.set_cells([StripCell(str(number), "9 月 18 日", f"生日 {number}") for number in range(8)])
    active(qtbot, strip, 776)
    assert len(strip.cells()) == 5
    strip._buttons[0].setFocus()
    qtbot.keyClick(strip._buttons[0], Qt.Key.Key_Right)
    assert strip._buttons[1].hasFocus()
    with qtbot.waitSignal(strip.activated) as heard:
        qtbot.keyClick(strip._buttons[1], Qt.Key.Key_Return)
    assert heard.args == ["1"]
    strip.resize(300, 72)
    assert len(strip.cells()) == 2


def test_the_strip_keeps_what_stays_and_says_how_many_there_are(qtbot: QtBot) -> None:
    strip = Strip()
    birthdays = [StripCell(str(number), "9 月 18 日", f"生日 {number}") for number in range(8)]
    strip.set_cells(
        [*birthdays, StripCell("feast", "9 月 25 日", "中秋节", stays=True)], StripCell("all", "", "共 9 项")
    )
    active(qtbot, strip, 776)
    assert [cell.id for cell in strip.cells()] == ["0", "1", "2", "feast", "all"]
    strip.resize(300, 72)
    assert [cell.id for cell in strip.cells()] == ["feast", "all"]
    strip.set_cells(birthdays[:2], StripCell("all", "", "共 2 项"))
    assert [cell.id for cell in strip.cells()] == ["0", "1"]
    strip.resize(776, 72)
    first, last = strip._shown()
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Left)
    assert last.hasFocus()


def test_steps_speak(qtbot: QtBot) -> None:
    head = StepHead(["计划", "报告", "提交", "主管审核"], current=1)
    qtbot.addWidget(head)
    assert "报告" in head.accessibleName()
    head.set_current(9)
    assert "主管审核" in head.accessibleName()
    assert head.minimumSizeHint().width() < head.sizeHint().width()


def test_steps_stand_closer_before_what_is_beside_them_is_cut(qtbot: QtBot) -> None:
    head = StepHead(["计划", "报告", "提交", "主管审核"], current=1)
    qtbot.addWidget(head)
    head.set_open((0, 1))
    for size in (head.sizeHint(), head.discs_hint(), head.minimumSizeHint()):
        head.setFixedSize(size)
        assert head._place_at(size.width() - 1) == 3
        assert head._place_at(1) == 0
    assert head.minimumSizeHint().width() < head.discs_hint().width() < head.sizeHint().width()


def test_a_button_grows_with_its_word_and_says_its_key(qtbot: QtBot) -> None:
    short, long = PlainButton("跳过", keys="S"), PlainButton("Skip with a reason", keys="S")
    for button in (short, long):
        qtbot.addWidget(button)
    assert long.sizeHint().width() > short.sizeHint().width()
    assert short.accessibleDescription() == "S"
    assert short.sizeHint().height() == 32
    assert PlainButton("小", size="small").sizeHint().height() == 28
    assert PrimaryButton("打开", size="large").sizeHint().height() == 40


def test_the_real_heights_are_those_of_the_drawing(qtbot: QtBot) -> None:
    small, large = PlainButton("小", size="small"), PrimaryButton("打开", size="large")
    for button, height in ((small, 28), (large, 40)):
        qtbot.addWidget(button)
        button.show()
        assert button.height() == height


def test_an_icon_alone_has_a_name_and_a_tooltip(qtbot: QtBot) -> None:
    button = IconButton("print", "打印", keys="Ctrl+P")
    qtbot.addWidget(button)
    assert button.accessibleName() == "打印"
    assert "打印" in button.toolTip()
    assert "P" in button.toolTip()


@pytest.mark.parametrize(("count", "total", "value"), [(5, 12, 5), (0, 0, 0), (20, 12, 12)])
def test_a_bar_has_a_value(qtbot: QtBot, count: int, total: int, value: int) -> None:
    bar = ThinBar()
    qtbot.addWidget(bar)
    bar.set_parts(count, total)
    assert bar.value() == value


def test_progress_says_its_numbers(qtbot: QtBot) -> None:
    progress = Progress()
    qtbot.addWidget(progress)
    progress.show_parts("已做 5 / 12", 5, 12)
    assert progress.bar.accessibleName() == "已做 5 / 12"


def test_the_loading_line_waits_200_ms(qtbot: QtBot) -> None:
    line = LoadingLine()
    qtbot.addWidget(line)
    line.start()
    assert not line.is_on
    line.stop()
    qtbot.wait(260)
    assert not line.is_on
    line.start()
    qtbot.waitUntil(lambda: line.is_on)


def test_taboos_hide_when_there_are_none(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    box = TabooBox(["不饮酒", "勿送钟"], parent)
    parent.show()
    assert box.isVisible()
    assert box.accessibleDescription() == "不饮酒\n勿送钟"
    box.set_lines([])
    assert not box.isVisible()


def test_a_card_holds_plain_text(qtbot: QtBot) -> None:
    card = Card(tone="warning")
    qtbot.addWidget(card)
    card.add_title("<img src=x> 茶", "¥ 380")
    card.add_line("须批准", role="warning", icon="warning")
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in card.findChildren(PlainLabel))


def test_a_panel_scrolls_and_pins_its_actions(qtbot: QtBot) -> None:
    panel = SidePanel()
    for number in range(40):
        panel.body.addWidget(PlainLabel(f"要点 {number}"))
    button = PrimaryButton("完成")
    panel.foot.addWidget(button)
    active(qtbot, panel, 328)
    panel.resize(328, 300)
    assert button.mapTo(panel, button.rect().bottomLeft()).y() < 300
    panel.show_foot(False)
    assert not button.isVisible()


def test_a_button_that_is_squeezed_gives_up_its_key_before_its_word(qtbot: QtBot) -> None:
    button, alone = PlainButton("Not reached", keys="2"), PlainButton("Not reached")
    qtbot.addWidget(button)
    qtbot.addWidget(alone)
    assert button.minimumSizeHint() == alone.minimumSizeHint()
    for each in (button, alone):
        each.resize(each.minimumSizeHint())
    assert button.grab().toImage() == alone.grab().toImage()


def test_enter_presses_a_focused_button(qtbot: QtBot) -> None:
    button = PlainButton("跳过")
    active(qtbot, button, 120)
    button.setFocus()
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, Qt.Key.Key_Return)


def test_tab_leaves_a_text_box(qtbot: QtBot) -> None:
    window = QWidget()
    column = QVBoxLayout(window)
    box, other = TextBox("谈了什么"), PlainButton("提交")
    column.addWidget(box)
    column.addWidget(other)
    active(qtbot, window, 400)
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Tab)
    assert other.hasFocus()
    assert box.toPlainText() == "谈了什么"
    assert box.minimumHeight() >= 4 * 20


def test_a_splitter_remembers_its_place(qtbot: QtBot, tmp_path: Path) -> None:
    settings = QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat)
    for expected in (300, 200):
        splitter = KeptSplitter("today", settings=settings)
        for _ in range(2):
            splitter.addWidget(QWidget())
        qtbot.addWidget(splitter)
        splitter.resize(601, 100)
        splitter.restore(300, 300)
        splitter.show()
        assert abs(splitter.sizes()[0] - expected) <= 2
        splitter.moveSplitter(200, 1)


def test_the_head_of_a_page(qtbot: QtBot) -> None:
    head = PageHead("今日")
    head.set_subtitle("9 月 16 日 周三・八月初六，今天很长的一行说明")
    button = PlainButton("逐个打电话", icon="phone")
    head.add_tool(button)
    active(qtbot, head, 300)
    assert button.geometry().right() <= 300 - 16
    assert button.width() >= button.sizeHint().width()


def test_f6_goes_from_pane_to_pane(qtbot: QtBot) -> None:
    window = QWidget()
    column = QVBoxLayout(window)
    first, second = TextBox(), QWidget()
    inner = PlainButton("完成", second)
    hidden = TextBox()
    for pane in (first, second, hidden):
        column.addWidget(pane)
    hidden.hide()
    active(qtbot, window, 400)
    first.setFocus()
    focus_next([first, second, hidden])
    assert inner.hasFocus()
    focus_next([first, second, hidden])
    assert first.hasFocus()


def test_a_theme_change_after_widgets_are_gone(qtbot: QtBot, qapp: QApplication) -> None:
    for _ in range(20):
        card = Card()
        card.add_title("x")
        row = ChipRow()
        row.set_chips(CHIPS)
        card.add(row)
        card.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    appearance.changed.emit()


def test_all_of_a_long_talking_point_is_read_by_its_button(qtbot: QtBot) -> None:
    long, short = "the price of rubber " * 20, "rubber"
    points = [Point("commitment", {"text": text, "side": "ours"}, None) for text in (long, short)]
    lines = TalkLines("Talking points", *points)
    active(qtbot, lines, 320)
    [more] = lines.findChildren(QuietButton)
    cut = next(label for label in lines.findChildren(PlainLabel) if label.text().endswith("…"))
    more.setFocus()
    qtbot.keyClick(more, Qt.Key.Key_Space)
    assert long.strip() in cut.text()
    assert more.hasFocus()
    qtbot.keyClick(more, Qt.Key.Key_Space)
    assert cut.text().endswith("…")


def test_tab_passes_an_area_that_has_nothing_to_scroll_and_shows_what_it_enters(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    before, small, large = QLineEdit(), ScrollBody(), ScrollBody()
    for part in (before, small, large):
        column.addWidget(part)
    small.column.addWidget(PlainLabel("All of it"))
    for _ in range(30):
        large.column.addWidget(QLineEdit())
    window.resize(300, 400)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    large.setFocus(Qt.FocusReason.TabFocusReason)
    window.setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
    ringed = large.grab().toImage()
    before.setFocus()
    assert large.grab().toImage() != ringed
    assert large.accessibleName()
    large.verticalScrollBar().setValue(large.verticalScrollBar().maximum())
    passed = []
    for _ in range(3):
        tabbing.move(window, is_forward=True)
        passed.append(window.focusWidget())
    assert small not in passed
    entered = next(each for each in passed if isinstance(each, QLineEdit))
    assert not entered.visibleRegion().isEmpty()
