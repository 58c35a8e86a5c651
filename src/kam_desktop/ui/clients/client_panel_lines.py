"""The lines of a client's panel: what is due, a promise, a personal note, and the line for a new promise."""

from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from kam_desktop import runtime
from kam_desktop.core.agenda import DueTouch
from kam_desktop.core.dossiers import Promise
from kam_desktop.core.notes import NoteRow
from kam_desktop.core.rules.kinds import Activity, Side
from kam_desktop.core.rules.lines import in_one_line
from kam_desktop.ui import appearance, fonts, icons, labels, painting
from kam_desktop.ui.clients import client_fact_editors
from kam_desktop.ui.clients.client_head import touch_name
from kam_desktop.ui.timeline_rows import ICONS
from kam_desktop.ui.widgets.buttons import QuietButton, clicks
from kam_desktop.ui.widgets.date_field import DateField
from kam_desktop.ui.widgets.texts import Hint, PlainLabel, plain_tip

PAD: Final = 4  # beside a line that takes the focus
_ACTIVITY_ICONS: Final = {Activity.BIRTHDAY: "cake", Activity.COMMITMENT: "document-check"}


class TouchLine(QAbstractButton):
    """What is due and when, and why under it; a click does it."""

    def __init__(self, touch: DueTouch, parent: QWidget) -> None:
        super().__init__(parent)
        self.touch = touch
        self._title = " ".join(part for part in (touch_name(touch), touch.contact) if part)
        self._reason = labels.reason(touch.reason, touch.reason_params)
        self._role = "danger" if touch.late_days else "warning" if touch.due_on == runtime.today() else "muted"
        late = self.tr("{days} late").format(days=labels.days(touch.late_days))
        self._when = late if touch.late_days else labels.day(touch.due_on)
        self.setAccessibleName(f"{self._title} {self._when} {self._reason}")
        self.setToolTip(plain_tip(f"{self._title}\n{self._reason}"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(fonts.px(216), 2 * fonts.px(19) + 6)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme, line = QPainter(self), appearance.current(), fonts.px(19)
        if self.underMouse():
            painting.box(painter, self.rect(), painting.RADIUS, theme.sunken)
        icon = ICONS[self.touch.channel]
        if self.touch.activity in set(Activity):
            icon = _ACTIVITY_ICONS.get(Activity(self.touch.activity), icon)
        icons.paint_at(painter, QPoint(PAD, 3 + (line - icons.side()) // 2), icon, "muted")
        left = PAD + icons.side() + 8
        first = QRect(left, 3, self.width() - left - PAD, line)
        used = painting.text(painter, first, self._when, fonts.label(), theme[self._role], align=painting.RIGHT)
        painting.text(painter, first.adjusted(0, 0, -used - 8, 0), self._title, fonts.body(), theme.text)
        painting.text(painter, first.translated(0, line), self._reason, fonts.label(), theme.muted)
        if self.hasFocus():
            painting.focus_ring(painter, self.rect())


class PromiseLine(QWidget):
    """A promise, by when, and the button that says it was kept."""

    def __init__(self, promise: Promise, parent: QWidget) -> None:
        super().__init__(parent)
        text = PlainLabel(promise.text, self, wrap=True)
        is_late = promise.days_left is not None and promise.days_left < 0
        who = promise.owner or (self.tr("client") if promise.side == Side.CLIENT else self.tr("we"))
        when = labels.day(promise.due_on) if promise.due_on else self.tr("no date")
        below = Hint(f"{who} · {when}", self, role="danger" if is_late else "muted", wrap=False)
        self.kept = QuietButton(self.tr("Done"), self, icon="check", size="small")
        self.kept.setAccessibleName(self.tr("Done: {text}").format(text=promise.text))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(text)
        words.addWidget(below)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(8)
        row.addLayout(words, 1)
        row.addWidget(self.kept, 0, Qt.AlignmentFlag.AlignTop)


class OwnNoteLine(QAbstractButton):
    """A personal note: a lock, its day, the beginning of its text; a click opens it."""

    def __init__(self, row: NoteRow, about: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.row = row
        self._text = in_one_line(row.text)
        self._below = " · ".join(part for part in (labels.day(row.on) if row.on else "", about) if part)
        self.setAccessibleName(self.tr("Only for me: {text}").format(text=self._text))
        self.setToolTip(plain_tip(row.text[:1000]))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(fonts.px(216), 2 * fonts.px(19) + 6)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not clicks(self, event):
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme, line = QPainter(self), appearance.current(), fonts.px(19)
        if self.underMouse():
            painting.box(painter, self.rect(), painting.RADIUS, theme.sunken)
        icons.paint_at(painter, QPoint(PAD, 3 + (line - icons.side()) // 2), "lock", "muted")
        left = PAD + icons.side() + 8
        first = QRect(left, 3, self.width() - left - PAD, line)
        painting.text(painter, first, self._text, fonts.body(), theme.text)
        painting.text(painter, first.translated(0, line), self._below, fonts.label(), theme.muted)
        if self.hasFocus():
            painting.focus_ring(painter, self.rect())


class PromiseEntry(QWidget):
    """One line for a new promise and its day; Enter notes it, Esc closes."""

    entered = Signal(str, object)  # text, date | None

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.text = QLineEdit(self)
        self.text.setPlaceholderText(self.tr("What did we promise?"))
        self.text.setAccessibleName(self.tr("Promise"))
        self.text.setMaxLength(512)
        self.due = DateField(runtime.today(), self)
        self.due.setAccessibleName(self.tr("Due"))
        self._add = QuietButton(self.tr("Note it"), self, size="small")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.due, 1)
        row.addWidget(self._add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(4)
        column.addWidget(self.text)
        column.addLayout(row)
        for signal in (self.text.returnPressed, self.due.returnPressed, self._add.clicked):
            signal.connect(self._enter)
        self.hide()

    def open(self) -> None:
        """Show the line, with the focus in it."""
        self.due.set_today(runtime.today())
        self.show()
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def leave(self) -> tuple[str, str] | None:
        """Its client goes: the text and the day as typed, for ``bring_back``; None where nothing is being written."""
        text = "" if self.isHidden() else self.text.text().strip()
        due = client_fact_editors.text_of(self.due)
        self._clear()
        return (text, due) if text else None

    def bring_back(self, text: str, due: str) -> None:
        """What was being written stands here again; the focus stays where it is."""
        self.text.setText(text)
        client_fact_editors.put_text(self.due, due)
        self.show()

    def _clear(self) -> None:
        self.text.clear()
        self.due.set_value(None)
        self.due.clear()
        self.hide()

    def _enter(self) -> None:
        if not self.text.text().strip():
            self.text.setFocus()
        elif not self.due.is_valid():
            self.due.setFocus()
        else:
            self.entered.emit(self.text.text().strip(), self.due.value())
            self._clear()
