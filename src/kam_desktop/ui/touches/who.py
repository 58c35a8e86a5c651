"""Whom a note is about: a line that searches by name, pinyin or number, then the client with its people."""

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kam_desktop.core import clients, contacts, search
from kam_desktop.ui.hit_list import Hit, HitList
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.badge import TierBadge
from kam_desktop.ui.widgets.buttons import QuietButton
from kam_desktop.ui.widgets.chip import Chip
from kam_desktop.ui.widgets.flow import FlowLayout
from kam_desktop.ui.widgets.texts import Hint, PlainLabel

_MOST_HITS = 6


class Person(NamedTuple):
    """A contact to tick."""

    id: str
    name: str
    title: str


class Who(NamedTuple):
    """A client with its people, the main contact first; who left is not among them."""

    client_id: str
    name: str
    tier: str
    people: tuple[Person, ...]


def read_who(session: Any, client_id: str, took_part: Collection[str] = ()) -> Who:
    """The client and its people, as plain values; of those who left only who took part."""
    client = clients.get(session, client_id)
    people = contacts.of_client(session, client_id)
    here = tuple(Person(each.id, each.name, each.title) for each in people if not each.has_left or each.id in took_part)
    return Who(client.id, client.short_name or client.name, client.tier, here)


class NameLine(QLineEdit):
    """``typed`` includes letters the input method has not committed yet, so pinyin works with it on."""

    typed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preedit = ""
        self.textChanged.connect(self._tell)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._preedit = event.preeditString().replace("'", "").replace(" ", "")
        super().inputMethodEvent(event)
        self._tell()

    def _tell(self) -> None:
        self.typed.emit(self.text() + self._preedit)


class WhoPicker(QWidget):
    """Type and choose; then the client stands there with chips for its people, and a cross to go back."""

    chosen = Signal(object)  # Who
    ticked = Signal()
    resized = Signal()

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._asked = 0
        self.who: Who | None = None
        self._chips: dict[str, Chip] = {}
        self._make_search()
        self._make_choice()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for widget in (self.line, self.hits, self._nothing, self._choice):
            column.addWidget(widget)
        self.clear()

    def _make_search(self) -> None:
        self.line = NameLine(self)
        self.line.setPlaceholderText(self.tr("Client or contact; pinyin will do"))
        self.line.setAccessibleName(self.tr("Who"))
        self.line.typed.connect(self._ask)
        self.hits = HitList(self)
        self.hits.setAccessibleName(self.tr("Matches"))
        self.hits.clicked.connect(lambda _index: self._take(self.hits.current()))
        self._nothing = Hint(self.tr("Nobody of that name"), self)

    def _make_choice(self) -> None:
        self._choice = QWidget(self)
        self._badge = TierBadge("", self._choice)
        self._name = PlainLabel("", self._choice, bold=True, elide=True)
        self.change_button = QuietButton(self.tr("Choose somebody else"), self._choice, size="small")
        self.change_button.clicked.connect(self.choose_again)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._badge)
        row.addWidget(self._name, 1)
        row.addWidget(self.change_button)
        self._people = QWidget(self._choice)
        self._flow = FlowLayout(self._people, spacing=8)
        self._flow.setContentsMargins(0, 0, 0, 0)
        column = QVBoxLayout(self._choice)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self._people)

    def clear(self) -> None:
        """Back to an empty line."""
        self._asked += 1
        self.who = None
        self.line.clear()
        self.hits.set_hits([])
        self.hits.hide()
        self._nothing.hide()
        self._choice.hide()
        self.change_button.show()
        self.line.show()

    def choose_again(self) -> None:
        """The cross: type another name."""
        self.clear()
        self.resized.emit()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def preset(self, client_id: str, *contact_ids: str) -> None:
        """Choose a client by id, with some of its people ticked."""
        self._asked += 1
        number = self._asked
        self._tasks.read(
            self,
            lambda s: read_who(s, client_id),
            done=lambda who: self._show(number, who, contact_ids),
        )

    def show_who(self, who: Who, contact_ids: Collection[str]) -> None:
        """A client that is known already and stays."""
        self._asked += 1
        self.change_button.hide()
        self._show(self._asked, who, contact_ids)

    def contact_ids(self) -> tuple[str, ...]:
        """The people that are ticked."""
        return tuple(name for name, chip in self._chips.items() if chip.isChecked())

    def names(self) -> str:
        """The client and who of it, for a message."""
        if self.who is None:
            return ""
        people = [each.name for each in self.who.people if each.id in self.contact_ids()]
        return " ".join([self.who.name, *people])

    def takes_key(self, event: QKeyEvent) -> bool:
        """Up, Down and Enter move and take the choice while there is one to make."""
        if self.who is not None or not self.hits.hits():
            return False
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.hits.move_by(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self.hits.current())
        else:
            return False
        return True

    def _ask(self, text: str) -> None:
        self._asked += 1
        number, wanted = self._asked, text.strip()
        if not wanted:
            self._show_hits(number, wanted, [])
            return
        self._tasks.read_newest(
            self,
            lambda s: search.find_names(s, wanted, limit=_MOST_HITS),
            done=lambda found: self._show_hits(number, wanted, found),
        )

    def _show_hits(self, number: int, wanted: str, found: Sequence[search.Hit]) -> None:
        if number != self._asked or self.who is not None:
            return
        people = [each for each in found if each.kind == "contact"]
        companies = [each for each in found if each.kind == "client"]
        people = people[: max(_MOST_HITS // 2, _MOST_HITS - len(companies))]
        companies = companies[: _MOST_HITS - len(people)]
        heads = {"contact": self.tr("Contacts"), "client": self.tr("Clients")}
        self.hits.set_hits([_hit(each, heads[each.kind]) for each in (*people, *companies)])
        self.hits.setFixedHeight(self.hits.full_height() + 2)
        self.hits.setVisible(bool(found))
        self._nothing.setVisible(bool(wanted) and not found)
        self.resized.emit()

    def _take(self, hit: Hit | None) -> None:
        if hit is not None:
            client_id, _, contact_id = hit.id.partition("/")
            self.preset(client_id, contact_id)

    def _show(self, number: int, who: Who, contact_ids: Collection[str]) -> None:
        if number != self._asked:
            return
        self.who = who
        self._badge.set_tier(who.tier)
        self._badge.setVisible(bool(who.tier))
        self._name.setText(who.name)
        self._fill_people(who, contact_ids)
        for widget in (self.line, self.hits, self._nothing):
            widget.hide()
        self._choice.show()
        self.resized.emit()
        self.chosen.emit(who)

    def _fill_people(self, who: Who, contact_ids: Collection[str]) -> None:
        for chip in self._chips.values():
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = {}
        for person in who.people:
            chip = Chip(" ".join(part for part in (person.name, person.title) if part), self._people)
            chip.setChecked(person.id in contact_ids)
            chip.clicked.connect(lambda _=False: self.ticked.emit())
            self._flow.addWidget(chip)
            self._chips[person.id] = chip
        self._people.setVisible(bool(who.people))


def _hit(found: search.Hit, section: str) -> Hit:
    contact_id = found.id if found.kind == "contact" else ""
    return Hit(
        section, f"{found.client_id}/{contact_id}", found.title, found.snippet, found.tier, found.marks,
        detail_marks=found.snippet_marks,
    )  # fmt: skip
