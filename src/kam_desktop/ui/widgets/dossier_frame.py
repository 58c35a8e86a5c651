"""The frame of a page about a client or a person: head, main part, panel; and what is said when they are gone."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from kam_desktop.ui import appearance, fonts
from kam_desktop.ui.navigation import NARROW
from kam_desktop.ui.widgets.empty import EmptyState
from kam_desktop.ui.widgets.progress import LoadingLine
from kam_desktop.ui.widgets.texts import Rule

_NARROW_BELOW: Final = 1040 - NARROW  # of the window, whose sidebar is narrow then
_ANY = 16_777_215  # Qt's greatest width


class PanelWidth(NamedTuple):
    """Of the panel: ``percent`` of the page, within ``least`` and ``most`` px."""

    least: int
    percent: int
    most: int


class DossierFrame(QStackedWidget):
    """Under 1040 px of window the panel is a page of its own: ``swap`` shows it in the place of the main part."""

    fitted = Signal()  # narrow or wide, main part or panel

    def __init__(
        self, head: QWidget, main: QWidget, panel: QWidget, gone: EmptyState, width: PanelWidth, parent: QWidget,
        *, above: Sequence[QWidget] = (),
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.main, self.panel, self.gone, self._width = main, panel, gone, width
        self.loading = LoadingLine(self)
        self.is_narrow = False
        self._whole = QWidget(self)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(main, 1)
        body.addWidget(panel)
        rows = QVBoxLayout(self._whole)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        for widget in (head, Rule(self), self.loading, *above):
            rows.addWidget(widget)
        rows.addLayout(body, 1)
        self.addWidget(self._whole)
        self.addWidget(gone)
        outer = QVBoxLayout(parent)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self)
        appearance.changed.connect(self.fit)

    @property
    def is_panel(self) -> bool:
        """Whether the panel stands in the place of the main part."""
        return self.main.isHidden()

    def show_whole(self, is_there: bool) -> None:
        """The page, or that there is nothing to show any more."""
        self.setCurrentWidget(self._whole if is_there else self.gone)

    def swap(self) -> None:
        """In a narrow window: the other one of main part and panel."""
        self.main.setVisible(self.is_panel)
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Show what there is room for."""
        is_narrow = self.width() < fonts.px(_NARROW_BELOW)
        if not is_narrow or not self.is_narrow:
            self.main.show()
        self.is_narrow = is_narrow
        self.panel.setVisible(not is_narrow or self.is_panel)
        if is_narrow:
            self.panel.setMinimumWidth(0)
            self.panel.setMaximumWidth(_ANY)
        else:
            least, percent, most = self._width
            self.panel.setFixedWidth(min(fonts.px(most), max(fonts.px(least), self.width() * percent // 100)))
        self.fitted.emit()
