"""After making a store: the recovery key is shown this once, then the way to start is chosen."""

import io

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from kam_desktop.core.errors import KamError
from kam_desktop.ui import labels, printing
from kam_desktop.ui.unlock.panels import GatePanel
from kam_desktop.ui.widgets.buttons import PlainButton
from kam_desktop.ui.widgets.texts import Hint, PlainLabel


class KeyPanel(GatePanel):
    """The recovery key in eight groups; to print, save or copy. One must say that it is kept."""

    confirmed = Signal()

    def __init__(self, recovery_key: str, store_name: str) -> None:
        super().__init__(
            QCoreApplication.translate("KeyPanel", "Your recovery key"),
            QCoreApplication.translate("KeyPanel", "It opens the store when the passphrase is forgotten. It is shown only this once."),
            QCoreApplication.translate("KeyPanel", "Next"), width=460,
        )  # fmt: skip
        self._key, self._store_name = recovery_key, store_name
        self.form.add_widget(self._groups())
        self.form.add_widget(self._ways())
        self.said = Hint("", self, role="ok")
        self.said.hide()
        self.form.add_widget(self.said)
        self.kept = QCheckBox(self.tr("Printed or written down, and kept elsewhere"), self)
        self.kept.toggled.connect(self.button.setEnabled)
        self.form.add_widget(self.kept)
        self.button.setEnabled(False)

    def submit(self) -> None:
        if self.kept.isChecked():
            self.confirmed.emit()

    def take_focus(self) -> None:
        self.print_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _groups(self) -> QWidget:
        box = QWidget(self)
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        for place, group in enumerate(self._key.split("-")):
            label = PlainLabel(group, box, face="title", bold=True, selectable=True)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            grid.addWidget(label, place // 4, place % 4)
        box.setAccessibleName(self._key)
        return box

    def _ways(self) -> QWidget:
        box = QWidget(self)
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.print_button = PlainButton(self.tr("Print"), box, icon="print")
        self.print_button.clicked.connect(self._print)
        self.save_button = PlainButton(self.tr("Save PDF"), box, icon="download")
        self.save_button.clicked.connect(self._save)
        self.copy_button = PlainButton(self.tr("Copy"), box, icon="copy")
        self.copy_button.clicked.connect(self._copy)
        for button in (self.print_button, self.save_button, self.copy_button):
            row.addWidget(button)
        row.addStretch(1)
        return box

    def sheet(self) -> bytes:
        """The sheet to print, as PDF."""
        from kam_desktop.documents import recovery_sheet

        sink = io.BytesIO()
        recovery_sheet.write(self._key, self._store_name, sink, lang=labels.language())
        return sink.getvalue()

    def _print(self) -> None:
        try:
            printing.print_pdf(self, self.sheet())
        except KamError as error:
            self.fail(error)

    def _save(self) -> None:
        from kam_desktop.documents import file_names

        try:
            name = file_names.recovery_sheet_name(self._store_name, labels.language())
            if printing.save_pdf(self, self.sheet(), name) is not None:
                self._tell(self.tr("Saved. Keep it away from this computer."))
        except KamError as error:
            self.fail(error)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._key)
        self._tell(self.tr("Copied. Paste it where only you can read it."))

    def _tell(self, text: str) -> None:
        self.said.setText(text)
        self.said.show()


class StartPanel(GatePanel):
    """Where the clients come from."""

    chosen = Signal(str)  # "import", "sample" or ""

    def __init__(self) -> None:
        super().__init__(
            QCoreApplication.translate("StartPanel", "Your clients"), QCoreApplication.translate("StartPanel", "Everything can be changed or undone later."),
            QCoreApplication.translate("StartPanel", "Import a list"),
        )  # fmt: skip
        self.form.add_widget(
            Hint(
                self.tr(
                    "A spreadsheet, CSV file or phone contacts (vCard). You see what comes of it before anything is saved."
                ),
                self,
            )
        )
        others = QWidget(self)
        row = QVBoxLayout(others)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.sample_button = PlainButton(self.tr("Look around with sample data"), others, size="large")
        self.sample_button.clicked.connect(lambda: self.chosen.emit("sample"))
        self.empty_button = PlainButton(self.tr("Start empty"), others, size="large")
        self.empty_button.clicked.connect(lambda: self.chosen.emit(""))
        row.addWidget(self.sample_button)
        row.addWidget(self.empty_button)
        self.links.addWidget(others)

    def submit(self) -> None:
        self.chosen.emit("import")
