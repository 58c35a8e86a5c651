"""Facts that grow stale and are confirmed."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from kam_desktop.core import clients, history, settings, upkeep
from kam_desktop.core.clients import ClientDraft
from kam_desktop.core.errors import Invalid, NotFound
from kam_desktop.core.rules.shares import Share
from kam_desktop.core.store.database import Database
from kam_desktop.core.store.tables import Change

TODAY = date(2026, 6, 15)
LATER = date(2036, 1, 1)


def make(store: Database, name: str = "恒远轮胎", **given: Any) -> str:
    return str(store.write(lambda s: clients.create(s, ClientDraft(name, **given), today=TODAY))[0])


def stale(store: Database, client: str, today: date) -> list[str]:
    return [each.name for each in store.read(lambda s: upkeep.stale(s, client, today=today))]


def test_confirming_makes_facts_fresh_and_undo_makes_them_stale_again(store: Database) -> None:
    client = make(store, tier="A", owner="刘敏", address="鄞州区一号")
    assert stale(store, client, TODAY) == []
    assert stale(store, client, TODAY + timedelta(400)) == ["owner", "address"]
    day = TODAY + timedelta(400)
    _, _, batch = store.write(lambda s: clients.confirm(s, client, today=day))
    assert stale(store, client, day) == []
    logged = select(Change.after).where(Change.row_id == client).order_by(Change.id.desc())
    assert store.read(lambda s: s.scalars(logged).first()) == {"confirmed_on": day.isoformat()}
    store.write(lambda s: history.undo(s, batch, today=TODAY))
    assert stale(store, client, day) == ["owner", "address"]


def test_a_fact_that_was_rewritten_is_fresh_by_itself(store: Database) -> None:
    client = make(store, tier="A", owner="刘敏", address="鄞州区一号")
    row = store.read(lambda s: clients.draft_of(clients.get(s, client)))

    def move(session: Any) -> None:
        clients.get(session, client).since_on = date(2020, 1, 1)
        clients.get(session, client).address = "北仑区二号"

    store.write(move)
    assert row.address == "鄞州区一号"
    assert stale(store, client, TODAY) == ["owner"]


def test_the_days_are_a_setting(store: Database) -> None:
    client = make(store, tier="A", owner="刘敏")
    day = TODAY + timedelta(40)
    assert stale(store, client, day) == []
    store.write(lambda s: settings.put(s, "freshness_days", {"A": {"owner": 30}}))
    assert stale(store, client, day) == ["owner"]


def test_shares_over_a_hundred_are_refused(store: Database) -> None:
    client = make(store)
    store.write(lambda s: clients.set_shares(s, client, [Share("鼎泰", 24), Share("", 61, True)]))
    kept = store.read(lambda s: clients.draft_of(clients.get(s, client))).supplier_shares
    assert kept == (Share("", 61, True), Share("鼎泰", 24))
    with pytest.raises(Invalid, match=r"shares\.over_hundred"):
        store.write(lambda s: clients.set_shares(s, client, [*kept, Share("东岭", 15.1)]))
    assert store.read(lambda s: clients.draft_of(clients.get(s, client))).supplier_shares == kept
    with pytest.raises(NotFound):
        store.read(lambda s: upkeep.stale(s, "nobody", today=TODAY))
