"""The visit document: one visit as JSON, as scripts and other programs write it.

The keys are those of the command-line contract; every key but ``client`` and ``on`` may be missing.
"""

import json
from collections.abc import Mapping
from datetime import date, time
from pathlib import Path
from typing import Any, Final

from sqlalchemy.orm import Session

from kam_desktop.core import attachments, clients, contacts
from kam_desktop.core.errors import Invalid
from kam_desktop.core.rules import day_texts, names
from kam_desktop.core.rules.day_texts import Prefer
from kam_desktop.core.rules.kinds import Side
from kam_desktop.core.visits import CommitmentDraft, ExpenseDraft, VisitDraft

TEXTS: Final = ("place", "objective", "agenda", "discussed", "needs", "competitors", "next_step")
KEYS: Final = frozenset(
    {
        "client", "on", "from", "to", "participants", "colleagues", "impression", "commitments", "next_visit_on", "expenses",
        "photos", "create_contacts", "to_bring", *TEXTS,
    }
)  # fmt: skip
_OF_COMMITMENT: Final = frozenset({"text", "due_on", "owner", "side"})
_OF_EXPENSE: Final = frozenset({"text", "minor", "currency"})


def draft(session: Session, document: Any, *, today: date, prefer: Prefer = "past") -> VisitDraft:
    """The draft that a document describes. Unknown people become contacts only where it asks for that.

    Days are read as people write them; ``on`` without a year is the last such day, with ``future`` the next one.
    """
    if not isinstance(document, Mapping):
        raise Invalid("document", "visit.document_no_object")
    _check_keys(document, KEYS)
    client = clients.find(session, _text(document, "client", needed=True))
    ids, free = _people(session, client.id, document, today)
    return VisitDraft(
        client_id=client.id,
        on=_day(document, "on", today, prefer) or _missing("on"),
        started_at=_clock(document, "from"),
        ended_at=_clock(document, "to"),
        contact_ids=ids,
        participant_names=free,
        colleagues=tuple(_texts(document, "colleagues")),
        to_bring=tuple(_texts(document, "to_bring")),
        impression=_impression(document),
        commitments=tuple(_commitment(each, today) for each in _objects(document, "commitments")),
        next_visit_on=_day(document, "next_visit_on", today),
        expenses=tuple(_expense(each) for each in _objects(document, "expenses")),
        place=_text(document, "place"),
        objective=_text(document, "objective"),
        agenda=_text(document, "agenda"),
        discussed=_text(document, "discussed"),
        needs=_text(document, "needs"),
        competitors=_text(document, "competitors"),
        next_step=_text(document, "next_step"),
    )


def photos(document: Mapping[str, Any], folder: Path) -> list[tuple[str, bytes]]:
    """The photos a document names, read and made small; relative names start at ``folder``."""
    return [(Path(name).name, attachments.photo_bytes(folder / name)) for name in _texts(document, "photos")]


def _people(
    session: Session, client_id: str, document: Mapping[str, Any], today: date
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    known = {each.name: each.id for each in contacts.of_client(session, client_id)}
    creates = document.get("create_contacts", False)
    if not isinstance(creates, bool):
        raise _wants("create_contacts", "flag", creates)
    ids, free = [], []
    for name in dict.fromkeys(names.clean(each) for each in _texts(document, "participants")):
        if name and name not in known and creates:
            known[name] = contacts.create(session, client_id, contacts.ContactDraft(name), today=today)
        if name in known:
            ids.append(known[name])
        elif name:
            free.append(name)
    return tuple(ids), tuple(free)


def _commitment(entry: Mapping[str, Any], today: date) -> CommitmentDraft:
    _check_keys(entry, _OF_COMMITMENT)
    owner = _text(entry, "owner")
    is_ours = owner in ("", "me")
    side = Side.OURS if is_ours or entry.get("side") != Side.CLIENT else Side.CLIENT
    return CommitmentDraft(
        _text(entry, "text", needed=True),
        _day(entry, "due_on", today),
        "" if is_ours else owner,
        side,
    )


def _expense(entry: Mapping[str, Any]) -> ExpenseDraft:
    _check_keys(entry, _OF_EXPENSE)
    minor = entry.get("minor", 0)
    if not isinstance(minor, int) or isinstance(minor, bool):
        raise _wants("minor", "number", minor)
    return ExpenseDraft(_text(entry, "text"), minor, _text(entry, "currency").upper() or "CNY")


def _impression(document: Mapping[str, Any]) -> int | None:
    value = document.get("impression")
    if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
        raise _wants("impression", "number", value)
    return value


def _text(entry: Mapping[str, Any], key: str, *, needed: bool = False) -> str:
    value = entry.get(key, "")
    if not isinstance(value, str):
        raise _wants(key, "text", value)
    return _missing(key) if needed and not value.strip() else names.clean(value, len(value))


def _texts(entry: Mapping[str, Any], key: str) -> list[str]:
    value = entry.get(key, [])
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise _wants(key, "texts", value)
    return value


def _objects(entry: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    value = entry.get(key, [])
    if not isinstance(value, list) or not all(isinstance(each, Mapping) for each in value):
        raise _wants(key, "objects", value)
    return value


def _day(entry: Mapping[str, Any], key: str, today: date, prefer: Prefer = "future") -> date | None:
    text = _text(entry, key)
    if not text:
        return None
    day = day_texts.read(text, today, prefer)
    if day is None or not 1900 <= day.year <= 2200:
        raise _wants(key, "day", text)
    return day


def _clock(entry: Mapping[str, Any], key: str) -> time | None:
    text = _text(entry, key)
    if not text:
        return None
    try:
        clock = time.fromisoformat(text)
    except ValueError as error:
        raise _wants(key, "clock", text) from error
    if clock.tzinfo is not None:
        raise _wants(key, "clock", text)
    return clock


def _check_keys(entry: Mapping[str, Any], known: frozenset[str]) -> None:
    """A key that is misspelt must not lose what stands under it."""
    for key in entry:
        if key not in known:
            raise Invalid(str(key), "visit.document_no_field", key=str(key)[:64], known=", ".join(sorted(known)))


def _wants(key: str, kind: str, value: object) -> Invalid:
    """What is expected: text, texts, objects, number, flag, day or clock."""
    return Invalid(key, f"visit.document_wants_{kind}", key=key, text=json.dumps(value, ensure_ascii=False)[:80])


def _missing(key: str) -> Any:
    raise Invalid(key, "visit.document_missing", key=key)
