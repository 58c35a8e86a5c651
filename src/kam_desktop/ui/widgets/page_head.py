"""The head of a page: its title, what it is about, and its tools; under it the line of loading."""

from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kam_desktop.ui import appearance, fonts, painting
from kam_desktop.ui.widgets.progress import LoadingLine
from kam_desktop.ui.widgets.texts import PlainLabel

_BARE = 2  # px of the line of loading


class PageHead(QWidget):
    """48 px with a hairline below. ``add_tool`` puts buttons at the right; the subtitle gives way first."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = PlainLabel(title, self, face="title", bold=True)
        self._subtitle = PlainLabel("", self, role="muted", elide=True)
        self.loading = LoadingLine(self)
        self.is_low = False
        self._tools: list[QWidget] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 0, 16, 1)
        self._row.setSpacing(12)
        self._row.addWidget(self._title)
        self._row.addWidget(self._subtitle, 1)
        appearance.fit(self._fit)

    def _fit(self) -> None:
        if self._is_bare():
            self.setFixedHeight(_BARE)
        else:
            self.setFixedHeight(fonts.px(40 if self.is_low else 48))

    def _is_bare(self) -> bool:
        """Nothing is said and there is no tool: only loading is seen."""
        return self.is_low and all(tool.isHidden() for tool in self._tools)

    def set_title(self, text: str) -> None:
        """Another title."""
        self._title.setText(text)

    def set_subtitle(self, text: str) -> None:
        """The muted words beside the title; elided when the tools need the room."""
        self._subtitle.setText(text)

    def show_tools_only(self) -> None:
        """Inside a page that has a head of its own: what it is about is said there."""
        self.is_low = True
        self._title.hide()
        self.set_subtitle("")
        self._fit()

    def add_before(self, widget: QWidget) -> None:
        """Something before the title: a badge."""
        self._row.insertWidget(0, widget)

    def add_tool(self, widget: QWidget) -> None:
        """One more tool at the right."""
        self._tools.append(widget)
        self._row.addWidget(widget)
        self._fit()

    def show_tool(self, widget: QWidget, is_shown: bool) -> None:
        """Show or hide a tool; without any a low head takes no room."""
        widget.setVisible(is_shown)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.loading.setGeometry(0, self.height() - 2, self.width(), 2)
        self.loading.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._is_bare():
            painting.under(QPainter(self), self.rect())
