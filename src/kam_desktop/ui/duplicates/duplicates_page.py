"""Duplicates: the pairs by certainty with their reasons, and each pair side by side (D-2.5)."""

from collections.abc import Callable
from datetime import date
from itertools import groupby
from typing import Any, ClassVar

from PySide6.QtCore import QDateTime, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from kam_desktop.core import clients, duplicate_search, duplicates
from kam_desktop.core.duplicate_search import Found, Pair
from kam_desktop.core.errors import Cancelled, KamError
from kam_desktop.core.rules.kinds import Entity
from kam_desktop.core.rules.likeness import Certainty
from kam_desktop.ui import labels
from kam_desktop.ui.duplicates import wording
from kam_desktop.ui.duplicates.side_by_side import SideBySide
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.page import Page
from kam_desktop.ui.tasks import Progress, Run, Tasks
from kam_desktop.ui.widgets.buttons import PlainButton
from kam_desktop.ui.widgets.empty import EmptyState
from kam_desktop.ui.widgets.list_view import GroupHead, Row, RowList, TwoLineRow
from kam_desktop.ui.widgets.page_head import PageHead

_SEARCHED_AGAIN_BY_ITSELF = 5_000  # clients; a larger store is searched when somebody asks
_ROLES = {Certainty.CERTAIN: "accent", Certainty.LIKELY: "text", Certainty.POSSIBLE: "muted"}


class DuplicatesPage(Page):
    """``Route("duplicates")`` lists pairs; ``Route("merge", "", {"ids": (a, b)})`` opens two clients at once.

    With ``"kind": "contact"`` the two ids are people of one client.
    """

    concerns: ClassVar[frozenset[Entity]] = frozenset({Entity.CLIENT, Entity.CONTACT, Entity.SETTING})

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tasks = tasks
        self.pairs: tuple[Pair, ...] = ()
        self._found: Found | None = None
        self._run: Run | None = None
        self._is_direct = self._is_searching = False
        self._open_id = ""
        self._last = QDateTime()
        self._make_parts()
        self._lay_out()
        self._connect()

    def _make_parts(self) -> None:
        self.head = PageHead(self.tr("Duplicates"), self)
        self.search_button = PlainButton(self.tr("Search again"), self, icon="refresh")
        self.head.add_tool(self.search_button)
        self.list = RowList(self)
        self.list.setAccessibleName(self.tr("Pairs that may be one"))
        self.empty = EmptyState("", "", self)
        self.side = SideBySide(self.tasks, self)
        self._lists = QWidget(self)
        self._inner = QStackedWidget(self._lists)
        self._inner.addWidget(self.list)
        self._inner.addWidget(self.empty)
        self.stack = QStackedWidget(self)

    def _lay_out(self) -> None:
        inside = QVBoxLayout(self._lists)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(self.head)
        inside.addWidget(self._inner, 1)
        self.stack.addWidget(self._lists)
        self.stack.addWidget(self.side)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)

    def _connect(self) -> None:
        self.search_button.clicked.connect(self.search)
        self.empty.asked.connect(self.search)
        self.list.opened.connect(self.open_pair)
        self.side.left.connect(self._leave)
        self.side.gone.connect(self._after_gone)
        self.side.merged.connect(self._after_merge)
        self.side.refused_pair.connect(self._set_apart)
        self.tasks.run_progressed.connect(self._on_progress)
        refuse = QShortcut(QKeySequence("N"), self.list)
        refuse.setContext(Qt.ShortcutContext.WidgetShortcut)
        refuse.activated.connect(self._set_current_apart)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):  # pressed once more after a merge: nothing is open to be merged
            QShortcut(QKeySequence(keys), self.list).setContext(Qt.ShortcutContext.WidgetShortcut)

    def title(self) -> str:
        return self.tr("Duplicates")

    def keys(self) -> list[tuple[str, str]]:
        return [
            ("Enter", self.tr("Open the pair side by side")),
            ("Left", self.tr("Take the field from the left")),
            ("Right", self.tr("Take the field from the right")),
            ("B", self.tr("Take both")),
            ("X", self.tr("Swap which one stays")),
            ("N", self.tr("Not the same; never show this pair again")),
            ("Ctrl+Enter", self.tr("Merge")),
        ]

    def show_route(self, route: Route) -> None:
        """A pair by its ids, or the list."""
        ids = tuple(str(each) for each in route.args.get("ids", ()))
        self._is_direct = len(ids) == 2
        if self._is_direct:
            self.side.show_pair(ids[0], ids[1], is_people=route.args.get("kind") == "contact")
            self.stack.setCurrentWidget(self.side)
            self.setFocusProxy(self.side)
            self.mark_stale()
        else:
            self.stack.setCurrentWidget(self._lists)
            self.setFocusProxy(self.list)

    def on_escape(self) -> bool:
        """Stops the search, then closes the pair."""
        if self._run is not None and not self._is_direct:
            self._run.cancel()
            return True
        if self.stack.currentWidget() is self.side and not self._is_direct:
            self._leave()
            return True
        return False

    def reload(self) -> None:
        """Search by itself the first time, and again after changes where that takes no time."""
        if self._is_direct:
            self.side.reload()
        elif self._found is None or self._found.searched <= _SEARCHED_AGAIN_BY_ITSELF:
            self.tasks.read(
                self, lambda s: (clients.count(s), duplicate_search.searched_at(s)), done=self._on_known
            )  # fmt: skip

    def search(self) -> None:
        """Look through the whole store, with a count and a way to stop."""
        self._search(_SEARCHED_AGAIN_BY_ITSELF + 1)

    def _on_known(self, known: tuple[int, str]) -> None:
        count, searched_at = known
        self._last = QDateTime.fromString(searched_at, Qt.DateFormat.ISODateWithMs).toLocalTime()
        self._search(count)

    def _search(self, count: int) -> None:
        if self._is_searching:
            return
        self._is_searching = True
        self.head.loading.start()
        self.search_button.setEnabled(False)
        if count <= _SEARCHED_AGAIN_BY_ITSELF:
            self.tasks.read(self, duplicate_search.find, done=self._show, failed=self._on_failed, finished=self._ended)
            return
        self.empty.say(self.tr("Looking for duplicates…"))
        self._run = self.tasks.read_long(
            self, _find, done=self._show, failed=self._on_failed, finished=self._ended,
            label=self.tr("Looking for duplicates"),
        )  # fmt: skip

    def _on_progress(self, run: Run) -> None:
        if run is self._run and run.total:
            said = self.tr("Looking for duplicates: {count} of {total} clients")
            self.head.set_subtitle(said.format(count=f"{run.count:,}", total=f"{run.total:,}"))

    def _on_failed(self, error: KamError) -> None:
        if isinstance(error, Cancelled):
            self.head.set_subtitle("")
            self.empty.say(self._stopped_text(), self.tr("Search again"))
        else:
            self.tasks.refused.emit(error)

    def _stopped_text(self) -> str:
        if not self._last.isValid():
            return self.tr("The search was stopped.")
        day = self._last.date()
        when = f"{labels.day(date(day.year(), day.month(), day.day()))} {self._last.toString('HH:mm')}"
        return self.tr("The search was stopped. The last whole one was on {when}.").format(when=when)

    def _ended(self) -> None:
        self._is_searching, self._run = False, None
        self.head.loading.stop()
        self.search_button.setEnabled(True)

    def _show(self, found: Found) -> None:
        self._found, self.pairs = found, found.pairs
        self.tasks.write(self, duplicate_search.note_search)
        self._last = QDateTime.currentDateTime()
        self._fill()

    def _fill(self) -> None:
        self.list.set_rows(self._rows())
        self._inner.setCurrentWidget(self.list if self.pairs else self.empty)
        if self._found is not None:
            parts = [self.tr("%n pair(s)", "", len(self.pairs))] if self.pairs else []
            if self._found.is_cut:
                parts.append(self.tr("the surest of many"))
            parts.append(self.tr("searched at {time}").format(time=self._last.toString("HH:mm")))
            self.head.set_subtitle(" · ".join(parts))
        if not self.pairs and self._found is not None:
            said = self.tr("No duplicates found among {n} client(s).", "", self._found.searched)
            said = said.format(n=f"{self._found.searched:,}")
            self.empty.say(said, self.tr("Search again"))
        if self.list.isVisible() and self.list.hasFocus() and not self.list.current_id():
            self.list.select_first()

    def _rows(self) -> list[Row]:
        rows: list[Row] = []
        for certainty, group in groupby(self.pairs, key=lambda pair: pair.likeness.certainty):
            members = list(group)
            rows.append(GroupHead(labels.name_of(certainty), len(members), _ROLES[certainty]))
            rows += [self._row(pair) for pair in members]
        return rows

    def _row(self, pair: Pair) -> TwoLineRow:
        is_client = pair.kind == "client"
        places = dict.fromkeys(each for each in (pair.one_under, pair.other_under) if each)
        title = self.tr("{one} / {other}").format(one=pair.one, other=pair.other)
        hint = "" if pair.can_merge else self.tr("at two clients: moved?")
        return TwoLineRow(
            pair.id, "", title, labels.listed(places), "clients" if is_client else "user",
            wording.why(pair.likeness), hint,
        )  # fmt: skip

    def open_pair(self, pair_id: str) -> None:
        """Side by side; a person at two clients opens the first of them, for people do not merge across clients."""
        pair = self._pair(pair_id)
        if pair is None:
            return
        if not pair.can_merge:
            self.navigate.emit(Route("client", pair.one_client_id, {"contact_id": pair.one_id}))
            return
        self._open_id = pair.id
        self.side.show_pair(
            pair.one_id, pair.other_id, is_people=pair.kind == "contact", why=wording.why(pair.likeness)
        )  # fmt: skip
        self.stack.setCurrentWidget(self.side)
        self.side.reload()
        self.side.table.setFocus()

    def _pair(self, pair_id: str) -> Pair | None:
        return next((pair for pair in self.pairs if pair.id == pair_id), None)

    def _after_merge(self, kept: str, dropped: str) -> None:
        if self._is_direct:
            self.navigate.emit(Route("client", self.side.client_id or kept, {"replace": True}))
        else:
            self._drop_pairs(lambda pair: dropped in (pair.one_id, pair.other_id), opens_next=False)

    def _after_gone(self) -> None:
        if self._is_direct:
            self.navigate.emit(Route("clients"))
        else:
            self._drop_pairs(lambda pair: pair.id == self._open_id)

    def _set_current_apart(self) -> None:
        if (pair := self._pair(self.list.current_id())) is not None:
            self._set_apart(pair.one_id, pair.other_id)

    def _set_apart(self, one: str, other: str) -> None:
        both = {one, other}
        self.tasks.write(
            self, lambda session: duplicates.set_apart(session, one, other), done=lambda _: self._after_apart(both),
            said=self.tr("Not the same: this pair is not shown again"),
        )  # fmt: skip

    def _after_apart(self, both: set[str]) -> None:
        if self._is_direct:
            self.navigate.emit(Route("duplicates"))
        else:
            self._drop_pairs(lambda pair: both == {pair.one_id, pair.other_id})

    def _drop_pairs(self, is_settled: Callable[[Pair], bool], *, opens_next: bool = True) -> None:
        """Settled pairs go; while one is open the next that can be merged takes its place.

        After a merge it is only chosen in the list: a second press of the same key would merge strangers.
        """
        at = next((place for place, pair in enumerate(self.pairs) if pair.id == self._open_id), 0)
        after = [pair for pair in self.pairs[at:] if not is_settled(pair) and pair.can_merge]
        self.pairs = tuple(pair for pair in self.pairs if not is_settled(pair))
        self._fill()
        if self.stack.currentWidget() is not self.side:
            return
        if after:
            self.list.select_id(after[0].id)
        if after and opens_next:
            self.open_pair(after[0].id)
        else:
            self._leave()

    def _leave(self) -> None:
        if self._is_direct:
            self.navigate.emit(Route("duplicates"))
            return
        self._open_id = ""
        self.stack.setCurrentWidget(self._lists)
        self.setFocusProxy(self.list)
        (self.list if self.pairs else self.empty.button).setFocus()


def _find(session: Any, progress: Progress, is_cancelled: Callable[[], bool]) -> Found:
    def step(done: int, total: int) -> None:
        if is_cancelled():
            raise Cancelled("cancelled")
        progress(done, total, "")

    return duplicate_search.find(session, step)
