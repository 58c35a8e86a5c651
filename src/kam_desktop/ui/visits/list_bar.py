"""What the list of visits shows: states with counts, whose, of which days, a word."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from kam_desktop import runtime
from kam_desktop.core.rules.kinds import VisitState
from kam_desktop.ui import appearance, labels
from kam_desktop.ui.widgets.chip import ChipRow

ALL: Final = "all"
LATE: Final = "late"


class Chosen(NamedTuple):
    """What is asked for; ``is_late`` only those whose report is late."""

    states: tuple[VisitState, ...]
    is_late: bool
    owner: str
    first_on: date | None
    last_on: date | None
    text: str

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is left out."""
        return self != Chosen((), False, "", None, None, "")


class VisitsBar(QWidget):
    """One line over the list. ``changed`` for a choice, ``typed`` while a word is typed."""

    changed = Signal()
    typed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.states = ChipRow(self)
        self.owner, self.period = QComboBox(self), QComboBox(self)
        self.owner.setAccessibleName(self.tr("Whose visits"))
        self.period.setAccessibleName(self.tr("Period"))
        self.filter = QLineEdit(self)
        self.filter.setPlaceholderText(self.tr("Client or objective"))
        self.filter.setAccessibleName(self.tr("Filter visits"))
        self.filter.setClearButtonEnabled(True)
        appearance.scaled(self.filter.setFixedWidth, 180)
        for part in (self.owner, self.period, self.filter):
            part.setProperty("extent", "small")
        self._own: tuple[date | None, date | None] = (None, None)  # days that a route asked for
        self._fill_periods()
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(8)
        row.addWidget(self.states, 1)
        for part in (self.owner, self.period, self.filter):
            row.addWidget(part)
        self.owner.hide()
        self.states.changed.connect(lambda _chosen: self.changed.emit())
        self.owner.currentIndexChanged.connect(self.changed)
        self.period.currentIndexChanged.connect(self.changed)
        self.filter.textChanged.connect(lambda _text: self.typed.emit())
        self.show_counts(dict.fromkeys(VisitState, 0), 0)

    def _fill_periods(self) -> None:
        for name, words in (
            (ALL, self.tr("Any time")), ("week", self.tr("This week")), ("last_week", self.tr("Last week")),
            ("month", self.tr("This month")), ("last_month", self.tr("Last month")), ("year", self.tr("This year")),
        ):  # fmt: skip
            self.period.addItem(words, name)

    def chosen(self) -> Chosen:
        """What is asked for now."""
        chip = next(iter(self.states.chosen()), ALL)
        states = () if chip in (ALL, LATE) else (VisitState(chip),)
        first, last = self._days()
        owner = str(self.owner.currentData() or "")
        return Chosen(states, chip == LATE, owner, first, last, self.filter.text().strip())

    def _days(self) -> tuple[date | None, date | None]:
        name = str(self.period.currentData())
        return self._own if name == "own" else days_of(name, runtime.today())

    def show_counts(self, counts: Mapping[VisitState, int], late: int) -> None:
        """How many there are in each state, and how many reports are late."""
        chips = [(ALL, self.tr("All {n}").format(n=sum(counts.values()))), (LATE, self.tr("Late {n}").format(n=late))]
        chips += [(state.value, f"{labels.name_of(state)} {counts[state]}") for state in VisitState]
        self.states.set_chips(chips)

    def show_owners(self, owners: Sequence[str]) -> None:
        """Offer the managers where there are several; the choice stays."""
        known = [self.owner.itemData(at) for at in range(1, self.owner.count())]
        if list(owners) != known:
            kept = str(self.owner.currentData() or "")
            self.owner.blockSignals(True)
            self.owner.clear()
            self.owner.addItem(self.tr("Everybody"), "")
            for name in owners:
                self.owner.addItem(name, name)
            self.owner.setCurrentIndex(max(0, self.owner.findData(kept)))
            self.owner.blockSignals(False)
        self.owner.setVisible(len(owners) > 1)

    def take(self, args: Mapping[str, Any]) -> None:
        """``state`` (also ``late``), ``text``, ``owner``, ``from`` and ``to`` of a route; others stay."""
        if "state" in args:
            self.states.choose({str(args["state"])})
        if "text" in args:
            self.filter.setText(str(args["text"]))
        if "owner" in args:
            self.show_owners(
                sorted({str(args["owner"]), *[self.owner.itemText(at) for at in range(1, self.owner.count())]})
            )
            self.owner.setCurrentIndex(max(0, self.owner.findData(str(args["owner"]))))
        first, last = args.get("from"), args.get("to")
        if isinstance(first, date) and isinstance(last, date):
            self._take_days(first, last)

    def _take_days(self, first: date, last: date) -> None:
        self._own = (first, last)
        if (at := self.period.findData("own")) >= 0:
            self.period.removeItem(at)
        self.period.addItem(f"{labels.day(first)} – {labels.day(last)}", "own")
        self.period.setCurrentIndex(self.period.count() - 1)

    def clear(self) -> None:
        """Everything again."""
        self.states.choose({ALL})
        for box in (self.owner, self.period):
            box.setCurrentIndex(0)
        self.filter.clear()


def days_of(name: str, today: date) -> tuple[date | None, date | None]:
    """First and last day of ``week``, ``last_week``, ``month``, ``last_month``, ``year``; else no bounds."""
    monday, first = today - timedelta(days=today.weekday()), today.replace(day=1)
    if name == "week":
        return monday, monday + timedelta(days=6)
    if name == "last_week":
        return monday - timedelta(days=7), monday - timedelta(days=1)
    if name == "month":
        return first, (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    if name == "last_month":
        return (first - timedelta(days=1)).replace(day=1), first - timedelta(days=1)
    return (today.replace(month=1, day=1), today.replace(month=12, day=31)) if name == "year" else (None, None)
