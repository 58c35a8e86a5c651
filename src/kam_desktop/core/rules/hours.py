"""The time of day of a call: as the person prefers, irregular, never in quiet hours (D-5.1, D-5.6)."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kam_desktop.core.rules.draws import draw
from kam_desktop.core.rules.quiet import QUIET_FROM, QUIET_UNTIL, is_quiet

USUAL: Final = (9, 10, 11, 14, 15, 16)
Quiet = tuple[time, time]  # from, until; the span may pass midnight
QUIET: Final = (QUIET_FROM, QUIET_UNTIL)
_PARTS: Final = {
    "早上": (8, 9), "上午": (9, 10, 11), "中午": (11, 12), "下午": (14, 15, 16, 17), "傍晚": (17, 18), "晚上": (19, 20),
    "晚": (19, 20), "morning": (9, 10, 11), "noon": (11, 12), "afternoon": (14, 15, 16, 17), "evening": (19, 20),
}  # fmt: skip
_LATE_PARTS: Final = ("下午", "傍晚", "晚", "afternoon", "evening")
_PART: Final = "|".join(sorted(_PARTS, key=len, reverse=True))
_AT: Final = r"(\d{1,2})(?:\s*[:：点时]\s*(\d{2}|半)?分?)?\s*([ap]\.?m\.?)?"
_TO: Final = rf"\s*(?:[-–—~～至到]|to|until)\s*({_PART})?\s*"
_SPAN: Final = re.compile(_AT + _TO + _AT, re.IGNORECASE)
_FROM: Final = re.compile(
    rf"(?:{_AT}\s*(以后|之后|后|以前|之前|前))|(?:(after|before|from|until)\s*{_AT})", re.IGNORECASE
)
_POINT: Final = re.compile(r"(\d{1,2})\s*(?:[:：点时]\s*(?:\d{2}|半)?|(?=[ap]\.?m))\s*([ap]\.?m\.?)?", re.IGNORECASE)
_CLAUSE: Final = re.compile(r"[，,；;。.\n/|]+(?!m)")
_NOT: Final = re.compile(r"不|别|勿|免|\b(?:not|no|never|don.?t|except)\b", re.IGNORECASE)


_CLOCK: Final = re.compile(r"(\d{1,2})(?:[:：.点时]?(\d{2})?分?)")


def clock(text: str) -> time | None:
    """A time of day as it is typed: 21, 21:30, 2130, 9点; None when it is none."""
    found = _CLOCK.fullmatch(text.strip())
    if found is None or int(found[1]) > 23 or int(found[2] or 0) > 59:
        return None
    return time(int(found[1]), int(found[2] or 0))


@lru_cache(maxsize=4096)
def preferred(text: str, quiet: Quiet = QUIET) -> tuple[int, ...]:
    """The hours that a person's words name (下午3-5点, 9-11, after 2pm, 不要上午), the usual ones if none; no quiet one."""
    wanted: set[int] = set()
    unwanted: set[int] = set()
    for clause in _CLAUSE.split(text):
        (unwanted if _NOT.search(clause) else wanted).update(_named(clause))
    open_hours = awake(quiet)
    ways = ((wanted or set(USUAL)) - unwanted, set(USUAL) - unwanted, set(USUAL), set(open_hours))
    kept = ([hour for hour in open_hours if hour in way] for way in ways)
    return tuple(next(filter(None, kept), USUAL))


@lru_cache(maxsize=8)
def awake(quiet: Quiet = QUIET) -> tuple[int, ...]:
    """The hours of a day that are not quiet from their beginning to their end."""
    return tuple(
        hour for hour in range(24) if not any(is_quiet(time(hour, minute), *quiet) for minute in range(0, 60, 10))
    )


def _named(clause: str) -> set[int]:
    """The hours of one clause: spans, else from or until an hour, else an hour, else parts of the day."""
    found: set[int] = set()
    for each in _SPAN.finditer(clause):
        number, _, half, part, last, minutes, late = each.groups()
        before = clause[: each.start()]
        first = _hour(number, half or (late if int(number) <= int(last) else ""), before)
        end = _hour(last, late, before + (part or ""))
        found |= set(range(first, end + (1 if minutes and minutes != "00" else 0)))
    if not found and (edge := _FROM.search(clause)):
        number, half, before = edge[1] or edge[6], edge[3] or edge[8], clause[: edge.start()]
        hour = _hour(number, half, before)
        is_until = "前" in (edge[4] or "") or (edge[5] or "").casefold() in ("before", "until")
        found = set(range(hour)) if is_until else set(range(hour, 24))
    if not found:
        found = {_hour(each[1], each[2], clause[: each.start()]) for each in _POINT.finditer(clause)}
    if any(QUIET_UNTIL.hour <= hour < QUIET_FROM.hour for hour in found):
        return found
    folded = clause.casefold()
    for word in sorted(_PARTS, key=len, reverse=True):  # 傍晚 before 晚, afternoon before noon
        if word in folded:
            found, folded = found | set(_PARTS[word]), folded.replace(word, " ")
    return found


def _hour(number: str, half: str | None, before: str) -> int:
    """An hour of 24, by pm or the part of the day that stands before it; 3 alone is in the afternoon."""
    hour = int(number)
    if half:
        return hour % 12 + (12 if half[0].casefold() == "p" else 0)
    parts = [word for word in _PARTS if word in before.casefold()]
    last = max(parts, key=lambda word: (before.casefold().rfind(word), len(word)), default="")
    is_late = last.endswith(_LATE_PARTS) or last.startswith(_LATE_PARTS) or (not last and 0 < hour < 7)
    return hour + 12 if hour < 12 and (is_late or (last in ("中午", "noon") and hour < 6)) else hour


def suggest(
    seed: str, on: date, text: str, before: Sequence[tuple[int, int | None]], quiet: Quiet = QUIET
) -> time:  # fmt: skip
    """A time on ``on``; ``before`` are (weekday, hour) of the last two, which a third never repeats (D-5.1)."""
    hours = preferred(text, quiet)
    number = draw(f"{seed}:hour")
    hour = hours[number % len(hours)]
    if len(before) == 2 and set(before) == {(on.weekday(), hour)}:
        others = [each for each in hours if each != hour]
        others = (
            others or sorted((each for each in awake(quiet) if each != hour), key=lambda each: abs(each - hour))[:1]
        )
        hour = others[number // 7 % len(others)] if others else hour
    return time(hour, (0, 10, 20, 30, 40, 50)[number // 64 % 6])


def clock_there(now: datetime, time_zone: str) -> datetime:
    """The client's wall clock at this instant; the one of this machine where the zone is not known."""
    try:
        return now.astimezone(ZoneInfo(time_zone)) if time_zone else now.astimezone()
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return now.astimezone()
