"""What fell due while the program was closed or the computer slept, and is still open (D-5.11)."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from kam_desktop.core import reminders
from kam_desktop.core.reminders import Inbox, MissedTouch
from kam_desktop.core.rules.kinds import Channel, Entity
from kam_desktop.ui import labels
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.page import Page, add_key
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.touch_icons import channel_icon
from kam_desktop.ui.widgets.buttons import PlainButton
from kam_desktop.ui.widgets.empty import EmptyState
from kam_desktop.ui.widgets.list_rows import GroupHead, Row, TwoLineRow
from kam_desktop.ui.widgets.list_view import RowList
from kam_desktop.ui.widgets.page_head import PageHead


class InboxPage(Page):
    """Route ``inbox``: by day, key clients first."""

    concerns: ClassVar[frozenset[Entity]] = frozenset({Entity.TOUCH, Entity.CLIENT})

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tasks = tasks
        self._touches: dict[str, MissedTouch] = {}
        self.head = PageHead(self.tr("Missed reminders"), self)
        self.seen = PlainButton(self.tr("All seen"), self, icon="check", keys="X")
        self.list = RowList(self)
        self.list.setAccessibleName(self.tr("Missed reminders"))
        self.empty = EmptyState("", "", self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.empty)
        self._lay_out()
        self.seen.clicked.connect(self._clear)
        self.list.opened.connect(self._open)
        self.empty.asked.connect(lambda: self.navigate.emit(Route("today")))
        add_key(self, "X", self._clear)
        self.setFocusProxy(self.list)

    def _lay_out(self) -> None:
        self.head.add_tool(self.seen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self._stack, 1)

    def title(self) -> str:
        return self.tr("Missed reminders")

    def keys(self) -> list[tuple[str, str]]:
        return [("Enter", self.tr("Open the client")), ("X", self.tr("All seen"))]

    def reload(self) -> None:
        self.tasks.read(self, reminders.inbox, done=self._show, is_plain=True)

    def _show(self, found: Inbox | None) -> None:
        self._touches = {each.id: each for each in found.touches} if found else {}
        self.seen.setVisible(found is not None)
        self.head.set_subtitle(self._span(found) if found else "")
        self.list.set_rows(_rows(found.touches) if found else [])
        self.empty.say(self.tr("Nothing was missed."), self.tr("Go to Today"))
        self._stack.setCurrentWidget(self.list if found else self.empty)
        if found and self.list.hasFocus() and not self.list.current_id():
            self.list.select_first()

    def _span(self, found: Inbox) -> str:
        first, last = labels.day(found.since.date()), labels.day(found.until.date())
        text = self.tr("{n} still open, due while you were away from {first} to {last}")
        return text.format(n=found.total, first=first, last=last)

    def _open(self, touch_id: str) -> None:
        if touch_id in self._touches:
            self.navigate.emit(Route("client", self._touches[touch_id].client_id))

    def _clear(self) -> None:
        self.tasks.write(self, reminders.clear, done=lambda _nothing: self.reload())


def _rows(touches: Sequence[MissedTouch]) -> list[Row]:
    rows: list[Row] = []
    shown: date | None = None
    for each in touches:
        on = each.at.date()
        if on != shown:
            rows.append(GroupHead(labels.day_and_weekday(on), sum(1 for other in touches if other.at.date() == on)))
            shown = on
        rows.append(
            TwoLineRow(
                each.id, each.tier, each.client, each.contact, channel_icon(Channel(each.channel)),
                labels.reason(each.reason, {**each.reason_params, "tier": each.tier}), f"{each.at:%H:%M}", "muted",
            )
        )  # fmt: skip
    return rows
