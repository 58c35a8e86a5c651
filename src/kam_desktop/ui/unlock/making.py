"""The first run: who writes, and the passphrase."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QLineEdit

from kam_desktop import runtime
from kam_desktop.core.errors import Invalid, KamError
from kam_desktop.ui.unlock.panels import CapsWarning, GatePanel
from kam_desktop.ui.widgets.buttons import QuietButton
from kam_desktop.ui.widgets.passphrase import PassphraseField

LEAST = 8


class MakePanel(GatePanel):
    """Name, passphrase, passphrase again."""

    make_asked = Signal(str, str)  # passphrase, author
    restore_asked = Signal()

    def __init__(self, folder: Path) -> None:
        super().__init__(
            QCoreApplication.translate("MakePanel", "Welcome"), QCoreApplication.translate("MakePanel", "Three steps: a passphrase, the recovery key, your clients."),
            QCoreApplication.translate("MakePanel", "Next"),
        )  # fmt: skip
        self.author = QLineEdit(runtime.user_name() if runtime.user_name() != "root" else "", self)
        self.author.setProperty("extent", "large")
        self.author.setPlaceholderText(self.tr("As it should stand on reports"))
        self.passphrase, self.again = PassphraseField(self), PassphraseField(self)
        self.form.add("author", self.tr("Your name"), self.author)
        self.form.add(
            "passphrase",
            self.tr("Passphrase"),
            self.passphrase,
            hint=self.tr("At least 8 characters; a sentence is easy to remember."),
        )
        self.form.add("again", self.tr("Passphrase again"), self.again)
        self.form.add_widget(CapsWarning(self.passphrase, self))
        self.setToolTip(str(folder))
        restore = QuietButton(self.tr("Restore a backup"), self)
        restore.clicked.connect(self.restore_asked)
        self.links.addStretch(1)
        self.links.addWidget(restore)

    def submit(self) -> None:
        problem = self._problem()
        self.form.set_errors({})
        self.say_problem("")
        if problem is None:
            self.make_asked.emit(self.passphrase.text(), self.author.text().strip())
        else:
            self.fail(problem)

    def _problem(self) -> KamError | None:
        if not self.author.text().strip():
            return Invalid("author", "author.missing")
        if len(self.passphrase.text()) < LEAST:
            return Invalid("passphrase", "vault.passphrase_short", least=LEAST)
        if self.passphrase.text() != self.again.text():
            return Invalid("again", "vault.passphrases_differ")
        return None
