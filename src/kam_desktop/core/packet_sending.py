"""What goes into a packet: submitted reports with what is needed to read them, or the reviews of them (D-12.2)."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from kam_desktop.core import packet_merge, packet_rows, partners, settings
from kam_desktop.core.errors import Invalid, Refused
from kam_desktop.core.identity import now
from kam_desktop.core.partners import PartnerRow
from kam_desktop.core.rules.kinds import PacketDirection, PacketKind, PartnerRole, VisitState
from kam_desktop.core.store.changes import plain
from kam_desktop.core.store.tables import (
    Attachment,
    Client,
    Commitment,
    Contact,
    Gift,
    Interaction,
    Packet,
    Visit,
    VisitRemark,
)

FORMAT = 1  # of the document
_HANDED_IN = (VisitState.SUBMITTED.value, VisitState.ACCEPTED.value)
_REVIEWED = (VisitState.ACCEPTED.value, VisitState.RETURNED.value)


class Sendable(NamedTuple):
    """A visit that can go to a partner. ``is_new``: handed in, or reviewed, since it was last sent."""

    id: str
    on: date
    client: str
    objective: str
    state: VisitState
    was_sent: bool
    is_new: bool


@dataclass(frozen=True, slots=True)
class Outgoing:
    """The contents of a packet before it is sealed. ``files`` in the order that the document numbers them in."""

    kind: PacketKind
    visit_ids: tuple[str, ...]
    document: dict[str, Any]
    files: tuple[bytes, ...] = ()


def kind_for(partner: PartnerRow) -> PacketKind:
    """A lead gets reports, a manager reviews of theirs."""
    return PacketKind.REPORTS if partner.role is PartnerRole.LEAD else PacketKind.REVIEWS


def sendable(session: Session, partner: PartnerRow) -> list[Sendable]:
    """The visits that can go to a partner, the newest first."""
    return _lines(session, partner, _suits(session, partner))


def unsent(session: Session, partner: PartnerRow) -> list[str]:
    """The ids of those that a partner does not have yet: handed in and not sent since, or reviewed."""
    return [each.id for each in _lines(session, partner, _wanted_unsent(session, partner)) if each.is_new]


def _wanted_unsent(session: Session, partner: PartnerRow) -> ColumnElement[bool]:
    wanted = _suits(session, partner)
    return wanted & (Visit.state == VisitState.SUBMITTED.value) if kind_for(partner) is PacketKind.REPORTS else wanted


def _lines(session: Session, partner: PartnerRow, wanted: ColumnElement[bool]) -> list[Sendable]:
    sent = _sent(session, partner, kind_for(partner))
    found = session.execute(
        select(
            Visit.id, Visit.on, Client.short_name, Visit.objective, Visit.state, Visit.reviewed_at, Visit.field_stamps
        )
        .join(Client, Client.id == Visit.client_id)
        .where(wanted, Visit.deleted_at.is_(None), Client.deleted_at.is_(None))
        .order_by(Visit.on.desc(), Visit.id.desc())
    )
    is_reports = kind_for(partner) is PacketKind.REPORTS
    lines = []
    for row in found:
        at, last = _handed_in_at(row.field_stamps) if is_reports else row.reviewed_at, sent.get(row.id)
        state = VisitState(row.state)
        is_new = (last is None or (at is not None and at > last)) and (state is VisitState.SUBMITTED or not is_reports)
        lines.append(Sendable(row.id, row.on, row.short_name, row.objective, state, last is not None, is_new))
    return lines


def _handed_in_at(field_stamps: Mapping[str, str]) -> datetime | None:
    """When the state was last set: a report that comes again keeps the instant of its first hand-in."""
    stamp = field_stamps.get("state", "")
    return datetime.fromtimestamp(int(stamp[:13]) / 1000, UTC) if stamp[:13].isdigit() else None


def waiting(session: Session) -> list[tuple[PartnerRow, int]]:
    """For each trusted partner how many visits wait to be sent; partners without any are left out."""
    counted = [(each, _count_unsent(session, each)) for each in partners.listed(session) if each.trusted_on]
    return [(partner, number) for partner, number in counted if number]


def _count_unsent(session: Session, partner: PartnerRow) -> int:
    """As many as ``unsent`` names: all that were never sent are counted, and only those that were are looked at."""
    wanted, sent = _wanted_unsent(session, partner), _sent(session, partner, kind_for(partner))
    every = select(func.count()).select_from(Visit).join(Client, Client.id == Visit.client_id)
    total = int(session.scalar(every.where(wanted, Visit.deleted_at.is_(None), Client.deleted_at.is_(None))) or 0)
    if not sent:
        return total
    known = _lines(session, partner, wanted & _in(Visit.id, list(sent)))
    return total - sum(not each.is_new for each in known)


def collect(session: Session, partner: PartnerRow, visit_ids: Sequence[str], *, most: int) -> Outgoing:
    """What the packet with these visits says; their photos have ``most`` bytes at most.

    Raises ``Refused`` packet.untrusted, packet.nothing_to_send, packet.too_large, ``Invalid`` packet.not_sendable for
    a visit that is only planned, or a colleague's.
    """
    partners.check_trusted(partner)
    wanted = tuple(dict.fromkeys(visit_ids))
    if not wanted:
        raise Refused("packet.nothing_to_send", name=partner.name)
    suited = set(session.scalars(select(Visit.id).where(_suits(session, partner), Visit.id.in_(wanted))))
    if odd := [each for each in wanted if each not in suited]:
        raise Invalid("visit", "packet.not_sendable", id=odd[0], name=partner.name)
    kind = kind_for(partner)
    head = {
        "format": FORMAT, "kind": kind.value, "made_at": plain(now()), "from": partners.my_card(session).name,
        "to": partner.name,
    }  # fmt: skip
    if kind is PacketKind.REVIEWS:
        return Outgoing(kind, wanted, {**head, "rows": _reviews(session, wanted)})
    size = session.scalar(select(func.sum(func.length(Attachment.content))).where(_photos(wanted)))
    if (size or 0) > most:
        raise Refused("packet.too_large", mib=most >> 20)
    rows, files = _reports(session, wanted)
    return Outgoing(kind, wanted, {**head, "rows": rows}, files)


def note_sent(session: Session, partner: PartnerRow, made: Outgoing, *, digest: str) -> None:
    """Note that a packet went out."""
    session.add(
        Packet(
            partner_id=partner.id, direction=PacketDirection.OUT.value, kind=made.kind.value, visit_ids=made.visit_ids,
            digest=digest,
        )
    )  # fmt: skip


def _suits(session: Session, partner: PartnerRow) -> ColumnElement[bool]:
    """Own reports that were handed in, or reviewed ones of the partner."""
    if kind_for(partner) is PacketKind.REPORTS:
        return Visit.state.in_(_HANDED_IN) & Visit.owner.in_(settings.my_names(session))
    return Visit.state.in_(_REVIEWED) & (Visit.owner == partner.name) & Visit.reviewed_at.is_not(None)


def _sent(session: Session, partner: PartnerRow, kind: PacketKind) -> dict[str, datetime]:
    """When each visit last went to a partner."""
    rows = session.execute(
        select(Packet.at, Packet.visit_ids)
        .where(
            Packet.partner_id == partner.id, Packet.direction == PacketDirection.OUT.value, Packet.kind == kind.value,
            Packet.deleted_at.is_(None),
        )
        .order_by(Packet.at)
    )  # fmt: skip
    return {visit_id: row.at for row in rows for visit_id in row.visit_ids}


def _reports(session: Session, visit_ids: Sequence[str]) -> tuple[dict[str, Any], tuple[bytes, ...]]:
    corrected = _corrected(session, visit_ids)
    every = [*visit_ids, *corrected]
    given_up = _in(Visit.corrects_id, every) & Visit.deleted_at.is_not(None)
    is_meant = _in(Visit.id, every) | given_up
    visits = packet_rows.outgoing(session, Visit, is_meant, with_gone=True, replaced=corrected)
    gifts = packet_rows.outgoing(session, Gift, _in(Gift.visit_id, every), with_gone=True)
    whole = [row["values"] for row in visits if "values" in row]
    people = {each for values in whole for each in values["contact_ids"]}
    people |= {row["values"]["contact_id"] for row in gifts if "values" in row} - {None}
    clients = {values["client_id"] for values in whole}
    photos, files = _photos_of(session, every)
    of_visits = {
        table.__tablename__: packet_rows.outgoing(session, table, _in(table.visit_id, every), with_gone=True)
        for table in (Interaction, Commitment, VisitRemark)
    }
    rows = {
        "client": packet_rows.outgoing(session, Client, _in(Client.id, sorted(clients))),
        "contact": packet_rows.outgoing(session, Contact, _in(Contact.id, sorted(people))),
        "visit": visits, "gift": gifts, "attachment": photos, **of_visits,
    }  # fmt: skip
    return rows, files


def _reviews(session: Session, visit_ids: Sequence[str]) -> dict[str, Any]:
    remarks = packet_rows.outgoing(session, VisitRemark, _in(VisitRemark.visit_id, visit_ids), with_gone=True)
    visits, taken = packet_rows.outgoing(session, Visit, _in(Visit.id, visit_ids)), packet_merge.bases(session)
    for row in visits:
        row["reviewed"] = taken.get(row["id"], "")
    return {"visit": visits, "visit_remark": remarks}


def _corrected(session: Session, visit_ids: Sequence[str]) -> list[str]:
    """The earlier versions that these correct."""
    found: dict[str, None] = {}
    wanted = list(visit_ids)
    while wanted:
        before = session.scalars(select(Visit.corrects_id).where(Visit.id.in_(wanted), Visit.corrects_id.is_not(None)))
        wanted = [each for each in before if each and each not in found and each not in visit_ids]
        found |= dict.fromkeys(wanted)
    return list(found)


def _photos_of(session: Session, visit_ids: Sequence[str]) -> tuple[list[dict[str, Any]], tuple[bytes, ...]]:
    """The rows of photos, each with the numbers of its picture and its small picture among the files."""
    rows = packet_rows.outgoing(session, Attachment, _photos(visit_ids), with_gone=True)
    files: list[bytes] = []
    for row in rows:
        if "gone" not in row:
            content, small = session.execute(
                select(Attachment.content, Attachment.thumbnail).where(Attachment.id == row["id"])
            ).one()
            row["files"] = [len(files), len(files) + 1]
            files += [bytes(content), bytes(small)]
    return rows, tuple(files)


def _photos(visit_ids: Sequence[str]) -> ColumnElement[bool]:
    is_theirs: ColumnElement[bool] = _in(Attachment.visit_id, visit_ids) & Attachment.mime.startswith("image/")
    return is_theirs


def _in(column: Any, wanted: Sequence[str]) -> ColumnElement[bool]:
    """As one parameter, however many they are."""
    among: ColumnElement[bool] = column.in_(
        select(func.json_each(json.dumps(list(wanted))).table_valued("value").c.value)
    )
    return among
