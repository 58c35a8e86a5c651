"""The photos of a visit: dropped, pasted or chosen; each with a caption for the report."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QStandardPaths, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QHBoxLayout, QLineEdit, QWidget

from kam_desktop.core.attachments import CAPTION, PhotoRow
from kam_desktop.ui import appearance
from kam_desktop.ui.page import add_key
from kam_desktop.ui.widgets.buttons import IconButton
from kam_desktop.ui.widgets.drop_mark import DropMark
from kam_desktop.ui.widgets.file_drop import FileDrop
from kam_desktop.ui.widgets.flow import FlowLayout
from kam_desktop.ui.widgets.icon_label import IconLabel
from kam_desktop.ui.widgets.keycap import native
from kam_desktop.ui.widgets.texts import PlainLabel, plain_tip

_KINDS = "*.jpg *.jpeg *.png *.webp *.bmp *.tif *.tiff *.JPG *.JPEG *.PNG"


class _CaptionLine(QLineEdit):
    """Enter and leaving keep the caption, Esc leaves it as it was."""

    ended = Signal(bool)  # whether to keep it

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self.setProperty("extent", "small")
        self.setMaxLength(CAPTION)
        self.setAcceptDrops(False)
        appearance.scaled(self.setFixedWidth, 180)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            self.ended.emit(event.key() != Qt.Key.Key_Escape)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.ended.emit(True)


class _Photo(QWidget):
    """Its caption or name, a pencil that changes the caption, and a cross that takes the photo away."""

    captioned = Signal(str)
    moved = Signal(int)  # one place earlier or later
    dragged = Signal(QPoint)  # by the mouse, to this point among the photos
    let_go = Signal(QPoint)

    def __init__(self, photo: PhotoRow, parent: QWidget, *, is_locked: bool) -> None:
        super().__init__(parent)
        self._photo = photo
        shown = photo.caption or photo.name
        self.drop = IconButton("cross", self.tr("Remove {name}").format(name=shown), self, size="small")
        self.edit = IconButton("edit", self.tr("Caption of {name}").format(name=shown), self, size="small")
        self.edit.clicked.connect(self.start_editing)
        self._label = PlainLabel(shown, self, elide=True)
        appearance.scaled(self._label.setMaximumWidth, 140)
        self._label.setToolTip(plain_tip(photo.name))
        if not is_locked:
            self._label.setCursor(Qt.CursorShape.OpenHandCursor)
        self.line: _CaptionLine | None = None
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)
        self._row.addWidget(IconLabel("camera", self))
        for part in (self._label, self.edit, self.drop):
            self._row.addWidget(part)
        for part in (self.edit, self.drop):
            part.setVisible(not is_locked)
            part.installEventFilter(self)
        self._pressed: QPoint | None = None
        self._is_dragged, self._is_locked = False, is_locked
        self._add_moves(is_locked)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and not self._is_locked and self.line is None:
            self._pressed = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self._pressed is None:
            return
        if not self._is_dragged and (at - self._pressed).manhattanLength() >= QApplication.startDragDistance():
            self._is_dragged = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        if self._is_dragged:
            self.dragged.emit(self.mapToParent(at))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        is_dragged, self._is_dragged, self._pressed = self._is_dragged, False, None
        self.unsetCursor()
        if is_dragged:
            self.let_go.emit(self.mapToParent(event.position().toPoint()))

    def _add_moves(self, is_locked: bool) -> None:
        """In the menu of the photo; Alt+Up and Alt+Down on its buttons do the same."""
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        for words, keys, step in ((self.tr("Earlier"), "Alt+Up", -1), (self.tr("Later"), "Alt+Down", 1)):
            action = QAction(f"{words}\t{native(keys)}", self)
            action.setEnabled(not is_locked)
            action.triggered.connect(lambda _=False, step=step: self.moved.emit(step))
            self.addAction(action)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
            if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self.moved.emit(step)
                return True
        return super().eventFilter(watched, event)

    def start_editing(self) -> None:
        """The caption in a line of its own."""
        self.line = _CaptionLine(self._photo.caption, self)
        self.line.setAccessibleName(self.edit.accessibleName())
        self.line.setPlaceholderText(self.tr("Caption for the report"))
        self.line.ended.connect(self._end)
        self._row.insertWidget(1, self.line)
        self._label.hide()
        self.edit.hide()
        self.line.show()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.selectAll()

    def finish(self) -> None:
        """Keep what is being typed: the photos are about to be shown anew."""
        self._end(True)

    def _end(self, keeps: bool) -> None:
        line, self.line = self.line, None
        if line is None:
            return
        had_focus, text = line.hasFocus(), line.text().strip()
        line.hide()
        line.deleteLater()
        self._label.show()
        self.edit.show()
        if had_focus:
            self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        if keeps and text != self._photo.caption:
            self.captioned.emit(text)


class Photos(QWidget):
    """Photos lie in the store at once; they need no save. They stand in the order of the report."""

    chosen = Signal(object)  # list[Path | QImage]
    dropped = Signal(str)  # id
    captioned = Signal(str, str)  # id, caption
    placed = Signal(str, str, str)  # id, the photo before its new place, the one after it

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._photos: list[_Photo] = []
        self._ids: list[str] = []
        self._focus_at = -1  # the place that gets the focus when the photos come back in another order
        self.more = IconButton("plus", self.tr("Add photos; they can be dropped or pasted here"), self, is_framed=True)
        self.more.clicked.connect(self._choose)
        self.hint = PlainLabel(self.tr("or drop them here"), self, face="label", role="muted")
        appearance.scaled(self.hint.setMinimumHeight, 32)  # as its button
        self._flow = FlowLayout(self, spacing=8)
        self._flow.setContentsMargins(0, 0, 0, 0)
        self._flow.addWidget(self.more)
        self._flow.addWidget(self.hint)
        self.setFocusProxy(self.more)
        self._mark = DropMark(self)
        self.drop = FileDrop(self, self.tr("Drop photos here"))
        self.drop.taken.connect(self.chosen)
        add_key(self, QKeySequence.StandardKey.Paste, lambda: self.drop.take(QGuiApplication.clipboard().mimeData()))

    def show_photos(self, photos: Sequence[PhotoRow], *, is_locked: bool) -> None:
        """Those of the visit; a locked report takes no more."""
        self._mark.hide()  # what it stood at goes
        for old in self._photos:
            old.finish()
            self._flow.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._photos, self._ids = [], [photo.id for photo in photos]
        for at, photo in enumerate(photos):
            made = _Photo(photo, self, is_locked=is_locked)
            made.drop.clicked.connect(lambda _=False, photo_id=photo.id: self.dropped.emit(photo_id))
            made.captioned.connect(lambda text, photo_id=photo.id: self.captioned.emit(photo_id, text))
            made.moved.connect(lambda step, at=at: self._move(at, step))
            made.dragged.connect(lambda point: self._mark.stand(*self._gap(point)))
            made.let_go.connect(lambda point, at=at: self._drop_at(at, point))
            self._flow.insert_widget(at, made)
            self._photos.append(made)
            made.show()
        self.more.setVisible(not is_locked)
        self.hint.setVisible(not is_locked and not photos)
        self.drop.is_on = not is_locked
        self.updateGeometry()
        if 0 <= self._focus_at < len(self._photos):
            self._photos[self._focus_at].edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self._focus_at = -1

    def _gap(self, point: QPoint) -> tuple[QRect, bool]:
        """The photo beside the gap that is meant, and whether the gap is behind it."""
        place = self._place_at(point)
        is_last = place == len(self._photos)
        return self._photos[place - is_last].geometry(), is_last

    def _place_at(self, point: QPoint) -> int:
        """Before which photo something let go here would stand; photos are read row by row."""
        for place, photo in enumerate(self._photos):
            room = photo.geometry()
            if point.y() < room.top() or (point.y() <= room.bottom() and point.x() < room.center().x()):
                return place
        return len(self._photos)

    def _drop_at(self, at: int, point: QPoint) -> None:
        self._mark.hide()
        place = self._place_at(point)
        if step := place - (place > at) - at:
            self._move(at, step)

    def _move(self, at: int, step: int) -> None:
        """Ask for another place; the focus goes along."""
        to = at + step
        if not 0 <= to < len(self._ids):
            return
        others = [*self._ids[:at], *self._ids[at + 1 :]]
        self._focus_at = to
        self.placed.emit(self._ids[at], others[to - 1] if to else "", others[to] if to < len(others) else "")

    def photos(self) -> Sequence[_Photo]:
        """What is shown."""
        return tuple(self._photos)

    def _choose(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        kinds = self.tr("Photos ({kinds})").format(kinds=_KINDS)
        files, _kind = QFileDialog.getOpenFileNames(self, self.tr("Add photos"), folder, kinds)
        if files:
            self.chosen.emit([Path(name) for name in files])
