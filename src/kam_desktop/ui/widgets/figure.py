"""A figure of a head: what it is, the figure, and a remark under it."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kam_desktop.ui import appearance, painting
from kam_desktop.ui.widgets.texts import PlainLabel


class Figure(QWidget):
    """Label of 12 px, figure of 15 px bold, remark of 12 px. Screen readers hear all three at once.

    Without ``has_note`` it is two lines high, and a long figure is elided.
    """

    def __init__(self, label: str, parent: QWidget | None = None, *, has_note: bool = True) -> None:
        super().__init__(parent)
        self._label = PlainLabel(label, self, face="label", role="muted")
        self._value = PlainLabel("" if has_note else "—", self, face="head", bold=True, elide=not has_note)
        self._note = PlainLabel("", self, face="label", role="muted", elide=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self._label, self._value, self._note):
            column.addWidget(part)
        self._note.setVisible(has_note)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_value(self, value: str, note: str = "", *, role: str = "text", note_role: str = "muted") -> None:
        """Another figure and remark, in the colours of their roles."""
        self._value.setText(value)
        self._value.set_role(role)
        self._value.updateGeometry()
        self._note.setText(note)
        self._note.set_role(note_role)
        self.setAccessibleName(" ".join(part for part in (self._label.text(), value, note) if part))

    def value(self) -> str:
        """The figure that is shown."""
        return self._value.text()

    def note(self) -> str:
        """The remark that is shown."""
        return self._note.text()


class FigureStrip(QWidget):
    """Figures side by side with a hairline below; the remarks give way when there is little room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 8, 16, 9)
        self._row.setSpacing(24)
        appearance.changed.connect(self.updateGeometry)

    def set_figures(self, figures: list[Figure]) -> None:
        """The figures from left to right; the first has most to say."""
        for place, figure in enumerate(figures):
            self._row.addWidget(figure, 2 if place else 3)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painting.under(QPainter(self), self.rect())
