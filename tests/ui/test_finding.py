"""What the command bar finds, and what it offers where it finds nothing."""

from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from kam_desktop.core import notes
from kam_desktop.core.notes import NoteDraft
from kam_desktop.ui import appearance
from kam_desktop.ui.clients.client_form import ClientForm
from kam_desktop.ui.finding import Finder
from kam_desktop.ui.hit_list import Hit, HitList
from kam_desktop.ui.main_window import MainWindow, PageSpec
from kam_desktop.ui.navigation import IMPORT, Route
from kam_desktop.ui.page import Page
from ui.client_ground import TODAY, Ground, ground

__all__ = ["ground"]


@pytest.fixture
def window(ground: Ground, qtbot: QtBot, tmp_path: Any) -> MainWindow:
    """A frame with the form for a client and an empty page for each other place."""
    pages = [
        PageSpec("import", "Import", Page, "import"),
        PageSpec("client", "", Page, under="import"),
        PageSpec("client_form", "", lambda: ClientForm(ground.tasks), under="import"),
    ]
    made = MainWindow(pages, settings=QSettings(str(tmp_path / "w.ini"), QSettings.Format.IniFormat))
    qtbot.addWidget(made)
    finder = Finder(ground.tasks, made, lambda: pytest.fail("no note was asked for"), lambda _route: None)
    made.command_bar.set_provider(finder.find)
    made.show()
    made.activateWindow()
    made.go(Route("import"))
    return made


def look_for(window: MainWindow, ground: Ground, text: str) -> list[str]:
    window.command_bar.open()
    window.top_bar.field.setText(text)
    ground.settle()
    return [hit.title for hit in window.command_bar.hits()]


def name_in(form: ClientForm) -> QLineEdit:
    editor = form.columns.left.fields["name"].editor
    assert isinstance(editor, QLineEdit)
    return editor


def test_a_name_that_nobody_bears_becomes_a_client_with_enter(qtbot: QtBot, ground: Ground, window: MainWindow) -> None:
    ground.client("宁波恒远轮胎有限公司")
    assert look_for(window, ground, "台州海辰泵业") == ["New client “台州海辰泵业”", "Log a contact", "Import"]
    assert {hit.section for hit in window.command_bar.hits()} == {"Nothing found"}
    qtbot.keyClick(window.top_bar.field, Qt.Key.Key_Return)
    ground.settle()
    form = window.page
    assert isinstance(form, ClientForm)
    assert (name_in(form).text(), name_in(form).hasFocus()) == ("台州海辰泵业", True)
    assert look_for(window, ground, "浙江省宁波市恒远轮胎有限公司") == [
        "New client “浙江省宁波市恒远轮胎有限公司”",
        "Log a contact",
        "Import",
    ]
    qtbot.keyClick(window.top_bar.field, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    ground.settle()
    assert name_in(form).text() == "浙江省宁波市恒远轮胎有限公司"  # the name before was not typed here: it is not kept
    qtbot.waitUntil(lambda: bool(form.alike.links))
    form.save()
    ground.settle()
    names = ground.read(lambda s: {row[0] for row in s.connection().exec_driver_sql("SELECT name FROM client")})
    assert names == {"宁波恒远轮胎有限公司", "浙江省宁波市恒远轮胎有限公司"}


@pytest.mark.parametrize("text", ["", "import", "台州海辰泵业"])
def test_an_import_from_the_bar_asks_for_the_file_at_once(
    qtbot: QtBot, ground: Ground, window: MainWindow, text: str
) -> None:
    def imports() -> list[Hit]:
        return [each for each in window.command_bar.hits() if each.title == "Import"]

    look_for(window, ground, text)
    qtbot.waitUntil(lambda: bool(imports()))
    [hit] = imports()
    assert hit.run is not None
    shown: list[Route] = []
    window.shown_route.connect(shown.append)
    hit.run()
    assert shown == [IMPORT]


def test_what_was_typed_into_the_form_is_not_lost_to_a_name_from_the_bar(
    qtbot: QtBot, ground: Ground, window: MainWindow
) -> None:
    window.go(Route("client_form"))
    ground.settle()
    form: Any = window.page
    name_in(form).insert("Half typed")
    window.go(Route("import"))
    look_for(window, ground, "Zhejiang Pumps")
    qtbot.keyClick(window.top_bar.field, Qt.Key.Key_Return)
    ground.settle()
    assert name_in(form).text() == "Half typed"
    assert form.notice.isVisible()
    form.notice.first.click()
    ground.settle()
    assert name_in(form).text() == "Zhejiang Pumps"


@pytest.mark.parametrize("text", ["2026-06", "??", "a@b.cn"])
def test_what_cannot_be_a_name_is_offered_nothing(ground: Ground, window: MainWindow, text: str) -> None:
    assert look_for(window, ground, text) == []
    QApplication.processEvents()
    assert window.command_bar.isVisible()


def test_an_action_that_the_text_begins_stands_before_what_was_written(ground: Ground, window: MainWindow) -> None:
    client_id = ground.client("宁波恒远轮胎有限公司")
    draft = NoteDraft("Export to Vietnam from May on")
    ground.write(lambda s: notes.create(s, client_id, draft, today=TODAY))
    titles = look_for(window, ground, "export")
    assert titles[:2] == ["Export", "Export reports"]
    assert len(titles) == 3
    assert window.command_bar._count.text() == "1 result(s)"  # untranslated here
    assert look_for(window, ground, "vietnam")[0] != "Export"


@pytest.mark.parametrize("text", ["help", "keys", "帮助", "快捷键", "f1"])
def test_help_is_found_by_what_people_call_it(ground: Ground, window: MainWindow, text: str) -> None:
    assert "Help and keys" in look_for(window, ground, text)


def test_what_can_be_done_is_done_with_the_chosen_one(qtbot: QtBot, ground: Ground, window: MainWindow) -> None:
    ids = {name: ground.client(name) for name in ("杭州东驰精工", "杭州东驰轮胎")}
    look_for(window, ground, "杭州东驰")
    bar, field = window.command_bar, window.top_bar.field
    [_first, second, *_acts] = [hit.title for hit in bar.hits()]
    qtbot.keyClick(field, Qt.Key.Key_Down)
    acts = [hit for hit in bar.hits() if hit.is_act]
    assert {hit.section for hit in acts} == {f"With {second}"}
    assert len(acts) == 6
    current = bar.current()
    assert current is not None
    assert current.title == second
    chosen: list[dict[str, str]] = []
    window.go = lambda route: chosen.append(dict(route.args))  # type: ignore[method-assign,assignment,misc]
    look_for(window, ground, "杭州东驰")
    qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(field, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert [each["client_id"] for each in chosen] == [ids[second]]


def test_the_number_said_is_what_was_found_and_all_of_it_can_be_reached(ground: Ground, window: MainWindow) -> None:
    for number in range(9):
        client_id = ground.client(f"嘉兴金石包装{number}厂")
        ground.write(lambda s, to=client_id: notes.create(s, to, NoteDraft("送过花生礼盒"), today=TODAY))
    assert len([title for title in look_for(window, ground, "花生") if "花生" in title or "嘉兴" in title]) == 9
    assert window.command_bar._count.text() == "9 result(s)"
    titles = look_for(window, ground, "嘉兴金石")
    assert sum(title.startswith("嘉兴金石") for title in titles) == 9
    assert window.command_bar._count.text() == "9 result(s)"
    assert titles.index("Log a contact") == 6, "what can be done stands behind the first"


def test_hits_hide_the_page_below(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    page.setStyleSheet("background: #ff0000")
    hits = HitList(page)
    hits.set_hits([Hit("Clients", "1", "Alpha"), Hit("Clients", "2", "Beta")])
    page.resize(300, 200)
    hits.resize(300, 200)
    page.show()
    seen = page.grab().toImage()
    assert {seen.pixelColor(x, y).name() for x in (2, 290) for y in (2, 80, 190)} == {
        appearance.current().surface.name()
    }


def test_the_bar_keeps_its_height_until_typing_rests(window: MainWindow, ground: Ground, qtbot: QtBot) -> None:
    for number in range(5):
        ground.client(f"恒远{number}", tier="A")
    bar = window.command_bar
    look_for(window, ground, "恒远")
    high = bar.height()
    assert look_for(window, ground, "恒远4")[0] == "恒远4"
    assert bar.height() == high
    qtbot.waitUntil(lambda: bar.height() < high)
