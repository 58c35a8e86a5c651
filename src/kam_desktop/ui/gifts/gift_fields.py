"""The fields of a gift: what, to whom, why, where it comes from and how it was received (D-7.1)."""

from datetime import date
from itertools import pairwise
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from kam_desktop import runtime
from kam_desktop.core.gifts import GiftDraft
from kam_desktop.core.rules import amounts, currencies, gift_guessing
from kam_desktop.core.rules.kinds import GiftCategory, GiftDirection, GiftOccasion, GiftVia
from kam_desktop.ui import labels
from kam_desktop.ui.gifts.origin import OriginGroup
from kam_desktop.ui.gifts.parts import Whom, choices, prose
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.client_field import ClientField
from kam_desktop.ui.widgets.date_field import DateField
from kam_desktop.ui.widgets.forms import FormColumn
from kam_desktop.ui.widgets.impression import Impression

_CLIENTS_OWN: Final = ""
_USUAL: Final = ("CNY", "USD", "EUR", "JPY", "HKD")


class GiftFields(FormColumn):
    """``changed`` at each keystroke that the rules have something to say about."""

    changed = Signal()

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kept_person = ("", "")
        self._is_category_chosen = False
        self.client = ClientField(tasks, self)
        self.contact, self.via, self.currency = QComboBox(self), QComboBox(self), QComboBox(self)
        self.contact.setMinimumContentsLength(14)  # a name and a title, which come after it is first laid out
        self.item, self.value, self.quantity, self.via_name = (QLineEdit(self) for _ in range(4))
        self.manner, self.receipt, self.approver = QLineEdit(self), QLineEdit(self), QLineEdit(self)
        self.category = choices(GiftCategory, self)
        self.occasion = choices(GiftOccasion, self)
        self.direction = choices(GiftDirection, self)
        self.on = DateField(runtime.today(), self, prefer="past")
        self.origins = OriginGroup(self)
        self.origin = self.origins.origin
        self.reason, self.reception = prose(self), prose(self)
        self.score = Impression(self)
        self.is_estimate = QCheckBox(self.tr("The value is an estimate"), self)
        self.is_handed_in = QCheckBox(self.tr("Handed in to the company"), self)
        self._offer()
        self._lay_out()
        self._hint()
        self._connect()

    def _offer(self) -> None:
        self.via.addItem(self.tr("Directly"), "")
        for each in GiftVia:
            self.via.addItem(labels.name_of(each), each.value)
        for code in (*_USUAL, *sorted(currencies.KNOWN - set(_USUAL))):
            self.currency.addItem(code, code)

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
            ("item", self.tr("Gift"), self.item, 3), ("category", self.tr("Category"), self.category, 2),
            ("quantity", self.tr("Pieces"), self.quantity, 1),
        )  # fmt: skip
        self.add_row(
            ("value", self.tr("Total value"), self.value, 2), ("currency", self.tr("Currency"), self.currency, 1),
            ("via", self.tr("Goes through"), self.via, 1), ("via_name", self.tr("Name"), self.via_name, 2),
        )  # fmt: skip
        self.add_row(
            ("override_reason", self.tr("Reason"), self.reason, 2),
            ("approver", self.tr("Who approves"), self.approver, 1),
        )
        self.show_approval(False)
        for box in (self.is_estimate, self.is_handed_in):
            self.add_widget(box)
        self.add_widget(self.origins)
        self.fields |= self.origins.form.fields
        self.add_row(
            ("manner", self.tr("Handed over"), self.manner, 1), ("receipt", self.tr("Receipt"), self.receipt, 1)
        )
        self.add_row(
            ("reception", self.tr("Reception"), self.reception, 2),
            ("reception_score", self.tr("How much it was liked"), self.score, 1),
        )
        self.add_stretch()
        seen: tuple[QWidget, ...] = (
            self.client, self.contact, self.direction, self.on, self.occasion, self.item, self.category, self.quantity,
            self.value, self.currency, self.via, self.via_name, self.reason, self.approver, self.is_estimate, self.is_handed_in, self.origin,
            self.origins.chosen_by, self.origins.handed_by, self.origins.story, self.manner,
            self.receipt, self.reception, self.score,
        )  # fmt: skip
        for one, other in pairwise(seen):
            self.setTabOrder(one, other)

    def _hint(self) -> None:
        self.value.setPlaceholderText(self.tr("e.g. 268 or 268.00"))
        self.manner.setPlaceholderText(self.tr("e.g. by hand, by post"))
        self.receipt.setPlaceholderText(self.tr("Number or where it lies"))
        self.reception.setPlaceholderText(self.tr("How it was received"))
        self.approver.setPlaceholderText(self.tr("Somebody else than you"))

    def _connect(self) -> None:
        for line in (self.client, self.item, self.value, self.quantity, self.on, self.origin, self.manner):
            line.textChanged.connect(lambda *_: self.changed.emit())
        self.item.textChanged.connect(self._guess)
        self.category.activated.connect(lambda _at: self._choose_category())
        for box in (self.contact, self.category, self.direction, self.currency):
            box.currentIndexChanged.connect(lambda _at: self.changed.emit())
        self.direction.currentIndexChanged.connect(lambda _at: self._on_direction())
        self.via.currentIndexChanged.connect(lambda _at: self._on_via())
        self._on_direction()
        self._on_via()

    def _choose_category(self) -> None:
        self._is_category_chosen = True

    def _guess(self, item: str) -> None:
        """The category that the words tell of, until somebody chose one."""
        if not self._is_category_chosen:
            guessed = gift_guessing.category(item) or GiftCategory.OTHER
            self.category.setCurrentIndex(self.category.findData(guessed.value))

    def _on_direction(self) -> None:
        is_given = self.direction.currentData() == GiftDirection.GIVEN
        self.origins.hint(is_given=is_given)
        for box in (self.is_estimate, self.is_handed_in):
            box.setVisible(not is_given)

    def _on_via(self) -> None:
        self.via_name.setEnabled(bool(self.via.currentData()))

    def show_approval(self, is_needed: bool) -> None:
        """Why, and who approves: asked for where the rules want it."""
        for name in ("override_reason", "approver"):
            self.fields[name].setVisible(is_needed)

    # --- filling

    def clear(self, on: date) -> None:
        """Empty, on this day."""
        self._kept_person = ("", "")
        self.client.set_client("", "")
        self._put(GiftDraft("", None, "", on))
        self._is_category_chosen = False
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

    def take(self, draft: GiftDraft) -> None:
        """An idea, or what is in stock, in the place of what was typed; client, person and day stay."""
        self._is_category_chosen = True
        self.item.setText(draft.item)
        self.value.setText(f"{draft.value_minor / 100:.2f}".removesuffix(".00"))
        self.category.setCurrentIndex(self.category.findData(draft.category.value))
        self.origin.setPlainText(draft.origin)

    def _put(self, draft: GiftDraft) -> None:
        self._is_category_chosen = True
        self.item.setText(draft.item)
        self.value.setText(f"{draft.value_minor / 100:.2f}".removesuffix(".00"))
        self.on.set_value(draft.on)
        self.category.setCurrentIndex(self.category.findData(draft.category.value))
        self.occasion.setCurrentIndex(self.occasion.findData(draft.occasion.value))
        self.direction.setCurrentIndex(self.direction.findData(draft.direction.value))
        self.currency.setCurrentIndex(max(0, self.currency.findData(draft.currency)))
        self.via.setCurrentIndex(self.via.findData(draft.via.value if draft.via else ""))
        self.via_name.setText(draft.via_name)
        self.quantity.setText(str(draft.quantity))
        self.is_estimate.setChecked(draft.is_estimate)
        self.is_handed_in.setChecked(draft.is_handed_in)
        self.score.set_value(draft.reception_score)
        self.manner.setText(draft.manner)
        self.reception.setPlainText(draft.reception)
        self.receipt.setText(draft.receipt)
        self.origins.fill(draft)
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
            currency=str(self.currency.currentData()),
            occasion=GiftOccasion(self.occasion.currentData()),
            origin=self.origin.toPlainText(),
            manner=self.manner.text(),
            reception=self.reception.toPlainText(),
            receipt=self.receipt.text(),
            direction=GiftDirection(self.direction.currentData()),
            override_reason=self.reason.toPlainText(),
            quantity=self._pieces() or 1,
            chosen_by=self.origins.chosen_by.text(),
            handed_by=self.origins.handed_by.text(),
            story=self.origins.story.toPlainText(),
            via=GiftVia(self.via.currentData()) if self.via.currentData() else None,
            via_name=self.via_name.text() if self.via.currentData() else "",
            is_estimate=self.is_estimate.isChecked(),
            is_handed_in=self.is_handed_in.isChecked(),
            reception_score=self.score.value(),
            approver=self.approver.text(),
        )

    def _pieces(self) -> int | None:
        text = self.quantity.text().strip()
        return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else None

    def unreadable(self) -> dict[str, str]:
        """What cannot be saved, by field."""
        errors = {}
        if not self.client.client_id:
            errors["client_id"] = self.tr("Choose the client from the list.")
        if self.on.value() is None:
            errors["on"] = self.tr("Write a date as 9-16 or 2026-09-16.")
        if amounts.minor(self.value.text()) is None:
            errors["value"] = self.tr("Write the value as 268 or 268.00.")
        if self._pieces() is None:
            errors["quantity"] = self.tr("Write a whole number.")
        return errors
