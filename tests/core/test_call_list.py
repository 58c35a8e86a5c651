"""The call list and who calls: over a real store."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from kam_desktop.core import (
    call_list,
    client_books,
    clients,
    commitments,
    contacts,
    environment_events,
    history,
    inbound,
    interactions,
    interest_events,
    notes,
    occasions,
    talking_points,
    touches,
)
from kam_desktop.core.clients import ClientDraft
from kam_desktop.core.contacts import ContactDraft, RelativeDraft
from kam_desktop.core.environment_events import EventDraft
from kam_desktop.core.interest_events import InterestDraft
from kam_desktop.core.notes import NoteDraft
from kam_desktop.core.occasions import OccasionDraft
from kam_desktop.core.rules.dates import PartialDate
from kam_desktop.core.rules.kinds import Calendar, Channel, EnvironmentKind, OccasionKind, TouchResult
from kam_desktop.core.rules.privacy import PRIVATE
from kam_desktop.core.store.database import Database

NOON = datetime(2026, 6, 15, 4, tzinfo=UTC)  # 12:00 in Shanghai


def client(
    store: Database, today: date, name: str, tier: str, *people: ContactDraft, city: str = "宁波市", zone: str = ""
) -> str:
    draft = ClientDraft(
        name, short_name=name, tier=tier, province="浙江省" if city == "宁波市" else "江苏省", city=city
    )
    made = store.write(lambda s: clients.create(s, draft, today=today)).value
    store.write(lambda s: setattr(clients.get(s, made), "time_zone", zone))
    for person in people:
        store.write(lambda s, person=person: contacts.create(s, made, person, today=today))
    return str(made)


def due_call(store: Database, client_id: str, on: date) -> str:
    return str(store.write(lambda s: touches.book(s, client_id, on=on, channel=Channel.CALL)).value.id)


def strike(store: Database, today: date, region: str = "33", script: str = "先问人") -> str:
    draft = EventDraft(EnvironmentKind.TYPHOON, "台风梅花", (region,), today, script)
    return str(store.write(lambda s: environment_events.add(s, draft, today=today)).value.event_id)


def queue(store: Database, today: date, event_id: str = "") -> list[str]:
    return store.read(lambda s: call_list.queue(s, today=today, event_id=event_id))


def try_it(store: Database, touch_id: str, result: TouchResult) -> Any:
    return store.write(lambda s: touches.note_try(s, touch_id, result=result))


@pytest.fixture
def booked(store: Database, today: date) -> dict[str, str]:
    """Calls of three tiers, one of them twice; nothing else of theirs is due."""
    ids = {
        name: client(store, today, name, tier, city="苏州市") for name, tier in (("甲", "A"), ("乙", "B"), ("丙", ""))
    }
    days = {"甲": today, "乙": today - timedelta(3), "丙": today - timedelta(30)}
    made = {name: due_call(store, ids[name], days[name]) for name in ids}
    made["乙迟"] = due_call(store, ids["乙"], today - timedelta(9))
    made["明天"] = due_call(store, ids["甲"], today + timedelta(1))
    return made


def mine(store: Database, today: date, booked: dict[str, str]) -> list[str]:
    names = {touch_id: name for name, touch_id in booked.items()}
    return [names[each] for each in queue(store, today) if each in names]


def test_tier_then_lateness_and_nothing_of_tomorrow(store: Database, today: date, booked: dict[str, str]) -> None:
    assert mine(store, today, booked) == ["甲", "乙迟", "乙", "丙"]


def test_the_tried_stand_behind_and_later_at_the_end(store: Database, today: date, booked: dict[str, str]) -> None:
    try_it(store, booked["甲"], TouchResult.LATER)
    try_it(store, booked["乙迟"], TouchResult.MISSED)
    done = try_it(store, booked["乙"], TouchResult.MISSED)
    assert mine(store, today, booked) == ["丙", "乙迟", "乙", "甲"]
    found = store.read(lambda s: call_list.progress(s, today=today))
    assert (found.missed, found.later, found.handled - found.reached) == (2, 1, 3)
    store.write(lambda s: history.undo(s, done.batch_id, today=today))
    assert mine(store, today, booked) == ["乙", "丙", "乙迟", "甲"]


def test_an_event_and_sorrow_come_before_tiers(store: Database, today: date, booked: dict[str, str]) -> None:
    struck = client(store, today, "宁波", "C", ContactDraft("周建明"))
    event = strike(store, today)
    ill = client(store, today, "病", "C", ContactDraft("李"), city="苏州市")
    sorrow = OccasionDraft(OccasionKind.ACCIDENT, today, "工伤")
    store.write(lambda s: occasions.add(s, ill, sorrow, today=today))
    lines = store.read(lambda s: call_list.lines(s, call_list.queue(s, today=today)))
    assert {lines[0].client_id, lines[1].client_id} == {struck, ill}
    [only] = queue(store, today, event)
    assert store.read(lambda s: call_list.lines(s, [only]))[0].client_id == struck


def test_an_event_counts_who_was_reached_and_when(store: Database, today: date) -> None:
    for name in ("一", "二", "三"):
        client(store, today, name, "A", ContactDraft(name))
    event = strike(store, today)
    first, second, third = queue(store, today, event)
    try_it(store, second, TouchResult.MISSED)
    store.write(lambda s: interactions.close_touch(s, first, outcome="平安", today=today))
    assert store.read(lambda s: call_list.progress(s, today=today, event_id=event)) == (3, 1, 1, 0, 0)
    assert queue(store, today, event) == [third, second]
    assert store.read(lambda s: call_list.of_event(s, event)) == [first, second, third]
    assert store.read(lambda s: call_list.of_event(s, event, result=TouchResult.MISSED)) == [second]
    assert store.read(lambda s: call_list.of_event(s, event, only="open")) == [third]
    reached, missed = store.read(lambda s: call_list.lines(s, [first, second]))
    assert (reached.result, reached.is_open, reached.outcome) == (TouchResult.REACHED, False, "平安")
    assert reached.at is not None
    assert (missed.result, missed.tries, missed.is_open) == (TouchResult.MISSED, 1, True)


@pytest.mark.parametrize("ends", ["close", "by_itself"])
def test_an_event_that_is_over_goes_on_counting_all_its_calls(store: Database, today: date, ends: str) -> None:
    for name in ("一", "二", "三", "四"):
        client(store, today, name, "A", ContactDraft(name))
    event = strike(store, today)
    first, second, third, fourth = queue(store, today, event)
    store.write(lambda s: interactions.close_touch(s, first, outcome="平安", today=today))
    try_it(store, second, TouchResult.MISSED)
    try_it(store, third, TouchResult.LATER)
    if ends == "close":
        store.write(lambda s: environment_events.close(s, event, today=today))
    store.write(lambda s: touches.plan_all(s, today=today + timedelta(20)))  # nobody closed it: its time is over
    assert queue(store, today, event) == []
    assert store.read(lambda s: call_list.progress(s, today=today, event_id=event)) == (4, 1, 1, 0, 2)
    [row] = store.read(lambda s: environment_events.rows(s))
    assert (row.total, row.reached, row.missed, row.withdrawn) == (4, 1, 1, 2)
    assert set(store.read(lambda s: call_list.of_event(s, event))) == {first, second, third, fourth}
    assert set(store.read(lambda s: call_list.of_event(s, event, only="withdrawn"))) == {third, fourth}
    lines = {each.id: each for each in store.read(lambda s: call_list.lines(s, [first, second, third, fourth]))}
    assert not any(each.is_open for each in lines.values())
    assert lines[first].result is TouchResult.REACHED


def test_an_event_that_is_closed_and_opened_again_has_its_calls(store: Database, today: date) -> None:
    client(store, today, "一", "A", ContactDraft("一"))
    event = strike(store, today)
    before = queue(store, today, event)
    done = store.write(lambda s: environment_events.close(s, event, today=today))
    assert queue(store, today, event) == []
    store.write(lambda s: history.undo(s, done.batch_id, today=today))
    store.write(lambda s: touches.roll_forward(s, today=today))
    assert queue(store, today, event) == before


def test_a_card_says_all_that_is_needed_while_it_rings(store: Database, today: date) -> None:
    zhou = ContactDraft("周建明", "周总", "总经理", phones=("0574-55500138", "13800138000"), taboos="不饮酒")
    lin = ContactDraft("林晓", title="财务", phones=("13900139000",))
    made = client(store, today, "宁波恒远轮胎", "A", zhou, lin, ContactDraft("没有号码"))
    event = strike(store, today, script="先问人\n再问货")
    [touch] = queue(store, today, event)
    try_it(store, touch, TouchResult.MISSED)
    card = store.read(lambda s: call_list.card(s, touch, today=today, now=NOON))
    assert card.person is not None
    assert (card.person.name, card.person.greeting_name, card.person.title) == ("周建明", "周总", "总经理")
    assert [each.shown for each in card.person.numbers] == ["0574-5550 0138", "138 0013 8000"]
    assert card.person.numbers[0].link == "tel:+8657455500138"
    assert [each.name for each in card.others] == ["林晓"]
    assert (card.script, card.event_id, card.points.taboos) == ("先问人\n再问货", event, ("不饮酒",))
    assert (card.touch.client_id, card.touch.reason, card.tries, card.result) == (
        made,
        "environment",
        1,
        TouchResult.MISSED,
    )
    assert card.tried_at is not None


@pytest.mark.parametrize(
    ("zone", "hour", "is_quiet"),
    [("Asia/Shanghai", 4, False), ("Asia/Shanghai", 14, True), ("America/New_York", 4, True), ("Mars/Base", 4, None)],
)
def test_quiet_hours_are_those_of_the_client(
    store: Database, today: date, zone: str, hour: int, is_quiet: bool | None
) -> None:
    touch = due_call(store, client(store, today, "甲", "A", zone=zone), today)
    now = NOON.replace(hour=hour)
    found = store.read(lambda s: call_list.card(s, touch, today=today, now=now)).quiet_at
    if is_quiet is not None:
        assert (found is not None) is is_quiet


def test_talking_points_begin_with_what_the_call_is_for(store: Database, today: date) -> None:
    day = PartialDate(Calendar.SOLAR, 1976, 6, 20)
    child = RelativeDraft("周航", "child", PartialDate(Calendar.SOLAR, 2008, 7, 1))
    zhou = ContactDraft("周建明", hobbies="钓鱼", family="一子", birthday=day, relatives=(child,))
    made = client(store, today, "宁波恒远轮胎", "A", zhou)
    draft = interactions.InteractionDraft(made, Channel.CALL, today - timedelta(20), "谈了冬季胎")
    store.write(lambda s: interactions.log(s, draft, today=today))
    store.write(lambda s: commitments.add(s, made, text="陈列架", due_on=today + timedelta(3)))
    store.write(lambda s: commitments.add(s, made, text="检测报告", due_on=today - timedelta(3)))
    store.write(
        lambda s: occasions.add(s, made, OccasionDraft(OccasionKind.OPENING, today + timedelta(9), "二店"), today=today)
    )
    fishing = InterestDraft("海钓节", today + timedelta(10), ("钓鱼",))
    store.write(lambda s: interest_events.add(s, fishing, today=today))
    event = strike(store, today)
    [touch] = queue(store, today, event)
    drawn = store.read(lambda s: talking_points.draw(s, made, None, today=today, touch_id=touch))
    assert [point.code for point in drawn.points] == [
        "script", "reason", "commitment", "commitment", "birthday", "occasion", "birthday_relative", "last",
        "interest", "hobby", "family",
    ]  # fmt: skip
    assert drawn.points[2].params["text"] == "检测报告"


def test_what_only_the_notes_say_of_taboos_is_told_first(store: Database, today: date) -> None:
    zhou = ContactDraft("周建明", taboos="怕狗\n不喝酒", notes="老客户。不喝酒；对花生过敏")
    made = client(store, today, "宁波恒远轮胎", "A", zhou)

    def note(session: Any) -> None:
        clients.get(session, made).notes = "回族，忌猪肉；付款准时"
        person = contacts.of_client(session, made)[0].id
        notes.create(session, made, NoteDraft("刚戒酒", person, is_private=True), today=today)

    store.write(note)
    drawn = store.read(lambda s: talking_points.draw(s, made, None, today=today))
    assert [point.params["text"] for point in drawn.points if point.code == "caution"] == [
        "回族，忌猪肉", "周建明：对花生过敏", "周建明：刚戒酒",
    ]  # fmt: skip
    assert drawn.points[0].code == "caution"
    for shown, wanted in (((), 0), (("taboos",), 2), (PRIVATE, 2)):
        book = store.read(
            lambda s, shown=shown: client_books.client_book(s, made, today=today, shown=shown, with_talk=True)
        )
        assert sum(each.code == "caution" for each in book.talk) == wanted


ZHOU = ContactDraft("周建明", phones=("+86 138-0013-8000", "0574-55500138转801"))


@pytest.mark.parametrize(
    "text",
    ["13800138000", "138 0013 8000", "0086 138 0013 8000", "８６１３８００１３８０００", "手机：138-0013-8000",
     "0574-55500138", "(0574) 5550 0138", "057455500138转801", "+86 574 5550 0138", "55500138"],
)  # fmt: skip
def test_a_number_is_known_however_it_is_written(store: Database, today: date, text: str) -> None:
    made = client(store, today, "宁波恒远轮胎", "A", ZHOU)
    client(store, today, "别家", "A", ContactDraft("李", phones=("13800138001",)))
    [found] = store.read(lambda s: inbound.find(s, text))
    assert (found.name, found.client_id, found.tier, found.has_left) == ("周建明", made, "A", False)


def test_several_who_share_a_number_are_all_named_their_own_extension_first(store: Database, today: date) -> None:
    board = "0574-55500138"
    people = [
        ContactDraft("总机", phones=(board,)),
        ContactDraft("王", phones=(f"{board}转802",)),
        ContactDraft("走", phones=(board,), has_left=True),
    ]
    client(store, today, "宁波恒远轮胎", "A", *people)
    found = store.read(lambda s: inbound.find(s, f"{board}转802"))
    assert [each.name for each in found] == ["王", "总机", "走"]
    assert found[0].number == "0574-5550 0138-802"
    assert {each.name for each in store.read(lambda s: inbound.find(s, board))} == {"总机", "王", "走"}


def test_a_number_written_without_its_area_code_is_found_with_it(store: Database, today: date) -> None:
    client(store, today, "宁波恒远轮胎", "A", ContactDraft("周", phones=("55500138",)))
    assert len(store.read(lambda s: inbound.find(s, "0574-55500138"))) == 1
    assert store.read(lambda s: inbound.find(s, "13855500138")) == []
    assert store.read(lambda s: inbound.find(s, "021-66660000")) == []


@pytest.mark.parametrize(
    ("text", "number"),
    [("138 0013 8000", "138 0013 8000"), ("+8613800138000", "138 0013 8000"), ("电话：0574-55500138", "0574-5550 0138"),
     ("2026-09-16", ""), ("2026", ""), ("宁波恒远", ""), ("138", ""), ("周 13800138000", ""), ("", "")],
)  # fmt: skip
def test_what_looks_like_a_number(text: str, number: str) -> None:
    assert inbound.number_in(text) == number
