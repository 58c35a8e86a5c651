"""Saves while an import goes on: they do not wait for its end, and closing the window takes it back."""

import threading
import time
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from kam_desktop.core import clients, intake
from kam_desktop.core.clients import ClientDraft
from kam_desktop.core.errors import Cancelled
from kam_desktop.core.records import ClientRecord
from kam_desktop.core.store import changes
from kam_desktop.core.store.database import Database
from kam_desktop.ui.tasks import IsCancelled, Notice, Progress, Tasks

COUNT = intake.AT_ONCE + 50


@pytest.fixture
def tasks(qtbot: QtBot, store: Database) -> Any:
    made = Tasks(store)
    yield made
    made.close()


def waiting_import(today: date) -> Any:
    """An import whose second part waits until a client of the name “先到” is there, or it is cancelled."""

    def work(session: Any, _progress: Progress, is_cancelled: IsCancelled) -> int:
        def step(done: int, _total: int) -> None:
            end = time.monotonic() + 20
            while done >= intake.AT_ONCE and time.monotonic() < end:
                if is_cancelled():
                    raise Cancelled("cancelled")
                if changes.pause(session).get("client"):
                    return
                time.sleep(0.01)

        records = [ClientRecord(row, f"宁波第{row}轮胎有限公司") for row in range(COUNT)]
        return intake.take_in(session, records, title="x.csv", today=today, step=step).created

    return work


def test_a_save_goes_between_the_parts_of_an_import(qtbot: QtBot, tasks: Tasks, store: Database, today: date) -> None:
    owner, order, told = QObject(), [], list[Notice]()
    tasks.told.connect(told.append)
    seen: list[int] = []

    def save(session: Any) -> int:
        before = clients.count(session)
        clients.create(session, ClientDraft("先到有限公司"), today=today)
        return before

    tasks.write_long(
        owner, waiting_import(today), done=lambda n: order.append(("import", n)), label="", said="好", in_parts=True
    )
    tasks.write_long(
        owner, lambda _s, _p, _c: 0, done=lambda n: order.append(("long", n)), label=""
    )  # another long one waits for the end
    qtbot.waitUntil(lambda: store.read(clients.count) > 0, timeout=20_000)
    tasks.write(owner, save, done=lambda n: (seen.append(n), order.append(("save", 0))))
    qtbot.waitUntil(lambda: len(order) == 3, timeout=30_000)
    assert order == [("save", 0), ("import", COUNT), ("long", 0)]
    assert seen == [intake.AT_ONCE]
    assert store.read(clients.count) == COUNT + 1
    assert [each.text for each in told] == ["好"]
    assert told[0].batch_id


def test_closing_takes_an_import_back(qtbot: QtBot, store: Database, today: date) -> None:
    made, owner = Tasks(store), QObject()
    made.write_long(owner, waiting_import(today), done=lambda _n: None, label="", in_parts=True)
    qtbot.waitUntil(lambda: store.read(clients.count) > 0, timeout=20_000)
    made.close()
    assert store.read(clients.count) == 0


def test_parts_are_small_while_somebody_is_at_work(qtbot: QtBot, tasks: Tasks) -> None:
    owner, seen = QObject(), list[int]()
    has_read = threading.Event()

    def parts(session: Any, _progress: Progress, _is_cancelled: IsCancelled) -> None:
        seen.append(changes.at_once(session, 100))
        has_read.wait(20)
        seen.append(changes.at_once(session, 100))

    tasks.read(owner, lambda _session: 0, done=lambda _value: None)
    tasks.write_long(owner, parts, done=lambda _value: seen.append(0), label="", in_parts=True)
    qtbot.waitUntil(lambda: len(seen) == 1)
    tasks.read(owner, lambda _session: 0, done=lambda _value: has_read.set())
    qtbot.waitUntil(lambda: len(seen) == 3)
    assert seen == [100, 20, 0]


def test_a_save_goes_between_the_parts_of_a_short_write(qtbot: QtBot, tasks: Tasks) -> None:
    owner, order = QObject(), list[str]()

    def planning(session: Any) -> None:
        end = time.monotonic() + 20
        while not order and time.monotonic() < end:
            changes.pause(session)
            time.sleep(0.001)

    tasks.write(owner, planning, done=lambda _value: order.append("plan"), in_parts=True)
    tasks.write(owner, lambda _session: order.append("save"))
    qtbot.waitUntil(lambda: len(order) == 2)
    assert order == ["save", "plan"]
