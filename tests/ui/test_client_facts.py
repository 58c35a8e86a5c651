"""Facts of a client edited where they stand: whose focus it is, and that nothing typed is lost on the way."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
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
    assert line.editor.hasFocus()
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
