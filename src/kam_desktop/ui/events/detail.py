"""One event: where and since when, what to say, and who was reached."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kam_desktop.core.call_list import Progress as Count
from kam_desktop.core.environment_events import EventRow
from kam_desktop.core.rules.kinds import TouchResult
from kam_desktop.ui import labels
from kam_desktop.ui.events import reading
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.buttons import PlainButton, PrimaryButton
from kam_desktop.ui.widgets.card import Card
from kam_desktop.ui.widgets.chip import ChipRow
from kam_desktop.ui.widgets.paged_table import Column, PagedTableModel, RowTable, request_through
from kam_desktop.ui.widgets.panel import ScrollBody
from kam_desktop.ui.widgets.progress import Progress
from kam_desktop.ui.widgets.texts import PlainLabel


class _Script(ScrollBody):
    """The script, four lines of it at most; the rest scrolls."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.text = PlainLabel("", self, wrap=True, selectable=True)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.addWidget(self.text)

    def sizeHint(self) -> QSize:
        height = self.text.heightForWidth(max(1, self.viewport().width()))
        return QSize(super().sizeHint().width(), min(height, 4 * self.text.minimumHeight()))


class EventDetail(QWidget):
    """``show_event`` at once, ``show_calls`` when they have been read."""

    call_asked = Signal()
    close_asked = Signal()
    chosen = Signal()
    opened = Signal(str)  # a client's id

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = PlainLabel("", self, face="head", bold=True, elide=True)
        self._about = PlainLabel("", self, role="muted", elide=True)
        self.progress = Progress(self)
        self.call_button = PrimaryButton(self.tr("Call list"), self, icon="phone", keys="C")
        self.close_button = PlainButton(self.tr("Close the event"), self)
        self._box = Card(self)
        self._script = _Script(self._box)
        self._box.add(self._script)
        self.chips = ChipRow(self)
        self._make_table(tasks)
        self._lay_out()
        self.call_button.clicked.connect(self.call_asked)
        self.close_button.clicked.connect(self.close_asked)
        self.chips.changed.connect(lambda _chosen: self.chosen.emit())
        self.table.opened.connect(self._open)
        self._say_chips(Count(0, 0, 0, 0))

    def _make_table(self, tasks: Tasks) -> None:
        columns = (
            Column("tier", "", 52, "badge", is_sortable=False),
            Column("client", self.tr("Client"), 128, "bold", is_sortable=False),
            Column("contact", self.tr("Person"), 72, is_sortable=False),
            Column("result", self.tr("Result"), 116, is_sortable=False),
            Column("at", self.tr("When"), 124, "muted", is_sortable=False),
            Column("outcome", self.tr("Outcome"), 0, is_sortable=False),
        )
        self.model = PagedTableModel((), request_through(tasks, self, reading.read_cells), columns, self)
        self.table = RowTable(self.model, self)
        self.table.setAccessibleName(self.tr("Who was reached"))

    def _lay_out(self) -> None:
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._title)
        names.addWidget(self._about)
        first = QHBoxLayout()
        first.setContentsMargins(16, 12, 16, 0)
        first.setSpacing(8)
        first.addLayout(names, 1)
        first.addWidget(self.close_button)
        first.addWidget(self.call_button)
        second = QHBoxLayout()
        second.setContentsMargins(16, 0, 16, 0)
        second.addWidget(self._box)
        third = QHBoxLayout()
        third.setContentsMargins(16, 0, 16, 8)
        third.setSpacing(12)
        third.addWidget(self.chips, 1)
        third.addWidget(self.progress)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for row in (first, second, third):
            column.addLayout(row)
        column.addWidget(self.table, 1)

    def show_event(self, event: EventRow) -> None:
        """What was entered."""
        self._title.setText(event.title)
        self._about.setText(" · ".join((labels.name_of(event.kind), labels.day(event.on), reading.places_of(event))))
        self._script.text.setText(event.script)
        self._box.setVisible(bool(event.script))
        self._script.updateGeometry()
        is_open = event.closed_on is None
        self.close_button.setVisible(is_open)
        self.call_button.setVisible(is_open)

    def show_calls(self, calls: reading.Calls) -> None:
        """Who was reached."""
        count = calls.progress
        words = self.tr("{reached} of {total} reached").format(reached=count.reached, total=count.total)
        self.progress.show_parts(words, count.reached, count.total)
        self._say_chips(count)
        self.table.show_ids(calls.ids)

    def wanted(self) -> str:
        """Which calls the chips keep."""
        return next(iter(self.chips.chosen()), reading.ALL)

    def _say_chips(self, count: Count) -> None:
        numbers = {TouchResult.REACHED: count.reached, TouchResult.MISSED: count.missed, TouchResult.LATER: count.later}
        waiting = count.total - count.handled
        chips = [(reading.ALL, self.tr("All {n}").format(n=count.total))]
        chips += [(each.value, f"{labels.name_of(each)} {number}") for each, number in numbers.items()]
        chips.append((reading.OPEN, self.tr("Not called yet {n}").format(n=waiting)))
        if count.withdrawn:
            chips.append((reading.WITHDRAWN, self.tr("Withdrawn {n}").format(n=count.withdrawn)))
        self.chips.set_chips(chips)

    def _open(self, touch_id: str) -> None:
        place = self.model.place_of(touch_id)
        row = self.model.row(place) if place is not None else None
        if row is not None:
            self.opened.emit(str(row[-1]))
