"""One change to the selected clients: which field, to what, and what that would do, before it is done."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QHBoxLayout, QLineEdit, QWidget

from kam_desktop.core import bulk_edits, client_columns
from kam_desktop.core.bulk_edits import Edit, Foreseen
from kam_desktop.core.clients import NEVER_EMPTY, VOCABULARY
from kam_desktop.core.errors import KamError
from kam_desktop.core.rules.kinds import ClientStatus
from kam_desktop.ui import labels
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.buttons import PrimaryButton
from kam_desktop.ui.widgets.popover import Popover
from kam_desktop.ui.widgets.texts import Hint

_TYPING_MS: Final = 150


class BulkPopover(Popover):
    """``chosen`` gives ``(Edit, its words)``."""

    def __init__(self, page: QWidget, anchor: QWidget, tasks: Tasks, ids: Sequence[str], field: str = "tier") -> None:
        super().__init__(page, anchor, "")
        self._tasks, self._ids, self._asked = tasks, ids, 0
        self._foreseen: Foreseen | None = None
        self._is_wanted = False  # Enter came before what it would do is known
        self.say_heading(self.tr("Change for {count} client(s)", "", len(ids)).format(count=f"{len(ids):,}"))
        self._make_inputs()
        self._preview = Hint("", self)
        self._preview.setAccessibleName(self.tr("What will change"))
        self.column.addWidget(self._preview)
        row = QHBoxLayout()
        row.addStretch(1)
        self.button = PrimaryButton(self.tr("Change"), self, keys="Enter", size="small")
        self.button.clicked.connect(self.submit)
        row.addWidget(self.button)
        self.column.addLayout(row)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_TYPING_MS)
        self._wait.timeout.connect(self._foresee)
        self._connect()
        self.field.setCurrentIndex(max(self.field.findData(field), 0))
        self._on_field()
        self.present(self._first())

    def _make_inputs(self) -> None:
        self.field, self.how, self.word = QComboBox(self), QComboBox(self), QComboBox(self)
        self.field.setAccessibleName(self.tr("Field"))
        self.field.setMaxVisibleItems(16)
        for name in bulk_edits.FIELDS:
            self.field.addItem(labels.list_field(name), name)
        self.how.setAccessibleName(self.tr("Add or take out"))
        self.how.addItem(self.tr("add"), False)
        self.how.addItem(self.tr("take out"), True)
        self.word.setAccessibleName(self.tr("New value"))
        self.line = QLineEdit(self)
        self.line.setMaxLength(128)
        self.line.setAccessibleName(self.tr("New value"))
        for part in (self.field, self.how, self.word, self.line):
            self.column.addWidget(part)

    def _connect(self) -> None:
        self.field.currentIndexChanged.connect(lambda _: self._on_field())
        self.how.currentIndexChanged.connect(lambda _: self._ask())
        self.word.currentIndexChanged.connect(lambda _: self._ask())
        self.line.textChanged.connect(lambda _: self._ask())

    def _name(self) -> str:
        return str(self.field.currentData())

    def _first(self) -> QWidget:
        return self.word if self._name() in VOCABULARY else self.line

    def _on_field(self) -> None:
        name = self._name()
        is_word, is_list = name in VOCABULARY, name in bulk_edits.LISTS
        self.word.blockSignals(True)
        self.word.clear()
        for member in VOCABULARY.get(name, ()):
            self.word.addItem(labels.name_of(member), member.value)
        if name not in NEVER_EMPTY:
            self.word.addItem(labels.criterion_value(name, ""), "")
        self.word.blockSignals(False)
        self.line.clear()
        self.line.setPlaceholderText(self.tr("Empty takes the value away") if not is_list else "")
        self.word.setVisible(is_word)
        self.line.setVisible(not is_word)
        self.how.setVisible(is_list)
        if not is_word:
            self._tasks.read(self, lambda s: client_columns.facets(s, name), done=partial(self._complete, name))
        self._ask()

    def _complete(self, name: str, found: Sequence[client_columns.Facet]) -> None:
        if name != self._name():
            return
        completer = QCompleter([each.value for each in found], self.line)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.line.setCompleter(completer)

    def edit(self) -> Edit:
        """What is asked for now."""
        name = self._name()
        value = str(self.word.currentData() or "") if name in VOCABULARY else self.line.text().strip()
        return Edit(name, value, name in bulk_edits.LISTS and bool(self.how.currentData()))

    # --- what it would do --------------------------------------------------------------------------------

    def _ask(self) -> None:
        self._foreseen, self._is_wanted = None, False
        self.button.setEnabled(False)
        self._wait.start()

    def _foresee(self) -> None:
        self._asked += 1
        edit, ids = self.edit(), self._ids
        if edit.field in bulk_edits.LISTS and not edit.value:
            self._say("")
            return
        self._tasks.read(
            self, lambda s: bulk_edits.foresee(s, ids, edit), done=partial(self._show, self._asked),
            failed=self._fail,
        )  # fmt: skip

    def _show(self, asked: int, found: Foreseen) -> None:
        if asked != self._asked or self._wait.isActive():
            return
        self._foreseen = found
        self.button.setEnabled(found.changed > 0)
        self._say(self._sentence(found))
        if self._is_wanted:
            self.submit()

    def _sentence(self, found: Foreseen) -> str:
        edit = self.edit()
        if not found.changed:
            return self.tr("All {count} are so already").format(count=f"{found.total:,}")
        said = self._words(found)
        if found.same:
            said += "\n" + self.tr("{count} already so").format(count=f"{found.same:,}")
        if edit.field == "status" and edit.value != ClientStatus.ACTIVE:
            said += "\n" + labels.say("client.unplanned")
        elif edit.field in ("tier", "owner", "status"):
            said += "\n" + self.tr("Their touches are planned anew.")
        return said

    def _words(self, found: Foreseen) -> str:
        edit = self.edit()
        name = labels.list_field(edit.field)
        if edit.field in bulk_edits.LISTS:
            words = self.tr("{field}: take off {value}") if edit.is_removal else self.tr("{field}: add {value}")
            return words.format(field=name, value=edit.value)
        before = labels.listed(labels.criterion_value(edit.field, value) for value, _count in found.before[:2])
        if len(found.before) > 2:
            before += " …"
        after = labels.criterion_value(edit.field, edit.value)
        return self.tr("{field} {before} → {after}").format(field=name, before=before, after=after)

    def _fail(self, error: KamError) -> None:
        self.button.setEnabled(False)
        self._say(labels.sentence(error))

    def _say(self, text: str) -> None:
        self._preview.setText(text)
        self.fit()

    def preview(self) -> str:
        """The sentence about what will change."""
        return self._preview.text()

    def submit(self) -> None:
        """Do it; straight after typing, as soon as what it does has been looked at."""
        self._is_wanted = self._foreseen is None
        if self._wait.isActive():
            self._wait.stop()
            self._foresee()
        elif self._foreseen is not None and self._foreseen.changed:
            self.chosen.emit((self.edit(), self._words(self._foreseen)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submit()
        else:
            super().keyPressEvent(event)
