"""A list of records of one kind with its entries above it: what the pages of business care are made of."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from kam_desktop.ui import appearance, fonts
from kam_desktop.ui.entries.cause_entry import CauseEntry
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.buttons import PlainButton
from kam_desktop.ui.widgets.empty import EmptyState
from kam_desktop.ui.widgets.paged_table import Column, PagedTableModel, RowTable
from kam_desktop.ui.widgets.texts import Hint

Key = tuple[str, str, Callable[[], None]]
_SIDE, _WIDE = 300, 860
_ROW = 66  # px of the column heads and one row
_ANY = 16_777_215  # Qt's greatest width


class ListPane(QWidget):
    """Subclasses give the columns, the cells of a row, and what the keys do. ``told`` is said in the page's head."""

    told = Signal(str)
    opened_client = Signal(str)
    clients_asked = Signal()  # what is written down at a client needs one to be chosen

    def __init__(self, tasks: Tasks, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tasks = tasks
        self.rows: dict[str, Any] = {}
        self.entries: tuple[CauseEntry, ...] = ()
        self.sides: tuple[QWidget, ...] = ()
        self.model = PagedTableModel((), self._deliver, self.columns(), self)
        self.table = RowTable(self.model, self)
        self.table.setAccessibleName(name)
        self.foot = Hint("", self, wrap=True)
        self.foot.setContentsMargins(16, 8, 16, 8)
        self.foot.hide()
        appearance.scaled(self.table.setMinimumHeight, _ROW)
        self.empty = EmptyState(parent=self)
        self.empty.setMinimumHeight(1)  # the table needs less while it has its place
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.empty)
        self._tools = QHBoxLayout()
        self._tools.setSpacing(8)
        self._tools.addStretch(1)
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._body.setSpacing(0)
        self._left = QVBoxLayout()
        self._left.setSpacing(0)
        self._left.addWidget(self.stack, 1)
        self._left.addWidget(self.foot)
        self._body.addLayout(self._left, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addLayout(self._tools)
        self._column.addLayout(self._body, 1)
        self.setFocusProxy(self.table)

    # --- what a pane says of itself

    def columns(self) -> Sequence[Column]:
        """The columns of the table."""
        return ()

    def cells(self, _row: Any) -> tuple[Any, ...]:
        """One value for each column."""
        return ()

    def key_words(self) -> list[tuple[str, str]]:
        """For F1."""
        return []

    # --- putting it together

    def add_entry(self, entry: CauseEntry) -> None:
        """An entry that stands above the list while it is open."""
        entry.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)  # the list gives way
        self._left.insertWidget(len(self.entries), entry)
        self.entries = (*self.entries, entry)
        entry.closed.connect(self.focus_list)

    def add_side(self, side: QWidget) -> None:
        """Something at the right of the list."""
        self.sides = (*self.sides, side)
        self._body.addWidget(side)

    def add_tool(self, tool: QWidget) -> None:
        """A tool above the list, at the right; without one the list begins under the head."""
        self._tools.setContentsMargins(16, 4, 16, 4)
        self._tools.addWidget(tool)

    def add_keys(self, keys: Sequence[Key], *, new: tuple[str, Callable[[], None]] | None = None) -> None:
        """Keys of the list with their words, which stand in its menu too; ``new`` is N, wherever the focus is."""
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        for letter, words, act in keys:
            self._add_action(self.table, letter, words, act, Qt.ShortcutContext.WidgetShortcut)
        if new is not None:
            words, act = new
            self._add_action(self, "N", words, act, Qt.ShortcutContext.WidgetWithChildrenShortcut)
            button = PlainButton(words, self, icon="plus", keys="N", size="small")
            button.clicked.connect(act)
            self.add_tool(button)
            self.empty.asked.connect(act)

    def _add_action(
        self, owner: QWidget, letter: str, words: str, act: Callable[[], None], context: Qt.ShortcutContext
    ) -> None:
        action = QAction(words, owner)
        action.setShortcut(QKeySequence(letter))
        action.setShortcutContext(context)
        action.triggered.connect(lambda _=False: act())
        owner.addAction(action)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside the list where there is room for both, else below it."""
        super().resizeEvent(event)
        is_wide = self.width() >= fonts.px(_WIDE)
        direction = QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        if direction is not self._body.direction():
            self._body.setDirection(direction)
        for side in self.sides:
            side.setMaximumWidth(fonts.px(_SIDE) if is_wide else _ANY)
            side.setMinimumWidth(fonts.px(_SIDE) if is_wide else 0)

    # --- content

    def reload(self) -> None:
        """Read the content again."""

    def show_rows(self, found: Sequence[Any]) -> None:
        """Show these rows, each with an ``id``; the current one stays current where it is still there."""
        self.rows = {row.id: row for row in found}
        self.table.fit_to([self.cells(row) for row in found])
        self.table.show_ids(list(self.rows))
        self.stack.setCurrentWidget(self.table if found else self.empty)
        self.setFocusProxy(self.table if found else self.empty.button)
        if found and not self.table.current_id():
            self.table.selectRow(0)

    def say_foot(self, text: str) -> None:
        """One line under the list; empty hides it."""
        self.foot.setText(text)
        self.foot.setVisible(bool(text))

    def current(self) -> Any:
        """The row that the keys act on, or None."""
        return self.rows.get(self.table.current_id())

    def focus_list(self) -> None:
        """Back to the list."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_entries(self) -> bool:
        """Close an entry that is open; False when there is none."""
        closed = [entry.close_entry() for entry in self.entries]
        return any(closed)

    def _deliver(self, wanted: Sequence[str], deliver: Any) -> None:
        deliver([self.cells(self.rows[each]) for each in wanted if each in self.rows])
