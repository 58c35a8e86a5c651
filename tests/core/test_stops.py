"""Long work stands back for what somebody waits for, and goes on even if that does not end."""

import threading

import pytest

from kam_desktop.core import stops


def test_long_work_lets_short_work_go_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stops, "_LONGEST", 10)
    order: list[str] = []
    has_begun, has_looked = threading.Event(), threading.Event()

    def short() -> None:
        with stops.quick():
            has_begun.set()
            has_looked.wait(10)
            order.append("short")

    def long() -> None:
        has_begun.wait(10)
        with stops.stoppable(lambda: order.append("long")):
            has_looked.set()
            stops.step()

    threads = [threading.Thread(target=each) for each in (short, long)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert order == ["short", "long"]


def steps_beside(hold: threading.Event) -> int:
    """How many of two steps were done while somebody on another thread was waited for."""
    has_begun, steps = threading.Event(), list[int]()

    def short() -> None:
        with stops.quick():
            has_begun.set()
            hold.wait(10)

    thread = threading.Thread(target=short)
    thread.start()
    has_begun.wait(10)
    with stops.stoppable(lambda: steps.append(1)):
        stops.step()
        stops.step()
    assert thread.is_alive()
    hold.set()
    thread.join()
    return len(steps)


def test_long_work_does_not_stand_back_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stops, "_LONGEST", 0.01)
    assert steps_beside(threading.Event()) == 2


def test_what_is_waited_for_itself_never_stands_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stops, "_LONGEST", 3600)
    with stops.quick():
        assert steps_beside(threading.Event()) == 2
