"""The side panel of a page: a head, a body that scrolls, and actions pinned at the bottom."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from kam_desktop.ui import appearance, fonts, painting
from kam_desktop.ui.widgets.texts import Rule


class ScrollBody(QScrollArea):
    """A column that scrolls by height, and by width only where its parts cannot be narrower; ground as its parent."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        inside = QWidget()
        inside.setObjectName("inside")
        inside.setStyleSheet("#inside { background: transparent; }")
        self.column = QVBoxLayout(inside)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # to scroll it by the arrows; a click on its ground is none
        self.setAccessibleName(self.tr("The rest, with the arrows"))
        self.viewport().setAutoFillBackground(False)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus() and self.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange):
            painting.focus_ring(QPainter(self.viewport()), self.viewport().rect())


class SideScroll(QScrollArea):
    """As high as what it holds, which alone scrolls sideways where the window is too narrow for it."""

    def __init__(self, inside: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._inside = inside
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        inside.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._inside and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def sizeHint(self) -> QSize:
        inside = self._inside
        width = max(self.width(), inside.minimumSizeHint().width())
        height = inside.heightForWidth(width) if inside.hasHeightForWidth() else inside.sizeHint().height()
        bar = self.horizontalScrollBar().sizeHint().height() if width > self.width() else 0
        return QSize(inside.sizeHint().width(), height + bar)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()


class SidePanel(QWidget):
    """Fill ``head``, ``body`` and ``foot``; an empty foot is not seen. 248 to 480 px, as the page sets it."""

    def __init__(self, parent: QWidget | None = None, *, width: int = 328) -> None:
        super().__init__(parent)
        appearance.scaled(self.setMinimumWidth, 248)
        appearance.scaled(self.setMaximumWidth, 480)
        self._width = width
        self._head, self.head = self._part()
        self._scroll = ScrollBody(self)
        self.body = self._scroll.column
        self._foot, self.foot = self._part()
        self.body.setContentsMargins(16, 12, 16, 12)
        self.body.setSpacing(0)
        self._lay_out()

    def _part(self) -> tuple[QWidget, QVBoxLayout]:
        part = QWidget(self)
        column = QVBoxLayout(part)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        return part, column

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        self._foot_rule = Rule(self)
        for part in (self._head, Rule(self)):
            column.addWidget(part)
        column.addWidget(self._scroll, 1)
        for part in (self._foot_rule, self._foot):
            column.addWidget(part)

    def show_foot(self, is_shown: bool) -> None:
        """Show or hide the pinned actions."""
        self._foot.setVisible(is_shown)
        self._foot_rule.setVisible(is_shown)

    def sizeHint(self) -> QSize:
        return QSize(fonts.px(self._width), super().sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), appearance.current().raised)
        painting.upright(painter, 0, 0, self.height())
