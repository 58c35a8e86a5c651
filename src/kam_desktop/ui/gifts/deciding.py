"""The decision on a gift that was asked for: who decides, a remark, yes or no; and how a given one was received."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kam_desktop.core.errors import KamError
from kam_desktop.ui import labels
from kam_desktop.ui.page import add_key
from kam_desktop.ui.widgets.buttons import PlainButton
from kam_desktop.ui.widgets.forms import FormColumn
from kam_desktop.ui.widgets.impression import Impression
from kam_desktop.ui.widgets.texts import Hint


class DecisionBox(QWidget):
    """``decided``: whether it is approved, by whom, the remark. Enter approves, and asks nothing more."""

    decided = Signal(bool, str, str)

    def __init__(self, approver: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name, self.remark = QLineEdit(approver, self), QLineEdit(self)
        self.name.setMaxLength(64)
        self.name.setPlaceholderText(self.tr("Not the giver"))
        self.remark.setPlaceholderText(self.tr("Needed where it is declined"))
        self.form = FormColumn(self)
        self.form.add_row(
            ("approver", self.tr("Who decides"), self.name, 1), ("remark", self.tr("Remark"), self.remark, 2)
        )
        self.approve = PlainButton(self.tr("Approve"), self, icon="check", keys="A")
        self.decline = PlainButton(self.tr("Decline"), self, keys="X")
        self.approve.clicked.connect(lambda: self._decide(True))
        self.decline.clicked.connect(lambda: self._decide(False))
        for line in (self.name, self.remark):
            line.returnPressed.connect(lambda: self._decide(True))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.approve)
        row.addWidget(self.decline)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.form)
        column.addLayout(row)

    def ask_remark(self) -> None:
        """Write why first."""
        self.remark.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def fail(self, error: KamError) -> bool:
        """Say it beside its field; False where there is none."""
        field = getattr(error, "field", "")
        if field not in self.form.fields:
            return False
        self.form.set_errors({field: labels.sentence(error)})
        return True

    def _decide(self, is_approved: bool) -> None:
        self.form.set_errors({})
        self.decided.emit(is_approved, self.name.text(), self.remark.text())


class ReceptionBox(QWidget):
    """``noted``: the words and 1 to 5, or None."""

    noted = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words, self.score = QLineEdit(self), Impression(self)
        self.words.setPlaceholderText(self.tr("e.g. made a pot at once and asked where it grows"))
        self.form = FormColumn(self)
        self.form.add_row(
            ("reception", self.tr("How it was received"), self.words, 2),
            ("reception_score", self.tr("How much it was liked"), self.score, 1),
        )
        self.save = PlainButton(self.tr("Add"), self, icon="check", keys="Ctrl+Enter")
        self.save.clicked.connect(self._note)
        self.words.returnPressed.connect(self._note)
        add_key(self, "Ctrl+Return", self._note)
        row = QHBoxLayout()
        row.addWidget(self.save)
        row.addWidget(Hint(self.tr("It is added to what stands there; nothing is judged anew."), self), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.form)
        column.addLayout(row)

    def fail(self, error: KamError) -> bool:
        """Say it beside its field; False where there is none."""
        field = getattr(error, "field", "")
        if field not in self.form.fields:
            return False
        self.form.set_errors({field: labels.sentence(error)})
        return True

    def _note(self) -> None:
        self.form.set_errors({})
        self.noted.emit(self.words.text(), self.score.value())
