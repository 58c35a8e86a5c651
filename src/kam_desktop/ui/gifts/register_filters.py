"""What the register is narrowed by: period, client, manager, occasion, category, tier, text (D-7.4)."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from kam_desktop import runtime
from kam_desktop.core.gift_overview import GiftFilter
from kam_desktop.core.rules.kinds import GiftCategory, GiftOccasion, Tier
from kam_desktop.ui import appearance, labels
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.client_field import ClientField
from kam_desktop.ui.widgets.flow import FlowLayout

_WAIT_MS = 200
Span = tuple[date | None, date | None]


def spans(today: date) -> dict[str, Span]:
    """The periods to choose from, by name; both days included."""
    quarter = date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
    before = (quarter - timedelta(days=1)).replace(day=1)
    last_quarter = before.replace(month=before.month - 2)
    return {
        "year": (date(today.year, 1, 1), date(today.year, 12, 31)),
        "quarter": (quarter, _end_of_quarter(quarter)),
        "last_quarter": (last_quarter, quarter - timedelta(days=1)),
        "last_year": (date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)),
        "ever": (date(1970, 1, 1), today),
    }


def _end_of_quarter(first: date) -> date:
    return (first.replace(day=28) + timedelta(days=70)).replace(day=1) - timedelta(days=1)


class RegisterFilters(QWidget):
    """``changed`` at each choice; typing waits until the keys rest."""

    changed = Signal()

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._contact_id = ""
        self._wait = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._wait.timeout.connect(self.changed)
        names = {
            "year": self.tr("This year"), "quarter": self.tr("This quarter"), "last_quarter": self.tr("Last quarter"),
            "last_year": self.tr("Last year"), "ever": self.tr("All years"),
        }  # fmt: skip
        self.period = self._box(self.tr("Period"), [(name, key) for key, name in names.items()])
        self.client = ClientField(tasks, self)
        self.client.setClearButtonEnabled(True)
        self.manager = self._box(self.tr("Manager"), [(self.tr("All managers"), "")])
        self.occasion = self._box(self.tr("Occasion"), [(self.tr("All occasions"), ""), *_members(GiftOccasion)])
        self.category = self._box(self.tr("Category"), [(self.tr("All categories"), ""), *_members(GiftCategory)])
        self.tier = self._box(self.tr("Tier"), [(self.tr("All tiers"), ""), *_members(Tier)])
        self.text = QLineEdit(self)
        self.text.setPlaceholderText(self.tr("Gift, client or person"))
        self.text.setAccessibleName(self.tr("Filter gifts"))
        self.text.setClearButtonEnabled(True)
        self._lay_out()
        self.client.chosen.connect(self._on_client)
        self.client.textChanged.connect(self._on_client_text)
        self.text.textChanged.connect(lambda _text: self._wait.start())

    def _box(self, name: str, choices: Sequence[tuple[str, str]]) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(name)
        for text, key in choices:
            box.addItem(text, key)
        box.activated.connect(lambda _at: self.changed.emit())
        return box

    def _lay_out(self) -> None:
        flow = FlowLayout(self, spacing=8)
        flow.setContentsMargins(16, 8, 16, 8)
        appearance.scaled(self.client.setFixedWidth, 184)
        appearance.scaled(self.text.setFixedWidth, 168)
        for part in (self.period, self.text, self.client, self.manager, self.occasion, self.category, self.tier):
            part.setProperty("extent", "small")
            flow.addWidget(part)

    def _on_client(self, _client_id: str, contact_id: str) -> None:
        self._contact_id = contact_id
        self.changed.emit()

    def _on_client_text(self, text: str) -> None:
        """An empty line is every client again."""
        if not text:
            self._contact_id = ""
            self._wait.start()

    def show_managers(self, names: Sequence[str]) -> None:
        """Those that gifts name; the choice stays."""
        chosen = str(self.manager.currentData() or "")
        self.manager.clear()
        for text, key in [(self.tr("All managers"), ""), *((name, name) for name in names)]:
            self.manager.addItem(text, key)
        self.manager.setCurrentIndex(max(0, self.manager.findData(chosen)))

    def wanted(self) -> GiftFilter:
        """What is chosen now."""
        first, last = spans(runtime.today())[str(self.period.currentData())]
        client_id = self.client.client_id if self.client.text() else ""
        return GiftFilter(
            first, last, client_id, self._contact_id if client_id else "", str(self.manager.currentData() or ""),
            str(self.occasion.currentData() or ""), str(self.category.currentData() or ""),
            str(self.tier.currentData() or ""), self.text.text().strip(),
        )  # fmt: skip

    def is_narrowed(self) -> bool:
        """Whether anything but the period is chosen."""
        return any(getattr(self.wanted(), name) for name in GiftFilter.__slots__ if not name.endswith("_on"))

    def clear(self) -> None:
        """Everything of the period again."""
        self._contact_id = ""
        blocked: list[tuple[QWidget, Callable[[], Any]]] = [
            (self.client, lambda: self.client.set_client("", "")), (self.text, self.text.clear),
            *((box, lambda box=box: box.setCurrentIndex(0)) for box in (self.manager, self.occasion, self.category, self.tier)),
        ]  # fmt: skip
        for widget, act in blocked:
            widget.blockSignals(True)
            act()
            widget.blockSignals(False)
        self.changed.emit()


def _members(kinds: type[StrEnum]) -> list[tuple[str, str]]:
    return [(labels.name_of(member), member.value) for member in kinds]
