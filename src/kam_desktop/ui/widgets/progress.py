"""How far something is: a 6 px bar with its number beside it, and the 2 px line of a page that loads."""

from PySide6.QtCore import QRectF, QSize, QTimer
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QWidget

from kam_desktop.ui import appearance, fonts
from kam_desktop.ui.widgets.texts import PlainLabel

_DELAY_MS = 200


class ThinBar(QProgressBar):
    """A painted 6 px bar; screen readers hear the value of a progress bar."""

    def __init__(self, parent: QWidget | None = None, *, role: str = "accent") -> None:
        super().__init__(parent)
        self._role = role
        self.setTextVisible(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        appearance.changed.connect(self.update)

    def set_parts(self, count: int, total: int) -> None:
        """Show ``count`` of ``total``; nothing of nothing is an empty bar."""
        self.setRange(0, max(total, 1))
        self.setValue(min(count, max(total, 1)) if total else 0)

    def set_role(self, role: str) -> None:
        """The colour of the filled part."""
        self._role = role
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(fonts.px(96), 6)

    def minimumSizeHint(self) -> QSize:
        return QSize(24, 6)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme = QPainter(self), appearance.current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track = QPainterPath()
        track.addRoundedRect(QRectF(0, (self.height() - 6) / 2, self.width(), 6), 3, 3)
        painter.fillPath(track, theme.sunken)
        share = (self.value() - self.minimum()) / max(1, self.maximum() - self.minimum())
        painter.setClipRect(QRectF(0, 0, self.width() * share, self.height()))
        painter.fillPath(track, theme[self._role])


class Progress(QWidget):
    """A text with both numbers and the bar: "5 of 12 done"."""

    def __init__(self, parent: QWidget | None = None, *, bar_width: int = 96) -> None:
        super().__init__(parent)
        self._label = PlainLabel("", self, role="muted")
        self.bar = ThinBar(self)
        appearance.scaled(self.bar.setFixedWidth, bar_width)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._label)
        row.addWidget(self.bar)

    def show_parts(self, text: str, count: int, total: int) -> None:
        """``text`` says the numbers; the bar shows them."""
        self._label.setText(text)
        self.bar.set_parts(count, total)
        self.bar.setAccessibleName(text)


class LoadingLine(QWidget):
    """Two pixels under the head, seen only when loading takes longer than 200 ms. The old content stays."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(2)
        self._is_on = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_DELAY_MS)
        self._timer.timeout.connect(self._turn_on)

    @property
    def is_on(self) -> bool:
        """Whether the line is drawn."""
        return self._is_on

    def start(self) -> None:
        """Loading began."""
        self._timer.start()

    def stop(self) -> None:
        """Loading ended."""
        self._timer.stop()
        self._is_on = False
        self.update()

    def _turn_on(self) -> None:
        self._is_on = True
        self.setAccessibleName(self.tr("Loading"))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._is_on:
            painter = QPainter(self)
            painter.fillRect(self.rect(), appearance.current().accent)
