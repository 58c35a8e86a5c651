"""Unlock: one field with the focus, which store, when last backed up."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kam_desktop.core.errors import KamError
from kam_desktop.ui import labels
from kam_desktop.ui.unlock.panels import CapsWarning, GatePanel
from kam_desktop.ui.widgets.buttons import QuietButton
from kam_desktop.ui.widgets.icon_label import IconLabel
from kam_desktop.ui.widgets.passphrase import PassphraseField
from kam_desktop.ui.widgets.texts import Hint, PlainLabel


class UnlockPanel(GatePanel):
    """The passphrase, and the ways out for those who lost it."""

    unlock_asked = Signal(str)
    recover_asked = Signal()
    restore_asked = Signal()

    def __init__(self, folder: Path) -> None:
        title, subtitle = (
            QCoreApplication.translate("Gate", "KAM Desktop"),
            QCoreApplication.translate("Gate", "Every client in mind"),
        )
        super().__init__(title, subtitle, QCoreApplication.translate("Gate", "Open"))
        self.form.add_widget(_StoreLine(folder, self))
        self.passphrase = PassphraseField(self)
        self.form.add("passphrase", self.tr("Passphrase"), self.passphrase)
        self.form.add_widget(CapsWarning(self.passphrase, self))
        self.passphrase.textChanged.connect(lambda: self.say_problem(""))
        recover = QuietButton(self.tr("Use the recovery key"), self, icon="key")
        recover.clicked.connect(self.recover_asked)
        restore = QuietButton(self.tr("Restore a backup"), self)
        restore.clicked.connect(self.restore_asked)
        self.links.addWidget(recover)
        self.links.addStretch(1)
        self.links.addWidget(restore)

    def submit(self) -> None:
        if self.passphrase.text():
            self.unlock_asked.emit(self.passphrase.text())
        else:
            self.passphrase.setFocus()

    def fail(self, error: KamError) -> None:
        super().fail(error)
        self.passphrase.selectAll()
        self.passphrase.setFocus()


class _StoreLine(QWidget):
    """Which store this is and when it was last backed up."""

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(IconLabel("file", self))
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(PlainLabel(folder.name, self, bold=True, elide=True))
        lines.addWidget(Hint(self._backed_up(folder), self))
        row.addLayout(lines, 1)
        self.setToolTip(str(folder))

    def _backed_up(self, folder: Path) -> str:
        """From the file's name: reading the backups would load the store's code before the first paint."""
        stamps = [_stamp(file.name) for file in (folder / "backups").glob("kam-*.kambackup")]
        known = sorted(at for at in stamps if at is not None)
        if not known:
            return self.tr("Not backed up yet")
        at = known[-1].astimezone()
        return self.tr("Backed up and verified {day} {time}").format(
            day=labels.day(at.date()), time=at.strftime("%H:%M")
        )


def _stamp(name: str) -> datetime | None:
    """When a backup was made, from its name; None for one that somebody renamed."""
    try:
        return datetime.fromisoformat(f"{name[4:12]}T{name[13:19]}+00:00")
    except ValueError:
        return None
