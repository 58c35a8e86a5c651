"""Agreements, services, campaigns and scores of the made-up portfolio."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from sqlalchemy.orm import Session

from kam_desktop.core import assets, identity
from kam_desktop.core.rules.delivered_value import COSTS, VALUES
from kam_desktop.core.store import changes
from kam_desktop.core.store.tables import (
    Agreement,
    AgreementEntry,
    Campaign,
    CampaignGuest,
    Service,
    TierResource,
    ValueScore,
)

Row = Mapping[str, Any]


def fill(session: Session, clients: Sequence[Row], *, today: date, seed: int) -> None:
    """Write them beside the clients that are there already."""
    pool = assets.read_json("samples", "business.json")
    tables: dict[Any, list[dict[str, Any]]] = {
        Agreement: [], AgreementEntry: [], Service: [], Campaign: [], CampaignGuest: [], ValueScore: [], TierResource: [],
    }  # fmt: skip
    for index, client in enumerate(clients):
        chance = Random(f"{seed}/{index}/business")
        if index % 3 == 0:
            agreement = _agreement(client["id"], pool, index, chance, today)
            tables[Agreement].append(agreement)
            tables[AgreementEntry] += _lines(agreement, pool, index, today)
        if index % 4 == 1:
            tables[Service].append(_service(client["id"], pool, index, today))
        if index % 6 == 0:
            tables[ValueScore] += _scores(client["id"], pool, today)
    for title, kind, first, last, place, budget in pool["campaigns"]:
        campaign = changes.new_row(
            "team", title=title, kind=kind, first_on=today + timedelta(days=first), last_on=today + timedelta(days=last),
            place=place, budget_minor=budget,
        )  # fmt: skip
        tables[Campaign].append(campaign)
        tables[CampaignGuest] += [
            changes.new_row(
                client["id"], campaign_id=campaign["id"], client_id=client["id"], reply=("yes", "", "no")[number % 3]
            )
            for number, client in enumerate(clients[::5])
        ]
    for tier, grade, team, care, gifts, discount, support in pool["tiers"]:
        row = changes.new_row(
            "company", tier=tier, manager_grade=grade, team=team, care_budget_minor=care, gift_budget_minor=gifts,
            discount_band=discount, support_level=support,
        )  # fmt: skip
        tables[TierResource].append({**row, "id": identity.derived_id(f"tier_resource:{tier}")})
    for table, rows in tables.items():
        changes.insert_many(session, table, rows)


def _agreement(client_id: str, pool: Any, index: int, chance: Random, today: date) -> dict[str, Any]:
    kind, title, volume, unit, days = pool["agreements"][index // 3 % len(pool["agreements"])]
    ends = today + timedelta(days=days + chance.randint(-20, 20))
    return changes.new_row(
        client_id, client_id=client_id, kind=kind, title=title, number=f"K{today.year % 100}-{index + 1:03}",
        starts_on=ends - timedelta(days=364), ends_on=ends, volume_milli=volume * 1000 if volume else None, unit=unit,
    )  # fmt: skip


def _lines(agreement: Row, pool: Any, index: int, today: date) -> list[dict[str, Any]]:
    same = {"agreement_id": agreement["id"], "client_id": agreement["client_id"]}
    text, days = pool["deadlines"][index // 3 % len(pool["deadlines"])]
    due = today + timedelta(days=days)
    found = [changes.new_row(agreement["client_id"], **same, kind="deadline", text=text, due_on=due)]
    if agreement["volume_milli"]:
        found += [
            changes.new_row(
                agreement["client_id"], **same, kind="volume", on=today - timedelta(days=90 * quarter),
                quantity_milli=agreement["volume_milli"] // 5,
            )
            for quarter in (1, 2)
        ]  # fmt: skip
    if agreement["kind"] == "membership":
        for quantity, words in ((800_000, "上半年进货积分"), (-300_000, "兑换工具套装")):
            found.append(
                changes.new_row(
                    agreement["client_id"], **same, kind="points", text=words, on=today - timedelta(days=30),
                    quantity_milli=quantity,
                )
            )  # fmt: skip
    return found


def _service(client_id: str, pool: Any, index: int, today: date) -> dict[str, Any]:
    kind, title, cost, days = pool["services"][index // 4 % len(pool["services"])]
    on = today + timedelta(days=days)
    is_past = days < 0
    effect = pool["effects"][index // 4 % len(pool["effects"])] if days < -40 else ""
    return changes.new_row(
        client_id, client_id=client_id, kind=kind, title=title, on=on, cost_minor=cost,
        state="done" if is_past else "planned", effect=effect, effect_score=4 if effect else None,
        effect_on=on + timedelta(days=31) if effect else None,
    )  # fmt: skip


def _scores(client_id: str, pool: Any, today: date) -> list[dict[str, Any]]:
    return [
        changes.new_row(
            client_id, client_id=client_id, on=today - timedelta(days=days), notes=words,
            **dict(zip((*VALUES, *COSTS), scores, strict=True)),
        )
        for days, scores, words in zip((330, 160, 12), pool["scores"], pool["notes"], strict=True)
    ]  # fmt: skip
