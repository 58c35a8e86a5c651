"""The fields of a gift: what, to whom, why, where it comes from and how it was received (D-7.1)."""

from datetime import date
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from kam_desktop import runtime
from kam_desktop.core.gifts import GiftDraft
from kam_desktop.core.rules import amounts
from kam_desktop.core.rules.kinds import GiftCategory, GiftDirection, GiftOccasion
from kam_desktop.ui.gifts.parts import Whom, choices, prose
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.client_field import ClientField
from kam_desktop.ui.widgets.date_field import DateField
from kam_desktop.ui.widgets.forms import FormColumn

_CLIENTS_OWN = ""


class GiftFields(FormColumn):
    """``changed`` at each keystroke that the rules have something to say about."""

    changed = Signal()

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kept_person = ("", "")
        self.client = ClientField(tasks, self)
        self.contact = QComboBox(self)
        self.item, self.value = QLineEdit(self), QLineEdit(self)
        self.manner, self.reception, self.receipt = QLineEdit(self), QLineEdit(self), QLineEdit(self)
        self.approver = QLineEdit(self)
        self.category = choices(GiftCategory, self)
        self.occasion = choices(GiftOccasion, self)
        self.direction = choices(GiftDirection, self)
        self.on = DateField(runtime.today(), self, prefer="past")
        self.origin, self.reason = prose(self), prose(self)
        self._lay_out()
        self._hint()
        self._connect()

    def _lay_out(self) -> None:
        self.add_row(
            ("client_id", self.tr("Client"), self.client, 3),
            ("contact_id", self.tr("Person"), self.contact, 2),
        )
        self.add_row(
            ("direction", self.tr("Given or received"), self.direction, 1),
            ("on", self.tr("Date"), self.on, 1),
            ("occasion", self.tr("Occasion"), self.occasion, 1),
        )
        self.add_row(
            ("item", self.tr("Gift"), self.item, 2), ("category", self.tr("Category"), self.category, 1),
            ("value", self.tr("Value in yuan"), self.value, 1),
        )  # fmt: skip
        hint = self.tr("Needed: where it comes from and why you chose it.")
        self.add("origin", self.tr("Origin"), self.origin, hint=hint)
        self.add_row(
            ("override_reason", self.tr("Reason"), self.reason, 2),
            ("approver", self.tr("Approved by"), self.approver, 1),
        )
        self.show_approval(False)
        self.add_row(
            ("manner", self.tr("Handed over"), self.manner, 1),
            ("reception", self.tr("Reception"), self.reception, 2),
            ("receipt", self.tr("Receipt"), self.receipt, 1),
        )
        self.add_stretch()
        seen: tuple[QWidget, ...] = (
            self.client, self.contact, self.direction, self.on, self.occasion, self.item, self.category, self.value,
            self.origin, self.reason, self.approver, self.manner, self.reception, self.receipt,
        )  # fmt: skip
        for one, other in pairwise(seen):
            self.setTabOrder(one, other)

    def _hint(self) -> None:
        self.value.setPlaceholderText(self.tr("e.g. 268 or 268.00"))
        self.origin.setPlaceholderText(self.tr("From where, and why this one"))
        self.manner.setPlaceholderText(self.tr("e.g. by hand, by post"))
        self.receipt.setPlaceholderText(self.tr("Number or where it lies"))
        self.reception.setPlaceholderText(self.tr("How it was received"))

    def _connect(self) -> None:
        for line in (self.client, self.item, self.value, self.on, self.origin):
            line.textChanged.connect(lambda *_: self.changed.emit())
        for box in (self.contact, self.category, self.direction):
            box.currentIndexChanged.connect(lambda _at: self.changed.emit())
        self.direction.currentIndexChanged.connect(lambda _at: self._on_direction())

    def _on_direction(self) -> None:
        is_given = self.direction.currentData() == GiftDirection.GIVEN
        hint = self.tr("From where, and why this one") if is_given else self.tr("Why it was given to you")
        self.origin.setPlaceholderText(hint)

    def show_approval(self, is_needed: bool) -> None:
        """Why, and who approved: asked for where the rules want it."""
        for name in ("override_reason", "approver"):
            self.fields[name].setVisible(is_needed)

    # --- filling

    def clear(self, on: date) -> None:
        """Empty, on this day."""
        self._kept_person = ("", "")
        self.client.set_client("", "")
        self._put(GiftDraft("", None, "", on))
        self.value.clear()
        self._show_people(())
        self.set_errors({})

    def fill(self, old: GiftDraft, person: str) -> None:
        """A gift that was written down; its ``person`` stays in the choice even when they left."""
        self._kept_person = (old.contact_id or "", person)
        self._put(old)

    def show_whom(self, whom: Whom, contact_id: str, *, is_kept: bool) -> None:
        """The client and their people; the first of them where nobody is named, unless that is what was written."""
        self.client.set_client(whom.client_id, whom.name)
        self._show_people(whom.people)
        first = whom.people[0][0] if whom.people and not is_kept else _CLIENTS_OWN
        self.contact.setCurrentIndex(max(0, self.contact.findData(contact_id or first)))

    def _put(self, draft: GiftDraft) -> None:
        self.item.setText(draft.item)
        self.value.setText(f"{draft.value_minor / 100:.2f}".removesuffix(".00"))
        self.on.set_value(draft.on)
        self.category.setCurrentIndex(self.category.findData(draft.category.value))
        self.occasion.setCurrentIndex(self.occasion.findData(draft.occasion.value))
        self.direction.setCurrentIndex(self.direction.findData(draft.direction.value))
        self.manner.setText(draft.manner)
        self.reception.setText(draft.reception)
        self.receipt.setText(draft.receipt)
        self.origin.setPlainText(draft.origin)
        self.reason.setPlainText(draft.override_reason)
        self.approver.setText(draft.approver)

    def _show_people(self, people: tuple[tuple[str, str], ...]) -> None:
        kept = self._kept_person
        self.contact.blockSignals(True)
        self.contact.clear()
        for contact_id, name in people:
            self.contact.addItem(name, contact_id)
        if kept[0] and self.contact.findData(kept[0]) < 0:
            self.contact.addItem(kept[1], kept[0])
        self.contact.addItem(self.tr("The client as a whole"), _CLIENTS_OWN)
        self.contact.blockSignals(False)

    # --- what is typed

    def draft(self, today: date) -> GiftDraft:
        """What is typed so far; an unreadable value counts as nothing and a missing day as today."""
        return GiftDraft(
            client_id=self.client.client_id,
            contact_id=str(self.contact.currentData() or "") or None,
            item=self.item.text(),
            on=self.on.value() or today,
            category=GiftCategory(self.category.currentData()),
            value_minor=amounts.minor(self.value.text()) or 0,
            occasion=GiftOccasion(self.occasion.currentData()),
            origin=self.origin.toPlainText(),
            manner=self.manner.text(),
            reception=self.reception.text(),
            receipt=self.receipt.text(),
            direction=GiftDirection(self.direction.currentData()),
            override_reason=self.reason.toPlainText(),
            approver=self.approver.text(),
        )

    def unreadable(self) -> dict[str, str]:
        """What cannot be saved, by field."""
        errors = {}
        if not self.client.client_id:
            errors["client_id"] = self.tr("Choose the client from the list.")
        if self.on.value() is None:
            errors["on"] = self.tr("Write a date as 9-16 or 2026-09-16.")
        if amounts.minor(self.value.text()) is None:
            errors["value"] = self.tr("Write the value as 268 or 268.00.")
        return errors
