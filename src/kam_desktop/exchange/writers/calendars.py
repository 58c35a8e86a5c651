"""An iCalendar file of all-day events with alarms (RFC 5545), written line by line."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import BinaryIO, Final

from kam_desktop.exchange.writers.content_lines import escaped, line

_HEAD: Final = (
    ("BEGIN", "VCALENDAR"), ("VERSION", "2.0"), ("PRODID", "-//KAM Desktop//Dates//EN"), ("CALSCALE", "GREGORIAN"),
    ("METHOD", "PUBLISH"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Event:
    """A day, or an hour of it where ``at`` is known (local to where it is read). ``uid`` never changes.

    ``alarm`` counts from the beginning of the event: nine hours for 9 o'clock of a whole day. ``rule`` is an RRULE.
    """

    uid: str
    on: date
    title: str
    text: str = ""
    place: str = ""
    at: time | None = None
    alarm: timedelta | None = None
    rule: str = ""
    category: str = ""


def write(stream: BinaryIO, events: Iterable[Event], *, name: str, made: datetime) -> int:
    """The whole calendar; gives how many events there are."""
    for each in (*_HEAD, ("X-WR-CALNAME", escaped(name))):
        stream.write(line(*each))
    stamp = made.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    count = 0
    for event in events:
        stream.write(b"".join(line(*each) for each in _event(event, stamp)))
        count += 1
    stream.write(line("END", "VCALENDAR"))
    return count


def _event(event: Event, stamp: str) -> Iterator[tuple[str, str]]:
    yield "BEGIN", "VEVENT"
    yield "UID", escaped(f"{event.uid}@kam-desktop")
    yield "DTSTAMP", stamp
    if event.at is None:
        yield "DTSTART;VALUE=DATE", f"{event.on:%Y%m%d}"
        yield "DTEND;VALUE=DATE", f"{event.on + timedelta(days=1):%Y%m%d}"
        yield "TRANSP", "TRANSPARENT"
    else:
        yield "DTSTART", f"{event.on:%Y%m%d}T{event.at:%H%M%S}"
        yield "DURATION", "PT1H"
    for name, text in (("SUMMARY", event.title), ("DESCRIPTION", event.text), ("LOCATION", event.place)):
        if text:
            yield name, escaped(text)
    if event.category:
        yield "CATEGORIES", escaped(event.category)
    if event.rule:
        yield "RRULE", event.rule
    if event.alarm is not None:
        yield "BEGIN", "VALARM"
        yield "ACTION", "DISPLAY"
        yield "DESCRIPTION", escaped(event.title)
        yield "TRIGGER", _duration(event.alarm)
        yield "END", "VALARM"
    yield "END", "VEVENT"


def _duration(span: timedelta) -> str:
    minutes = round(span.total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    body = (f"{hours}H" if hours else "") + (f"{rest}M" if rest or not hours else "")
    return f"{'-' if minutes < 0 else ''}PT{body}"
