"""People who took part and are no contacts: one click makes them contacts."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kam_desktop.ui import appearance
from kam_desktop.ui.widgets.buttons import QuietButton
from kam_desktop.ui.widgets.flow import FlowLayout
from kam_desktop.ui.widgets.texts import Hint


class FreeNames(QWidget):
    """One line; hidden while everybody is known."""

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: list[QuietButton] = []
        self._flow = FlowLayout(self, spacing=8)
        self._flow.setContentsMargins(0, 0, 0, 0)
        hint = Hint(self.tr("Not yet a contact, make one of:"), self, wrap=False)
        appearance.scaled(hint.setMinimumHeight, 28)
        self._flow.addWidget(hint)
        self.hide()

    def show_names(self, names: Sequence[str]) -> None:
        """These are only names so far."""
        if [button.text() for button in self.buttons] != list(names):
            for old in self.buttons:
                self._flow.removeWidget(old)
                old.hide()
                old.deleteLater()
            self.buttons = [self._button(name) for name in names]
        self.setVisible(bool(names))
        self.updateGeometry()

    def _button(self, name: str) -> QuietButton:
        made = QuietButton(name, self, size="small")
        made.setAccessibleName(self.tr("Make a contact of {name}").format(name=name))
        made.clicked.connect(lambda: self.asked.emit(name))
        appearance.scaled(made.setMaximumWidth, 240)
        self._flow.addWidget(made)
        made.show()
        return made
