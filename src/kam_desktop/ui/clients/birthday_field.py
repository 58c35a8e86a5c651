"""A birthday as people say it: one line of text, a switch for the calendar, and an echo in words.

The text is the truth. The switch shows which calendar it was read in, decides where the text does not say,
and rewrites the text when it is turned by hand.
"""

import re
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QCoreApplication, QDynamicPropertyChangeEvent, QEvent, QObject, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from kam_desktop import runtime
from kam_desktop.core.errors import Invalid
from kam_desktop.core.rules import dates
from kam_desktop.core.rules.dates import PartialDate
from kam_desktop.core.rules.kinds import Calendar
from kam_desktop.ui import appearance, fonts, labels, painting
from kam_desktop.ui.widgets.texts import Hint, restyle

_SAYS_SOLAR: Final = re.compile(r"公历|公曆|阳历|陽曆|新历|西历|[日号號]")


def read(text: str, calendar: Calendar = Calendar.SOLAR) -> PartialDate | None:
    """The date a text means, None when it is empty; ``calendar`` decides where the text does not say.

    Raises Invalid like ``dates.parse``.
    """
    if not text.strip():
        return None
    if calendar is Calendar.LUNAR and not _SAYS_SOLAR.search(text) and not _is_lunar(text):
        return dates.parse(f"农历{text}")
    return dates.parse(text)


def written(birthday: PartialDate) -> str:
    """A text that reads back as the same date, whatever the switch says."""
    numbers = [str(part) for part in (birthday.year, birthday.month, birthday.day) if part is not None]
    if birthday.calendar is Calendar.LUNAR:
        return dates.write(birthday, labels.language())
    if birthday.day is None or birthday.month is None:
        return dates.write(birthday, labels.language())
    return "-".join(part.zfill(2) for part in numbers)


def echo(birthday: PartialDate) -> str:
    """``农历 八月十五 · 下次 9 月 25 日 周五``."""
    parts = [dates.write(birthday, labels.language())]
    coming = dates.next_occurrence(birthday, runtime.today())
    if coming is not None:
        age = dates.age_on(birthday, coming)
        words = (
            QCoreApplication.translate("BirthdayField", "next {day}, turns {age}")
            if age
            else QCoreApplication.translate("BirthdayField", "next {day}")
        )
        parts.append(words.format(day=labels.day_and_weekday(coming), age=age))
    elif birthday.day is None:
        parts.append(QCoreApplication.translate("BirthdayField", "without the day there is no reminder"))
    return " · ".join(parts)


def _is_lunar(text: str) -> bool:
    try:
        return dates.parse(text).calendar is Calendar.LUNAR
    except Invalid:
        return "农历" in text or "lunar" in text.lower()


class _Half(QAbstractButton):
    """One of the two calendars."""

    def __init__(self, text: str, parent: QWidget, *, is_first: bool) -> None:
        super().__init__(parent)
        self._is_first = is_first
        self.setText(text)
        self.setCheckable(True)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(fonts.width(fonts.body(bold=True), self.text()) + 20, fonts.px(30))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme, is_on = QPainter(self), appearance.current(), self.isChecked()
        if is_on:
            painting.box(painter, self.rect(), painting.RADIUS - 1, theme.accent_soft)
        if not self._is_first:
            painting.upright(painter, 0, 0, self.height())
        ink = theme.accent if is_on else theme.text
        painting.text(painter, self.rect(), self.text(), fonts.body(bold=is_on), ink, align=painting.CENTRE)
        if self.hasFocus():
            painting.focus_ring(painter, self.rect())


class BirthdayField(QWidget):
    """``text()`` is what was typed, ``value()`` what it means; the form says what is wrong with it."""

    changed = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asked = Calendar.SOLAR
        self.line = QLineEdit(self)
        self.line.setMaxLength(64)
        self.line.setPlaceholderText(self.tr("e.g. 1984-10-21, 10-21 or lunar 8-15"))
        self.line.textChanged.connect(self._on_text)
        self.line.installEventFilter(self)
        self.solar = _Half(self.tr("Solar"), self, is_first=True)
        self.lunar = _Half(self.tr("Lunar"), self, is_first=False)
        self._echo = Hint("", self)
        self._lay_out()
        self.setFocusProxy(self.line)
        self._show()

    def _lay_out(self) -> None:
        self.solar.setChecked(True)
        self._switch = QButtonGroup(self)
        frame = QFrame(self)
        frame.setProperty("kind", "input")
        segments = QHBoxLayout(frame)
        segments.setContentsMargins(1, 1, 1, 1)
        segments.setSpacing(0)
        for button in (self.solar, self.lunar):
            segments.addWidget(button)
            self._switch.addButton(button)
        self._switch.buttonClicked.connect(lambda _: self._on_switch())
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.line, 1)
        row.addWidget(frame)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self._echo)

    def setAccessibleName(self, name: str) -> None:
        """The line inside carries the name too."""
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)

    def setAccessibleDescription(self, text: str) -> None:
        """What the form says of the field is heard at the line."""
        super().setAccessibleDescription(text)
        self.line.setAccessibleDescription(text or self._echo.text())

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QDynamicPropertyChangeEvent) and event.propertyName() == b"invalid":
            self.line.setProperty("invalid", self.property("invalid"))
            restyle(self.line)
        return super().event(event)

    def text(self) -> str:
        """What was typed, with the calendar where only the switch tells it."""
        text = self.line.text().strip()
        is_open = bool(text) and not _SAYS_SOLAR.search(text) and not _is_lunar(text)
        return f"农历 {text}" if is_open and self._asked is Calendar.LUNAR else text

    def set_text(self, text: str) -> None:
        """Show a text, without ``changed``."""
        self._asked = Calendar.SOLAR
        was_blocked = self.line.blockSignals(True)
        self.line.setText(text)
        self.line.blockSignals(was_blocked)
        self._show()

    def value(self) -> PartialDate | None:
        """The date, None when empty; raises Invalid when the text says none."""
        return read(self.line.text(), self._asked)

    def impossible(self) -> str:
        """Why a date that is written out cannot be, as a sentence; nothing for one that is not finished."""
        try:
            self.value()
        except Invalid as error:
            return "" if error.code == "date.unreadable" else labels.sentence(error)
        return ""

    def echo_text(self) -> str:
        """The line under the field."""
        return self._echo.text()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self._show()
            self.left.emit()
        return super().eventFilter(watched, event)

    def _on_text(self) -> None:
        self._show()
        self.changed.emit()

    def _on_switch(self) -> None:
        """Turned by hand: the same numbers in the other calendar."""
        self._asked = Calendar.LUNAR if self.lunar.isChecked() else Calendar.SOLAR
        try:
            said = read(self.line.text())
        except Invalid:
            said = None
        if said is not None and said.calendar is not self._asked:
            self.line.setText(_renamed(replace(said, calendar=self._asked, is_leap=False)))
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        """The echo of a date; what is wrong is said by the form, under the field."""
        try:
            value = self.value()
        except Invalid:
            value = None
        calendar = value.calendar if value else self._asked
        (self.lunar if calendar is Calendar.LUNAR else self.solar).setChecked(True)
        text = echo(value) if value else ""
        self._echo.setText(text)
        self._echo.setVisible(bool(text))
        self.line.setAccessibleDescription(text)


def _renamed(said: PartialDate) -> str:
    """The same numbers under another calendar; they need not exist there, the echo tells."""
    numbers = "-".join(str(part) for part in (said.year, said.month, said.day) if part is not None)
    if said.calendar is Calendar.SOLAR:
        return numbers if said.month else f"{said.year}"
    return f"{'农历' if labels.language() == 'zh_CN' else 'Lunar'} {numbers}"
