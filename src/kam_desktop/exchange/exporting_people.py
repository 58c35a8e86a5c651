"""From people to cards, and from touches and birthdays to the events of a calendar (D-5.12, D-14.3)."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any, Final

from kam_desktop import words
from kam_desktop.core.extracts import Record
from kam_desktop.core.rules import dates, surnames
from kam_desktop.core.rules.dates import PartialDate
from kam_desktop.core.rules.kinds import Calendar, Channel, OccasionKind
from kam_desktop.core.rules.privacy import PRIVATE
from kam_desktop.exchange import exporting_columns, life_lines
from kam_desktop.exchange.exporting_columns import relative
from kam_desktop.exchange.writers.calendars import Event
from kam_desktop.exchange.writers.vcards import OWN_UID, Card
from kam_desktop.words import phrases

LUNAR_YEARS: Final = 10  # of a birthday that no rule of a calendar can follow
_MORNING: Final = timedelta(hours=9)
_DAY_BEFORE: Final = _MORNING - timedelta(days=1)
_HAN: Final = re.compile("[\u3400-\u9fff\U00020000-\U000323af]{2,4}")


def card(person: Record, lang: str, photo: bytes = b"") -> Card:
    """A person's card. What they told us of their life stands in the note, if it was read at all."""
    client = person["client"]
    family, given = name_parts(person["name"])
    life = _life(person, lang)
    note = filter(None, (person["notes"], *life_lines.of(life, lang)))
    known = person["birthday"]
    lunar = known is not None and known.calendar is Calendar.LUNAR
    return Card(
        person["external_no"] or OWN_UID + person["id"], person["name"], family, given, client["name"], person["title"],
        person["phones"], person["emails"], person["wechat"], known,
        f"农历生日：{_birthday_words(known)}" if lunar else "",
        (client["province"], client["city"], client["address"]), client["tags"], "\n".join(note), photo,
        tuple((life_lines.PROPERTY + name.upper(), text) for name, text in life),
    )  # fmt: skip


def name_parts(name: str) -> tuple[str, str]:
    """Family and given name: 欧阳 / 明, Smith / John Paul; a name that cannot be parted is a given name."""
    if _HAN.fullmatch(name):
        at = 2 if name[:2] in surnames.DOUBLE and len(name) > 2 else 1
        return name[:at], name[at:]
    parts = name.split()
    return (parts[-1], " ".join(parts[:-1])) if len(parts) > 1 and name.isascii() else ("", name)


def touch_events(rows: Iterable[Record], lang: str, *, alarm_minutes: int = 0) -> Iterator[Event]:
    """What is planned, on the day it is due: with an alarm before its hour, or at 9 where it has none."""
    for row in rows:
        if row["due_on"] is None:
            continue
        channel = Channel(row["channel"])
        who = " ".join((row["client"], *row["contacts"]))
        title = words.say(lang, "export.touch_event", channel=channel, who=who)
        reason = exporting_columns.reason(row, lang)
        alarm = timedelta(minutes=-alarm_minutes) if row["at"] else _MORNING
        yield Event(
            f"touch-{row['id']}", row["due_on"], title, reason, at=row["at"], alarm=alarm,
            category=words.name_of(lang, channel),
        )  # fmt: skip


def occasion_events(rows: Iterable[Record], lang: str, today: date) -> Iterator[Event]:
    """Days that come each year, by a rule."""
    for row in rows:
        known = PartialDate(Calendar.SOLAR, None, row["on"].month, row["on"].day)
        title = words.say(lang, "export.occasion_event", title=row["title"], client=row["client"])
        for _uid, on, rule in _days(known, today):
            yield Event(
                f"occasion-{row['id']}", on, title, alarm=_DAY_BEFORE, rule=rule,
                category=words.name_of(lang, OccasionKind(row["kind"])),
            )  # fmt: skip


def birthday_events(people: Iterable[Record], lang: str, today: date) -> Iterator[Event]:
    """Solar birthdays by a rule; lunar ones day by day for the coming years, since no calendar reckons them."""
    for person in people:
        known = person["birthday"]
        if known is None or person["has_left"]:
            continue
        title = words.say(lang, "export.birthday_event", name=person["name"], client=person["client"]["short_name"])
        for uid, on, rule in _days(known, today):
            text = phrases.birthday(lang, dates.to_text(known))
            age = dates.age_on(known, on)
            if age and not rule:
                text = words.say(lang, "export.birthday_age", birthday=text, age=age)
            yield Event(
                f"birthday-{person['id']}{uid}", on, title, text, alarm=_DAY_BEFORE, rule=rule,
                category=words.say(lang, "export.birthdays"),
            )  # fmt: skip


def _days(known: PartialDate, today: date) -> Iterator[tuple[str, date, str]]:
    first = dates.next_occurrence(known, today)
    if first is None:
        return
    if known.calendar is Calendar.SOLAR:
        is_leap_day = (known.month, known.day) == (2, 29)
        yield "", first, "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1" if is_leap_day else "FREQ=YEARLY"
        return
    on: date | None = first
    for _ in range(LUNAR_YEARS):
        if on is None:
            return
        yield f"-{on.year}{on.month:02}", on, ""
        on = dates.next_occurrence(known, on + timedelta(days=1))


def _birthday_words(known: Any) -> str:
    return dates.write(known, "zh_CN").replace("农历", "").replace(" ", "")


def _life(person: Record, lang: str) -> tuple[tuple[str, str], ...]:
    """What a person told us of their life, as far as it was read, by the name of its field."""
    told = {name: person.get(name, "") for name in PRIVATE}
    told[life_lines.RELATIVES] = "\n".join(relative(each, lang) for each in person.get(life_lines.RELATIVES, ()))
    return tuple((name, text) for name, text in told.items() if text)
