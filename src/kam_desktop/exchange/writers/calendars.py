"""An iCalendar file of days and hours with alarms (RFC 5545), written line by line."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import BinaryIO, Final

from kam_desktop.exchange.writers.content_lines import escaped, line

OWN_UID: Final = "@kam-desktop"  # the end of the UIDs of our own events: reading one makes nothing of it
_HEAD: Final = (
    ("BEGIN", "VCALENDAR"), ("VERSION", "2.0"), ("PRODID", "-//KAM Desktop//Dates//EN"), ("CALSCALE", "GREGORIAN"),
    ("METHOD", "PUBLISH"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Event:
    """A day, or an hour of it where ``at`` is known, in the zone of the writer. ``uid`` never changes.

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


def write(stream: BinaryIO, events: Iterable[Event], *, name: str, made: datetime, zone: tzinfo | None = None) -> int:
    """The whole calendar; gives how many events there are.

    Hours are those of ``zone`` (None: of this computer) and are written in UTC, so that no calendar needs to know it.
    """
    for each in (*_HEAD, ("X-WR-CALNAME", escaped(name))):
        stream.write(line(*each))
    stamp = _utc(made)
    count = 0
    for event in events:
        stream.write(b"".join(line(*each) for each in _event(event, stamp, zone)))
        count += 1
    stream.write(line("END", "VCALENDAR"))
    return count


def _event(event: Event, stamp: str, zone: tzinfo | None) -> Iterator[tuple[str, str]]:
    yield "BEGIN", "VEVENT"
    yield "UID", escaped(event.uid + OWN_UID)
    yield "DTSTAMP", stamp
    if event.at is None:
        yield "DTSTART;VALUE=DATE", f"{event.on:%Y%m%d}"
        yield "DTEND;VALUE=DATE", f"{event.on + timedelta(days=1):%Y%m%d}"
        yield "TRANSP", "TRANSPARENT"
    else:
        yield "DTSTART", _utc(datetime.combine(event.on, event.at, tzinfo=zone))
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


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _duration(span: timedelta) -> str:
    minutes = round(span.total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    body = (f"{hours}H" if hours else "") + (f"{rest}M" if rest or not hours else "")
    return f"{'-' if minutes < 0 else ''}PT{body}"
