"""Gifts of the made-up portfolio: given, approved, declined, received, corrected, waiting; and a small stock of them.

Each is judged by the rules as it would have been, so that the register of a year reads like a real one.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from random import Random
from types import SimpleNamespace
from typing import Any, Final

from sqlalchemy.orm import Session

from kam_desktop.core import assets
from kam_desktop.core.gift_weighing import Scales
from kam_desktop.core.rules import gift_limits, lunar
from kam_desktop.core.rules.kinds import Verdict
from kam_desktop.core.rules.lunar import Lunar
from kam_desktop.core.store import changes
from kam_desktop.core.store.tables import Gift, GiftStock, Interaction, StockMove

LEAD: Final = "高原"
DIRECTOR: Final = "孔令辉"  # approves what the lead gives
#: month and day of the lunar calendar, and how many days before it is given
_LUNAR: Final = {"spring-festival": (1, 1, 7), "dragon-boat": (5, 5, 3), "mid-autumn": (8, 15, 5)}
_SOLAR: Final = {"new-year": (1, 1, 3), "national-day": (10, 1, 3)}
_BLANK: Final[dict[str, Any]] = {
    "direction": "given", "state": "done", "quantity": 1, "currency": "CNY", "manner": "", "story": "", "chosen_by": "",
    "handed_by": "", "giver": "", "reception": "", "reception_score": None, "receipt": "", "override_reason": "", "approver": "",
    "approved_at": None, "approval_remark": "", "is_estimate": False, "is_handed_in": False, "corrects_id": None,
    "deleted_at": None,
}  # fmt: skip
Row = dict[str, Any]
People = Sequence[Mapping[str, Any]]


def fill(session: Session, clients: People, people: People, gifts: list[Row], *, author: str, today: date, seed: int) -> int:  # fmt: skip
    """Write them with those that are there already; returns how many were handed over or received."""
    pool, chance = assets.read_json("samples", "gifts.json"), Random(f"{seed}/gifts")
    key = [each for each in clients if each["tier"] != "C"] or list(clients)
    whom = [(client, next(each for each in people if each["client_id"] == client["id"])) for client in key]
    made = _Gifts(author, today, pool, chance, whom)
    rows = [made.told(row) for row in gifts] + made.given() + made.approved() + made.received()
    if len(clients) < 6:
        rows = rows[: len(clients)]
    else:
        rows += made.waiting() + made.declined()
    _judge(session, rows, pool, chance)
    rows += made.corrected(rows)
    changes.insert_many(session, Gift, rows)
    done = [row for row in rows if row["state"] == "done" and row["deleted_at"] is None]
    known = {row["id"] for row in gifts}
    changes.insert_many(session, Interaction, [_contact(row) for row in done if row["id"] not in known])
    _stock(session, pool, today)
    return len(done)


class _Gifts:
    def __init__(self, author: str, today: date, pool: Any, chance: Random, whom: list[tuple[Any, Any]]) -> None:
        self._author, self._today, self._pool, self._chance, self._whom = author, today, pool, chance, whom
        self._next = 0

    def told(self, row: Row) -> Row:
        """One that is there already, with its story."""
        story = self._pool["stories"].get(row["item"], "")
        return _BLANK | row | {
            "story": story, "chosen_by": self._author, "handed_by": self._author, "occasion": self._fitting(row),
        }  # fmt: skip

    def given(self) -> list[Row]:
        """Through the year, each to somebody else."""
        return [
            self._row(
                item, category, value, occasion, origin, story=story, manner=manner, giver=giver, chosen_by=giver,
                handed_by=giver, **self._reception(),
            )
            for item, category, value, occasion, origin, story, manner, giver in self._pool["given"]
        ]  # fmt: skip

    def approved(self) -> list[Row]:
        """Beyond the limits, for a reason that was written down."""
        return [
            self._row(
                item, category, value, occasion, origin, story=story, manner=manner, giver=self._author,
                override_reason=reason, approval_remark=remark, approver=LEAD, receipt=f"FP-{self._today.year}-{value // 100}",
                handed_by=self._author, chosen_by=self._author, **self._reception(),
            )
            for item, category, value, occasion, origin, story, manner, reason, remark in self._pool["approved"]
        ]  # fmt: skip

    def waiting(self) -> list[Row]:
        """Asked for, the first of them approved already."""
        rows = []
        for place, (item, category, value, occasion, origin, story, reason, is_approved) in enumerate(
            self._pool["waiting"]
        ):
            row = self._row(
                item, category, value, occasion, origin, story=story, giver=self._author, override_reason=reason,
                approver=LEAD, state="approved" if is_approved else "proposed", chosen_by=self._author,
            )  # fmt: skip
            row["on"] = self._today + timedelta(days=6 + 5 * place)
            row["approved_at"] = _noon(self._today - timedelta(days=2)) if is_approved else None
            rows.append(row)
        return rows

    def declined(self) -> list[Row]:
        """By the rules, or by the lead with a word of advice."""
        return [
            self._row(
                item, category, value, occasion, origin, state="declined", giver=self._author, override_reason=reason,
                approver=LEAD if remark else "", approval_remark=remark,
            )
            for item, category, value, occasion, origin, reason, remark in self._pool["declined"]
        ]  # fmt: skip

    def received(self) -> list[Row]:
        """From clients: what they are worth is an estimate."""
        return [
            self._row(
                item, category, value, occasion, origin, direction="received", manner=manner, giver=self._author,
                is_estimate=True, is_handed_in=is_handed_in,
            )
            for item, category, value, occasion, origin, manner, is_handed_in in self._pool["received"]
        ]  # fmt: skip

    def corrected(self, rows: Sequence[Row]) -> list[Row]:
        """The newest usual gift was written down with a wrong value first."""
        usual = [
            row
            for row in rows
            if row["state"] == "done" and row["verdict"] == "allowed" and row["direction"] == "given"
        ]
        if len(rows) < 6 or not usual:
            return []
        right = max(usual, key=lambda row: row["on"])
        wrong = right | changes.new_row(right["scope_id"])
        wrong |= {"value_minor": right["value_minor"] + 3000, "deleted_at": _noon(right["on"] + timedelta(days=1))}
        right["corrects_id"] = wrong["id"]
        return [wrong]

    def _row(self, item: str, category: str, value: int, occasion: str, origin: str, **more: Any) -> Row:
        client, person = self._whom[self._next % len(self._whom)]
        self._next += 1
        return changes.new_row(
            client["id"], client_id=client["id"], contact_id=person["id"], item=item, category=category,
            value_minor=value, occasion=occasion, on=self._day(occasion), origin=origin, **(_BLANK | more),
        )  # fmt: skip

    def _fitting(self, row: Row) -> str:
        """Its occasion, unless that is a festival of another season."""
        if row["occasion"] not in _LUNAR:
            return str(row["occasion"])
        days = (lunar.to_solar(Lunar(row["on"].year, *_LUNAR[row["occasion"]][:2])) - row["on"]).days
        return str(row["occasion"]) if 0 <= days <= 25 else "thanks"

    def _day(self, occasion: str) -> date:
        """The last of these festivals that is over, or any day of the last ten months."""
        for year in (self._today.year, self._today.year - 1):
            if occasion in _LUNAR:
                month, day, before = _LUNAR[occasion]
                festival = lunar.to_solar(Lunar(year, month, day))
            elif occasion in _SOLAR:
                month, day, before = _SOLAR[occasion]
                festival = date(year, month, day)
            else:
                break
            on = festival - timedelta(days=before + self._chance.randint(0, 3))
            if on < self._today:
                return on
        return self._today - timedelta(days=self._chance.randint(8, 300))

    def _reception(self) -> Row:
        words, score = self._chance.choice(self._pool["receptions"])
        return {"reception": words, "reception_score": score}


def _judge(session: Session, rows: Sequence[Row], pool: Any, chance: Random) -> None:
    """What the rules say of each, day by day; what they ask for was approved by somebody."""
    scales = Scales(session)
    for row in sorted(rows, key=lambda row: row["on"]):
        gift = SimpleNamespace(**row)
        judged = scales.weigh(gift)
        row |= {
            "verdict": judged.verdict.value, "rules": gift_limits.stored(judged.findings), "rules_version": judged.rules_version,
        }  # fmt: skip
        if row["state"] == "declined" and row["approver"]:
            row["approved_at"] = _noon(row["on"] - timedelta(days=3))
        if row["state"] != "done":
            continue
        if judged.verdict is Verdict.NEEDS_APPROVAL:
            row["approver"] = DIRECTOR if row["giver"] == LEAD else LEAD
            row["approved_at"] = _noon(row["on"] - timedelta(days=2))
            row["override_reason"] = row["override_reason"] or chance.choice(pool["reasons"])
            row["approval_remark"] = row["approval_remark"] or chance.choice(pool["remarks"])
        scales.add(gift, row["id"])


def _contact(row: Row) -> Row:
    return changes.new_row(
        row["client_id"], client_id=row["client_id"], channel="gift", on=row["on"], author=row["giver"],
        outcome=row["item"], contact_ids=(row["contact_id"],), gift_id=row["id"],
    )  # fmt: skip


def _stock(session: Session, pool: Any, today: date) -> None:
    """What was bought, what lies in the car, what was given from it."""
    stock, moves = [], []
    for item, category, value, origin, supplier, low_at, bought, to_car, gone in pool["stock"]:
        row = changes.new_row(
            "team", item=item, category=category, value_minor=value, origin=origin, supplier=supplier, low_at=low_at
        )
        stock.append(row)
        for kind, quantity, days in (("bought", bought, 120), ("to_car", to_car, 60), ("given", gone, 20)):
            moves.append(
                changes.new_row(
                    "team",
                    stock_id=row["id"],
                    kind=kind,
                    quantity=quantity,
                    on=today - timedelta(days=days),
                )
            )
    changes.insert_many(session, GiftStock, stock)
    changes.insert_many(session, StockMove, moves)


def _noon(on: date) -> datetime:
    return datetime.combine(on, time(11, 20)).astimezone()
