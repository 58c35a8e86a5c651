"""Comparing a partner's fingerprint by voice: the one act that makes a key count."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kam_desktop.core.partners import PartnerRow
from kam_desktop.ui import appearance, labels
from kam_desktop.ui.packets.side import Fingerprint
from kam_desktop.ui.widgets.buttons import PlainButton, PrimaryButton
from kam_desktop.ui.widgets.card import Card
from kam_desktop.ui.widgets.texts import Hint, PlainLabel


class Compare(QWidget):
    """Theirs in large letters, three steps, and the two answers."""

    same = Signal()
    differs = Signal()
    back_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.partner: PartnerRow | None = None
        self._head = PlainLabel("", self, face="head", bold=True, wrap=True)
        self._steps = PlainLabel("", self, wrap=True)
        self.fingerprint = Fingerprint(self, face="head")
        card = Card(self)
        card.column.setContentsMargins(16, 12, 16, 12)
        card.add(self.fingerprint)
        self._why = Hint(
            self.tr(
                "A card can be exchanged on its way by somebody else. The voice cannot: that is why it is compared."
            ),
            self,
        )
        self.yes = PrimaryButton(self.tr("It is the same"), self)
        self.no = PlainButton(self.tr("It differs"), self)
        self.back = PlainButton(self.tr("Back"), self, keys="Esc")
        self.yes.clicked.connect(self.same)
        self.no.clicked.connect(self.differs)
        self.back.clicked.connect(self.back_asked)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.yes, self.no, self.back):
            buttons.addWidget(button)
        buttons.addStretch(1)
        inside = QWidget(self)
        appearance.scaled(inside.setMaximumWidth, 560)
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(12)
        for widget in (self._head, self._steps, card, self._why):
            column.addWidget(widget)
        column.addLayout(buttons)
        column.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(inside, 1)
        row.addStretch(0)

    def show_partner(self, partner: PartnerRow) -> None:
        """Ask about this partner; one that is trusted is only shown."""
        self.partner = partner
        is_open = partner.trusted_on is None
        self._head.setText(self.tr("Fingerprint of {name}").format(name=partner.name))
        self.fingerprint.show_fingerprint(partner.fingerprint)
        if is_open:
            words = self.tr(
                "1. Call {name}, or sit together.\n2. Let {name} read aloud what stands under “My card” on their"
                " screen.\n3. Is it the same as here, from the first to the last group?"
            )
            self._steps.setText(words.format(name=partner.name))
        elif partner.trusted_on is not None:
            self._steps.setText(self.tr("Compared on {day}.").format(day=labels.day(partner.trusted_on)))
        for widget in (self.yes, self.no, self._why):
            widget.setVisible(is_open)

    def take_focus(self) -> None:
        """The way back first: nobody trusts by pressing Enter once too often."""
        self.back.setFocus(Qt.FocusReason.OtherFocusReason)
