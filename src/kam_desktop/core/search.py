"""Search by a fragment of a name, a phone, a note (literally; ``%`` and ``_`` are themselves)."""

import re
from typing import Any, NamedTuple

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from kam_desktop.core.rules import names
from kam_desktop.core.store.tables import Client, Contact, Gift, Interaction, Visit

SNIPPET = 60


class Hit(NamedTuple):
    """One find. ``kind`` is an entity's name; ``marks`` are (start, length) of the match in ``title``."""

    kind: str
    id: str
    client_id: str
    title: str
    snippet: str
    tier: str = ""
    marks: tuple[tuple[int, int], ...] = ()


def find(session: Session, text: str, *, limit: int = 50) -> list[Hit]:
    """Names before notes: clients, contacts, then visits, interactions and gifts."""
    wanted = names.clean(text, 128)
    if not wanted:
        return []
    hits: list[Hit] = []
    for source in (_clients, _contacts, _visits, _interactions, _gifts):
        if len(hits) < limit:
            hits += source(session, wanted, limit - len(hits))
    return hits


def find_names(session: Session, text: str, *, limit: int = 8) -> list[Hit]:
    """Contacts and clients only, for the command bar and pickers."""
    wanted = names.clean(text, 128)
    return [*_contacts(session, wanted, limit), *_clients(session, wanted, limit)] if wanted else []


def _clients(session: Session, text: str, limit: int) -> list[Hit]:
    pinyin = _pinyin_of_client(text)
    match = or_(
        Client.name.icontains(text, autoescape=True), Client.short_name.icontains(text, autoescape=True),
        Client.external_no == text, Client.notes.icontains(text, autoescape=True), *pinyin,
    )  # fmt: skip
    rows = session.execute(
        select(Client.id, Client.name, Client.tier, Client.city, Client.industry, Client.notes)
        .where(Client.deleted_at.is_(None), match)
        .order_by(~Client.name.icontains(text, autoescape=True), Client.tier == "", Client.tier, Client.sort_key)
        .limit(limit)
    )
    return [
        Hit(
            "client", row.id, row.id, row.name, _around(row.notes, text) or _joined(row.city, row.industry), row.tier,
            _marks(row.name, text),
        )
        for row in rows
    ]  # fmt: skip


def _contacts(session: Session, text: str, limit: int) -> list[Hit]:
    digits = re.sub(r"[\s()+-]", "", text)
    by_phone = [Contact.phones.icontains(digits, autoescape=True)] if len(digits) >= 3 and digits.isdigit() else []
    match = or_(
        Contact.name.icontains(text, autoescape=True), Contact.emails.icontains(text, autoescape=True),
        *by_phone, *_pinyin(Contact.sort_key, text),
    )  # fmt: skip
    rows = session.execute(
        select(
            Contact.id,
            Contact.client_id,
            Contact.name,
            Contact.title,
            Contact.phones,
            Client.short_name,
            Client.tier,
        )
        .join(Client, Client.id == Contact.client_id)
        .where(Contact.deleted_at.is_(None), Client.deleted_at.is_(None), match)
        .order_by(~Contact.name.icontains(text, autoescape=True), Client.tier == "", Client.tier, Contact.sort_key)
        .limit(limit)
    )
    return [
        Hit(
            "contact", row.id, row.client_id, row.name, _joined(row.short_name, row.title, *row.phones[:1]), row.tier,
            _marks(row.name, text),
        )
        for row in rows
    ]  # fmt: skip


def _visits(session: Session, text: str, limit: int) -> list[Hit]:
    columns = (Visit.objective, Visit.discussed, Visit.needs, Visit.competitors, Visit.next_step)
    return _texts(session, text, limit, "visit", Visit, columns)


def _interactions(session: Session, text: str, limit: int) -> list[Hit]:
    statement = select(Interaction).where(Interaction.visit_id.is_(None), Interaction.gift_id.is_(None))
    return _texts(session, text, limit, "interaction", Interaction, (Interaction.outcome,), statement)


def _gifts(session: Session, text: str, limit: int) -> list[Hit]:
    return _texts(session, text, limit, "gift", Gift, (Gift.item, Gift.origin))


def _texts(
    session: Session, text: str, limit: int, kind: str, table: Any, columns: tuple[Any, ...],
    statement: Select[Any] | None = None,
) -> list[Hit]:  # fmt: skip
    base = statement.with_only_columns if statement is not None else select
    rows = session.execute(
        base(table.id, table.client_id, table.on, Client.short_name, Client.tier, *columns)
        .join(Client, Client.id == table.client_id)
        .where(
            table.deleted_at.is_(None),
            Client.deleted_at.is_(None),
            or_(*(c.icontains(text, autoescape=True) for c in columns)),
        )
        .order_by(table.on.desc(), table.id.desc())
        .limit(limit)
    )
    hits = []
    for row in rows:
        snippet = next((part for value in row[5:] if (part := _around(value, text))), "")
        title = f"{row.short_name} · {row.on.isoformat()}"
        hits.append(Hit(kind, row.id, row.client_id, title, snippet, row.tier))
    return hits


def _pinyin_of_client(text: str) -> list[Any]:
    return _pinyin(Client.sort_key, text)


def _pinyin(column: Any, text: str) -> list[Any]:
    """Full pinyin from the start (``ning bo`` or ``ningbo``) for plain Latin input."""
    plain = text.casefold().replace(" ", "")
    if not (len(plain) >= 2 and plain.isascii() and plain.isalpha()):
        return []
    from sqlalchemy import func

    return [func.replace(column, " ", "").startswith(plain, autoescape=True)]


def _marks(title: str, text: str) -> tuple[tuple[int, int], ...]:
    at = title.casefold().find(text.casefold())
    return ((at, len(text)),) if at >= 0 else ()


def _around(text: str, wanted: str) -> str:
    at = text.casefold().find(wanted.casefold())
    if at < 0:
        return ""
    start = max(0, at - SNIPPET // 3)
    part = " ".join(text[start : start + SNIPPET].split())
    return f"{'…' if start else ''}{part}{'…' if start + SNIPPET < len(text) else ''}"


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
