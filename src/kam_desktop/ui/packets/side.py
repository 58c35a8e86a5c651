"""The panel beside the exchange: one's own card, and the people it goes on with."""

from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from kam_desktop.core.partners import PartnerRow
from kam_desktop.core.rules import fingerprints
from kam_desktop.core.rules.kinds import PartnerRole
from kam_desktop.ui import labels
from kam_desktop.ui.packets.reading import Overview
from kam_desktop.ui.widgets.buttons import IconButton, PlainButton
from kam_desktop.ui.widgets.card import Card
from kam_desktop.ui.widgets.field import Field
from kam_desktop.ui.widgets.panel import SidePanel
from kam_desktop.ui.widgets.texts import Hint, PlainLabel, SectionLabel


def in_two_lines(groups: str) -> str:
    """Eight groups, four a line: as they are read aloud."""
    parts = groups.split()
    return " ".join(parts[:4]) + "\n" + " ".join(parts[4:])


class Fingerprint(QWidget):
    """A fingerprint in its two forms, to be read aloud or copied."""

    def __init__(self, parent: QWidget | None = None, *, face: str = "body") -> None:
        super().__init__(parent)
        self._text = ""
        self._hex = PlainLabel("", self, face="head" if face == "head" else "body", bold=True, wrap=True)
        self._digits = PlainLabel("", self, face="body" if face == "head" else "label", role="muted", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for label in (self._hex, self._digits):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(label)

    def show_fingerprint(self, text: str) -> None:
        """Show this one; empty hides the whole."""
        self._text = text
        self.setVisible(bool(text))
        if text:
            self._hex.setText(in_two_lines(text))
            self._digits.setText(in_two_lines(fingerprints.digits(text)))
            self.setAccessibleName(f"{text} {fingerprints.digits(text)}")

    def text(self) -> str:
        """The one that is shown."""
        return self._text


class PartnerCard(Card):
    """Who it is, whether their fingerprint was compared, and what can be done."""

    compare_asked = Signal()
    remove_asked = Signal()

    def __init__(self, partner: PartnerRow, parent: QWidget | None = None) -> None:
        super().__init__(parent, tone="plain" if partner.trusted_on else "warning")
        self.partner = partner
        self.add_title(partner.name, labels.name_of(partner.role), bold=True)
        if partner.trusted_on:
            self.add_line(
                self.tr("trusted since {day}").format(day=labels.day(partner.trusted_on)), icon="check", role="ok"
            )
        else:
            words = self.tr("fingerprint not compared yet: nothing is sent or taken")
            self.add_line(words, icon="warning", role="warning")
        self.compare = PlainButton(self.tr("Fingerprint"), self, size="small")
        if not partner.trusted_on:
            self.compare.setText(self.tr("Compare"))
        self.compare.clicked.connect(self.compare_asked)
        remove = self.tr("Remove {name}").format(name=partner.name)
        self.remove = IconButton("trash", remove, self, size="small")
        self.remove.clicked.connect(self.remove_asked)
        row = QHBoxLayout()
        row.setContentsMargins(0, 8, 0, 4)
        row.addWidget(self.compare)
        row.addStretch(1)
        row.addWidget(self.remove)
        self.column.addLayout(row)


class MinePanel(SidePanel):
    """My card on top, partners below it."""

    save_asked = Signal()
    role_chosen = Signal(object)  # PartnerRole
    add_asked = Signal()
    compare_asked = Signal(str)
    remove_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, width=312)
        self.name = PlainLabel("", self, face="head", bold=True, elide=True)
        self.role = QComboBox(self)
        for role in PartnerRole:
            self.role.addItem(labels.name_of(role), role)
        self.role.activated.connect(lambda _at: self.role_chosen.emit(PartnerRole(self.role.currentData())))
        self.fingerprint = Fingerprint(self)
        self.save = PlainButton(self.tr("Save my card"), self, icon="download", size="small")
        self.save.clicked.connect(self.save_asked)
        self.add = PlainButton(self.tr("Add a card"), self, icon="plus", size="small")
        self.add.clicked.connect(self.add_asked)
        self.cards: list[PartnerCard] = []
        self._people = QVBoxLayout()
        self._people.setSpacing(8)
        self._none = Hint(
            self.tr("Nobody yet. Give your card to your lead or manager, and add the card you get from them."), self
        )
        self._fill_parts()

    def _fill_parts(self) -> None:
        self.head.addWidget(SectionLabel(self.tr("My card"), self))
        self.head.addWidget(self.name)
        self.head.addWidget(Field(self.tr("I am"), self.role, self))
        self.head.addWidget(self.fingerprint)
        row = QHBoxLayout()
        row.addWidget(self.save)
        row.addStretch(1)
        self.head.addLayout(row)
        top = QHBoxLayout()
        top.addWidget(SectionLabel(self.tr("Partners"), self), 1)
        top.addWidget(self.add)
        self.body.addLayout(top)
        self.body.addSpacing(8)
        self.body.addWidget(self._none)
        self.body.addLayout(self._people)
        self.body.addStretch(1)
        self.show_foot(False)

    def show_overview(self, seen: Overview) -> None:
        """Fill in who one is and whom one knows."""
        self.name.setText(seen.name or self.tr("no name yet"))
        with QSignalBlocker(self.role):
            self.role.setCurrentIndex(self.role.findData(seen.role))
        self.fingerprint.show_fingerprint(seen.fingerprint)
        for old in self.cards:
            self._people.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.cards = []
        for partner in seen.partners:
            card = PartnerCard(partner, self)
            card.compare_asked.connect(partial(self.compare_asked.emit, partner.id))
            card.remove_asked.connect(partial(self.remove_asked.emit, partner.id))
            self._people.addWidget(card)
            self.cards.append(card)
        self._none.setVisible(not seen.partners)
