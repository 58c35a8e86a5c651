"""What the command bar finds: people and clients, what was written, and what can be done with it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from PySide6.QtCore import QObject

from kam_desktop import words
from kam_desktop.ui.hit_list import Hit
from kam_desktop.ui.main_window import MainWindow
from kam_desktop.ui.navigation import IMPORT, Route
from kam_desktop.ui.tasks import Tasks

if TYPE_CHECKING:
    from kam_desktop.core.inbound import Caller
    from kam_desktop.core.recents import Recent
    from kam_desktop.core.search import Hit as Found
    from kam_desktop.ui.touches.quick_log import QuickLog


_RECENT: Final = 5
_FIRST: Final = 6  # names before what can be done with them; the others stand behind
_MOST: Final = 50  # of names, and of what was written


class _Answer(NamedTuple):
    """What was found; ``number`` is the telephone number that was typed, and ``callers`` who has it."""

    found: "list[Found]"
    is_behind: bool
    number: str
    callers: "list[Caller]"
    actions: Sequence[str]  # the titles of those that are meant


class Finder(QObject):
    """For one window; ``open_in_new`` shows a route in another, ``quick_log`` gives the form for a note."""

    def __init__(
        self,
        tasks: Tasks,
        window: MainWindow,
        quick_log: "Callable[[], QuickLog]",
        open_in_new: Callable[[Route], None],
    ) -> None:
        super().__init__(window)
        self._tasks, self._window = tasks, window
        self._quick_log, self._open_in_new = quick_log, open_in_new

    def _note(self, **about: str) -> None:
        self._quick_log().open(**about)

    def find(self, text: str, deliver: Callable[[list[Hit]], None]) -> None:
        """People and clients, actions on the chosen one, what was written, then the program's own actions.

        Without a text: who was looked at or spoken with last, and what is done most.
        """
        if not text:
            self._offer(deliver)
            return

        offered = self._actions()
        titles = [(each.title, f"{each.title} {_also(each.id)}") for each in offered]

        def work(session: Any) -> _Answer:
            from kam_desktop.core import inbound, indexing, search
            from kam_desktop.core.rules import readings

            number = inbound.number_in(text)
            callers = inbound.find(session, text, limit=6) if number else []
            known = {each.contact_id for each in callers}
            named = [each for each in search.find_names(session, text, limit=_MOST) if each.id not in known]
            found = named + search.find_texts(session, text, limit=_MOST)
            meant = [title for title, asked in titles if readings.is_meant(text, asked)]
            return _Answer(found, indexing.is_behind(session), number, callers, meant)

        def show(answer: _Answer) -> None:
            self._window.command_bar.show_behind(answer.is_behind)
            named, written = self._hits(answer.found)
            self._window.command_bar.show_cut(max(len(named), len(written)) >= _MOST)
            actions = [each for each in offered if each.title in answer.actions]
            is_begun = any(each.title.casefold().startswith(text.casefold()) for each in actions)
            rest = [*actions, *written] if is_begun else [*written, *actions]
            first, others = named[:_FIRST], named[_FIRST:]
            on_first = first[0].acts() if first and first[0].acts else []
            hits = [*self._callers(answer), *first, *on_first, *others, *rest]
            deliver(hits or self._instead(text))

        self._tasks.read_newest(self._window, work, done=show)

    def _offer(self, deliver: Callable[[list[Hit]], None]) -> None:
        """Before anything is typed."""
        seen = [(each.page, each.id) for each in self._window.history.seen(("client", "contact"))]

        def work(session: Any) -> "list[Recent]":
            from kam_desktop.core import recents

            return recents.of(session, seen, limit=_RECENT)

        def show(found: "list[Recent]") -> None:
            self._window.command_bar.show_behind(False)
            self._window.command_bar.show_cut(False)
            deliver([*map(self._recent, found), *self._useful()])

        self._tasks.read_newest(self._window, work, done=show)

    def _recent(self, one: "Recent") -> Hit:
        route = Route(one.kind, one.id)
        return Hit(
            self.tr("Recent"), one.id, one.name, one.about, one.tier or "-", run=partial(self._window.go, route),
            run_in_new_window=partial(self._open_in_new, route),
        )  # fmt: skip

    def _useful(self) -> list[Hit]:
        """What is done most, ready for a key or a click."""
        offered = (
            ("log", self.tr("Log a contact"), "phone", self._note),
            ("calls", self.tr("Call list"), "phone", partial(self._window.go, Route("calls"))),
            ("visit", self.tr("Plan a visit"), "visit", partial(self._window.go, Route("visit"))),
            ("gift", self.tr("Record a gift"), "gift", partial(self._window.go, Route("gift_form"))),
            ("client", self.tr("New client"), "plus", partial(self._window.go, Route("client_form"))),
            ("import", self.tr("Import"), "import", partial(self._window.go, IMPORT)),
        )
        return [Hit(self.tr("Actions"), name, title, icon=icon, run=run) for name, title, icon, run in offered]

    def _instead(self, text: str) -> list[Hit]:
        """Nobody and nothing of that name: it can be made a client, and what else leads on from there."""
        if "@" in text or not any(sign.isalpha() for sign in text):
            return []
        head, form = self.tr("Nothing found"), Route("client_form", "", {"name": text})
        return [
            Hit(head, "client", self.tr("New client “{name}”").format(name=text), icon="plus", keycap="Alt+1",
                run=partial(self._window.go, form), run_in_new_window=partial(self._open_in_new, form)),
            Hit(head, "log", self.tr("Log a contact"), icon="phone", keycap="Alt+2", run=self._note),
            Hit(head, "import", self.tr("Import"), icon="import", keycap="Alt+3",
                run=partial(self._window.go, IMPORT)),
        ]  # fmt: skip

    def _callers(self, answer: _Answer) -> list[Hit]:
        """Who has the number that was pasted; nobody, and it can be made somebody's."""
        if not answer.number:
            return []
        head = self.tr("Number {number}").format(number=answer.number)
        hits = [
            Hit(
                head, each.contact_id, each.name, " · ".join(filter(None, (each.client, each.title, each.number))),
                each.tier or "-", run=partial(self._window.go, Route("contact", each.contact_id)),
                run_in_new_window=partial(self._open_in_new, Route("contact", each.contact_id)),
            )
            for each in answer.callers
        ]  # fmt: skip
        run = partial(self._window.go, Route("caller", answer.number))
        return hits or [Hit(head, "caller", self.tr("Make a contact with this number"), icon="plus", run=run)]

    def _hits(self, found: "list[Found]") -> tuple[list[Hit], list[Hit]]:
        """Names, each with what can be done with it, and what was written."""
        people = [each for each in found if each.kind in ("contact", "client")]
        named = [replace(self._hit(each), acts=partial(self._acts_on, each)) for each in people]
        written = [self._hit(each) for each in found[len(named) :]]
        return named, sorted(written, key=lambda hit: hit.section)

    def _hit(self, found: "Found") -> Hit:
        route = self._route_of(found)
        return Hit(
            self._head_of(found.kind), found.id, found.title, found.snippet, found.tier or "-", found.marks,
            detail_marks=found.snippet_marks, run=partial(self._window.go, route),
            run_in_new_window=partial(self._open_in_new, route),
        )  # fmt: skip

    def _head_of(self, kind: str) -> str:
        """The kind of a find, as the section it stands in."""
        heads = {
            "contact": self.tr("Contacts"), "client": self.tr("Clients"), "visit": self.tr("In visits"),
            "interaction": self.tr("In the log"), "gift": self.tr("In gifts"), "commitment": self.tr("In promises"),
            "attachment": self.tr("In files"), "occasion": self.tr("In occasions"), "favour": self.tr("In favours"),
        }  # fmt: skip
        return heads.get(kind, self.tr("In notes"))

    def _route_of(self, hit: "Found") -> Route:
        if hit.kind == "contact":
            return Route("contact", hit.id)
        if hit.kind in ("visit", "gift"):
            return Route(hit.kind, hit.id)
        if hit.kind == "client":
            return Route("client", hit.id)
        if hit.kind == "attachment":
            return Route("client", hit.client_id, {"view": "files", "focus": hit.id})
        return Route("client", hit.client_id, {"view": "timeline", "focus": hit.id, "kind": hit.kind})

    def _acts_on(self, one: "Found") -> list[Hit]:
        contact_id = one.id if one.kind == "contact" else ""
        args = {"client_id": one.client_id, "contact_id": contact_id}
        head = self.tr("With {name}").format(name=one.title)
        note = partial(self._note, client_id=one.client_id, contact_id=contact_id)
        return [
            Hit(head, "log", self.tr("Log a contact"), icon="phone", keycap="Alt+1", run=note, is_act=True),
            Hit(head, "visit", self.tr("Plan a visit"), icon="visit", keycap="Alt+2",
                run=partial(self._window.go, Route("visit", "", args)), is_act=True),
            Hit(head, "gift", self.tr("Record a gift"), icon="gift", keycap="Alt+3",
                run=partial(self._window.go, Route("gift_form", "", args)), is_act=True),
            *(
                Hit(head, f"paper:{page}:{paper}", title, icon="document",
                    run=partial(self._window.go, Route(page, one.client_id, {"paper": paper} if paper else {})), is_act=True)
                for title, page, paper in (
                    (self.tr("Brief for the car"), "preview", "brief"),
                    (self.tr("Dossier on paper"), "preview", "dossier"),
                    (self.tr("Handover"), "handover", ""),
                )
            ),
        ]  # fmt: skip

    def _actions(self) -> list[Hit]:
        head = self.tr("Actions")
        offered = (
            (self.tr("New client"), "plus", Route("client_form")),
            (self.tr("New visit"), "visit", Route("visit")),
            (self.tr("Record a gift"), "gift", Route("gift_form")),
            (self.tr("Call list"), "phone", Route("calls")),
            (self.tr("Who calls"), "phone", Route("caller")),
            (self.tr("New event"), "event", Route("event_form")),
            (self.tr("Events"), "event", Route("events")),
            (self.tr("Import"), "import", IMPORT),
            (self.tr("Export"), "export", Route("export", "", {"what": "clients"})),
            (self.tr("Find duplicates"), "users", Route("duplicates")),
            (self.tr("Weekly report"), "document", Route("weekly")),
            (self.tr("Promise list"), "document-check", Route("preview", "", {"paper": "promises"})),
            (self.tr("Export reports"), "export", Route("papers")),
            (self.tr("Logo and file names"), "settings", Route("settings", "documents")),
            (self.tr("Today"), "today", Route("today")),
            (self.tr("What we owe"), "favour", Route("owed")),
            (self.tr("Coming events"), "event", Route("interests")),
            (self.tr("Clients"), "clients", Route("clients")),
            (self.tr("Visits"), "visit", Route("visits")),
            (self.tr("Gifts"), "gift", Route("gifts")),
            (self.tr("Service policies"), "heart", Route("policies")),
            (self.tr("Work hours and capacity"), "clock", Route("settings", "workload")),
            (self.tr("Ill, on leave …"), "calendar", Route("settings", "absences")),
            (self.tr("Calendar for the phone"), "calendar", Route("settings", "subscription")),
            (self.tr("Holiday calendar"), "calendar", Route("settings", "holidays")),
            (self.tr("Settings"), "settings", Route("settings")),
            (self.tr("Back up now"), "download", Route("settings", "backup")),
            (self.tr("About"), "info", Route("settings", "about")),
        )
        back = (
            Hit(head, "help", self.tr("Help and keys"), icon="help", keycap="F1", run=self._window.show_keys),
            Hit(head, "undo", self.tr("Undo"), icon="undo", keycap="Ctrl+Z", run=self._window.undo),
            Hit(head, "redo", self.tr("Redo"), icon="refresh", keycap="Ctrl+Y", run=self._window.redo),
        )
        ways = (
            Hit(head, title, title, icon=icon, run=partial(self._window.go, route)) for title, icon, route in offered
        )
        return [*ways, *back]


def _also(action: str) -> str:
    """How an action is asked for beside its title, in any language; "" for most."""
    key = f"action.also.{action}"
    return " ".join(words.say(lang, key) for lang in words.LANGUAGES if words.has(lang, key))
