"""The program's place in the tray: open, quit, and a bubble when something is due."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kam_desktop import runtime
from kam_desktop.core import assets

if TYPE_CHECKING:  # read where a tray is wanted, which is seldom at the start
    from PySide6.QtWidgets import QMenu, QSystemTrayIcon


class Tray(QObject):
    """Where there is no tray (plain GNOME, some remote desktops) ``is_there`` is False and nothing is shown."""

    opened = Signal()
    quit_asked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._icon: QSystemTrayIcon | None = None
        self._menu: QMenu | None = None

    @property
    def is_there(self) -> bool:
        """Whether the system shows a tray at all."""
        from PySide6.QtWidgets import QSystemTrayIcon

        return QSystemTrayIcon.isSystemTrayAvailable()

    def show(self) -> bool:
        """Stand in the tray from now on; False where there is none."""
        if self._icon is None and self.is_there:
            self._make()
        return self._icon is not None

    def hide(self) -> None:
        """Leave the tray."""
        if self._icon is not None:
            self._icon.hide()
            self._icon.deleteLater()
            self._icon, self._menu = None, None

    def tell(self, text: str) -> bool:
        """A bubble of the system; False where nobody would see one."""
        if self._icon is None or not self._icon.supportsMessages():
            return False
        self._icon.showMessage(runtime.NAME, text, self._icon.icon())
        return True

    def _make(self) -> None:
        from PySide6.QtGui import QIcon
        from PySide6.QtWidgets import QMenu, QSystemTrayIcon

        self._menu = QMenu()
        self._menu.addAction(self.tr("Open {name}").format(name=runtime.NAME), self.opened.emit)
        self._menu.addSeparator()
        self._menu.addAction(self.tr("Quit"), self.quit_asked.emit)
        self._icon = QSystemTrayIcon(QIcon(str(assets.path("icons", "app.svg"))), self)
        self._icon.setToolTip(runtime.NAME)
        self._icon.setContextMenu(self._menu)
        self._icon.activated.connect(self._on_activated)
        self._icon.messageClicked.connect(self.opened)
        self._icon.show()

    def _on_activated(self, why: "QSystemTrayIcon.ActivationReason") -> None:
        from PySide6.QtWidgets import QSystemTrayIcon

        if why is QSystemTrayIcon.ActivationReason.Trigger:
            self.opened.emit()
