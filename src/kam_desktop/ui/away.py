"""Ill, on leave, in training: one way to note it from anywhere, and what is then said."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject

from kam_desktop import runtime
from kam_desktop.core.rules.kinds import AbsenceKind
from kam_desktop.ui import labels
from kam_desktop.ui.tasks import Failed, Tasks


def ill_today(tasks: Tasks, owner: QObject) -> None:
    """Note that whoever works here is ill today."""
    from kam_desktop.core.absences import AbsenceDraft

    today = runtime.today()
    add(tasks, owner, AbsenceDraft(AbsenceKind.ILL, today, today))


def add(
    tasks: Tasks, owner: QObject, draft: Any, *, done: Callable[[Any], None] | None = None, failed: Failed | None = None
) -> None:  # fmt: skip
    """Note an ``AbsenceDraft``; the notice says what moved and what found no day, with Undo."""

    def work(session: Any) -> Any:
        from kam_desktop.core import absences

        return absences.add(session, draft, today=runtime.today())

    tasks.write(owner, work, done=done, failed=failed, said=lambda made: told(draft, made))


def told(draft: Any, made: Any) -> str:
    """``病假 9 月 16 日：3 件改期，1 件找不到日子``."""
    days = labels.day(draft.first_on)
    if draft.last_on != draft.first_on:
        span = QCoreApplication.translate("Away", "{first} to {last}")
        days = span.format(first=days, last=labels.day(draft.last_on))
    words = {"kind": labels.name_of(draft.kind).capitalize(), "days": days, "moved": made.moved, "n": made.unplaced}
    if not made.moved and not made.unplaced:
        return QCoreApplication.translate("Away", "{kind}, {days}: nothing stood on these days.").format(**words)
    if made.unplaced:
        sentence = QCoreApplication.translate("Away", "{kind}, {days}: {moved} moved, {n} found no other day.")
        return sentence.format(**words)
    return QCoreApplication.translate("Away", "{kind}, {days}: {moved} moved to other days.").format(**words)
