"""One packet held against the store: what each visit of it brings, what both sides changed, what is left out."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from kam_desktop.core import packet_gifts, packet_merge, packet_pictures, packet_rows, settings, touches
from kam_desktop.core.clocks import refresh
from kam_desktop.core.errors import FileError, Refused
from kam_desktop.core.identity import now
from kam_desktop.core.packet_clients import Clients
from kam_desktop.core.packet_gifts import Gifts
from kam_desktop.core.packet_merge import Clash, Merge
from kam_desktop.core.packet_previews import GiftNote, Left, Line, News, Preview, Received
from kam_desktop.core.packet_rows import Incoming
from kam_desktop.core.packet_sending import FORMAT
from kam_desktop.core.rules.file_names import safe
from kam_desktop.core.rules.kinds import PacketDirection, PacketKind, PartnerRole, VisitState
from kam_desktop.core.store import changes
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

_ORDER: Final = (Client, Contact, Visit, Interaction, Commitment, Gift, VisitRemark, Attachment)
_OF_VISITS: Final = (Interaction, Commitment, Gift, Attachment)
_VERDICT: Final = frozenset(packet_rows.REVIEW) - {"state"}  # given by a lead alone
_UNJUDGED: Final = {"reviewed_at": None, "reviewer": "", "review_remark": ""}
_ANSWERS: Final = frozenset({"answer", "settled_at"})  # of a remark: the manager's part
_HANDED_IN: Final = frozenset({VisitState.SUBMITTED.value, VisitState.ACCEPTED.value})
_SENDS: Final = {PacketKind.REPORTS: PartnerRole.MANAGER, PacketKind.REVIEWS: PartnerRole.LEAD}
_DECIDED: Final = frozenset({VisitState.ACCEPTED.value, VisitState.RETURNED.value})


class Taking:
    """One packet held against the store."""

    def __init__(self, session: Session, received: Received) -> None:
        self._session, self._received, self._at = session, received, now()
        kind, made_at = _head(received.document)
        if received.partner.role is not _SENDS[kind]:
            raise Refused("packet.other_role", name=received.partner.name)
        taken = select(Packet.id).where(Packet.digest == received.digest, Packet.direction == PacketDirection.IN.value)
        was_taken = session.scalar(taken.where(Packet.deleted_at.is_(None)).limit(1)) is not None
        self.preview = Preview(received.partner, kind, made_at, was_taken)
        self._merge, self._bases = Merge(session), packet_merge.bases(session)
        self._moved: set[str] = set()
        if kind is PacketKind.REPORTS:
            self._take_reports()
        else:
            self._take_reviews()
        names = {line.visit_id: line.client for line in self.preview.lines}
        self.preview.clashes = [(each, names.get(self._visit_of(each), "")) for each in self._merge.clashes]

    def write(self, today: date) -> None:
        """Write what was found, note the packet, and bring clocks and plans up to date."""
        session, received = self._session, self._received
        changes.begin_batch(session, packet_merge.KIND, received.partner.name)
        self._merge.write(_ORDER)
        session.add(
            Packet(
                partner_id=received.partner.id, direction=PacketDirection.IN.value, kind=self.preview.kind.value,
                visit_ids=tuple(line.visit_id for line in self.preview.lines), digest=received.digest,
                notes=json.dumps(self._merge.taken),
            )
        )  # fmt: skip
        refresh(session, sorted(self._moved))
        touches.plan_soon(session, sorted(self._moved), today=today)

    def _rows(self, table: Any) -> list[Incoming]:
        rows = self._received.document.get("rows")
        if not isinstance(rows, dict):
            raise FileError("packet.malformed")
        return packet_rows.incoming(table, rows.get(table.__tablename__, []), now=self._at)

    def _take_reports(self) -> None:
        partner = self._received.partner
        sent = self._rows(Visit)
        have = packet_merge.kept(self._session, Visit, [row.id for row in sent])
        self._check_versions(sent)
        owners = self._owners([row.id for row in sent])
        edited = packet_merge.edited_here(self._session, have)
        clients = Clients(self._session, self._merge, partner.name, self._bases, self._at.date())
        whole = [row for row in sent if not row.is_gone]
        news = [row for row in whole if row.id not in have or row.stamp > self._bases.get(row.id, "")]
        needed = {row.values["client_id"] for row in news}
        clients.find(self._rows(Client), {row.values["client_id"] for row in whole}, needed)
        clients.find_people(self._rows(Contact), {each for row in news for each in row.values["contact_ids"]})
        self.preview.new_clients, self.preview.revived_clients = clients.created, clients.revived
        ours: set[str] = set()
        for row in sent:
            here = have.get(row.id)
            if row.is_gone:
                if here is not None and owners[row.id] == partner.name:
                    ours.add(row.id)  # a correction that was given up: what belongs to it goes back
                    self._merge.update(Visit, here, row, base=self._bases.get(row.id, ""))
                continue
            if row.values["state"] not in _DECIDED | _HANDED_IN:
                raise FileError("packet.malformed")
            name = clients.name_of(row.values["client_id"])
            if here is not None and owners[row.id] != partner.name:
                self.preview.left.append(Left("packet.not_theirs", name, row.values["on"]))
                continue
            clients.localise(row)
            ours.add(row.id)
            self._take_report(row, here, edited[row.id], name)
        self._gifts = Gifts(self._session, clients.facts)
        for table in _OF_VISITS:
            self._take_parts(table, ours, clients)
        self._take_remarks(ours, is_ours=lambda name: name not in _ANSWERS, with_new=False)

    def _check_versions(self, sent: Sequence[Incoming]) -> None:
        """No report corrects itself, neither at once nor by others. Raises ``FileError`` packet.malformed."""
        before = {row.id: row.values["corrects_id"] for row in sent if not row.is_gone}
        for visit_id in list(before):
            seen, at = {visit_id}, before[visit_id]
            while at:
                if at in seen:
                    raise FileError("packet.malformed")
                seen.add(at)
                if at not in before:
                    before[at] = self._session.scalar(select(Visit.corrects_id).where(Visit.id == at))
                at = before[at]

    def _take_report(self, row: Incoming, have: dict[str, Any] | None, edited: set[str], name: str) -> None:
        """The verdict of a report is never the manager's to give: here it is handed in, or as it was judged here."""
        client_id, values, base = row.values["client_id"], row.values, self._bases.get(row.id, "")
        is_handed_in = have is None or _is_handed_in_again(row, have, base)
        values |= _UNJUDGED if have is None else {each: have[each] for each in packet_rows.REVIEW}
        if is_handed_in:
            values["state"] = VisitState.SUBMITTED.value
        if have is None:
            self._merge.insert(Visit, row, client_id, owner=self._received.partner.name)
            news = News.NEW
        else:
            usual = edited - {"state"} if have["state"] != VisitState.ACCEPTED else edited
            is_changed = self._merge.update(Visit, have, row, base=base, edited=usual - _VERDICT, theirs_stand=True)
            was_put_away = have["deleted_at"] is not None
            news = News.NEW if was_put_away and is_changed else News.CHANGED if is_changed else News.SAME
        if news is not News.SAME:
            self._moved.add(client_id)
        if not row.is_replaced:
            state = VisitState(values["state"])
            self.preview.lines.append(Line(row.id, values["on"], name, values["objective"], state, news))

    def _take_parts(self, table: Any, ours: set[str], clients: Clients) -> None:
        """What belongs to the visits that are taken: each part goes with its visit and never to another."""
        rows = self._rows(table)
        raw = self._received.document["rows"].get(table.__tablename__, [])
        have = packet_merge.kept(self._session, table, [row.id for row in rows])
        edited = packet_merge.edited_here(self._session, have)
        for row, said in zip(rows, raw, strict=True):
            here = have.get(row.id)
            if (here or row.values).get("visit_id") not in ours:
                continue
            if row.is_gone:
                if here is not None:
                    self._changed(self._merge.update(table, here, row, base=self._bases.get(row.id, "")), here)
                continue
            if row.values["visit_id"] not in ours:
                raise FileError("packet.malformed")
            clients.localise(row)
            if here is None:
                if self._insert_part(table, row, said):
                    self._mark(row.values["visit_id"])
                continue
            if table is Attachment:
                row.values["name"] = packet_pictures.name(row.values["name"], here["name"])
            is_changed = self._merge.update(
                table, here, row, base=self._bases.get(row.id, ""), edited=edited[row.id],
                leave={"size", "sha256", "mime"} if table is Attachment else (),
            )  # fmt: skip
            self._changed(is_changed, here)
            if table is Gift and is_changed:
                self._judge_again(row.id, here)

    def _insert_part(self, table: Any, row: Incoming, said: Mapping[str, Any]) -> bool:
        """A part that is not here. False for a picture that is not kept, which is told."""
        more: dict[str, Any] = {}
        if table is Attachment:
            try:
                more = packet_pictures.kept(row, said, self._received.files)
            except FileError as error:
                if error.code == "packet.malformed":
                    raise
                line = next((each for each in self.preview.lines if each.visit_id == row.values["visit_id"]), None)
                client, on = (line.client, line.on) if line else ("—", None)
                self.preview.left.append(Left("packet.picture_refused", client, on, safe(row.values["name"])))
                return False
            self.preview.photos += 1
        elif table is Interaction:
            more = {"author": self._received.partner.name}
        elif table is Gift:
            more = self._gifts.judged(row.id, row.values)
            self._tell_gift({**row.values, **more})
        self._merge.insert(table, row, row.values["client_id"], **more)
        return True

    def _judge_again(self, gift_id: str, here: Mapping[str, Any]) -> None:
        """A gift of which something was taken is another one for the rules."""
        _id, _scope, before, after = self._merge.edits[Gift][-1]
        judged = self._gifts.judged(gift_id, {**here, **after})
        for name in ("verdict", "rules"):
            before[name], after[name] = here[name], judged[name]
        self._tell_gift({**here, **after})

    def _tell_gift(self, values: Mapping[str, Any]) -> None:
        if code := packet_gifts.concern(values):
            client = next((each.client for each in self.preview.lines if each.visit_id == values["visit_id"]), "—")
            self.preview.gifts.append(GiftNote(code, client, values["on"], values["item"]))

    def _take_reviews(self) -> None:
        sent = self._rows(Visit)
        have = packet_merge.kept(self._session, Visit, [row.id for row in sent])
        owners = self._owners([row.id for row in sent])
        ours: set[str] = set()
        mine = settings.my_names(self._session)
        for row in sent:
            if row.is_gone or row.values["state"] not in _DECIDED or row.values["reviewed_at"] is None:
                raise FileError("packet.malformed")
            here = have.get(row.id)
            if here is None or here["deleted_at"] is not None:
                self.preview.left.append(Left("packet.visit_unknown", "", row.values["on"]))
                continue
            name = self._client_name(here["client_id"])
            if owners[row.id] not in mine:
                self.preview.left.append(Left("packet.not_yours", name, here["on"]))
            elif not self._is_reviewed_version(here, row):
                self.preview.left.append(Left("packet.changed_since", name, here["on"]))
            else:
                ours.add(row.id)
                self._take_review(row, here, name)
        self._take_remarks(ours, is_ours=lambda name: name in _ANSWERS, with_new=True)

    def _is_reviewed_version(self, here: Mapping[str, Any], row: Incoming) -> bool:
        """Whether the review is of the report as it stands here: not of one that was taken back or edited since."""
        is_same = bool(row.reviewed) and here["state"] in _HANDED_IN | _DECIDED
        return is_same and not packet_merge.changed_since(self._session, row.id, row.reviewed)

    def _take_review(self, row: Incoming, here: dict[str, Any], name: str) -> None:
        is_later = here["reviewed_at"] is None or row.values["reviewed_at"] > here["reviewed_at"]
        news = News.SAME
        if is_later:
            reviewed = {key: row.values[key] for key in packet_rows.REVIEW}
            merged = Incoming(row.id, row.stamp, row.field_stamps, {**here, **reviewed}, row.created_by, row.device_id)
            base, leave = self._bases.get(row.id, ""), set(packet_rows.TRAVELS[Visit]) - set(packet_rows.REVIEW)
            news = News.CHANGED if self._merge.update(Visit, here, merged, base=base, leave=leave) else News.SAME
        state = row.values["state"] if is_later else here["state"]
        self.preview.lines.append(Line(row.id, here["on"], name, here["objective"], VisitState(state), news))

    def _take_remarks(self, ours: set[str], *, is_ours: Any, with_new: bool) -> None:
        """Remarks are the lead's, answers the manager's: each takes the other's part alone."""
        rows = self._rows(VisitRemark)
        have = packet_merge.kept(self._session, VisitRemark, [row.id for row in rows])
        leave = {name for name in packet_rows.TRAVELS[VisitRemark] if is_ours(name)}
        for row in rows:
            here = have.get(row.id)
            if (here or row.values).get("visit_id") not in ours or (here is None and (row.is_gone or not with_new)):
                continue
            if here is None:
                self._merge.insert(VisitRemark, row, self._scope_of(row.values["visit_id"]))
                self._mark(row.values["visit_id"])
            elif with_new or not row.is_gone:
                base = self._bases.get(row.id, "")
                self._changed(self._merge.update(VisitRemark, here, row, base=base, leave=leave), here)

    def _changed(self, is_changed: bool, here: Mapping[str, Any]) -> None:
        if is_changed:
            self._mark(here["visit_id"])

    def _mark(self, visit_id: str) -> None:
        """A part of this visit brings news: so does the visit."""
        lines = self.preview.lines
        for at, line in enumerate(lines):
            if line.visit_id == visit_id and line.news is News.SAME:
                lines[at] = line._replace(news=News.CHANGED)

    def _owners(self, ids: Sequence[str]) -> dict[str, str]:
        return {
            row.id: row.owner for row in self._session.execute(select(Visit.id, Visit.owner).where(Visit.id.in_(ids)))
        }

    def _client_name(self, client_id: str) -> str:
        return self._session.scalar(select(Client.short_name).where(Client.id == client_id)) or ""

    def _scope_of(self, visit_id: str) -> str:
        return self._session.scalar(select(Visit.client_id).where(Visit.id == visit_id)) or ""

    def _visit_of(self, clash: Clash) -> str:
        if clash.table == "visit":
            return clash.row_id
        for table in (Commitment, Gift, Interaction, Attachment, VisitRemark):
            if clash.table == table.__tablename__:
                return self._session.scalar(select(table.visit_id).where(table.id == clash.row_id)) or ""
        return ""


def _is_handed_in_again(row: Incoming, have: Mapping[str, Any], base: str) -> bool:
    """Whether a report waits for a verdict anew. One that its manager accepted does where its text is another now."""
    if row.field_stamps.get("state", "") <= base and have["deleted_at"] is None:
        return False
    if row.values["state"] == VisitState.SUBMITTED:
        return True
    is_new_text = any(stamp > base for name, stamp in row.field_stamps.items() if name not in packet_rows.REVIEW)
    return bool(have["state"] != VisitState.ACCEPTED and is_new_text)


def _head(document: Mapping[str, Any]) -> tuple[PacketKind, datetime]:
    """What the document says it is. Raises ``FileError`` packet.newer, packet.older, packet.malformed."""
    try:
        version = int(document["format"])
        if version != FORMAT:
            raise FileError("packet.newer" if version > FORMAT else "packet.older", version=version)
        made_at = changes.revive(Packet, "at", document["made_at"])
        if not isinstance(made_at, datetime) or made_at.tzinfo is None:
            raise FileError("packet.malformed")
        return PacketKind(document["kind"]), made_at
    except (KeyError, ValueError, TypeError, AttributeError, OverflowError) as error:
        raise FileError("packet.malformed") from error
