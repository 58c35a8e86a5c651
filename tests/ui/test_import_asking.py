"""What the store says of a file that is looked at: it comes later than the file, and not at all once nobody wants it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from kam_desktop.core import duplicates
from kam_desktop.core.errors import Cancelled
from kam_desktop.core.store import changes
from kam_desktop.core.store.database import Database
from kam_desktop.exchange import taking
from kam_desktop.ui import labels
from kam_desktop.ui.exchange.import_page import ImportPage
from kam_desktop.ui.tasks import IsCancelled, Tasks

LIST = "公司名称,神秘列\n宁波恒远轮胎有限公司,轮胎批发\n"
FACTS = "客户,日期,产品,金额,订单号\nK1,2026-06-01,轮胎,1200.50,S1\nK2,2026-06-01,轮胎,1,S2\n"


@pytest.fixture
def page(qtbot: QtBot, store: Database, today: date) -> Iterator[ImportPage]:
    labels.set_language("en")
    tasks = Tasks(store)
    made = ImportPage(tasks)
    qtbot.addWidget(made)
    made.show()
    yield made
    tasks.close()


def read(qtbot: QtBot, page: ImportPage, folder: Path, text: str = LIST) -> None:
    file = folder / "list.csv"
    file.write_text(text, encoding="utf-8")
    page.read_file(file)
    qtbot.waitUntil(lambda: page._steps.currentWidget() is page.look, timeout=15_000)


def map_by_hand(page: ImportPage, heading: str, target: str) -> None:
    box = next(each for each in page.look.columns.findChildren(QComboBox) if each.accessibleName() == heading)
    box.setCurrentIndex(box.findData(target))
    box.activated.emit(box.currentIndex())


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Iterator[Event]:
    """The store's answer comes when this is set, whoever wants it."""
    told, refused = Event(), taking.refused

    def late(session: Any, preview: Any, *, today: date, **_: Any) -> Any:
        assert told.wait(20)
        return refused(session, preview, today=today)

    monkeypatch.setattr(taking, "refused", late)
    yield told
    told.set()


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Of each look what became of it: it goes on for as long as somebody wants it."""
    told: list[str] = []
    end = Event()

    def look(_session: Any, _preview: Any, *, cancelled: IsCancelled, **_: Any) -> Any:
        told.append("begun")
        while not end.wait(0.005):
            if cancelled():
                told.append("ended")
                raise Cancelled("cancelled")

    monkeypatch.setattr(taking, "refused", look)
    yield told
    end.set()


@pytest.fixture
def searches(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Of each search for likely duplicates what became of it, as ``looks``."""
    told: list[str] = []
    end = Event()

    def search(session: Any, _keys: Any) -> Any:
        told.append("begun")
        try:
            while not end.wait(0.005):
                changes.pause(session)
        except Cancelled:
            told.append("ended")
            raise
        return {}

    monkeypatch.setattr(duplicates, "_candidates", search)
    yield told
    end.set()


def test_another_mapping_going_back_and_closing_end_the_search_for_duplicates(
    qtbot: QtBot, page: ImportPage, searches: list[str], tmp_path: Path
) -> None:
    read(qtbot, page, tmp_path)
    qtbot.waitUntil(lambda: searches == ["begun"])
    map_by_hand(page, "神秘列", "client.industry")
    qtbot.waitUntil(lambda: sorted(searches) == ["begun", "begun", "ended"])  # the next may begin before
    page.on_escape()
    qtbot.waitUntil(lambda: sorted(searches) == ["begun"] * 2 + ["ended"] * 2)
    read(qtbot, page, tmp_path)
    qtbot.waitUntil(lambda: len(searches) == 5)
    page.tasks.close()
    assert sorted(searches) == ["begun"] * 3 + ["ended"] * 3


def test_another_mapping_ends_the_look_at_the_last_one(
    qtbot: QtBot, page: ImportPage, looks: list[str], tmp_path: Path
) -> None:
    read(qtbot, page, tmp_path)
    qtbot.waitUntil(lambda: looks == ["begun"])
    map_by_hand(page, "神秘列", "client.industry")
    qtbot.waitUntil(lambda: sorted(looks) == ["begun", "begun", "ended"])  # the next may begin before


def test_closing_ends_the_look(qtbot: QtBot, page: ImportPage, looks: list[str], tmp_path: Path) -> None:
    read(qtbot, page, tmp_path)
    qtbot.waitUntil(lambda: looks == ["begun"])
    page.tasks.close()
    assert looks == ["begun", "ended"]


def test_going_back_ends_the_look(qtbot: QtBot, page: ImportPage, looks: list[str], tmp_path: Path) -> None:
    read(qtbot, page, tmp_path)
    qtbot.waitUntil(lambda: looks == ["begun"])
    page.on_escape()
    qtbot.waitUntil(lambda: looks == ["begun", "ended"])


def test_a_late_answer_leaves_the_columns_and_the_likely_duplicates_alone(
    qtbot: QtBot, page: ImportPage, answer: Event, tmp_path: Path
) -> None:
    read(qtbot, page, tmp_path, FACTS)
    qtbot.waitUntil(lambda: len(page.tasks._jobs) == 1)  # the likely duplicates were looked for
    page.look.show_alike([("甲", "甲公司", "同名")])
    boxes = page.look.columns.findChildren(QComboBox)
    answer.set()
    qtbot.waitUntil(lambda: "2 that cannot be taken" in page.look._summary.text(), timeout=15_000)
    assert page.look.columns.findChildren(QComboBox) == boxes
    assert page.look._alike.isVisible()
    assert not page.look.button.isEnabled()
    assert "K1" in page.look._rows.item(0, 2).text()


def test_an_answer_during_the_import_offers_no_second_one(
    qtbot: QtBot, page: ImportPage, store: Database, answer: Event, tmp_path: Path
) -> None:
    read(qtbot, page, tmp_path, FACTS)
    qtbot.waitUntil(lambda: len(page.tasks._jobs) == 1)  # the likely duplicates were looked for
    is_held = Event()
    page.tasks.write(page, lambda _session: is_held.wait(20))  # the import waits behind it
    page.look.button.click()
    told, shown = page.look._summary.text(), list[Any]()
    page.tasks.run_ended.connect(shown.append)
    answer.set()
    qtbot.waitUntil(lambda: len(shown) == 1, timeout=15_000)  # the look
    assert not page.look.button.isEnabled()
    assert page.look._summary.text() == told
    is_held.set()
    qtbot.waitUntil(lambda: page._steps.currentWidget() is page.done, timeout=15_000)


def test_of_many_columns_that_nobody_knows_the_first_are_named(qtbot: QtBot, page: ImportPage, tmp_path: Path) -> None:
    names = ",".join(f"神秘{n}" for n in range(20))
    read(qtbot, page, tmp_path, f"公司名称,手机,{names}\n宁波恒远,13800138000,{names}\n")
    assert page.look._noted.text().endswith("神秘11 and 8 more")
    map_by_hand(page, "神秘3", "client.industry")
    qtbot.waitUntil(lambda: page.look._noted.text().endswith("and 7 more"), timeout=15_000)
