"""The charts of a client's purchases: months, years, products, and the shares of the suppliers."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kam_desktop.core.purchases import Overview, ProductSums, Sums
from kam_desktop.ui import labels
from kam_desktop.ui.purchases import words
from kam_desktop.ui.purchases.shares_panel import SharesPanel
from kam_desktop.ui.widgets.charts.chart import Said
from kam_desktop.ui.widgets.charts.columns import Column, ColumnChart
from kam_desktop.ui.widgets.charts.purchase_months import PurchaseMonths, said
from kam_desktop.ui.widgets.charts.rows import BarRow, RowBars
from kam_desktop.ui.widgets.panel import ScrollBody
from kam_desktop.ui.widgets.texts import Hint, SectionLabel

OTHERS = "\x00others"  # no product is called so: names keep no NUL


class _Part(QWidget):
    """A chart under its head, and a remark at the right of it."""

    def __init__(self, title: str, chart: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.note = Hint("", self, wrap=False)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(SectionLabel(title, self))
        head.addStretch(1)
        head.addWidget(self.note)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(chart)


class ChartsSide(ScrollBody):
    """A mark that is opened asks for the lines behind it."""

    period_asked = Signal(str)
    product_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the charts in it take the arrows
        self.months = PurchaseMonths(self.tr("Purchases by month"), self)
        self.years = ColumnChart(self.tr("Purchases by year"), self, height=112)
        self.products = RowBars(self.tr("Products"), self)
        self.shares = SharesPanel(self)
        self.months.opened.connect(self.period_asked)
        self.years.opened.connect(self.period_asked)
        self.products.opened.connect(self._on_product)
        self.column.setContentsMargins(16, 12, 16, 16)
        self.column.setSpacing(24)
        by_month = _Part(self.tr("By month"), self.months, self)
        by_product = _Part(self.tr("Products, 12 months"), self.products, self)
        by_year = _Part(self.tr("By year"), self.years, self)
        self._note = by_month.note
        by_product.note.setText(self.tr("share, course, against the year before"))
        self._with_lines = (by_product, by_year)
        self.column.addWidget(by_month)
        for part in (by_product, self.shares, by_year):
            self.column.addWidget(part)
        self.column.addStretch(1)

    def show_overview(self, seen: Overview) -> None:
        """Draw everything anew."""
        for part in self._with_lines:
            part.setVisible(seen.lines > 0)
        has_months = self.months.show_overview(seen)
        self._note.setText(self.tr("grey: the year before") if has_months else "")
        self.years.show_columns([self._year(each, seen) for each in seen.years])
        total = sum(max(each.amount_minor, 0) for each in seen.products)
        rows = [self._product(each, total, seen.currency) for each in seen.products]
        self.products.show_rows(rows)

    def choose(self, period: str, product: str | None) -> None:
        """Show in the charts which records are listed."""
        for chart in (self.months, self.years):
            chart.choose(period)
        self.products.choose("" if product is None else product)

    def _year(self, sums: Sums, seen: Overview) -> Column:
        short = labels.short_money(sums.amount_minor, seen.currency)
        is_present = sums.period == seen.years[-1].period
        return Column(
            said(sums.period, sums.amount_minor, seen.currency), sums.amount_minor, sums.period, short,
            is_subject=is_present,
        )  # fmt: skip

    def _product(self, sums: ProductSums, total: int, currency: str) -> BarRow:
        name = self.tr("All others") if sums.product is None else sums.product or self.tr("Without a name")
        share = f"{100 * max(sums.amount_minor, 0) / total:.0f}%" if total else ""
        change, role = words.change(sums.amount_minor, sums.before_minor)
        if not change:
            change = self.tr("new") if sums.amount_minor > 0 else ""
        told = " ".join(part for part in (labels.money(sums.amount_minor, currency), share, change) if part)
        key = OTHERS if sums.product is None else sums.product
        return BarRow(Said(key, name, told), name, sums.amount_minor, share, change, role, sums.months)

    def _on_product(self, key: str) -> None:
        if key != OTHERS:
            self.product_asked.emit(key)
