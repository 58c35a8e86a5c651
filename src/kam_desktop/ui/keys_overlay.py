"""F1: how the day goes, the keys of this page and those that work everywhere, until any key or click."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from kam_desktop.ui import fonts
from kam_desktop.ui.widgets.keycap import KeyCap
from kam_desktop.ui.widgets.texts import PlainLabel, SectionLabel

Keys = Sequence[tuple[str, str]]
_WIDE = 640  # of a sentence
_SIDE, _AROUND = 24, 12  # beside the words, around the frame
_BAR = 12  # of the scroll bar


class KeysOverlay(QWidget):
    """Covers its parent: sentences over two columns of keys, this page and everywhere; below each other where they must."""

    def __init__(self, parent: QWidget, guide: Sequence[str], page: Keys, everywhere: Keys) -> None:
        super().__init__(parent)
        self._covered = parent
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("\n".join((self.tr("Help and keys"), *guide)))
        self._return_to = parent.window().focusWidget()
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(_SIDE, 16, _SIDE, 24)
        column.setSpacing(16)
        room = parent.width() - 2 * (_SIDE + _AROUND + 1) - _BAR
        column.addLayout(self._guide(guide, min(fonts.px(_WIDE), room)))
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setSpacing(48)
        column.addLayout(row)
        if page:
            row.addLayout(self._column(self.tr("This page"), page))
        row.addLayout(self._column(self.tr("Everywhere"), everywhere))
        if row.sizeHint().width() > room:
            row.setDirection(QBoxLayout.Direction.TopToBottom)
            row.setSpacing(16)
        self._frame(inside)
        parent.installEventFilter(self)
        self.setGeometry(parent.rect())
        self.show()
        self.raise_()
        self.setFocus()

    def _guide(self, sentences: Sequence[str], width: int) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(SectionLabel(self.tr("How the day goes"), self))
        for sentence in sentences:
            label = PlainLabel(sentence, self, wrap=True)
            label.setFixedWidth(width)
            label.setFixedHeight(label.heightForWidth(width))
            column.addWidget(label)
        return column

    def _frame(self, inside: QWidget) -> None:
        frame = QFrame(self)
        frame.setProperty("kind", "popup")
        area = QScrollArea(frame)
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        hint = inside.sizeHint()
        area.setMinimumWidth(hint.width() + _BAR)
        area.setMaximumHeight(hint.height())
        layout = QVBoxLayout(frame)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.addWidget(area)
        column = QVBoxLayout(self)
        column.setContentsMargins(_AROUND, _AROUND, _AROUND, _AROUND)
        column.addStretch(1)
        column.addWidget(frame, 100, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        frame.setMaximumHeight(hint.height() + 8)

    def _column(self, title: str, keys: Keys) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(SectionLabel(title, self))
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        for line, (key, words) in enumerate(keys):
            grid.addWidget(KeyCap(key, self), line, 0)
            grid.addWidget(PlainLabel(words, self), line, 1)
        grid.setColumnStretch(1, 1)
        column.addLayout(grid)
        column.addStretch(1)
        return column

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._covered and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._covered.rect())
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Take every key before it becomes a shortcut of the window."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, _event: QKeyEvent) -> None:
        self._leave()

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        self._leave()

    def _leave(self) -> None:
        if self._return_to is not None:
            self._return_to.setFocus()
        self.close()

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), QColor(0, 0, 0, 96))
