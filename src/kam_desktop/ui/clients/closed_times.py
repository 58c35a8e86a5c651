"""When a client is given nothing: a tender, an inspection (D-7.2). A small list with its own line to enter one."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kam_desktop import runtime
from kam_desktop.core import blackouts
from kam_desktop.core.blackouts import ClosedTime
from kam_desktop.core.errors import Invalid, KamError
from kam_desktop.core.rules.kinds import Entity
from kam_desktop.ui import labels
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.buttons import IconButton, PlainButton, QuietButton
from kam_desktop.ui.widgets.date_field import DateField
from kam_desktop.ui.widgets.forms import FormColumn
from kam_desktop.ui.widgets.texts import PlainLabel


class ClosedTimes(QWidget):
    """Those that are not over. ``shown`` each time they were read."""

    shown = Signal()

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tasks, self._client_id = tasks, ""
        self.title = QLineEdit(self)
        self.title.setPlaceholderText(self.tr("e.g. their tender for tyres"))
        self.first_on, self.last_on = DateField(runtime.today(), self), DateField(runtime.today(), self)
        self.form = FormColumn(self)
        self.form.add("title", self.tr("Why nothing is given"), self.title)
        self.form.add_row(("first_on", self.tr("From"), self.first_on, 1), ("last_on", self.tr("To"), self.last_on, 1))
        self.save = PlainButton(self.tr("Close these days"), self, size="small")
        self.save.clicked.connect(self._add)
        self.title.returnPressed.connect(self._add)
        self.form.add_widget(self.save)
        self.form.hide()
        self.add = QuietButton(self.tr("Days without gifts"), self, icon="plus", size="small")
        self.add.clicked.connect(self._open)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self._lines)
        column.addWidget(self.form)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        tasks.data_changed.connect(self._on_changed)

    def show_client(self, client_id: str) -> None:
        """Another client: what was typed for the last one is closed."""
        if client_id != self._client_id:
            self._client_id = client_id
            self.form.hide()
        self._read()

    def lines(self) -> list[str]:
        """What is seen."""
        found = [self._lines.itemAt(at).widget() for at in range(self._lines.count())]  # type: ignore[union-attr]
        return [widget.accessibleName() for widget in found if widget is not None]

    def _on_changed(self, entities: frozenset[Entity]) -> None:
        if Entity.BLACKOUT in entities and self._client_id:
            self._read()

    def _read(self) -> None:
        client_id, today = self._client_id, runtime.today()
        self.tasks.read(
            self, lambda s: blackouts.rows(s, client_id=client_id, since=today), done=partial(self._show, client_id)
        )

    def _show(self, client_id: str, rows: list[ClosedTime]) -> None:
        if client_id != self._client_id:
            return
        while (item := self._lines.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for row in rows:
            self._lines.addWidget(self._line(row))
        self.shown.emit()

    def _line(self, row: ClosedTime) -> QWidget:
        line = QWidget(self)
        is_now = row.first_on <= runtime.today() <= row.last_on
        words = self.tr("{first} to {last}: {title}").format(
            first=labels.day(row.first_on), last=labels.day(row.last_on), title=row.title
        )
        line.setAccessibleName(words)
        cross = IconButton("trash", self.tr("Open these days again"), line, size="small")
        cross.clicked.connect(lambda: self.tasks.write(self, lambda s: blackouts.remove(s, row.id)))
        inside = QHBoxLayout(line)
        inside.setContentsMargins(4, 0, 0, 0)
        inside.addWidget(PlainLabel(words, line, role="danger" if is_now else "text", wrap=True), 1)
        inside.addWidget(cross, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _open(self) -> None:
        self.form.set_errors({})
        self.title.clear()
        for field in (self.first_on, self.last_on):
            field.set_value(runtime.today())
        self.form.show()
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self) -> None:
        days = {"first_on": self.first_on.value(), "last_on": self.last_on.value()}
        errors = {name: self.tr("Write a date as 9-16 or 2026-09-16.") for name, day in days.items() if day is None}
        self.form.set_errors(errors)
        first_on, last_on = days["first_on"], days["last_on"]
        if first_on is None or last_on is None:
            return
        client_id, title = self._client_id, self.title.text()
        self.tasks.write(
            self, lambda s: blackouts.add(s, client_id, title=title, first_on=first_on, last_on=last_on),
            done=lambda _id: self.form.hide(), failed=self._fail, said=self.tr("These days are closed for gifts"),
        )  # fmt: skip

    def _fail(self, error: KamError) -> None:
        if not (isinstance(error, Invalid) and self.form.takes(error, labels.sentence(error))):
            self.tasks.refused.emit(error)
