"""Coming events that people may like: a list the user keeps, or a calendar file read in; who likes them (D-5.6)."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from kam_desktop import runtime
from kam_desktop.core import interest_events
from kam_desktop.core.interest_events import InterestRow, Taken
from kam_desktop.core.rules.kinds import Entity
from kam_desktop.exchange import interest_files
from kam_desktop.exchange.interest_files import InterestFile
from kam_desktop.ui import labels
from kam_desktop.ui.causes.fans_panel import FansPanel
from kam_desktop.ui.causes.file_bar import FileBar
from kam_desktop.ui.causes.interest_entry import InterestEntry
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.page import Page, focus_next, holds_focus
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.buttons import PlainButton
from kam_desktop.ui.widgets.empty import EmptyState
from kam_desktop.ui.widgets.page_head import PageHead
from kam_desktop.ui.widgets.paged_table import Cell, Column, PagedTableModel, RowTable

_SOON_DAYS = 7


class InterestsPage(Page):
    """Route ``interests``. N a new one, E edit, Delete removes, I reads a file, Enter goes to who likes it."""

    concerns: ClassVar[frozenset[Entity]] = frozenset({Entity.INTEREST_EVENT, Entity.CONTACT, Entity.CLIENT})

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tasks = tasks
        self._rows: dict[str, InterestRow] = {}
        self._asked = self._who_asked = 0
        self.head = PageHead(self.tr("Coming events"), self)
        self.file_button = PlainButton(self.tr("Read a calendar file"), self, icon="import", keys="I", size="small")
        self.new_button = PlainButton(self.tr("New event"), self, icon="plus", keys="N", size="small")
        self.entry, self.bar, self.panel = InterestEntry(tasks, self), FileBar(self), FansPanel(self)
        self.model = PagedTableModel((), self._deliver, self._columns(), self)
        self.table = RowTable(self.model, self, fits=True)
        self.table.setAccessibleName(self.tr("Coming events"))
        words = self.tr("No coming event is kept. People hear of those that fit their hobbies.")
        self.empty = EmptyState(words, self.tr("New event"), self)
        self._stack = QStackedWidget(self)
        self._lay_out()
        self._connect()
        self._make_keys()

    def _columns(self) -> list[Column]:
        return [
            Column("on", self.tr("Day"), 148, is_sortable=False),
            Column("title", self.tr("Event"), 0, "bold", is_sortable=False),
            Column("words", self.tr("For those who like"), 124, "muted", is_sortable=False),
            Column("place", self.tr("Place"), 88, "muted", is_sortable=False),
            Column("people", self.tr("People"), 60, "number", is_sortable=False),
        ]

    def _lay_out(self) -> None:
        for button in (self.file_button, self.new_button):
            self.head.add_tool(button)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        left = QVBoxLayout()
        left.setSpacing(0)
        for widget in (self.bar, self.entry, self._stack):
            left.addWidget(widget, 1 if widget is self._stack else 0)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addLayout(left, 1)
        body.addWidget(self.panel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addLayout(body, 1)
        self.setFocusProxy(self.table)

    def _connect(self) -> None:
        self.new_button.clicked.connect(self.add)
        self.file_button.clicked.connect(self.browse)
        self.empty.asked.connect(self.add)
        self.entry.closed.connect(self._focus_list)
        self.bar.closed.connect(self._focus_list)
        self.bar.taken.connect(self._take)
        self.table.current_changed.connect(lambda _id: self._show_who())
        self.table.opened.connect(lambda _id: self._focus_fans())
        self.table.peeked.connect(lambda _id: self._focus_fans())
        self.panel.opened.connect(lambda contact_id: self.navigate.emit(Route("contact", contact_id)))

    def _make_keys(self) -> None:
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        for owner, keys, words, act in (
            (self.table, "E", self.tr("Edit"), self.edit), (self.table, "Del", self.tr("Remove"), self.remove),
            (self, "N", self.tr("New event"), self.add), (self, "I", self.tr("Read a calendar file"), self.browse),
        ):  # fmt: skip
            action = QAction(words, owner)
            action.setShortcut(QKeySequence(keys))
            context = Qt.ShortcutContext
            action.setShortcutContext(
                context.WidgetShortcut if owner is self.table else context.WidgetWithChildrenShortcut
            )
            action.triggered.connect(act)
            owner.addAction(action)

    def title(self) -> str:
        return self.tr("Coming events")

    def keys(self) -> list[tuple[str, str]]:
        return [
            ("N", self.tr("New event")),
            ("E", self.tr("Edit")),
            ("Del", self.tr("Remove")),
            ("I", self.tr("Read a calendar file")),
            ("Enter", self.tr("Who likes it")),
        ]

    # --- content ------------------------------------------------------------------------------------------------

    def reload(self) -> None:
        """Read all that is to come; it is never long."""
        self._asked += 1
        today = runtime.today()
        self.head.loading.start()
        self.tasks.read(
            self, lambda session: interest_events.rows(session, today=today), done=partial(self._show, self._asked),
            finished=self.head.loading.stop,
        )  # fmt: skip

    def _show(self, asked: int, found: list[InterestRow]) -> None:
        if asked != self._asked:
            return
        self._rows = {row.id: row for row in found}
        self.table.show_ids(list(self._rows))
        self.head.set_subtitle(self.tr("{count} to come").format(count=len(found)) if found else "")
        self._stack.setCurrentWidget(self.table if found else self.empty)
        self.panel.setVisible(bool(found))
        self.setFocusProxy(self.table if found else self.empty.button)
        if found and not self.table.current_id():
            self.table.selectRow(0)
        self._show_who()

    def _deliver(self, wanted: Sequence[str], deliver: Any) -> None:
        deliver([_cells(self._rows[each]) for each in wanted if each in self._rows])

    def current(self) -> InterestRow | None:
        """What the keys act on."""
        return self._rows.get(self.table.current_id())

    def _show_who(self) -> None:
        row = self.current()
        if row is None:
            return
        self._who_asked += 1
        self.panel.show_event(row.title)
        self.tasks.read(
            self, lambda session: interest_events.who(session, row.id),
            done=partial(self._take_fans, self._who_asked, row), failed=lambda _error: None,
        )  # fmt: skip

    def _take_fans(self, asked: int, row: InterestRow, fans: Any) -> None:
        if asked == self._who_asked:
            self.panel.show_fans(fans, row.words)

    def next_pane(self) -> None:
        """F6: events, people."""
        focus_next([self._stack, self.panel])

    def _focus_list(self) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _focus_fans(self) -> None:
        self.panel.list.setFocus(Qt.FocusReason.TabFocusReason)

    def on_escape(self) -> bool:
        """Close the entry or the file, come back from the people."""
        if self.entry.close_entry() or self.bar.close_bar():
            return True
        if holds_focus(self.panel):
            self._focus_list()
            return True
        return False

    # --- what one does ------------------------------------------------------------------------------------------

    def add(self) -> None:
        """N."""
        self.entry.open("")

    def edit(self) -> None:
        """E."""
        if (row := self.current()) is not None:
            self.entry.open("", row.id)

    def remove(self) -> None:
        """Delete; Undo brings it back."""
        if (row := self.current()) is not None:
            said = self.tr("Event removed: {what}").format(what=row.title)
            self.tasks.write(self, lambda session: interest_events.remove(session, row.id), said=said)

    def browse(self) -> None:
        """I: ask for a file."""
        kinds = self.tr("Calendar files") + " (*.ics *.ical)"
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("Choose a calendar file"), "", kinds)
        if chosen:
            self.read_file(Path(chosen))

    def read_file(self, path: Path) -> None:
        """Read a file in a process of its own and say what it would bring."""
        self.tasks.run(
            self, lambda _progress, cancelled: interest_files.read(path, cancelled=cancelled), done=self._weigh,
            label=self.tr("Reading {name}").format(name=path.name),
        )  # fmt: skip

    def _weigh(self, file: InterestFile) -> None:
        today = runtime.today()
        self.tasks.read(
            self, lambda session: interest_events.weigh(session, file.drafts, today=today),
            done=partial(self.bar.offer, file),
        )  # fmt: skip

    def _take(self, file: InterestFile) -> None:
        today = runtime.today()

        def work(session: Any) -> Taken:
            return interest_events.take(session, file.drafts, today=today)

        said = self.tr("Events of {name} taken in").format(name=file.name)
        self.tasks.write(self, work, done=self._on_taken, said=said)

    def _on_taken(self, _taken: Taken) -> None:
        self.bar.close_bar()


def _cells(row: InterestRow) -> tuple[Any, ...]:
    days = labels.day_and_weekday(row.on)
    if row.until_on is not None:
        days = f"{labels.day(row.on)} – {labels.day(row.until_on)}"
    is_soon = (row.on - runtime.today()).days <= _SOON_DAYS
    people = Cell(str(row.people), "" if row.people else "muted")
    return Cell(days, "warning" if is_soon else ""), row.title, labels.listed(row.words), row.place, people
