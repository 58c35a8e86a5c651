"""The one door to background work: order, threads, owners that are gone, errors, cancel, close."""

import gc
import logging
import threading
import time
from typing import Any

import pytest
from PySide6.QtCore import QObject, QThread
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kam_desktop.core import stops
from kam_desktop.core.errors import Cancelled, NotFound
from kam_desktop.core.rules.kinds import Entity
from kam_desktop.ui.tasks import IsCancelled, Progress, Tasks


@pytest.fixture
def owner(qapp: QApplication) -> QObject:
    return QObject()


def test_writes_happen_in_the_order_of_the_calls(qtbot: QtBot, tasks: Tasks, list_store: Any, owner: QObject) -> None:
    told: list[int] = []
    for number in range(20):

        def work(rows: list[int], number: int = number) -> int:
            time.sleep(0.002 if number % 2 else 0)
            rows.append(number)
            return number

        tasks.write(owner, work, done=told.append)
    qtbot.waitUntil(lambda: len(told) == 20)
    assert list_store.rows == told == list(range(20))


def test_done_comes_on_the_main_thread_and_before_the_change_is_told(
    qtbot: QtBot, tasks: Tasks, owner: QObject
) -> None:
    heard: list[Any] = []
    tasks.data_changed.connect(heard.append)
    seen: list[Any] = []

    def work(rows: list[int]) -> QThread:
        seen.append(threading.current_thread() is threading.main_thread())
        return QThread.currentThread()

    def done(_thread: QThread) -> None:
        heard.append(threading.current_thread() is threading.main_thread())

    tasks.write(owner, work, done=done)
    qtbot.waitUntil(lambda: len(heard) == 2)
    assert heard == [True, frozenset({Entity.CLIENT})]
    assert seen == [False]


def test_long_work_stands_back_for_short_work_alone(qtbot: QtBot, tasks: Tasks, owner: QObject) -> None:
    seen: dict[str, bool] = {}

    def look(name: str) -> Any:
        return lambda *_given: seen.update({name: bool(stops._waited_for)})

    tasks.read(owner, look("read"), done=lambda _value: None)
    qtbot.waitUntil(lambda: len(seen) == 1)
    tasks.write(owner, look("write"))
    qtbot.waitUntil(lambda: len(seen) == 2)
    tasks.run(owner, look("run"), done=lambda _value: None, label="")
    qtbot.waitUntil(lambda: len(seen) == 3)
    assert seen == {"read": True, "write": True, "run": False}


@pytest.mark.expects_log
def test_a_log_that_cannot_be_folded_bothers_nobody(
    qtbot: QtBot, tasks: Tasks, list_store: Any, owner: QObject, caplog: pytest.LogCaptureFixture
) -> None:
    told: list[object] = []
    tasks.unexpected.connect(told.append)
    tasks.refused.connect(told.append)

    def fold(*, is_writing: bool) -> bool:
        if is_writing:
            raise OSError("full")
        raise NotFound("store.full")

    list_store.fold = fold
    tasks.fold(owner)
    tasks.fold(owner, is_writing=True)
    qtbot.waitUntil(lambda: len(caplog.records) == 2 and not tasks._jobs)
    assert told == []


def test_reads_run_beside_a_slow_write(qtbot: QtBot, tasks: Tasks, owner: QObject) -> None:
    go_on = threading.Event()
    tasks.write(owner, lambda _rows: go_on.wait(5))
    told: list[int] = []
    tasks.read(owner, len, done=told.append)
    qtbot.waitUntil(lambda: told == [0])
    go_on.set()


def test_an_owner_that_is_gone_is_not_called(qtbot: QtBot, tasks: Tasks, owner: QObject) -> None:
    go_on = threading.Event()
    told: list[Any] = []
    gone = QWidget()
    tasks.read(gone, lambda _rows: go_on.wait(5), done=told.append, finished=lambda: told.append("finished"))
    gone.deleteLater()
    qtbot.wait(10)
    del gone
    gc.collect()
    last: list[int] = []
    go_on.set()
    tasks.read(owner, len, done=last.append)
    qtbot.waitUntil(lambda: last == [0])
    qtbot.wait(20)
    assert told == []


def test_a_write_of_an_owner_that_is_gone_is_still_told_to_the_others(
    qtbot: QtBot, tasks: Tasks, list_store: Any
) -> None:
    gone = QObject()
    with qtbot.waitSignal(tasks.data_changed):
        tasks.write(gone, lambda rows: rows.append(1))
        del gone
        gc.collect()
    assert list_store.rows == [1]


def test_what_a_caller_passed_in_dies_on_the_main_thread(qtbot: QtBot, tasks: Tasks, owner: QObject) -> None:
    deaths: list[bool] = []

    class Held:
        def __del__(self) -> None:
            deaths.append(threading.current_thread() is threading.main_thread())

    for _ in range(10):
        held = Held()
        tasks.read(owner, lambda rows, held=held: len(rows), done=lambda _value: None)
        del held
    qtbot.waitUntil(lambda: len(deaths) == 10)
    assert all(deaths)


def test_a_known_error_goes_to_failed(qtbot: QtBot, tasks: Tasks, owner: QObject) -> None:
    told: list[Any] = []

    def work(_rows: list[int]) -> None:
        raise NotFound("client", id="7")

    tasks.write(owner, work, failed=lambda error: told.append(error.code), finished=lambda: told.append("end"))
    qtbot.waitUntil(lambda: told == ["client", "end"])


def test_a_known_error_that_nobody_takes_is_told_once(qtbot: QtBot, tasks: Tasks, owner: QObject) -> None:
    def work(_rows: list[int]) -> None:
        raise NotFound("client")

    with qtbot.waitSignal(tasks.refused) as heard:
        tasks.read(owner, work, done=lambda _value: None)
    assert isinstance(heard.args[0], NotFound)


@pytest.mark.expects_log
def test_a_bug_is_logged_and_shown_once(
    qtbot: QtBot, tasks: Tasks, owner: QObject, caplog: pytest.LogCaptureFixture
) -> None:
    told: list[Any] = []
    with caplog.at_level(logging.ERROR), qtbot.waitSignal(tasks.unexpected) as heard:
        tasks.write(owner, lambda _rows: 1 / 0, failed=told.append, finished=lambda: told.append("end"))
    assert isinstance(heard.args[0], ZeroDivisionError)
    assert "ZeroDivisionError" in caplog.text
    qtbot.waitUntil(lambda: told == ["end"])


def test_progress_is_told_and_a_run_can_be_cancelled(qtbot: QtBot, tasks: Tasks, owner: QObject) -> None:
    seen: list[int] = []
    tasks.run_progressed.connect(lambda run: seen.append(run.count))

    def work(progress: Progress, is_cancelled: IsCancelled) -> int:
        for step in range(10_000):
            if is_cancelled():
                raise Cancelled("cancelled")
            progress(step, 10_000, "客户")
            time.sleep(0.001)
        return 10_000

    told: list[str] = []
    refused: list[Any] = []
    tasks.refused.connect(refused.append)
    run = tasks.run(owner, work, done=lambda _n: told.append("done"), finished=lambda: told.append("end"), label="导入")
    qtbot.waitUntil(lambda: bool(seen))
    assert run.total == 10_000
    with qtbot.waitSignal(tasks.run_ended):
        run.cancel()
    qtbot.waitUntil(lambda: told == ["end"])
    assert refused == []


def test_a_long_write_is_one_write_with_progress(qtbot: QtBot, tasks: Tasks, list_store: Any, owner: QObject) -> None:
    def work(rows: list[int], progress: Progress, _is_cancelled: IsCancelled) -> str:
        for step in range(3):
            rows.append(step)
            progress(step + 1, 3, "")
        return "well"

    told: list[str] = []
    with qtbot.waitSignal(tasks.data_changed):
        run = tasks.write_long(owner, work, done=told.append, label="导入")
    assert (told, list_store.rows, run.count) == (["well"], [0, 1, 2], 3)


def test_close_waits_for_the_writer(qapp: QApplication, list_store: Any, owner: QObject) -> None:
    made = Tasks(list_store)
    for number in range(5):

        def work(rows: list[int], number: int = number) -> None:
            time.sleep(0.02)
            rows.append(number)

        made.write(owner, work)
    made.close()
    assert list_store.rows == [0, 1, 2, 3, 4]
    made.write(owner, lambda rows: rows.append(9))
    qapp.processEvents()
    assert list_store.rows == [0, 1, 2, 3, 4]


def test_close_stops_a_long_run(qapp: QApplication, list_store: Any, owner: QObject) -> None:
    made = Tasks(list_store)

    def work(_progress: Progress, is_cancelled: IsCancelled) -> None:
        while not is_cancelled():
            time.sleep(0.001)

    made.run(owner, work, done=lambda _value: None, label="报告")
    made.close()
    qapp.processEvents()
