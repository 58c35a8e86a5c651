"""The fields a column can fill, in words, for the mapping's choice lists."""

from PySide6.QtCore import QCoreApplication

from kam_desktop.exchange import fields
from kam_desktop.ui import labels


def targets(present: str = "") -> list[str]:
    """Every target one can choose, with the one in use when it is a special form (``…:lunar``)."""
    known = [each.key for each in fields.FIELDS if not each.key.startswith("purchase.")]
    for slot in range(2, fields.SLOTS + 1):
        known += [key.replace("contact.", f"contact{slot}.") for key in known if key.startswith("contact.")]
    return known if present in known or not present else [present, *known]


def target_name(target: str) -> str:
    """``联系人 2 · 手机`` for ``contact2.phone``."""
    plain, _, form = target.partition(":")
    owner, _, name = plain.partition(".")
    field = labels.field(name) if labels.field(name) != name else labels.say(f"target.{name}")
    if owner.startswith("contact"):
        slot = owner.removeprefix("contact")
        head = labels.field("contact") + (f" {slot}" if slot else "")
        field = f"{head} · {field}"
    return f"{field} ({QCoreApplication.translate('Targets', 'as found')})" if form else field
