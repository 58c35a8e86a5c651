"""A made-up portfolio with its history, to try the program on. All people and companies are invented."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any, Final

from sqlalchemy.orm import Session

from kam_desktop.core import (
    assets,
    clients,
    clocks,
    contacts,
    identity,
    sample_business,
    sample_causes,
    sample_gifts,
    settings,
    touches,
)
from kam_desktop.core.errors import Refused
from kam_desktop.core.rules import readings, shares
from kam_desktop.core.rules.dates import PartialDate
from kam_desktop.core.rules.kinds import Calendar
from kam_desktop.core.rules.shares import Share
from kam_desktop.core.store import changes
from kam_desktop.core.store.tables import Client, Commitment, Contact, Interaction, Purchase, Visit

TIERS = ("A", "B", "B", "C", "C", "C")
#: tier -> (activity, channel, how many clients had one, at most how many days ago)
_YEARLY = {
    "A": (("executive_meeting", "visit", 0.9, 100), ("survey", "call", 0.8, 190)),
    "B": (("survey", "call", 0.7, 370),),
}
#: tier -> (days between orders, how much of a usual order it is)
_ORDERS = {"A": (17, 4), "B": (34, 2), "C": (72, 1)}
_ORDER_DAYS = 1000  # how far back the orders go
BANDS = {"A": ("diamond", "gold"), "B": ("gold", "silver"), "C": ("silver", "standard")}


_TEAM: Final = ("佟雅楠", "马骁", "叶知秋")
_REVIEWER: Final = "高原"


@dataclass(slots=True)
class _Book:
    """Everything made so far, one list a table."""

    clients: list[dict[str, Any]]
    people: list[dict[str, Any]]
    interactions: list[dict[str, Any]]
    visits: list[dict[str, Any]]
    promises: list[dict[str, Any]]
    gifts: list[dict[str, Any]]
    purchases: list[dict[str, Any]]


def fill(session: Session, *, today: date, number: int = 60, seed: int = 1) -> dict[str, int]:
    """Fill an empty store and plan it; returns how many of each were made."""
    if clients.count(session):
        raise Refused("sample.store_not_empty")
    changes.begin_batch(session, "sample", "sample")
    settings.put(session, "company", "晨岳传动")
    settings.put(session, "department", "华东大客户部")
    book = _Book([], [], [], [], [], [], [])
    pool, author = assets.read_json("samples", "portfolio.json"), changes.actor_of(session).author
    settings.put(session, "lead", author)  # who looks after clients and leads the others of the team
    for index in range(number):
        owner = _TEAM[index // 5 % len(_TEAM)] if index % 5 == 4 else author
        _client(book, Random(f"{seed}/{index}"), pool, index, owner, today)
        _purchases(book, Random(f"{seed}/{index}/purchases"), pool, book.clients[-1], today)
    given = _write(session, book, author=author, today=today, seed=seed)
    sample_causes.fill(session, book.clients, book.people, author=author, today=today, seed=seed)
    sample_business.fill(session, book.clients, today=today, seed=seed)
    planned = touches.plan_all(session, today=today)
    return {
        "clients": len(book.clients), "contacts": len(book.people), "touches": planned.planned,
        "visits": len(book.visits), "gifts": given, "purchases": len(book.purchases),
    }  # fmt: skip


def _write(session: Session, book: _Book, *, author: str, today: date, seed: int) -> int:
    """Returns how many gifts there are."""
    for table, rows in (
        (Client, book.clients), (Contact, book.people), (Visit, book.visits), (Commitment, book.promises),
        (Interaction, book.interactions), (Purchase, book.purchases),
    ):  # fmt: skip
        changes.insert_many(session, table, rows)
    given = sample_gifts.fill(
        session, book.clients, book.people, book.gifts, author=author, today=today, seed=seed
    )  # fmt: skip
    ids = [row["id"] for row in book.clients]
    for start in range(0, len(ids), 500):
        clocks.refresh(session, ids[start : start + 500])
    return given


def _client(book: _Book, chance: Random, pool: Any, index: int, author: str, today: date) -> None:
    province, city, districts = chance.choice(pool["cities"])
    word, industry, kind = chance.choice(pool["trades"])
    name = f"{city}{pool['brands'][index % len(pool['brands'])]}{word}有限公司"
    if index >= len(pool["brands"]):
        name = f"{city}{pool['brands'][index % len(pool['brands'])]}{chance.choice('晟宏益达信诚')}{word}有限公司"
    tier = TIERS[index % len(TIERS)]
    row = changes.new_row(
        "", name=name, tier=tier, kind=kind, industry=industry, province=province, city=city,
        district=chance.choice(districts), value_band=chance.choice(BANDS[tier]), owner=author,
        lifecycle_stage=chance.choice(("formation", "stable", "stable", "decline")), external_no=f"KH{1001 + index}",
        ownership="state" if index % 13 == 3 else "private",
        annual_revenue_minor=chance.randint(80, 4000) * 1_000_000, since_on=today - timedelta(days=chance.randint(0, 20)),
        **clients.derived(name),
    )  # fmt: skip
    row["id"] = row["scope_id"] = identity.derived_id(f"sample:{index}:{name}")  # the same plan for the same seed
    book.clients.append(row)
    people = [_person(book, chance, pool, row["id"], order, today) for order in range(chance.choice((1, 2, 2, 3)))]
    _history(book, chance, pool, row, people, author, today)


def _person(book: _Book, chance: Random, pool: Any, client_id: str, order: int, today: date) -> dict[str, Any]:
    surname, given = chance.choice(pool["surnames"]), chance.choice(pool["given"])
    title = pool["titles"][0] if order == 0 and chance.random() < 0.5 else chance.choice(pool["titles"][1:])
    row = changes.new_row(
        client_id, client_id=client_id, name=surname + given, sort_key=readings.sort_key(surname + given, is_person=True),
        title=title, greeting_name=f"{surname}总" if title == "总经理" else "", is_primary=order == 0,
        buying_role=pool["roles"].get(title, ""),
        attitude=chance.choice(("supporter", "favourable", "favourable", "neutral", "reserved")),
        phones=(f"1{chance.choice('358')}{chance.randint(0, 999_999_999):09d}",), preferred_hours=chance.choice(pool["hours"]),
        **contacts.columns_of(_birthday(chance, today)),
    )  # fmt: skip
    row["id"] = identity.derived_id(f"sample:{client_id}:{order}")
    for field, share, text in (
        ("hobbies", 0.6, "hobbies"),
        ("family", 0.4, "families"),
        ("hometown", 0.5, "hometowns"),
    ):
        if chance.random() < share:
            row[field] = chance.choice(pool[text])
    if chance.random() < 0.3:
        row["taboos"] = "\n".join(chance.sample(pool["taboos"], chance.choice((1, 1, 2))))
    book.people.append(row)
    return row


def _birthday(chance: Random, today: date) -> PartialDate | None:
    draw = chance.random()
    if draw < 0.15:
        return None
    near = (
        today + timedelta(days=chance.randint(1, 40))
        if draw < 0.3
        else date(1970, 1, 1) + timedelta(chance.randint(0, 364))
    )
    year = chance.choice((None, chance.randint(1964, 1996)))
    if draw > 0.6:
        return PartialDate(Calendar.LUNAR, year, chance.randint(1, 12), chance.randint(1, 29))
    return PartialDate(Calendar.SOLAR, year, near.month, min(near.day, 28))


def _history(
    book: _Book,
    chance: Random,
    pool: Any,
    client: dict[str, Any],
    people: list[dict[str, Any]],
    author: str,
    today: date,
) -> None:
    rhythm = {"A": 12, "B": 28, "C": 75}[client["tier"]]
    recent, visited = {"A": (13, 34), "B": (31, 98), "C": (33, 300)}[client["tier"]]
    on = today - timedelta(days=chance.randint(1, recent))
    _visit(book, chance, pool, client, people[0], author, today - timedelta(days=chance.randint(3, visited)), today)
    for _ in range({"A": 9, "B": 6, "C": 3}[client["tier"]]):
        person = chance.choice(people)
        if chance.random() < 0.35:
            _visit(book, chance, pool, client, person, author, on, today)
        else:
            channel = chance.choice(("call", "call", "message"))
            book.interactions.append(
                changes.new_row(
                    client["id"], client_id=client["id"], channel=channel, on=on, author=author,
                    outcome=chance.choice(pool["calls" if channel == "call" else "messages"]), contact_ids=(person["id"],),
                )
            )  # fmt: skip
        on -= timedelta(days=chance.randint(max(rhythm // 2, 3), rhythm * 2))
    for activity, channel, share, days in _YEARLY.get(client["tier"], ()):
        if chance.random() < share:
            book.interactions.append(
                changes.new_row(
                    client["id"], client_id=client["id"], channel=channel, on=today - timedelta(chance.randint(20, days)),
                    author=author, outcome=chance.choice(pool["calls"]), contact_ids=(people[0]["id"],), activity=activity,
                )
            )  # fmt: skip
    if client["tier"] != "C" and chance.random() < 0.7:
        _gift(book, chance, pool, client, chance.choice(people), author, today)


def _visit(
    book: _Book,
    chance: Random,
    pool: Any,
    client: dict[str, Any],
    person: dict[str, Any],
    author: str,
    on: date,
    today: date,
) -> None:
    hour = chance.choice((9, 10, 14, 15))
    is_recent = (today - on).days < 10
    row = changes.new_row(
        client["id"], client_id=client["id"], on=on, state=chance.choice(("reported", "submitted")) if is_recent else "accepted",
        started_at=time(hour, chance.choice((0, 30))), ended_at=time(hour + 1, 20), place=f"{client['district']}厂区二楼会议室",
        contact_ids=(person["id"],), objective=chance.choice(pool["objectives"]), discussed=chance.choice(pool["discussed"]),
        needs=chance.choice(pool["needs"]), competitors=chance.choice(pool["competitors"]), impression=chance.randint(3, 5),
        next_step=chance.choice(pool["next_steps"]), owner=author,
        expenses=[{"text": "高速", "minor": 8600, "currency": "CNY"}] if chance.random() < 0.5 else [],
    )  # fmt: skip
    if row["state"] != "reported":
        days = 4 if hour == 9 and on.day % 5 == 0 else 1
        handed_in = max(on, min(on + timedelta(days=days), today - timedelta(days=1)))
        row["submitted_at"] = datetime.combine(handed_in, time(17, 40)).astimezone()
    if row["state"] == "accepted":
        row["reviewer"], row["reviewed_at"] = _REVIEWER, row["submitted_at"] + timedelta(hours=16)
    book.visits.append(row)
    book.interactions.append(
        changes.new_row(
            client["id"], client_id=client["id"], channel="visit", on=on, author=author, outcome=row["discussed"],
            contact_ids=(person["id"],), visit_id=row["id"], activity="visit",
        )
    )  # fmt: skip
    _promise(book, chance, pool, row, person, author, on, today)


def _promise(
    book: _Book,
    chance: Random,
    pool: Any,
    visit: dict[str, Any],
    person: dict[str, Any],
    author: str,
    on: date,
    today: date,
) -> None:
    due = on + timedelta(days=chance.choice((5, 9, 14, 25)))
    is_open = due > today - timedelta(days=4)
    settled = {} if is_open else {"state": "kept", "settled_on": due - timedelta(days=1)}
    common = {"client_id": visit["client_id"], "visit_id": visit["id"], "due_on": due}
    book.promises.append(
        changes.new_row(visit["client_id"], **common, text=chance.choice(pool["promises"]), owner=author, **settled)
    )
    if chance.random() < 0.4:
        book.promises.append(
            changes.new_row(
                visit["client_id"], **common, text=chance.choice(pool["their_promises"]), owner=person["name"], side="client",
                **settled,
            )
        )  # fmt: skip


def _gift(
    book: _Book,
    chance: Random,
    pool: Any,
    client: dict[str, Any],
    person: dict[str, Any],
    author: str,
    today: date,
) -> None:
    item, category, value, origin = chance.choice(pool["gifts"])
    on = today - timedelta(days=chance.randint(20, 300))
    row = changes.new_row(
        client["id"], client_id=client["id"], contact_id=person["id"], item=item, category=category, value_minor=value,
        occasion=chance.choice(("dragon-boat", "mid-autumn", "spring-festival", "birthday", "thanks")), on=on, origin=origin,
        reception=chance.choice(pool["receptions"]), giver=author, manner="当面",
    )  # fmt: skip
    book.gifts.append(row)
    book.interactions.append(
        changes.new_row(
            client["id"], client_id=client["id"], channel="gift", on=on, author=author, outcome=item,
            contact_ids=(person["id"],), gift_id=row["id"],
        )
    )  # fmt: skip


def _purchases(book: _Book, chance: Random, pool: Any, client: dict[str, Any], today: date) -> None:
    """Orders in the client's own rhythm, more in spring and autumn, growing or falling over the years."""
    client["supplier_shares"] = _shares(chance, pool, client["tier"])
    rhythm, size = _ORDERS[client["tier"]]
    growth = -0.25 if client["lifecycle_stage"] == "decline" else chance.choice((0.04, 0.12, 0.3))
    usual = chance.sample(pool["products"], chance.choice((3, 4, 5)))
    ago = chance.randint(2, rhythm)
    while ago < _ORDER_DAYS:
        on = today - timedelta(days=ago)
        on -= timedelta(days=max(0, on.weekday() - 4))  # nobody orders at the weekend
        season = 1.3 if on.month in (3, 4, 9, 10) else 0.6 if on.month == 2 else 1.0
        order_no = f"XS{on:%y%m%d}{len(book.purchases) % 1000:03d}"
        for product, price, number in chance.sample(usual, chance.choice((1, 1, 2, 3))):
            amount = size * season * (1 - growth * ago / 365) * chance.uniform(0.6, 1.4)
            quantity = max(1, round(number * max(amount, 0.1)))
            margin = round(price * quantity * chance.uniform(0.14, 0.32))
            row = changes.new_row(
                client["id"], client_id=client["id"], on=on, product=product, quantity_milli=quantity * 1000,
                amount_minor=price * quantity, margin_minor=margin, order_no=order_no,
            )  # fmt: skip
            row["id"] = identity.derived_id(f"sample:{client['id']}:{order_no}:{product}")
            book.purchases.append(row)
        ago += chance.randint(max(2, rhythm // 2), rhythm * 3 // 2)


def _shares(chance: Random, pool: Any, tier: str) -> list[dict[str, Any]]:
    """Ours and one or two rivals'; of small clients nobody knows."""
    if tier == "C" and chance.random() < 0.7:
        return []
    ours = chance.randint(25, 70)
    first, second = chance.sample(pool["rivals"], 2)
    found = [Share("", ours, True), Share(first, chance.randint(8, 20)), Share(second, chance.randint(3, 10))]
    return shares.to_plain(found[: chance.choice((2, 3, 3))])
