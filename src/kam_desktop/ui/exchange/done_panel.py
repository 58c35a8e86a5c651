"""The last step of an import: what came of it."""

from collections.abc import Collection
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kam_desktop.core.outlook import Outlook
from kam_desktop.exchange.importing import Preview
from kam_desktop.exchange.taking import Outcome
from kam_desktop.ui import appearance, labels
from kam_desktop.ui.exchange import gap_words, outlook_words
from kam_desktop.ui.widgets.buttons import PlainButton, PrimaryButton
from kam_desktop.ui.widgets.card import Card
from kam_desktop.ui.widgets.flow import FlowLayout
from kam_desktop.ui.widgets.texts import Hint, PlainLabel

_NAMED: Final = 9  # people; the command line names all


class DonePanel(QWidget):
    """Counts, the workbook of rows with problems, and the way on."""

    again_asked = Signal()
    clients_asked = Signal()
    rejects_asked = Signal(object)  # Path
    sheet_asked = Signal(str)
    undo_asked = Signal(str)  # the batch

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "surface")
        self._file: Path | None = None
        self._batch_id = ""
        self._shown: tuple[Outcome, Path | None, Outlook | None] | None = None
        self._head = PlainLabel("", self, face="head", bold=True, wrap=True)
        self._lines = Hint("", self)
        self._lost = Hint("", self)
        self._rejects = Hint("", self, role="warning")
        self._columns = Hint("", self)
        self._sheets = QWidget(self)
        sheets = QVBoxLayout(self._sheets)
        sheets.setContentsMargins(0, 0, 0, 0)
        sheets.addWidget(Hint(self.tr("This file has more sheets:"), self._sheets))
        self._sheet_buttons = FlowLayout()
        sheets.addLayout(self._sheet_buttons)
        self._columns.hide()
        self._sheets.hide()
        self.rejects_button = PlainButton(self.tr("Show the workbook"), self, icon="folder")
        self.rejects_button.clicked.connect(lambda: self.rejects_asked.emit(self._file))
        self.clients_button = PrimaryButton(self.tr("See the clients"), self)
        self.clients_button.clicked.connect(self.clients_asked)
        self.again = PlainButton("", self)
        self.again.clicked.connect(self.again_asked)
        self.undo = PlainButton(self.tr("Undo"), self, icon="undo")
        self.undo.clicked.connect(lambda: self.undo_asked.emit(self._batch_id))
        card = Card(self)
        card.column.setContentsMargins(24, 24, 24, 24)
        card.column.setSpacing(12)
        for widget in (
            self._head,
            self._lines,
            self._lost,
            self._rejects,
            self.rejects_button,
            self._columns,
            self._sheets,
        ):
            card.add(widget)
        buttons = QHBoxLayout()
        buttons.addWidget(self.clients_button)
        buttons.addWidget(self.again)
        buttons.addStretch(1)
        buttons.addWidget(self.undo)
        card.column.addLayout(buttons)
        appearance.scaled(card.setFixedWidth, 480)
        column = QVBoxLayout(self)
        column.addStretch(2)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(card)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(3)

    def show_result(self, outcome: Outcome, rejects_file: Path | None, outlook: Outlook | None = None) -> None:
        """Say what was taken and what was not."""
        self._shown = (outcome, rejects_file, outlook)
        self._file, self._batch_id = rejects_file, outcome.batch_id
        self.undo.setVisible(bool(outcome.created or outcome.updated))
        self._head.setText(self._news(outcome))
        if outcome.kind == "clients":
            said = self.tr(
                "{updated} updated, {unchanged} as they were. Contacts: {people} new, {changed} updated."
            ).format(
                updated=outcome.updated,
                unchanged=outcome.unchanged,
                people=outcome.contacts_created,
                changed=outcome.contacts_updated,
            )
        else:
            said = self.tr("{updated} corrected, {unchanged} there already.").format(
                updated=outcome.updated, unchanged=outcome.unchanged
            )
        together = gap_words.together(outcome.together)
        if outcome.people_together:
            said += "\n" + self.tr("Contacts told of more than once, each taken once: {n}").format(
                n=outcome.people_together
            )
        self._lines.setText("\n".join([said, *([together] if together else []), *self._photos(outcome)]))
        self._lines.show()
        lost = outlook_words.lost(outlook, _NAMED) if outlook else []
        self._lost.setText("\n".join([self.tr("Replaced:"), *lost]))
        self._lost.setVisible(bool(lost))
        told = gap_words.lines(outcome.said, outcome.gaps, is_in_notes=outcome.is_in_notes, is_done=True)
        if rejects_file is not None:
            where = self.tr("The rows are in {name} with the reason; mend them and import that file.")
            told.append(where.format(name=rejects_file.name))
        self._rejects.setText("\n".join(told))
        self._rejects.setVisible(bool(told))
        self.rejects_button.setVisible(rejects_file is not None)

    def show_left(self, preview: Preview, taken: Collection[str]) -> None:
        """What of the file is not taken: columns of this sheet, and the sheets that are not ``taken``, each a way on."""
        columns, sheets = (
            [*gap_words.noted(preview), *gap_words.left_out(preview)],
            [each for each in preview.parsed.waiting if each not in taken],
        )
        self._columns.setText("\n".join(columns))
        self._columns.setVisible(bool(columns))
        while (item := self._sheet_buttons.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for name in sheets:
            button = PlainButton(self.tr("Look at “{name}”").format(name=name), self._sheets, size="small")
            button.clicked.connect(partial(self.sheet_asked.emit, name))
            self._sheet_buttons.addWidget(button)
        self._sheets.setVisible(bool(sheets))

    def show_next(self, name: str) -> None:
        """Which file waits for its turn, if one does."""
        self.again.setText(self.tr("Next: {name}").format(name=name) if name else self.tr("Another file"))

    def show_undone(self, batch_id: str, is_undone: bool) -> None:
        """If this is the batch, it was taken back, or brought back."""
        if self._shown is None or batch_id != self._batch_id:
            return
        if not is_undone:
            self.show_result(*self._shown)
            return
        self._head.setText(self.tr("Undone"))
        for each in (self._lines, self._lost, self.undo):
            each.hide()

    def _photos(self, outcome: Outcome) -> list[str]:
        lines = [self.tr("Photos of contacts: {n} new").format(n=outcome.photos)] if outcome.photos else []
        if not outcome.unread:
            return lines
        unread = self.tr("No readable photo: {names}").format(names=labels.listed(outcome.unread[:_NAMED]))
        return [*lines, unread if len(outcome.unread) <= _NAMED else f"{unread} …"]

    def _news(self, outcome: Outcome) -> str:
        if outcome.kind == "clients":
            return self.tr("%n client(s) new", "", outcome.created) if outcome.created else self.tr("No new clients")
        if outcome.clients_created:
            both = (
                self.tr("New clients: {clients}, new contacts: {n}")
                if outcome.kind == "contacts"
                else self.tr("New clients: {clients}, new contacts and entries: {n}")
            )
            return both.format(clients=outcome.clients_created, n=outcome.created)
        return {
            "contacts": self.tr("New contacts: {n}"),
            "purchases": self.tr("New purchases: {n}"),
            "interactions": self.tr("New interactions: {n}"),
            "gifts": self.tr("New gifts: {n}"),
        }.get(outcome.kind, self.tr("New contacts and entries: {n}")).format(n=outcome.created)

    def take_focus(self) -> None:
        """The way on."""
        self.clients_button.setFocus(Qt.FocusReason.OtherFocusReason)
