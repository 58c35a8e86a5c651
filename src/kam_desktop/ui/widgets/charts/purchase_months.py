"""What a client bought in the last twelve months, each held against the same month a year before."""

from kam_desktop.core.purchases import Overview, Sums
from kam_desktop.ui import labels
from kam_desktop.ui.widgets.charts.chart import Said
from kam_desktop.ui.widgets.charts.columns import Column, ColumnChart


class PurchaseMonths(ColumnChart):
    """``opened`` carries the month, ``2026-09``: that of a quiet bar is of the year before."""

    def show_overview(self, seen: Overview) -> bool:
        """Draw the months; returns whether anything was bought in them or the year before."""
        has_any = any(each.amount_minor or each.before_minor for each in seen.months)
        nothing = self.tr("Nothing was bought in these 24 months.") if seen.lines else self.tr("No purchases yet.")
        months = [_column(each, seen.currency, is_first=not place) for place, each in enumerate(seen.months)]
        self.show_columns(months, "" if has_any else nothing)
        return has_any


def said(period: str, amount: int, currency: str) -> Said:
    """A year or month and what was bought in it, in words."""
    return Said(period, labels.period(period), labels.money(amount, currency))


def _column(sums: Sums, currency: str, *, is_first: bool) -> Column:
    year, _, number = sums.period.partition("-")
    has_year = is_first or number == "01"
    return Column(
        said(sums.period, sums.amount_minor, currency), sums.amount_minor, labels.month(sums.period),
        labels.short_money(sums.amount_minor, currency), year if has_year else "", sums.before_minor,
        said(f"{int(year) - 1}-{number}", sums.before_minor, currency), labels.short_money(sums.before_minor, currency),
    )  # fmt: skip
