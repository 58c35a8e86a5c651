"""The page of coming events: written, edited, removed and read from a file by keyboard, and who likes them."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from kam_desktop.core import contacts, history, interest_events
from kam_desktop.core.contacts import ContactDraft
from kam_desktop.core.interest_events import InterestDraft, InterestRow
from kam_desktop.ui.causes.interests_page import InterestsPage
from kam_desktop.ui.navigation import Route
from ui.client_ground import TODAY, Ground, ground

__all__ = ["ground"]
FINAL = InterestDraft("CBA final", TODAY + timedelta(days=12), ("basketball",))


@pytest.fixture
def person(ground: Ground) -> str:
    client = ground.client("宁波恒远轮胎有限公司", tier="A")
    draft = ContactDraft("周建明", hobbies="fishing, basketball")
    return str(ground.write(lambda s: contacts.create(s, client, draft, today=TODAY)))


@pytest.fixture
def page(ground: Ground, person: str) -> InterestsPage:
    made = InterestsPage(ground.tasks)
    ground.show(made, Route("interests"))
    return made


def kept(ground: Ground) -> list[InterestRow]:
    return list(ground.read(lambda s: interest_events.rows(s, today=TODAY)))


def add(ground: Ground, draft: InterestDraft) -> str:
    made = str(ground.write(lambda s: interest_events.add(s, draft, today=TODAY)))
    ground.settle()
    return made


def focused() -> Any:
    return QApplication.focusWidget()


def test_an_event_is_written_down_and_says_who_likes_it(
    qtbot: QtBot, ground: Ground, page: InterestsPage, person: str
) -> None:
    assert page.empty.isVisible()
    qtbot.keyClick(page.empty.button, Qt.Key.Key_N)
    assert focused() is page.entry.what
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    ground.settle()
    assert page.entry.fields["on"].error
    qtbot.keyClicks(page.entry.what, "CBA final")
    qtbot.keyClicks(page.entry.words, "basketball; sports")
    qtbot.keyClicks(page.entry.on, "+12")
    qtbot.keyClicks(page.entry.until, "+2")
    qtbot.keyClick(page.entry.until, Qt.Key.Key_Return)
    ground.settle()
    assert page.entry.fields["until_on"].error
    page.entry.until.selectAll()
    qtbot.keyClick(page.entry.until, Qt.Key.Key_Backspace)
    qtbot.keyClick(page.entry.until, Qt.Key.Key_Return)
    ground.settle()
    [row] = kept(ground)
    assert (row.title, row.words, row.people) == ("CBA final", ("basketball", "sports"), 1)
    assert page.table.hasFocus()
    ground.settle()
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert page.panel.hint.text() == "1 like it"
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    assert ground.routes == [Route("contact", person)]
    assert page.on_escape()
    assert page.table.hasFocus()


def test_an_event_is_edited_removed_and_undone(qtbot: QtBot, ground: Ground, page: InterestsPage) -> None:
    made = add(ground, FINAL)
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_E)
    ground.settle()
    assert page.entry.values()["words"] == "basketball"
    page.entry.words.selectAll()
    qtbot.keyClicks(page.entry.words, "chess")
    qtbot.keyClick(page.entry.words, Qt.Key.Key_Return)
    ground.settle()
    assert [(row.words, row.people) for row in kept(ground)] == [(("chess",), 0)]
    assert page.panel.hint.text() == "Nobody's hobbies name chess yet"
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    ground.settle()
    assert kept(ground) == []
    ground.write(lambda s: history.undo(s, ground.notices[-1].batch_id, today=TODAY))
    ground.settle()
    assert page.table.current_id() == made


def test_a_calendar_file_is_weighed_then_taken_and_twice_is_nothing(
    qtbot: QtBot, ground: Ground, page: InterestsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "season.ics"
    events = "".join(
        f"BEGIN:VEVENT\nUID:{day}\nDTSTART;VALUE=DATE:202609{day}\nSUMMARY:fishing {day}\nEND:VEVENT\n"
        for day in (10, 20, 27)
    )
    file.write_text(f"BEGIN:VCALENDAR\n{events}END:VCALENDAR\n", encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    qtbot.keyClick(focused(), Qt.Key.Key_I)
    qtbot.waitUntil(page.bar.isVisible, timeout=20_000)
    assert page.bar.text() == "season.ics: 2 new · 1 past"
    assert kept(ground) == []
    qtbot.keyClick(page.bar.take_button, Qt.Key.Key_Return)
    ground.settle()
    assert [(row.title, row.words, row.people) for row in kept(ground)] == [
        ("fishing 20", ("fishing",), 1), ("fishing 27", ("fishing",), 1),
    ]  # fmt: skip
    assert not page.bar.isVisible()
    page.read_file(file)
    qtbot.waitUntil(page.bar.isVisible, timeout=20_000)
    assert page.bar.text() == "season.ics: 2 known already · 1 past"
    assert not page.bar.take_button.isVisible()
    assert page.on_escape()
    assert not page.bar.isVisible()


def test_a_file_that_is_no_calendar_is_refused(
    ground: Ground, page: InterestsPage, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "list.csv"
    file.write_text("name,phone\na,1\n", encoding="utf-8")
    page.read_file(file)
    qtbot.waitUntil(lambda: bool(ground.refused), timeout=20_000)
    assert ground.refused[0].code == "file.no_events"
    assert not page.bar.isVisible()
