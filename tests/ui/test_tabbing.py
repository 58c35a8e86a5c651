"""Tab goes through every page of the desk: each widget that takes the focus is reached, and none holds it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from conftest import TODAY
from kam_desktop.app import Session
from kam_desktop.core import clients, contacts, settings, visits
from kam_desktop.core.store import tables
from kam_desktop.core.store.database import Database
from kam_desktop.core.visits import ExpenseDraft, VisitDraft
from kam_desktop.ui import tabbing
from kam_desktop.ui.main_window import MainWindow
from kam_desktop.ui.navigation import Route
from ui.desk_ground import desk_of


@pytest.fixture
def session(qtbot: QtBot, qapp: QApplication, store: Database, folder: Path) -> Iterator[Session]:
    with desk_of(qtbot, qapp, store, folder, on=TODAY, number=6) as made:
        yield made


def stops(window: MainWindow) -> set[QWidget]:
    return {each for each in window.findChildren(QWidget) if each.window() is window and tabbing.is_stop(each)}


def missed_by(window: MainWindow, key: Qt.Key) -> set[QWidget]:
    """What one round by this key leaves out."""
    seen: set[QWidget] = set()
    for _each in stops(window):
        QTest.keyClick(window.focusWidget(), key)
        seen.add(window.focusWidget())
    return stops(window) - seen


def named(widgets: set[QWidget]) -> list[str]:
    return sorted(f"{type(one).__name__} {one.accessibleName() or getattr(one, 'text', str)()}" for one in widgets)


def routes(store: Database) -> list[Route]:
    """Every page, the pages of a visit in each of its states, and every tab of the lead's desk."""

    def find(s: Any) -> dict[str, str]:
        client = clients.ids(s)[0]
        person = contacts.of_client(s, client)[0].id
        ids = {"client": client, "contact": person, "gift": s.scalars(select(tables.Gift.id)).first()}
        ids["campaign"] = s.scalars(select(tables.Campaign.id)).first()
        settings.put(s, "lead", settings.note(s, "author"))
        draft = VisitDraft(
            client, TODAY, contact_ids=(person,), discussed="谈了", expenses=(ExpenseDraft("高速", 100),)
        )
        for state in ("draft", "submitted", "accepted"):
            ids[state] = visits.record(s, draft, today=TODAY)
            if state != "draft":
                visits.submit(s, ids[state])
        visits.review(s, ids["accepted"], accepted=True, remark="")
        return ids

    ids = store.write(find).value
    of_client = ("map", "purchases", "business", "files", "client", "client_form")
    made = [Route(name, ids["client"]) for name in of_client]
    made += [Route(name, ids["contact"]) for name in ("contact", "contact_form")]
    made += [Route(name, ids["draft"]) for name in ("preview", "versions")]
    made += [Route("visit", ids[state]) for state in ("draft", "submitted", "accepted")]
    made += [Route("visit", "", {"client_id": ids["client"]}), Route("gift_form", "", {"client_id": ids["client"]})]
    made += [Route("gift", ids["gift"]), Route("campaign", ids["campaign"])]
    return made + [Route("reviews", "", {"tab": tab}) for tab in ("queue", "coverage", "threads", "promises")]


def test_tab_reaches_all_of_every_page_and_is_held_nowhere(qtbot: QtBot, session: Session, store: Database) -> None:
    window = session.desk.window
    window.resize(1400, 900)
    asked = routes(store)
    asked += [Route(name) for name in window._specs if name not in {route.page for route in asked}]
    wrong = {}
    for route in asked:
        window.go(route)
        qtbot.waitUntil(lambda: not session.desk.tasks._jobs, timeout=10_000)
        qtbot.wait(20)
        for key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)[: 2 if route.page in ("visit", "reviews") else 1]:
            if missed := missed_by(window, key):
                wrong[(route.page, *route.args.values(), key.name)] = named(missed)
    assert wrong == {}
