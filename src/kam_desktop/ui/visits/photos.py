"""The photos of a visit as buttons, and the way to add some."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from kam_desktop.ui import fonts
from kam_desktop.ui.widgets.buttons import IconButton
from kam_desktop.ui.widgets.flow import FlowLayout
from kam_desktop.ui.widgets.icon_label import IconLabel
from kam_desktop.ui.widgets.texts import PlainLabel

_KINDS = "*.jpg *.jpeg *.png *.webp *.bmp *.tif *.tiff *.JPG *.JPEG *.PNG"


class _Photo(QWidget):
    """A name, and a cross that takes the photo away."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.drop = IconButton("cross", self.tr("Remove {name}").format(name=name), self, size="small")
        label = PlainLabel(name, self, elide=True)
        label.setMaximumWidth(fonts.px(140))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(IconLabel("camera", self))
        row.addWidget(label)
        row.addWidget(self.drop)


class Photos(QWidget):
    """Photos lie in the store at once; they need no save."""

    chosen = Signal(object)  # list[Path]
    dropped = Signal(str)  # id

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._photos: list[_Photo] = []
        self.more = IconButton("plus", self.tr("Add photos"), self, is_framed=True)
        self.more.clicked.connect(self._choose)
        self._flow = FlowLayout(self, spacing=8)
        self._flow.setContentsMargins(0, 0, 0, 0)
        self._flow.addWidget(self.more)
        self.setFocusProxy(self.more)

    def show_photos(self, photos: Sequence[tuple[str, str]], *, is_locked: bool) -> None:
        """(id, name) of each."""
        for old in self._photos:
            self._flow.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._photos = []
        for at, (photo_id, name) in enumerate(photos):
            made = _Photo(name, self)
            made.drop.setVisible(not is_locked)
            made.drop.clicked.connect(lambda _=False, photo_id=photo_id: self.dropped.emit(photo_id))
            self._flow.insert_widget(at, made)
            self._photos.append(made)
            made.show()
        self.more.setVisible(not is_locked)
        self.updateGeometry()

    def _choose(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        kinds = self.tr("Photos ({kinds})").format(kinds=_KINDS)
        files, _kind = QFileDialog.getOpenFileNames(self, self.tr("Add photos"), folder, kinds)
        if files:
            self.chosen.emit([Path(name) for name in files])
