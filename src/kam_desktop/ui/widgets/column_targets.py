"""The fields a column can fill, in words, for the mapping's choice lists."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from kam_desktop.core.records import OwnField
from kam_desktop.exchange import fields
from kam_desktop.exchange.columns import Mapping
from kam_desktop.ui import labels


def targets(mapping: Mapping, present: str = "") -> list[str]:
    """Every target one can choose for the kind of a table, with the one in use when it is a special form."""
    if mapping.kind in fields.FACTS:
        known = [each.key for each in fields.FACTS[mapping.kind]]
    else:
        known = [each.key for each in fields.FIELDS if not each.key.startswith("purchase.")]
        known += [f"{each.entity}.custom:{each.id}" for each in mapping.own]
        for slot in range(2, fields.SLOTS + 1):
            known += [key.replace("contact.", f"contact{slot}.") for key in known if key.startswith("contact.")]
    return known if present in known or not present else [present, *known]


def target_name(target: str, own: Sequence[OwnField] = ()) -> str:
    """``联系人 2 · 手机`` for ``contact2.phone``; a field of the users' own by its label."""
    plain, _, form = target.partition(":")
    owner, _, name = plain.partition(".")
    field = next((each.label for each in own if name == "custom" and each.id == form), "")
    field = field or _field(owner, name)
    if owner.startswith("contact"):
        slot = owner.removeprefix("contact")
        head = labels.field("contact") + (f" {slot}" if slot else "")
        field = f"{head} · {field}"
    if not form or name == "custom":
        return field
    as_found = QCoreApplication.translate("Targets", "as found")
    return f"{field} ({as_found})"


def _field(owner: str, name: str) -> str:
    if (owner, name) == ("client", "name"):
        return labels.say("target.client.name")
    if owner in ("interaction", "purchase", "gift"):
        return labels.say(f"target.{owner}.{name}")
    return labels.field(name) if labels.field(name) != name else labels.say(f"target.{name}")
