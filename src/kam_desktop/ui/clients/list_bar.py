"""Two lines of the client list: the conditions of the filter, and what can be done with the selected clients."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kam_desktop.core.rules.criteria import Criterion
from kam_desktop.ui import appearance, fonts, labels, painting
from kam_desktop.ui.widgets.buttons import PlainButton, QuietButton
from kam_desktop.ui.widgets.chip import ChipRow
from kam_desktop.ui.widgets.texts import PlainLabel, plain_tip


class CriteriaLine(QWidget):
    """A chip for each condition; pressing one takes it away. Not seen without conditions."""

    removed = Signal(int)
    save_asked = Signal()
    clear_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chips = ChipRow(self, is_exclusive=False, icon="cross")
        self.save = QuietButton(self.tr("Save as segment"), self, keys="Ctrl+S", size="small")
        self.clear = QuietButton(self.tr("Clear"), self, size="small")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 8)
        row.setSpacing(12)
        row.addWidget(self.chips, 1)
        row.addWidget(self.save)
        row.addWidget(self.clear)
        self.chips.changed.connect(self._on_changed)
        self.save.clicked.connect(self.save_asked)
        self.clear.clicked.connect(self.clear_asked)
        self.hide()

    def show_criteria(self, criteria: Sequence[Criterion], own: Mapping[str, str]) -> None:
        """Show these, in the order they were given."""
        self.chips.set_chips([(str(at), labels.criterion(one, own)) for at, one in enumerate(criteria)])
        self.chips.choose(str(at) for at in range(len(criteria)))
        for at in range(len(criteria)):
            chip = self.chips.chip(str(at))
            chip.setToolTip(plain_tip(self.tr("Take this condition away")))
        self.setVisible(bool(criteria))

    def _on_changed(self, chosen: frozenset[str]) -> None:
        at = next((place for place in range(len(self.chips.names())) if str(place) not in chosen), None)
        if at is not None:
            self.removed.emit(at)


class SelectionBar(QWidget):
    """Seen while two clients or more are selected."""

    change_asked = Signal(str)  # the field to begin with
    export_asked = Signal()
    remove_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        appearance.fit(self._fit_text)
        self.label = PlainLabel("", self, bold=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 1, 16, 0)
        row.setSpacing(8)
        row.addWidget(self.label)
        row.addStretch(1)
        self.buttons = {
            "tier": PlainButton(self.tr("Change"), self, icon="edit", keys="B", size="small"),
            "tags": PlainButton(self.tr("Tags"), self, keys="T", size="small"),
            "owner": PlainButton(self.tr("Owner"), self, icon="user", keys="O", size="small"),
        }
        for field, button in self.buttons.items():
            button.clicked.connect(lambda _=False, field=field: self.change_asked.emit(field))
            row.addWidget(button)
        self.export = PlainButton(self.tr("Export"), self, icon="export", keys="X", size="small")
        self.export.clicked.connect(self.export_asked)
        self.remove = PlainButton(self.tr("Delete client"), self, keys="Del", size="small")
        self.remove.clicked.connect(self.remove_asked)
        for button in (self.export, self.remove):
            row.addWidget(button)
        self.hide()

    def _fit_text(self) -> None:
        self.setFixedHeight(fonts.px(40))

    def show_count(self, count: int) -> None:
        """How many are selected; one is not worth a bar."""
        self.label.setText(self.tr("{count} selected").format(count=f"{count:,}"))
        self.setVisible(count > 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), appearance.current().raised)
        painting.hairline(painter, 0, 0, self.width())
