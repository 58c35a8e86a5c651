"""Reminders while the window is closed: of this computer, like the window itself."""

from pathlib import Path

from PySide6.QtCore import QSettings, Signal
from PySide6.QtWidgets import QCheckBox, QSystemTrayIcon

from kam_desktop import startup
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.settings.section import Section
from kam_desktop.ui.widgets.buttons import PlainButton
from kam_desktop.ui.widgets.texts import Hint


class RemindersSection(Section):
    """Both choices take effect at once; where the system has no tray, it says so."""

    stay_asked = Signal(bool)
    navigate = Signal(object)  # Route

    def __init__(self, settings: QSettings, folder: Path) -> None:
        super().__init__("")
        self.column.itemAt(0).widget().setText(self.tr("Reminders"))  # type: ignore[union-attr]
        self._settings, self._folder = settings, folder
        self.stays = QCheckBox(self.tr("Keep running in the tray when the window is closed"), self)
        self.starts = QCheckBox(self.tr("Start in the background when I sign in"), self)
        self.column.addWidget(self.stays)
        self.column.addWidget(self.starts)
        about = self.tr(
            "Notifications say how many things are due, never a name; in quiet hours they wait. "
            "What falls due while nobody looks is listed under Missed reminders."
        )
        self.column.addWidget(Hint(about, self))
        self.stays.toggled.connect(self._on_stays)
        self.starts.toggled.connect(self._on_starts)
        self.quiet = PlainButton(self.tr("Set the quiet hours"), self)
        self.quiet.clicked.connect(lambda: self.navigate.emit(Route("settings", "workload")))
        self.missed = PlainButton(self.tr("Missed reminders"), self)
        self.missed.clicked.connect(lambda: self.navigate.emit(Route("inbox")))
        self.add_buttons(self.quiet, self.missed)
        self.reload()

    def reload(self) -> None:
        """Show what is in force."""
        has_tray = QSystemTrayIcon.isSystemTrayAvailable()
        for box, is_on in (
            (self.stays, bool(self._settings.value("window/stays", False, type=bool))),
            (self.starts, startup.is_on()),
        ):
            box.blockSignals(True)
            box.setChecked(is_on)
            box.blockSignals(False)
        self.stays.setEnabled(has_tray)
        if not has_tray:
            self.stays.setToolTip(self.tr("This desktop shows no tray."))

    def _on_stays(self, is_on: bool) -> None:
        self._settings.setValue("window/stays", is_on)
        self.stay_asked.emit(is_on)

    def _on_starts(self, is_on: bool) -> None:
        try:
            startup.turn_on(self._folder) if is_on else startup.turn_off()
        except OSError:
            self.tell(self.tr("The system's start-up folder cannot be written. Ask IT to allow it."), "danger")
            self.reload()
