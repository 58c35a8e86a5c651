"""The lines of a client's purchases, newest first, by year or month and by product."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from kam_desktop.core import purchases
from kam_desktop.core.purchases import Filter
from kam_desktop.ui import fonts, labels
from kam_desktop.ui.purchases import words
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.chip import ChipRow
from kam_desktop.ui.widgets.empty import EmptyState
from kam_desktop.ui.widgets.paged_table import Column, PagedTableModel, RowTable, request_through
from kam_desktop.ui.widgets.texts import PlainLabel

_ANY = 0  # the first entry of the box of products
_LONG_DAY = date(2000, 12, 28)  # no day is written longer


class LinesSide(QWidget):
    """``filter_asked`` when a person chooses; the page reads and calls ``show_listed``."""

    filter_asked = Signal(object)  # Filter
    import_asked = Signal()

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chosen = Filter()
        self._years: Sequence[str] = ()
        self.years = ChipRow(self)
        self.years.setAccessibleName(self.tr("Year"))
        self.products = QComboBox(self)
        self.products.setProperty("extent", "small")
        self.products.setAccessibleName(self.tr("Product"))
        self.products.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.products.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.products.setMinimumContentsLength(8)
        self.sum = PlainLabel("", self, role="muted", elide=True)
        self.sum.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.model = PagedTableModel((), request_through(tasks, self, _page), self._columns(), self)
        self.table = RowTable(self.model, self, fits=True)
        self.table.setAccessibleName(self.tr("Purchases"))
        self.empty = EmptyState("", "", self)
        self._stack = QStackedWidget(self)
        self._lay_out()
        self.years.changed.connect(lambda names: self._ask(next(iter(names)), self._chosen.product))
        self.products.activated.connect(self._on_product)
        self.table.opened.connect(self._on_opened)
        self.empty.asked.connect(self._on_empty)

    def _columns(self) -> list[Column]:
        return [
            Column("on", self.tr("Date"), 124, is_sortable=False, longest=labels.day(_LONG_DAY)),
            Column("product", self.tr("Product"), 0, is_sortable=False),
            Column("quantity", self.tr("Quantity"), 72, "number", is_sortable=False),
            Column("amount", self.tr("Amount"), 96, "number", is_sortable=False),
            Column("margin", self.tr("Margin"), 88, "number", is_sortable=False),
            Column("order", self.tr("Order"), 120, "muted", is_sortable=False),
        ]

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setContentsMargins(16, 12, 16, 0)
        first.addWidget(self.years)
        second = QHBoxLayout()
        second.setContentsMargins(16, 0, 16, 8)
        second.setSpacing(12)
        second.addWidget(self.products, 3)
        second.addWidget(self.sum, 2)
        for widget in (self.table, self.empty):
            self._stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(first)
        column.addLayout(second)
        column.addWidget(self._stack, 1)
        self.setFocusProxy(self.table)

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self.table.setColumnHidden(5, self.width() < fonts.px(640))
        self.table.setColumnHidden(4, self.width() < fonts.px(500))

    def show_choices(self, years: Sequence[str], products: Sequence[str]) -> None:
        """The years and products that there are; newest year first."""
        self._years = tuple(reversed(years))
        self.products.clear()
        self.products.addItem(self.tr("All products"), None)
        for name in products:
            self.products.addItem(name or self.tr("Without a name"), name)
        self.show_filter(self._chosen)

    def show_filter(self, chosen: Filter) -> None:
        """Which lines are chosen; a month is a chip beside the years while it is."""
        self._chosen = chosen
        names = ["", *self._years]
        if chosen.period and chosen.period not in names:
            names.insert(1, chosen.period)
        self.years.set_chips([(name, labels.period(name) if name else self.tr("All")) for name in names])
        self.years.choose([chosen.period])
        place = next((at for at in range(self.products.count()) if self.products.itemData(at) == chosen.product), _ANY)
        self.products.setCurrentIndex(place)

    def show_listed(self, listed: purchases.Listed, currency: str, *, has_any: bool) -> None:
        """The lines; the sentence of an empty list says what to do."""
        amount = labels.money(listed.amount_minor, currency)
        self.sum.setText(labels.say("purchase.lines", n=len(listed.ids), amount=amount) if listed.ids else "")
        self.table.show_ids(listed.ids)
        self.years.setVisible(has_any)
        self.products.setVisible(has_any)
        if has_any:
            self.empty.say(self.tr("No purchase matches."), self.tr("Clear the filter"))
        else:
            self.empty.say(
                self.tr(
                    "No purchases yet. Import the sales list of your ERP: client, date, product, quantity, amount, margin."
                ),
                self.tr("Import a list"),
            )
        self._stack.setCurrentWidget(self.table if listed.ids else self.empty)
        if listed.ids and self.table.hasFocus() and not self.table.current_id():
            self.table.selectRow(0)

    def _ask(self, period: str, product: str | None) -> None:
        self.filter_asked.emit(Filter(period, product))

    def _on_product(self, place: int) -> None:
        self._ask(self._chosen.period, self.products.itemData(place))

    def _on_opened(self, _purchase_id: str) -> None:
        """Enter on a line shows all lines of its product, and once more all lines."""
        row = self.model.row(self.table.currentIndex().row())
        if row is not None:
            product = str(row[1])
            self._ask(self._chosen.period, None if self._chosen.product == product else product)

    def _on_empty(self) -> None:
        if self._chosen == Filter():
            self.import_asked.emit()
        else:
            self.filter_asked.emit(Filter())


def _page(session: Any, wanted: Sequence[str]) -> list[tuple[Any, ...]]:
    return [words.cells(row) for row in purchases.rows(session, wanted)]
