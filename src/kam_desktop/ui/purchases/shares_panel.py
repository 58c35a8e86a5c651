"""Our share against the competitors': one bar, and the lines to change it in place."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kam_desktop.core.errors import Invalid
from kam_desktop.core.rules.shares import Share
from kam_desktop.ui import labels
from kam_desktop.ui.page import add_key
from kam_desktop.ui.widgets.buttons import PlainButton, PrimaryButton, QuietButton
from kam_desktop.ui.widgets.charts.supplier_bar import SupplierBar
from kam_desktop.ui.widgets.shares_field import SharesField, lines_of, shares_of
from kam_desktop.ui.widgets.texts import Hint, SectionLabel


class SharesPanel(QWidget):
    """``entered`` carries the shares to be saved. What is being typed survives a new reading."""

    entered = Signal(object)  # tuple[Share, ...]

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kept: Sequence[Share] = ()
        self.bar = SupplierBar(self.tr("Supplier shares"), self)
        self.bar.opened.connect(lambda _key: self.open_editor())
        self.edit = QuietButton(self.tr("Change"), self, icon="edit", size="small")
        self.edit.clicked.connect(self.open_editor)
        self.editor = QWidget(self)
        self.field = SharesField(self.editor)
        self.error = Hint("", self.editor, role="danger")
        self.save = PrimaryButton(self.tr("Save shares"), self.editor, size="small")
        self.cancel = PlainButton(self.tr("Cancel"), self.editor, size="small")
        self.save.clicked.connect(self._save)
        self.cancel.clicked.connect(self.close_editor)
        self.field.changed.connect(lambda: self.fail(""))
        self._lay_out()
        for keys in ("Ctrl+S", "Ctrl+Return"):
            add_key(self.editor, keys, self._save)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(SectionLabel(self.tr("Supplier shares"), self))
        head.addStretch(1)
        head.addWidget(self.edit)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.save, self.cancel):
            buttons.addWidget(button)
        buttons.addStretch(1)
        inside = QVBoxLayout(self.editor)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        inside.addWidget(self.field)
        inside.addWidget(self.error)
        inside.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.bar)
        column.addWidget(self.editor)
        self.error.hide()
        self.editor.hide()

    def show_shares(self, kept: Sequence[Share]) -> None:
        """The shares as they are kept."""
        self._kept = tuple(kept)
        self.bar.show_shares(kept)

    def open_editor(self) -> None:
        """Show the lines in place of the bar; the first percent takes the focus."""
        self.field.set_lines(lines_of(self._kept))
        self._toggle(is_open=True)
        self.field.edits()[0][1].setFocus(Qt.FocusReason.OtherFocusReason)

    def close_editor(self) -> None:
        """Show the bar again; what was typed is dropped."""
        self._toggle(is_open=False)
        self.fail("")
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def is_open(self) -> bool:
        """Whether the lines are being changed."""
        return not self.editor.isHidden()

    def fail(self, sentence: str) -> None:
        """What is wrong with the lines, or nothing."""
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))
        self.field.setProperty("invalid", "true" if sentence else "false")

    def _toggle(self, *, is_open: bool) -> None:
        self.editor.setVisible(is_open)
        self.bar.setVisible(not is_open)
        self.edit.setVisible(not is_open)

    def _save(self) -> None:
        try:
            self.entered.emit(shares_of(self.field.lines()))
        except Invalid as error:
            self.fail(labels.sentence(error))
