"""The tables of a visit report: who promised what, what it cost, what was given."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from kam_desktop import words
from kam_desktop.core.rules.kinds import CommitmentState
from kam_desktop.core.visit_report import ReportCommitment, ReportExpense, ReportGift
from kam_desktop.documents import figures
from kam_desktop.documents.fonts import Typeface
from kam_desktop.documents.grid import MM, scale
from kam_desktop.documents.page import Strip
from kam_desktop.documents.tables import Cell, Column, Table

_FIRST: Final = 66 * MM
_MIDDLE: Final = 27 * MM
_NUMBER: Final = 8 * MM


def commitments(type_: Typeface, promises: Sequence[ReportCommitment]) -> list[Strip]:
    """Number, what, owner and side, due and state; what is overdue is marked, bold and said in words."""
    lang = type_.lang
    columns = (
        Column("", _NUMBER, is_right=True),
        Column(words.say(lang, "paper.item"), _FIRST),
        Column(words.say(lang, "paper.owner"), _MIDDLE),
        Column(words.say(lang, "paper.due"), is_right=True),
    )
    rows = [
        (
            Cell(str(number)),
            Cell(promise.text),
            Cell(promise.owner, words.name_of(lang, promise.side), is_bold=bool(promise.owner)),
            _due(lang, promise),
        )
        for number, promise in enumerate(promises, start=1)
    ]
    return Table(type_, scale(lang), columns, airy=True).strips(rows)


def _due(lang: str, promise: ReportCommitment) -> Cell:
    due = promise.due_on.isoformat() if promise.due_on else ""
    if promise.state is CommitmentState.KEPT:
        return Cell(due, words.say(lang, "paper.done"))
    if promise.state is CommitmentState.BROKEN:
        return Cell(due, words.name_of(lang, promise.state))
    return due_cell(lang, promise.due_on, promise.days_left)


def due_cell(lang: str, due_on: date | None, days: int | None) -> Cell:
    """When an open promise is due, and how long it still has; ``days`` below zero is overdue."""
    due = due_on.isoformat() if due_on else ""
    if days is None:
        return Cell(due)
    if days < 0:
        return Cell(due, words.say(lang, "paper.days_overdue", n=-days), is_bold=True, has_mark=True)
    return Cell(due, words.say(lang, "paper.days_left" if days else "paper.due_today", n=days))


def expenses(type_: Typeface, items: Sequence[ReportExpense]) -> list[Strip]:
    """What was spent, its receipts where there are any, and one total for each currency."""
    lang = type_.lang
    currencies = list(dict.fromkeys(item.currency for item in items))
    has_receipts = any(item.receipts for item in items)
    middle = [Column(words.say(lang, "paper.receipts"), _MIDDLE)] if has_receipts else []
    columns = (
        Column(words.say(lang, "paper.item"), _FIRST if has_receipts else _FIRST + _MIDDLE),
        *middle,
        Column(words.say(lang, "paper.amount"), is_right=True),
    )
    rows = [
        (
            Cell(item.text),
            *[_receipts(lang, item.receipts) for _ in middle],
            Cell(_amount(item.minor, item.currency, currencies)),
        )
        for item in items
    ]
    totals = []
    for currency in currencies:
        own = [item for item in items if item.currency == currency]
        name = words.say(lang, "paper.total")
        amount = _amount(sum(item.minor for item in own), currency, currencies)
        totals.append(
            (
                Cell(name if len(currencies) == 1 else f"{name} {currency}", is_bold=True),
                *[_receipts(lang, sum(item.receipts for item in own), is_bold=True) for _ in middle],
                Cell(amount, is_bold=True),
            )
        )
    return Table(type_, scale(lang), columns, airy=False).strips(rows, totals)


def _receipts(lang: str, count: int, *, is_bold: bool = False) -> Cell:
    return Cell(words.say(lang, "paper.receipt_count", n=count) if count else "", is_bold=is_bold)


def gifts(type_: Typeface, given: Sequence[ReportGift]) -> list[Strip]:
    """Item with its origin (来历, D-7.1), receiver, value."""
    lang = type_.lang
    columns = (
        Column(words.say(lang, "paper.gift"), _FIRST),
        Column(words.say(lang, "paper.receiver"), _MIDDLE),
        Column(words.say(lang, "paper.value"), is_right=True),
    )
    currencies = list(dict.fromkeys(gift.currency for gift in given))
    rows = [
        (
            Cell(gift.item, words.say(lang, "paper.origin_of", origin=gift.origin) if gift.origin else ""),
            Cell(gift.receiver),
            Cell(_amount(gift.minor, gift.currency, currencies)),
        )
        for gift in given
    ]
    return Table(type_, scale(lang), columns, airy=any(gift.origin for gift in given)).strips(rows)


def unit(lang: str, currencies: Sequence[str]) -> list[str]:
    """The unit of a table's figures, for its margin; several currencies stand beside the figures instead."""
    different = set(currencies)
    if len(different) != 1:
        return []
    currency = different.pop()
    key = f"paper.currency.{currency}"
    return [words.say(lang, key) if words.has(lang, key) else currency]


def _amount(minor: int, currency: str, currencies: Sequence[str]) -> str:
    figure = figures.money(minor, currency)
    return figure if len(currencies) == 1 else f"{currency} {figure}"
