"""What a block pasted from a spreadsheet would do, row by row, before it is taken in (D-14.2)."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from kam_desktop import words
from kam_desktop.core import pasting
from kam_desktop.core.pasting import FieldChange, Foreseen
from kam_desktop.core.records import ClientRecord
from kam_desktop.ui import appearance, fonts, labels
from kam_desktop.ui.widgets.buttons import PlainButton, PrimaryButton
from kam_desktop.ui.widgets.column_widths import ColumnScale
from kam_desktop.ui.widgets.texts import Hint, PlainLabel, plain_tip

if TYPE_CHECKING:
    from kam_desktop.exchange.columns import Mapping
    from kam_desktop.exchange.parsed import RejectedRow

SHOWN: Final = 300
#: A pasted list changes facts; it books no visits and writes no talks. Files do, by the import.
_LEFT_OUT: Final = frozenset(
    {"client.next_visit_on", "client.last_note", "client.last_visit_on", "client.last_contact_on"}
)
#: columns of this list that follow from other facts, or that no import takes: a copied list comes back unharmed
_DERIVED: Final = (
    "last", "silent", "next", "since", "lifecycle_stage", "value_band", "relationship_level", "team", "leader",
)  # fmt: skip


class Pasted(NamedTuple):
    """A block as read: the records to take in, what each would do, and the rows that cannot be taken."""

    records: list[ClientRecord]
    foreseen: list[Foreseen]
    rejected: "list[RejectedRow]"
    left_out: tuple[str, ...]

    @property
    def to_change(self) -> int:
        """How many clients would be new or changed."""
        return sum(not each.is_same for each in self.foreseen)


def read(session: Any, text: str, *, today: date) -> Pasted:
    """Read the clipboard's text and compare it with the store. Raises ``FileError`` for what is no table."""
    from kam_desktop.exchange import clipboard, importing, rows  # many a day passes without
    from kam_desktop.exchange.parsed import RejectedRow, rejected_row

    parsed = clipboard.parse(text)
    mapping = importing.recognised(parsed, kind="clients")
    derived = {words.say(lang, f"list.{key}") for lang in words.LANGUAGES for key in _DERIVED}
    for column, target in enumerate(mapping.targets):
        if target in _LEFT_OUT or mapping.headings[column].strip() in derived:
            mapping = mapping.with_target(column, "")
    records: list[ClientRecord] = []
    rejected = list(parsed.rejected)
    by_row = {row.row_no: row.cells for row in parsed.rows}
    for each in rows.to_records(parsed, mapping):
        if isinstance(each, ClientRecord) and each.name:
            records.append(each)
        else:
            rejected.append(
                each if isinstance(each, RejectedRow) else rejected_row(each.row_no, by_row[each.row_no], "row.no_name")
            )
    return Pasted(records, pasting.foresee(session, records, today=today), rejected, _left_out(mapping))


def _left_out(mapping: "Mapping") -> tuple[str, ...]:
    pairs = zip(mapping.headings, mapping.targets, strict=True)
    return tuple(name for name, target in pairs if name.strip() and not target)


class PastePanel(QWidget):
    """In the place of the list until it is taken in or left."""

    take_asked = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "surface")
        self.pasted: Pasted | None = None
        self._title = PlainLabel("", self, face="head", bold=True)
        self._counts = Hint("", self)
        self._note = Hint("", self)
        self._problems: dict[int, str] = {}
        self.back = PlainButton(self.tr("Leave it"), self, keys="Esc")
        self.back.clicked.connect(self.left)
        self.button = PrimaryButton("", self, keys="Ctrl+Enter")
        self.button.clicked.connect(self.take_asked)
        self.rows = QTableWidget(self)
        self.rows.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.rows.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.rows.setShowGrid(False)
        self.rows.setTabKeyNavigation(False)
        self.rows.setWordWrap(False)
        self.rows.verticalHeader().hide()
        ColumnScale(self.rows.horizontalHeader())
        self.rows.setAccessibleName(self.tr("What the pasted rows would do"))
        self._lay_out()

    def _lay_out(self) -> None:
        names = QVBoxLayout()
        names.setSpacing(2)
        for part in (self._title, self._counts, self._note):
            names.addWidget(part)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addLayout(names, 1)
        head.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self.rows, 1)

    def show_pasted(self, pasted: Pasted) -> None:
        """Show what would come of it, with the focus on the one way on."""
        self.pasted = pasted
        fresh = sum(not each.known_by for each in pasted.foreseen)
        same = sum(each.is_same for each in pasted.foreseen)
        self._title.setText(self.tr("Pasted from the clipboard"))
        said = [
            self.tr("{count} new").format(count=fresh),
            self.tr("{count} changed").format(count=pasted.to_change - fresh),
            self.tr("%n as it is", "", same),
        ]
        if pasted.rejected:
            said.append(self.tr("{count} that cannot be taken").format(count=len(pasted.rejected)))
        self._counts.setText(" · ".join(said))
        left = self.tr("Columns left out: {names}").format(names=labels.listed(pasted.left_out))
        self._note.setText(left)
        self._note.setVisible(bool(pasted.left_out))
        self.button.setText(self.tr("Take over {count}").format(count=pasted.to_change))
        self.button.setEnabled(pasted.to_change > 0)
        self._fill(pasted)
        (self.button if pasted.to_change else self.back).setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self, pasted: Pasted) -> None:
        from kam_desktop.exchange import rejects  # it brings the library that writes workbooks

        lang = labels.language()
        self._problems = {each.row_no: rejects.reasons(each.problems, lang) for each in pasted.records if each.problems}
        failed = [(each, rejects.reasons(each.problems, lang)) for each in pasted.rejected[:SHOWN]]
        ranked = sorted(pasted.foreseen, key=lambda each: (each.is_same, bool(each.known_by)))
        lines = [self._of_rejected(*each) for each in failed] + [self._of_client(each) for each in ranked[:SHOWN]]
        number = len(pasted.rejected) + len(pasted.foreseen)
        heads = (self.tr("Row"), self.tr("What"), self.tr("Client"), self.tr("Changes"))
        self.rows.clear()
        self.rows.setColumnCount(len(heads))
        self.rows.setHorizontalHeaderLabels(heads)
        self.rows.setRowCount(min(number, SHOWN) + (number > SHOWN))
        for line, (cells, role) in enumerate(lines[:SHOWN]):
            self._put(line, cells, role)
        if number > SHOWN:
            self._put(SHOWN, ("", "", "", self.tr("and {count} more").format(count=number - SHOWN)), "muted")
        header = self.rows.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column, width in enumerate((56, 152, 240, 400)):
            self.rows.setColumnWidth(column, fonts.px(width))
        header.setStretchLastSection(True)

    def _put(self, line: int, cells: Sequence[str], role: str) -> None:
        for column, text in enumerate(cells):
            item = QTableWidgetItem(text)
            item.setToolTip(plain_tip(text))
            if role and column in (1, 3):
                item.setForeground(appearance.current()[role])
            self.rows.setItem(line, column, item)

    def _of_rejected(self, row: "RejectedRow", why: str) -> tuple[tuple[str, ...], str]:
        first = next((cell for cell in row.cells if cell.strip()), "")
        return (str(row.row_no), self.tr("Cannot be taken"), first, why), "danger"

    def _of_client(self, each: Foreseen) -> tuple[tuple[str, ...], str]:
        what = {
            "": self.tr("New"), "number": self.tr("Known by number"), "name": self.tr("Known by name"),
            "key": self.tr("Same company"),
        }[each.known_by]  # fmt: skip
        number = labels.listed(map(str, each.row_nos[:3])) + ("…" if len(each.row_nos) > 3 else "")
        if each.is_same:
            return (number, what, each.name, self.tr("As it is")), "muted"
        said = [_change(one) for one in each.changes]
        if each.people_new:
            said.append(self.tr("new contact {names}").format(names=labels.listed(filter(None, each.people_new))))
        if each.people_changed:
            said.append(self.tr("contacts changed: {count}").format(count=each.people_changed))
        problems = [reason for row_no in each.row_nos if (reason := self._problems.get(row_no))]
        return (
            number,
            what,
            each.name,
            ("；" if labels.language() == "zh_CN" else "; ").join(said + problems),
        ), "" if not problems else "warning"

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier and self.button.isEnabled():
            self.take_asked.emit()
        else:
            super().keyPressEvent(event)


def _change(one: FieldChange) -> str:
    name = labels.list_field("revenue" if one.field == "annual_revenue_minor" else one.field)
    if one.field == "notes":
        name = labels.field("notes")
    elif one.field == "address":
        name = labels.field("address")
    before, after = _words(one.field, one.before), _words(one.field, one.after)
    return f"{name} {before} → {after}" if before else f"{name} {after}"


def _words(field: str, value: Any) -> str:
    if isinstance(value, tuple):
        return labels.listed(value)
    if field == "annual_revenue_minor" and isinstance(value, int):
        return labels.money(value)
    return labels.criterion_value(field, str(value)) if value else ""
