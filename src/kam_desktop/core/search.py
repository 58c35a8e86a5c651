"""Search by a fragment of a name, a phone, a note (literally; ``%`` and ``_`` are themselves), or by pinyin."""

import re
from typing import Any, NamedTuple

from sqlalchemy import Select, String, func, literal, or_, select, type_coerce
from sqlalchemy.orm import Session

from kam_desktop.core.rules import names
from kam_desktop.core.store.tables import Client, Contact, Gift, Interaction, Visit

SNIPPET = 60
SPARE = 8  # rows that may read as the text, for each that is shown


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
    plainly = or_(
        Client.name.icontains(text, autoescape=True), Client.short_name.icontains(text, autoescape=True),
        Client.external_no == text, Client.notes.icontains(text, autoescape=True),
    )  # fmt: skip
    rows = session.execute(
        select(
            Client.id, Client.name, Client.short_name, Client.tier, Client.city, Client.industry, Client.notes,
            Client.sort_key, plainly.label("is_plain"),
        )
        .where(Client.deleted_at.is_(None), or_(plainly, *_sounds_like(Client.sort_key, text)))
        .order_by(~Client.name.icontains(text, autoescape=True), Client.tier == "", Client.tier, Client.sort_key)
        .limit(limit * SPARE)
    )  # fmt: skip
    hits = []
    for row in rows:
        heard = () if row.is_plain else _heard(row.sort_key, text, row.short_name, row.name)
        if heard is not None:
            snippet = _around(row.notes, text) or _joined(row.city, row.industry)
            hits.append(Hit("client", row.id, row.id, row.name, snippet, row.tier, heard or _marks(row.name, text)))
    return hits[:limit]


def _contacts(session: Session, text: str, limit: int) -> list[Hit]:
    digits = re.sub(r"[\s()+-]", "", text)
    phones = func.replace(func.replace(type_coerce(Contact.phones, String), "-", ""), " ", "")
    by_phone = [phones.contains(digits)] if len(digits) >= 3 and digits.isdigit() else []
    plainly = or_(
        Contact.name.icontains(text, autoescape=True),
        type_coerce(Contact.emails, String).icontains(text, autoescape=True),
        *by_phone,
    )
    rows = session.execute(
        select(
            Contact.id, Contact.client_id, Contact.name, Contact.title, Contact.phones, Contact.sort_key,
            Client.short_name, Client.tier, plainly.label("is_plain"),
        )
        .join(Client, Client.id == Contact.client_id)
        .where(
            Contact.deleted_at.is_(None), Client.deleted_at.is_(None), or_(plainly, *_sounds_like(Contact.sort_key, text))
        )
        .order_by(~Contact.name.icontains(text, autoescape=True), Client.tier == "", Client.tier, Contact.sort_key)
        .limit(limit * SPARE)
    )  # fmt: skip
    hits = []
    for row in rows:
        heard = () if row.is_plain else _heard(row.sort_key, text, row.name, row.name)
        if heard is not None:
            snippet = _joined(row.short_name, row.title, *row.phones[:1])
            hits.append(
                Hit("contact", row.id, row.client_id, row.name, snippet, row.tier, heard or _marks(row.name, text))
            )
    return hits[:limit]


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


def _sounds_like(column: Any, text: str) -> list[Any]:
    """Rows that may read as ``text``: a syllable begins with its first letter, and the others follow somewhere."""
    plain = _latin(text)
    if not plain:
        return []
    return [(literal(" ") + column).like(f"% {'%'.join(plain)}%")]


def _heard(sort_key: str, text: str, spoken: str, title: str) -> tuple[tuple[int, int], ...] | None:
    """The marks in ``title`` where ``spoken`` reads as ``text`` (syllables, initials, or both); None when nowhere."""
    words, plain = sort_key.split("  ", maxsplit=1)[0].split(" "), _latin(text)
    for start in range(len(words)):
        count = _read_on(words, start, plain)
        if count:
            at = title.find(spoken)
            is_aligned = at >= 0 and len(words) == len(spoken)
            return ((at + start, count),) if is_aligned else ()
    return None


def _read_on(words: list[str], at: int, rest: str) -> int:
    """How many syllables from ``at`` on read as ``rest``, each whole or by its initial, the last one in part."""
    if at == len(words):
        return 0
    word = words[at]
    if word.startswith(rest):
        return 1
    for taken in (len(word), 1):
        if rest.startswith(word[:taken]) and (more := _read_on(words, at + 1, rest[taken:])):
            return 1 + more
    return 0


def _latin(text: str) -> str:
    plain = text.casefold().replace(" ", "")
    return plain if 2 <= len(plain) <= 40 and plain.isascii() and plain.isalpha() else ""


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
