"""A pasted block row by row, in the place of the list, before it is taken in (D-14.2)."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from kam_desktop.core.pasting import Foreseen
from kam_desktop.ui import appearance, fonts, labels
from kam_desktop.ui.clients.list_paste import SHOWN, Pasted
from kam_desktop.ui.widgets.buttons import PlainButton, PrimaryButton
from kam_desktop.ui.widgets.column_targets import ColumnTargets
from kam_desktop.ui.widgets.column_widths import ColumnScale
from kam_desktop.ui.widgets.panel import ScrollBody
from kam_desktop.ui.widgets.texts import Hint, PlainLabel, plain_tip
from kam_desktop.words import field_changes

if TYPE_CHECKING:
    from kam_desktop.exchange.parsed import RejectedRow


class PastePanel(QWidget):
    """In the place of the list until it is taken in or left."""

    take_asked = Signal()
    remapped = Signal(object, object)  # Pasted, and the columns.Mapping it is read by next
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "surface")
        self.pasted: Pasted | None = None
        self._title = PlainLabel("", self, face="head", bold=True)
        self._counts = Hint("", self)
        self._note = Hint("", self)
        self._problems: dict[int, str] = {}
        self.columns = ColumnTargets(self)
        self.columns.changed.connect(lambda mapping: self.remapped.emit(self.pasted, mapping))
        self._columns_part = ScrollBody(self)
        self._columns_part.setWidget(self.columns)
        self._columns_part.hide()
        appearance.fit(self._fit)
        self.columns_button = PlainButton(self.tr("Which column is what"), self, icon="columns")
        self.columns_button.clicked.connect(lambda: self._show_columns(self._columns_part.isHidden()))
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

    def _fit(self) -> None:
        self._columns_part.setMaximumHeight(fonts.px(176))

    def _show_columns(self, is_shown: bool) -> None:
        self._columns_part.setVisible(is_shown)
        if is_shown:
            self.columns.take_focus()

    def _lay_out(self) -> None:
        names = QVBoxLayout()
        names.setSpacing(2)
        for part in (self._title, self._counts, self._note):
            names.addWidget(part)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addLayout(names, 1)
        head.addWidget(self.columns_button, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self._columns_part)
        column.addWidget(self.rows, 1)

    def show_pasted(self, pasted: Pasted) -> None:
        """Show what would come of it, with the focus on the one way on, or at the column that was just changed."""
        is_again = self.pasted is not None and self.pasted.parsed is pasted.parsed
        self.pasted = pasted
        self.columns.show_mapping(pasted.parsed, pasted.mapping)
        if not is_again:
            self._columns_part.setVisible(not pasted.parsed.headings)
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
        lines = [
            self.tr("Kept in the notes under their headings: {names}").format(names=labels.listed(pasted.noted)),
            self.tr("Columns left out: {names}").format(names=labels.listed(pasted.left_out)),
        ]
        told = [line for line, names in zip(lines, (pasted.noted, pasted.left_out), strict=True) if names]
        self._note.setText("\n".join(told))
        self._note.setVisible(bool(told))
        self.button.setText(self.tr("Take over {count}").format(count=pasted.to_change))
        self.button.setEnabled(pasted.to_change > 0)
        self._fill(pasted)
        if not is_again:
            (self.button if pasted.to_change else self.back).setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self, pasted: Pasted) -> None:
        from kam_desktop.exchange import rejects  # it brings the library that writes workbooks

        lang = labels.language()
        self._problems = {each.row_no: rejects.reasons(each.problems, lang) for each in pasted.records if each.problems}
        failed = [(each, rejects.reasons(each.problems, lang)) for each in pasted.rejected[:SHOWN]]
        ranked = sorted(pasted.foreseen, key=lambda each: (each.is_same and not _untaken(each), bool(each.known_by)))
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
        left = [self._left(clash.field, value) for clash in each.clashes for value in clash.left]
        left += [self.tr("the name {name} is not taken").format(name=name) for name in each.names_left]
        if each.is_same and not left:
            return (number, what, each.name, self.tr("As it is")), "muted"
        lang = labels.language()
        said = [self.tr("As it is")] if each.is_same else [field_changes.told(lang, one) for one in each.changes]
        if each.people_new:
            said.append(self.tr("new contact {names}").format(names=labels.listed(filter(None, each.people_new))))
        if each.people_changed:
            said.append(self.tr("contacts changed: {count}").format(count=each.people_changed))
        problems = [*left, *(reason for row_no in each.row_nos if (reason := self._problems.get(row_no)))]
        return (
            number,
            what,
            each.name,
            ("；" if labels.language() == "zh_CN" else "; ").join(said + problems),
        ), "" if not problems else "warning"

    def _left(self, field: str, value: Any) -> str:
        lang = labels.language()
        return self.tr("{field} {value} of another row is not taken").format(
            field=field_changes.named(lang, field), value=field_changes.worded(lang, field, value)
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier and self.button.isEnabled():
            self.take_asked.emit()
        else:
            super().keyPressEvent(event)


def _untaken(each: Foreseen) -> bool:
    return bool(each.clashes or each.names_left)
