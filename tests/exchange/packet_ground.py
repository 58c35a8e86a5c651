"""Two people with a real encrypted store each: a manager who reports, a lead who reviews."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from conftest import LIGHT, PASSPHRASE, TODAY
from kam_desktop.core import attachments, clients, contacts, opening, packet_sending, packets, partners, visits
from kam_desktop.core.clients import ClientDraft
from kam_desktop.core.contacts import ContactDraft
from kam_desktop.core.errors import KamError
from kam_desktop.core.packets import Preview
from kam_desktop.core.rules.kinds import PartnerRole
from kam_desktop.core.store.database import Database
from kam_desktop.core.visits import CommitmentDraft, ExpenseDraft, VisitDraft
from kam_desktop.exchange import packet_files
from kam_desktop.exchange import packets as form

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc0000003010100"
    "18dd8db00000000049454e44ae426082"
)


@dataclass
class Side:
    """One person's store, the name in it, and where their files lie."""

    store: Database
    name: str
    folder: Path

    def write(self, work: Any) -> Any:
        return self.store.write(work).value

    def read(self, work: Any) -> Any:
        def run(session: Any) -> Any:
            found = work(session)
            session.expunge_all()  # what was read stays readable
            return found

        return self.store.read(run)

    def card(self) -> Path:
        path = self.folder / f"{self.name}.kamcard"
        self.write(lambda s: packet_files.save_card(s, path))
        return path

    def meet(self, other: "Side") -> None:
        card = packet_files.read_card(other.card())

        def work(session: Any) -> None:
            partners.trust(session, partners.add(session, card), today=TODAY)

        self.write(work)

    def send(self, other: "Side", *visit_ids: str) -> Path:
        path = self.folder / f"packet-{len(list(self.folder.glob('*.kamp')))}.kamp"

        def work(session: Any) -> None:
            to = partners.find(session, other.name)
            packet_files.send(session, to, visit_ids or packet_sending.unsent(session, to), path)

        self.write(work)
        return path

    def preview(self, path: Path) -> Preview:
        return self.read(lambda s: packets.preview(s, packet_files.open_packet(s, path)))

    def take(self, path: Path) -> Preview:
        return self.write(lambda s: packets.take(s, packet_files.open_packet(s, path), today=TODAY))


@dataclass
class Pair:
    manager: Side
    lead: Side


def make_pair(folder: Path) -> None:
    """The stores of a manager 刘敏 and a lead 王总, whose cards were exchanged and compared; closed."""
    with pair(folder) as made:
        made.lead.write(lambda s: partners.set_my_role(s, PartnerRole.LEAD))
        made.manager.meet(made.lead)
        made.lead.meet(made.manager)


@contextmanager
def pair(folder: Path) -> Iterator[Pair]:
    """Both stores, open: those that are in the folder, else new ones of people who never met."""
    sides = [side(folder / key, name) for key, name in (("manager", "刘敏"), ("lead", "王总"))]
    try:
        yield Pair(*sides)
    finally:
        for each in sides:
            each.store.close()


def side(folder: Path, name: str) -> Side:
    place = folder / "store"
    if place.exists():
        return Side(opening.unlock(place, passphrase=PASSPHRASE), name, folder)
    folder.mkdir(parents=True)
    return Side(opening.create(place, PASSPHRASE, author=name, kdf=LIGHT).store, name, folder)


def report(at: Side, client: str = "宁波恒屹机械有限公司", on: date = date(2026, 6, 10), **more: Any) -> str:
    """A submitted report with a person, a promise, an expense and a photo."""

    def work(session: Any) -> str:
        known = session.query(clients.Client).filter_by(name=client).all()
        client_id = known[0].id if known else clients.create(session, ClientDraft(client, tier="A"), today=TODAY)
        people = contacts.of_client(session, client_id)
        person = people[0].id if people else contacts.create(
            session, client_id, ContactDraft("陈志强", title="采购部长", taboos="不喝酒", family="两个女儿"), today=TODAY
        )  # fmt: skip
        draft = VisitDraft(
            client_id, on, started_at=time(14), ended_at=time(15, 30), contact_ids=(person,), objective="谈年框",
            discussed="价格和交期", expenses=(ExpenseDraft("停车", 2000),),
            commitments=(CommitmentDraft("寄样品", date(2026, 6, 20)),),
        )  # fmt: skip
        visit_id = visits.record(session, replace(draft, **more), today=TODAY)
        attachments.add_photo(session, client_id, PNG, name="现场.png", visit_id=visit_id, caption="仓库")
        visits.submit(session, visit_id)
        return visit_id

    return str(at.write(work))


def refused(work: Any) -> str:
    with pytest.raises(KamError) as caught:
        work()
    return caught.value.code


def forged(two: Pair, change: Any) -> Path:
    """A packet that the trusted manager's keys really sealed, made by a program that is out of order."""
    report(two.manager)

    def work(session: Any) -> bytes:
        to = partners.find(session, "王总")
        made = packet_sending.collect(session, to, packet_sending.unsent(session, to), most=form.LARGEST)
        change(made.document)
        return form.seal(form.Contents(made.document, made.files), own=partners.own_keys(session), recipient=to.keys)

    path = two.manager.folder / "forged.kamp"
    path.write_bytes(two.manager.write(work))
    return path


def setter(*keys: Any, to: Any) -> Any:
    def change(document: Any) -> None:
        for key in keys[:-1]:
            document = document[key]
        document[keys[-1]] = to

    return change
