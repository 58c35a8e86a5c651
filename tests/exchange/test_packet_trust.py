"""What a trusted partner may send, and what trust hangs on."""

from dataclasses import replace
from datetime import date
from typing import Any

from conftest import TODAY
from exchange.packet_ground import Pair, Side, forged, refused, report, setter
from kam_desktop.core import history, own_name, packet_sending, packets, partners, settings, visits
from kam_desktop.core.packets import News
from kam_desktop.core.partners import PartnerRow
from kam_desktop.core.rules.kinds import PartnerRole, VisitState
from kam_desktop.core.store.tables import Visit
from kam_desktop.exchange import packet_files


def test_a_manager_sends_no_reviews(two: Pair) -> None:
    path = forged(two, setter("kind", to="reviews"))
    assert refused(lambda: two.lead.preview(path)) == "packet.other_role"
    assert refused(lambda: two.lead.take(path)) == "packet.other_role"


def test_a_lead_sends_no_reports(two: Pair) -> None:
    visit_id = report(two.manager)
    two.lead.take(two.manager.send(two.lead))
    two.lead.write(lambda s: visits.review(s, visit_id, accepted=True))
    back = two.lead.send(two.manager)
    received = two.manager.read(lambda s: packet_files.open_packet(s, back))
    reports = replace(received, document={**received.document, "kind": "reports"})
    assert refused(lambda: two.manager.read(lambda s: packets.preview(s, reports))) == "packet.other_role"


def test_another_role_is_compared_again(two: Pair) -> None:
    path = two.manager.card()

    def known() -> PartnerRow:
        return two.lead.read(lambda s: partners.find(s, "刘敏"))  # type: ignore[no-any-return]

    two.lead.write(lambda s: partners.add(s, packet_files.read_card(path)))
    assert known().trusted_on == TODAY
    two.manager.write(lambda s: partners.set_my_role(s, PartnerRole.LEAD))
    changed = two.manager.card()
    two.lead.write(lambda s: partners.add(s, packet_files.read_card(changed)))
    assert (known().role, known().trusted_on) == (PartnerRole.LEAD, None)
    two.lead.write(lambda s: partners.trust(s, known().id, today=TODAY))
    assert known().trusted_on == TODAY


def judged(at: Side, visit_id: str) -> tuple[str, str, bool, str]:
    row: Visit = at.read(lambda s: visits.get(s, visit_id))
    return row.state, row.reviewer, row.reviewed_at is None, row.review_remark


def test_a_managers_own_verdict_is_not_taken(two: Pair) -> None:
    visit_id = report(two.manager)
    two.manager.write(lambda s: visits.review(s, visit_id, accepted=True, remark="很好"))
    seen = two.lead.take(two.manager.send(two.lead, visit_id))
    assert [line.state for line in seen.lines] == [VisitState.SUBMITTED]
    assert judged(two.lead, visit_id) == (VisitState.SUBMITTED, "", True, "")
    two.lead.write(lambda s: visits.review(s, visit_id, accepted=False, remark="补充"))
    assert two.lead.read(lambda s: visits.get(s, visit_id).reviewer) == "王总"


def test_a_managers_own_verdict_does_not_override_the_leads(two: Pair) -> None:
    visit_id = report(two.manager)
    two.lead.take(two.manager.send(two.lead))
    two.lead.write(lambda s: visits.review(s, visit_id, accepted=False, remark="补充"))
    told = judged(two.lead, visit_id)
    two.manager.write(lambda s: visits.review(s, visit_id, accepted=True))
    seen = two.lead.take(two.manager.send(two.lead, visit_id))
    assert [(line.state, line.news) for line in seen.lines] == [(VisitState.RETURNED, News.SAME)]
    assert judged(two.lead, visit_id) == told


def test_a_rewritten_report_that_its_manager_accepted_waits_for_the_lead(two: Pair) -> None:
    visit_id = report(two.manager)
    two.lead.take(two.manager.send(two.lead))
    two.lead.write(lambda s: visits.review(s, visit_id, accepted=False, remark="补充"))

    def rewrite(session: Any) -> None:
        visits.withdraw(session, visit_id)
        draft = replace(visits.draft_of(session, visits.get(session, visit_id)), discussed="重写")
        visits.record(session, draft, today=TODAY, visit_id=visit_id)
        visits.submit(session, visit_id)
        visits.review(session, visit_id, accepted=True, remark="好")

    two.manager.write(rewrite)
    seen = two.lead.take(two.manager.send(two.lead, visit_id))
    assert [(line.state, line.news) for line in seen.lines] == [(VisitState.SUBMITTED, News.CHANGED)]
    assert judged(two.lead, visit_id) == (VisitState.SUBMITTED, "王总", False, "补充")


def test_an_accepted_report_that_comes_again_stays_accepted(two: Pair) -> None:
    visit_id = report(two.manager)
    two.lead.take(two.manager.send(two.lead))
    two.lead.write(lambda s: visits.review(s, visit_id, accepted=True))
    two.manager.take(two.lead.send(two.manager))
    two.lead.take(two.manager.send(two.lead, visit_id))
    assert judged(two.lead, visit_id)[:2] == (VisitState.ACCEPTED, "王总")


def rename(at: Side, name: str) -> str:
    """As the settings do; returns the batch."""
    former = at.store.author
    at.store.set_author(name)
    return at.store.write(lambda s: own_name.carry(s, former=former, name=name)).batch_id or ""


def test_reports_of_somebody_who_was_renamed_still_go_and_come_back(two: Pair) -> None:
    sent, unsent = report(two.manager), report(two.manager, on=date(2026, 6, 11))
    two.lead.take(two.manager.send(two.lead, sent))
    two.lead.write(lambda s: visits.review(s, sent, accepted=True))
    batch = rename(two.manager, "刘敏（华东）")
    row: Visit = two.manager.read(lambda s: visits.get(s, sent))
    assert row.owner == "刘敏（华东）"
    assert two.manager.take(two.lead.send(two.manager)).left == []
    assert judged(two.manager, sent)[:2] == (VisitState.ACCEPTED, "王总")
    two.manager.write(lambda s: history.undo(s, batch, today=TODAY))
    assert two.manager.read(lambda s: visits.get(s, unsent).owner) == "刘敏"
    assert two.manager.read(lambda s: packet_sending.unsent(s, partners.find(s, "王总"))) == [unsent]
    assert [line.visit_id for line in two.lead.take(two.manager.send(two.lead)).lines] == [unsent]


def test_nothing_is_carried_to_the_name_of_a_partner(two: Pair) -> None:
    visit_id = report(two.manager)
    rename(two.manager, "王总")
    assert two.manager.read(lambda s: visits.get(s, visit_id).owner) == "刘敏"
    assert two.manager.read(lambda s: settings.my_names(s)) == ("", "王总", "刘敏")
