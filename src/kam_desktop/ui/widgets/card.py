"""A box with a line around it, for things that stand side by side: a promise, a gift, a person."""

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from kam_desktop.ui.widgets.icon_label import IconLabel
from kam_desktop.ui.widgets.texts import PlainLabel, restyle

Tone = Literal["plain", "warning", "danger"]


class Card(QFrame):
    """Radius 8, padding 12. ``add`` puts anything in; ``add_line`` a left and a right text."""

    def __init__(self, parent: QWidget | None = None, *, tone: Tone = "plain") -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.setProperty("tone", tone)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(12, 8, 12, 8)
        self.column.setSpacing(0)

    def set_tone(self, tone: Tone) -> None:
        """Plain, or the ground of a warning or a danger."""
        self.setProperty("tone", tone)
        restyle(self)

    def add(self, widget: QWidget) -> None:
        """One more row."""
        self.column.addWidget(widget)

    def add_title(self, text: str, right: str = "", *, bold: bool = False) -> None:
        """What it is, and a figure or date at the right."""
        self._row(PlainLabel(text, self, bold=bold, wrap=True), PlainLabel(right, self) if right else None)

    def add_line(self, text: str, right: str = "", *, role: str = "muted", icon: str = "") -> None:
        """A second line, 12 px; ``icon`` stands before it in the colour of ``role``."""
        left = PlainLabel(text, self, face="label", role=role, wrap=True)
        end = PlainLabel(right, self, face="label", role="muted") if right else None
        self._row(left, end, icon=icon, role=role)

    def _row(self, left: QWidget, right: QWidget | None, *, icon: str = "", role: str = "muted") -> None:
        row = QHBoxLayout()
        row.setSpacing(4)
        if icon:
            row.addWidget(IconLabel(icon, self, role=role), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(left, 1)
        if right is not None:
            row.addSpacing(8)
            row.addWidget(right, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(row)
