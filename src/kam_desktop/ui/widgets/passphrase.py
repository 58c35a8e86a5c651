"""A field for a passphrase."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QWidget

from kam_desktop.ui import icons
from kam_desktop.ui.widgets.field_icon import FieldIcon


class PassphraseField(QLineEdit):
    """A passphrase: hidden, shown on demand."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setProperty("extent", "large")
        self._eye = QAction(icons.icon("eye", "muted"), self.tr("Show"), self)
        self._eye.setCheckable(True)
        self._eye.toggled.connect(self._show)
        FieldIcon(self, action=self._eye)

    def _show(self, is_shown: bool) -> None:
        self.setEchoMode(QLineEdit.EchoMode.Normal if is_shown else QLineEdit.EchoMode.Password)
        self._eye.setIcon(icons.icon("eye-off" if is_shown else "eye", "muted"))
        self._eye.setText(self.tr("Hide") if is_shown else self.tr("Show"))
