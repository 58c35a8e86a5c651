"""What a client of each tier may cost, and what was spent on it (D-3.8)."""

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
_SPENT: Final = """WITH gifts AS (SELECT client_id, sum(value_minor) AS spent FROM gift
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
        WHERE deleted_at IS NULL AND currency = 'CNY' AND "on" BETWEEN :first AND :last GROUP BY client_id)
    SELECT c.id, c.short_name, c.tier, c.owner, coalesce(gifts.spent, 0), coalesce(services.spent, 0),
    coalesce(visits.spent, 0), margins.gained FROM client c
    LEFT JOIN gifts ON gifts.client_id = c.id LEFT JOIN services ON services.client_id = c.id
    LEFT JOIN visits ON visits.client_id = c.id LEFT JOIN margins ON margins.client_id = c.id
    WHERE c.deleted_at IS NULL AND c.tier <> '' {which} ORDER BY c.tier, c.sort_key, c.id"""


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
    values = {"first": date(year, 1, 1).isoformat(), "last": date(year, 12, 31).isoformat()}
    names_ = {f"c{number}": each for number, each in enumerate(client_ids)}
    which = f"AND c.id IN ({', '.join(f':{name}' for name in names_)})" if names_ else ""
    return [Spent(*row) for row in plain_rows.rows(session, _SPENT.format(which=which), values | names_)]


def _draft(tier: Tier, row: TierResource | None) -> ResourceDraft:
    if row is None:
        return ResourceDraft(tier)
    return ResourceDraft(
        tier, row.manager_grade, row.team, row.care_budget_minor, row.gift_budget_minor, row.discount_band,
        row.support_level,
    )  # fmt: skip
