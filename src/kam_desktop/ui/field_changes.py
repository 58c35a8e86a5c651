"""A field of a client or a person with what was there and what comes: ``城市 宁波 → 杭州``."""

from typing import Any

from kam_desktop.core.pasting import FieldChange
from kam_desktop.ui import labels


def named(field: str) -> str:
    """The name of a field as it is kept."""
    if field.startswith("birthday_"):
        return labels.field("birthday")
    if field == "last_contact_on":
        return labels.list_field("last")
    if field == "currency":
        return labels.say("heading.currency")
    if field in ("notes", "address", "products", "annual_volume") or labels.list_field(field) == labels.list_field(
        "own"
    ):
        return labels.field("notes" if field == "private_notes" else field)
    return labels.list_field("revenue" if field == "annual_revenue_minor" else field)


def told(one: FieldChange) -> str:
    """The field, what was there if anything was, and what comes."""
    name = named(one.field)
    if isinstance(one.after, (dict, bool)) or one.field.startswith("birthday_"):
        return name
    before, after = worded(one.field, one.before), worded(one.field, one.after)
    return f"{name} {before} → {after}" if before else f"{name} {after}"


def worded(field: str, value: Any) -> str:
    """One value as it is shown."""
    if isinstance(value, tuple):
        return labels.listed(value)
    if field == "annual_revenue_minor" and isinstance(value, int):
        return labels.money(value)
    return labels.criterion_value(field, str(value)) if value else ""
