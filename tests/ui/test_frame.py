"""The window: pages made late, stale pages, the way back, keys, messages, the command bar."""

import gc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, ClassVar

import pytest
from PySide6.QtCore import QPoint, QRect, QSettings, Qt
from PySide6.QtGui import QCursor, QImage, QInputMethodEvent, QRegion
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kam_desktop.core.rules.kinds import Entity
from kam_desktop.ui import appearance, fonts
from kam_desktop.ui.command_bar import Hit
from kam_desktop.ui.hit_list import pieces
from kam_desktop.ui.keys_overlay import KeysOverlay
from kam_desktop.ui.main_window import MainWindow, PageSpec
from kam_desktop.ui.navigation import History, Route
from kam_desktop.ui.page import Page
from kam_desktop.ui.tasks import Run, Tasks
from kam_desktop.ui.widgets import message_bar
from kam_desktop.ui.widgets.message_bar import MessageBar
from kam_desktop.ui.widgets.texts import PlainLabel


class Clients(Page):
    concerns: ClassVar[frozenset[Entity]] = frozenset({Entity.CLIENT})
    made = 0

    def __init__(self) -> None:
        super().__init__()
        type(self).made += 1
        self.loads = 0
        self.routes: list[Route] = []
        self.called: list[str] = []
        self.edit = QLineEdit()
        QVBoxLayout(self).addWidget(self.edit)

    def title(self) -> str:
        return "客户"

    def keys(self) -> list[tuple[str, str]]:
        return [("E", "编辑")]

    def reload(self) -> None:
        self.loads += 1

    def show_route(self, route: Route) -> None:
        self.routes.append(route)

    def focus_filter(self) -> None:
        self.called.append("filter")

    def on_escape(self) -> bool:
        self.called.append("escape")
        return len(self.called) < 2


class Gifts(Clients):
    concerns: ClassVar[frozenset[Entity]] = frozenset({Entity.GIFT})


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    Clients.made = Gifts.made = 0
    made = MainWindow(
        [
            PageSpec("clients", "客户", Clients, "clients"),
            PageSpec("gifts", "礼品", Gifts, "gift"),
            PageSpec("client", "档案", Gifts, under="clients"),
            PageSpec("settings", "设置", Page, "settings", is_pinned=True),
        ],
        settings=QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat),
        brand="客情",
    )
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    made.close()


def page(window: MainWindow) -> Clients:
    assert isinstance(window.page, Clients)
    return window.page


def test_history_is_like_a_browser_s() -> None:
    history = History()
    for name in ("a", "b", "b", "c"):
        history.visit(Route(name))
    assert history.back() == Route("b")
    assert history.back() == Route("a")
    assert history.back() is None
    assert history.forward() == Route("b")
    history.visit(Route("d", "7", {"tab": "x"}))
    assert history.forward() is None
    assert history.current == Route("d", "7", {"tab": "x"})


def test_a_page_that_is_done_with_is_no_place_to_come_back_to() -> None:
    history = History()
    done = Route("list", "", {"back": "form"})
    for name in ("today", "client", "form"):
        history.visit(Route(name))
    assert history.visit(done) == Route("client")
    assert (history.forward(), history.back()) == (None, Route("today"))
    history.visit(Route("form"))
    history.visit(Route("elsewhere"))
    assert history.visit(done) == Route("elsewhere"), "one has gone on since"
    alone = History()
    alone.visit(Route("form"))
    assert alone.visit(done) == Route("list")
    assert alone.back() is None


def test_pages_are_made_when_first_shown(window: MainWindow) -> None:
    assert (Clients.made, Gifts.made) == (0, 0)
    window.go(Route("clients"))
    window.go(Route("clients", "7"))
    assert (Clients.made, Gifts.made) == (1, 0)
    assert page(window).routes == [Route("clients"), Route("clients", "7")]
    assert window.windowTitle() == "客户 · 客情"


def test_an_unseen_page_reloads_when_it_is_next_shown(window: MainWindow, qapp: QApplication) -> None:
    window.go(Route("clients"))
    clients = page(window)
    assert clients.loads == 1
    window.on_changed(frozenset({Entity.CLIENT}))
    window.on_changed(frozenset({Entity.GIFT}))
    assert clients.loads == 2
    window.go(Route("gifts"))
    window.on_changed(frozenset({Entity.CLIENT, Entity.TOUCH}))
    window.on_changed(frozenset({Entity.CLIENT}))
    assert (clients.loads, clients.is_stale) == (2, True)
    window.go(Route("clients"))
    assert (clients.loads, clients.is_stale) == (3, False)
    window.go(Route("gifts"))
    window.go(Route("clients"))
    assert clients.loads == 3


def test_changes_come_through_the_tasks(qtbot: QtBot, window: MainWindow, tasks: Tasks) -> None:
    window.attach(tasks)
    window.go(Route("clients"))
    tasks.write(window, lambda rows: rows.append(1))
    qtbot.waitUntil(lambda: page(window).loads == 2)


def test_keys_lead_to_pages_and_back(qtbot: QtBot, window: MainWindow) -> None:
    ctrl, alt = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
    qtbot.keyClick(window, Qt.Key.Key_1, ctrl)
    qtbot.keyClick(window, Qt.Key.Key_2, ctrl)
    assert isinstance(window.page, Gifts)
    qtbot.keyClick(window, Qt.Key.Key_Left, alt)
    assert not isinstance(window.page, Gifts)
    qtbot.keyClick(window, Qt.Key.Key_Right, alt)
    assert isinstance(window.page, Gifts)
    qtbot.keyClick(window, Qt.Key.Key_F, ctrl)
    qtbot.keyClick(window, Qt.Key.Key_F5)
    qtbot.keyClick(window, Qt.Key.Key_F6)
    assert page(window).called == ["filter"]
    assert page(window).loads == 2
    with qtbot.waitSignal(window.note_asked):
        qtbot.keyClick(window, Qt.Key.Key_N, ctrl)
    with qtbot.waitSignal(window.lock_asked):
        qtbot.keyClick(window, Qt.Key.Key_L, ctrl)


def test_escape_asks_the_page_first_and_then_goes_back(qtbot: QtBot, window: MainWindow) -> None:
    window.go(Route("clients"))
    window.go(Route("gifts"))
    gifts = page(window)
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert window.page is gifts
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert window.page is not gifts


def test_a_page_asks_for_another_by_route(window: MainWindow) -> None:
    window.go(Route("clients"))
    page(window).navigate.emit(Route("client", "7"))
    assert page(window).routes == [Route("client", "7")]
    assert window.sidebar._buttons["clients"].isChecked()


def test_the_sidebar_is_narrow_in_a_narrow_window(window: MainWindow, qapp: QApplication) -> None:
    window.resize(1280, 720)
    assert window.sidebar.width() == 176
    window.resize(1000, 600)
    qapp.processEvents()
    assert window.sidebar.width() == 48
    window.resize(400, 300)
    assert (window.width(), window.height()) == (960, 540)
    button = window.sidebar._buttons["gifts"]
    assert "礼品" in button.toolTip()


def test_a_count_is_spoken(window: MainWindow) -> None:
    window.sidebar.set_count("gifts", 9)
    assert window.sidebar._buttons["gifts"].accessibleName() == "礼品 9"


def test_the_keys_of_the_page_and_away(qtbot: QtBot, window: MainWindow) -> None:
    window.go(Route("clients"))
    page(window).edit.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_F1)
    overlay = window.findChild(KeysOverlay)
    assert overlay is not None
    said = [label.text() for label in overlay.findChildren(PlainLabel)]
    assert sum(len(text) > 60 for text in said) == 6, "how the day goes, and what this page is for"
    qtbot.keyClick(overlay, Qt.Key.Key_Escape)
    assert not overlay.isVisible()
    assert page(window).edit.hasFocus()


def test_only_keys_that_work_are_listed(window: MainWindow) -> None:
    window.go(Route("settings"))
    words = dict(window.common_keys())
    assert "Ctrl+F" not in words, "this page has no filter"
    assert f"Ctrl+{len(window.sidebar.pages())}" in words["Ctrl+1"]
    window.go(Route("clients"))
    assert ("Ctrl+F" in dict(window.common_keys())) == hasattr(window.page, "focus_filter")


def test_the_place_of_the_window_is_kept(qtbot: QtBot, tmp_path: Path) -> None:
    settings = QSettings(str(tmp_path / "w.ini"), QSettings.Format.IniFormat)
    for height in (800, 640):
        made = MainWindow([PageSpec("a", "A", Page, "today")], settings=settings)
        qtbot.addWidget(made)
        made.show()
        assert made.height() == height
        made.resize(1100, 640)
        made.close()


def test_a_window_that_is_thrown_away_leaves_nothing_behind(window: MainWindow, qapp: QApplication) -> None:
    window.go(Route("clients"))
    window.messages.done("已记录")
    window.close()
    gc.collect()
    qapp.processEvents()


def hits(*names: str) -> list[Hit]:
    return [Hit("联系人", name, name, "详情", "A", [(0, 1)]) for name in names]


def test_the_newest_answer_counts(qtbot: QtBot, window: MainWindow) -> None:
    waiting: dict[str, Callable[[list[Hit]], None]] = {}
    bar = window.command_bar
    bar.set_provider(waiting.__setitem__)
    window.go(Route("clients"))
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    field = window.top_bar.field
    qtbot.keyClicks(field, "wj")
    waiting["wj"](hits("王俊岭", "吴佳丽"))
    waiting["w"](hits("旧"))
    assert [hit.id for hit in bar.hits()] == ["王俊岭", "吴佳丽"]
    assert bar.isVisible()
    assert bar.geometry().top() > field.geometry().bottom()


def test_an_empty_field_shows_what_is_offered_and_nothing_where_nothing_is(qtbot: QtBot, window: MainWindow) -> None:
    bar = window.command_bar
    offered: dict[str, list[Hit]] = {"": hits("王俊岭"), "w": [], " ": []}
    bar.set_provider(lambda text, deliver: deliver(offered[text]))
    bar.open()
    assert [hit.id for hit in bar.hits()] == ["王俊岭"]
    qtbot.keyClicks(window.top_bar.field, "w")
    assert bar.isVisible()
    qtbot.keyClick(window.top_bar.field, Qt.Key.Key_Backspace)
    assert [hit.id for hit in bar.hits()] == ["王俊岭"]
    bar.dismiss()
    assert not bar.isVisible()
    offered[""] = []
    bar.open()
    assert not bar.isVisible()


def test_enter_waits_for_the_answer_to_the_newest_letters(qtbot: QtBot, window: MainWindow) -> None:
    waiting: dict[str, Callable[[list[Hit]], None]] = {}
    ran: list[str] = []
    window.command_bar.set_provider(waiting.__setitem__)
    window.command_bar.open()
    field = window.top_bar.field
    qtbot.keyClicks(field, "w")
    waiting["w"]([Hit("联系人", "1", "吴佳丽", keycap="Alt+1", run=lambda: ran.append("wrong"))])
    qtbot.keyClicks(field, "j")
    qtbot.keyClick(field, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert ran == []
    waiting["wj"]([Hit("联系人", "2", "王俊岭", run=lambda: ran.append("right"))])
    assert ran == ["right"]
    assert not window.command_bar.isVisible()


def test_the_command_bar_by_keys(qtbot: QtBot, window: MainWindow) -> None:
    ran: list[str] = []
    found = [
        Hit("联系人", "1", "王俊岭", tier="A", run=lambda: ran.append("open 1"),
            run_in_new_window=lambda: ran.append("window 1")),
        Hit("联系人", "2", "吴佳丽", tier="B", run=lambda: ran.append("open 2")),
        Hit("对 王俊岭", "3", "记一次电话", icon="phone", keycap="Alt+1", run=lambda: ran.append("call")),
    ]  # fmt: skip
    bar, field = window.command_bar, window.top_bar.field
    bar.set_provider(lambda _text, deliver: deliver(found))
    window.go(Route("clients"))
    page(window).edit.setFocus()

    def typed(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        bar.open()
        qtbot.keyClicks(field, "w")
        qtbot.keyClick(field, key, modifier)

    bar.open()
    qtbot.keyClicks(field, "w")
    qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    typed(Qt.Key.Key_Return)
    typed(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    typed(Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert ran == ["open 2", "open 1", "window 1", "call"]
    typed(Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert field.text() == ""
    assert page(window).edit.hasFocus()


def test_uncommitted_letters_of_an_input_method_are_searched(qtbot: QtBot, window: MainWindow) -> None:
    asked: list[str] = []
    window.command_bar.set_provider(lambda text, _deliver: asked.append(text))
    window.command_bar.open()
    QApplication.sendEvent(window.top_bar.field, QInputMethodEvent("w'j", []))
    assert asked[-1] == "wj"


def test_nothing_found_is_said(qtbot: QtBot, window: MainWindow) -> None:
    window.command_bar.set_provider(lambda _text, deliver: deliver([]))
    window.command_bar.open()
    qtbot.keyClicks(window.top_bar.field, "zz")
    assert window.command_bar.isVisible()
    assert window.command_bar.current() is None


def test_text_cut_at_its_marks() -> None:
    assert pieces("芜湖皖江轮胎", [(2, 3)]) == [("芜湖", False), ("皖江轮", True), ("胎", False)]
    assert pieces("王", [(0, 9), (0, 1)]) == [("王", True)]
    assert pieces("王", []) == [("王", False)]


@pytest.fixture
def bar(qtbot: QtBot) -> MessageBar:
    made = MessageBar()
    qtbot.addWidget(made)
    return made


def test_what_was_done_last_is_shown_and_leaves(qtbot: QtBot, bar: MessageBar, monkeypatch: pytest.MonkeyPatch) -> None:
    assert message_bar.SECONDS == 8
    bar._timer.setInterval(20)
    bar.done("一")
    bar.done("二")
    assert bar.notice is not None
    assert bar.notice.text == "二"  # Undo means the last thing done, never an older one
    qtbot.waitUntil(lambda: bar.notice is None)
    assert bar.isHidden()


def test_errors_stay_and_are_not_repeated(qtbot: QtBot, bar: MessageBar) -> None:
    bar._timer.setInterval(10)
    bar.error("没有写入")
    bar.error("没有写入")
    qtbot.wait(40)
    assert bar.notice is not None
    bar.close_notice()
    assert bar.notice is None


def test_undo_by_its_key_only_while_shown(bar: MessageBar) -> None:
    undone: list[str] = []
    bar.done("已完成", action="撤销", keys="Ctrl+Z", act=lambda: undone.append("undone"))
    assert not bar.trigger("Ctrl+Y")
    assert bar.trigger("Ctrl+Z")
    assert not bar.trigger("Ctrl+Z")
    assert undone == ["undone"]


def test_a_run_is_shown_between_messages_and_can_be_cancelled(qtbot: QtBot, bar: MessageBar) -> None:
    run = Run("导入客户")
    run.count, run.total = 20, 90
    bar.show_run(run)
    assert not bar.isHidden()
    bar.done("已完成")
    assert bar.notice is not None
    bar.close_notice()
    assert not bar.isHidden()
    qtbot.mouseClick(bar._action, Qt.MouseButton.LeftButton)
    assert run.is_cancelled()
    bar.end_run(run)
    assert bar.isHidden()


def test_settings_are_the_last_row(window: MainWindow) -> None:
    names: list[Any] = list(window.sidebar.pages())
    assert names == ["clients", "gifts", "settings"]


def test_larger_text_at_any_time_fits_the_frame(window: MainWindow, qapp: QApplication) -> None:
    window.resize(1280, 720)
    appearance.apply(qapp, "light", 1.25)
    qapp.processEvents()
    assert (window.top_bar.height(), window.sidebar.is_narrow) == (60, True)
    appearance.apply(qapp, "light", 1.0)
    qapp.processEvents()
    assert (window.top_bar.height(), window.sidebar.width()) == (48, 176)


class Forms(Page):
    """Its one button stands at the lower left, where messages come."""

    def __init__(self) -> None:
        super().__init__()
        self.button = QPushButton("保存", self)
        self.button.setGeometry(16, 500, 200, 32)
        self.opened = 0
        self.button.clicked.connect(self._count)

    def _count(self) -> None:
        self.opened += 1


def test_a_message_takes_no_room_from_the_page(window: MainWindow, qapp: QApplication) -> None:
    window.go(Route("clients"))
    qapp.processEvents()
    before = page(window).size()
    window.messages.done("已记录", action="撤销", keys="Ctrl+Z", act=lambda: None)
    qapp.processEvents()
    assert window.messages.isVisible()
    assert page(window).size() == before
    assert window._stack.geometry().contains(window.messages.geometry())
    window.messages.error("没有写入：磁盘已满。腾出空间后再试。", action="复制详情", act=lambda: None)
    window.messages.close_notice()
    qapp.processEvents()
    text = window.messages._text
    assert text.width() >= fonts.width(fonts.body(), text.text())


def test_a_message_covers_no_button_of_the_page(window: MainWindow, qtbot: QtBot, qapp: QApplication) -> None:
    window.resize(1000, 600)
    form = Forms()
    window._stack.addWidget(form)
    window._stack.setCurrentWidget(form)
    qapp.processEvents()
    form.button.move(16, form.height() - 48)
    window.messages.done("已记录和「温州恒远港务」的电话" * 9)
    button = QRect(form.button.mapTo(window._inside, QPoint(0, 0)), form.button.size())
    assert not window.messages.geometry().intersects(button)
    qtbot.mouseClick(form.button, Qt.MouseButton.LeftButton)
    assert form.opened == 1
    field = QLineEdit(form)  # what comes into use under it does not stay there
    place = window.messages.geometry().translated(-form.mapTo(window._inside, QPoint(0, 0)))
    field.setGeometry(place)
    field.show()
    field.setFocus()
    qtbot.waitUntil(
        lambda: (
            not window.messages.geometry().intersects(QRect(field.mapTo(window._inside, QPoint(0, 0)), field.size()))
        )
    )


def test_a_run_does_not_flee_from_the_pointer(window: MainWindow, qapp: QApplication) -> None:
    run = Run("导出")
    run.count, run.total = 3, 10
    qapp.processEvents()
    window.messages.show_run(run)
    place, button = window.messages.geometry(), window.messages._action
    QCursor.setPos(button.mapToGlobal(button.rect().center()))
    for count in (4, 5000):
        run.count = count
        window.messages.show_run(run)
        assert window.messages.geometry() == place
    window.messages.end_run(run)
    window.messages.info("已导出")  # what comes anew is not under the pointer
    assert not window.messages.geometry().contains(window._inside.mapFromGlobal(QCursor.pos()))
    QCursor.setPos(QPoint(0, 0))


def test_undo_leaves_the_focus_in_the_page(window: MainWindow, qtbot: QtBot) -> None:
    window.go(Route("clients"))
    page(window).edit.setFocus()
    messages = window.messages
    for reach in (
        lambda: qtbot.mouseClick(messages._action, Qt.MouseButton.LeftButton),
        lambda: (messages._action.setFocus(), messages._action.click()),
    ):
        messages.done("已记录", action="撤销", keys="Ctrl+Z", act=lambda: None)
        reach()
        assert messages.isHidden()
        assert QApplication.focusWidget() is page(window).edit


def test_the_first_message_has_a_shadow_without_a_band(window: MainWindow, qapp: QApplication) -> None:
    qapp.processEvents()
    window.messages.info("已导出")
    assert window.messages._floating is not None
    shadow = window.messages._floating._shadow
    assert shadow.isVisible()
    assert shadow.geometry().contains(window.messages.geometry())
    picture = QImage(shadow.size(), QImage.Format.Format_ARGB32)
    picture.fill(0)
    shadow.render(picture, QPoint(), QRegion(), QWidget.RenderFlag(0))
    depths = [picture.pixelColor(21, y).alpha() for y in range(picture.height())]
    assert 0 < depths[len(depths) // 2] <= depths[len(depths) // 3] + 1, "no band where corners meet"
    bottom = window.messages.geometry().bottom() + 1 - shadow.y()
    below = [picture.pixelColor(picture.width() // 2, y).alpha() for y in range(bottom, bottom + 12)]
    assert min(below[1:]) > 0, "it begins at the bar"
    assert below[1] >= below[-1]


def test_a_message_gives_way_to_a_button_that_comes_later(window: MainWindow, qtbot: QtBot) -> None:
    window.go(Route("clients"))
    shown = page(window)
    late = QPushButton("加标签", shown)
    late.hide()
    layout = shown.layout()
    assert isinstance(layout, QVBoxLayout)
    layout.addStretch(1)
    layout.addWidget(late)
    window.messages.error("没有写入：磁盘已满。")
    qtbot.wait(150)
    late.setFixedHeight(200)
    late.show()
    qtbot.waitUntil(
        lambda: (
            late.height() == 200
            and late.y() > 300
            and not window.messages.geometry().intersects(QRect(late.mapTo(window._inside, QPoint(0, 0)), late.size()))
        )
    )


def test_a_message_may_come_before_the_window(qtbot: QtBot) -> None:
    made = MainWindow([])
    qtbot.addWidget(made)
    made.messages.info("已导出")
    made.show()
    qtbot.waitUntil(lambda: made._stack.geometry().contains(made.messages.geometry()))
