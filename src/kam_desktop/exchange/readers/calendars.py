"""iCalendar: the appointments of a calendar, each once. What repeats is not spread out: some rules never end.

The lines are those of vCard. Only the start and the words of an event are asked for, and a day is the one on the
wall where it took place, so that neither time zones nor rules need be understood.
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from kam_desktop.core.errors import FileError
from kam_desktop.exchange.readers import cells, sniffing
from kam_desktop.exchange.readers.vcards import lines_of, parts, unescaped

MOST_EVENTS = 50_000
_EVENT = re.compile(rb"^BEGIN:VEVENT[ \t]*\n(.*?)^END:VEVENT[ \t]*$", re.MULTILINE | re.DOTALL | re.IGNORECASE)
_INNER = re.compile(rb"^BEGIN:(\w+)[ \t]*\n.*?^END:\1[ \t]*\n?", re.MULTILINE | re.DOTALL | re.IGNORECASE)
_MOMENT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(?:\d\d)?(Z)?)?", re.ASCII)
_WORDS = ("SUMMARY", "LOCATION", "DESCRIPTION")
_SHOWN = 2000  # bytes of an event that cannot be read


def read(raw: bytes, encoding: str | None = None) -> Iterator[dict[str, Any]]:
    """All events as messages; one without a readable start is rejected. Raises FileError file.no_events."""
    codec, handler = sniffing.chosen(raw, encoding)
    yield {"facts": {"kind": "ics", "encoding": codec}}
    if codec.startswith("utf-16"):
        raw, codec = raw.decode(codec, handler).encode("utf-8", "surrogatepass"), "utf-8"
    raw = raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    events: list[dict[str, Any]] = []
    rejected: list[list[object]] = []
    number = 0
    for number, found in enumerate(_EVENT.finditer(raw), 1):
        if number > MOST_EVENTS:
            break
        event = _event(found[1], codec)
        if event is None:
            shown = found[0][:_SHOWN].decode(codec, "replace")
            rejected.append([number, [cells.mended(shown)[0]], "event.unreadable", ""])
        else:
            events.append({"number": number, **event})
        if len(events) + len(rejected) >= cells.BATCH:
            yield {"events": events, "rejected": rejected, "share": found.end() / len(raw)}
            events, rejected = [], []
    if not number:
        raise FileError("file.no_events")
    yield {"events": events, "rejected": rejected, "share": 1.0}


def _event(raw: bytes, codec: str) -> dict[str, Any] | None:
    """The event as plain text, or None without a day on which it begins. Alarms within it are passed over."""
    said: dict[str, list[tuple[str, str]]] = {}
    for name, parameters, value in lines_of(_INNER.sub(b"", raw), codec):
        said.setdefault(name, []).append((parameters, value))
    moment = _moment(said["DTSTART"][0][1]) if "DTSTART" in said else None
    if moment is None:
        return None
    people = [value.strip().lower() for name in ("ATTENDEE", "ORGANIZER") for _, value in said.get(name, ())]
    return {
        "uid": _text(said, "UID"), "on": moment[0], "at": moment[1], "summary": _text(said, "SUMMARY"),
        "description": _text(said, "DESCRIPTION"), "location": _text(said, "LOCATION"),
        "emails": [each.removeprefix("mailto:") for each in people if "@" in each],
        "status": _text(said, "STATUS").upper(), "repeats": "RRULE" in said,
        "categories": [each for _, value in said.get("CATEGORIES", ()) for each in _listed(value)],
        "until": _last_day(said, moment[0]), "mended": [each for name in _WORDS for each in _mended(said, name)[1]],
    }  # fmt: skip


def _listed(value: str) -> list[str]:
    found = (cells.mended(each)[0] for each in parts(value, ","))
    return [each for each in found if each]


def _last_day(said: dict[str, list[tuple[str, str]]], first: str) -> str:
    """The last day of an event of several: the end is the moment after it."""
    end = _moment(said["DTEND"][0][1]) if "DTEND" in said else None
    if end is None:
        return ""
    last = date.fromisoformat(end[0])
    if end[1] in ("", "00:00") and last > date.min:
        last -= timedelta(days=1)
    return last.isoformat() if last.isoformat() > first else ""


def _moment(text: str) -> tuple[str, str] | None:
    """Day and time of day, those of this machine for an instant in UTC."""
    found = _MOMENT.fullmatch(text.strip())
    if found is None:
        return None
    year, month, day = (int(part) for part in found.group(1, 2, 3))
    try:
        if found[4] is None:
            return date(year, month, day).isoformat(), ""
        moment = datetime(year, month, day, int(found[4]), int(found[5]))  # noqa: DTZ001 - the clock on the wall
    except ValueError:
        return None
    if found[6]:
        moment = moment.replace(tzinfo=UTC).astimezone()
    return moment.date().isoformat(), moment.strftime("%H:%M")


def _text(said: dict[str, list[tuple[str, str]]], name: str) -> str:
    return _mended(said, name)[0]


def _mended(said: dict[str, list[tuple[str, str]]], name: str) -> tuple[str, list[str]]:
    return cells.mended(unescaped(said[name][0][1])) if name in said else ("", [])
