"""Starting the program again while its window is open."""

import threading
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kam_desktop.ui import one_window
from kam_desktop.ui.one_window import OneWindow


def test_a_second_start_brings_the_first_window_to_the_front(qtbot: QtBot, tmp_path: Path) -> None:
    first, asked = OneWindow(tmp_path, tmp_path), []
    first.asked.connect(lambda: asked.append(True))
    assert not first.is_second()
    first.listen()
    for times in range(1, 40):  # more than may wait at a door that nobody minds
        assert OneWindow(tmp_path, tmp_path).is_second()
        qtbot.waitUntil(lambda times=times: len(asked) == times)
    assert not OneWindow(tmp_path / "other", tmp_path).is_second(), "another store has a window of its own"


def test_a_window_that_is_closing_is_waited_for(tmp_path: Path) -> None:
    first, second = OneWindow(tmp_path, tmp_path), OneWindow(tmp_path, tmp_path)
    assert not first.is_second()
    first.listen()
    first.hush()
    threading.Timer(0.1, first._lock.unlock).start()
    assert not second.is_second()
    assert second._lock.isLocked()


def test_a_window_that_does_not_answer_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(one_window, "_TRIES", 2)
    monkeypatch.setattr(one_window, "_WAIT_MS", 20)
    first = OneWindow(tmp_path, tmp_path)
    assert not first.is_second()
    assert not OneWindow(tmp_path, tmp_path).is_second()
    assert OneWindow(tmp_path, tmp_path)._lock.tryLock(0), "a later start need not wait again"


def test_a_window_whose_lock_cannot_be_made_still_looks_for_the_other(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "no folder").write_text("")
    first, nowhere = OneWindow(tmp_path, tmp_path), tmp_path / "no folder"
    assert not OneWindow(tmp_path, nowhere).is_second()
    first.listen()
    first.listen()
    assert OneWindow(tmp_path, nowhere).is_second()
