"""The pages of a PDF one below the other, drawn as sharp as the screen allows, with found words marked."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from kam_desktop.documents.preview import Rect
from kam_desktop.ui import appearance, painting

GAP: Final = 16
_LEAST, _MOST = 0.25, 4.0
_STEP: Final = 1.2
_KEPT: Final = 12  # pictures of pages


class PagesView(QAbstractScrollArea):
    """Asks for a picture of each page that is seen by ``wanted(page, pixels per point)``."""

    wanted = Signal(int, float)
    zoomed = Signal(float)
    page_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sizes: Sequence[tuple[float, float]] = ()
        self._tops: list[int] = [GAP]  # of each page in the whole column, and where the next would begin
        self._images: dict[int, tuple[float, QImage]] = {}
        self._asked: set[tuple[int, float]] = set()
        self._marks: Mapping[int, Sequence[Rect]] = {}
        self._current_mark: tuple[int, Sequence[Rect]] | None = None
        self._zoom, self._fits, self._page = 1.0, True, 0
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Pages"))
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        appearance.changed.connect(self.viewport().update)

    def show_pages(self, sizes: Sequence[tuple[float, float]]) -> None:
        """Sizes in points; pictures of other pages are forgotten."""
        self._sizes = tuple(sizes)
        self._images.clear()
        self._asked.clear()
        self.set_marks({})
        kept = self.verticalScrollBar().value()
        self._arrange()
        self.verticalScrollBar().setValue(kept)

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self._sizes)

    @property
    def page(self) -> int:
        """The page in the middle of the view, from 0."""
        return self._page

    @property
    def zoom(self) -> float:
        """Logical pixels per point, times 72/96: 1.0 is the size of paper."""
        return self._zoom

    def take(self, page: int, scale: float, image: QImage) -> None:
        """A picture that was asked for."""
        self._asked.discard((page, scale))
        if page < len(self._sizes):
            self._images[page] = (scale, image)
            self._forget_far_ones()
            self.viewport().update()

    def has_image(self, page: int) -> bool:
        """Whether the page is drawn, be it not yet at the present size."""
        return page in self._images

    def zoom_by(self, steps: int) -> None:
        """Larger or smaller, around the middle."""
        self._set_zoom(self._zoom * _STEP**steps, fits=False)

    def fit_width(self) -> None:
        """As wide as the view, and so on when it is resized."""
        self._fits = True
        self._arrange()

    def show_page(self, page: int) -> None:
        """Bring the top of a page into view."""
        if page < self.count:
            self.verticalScrollBar().setValue(self._place(page).top() - GAP)

    def set_marks(self, marks: Mapping[int, Sequence[Rect]]) -> None:
        """Found places by page, in points from the page's upper left corner."""
        self._marks, self._current_mark = marks, None
        self.viewport().update()

    def show_mark(self, page: int, rects: Sequence[Rect]) -> None:
        """Bring one find into view and mark it stronger."""
        self._current_mark = (page, rects)
        if rects:
            top = self._place(page).top() + round(rects[0][1] * self._pixels())
            self.verticalScrollBar().setValue(top - self.viewport().height() // 3)
        self.viewport().update()

    def _pixels(self) -> float:
        """Logical pixels per point."""
        return self._zoom * 96 / 72

    def _set_zoom(self, zoom: float, *, fits: bool) -> None:
        bar = self.verticalScrollBar()
        middle = (bar.value() + self.viewport().height() / 2) / max(1, self._height())
        self._zoom, self._fits = min(_MOST, max(_LEAST, zoom)), fits
        self._set_ranges()
        bar.setValue(round(middle * self._height() - self.viewport().height() / 2))
        self.viewport().update()
        self.zoomed.emit(self._zoom)

    def _arrange(self) -> None:
        if self._fits and self._sizes:
            widest = max(width for width, _height in self._sizes)
            room = min(self.viewport().width() - 2 * GAP, 1120)
            self._set_zoom(room / (widest * 96 / 72), fits=True)
        else:
            self._set_ranges()
            self.viewport().update()

    def _page_size(self, page: int) -> QSize:
        width, height = self._sizes[page]
        return QSize(round(width * self._pixels()), round(height * self._pixels()))

    def _height(self) -> int:
        return self._tops[-1]

    def _width(self) -> int:
        return max((self._page_size(page).width() for page in range(len(self._sizes))), default=0) + 2 * GAP

    def _set_ranges(self) -> None:
        heights = (self._page_size(page).height() + GAP for page in range(self.count))
        self._tops = list(accumulate(heights, initial=GAP))
        view = self.viewport().size()
        vertical, horizontal = self.verticalScrollBar(), self.horizontalScrollBar()
        vertical.setRange(0, max(0, self._height() - view.height()))
        vertical.setPageStep(view.height())
        vertical.setSingleStep(40)
        horizontal.setRange(0, max(0, self._width() - view.width()))
        horizontal.setPageStep(view.width())

    def _place(self, page: int) -> QRect:
        """Where a page lies in the whole column."""
        size = self._page_size(page)
        left = max(GAP, (self.viewport().width() - size.width()) // 2)
        return QRect(left, self._tops[page], size.width(), size.height())

    def _at(self, y: int) -> int:
        """The page at a height of the whole column; the nearest where there is none."""
        return max(0, min(bisect_right(self._tops, y) - 1, self.count - 1))

    def _on_scrolled(self) -> None:
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        page = self._at(middle)
        if page != self._page:
            self._page = page
            self.page_changed.emit(page)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme = QPainter(self.viewport()), appearance.current()
        painter.fillRect(self.viewport().rect(), theme.sunken)
        offset = (-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
        if not self.count:
            return
        first, last = self._at(-offset[1]), self._at(self.viewport().height() - offset[1])
        for page in range(first, last + 1):
            self._paint_page(painter, page, self._place(page).translated(*offset))

    def _paint_page(self, painter: QPainter, page: int, place: QRect) -> None:
        """Paper is white in the dark, too. An older picture serves until the sharp one is here."""
        painter.fillRect(place, QColor("white"))
        scale = round(self._pixels() * self.devicePixelRatioF(), 3)
        known = self._images.get(page)
        if known is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, known[0] != scale)
            painter.drawImage(QRectF(place), known[1])
        if known is None or known[0] != scale:
            self._ask(page, scale)
        self._paint_marks(painter, page, place)
        painting.box(painter, place.adjusted(-1, -1, 1, 1), 0, None, appearance.current().border)

    def _paint_marks(self, painter: QPainter, page: int, place: QRect) -> None:
        for rect in self._marks.get(page, ()):
            painter.fillRect(self._on_page(rect, place), QColor(255, 214, 102, 110))
        if self._current_mark is not None and self._current_mark[0] == page:
            for rect in self._current_mark[1]:
                painting.box(
                    painter,
                    self._on_page(rect, place).adjusted(-2, -2, 2, 2),
                    2,
                    None,
                    QColor("#A8261D"),
                    width=2,
                )

    def _on_page(self, rect: Rect, place: QRect) -> QRectF:
        left, top, right, bottom = (edge * self._pixels() for edge in rect)
        return QRectF(place.left() + left, place.top() + top, right - left, bottom - top)

    def _ask(self, page: int, scale: float) -> None:
        if (page, scale) not in self._asked:
            self._asked.add((page, scale))
            self.wanted.emit(page, scale)

    def _forget_far_ones(self) -> None:
        far = sorted(self._images, key=lambda page: -abs(page - self._page))
        for page in far[: max(0, len(far) - _KEPT)]:
            del self._images[page]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        steps = {
            Qt.Key.Key_PageDown: bar.pageStep(),
            Qt.Key.Key_Space: bar.pageStep(),
            Qt.Key.Key_PageUp: -bar.pageStep(),
            Qt.Key.Key_Home: -bar.maximum(),
            Qt.Key.Key_End: bar.maximum(),
            Qt.Key.Key_Down: bar.singleStep(),
            Qt.Key.Key_J: bar.singleStep(),
            Qt.Key.Key_Up: -bar.singleStep(),
            Qt.Key.Key_K: -bar.singleStep(),
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        else:
            bar.setValue(bar.value() + step)
