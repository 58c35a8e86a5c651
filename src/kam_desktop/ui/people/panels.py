"""The small panels in which a staff change, a tie or a superior is noted: part of the page, never a window.

Enter saves, Esc closes; what cannot be taken is said beside its field.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kam_desktop import runtime
from kam_desktop.core import staff_changes
from kam_desktop.core.contacts import ContactDraft
from kam_desktop.core.errors import Invalid, KamError
from kam_desktop.core.staff_changes import Succession
from kam_desktop.ui import appearance, labels, painting
from kam_desktop.ui.people import wording
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.buttons import PlainButton, QuietButton
from kam_desktop.ui.widgets.client_field import ClientField
from kam_desktop.ui.widgets.date_field import DateField
from kam_desktop.ui.widgets.field import Field
from kam_desktop.ui.widgets.texts import PlainLabel

Work = Callable[[Any], Any]
_NOBODY = "nobody"  # is known to follow


class Panel(QWidget):
    """A title, fields side by side, and two buttons. ``work()`` gives what is to be written; it may raise Invalid."""

    saved = Signal(object)  # the function to be run with a session
    closed = Signal()

    def __init__(self, title: str, save: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.fields: dict[str, Field] = {}
        self.setAccessibleName(title)
        self.save_button = PlainButton(save, self, keys="Enter")
        self.save_button.clicked.connect(self.save)
        close = QuietButton(self.tr("Close"), self, keys="Esc")
        close.clicked.connect(self.closed)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(PlainLabel(title, self, bold=True, elide=True), 1)
        head.addWidget(close)
        head.addWidget(self.save_button)
        self._row = QHBoxLayout()
        self._row.setSpacing(16)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(16, 8, 16, 12)
        self.column.setSpacing(8)
        self.column.addLayout(head)
        self.column.addLayout(self._row)

    def work(self) -> Work:
        """What is to be written."""
        raise NotImplementedError

    def said(self) -> str:
        """What the message bar says afterwards."""
        return ""

    def add(self, name: str, label: str, editor: QWidget, share: int = 1) -> None:
        """One more field."""
        self.fields[name] = Field(label, editor, self)
        self._row.addWidget(self.fields[name], share, Qt.AlignmentFlag.AlignTop)

    def add_day(self) -> DateField:
        """The day it happened; today unless another is typed."""
        day = DateField(runtime.today(), self, prefer="past")
        day.set_value(runtime.today())
        appearance.scaled(day.setMinimumWidth, 140)
        self.add("on", self.tr("On"), day)
        return day

    def add_notes(self) -> QLineEdit:
        """A line of text, if there is more to say."""
        notes = QLineEdit(self)
        notes.setMaxLength(512)
        self.add("notes", self.tr("Note"), notes, 2)
        return notes

    def save(self) -> None:
        """Take what was entered, or say what is missing."""
        for field in self.fields.values():
            field.set_error(None)
        try:
            self.saved.emit(self.work())
        except Invalid as error:
            self.takes(error)

    def takes(self, error: KamError) -> bool:
        """Show an error beside its field; False when it has none here."""
        field = self.fields.get(error.field) if isinstance(error, Invalid) else None
        if field is None:
            return False
        field.set_error(labels.sentence(error))
        field.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def focus_first(self) -> None:
        """Give the first field the focus."""
        next(iter(self.fields.values())).editor.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.save()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), appearance.current().raised)
        painting.under(painter, self.rect())


def _day(field: DateField) -> date:
    """The day entered; raises Invalid where there is none."""
    if (day := field.value()) is None:
        raise Invalid("on", "date.unreadable", text=field.text())
    return day


class Heir:
    """Who follows: one of those who are here, or somebody new with name and phone. Adds its fields to a panel."""

    def __init__(self, panel: Panel, peers: Sequence[Any], *, first: tuple[str, str] | None = None) -> None:
        self._panel = panel
        self.who = QComboBox(panel)
        for words, value in (*((first,) if first else ()), (QCoreApplication.translate("Heir", "Somebody new"), "")):
            self.who.addItem(words, value)
        for peer in peers:
            self.who.addItem(wording.with_title(peer), peer.id)
        panel.add("successor", labels.field("successor_id"), self.who)
        self.name, self.phone = QLineEdit(panel), QLineEdit(panel)
        for line in (self.name, self.phone):
            line.setMaxLength(128)
        panel.add("name", QCoreApplication.translate("Heir", "Name of the new person"), self.name)
        panel.add("phones", QCoreApplication.translate("Heir", "Phone"), self.phone)
        self.who.currentIndexChanged.connect(lambda _: self._show_fields())
        self._show_fields()

    def _show_fields(self) -> None:
        for name in ("name", "phones"):
            self._panel.fields[name].setVisible(self.who.currentData() == "")

    def work(self) -> Callable[..., Any]:
        """What notes the succession: a core function but for who follows. Raises Invalid where nobody is named."""
        chosen, name, phone = self.who.currentData(), self.name.text().strip(), self.phone.text().strip()
        if chosen:
            return lambda s, one, taken, **more: staff_changes.succeed(s, one, chosen, taken, **more)
        if not name:
            raise Invalid("name", "contact.successor_missing")
        draft = ContactDraft(name, phones=(phone,) if phone else ())
        return lambda s, one, taken, **more: staff_changes.succeed_by_new(s, one, draft, taken, **more)


class LeavePanel(Panel):
    """Somebody left; who follows may be noted with it, and then takes over all that the other had."""

    def __init__(self, contact_id: str, name: str, peers: Sequence[Any], parent: QWidget) -> None:
        super().__init__(self.tr("{name} leaves this client").format(name=name), self.tr("Has left"), parent)
        self._contact_id, self._name = contact_id, name
        self.on = self.add_day()
        self.heir = Heir(self, peers, first=(self.tr("Not known yet"), _NOBODY))
        self.notes = self.add_notes()

    def work(self) -> Work:
        one, on, notes = self._contact_id, _day(self.on), self.notes.text()
        if self.heir.who.currentData() == _NOBODY:
            return lambda s: staff_changes.leave(s, one, on=on, today=runtime.today(), notes=notes)
        follow = self.heir.work()
        return lambda s: follow(s, one, staff_changes.succession(s, one), on=on, today=runtime.today(), notes=notes)

    def said(self) -> str:
        return self.tr("{name} has left").format(name=self._name)


class MovePanel(Panel):
    """Somebody works for another client now."""

    def __init__(self, tasks: Tasks, contact_id: str, name: str, parent: QWidget) -> None:
        title = self.tr("{name} moves to another client, with the history").format(name=name)
        super().__init__(title, self.tr("Has moved"), parent)
        self._contact_id, self._name = contact_id, name
        self.client = ClientField(tasks, self)
        self.add("client", self.tr("Now at"), self.client, 2)
        self.post = QLineEdit(self)
        self.post.setMaxLength(128)
        self.add("title", labels.field("title"), self.post)
        self.on, self.notes = self.add_day(), self.add_notes()

    def work(self) -> Work:
        if not self.client.client_id:
            raise Invalid("client", "contact.new_client_missing")
        one, there, on = self._contact_id, self.client.client_id, _day(self.on)
        title, notes = self.post.text(), self.notes.text()
        return lambda s: staff_changes.move(s, one, there, on=on, today=runtime.today(), title=title, notes=notes)

    def said(self) -> str:
        return self.tr("{name} is at {client} now").format(name=self._name, client=self.client.client_name)


class SuccessorPanel(Panel):
    """Somebody follows: one of those who are here, or somebody new; what they take over can be unticked."""

    def __init__(self, contact_id: str, name: str, peers: Sequence[Any], offered: Succession, parent: QWidget) -> None:
        super().__init__(self.tr("Who follows {name}?").format(name=name), self.tr("Succeeds"), parent)
        self._contact_id, self._name, self._offered = contact_id, name, offered
        self.heir = Heir(self, peers)
        self.on, self.notes = self.add_day(), self.add_notes()
        self._checks = self._make_checks()

    def _make_checks(self) -> dict[str, QCheckBox]:
        offered = self._offered
        words = {
            "title": (offered.title, self.tr("Title {title}").format(title=offered.title)),
            "buying_role": (
                offered.buying_role,
                self.tr("Role {role}").format(role=wording.role(offered.buying_role)),
            ),
            "influence": (
                offered.influence,
                self.tr("Influence {influence}").format(influence=wording.influence(offered.influence)),
            ),
            "reports_to_id": (offered.reports_to_id, self.tr("The superior")),
            "report_ids": (
                offered.report_ids,
                self.tr("Those below: {count}").format(count=len(offered.report_ids)),
            ),
            "is_primary": (offered.is_primary, self.tr("Main contact")),
        }
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(PlainLabel(self.tr("Takes over"), self, role="muted", face="label"))
        checks = {}
        for name, (value, text) in words.items():
            if value:
                checks[name] = QCheckBox(text, self)
                checks[name].setChecked(True)
                row.addWidget(checks[name])
        row.addStretch(1)
        self.column.addLayout(row)
        return checks

    def work(self) -> Work:
        one, on, notes, taken = self._contact_id, _day(self.on), self.notes.text(), self.taken()
        follow = self.heir.work()
        return lambda s: follow(s, one, taken, on=on, today=runtime.today(), notes=notes)

    def taken(self) -> Succession:
        """What of the proposal is ticked."""
        kept = {name: getattr(self._offered, name) for name, check in self._checks.items() if check.isChecked()}
        return Succession(**kept)

    def said(self) -> str:
        return self.tr("The successor of {name} is noted").format(name=self._name)
