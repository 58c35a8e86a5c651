"""What is left of each limit this year, as bars with their numbers."""

from typing import NamedTuple

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kam_desktop.core.gifts import Judged
from kam_desktop.ui import labels
from kam_desktop.ui.widgets.progress import ThinBar
from kam_desktop.ui.widgets.texts import PlainLabel


class Share(NamedTuple):
    """How much of a limit is used with this gift."""

    label: str
    used: int
    limit: int
    is_money: bool

    def words(self, of: str) -> str:
        """``¥236.50 of ¥600``."""
        say = labels.money if self.is_money else str
        return of.format(total=say(self.used), limit=say(self.limit))


class LimitBars(QWidget):
    """One row a limit: its name, both numbers, the bar. What is passed is amber."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)

    def shares(self, judged: Judged, value_minor: int, *, has_person: bool) -> list[Share]:
        """The limits that there are, with this gift counted."""
        totals, limits = judged.totals, judged.limits
        found = [
            (self.tr("Client, this year"), totals.client_minor + value_minor, limits.client_year, True),
            (self.tr("Tier budget"), totals.client_minor + value_minor, limits.budget, True),
            (self.tr("Client, gifts"), totals.client_count + 1, limits.client_count, False),
        ]
        if has_person:
            found[:0] = [
                (self.tr("Person, this year"), totals.person_minor + value_minor, limits.person_year, True),
                (self.tr("Person, gifts"), totals.person_count + 1, limits.person_count, False),
            ]
        return [Share(label, used, limit, is_money) for label, used, limit, is_money in found if limit is not None]

    def show_shares(self, shares: list[Share]) -> None:
        """Draw these."""
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for share in shares:
            self._column.addWidget(self._row(share))
        self.setVisible(bool(shares))

    def _row(self, share: Share) -> QWidget:
        row, is_over = QWidget(self), share.used > share.limit
        words = share.words(self.tr("{total} of {limit}"))
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(PlainLabel(share.label, row, face="label", role="muted"))
        head.addStretch(1)
        head.addWidget(PlainLabel(words, row, face="label", role="warning" if is_over else "text"))
        bar = ThinBar(row, role="warning" if is_over else "accent")
        bar.set_parts(
            min(share.used * 1000 // max(1, share.limit), 1000), 1000
        )  # a range of 32 bits holds no large sums
        bar.setAccessibleName(f"{share.label} {words}")
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(bar)
        return row
