"""How a period of visits is worded: its name, its days, its key points, what is left out."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from kam_desktop import words
from kam_desktop.core.rules.kinds import VisitState
from kam_desktop.core.rules.visit_charts import Span
from kam_desktop.core.visit_period import KeyPoint, PeriodKind, VisitPeriod
from kam_desktop.documents import figures


def say(lang: str, key: str, **params: Any) -> str:
    """Words of the period report."""
    return words.say(lang, f"paper.period.{key}", **params)


def name(lang: str, kind: PeriodKind, first_on: date, last_on: date) -> str:
    """``2026 年 11 月``, ``Week 47, 2026``, ``2026-11-01 至 2026-11-20``."""
    year, week, _ = first_on.isocalendar()
    return say(
        lang,
        f"name.{kind}",
        year=year if kind is PeriodKind.WEEK else first_on.year,
        week=week,
        month=say(lang, f"month.{first_on.month}"),
        quarter=say(lang, f"quarter.{(first_on.month + 2) // 3}"),
        first=first_on.isoformat(),
        last=last_on.isoformat(),
    )


def whose(lang: str, seen: VisitPeriod) -> str:
    """The manager, the client, or the team."""
    return seen.name or say(lang, "all_managers")


def as_of(lang: str, seen: VisitPeriod) -> str:
    """The day on which promises were counted as open or overdue."""
    return say(lang, "as_of", on=seen.counted_on.isoformat())


def day(seen: VisitPeriod, on: date) -> str:
    """Month and day where the year is clear."""
    return f"{on:%m-%d}" if seen.has_one_year else on.isoformat()


def step(spans: Sequence[Span], first_on: date, last_on: date) -> str:
    """Whether these spans are days, weeks or months."""
    if len(spans) == (last_on - first_on).days + 1:
        return "day"
    longest = max((span.last_on - span.first_on).days for span in spans)
    return "week" if longest < 7 else "month"


def tick(lang: str, span: Span, unit: str) -> str:
    """The name under a column."""
    if unit == "day":
        return f"{span.first_on:%m-%d}"
    if unit == "month":
        return words.say(lang, f"paper.month.{span.first_on.month}")
    if span.first_on == span.last_on:
        return f"{span.first_on:%m-%d}"
    last = f"{span.last_on:%d}" if span.last_on.month == span.first_on.month else f"{span.last_on:%m-%d}"
    return f"{span.first_on:%m-%d}–{last}"


def strip_ticks(seen: VisitPeriod) -> list[tuple[int, str]]:
    """(place, name) under the squares of the cover: Mondays of days, months of longer spans."""
    unit = step(seen.days, seen.first_on, seen.last_on)
    if unit == "day":
        every_day = len(seen.days) <= 14
        return [
            (at, f"{span.first_on:%m-%d}" if every_day else str(span.first_on.day))
            for at, span in enumerate(seen.days)
            if every_day or span.first_on.weekday() == 0
        ]
    ticks = []
    for at, span in enumerate(seen.days):
        is_new = at == 0 or span.first_on.month != seen.days[at - 1].first_on.month
        if is_new and (len(seen.days) <= 60 or span.first_on.month in (1, 7)):
            has_year = span.first_on.month == 1 or at == 0
            ticks.append((at, f"{span.first_on:%Y-%m}" if has_year else f"{span.first_on:%m}"))
    return ticks


def joined(lang: str, names: Sequence[str], more: int = 0) -> str:
    """Names in one line; ``more`` are not named."""
    line = say(lang, "comma").join(names)
    return say(lang, "more", names=line, n=more) if more else line


def left_out(lang: str, counts: Sequence[tuple[VisitState, int]]) -> str:
    """``；不在其中：已退回 1、待审阅 2``, or nothing."""
    if not counts:
        return ""
    parts = [say(lang, f"left.{state}", n=count) for state, count in counts]
    return say(lang, "left_out", list=say(lang, "comma").join(parts))


def amount(lang: str, minor: int, currency: str) -> str:
    """Money in running text."""
    key = f"paper.period.amount.{currency}"
    text = figures.money(minor, currency)
    return words.say(lang, key, amount=text) if words.has(lang, key) else f"{currency} {text}"


def point(lang: str, told: KeyPoint) -> tuple[str, str]:
    """The two halves of a key point: bold, and what follows."""
    params = dict(told.params)
    names = params.pop("names", ())
    more = params.pop("more", 0)
    if isinstance(names, tuple) and isinstance(more, int):
        params["names"] = joined(lang, [str(each) for each in names], more)
    if "minor" in params:
        currency = str(params["currency"])
        params["total"] = amount(lang, _int(params["minor"]), currency)
        params["each"] = amount(lang, _int(params["each_minor"]), currency)
    lead = words.say(lang, f"paper.point.{told.code}", **params)
    key = f"paper.point.{told.code}.text"
    return lead, words.say(lang, key, **params) if words.has(lang, key) else ""


def _int(value: object) -> int:
    assert isinstance(value, int)
    return value
