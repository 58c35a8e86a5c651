"""Facts of a client edited where they stand: whose focus it is, and that nothing typed is lost on the way."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from kam_desktop.core import clients
from kam_desktop.ui.clients.client_fact_lines import FactLine
from kam_desktop.ui.clients.client_page import ClientPage
from kam_desktop.ui.navigation import Route
from ui.client_ground import Ground, ground

__all__ = ["ground"]


@pytest.fixture
def client_id(ground: Ground) -> str:
    return ground.client("宁波恒远轮胎有限公司", tier="A", industry="轮胎", city="宁波", notes="门口停车难")


@pytest.fixture
def page(ground: Ground, client_id: str) -> ClientPage:
    made = ClientPage(ground.tasks)
    ground.show(made, Route("client", client_id))
    return made


def kept(ground: Ground, client_id: str, name: str) -> Any:
    return ground.read(lambda s: getattr(clients.get(s, client_id), name))


def focused(page: QWidget) -> QWidget:
    found = page.window().focusWidget()
    assert found is not None
    return found


def retype(qtbot: QtBot, line: FactLine, text: str) -> None:
    """Click a fact and type another text over it."""
    qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
    assert isinstance(line.editor, QLineEdit)
    assert line.has_focus
    line.editor.selectAll()
    qtbot.keyClicks(line.editor, text)


def test_a_saved_fact_leaves_the_focus_where_it_went(
    qtbot: QtBot, ground: Ground, page: ClientPage, client_id: str
) -> None:
    lines = page.panel.facts.lines
    retype(qtbot, lines["industry"], "tyres")
    qtbot.mouseClick(lines["city"], Qt.MouseButton.LeftButton)
    ground.settle()
    assert kept(ground, client_id, "industry") == "tyres"
    assert lines["city"].is_editing
    for letter in "lvx":
        qtbot.keyClicks(focused(page), letter)
        ground.settle()
    qtbot.keyClick(focused(page), Qt.Key.Key_Return)
    ground.settle()
    assert kept(ground, client_id, "city") == "lvx"
    assert ground.routes == []
    assert focused(page) is lines["city"]


def test_tab_saves_a_fact_and_goes_to_the_next(qtbot: QtBot, ground: Ground, page: ClientPage, client_id: str) -> None:
    lines = page.panel.facts.lines
    retype(qtbot, lines["industry"], "tyres")
    qtbot.keyClick(focused(page), Qt.Key.Key_Tab)
    assert focused(page) is lines["city"]
    ground.settle()
    assert kept(ground, client_id, "industry") == "tyres"
    assert focused(page) is lines["city"]


def test_a_refused_fact_does_not_fetch_the_focus(qtbot: QtBot, ground: Ground, page: ClientPage) -> None:
    lines = page.panel.facts.lines
    page.panel.facts.more.click()
    retype(qtbot, lines["annual_revenue_minor"], "many")
    qtbot.mouseClick(lines["city"], Qt.MouseButton.LeftButton)
    ground.settle()
    assert lines["annual_revenue_minor"].error.isVisible()
    assert focused(page) is lines["city"].editor


def test_leaving_saves_what_is_typed(qtbot: QtBot, ground: Ground, page: ClientPage, client_id: str) -> None:
    other = ground.client("上海乙公司", industry="x", notes="y")
    lines, notes = page.panel.facts.lines, page.panel.notes
    retype(qtbot, lines["industry"], "tyres")
    page.show_route(Route("client", other))  # Back, [ and ] come this way
    ground.settle()
    assert (kept(ground, client_id, "industry"), kept(ground, other, "industry")) == ("tyres", "x")
    assert lines["industry"].value.text() == "x"
    page.show_route(Route("client", client_id))
    ground.settle()
    qtbot.mouseClick(notes, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(focused(page), "gate 2 ")
    page.hide()
    ground.settle()
    assert kept(ground, client_id, "notes") == "gate 2 门口停车难"
    assert [notice.text for notice in ground.notices] == ["Industry saved", "Notes saved"]


def test_what_cannot_be_saved_waits_for_its_client(
    qtbot: QtBot, ground: Ground, page: ClientPage, client_id: str
) -> None:
    other = ground.client("上海乙公司")
    line = page.panel.facts.lines["annual_revenue_minor"]
    page.panel.facts.more.click()
    retype(qtbot, line, "many")
    page.show_route(Route("client", other))
    ground.settle()
    assert not line.is_editing
    assert ground.notices[-1].text.startswith("Yearly revenue “many” is not saved yet: ")
    page.show_route(Route("client", client_id))
    ground.settle()
    assert isinstance(line.editor, QLineEdit)
    assert (line.editor.text(), line.error.text()) == ("many", "Write a number of 10,000s, such as 1200 or 86.5.")
    assert not line.has_focus
    page.hide()  # as when the window is locked: the page that comes is another one
    ground.settle()
    again = ClientPage(ground.tasks)
    ground.show(again, Route("client", client_id))
    line = again.panel.facts.lines["annual_revenue_minor"]
    assert isinstance(line.editor, QLineEdit)
    line.editor.setFocus()
    line.editor.selectAll()
    qtbot.keyClicks(line.editor, "120")
    qtbot.keyClick(line.editor, Qt.Key.Key_Return)
    ground.settle()
    assert kept(ground, client_id, "annual_revenue_minor") == 120_000_000
    again.reload()
    ground.settle()
    assert not line.is_editing


def test_a_promise_that_is_being_written_waits_too(
    qtbot: QtBot, ground: Ground, page: ClientPage, client_id: str
) -> None:
    other, entry = ground.client("上海乙公司"), page.panel.entry
    qtbot.keyClick(page.facts.list, Qt.Key.Key_P)
    qtbot.keyClicks(focused(page), "two racks")
    entry.due.setFocus()
    qtbot.keyClicks(entry.due, "10-20")
    page.show_route(Route("client", other))
    ground.settle()
    assert (entry.isVisible(), entry.text.text()) == (False, "")
    page.hide()
    page.show_route(Route("client", client_id))
    page.show()
    ground.settle()
    assert (entry.text.text(), entry.due.value()) == ("two racks", date(2026, 10, 20))
    entry.text.setFocus()
    qtbot.keyClick(entry.text, Qt.Key.Key_Return)
    ground.settle()
    assert [(line.text, line.due_on) for line in page.seen.dossier.commitments] == [("two racks", date(2026, 10, 20))]  # type: ignore[union-attr]
    page.show_route(Route("client", other))
    page.show_route(Route("client", client_id))
    ground.settle()
    assert entry.isHidden()


@pytest.fixture
def beside(ground: Ground, page: ClientPage, client_id: str) -> ClientPage:
    """The same client in a window of its own."""
    made = ClientPage(ground.tasks)
    ground.show(made, Route("client", client_id))
    return made


def test_two_windows_tell_of_each_other(
    qtbot: QtBot, ground: Ground, page: ClientPage, beside: ClientPage, client_id: str
) -> None:
    mine, theirs = (each.panel.facts.lines["industry"] for each in (page, beside))
    page.activateWindow()
    retype(qtbot, mine, "first")
    beside.activateWindow()
    retype(qtbot, theirs, "second")
    qtbot.keyClick(focused(beside), Qt.Key.Key_Return)
    ground.settle()
    assert kept(ground, client_id, "industry") == "second"
    assert mine.is_editing
    page.activateWindow()
    qtbot.keyClick(focused(page), Qt.Key.Key_Return)
    ground.settle()
    assert kept(ground, client_id, "industry") == "second"
    assert isinstance(mine.editor, QLineEdit)
    assert mine.editor.text() == "first"
    assert mine.error.text() == "Meanwhile it was changed to second. Enter puts yours there, Esc leaves it."
    assert focused(page) is mine.editor
    page.hide()  # without a word of its person nothing is overwritten
    page.show()
    ground.settle()
    assert kept(ground, client_id, "industry") == "second"
    mine.editor.setFocus()
    qtbot.keyClick(mine.editor, Qt.Key.Key_Return)
    ground.settle()
    assert kept(ground, client_id, "industry") == "first"


def test_what_changed_elsewhere_in_the_client_is_no_matter(
    qtbot: QtBot, ground: Ground, page: ClientPage, beside: ClientPage, client_id: str
) -> None:
    retype(qtbot, page.panel.facts.lines["industry"], "first")
    retype(qtbot, beside.panel.facts.lines["city"], "Ningbo")
    qtbot.keyClick(focused(beside), Qt.Key.Key_Return)
    ground.settle()
    qtbot.keyClick(focused(page), Qt.Key.Key_Return)
    ground.settle()
    assert [kept(ground, client_id, name) for name in ("industry", "city")] == ["first", "Ningbo"]


def test_the_name_is_written_in_the_head(qtbot: QtBot, ground: Ground, page: ClientPage, client_id: str) -> None:
    line, short = page.head.name_line, page.panel.facts.lines["short_name"]
    assert short.value.text() == "宁波恒远轮胎"
    retype(qtbot, line, " ")
    qtbot.keyClick(focused(page), Qt.Key.Key_Return)
    assert line.is_editing
    assert line.error.text() == "Enter the client's name."
    focused(page).setText("杭州永固轮胎有限公司")  # type: ignore[attr-defined]
    qtbot.keyClick(focused(page), Qt.Key.Key_Return)
    ground.settle()
    assert (page.title(), page.head.name.text(), short.value.text()) == (
        long := "杭州永固轮胎有限公司",
        long,
        "杭州永固轮胎",
    )
    assert focused(page) is line
    retype(qtbot, line, "x")
    qtbot.keyClick(focused(page), Qt.Key.Key_Escape)
    assert (line.is_editing, page.head.name.text()) == (False, "杭州永固轮胎有限公司")
    retype(qtbot, line, "Yonggu")
    other = ground.client("上海乙公司")
    page.show_route(Route("client", other))
    ground.settle()
    assert (kept(ground, client_id, "name"), page.head.name.text()) == ("Yonggu", "上海乙公司")


def test_since_when_and_the_short_name_are_facts_too(
    qtbot: QtBot, ground: Ground, page: ClientPage, client_id: str
) -> None:
    lines = page.panel.facts.lines
    retype(qtbot, lines["short_name"], "HY")
    qtbot.keyClick(focused(page), Qt.Key.Key_Return)
    retype(qtbot, lines["since_on"], "someday")
    qtbot.keyClick(focused(page), Qt.Key.Key_Return)
    assert lines["since_on"].error.isVisible()
    focused(page).selectAll()  # type: ignore[attr-defined]
    qtbot.keyClicks(focused(page), "2019-03-05")
    qtbot.keyClick(focused(page), Qt.Key.Key_Return)
    ground.settle()
    assert [kept(ground, client_id, name) for name in ("short_name", "since_on")] == ["HY", date(2019, 3, 5)]
    qtbot.waitUntil(lambda: lines["since_on"].value.text() == "5 Mar 2019")
    assert lines["short_name"].value.text() == "HY"


def test_an_editor_at_the_foot_of_the_panel_is_scrolled_into_view(
    qtbot: QtBot, ground: Ground, page: ClientPage
) -> None:
    page.resize(1100, 420)
    ground.settle()
    line = page.panel.facts.lines["city"]
    around = next(each for each in _above(line) if isinstance(each, QScrollArea))
    inside = around.widget()
    assert inside is not None
    top = line.mapTo(inside, QPoint(0, 0)).y()
    around.verticalScrollBar().setValue(top - around.viewport().height() + 12)  # its upper edge is seen
    line.edit()
    qtbot.waitUntil(lambda: not line.visibleRegion().isEmpty() and line.visibleRegion().boundingRect() == line.rect())


def _above(widget: QWidget) -> Iterator[QWidget]:
    around = widget.parentWidget()
    while around is not None:
        yield around
        around = around.parentWidget()
