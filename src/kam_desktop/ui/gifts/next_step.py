"""What comes next for a gift on its page: decide, hand over, take back, or note how it was received."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kam_desktop import runtime
from kam_desktop.core.errors import KamError
from kam_desktop.core.gift_chains import GiftFacts
from kam_desktop.core.rules.kinds import GiftState
from kam_desktop.ui.gifts.deciding import DecisionBox, ReceptionBox
from kam_desktop.ui.widgets.buttons import PlainButton, QuietButton
from kam_desktop.ui.widgets.card import Card
from kam_desktop.ui.widgets.date_field import DateField
from kam_desktop.ui.widgets.texts import PlainLabel


class NextStep(Card):
    """One card by the state of the gift; nothing for a gift that was declined, corrected or taken back."""

    decided = Signal(bool, str, str)
    handed_over = Signal(object)
    withdrawn = Signal()
    noted = Signal(str, object)

    def __init__(self, facts: GiftFacts, parent: QWidget | None = None) -> None:
        super().__init__(parent, tone="warning" if facts.state is GiftState.PROPOSED else "plain")
        self.decision: DecisionBox | None = None
        self.reception: ReceptionBox | None = None
        self.give_button: PlainButton | None = None
        inside = QVBoxLayout()
        inside.setContentsMargins(0, 4, 0, 4)
        inside.setSpacing(8)
        self.column.addLayout(inside)
        if facts.state is GiftState.PROPOSED:
            self._add_decision(inside, facts)
        elif facts.state is GiftState.APPROVED:
            self._add_giving(inside, facts)
        elif facts.state is GiftState.DONE:
            self._add_reception(inside)

    def fail(self, error: KamError) -> bool:
        """Say it beside its field; False where there is none."""
        box = self.decision or self.reception
        return box is not None and box.fail(error)

    def _add_decision(self, inside: QVBoxLayout, facts: GiftFacts) -> None:
        asked = self.tr("{giver} asks {name}") if facts.approver else self.tr("{giver} asks for approval")
        inside.addWidget(PlainLabel(asked.format(giver=facts.giver, name=facts.approver), self, bold=True, wrap=True))
        self.decision = DecisionBox(facts.approver, self)
        self.decision.decided.connect(self.decided)
        inside.addWidget(self.decision)
        inside.addLayout(self._back())

    def _add_giving(self, inside: QVBoxLayout, facts: GiftFacts) -> None:
        said = (
            self.tr("Approved by {name}").format(name=facts.approver)
            if facts.approved_at
            else self.tr("Within the rules")
        )
        inside.addWidget(PlainLabel(said, self, bold=True, role="ok", wrap=True))
        self.on = DateField(runtime.today(), self, prefer="past")
        self.on.setAccessibleName(self.tr("Handed over on"))
        self.on.set_value(min(facts.on, runtime.today()))
        self.give_button = PlainButton(self.tr("Handed over"), self, icon="gift", keys="H")
        self.give_button.clicked.connect(lambda: self.handed_over.emit(self.on.value()))
        row = self._back()
        row.insertWidget(0, self.on)
        row.insertWidget(1, self.give_button)
        inside.addLayout(row)

    def _add_reception(self, inside: QVBoxLayout) -> None:
        self.reception = ReceptionBox(self)
        self.reception.noted.connect(self.noted)
        inside.addWidget(self.reception)

    def _back(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        button = QuietButton(self.tr("Not to be given after all"), self, size="small")
        button.clicked.connect(self.withdrawn)
        row.addWidget(button)
        row.addStretch(1)
        return row
