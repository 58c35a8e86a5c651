"""What the timeline is narrowed by: chips for the kinds, and a second line for person, period and text."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final, NamedTuple

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from kam_desktop import runtime
from kam_desktop.core.timeline_facts import Fact
from kam_desktop.ui import appearance, timeline_rows
from kam_desktop.ui.timeline_rows import BY_VISIT, FACTS, Show
from kam_desktop.ui.widgets.buttons import IconButton
from kam_desktop.ui.widgets.chip import ChipRow

_WAIT_MS: Final = 150
_PERIODS: Final = (30, 90, 365)  # days


class Narrowed(NamedTuple):
    """A choice of facts, as ``timeline.page`` takes it."""

    kinds: frozenset[Fact] = frozenset(Fact)
    visits: bool | None = None
    contact_id: str = ""
    since: date | None = None
    text: str = ""

    @property
    def is_within_kinds(self) -> bool:
        """Whether only some of each kind are asked for, so that no count of a kind says how many are shown."""
        return bool(self.text or self.contact_id or self.since)

    def as_filter(self) -> dict[str, Any]:
        """The keywords of ``timeline.page``."""
        return self._asdict()


class TimelineFilters(QWidget):
    """``changed`` at each choice; typing waits until the keys rest."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chips = ChipRow(self)
        self.chips.set_chips(timeline_rows.chips({}))
        self.chips.changed.connect(lambda _: self.changed.emit())
        self.open_button = IconButton(
            "filter", self.tr("Filter by person, period or text"), self, keys="Ctrl+F", size="small"
        )
        self.open_button.clicked.connect(self.toggle)
        self.person, self.period, self.text = QComboBox(self), QComboBox(self), QLineEdit(self)
        self._set_up()
        self._lay_out()

    def _set_up(self) -> None:
        self._wait = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._wait.timeout.connect(self.changed)
        self.text.setPlaceholderText(self.tr("Find in this timeline"))
        self.text.setAccessibleName(self.tr("Find in this timeline"))
        self.text.setClearButtonEnabled(True)
        self.text.setMaxLength(200)
        self.text.textChanged.connect(lambda _: self._wait.start())
        self.person.setAccessibleName(self.tr("Person"))
        self.person.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.person.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        appearance.scaled(self.person.setMaximumWidth, 180)
        self.period.setAccessibleName(self.tr("Period"))
        self.period.addItem(self.tr("At any time"), 0)
        for days in _PERIODS:
            self.period.addItem(self.tr("Last {count} days").format(count=days), days)
        self.set_people({})
        for box in (self.person, self.period):
            box.activated.connect(lambda _: self.changed.emit())

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setContentsMargins(16, 10, 16, 2)
        first.addWidget(self.chips, 1)
        first.addWidget(self.open_button)
        self.line = QWidget(self)
        second = QHBoxLayout(self.line)
        second.setContentsMargins(16, 4, 16, 4)
        second.setSpacing(8)
        second.addWidget(self.text, 1)
        second.addWidget(self.person)
        second.addWidget(self.period)
        self.line.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 2)
        column.setSpacing(0)
        column.addLayout(first)
        column.addWidget(self.line)

    def narrowed(self) -> Narrowed:
        """What is chosen now."""
        days = int(self.period.currentData() or 0)
        since = runtime.today() - timedelta(days=days) if days else None
        show = Show(next(iter(self.chips.chosen()), Show.ALL.value))
        return Narrowed(
            FACTS[show], BY_VISIT.get(show), str(self.person.currentData() or ""), since, self.text.text().strip()
        )

    def set_people(self, people: Mapping[str, str]) -> None:
        """The people to choose from, by id; the choice stays where it can."""
        chosen = self.person.currentData()
        self.person.clear()
        self.person.addItem(self.tr("Everybody"), "")
        for contact_id, name in people.items():
            self.person.addItem(name, contact_id)
        self.person.setCurrentIndex(max(0, self.person.findData(chosen)))

    def set_counts(self, counts: Mapping[Fact, int], noted_visits: int) -> None:
        """The numbers in the chips."""
        self.chips.set_chips(timeline_rows.chips(counts, noted_visits))

    def open(self) -> None:
        """Show the second line, with the focus in the text."""
        self.line.show()
        self.text.setFocus()
        self.text.selectAll()

    def toggle(self) -> None:
        """The button shows the second line, or clears and hides it."""
        if self.line.isHidden():
            self.open()
        else:
            self.close_line()

    def close_line(self) -> bool:
        """Clear and hide the second line; False when it was hidden."""
        if self.line.isHidden():
            return False
        was = self.narrowed()
        self.clear_line()
        self.line.hide()
        self._wait.stop()
        if self.narrowed() != was:
            self.changed.emit()
        return True

    def clear_line(self) -> None:
        """Nobody and nothing in particular, at any time; without ``changed``."""
        self.text.blockSignals(True)
        self.text.clear()
        self.text.blockSignals(False)
        self.person.setCurrentIndex(0)
        self.period.setCurrentIndex(0)

    def reset(self) -> None:
        """Everything again, without ``changed``."""
        self.chips.choose([Show.ALL.value])
        self.clear_line()
        self._wait.stop()
        self.line.hide()
