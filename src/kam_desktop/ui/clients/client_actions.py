"""What one can do with a client without leaving its page, each one save that Undo takes back."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Signal

from kam_desktop import runtime
from kam_desktop.core import clients, commitments, interactions, notes, touches
from kam_desktop.core.agenda import DueTouch
from kam_desktop.core.dossiers import Promise
from kam_desktop.core.rules.kinds import Channel
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.tasks import Notice, Tasks


class ClientActions(QObject):
    """``client_id`` is the client that the page shows now."""

    asked = Signal(object)  # Route

    def __init__(self, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self.client_id = ""

    def go(self, page: str, **args: Any) -> None:
        """To a page about this client."""
        self.asked.emit(Route(page, "", {"client_id": self.client_id, **args}))

    def print_out(self, paper: str) -> None:
        """A paper about this client, looked at first."""
        self.asked.emit(Route("preview", self.client_id, {"paper": paper}))

    def hand_over(self) -> None:
        """The page on which the client changes hands."""
        self.asked.emit(Route("handover", self.client_id))

    def follow(self, client_id: str, gone: Callable[[], None]) -> None:
        """A client that is not there: to the one it was merged into, ``gone`` where it is nowhere."""

        def work(session: Any) -> tuple[str, str] | None:
            from kam_desktop.core import mergers

            return mergers.became(session, client_id)

        def lead(found: tuple[str, str] | None) -> None:
            if client_id != self.client_id:
                return
            if found is None:
                gone()
                return
            into_id, name = found
            words = self.tr("{name} was merged into this client").format(name=name)
            self._tasks.told.emit(Notice(words, None, is_done=False))
            self.asked.emit(Route("client", into_id, {"replace": True}))

        self._tasks.read(self, work, done=lead)

    def do_touch(self, touch: DueTouch) -> None:
        """The page that does what is due."""
        if touch.visit_id:
            self.asked.emit(Route("visit", touch.visit_id))
        else:
            page = {Channel.VISIT: "visit", Channel.GIFT: "gift_form"}.get(touch.channel, "log")
            self.go(page, touch_id=touch.id, contact_id=touch.contact_id or "")

    def note_promise(self, text: str, due: date | None) -> None:
        """A promise made outside a visit; its reminder is planned at once."""
        client_id = self.client_id

        def work(session: Any) -> None:
            commitments.add(session, client_id, text=text, due_on=due)
            touches.replan(session, client_id, today=runtime.today())

        self._tasks.write(self, work, said=self.tr("Promise noted"))

    def keep_promise(self, promise: Promise) -> None:
        """A promise was kept."""
        self._tasks.write(
            self,
            lambda session: commitments.settle(session, promise.id, today=runtime.today()),
            said=self.tr("Promise kept: {text}").format(text=promise.text),
        )

    def remove_note(self, note_id: str) -> None:
        """Put a note away."""
        self._tasks.write(self, lambda session: notes.remove(session, note_id), said=self.tr("Note removed"))

    def remove_contact(self, interaction_id: str) -> None:
        """A contact that did not take place; Undo brings it back with what it closed."""
        today = runtime.today()
        self._tasks.write(
            self,
            lambda session: interactions.remove(session, interaction_id, today=today),
            said=self.tr("Contact removed"),
        )

    def tell(self, text: str) -> None:
        """Something that is only to be known."""
        self._tasks.told.emit(Notice(text, None, is_done=False))

    def remove_client(self, name: str) -> None:
        """Take the client off the list; Undo brings it back with all that belongs to it."""
        client_id = self.client_id
        self._tasks.write(
            self,
            lambda session: clients.remove(session, client_id),
            done=lambda _: self.asked.emit(Route("clients")),
            said=self.tr("{name} deleted").format(name=name),
        )
