"""The facts of a gift by name and in words."""

from datetime import date
from enum import StrEnum
from typing import Any, Final

from PySide6.QtCore import QCoreApplication

from kam_desktop.core.gifts import VisitGift
from kam_desktop.core.rules.kinds import Verdict
from kam_desktop.ui import labels

ORDER: Final = (
    "item", "category", "value_minor", "occasion", "direction", "on", "quantity", "via", "origin", "chosen_by", "handed_by",
    "story", "manner", "reception", "reception_score", "receipt", "is_estimate", "is_handed_in",
)  # fmt: skip


def by_rules(version: int) -> str:
    """Which rules judged; version 0 are those that came with the program."""
    if not version:
        return QCoreApplication.translate("GiftWords", "By the rules that came with the program")
    return QCoreApplication.translate("GiftWords", "By version {n} of the rules").format(n=version)


def name(field: str) -> str:
    """What a fact is called."""
    names = {
        "item": QCoreApplication.translate("GiftWords", "Gift"),
        "category": QCoreApplication.translate("GiftWords", "Category"),
        "value_minor": QCoreApplication.translate("GiftWords", "Value"),
        "currency": QCoreApplication.translate("GiftWords", "Currency"),
        "occasion": QCoreApplication.translate("GiftWords", "Occasion"),
        "direction": QCoreApplication.translate("GiftWords", "Given or received"),
        "client_id": QCoreApplication.translate("GiftWords", "Client"),
        "contact_id": QCoreApplication.translate("GiftWords", "Person"),
        "quantity": QCoreApplication.translate("GiftWords", "Pieces"),
        "via": QCoreApplication.translate("GiftWords", "Goes through"),
        "via_name": QCoreApplication.translate("GiftWords", "Name of whoever it goes through"),
        "chosen_by": QCoreApplication.translate("GiftWords", "Who chose it"),
        "handed_by": QCoreApplication.translate("GiftWords", "Who hands it over"),
        "story": QCoreApplication.translate("GiftWords", "The story to tell"),
        "reception_score": QCoreApplication.translate("GiftWords", "How much it was liked"),
        "is_estimate": QCoreApplication.translate("GiftWords", "The value is an estimate"),
        "is_handed_in": QCoreApplication.translate("GiftWords", "Handed in to the company"),
        "on": QCoreApplication.translate("GiftWords", "Handed over on"),
        "manner": QCoreApplication.translate("GiftWords", "How it was handed over"),
        "origin": QCoreApplication.translate("GiftWords", "Origin"),
        "reception": QCoreApplication.translate("GiftWords", "How it was received"),
        "receipt": QCoreApplication.translate("GiftWords", "Receipt"),
        "override_reason": QCoreApplication.translate("GiftWords", "Reason"),
    }
    return names[field]


def allowance(gift: VisitGift) -> tuple[str, str]:
    """What the rules said and who allowed it why, with the colour of it; empty where nothing stood against it."""
    verdict, reason = gift.row.verdict, gift.override_reason.strip()
    if verdict is Verdict.ALLOWED:
        return "", "ok"
    if verdict is Verdict.FORBIDDEN:
        head = labels.name_of(verdict)
    elif gift.approver:
        head = QCoreApplication.translate("GiftWords", "{name} approved").format(name=gift.approver)
    else:
        head = labels.name_of(verdict)
    parts = (head, reason) if reason else (head,)
    colon = QCoreApplication.translate("GiftWords", ": ")
    return colon.join(parts), "danger" if verdict is Verdict.FORBIDDEN else "warning"


def value(field: str, kept: Any, currency: str) -> str:
    """A fact in words; empty where nothing is known."""
    if field == "value_minor":
        return labels.money(kept, currency)
    if isinstance(kept, bool):
        return QCoreApplication.translate("GiftWords", "Yes") if kept else ""
    if isinstance(kept, StrEnum):
        return labels.name_of(kept)
    return labels.day(kept) if isinstance(kept, date) else str(kept or "")
