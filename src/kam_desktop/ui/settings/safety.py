"""Passphrase, recovery key, lock."""

import io
from typing import Any

from PySide6.QtCore import QSettings, Qt, Signal
from PySide6.QtWidgets import QComboBox

from kam_desktop.core import opening
from kam_desktop.core.errors import Invalid, KamError
from kam_desktop.core.opening import Database
from kam_desktop.ui import idle_lock, labels, printing
from kam_desktop.ui.settings.section import Section
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.buttons import PlainButton, PrimaryButton
from kam_desktop.ui.widgets.passphrase import PassphraseField


class SafetySection(Section):
    """Changing the passphrase re-wraps the key; the store itself is not touched. When it locks takes effect at once."""

    lock_asked = Signal()

    def __init__(self, tasks: Tasks, store: Database, settings: QSettings) -> None:
        super().__init__("", " ")
        self.tasks, self._store = tasks, store
        self.column.itemAt(0).widget().setText(self.tr("Passphrase and keys"))  # type: ignore[union-attr]
        self.column.itemAt(1).widget().setText(  # type: ignore[union-attr]
            self.tr("The store is encrypted. If both passphrase and recovery key are lost, nobody can open it.")
        )
        self.locks = self._locks(settings)
        self.form.add("locks", self.tr("Lock by itself when nobody works here"), self.locks)
        self.old, self.new, self.again = PassphraseField(self), PassphraseField(self), PassphraseField(self)
        self.form.add("old", self.tr("Present passphrase"), self.old)
        self.form.add_row(
            ("passphrase", self.tr("New passphrase"), self.new, 1),
            ("again", self.tr("New passphrase again"), self.again, 1),
        )
        self.change = PrimaryButton(self.tr("Change passphrase"), self)
        self.change.clicked.connect(self._change)
        self.renew = PlainButton(self.tr("New recovery key"), self, icon="key")
        self.renew.clicked.connect(self._renew)
        lock = PlainButton(self.tr("Lock now"), self, icon="lock", keys="Ctrl+L")
        lock.clicked.connect(self.lock_asked)
        self.add_buttons(self.change, self.renew, lock)
        self.print_button = PlainButton(self.tr("Print recovery sheet"), self, icon="print")
        self.print_button.clicked.connect(self._print)
        self.print_button.hide()
        self.column.addWidget(self.print_button)
        self._key = ""
        for field in (self.old, self.new, self.again):
            field.returnPressed.connect(self.change.click)

    def _locks(self, settings: QSettings) -> QComboBox:
        box = QComboBox(self)
        for after in idle_lock.MINUTES:
            box.addItem(self.tr("after %n minute(s)", "", after) if after else self.tr("Never"), after)
        box.setCurrentIndex(box.findData(idle_lock.minutes(settings)))
        box.activated.connect(lambda _at: idle_lock.choose(settings, box.currentData()))
        return box

    def _change(self) -> None:
        self.form.set_errors({})
        old, new, store = self.old.text(), self.new.text(), self._store
        if new != self.again.text():
            self._fail(Invalid("again", "vault.passphrases_differ"))
            return
        self._run(lambda: opening.change_passphrase(store, old, new), self._changed)

    def _changed(self, _value: Any) -> None:
        for field in (self.old, self.new, self.again):
            field.clear()
        self.tell(self.tr("The passphrase was changed."))

    def _renew(self) -> None:
        self.form.set_errors({})
        old, store = self.old.text(), self._store
        self._run(lambda: opening.renew_recovery_key(store, old), self._renewed)

    def _renewed(self, key: str) -> None:
        self._key = key
        self.old.clear()
        self.tell(self.tr("New recovery key: {key}. The old sheet opens nothing any more.").format(key=key))
        self.said.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.print_button.show()

    def _print(self) -> None:
        from kam_desktop.documents import recovery_sheet

        sink = io.BytesIO()
        recovery_sheet.write(self._key, self._store.folder.name, sink, lang=labels.language())
        try:
            printing.print_pdf(self, sink.getvalue())
        except KamError as error:
            self._fail(error)

    def _run(self, work: Any, done: Any) -> None:
        self.change.setEnabled(False)
        self.tell("")
        self.tasks.run(
            self, lambda _progress, _cancelled: work(), done=done, failed=self._fail,
            finished=lambda: self.change.setEnabled(True), label="",
        )  # fmt: skip

    def _fail(self, error: KamError) -> None:
        text = labels.sentence(error)
        if error.code == "vault.wrong_passphrase":
            error = Invalid("old", error.code)
        if not (isinstance(error, Invalid) and self.form.takes(error, text)):
            self.tell(text, "danger")
