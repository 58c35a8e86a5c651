"""Planned touches as the rows that the store keeps of them."""

import json
from typing import Any, Final

from kam_desktop.core import identity
from kam_desktop.core.rules.placing import Placed

#: What planning writes, in this order; ``PLANNED`` is what it may change later.
PLANNED: Final = (
    "contact_id", "kind", "channel", "activity", "earliest_on", "due_on", "latest_on", "occasion_on", "at", "has_gift",
    "reason", "reason_params", "ideal_on", "fit", "source_id",
)  # fmt: skip
WRITTEN: Final = (*PLANNED, "id", "scope_id", "client_id", "plan_key")


def touch_id(client_id: str, plan_key: str) -> str:
    """The same touch has the same id on every laptop."""
    return identity.derived_id(f"touch:{client_id}:{plan_key}")


def written(client_id: str, plan_key: str, planned: tuple[Any, ...]) -> tuple[Any, ...]:
    """The values of ``WRITTEN``: those of ``PLANNED`` and whose touch it is."""
    return (*planned, touch_id(client_id, plan_key), client_id, client_id, plan_key)


def row(placed: Placed) -> tuple[Any, ...]:
    """The values of ``PLANNED`` as SQLite keeps them."""
    touch = placed.touch
    return (
        touch.contact_id, touch.kind.value, touch.channel.value, touch.activity.value, touch.earliest_on.isoformat(),
        touch.due_on.isoformat(), touch.latest_on.isoformat(),
        touch.occasion_on.isoformat() if touch.occasion_on else None,
        f"{touch.at.hour:02}:{touch.at.minute:02}" if touch.at else None, int(touch.has_gift), touch.reason,
        json.dumps(touch.reason_params), placed.ideal_on.isoformat(), placed.fit.value if placed.fit else "",
        touch.source_id,
    )  # fmt: skip
