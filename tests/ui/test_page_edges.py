"""The pages that are forms stand on one edge: their fields begin where their title does."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel

from kam_desktop.ui.calls.caller import CallerPage
from kam_desktop.ui.clients.client_form import ClientForm
from kam_desktop.ui.events.form import EventForm
from kam_desktop.ui.exports.page import ExportPage
from kam_desktop.ui.exports.papers_page import PapersPage
from kam_desktop.ui.gifts.gift_form import GiftForm
from kam_desktop.ui.handover.page import HandoverPage
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.page import Page
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
