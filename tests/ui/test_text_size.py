"""Every page at another size of text: what is set while the page stands is what a new page has."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kam_desktop.app import Session
from kam_desktop.core import clients
from kam_desktop.core.store.database import Database
from kam_desktop.ui import appearance
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.page import Page
from ui.client_ground import TODAY
from ui.desk_ground import desk_of, sweep


@pytest.fixture
def session(qtbot: QtBot, qapp: QApplication, store: Database, folder: Path) -> Iterator[Session]:
    with desk_of(qtbot, qapp, store, folder, on=TODAY, number=4) as made:
        yield made
        appearance.apply(qapp, "light")


def bounds(page: Page) -> list[tuple[object, ...]]:
    """The least and greatest sizes of all that a page is made of; not of what Qt makes for itself."""
    parts = [page, *(each for each in page.findChildren(QWidget) if not each.objectName().startswith("qt_"))]
    return [
        (type(each).__name__, each.minimumSize().toTuple(), each.maximumSize().toTuple())  # type: ignore[attr-defined]
        for each in parts
    ]


def made_at(session: Session, qapp: QApplication, scale: float) -> dict[str, Page]:
    appearance.apply(qapp, "light", scale)
    made = {name: spec.factory() for name, spec in session.desk.window._specs.items()}
    for page in made.values():
        page.resize(1100, 650)
    return made


def test_a_page_that_stands_follows_the_size_of_text(session: Session, qapp: QApplication) -> None:
    standing = made_at(session, qapp, 1.0)
    new = made_at(session, qapp, 1.5)
    appearance.apply(qapp, "light", 1.5)  # once more, so that those are dressed too which nobody saw yet
    qapp.processEvents()
    differing = [name for name in new if bounds(standing[name]) != bounds(new[name])]
    for page in (*standing.values(), *new.values()):
        page.deleteLater()
    sweep(qapp)
    assert not differing


PAGES = ("today", "clients", "agenda", "visits", "gifts", "calls", "care", "policies", "reviews", "settings", "client", "purchases", "preview", "visit")  # fmt: skip


def test_at_twice_the_size_no_page_is_wider_than_a_small_window(
    session: Session, qapp: QApplication, qtbot: QtBot
) -> None:
    appearance.apply(qapp, "light", 2.0)
    window = session.desk.window
    window.resize(1280, 720)
    client_id = session.desk.store.read(lambda s: clients.ids(s)[0])
    wide = {}
    for name in PAGES:
        args = {"paper": "dossier"} if name == "preview" else {"client_id": client_id, "report": True}
        window.go(Route(name, client_id if name in ("client", "purchases", "preview") else "", args))
        qtbot.waitUntil(lambda: not session.desk.tasks._jobs, timeout=20_000)
        QApplication.processEvents()
        assert window.page is not None
        wide[name] = window.page.minimumSizeHint().width() - window.page.width()
    assert {name: more for name, more in wide.items() if more > 0} == {}
