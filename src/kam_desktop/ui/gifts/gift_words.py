"""The facts of a gift by name and in words."""

from datetime import date
from enum import StrEnum
from typing import Any, Final

from PySide6.QtCore import QCoreApplication

from kam_desktop.ui import labels

ORDER: Final = (
    "item", "category", "value_minor", "occasion", "direction", "on", "manner", "origin", "reception", "receipt",
)  # fmt: skip


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
        "on": QCoreApplication.translate("GiftWords", "Handed over on"),
        "manner": QCoreApplication.translate("GiftWords", "How it was handed over"),
        "origin": QCoreApplication.translate("GiftWords", "Origin"),
        "reception": QCoreApplication.translate("GiftWords", "How it was received"),
        "receipt": QCoreApplication.translate("GiftWords", "Receipt"),
        "override_reason": QCoreApplication.translate("GiftWords", "Reason"),
    }
    return names[field]


def value(field: str, kept: Any, currency: str) -> str:
    """A fact in words; empty where nothing is known."""
    if field == "value_minor":
        return labels.money(kept, currency)
    if isinstance(kept, StrEnum):
        return labels.name_of(kept)
    return labels.day(kept) if isinstance(kept, date) else str(kept or "")
