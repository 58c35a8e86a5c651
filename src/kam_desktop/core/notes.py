"""Notes on a client or one of its people; personal ones stay their author's (D-2.1, D-12.3)."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, NamedTuple

from sqlalchemy.orm import Session

from kam_desktop.core import identity, missing
from kam_desktop.core.errors import Conflict, Invalid, NotFound
from kam_desktop.core.identity import now
from kam_desktop.core.rules import names
from kam_desktop.core.store import changes, plain_rows
from kam_desktop.core.store.tables import Client, Contact, Note

LONGEST: Final = 65_536  # characters
PRIVATE: Final = "private"  # the scope that no other laptop sees

_SQL: Final = (
    'SELECT id, "on", text, author, contact_id, is_private, revision FROM note'
    " WHERE client_id = :client AND deleted_at IS NULL{more}"
    ' ORDER BY "on" DESC, id DESC LIMIT :most'
)


@dataclass(frozen=True, slots=True)
class NoteDraft:
    """What a person writes. ``contact_id`` empty: about the client; ``revision`` is the one that was read."""

    text: str
    contact_id: str = ""
    is_private: bool = False
    revision: int = 0


class NoteRow(NamedTuple):
    """A note as it is shown."""

    id: str
    on: date | None
    text: str
    author: str
    contact_id: str
    is_private: bool
    revision: int


def create(session: Session, client_id: str, draft: NoteDraft, *, today: date) -> str:
    """Keep a note; returns its id."""
    client = session.get(Client, client_id)
    if client is None or client.deleted_at is not None:
        raise missing.client(session, client_id)
    row = Note(client_id=client_id, on=today, author=changes.actor_of(session).author)
    _fill(session, row, draft)
    session.add(row)
    return row.id


def edit(session: Session, note_id: str, draft: NoteDraft) -> None:
    """Save an edited note; refuses when somebody saved it meanwhile. Its day stays."""
    row = get(session, note_id)
    if row.revision != draft.revision:
        raise Conflict("record.changed_meanwhile")
    _fill(session, row, draft)


def remove(session: Session, note_id: str) -> None:
    """Put a note away; undo brings it back."""
    get(session, note_id).deleted_at = now()


def get(session: Session, note_id: str) -> Note:
    """One note by id."""
    row = session.get(Note, note_id)
    if row is None or row.deleted_at is not None:
        raise NotFound("note.not_found")
    return row


def draft_of(row: Note) -> NoteDraft:
    """The editable part of a note as it is now."""
    return NoteDraft(row.text, row.contact_id or "", row.is_private, row.revision)


def of_client(
    session: Session, client_id: str, *, with_private: bool = False, contact_id: str = "", limit: int | None = None
) -> list[NoteRow]:
    """The notes of a client, or of one of its people, newest first.

    Personal ones only where they are asked for: exports, papers and packets never ask.
    """
    more = ("" if with_private else " AND NOT is_private") + (" AND contact_id = :contact" if contact_id else "")
    span: dict[str, Any] = {"client": client_id, "contact": contact_id, "most": -1 if limit is None else limit}
    return [_row(each) for each in plain_rows.rows(session, _SQL.format(more=more), span)]


def private_of_client(session: Session, client_id: str, *, limit: int | None = None) -> list[NoteRow]:
    """The personal notes alone, for the page that shows them apart."""
    span = {"client": client_id, "most": -1 if limit is None else limit}
    return [_row(each) for each in plain_rows.rows(session, _SQL.format(more=" AND is_private"), span)]


def personal_texts(session: Session, client_ids: Sequence[str]) -> dict[str, str]:
    """What the personal notes on people of these clients say, by person."""
    sql = (
        "SELECT contact_id, group_concat(text, char(10)) FROM note WHERE client_id IN (SELECT value FROM json_each(:ids))"
        " AND contact_id IS NOT NULL AND is_private AND deleted_at IS NULL GROUP BY contact_id"
    )
    return dict(plain_rows.rows(session, sql, {"ids": json.dumps(client_ids)}))


def keep_personal(session: Session, told: Sequence[tuple[str, str, str]], *, today: date) -> None:
    """Personal notes on people, each with its person, client and text, which is clean."""
    if not told:
        return
    people, owners, texts = zip(*told, strict=True)
    count = len(told)
    columns = {
        "id": identity.new_ids(count), "scope_id": [PRIVATE] * count, "client_id": owners, "contact_id": people,
        "on": [today] * count, "text": texts, "is_private": [True] * count, "author": [changes.actor_of(session).author] * count,
    }  # fmt: skip
    changes.insert_columns(session, Note, columns)


def _row(row: plain_rows.Row) -> NoteRow:
    note_id, on, text, author, contact_id, is_private, revision = row
    return NoteRow(note_id, plain_rows.day(on), text, author, contact_id or "", bool(is_private), revision)


def _fill(session: Session, row: Note, draft: NoteDraft) -> None:
    text = names.clean(draft.text, LONGEST)
    if not text:
        raise Invalid("text", "note.text_missing")
    if draft.contact_id:
        contact = session.get(Contact, draft.contact_id)
        if contact is None or contact.client_id != row.client_id or contact.deleted_at is not None:
            raise missing.contact(session, draft.contact_id)
    row.text, row.contact_id, row.is_private = text, draft.contact_id or None, draft.is_private
    row.scope_id = PRIVATE if draft.is_private else row.client_id
