"""The rows of a list: two lines with a badge, a step of a timeline, and heads between groups."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()


class TwoLineRow(NamedTuple):
    """Who (bold) and of whom, then why with an icon, and when at the right in the colour of ``due_role``."""

    id: str
    tier: str
    title: str
    subtitle: str = ""
    icon: str = ""
    line: str = ""
    due_text: str = ""
    due_role: str = "muted"

    def spoken(self) -> str:
        """The row as a screen reader says it."""
        return _join(self.tier, self.title, self.subtitle, self.line, self.due_text)


class TimelineRow(NamedTuple):
    """When, what kind (icon), what (bold), how it went, and by whom at the right.

    ``marked`` is a text that was looked for; it is marked wherever it stands.
    """

    id: str
    on_text: str
    icon: str
    title: str
    line: str = ""
    right: str = ""
    role: str = "text"
    marked: str = ""

    def spoken(self) -> str:
        """The row as a screen reader says it."""
        return _join(self.on_text, self.title, self.line, self.right)


class GroupHead(NamedTuple):
    """The head of a group; cannot be selected. ``is_month`` draws a line behind the text, for timelines."""

    text: str
    count: int | None = None  # type: ignore[assignment]  # a tuple counts by a method of that name
    role: str = "text"
    is_month: bool = False

    @property
    def id(self) -> str:
        """Heads have no record."""
        return ""

    def spoken(self) -> str:
        """The head as a screen reader says it."""
        return _join(self.text, "" if self.count is None else str(self.count))


Row = TwoLineRow | TimelineRow | GroupHead
ROW_ROLE = Qt.ItemDataRole.UserRole


def _join(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


class RowsModel(QAbstractListModel):
    """The rows of one list, replaced as a whole."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: Sequence[Row] = ()

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def place_of(self, row_id: str) -> int | None:
        """Where the row of that id stands."""
        return next((place for place, row in enumerate(self.rows) if row.id == row_id), None) if row_id else None

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.spoken()
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and isinstance(self.rows[index.row()], GroupHead):
            return Qt.ItemFlag.ItemNeverHasChildren
        chosen = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return chosen | Qt.ItemFlag.ItemNeverHasChildren
