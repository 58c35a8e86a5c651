"""What a client of each tier may cost, and what was spent on it (D-3.8)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from kam_desktop.core import identity
from kam_desktop.core.errors import Invalid
from kam_desktop.core.rules import names
from kam_desktop.core.rules.kinds import Tier
from kam_desktop.core.store import plain_rows
from kam_desktop.core.store.tables import TierResource

_LARGEST: Final = 10**12
#: (client, short name, tier, owner, gifts, services, visit expenses, margin) of a year, amounts in minor units of CNY
_COSTS: Final = """WITH gifts AS (SELECT client_id, sum(value_minor) AS spent FROM gift
        WHERE deleted_at IS NULL AND direction = 'given' AND state = 'done' AND currency = 'CNY'
        AND "on" BETWEEN :first AND :last GROUP BY client_id),
    services AS (SELECT client_id, sum(cost_minor) AS spent FROM service
        WHERE deleted_at IS NULL AND state = 'done' AND currency = 'CNY' AND "on" BETWEEN :first AND :last
        GROUP BY client_id),
    visits AS (SELECT v.client_id, sum(CASE WHEN e.type <> 'object' THEN 0
        WHEN json_type(e.value, '$.minor') = 'integer' AND json_type(e.value, '$.text') = 'text'
        AND coalesce(e.value ->> 'currency', 'CNY') = 'CNY' THEN e.value ->> 'minor' ELSE 0 END) AS spent
        FROM visit v, json_each(CASE WHEN json_valid(v.expenses) THEN v.expenses ELSE '[]' END) e
        WHERE v.deleted_at IS NULL AND v.state NOT IN ('planned', 'cancelled') AND v."on" BETWEEN :first AND :last
        GROUP BY v.client_id),
    margins AS (SELECT client_id, sum(margin_minor) AS gained FROM purchase
        WHERE deleted_at IS NULL AND currency = 'CNY' AND "on" BETWEEN :first AND :last GROUP BY client_id),
    costs AS MATERIALIZED (SELECT c.id, c.short_name, c.tier, c.owner, coalesce(gifts.spent, 0) AS gifts,
    coalesce(services.spent, 0) AS services, coalesce(visits.spent, 0) AS visits, margins.gained AS margin,
    c.sort_key AS sorted FROM client c
    LEFT JOIN gifts ON gifts.client_id = c.id LEFT JOIN services ON services.client_id = c.id
    LEFT JOIN visits ON visits.client_id = c.id LEFT JOIN margins ON margins.client_id = c.id
    WHERE c.deleted_at IS NULL AND c.tier <> '' {which})"""
_TOLD: Final = "id, short_name, tier, owner, gifts, services, visits, margin"
_SPENT: Final = f"{_COSTS} SELECT {_TOLD} FROM costs ORDER BY tier, sorted, id"
#: the sums of each tier (place 0), then who costs more than the tier's budget, the most first
_BY_TIER: Final = f"""{_COSTS}, dear AS (SELECT {_TOLD},
    row_number() OVER (PARTITION BY tier ORDER BY gifts + services + visits DESC, sorted, id) AS place FROM costs
    WHERE gifts + services + visits > CASE tier WHEN 'A' THEN :A WHEN 'B' THEN :B ELSE :C END)
    SELECT '', '', tier, '', count(*), sum(gifts + services + visits), sum(gifts), NULL, 0 FROM costs GROUP BY tier
    UNION ALL SELECT {_TOLD}, place FROM dear WHERE place <= :most ORDER BY 3, 9"""


@dataclass(frozen=True, slots=True)
class ResourceDraft:
    """What a tier gets. Budgets a client and year in minor units of CNY; zero means none is set."""

    tier: Tier
    manager_grade: str = ""
    team: str = ""
    care_budget_minor: int = 0
    gift_budget_minor: int = 0
    discount_band: str = ""
    support_level: str = ""


class Spent(NamedTuple):
    """What one client cost in a year, in minor units of CNY. ``margin_minor`` is None where no purchase tells it."""

    client_id: str
    client: str
    tier: str
    owner: str
    gifts_minor: int
    services_minor: int
    visits_minor: int
    margin_minor: int | None

    @property
    def care_minor(self) -> int:
        """All of it: gifts, services and the expenses of visits."""
        return self.gifts_minor + self.services_minor + self.visits_minor


class TierCost(NamedTuple):
    """What is set for a tier, and what its clients cost in a year, in minor units of CNY; ``id`` is the tier.

    ``over`` are those that cost more than they may, the most first; no more than were asked for.
    """

    id: str
    resources: ResourceDraft
    clients: int
    care_minor: int
    gifts_minor: int
    over: tuple[Spent, ...]


def listed(session: Session) -> list[ResourceDraft]:
    """What each tier gets, A first; a tier that nobody filled in is empty."""
    rows = {
        row.tier: row for row in session.scalars(select(TierResource).where(TierResource.deleted_at.is_(None)))
    }  # fmt: skip
    return [_draft(tier, rows.get(tier.value)) for tier in Tier]


def put(session: Session, draft: ResourceDraft) -> None:
    """Save what a tier gets."""
    for name in ("care_budget_minor", "gift_budget_minor"):
        if not 0 <= getattr(draft, name) <= _LARGEST:
            raise Invalid(name, "value.number", text=str(getattr(draft, name)))
    made = identity.derived_id(f"tier_resource:{draft.tier.value}")
    row = session.scalar(
        select(TierResource).where(TierResource.tier == draft.tier.value, TierResource.deleted_at.is_(None))
    ) or session.get(TierResource, made)  # fmt: skip
    if row is None:
        row = TierResource(id=made, tier=draft.tier.value, scope_id="company")
        session.add(row)
    row.deleted_at = None  # one that undo took away comes back
    row.manager_grade, row.team = names.clean(draft.manager_grade, 64), names.clean(draft.team, 128)
    row.care_budget_minor, row.gift_budget_minor = draft.care_budget_minor, draft.gift_budget_minor
    row.discount_band = names.clean(draft.discount_band, 64)
    row.support_level = names.clean(draft.support_level, 64)


def spent(session: Session, year: int, client_ids: Sequence[str] = ()) -> list[Spent]:
    """What the clients of a tier cost in a year, all of them or these; those that cost nothing too."""
    names_ = {f"c{number}": each for number, each in enumerate(client_ids)}
    which = f"AND c.id IN ({', '.join(f':{name}' for name in names_)})" if names_ else ""
    return [Spent(*row) for row in plain_rows.rows(session, _SPENT.format(which=which), _days(year) | names_)]


def by_tier(session: Session, year: int, *, most: int = 20) -> list[TierCost]:
    """The three tiers, each with at most so many clients that cost more than they may."""
    tiers = listed(session)
    budgets = {each.tier.value: each.care_budget_minor or None for each in tiers}  # none set: nobody is over it
    found: dict[str, list[plain_rows.Row]] = defaultdict(list)
    for row in plain_rows.rows(session, _BY_TIER.format(which=""), {**_days(year), **budgets, "most": most}):
        found[row[2]].append(row)
    return [_cost(each, found[each.tier.value]) for each in tiers]


def _cost(resources: ResourceDraft, found: Sequence[plain_rows.Row]) -> TierCost:
    clients, care, gifts = found[0][4:7] if found else (0, 0, 0)
    over = tuple(Spent(*row[:8]) for row in found[1:])
    return TierCost(resources.tier.value, resources, clients, care, gifts, over)


def _days(year: int) -> dict[str, str]:
    return {"first": date(year, 1, 1).isoformat(), "last": date(year, 12, 31).isoformat()}


def _draft(tier: Tier, row: TierResource | None) -> ResourceDraft:
    if row is None:
        return ResourceDraft(tier)
    return ResourceDraft(
        tier, row.manager_grade, row.team, row.care_budget_minor, row.gift_budget_minor, row.discount_band,
        row.support_level,
    )  # fmt: skip
