"""The files of a client or of one person there (D-2.7): drop, paste or choose them; look, open, save, describe."""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, ClassVar, NamedTuple

from PySide6.QtCore import QPoint, QStandardPaths, Qt
from PySide6.QtGui import QGuiApplication, QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QMenu, QStackedWidget, QVBoxLayout, QWidget

from kam_desktop.core import attachments, clients, contacts
from kam_desktop.core.attachments import FileRow
from kam_desktop.core.errors import Invalid, KamError, NotFound, Refused
from kam_desktop.core.rules.kinds import AttachmentKind, Entity
from kam_desktop.documents.file_names import unused
from kam_desktop.ui import fonts, icons, labels
from kam_desktop.ui.files.details import Details
from kam_desktop.ui.files.grid import FileGrid
from kam_desktop.ui.files.opening import FileOpener
from kam_desktop.ui.files.picture_view import PictureView, read_picture
from kam_desktop.ui.files.remarks import Remarks
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.page import Page, focus_next
from kam_desktop.ui.tasks import Notice, Tasks
from kam_desktop.ui.widgets.buttons import PrimaryButton
from kam_desktop.ui.widgets.chip import ChipRow
from kam_desktop.ui.widgets.empty import EmptyState
from kam_desktop.ui.widgets.file_adding import FileAdder, Outcome, Place
from kam_desktop.ui.widgets.file_drop import FileDrop, Source
from kam_desktop.ui.widgets.page_head import PageHead

_ALL = "all"


class _Found(NamedTuple):
    """What one reading brings."""

    client: str
    person: str
    rows: list[FileRow]


class FilesPage(Page):
    """``Route("files", client_id)``, with ``{"contact_id": …}`` for one person's; ``kind`` sets the filter."""

    concerns: ClassVar[frozenset[Entity]] = frozenset({Entity.ATTACHMENT, Entity.CLIENT, Entity.CONTACT})

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tasks = tasks
        self._route = Route("files")
        self._rows: list[FileRow] = []
        self._added: list[str] = []
        self._asked = 0
        self._make_parts()
        self._lay_out()
        self._connect()
        self._make_keys()

    def title(self) -> str:
        return self.tr("Files")

    def keys(self) -> list[tuple[str, str]]:
        return [
            ("Enter", self.tr("Open")),
            ("Space", self.tr("Show large")),
            ("Ctrl+V", self.tr("Paste files or a picture")),
            ("Ctrl+O", self.tr("Add files")),
            ("Ctrl+S", self.tr("Save elsewhere")),
            ("F2", self.tr("Caption")),
            ("Del", self.tr("Remove")),
        ]

    # --- parts

    def _make_parts(self) -> None:
        self.head = PageHead(self.tr("Files"), self)
        self.filter = QLineEdit(self)
        self.filter.setProperty("extent", "small")
        self.filter.setClearButtonEnabled(True)
        self.filter.setMaxLength(128)
        self.filter.setAcceptDrops(False)
        self.filter.setPlaceholderText(self.tr("Name or caption"))
        self.filter.setAccessibleName(self.tr("Filter files"))
        self.filter.addAction(icons.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.filter.setFixedWidth(fonts.px(200))
        self.add_button = PrimaryButton(self.tr("Add files"), self, icon="plus", keys="Ctrl+O", size="small")
        self.chips = ChipRow(self)
        self.remarks = Remarks(self)
        self.grid = FileGrid(self._request_pictures, self)
        self.grid.setAccessibleName(self.tr("Files"))
        self.empty = EmptyState(parent=self)
        self.picture = PictureView(self)
        self.details = Details(self)
        self.drop = FileDrop(self, self.tr("Drop to add them here"))
        self._adder = FileAdder(self.tasks, self)
        self._opener = FileOpener(self.tasks, self)

    def _lay_out(self) -> None:
        self.head.add_tool(self.filter)
        self.head.add_tool(self.add_button)
        self._stack = QStackedWidget(self)
        for part in (self.grid, self.empty, self.picture):
            self._stack.addWidget(part)
        above = QVBoxLayout()
        above.setContentsMargins(16, 8, 16, 8)
        above.setSpacing(8)
        above.addWidget(self.chips)
        above.addWidget(self.remarks)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addLayout(above)
        left.addWidget(self._stack, 1)
        self.grid.setContentsMargins(12, 0, 4, 0)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addLayout(left, 1)
        row.addWidget(self.details)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addLayout(row, 1)
        self.setFocusProxy(self.grid)

    def _connect(self) -> None:
        self.filter.textChanged.connect(lambda _text: self._show_rows())
        self.filter.returnPressed.connect(self.grid.setFocus)
        self.chips.changed.connect(lambda _ids: self._show_rows())
        self.add_button.clicked.connect(self.choose_files)
        self.empty.asked.connect(self._on_empty_asked)
        self.drop.taken.connect(self.add)
        self._adder.ended.connect(self._on_added)
        self.grid.chosen.connect(self._on_chosen)
        self.grid.opened.connect(self._open)
        self.grid.peeked.connect(self.peek)
        self.grid.customContextMenuRequested.connect(self._open_menu)
        self.picture.opened.connect(self._open)
        self.picture.closed.connect(self.close_picture)
        self.picture.stepped.connect(self._step)
        details = self.details
        details.captioned.connect(self._set_caption)
        details.renamed.connect(self._rename)
        details.kind_chosen.connect(self._set_kind)
        details.open_asked.connect(lambda: self._open(self.grid.current_id()))
        details.save_asked.connect(self.save_elsewhere)
        details.remove_asked.connect(self.remove_chosen)
        details.contact_asked.connect(self._make_contact)

    def _make_keys(self) -> None:
        whole: list[tuple[str, Callable[[], object]]] = [
            ("Ctrl+V", self.paste), ("Ctrl+O", self.choose_files), ("Ctrl+S", self.save_elsewhere),
            ("F2", self.edit_caption),
        ]  # fmt: skip
        for keys, act in whole:
            self._key(keys, act, self)
        self._key("Del", self.remove_chosen, self._stack)

    def _key(self, keys: str, act: Callable[[], object], owner: QWidget) -> None:
        shortcut = QShortcut(QKeySequence(keys), owner)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(lambda: act())

    # --- the page

    def show_route(self, route: Route) -> None:
        if (route.id, route.args.get("contact_id")) != (self._route.id, self._route.args.get("contact_id")):
            self._rows, self._added = [], []
            self.filter.clear()
            self.remarks.hide()
            self.close_picture()
            self._show_rows()
        self._route = route
        self.chips.choose([str(route.args.get("kind") or _ALL)])
        self.mark_stale()

    def focus_filter(self) -> None:
        """Ctrl+F."""
        self.filter.setFocus()
        self.filter.selectAll()

    def next_pane(self) -> None:
        """F6: the files or the picture, then what is known of them."""
        focus_next([self._stack.currentWidget(), self.details])

    def on_escape(self) -> bool:
        """Closes the picture, then the remarks, then clears the filter."""
        if self._stack.currentWidget() is self.picture:
            self.close_picture()
        elif self.details.isAncestorOf(self.focusWidget() or self):
            self._focus_files()
        elif self.remarks.isVisible():
            self.remarks.hide()
        elif self.filter.text():
            self.filter.clear()
        else:
            return False
        return True

    def reload(self) -> None:
        if not self._route.id:
            return
        self._asked += 1
        client_id, contact_id = self._route.id, self._contact_id()
        self.head.loading.start()
        self.tasks.read(
            self,
            lambda session: _read(session, client_id, contact_id),
            done=partial(self._show, self._asked),
            failed=self._not_shown,
            finished=self.head.loading.stop,
            after_writes=True,
        )

    def _contact_id(self) -> str:
        return str(self._route.args.get("contact_id") or "")

    def _show(self, asked: int, found: _Found) -> None:
        if asked != self._asked:
            return
        self.head.set_subtitle(" · ".join(filter(None, (found.person, found.client))))
        self._rows = found.rows
        self._show_rows()

    def _not_shown(self, error: KamError) -> None:
        """A client that was taken off the list has no page any more."""
        if isinstance(error, NotFound):
            self.navigate.emit(Route("clients"))
        else:
            self.tasks.refused.emit(error)

    def _show_rows(self) -> None:
        counts = Counter(row.kind for row in self._rows)
        self.chips.set_chips([
            (_ALL, _counted(self.tr("All"), len(self._rows))),
            *((kind.value, _counted(labels.name_of(kind), counts[kind])) for kind in AttachmentKind),
        ])  # fmt: skip
        wanted, text = self._kind(), self.filter.text().strip().casefold()
        shown = [
            row for row in self._rows if wanted in (None, row.kind) and text in f"{row.name} {row.caption}".casefold()
        ]
        added = [row.id for row in shown if row.id in self._added]
        self._added = [] if added else self._added
        self.grid.show_rows(shown, prefer=added)
        self._show_empty(is_filtered=bool(text) or (wanted is not None and bool(self._rows)))
        if self._stack.currentWidget() is not self.picture or not shown:
            self._stack.setCurrentWidget(self.grid if shown else self.empty)

    def _show_empty(self, *, is_filtered: bool) -> None:
        if is_filtered:
            self.empty.say(self.tr("No file matches."), self.tr("Clear the filter"))
        else:
            self.empty.say(
                self.tr(
                    "Drop files here or paste them: photos, business cards, contracts, anything. They are kept encrypted."
                ),
                self.tr("Add files"),
            )

    def _kind(self) -> AttachmentKind | None:
        chosen = next(iter(self.chips.chosen()), _ALL)
        return None if chosen == _ALL else AttachmentKind(chosen)

    def _on_empty_asked(self) -> None:
        if self._rows:
            self.filter.clear()
            self.chips.choose([_ALL])
            self._show_rows()
            self.grid.setFocus()
        else:
            self.choose_files()

    def _on_chosen(self) -> None:
        rows = self.grid.chosen_rows()
        self.details.show_rows(rows)
        if self._stack.currentWidget() is self.picture:
            self._show_picture()

    def _request_pictures(self, wanted: list[str], deliver: Callable[[dict[str, QImage]], None]) -> None:
        self.tasks.read(self, lambda session: _small_pictures(session, wanted), done=deliver)

    # --- adding

    def add(self, sources: Sequence[Source]) -> None:
        """Keep these with the client or the person; the filter says what they are."""
        if self._route.id:
            place = Place(
                self._route.id, self._contact_id() or None, kind=self._kind(),
                keep_original=self.details.keep_original.isChecked(),
            )  # fmt: skip
            self.remarks.hide()
            self._adder.add(sources, place)

    def paste(self) -> None:
        """Ctrl+V: files copied in the file manager, or a picture."""
        if not self.drop.take(QGuiApplication.clipboard().mimeData()):
            self.remarks.say([self.tr("There is no file and no picture in the clipboard.")])

    def choose_files(self) -> None:
        """Ctrl+O."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        files, _kind = QFileDialog.getOpenFileNames(self, self.tr("Add files"), folder)
        self.add([Path(name) for name in files])

    def _on_added(self, outcome: Outcome) -> None:
        self._added = outcome.added
        self.remarks.show_outcome(outcome)
        self.reload()

    # --- looking

    def _open(self, row_id: str) -> None:
        row = self._row(row_id)
        if row is None:
            return
        if row.may_open:
            self._opener.open(row)
        else:
            self.tasks.refused.emit(Refused("attachment.never_opened", name=row.name))

    def peek(self, row_id: str) -> None:
        """Space: the picture large, inside the page."""
        row = self._row(row_id)
        if row is None:
            return
        if not row.is_picture:
            self.tasks.refused.emit(Refused("attachment.not_a_picture", name=row.name))
            return
        self._stack.setCurrentWidget(self.picture)
        self.grid.make_current(row_id)
        self.picture.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_picture()

    def close_picture(self) -> None:
        """Back to the files."""
        if self._stack.currentWidget() is self.picture:
            had_focus = self.picture.hasFocus()
            self._stack.setCurrentWidget(self.grid)
            self.picture.clear()
            if had_focus:
                self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_picture(self) -> None:
        row = self._row(self.grid.current_id())
        if row is None or not row.is_picture:
            self.close_picture()
            return
        self.picture.show_row(row)
        if self.picture.image.isNull():
            self.tasks.read(
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
        return next((row for row in self._rows if row.id == row_id), None)

    # --- changing

    def edit_caption(self) -> None:
        """F2."""
        if self.details.caption.isVisible():
            self.details.caption.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.details.caption.selectAll()

    def _focus_files(self) -> None:
        self._stack.currentWidget().setFocus(Qt.FocusReason.OtherFocusReason)

    def _set_caption(self, row_id: str, text: str) -> None:
        self.tasks.write(self, lambda s: attachments.set_caption(s, row_id, text), said=self.tr("Caption kept"))

    def _rename(self, row_id: str, text: str) -> None:
        self.tasks.write(
            self, lambda s: attachments.rename(s, row_id, text), failed=self._not_renamed, said=self.tr("Renamed")
        )

    def _not_renamed(self, error: KamError) -> None:
        self.tasks.refused.emit(error)
        if isinstance(error, Invalid):
            self.reload()

    def _set_kind(self, kind: AttachmentKind) -> None:
        ids = self.grid.chosen_ids()
        self.tasks.write(self, lambda s: attachments.set_kind(s, ids, kind), said=self.tr("Kind changed"))

    def remove_chosen(self) -> None:
        """Del; Undo brings them back."""
        ids = self.grid.chosen_ids()

        def work(session: Any) -> None:
            for row_id in ids:
                attachments.remove(session, row_id)

        if ids:
            self.tasks.write(self, work, said=self.tr("File removed") if len(ids) == 1 else self.tr("Files removed"))

    def _make_contact(self) -> None:
        self.navigate.emit(Route("contact_form", "", {"client_id": self._route.id}))

    # --- leaving

    def save_elsewhere(self) -> None:
        """Ctrl+S: one file under a name, several into a folder."""
        rows = self.grid.chosen_rows()
        start = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        if len(rows) == 1:
            name, _kind = QFileDialog.getSaveFileName(self, self.tr("Save elsewhere"), str(start / rows[0].name))
            if name:
                self.save_to({rows[0].id: Path(name)})
        elif rows:
            folder = QFileDialog.getExistingDirectory(self, self.tr("Save elsewhere"), str(start))
            if folder:
                self.save_to({row.id: Path(folder) / row.name for row in rows}, is_fresh=True)

    def save_to(self, targets: dict[str, Path], *, is_fresh: bool = False) -> None:
        """Write the files; ``is_fresh`` never writes over one that is there."""

        def work(session: Any) -> Path:
            for row_id, path in targets.items():
                attachments.save_as(session, row_id, unused(path) if is_fresh else path)
            return path

        self.tasks.read(self, work, done=self._on_saved)

    def _on_saved(self, path: Path) -> None:
        text = self.tr("Saved to {folder}. It is no longer encrypted there.").format(folder=path.parent)
        self.tasks.told.emit(Notice(text, None))

    def _open_menu(self, at: QPoint) -> None:
        rows = self.grid.chosen_rows()
        if not rows:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        one = rows[0]
        if len(rows) == 1 and one.may_open:
            menu.addAction(self.tr("Open") + "\tEnter", lambda: self._open(one.id))
        if len(rows) == 1 and one.is_picture:
            menu.addAction(self.tr("Show large") + "\tSpace", lambda: self.peek(one.id))
        menu.addAction(self.tr("Save elsewhere") + "\tCtrl+S", self.save_elsewhere)
        if len(rows) == 1:
            menu.addAction(self.tr("Caption") + "\tF2", self.edit_caption)
        kinds = menu.addMenu(self.tr("Kind"))
        for kind in AttachmentKind:
            kinds.addAction(labels.name_of(kind), partial(self._set_kind, kind))
        menu.addSeparator()
        menu.addAction(self.tr("Remove") + "\tDel", self.remove_chosen)
        menu.popup(self.grid.viewport().mapToGlobal(at))


def _read(session: Any, client_id: str, contact_id: str) -> _Found:
    client = clients.get(session, client_id)
    person = contacts.get(session, contact_id).name if contact_id else ""
    return _Found(
        client.short_name or client.name, person, attachments.listed(session, client_id, contact_id=contact_id)
    )


def _small_pictures(session: Any, wanted: Sequence[str]) -> dict[str, QImage]:
    """On a worker: read and unpacked there, so that scrolling never waits. What is gone has an empty picture."""
    found = attachments.thumbnails(session, wanted)
    return {row_id: QImage.fromData(found.get(row_id, b"")) for row_id in wanted}


def _counted(name: str, count: int) -> str:
    return f"{name} {count}" if count else name
