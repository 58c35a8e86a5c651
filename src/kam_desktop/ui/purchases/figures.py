"""The figures at the head of the purchases page."""

from PySide6.QtWidgets import QWidget

from kam_desktop.core.purchases import Overview
from kam_desktop.ui import labels
from kam_desktop.ui.purchases import words
from kam_desktop.ui.widgets.figure import Figure, FigureStrip

_LATE = 1.5  # times the own rhythm, from which silence is a warning


class PurchaseFigures(FigureStrip):
    """This year, twelve months, margin, the last purchase, and the client's own rhythm."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.year = Figure(self.tr("This year so far"))
        self.twelve = Figure(self.tr("12 months"))
        self.margin = Figure(self.tr("Margin"))
        self.last = Figure(self.tr("Last purchase"))
        self.rhythm = Figure(self.tr("Own rhythm"))
        self.set_figures([self.year, self.twelve, self.margin, self.last, self.rhythm])

    def show_overview(self, seen: Overview) -> None:
        """Fill in everything; what is not known is a dash."""
        self._show_year(seen)
        others = labels.say("purchase.other_lines", n=seen.other_lines) if seen.other_lines else ""
        self.twelve.show_value(labels.short_money(seen.twelve_months_minor, seen.currency), others)
        for figure, amount in ((self.year, seen.this_year_minor), (self.twelve, seen.twelve_months_minor)):
            figure.setToolTip(labels.money(amount, seen.currency))
        self._show_margin(seen)
        self._show_last(seen)

    def _show_margin(self, seen: Overview) -> None:
        if seen.margin_percent is not None:
            self.margin.show_value(f"{seen.margin_percent:.1f}%", self.tr("of 12 months"))
        elif seen.lines and not seen.has_twelve:
            self.margin.show_value("—", self.tr("no purchase in 12 months"))
        else:
            self.margin.show_value("—", self.tr("not in the data"))

    def _show_year(self, seen: Overview) -> None:
        before = self.tr("last year by now {amount}").format(
            amount=labels.short_money(seen.last_year_minor, seen.currency)
        )
        change, _role = words.change(seen.this_year_minor, seen.last_year_minor)
        is_less = 0 < seen.this_year_minor < seen.last_year_minor * 0.8
        note = self.tr("{change}, {before}").format(change=change, before=before) if change else before
        self.year.show_value(
            labels.short_money(seen.this_year_minor, seen.currency), note, note_role="warning" if is_less else "muted"
        )

    def _show_last(self, seen: Overview) -> None:
        if seen.last_on is None or seen.silent_days is None:
            self.last.show_value(self.tr("none yet"))
        else:
            is_late = seen.rhythm_days is not None and seen.silent_days > _LATE * seen.rhythm_days
            self.last.show_value(
                labels.days_ago(seen.silent_days), labels.day(seen.last_on), role="warning" if is_late else "text"
            )
        if seen.rhythm_days is None:
            self.rhythm.show_value("—", self.tr("from three orders on"))
            return
        late = round((seen.silent_days or 0) - seen.rhythm_days)
        note = (
            self.tr("{days} longer than usual").format(days=labels.days(late))
            if late > 0
            else self.tr("between orders, median")
        )
        self.rhythm.show_value(labels.days(round(seen.rhythm_days)), note)
