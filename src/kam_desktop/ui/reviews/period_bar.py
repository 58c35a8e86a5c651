"""Which month or quarter the figures are of."""

from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kam_desktop import runtime
from kam_desktop.ui import labels
from kam_desktop.ui.widgets.buttons import IconButton
from kam_desktop.ui.widgets.chip import ChipRow
from kam_desktop.ui.widgets.texts import PlainLabel


class PeriodBar(QWidget):
    """A month at first; ``changed`` after a person's step."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._near = runtime.today()
        self.kinds = ChipRow(self)
        self.kinds.set_chips([("month", self.tr("Month")), ("quarter", self.tr("Quarter"))])
        self.kinds.choose({"month"})
        self.kinds.hug()
        self.back = IconButton("chevron-left", self.tr("The period before"), self, size="small")
        self.on = IconButton("chevron-right", self.tr("The period after"), self, size="small")
        self._words = PlainLabel("", self, bold=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for part in (self.kinds, self.back, self._words, self.on):
            row.addWidget(part)
        row.addStretch(1)
        self.kinds.changed.connect(lambda _chosen: self._tell())
        self.back.clicked.connect(lambda: self.step(-1))
        self.on.clicked.connect(lambda: self.step(1))
        self._say()

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day."""
        months = 3 if "quarter" in self.kinds.chosen() else 1
        first = self._near.replace(day=1, month=(self._near.month - 1) // months * months + 1)
        after = first
        for _ in range(months):
            after = (after + timedelta(days=32)).replace(day=1)
        return first, after - timedelta(days=1)

    def step(self, by: int) -> None:
        """The period before or after."""
        first, last = self.days
        self._near = first - timedelta(days=1) if by < 0 else last + timedelta(days=1)
        self._tell()

    def _tell(self) -> None:
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        first, last = self.days
        if first.month == last.month:
            words = labels.period(f"{first.year}-{first.month:02}")
        else:
            words = self.tr("{year} Q{n}").format(year=first.year, n=(first.month + 2) // 3)
        self._words.setText(words)
        self.setAccessibleName(words)
