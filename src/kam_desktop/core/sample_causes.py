"""Occasions, favours, staff changes and coming events of the made-up portfolio: something of each kind of care."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from sqlalchemy.orm import Session

from kam_desktop.core import assets
from kam_desktop.core.store import changes
from kam_desktop.core.store.tables import Favour, InterestEvent, Occasion, StaffChange

Rows = Sequence[Mapping[str, Any]]


def fill(session: Session, clients: Rows, people: Rows, *, author: str, today: date, seed: int) -> None:
    """Write them beside the clients and people that are there already."""
    pool = assets.read_json("samples", "care.json")
    of_client: dict[str, Mapping[str, Any]] = {}
    for person in people:
        of_client.setdefault(person["client_id"], person)
    occasions, favours, staff = [], [], []
    for index, client in enumerate(clients):
        chance, person = Random(f"{seed}/{index}/care"), of_client[client["id"]]
        common = {"client_id": client["id"], "contact_id": person["id"]}
        if index % 5 == 2:
            kind, title, days = pool["client_occasions"][index // 5 % len(pool["client_occasions"])]
            occasions.append(_occasion(client, None, kind, title, today + timedelta(days=days), kind == "anniversary"))
        if index % 7 == 3:
            kind, title, days = pool["personal_occasions"][index // 7 % len(pool["personal_occasions"])]
            occasions.append(
                _occasion(client, person["id"], kind, title, today + timedelta(days=days), is_yearly=False)
            )
        if index % 6 == 1:
            favours.append(_favour(client["id"], common, chance, pool, author, today))
        if index % 23 == 11:
            on = today - timedelta(days=chance.randint(1, 5))
            staff.append(changes.new_row(client["id"], **common, kind="arrived", on=on, notes=""))
    events = [
        changes.new_row("team", title=title, words=tuple(words), on=today + timedelta(days=days), place=place)
        for title, words, days, place in pool["events"]
    ]
    for table, rows in ((Occasion, occasions), (Favour, favours), (StaffChange, staff), (InterestEvent, events)):
        changes.insert_many(session, table, rows)


def _occasion(
    client: Mapping[str, Any], contact_id: str | None, kind: str, title: str, on: date, is_yearly: bool
) -> dict[str, Any]:
    return changes.new_row(
        client["id"], client_id=client["id"], contact_id=contact_id, kind=kind, title=title, on=on, is_yearly=is_yearly
    )


def _favour(
    client_id: str, common: Mapping[str, Any], chance: Random, pool: Any, author: str, today: date
) -> dict[str, Any]:
    on = today - timedelta(days=chance.randint(1, 40))
    if chance.random() < 0.4:
        what, direction, state = chance.choice(pool["their_favours"]), "they_help", "done"
    else:
        what, direction, state = chance.choice(pool["our_favours"]), "we_help", chance.choice(("open", "done"))
    is_done = state == "done"
    return changes.new_row(
        client_id, **common, direction=direction, what=what, on=on, who=author if direction == "we_help" else "",
        state=state, done_on=on if is_done else None, due_on=None if is_done else today + timedelta(days=3),
        result=chance.choice(pool["results"]) if is_done and direction == "we_help" else "",
    )  # fmt: skip
