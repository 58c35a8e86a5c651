"""What was removed here and comes back with a packet, and what a packet does not take away again."""

from datetime import date
from typing import Any

from conftest import TODAY
from exchange.packet_ground import Pair, Side, refused, report
from kam_desktop.core import clients, contacts, history, packets, visits
from kam_desktop.core.rules.kinds import VisitState
from kam_desktop.core.store.tables import Client, Contact, Visit
from kam_desktop.exchange import packet_files
from kam_desktop.words import packets as worded


def client_of(at: Side, visit_id: str) -> Client:
    found: Client = at.read(lambda s: s.get(Client, s.get(Visit, visit_id).client_id))
    return found


def test_a_new_visit_brings_a_removed_client_back(two: Pair) -> None:
    first = report(two.manager)
    two.lead.take(two.manager.send(two.lead))
    client = client_of(two.lead, first)
    [person] = two.lead.read(lambda s: contacts.of_client(s, client.id))

    def take_away(session: Any) -> None:
        contacts.remove(session, person.id, today=TODAY)
        clients.remove(session, client.id)

    two.lead.write(take_away)
    again = two.manager.send(two.lead, first)
    assert two.lead.preview(again).revived_clients == []  # nothing new is told of it
    second = report(two.manager, on=date(2026, 6, 12))
    path = two.manager.send(two.lead, second)
    seen = two.lead.preview(path)
    assert (seen.new_clients, seen.revived_clients) == ([], ["宁波恒屹机械"])
    assert "恢复本机已移除的客户 1 家：宁波恒屹机械" in worded.lines("zh_CN", seen)
    two.lead.take(path)
    assert client_of(two.lead, second).deleted_at is None
    assert two.lead.read(lambda s: s.get(Contact, person.id)).deleted_at is None
    assert two.lead.read(lambda s: visits.get(s, second).contact_ids) == (person.id,)


def test_a_packet_that_was_worked_on_is_not_undone(two: Pair) -> None:
    visit_id = report(two.manager)
    path = two.manager.send(two.lead)
    taken = two.lead.store.write(lambda s: packets.take(s, packet_files.open_packet(s, path), today=TODAY)).batch_id

    def undo(batch_id: str | None) -> str:
        return two.lead.store.write(lambda s: history.undo(s, batch_id, today=TODAY)).batch_id or ""

    def state() -> str | None:
        row: Visit = two.lead.read(lambda s: s.get(Visit, visit_id))
        return None if row.deleted_at else row.state

    reviewed = two.lead.store.write(lambda s: visits.review(s, visit_id, accepted=True)).batch_id
    assert refused(lambda: undo(taken)) == "batch.packet_worked_on"
    assert state() == VisitState.ACCEPTED
    undo(undo(reviewed))
    assert state() == VisitState.ACCEPTED
    assert refused(lambda: undo(taken)) == "batch.packet_worked_on"
    undo(reviewed)
    gone = undo(taken)
    assert state() is None
    undo(gone)
    assert state() == VisitState.SUBMITTED
