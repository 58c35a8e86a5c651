"""Reports out, reviews back, between two real encrypted stores."""

import base64
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from conftest import TODAY
from exchange.packet_ground import PNG, Pair, Side, forged, pair, refused, report, setter, side
from kam_desktop.core import (
    agenda,
    archives,
    attachments,
    clients,
    commitments,
    contacts,
    debts,
    gifts,
    history,
    mergers,
    packet_sending,
    packets,
    partners,
    touches,
    visit_lists,
    visit_reviews,
    visit_versions,
    visits,
)
from kam_desktop.core.clients import ClientDraft
from kam_desktop.core.contacts import ContactDraft
from kam_desktop.core.errors import FileError
from kam_desktop.core.gifts import GiftDraft
from kam_desktop.core.identity import now
from kam_desktop.core.packets import News
from kam_desktop.core.partners import Card
from kam_desktop.core.rules.kinds import PartnerRole, VisitState
from kam_desktop.core.store.tables import (
    Batch,
    Change,
    Client,
    Commitment,
    Contact,
    Gift,
    Interaction,
    Packet,
    Partner,
    Touch,
    Visit,
    VisitRemark,
)
from kam_desktop.core.visit_reviews import RemarkDraft
from kam_desktop.exchange import packet_files


def visit(at: Side, visit_id: str) -> Visit:
    return at.read(lambda s: s.get(Visit, visit_id))


def count(at: Side, table: Any) -> int:
    return at.read(lambda s: s.scalar(select(func.count()).select_from(table).where(table.deleted_at.is_(None))))


def everything(at: Side) -> dict[str, Any]:
    """All rows but the log, to see that nothing changed."""

    def work(session: Any) -> dict[str, Any]:
        return {
            table.__tablename__: [tuple(row) for row in session.execute(select(table.__table__).order_by(table.id))]
            for table in (Client, Contact, Visit, Interaction, Commitment, VisitRemark, Packet, Partner)
        }

    return at.read(work)


def test_a_report_arrives_whole_and_readable(two: Pair) -> None:
    visit_id = report(two.manager)
    path = two.manager.send(two.lead)
    seen = two.lead.preview(path)
    assert (seen.partner.name, [line.news for line in seen.lines], seen.new_clients) == (
        "刘敏",
        [News.NEW],
        ["宁波恒屹机械"],
    )
    assert count(two.lead, Visit) == 0
    two.lead.take(path)
    there, here = visit(two.manager, visit_id), visit(two.lead, visit_id)
    for name in (
        "discussed",
        "objective",
        "on",
        "started_at",
        "contact_ids",
        "expenses",
        "submitted_at",
        "stamp",
        "created_by",
    ):
        assert getattr(here, name) == getattr(there, name), name
    assert (here.state, here.owner) == (VisitState.SUBMITTED, "刘敏")

    def work(session: Any) -> None:
        client = clients.get(session, here.client_id)
        assert (client.owner, client.name, client.last_contact_on) == (
            "刘敏",
            "宁波恒屹机械有限公司",
            date(2026, 6, 10),
        )
        [promise] = commitments.of_visit(session, visit_id)
        assert (promise.text, promise.due_on) == ("寄样品", date(2026, 6, 20))
        [photo] = attachments.photos_of_visit(session, visit_id)
        assert photo.caption == "仓库"
        assert attachments.content(session, photo.id)[:8] == PNG[:8]
        assert clients.ids(session, clients.Filter(text="恒屹")) == [client.id]

    two.lead.read(work)


def test_a_gift_of_the_visit_goes_along_without_what_is_private(two: Pair) -> None:
    visit_id = report(two.manager)

    def give(session: Any) -> None:
        row = visits.get(session, visit_id)
        person = row.contact_ids[0]
        session.add(
            Gift(
                scope_id=row.client_id, client_id=row.client_id, visit_id=visit_id, contact_id=person, item="径山茶",
                category="tea", value_minor=9800, on=row.on, origin="他爱喝绿茶", approver="王总", via="family",
                via_name="他女儿", story="一段家事",
            )
        )  # fmt: skip

    two.manager.write(give)
    two.lead.take(two.manager.send(two.lead))
    [gift] = two.lead.read(lambda s: list(s.scalars(select(Gift))))
    assert (gift.item, gift.value_minor, gift.approver, gift.visit_id) == ("径山茶", 9800, "王总", visit_id)
    assert (gift.via, gift.via_name, gift.story) == ("", "", "")


def test_a_gift_of_a_merged_person_counts_for_the_one_they_became(two: Pair) -> None:
    report(two.manager)
    two.lead.take(two.manager.send(two.lead))

    def unite(session: Any) -> tuple[str, str]:
        [theirs] = session.scalars(select(Contact))
        mine = contacts.create(session, theirs.client_id, ContactDraft("陈 志强"), today=TODAY)
        mergers.merge_people(session, mine, theirs.id, today=TODAY)
        return theirs.client_id, mine

    client_id, mine = two.lead.write(unite)

    def give(session: Any, visit_id: str) -> None:
        row = visits.get(session, visit_id)
        tea = GiftDraft(
            row.client_id, row.contact_ids[0], "径山茶", row.on, value_minor=9_800, origin="产地", visit_id=visit_id
        )
        gifts.record(session, tea, today=TODAY)

    later = report(two.manager, on=date(2026, 6, 11))
    two.manager.write(lambda s: give(s, later))
    two.lead.take(two.manager.send(two.lead))
    assert two.lead.read(lambda s: gifts.spent(s, mine, 2026)) == 9_800
    assert [each.id for each in two.lead.read(lambda s: contacts.of_client(s, client_id))] == [mine]


def test_private_facts_stay_at_home(two: Pair) -> None:
    report(two.manager)
    two.lead.take(two.manager.send(two.lead))
    [person] = two.lead.read(lambda s: list(s.scalars(select(Contact))))
    assert (person.name, person.title) == ("陈志强", "采购部长")
    assert (person.taboos, person.family, person.hobbies, person.notes, person.phones) == ("", "", "", "", ())
    received = two.lead.read(lambda s: packet_files.open_packet(s, next(two.manager.folder.glob("*.kamp"))))
    assert "不喝酒" not in str(received.document)
    assert "两个女儿" not in str(received.document)


def test_the_same_packet_twice_changes_nothing(two: Pair) -> None:
    report(two.manager)
    path = two.manager.send(two.lead)
    two.lead.take(path)
    before = everything(two.lead)
    again = two.lead.take(path)
    assert again.was_taken
    assert everything(two.lead) == before


def test_the_same_reports_in_another_packet_change_nothing(two: Pair) -> None:
    visit_id = report(two.manager)
    two.lead.take(two.manager.send(two.lead, visit_id))
    before = everything(two.lead)
    again = two.lead.take(two.manager.send(two.lead, visit_id))
    assert (again.was_taken, [line.news for line in again.lines]) == (False, [News.SAME])
    assert everything(two.lead) == before


def test_an_older_packet_after_a_newer_one_changes_nothing(two: Pair) -> None:
    visit_id = report(two.manager)
    old = two.manager.send(two.lead, visit_id)
    two.manager.write(lambda s: visits.review(s, visit_id, accepted=False, remark="补充"))
    amend(two.manager, visit_id, discussed="价格、交期和付款")
    two.lead.take(two.manager.send(two.lead, visit_id))
    before = everything(two.lead)
    assert [line.news for line in two.lead.take(old).lines] == [News.SAME]
    assert everything(two.lead) == before
    assert visit(two.lead, visit_id).discussed == "价格、交期和付款"


def amend(at: Side, visit_id: str, **more: Any) -> None:
    def work(session: Any) -> None:
        draft = replace(visits.draft_of(session, visits.get(session, visit_id)), **more)
        visits.record(session, draft, today=TODAY, visit_id=visit_id)
        visits.submit(session, visit_id)

    at.write(work)


def test_taking_is_one_batch_that_can_be_undone_and_taken_again(two: Pair) -> None:
    visit_id = report(two.manager)
    path = two.manager.send(two.lead)
    written = two.lead.store.write(lambda s: packets.take(s, packet_files.open_packet(s, path), today=TODAY))
    two.lead.write(lambda s: history.undo(s, written.batch_id, today=TODAY))
    assert [count(two.lead, each) for each in (Client, Contact, Visit, Commitment, Packet)] == [0] * 5
    again = two.lead.take(path)
    assert (again.was_taken, [line.news for line in again.lines]) == (False, [News.NEW])
    assert [count(two.lead, each) for each in (Client, Contact, Visit, Commitment, Packet)] == [1] * 5
    assert visit(two.lead, visit_id).state == VisitState.SUBMITTED


def test_undoing_a_later_packet_keeps_the_earlier_one_and_takes_it_again(two: Pair) -> None:
    visit_id = report(two.manager)
    two.lead.take(two.manager.send(two.lead))
    two.manager.write(lambda s: visits.review(s, visit_id, accepted=False, remark="补充"))
    amend(two.manager, visit_id, discussed="第二版")
    later = two.manager.send(two.lead)
    written = two.lead.store.write(lambda s: packets.take(s, packet_files.open_packet(s, later), today=TODAY))
    two.lead.write(lambda s: history.undo(s, written.batch_id, today=TODAY))
    assert visit(two.lead, visit_id).discussed == "价格和交期"
    again = two.lead.take(later)
    assert (again.clashes, visit(two.lead, visit_id).discussed) == ([], "第二版")


def review(at: Side, visit_id: str, *, accepted: bool, remark: str = "", margin: str = "") -> None:
    def work(session: Any) -> None:
        if margin:
            visit_reviews.add(session, visit_id, RemarkDraft(margin, "discussed", "价格"))
        visits.review(session, visit_id, accepted=accepted, remark=remark)

    at.write(work)


def test_a_review_goes_back_and_the_answer_comes_again(two: Pair) -> None:
    visit_id = report(two.manager)
    two.lead.take(two.manager.send(two.lead))
    review(two.lead, visit_id, accepted=False, remark="请补充竞品", margin="具体多少？")
    back = two.lead.send(two.manager)
    seen = two.manager.preview(back)
    assert [(line.state, line.news, line.client) for line in seen.lines] == [
        (VisitState.RETURNED, News.CHANGED, "宁波恒屹机械")
    ]
    two.manager.take(back)
    here = visit(two.manager, visit_id)
    assert (here.state, here.reviewer, here.review_remark) == (VisitState.RETURNED, "王总", "请补充竞品")
    assert here.reviewed_at == visit(two.lead, visit_id).reviewed_at
    assert here.discussed == "价格和交期"

    def answer(session: Any) -> None:
        on_all, row = visit_reviews.of_visit(session, visit_id)
        assert (on_all.text, row.text, row.quote, row.author) == ("请补充竞品", "具体多少？", "价格", "王总")
        visit_reviews.answer(session, row.id, "每吨 12,500 元")
        session.get(VisitRemark, row.id).text = "改了主管的话"

    two.manager.write(answer)
    amend(two.manager, visit_id, competitors="壳牌")
    two.lead.take(two.manager.send(two.lead))
    there = visit(two.lead, visit_id)
    assert (there.state, there.competitors) == (VisitState.SUBMITTED, "壳牌")
    _on_all, remark = two.lead.read(lambda s: visit_reviews.of_visit(s, visit_id))
    assert (remark.answer, remark.text, remark.settled_at is None) == ("每吨 12,500 元", "具体多少？", False)
    assert [each.field for each in two.lead.read(lambda s: visit_versions.since_return(s, visit_id))] == ["competitors"]
    review(two.lead, visit_id, accepted=True)
    two.manager.take(two.lead.send(two.manager))
    assert visit(two.manager, visit_id).state == VisitState.ACCEPTED


def test_a_review_twice_or_an_older_one_changes_nothing(two: Pair) -> None:
    visit_id = report(two.manager)
    two.lead.take(two.manager.send(two.lead))
    review(two.lead, visit_id, accepted=False, remark="一")
    first = two.lead.send(two.manager)
    two.manager.take(first)
    amend(two.manager, visit_id, needs="更快")
    two.lead.take(two.manager.send(two.lead))
    review(two.lead, visit_id, accepted=True)
    two.manager.take(two.lead.send(two.manager))
    before = everything(two.manager)
    for path in (first, *two.lead.folder.glob("*.kamp")):
        two.manager.take(path)
    assert everything(two.manager) == before
    assert visit(two.manager, visit_id).state == VisitState.ACCEPTED


def test_a_review_of_what_changed_since_is_not_taken(two: Pair) -> None:
    visit_id = report(two.manager)
    two.lead.take(two.manager.send(two.lead))
    review(two.lead, visit_id, accepted=True, margin="好")
    back = two.lead.send(two.manager)
    two.manager.write(lambda s: visits.review(s, visit_id, accepted=False, remark="自己退回"))
    amend(two.manager, visit_id, discussed="重写")
    made = two.manager.take(back)
    assert [each.code for each in made.left] == ["packet.changed_since"]
    assert visit(two.manager, visit_id).state == VisitState.SUBMITTED
    told = two.manager.read(lambda s: [each.text for each in visit_reviews.of_visit(s, visit_id)])
    assert told == ["自己退回"]


def correct(at: Side, visit_id: str, **more: Any) -> str:
    def work(session: Any) -> str:
        made = visit_versions.correct(session, visit_id)
        draft = replace(visits.draft_of(session, visits.get(session, made)), **more)
        visits.record(session, draft, today=TODAY, visit_id=made)
        visits.submit(session, made)
        return made

    return str(at.write(work))


def test_a_correction_comes_as_a_version_of_the_report(two: Pair) -> None:
    visit_id = report(two.manager)
    two.lead.take(two.manager.send(two.lead))
    review(two.lead, visit_id, accepted=True)
    two.manager.take(two.lead.send(two.manager))
    newer = correct(two.manager, visit_id, discussed="更正：价格")
    seen = two.lead.take(two.manager.send(two.lead))
    assert [(line.visit_id, line.news) for line in seen.lines] == [(newer, News.NEW)]

    def at_lead(session: Any) -> None:
        assert visit_lists.ids(session) == [newer]
        assert [each.version for each in visit_versions.versions(session, visit_id)] == [2, 1]
        differs = visit_versions.differences(session, visit_id, newer)
        assert [each.field for each in differs] == ["discussed"]
        assert [each.text for each in commitments.of_visit(session, newer)] == ["寄样品"]
        assert len(attachments.photos_of_visit(session, newer)) == 1

    two.lead.read(at_lead)
    before = everything(two.lead)
    two.lead.take(next(path for path in two.manager.folder.glob("*.kamp")))
    assert everything(two.lead) == before
    review(two.lead, newer, accepted=True)
    two.manager.take(two.lead.send(two.manager))
    assert visit(two.manager, newer).state == VisitState.ACCEPTED


def test_a_lead_who_meets_a_report_corrected_already_has_both_versions(two: Pair) -> None:
    visit_id = report(two.manager)
    two.manager.write(lambda s: visits.review(s, visit_id, accepted=True))
    newer = correct(two.manager, visit_id, discussed="更正")
    two.lead.take(two.manager.send(two.lead))
    assert two.lead.read(lambda s: visit_lists.ids(s)) == [newer]
    assert two.lead.read(lambda s: [each.id for each in visit_versions.versions(s, newer)]) == [newer, visit_id]


def test_a_correction_that_was_given_up_gives_the_report_back(two: Pair) -> None:
    visit_id = report(two.manager)
    two.lead.take(two.manager.send(two.lead))
    review(two.lead, visit_id, accepted=True)
    two.manager.take(two.lead.send(two.manager))
    newer = correct(two.manager, visit_id, discussed="更正")
    two.lead.take(two.manager.send(two.lead))
    review(two.lead, newer, accepted=False, remark="不必")
    two.manager.take(two.lead.send(two.manager))
    two.manager.write(lambda s: visit_versions.drop(s, newer, today=TODAY))
    two.lead.take(two.manager.send(two.lead, visit_id))
    assert two.lead.read(lambda s: visit_lists.ids(s)) == [visit_id]
    assert visit(two.lead, visit_id).state == VisitState.ACCEPTED
    assert [each.text for each in two.lead.read(lambda s: list(commitments.of_visit(s, visit_id)))] == ["寄样品"]


def test_a_review_undone_can_be_taken_again_and_one_withdrawn_meanwhile_not(two: Pair) -> None:
    visit_id = report(two.manager)
    two.lead.take(two.manager.send(two.lead))
    review(two.lead, visit_id, accepted=False, remark="补")
    back = two.lead.send(two.manager)
    written = two.manager.store.write(lambda s: packets.take(s, packet_files.open_packet(s, back), today=TODAY))
    two.manager.write(lambda s: history.undo(s, written.batch_id, today=TODAY))
    assert visit(two.manager, visit_id).state == VisitState.SUBMITTED
    assert two.manager.take(back).left == []
    assert visit(two.manager, visit_id).state == VisitState.RETURNED
    amend(two.manager, visit_id, needs="快")
    two.lead.take(two.manager.send(two.lead))
    review(two.lead, visit_id, accepted=True)
    two.manager.write(lambda s: visits.withdraw(s, visit_id))
    amend(two.manager, visit_id, needs="更快")
    assert [each.code for each in two.manager.take(two.lead.send(two.manager)).left] == ["packet.changed_since"]


def test_a_review_of_a_colleagues_visit_is_not_taken(two: Pair) -> None:
    visit_id = report(two.manager)
    two.lead.take(two.manager.send(two.lead))
    review(two.lead, visit_id, accepted=True)
    back = two.lead.send(two.manager)

    def hand_on(session: Any) -> None:
        session.get(Visit, visit_id).owner = "别人"

    two.manager.write(hand_on)
    assert [each.code for each in two.manager.take(back).left] == ["packet.not_yours"]


def test_a_review_of_an_unknown_visit_is_said(two: Pair) -> None:
    visit_id = report(two.manager)
    two.lead.take(two.manager.send(two.lead))
    review(two.lead, visit_id, accepted=True)

    def lose(session: Any) -> None:
        session.get(Visit, visit_id).deleted_at = now()

    two.manager.write(lose)
    assert [each.code for each in two.manager.take(two.lead.send(two.manager)).left] == ["packet.visit_unknown"]


def test_both_sides_changed_shows_both_and_the_managers_text_stands(two: Pair) -> None:
    visit_id = report(two.manager)
    two.lead.take(two.manager.send(two.lead))

    def meddle(session: Any) -> None:
        visits.get(session, visit_id).discussed = "主管改的话"
        [promise] = commitments.of_visit(session, visit_id)
        promise.text = "主管改的承诺"

    def correct(session: Any) -> None:
        [promise] = commitments.of_visit(session, visit_id)
        promise.text = "寄两份样品"

    two.manager.write(correct)
    two.manager.write(lambda s: visits.review(s, visit_id, accepted=False, remark="补"))
    amend(two.manager, visit_id, discussed="经理自己的话")
    path = two.manager.send(two.lead)
    two.lead.write(meddle)  # later than what the manager did
    made = two.lead.take(path)
    told = {(each.field, each.ours, each.theirs, each.is_ours): client for each, client in made.clashes}
    assert told == {
        ("discussed", "主管改的话", "经理自己的话", False): "宁波恒屹机械",
        ("text", "主管改的承诺", "寄两份样品", True): "宁波恒屹机械",
    }
    assert visit(two.lead, visit_id).discussed == "经理自己的话"
    assert visit(two.manager, visit_id).discussed == "经理自己的话"
    [promise] = two.lead.read(lambda s: list(s.scalars(select(Commitment))))
    assert promise.text == "主管改的承诺"  # the later change stands


def test_what_the_lead_changed_alone_stands(two: Pair) -> None:
    visit_id = report(two.manager)
    two.lead.take(two.manager.send(two.lead))

    def settle(session: Any) -> None:
        [promise] = commitments.of_visit(session, visit_id)
        promise.state = "kept"

    two.lead.write(settle)
    two.manager.write(lambda s: visits.review(s, visit_id, accepted=False, remark="补"))
    amend(two.manager, visit_id, discussed="新")
    assert two.lead.take(two.manager.send(two.lead)).clashes == []
    [promise] = two.lead.read(lambda s: list(s.scalars(select(Commitment))))
    assert promise.state == "kept"


@pytest.mark.parametrize(
    "draft",
    [
        ClientDraft("宁波恒屹机械有限公司", tier="C", notes="主管的"),
        ClientDraft("旧名字公司", external_no="K-7", tier="C", notes="主管的"),
    ],
    ids=["name", "number"],
)
def test_a_known_client_is_found_and_never_touched(two: Pair, draft: ClientDraft) -> None:
    mine = two.lead.write(lambda s: clients.create(s, draft, today=TODAY))
    before = two.lead.read(lambda s: clients.draft_of(clients.get(s, mine)))

    def number(session: Any) -> None:
        session.get(Client, visits.get(session, visit_id).client_id).external_no = "K-7"

    visit_id = report(two.manager)
    two.manager.write(number)
    made = two.lead.take(two.manager.send(two.lead))
    assert made.new_clients == []
    assert visit(two.lead, visit_id).client_id == mine
    assert two.lead.read(lambda s: clients.draft_of(clients.get(s, mine))) == before
    assert count(two.lead, Client) == 1
    [person] = two.lead.read(lambda s: list(s.scalars(select(Contact))))
    assert person.client_id == mine


def test_a_client_that_came_by_packet_follows_its_manager(two: Pair) -> None:
    visit_id = report(two.manager)
    two.lead.take(two.manager.send(two.lead))

    def rename(session: Any) -> None:
        row = session.get(Client, visits.get(session, visit_id).client_id)
        clients.update(
            session, row.id, replace(clients.draft_of(row), name="宁波恒屹重工有限公司", short_name=""), today=TODAY
        )

    two.manager.write(rename)
    second = report(two.manager, "宁波恒屹重工有限公司", date(2026, 6, 12))
    two.lead.take(two.manager.send(two.lead, second))
    [client] = two.lead.read(lambda s: list(s.scalars(select(Client))))
    assert (client.name, client.name_key) == (
        "宁波恒屹重工有限公司",
        clients.derived("宁波恒屹重工有限公司")["name_key"],
    )


def test_a_merged_client_means_the_one_it_was_merged_into(two: Pair) -> None:
    report(two.manager)
    two.lead.take(two.manager.send(two.lead))
    [theirs] = two.lead.read(lambda s: list(s.scalars(select(Client.id))))
    mine = two.lead.write(lambda s: clients.create(s, ClientDraft("恒屹集团"), today=TODAY))
    two.lead.write(lambda s: mergers.merge(s, mine, theirs, today=TODAY))
    second = report(two.manager, on=date(2026, 6, 12))
    two.lead.take(two.manager.send(two.lead, second))
    assert visit(two.lead, second).client_id == mine


def test_nothing_is_planned_for_a_managers_clients(two: Pair) -> None:
    visit_id = report(two.manager)
    two.lead.take(two.manager.send(two.lead))
    own = two.lead.write(
        lambda s: clients.create(s, ClientDraft("主管自己的客户", tier="A", owner="王总"), today=TODAY)
    )
    two.lead.write(lambda s: touches.plan_all(s, today=TODAY))
    planned = two.lead.read(lambda s: set(s.scalars(select(Touch.client_id).where(Touch.deleted_at.is_(None)))))
    assert planned == {own}

    def counts(session: Any) -> tuple[int, int, int]:
        owed = agenda.owed(session, today=TODAY).total
        return owed, len(debts.owed(session, today=TODAY)), agenda.visits_to_report(session, today=TODAY)

    review(two.lead, visit_id, accepted=False, remark="补")
    assert two.manager.read(counts) == (1, 1, 0)
    assert two.lead.read(counts) == (0, 0, 0)


def test_only_what_is_new_is_sent_by_itself(two: Pair) -> None:
    def unsent(at: Side, other: Side) -> int:
        number = at.read(lambda s: len(packet_sending.unsent(s, partners.find(s, other.name))))
        told = {each.name: count for each, count in at.read(packet_sending.waiting)}
        assert told.get(other.name, 0) == number
        return int(number)

    assert unsent(two.manager, two.lead) == 0
    visit_id = report(two.manager)
    report(two.manager, "台州恒远轮胎", date(2026, 6, 11))
    assert unsent(two.manager, two.lead) == 2
    assert [(each.name, number) for each, number in two.manager.read(packet_sending.waiting)] == [("王总", 2)]
    two.lead.take(two.manager.send(two.lead))
    assert (unsent(two.manager, two.lead), unsent(two.lead, two.manager)) == (0, 0)
    review(two.lead, visit_id, accepted=False, remark="补")
    assert unsent(two.lead, two.manager) == 1
    two.manager.take(two.lead.send(two.manager))
    assert unsent(two.lead, two.manager) == 0
    amend(two.manager, visit_id, needs="快")
    assert unsent(two.manager, two.lead) == 1
    assert [each.visits for each in two.manager.read(packets.listed)] == [1, 2]


def test_only_own_submitted_reports_go(two: Pair) -> None:
    visit_id = report(two.manager)

    def back_to_plan(session: Any) -> None:
        visits.get(session, visit_id).state = "reported"

    two.manager.write(back_to_plan)
    assert refused(lambda: two.manager.send(two.lead, visit_id)) == "packet.not_sendable"
    assert refused(lambda: two.manager.send(two.lead)) == "packet.nothing_to_send"
    assert not list(two.manager.folder.glob("*.kamp"))


def test_a_report_of_another_manager_is_left_alone(two: Pair, tmp_path: Path) -> None:
    visit_id = report(two.manager)
    two.lead.take(two.manager.send(two.lead))

    def hand_on(session: Any) -> None:
        visits.get(session, visit_id).owner = "别的经理"

    two.lead.write(hand_on)
    before = everything(two.lead)
    two.manager.write(lambda s: visits.review(s, visit_id, accepted=False, remark="补"))
    amend(two.manager, visit_id, discussed="新")
    assert [each.code for each in two.lead.take(two.manager.send(two.lead)).left] == ["packet.not_theirs"]
    assert everything(two.lead) == before


def test_nothing_comes_from_or_goes_to_somebody_untrusted(tmp_path: Path) -> None:
    with pair(tmp_path) as two:
        report(two.manager)
        card = packet_files.read_card(two.lead.card())
        two.manager.write(lambda s: partners.add(s, card))
        assert refused(lambda: two.manager.send(two.lead)) == "packet.untrusted"
        two.lead.write(lambda s: partners.set_my_role(s, PartnerRole.LEAD))
        two.manager.meet(two.lead)
        path = two.manager.send(two.lead)
        assert refused(lambda: two.lead.preview(path)) == "packet.unknown_sender"
        two.lead.write(lambda s: partners.add(s, packet_files.read_card(two.manager.card())))
        assert refused(lambda: two.lead.preview(path)) == "packet.untrusted"
        assert refused(lambda: two.lead.take(path)) == "packet.untrusted"
        two.lead.meet(two.manager)
        assert len(two.lead.take(path).lines) == 1


def test_a_packet_for_somebody_else_is_not_opened(two: Pair, tmp_path: Path) -> None:
    report(two.manager)
    path = two.manager.send(two.lead)
    third = side(tmp_path / "third", "赵强")
    third.card()
    assert refused(lambda: third.preview(path)) == "packet.not_for_us"
    third.store.close()


def test_another_key_under_a_known_name_is_refused(two: Pair, tmp_path: Path) -> None:
    liar = side(tmp_path / "liar", "刘敏")
    side_card = liar.card()
    card = packet_files.read_card(side_card)
    assert refused(lambda: two.lead.write(lambda s: partners.add(s, card))) == "packet.key_changed"
    renamed = Card("刘小敏", PartnerRole.MANAGER, packet_files.read_card(two.manager.card()).keys)
    assert refused(lambda: two.lead.write(lambda s: partners.add(s, renamed))) == "packet.key_of_other"
    own = packet_files.read_card(two.lead.card())
    assert refused(lambda: two.lead.write(lambda s: partners.add(s, own))) == "packet.own_card"
    assert count(two.lead, Partner) == 1
    namesake = Card("王 总", PartnerRole.MANAGER, packet_files.read_card(side_card).keys)
    assert refused(lambda: two.lead.write(lambda s: partners.add(s, namesake))) == "packet.same_name"
    liar.store.close()


def test_the_wrong_fingerprint_is_not_trusted(tmp_path: Path) -> None:
    with pair(tmp_path) as two:
        card = packet_files.read_card(two.manager.card())
        partner_id = two.lead.write(lambda s: partners.add(s, card))
        wrong = "0000 " * 8
        assert refused(lambda: two.lead.write(lambda s: partners.trust(s, partner_id, today=TODAY, typed=wrong))) == (
            "packet.other_fingerprint"
        )
        assert two.lead.read(lambda s: partners.get(s, partner_id)).trusted_on is None


def test_private_keys_are_in_no_archive_and_no_log(two: Pair, tmp_path: Path) -> None:
    report(two.manager)
    own = two.manager.read(partners.own_keys)
    assert own.sign.hex() not in repr(own)

    def work(session: Any) -> str:
        tables = archives.names(with_private=True)
        said = [str(row) for table in tables for row in archives.rows(session, table, with_private=True)]
        return "\n".join(said) + str([tuple(row) for row in session.execute(select(Change.__table__))])

    told = two.manager.read(work)
    for secret in (own.sign, own.seal):
        assert base64.b64encode(secret).decode() not in told
        assert secret.hex() not in told


VISIT = ("rows", "visit", 0)


def corrects(document: Any, visit_id: str) -> None:
    document["rows"]["visit"][0]["values"]["corrects_id"] = visit_id


FORGERIES = {
    "no rows": setter("rows", to=None),
    "kind": setter("kind", to="poems"),
    "made at": setter("made_at", to="yesterday"),
    "id": setter(*VISIT, "id", to="../../x"),
    "stamp": setter(*VISIT, "stamp", to="zzz"),
    "state": setter(*VISIT, "values", "state", to="golden"),
    "a plan": setter(*VISIT, "values", "state", to="planned"),
    "day": setter(*VISIT, "values", "on", to="0001-01-01"),
    "no day": setter(*VISIT, "values", "on", to=None),
    "number": setter(*VISIT, "values", "impression", to=10**30),
    "truth": setter(*VISIT, "values", "version", to=True),
    "expenses": setter(*VISIT, "values", "expenses", to=[{"text": "x", "minor": -1, "currency": "CNY"}]),
    "currency": setter(*VISIT, "values", "expenses", to=[{"text": "x", "minor": 1, "currency": "???"}]),
    "people": setter(*VISIT, "values", "contact_ids", to="all"),
    "client": setter(*VISIT, "values", "client_id", to="0190a000-0000-7000-8000-000000000000"),
    "client name": setter("rows", "client", 0, "values", "name", to=""),
    "naive time": setter(*VISIT, "values", "submitted_at", to="2026-06-10T10:00:00"),
    "mime": setter("rows", "attachment", 0, "values", "mime", to="image/svg+xml"),
    "file": setter("rows", "attachment", 0, "files", to=[7, 9]),
    "format": setter("format", to=float("inf")),
    "itself": lambda document: corrects(document, document["rows"]["visit"][0]["id"]),
    "twice": lambda document: document["rows"]["visit"].append(document["rows"]["visit"][0]),
    "promise twice": lambda document: document["rows"]["commitment"].append(document["rows"]["commitment"][0]),
    "field gone": lambda document: document["rows"]["visit"][0]["values"].pop("on"),
    "other visit": setter("rows", "commitment", 0, "values", "visit_id", to=7),
}  # fmt: skip


@pytest.mark.parametrize("change", FORGERIES.values(), ids=FORGERIES)
def test_a_value_that_cannot_be_refuses_the_whole(two: Pair, change: Any) -> None:
    path = forged(two, change)
    before = everything(two.lead)
    assert refused(lambda: two.lead.preview(path)) == "packet.malformed"
    assert refused(lambda: two.lead.take(path)) == "packet.malformed"
    assert everything(two.lead) == before


def test_reports_that_correct_each_other_are_refused(two: Pair) -> None:
    def circle(document: Any) -> None:
        first = document["rows"]["visit"][0]
        second = {**first, "id": "0190a000-0000-7000-8000-000000000001"}
        second["values"] = {**first["values"], "corrects_id": first["id"]}
        first["values"]["corrects_id"] = second["id"]
        document["rows"]["visit"].append(second)

    assert refused(lambda: two.lead.take(forged(two, circle))) == "packet.malformed"


def test_a_document_of_another_version_says_so(two: Pair) -> None:
    assert refused(lambda: two.lead.take(forged(two, setter("format", to=2)))) == "packet.newer"
    assert refused(lambda: two.lead.take(forged(two, setter("format", to=0)))) == "packet.older"


def test_a_clock_that_runs_ahead_is_refused(two: Pair) -> None:
    late = int((now() + timedelta(days=3)).timestamp() * 1000)
    change = setter(*VISIT, "stamp", to=f"{late:013d}-000000-abcdef012345")
    assert refused(lambda: two.lead.take(forged(two, change))) == "packet.clock_ahead"


def test_parts_cannot_be_moved_to_a_visit_of_somebody_else(two: Pair) -> None:
    """A promise that is here with another visit stays there, whatever a packet says of its id."""
    own = report(two.lead, "主管的客户")
    [promise] = two.lead.read(lambda s: list(commitments.of_visit(s, own)))
    change = setter("rows", "commitment", 0, "id", to=promise.id)
    two.lead.take(forged(two, change))
    [still] = two.lead.read(lambda s: list(commitments.of_visit(s, own)))
    assert (still.text, still.visit_id, still.client_id) == (promise.text, own, promise.client_id)


def test_a_changed_text_names_the_sender_in_history(two: Pair) -> None:
    report(two.manager)
    two.lead.take(two.manager.send(two.lead))
    [batch] = two.lead.read(lambda s: list(s.scalars(select(Batch).where(Batch.kind == "packet"))))
    assert batch.title == "刘敏"


def test_a_file_that_is_not_there_says_so(two: Pair, tmp_path: Path) -> None:
    with pytest.raises(FileError):
        two.lead.preview(tmp_path / "nothing.kamp")
    assert refused(lambda: two.lead.preview(tmp_path)) == "file.is_folder"
