"""The files as a grid, one picture large, or the sentence that there are none."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from kam_desktop.core import attachments
from kam_desktop.core.attachments import FileRow
from kam_desktop.core.errors import Refused
from kam_desktop.core.rules.kinds import AttachmentKind
from kam_desktop.ui import labels
from kam_desktop.ui.files.grid import FileGrid
from kam_desktop.ui.files.picture_view import PictureView, read_picture
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.empty import EmptyState


class FilesStack(QStackedWidget):
    """Reads pictures by itself; everything else it asks of the page."""

    chosen = Signal()
    opened = Signal(object)  # FileRow
    save_asked = Signal()
    caption_asked = Signal()
    remove_asked = Signal()
    kind_chosen = Signal(object)  # AttachmentKind

    def __init__(self, tasks: Tasks, parent: QWidget) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self.grid = FileGrid(self._request_pictures, self)
        self.grid.setAccessibleName(self.tr("Files"))
        self.empty = EmptyState(parent=self)
        self.picture = PictureView(self)
        for part in (self.grid, self.empty, self.picture):
            self.addWidget(part)
        self._connect()

    def _connect(self) -> None:
        self.grid.chosen.connect(self._on_chosen)
        self.grid.opened.connect(self.open)
        self.grid.peeked.connect(self.peek)
        self.grid.customContextMenuRequested.connect(self._open_menu)
        self.picture.opened.connect(self.open)
        self.picture.closed.connect(self.close_picture)
        self.picture.stepped.connect(self._step)

    @property
    def is_large(self) -> bool:
        """Whether one picture is shown."""
        return self.currentWidget() is self.picture

    def shown(self) -> QWidget:
        """Grid, picture or sentence: what takes the focus."""
        return self.picture if self.is_large else self.grid if self.grid.isVisible() else self.empty.button

    def show_blank(self) -> None:
        """Nothing is read yet: neither the files of before nor the sentence that there are none."""
        self.close_picture()
        self.grid.show_rows(())
        self.setCurrentWidget(self.grid)

    def show_rows(self, rows: Sequence[FileRow], *, prefer: Sequence[str] = (), is_filtered: bool) -> None:
        """Show these; without any, whether there are none or the filter hides them."""
        self.grid.show_rows(rows, prefer=prefer)
        if is_filtered:
            self.empty.say(self.tr("No file matches."), self.tr("Clear the filter"))
        else:
            words = self.tr("Drop files here or paste them: photos, business cards, contracts, anything.")
            self.empty.say(words, self.tr("Add files"))
        if not self.is_large or not rows:
            self.setCurrentWidget(self.grid if rows else self.empty)

    def open(self, row_id: str) -> None:
        """In another program, but never what runs by itself."""
        row = self._row(row_id)
        if row is not None and row.may_open:
            self.opened.emit(row)
        elif row is not None:
            self._tasks.refused.emit(Refused("attachment.never_opened", name=row.name))

    def peek(self, row_id: str) -> None:
        """Space: the picture large, inside the page."""
        row = self._row(row_id)
        if row is None:
            return
        if not row.is_picture:
            self._tasks.refused.emit(Refused("attachment.not_a_picture", name=row.name))
            return
        self.setCurrentWidget(self.picture)
        self.grid.make_current(row_id)
        self.picture.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_picture()

    def close_picture(self) -> None:
        """Back to the files."""
        if self.is_large:
            had_focus = self.picture.hasFocus()
            self.setCurrentWidget(self.grid)
            self.picture.clear()
            if had_focus:
                self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_chosen(self) -> None:
        if self.is_large:
            self._show_picture()
        self.chosen.emit()

    def _show_picture(self) -> None:
        row = self._row(self.grid.current_id())
        if row is None or not row.is_picture:
            self.close_picture()
            return
        self.picture.show_row(row)
        if self.picture.image.isNull():
            self._tasks.read(
                self,
                lambda session: read_picture(attachments.content(session, row.id)),
                done=partial(self.picture.show_image, row.id),
            )

    def _step(self, by: int) -> None:
        """The next picture that way; files between are passed over."""
        rows = self.grid.files.rows
        place = self.grid.currentIndex().row() + by
        while 0 <= place < len(rows) and not rows[place].is_picture:
            place += by
        if 0 <= place < len(rows):
            self.grid.make_current(rows[place].id)

    def _row(self, row_id: str) -> FileRow | None:
        place = self.grid.files.place_of(row_id)
        return None if place is None else self.grid.files.rows[place]

    def _request_pictures(self, wanted: list[str], deliver: Callable[[dict[str, QImage]], None]) -> None:
        self._tasks.read(self, lambda session: _small_pictures(session, wanted), done=deliver)

    def _open_menu(self, at: QPoint) -> None:
        rows = self.grid.chosen_rows()
        if not rows:
            return
        menu, one = QMenu(self), rows[0]
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if len(rows) == 1 and one.may_open:
            menu.addAction(self.tr("Open") + "\tEnter", lambda: self.open(one.id))
        if len(rows) == 1 and one.is_picture:
            menu.addAction(self.tr("Show large") + "\tSpace", lambda: self.peek(one.id))
        menu.addAction(self.tr("Save elsewhere") + "\tCtrl+S", self.save_asked.emit)
        if len(rows) == 1:
            menu.addAction(self.tr("Caption") + "\tF2", self.caption_asked.emit)
        kinds = menu.addMenu(self.tr("Kind"))
        for kind in AttachmentKind:
            kinds.addAction(labels.name_of(kind), partial(self.kind_chosen.emit, kind))
        menu.addSeparator()
        menu.addAction(self.tr("Remove") + "\tDel", self.remove_asked.emit)
        menu.popup(self.grid.viewport().mapToGlobal(at))


def _small_pictures(session: Any, wanted: Sequence[str]) -> dict[str, QImage]:
    """On a worker: read and unpacked there, so that scrolling never waits. What is gone has an empty picture."""
    found = attachments.thumbnails(session, wanted)
    return {row_id: QImage.fromData(found.get(row_id, b"")) for row_id in wanted}
