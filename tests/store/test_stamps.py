"""Stamps sort as text in the order in which they were given."""

import itertools

import pytest

from kam_desktop.core.store import stamps
from kam_desktop.core.store.stamps import HybridClock


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> HybridClock:
    """The wall clock stands still."""
    monkeypatch.setattr(stamps.time, "time_ns", lambda: 1_800_000_000_000 * 1_000_000)
    return HybridClock("device-000000000001")


def test_a_full_counter_goes_on_in_the_next_millisecond(clock: HybridClock) -> None:
    clock.last = (1_800_000_000_000, 999_997)
    given = [clock.tick(), *clock.ticks(3), clock.tick(), *clock.ticks(2)]
    assert given == sorted(given)
    assert len(set(given)) == len(given)
    assert {len(each) for each in given} == {len(given[0])}
    assert given[1].startswith("1800000000000-999999-")
    assert given[2].startswith("1800000000001-000000-")


def test_more_than_a_million_at_once_sort(clock: HybridClock) -> None:
    given = clock.ticks(1_000_003)
    after = clock.tick()
    assert given[-1].startswith("1800000000001-000002-")
    assert after.startswith("1800000000001-000003-")
    assert all(one < other for one, other in itertools.pairwise(given))


def test_no_stamps_take_nothing(clock: HybridClock) -> None:
    first = clock.tick()
    assert clock.ticks(0) == []
    assert clock.tick() > first
