"""The first step of an import: choose or drop a file."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kam_desktop.ui import appearance
from kam_desktop.ui.widgets.buttons import PlainButton, PrimaryButton
from kam_desktop.ui.widgets.card import Card
from kam_desktop.ui.widgets.texts import Hint, PlainLabel

_SHEETS: Final = 4  # that are offered


class ChoosePanel(QWidget):
    """What can be read, one button, and what went wrong with the last file."""

    browse_asked = Signal()
    sheet_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "surface")
        self.button = PrimaryButton(self.tr("Choose a file"), self, icon="folder", keys="Ctrl+O", size="large")
        self.button.setShortcut("Ctrl+O")
        self.button.clicked.connect(self.browse_asked)
        self._problem = Hint("", self, role="danger")
        self._problem.hide()
        card = Card(self)
        card.column.setContentsMargins(24, 24, 24, 24)
        card.column.setSpacing(12)
        card.add(PlainLabel(self.tr("Bring in your clients"), card, face="head", bold=True))
        for line in (
            self.tr("Excel (XLSX, XLS), ODS or CSV in any encoding: one row a client, with their contacts."),
            self.tr("Contacts from a phone or mail program as vCard (VCF) or LDIF."),
            self.tr("Purchases, interactions and gifts as a list; calendars (ICS); the JSON of Monica."),
            self.tr("You see what comes of it before anything is saved, and one click takes it all back."),
            self.tr("The same file twice changes nothing."),
        ):
            card.add(Hint(line, card))
        card.add(self._problem)
        self._sheets = QHBoxLayout()
        card.column.addLayout(self._sheets)
        card.add(self.button)
        card.add(Hint(self.tr("Or drop a file here."), card))
        appearance.scaled(card.setFixedWidth, 480)
        column = QVBoxLayout(self)
        column.addStretch(2)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(card)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(3)

    def say_problem(self, text: str, sheets: Sequence[str] = ()) -> None:
        """One sentence on the last file, with its other sheets to choose from; empty clears it."""
        self._problem.setText(text)
        self._problem.setVisible(bool(text))
        while (item := self._sheets.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for name in sheets[:_SHEETS]:
            button = PlainButton(self.tr("Sheet {name}").format(name=name), self, size="small")
            button.clicked.connect(partial(self.sheet_asked.emit, name))
            self._sheets.addWidget(button)
        if sheets:
            self._sheets.addStretch(1)
