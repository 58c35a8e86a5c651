"""The time of day of a call: as the person prefers, irregular, never in quiet hours (D-5.1, D-5.6)."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kam_desktop.core.rules.draws import draw

USUAL: Final = (9, 10, 11, 14, 15, 16)
QUIET_FROM: Final = time(21)
QUIET_UNTIL: Final = time(8)
_PARTS: Final = {
    "早上": (8, 9), "上午": (9, 10, 11), "中午": (11, 12), "下午": (14, 15, 16, 17), "傍晚": (17, 18), "晚上": (19, 20),
    "晚": (19, 20), "morning": (9, 10, 11), "noon": (11, 12), "afternoon": (14, 15, 16, 17), "evening": (19, 20),
}  # fmt: skip
_SPAN: Final = re.compile(
    r"(\d{1,2})(?:[:：点](\d{2})?)?\s*(?:[-–—~～至到]|to)\s*(\d{1,2})(?:[:：点](\d{2})?)?", re.IGNORECASE
)
_FROM: Final = re.compile(r"(\d{1,2})(?:[:：点](?:\d{2})?)?\s*(?:以后|之后|后|以前|之前|前)")


_CLOCK: Final = re.compile(r"(\d{1,2})(?:[:：.点时]?(\d{2})?分?)")


def clock(text: str) -> time | None:
    """A time of day as it is typed: 21, 21:30, 2130, 9点; None when it is none."""
    found = _CLOCK.fullmatch(text.strip())
    if found is None or int(found[1]) > 23 or int(found[2] or 0) > 59:
        return None
    return time(int(found[1]), int(found[2] or 0))


@lru_cache(maxsize=4096)
def preferred(text: str) -> tuple[int, ...]:
    """The hours that a person's words name (下午, 9-11, 14:00 以后, late afternoon), the usual ones if none."""
    found: set[int] = set()
    for first, _, last, minutes in _SPAN.findall(text):
        found |= set(range(int(first), int(last) + (1 if minutes not in ("", "00") else 0)))
    if not found and (edge := _FROM.search(text)):
        hour = int(edge[1])
        found = set(range(8, hour)) if "前" in edge[0] else set(range(hour, 21))
    if not found:
        folded = text.casefold()
        for word in sorted(_PARTS, key=len, reverse=True):  # 傍晚 before 晚, afternoon before noon
            if word in folded:
                found, folded = found | set(_PARTS[word]), folded.replace(word, " ")
    kept = tuple(sorted(hour for hour in found if QUIET_UNTIL.hour <= hour < QUIET_FROM.hour))
    return kept or USUAL


def suggest(seed: str, on: date, text: str, before: Sequence[tuple[int, int | None]]) -> time:
    """A time on ``on``; ``before`` are (weekday, hour) of the last two, which a third never repeats (D-5.1)."""
    hours = preferred(text)
    number = draw(f"{seed}:hour")
    hour = hours[number % len(hours)]
    if len(before) == 2 and set(before) == {(on.weekday(), hour)}:
        others = [each for each in hours if each != hour] or [hour + 1 if hour < QUIET_FROM.hour - 1 else hour - 1]
        hour = others[number // 7 % len(others)]
    return time(hour, (0, 10, 20, 30, 40, 50)[number // 64 % 6])


def is_quiet(at: time, quiet_from: time = QUIET_FROM, quiet_until: time = QUIET_UNTIL) -> bool:
    """Whether nobody is to be disturbed at this time of the client's day; the span may pass midnight."""
    if quiet_from <= quiet_until:
        return quiet_from <= at < quiet_until
    return at >= quiet_from or at < quiet_until


def clock_there(now: datetime, time_zone: str) -> datetime:
    """The client's wall clock at this instant; the one of this machine where the zone is not known."""
    try:
        return now.astimezone(ZoneInfo(time_zone)) if time_zone else now.astimezone()
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return now.astimezone()
