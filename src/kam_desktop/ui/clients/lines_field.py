"""Several short texts, one a line: phones, e-mails. Lines are added and taken out one by one."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QDynamicPropertyChangeEvent, QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kam_desktop.ui.widgets.buttons import IconButton, QuietButton
from kam_desktop.ui.widgets.texts import Hint, restyle

Check = Callable[[str], str]
Format = Callable[[str], str]


class _Line(QWidget):
    """One text, its cross, and a remark under it."""

    def __init__(self, text: str, owner: "LinesField") -> None:
        super().__init__(owner)
        self.edit = QLineEdit(text, self)
        self.edit.setAccessibleName(owner.accessibleName())
        self.remark = Hint("", self, role="warning")
        self.remark.hide()
        self.cross = IconButton("cross", self.tr("Remove this line"), self)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.edit, 1)
        row.addWidget(self.cross)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self.remark)

    def say(self, text: str) -> None:
        """Show or clear the remark."""
        self.remark.setText(text)
        self.remark.setVisible(bool(text))
        self.edit.setAccessibleDescription(text)


class LinesField(QWidget):
    """``check`` gives a warning for a text on leaving its line; ``show`` is how the text is written then."""

    changed = Signal()
    left = Signal()

    def __init__(
        self,
        add_text: str,
        parent: QWidget | None = None,
        *,
        check: Check | None = None,
        show: Format | None = None,
    ) -> None:
        super().__init__(parent)
        self._check, self._write = check, show
        self._lines: list[_Line] = []
        self._add_button = QuietButton(add_text, self, icon="plus", size="small")
        self._add_button.clicked.connect(self._add_by_hand)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(self._add_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.set_texts([])

    def setAccessibleName(self, name: str) -> None:
        """Each line carries the name too."""
        super().setAccessibleName(name)
        for line in self._lines:
            line.edit.setAccessibleName(name)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QDynamicPropertyChangeEvent) and event.propertyName() == b"invalid":
            for line in self._lines:
                line.edit.setProperty("invalid", self.property("invalid"))
                restyle(line.edit)
        return super().event(event)

    def texts(self) -> list[str]:
        """The lines that are not empty."""
        return [line.edit.text().strip() for line in self._lines if line.edit.text().strip()]

    def set_texts(self, texts: Sequence[str]) -> None:
        """Show these, or one empty line, without ``changed``."""
        for line in list(self._lines):
            self._drop(line)
        for text in texts or [""]:
            self._judge(self._add(text))

    def edits(self) -> list[QLineEdit]:
        """The lines, top to bottom."""
        return [line.edit for line in self._lines]

    def remarks(self) -> list[str]:
        """What is said under the lines."""
        return [line.remark.text() for line in self._lines]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            line = next((one for one in self._lines if one.edit is watched), None)
            if line is not None:
                self._settle(line)
                self.left.emit()
        return super().eventFilter(watched, event)

    def _add(self, text: str) -> _Line:
        line = _Line(text, self)
        line.edit.installEventFilter(self)
        line.edit.textChanged.connect(lambda _: self.changed.emit())
        line.cross.clicked.connect(lambda: self._remove(line))
        self._column.insertWidget(len(self._lines), line)
        self._lines.append(line)
        self.setFocusProxy(self._lines[0].edit)
        if len(self._lines) > 1:
            QWidget.setTabOrder(self._lines[-2].cross, line.edit)
        QWidget.setTabOrder(line.edit, line.cross)
        QWidget.setTabOrder(line.cross, self._add_button)
        return line

    def _add_by_hand(self) -> None:
        empty = next((line for line in self._lines if not line.edit.text().strip()), None)
        line = empty or self._add("")
        line.show()
        line.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self, line: _Line) -> None:
        at = self._lines.index(line)
        self._drop(line)
        if not self._lines:
            self._add("").show()
        self._lines[min(at, len(self._lines) - 1)].edit.setFocus()
        self.changed.emit()

    def _drop(self, line: _Line) -> None:
        self._lines.remove(line)
        self.setFocusProxy(self._lines[0].edit if self._lines else None)  # type: ignore[arg-type]
        line.edit.removeEventFilter(self)
        self._column.removeWidget(line)
        line.hide()
        line.deleteLater()

    def _settle(self, line: _Line) -> None:
        text = line.edit.text().strip()
        if self._write is not None and text:
            better = self._write(text)
            if better != line.edit.text():
                line.edit.setText(better)
        self._judge(line)

    def _judge(self, line: _Line) -> None:
        text = line.edit.text().strip()
        line.say(self._check(text) if self._check is not None and text else "")
