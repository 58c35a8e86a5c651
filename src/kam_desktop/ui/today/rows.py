"""Touches and coming days as Today's list and strip show them. Pure: made on a reading thread."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import QCoreApplication

from kam_desktop.core import agenda
from kam_desktop.core.agenda import Counts, Day, DueTouch
from kam_desktop.ui import labels, touch_icons
from kam_desktop.ui.widgets.list_rows import GroupHead, Row, TwoLineRow
from kam_desktop.ui.widgets.strip import StripCell

FESTIVAL: Final = "festival:"
ALL_AHEAD: Final = "ahead"
_SOON_DAYS: Final = 7


def icon_of(touch: DueTouch) -> str:
    """What stands before its reason."""
    return touch_icons.icon_of(touch.activity, touch.channel, has_gift=touch.has_gift)


def rows_of(due: Sequence[DueTouch], today: date, counts: Counts | None) -> list[Row]:
    """The list: a head with its count before each group, then its touches. None: not counted yet."""
    rows: list[Row] = []
    for name in ("urgent", "overdue", "today", "week", "later"):
        group = [touch for touch in due if group_of(touch, today) == name]
        if group:
            role = "danger" if name in ("urgent", "overdue") else "text"
            number = len(group) if name == "later" else getattr(counts, name, None)
            rows.append(GroupHead(_head(name), number, role))
            rows += [_row(touch, today, is_far=name == "later") for touch in group]
    if counts is not None and counts.unplaced:
        text = QCoreApplication.translate("TodayRows", "Found no day this week; see the calendar")
        rows.append(GroupHead(text, counts.unplaced, "warning"))
    return rows


def group_of(touch: DueTouch, today: date) -> str:
    """``urgent``, ``overdue``, ``today``, ``week``; ``later`` in the list of a festival."""
    return "later" if touch.due_on > agenda.week_end(today) else touch.when.value


def _head(name: str) -> str:
    return {
        "urgent": QCoreApplication.translate("TodayRows", "To call within 24 hours"),
        "overdue": QCoreApplication.translate("TodayRows", "Overdue"),
        "today": QCoreApplication.translate("TodayRows", "Today"),
        "week": QCoreApplication.translate("TodayRows", "This week"),
        "later": QCoreApplication.translate("TodayRows", "Later"),
    }[name]


def _row(touch: DueTouch, today: date, *, is_far: bool) -> TwoLineRow:
    return TwoLineRow(
        touch.id,
        touch.tier,
        touch.client,
        _subtitle(touch),
        icon_of(touch),
        labels.reason(touch.reason, touch.reason_params),
        *_due_text(touch, today, is_far=is_far),
    )


def _subtitle(touch: DueTouch) -> str:
    who = " ".join(part for part in (touch.contact, touch.contact_title) if part)
    if not touch.owner:
        return who
    handed = QCoreApplication.translate("TodayRows", "handed to {name}").format(name=touch.owner)
    return f"{who} · {handed}" if who else handed


def _due_text(touch: DueTouch, today: date, *, is_far: bool) -> tuple[str, str]:
    if touch.late_days:
        late = QCoreApplication.translate("TodayRows", "due {day}, {days} late")
        return late.format(day=labels.day(touch.due_on), days=labels.days(touch.late_days)), "danger"
    if touch.due_on == today:
        return QCoreApplication.translate("TodayRows", "today"), "muted"
    return (labels.day if is_far else labels.weekday)(touch.due_on), "muted"


def cells_of(days: Sequence[Day], today: date) -> list[StripCell]:
    """The strip: a birthday opens its client, a festival shows whom to greet."""
    return [_festival(day, today) if day.kind == "festival" else _birthday(day, today) for day in days]


def all_ahead(count: int) -> StripCell:
    """The cell that stands last where not all have room."""
    return StripCell(
        ALL_AHEAD, QCoreApplication.translate("TodayRows", "Next 14 days"),
        QCoreApplication.translate("TodayRows", "%n in all", "", count), QCoreApplication.translate("TodayRows", "See the calendar"),
    )  # fmt: skip


def festival_of(cell_id: str) -> tuple[str, date] | None:
    """The festival a cell stands for, None when it stands for a client."""
    if not cell_id.startswith(FESTIVAL):
        return None
    code, _, on = cell_id.removeprefix(FESTIVAL).partition("@")
    return code, date.fromisoformat(on)


def _festival(day: Day, today: date) -> StripCell:
    greet = QCoreApplication.translate("TodayRows", "{n} to greet").format(n=day.waiting)
    words = greet if day.waiting else labels.in_days(day.on, today)
    cell_id = f"{FESTIVAL}{day.title}@{day.on.isoformat()}"
    return StripCell(cell_id, _when(day), labels.say(f"festival.{day.title}"), words, stays=True)


def _birthday(day: Day, today: date) -> StripCell:
    title = QCoreApplication.translate("TodayRows", "{name}, birthday").format(name=day.title)
    is_soon = (day.on - today).days <= _SOON_DAYS
    then = labels.in_days(day.on, today)
    words = QCoreApplication.translate("TodayRows", "{when}, {what}").format(
        when=then,
        what=QCoreApplication.translate("TodayRows", "gift needed") if day.has_gift else day.client,
    )
    return StripCell(day.client_id, _when(day), title, words, "warning" if is_soon else "muted")


def _when(day: Day) -> str:
    return f"{labels.day(day.on)}  {day.lunar}"
