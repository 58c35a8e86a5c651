"""English at twice the size of text in a window of 1280 by 720: nothing that says something is cut."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from kam_desktop.app import Session
from kam_desktop.core import agreements, clients
from kam_desktop.core.rules.kinds import AgreementKind
from kam_desktop.core.store.database import Database
from kam_desktop.ui import appearance, fonts
from kam_desktop.ui.business.client_page import ClientBusinessPage
from kam_desktop.ui.clients.client_page import ClientPage
from kam_desktop.ui.clients.list_page import ClientsPage
from kam_desktop.ui.gifts.gift_form import GiftForm
from kam_desktop.ui.keys_overlay import KeysOverlay
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.people.map_page import MapPage
from kam_desktop.ui.reviews.coverage_tab import CoverageTab
from kam_desktop.ui.settings.gift_rules import GiftRulesSection
from kam_desktop.ui.widgets.panel import ScrollBody
from kam_desktop.ui.widgets.share_row import ShareRow
from kam_desktop.ui.widgets.texts import Hint, PlainLabel
from ui.client_ground import TODAY
from ui.desk_ground import desk_of


@pytest.fixture
def session(qtbot: QtBot, qapp: QApplication, store: Database, folder: Path) -> Iterator[Session]:
    with desk_of(qtbot, qapp, store, folder, on=TODAY, number=4, language="en") as made:
        appearance.apply(qapp, "light", 2.0)
        made.desk.window.resize(1280, 720)
        yield made
        appearance.apply(qapp, "light")


def client_of(session: Session) -> str:
    return str(session.desk.store.read(lambda s: clients.ids(s)[0]))


def shown(session: Session, qtbot: QtBot, route: Route) -> Any:
    """The page of a route, read and laid out."""
    session.desk.window.go(route)
    qtbot.waitUntil(lambda: not session.desk.tasks._jobs, timeout=20_000)
    for _ in range(3):
        QApplication.processEvents()
    return session.desk.window.page


def cut(labels: list[PlainLabel]) -> list[str]:
    """What is written in less room than it needs."""
    return [each.text() for each in labels if each.isVisible() and fonts.width(each.font(), each.text()) > each.width()]


def test_all_fields_of_a_gift_are_seen_and_their_hints_read(session: Session, qtbot: QtBot) -> None:
    page = shown(session, qtbot, Route("gift_form", "", {"client_id": client_of(session)}))
    assert isinstance(page, GiftForm)
    assert all(body.horizontalScrollBar().maximum() == 0 for body in page.findChildren(ScrollBody))
    lines = [each for each in page.form.findChildren(QLineEdit) if each.isVisible()]
    assert [
        each.placeholderText() for each in lines if fonts.width(each.font(), each.placeholderText()) > each.width()
    ] == []
    assert page.form.on.width() > fonts.width(page.form.on.font(), page.form.on.text()) + fonts.px(16)


def test_a_row_breaks_into_equal_lines_and_not_before_it_must(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    row = ShareRow(holder)
    parts = [QLineEdit() for _ in range(4)]
    for part, share in zip(parts, (2, 1, 1, 2), strict=True):
        row.add_part(part, share, part)
    holder.show()
    holder.resize(648, 200)
    assert [(each.x(), each.width()) for each in parts] == [(0, 200), (216, 100), (332, 100), (448, 200)]
    holder.resize(300, 200)
    assert [(each.x(), each.y() > 0) for each in parts] == [(0, False), (205, False), (0, True), (111, True)]
    assert row.heightForWidth(300) > row.heightForWidth(648)
    parts[1].setTextMargins(0, 0, 30, 0)
    QApplication.processEvents()
    assert parts[1].width() == fonts.px(84) + 30, "an icon takes no room of what is written"
    parts[3].hide()
    parts[1].hide()
    holder.resize(301, 200)
    assert parts[2].y() == 0, "what is hidden takes no room"
    assert row.takeAt(7) is None
    assert row.count() == 4


def test_the_help_wraps_to_its_frame(session: Session, qtbot: QtBot) -> None:
    shown(session, qtbot, Route("agenda"))
    session.desk.window.show_keys()
    QApplication.processEvents()
    overlay = session.desk.window.findChild(KeysOverlay)
    assert overlay is not None
    area = overlay.findChild(QScrollArea)
    assert area is not None
    assert area.width() <= overlay.width()
    assert area.widget().width() <= area.viewport().width()
    overlay._leave()


def test_only_the_table_of_the_gift_rules_scrolls_sideways(session: Session, qtbot: QtBot) -> None:
    page = shown(session, qtbot, Route("settings", "gifts"))
    section = page.findChild(GiftRulesSection)
    assert section.width() <= page._stack.currentWidget().viewport().width()
    assert page._stack.currentWidget().horizontalScrollBar().maximum() == 0
    assert section.grid.parentWidget().parentWidget().horizontalScrollBar().maximum() > 0
    assert len({box.x() for box in section.asks.values()}) == 1, "two columns of rules are narrow and high"


def test_the_figures_of_a_client_are_read_whole(session: Session, qtbot: QtBot) -> None:
    page = shown(session, qtbot, Route("client", client_of(session), {"view": "timeline"}))
    assert isinstance(page, ClientPage)
    labels = [label for figure in page.head._figures() for label in figure.findChildren(PlainLabel)]
    assert cut(labels) == []
    long = "Something that takes quite a few words, 16 Sep"
    page.head._next = (long, "16 Sep")
    page.head._fit_figures()
    assert page.head.next_touch.value() == "16 Sep"
    assert page.head.next_touch.toolTip() == long


def test_a_view_of_a_client_has_room_in_a_low_window(session: Session, qtbot: QtBot) -> None:
    client_id = client_of(session)
    draft = agreements.AgreementDraft(next(iter(AgreementKind)), "Frame contract")
    session.desk.store.write(lambda s: agreements.add(s, client_id, draft, today=TODAY))
    page = shown(session, qtbot, Route("client", client_id, {"view": "business", "pane": "agreements"}))
    inside = page.views.page
    assert isinstance(inside, ClientBusinessPage)
    lines = inside.agreements.lines
    bottom = lines.list.mapTo(page, lines.list.rect().bottomLeft()).y()
    assert lines.list.height() >= fonts.px(52)
    assert bottom < page.height()
    assert inside.agreements.table.height() >= fonts.px(64)
    page = shown(session, qtbot, Route("client", client_id, {"view": "map"}))
    assert isinstance(page.views.page, MapPage)
    assert page.views.page.view.height() > 2 * fonts.px(52)
    session.desk.window.resize(1280, 1400)
    QApplication.processEvents()
    assert page.head.silence.isVisible()
    assert page.views.page.legend.isVisible()


def test_the_heading_over_the_clients_of_a_mark_is_whole(session: Session, qtbot: QtBot) -> None:
    page = shown(session, qtbot, Route("reviews", "", {"tab": "coverage"}))
    tab = page.findChild(CoverageTab)
    assert cut([tab._about]) == []
    session.desk.window.resize(3000, 720)
    QApplication.processEvents()
    assert tab._about.y() < tab.which.geometry().bottom()
    assert tab.which.x() > tab._about.x()


def test_no_key_under_the_results_is_cut(session: Session, qtbot: QtBot) -> None:
    shown(session, qtbot, Route("today"))
    bar = session.desk.window.command_bar
    bar.open()
    session.desk.window.top_bar.field.setText("a")
    qtbot.waitUntil(bar.isVisible)
    QApplication.processEvents()
    assert cut([label for foot in bar._feet for label in foot.findChildren(Hint)]) == []
    assert bar._feet[1].isVisible()
    bar.dismiss()


def test_the_tiers_stand_beside_the_text_filter(session: Session, qtbot: QtBot) -> None:
    page = shown(session, qtbot, Route("clients"))
    assert isinstance(page, ClientsPage)
    page.head.show_tiers({"A": 123, "B": 321, "C": 1456})
    page.head.show_count(321, 1900)
    QApplication.processEvents()
    assert page.head.chips.x() - page.head.filter.geometry().right() > 8
    assert page.head.minimumSizeHint().width() <= page.head.width()
