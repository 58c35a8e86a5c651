"""What stands in a report, in the window's words."""

from datetime import date, datetime, time
from typing import Any

from PySide6.QtCore import QCoreApplication

from kam_desktop.core.gifts import VisitGift
from kam_desktop.core.rules.kinds import GiftDirection, Side
from kam_desktop.core.rules.lines import in_one_line
from kam_desktop.core.visit_drafts import CommitmentDraft, ExpenseDraft
from kam_desktop.ui import labels


def field_name(name: str) -> str:
    """The name of a field; empty is the whole report."""
    return labels.say(f"visit.field.{name}")


def value(each: Any) -> str:
    """A single value: a day, a time, an instant, an impression; empty where there is none."""
    if each is None:
        return ""
    if isinstance(each, datetime):
        return labels.moment(each)
    if isinstance(each, date):
        return labels.day(each)
    return each.strftime("%H:%M") if isinstance(each, time) else str(each)


def row(each: Any) -> str:
    """One row of a list: a name, a promise, an expense."""
    if isinstance(each, CommitmentDraft):
        return promise(each)
    if isinstance(each, ExpenseDraft):
        return " ".join(part for part in (each.text, labels.money(each.minor, each.currency)) if part)
    return str(each)


def promise(each: CommitmentDraft) -> str:
    """Who promised what by when."""
    due = QCoreApplication.translate("Reports", "due {day}").format(day=labels.day(each.due_on)) if each.due_on else ""
    who = each.owner or ("" if each.side is Side.OURS else labels.name_of(each.side))
    return " · ".join(part for part in (in_one_line(each.text), who, due) if part)


def gift(each: VisitGift) -> str:
    """What it was, what it cost, and for whom or from whom."""
    row = each.row
    words = QCoreApplication.translate("Reports", "for {name}")
    if row.direction is not GiftDirection.GIVEN:
        words = QCoreApplication.translate("Reports", "from {name}")
    who = words.format(name=row.contact or row.client)
    return " · ".join((row.item, labels.money(row.value_minor, row.currency), who))


def late(days: int) -> tuple[str, str]:
    """How a report came in, and the colour of it: in time, or so many days late."""
    if days > 0:
        return QCoreApplication.translate("Reports", "{days} late").format(days=labels.days(days)), "danger"
    return QCoreApplication.translate("Reports", "in time"), "muted"
