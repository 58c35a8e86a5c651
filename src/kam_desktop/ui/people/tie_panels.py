"""Panels for the lines of the map: who of us knows a person and how well, and to whom they report."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QComboBox, QWidget

from kam_desktop.core import relationships
from kam_desktop.ui import labels
from kam_desktop.ui.people import wording
from kam_desktop.ui.people.panels import Panel, Work


class TiePanel(Panel):
    """A colleague and how well they know this person."""

    def __init__(self, contact_id: str, name: str, colleagues: Sequence[str], parent: QWidget) -> None:
        super().__init__(self.tr("Who of us knows {name}?").format(name=name), self.tr("Note the tie"), parent)
        self._contact_id, self._name = contact_id, name
        self.colleague = QComboBox(self)
        self.colleague.setEditable(True)
        self.colleague.addItems(list(colleagues))
        line = self.colleague.lineEdit()
        assert line is not None
        line.setMaxLength(64)
        line.returnPressed.connect(self.save)
        self.add("colleague", labels.field("colleague"), self.colleague)
        self.strength = QComboBox(self)
        for level in wording.LEVELS:
            self.strength.addItem(wording.strength(level), level)
        self.strength.setCurrentIndex(1)
        self.add("strength", labels.field("strength"), self.strength)
        self.notes = self.add_notes()

    def work(self) -> Work:
        one, who = self._contact_id, self.colleague.currentText()
        strength, notes = self.strength.currentData(), self.notes.text()
        return lambda s: relationships.tie(s, one, who, strength, notes=notes)

    def said(self) -> str:
        return self.tr("{colleague} knows {name}").format(colleague=self.colleague.currentText(), name=self._name)


class SuperiorPanel(Panel):
    """To whom a person reports."""

    def __init__(self, contact_id: str, name: str, peers: Sequence[Any], current: str, parent: QWidget) -> None:
        super().__init__(self.tr("To whom does {name} report?").format(name=name), self.tr("Set"), parent)
        self._contact_id, self._name = contact_id, name
        self.who = QComboBox(self)
        self.who.addItem(self.tr("Nobody"), "")
        for peer in peers:
            if peer.id != contact_id:
                self.who.addItem(wording.with_title(peer), peer.id)
        self.who.setCurrentIndex(max(0, self.who.findData(current)))
        self.add("reports_to_id", labels.field("reports_to_id"), self.who)
        self._row.addStretch(1)

    def work(self) -> Work:
        one, superior = self._contact_id, self.who.currentData() or None
        return lambda s: relationships.report_to(s, one, superior)

    def said(self) -> str:
        if not self.who.currentData():
            return self.tr("{name} reports to nobody").format(name=self._name)
        return self.tr("{name} reports to {superior}").format(name=self._name, superior=self.who.currentText())
