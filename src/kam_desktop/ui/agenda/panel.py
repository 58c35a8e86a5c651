"""The panel of the chosen day: what day it is, how full, what finds no room, its touches, and what can be done."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from kam_desktop.core.calendar_view import CalendarTouch, DayView, Proposed
from kam_desktop.core.rules.kinds import TouchState
from kam_desktop.ui import appearance, fonts, labels, painting
from kam_desktop.ui.agenda import wording
from kam_desktop.ui.agenda.reading import DayContent, Mode, rows_of
from kam_desktop.ui.widgets.buttons import PlainButton, PrimaryButton, QuietButton
from kam_desktop.ui.widgets.empty import EmptyState
from kam_desktop.ui.widgets.list_view import Row, RowList
from kam_desktop.ui.widgets.progress import ThinBar
from kam_desktop.ui.widgets.texts import Hint, PlainLabel, Rule

_LOW: Final = 520


class DayHeadBox(QWidget):
    """The date in both calendars, where one is, and the load as a bar with its number beside it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._date = PlainLabel("", self, face="head", bold=True)
        self._line = Hint("", self)
        self._out = Hint("", self)
        self.bar = ThinBar(self)
        self._number = PlainLabel("", self, face="label", bold=True)
        self._row = QWidget(self)
        row = QHBoxLayout(self._row)
        row.setContentsMargins(0, 4, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.bar, 1)
        row.addWidget(self._number)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(4)
        for widget in (self._date, self._line, self._out, self._row):
            column.addWidget(widget)

    def show_view(self, view: DayView, out: str, *, is_past: bool) -> None:
        """The day as it stands; what is past has no load any more."""
        self._date.setText(labels.day_and_weekday(view.head.on))
        self._say(self._line, wording.day_line(view.head))
        load = view.load
        is_by_visits = wording.is_by_visits(load)
        count, total = (load.visits, load.most_visits) if is_by_visits else (load.minutes, load.most_minutes)
        self.bar.set_parts(count, total)
        self.bar.set_role("danger" if load.is_over else "accent")
        said, other = wording.time_load(load), wording.visit_load(load)
        if is_by_visits:
            said, other = other, said
        self._say(self._out, " · ".join(each for each in (out, "" if is_past else other) if each))
        words = " · ".join(each for each in (said, wording.over(load)) if each)
        self.bar.setAccessibleName(words)
        self._number.setText(words)
        self._number.set_role("danger" if load.is_over else "muted")
        self._row.setVisible(not is_past and bool(load.minutes))

    def text(self) -> str:
        """All that is said, for tests and screen readers."""
        return "\n".join(each.text() for each in (self._date, self._line, self._out, self._number))

    @staticmethod
    def _say(label: PlainLabel, text: str) -> None:
        label.setText(text)
        label.setVisible(bool(text))


class DayActs(QWidget):
    """What can be done with the current touch; the proposal is the one primary button."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_low = False
        self._shown: tuple[CalendarTouch | None, Proposed | None] = (None, None)
        self.why = Hint("", self)
        self.why.setAlignment(Qt.AlignmentFlag.AlignTop)
        appearance.fit(self._fit)
        self.take_button = PrimaryButton("", self, keys="A")
        self.open_button = QuietButton(self.tr("Open dossier"), self)
        self.move_button = PlainButton(self.tr("Move"), self, keys="R")
        self.skip_button = PlainButton(self.tr("Skip"), self, keys="S")
        self.hand_over_button = PlainButton(self.tr("Hand over"), self, keys="T")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(self.why)
        column.addWidget(self.take_button)
        for pair in ((self.move_button, self.skip_button), (self.hand_over_button, self.open_button)):
            row = QHBoxLayout()
            row.setSpacing(8)
            for button in pair:
                row.addWidget(button, 1)
            column.addLayout(row)

    def set_low(self, is_low: bool) -> None:
        """In a low window the list needs the room: the whole reason is not shown."""
        if is_low != self._is_low:
            self._is_low = is_low
            self.show_touch(*self._shown)

    def _fit(self) -> None:
        lines = 0 if self._is_low else 2  # kept, so that the list stays as high from row to row
        self.why.setMinimumHeight(lines * fonts.line_height("label"))
        self.why.setVisible(bool(self.why.text()) or not self._is_low)

    def show_touch(self, touch: CalendarTouch | None, proposed: Proposed | None) -> None:
        """For this one; nothing can be done with what is done."""
        self._shown = (touch, proposed)
        self.setVisible(touch is not None)
        is_open = touch is not None and touch.state is TouchState.PLANNED
        for button in (self.move_button, self.skip_button, self.hand_over_button):
            button.setEnabled(is_open)
        said = [wording.no_room(proposed)] if proposed is not None else []
        if touch is not None and not self._is_low:
            said.append(labels.reason(touch.reason, touch.reason_params))
        self.why.setText("\n".join(said))
        self._fit()
        words = wording.proposal(proposed) if proposed is not None else ""
        self.take_button.setText(words)
        self.take_button.setVisible(bool(words))


class DayPanel(QWidget):
    """Head, list, actions. The list is worked by keys; ``current`` is what they act on."""

    current_changed = Signal()
    more_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content: DayContent | None = None
        self._touches: dict[str, CalendarTouch] = {}
        self._proposed: dict[str, Proposed] = {}
        self.head = DayHeadBox(self)
        self.list = RowList(self)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setAccessibleName(self.tr("Touches of the day"))
        self.empty = EmptyState(self.tr("Nothing is planned for this day."), "", self)
        self.acts = DayActs(self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.head, Rule(self), self._stack, Rule(self), self.acts):
            column.addWidget(widget, 1 if widget is self._stack else 0)
        self.list.current_changed.connect(self._on_current)
        self.list.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.acts.show_touch(None, None)

    def show_content(self, found: DayContent, mode: Mode) -> None:
        """The day; the current touch stays current as long as it is there."""
        is_same_day = self._content is not None and self._content.on == found.on
        self._content = found
        self._proposed = {each.touch.id: each for each in found.unplaced.first}
        self._touches = {each.id: each for each in found.touches} | {
            each.touch.id: each.touch for each in found.unplaced.first
        }
        self.head.show_view(found.view, wording.cities_line(found.cities), is_past=found.on < found.today)
        rows: Sequence[Row] = rows_of(found, mode)
        self.list.set_rows(rows)
        if not is_same_day or not self.list.current_id():
            self.list.select_first()
            self.list.scrollToTop()
        self._stack.setCurrentWidget(self.list if rows else self.empty)
        self._on_current("")

    def current(self) -> CalendarTouch | None:
        """The touch that keys and buttons act on."""
        return self._touches.get(self.list.current_id())

    def current_open(self) -> CalendarTouch | None:
        """The current touch, as long as something can be done with it."""
        touch = self.current()
        return touch if touch is not None and touch.state is TouchState.PLANNED else None

    def proposal(self) -> Proposed | None:
        """The proposal for the current touch."""
        return self._proposed.get(self.list.current_id())

    def day_proposal(self) -> Proposed | None:
        """The one that is asked from the days: of the current touch if that day has it, else its first."""
        if self._content is None or self._content.is_of_span:
            return None
        first = next((each for each in self._content.unplaced.first if each.to is not None), None)
        return self.proposal() or first

    def content(self) -> DayContent | None:
        """What is shown."""
        return self._content

    def _on_current(self, _row_id: str) -> None:
        self.acts.show_touch(self.current(), self.proposal())
        self.current_changed.emit()

    def _on_scrolled(self, value: int) -> None:
        """Where the list ends it goes on, as long as there is more."""
        last = self.list.verticalScrollBar().maximum()
        if self._content is not None and self._content.has_more and last and value >= last:
            self.more_asked.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.acts.set_low(self.height() < fonts.px(_LOW))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), appearance.current().raised)
        painting.upright(painter, 0, 0, self.height())


def width_of(page_width: int) -> int:
    """248 to 480 px, about a quarter of the page."""
    return min(fonts.px(480), max(fonts.px(248), page_width * 24 // 100))
