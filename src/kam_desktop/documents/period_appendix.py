"""The appendix of a period: promises kept and open, competitors, expenses, versions."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from kam_desktop import words
from kam_desktop.core.rules.kinds import VisitState
from kam_desktop.core.visit_period import PeriodExpense, PeriodPromise, VersionLine, VisitPeriod
from kam_desktop.documents import charts, figures
from kam_desktop.documents import period_words as said
from kam_desktop.documents.fonts import Typeface
from kam_desktop.documents.grid import MM, scale
from kam_desktop.documents.page import Strip
from kam_desktop.documents.sections import named
from kam_desktop.documents.tables import Cell, Column, Table
from kam_desktop.documents.visit_tables import due_cell, unit


@dataclass(frozen=True, slots=True)
class Appended:
    """A section of the appendix with its title in the index and the key that leads to it."""

    title: str
    key: str
    strips: list[Strip]


def sections(seen: VisitPeriod, type_: Typeface) -> list[Appended]:
    """Those that have something to say."""
    lang, sizes = type_.lang, scale(type_.lang)
    made = [
        ("kept", "kept", _kept(seen, type_), [said.say(lang, "kept_note")]),
        ("open_promises", "open_by_due", _promises(seen, type_), [said.as_of(lang, seen)]),
        ("competitor_news", "competitor_news", _competitors(seen, type_), []),
        ("expenses", "expenses", _expenses(seen, type_), unit(lang, [each.currency for each in seen.expenses])),
        ("versions", "versions", _versions(seen, type_), []),
    ]
    return [
        Appended(
            said.say(lang, title), f"appendix-{name}",
            named(type_, sizes, said.say(lang, name), strips, notes, key=f"appendix-{name}"),
        )
        for name, title, strips, notes in made
        if strips
    ]  # fmt: skip


def _kept(seen: VisitPeriod, type_: Typeface) -> list[Strip]:
    if not seen.promises_kept:
        return []
    heads = (said.say(type_.lang, "kept_of"), said.say(type_.lang, "kept_percent"))
    return charts.shares(type_, scale(type_.lang), seen.promises_kept, heads)


def _date_width(seen: VisitPeriod) -> float:
    return 14 * MM if seen.has_one_year else 21 * MM


def _promises(seen: VisitPeriod, type_: Typeface) -> list[Strip]:
    lang = type_.lang
    columns = (
        Column(words.say(lang, "paper.item")),
        Column(words.say(lang, "paper.owner"), 27 * MM),
        Column(words.say(lang, "paper.due"), 30 * MM, is_right=True),
    )
    rows = [_promise(lang, each) for each in seen.promises]
    return Table(type_, scale(lang), columns, airy=False).strips(rows) if rows else []


def _promise(lang: str, promise: PeriodPromise) -> tuple[Cell, ...]:
    return (
        Cell(promise.text, promise.client),
        Cell(promise.owner, words.name_of(lang, promise.side)),
        due_cell(lang, promise.due_on, promise.days_left),
    )


def _competitors(seen: VisitPeriod, type_: Typeface) -> list[Strip]:
    lang = type_.lang
    columns = (
        Column(words.say(lang, "paper.date"), _date_width(seen)),
        Column(said.say(lang, "client"), 38 * MM),
        Column(said.say(lang, "news")),
    )
    news = sorted(seen.competitors, key=lambda each: each.on)
    rows = [(Cell(said.day(seen, each.on)), Cell(each.client, each.manager), Cell(each.text)) for each in news]
    return Table(type_, scale(lang), columns, airy=False).strips(rows) if rows else []


def _expenses(seen: VisitPeriod, type_: Typeface) -> list[Strip]:
    """One row a visit and currency, then the sum of each manager and of all."""
    if not seen.expenses:
        return []
    lang = type_.lang
    columns = (
        Column(words.say(lang, "paper.date"), _date_width(seen)),
        Column(said.say(lang, "client"), 38 * MM),
        Column(words.say(lang, "paper.item")),
        Column(words.say(lang, "paper.amount"), 26 * MM, is_right=True),
    )
    is_mixed = len({each.currency for each in seen.expenses}) > 1
    rows = []
    for _, group in groupby(seen.expenses, key=lambda each: (each.on, each.client, each.manager, each.currency)):
        spent = list(group)
        first, total = spent[0], sum(each.minor for each in spent)
        items = said.joined(lang, [each.text.strip() for each in spent if each.text.strip()])
        rows.append(
            (
                Cell(said.day(seen, first.on)), Cell(first.client, first.manager), Cell(items),
                Cell(_amount(total, first.currency, is_mixed=is_mixed)),
            )
        )  # fmt: skip
    return Table(type_, scale(lang), columns, airy=False).strips(rows, _totals(seen, lang, is_mixed=is_mixed))


def _totals(seen: VisitPeriod, lang: str, *, is_mixed: bool) -> list[tuple[Cell, ...]]:
    made = []
    name = words.say(lang, "paper.total")
    by_manager = _sums(seen.expenses, by_manager=True)
    if len({manager for manager, _ in by_manager}) > 1:
        made += [(manager, minor, currency) for (manager, currency), minor in by_manager.items()]
    made += [(name, minor, currency) for (_, currency), minor in _sums(seen.expenses, by_manager=False).items()]
    return [
        (
            Cell(label if label != name or not is_mixed else f"{name} {currency}", is_bold=label == name), Cell(), Cell(),
            Cell(_amount(minor, currency, is_mixed=is_mixed), is_bold=label == name),
        )
        for label, minor, currency in made
    ]  # fmt: skip


def _sums(expenses: tuple[PeriodExpense, ...], *, by_manager: bool) -> Counter[tuple[str, str]]:
    sums: Counter[tuple[str, str]] = Counter()
    for each in expenses:
        sums[(each.manager if by_manager else "", each.currency)] += each.minor
    return sums


def _amount(minor: int, currency: str, *, is_mixed: bool) -> str:
    figure = figures.money(minor, currency)
    return f"{currency} {figure}" if is_mixed else figure


def _versions(seen: VisitPeriod, type_: Typeface) -> list[Strip]:
    lang = type_.lang
    columns = (
        Column(words.say(lang, "paper.date"), _date_width(seen)),
        Column(said.say(lang, "client")),
        Column(said.say(lang, "version"), 14 * MM, is_right=True),
        Column(said.say(lang, "submitted"), 27 * MM, is_right=True),
        Column(said.say(lang, "reviewed"), 27 * MM, is_right=True),
    )
    rows = [_version(seen, lang, each) for each in seen.versions]
    return Table(type_, scale(lang), columns, airy=False).strips(rows) if rows else []


def _version(seen: VisitPeriod, lang: str, line: VersionLine) -> tuple[Cell, ...]:
    late = said.say(lang, "late_by", n=line.late_days) if line.late_days else ""
    is_open = line.state in (VisitState.REPORTED, VisitState.RETURNED)
    submitted = _instant(seen, line.submitted_at) if line.submitted_at else ""
    if not submitted and is_open:
        submitted = said.say(lang, "not_submitted")
    reviewed = _instant(seen, line.reviewed_at) if line.reviewed_at else ""
    return (
        Cell(said.day(seen, line.on)),
        Cell(line.client, line.manager),
        Cell(str(line.version)),
        Cell(submitted, late, has_mark=bool(late)),
        Cell(reviewed, f"{words.name_of(lang, line.state)} {line.reviewer}".strip()),
    )


def _instant(seen: VisitPeriod, at: datetime) -> str:
    text = figures.instant(at)
    return text[5:] if seen.has_one_year and text.startswith(str(seen.first_on.year)) else text
