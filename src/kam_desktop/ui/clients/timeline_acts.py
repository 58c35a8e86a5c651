"""What one does with a line of a client's timeline: Enter, Delete, and the menu that names both."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QPoint, Qt

from kam_desktop.core.timeline_facts import Fact, Line
from kam_desktop.ui.clients.cause_actions import CauseActions
from kam_desktop.ui.clients.client_actions import ClientActions
from kam_desktop.ui.clients.client_note import NoteEntry
from kam_desktop.ui.clients.menus import Entry, make_menu
from kam_desktop.ui.clients.timeline_view import TimelineView
from kam_desktop.ui.clients.views import ClientViews
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.page import add_key

_VIEW_OF: Final = {Fact.FILE: "files", Fact.PURCHASE: "purchases"}
_CAUSES: Final = frozenset({Fact.OCCASION, Fact.FAVOUR})
_OWN: Final = _CAUSES | {Fact.NOTE, Fact.CONTACT}  # written here by hand: corrected and removed here


class TimelineActs(QObject):
    """For one page; what is not written here opens where it was, or shows all of its text."""

    def __init__(
        self, facts: TimelineView, note: NoteEntry, causes: CauseActions, acts: ClientActions, views: ClientViews
    ) -> None:
        super().__init__(facts)
        self._facts, self._note, self._causes, self._acts, self._views = facts, note, causes, acts, views
        facts.opened.connect(self._open)
        facts.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        facts.list.customContextMenuRequested.connect(self._open_menu)
        add_key(facts.list, "Del", self._remove_current)

    def _open(self, line: Line) -> None:
        """Open what a line is about, where it has a page; else show all of its text."""
        visit_id = str(line.params.get("visit_id") or "")
        if line.fact is Fact.NOTE:
            self._note.open(self._acts.client_id, line.id)
        elif line.fact is Fact.CONTACT:
            self._acts.asked.emit(Route("log", "", {"interaction_id": line.id}))
        elif line.fact is Fact.VISIT or visit_id:
            self._acts.asked.emit(Route("visit", visit_id or line.id))
        elif line.fact is Fact.GIFT:
            self._acts.asked.emit(Route("gift", line.id))
        elif line.fact is Fact.STAFF:
            self._acts.asked.emit(Route("contact", line.contact_ids[0], {"client_id": self._acts.client_id}))
        elif line.fact in _CAUSES:
            self._causes.open_line(line)
        elif _VIEW_OF.get(line.fact) in self._views.names:
            self._views.show_view(_VIEW_OF[line.fact], {"focus": line.id, "on": line.on})
        else:
            self._facts.peek_line(line.id)

    def _remove_current(self) -> None:
        """Delete on what a person noted puts it away; other facts stay what they are, and it is said why."""
        line = self._facts.current()
        if line is None:
            return
        if line.fact is Fact.NOTE:
            self._acts.remove_note(line.id)
        elif line.fact is Fact.CONTACT:
            self._acts.remove_contact(line.id)
        elif line.fact in _CAUSES:
            self._causes.remove_line(line)
        else:
            self._acts.tell(self.tr("This is not removed here, but where it was entered; Enter opens it."))

    def _open_menu(self, at: QPoint) -> None:
        entries = self.entries()
        if not entries:
            return
        view = self._facts.list
        row = view.visualRect(view.currentIndex())
        place = at if row.contains(at) else row.bottomLeft() + QPoint(16, 0)  # by the menu key it comes in the middle
        make_menu(view, entries).popup(view.viewport().mapToGlobal(place))

    def entries(self) -> Sequence[Entry]:
        """What can be done with the line that is chosen."""
        line = self._facts.current()
        if line is None:
            return []
        is_own = line.fact in _OWN
        peek = (self.tr("The whole text"), "Space", partial(self._facts.peek_line, line.id))
        opening = (self.tr("Correct") if is_own else self.tr("Open"), "Enter", partial(self._open, line))
        return [opening, peek, (self.tr("Remove"), "Del", self._remove_current)] if is_own else [opening, peek]
