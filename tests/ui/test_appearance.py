"""One call dresses the application, and everything painted by hand hears of a change."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kam_desktop.ui import appearance, fonts, icons
from kam_desktop.ui.causes.file_bar import FileBar
from kam_desktop.ui.clients.list_bar import SelectionBar
from kam_desktop.ui.today.head import TodayHead
from kam_desktop.ui.today.notices import Banner
from kam_desktop.ui.visits.head import VisitHead
from kam_desktop.ui.widgets.texts import PlainLabel, plain_tip


@pytest.fixture(autouse=True)
def _back_to_light(qapp: QApplication) -> Iterator[None]:
    yield
    appearance.apply(qapp, "light")


def test_dark_and_back(qtbot: QtBot, qapp: QApplication) -> None:
    with qtbot.waitSignal(appearance.changed):
        appearance.apply(qapp, "dark")
    assert appearance.current().is_dark
    assert qapp.palette().window().color() == appearance.current().window
    assert qapp.palette().highlight().color() == appearance.current().accent
    appearance.apply(qapp, "light")
    assert not appearance.current().is_dark


def test_the_shipped_faces_are_used(qapp: QApplication) -> None:
    assert QFontInfo(fonts.body()).family() == "Noto Sans SC"
    assert QFontInfo(fonts.title()).bold()


def test_the_scale_of_type() -> None:
    sizes = [made.pixelSize() for made in (fonts.label(), fonts.body(), fonts.head(), fonts.title())]
    assert sizes == [12, 13, 15, 20]


def test_larger_text_makes_rows_and_controls_larger(qtbot: QtBot, qapp: QApplication) -> None:
    label = PlainLabel("客户")
    qtbot.addWidget(label)
    label.show()
    appearance.apply(qapp, "light", 1.5)
    assert fonts.px(36) == 54
    assert label.font().pixelSize() == round(13 * 1.5)
    appearance.apply(qapp, "light", 1.0)
    assert label.font().pixelSize() == 13


def test_a_face_survives_the_first_polish_and_a_new_role(qtbot: QtBot) -> None:
    label = PlainLabel("今日", face="title", bold=True)
    qtbot.addWidget(label)
    label.set_role("danger")
    label.show()
    assert label.font().pixelSize() == 20
    label.set_role("muted")
    assert label.font().pixelSize() == 20
    assert label.palette().windowText().color() == appearance.current().muted


def test_icons_handed_out_earlier_follow_the_theme(qapp: QApplication) -> None:
    icon = icons.icon("plus", "text")
    middle = (8, 8)
    light = icon.pixmap(16, 16).toImage().pixelColor(*middle)
    appearance.apply(qapp, "dark")
    dark = icon.pixmap(16, 16).toImage().pixelColor(*middle)
    assert light.lightness() < 100 < dark.lightness()


def test_an_icon_is_drawn_at_the_device_ratio(qapp: QApplication) -> None:
    drawn = icons.pixmap("search", 16, "muted", 2.0)
    assert (drawn.width(), drawn.devicePixelRatio()) == (32, 2.0)
    assert icons.pixmap("search", 16, "muted", 2.0) is drawn


def test_an_icon_of_a_button_is_sharp_on_a_dense_screen(qapp: QApplication) -> None:
    drawn = icons.icon("lock").pixmap(QSize(16, 16), 2.0)
    assert (drawn.width(), drawn.devicePixelRatio()) == (32, 2.0)
    assert drawn.toImage() == icons.pixmap("lock", 16, "text", 2.0).toImage()


def test_every_icon_file_draws_something_in_the_colour_asked_for(qapp: QApplication) -> None:
    from kam_desktop.core import assets

    for path in assets.path("icons").glob("*.svg"):
        if path.stem == "app":
            continue
        image = icons.pixmap(path.stem, 32, "danger").toImage()
        inked = [image.pixelColor(x, y) for x in range(32) for y in range(32) if image.pixelColor(x, y).alpha() > 200]
        assert inked, path.stem
        assert all(abs(colour.red() - 0xA8) < 12 for colour in inked), path.stem


def test_names_with_angle_brackets_stay_text(qtbot: QtBot) -> None:
    label = PlainLabel("A<b>C</b> 公司", elide=True)
    qtbot.addWidget(label)
    label.resize(30, 20)
    label.show()
    assert label.text() == "A<b>C</b> 公司"
    assert label.toolTip() == "<span>A&lt;b&gt;C&lt;/b&gt; 公司</span>"
    assert plain_tip("普通") == "普通"


def test_a_panel_widget_alone_never_becomes_a_window(qtbot: QtBot) -> None:
    from kam_desktop.ui.widgets.empty import EmptyState
    from kam_desktop.ui.widgets.taboo import TabooBox

    made: list[QWidget] = [TabooBox(["不饮酒"]), EmptyState("空", "做")]
    for widget in made:
        qtbot.addWidget(widget)
        assert not widget.isVisible()


@pytest.mark.parametrize("made", [TodayHead, Banner, SelectionBar, FileBar, VisitHead])
def test_heads_and_bars_grow_with_the_text(qtbot: QtBot, qapp: QApplication, made: type[QWidget]) -> None:
    bar = made()
    qtbot.addWidget(bar)
    high = bar.height()
    appearance.apply(qapp, "light", 1.5)
    try:
        assert bar.height() == round(high * 1.5)
    finally:
        appearance.apply(qapp, "light")
    assert bar.height() == high
