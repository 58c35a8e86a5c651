"""The lines of an agreement at the right of the list: what is due, what was used up, and how much is left."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kam_desktop import runtime
from kam_desktop.core import agreements
from kam_desktop.core.agreements import AgreementRow, EntryRow
from kam_desktop.core.rules import amounts
from kam_desktop.core.rules.kinds import EntryKind
from kam_desktop.ui import appearance, fonts, labels, painting
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.buttons import QuietButton
from kam_desktop.ui.widgets.list_view import RowList, TwoLineRow
from kam_desktop.ui.widgets.progress import ThinBar
from kam_desktop.ui.widgets.texts import Hint, PlainLabel

_LOW = 180  # px, under which there is no room for all parts
_ROW = 52  # px of one line


class AgreementLines(QWidget):
    """D says that a deadline was met, Delete takes a line away. ``asked`` asks for a new line."""

    asked = Signal()

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._asked = 0
        self._lines: dict[str, EntryRow] = {}
        self.heading = PlainLabel("", self, face="head", bold=True, elide=True)
        self.facts, self.bar = Hint("", self, wrap=True), ThinBar(self)
        self.list = RowList(self)
        self.list.setAccessibleName(self.tr("Lines of the agreement"))
        self.add_button = QuietButton(self.tr("A line"), self, icon="plus", keys="T", size="small")
        self.add_button.clicked.connect(self.asked)
        head = QVBoxLayout()
        head.setContentsMargins(16, 12, 16, 8)
        head.setSpacing(4)
        self._top = QHBoxLayout()
        self._top.addWidget(self.heading, 1)
        head.addLayout(self._top)
        for widget in (self.facts, self.bar):
            head.addWidget(widget)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(1, 0, 0, 8)
        self._column.setSpacing(0)
        self._column.addLayout(head)
        self._column.addWidget(self.list, 1)
        self._column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignHCenter)
        appearance.scaled(self.list.setMinimumHeight, _ROW)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        for letter, words, act in (
            ("D", self.tr("Done, or open again"), self._settle),
            ("Del", self.tr("Remove"), self._remove),
        ):
            action = QAction(words, self.list)
            action.setShortcut(QKeySequence(letter))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(act)
            self.list.addAction(action)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low window the lines go before the facts, and the button stands beside the heading."""
        super().resizeEvent(event)
        is_low = self.height() < fonts.px(_LOW)
        self.facts.setVisible(not is_low)
        if is_low:
            self._top.addWidget(self.add_button)
        elif self._column.indexOf(self.add_button) < 0:
            self._column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignHCenter)

    def show_agreement(self, row: AgreementRow, *, can_add: bool) -> None:
        """Another agreement, or the same one anew."""
        self._asked += 1
        self.heading.setText(row.title)
        self.facts.setText(_facts(row))
        self.bar.setVisible(bool(row.volume_milli))
        if row.volume_milli:
            used = min(100, round(100 * abs(row.used_milli) / row.volume_milli))
            self.bar.set_parts(used, 100)
        self.add_button.setVisible(can_add)
        asked, agreement_id = self._asked, row.id
        self._tasks.read(
            self, lambda session: agreements.entries(session, agreement_id), done=lambda found: self._show(asked, found)
        )

    def _show(self, asked: int, found: list[EntryRow]) -> None:
        if asked != self._asked:
            return
        self._lines = {line.id: line for line in found}
        self.list.set_rows([self._row(line) for line in found])

    def _row(self, line: EntryRow) -> TwoLineRow:
        today = runtime.today()
        if line.kind is EntryKind.DEADLINE:
            due = line.due_on or today
            is_late = line.done_on is None and due < today
            when = self.tr("done {on}").format(on=labels.day(line.done_on)) if line.done_on else labels.day(due)
            icon = "check" if line.done_on else "warning" if is_late else "clock"
            role = "danger" if is_late else "muted"
            under = " · ".join(filter(None, (labels.name_of(line.kind), line.owner)))
            return TwoLineRow(line.id, "", line.text, "", icon, under, when, role)
        quantity = amounts.told_milli(line.quantity_milli or 0)
        sign = "+" if (line.quantity_milli or 0) > 0 else ""
        under = " · ".join(filter(None, (labels.day(line.on) if line.on else "", labels.name_of(line.kind))))
        return TwoLineRow(
            line.id, "", line.text or labels.name_of(line.kind), "", "document", under, f"{sign}{quantity}", "text"
        )

    def _settle(self) -> None:
        line, today = self._lines.get(self.list.current_id()), runtime.today()
        if line is None or line.kind is not EntryKind.DEADLINE:
            return
        is_done = line.done_on is None
        said = (self.tr("Done: {what}") if is_done else self.tr("Open again: {what}")).format(what=line.text[:80])

        def work(session: Any) -> None:
            agreements.settle(session, line.id, today=today, is_done=is_done)

        self._tasks.write(self, work, said=said)

    def _remove(self) -> None:
        line, today = self._lines.get(self.list.current_id()), runtime.today()
        if line is not None:
            said = self.tr("Removed: {what}").format(what=line.text[:80] or labels.name_of(line.kind))
            self._tasks.write(self, lambda session: agreements.remove_entry(session, line.id, today=today), said=said)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), appearance.current().raised)
        if self.x():
            painting.upright(painter, 0, 0, self.height())
        else:
            painting.hairline(painter, 0, 0, self.width())


def _facts(row: AgreementRow) -> str:
    days = [labels.day(on) for on in (row.starts_on, row.ends_on) if on]
    amount = labels.money(row.amount_minor, row.currency) if row.amount_minor else ""
    parts = (labels.name_of(row.kind), row.number, " – ".join(days), amount, row.owner)
    facts = " · ".join(filter(None, parts))
    return f"{facts}\n{row.notes}" if row.notes else facts
