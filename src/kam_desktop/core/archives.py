"""Every table of the store as rows of plain values, for an archive that can be read without this program (D-14.3).

What lies in the bin, belongs to a deleted client, is derived or is bookkeeping for sharing stays out. The history is
part of it. Unless they are asked for, private fields and portraits (D-13.4) are not read, and not what the history says
of them.
"""

from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.orm import Session

from kam_desktop.core import card_photos, life_days, settings
from kam_desktop.core.rules.privacy import PRIVATE
from kam_desktop.core.store.tables import (
    Absence,
    Agreement,
    AgreementEntry,
    Attachment,
    Batch,
    Blackout,
    Campaign,
    CampaignGuest,
    Change,
    Client,
    Commitment,
    Contact,
    CustomField,
    EnvironmentEvent,
    Favour,
    Gift,
    GiftRules,
    GiftStock,
    Handover,
    Interaction,
    InterestEvent,
    Note,
    Occasion,
    Packet,
    Partner,
    PeriodNote,
    Policy,
    Purchase,
    Relative,
    Segment,
    Service,
    Setting,
    StaffChange,
    StockMove,
    Tie,
    TierResource,
    Touch,
    ValueScore,
    Visit,
    VisitRemark,
    VisitTemplate,
)

TABLES: Final[dict[str, Any]] = {
    each.__tablename__: each
    for each in (
        Client, Contact, Relative, Tie, StaffChange, Interaction, Visit, VisitRemark, VisitTemplate, PeriodNote, Handover,
        Commitment, Gift, GiftRules, Blackout, GiftStock, StockMove, Agreement, AgreementEntry, Service, Campaign,
        CampaignGuest, ValueScore, TierResource, Partner, Packet, Occasion, Favour, Touch, Policy, Note, Purchase,
        EnvironmentEvent, InterestEvent, Absence, Attachment, Segment, CustomField, Setting, Batch, Change,
    )
}  # fmt: skip
PRIVATE_TABLES: Final = frozenset(("relative",))
_LEFT_OUT: Final = frozenset(
    (
        "scope_id", "device_id", "stamp", "field_stamps", "deleted_at", "revision", "name_no", "text_no", "name_key",
        "sort_key", "line_key", "content", "thumbnail", "map_x", "map_y", "undone_by_id",
    )
)  # fmt: skip
#: Of a change, what may be private: a note may have been personal, an occasion an illness, a picture a portrait.
_HIDDEN: Final = {
    "attachment": ("name", "caption"), "contact": PRIVATE, "note": ("text",), "occasion": ("kind", "title", "place", "notes"),
    "touch": ("reason", "reason_params"),
}  # fmt: skip
_AT_ONCE: Final = 500  # rows
Record = dict[str, Any]


def names(*, with_private: bool) -> list[str]:
    """The tables that go out, in the order in which they are best read."""
    return [name for name in TABLES if with_private or name not in PRIVATE_TABLES]


def columns(table: str, *, with_private: bool) -> list[str]:
    """The columns of a table that go out."""
    private = () if with_private or table != "contact" else PRIVATE
    known = [each.key for each in TABLES[table].__table__.columns if each.key not in _LEFT_OUT]
    return ["id", *(name for name in known if name != "id" and name not in private)]


def count(session: Session, table: str, *, with_private: bool) -> int:
    """How many rows of a table go out."""
    counted = _chosen(select(func.count()).select_from(TABLES[table]), table, with_private=with_private)
    return session.scalar(counted) or 0


def rows(session: Session, table: str, *, with_private: bool) -> Iterator[Record]:
    """The rows of a table in the order in which they were made."""
    kind = TABLES[table]
    wanted = [getattr(kind, name) for name in columns(table, with_private=with_private)] + life_days.columns(kind)
    found = session.execute(
        _chosen(select(*wanted), table, with_private=with_private).order_by(kind.id),
        execution_options={"yield_per": _AT_ONCE},
    )
    for row in found:
        record = row._asdict()
        if kind is Touch:
            record = life_days.told(record, with_private=with_private)
        yield record if with_private else _without_private(table, record)


def contents(session: Session, *, with_private: bool) -> Iterator[tuple[str, str, bytes]]:
    """(id, name, bytes) of every kept file that goes out, one at a time."""
    wanted = _chosen(select(Attachment.id, Attachment.name), "attachment", with_private=with_private)
    for row in session.execute(wanted.order_by(Attachment.id)).all():
        data = session.scalar(select(Attachment.content).where(Attachment.id == row.id))
        yield row.id, row.name, data or b""


def _chosen(statement: Any, table: str, *, with_private: bool) -> Any:
    for condition in _conditions(TABLES[table], with_private=with_private):
        statement = statement.where(condition)
    return statement


def _conditions(kind: Any, *, with_private: bool) -> Iterator[ColumnElement[bool]]:
    if hasattr(kind, "deleted_at"):
        yield kind.deleted_at.is_(None)
    if kind is Change:
        gone = select(Client.id).where(Client.deleted_at.is_not(None))
        yield Change.scope_id.not_in(gone)
        if not with_private:
            yield Change.entity.not_in(PRIVATE_TABLES)
    if kind is Setting:
        yield Setting.key.in_(list(settings.KNOWN))  # nothing that a later part may keep as a secret
    if kind is Note and not with_private:
        yield ~Note.is_private
    if kind is Attachment and not with_private:
        yield ~card_photos.is_portrait()
    if kind is Occasion and not with_private:
        yield life_days.OF_BUSINESS
    if kind is Relative:
        yield exists().where(
            Contact.id == Relative.contact_id, Contact.deleted_at.is_(None),
            Client.id == Contact.client_id, Client.deleted_at.is_(None),
        )  # fmt: skip
    elif hasattr(kind, "client_id"):
        alive = exists().where(Client.id == kind.client_id, Client.deleted_at.is_(None))
        yield or_(kind.client_id.is_(None), alive) if kind.client_id.property.columns[0].nullable else alive


def _without_private(table: str, record: Record) -> Record:
    """A row as it may go out: of a change nothing that may be private."""
    hidden = _HIDDEN.get(record["entity"], ()) if table == "change" else ()
    for side in ("before", "after"):
        if hidden and record[side]:
            record[side] = {name: value for name, value in record[side].items() if name not in hidden}
    return record
