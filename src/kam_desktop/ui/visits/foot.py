"""The bottom bar of the visit page: what is saved, when the report is due, and what to do next."""

from datetime import date, datetime
from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kam_desktop import runtime
from kam_desktop.ui import appearance, labels, painting
from kam_desktop.ui.widgets.buttons import Button, PlainButton, PrimaryButton, QuietButton
from kam_desktop.ui.widgets.icon_label import IconLabel
from kam_desktop.ui.widgets.texts import Hint, PlainLabel, restyle

Work = Literal["plan", "report", "review", "read", "cancel"]


class Foot(QWidget):
    """Shows the buttons of the work at hand. Exactly one is primary."""

    saved = Signal()  # the plan; a report saves itself
    submitted = Signal()
    report_asked = Signal()
    preview_asked = Signal()
    reviewed = Signal(bool, str)  # accepted, remark
    cancelled = Signal(str)  # reason

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work: Work = "read"
        self._can_cancel = False
        self._icon = IconLabel("check", self, role="ok")
        self._state = PlainLabel("", self, role="muted", elide=True)
        self._due = PlainLabel("", self, face="label", role="muted")
        self.line = QLineEdit(self)
        self._wrong = Hint("", self, role="danger")
        self._make_buttons()
        self._lay_out()
        self.show_work("read")

    def _make_buttons(self) -> None:
        self.cancel = QuietButton(self.tr("Call off"), self)
        self.back = PlainButton(self.tr("Keep the visit"), self)
        self.confirm = PrimaryButton(self.tr("Call the visit off"), self)
        self.to_report = PlainButton(self.tr("Write the report"), self)
        self.save_plan = PrimaryButton(self.tr("Save the plan"), self, keys="Ctrl+Enter")
        self.preview = PlainButton(self.tr("Preview PDF"), self, keys="Ctrl+P")
        self.submit = PrimaryButton(self.tr("Submit"), self, keys="Ctrl+Enter")
        self.give_back = PlainButton(self.tr("Return"), self)
        self.accept = PrimaryButton(self.tr("Accept"), self)
        self.cancel.clicked.connect(lambda: self.show_work("cancel"))
        self.back.clicked.connect(lambda: self.show_work("plan"))
        self.confirm.clicked.connect(lambda: self.cancelled.emit(self.line.text()))
        self.to_report.clicked.connect(self.report_asked)
        self.save_plan.clicked.connect(self.saved)
        self.submit.clicked.connect(self.submitted)
        self.preview.clicked.connect(self.preview_asked)
        self.give_back.clicked.connect(lambda: self.reviewed.emit(False, self.line.text()))
        self.accept.clicked.connect(lambda: self.reviewed.emit(True, self.line.text()))

    def _lay_out(self) -> None:
        self._asked = QWidget(self)
        words = QVBoxLayout(self._asked)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(0)
        words.addWidget(self.line)
        words.addWidget(self._wrong)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(8)
        row.addWidget(self._icon)
        row.addWidget(self._state, 1)
        row.addWidget(self._asked, 3)
        row.addWidget(self._due)
        for button in self._buttons():
            row.addWidget(button)
        appearance.scaled(self.setMinimumHeight, 52)

    def _buttons(self) -> dict[Button, tuple[Work, ...]]:
        return {
            self.cancel: ("plan",),
            self.back: ("cancel",),
            self.confirm: ("cancel",),
            self.to_report: ("plan",),
            self.preview: ("report", "review", "read"),
            self.give_back: ("review",),
            self.save_plan: ("plan",),
            self.submit: ("report",),
            self.accept: ("review",),
        }

    def show_work(self, work: Work, *, can_cancel: bool | None = None) -> None:
        """What is to be done now. ``can_cancel``: whether there is a stored plan to call off."""
        self._work = work
        if can_cancel is not None:
            self._can_cancel = can_cancel
        for button, works in self._buttons().items():
            button.setVisible(work in works)
        self.cancel.setVisible(work == "plan" and self._can_cancel)
        has_line = work in ("review", "cancel")
        self._asked.setVisible(has_line)
        self._state.setVisible(not has_line)
        self._icon.setVisible(not has_line and bool(self._state.text()))
        hint = self.tr("Remark, needed to return it") if work == "review" else self.tr("Why it is called off")
        self.line.setPlaceholderText(hint)
        self.line.setAccessibleName(hint)
        self.set_error("")
        if work == "cancel":
            self.line.setFocus()

    @property
    def work(self) -> Work:
        """What is to be done now."""
        return self._work

    def act(self) -> None:
        """Press the primary button: Ctrl+Enter. A review is never one key behind the submission."""
        primary = {
            "plan": self.save_plan,
            "report": self.submit,
            "cancel": self.confirm,
        }
        if self._work in primary:
            primary[self._work].click()

    def set_error(self, sentence: str) -> None:
        """Beside the line: why a remark or reason is needed."""
        self._wrong.setText(sentence)
        self._wrong.setVisible(bool(sentence))
        self.line.setAccessibleDescription(sentence)
        self.line.setProperty("invalid", "true" if sentence else "false")
        restyle(self.line)
        if sentence:
            self.line.setFocus()

    def clear_line(self) -> None:
        """Forget what was typed as remark or reason."""
        self.line.clear()

    def say_kept(self, at: datetime | None) -> None:
        """When the draft was kept last; None: nothing to tell."""
        text = self.tr("Autosaved at {time}").format(time=at.strftime("%H:%M:%S")) if at else ""
        self._say(text, "check", "ok")

    def say_unkept(self) -> None:
        """Words are not kept yet."""
        self._say(self.tr("Not yet saved"), "edit", "muted")

    def say_state(self, text: str) -> None:
        """Why nothing can be written: submitted, accepted, called off."""
        self._say(text, "lock", "muted")

    def _say(self, text: str, icon: str, role: str) -> None:
        self._state.setText(text)
        self._icon.set_icon(icon, role)
        self._icon.setVisible(bool(text) and not self._state.isHidden())

    def say_due(self, due_on: date | None) -> None:
        """By when the report must be in; None: it is in."""
        late = (runtime.today() - due_on).days if due_on else 0
        if due_on is None:
            words = ""
        elif late > 0:
            words = self.tr("Report {days} late, due {day}").format(days=labels.days(late), day=labels.day(due_on))
        else:
            words = self.tr("Report due {day}").format(day=labels.day(due_on))
        self._due.setText(words)
        self._due.set_role("danger" if late > 0 else "muted")
        self._due.setVisible(bool(words))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), appearance.current().raised)
        painting.hairline(painter, 0, 0, self.width())
