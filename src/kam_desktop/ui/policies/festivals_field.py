"""Which festivals are greeted: a button that says them and opens the list of all."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from kam_desktop.core.rules.cadence import FESTIVALS, GREAT_FESTIVALS
from kam_desktop.ui import appearance, labels
from kam_desktop.ui.widgets.buttons import QuietButton
from kam_desktop.ui.widgets.popover import Popover


class FestivalsField(QuietButton):
    """None chosen means the three great ones; all of them chosen by hand are kept as they are."""

    changed = Signal()

    def __init__(self, codes: Sequence[str], name: str, parent: QWidget, page: QWidget) -> None:
        super().__init__("", parent, size="small")
        self._codes, self._name, self._page = tuple(codes), name, page
        self._open: Popover | None = None
        appearance.scaled(self.setMinimumWidth, 40)
        self.clicked.connect(self.open)
        self._say()

    def codes(self) -> tuple[str, ...]:
        """The festivals, in the order of the year; empty for the great ones."""
        return self._codes

    def open(self) -> Popover:
        """One box for each."""
        popover = Popover(self._page, self, self.tr("Which festivals?"), is_below=True)
        chosen = self._codes or GREAT_FESTIVALS
        boxes = []
        for code in FESTIVALS:
            box = QCheckBox(labels.say(f"festival.{code}"), popover)
            box.setChecked(code in chosen)
            box.toggled.connect(lambda is_on, code=code: self._on_toggled(code, is_on))
            popover.column.addWidget(box)
            boxes.append(box)
        popover.present(boxes[0])
        self._open = popover
        return popover

    def _on_toggled(self, code: str, is_on: bool) -> None:
        chosen = set(self._codes or GREAT_FESTIVALS) ^ {code}
        if is_on != (code in chosen):
            return
        kept = tuple(each for each in FESTIVALS if each in chosen)
        self._codes = () if set(kept) == set(GREAT_FESTIVALS) or not kept else kept
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        """One or two are named, more are counted."""
        names = [labels.say(f"festival.{each}") for each in self._codes or GREAT_FESTIVALS]
        listed = labels.listed(names)
        if not self._codes:
            self.setText(self.tr("For the three great festivals"))
        elif len(names) < 3:
            self.setText(self.tr("For {festivals}").format(festivals=listed))
        else:
            self.setText(self.tr("For %n festival(s)", "", len(names)))
        self.setToolTip(listed)
        words = self.tr("{name}, festivals: {listed}")
        self.setAccessibleName(words.format(name=self._name, listed=listed))
