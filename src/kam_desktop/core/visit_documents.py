"""The visit document: one visit as JSON, as scripts and other programs write it.

The keys are those of the command-line contract; every key but ``client`` and ``on`` may be missing.
"""

from collections.abc import Callable, Mapping
from datetime import date, time
from pathlib import Path
from typing import Any, Final, TypeVar

from sqlalchemy.orm import Session

from kam_desktop.core import attachments, clients, contacts
from kam_desktop.core.errors import Invalid
from kam_desktop.core.rules import names
from kam_desktop.core.rules.kinds import Side
from kam_desktop.core.visits import CommitmentDraft, ExpenseDraft, VisitDraft

T = TypeVar("T")

TEXTS: Final = ("place", "objective", "agenda", "discussed", "needs", "competitors", "next_step")
KEYS: Final = frozenset(
    {
        "client", "on", "from", "to", "participants", "colleagues", "impression", "commitments", "next_visit_on", "expenses",
        "photos", "create_contacts", "to_bring", *TEXTS,
    }
)  # fmt: skip


def draft(session: Session, document: Any, *, today: date) -> VisitDraft:
    """The draft that a document describes. Unknown people become contacts only where it asks for that."""
    if not isinstance(document, Mapping):
        raise Invalid("document", "visit.document_unreadable", key="{}", text=type(document).__name__)
    for key in document:
        if key not in KEYS:
            raise Invalid(str(key), "visit.document_unreadable", key=key, text="?")
    client = clients.find(session, _text(document, "client", needed=True))
    ids, names = _people(session, client.id, document, today)
    return VisitDraft(
        client_id=client.id,
        on=_parsed(document, "on", _day) or _missing("on"),
        started_at=_parsed(document, "from", _clock),
        ended_at=_parsed(document, "to", _clock),
        contact_ids=ids,
        participant_names=names,
        colleagues=tuple(_texts(document, "colleagues")),
        to_bring=tuple(_texts(document, "to_bring")),
        impression=_impression(document),
        commitments=tuple(_commitment(each) for each in _objects(document, "commitments")),
        next_visit_on=_parsed(document, "next_visit_on", _day),
        expenses=tuple(_expense(each) for each in _objects(document, "expenses")),
        **{name: _text(document, name) for name in TEXTS},
    )


def photos(document: Mapping[str, Any], folder: Path) -> list[tuple[str, bytes]]:
    """The photos a document names, read and made small; relative names start at ``folder``."""
    return [(Path(name).name, attachments.photo_bytes(folder / name)) for name in _texts(document, "photos")]


def _people(
    session: Session, client_id: str, document: Mapping[str, Any], today: date
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    known = {each.name: each.id for each in contacts.of_client(session, client_id)}
    ids, names = [], []
    for name in _texts(document, "participants"):
        if name not in known and document.get("create_contacts") is True:
            known[name] = contacts.create(session, client_id, contacts.ContactDraft(name), today=today)
        if name in known:
            ids.append(known[name])
        else:
            names.append(name)
    return tuple(ids), tuple(names)


def _commitment(entry: Mapping[str, Any]) -> CommitmentDraft:
    owner = _text(entry, "owner")
    is_ours = owner in ("", "me")
    side = Side.OURS if is_ours or entry.get("side") != Side.CLIENT else Side.CLIENT
    return CommitmentDraft(
        _text(entry, "text", needed=True),
        _parsed(entry, "due_on", _day),
        "" if is_ours else owner,
        side,
    )


def _expense(entry: Mapping[str, Any]) -> ExpenseDraft:
    minor = entry.get("minor", 0)
    if not isinstance(minor, int) or isinstance(minor, bool):
        raise Invalid("expenses", "visit.document_unreadable", key="minor", text=str(minor))
    return ExpenseDraft(_text(entry, "text"), minor, _text(entry, "currency") or "CNY")


def _impression(document: Mapping[str, Any]) -> int | None:
    value = document.get("impression")
    if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
        raise Invalid("impression", "visit.document_unreadable", key="impression", text=str(value))
    return value


def _text(entry: Mapping[str, Any], key: str, *, needed: bool = False) -> str:
    value = entry.get(key, "")
    if not isinstance(value, str):
        raise Invalid(key, "visit.document_unreadable", key=key, text=str(value)[:80])
    return _missing(key) if needed and not value.strip() else names.clean(value, 65_536)


def _texts(entry: Mapping[str, Any], key: str) -> list[str]:
    value = entry.get(key, [])
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise Invalid(key, "visit.document_unreadable", key=key, text=str(value)[:80])
    return value


def _objects(entry: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    value = entry.get(key, [])
    if not isinstance(value, list) or not all(isinstance(each, Mapping) for each in value):
        raise Invalid(key, "visit.document_unreadable", key=key, text=str(value)[:80])
    return value


def _parsed(entry: Mapping[str, Any], key: str, read: Callable[[str], T]) -> T | None:
    text = _text(entry, key)
    if not text:
        return None
    try:
        return read(text)
    except ValueError as error:
        raise Invalid(key, "visit.document_unreadable", key=key, text=text[:80]) from error


def _day(text: str) -> date:
    day = date.fromisoformat(text)
    if not 1900 <= day.year <= 2200:
        raise ValueError(text)
    return day


def _clock(text: str) -> time:
    clock = time.fromisoformat(text)
    if clock.tzinfo is not None:
        raise ValueError(text)
    return clock


def _missing(key: str) -> Any:
    raise Invalid(key, "visit.document_unreadable", key=key, text="—")
