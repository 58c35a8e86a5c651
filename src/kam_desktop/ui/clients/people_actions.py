"""What one can do with a person of a client without opening their form."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from kam_desktop import runtime
from kam_desktop.core import contacts
from kam_desktop.ui.clients.menus import Entry, make_menu
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.tasks import Tasks


class PeopleActions(QObject):
    """A person is given as ``Dossier.contacts`` has them, with ``client_id`` beside it."""

    asked = Signal(object)  # Route

    def __init__(self, tasks: Tasks, owner: QWidget) -> None:
        super().__init__(owner)
        self._tasks, self._owner = tasks, owner

    def remove(self, person: dict[str, Any]) -> None:
        """Take a person off the dossier; Undo brings them back."""
        contact_id = person["id"]
        self._tasks.write(
            self,
            lambda session: contacts.remove(session, contact_id, today=runtime.today()),
            said=self.tr("{name} taken off the dossier").format(name=person["name"]),
        )

    def change(self, person: dict[str, Any], said: str, **changes: Any) -> None:
        """Change a person in one step: main contact, has left."""
        contact_id = person["id"]

        def work(session: Any) -> None:
            draft = replace(contacts.draft_of(contacts.get(session, contact_id)), **changes)
            contacts.update(session, contact_id, draft, today=runtime.today())

        self._tasks.write(self, work, said=said.format(name=person["name"]))

    def make_menu(self, person: dict[str, Any], numbers: Sequence[str]) -> QMenu:
        """Everything one can do; ``numbers`` are the phones as people group them."""
        has_left = bool(person["has_left"])
        entries: list[Entry] = [
            (self.tr("Open"), "Enter", partial(self._go, "contact", person)),
            (self.tr("Edit"), "", partial(self._go, "contact_form", person)),
            (self.tr("Log a contact"), "", partial(self._go, "log", person)),
            (self.tr("Record a gift"), "", partial(self._go, "gift_form", person)),
        ]
        for number in numbers:
            copy = partial(QGuiApplication.clipboard().setText, number)
            entries.append((self.tr("Copy {number}").format(number=number), "", copy))
        if not person["is_primary"] and not has_left:
            act = partial(self.change, person, self.tr("{name} is the main contact"), is_primary=True)
            entries.append((self.tr("Make the main contact"), "", act))
        said = self.tr("{name} is here again") if has_left else self.tr("{name} has left")
        left = self.tr("Is here again") if has_left else self.tr("Has left this client")
        entries.append((left, "", partial(self.change, person, said, has_left=not has_left)))
        entries.append((self.tr("Take off the dossier"), "Del", partial(self.remove, person)))
        return make_menu(self._owner, entries)

    def _go(self, page: str, person: dict[str, Any]) -> None:
        args = {"client_id": person["client_id"]}
        if page in ("contact", "contact_form"):
            self.asked.emit(Route(page, person["id"], args))
        else:
            self.asked.emit(Route(page, "", {**args, "contact_id": person["id"]}))
