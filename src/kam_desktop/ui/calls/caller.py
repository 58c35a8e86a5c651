"""Who calls: paste the number, and the person is there; nobody has it yet, and it becomes somebody's (D-5.13)."""

from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from kam_desktop.core import inbound
from kam_desktop.core.inbound import Caller
from kam_desktop.ui import appearance
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.page import Page
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.client_field import ClientField
from kam_desktop.ui.widgets.field import Field
from kam_desktop.ui.widgets.list_view import RowList, TwoLineRow
from kam_desktop.ui.widgets.page_head import PageHead
from kam_desktop.ui.widgets.texts import PlainLabel

_WAIT_MS = 120


class CallerPage(Page):
    """``Route("caller", number)``; an empty one waits for a number to be pasted."""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tasks = tasks
        self._callers: dict[str, Caller] = {}
        self._wait = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._wait.timeout.connect(self.reload)
        self.line = QLineEdit(self)
        self.line.setPlaceholderText(self.tr("Paste a number in any spelling"))
        self.line.textChanged.connect(lambda _text: self._wait.start())
        self.line.returnPressed.connect(self._on_return)
        self.list = RowList(self)
        self.list.setAccessibleName(self.tr("Who has this number"))
        self.list.opened.connect(lambda contact_id: self.navigate.emit(Route("contact", contact_id)))
        self.client = ClientField(tasks, self)
        self.client.chosen.connect(lambda client_id, _contact_id: self._start_new(client_id))
        self._lay_out()

    def _lay_out(self) -> None:
        self._said = PlainLabel("", self, role="muted", wrap=True)
        nobody = QWidget(self)
        rows = QVBoxLayout(nobody)
        rows.setContentsMargins(16, 8, 16, 16)
        rows.setSpacing(12)
        rows.addWidget(self._said)
        self._whose = Field(self.tr("Make a contact with this number at"), self.client, nobody)
        appearance.scaled(self._whose.setMaximumWidth, 420)
        rows.addWidget(self._whose)
        rows.addStretch(1)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(nobody)
        self._stack.addWidget(self.list)
        top = QWidget(self)
        field = QVBoxLayout(top)
        field.setContentsMargins(16, 16, 16, 8)
        field.addWidget(Field(self.tr("Number"), self.line, top))
        appearance.scaled(top.setMaximumWidth, 420 + 32)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(PageHead(self.tr("Who calls"), self))
        column.addWidget(top)
        column.addWidget(self._stack, 1)
        self.setFocusProxy(self.line)
        self._show("", [])

    def title(self) -> str:
        return self.tr("Who calls")

    def keys(self) -> list[tuple[str, str]]:
        return [("Enter", self.tr("Open the person"))]

    def show_route(self, route: Route) -> None:
        """Look up the number of the route."""
        if route.id:
            self.line.setText(route.id)
        self.mark_stale()

    def reload(self) -> None:
        """Look the number up again."""
        text = self.line.text().strip()

        def work(session: Any) -> list[Caller]:
            return inbound.find(session, text) if text else []

        self.tasks.read_newest(self, work, done=lambda found: self._show(text, found))

    def _show(self, text: str, found: list[Caller]) -> None:
        self._callers = {each.contact_id: each for each in found}
        self.list.set_rows([self._row(each) for each in found])
        if found:
            self.list.select_first()
        number = inbound.number_in(text)
        self._whose.setVisible(bool(number))
        if number:
            self._said.setText(self.tr("Nobody is known with {number}.").format(number=number))
        else:
            self._said.setText(self.tr("This is no number.") if text else "")
        self._stack.setCurrentIndex(1 if found else 0)

    def _row(self, caller: Caller) -> TwoLineRow:
        name = f"{caller.name} {caller.title}".strip()
        left = self.tr("has left") if caller.has_left else ""
        return TwoLineRow(caller.contact_id, caller.tier, name, caller.client, "phone", caller.number, left)

    def _on_return(self) -> None:
        """The only one is opened; of several, one is chosen."""
        if len(self._callers) == 1:
            self.navigate.emit(Route("contact", next(iter(self._callers))))
        elif self._callers:
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.client.setFocus(Qt.FocusReason.TabFocusReason)

    def _start_new(self, client_id: str) -> None:
        number = inbound.number_in(self.line.text())
        self.navigate.emit(Route("contact_form", "", {"client_id": client_id, "phone": number}))
