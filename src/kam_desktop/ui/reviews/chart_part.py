"""A chart under its head, with a remark at the right of it."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kam_desktop.ui.widgets.texts import PlainLabel, SectionLabel


class ChartPart(QWidget):
    """``note`` may be set at any time."""

    def __init__(self, title: str, chart: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.note = PlainLabel("", self, face="label", role="muted", elide=True)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(SectionLabel(title, self))
        head.addWidget(self.note, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(chart)
