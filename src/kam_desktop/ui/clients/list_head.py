"""The line over the client list: text filter, chips of the tiers, counts, and the tools of the page."""

from collections.abc import Mapping

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from kam_desktop.core.rules import names
from kam_desktop.core.rules.criteria import Criterion
from kam_desktop.core.rules.kinds import Tier
from kam_desktop.ui import appearance, fonts, labels
from kam_desktop.ui.widgets.buttons import IconButton, PlainButton, PrimaryButton
from kam_desktop.ui.widgets.chip import ChipRow
from kam_desktop.ui.widgets.field_icon import FieldIcon
from kam_desktop.ui.widgets.texts import PlainLabel

_TYPING_MS = 150
_WIDE, _NARROW = 180, 120  # px of the text filter at least
_ALL, _NONE = "all", "none"


class ClientsHead(QWidget):
    """48 px. ``changed`` comes when what it filters by is another, after a pause in typing."""

    changed = Signal()
    entered = Signal()  # Enter in the text filter

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._typing.timeout.connect(self.changed)
        self._make_filters()
        self._make_tools()
        self._lay_out()
        appearance.fit(self._fit)

    def _fit(self) -> None:
        self.setFixedHeight(fonts.px(48))
        self._fit_filter()

    def _fit_filter(self) -> None:
        """It gives way where the tiers would lie on its edge."""
        self.filter.setMinimumWidth(fonts.px(_WIDE))
        if self._row.minimumSize().width() > self.width():
            self.filter.setMinimumWidth(fonts.px(_NARROW))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_filter()

    def _make_filters(self) -> None:
        self.filter = QLineEdit(self)
        self.filter.setProperty("extent", "small")
        self.filter.setClearButtonEnabled(True)
        self.filter.setMaxLength(128)
        self.filter.setPlaceholderText(self.tr("Name, contact, phone, city"))
        self.filter.setAccessibleName(self.tr("Filter clients"))
        FieldIcon(self.filter, "search")
        appearance.scaled(self.filter.setMaximumWidth, 280)
        self.filter.textChanged.connect(lambda _: self._typing.start())
        self.filter.returnPressed.connect(self.entered)
        self.chips = ChipRow(self)
        self.show_tiers({})
        self.chips.changed.connect(lambda _: self.changed.emit())
        self.count_label = PlainLabel("", self, face="label", role="muted")

    def _make_tools(self) -> None:
        self.filter_button = PlainButton(self.tr("Filter"), self, icon="filter", keys="F", size="small")
        self.segments_button = IconButton("star", self.tr("Segments"), self, keys="S", is_framed=True, size="small")
        self.columns_button = IconButton("columns", self.tr("Columns"), self, keys="C", is_framed=True, size="small")
        self.duplicates_button = IconButton("users", self.tr("Find duplicates"), self, is_framed=True, size="small")
        self.import_button = IconButton("import", self.tr("Import"), self, is_framed=True, size="small")
        self.new_button = PrimaryButton(self.tr("New client"), self, icon="plus", keys="N", size="small")

    def _lay_out(self) -> None:
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(8)
        row.addWidget(self.filter, 2)
        row.addWidget(self.chips, 3)
        for part in (
            self.count_label, self.filter_button, self.segments_button, self.columns_button, self.duplicates_button,
            self.import_button, self.new_button,
        ):  # fmt: skip
            row.addWidget(part)

    def criteria(self) -> list[Criterion]:
        """What the chips and the text ask for, as conditions that a segment can keep."""
        chosen = next(iter(self.chips.chosen()), _ALL)
        tier = [Criterion("tier", "any", ("" if chosen == _NONE else chosen,))] if chosen != _ALL else []
        return [*tier, Criterion("text", "has", self.text())] if self.text() else tier

    def text(self) -> str:
        """The fragment that is looked for."""
        return names.clean(self.filter.text())

    def ask(self, tier: str = "", text: str = "") -> None:
        """Ask for these; the caller reads again."""
        self.chips.choose([tier or _ALL])
        self.filter.setText(text)
        self.settle()

    def settle(self) -> None:
        """What was typed is being read already."""
        self._typing.stop()

    def show_tiers(self, tiers: Mapping[str, int]) -> None:
        """How many clients each tier has."""
        total = sum(tiers.values())
        every = self.tr("All {count}").format(count=total) if total else self.tr("All")
        named = [(tier.value, f"{labels.name_of(tier)} {tiers.get(tier.value, 0)}") for tier in Tier]
        none = self.tr("No tier {count}").format(count=tiers.get("", 0))
        self.chips.set_chips([(_ALL, every), *named, (_NONE, none)])

    def show_count(self, number: int, total: int) -> None:
        """How many of all are in the list."""
        words = self.tr("{count} of {total}") if number != total else self.tr("Clients: {count}")
        self.count_label.setText(words.format(count=number, total=total))
        self._fit_filter()
