"""Agreements: those of one client with their lines, or all that are in force, the next to end first (D-8.1)."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from kam_desktop import runtime
from kam_desktop.core import agreements
from kam_desktop.core.agreements import AgreementRow
from kam_desktop.core.rules import amounts
from kam_desktop.core.rules.calendar_days import month_on
from kam_desktop.core.rules.kinds import AgreementState
from kam_desktop.ui import fonts, labels
from kam_desktop.ui.business.agreement_lines import AgreementLines
from kam_desktop.ui.business.pane import ListPane
from kam_desktop.ui.entries.agreement_entry import AgreementEntry
from kam_desktop.ui.entries.agreement_line_entry import AgreementLineEntry
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.paged_table import Cell, Column

_BOTH = 1000  # px for all columns and the lines beside them


class AgreementsPane(ListPane):
    """``client_id`` empty: all clients' agreements in force, which are read here and changed at their client."""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None, *, is_of_all: bool = False) -> None:
        self._is_of_all = is_of_all
        super().__init__(tasks, self.tr("Agreements"), parent)
        self.client_id = ""
        self.lines = AgreementLines(tasks, self)
        self.add_side(self.lines)
        self.table.current_changed.connect(lambda _id: self._show_lines())
        if is_of_all:
            self.empty.say(
                self.tr(
                    "No agreement is in force. Contracts and memberships are written down at a client, under Business."
                ),
                self.tr("Choose a client"),
            )
            self.empty.asked.connect(self.clients_asked)
            self.table.opened.connect(lambda row_id: self.opened_client.emit(self.rows[row_id].client_id))
            return
        self.entry, self.line = AgreementEntry(tasks, self), AgreementLineEntry(tasks, self)
        for entry in (self.entry, self.line):
            self.add_entry(entry)
        self.empty.say(
            self.tr("No agreement yet. Contracts, memberships and promises are spoken of before they end."),
            self.tr("New agreement"),
        )
        self.table.opened.connect(lambda row_id: self.entry.open(self.client_id, row_id))
        self.lines.asked.connect(self.add_line)
        self.add_keys(
            (
                ("E", self.tr("Edit"), self.edit), ("T", self.tr("A line: deadline, volume, points"), self.add_line),
                ("R", self.tr("Renew for a year"), self.renew), ("X", self.tr("It has ended"), self.end),
                ("Del", self.tr("Remove"), self.remove),
            ),
            new=(self.tr("New agreement"), self.add),
        )  # fmt: skip

    def columns(self) -> Sequence[Column]:
        """The client's name only where there are many."""
        of_all = [
            Column("tier", "", 44, "badge", is_sortable=False),
            Column("client", self.tr("Client"), 148, "bold", is_sortable=False),
        ]
        return [
            *(of_all if self._is_of_all else []),
            Column("title", self.tr("Agreement"), 0, "text" if self._is_of_all else "bold", is_sortable=False),
            Column("kind", self.tr("Kind"), 128, "muted", is_sortable=False),
            Column("ends", self.tr("Until"), 164, is_sortable=False),
            Column("used", self.tr("Volume"), 152, "number", is_sortable=False),
            Column("due", self.tr("Next due"), 100, is_sortable=False),
        ]  # fmt: skip

    def cells(self, row: AgreementRow) -> tuple[Any, ...]:
        """Amber within the days of notice, red when it is past."""
        today = runtime.today()
        left, is_active = row.days_left(today), row.state is AgreementState.ACTIVE
        role = "muted" if not is_active else ""
        ends = labels.day(row.ends_on) if row.ends_on else self.tr("open")
        if is_active and left is not None and left <= row.notice_days:
            role = "danger" if left < 0 else "warning"
            ends = (
                f"{ends} · {labels.in_days(row.ends_on or today, today)}"
                if left >= 0
                else self.tr("ended {on}").format(on=ends)
            )
        if not is_active:
            ends = labels.name_of(row.state)
        late = row.next_due_on is not None and row.next_due_on < today
        due = Cell(labels.day(row.next_due_on), "danger" if late else "") if row.next_due_on else Cell("")
        own = (row.title, labels.name_of(row.kind), Cell(ends, role), _used(row), due)
        return (row.tier, row.client, *own) if self._is_of_all else own

    def key_words(self) -> list[tuple[str, str]]:
        if self._is_of_all:
            return [("Enter", self.tr("Open the client"))]
        return [
            ("N", self.tr("New agreement")), ("Enter, E", self.tr("Edit")), ("T", self.tr("A line: deadline, volume, points")),
            ("R", self.tr("Renew for a year")), ("X", self.tr("It has ended")), ("Del", self.tr("Remove")),
        ]  # fmt: skip

    def reload(self) -> None:
        """Read the list and the lines again."""
        client_id = self.client_id

        def work(session: Any) -> list[AgreementRow]:
            return agreements.of_client(session, client_id) if client_id else agreements.in_force(session)

        if client_id or self._is_of_all:
            self.tasks.read(self, work, done=self._show)

    def _show(self, found: list[AgreementRow]) -> None:
        self.show_rows(found)
        soon = [row for row in found if row.state is AgreementState.ACTIVE and _is_near(row)]
        self.told.emit(self.tr("%n need(s) to be spoken of", "", len(soon)) if soon else "")
        self._show_lines()

    def _show_lines(self) -> None:
        row: AgreementRow | None = self.current()
        self.lines.setVisible(row is not None and (not self._is_of_all or self.width() >= fonts.px(_BOTH)))
        if row is not None:
            self.lines.show_agreement(row, can_add=not self._is_of_all)

    def add(self) -> None:
        """N."""
        self.entry.open(self.client_id)

    def edit(self) -> None:
        """E."""
        if (row := self.current()) is not None:
            self.entry.open(self.client_id, row.id)

    def add_line(self) -> None:
        """T."""
        if (row := self.current()) is not None:
            self.line.open(row.id)

    def renew(self) -> None:
        """R: the same agreement for another year; another term is written in the entry."""
        row, today = self.current(), runtime.today()
        if row is None:
            return
        if row.ends_on is None:
            self.edit()
            return
        until = month_on(row.ends_on, 12)
        said = self.tr("Renewed until {on}: {what}").format(on=labels.day(until), what=row.title)
        self.tasks.write(self, lambda session: agreements.renew(session, row.id, until=until, today=today), said=said)

    def end(self) -> None:
        """X."""
        row, today = self.current(), runtime.today()
        if row is not None:
            said = self.tr("Ended: {what}").format(what=row.title)
            self.tasks.write(self, lambda session: agreements.end(session, row.id, today=today), said=said)

    def remove(self) -> None:
        """Delete; Undo brings it back."""
        row, today = self.current(), runtime.today()
        if row is not None:
            said = self.tr("Agreement removed: {what}").format(what=row.title)
            self.tasks.write(self, lambda session: agreements.remove(session, row.id, today=today), said=said)


def _is_near(row: AgreementRow) -> bool:
    left = row.days_left(runtime.today())
    return left is not None and left <= row.notice_days


def _used(row: AgreementRow) -> str:
    if row.volume_milli:
        used, whole = amounts.told_milli(row.used_milli), amounts.told_milli(row.volume_milli)
        return f"{used} / {whole} {row.unit}".strip()
    return f"{amounts.told_milli(row.used_milli)} {row.unit}".strip() if row.used_milli else ""
