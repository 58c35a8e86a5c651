"""The expenses of a visit as the store keeps them: a document, of which a damaged part must not take the rest along."""

from typing import Any


def readable(kept: Any) -> list[dict[str, Any]]:
    """Each with ``text``, ``minor`` (units of ``currency``) and ``receipts`` (ids); what cannot be read is left out."""
    return [
        {"text": each["text"], "minor": each["minor"], "currency": _text(each.get("currency")) or "CNY",
         "receipts": tuple(filter(None, map(_text, _list(each.get("receipts")))))}
        for each in _list(kept)
        if isinstance(each, dict) and _text(each.get("text")) is not None and type(each.get("minor")) is int
    ]  # fmt: skip


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None
