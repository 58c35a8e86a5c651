"""A date: typed in any usual way, or picked from a month that also tells the lunar day."""

import logging
from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent, QPainter, QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from kam_desktop.core.errors import Invalid
from kam_desktop.ui import appearance, fonts, icons, labels, painting
from kam_desktop.ui.widgets.date_text import Prefer, is_impossible, parse_date, passed, show_date, typed_date
from kam_desktop.ui.widgets.field_icon import FieldIcon
from kam_desktop.ui.widgets.texts import plain_tip, restyle

DayNote = Callable[[date], str]
_log = logging.getLogger(__name__)
_AWAY = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)  # one comes back


class MonthPopup(QCalendarWidget):
    """A month whose cells carry a note under the day: the lunar day, a festival."""

    def __init__(self, today: date, day_note: DayNote | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today, self._day_note = today, day_note
        self._has_failed = False
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.setGridVisible(False)
        self.setMinimumSize(fonts.px(316), fonts.px(308))
        self._dress()
        if labels.language() == "zh_CN":
            self._say_year_first()
            self.currentPageChanged.connect(self._say_month)

    def _say_year_first(self) -> None:
        """2026 年 6 月; of itself it says 六月 2026."""
        month, year = (self.findChild(QToolButton, f"qt_calendar_{name}button") for name in ("month", "year"))
        edit, bar = (
            self.findChild(QSpinBox, "qt_calendar_yearedit"),
            self.findChild(QWidget, "qt_calendar_navigationbar"),
        )
        row = bar.layout() if bar is not None else None
        if month is not None and year is not None and edit is not None and isinstance(row, QHBoxLayout):
            at = row.indexOf(month)
            row.removeWidget(year)
            row.insertWidget(at, year)
            edit.setSuffix(" 年")
            self._say_month(self.yearShown(), self.monthShown())

    def _say_month(self, _year: int, number: int) -> None:
        for name, words in (("month", labels.say(f"paper.month.{number}")), ("year", f"{self.yearShown()} 年")):
            button = self.findChild(QToolButton, f"qt_calendar_{name}button")
            if button is not None:
                button.setText(words)

    def _dress(self) -> None:
        theme = appearance.current()
        plain = QTextCharFormat()
        plain.setForeground(theme.muted)
        plain.setFont(fonts.label())
        self.setHeaderTextFormat(plain)
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.setWeekdayTextFormat(day, plain)
        for name, icon in (
            ("qt_calendar_prevmonth", "chevron-left"),
            ("qt_calendar_nextmonth", "chevron-right"),
        ):
            button = self.findChild(QToolButton, name)
            if button is not None:
                button.setIcon(icons.icon(icon))

    def paintCell(self, painter: QPainter, rect: QRect, day: QDate | date) -> None:
        """An exception in here would come again with every paint: caught, logged once."""
        try:
            self._paint(painter, rect, _python(day))
        except Exception:
            if not self._has_failed:
                self._has_failed = True
                _log.exception("A day of the calendar could not be painted")

    def _paint(self, painter: QPainter, rect: QRect, day: date) -> None:
        theme = appearance.current()
        is_chosen = day == _python(self.selectedDate())
        is_other = day.month != self.monthShown()
        painter.fillRect(rect, theme.surface)
        inner = rect.adjusted(1, 1, -1, -1)
        if is_chosen:
            painting.box(painter, inner, painting.RADIUS, theme.accent_soft, theme.accent)
        elif day == self._today:
            painting.box(painter, inner, painting.RADIUS, None, theme.border_strong)
        ink = theme.accent if is_chosen else theme.muted if is_other else theme.text
        half = inner.height() * 11 // 20
        upper = QRect(inner.left(), inner.top() + 2, inner.width(), half) if self._day_note else inner
        painting.text(painter, upper, str(day.day), fonts.body(bold=is_chosen), ink, align=painting.CENTRE)
        note = self._day_note(day) if self._day_note else ""
        lower = QRect(inner.left() + 1, inner.top() + half - 1, inner.width() - 2, inner.height() - half)
        painting.text(painter, lower, note, fonts.label(), theme.muted, align=painting.CENTRE)


class DateField(QLineEdit):
    """Shows 10 月 15 日 周四 at rest and 10-15 while it has the focus. Alt+Down opens the month.

    ``value()`` reads what is typed at this moment; None when empty or not a date (``is_valid`` tells which).
    With ``refuses_passed`` a day that was lately and has no year is none, rather than that day of next year.
    A text that is no date is marked when one leaves it; ``judged`` tells a form, which says it below.
    """

    changed = Signal(object)  # date | None
    judged = Signal(str)  # what is wrong, "" when that is over

    def __init__(
        self,
        today: date,
        parent: QWidget | None = None,
        *,
        day_note: DayNote | None = None,
        prefer: Prefer = "future",
        refuses_passed: bool = False,
    ) -> None:
        super().__init__(parent)
        self._today, self._day_note, self._prefer = today, day_note, prefer
        self._refuses_passed = refuses_passed
        self._value: date | None = None
        self._told: date | None = None
        self._wrong = ""
        self._popup: QFrame | None = None
        self._open_action = QAction(icons.icon("calendar", "muted"), self.tr("Calendar"), self)
        self._open_action.triggered.connect(self.open_month)
        FieldIcon(self, action=self._open_action)
        self._example = self.tr("e.g. 10-15 or +7")
        self.setPlaceholderText(self._example)
        self.textEdited.connect(self._on_edited)
        self.textChanged.connect(lambda _: self._mark(""))
        self.editingFinished.connect(self._settle)

    def value(self) -> date | None:
        """The date, None when the text is empty or says no date."""
        return self._value

    def is_valid(self) -> bool:
        """Whether the text is empty or a date."""
        return self._value is not None or not self.text().strip()

    def why_not(self) -> str:
        """What is wrong with the text, in a sentence; empty when nothing is."""
        text = self.text().strip()
        if self.is_valid():
            return ""
        gone = passed(text, self._today) if self._refuses_passed else None
        if gone is not None:
            return labels.sentence(Invalid("on", "touch.moved_to_past", on=gone.isoformat()))
        return labels.sentence(Invalid("on", "date.impossible" if is_impossible(text) else "date.no_day", text=text))

    def set_value(self, day: date | None) -> None:
        """Show a date, without ``changed``."""
        self._value = self._told = day
        if day is None:
            self.clear()
        self._show()

    def set_today(self, today: date) -> None:
        """The day from which +7 counts; midnight may pass while the window is open."""
        self._today = today
        self._show()

    def open_month(self) -> None:
        """Open the month below the field."""
        frame = QFrame(self, Qt.WindowType.Popup)
        frame.setProperty("kind", "popup")
        frame.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        month = MonthPopup(self._today, self._day_note, frame)
        month.setSelectedDate(_qt(self._value or self._today))
        column = QVBoxLayout(frame)
        column.setContentsMargins(4, 4, 4, 4)
        column.addWidget(month)
        month.clicked.connect(self._pick)
        month.activated.connect(self._pick)
        frame.adjustSize()
        frame.move(self._popup_place(frame))
        frame.show()
        month.setFocus()
        self._popup = frame

    def _popup_place(self, frame: QFrame) -> QPoint:
        """Below the field, or above it when the screen ends."""
        below = self.mapToGlobal(QPoint(0, self.height() + 4))
        screen = self.screen().availableGeometry()
        left = max(screen.left(), min(below.x(), screen.right() - frame.width()))
        if below.y() + frame.height() <= screen.bottom():
            return QPoint(left, below.y())
        return QPoint(left, max(screen.top(), self.mapToGlobal(QPoint(0, -frame.height() - 4)).y()))

    def _pick(self, day: QDate) -> None:
        self._value = _python(day)
        if self._popup is not None:
            self._popup.close()
            self._popup = None
        self._show()
        self._tell()

    def changeEvent(self, event: QEvent) -> None:
        """Where nothing can be typed an example would be taken for a date."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self.setPlaceholderText(self._example if self.isEnabled() else "")

    def focusInEvent(self, event: QFocusEvent) -> None:
        if self._value is not None:
            self.setText(typed_date(self._value, self._today, self._prefer))
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._settle()
        self._show()
        if event.reason() not in _AWAY:
            self._mark(self.why_not())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_month()
        else:
            super().keyPressEvent(event)

    def _on_edited(self, text: str) -> None:
        has_passed = self._refuses_passed and passed(text, self._today)
        self._value = None if has_passed else parse_date(text, self._today, self._prefer)

    def _mark(self, sentence: str) -> None:
        if sentence == self._wrong:
            return
        self._wrong = sentence
        self.setProperty("invalid", "true" if sentence else "false")
        self.setToolTip(plain_tip(sentence))
        self.setAccessibleDescription(sentence)
        restyle(self)
        self.judged.emit(sentence)

    def _settle(self) -> None:
        if self._value != self._told:
            self._tell()

    def _tell(self) -> None:
        self._told = self._value
        self.changed.emit(self._value)

    def _show(self) -> None:
        """A text that is no date stays as it was typed, so that nothing is lost."""
        if self._value is None:
            return
        words = typed_date(self._value, self._today, self._prefer) if self.hasFocus() else None
        self.setText(words if words is not None else show_date(self._value, self._today))
        if words is None:
            self.setCursorPosition(0)


def _python(day: QDate | date) -> date:
    return day if isinstance(day, date) else date(day.year(), day.month(), day.day())


def _qt(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
