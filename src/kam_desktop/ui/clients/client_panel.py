"""The right side of a client's page: taboos, coming touches, promises, occasions, favours, facts, group, notes."""

from typing import Final, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from kam_desktop.core.dossiers import Dossier
from kam_desktop.core.notes import NoteRow
from kam_desktop.core.rules.kinds import ClientStatus
from kam_desktop.ui import appearance, labels, painting
from kam_desktop.ui.clients.client_causes import CauseList
from kam_desktop.ui.clients.client_extras import ClientExtras
from kam_desktop.ui.clients.client_fact_lines import Entered, FactLine, FactLines
from kam_desktop.ui.clients.client_group import GroupTree
from kam_desktop.ui.clients.client_panel_lines import PAD, OwnNoteLine, PromiseEntry, PromiseLine, TouchLine
from kam_desktop.ui.clients.client_reading import Seen, main_number
from kam_desktop.ui.clients.closed_times import ClosedTimes
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.buttons import QuietButton
from kam_desktop.ui.widgets.panel import ScrollBody
from kam_desktop.ui.widgets.taboo import TabooBox
from kam_desktop.ui.widgets.texts import Hint, PlainLabel, Rule, SectionLabel

W = TypeVar("W", bound=QWidget)
_FIRST: Final = 5  # touches seen before one asks for more


class ClientPanel(QWidget):
    """Filled anew with each reading; what was typed into the line for a promise stays."""

    touch_opened = Signal(object)  # DueTouch
    promise_kept = Signal(object)  # Promise
    promise_entered = Signal(str, object)
    promise_left = Signal(str, str, str)  # client, text, day as typed: it is not noted yet
    notes_asked = Signal()
    note_opened = Signal(str)
    fact_entered = Signal(object)  # Entered
    fact_left = Signal(object)  # Entered: the page goes

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._all_touches = False
        self._elsewhere: list[FactLine] = []
        self._dossier: Dossier | None = None
        self.taboos = TabooBox(parent=self)
        self.entry = PromiseEntry(self)
        self.entry.entered.connect(self.promise_entered)
        self.add_promise = QuietButton(self.tr("Note a promise"), self, icon="plus", size="small")
        self.add_promise.clicked.connect(self.entry.open)
        self.causes = CauseList(self)
        self.facts = FactLines(self)
        self.extras = ClientExtras(tasks, self)
        self.group = GroupTree(tasks, self)
        self.group.parent_chosen.connect(self._on_parent)
        self.closed = ClosedTimes(tasks, self)
        self.notes = FactLine("notes", self, has_label=False)
        for lines in (self.facts, self.notes):
            lines.entered.connect(self.fact_entered)
            lines.left.connect(self.fact_left)
        self.write = QuietButton(self.tr("Write a note"), self, icon="note", size="small")
        self.write.clicked.connect(self.notes_asked)
        self.phone = PlainLabel("", self, selectable=True, wrap=True)
        self.phone.setContentsMargins(PAD, 0, 0, 0)
        self._touches, self._promises, self._own = (QVBoxLayout() for _ in range(3))
        self._lay_out()

    def _lay_out(self) -> None:
        scroll = self._scroll = ScrollBody(self)
        body = scroll.column
        body.setContentsMargins(16, 12, 16, 16)
        body.setSpacing(8)
        body.addWidget(self.taboos)
        facts, written = QVBoxLayout(), QVBoxLayout()
        facts.addWidget(self.phone)
        facts.addWidget(self.facts)
        facts.addSpacing(4)
        facts.addWidget(self.extras)
        facts.addWidget(self.closed)
        written.addWidget(self.notes)
        written.addWidget(self.write, 0, Qt.AlignmentFlag.AlignLeft)
        group, causes = QVBoxLayout(), QVBoxLayout()
        group.addWidget(self.group)
        causes.addWidget(self.causes)
        sections = (
            (self.tr("Coming up"), self._touches), (self.tr("Open promises"), self._promises),
            (self.tr("Occasions, favours"), causes), (self.tr("Facts"), facts), (self.tr("Group"), group), (self.tr("Notes"), written),
            (self.tr("Only for me"), self._own),
        )  # fmt: skip
        for place, (title, part) in enumerate(sections):
            head: tuple[QWidget, ...] = (SectionLabel(title, self),)
            head = (Rule(self), *head) if place else head
            for widget in head:
                body.addWidget(widget)
            part.setSpacing(2)
            body.addLayout(part)
            self._own_head = head
        body.insertWidget(body.indexOf(self._promises) + 1, self.entry)
        left = Qt.AlignmentFlag.AlignLeft
        body.insertWidget(body.indexOf(self._promises) + 2, self.add_promise, 0, left)
        body.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.addWidget(scroll)

    def show_seen(self, seen: Seen) -> None:
        """Fill in everything. An editor that is open keeps what is typed."""
        dossier = self._dossier = seen.dossier
        self.taboos.set_lines(_taboos(dossier))
        self._show_touches()
        self._show_promises(dossier)
        self.causes.show_causes(seen.occasions, seen.favours)
        phone = main_number(seen)
        self.phone.setText(phone)
        self.phone.setVisible(bool(phone))
        self.facts.show_client(dossier.client)
        self.extras.show_seen(seen)
        self.closed.show_client(dossier.client["id"])
        self.notes.show_client(dossier.client)
        self.notes.setVisible(not self.notes.is_empty or self.notes.is_editing)
        self.group.show_group(seen.group)
        self._show_own_notes(seen.own_notes, seen.names)

    @property
    def client_id(self) -> str:
        """Whose facts are shown."""
        return str(self._dossier.client["id"]) if self._dossier else ""

    def line_of(self, name: str) -> FactLine:
        """The line of a fact."""
        return next(line for line in self._fact_lines() if line.name == name)

    def adopt(self, line: FactLine) -> None:
        """A fact that stands elsewhere on the page is saved and left as those that stand here."""
        self._elsewhere.append(line)
        line.entered.connect(self.fact_entered)
        line.left.connect(self.fact_left)

    def save_editor(self) -> bool:
        """Save what is being edited; False when there is nothing."""
        lines = [line for line in self._fact_lines() if line.is_editing]
        for line in lines:
            line.save()
        return bool(lines)

    def leave(self) -> None:
        """The page or its client goes: what is being edited is handed over."""
        for line in self._fact_lines():
            line.leave()
        if (promise := self.entry.leave()) is not None:
            self.promise_left.emit(self.client_id, *promise)

    def _fact_lines(self) -> tuple[FactLine, ...]:
        return (*self._elsewhere, self.notes, *self.facts.lines.values())

    def _on_parent(self, parent_id: str | None) -> None:
        if self._dossier is not None:
            before = self._dossier.client["parent_id"]
            self.fact_entered.emit(Entered(self.client_id, "parent_id", before, parent_id))

    def close_editor(self) -> bool:
        """Close what is being edited, without saving; False when there is nothing."""
        closed = [line.close_editor() for line in self._fact_lines()]
        return any(closed) or self.group.close_field()

    def reset(self) -> None:
        """Another client comes: what was opened for the last one is closed, and it is seen from its taboos on."""
        self.leave()
        self._scroll.verticalScrollBar().setValue(0)
        self._all_touches = False
        self.causes.reset()
        self.facts.reset()
        self.group.close_field()

    def focus_first(self) -> None:
        """Give the first thing one can do here the focus."""
        first = next((line for line in self.touch_lines()), None)
        (first or self.add_promise).setFocus(Qt.FocusReason.TabFocusReason)

    def touch_lines(self) -> list[TouchLine]:
        """The coming touches that are seen."""
        return _widgets(self._touches, TouchLine)

    def promise_lines(self) -> list[PromiseLine]:
        """The open promises."""
        return _widgets(self._promises, PromiseLine)

    def own_lines(self) -> list[OwnNoteLine]:
        """The personal notes."""
        return _widgets(self._own, OwnNoteLine)

    def _show_touches(self) -> None:
        _clear(self._touches)
        touches = self._dossier.touches if self._dossier else []
        seen = touches if self._all_touches else touches[:_FIRST]
        for touch in seen:
            line = TouchLine(touch, self)
            line.clicked.connect(lambda _=False, touch=touch: self.touch_opened.emit(touch))
            self._touches.addWidget(line)
        if self._dossier and self._dossier.client["status"] != ClientStatus.ACTIVE:
            self._touches.addWidget(Hint(labels.say("client.unplanned"), self))
        elif not touches:
            self._touches.addWidget(Hint(self.tr("Nothing is planned"), self))
        if len(seen) < len(touches):
            words = self.tr("{count} more").format(count=len(touches) - len(seen))
            more = QuietButton(words, self, size="small")
            more.clicked.connect(self._open_touches)
            self._touches.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)

    def _open_touches(self) -> None:
        self._all_touches = True
        self._show_touches()
        self.touch_lines()[_FIRST].setFocus()

    def _show_promises(self, dossier: Dossier) -> None:
        _clear(self._promises)
        for promise in dossier.commitments:
            line = PromiseLine(promise, self)
            line.kept.clicked.connect(lambda _=False, promise=promise: self.promise_kept.emit(promise))
            self._promises.addWidget(line)
        if not dossier.commitments:
            self._promises.addWidget(Hint(self.tr("No open promise"), self))

    def _show_own_notes(self, rows: list[NoteRow], names: dict[str, str]) -> None:
        """Personal notes stand apart, each with a lock."""
        _clear(self._own)
        for row in rows:
            line = OwnNoteLine(row, names.get(row.contact_id, ""), self)
            line.clicked.connect(lambda _=False, row=row: self.note_opened.emit(row.id))
            self._own.addWidget(line)
        for widget in self._own_head:
            widget.setVisible(bool(rows))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), appearance.current().raised)
        painting.upright(painter, 0, 0, self.height())


def _taboos(dossier: Dossier) -> list[str]:
    """The taboos of those who are still there; named when several people have some."""
    who = [person for person in dossier.contacts if person["taboos"].strip() and not person["has_left"]]
    between = "：" if labels.language() == "zh_CN" else ": "
    return [
        line.strip() if len(dossier.contacts) == 1 else f"{person['name']}{between}{line.strip()}"
        for person in who
        for line in person["taboos"].splitlines()
        if line.strip()
    ]


def _clear(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        old = item.widget()
        if old is not None:
            old.hide()
            old.deleteLater()


def _widgets(layout: QLayout, kind: type[W]) -> list[W]:
    items = (layout.itemAt(place) for place in range(layout.count()))
    held = (item.widget() for item in items if item is not None)
    return [widget for widget in held if isinstance(widget, kind)]
