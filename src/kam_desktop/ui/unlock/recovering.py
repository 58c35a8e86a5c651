"""The two ways back in: the printed key, and a backup."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QLineEdit, QWidget

from kam_desktop.core.errors import Invalid, KamError
from kam_desktop.ui import labels
from kam_desktop.ui.unlock.making import LEAST
from kam_desktop.ui.unlock.panels import GatePanel
from kam_desktop.ui.widgets.buttons import PlainButton, QuietButton
from kam_desktop.ui.widgets.passphrase import PassphraseField


class RecoverPanel(GatePanel):
    """Recovery key and a new passphrase."""

    recover_asked = Signal(str, str)

    def __init__(self) -> None:
        super().__init__(
            QCoreApplication.translate("RecoverPanel", "Use the recovery key"),
            QCoreApplication.translate("RecoverPanel", "It stands on the printed sheet: eight groups of four characters."),
            QCoreApplication.translate("RecoverPanel", "Open"), width=460,
        )  # fmt: skip
        self.key = QLineEdit(self)
        self.key.setProperty("extent", "large")
        self.key.setPlaceholderText("XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX")
        self.passphrase, self.again = PassphraseField(self), PassphraseField(self)
        self.form.add(
            "recovery_key", self.tr("Recovery key"), self.key, hint=self.tr("Hyphens and capitals do not matter.")
        )
        self.form.add("passphrase", self.tr("New passphrase"), self.passphrase)
        self.form.add("again", self.tr("New passphrase again"), self.again)
        _add_back(self)

    def submit(self) -> None:
        self.form.set_errors({})
        self.say_problem("")
        problem = self._problem()
        if problem is None:
            self.recover_asked.emit(self.key.text(), self.passphrase.text())
        else:
            self.fail(problem)

    def _problem(self) -> KamError | None:
        if not self.key.text().strip():
            return Invalid("recovery_key", "vault.recovery_key_mistyped")
        if len(self.passphrase.text()) < LEAST:
            return Invalid("passphrase", "vault.passphrase_short", least=LEAST)
        if self.passphrase.text() != self.again.text():
            return Invalid("again", "vault.passphrases_differ")
        return None


class RestorePanel(GatePanel):
    """A backup file and the passphrase it was made under."""

    restore_asked = Signal(str, str)

    def __init__(self, folder: Path) -> None:
        super().__init__(
            QCoreApplication.translate("RestorePanel", "Restore a backup"),
            QCoreApplication.translate("RestorePanel", "The backup is checked first. The present store is moved aside, never deleted."),
            QCoreApplication.translate("RestorePanel", "Restore"), width=460,
        )  # fmt: skip
        self.file = QComboBox(self)
        self._fill(folder)
        self.browse = PlainButton(self.tr("Choose a file …"), self, icon="folder", size="large")
        self.browse.clicked.connect(self._browse)
        self.passphrase = PassphraseField(self)
        self.form.add("file", self.tr("Backup"), self._place())
        self.form.add("passphrase", self.tr("Passphrase of that time"), self.passphrase)
        _add_back(self)

    def _place(self) -> QWidget:
        place = QWidget(self)
        row = QHBoxLayout(place)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.file, 1)
        row.addWidget(self.browse)
        self.file.setVisible(self.file.count() > 0)
        place.setFocusProxy(self.file if self.file.count() else self.browse)
        return place

    def submit(self) -> None:
        self.say_problem("")
        path = self.file.currentData()
        if not path:
            self.say_problem(self.tr("Choose the backup file first."))
            self.browse.setFocus()
        elif self.passphrase.text():
            self.restore_asked.emit(str(path), self.passphrase.text())
        else:
            self.passphrase.setFocus()

    def _fill(self, folder: Path) -> None:
        from kam_desktop.core import opening

        for each in opening.backups(folder):
            at = each.at.astimezone()
            self.file.addItem(f"{labels.day(at.date())} {at:%H:%M}", str(each.file))

    def _browse(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("Restore a backup"), "", "KAM backup (*.kambackup)")
        if chosen:
            self.file.insertItem(0, Path(chosen).name, chosen)
            self.file.setCurrentIndex(0)
            self.file.show()
            self.passphrase.setFocus()


def _add_back(panel: GatePanel) -> None:
    back = QuietButton(QCoreApplication.translate("RecoverPanel", "Back"), panel, icon="arrow-left")
    back.clicked.connect(panel.back_asked)
    panel.links.addWidget(back)
    panel.links.addStretch(1)
