"""Since when a client is one, on its papers: not since it was entered."""

from datetime import date, timedelta
from functools import partial

from kam_desktop.core import client_books, client_facts, clients, identity, interactions, occasions
from kam_desktop.core.clients import ClientDraft
from kam_desktop.core.interactions import InteractionDraft
from kam_desktop.core.occasions import OccasionDraft
from kam_desktop.core.rules.kinds import Channel, OccasionKind
from kam_desktop.core.store.database import Database
from kam_desktop.core.store.tables import Purchase

YEAR = timedelta(days=365)


def made(store: Database, today: date) -> str:
    return str(store.write(lambda s: clients.create(s, ClientDraft("恒远轮胎"), today=today)).value)


def since(store: Database, client_id: str, today: date) -> date | None:
    return store.read(lambda s: client_books.client_book(s, client_id, today=today)).since_on


def called(store: Database, client_id: str, on: date, today: date) -> None:
    draft = InteractionDraft(client_id, Channel.CALL, on)
    store.write(lambda s: interactions.log(s, draft, today=today))


def bought(store: Database, client_id: str, on: date) -> None:
    row = {"scope_id": client_id, "client_id": client_id, "on": on, "product": "机油", "amount_minor": 100}
    store.write(lambda s: s.add(Purchase(**row)))


def test_the_day_of_entry_is_not_told(store: Database) -> None:
    now = identity.made_on(identity.new_id())
    assert now is not None
    client_id = made(store, now)
    assert since(store, client_id, now) is None
    bought(store, client_id, now - YEAR)
    assert since(store, client_id, now) == now - YEAR, "its orders tell"


def test_what_is_older_than_the_day_that_stands_there_tells_that_it_is_of_entry(store: Database, today: date) -> None:
    client_id = made(store, today)
    called(store, client_id, today - 2 * YEAR, today)
    assert since(store, client_id, today) is None, "a call makes no client"
    bought(store, client_id, today - YEAR)
    assert since(store, client_id, today) == today - YEAR


def test_a_day_that_somebody_wrote_stands(store: Database, today: date) -> None:
    client_id = made(store, today)
    bought(store, client_id, today - 2 * YEAR)
    store.write(
        lambda s: client_facts.change(
            s, client_id, "since_on", today - YEAR, revision=clients.get(s, client_id).revision, today=today
        )
    )
    assert since(store, client_id, today) == today - YEAR


def test_a_day_of_long_ago_that_came_with_its_file_stands(store: Database, today: date) -> None:
    client_id = made(store, today - 9 * YEAR)
    bought(store, client_id, today - YEAR)
    assert since(store, client_id, today) == today - 9 * YEAR


def test_days_of_a_life_are_told_only_with_private_fields(store: Database, today: date) -> None:
    client_id = made(store, today)
    for kind, on, title in (
        (OccasionKind.ILLNESS, today - timedelta(days=3), "王总住院"),
        (OccasionKind.WEDDING, today + timedelta(days=5), "王总女儿婚礼"),
    ):
        draft = OccasionDraft(kind, on, title)
        store.write(lambda s, draft=draft: occasions.add(s, client_id, draft, today=today))

    def told(*shown: str) -> str:
        draw = partial(
            client_books.client_book, client_id=client_id, today=today, shown=shown, with_talk=True, whole=True
        )
        return repr(store.read(draw))

    assert "王总住院" not in told()
    assert "婚礼" not in told()
    assert "王总住院" in told("family")
