"""An item of the small stock of gifts, and a move of its pieces (D-7.5)."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QComboBox, QLineEdit

from kam_desktop import runtime
from kam_desktop.core import gift_stock
from kam_desktop.core.errors import Invalid
from kam_desktop.core.gift_stock import StockDraft
from kam_desktop.core.rules.kinds import GiftCategory, StockMoveKind
from kam_desktop.ui import appearance, labels
from kam_desktop.ui.entries.amount_fields import amount_of, amount_text
from kam_desktop.ui.entries.cause_entry import CauseEntry, Values, Work, day_of, line
from kam_desktop.ui.entries.days import show_day, text_of_day
from kam_desktop.ui.widgets.date_field import DateField


def pieces_of(editor: QLineEdit, name: str) -> int:
    """A whole number of pieces; nothing typed is none. Raises Invalid."""
    text = editor.text().strip()
    if not text:
        return 0
    if not text.isdecimal() or len(text) > 6:
        raise Invalid(name, "gift_stock.quantity", text=text[:32])
    return int(text)


class StockEntry(CauseEntry):
    """What it is, what a piece is worth, where it comes from, when to buy again; at first how many were bought."""

    kind = "gift_stock"

    def make_fields(self) -> None:
        self.person.hide()
        self.what, self.value, self.low_at, self.bought = line(self, 255), line(self, 24), line(self, 6), line(self, 6)
        self.origin, self.supplier, self.notes = line(self, 8_000), line(self, 255), line(self, 8_000)
        self.sort = QComboBox(self)
        for each in GiftCategory:
            self.sort.addItem(labels.name_of(each), each.value)
        self.currency = "CNY"
        self.add_row(
            ("item", self.tr("Gift"), self.what, 4), ("category", self.tr("Category"), self.sort, 2),
            ("value", self.tr("Value of a piece"), self.value, 2), ("bought", self.tr("Bought"), self.bought, 1),
            ("low_at", self.tr("Warn at"), self.low_at, 1),
        )  # fmt: skip
        self.add_row(
            ("origin", self.tr("Origin"), self.origin, 4), ("supplier", self.tr("Supplier"), self.supplier, 2),
            ("notes", self.tr("Notes"), self.notes, 3),
        )  # fmt: skip

    def title(self) -> str:
        self.fields["bought"].setVisible(not self.row_id)
        return self.tr("Edit the item") if self.row_id else self.tr("New item")

    def empty(self) -> Values:
        names = ("item", "value", "low_at", "bought", "origin", "supplier", "notes")
        return {**dict.fromkeys(names, ""), "category": GiftCategory.OTHER.value, "currency": "CNY"}

    def _editors(self) -> tuple[tuple[str, QLineEdit], ...]:
        return (
            ("item", self.what), ("value", self.value), ("low_at", self.low_at), ("bought", self.bought),
            ("origin", self.origin), ("supplier", self.supplier), ("notes", self.notes),
        )  # fmt: skip

    def values(self) -> Values:
        typed = {name: editor.text() for name, editor in self._editors()}
        return {**typed, "category": self.sort.currentData(), "currency": self.currency}

    def fill(self, values: Mapping[str, Any]) -> None:
        for name, editor in self._editors():
            editor.setText(values[name])
        self.sort.setCurrentIndex(max(0, self.sort.findData(values["category"])))
        self.currency = values["currency"]

    def writing(self) -> Work:
        draft = StockDraft(
            self.what.text(), GiftCategory(self.sort.currentData()), amount_of(self.value, "value") or 0, self.currency,
            self.origin.text(), self.supplier.text(), pieces_of(self.low_at, "low_at"), self.notes.text(), self.revision,
        )  # fmt: skip
        row_id, today, bought = self.row_id, runtime.today(), pieces_of(self.bought, "bought")
        if row_id:
            return lambda session: gift_stock.edit(session, row_id, draft)
        return lambda session: gift_stock.add(session, draft, today=today, bought=bought)

    def removing(self) -> Work:
        row_id = self.row_id
        return lambda session: gift_stock.remove(session, row_id)

    def stored(self, session: Any) -> Values:
        row = gift_stock.get(session, self.row_id)
        return {
            "item": row.item, "value": amount_text(row.value_minor or None), "low_at": str(row.low_at or ""), "bought": "",
            "origin": row.origin, "supplier": row.supplier, "notes": row.notes, "category": row.category,
            "currency": row.currency, "revision": row.revision,
        }  # fmt: skip

    def said(self, *, is_removed: bool = False) -> str:
        words = self.tr("Taken off the stock: {what}") if is_removed else self.tr("The stock is noted: {what}")
        return words.format(what=self.what.text().strip()[:80])


class MoveEntry(CauseEntry):
    """Pieces of the item ``client_id`` (its id) that moved on a day."""

    kind = "stock_move"

    def make_fields(self) -> None:
        self.person.hide()
        self.sort, self.count, self.notes = QComboBox(self), line(self, 6), line(self, 8_000)
        for each in StockMoveKind:
            self.sort.addItem(labels.name_of(each), each.value)
        self.on = DateField(runtime.today(), self, prefer="past")
        appearance.scaled(self.on.setMinimumWidth, 124)
        self.add_row(
            ("quantity", self.tr("Pieces"), self.count, 1), ("kind", self.tr("What happened"), self.sort, 2),
            ("on", self.tr("Day"), self.on, 2), ("notes", self.tr("Notes"), self.notes, 4),
        )  # fmt: skip

    def choose(self, kind: StockMoveKind) -> None:
        """What the key said."""
        self.sort.setCurrentIndex(self.sort.findData(kind.value))

    def title(self) -> str:
        return self.tr("Note a move")

    def empty(self) -> Values:
        return {"quantity": "1", "kind": self.sort.currentData(), "on": runtime.today().isoformat(), "notes": ""}

    def values(self) -> Values:
        return {
            "quantity": self.count.text(), "kind": self.sort.currentData(), "on": text_of_day(self.on),
            "notes": self.notes.text(),
        }  # fmt: skip

    def fill(self, values: Mapping[str, Any]) -> None:
        self.on.set_today(runtime.today())
        show_day(self.on, values["on"])
        self.count.setText(values["quantity"])
        self.notes.setText(values["notes"])
        self.sort.setCurrentIndex(max(0, self.sort.findData(values["kind"])))

    def writing(self) -> Work:
        stock_id, kind, today = self.client_id, StockMoveKind(self.sort.currentData()), runtime.today()
        count, on, notes = pieces_of(self.count, "quantity"), day_of(self.on, "on") or today, self.notes.text()
        return lambda session: gift_stock.move(session, stock_id, kind, count, on=on, today=today, notes=notes)

    def said(self, **_which: bool) -> str:
        return self.tr("The move is noted")
