"""The files of a client or of one person there (D-2.7): drop, paste or choose them; look, open, save, describe."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, ClassVar, NamedTuple

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from kam_desktop.core import attachments, clients, contacts
from kam_desktop.core.attachments import FileRow
from kam_desktop.core.errors import KamError, NotFound
from kam_desktop.core.rules.kinds import AttachmentKind, Entity
from kam_desktop.ui.files.changing import FileChanger
from kam_desktop.ui.files.details import Details
from kam_desktop.ui.files.filters import ALL, KindChips, WordFilter
from kam_desktop.ui.files.opening import FileOpener
from kam_desktop.ui.files.remarks import Remarks
from kam_desktop.ui.files.saving import FileSaver
from kam_desktop.ui.files.stack import FilesStack
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.page import Page, add_key, focus_next, holds_focus
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.buttons import PrimaryButton
from kam_desktop.ui.widgets.file_adding import FileAdder, Outcome, Place
from kam_desktop.ui.widgets.file_drop import FileDrop, Source
from kam_desktop.ui.widgets.page_head import PageHead


class _Found(NamedTuple):
    """What one reading brings."""

    client: str
    person: str
    people: list[tuple[str, str]]  # of the client, id and name
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
        self.filter = WordFilter(self)
        self.add_button = PrimaryButton(self.tr("Add files"), self, icon="plus", keys="Ctrl+O", size="small")
        self.chips = KindChips(self)
        self.remarks = Remarks(self)
        self.stack = FilesStack(self.tasks, self)
        self.grid, self.empty, self.picture = self.stack.grid, self.stack.empty, self.stack.picture
        self.details = Details(self)
        self.drop = FileDrop(self, self.tr("Drop to add them here"))
        self._adder = FileAdder(self.tasks, self)
        self._opener = FileOpener(self.tasks, self)
        self._changer = FileChanger(self.tasks, self)
        self.saver = FileSaver(self.tasks, self)

    def _lay_out(self) -> None:
        self.head.add_tool(self.filter)
        self.head.add_tool(self.add_button)
        above = QVBoxLayout()
        above.setContentsMargins(16, 8, 16, 8)
        above.setSpacing(8)
        above.addWidget(self.chips)
        above.addWidget(self.remarks)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addLayout(above)
        left.addWidget(self.stack, 1)
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
        stack, details = self.stack, self.details
        stack.chosen.connect(lambda: self.details.show_rows(self.grid.chosen_rows()))
        stack.opened.connect(self._opener.open)
        stack.save_asked.connect(self.save_elsewhere)
        stack.caption_asked.connect(self.edit_caption)
        stack.remove_asked.connect(self.remove_chosen)
        stack.kind_chosen.connect(self._set_kind)
        details.captioned.connect(self._changer.set_caption)
        details.renamed.connect(self._changer.rename)
        details.kind_chosen.connect(self._set_kind)
        details.whose_chosen.connect(lambda each: self._changer.set_contact(self.grid.chosen_ids(), each))
        self._changer.refused.connect(self.reload)
        details.open_asked.connect(lambda: self.stack.open(self.grid.current_id()))
        details.save_asked.connect(self.save_elsewhere)
        details.remove_asked.connect(self.remove_chosen)
        details.contact_asked.connect(self._make_contact)

    def _make_keys(self) -> None:
        whole: list[tuple[str, Callable[[], object]]] = [
            ("Ctrl+V", self.paste), ("Ctrl+O", self.choose_files), ("Ctrl+S", self.save_elsewhere),
            ("F2", self.edit_caption),
        ]  # fmt: skip
        for keys, act in whole:
            add_key(self, keys, act)
        add_key(self.stack, "Del", self.remove_chosen)

    # --- the page

    def show_route(self, route: Route) -> None:
        if (route.id, route.args.get("contact_id")) != (self._route.id, self._route.args.get("contact_id")):
            self._rows, self._added = [], []
            self.filter.clear()
            self.remarks.hide()
            self.details.keep_original.setChecked(False)  # asked for anew at each client
            self.stack.show_blank()
        self._route = route
        self._added = [str(route.args["focus"])] if "focus" in route.args else self._added
        self.chips.choose([str(route.args.get("kind") or ALL)])
        self.mark_stale()

    def focus_filter(self) -> None:
        """Ctrl+F."""
        self.filter.setFocus()
        self.filter.selectAll()

    def next_pane(self) -> None:
        """F6: the files or the picture, then what is known of them."""
        focus_next([self.stack.shown(), self.details])

    def on_escape(self) -> bool:
        """Closes the picture, then the remarks, then clears the filter."""
        if self.stack.is_large:
            self.stack.close_picture()
        elif holds_focus(self.details):
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
        self.head.set_subtitle(" · ".join(filter(None, (found.person, "" if self.head.is_low else found.client))))
        self._rows = found.rows
        self.details.show_people(found.people)
        self._show_rows()

    def _not_shown(self, error: KamError) -> None:
        """A client that was taken off the list has no page any more."""
        if isinstance(error, NotFound):
            self.navigate.emit(Route("clients"))
        else:
            self.tasks.refused.emit(error)

    def _show_rows(self) -> None:
        self.chips.show_counts(self._rows)
        wanted = self.chips.kind()
        shown = [row for row in self._rows if wanted in (None, row.kind) and self.filter.takes(row)]
        added = [row.id for row in shown if row.id in self._added]
        self._added = [] if added else self._added
        self.stack.show_rows(shown, prefer=added, is_filtered=bool(self._rows))

    def _on_empty_asked(self) -> None:
        if self._rows:
            self.filter.clear()
            self.chips.choose([ALL])
            self._show_rows()
            self.grid.setFocus()
        else:
            self.choose_files()

    # --- adding

    def add(self, sources: Sequence[Source]) -> None:
        """Keep these with the client or the person; the filter says what they are."""
        if self._route.id:
            place = Place(
                self._route.id, self._contact_id() or None, kind=self.chips.kind(),
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

    # --- changing

    def edit_caption(self) -> None:
        """F2."""
        if self.details.caption.isVisible():
            self.details.caption.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.details.caption.selectAll()

    def _focus_files(self) -> None:
        self.stack.shown().setFocus(Qt.FocusReason.OtherFocusReason)

    def _set_kind(self, kind: AttachmentKind) -> None:
        self._changer.set_kind(self.grid.chosen_ids(), kind)

    def remove_chosen(self) -> None:
        """Del."""
        self._changer.remove(self.grid.chosen_ids())

    def _make_contact(self) -> None:
        self.navigate.emit(Route("contact_form", "", {"client_id": self._route.id}))

    def save_elsewhere(self) -> None:
        """Ctrl+S."""
        self.saver.ask(self.grid.chosen_rows())


def _read(session: Any, client_id: str, contact_id: str) -> _Found:
    client = clients.get(session, client_id)
    person = contacts.get(session, contact_id).name if contact_id else ""
    people = [(each.id, each.name) for each in contacts.of_client(session, client_id)]
    return _Found(
        client.short_name or client.name, person, people, attachments.listed(session, client_id, contact_id=contact_id)
    )
