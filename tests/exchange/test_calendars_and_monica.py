"""Calendars, the JSON of Monica and LDIF, from file to store."""

import json
from datetime import date, time
from pathlib import Path

import pytest

from exchange import outside
from kam_desktop.core.errors import FileError
from kam_desktop.core.records import ClientRecord, GiftRecord, InteractionRecord, NoteRecord
from kam_desktop.core.store.database import Database
from kam_desktop.exchange import importing, taking

CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VTIMEZONE
TZID:Asia/Shanghai
BEGIN:STANDARD
DTSTART:19890917T020000
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:u1
DTSTART;TZID=Asia/Shanghai:20260601T143000
SUMMARY:拜访宁波恒远轮胎\\, 谈合
 同
DESCRIPTION:带样品\\n带合同
BEGIN:VALARM
DESCRIPTION:提醒
END:VALARM
END:VEVENT
BEGIN:VEVENT
UID:u2
DTSTART;VALUE=DATE:20260801
SUMMARY:电话会议
ATTENDEE;CN="周建明";PARTSTAT=ACCEPTED:MAILTO:Z@example.com
RRULE:FREQ=SECONDLY
END:VEVENT
BEGIN:VEVENT
UID:u3
DTSTART:20260230
SUMMARY:没有这一天
END:VEVENT
BEGIN:VEVENT
UID:u4
DTSTART:20260602
STATUS:CANCELLED
SUMMARY:取消了
END:VEVENT
END:VCALENDAR
"""
TYPES = [
    {"uuid": "t1", "properties": {"name": "Email", "protocol": "mailto:", "type": "email"}},
    {"uuid": "t2", "properties": {"name": "Phone", "protocol": "tel:", "type": "phone"}},
    {"uuid": "t3", "properties": {"name": "微信"}},
]


def collection(kind: str, *values: object) -> dict[str, object]:
    return {"count": len(values), "type": kind, "values": list(values)}


def thing(**properties: object) -> dict[str, object]:
    return {"uuid": str(properties.pop("uuid", "")), "created_at": "2024-02-03T08:00:00Z", "properties": properties}


NESTED = {
    "version": "1.0", "app": "monica",
    "account": {
        "data": [
            collection(
                "contact",
                {
                    **thing(
                        uuid="c-1", first_name="建明", last_name="周", company="宁波恒远轮胎有限公司", job="总经理",
                        tags=["vip"], birthdate={"is_year_unknown": True, "is_age_based": False, "date": "1970-08-15T00:00:00Z"},
                    ),
                    "data": [
                        collection("contact_field", thing(data="z@example.com", type="t1"),
                                   thing(data="138 0013 8000", type="t2"), thing(data="zjm88", type="t3")),
                        collection("call", thing(uuid="k1", called_at="2024-03-02T00:00:00Z", content="谈价格")),
                        collection("gift", thing(name="茶叶", amount=120, status="offered", date="2024-02-01"),
                                   thing(name="钢笔", status="idea", date="2024-02-02")),
                        collection("note", thing(body="喜欢钓鱼")),
                        collection("reminder", thing(uuid="r1", title="问新厂", initial_date="2026-10-01")),
                        collection("activity", "a1"),
                    ],
                },
                {**thing(uuid="c-2", first_name="孩子", is_partial=True)},
            ),
            collection("activity", thing(uuid="a1", summary="一起打球", happened_at="2024-05-02")),
        ],
        "instance": {"contact_field_types": TYPES},
    },
}  # fmt: skip
FLAT = {
    "contacts": [
        {
            "id": 5, "first_name": "John", "last_name": "Smith", "birthdate": "1984-10-21",
            "contact_fields": [{"data": "john@example.com", "contact_field_type": {"name": "Email"}}],
            "notes": [{"body": "likes tea", "created_at": "2024-01-01"}],
            "calls": [{"called_at": "2024-01-02", "content": "about prices"}],
        }
    ]
}  # fmt: skip


def test_appointments_are_read_one_by_one(tmp_path: Path) -> None:
    preview = importing.preview(outside.put(tmp_path, CALENDAR, "c.ics"))
    first, second = (each for each in preview.first if isinstance(each, InteractionRecord))
    assert (first.on, first.at, first.channel) == (date(2026, 6, 1), time(14, 30), "visit")
    assert first.text == "拜访宁波恒远轮胎, 谈合同\n带样品\n带合同"
    assert (second.on, second.emails, second.channel) == (date(2026, 8, 1), ("z@example.com",), "call")
    assert preview.problem_counts == {"event.unreadable": 1, "event.cancelled": 1, "event.repeats": 1}
    assert (preview.kind, preview.facts, preview.rejected) == ("interactions", 2, 2)


@pytest.mark.parametrize("codec", ["utf-8-sig", "gb18030", "utf-16"])
def test_calendars_in_other_encodings(tmp_path: Path, codec: str) -> None:
    preview = importing.preview(outside.put(tmp_path, CALENDAR, "c.ics", codec))
    assert isinstance(preview.first[0], InteractionRecord)
    assert preview.first[0].text.startswith("拜访宁波恒远轮胎")


def test_a_calendar_without_appointments_says_so(tmp_path: Path) -> None:
    with pytest.raises(FileError) as caught:
        importing.preview(outside.put(tmp_path, "BEGIN:VCALENDAR\nEND:VCALENDAR\n", "c.ics"))
    assert caught.value.code == "file.no_events"


def test_monica_tells_people_and_what_happened(tmp_path: Path) -> None:
    preview = importing.preview(outside.put(tmp_path, json.dumps(NESTED), "m.json"))
    client, *facts = preview.first
    assert isinstance(client, ClientRecord)
    person = client.contacts[0]
    assert (client.name, client.tags) == ("宁波恒远轮胎有限公司", ("vip",))
    assert (person.name, person.title, person.phones, person.emails, person.wechat, person.external_no) == (
        "周建明", "总经理", ("138 0013 8000",), ("z@example.com",), "zjm88", "c-1",
    )  # fmt: skip
    assert person.birthday is not None
    assert (person.birthday.year, person.birthday.month, person.birthday.day) == (None, 8, 15)
    said = {(type(each).__name__, getattr(each, "text", "") or getattr(each, "item", "")) for each in facts}
    assert said == {
        ("NoteRecord", "喜欢钓鱼"), ("NoteRecord", "钢笔"), ("InteractionRecord", "谈价格"), ("InteractionRecord", "一起打球"),
        ("InteractionRecord", "问新厂"), ("GiftRecord", "茶叶"),
    }  # fmt: skip
    assert next(each.value_minor for each in facts if isinstance(each, GiftRecord)) == 12_000


def test_the_older_flat_shape_is_read_too(tmp_path: Path) -> None:
    preview = importing.preview(outside.put(tmp_path, json.dumps(FLAT), "m.json"))
    client, note, call = preview.first
    assert isinstance(client, ClientRecord)
    assert (client.name, client.contacts[0].emails) == ("John Smith", ("john@example.com",))
    assert isinstance(note, NoteRecord)
    assert isinstance(call, InteractionRecord)
    assert (note.text, call.channel, call.on) == ("likes tea", "call", date(2024, 1, 2))


def test_what_monica_has_no_day_or_no_record_for_is_kept_with_the_person(tmp_path: Path) -> None:
    document = {
        "account": {
            "data": [
                collection(
                    "contact",
                    {
                        **thing(uuid="c-1", first_name="建明", last_name="周", first_met_additional_info="广交会上认识"),
                        "data": [
                            collection("address", thing(name="公司", city="宁波"), thing(name="家", city="慈溪", street="家里路 9 号")),
                            collection("pet", thing(name="旺财", category={"name": "dog"})),
                            collection("note", {"properties": {"body": "没有日期的备注"}}),
                            collection("reminder", {"properties": {"title": "没有日期的提醒"}}),
                            collection("gift", {"properties": {"name": "没有日期的茶", "comment": "他喜欢"}}),
                        ],
                    },
                    thing(uuid="c-2", first_name="贝贝", is_partial=True, birthdate="2010-05-01"),
                ),
                collection("relationship", thing(contact_is="c-2", of_contact="c-1", type="child")),
            ],
        },
    }  # fmt: skip
    preview = importing.preview(outside.put(tmp_path, json.dumps(document), "monica.json"))
    [client] = preview.first
    assert isinstance(client, ClientRecord)
    assert client.address == "宁波"
    person = client.contacts[0]
    assert person.notes.split("\n") == ["公司", "没有日期的备注", "没有日期的茶", "他喜欢", "没有日期的提醒"]
    assert person.family == "child: 贝贝 2010-05-01"
    assert person.private_notes.split("\n") == ["广交会上认识", "家 慈溪 家里路 9 号", "Pet: 旺财 dog"]


def test_ties_messages_and_the_journal_of_monica_are_not_lost(tmp_path: Path) -> None:
    talk = thing(happened_at="2020-08-08T00:00:00Z", messages=[
        thing(content="asked for a quote", written_by_me=False), thing(content="sent it", written_by_me=True),
    ])  # fmt: skip
    document = {"account": {
        "data": [
            collection(
                "contact",
                {**thing(uuid="c-1", first_name="Quinn", last_name="Quartz"), "data": [collection("conversation", talk)]},
                thing(uuid="c-2", first_name="Rita", last_name="Quartz"), thing(uuid="c-3", first_name="Sam", last_name="Stone"),
            ),
            collection(
                "relationship", thing(type="spouse", contact_is="c-2", of_contact="c-1"),
                thing(type="boss", contact_is="c-3", of_contact="c-1"), thing(type="child", contact_is="c-3", of_contact="c-2"),
                thing(type="parent", contact_is="c-2", of_contact="c-3"),
            ),
        ],
        "properties": {"journal_entries": [thing(title="A day", post="went well", date="2020-01-01")]},
    }}  # fmt: skip
    preview = importing.preview(outside.put(tmp_path, json.dumps(document), "monica.json"))
    quinn, rita, sam = (each.contacts[0] for each in preview.first if isinstance(each, ClientRecord))
    assert (quinn.family, quinn.notes) == ("spouse: Quartz Rita", "boss: Stone Sam")
    assert rita.family == "spouse: Quartz Quinn\nchild: Stone Sam"
    assert (sam.family, sam.notes) == ("parent: Quartz Rita", "boss of: Quartz Quinn")
    [said] = (each for each in preview.first if isinstance(each, InteractionRecord))
    assert (said.on, said.channel, said.text) == (date(2020, 8, 8), "message", "← asked for a quote\n→ sent it")
    assert [(row.code, row.cells[-1]) for row in preview.rejected_rows] == [
        ("journal.of_nobody", "2020-01-01 A day went well")
    ]


def test_other_json_is_not_taken_for_monica(tmp_path: Path) -> None:
    with pytest.raises(FileError) as caught:
        importing.preview(outside.put(tmp_path, '{"rows": [1, 2]}', "x.json"))
    assert caught.value.code == "file.unknown_kind"


def test_monica_and_a_calendar_twice_change_nothing(store: Database, today: date, tmp_path: Path) -> None:
    files = [outside.put(tmp_path, json.dumps(NESTED), "m.json"), outside.put(tmp_path, CALENDAR, "c.ics")]

    def take() -> list[taking.Outcome]:
        previews = [importing.preview(file) for file in files]
        return store.write(lambda s: [taking.take_in(s, p, title="x", today=today) for p in previews]).value  # type: ignore[no-any-return]

    first = take()
    assert [(each.read, each.created, len(each.rejected)) for each in first] == [(7, 7, 0), (4, 2, 2)]
    again = take()
    assert [(each.created, each.updated, each.unchanged) for each in again] == [(0, 0, 7), (0, 0, 2)]


def test_ldif_of_thunderbird(tmp_path: Path) -> None:
    text = (
        "dn: cn=Wang Wei,mail=w@example.com\nobjectclass: top\ngivenName:: 5Lyf\nsn:: 546L\ncn:: 546L5Lyf\n"
        "mail: w@example.com\ntelephoneNumber: 0574-55500138\nmobile: 13800138000\no:: 5oGS55Ge\nbirthyear: 1984\n"
        "birthmonth: 10\nbirthday: 21\ndescription: likes tea,\n  and fishing\nmozillaCustom1: 车牌 浙B1\n"
    )
    preview = importing.preview(outside.put(tmp_path, text, "book.ldif"))
    [client] = preview.first
    assert isinstance(client, ClientRecord)
    person = client.contacts[0]
    assert (client.name, client.notes, person.name) == ("恒瑞", "likes tea, and fishing", "王伟")
    assert person.phones == ("0574-55500138", "13800138000")
    assert person.birthday is not None
    assert person.birthday.year == 1984
    assert (person.notes, person.private_notes) == ("", "mozillacustom1: 车牌 浙B1")
    assert preview.mapping.notes == ()


def test_a_mailing_list_of_ldif_is_nobody_but_a_tag_of_its_members(tmp_path: Path) -> None:
    text = (
        "dn: cn=Wang Wei, mail=w@example.com\nobjectclass: top\nobjectclass: person\ncn: Wang Wei\nsn: Wang\ngivenName: Wei\n"
        "mail: w@example.com\n\ndn: cn=Li Na,mail=l@example.com\nobjectclass: person\ncn: Li Na\nmail: l@example.com\n\n"
        "dn: cn=Golf\nobjectclass: top\nobjectclass: groupOfNames\ncn: Golf\nmember: cn=Wang Wei,mail=w@example.com\n"
        "member: cn=L N,mail=l@example.com\n\ndn: cn=Tea\nobjectclass: groupOfNames\ncn: Tea\nmember: cn=Wang Wei,mail=w@example.com\n\n"
        "dn: cn=Mylist\nobjectclass: groupOfNames\ncn: Mylist\nmember: cn=x\n"
    )
    preview = importing.preview(outside.put(tmp_path, text, "book.ldif"))
    assert [(each.name, each.tags) for each in preview.first if isinstance(each, ClientRecord)] == [
        ("Wang Wei", ("Golf", "Tea")), ("Li Na", ("Golf",)),
    ]  # fmt: skip
    assert [(row.code, row.problems[0].text) for row in preview.rejected_rows] == [("entry.group", "Mylist")]
