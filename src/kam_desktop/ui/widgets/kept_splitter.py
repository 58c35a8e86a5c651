"""A splitter that remembers its place."""

from PySide6.QtCore import QByteArray, QSettings, Qt
from PySide6.QtWidgets import QSplitter, QWidget


class KeptSplitter(QSplitter):
    """Kept under ``splitter/<name>``; sizes only, never content. Call ``restore`` once its parts are in."""

    def __init__(
        self,
        name: str,
        parent: QWidget | None = None,
        *,
        orientation: Qt.Orientation = Qt.Orientation.Horizontal,
        settings: QSettings | None = None,
    ) -> None:
        super().__init__(orientation, parent)
        self._key = f"splitter/{name}"
        self._settings = settings if settings is not None else QSettings()
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        self.splitterMoved.connect(lambda *_: self._settings.setValue(self._key, self.saveState()))

    def restore(self, *sizes: int) -> None:
        """Take the kept place, or these sizes the first time."""
        kept = self._settings.value(self._key)
        if not isinstance(kept, QByteArray) or not self.restoreState(kept):
            self.setSizes(list(sizes))
