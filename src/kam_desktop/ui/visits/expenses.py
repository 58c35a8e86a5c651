"""Expenses: what for, how much, and the receipts that belong to it."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QMenu, QVBoxLayout, QWidget

from kam_desktop.core.rules import amounts
from kam_desktop.ui import appearance, labels
from kam_desktop.ui.visits.typed import TypedExpense
from kam_desktop.ui.widgets.buttons import IconButton, QuietButton
from kam_desktop.ui.widgets.file_drop import FileDrop


class ExpenseLine(QWidget):
    """Files dropped here, or chosen by the button, become receipts."""

    changed = Signal()
    receipts_chosen = Signal(object)  # list[Path | QImage]

    def __init__(self, typed: TypedExpense, names: Mapping[str, str], parent: QWidget) -> None:
        super().__init__(parent)
        self._names = names
        self._receipts = list(typed.receipts)
        self._is_locked = False
        self.text = QLineEdit(typed.text, self)
        self.text.setPlaceholderText(self.tr("e.g. toll"))
        self.text.setAccessibleName(self.tr("Expense"))
        self.amount = QLineEdit(typed.amount, self)
        self.amount.setPlaceholderText("¥")
        self.amount.setAccessibleName(self.tr("Amount in yuan"))
        appearance.scaled(self.amount.setFixedWidth, 72)
        self.amount.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.receipt = QuietButton("", self, size="small")
        self.receipt.clicked.connect(self._on_receipt)
        self.drop = IconButton("cross", self.tr("Remove this expense"), self, size="small")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for part, share in ((self.text, 1), (self.amount, 0), (self.receipt, 0), (self.drop, 0)):
            row.addWidget(part, share)
        appearance.scaled(self.text.setMinimumWidth, 48)
        for line in (self.text, self.amount):
            line.setAcceptDrops(False)
            line.textChanged.connect(self.changed)
        self.files = FileDrop(self, self.tr("Drop the receipt here"))
        self.files.taken.connect(self.receipts_chosen)
        self.amount.textChanged.connect(self._tell_total)
        self._show_receipts()

    def typed(self) -> TypedExpense:
        """What stands here now."""
        return TypedExpense(self.text.text().strip(), self.amount.text().strip(), tuple(self._receipts))

    def add_receipts(self, kept: Mapping[str, str]) -> None:
        """These files, by id with their names, are kept in the store now."""
        self._names = {**self._names, **kept}
        self._receipts += [each for each in kept if each not in self._receipts]
        self._show_receipts()
        self.changed.emit()

    def set_locked(self, is_locked: bool) -> None:
        """Only to be read."""
        self._is_locked = is_locked
        self.files.is_on = not is_locked
        self.text.setReadOnly(is_locked)
        self.amount.setReadOnly(is_locked)
        self.drop.setVisible(not is_locked)
        self.receipt.setVisible(not is_locked or bool(self._receipts))

    def _show_receipts(self) -> None:
        count = len(self._receipts)
        self.receipt.setText(self.tr("%n receipt(s)", "", count) if count else self.tr("Receipt"))
        self.receipt.set_icon_name("" if count else "plus")
        names = [self._names.get(each, self.tr("file that is gone")) for each in self._receipts]
        self.receipt.setToolTip(self.tr("Attach the receipt: a photo or a file") if not count else "\n".join(names))

    def _on_receipt(self) -> None:
        if self._receipts:
            self.make_menu().popup(self.receipt.mapToGlobal(QPoint(0, self.receipt.height())))
        else:
            self._choose()

    def make_menu(self) -> QMenu:
        """What can be done with the receipts."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for each in self._receipts:
            name = self._names.get(each, self.tr("file that is gone"))
            action = QAction(self.tr("Remove {name}").format(name=name).replace("&", "&&"), menu)
            action.setEnabled(not self._is_locked)
            action.triggered.connect(lambda _=False, each=each: self._take_off(each))
            menu.addAction(action)
        if not self._is_locked:
            more = QAction(self.tr("Attach another …"), menu)
            more.triggered.connect(self._choose)
            menu.addAction(more)
        return menu

    def _take_off(self, receipt: str) -> None:
        self._receipts.remove(receipt)
        self._show_receipts()
        self.changed.emit()

    def _choose(self) -> None:
        files, _kind = QFileDialog.getOpenFileNames(self, self.tr("Attach receipts"))
        if files:
            self.receipts_chosen.emit([Path(name) for name in files])

    def _tell_total(self) -> None:
        total = amounts.minor(self.amount.text())
        self.amount.setToolTip("" if total is None else labels.money(total))


class Expenses(QWidget):
    """One line an expense; a line without a word, an amount or a receipt does not count."""

    changed = Signal()
    receipts_chosen = Signal(object, object)  # ExpenseLine, list[Path | QImage]

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: list[ExpenseLine] = []
        self._names: Mapping[str, str] = {}
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        self.more = QuietButton(self.tr("Add an expense"), self, icon="plus", size="small")
        self.more.clicked.connect(self._add_empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self._rows)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(self.more)

    def set_names(self, names: Mapping[str, str]) -> None:
        """The names of the receipts by id, for what is shown from now on."""
        self._names = names

    def typed(self) -> tuple[TypedExpense, ...]:
        """Each line that says anything."""
        return tuple(one for one in (line.typed() for line in self.lines) if one != TypedExpense())

    def show_typed(self, expenses: Sequence[TypedExpense]) -> None:
        """Show these; the same ones again keep their lines, and the focus."""
        if [line.typed() for line in self.lines] == list(expenses):
            return
        for line in list(self.lines):
            self._remove(line)
        for expense in expenses:
            self._add(expense)

    def set_locked(self, is_locked: bool) -> None:
        """Only to be read."""
        self.more.setVisible(not is_locked)
        for line in self.lines:
            line.set_locked(is_locked)

    def _add_empty(self) -> None:
        self._add(TypedExpense()).text.setFocus()

    def _add(self, typed: TypedExpense) -> ExpenseLine:
        line = ExpenseLine(typed, self._names, self)
        line.changed.connect(self.changed)
        line.receipts_chosen.connect(lambda sources: self.receipts_chosen.emit(line, sources))
        line.drop.clicked.connect(lambda: self._drop(line))
        self.lines.append(line)
        self._rows.addWidget(line)
        line.show()
        self.setTabOrder(line, self.more)
        return line

    def _drop(self, line: ExpenseLine) -> None:
        self._remove(line)
        self.more.setFocus()
        self.changed.emit()

    def _remove(self, line: ExpenseLine) -> None:
        self.lines.remove(line)
        self._rows.removeWidget(line)
        line.hide()
        line.deleteLater()
