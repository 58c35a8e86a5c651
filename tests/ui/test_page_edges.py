"""The pages that are forms stand on one edge: their fields begin where their title does."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from kam_desktop.ui.calls.caller import CallerPage
from kam_desktop.ui.clients.client_form import ClientForm
from kam_desktop.ui.events.form import EventForm
from kam_desktop.ui.exports.page import ExportPage
from kam_desktop.ui.exports.papers_page import PapersPage
from kam_desktop.ui.gifts.gift_form import GiftForm
from kam_desktop.ui.handover.page import HandoverPage
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.page import Page
from kam_desktop.ui.visits.brief import _Box
from kam_desktop.ui.weekly.page import WeeklyPage
from kam_desktop.ui.widgets.field import Field
from ui.client_ground import Ground, ground

__all__ = ["ground"]
PAGES = (CallerPage, ClientForm, EventForm, ExportPage, GiftForm, HandoverPage, PapersPage, WeeklyPage)


@pytest.mark.parametrize("kind", PAGES)
def test_the_fields_begin_where_the_title_does(ground: Ground, kind: type[Page]) -> None:
    make: type[ClientForm] = kind  # type: ignore[assignment]  # each is made from the tasks alone
    page = make(ground.tasks)
    ground.show(page, Route(kind.__name__, ground.client("宁波恒远轮胎有限公司")))
    edges = {each.mapTo(page, QPoint()).x() for each in page.findChildren(Field) if each.isVisible()}
    (title,) = {each.mapTo(page, QPoint()).x() for each in page.findChildren(QLabel) if each.text() == page.title()}
    assert min(edges) == title


def test_a_long_name_gives_way_before_the_keys_of_the_buttons(ground: Ground) -> None:
    page = ClientForm(ground.tasks)
    name = "上海浦东新区国际机场综合保税区远洋运输设备制造与技术服务股份有限公司第二分公司"
    ground.show(page, Route("client_form", ground.client(name)))
    page.resize(900, 600)
    ground.settle()
    assert name in page.title()
    assert page.save_button.width() >= page.save_button.sizeHint().width()


def test_what_to_bring_is_elided_where_its_column_is_narrow(qtbot: QtBot) -> None:
    line = "Summary of volumes & service for the coming winter"
    box = _Box(line)
    qtbot.addWidget(box)
    box.resize(600, 24)
    box.show()
    assert (box.text(), box.toolTip()) == (line.replace("&", "&&"), "")
    box.resize(120, 24)
    assert box.text().endswith("…")
    assert box.toolTip() == box.accessibleName() == box.property("line") == line
