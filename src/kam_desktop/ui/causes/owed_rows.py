"""What we owe as rows: late in red, due within three days in amber, then the rest, then what has no day."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Final

from PySide6.QtCore import QCoreApplication

from kam_desktop.core.debts import Debt, DebtKind
from kam_desktop.core.rules.lines import in_one_line
from kam_desktop.core.rules.owing import Pressing
from kam_desktop.ui import labels
from kam_desktop.ui.entries import wording
from kam_desktop.ui.widgets.list_rows import GroupHead, Row, TwoLineRow

_ICONS: Final = {DebtKind.PROMISE: "document-check", DebtKind.HELP: "favour", DebtKind.RETURN: "heart"}


def rows_of(debts: Sequence[Debt], today: date) -> list[Row]:
    """A head with its count before each group, then its lines."""
    rows: list[Row] = []
    for pressing, group in groupby(debts, key=lambda debt: debt.pressing):
        lines = [_row(debt, today) for debt in group]
        role = {Pressing.LATE: "danger", Pressing.SOON: "warning"}.get(pressing, "text")
        rows += [GroupHead(_head(pressing), len(lines), role), *lines]
    return rows


def _head(pressing: Pressing) -> str:
    return {
        Pressing.LATE: QCoreApplication.translate("Owed", "Late"),
        Pressing.SOON: QCoreApplication.translate("Owed", "Due within 3 days"),
        Pressing.LATER: QCoreApplication.translate("Owed", "Later"),
        Pressing.UNDATED: QCoreApplication.translate("Owed", "Without a day"),
    }[pressing]


def _row(debt: Debt, today: date) -> TwoLineRow:
    who = " · ".join(part for part in (debt.person, debt.who) if part)
    line = QCoreApplication.translate("Owed", "{kind}: {text}").format(kind=kind_name(debt.kind), text=debt.text)
    if debt.since is not None:
        line += " · " + QCoreApplication.translate("Owed", "since {day}").format(day=labels.day(debt.since))
    shown = in_one_line(line)
    return TwoLineRow(
        debt.id, debt.tier, debt.client, who, _ICONS[debt.kind], shown, *wording.due(debt.due_on, today)
    )  # fmt: skip


def kind_name(kind: DebtKind) -> str:
    """What is owed."""
    return {
        DebtKind.PROMISE: QCoreApplication.translate("Owed", "Promise"),
        DebtKind.HELP: QCoreApplication.translate("Owed", "Help we promised"),
        DebtKind.RETURN: QCoreApplication.translate("Owed", "A favour to return"),
    }[kind]
