"""What the gate's panels share: the mark, a card of 400, an error line, a busy state."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kam_desktop.core.errors import Invalid, KamError
from kam_desktop.ui import appearance, fonts, labels
from kam_desktop.ui.navigation import paint_mark
from kam_desktop.ui.widgets.buttons import PrimaryButton
from kam_desktop.ui.widgets.card import Card
from kam_desktop.ui.widgets.forms import FormColumn
from kam_desktop.ui.widgets.icon_label import IconLabel
from kam_desktop.ui.widgets.progress import LoadingLine
from kam_desktop.ui.widgets.texts import Hint, PlainLabel


class Mark(QWidget):
    """The program's mark, 40 px."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(fonts.px(40), fonts.px(40))

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_mark(QPainter(self), QRect(0, 0, self.width(), self.height()))


class GatePanel(QWidget):
    """Mark and title over a card; what went wrong stands in the card, above its button."""

    back_asked = Signal()

    def __init__(self, title: str, subtitle: str, action: str, *, width: int = 400) -> None:
        super().__init__()
        self.setProperty("ground", "window")
        self.form = FormColumn(self)
        self.problem = Hint("", self, role="danger")
        self.problem.hide()
        self.loading = LoadingLine(self)
        self.button = PrimaryButton(action, self, keys="Enter", size="large")
        self.button.clicked.connect(self.submit)
        self.links = QHBoxLayout()
        self._lay_out(title, subtitle, width)

    def _lay_out(self, title: str, subtitle: str, width: int) -> None:
        card = Card(self)
        card.column.setContentsMargins(24, 24, 24, 6)  # the line of loading stands in the rest
        card.column.setSpacing(16)
        for widget in (self.form, self.problem, self.button, self.loading):
            card.add(widget)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Mark(self))
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(PlainLabel(title, self, face="title", bold=True, wrap=True))
        names.addWidget(Hint(subtitle, self))
        head.addLayout(names, 1)
        middle = QWidget(self)
        appearance.scaled(middle.setFixedWidth, width)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(24)
        column.addLayout(head)
        column.addWidget(card)
        column.addLayout(self.links)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(middle)
        row.addStretch(1)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addLayout(row)
        outer.addStretch(3)

    def submit(self) -> None:
        """What the primary button does."""

    def take_focus(self) -> None:
        """Put the focus where typing begins."""
        first = next(iter(self.form.fields.values()), None)
        (first.editor if first else self.button).setFocus(Qt.FocusReason.OtherFocusReason)

    def fail(self, error: KamError) -> None:
        """Show what went wrong, beside its field where it has one."""
        text = labels.sentence(error)
        if isinstance(error, Invalid) and self.form.takes(error, text):
            return
        self.say_problem(text)

    def say_problem(self, text: str) -> None:
        """One sentence above the button; empty clears it."""
        self.problem.setText(text)
        self.problem.setVisible(bool(text))
        self.problem.setAccessibleName(text)

    def set_busy(self, is_busy: bool) -> None:
        """While the work runs: a thin line, and no second press. Typing is never blocked."""
        self.button.setEnabled(not is_busy)
        self.loading.start() if is_busy else self.loading.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.button.isEnabled():
            self.submit()
        elif event.key() == Qt.Key.Key_Escape:
            self.back_asked.emit()
        else:
            super().keyPressEvent(event)


class CapsWarning(QWidget):
    """Tells that caps lock seems on: a capital came without Shift, or a small letter with it."""

    def __init__(self, field: QLineEdit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(IconLabel("warning", self, role="warning"))
        row.addWidget(Hint(self.tr("Caps lock is on"), self, role="warning", wrap=False), 1)
        self.hide()
        field.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.text().isalpha():
            has_shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.setVisible(event.text().isupper() != has_shift)
        return False
