"""Keys of the real window: wherever the focus is, no key has two meanings, for then Qt lets neither act."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from kam_desktop import runtime
from kam_desktop.app import Session
from kam_desktop.core import samples
from kam_desktop.core.store.database import Database
from kam_desktop.core.store.tables import Client, Contact, Gift, Visit
from kam_desktop.ui import tabbing
from kam_desktop.ui.main_window import MainWindow
from kam_desktop.ui.navigation import Route
from ui.client_ground import TODAY

_NEAR = (Qt.ShortcutContext.WidgetShortcut, Qt.ShortcutContext.WidgetWithChildrenShortcut)
_OF: dict[str, Any] = {"contact": Contact, "visit": Visit, "versions": Visit, "gift": Gift}
_OF_CLIENT = ("client", "client_form", "map", "purchases", "business", "files", "handover", "contact_form")


@pytest.fixture
def session(qtbot: QtBot, qapp: QApplication, store: Database, folder: Path, tmp_path: Path) -> Iterator[Session]:
    runtime.fix_today(TODAY)
    store.write(lambda s: samples.fill(s, today=TODAY, number=12))
    made = Session(qapp, folder, "en", QSettings(str(tmp_path / "w.ini"), QSettings.Format.IniFormat))
    made.open_desk(store)
    made.desk.window.activateWindow()
    yield made
    made.finish()
    made.hush()
    runtime.fix_today(None)


def settle(qtbot: QtBot, session: Session) -> None:
    for _ in range(2):
        qtbot.waitUntil(lambda: not session.desk.tasks._jobs, timeout=20_000)
        QApplication.processEvents()


def acting(focused: QWidget) -> Counter[str]:
    """The keys that act at a focus, each with how many meanings it has there."""
    window = focused.window()
    found = [
        each.key().toString()
        for each in window.findChildren(QShortcut)
        if each.isEnabled() and _is_near(each.context(), each.parent(), focused)
    ]
    for owner in (window, *window.findChildren(QWidget)):
        for action in owner.actions():
            if action.isEnabled() and _is_near(action.shortcutContext(), owner, focused):
                found += [key.toString() for key in action.shortcuts()]
    return Counter(found)


def _is_near(context: Qt.ShortcutContext, owner: Any, focused: QWidget) -> bool:
    if not isinstance(owner, QWidget) or not owner.isVisible():
        return False
    if context == Qt.ShortcutContext.WidgetShortcut:
        return owner is focused
    return context not in _NEAR or owner.isAncestorOf(focused)


def clashes(window: MainWindow) -> dict[str, str]:
    """Every key of the page that has two meanings somewhere on it, with a place where it does."""
    found = {}
    for stop in window.findChildren(QWidget):
        if tabbing.is_stop(stop):
            stop.setFocus()
            found |= {key: type(stop).__name__ for key, count in acting(stop).items() if count > 1}
    return found


def routes(store: Database, window: MainWindow) -> list[Route]:
    """Every page, with something to show, and every view of a client."""

    def first(kind: Any) -> str:
        return str(store.read(lambda s: s.scalar(select(kind.id).where(kind.deleted_at.is_(None)))))

    client = first(Client)
    made = [Route("client", client, {"view": view}) for view in ("map", "purchases", "business", "files", "timeline")]
    for name in window._specs:
        of = first(_OF[name]) if name in _OF else client if name in _OF_CLIENT else ""
        made.append(Route(name, of, {"paper": "dossier"} if name == "preview" else {}))
    return made


def test_no_key_has_two_meanings(qtbot: QtBot, session: Session, store: Database) -> None:
    window, found = session.desk.window, {}
    for route in routes(store, window):
        window.go(route)
        settle(qtbot, session)
        if clash := clashes(window):
            found[route.page, route.args.get("view", "")] = clash
    assert found == {}


def test_the_keys_of_the_map_act_in_the_client_s_page(qtbot: QtBot, session: Session, store: Database) -> None:
    window = session.desk.window
    person, client_id = store.read(
        lambda s: s.execute(select(Contact.id, Contact.client_id).where(Contact.deleted_at.is_(None))).first()
    )
    window.go(Route("client", client_id))
    settle(qtbot, session)
    page: Any = window.page
    QTest.mouseClick(page.views.tabs.tabs["map"], Qt.MouseButton.LeftButton)
    settle(qtbot, session)
    chart = page.views.page
    chart.view.choose(person)
    for level in (3, 1, 0):
        QTest.keyClicks(QApplication.focusWidget(), str(level))
        settle(qtbot, session)
        assert store.read(lambda s: s.get(Contact, person).influence or 0) == level
    QTest.keyClicks(QApplication.focusWidget(), "l")
    assert chart.staff.panel is not None
    assert window.history.current == Route("client", client_id)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert dict(page.keys())["L"] == "Leaves"
    page.panel.facts.lines["tier"].setFocus()
    assert dict(page.keys())["L"] == "Log a contact"
    QTest.keyClicks(QApplication.focusWidget(), "c")
    assert window.history.current.page == "contact_form"
