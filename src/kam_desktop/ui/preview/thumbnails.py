"""The pages of a paper as small pictures at the left; a click goes there."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPixmap, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from kam_desktop.ui import appearance, fonts, painting

WIDTH: Final = 132
_PICTURE: Final = 84  # of a page, in logical pixels


class Thumbnails(QListWidget):
    """``wanted(page, pixels per point)`` asks for the pictures that are seen; ``chosen(page)`` is a person's choice."""

    wanted = Signal(int, float)
    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sizes: Sequence[tuple[float, float]] = ()
        self._asked: set[int] = set()
        self._is_following = False
        self._wait = QTimer(self, singleShot=True, interval=0)
        self._wait.timeout.connect(self._ask)
        self.setAccessibleName(self.tr("Page thumbnails"))
        self.setProperty("kind", "sections")
        self.setViewMode(QListWidget.ViewMode.IconMode)
        self.setFlow(QListWidget.Flow.TopToBottom)
        self.setWrapping(False)
        self.setMovement(QListWidget.Movement.Static)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(False)
        appearance.scaled(self.setFixedWidth, WIDTH)
        self.setSpacing(4)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._wait.start())
        self.currentRowChanged.connect(self._on_row)

    def show_pages(self, sizes: Sequence[tuple[float, float]]) -> None:
        """Sizes in points; the pictures come when they are seen."""
        self._is_following = True
        self.clear()
        self._sizes, self._asked = tuple(sizes), set()
        for page in range(len(self._sizes)):
            item = QListWidgetItem(str(page + 1))
            item.setTextAlignment(Qt.AlignmentFlag.AlignHCenter)
            size = self._size(page)
            item.setSizeHint(QSize(fonts.px(WIDTH) - 24, size.height() + fonts.line_height("label") + 12))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, self.tr("Page {page}").format(page=page + 1))
            self.addItem(item)
        biggest = max((self._size(page).height() for page in range(len(self._sizes))), default=1)
        self.setIconSize(QSize(fonts.px(_PICTURE), biggest))
        self._is_following = False
        self._wait.start()

    def follow(self, page: int) -> None:
        """The page that is read now, without ``chosen``."""
        self._is_following = True
        self.setCurrentRow(page)
        self._is_following = False

    def take(self, page: int, image: QImage) -> None:
        """A picture that was asked for, on its sheet."""
        if page >= self.count():
            return
        size = self._size(page)
        ratio = self.devicePixelRatioF()
        sheet = QPixmap(round(size.width() * ratio), round(size.height() * ratio))
        sheet.setDevicePixelRatio(ratio)
        sheet.fill(QColor("white"))
        painter = QPainter(sheet)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRect(0, 0, size.width(), size.height()), image)
        painting.box(painter, QRect(0, 0, size.width(), size.height()), 0, None, appearance.current().border_strong)
        painter.end()
        icon = QIcon(sheet)
        icon.addPixmap(sheet, QIcon.Mode.Selected)  # else it is tinted
        self.item(page).setIcon(icon)

    def has_picture(self, page: int) -> bool:
        """Whether the page has its picture."""
        return page < self.count() and not self.item(page).icon().isNull()

    def _size(self, page: int) -> QSize:
        width, height = self._sizes[page]
        return QSize(fonts.px(_PICTURE), round(fonts.px(_PICTURE) * height / width))

    def _ask(self) -> None:
        """The pictures in view that are not here."""
        if not self.isVisible():
            return
        first = self.indexAt(QPoint(self.width() // 2, self.spacing() + 1)).row()
        for page in range(max(0, first), self.count()):
            place = self.visualItemRect(self.item(page))
            if place.top() > self.viewport().height():
                break
            if page not in self._asked:
                self._asked.add(page)
                scale = fonts.px(_PICTURE) * self.devicePixelRatioF() / self._sizes[page][0]
                self.wanted.emit(page, scale)

    def _on_row(self, row: int) -> None:
        if row >= 0 and not self._is_following:
            self.chosen.emit(row)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._wait.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._wait.start()
