"""Closing a touch puts the next one: once, where the form said it would be (D-2.8)."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from kam_desktop.core import agenda, clients, interactions, opening, samples, touches
from kam_desktop.core.errors import Invalid
from kam_desktop.core.rules import periodic
from kam_desktop.core.store import vault
from kam_desktop.core.store.database import Database

TODAY = date(2026, 9, 16)
WEEKS = timedelta(weeks=12)


class _RolledBackError(Exception):
    """Ends a write without keeping it."""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    folder: Path = tmp_path_factory.mktemp("closing") / "s"
    made = opening.create(folder, "correct horse", author="刘敏", kdf=vault.Kdf(8, 1, 1)).store
    made.write(lambda s: samples.fill(s, today=TODAY, number=24))
    yield made
    made.close()


def attempt(store: Database, work: Any) -> Any:
    """What ``work`` gives, without keeping what it did."""
    found: list[Any] = []

    def run(session: Any) -> None:
        found.append(work(session))
        raise _RolledBackError

    with pytest.raises(_RolledBackError):
        store.write(run)
    return found[0]


def due(store: Database) -> list[agenda.DueTouch]:
    return store.read(lambda s: agenda.due(s, today=TODAY))


def coming(session: Any, touch: agenda.DueTouch) -> list[agenda.DueTouch]:
    """The client's later touches; those of the same activity where that recurs."""
    found = agenda.of_client(session, touch.client_id, today=TODAY, limit=99)
    recurs = touch.activity in periodic.CADENCES
    return [each for each in found if each.due_on > TODAY and (not recurs or each.activity == touch.activity)]


def test_the_day_that_is_proposed_is_the_day_that_is_planned(store: Database) -> None:
    compared = 0
    for touch in due(store):
        proposed = store.read(lambda s, t=touch: touches.next_if_done(s, t.id, on=TODAY))
        if proposed is None or proposed.on > TODAY + WEEKS:
            continue

        def close(s: Any, touch: agenda.DueTouch = touch) -> date:
            interactions.close_touch(s, touch.id, today=TODAY)
            return coming(s, touch)[0].due_on

        assert attempt(store, close) == proposed.on, touch.reason
        compared += 1
    assert compared > 10


@pytest.mark.parametrize("days", [2, 20, 60, 80, 300])
def test_another_day_is_put_once_and_nothing_before_it(store: Database, days: int) -> None:
    wanted = TODAY + timedelta(days)
    for touch in [each for each in due(store) if each.activity in ("call", "visit")][:6]:

        def close(s: Any, touch: agenda.DueTouch = touch) -> list[date]:
            interactions.close_touch(s, touch.id, next_on=wanted, today=TODAY)
            return [each.due_on for each in coming(s, touch)]

        found = attempt(store, close)
        assert found.count(wanted) == 1
        if days <= 80:  # beyond the weeks that are planned the rhythm goes on until then
            assert found[0] == wanted


def test_the_next_day_is_not_in_the_past(store: Database) -> None:
    touch = due(store)[0]
    yesterday = TODAY - timedelta(1)
    with pytest.raises(Invalid) as refused:
        store.write(lambda s: interactions.close_touch(s, touch.id, next_on=yesterday, today=TODAY))
    assert refused.value.field == "next_on"
    assert touch.id in {each.id for each in due(store)}


def test_a_touch_moved_far_is_not_planned_again_before(store: Database) -> None:
    touch = next(each for each in due(store) if each.activity in ("visit", "call"))
    wanted = TODAY + timedelta(70)

    def move(s: Any) -> list[date]:
        touches.move(s, touch.id, to=wanted, today=TODAY)
        return [each.due_on for each in coming(s, touch)]

    assert attempt(store, move)[0] == wanted


def test_everybody_to_greet_for_a_festival(store: Database) -> None:
    day = next(each for each in store.read(lambda s: agenda.strip(s, today=TODAY)) if each.kind == "festival")
    found = store.read(lambda s: agenda.of_festival(s, day.title, day.on, today=TODAY))
    assert len(found) == day.waiting > 0
    assert {each.activity for each in found} == {"festival"}
    assert [each.due_on for each in found] == sorted(each.due_on for each in found)


def test_owners_are_named_once(store: Database) -> None:
    assert store.read(clients.owners) == ["佟雅楠", "刘敏", "叶知秋", "马骁"]
