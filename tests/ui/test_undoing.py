"""Taking a save back from the message bar, or from a page that has a button of its own for it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from kam_desktop.core import clients, interactions
from kam_desktop.core.interactions import InteractionDraft
from kam_desktop.core.rules.kinds import Channel
from kam_desktop.core.store.database import Database
from kam_desktop.ui import labels
from kam_desktop.ui.exchange.import_page import ImportPage
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.undoing import Undoing
from kam_desktop.ui.widgets.message_bar import MessageBar


@pytest.fixture
def bar(qtbot: QtBot) -> MessageBar:
    labels.set_language("en")
    made = MessageBar()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def page(qtbot: QtBot, store: Database, bar: MessageBar) -> Iterator[ImportPage]:
    tasks, parent = Tasks(store), QObject()
    undoing = Undoing(tasks, lambda: bar, parent)
    tasks.told.connect(undoing.tell)
    made = undoing.of(lambda: ImportPage(tasks))()
    assert isinstance(made, ImportPage)
    qtbot.addWidget(made)
    made.show()
    yield made
    tasks.close()


def test_the_button_of_an_import_says_what_goes_with_it_and_offers_it_back(
    qtbot: QtBot, page: ImportPage, bar: MessageBar, store: Database, today: date, tmp_path: Path
) -> None:
    file = tmp_path / "list.csv"
    file.write_text("公司名称\n宁波恒远轮胎有限公司\n", encoding="utf-8")
    page.read_file(file)
    qtbot.waitUntil(lambda: page._steps.currentWidget() is page.look, timeout=15_000)
    page.look.button.click()
    qtbot.waitUntil(lambda: bar.notice is not None, timeout=15_000)
    assert page._steps.currentWidget() is page.done
    said = page.done._head.text()
    [client] = store.read(clients.ids)
    draft = InteractionDraft(client, Channel.CALL, today, "谈好了")
    store.write(lambda s: interactions.log(s, draft, today=today))

    page.done.undo.click()
    qtbot.waitUntil(lambda: page.done._head.text() == "Undone", timeout=15_000)
    assert store.read(clients.ids) == []
    assert bar.notice is not None
    assert (bar.notice.action, bar.notice.keys) == ("Bring back", "Ctrl+Y")
    assert "that came since" in bar.notice.text

    assert bar.trigger("Ctrl+Y")
    qtbot.waitUntil(lambda: page.done._head.text() == said, timeout=15_000)
    assert page.done.undo.isVisible()
    assert store.read(clients.ids) == [client]
