"""Cards come back as they went; a calendar is one that calendars can read."""

import re
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from exchange.outgoing import TODAY, back, everything, fill, out
from kam_desktop import words
from kam_desktop.core import contacts, touches
from kam_desktop.core.contacts import ContactDraft
from kam_desktop.core.rules import dates
from kam_desktop.core.rules.dates import PartialDate
from kam_desktop.core.rules.kinds import Calendar
from kam_desktop.core.store.database import Database
from kam_desktop.core.store.tables import Interaction, Touch
from kam_desktop.exchange import cards, exporting_people, importing, rejects, taking
from kam_desktop.exchange.exporting import Scope
from kam_desktop.exchange.parsed import RejectedRow
from kam_desktop.exchange.readers import vcards as reader
from kam_desktop.exchange.writers import content_lines, vcards
from kam_desktop.exchange.writers.vcards import Card

PLAIN = st.text(st.characters(exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp", "Cn", "Co")), max_size=60).map(
    str.strip
)
NOTES = st.lists(PLAIN, max_size=4).map("\n".join)
DAYS = st.sampled_from(
    ("1984-10-21", "--10-21", "--02-29", "1984-10", "1984", "--10", "lunar:--08-15", "lunar:1984-10-15", "lunar:leap:--06-03",
     "lunar:leap:2025-06-15", "lunar:--12-30")
).map(dates.from_text)  # fmt: skip


def read_back(raw: bytes) -> Any:
    """The record of one card by the program's own reader."""
    gathering = cards.Gathering()
    for message in reader.read(raw):
        assert not message.get("rejected")
        gathering.add(message.get("cards", ()))
    [record] = gathering.records()
    return record


@pytest.mark.parametrize("version", ["3.0", "4.0"])
@given(PLAIN, PLAIN, PLAIN, NOTES, st.none() | DAYS)
@example("", "", "", "NULL", dates.from_text("lunar:--08-15"))
@settings(max_examples=150, deadline=None)
def test_a_card_comes_back_as_it_went(
    version: str, name: str, company: str, title: str, note: str, birthday: PartialDate | None
) -> None:
    name, company = f"王{name}伟", f"甲{company}公司"
    lunar = birthday is not None and birthday.calendar is Calendar.LUNAR
    shown = f"农历生日：{exporting_people._birthday_words(birthday)}" if lunar else ""
    card = Card(
        "1", name, "王", name[1:], company, title, ("13800138000",), ("a@b.cn",), "wx_1", birthday, shown, note=note
    )
    raw = vcards.write(card, version)
    assert max(map(len, raw.split(b"\r\n"))) <= 75
    raw.decode()
    for line in raw.split(b"\r\n"):
        line.decode()  # no character is cut
    record = read_back(raw)
    [person] = record.contacts
    clean = cards.values.cleaned
    assert (person.name, record.name) == (clean(name)[0], clean(company)[0])
    assert person.title == clean(title)[0]
    assert person.notes == clean(note, cards.values.NOTES_LIMIT)[0]
    assert person.birthday == birthday
    assert (person.phones, person.emails, person.wechat) == (("13800138000",), ("a@b.cn",), "wx_1")


@given(st.text(max_size=300))
@settings(max_examples=200, deadline=None)
def test_lines_are_folded_between_characters(text: str) -> None:
    raw = content_lines.line("NOTE", content_lines.escaped(text))
    assert raw.endswith(b"\r\n")
    lines = raw[:-2].split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert all(line[:1] == b" " for line in lines[1:])
    whole = b"".join([lines[0], *(line[1:] for line in lines[1:])]).decode()
    assert whole == f"NOTE:{content_lines.escaped(text)}"
    for line in lines:
        line.decode()


@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_cards_imported_again_change_nothing(store: Database, tmp_path: Path, version: str) -> None:
    fill(store)
    before = everything(store)
    done = out(store, "contacts", tmp_path / "x.vcf", card_version=version)
    assert done.rows == 6
    taken = back(store, tmp_path / "x.vcf")
    assert (taken.created, taken.contacts_created, taken.contacts_updated) == (0, 0, 0)
    assert everything(store) == before


def test_people_who_left_get_no_card(store: Database, tmp_path: Path) -> None:
    ids = fill(store)
    store.write(
        lambda s: contacts.create(s, ids["alone"], ContactDraft("走了的人", has_left=True), today=TODAY)
    )  # fmt: skip
    done = out(store, "contacts", tmp_path / "x.vcf")
    assert (done.rows, done.left_out) == (6, 1)
    assert "走了的人" not in (tmp_path / "x.vcf").read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "parts"),
    [("欧阳明", ("欧阳", "明")), ("王伟", ("王", "伟")), ("John Paul Smith", ("Smith", "John Paul")), ("阿卜杜拉·买买提", ("", "阿卜杜拉·买买提")), ("欧阳", ("欧", "阳"))],
)  # fmt: skip
def test_names_are_parted(name: str, parts: tuple[str, str]) -> None:
    assert exporting_people.name_parts(name) == parts


def events(file: Path) -> list[dict[str, str]]:
    text = file.read_bytes().decode().replace("\r\n ", "")
    assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:")
    assert text.endswith("END:VCALENDAR\r\n")
    found = []
    for block in re.findall(r"BEGIN:VEVENT\r\n(.*?)END:VEVENT", text, re.DOTALL):
        event: dict[str, str] = {}
        for line in block.strip().split("\r\n"):
            name, _, value = line.partition(":")
            event.setdefault(name, value)
        found.append(event)
    return found


def test_a_calendar_has_touches_and_birthdays(store: Database, tmp_path: Path) -> None:
    fill(store)
    store.write(lambda s: touches.plan_all(s, today=TODAY))
    done = out(store, "touches", tmp_path / "x.ics")
    found = events(tmp_path / "x.ics")
    assert done.rows == len(found)
    assert len({event["UID"] for event in found}) == len(found)
    assert all(event["TRIGGER"] in ("PT9H", "-PT15H", "-PT15M") for event in found)
    assert all(event["BEGIN"] == "VALARM" for event in found)
    lunar = [event for event in found if "欧阳" in event["SUMMARY"] and event["UID"].startswith("birthday")]
    days = [event["DTSTART;VALUE=DATE"] for event in lunar]
    assert len(days) == exporting_people.LUNAR_YEARS
    assert days[:2] == ["20260925", "20270915"]  # 八月十五: Mid-Autumn of 2026 and 2027
    assert lunar[0]["DTEND;VALUE=DATE"] == "20260926"
    rules = {event["SUMMARY"]: event.get("RRULE") for event in found if "沈" in event["SUMMARY"]}
    assert rules["沈一生日（台州海辰泵业）"] == "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1"
    assert rules["沈二生日（台州海辰泵业）"] == "FREQ=YEARLY"
    assert any(event["UID"].startswith("touch-") for event in found)


def test_the_same_date_keeps_its_uid(store: Database, tmp_path: Path) -> None:
    fill(store)
    store.write(lambda s: touches.plan_all(s, today=TODAY))
    out(store, "touches", tmp_path / "x.ics")
    first = {event["UID"]: event["SUMMARY"] for event in events(tmp_path / "x.ics")}
    out(store, "touches", tmp_path / "y.ics")
    assert {event["UID"]: event["SUMMARY"] for event in events(tmp_path / "y.ics")} == first


def test_a_calendar_of_chosen_touches_has_no_birthdays(store: Database, tmp_path: Path) -> None:
    fill(store)
    store.write(lambda s: touches.plan_all(s, today=TODAY))
    from kam_desktop.core import extracts

    wanted = store.read(lambda s: extracts.planned_ids(s))[:2]
    out(store, "touches", tmp_path / "x.ics", scope=Scope(ids=tuple(wanted)))
    assert [event["UID"][:6] for event in events(tmp_path / "x.ics")] == ["touch-", "touch-"]


@given(st.dates(date(2026, 1, 1), date(2080, 1, 1)), DAYS)
@settings(max_examples=80, deadline=None)
def test_days_of_a_birthday_come_in_order(today: date, known: PartialDate) -> None:
    days = [on for _, on, _ in exporting_people._days(known, today)]
    assert days == sorted(set(days))
    assert all(on >= today for on in days)
    if known.calendar is Calendar.LUNAR:
        assert all(timedelta(days=350) < later - on < timedelta(days=390) for on, later in pairwise(days))


def test_a_calendar_of_our_own_that_comes_back_is_known(store: Database, tmp_path: Path) -> None:
    fill(store)
    store.write(lambda s: touches.plan_all(s, today=TODAY))
    written = out(store, "touches", tmp_path / "o.ics")
    preview = importing.preview(tmp_path / "o.ics")
    assert preview.problem_counts == {"event.own": written.rows}
    there = store.read(lambda s: s.query(Touch).count())
    later = TODAY + timedelta(days=60)
    outcome = store.write(lambda s: taking.take_in(s, preview, title="o.ics", today=later)).value
    assert (outcome.created, len(outcome.rejected)) == (0, written.rows)
    assert (store.read(lambda s: s.query(Touch).count()), store.read(lambda s: s.query(Interaction).count())) == (
        there,
        0,
    )
    assert taking.write_rejects(outcome, preview, tmp_path / "o.ics", (tmp_path,), "en") is None


@pytest.mark.parametrize("lang", ["zh_CN", "en"])
def test_a_card_that_was_not_taken_whole_is_mended_in_the_workbook(store: Database, tmp_path: Path, lang: str) -> None:
    card = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:王伟\r\nORG:恒远\r\nTEL:13800138000\r\nBDAY:1990-02-30\r\nEND:VCARD\r\n"
    (tmp_path / "a.vcf").write_text(card + "BEGIN:VCARD\r\nVERSION:3.0\r\nNOTE:谁的\r\nEND:VCARD\r\n", encoding="utf-8")
    file = rejects_of(store, tmp_path / "a.vcf", lang)
    parsed = importing.preview(file).parsed
    birthday = parsed.headings.index(words.say(lang, "heading.birthday"))
    assert [row.cells[:birthday] for row in parsed.rows] == [
        ("恒远", "王伟", "", "13800138000", ""), ("",) * birthday,
    ]  # fmt: skip
    assert parsed.rows[1].cells[birthday + 1].endswith("NOTE:谁的")
    mended = [(*row.cells[:birthday], "1990-02-28") for row in parsed.rows[:1]]
    rejects.write(tmp_path / "b.xlsx", parsed.headings, [RejectedRow(2, *mended, ())], lang)
    taken = store.write(
        lambda s: taking.take_in(s, importing.preview(tmp_path / "b.xlsx"), title="b", today=TODAY)
    ).value
    assert (taken.created, taken.contacts_updated) == (0, 1)


def test_an_appointment_without_its_client_is_mended_in_the_workbook(store: Database, tmp_path: Path) -> None:
    event = "BEGIN:VEVENT\r\nUID:1\r\nDTSTART:20260105T090000\r\nSUMMARY:谈价格\r\nATTENDEE:mailto:w@hy.cn\r\nEND:VEVENT\r\n"
    text = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{event}END:VCALENDAR\r\n"
    (tmp_path / "a.ics").write_text(text, encoding="utf-8")
    parsed = importing.preview(rejects_of(store, tmp_path / "a.ics", "zh_CN")).parsed
    assert [row.cells[:4] for row in parsed.rows] == [("2026-01-05", "w@hy.cn", "", "谈价格")]
    assert importing.preview(tmp_path / "a-待修改.xlsx").kind == "interactions"


def rejects_of(store: Database, path: Path, lang: str) -> Path:
    preview = importing.preview(path)
    outcome = store.write(lambda s: taking.take_in(s, preview, title=path.name, today=TODAY)).value
    file = taking.write_rejects(outcome, preview, path, (path.parent,), lang)
    assert file is not None
    return file
