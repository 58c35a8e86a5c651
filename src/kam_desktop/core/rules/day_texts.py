"""Days as people type them: 10-15, 2026-10-15, 10月15日, 20261015, +7, tomorrow, 周五, 下周五, next Fri, 农历八月十五.

Unlike ``dates``, which keeps what is said, this finds the one day that is meant, counted from today.
"""

import re
from datetime import date, timedelta
from typing import Final, Literal

from kam_desktop.core.errors import Invalid
from kam_desktop.core.rules import dates
from kam_desktop.core.rules.dates import PartialDate
from kam_desktop.core.rules.kinds import Calendar

Prefer = Literal["future", "past"]
LONGEST: Final = 64  # characters
_FULL = re.compile(r"^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$", re.ASCII)
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})$", re.ASCII)
_SHORT = re.compile(r"^(\d{1,2})[-/.月](\d{1,2})[日号]?$", re.ASCII)
_STEP = re.compile(r"^([+-])(\d{1,4})$", re.ASCII)
_ENGLISH = re.compile(r"^(last|this|next)?([a-z]{3,9})$")
_WEEKDAY = re.compile(r"^(?:([上本这下])个?)?(?:周|星期|礼拜)([一二三四五六日天])$")
_WEEKS: Final = {"上": -1, "last": -1, "本": 0, "这": 0, "this": 0, "下": 1, "next": 1}
_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_RECENT: Final = timedelta(days=180)
_SOON: Final = timedelta(days=30)
_WIDE = str.maketrans("０１２３４５６７８９－＋／．", "0123456789-+/.")
_WORDS: Final = {
    "今天": 0, "今日": 0, "today": 0, "明天": 1, "明日": 1, "tomorrow": 1, "后天": 2, "大后天": 3,
    "昨天": -1, "昨日": -1, "yesterday": -1, "前天": -2,
}  # fmt: skip


def read(text: str, today: date, prefer: Prefer = "future") -> date | None:
    """The date meant, or None. Without a year or week: the next such day, or with ``past`` the last one.

    One that comes within the month is meant itself with ``past`` too: nobody means that of a year ago.
    """
    plain = _plain(text)
    if plain in _WORDS:
        return today + timedelta(days=_WORDS[plain])
    step = _STEP.match(plain)
    if step:
        return today + timedelta(days=int(step[1] + step[2]))
    if (by_week := _of_week(plain, today, prefer)) is not None:
        return by_week
    if prefer == "past" and (ahead := read(text, today)) and today < ahead <= today + _SOON:
        return ahead
    full = _FULL.match(plain) or _COMPACT.match(plain)
    if full:
        return _date(int(full[1]), int(full[2]), int(full[3]))
    short = _SHORT.match(plain)
    return _nearest(int(short[1]), int(short[2]), today, prefer) if short else _written(text, today, prefer)


def passed(text: str, today: date) -> date | None:
    """The day before today that a text without a year most likely means: not ten months on, when it was lately."""
    short = _SHORT.match(_plain(text))
    if not short:
        return None
    month, day = int(short[1]), int(short[2])
    found = [each for year in (today.year, today.year - 1) if (each := _date(year, month, day))]
    return next((each for each in found if today - _RECENT <= each < today), None)


def is_impossible(text: str) -> bool:
    """Whether it is written as a day that no calendar has: 2-30."""
    plain = _plain(text)
    full, short = _FULL.match(plain) or _COMPACT.match(plain), _SHORT.match(plain)
    if full:
        return _date(int(full[1]), int(full[2]), int(full[3])) is None
    return short is not None and _date(2000, int(short[1]), int(short[2])) is None


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", text[: LONGEST + 1].translate(_WIDE)).lower()


def _of_week(plain: str, today: date, prefer: Prefer) -> date | None:
    """周五, Fri: the nearest, today included; 下周五, next Fri: of the next week, which begins on Monday."""
    said = _WEEKDAY.match(plain) or _ENGLISH.match(plain)
    if not said:
        return None
    names = _WEEKDAYS if said[2].isascii() else "一二三四五六日"
    number = next((place for place, name in enumerate(names) if name.startswith(said[2].replace("天", "日"))), None)
    if number is None:
        return None
    ahead = number - today.weekday()
    if said[1]:
        return today + timedelta(days=ahead + 7 * _WEEKS[said[1]])
    return today + timedelta(days=ahead % 7 if prefer == "future" else -(-ahead % 7))


def _written(text: str, today: date, prefer: Prefer) -> date | None:
    """All other ways of writing a date, lunar ones too."""
    try:
        said = dates.parse(text)
    except Invalid:
        return None
    if said.month is None or said.day is None:
        return None
    if said.calendar is Calendar.SOLAR:
        if said.year is not None:
            return _date(said.year, said.month, said.day)
        return _nearest(said.month, said.day, today, prefer)
    return _lunar(said, today, prefer)


def _lunar(said: PartialDate, today: date, prefer: Prefer) -> date | None:
    if said.year is not None or prefer == "future":
        return dates.next_occurrence(said, date(said.year, 1, 1) if said.year else today)
    start, found = date(today.year - 1, 1, 1), None
    while (day := dates.next_occurrence(said, start)) is not None and day <= today:
        start, found = day + timedelta(days=1), day
    return found


def _nearest(month: int, day: int, today: date, prefer: Prefer) -> date | None:
    """The first such day from today on, or the last one until today; 29 February may be years away."""
    years = range(today.year, today.year + 9) if prefer == "future" else range(today.year, today.year - 9, -1)
    for year in years:
        found = _date(year, month, day)
        if found and (found >= today if prefer == "future" else found <= today):
            return found
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
