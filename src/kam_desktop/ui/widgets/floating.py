"""A bar that lies over the foot of a page and takes no room from it: nothing jumps when it comes and goes."""

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, QTimer
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QStackedWidget,
    QTextEdit,
    QWidget,
)

from kam_desktop.ui.widgets.shadow import Shadow

_CONTROLS: Final = (QAbstractButton, QLineEdit, QComboBox, QAbstractSpinBox, QPlainTextEdit, QTextEdit)
_EDGE: Final = 16  # px to the edges of the page
_IN_USE: Final = 9  # times a control that nobody is in
_SOON: Final = 100  # ms in which a page has arranged itself


class Floating(QObject):
    """Keeps a bar, a child of ``over``, where it covers no button, no field and not the pointer: at the lower left of the
    pages, else beside or above.
    """

    def __init__(self, bar: QWidget, pages: QStackedWidget, over: QWidget) -> None:
        super().__init__(bar)
        self._bar, self._pages, self._over = bar, pages, over
        self._shadow = Shadow(bar)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON)
        self._soon.timeout.connect(self.place)
        pages.installEventFilter(self)
        pages.currentChanged.connect(self._on_page)
        self._watch(pages.currentWidget())
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus)

    def place(self, *, is_new: bool = False) -> None:
        """Where it covers least, with what stands there now; narrower where it then covers nothing.

        Once it is shown it does not run away from the pointer, which is there to click in it.
        """
        if self._bar.isHidden() or (not is_new and self._is_pointed_at()):
            return
        page = self._pages.geometry()
        wide = min(self._bar.sizeHint().width(), page.width() - 2 * _EDGE)
        least = min(self._bar.minimumSizeHint().width(), wide)
        taken = list(self._taken())

        def covered(spot: QRect) -> int:
            return sum(weight for each, weight in taken if spot.intersects(each))

        spots = [list(self._spots(page, max(least, wide * part // 4))) for part in (4, 3, 2)]
        if not spots[0]:  # the pages have no room yet; their size is heard of
            return
        best = min((spot for each in spots for spot in each), key=covered)
        self._bar.setGeometry(min(spots[0], key=covered) if covered(best) else best)

    def _is_pointed_at(self) -> bool:
        at = self._bar.geometry()
        return self._pages.geometry().contains(at) and at.contains(self._over.mapFromGlobal(QCursor.pos()))

    def _spots(self, page: QRect, width: int) -> Iterator[QRect]:
        room, height = page.adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE), self._bar.height()
        lefts = (room.left(), room.center().x() - width // 2, room.right() + 1 - width)
        for top in range(room.bottom() + 1 - height, room.center().y(), -max(1, height // 2)):
            for left in lefts:
                yield QRect(left, top, width, height)

    def _taken(self) -> Iterator[tuple[QRect, int]]:
        """What is to be seen of the controls of the page, that in use above all, and where the pointer is."""
        pointer = self._over.mapFromGlobal(QCursor.pos())
        yield QRect(pointer, QSize(1, 1)), 1
        page = self._pages.currentWidget()
        if page is None:
            return
        corner = page.mapTo(self._over, QPoint(0, 0))
        for each in page.findChildren(QWidget):
            if isinstance(each, _CONTROLS) and each.isVisible() and each.isEnabled():
                yield _seen(each, page).translated(corner), _IN_USE if each.hasFocus() else 1

    def _watch(self, page: QWidget | None) -> None:
        """What comes into the page while the bar is shown does not stay under it."""
        if page is not None:
            page.installEventFilter(self)

    def _on_page(self, _at: int) -> None:
        self._watch(self._pages.currentWidget())
        self._soon.start()

    def _on_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self._pages.isAncestorOf(now):
            self._soon.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        is_arranged = kind == QEvent.Type.LayoutRequest and watched is self._pages.currentWidget()
        if is_arranged or (kind in (QEvent.Type.Resize, QEvent.Type.Move) and watched is self._pages):
            self._soon.start()
        return super().eventFilter(watched, event)


def _seen(widget: QWidget, page: QWidget) -> QRect:
    """What is left of a widget in all that it is scrolled in; by the page's coordinates."""
    seen, at, around = widget.rect(), widget, widget.parentWidget()
    while at is not page and around is not None:
        seen = seen.translated(at.pos()).intersected(around.rect())
        at, around = around, around.parentWidget()
    return seen
