"""Charts by keyboard and pointer: each mark is reached, says what it is, and opens."""

from dataclasses import replace

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from kam_desktop.ui import appearance
from kam_desktop.ui.widgets.charts.chart import Chart, Said
from kam_desktop.ui.widgets.charts.columns import Column, ColumnChart
from kam_desktop.ui.widgets.charts.rows import ROW, BarRow, RowBars
from kam_desktop.ui.widgets.charts.stack import Part, StackedBar


def columns(count: int = 3, *, behind: bool = True) -> list[Column]:
    return [
        Column(
            Said(f"now{at}", f"Month {at}", f"¥{at}00"), (at + 1) * 100, str(at), f"¥{at}00",
            behind=300 if behind else None, said_behind=Said(f"then{at}", f"Before {at}", "¥300") if behind else None,
            short_behind="¥300",
        )
        for at in range(count)
    ]  # fmt: skip


def shown(qtbot: QtBot, chart: Chart, width: int = 300) -> list[str]:
    qtbot.addWidget(chart)
    chart.resize(width, chart.sizeHint().height())
    chart.show()
    chart.activateWindow()
    chart.setFocus()
    qtbot.waitUntil(chart.hasFocus)
    opened: list[str] = []
    chart.opened.connect(opened.append)
    return opened


def colour_at(chart: Chart, x: float, y: float) -> str:
    image: QImage = chart.grab().toImage()
    ratio = image.devicePixelRatio()
    return image.pixelColor(round(x * ratio), round(y * ratio)).name().upper()


def test_arrows_reach_every_mark_and_enter_opens_it(qtbot: QtBot) -> None:
    chart = ColumnChart("Purchases")
    chart.show_columns(columns())
    opened = shown(qtbot, chart)
    assert chart.accessibleName() == "Purchases: Month 2 ¥200"
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    assert chart.accessibleName() == "Purchases: Month 1 ¥100"
    qtbot.keyClick(chart, Qt.Key.Key_Down)
    assert chart.accessibleName() == "Purchases: Before 1 ¥300"
    qtbot.keyClick(chart, Qt.Key.Key_Return)
    qtbot.keyClick(chart, Qt.Key.Key_Home)
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    qtbot.keyClick(chart, Qt.Key.Key_Space)
    qtbot.keyClick(chart, Qt.Key.Key_End)
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert opened == ["then1", "then0", "now2"]


def test_a_click_opens_the_bar_under_it(qtbot: QtBot) -> None:
    chart = ColumnChart("Purchases")
    chart.show_columns(columns())
    opened = shown(qtbot, chart)
    qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(155, 130))
    qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(15, 60))
    qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(250, 5))
    assert opened == ["now1", "then0", "now2"]
    assert chart.mark_at(QPointF(-3, 10)) == -1


def test_bars_are_painted_in_the_colours_of_their_roles(qtbot: QtBot) -> None:
    chart = ColumnChart("Purchases")
    chart.show_columns(columns())
    shown(qtbot, chart)
    theme = appearance.current()
    assert colour_at(chart, 155, 130) == theme.accent.name().upper()
    assert colour_at(chart, 15, 60) == theme.chart_quiet.name().upper()


def test_years_under_neighbouring_months_stand_side_by_side(qtbot: QtBot) -> None:
    chart = ColumnChart("Purchases")
    given = [replace(each, under=under) for each, under in zip(columns(12), ("2025", "2026", *[""] * 10), strict=True)]
    chart.show_columns(given)
    shown(qtbot, chart, 232)
    first, second = chart._unders().values()
    assert first.right() + 4 <= second.left()


def test_no_data_is_an_axis_and_a_sentence(qtbot: QtBot) -> None:
    chart = ColumnChart("Purchases")
    chart.show_columns([], "No purchases yet.")
    opened = shown(qtbot, chart)
    assert chart.accessibleName() == "Purchases No purchases yet."
    qtbot.keyClick(chart, Qt.Key.Key_Return)
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    assert opened == []
    axis = {colour_at(chart, 10, y) for y in range(chart.height())}
    assert appearance.current().border_strong.name().upper() in axis


def test_the_current_mark_stays_current_when_the_data_comes_anew(qtbot: QtBot) -> None:
    chart = ColumnChart("Purchases")
    chart.show_columns(columns(behind=False))
    shown(qtbot, chart)
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    chart.show_columns(columns(5, behind=False))
    current = chart.current()
    assert current is not None
    assert current.key == "now1"
    chart.show_columns(columns(1, behind=False))
    assert chart.current() is None


def test_rows_go_up_and_down(qtbot: QtBot) -> None:
    chart = RowBars("Products")
    rows = [BarRow(Said(name, name, "¥1"), name, 100, "50%", "+3%", course=(1, 5, 2)) for name in "abc"]
    chart.show_rows(rows)
    opened = shown(qtbot, chart, 420)
    assert chart.accessibleName() == "Products: a ¥1"
    qtbot.keyClick(chart, Qt.Key.Key_Down)
    qtbot.keyClick(chart, Qt.Key.Key_Return)
    qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(30, ROW * 2 + 5))
    assert opened == ["b", "c"]
    chart.show_rows([], "Nothing")
    assert chart.accessibleName() == "Products Nothing"


def test_a_stack_breaks_its_labels_into_lines(qtbot: QtBot) -> None:
    chart = StackedBar("Shares")
    parts = [
        Part(Said("ours", "Ours", "61%"), 61, is_subject=True),
        Part(Said("x", "A rival with a long name", "24%"), 24),
    ]
    chart.show_parts(parts)
    opened = shown(qtbot, chart, 160)
    assert chart.heightForWidth(160) > chart.heightForWidth(600)
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    qtbot.keyClick(chart, Qt.Key.Key_Return)
    qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(20, 6))
    assert opened == ["x", "ours"]
    assert colour_at(chart, 20, 6) == appearance.current().accent.name().upper()
