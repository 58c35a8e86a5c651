"""All visits: which are planned, which reports are owed, which were reviewed (D-6.1)."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any, ClassVar, NamedTuple

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from kam_desktop import runtime
from kam_desktop.core import visit_lists
from kam_desktop.core.rules.kinds import Entity, VisitState
from kam_desktop.core.rules.lines import in_one_line
from kam_desktop.core.visit_lists import VisitRow
from kam_desktop.ui import labels
from kam_desktop.ui.entries.exchange_button import ExchangeButton
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.page import Page, add_key
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.visits.list_acts import ChosenBar, ListActs
from kam_desktop.ui.visits.list_bar import Chosen, VisitsBar
from kam_desktop.ui.visits.typed import clock_text
from kam_desktop.ui.widgets.buttons import IconButton, PlainButton
from kam_desktop.ui.widgets.empty import EmptyState
from kam_desktop.ui.widgets.page_head import PageHead
from kam_desktop.ui.widgets.paged_table import Cell, Column, PagedTableModel, RowTable, request_through

_WAIT_MS = 150
_ROLES = {VisitState.RETURNED: "danger", VisitState.REPORTED: "warning", VisitState.ACCEPTED: "ok"}


class VisitsPage(Page):
    """Route ``visits``, with ``state`` (also ``late``), ``text``, ``owner``, ``from`` and ``to`` as filters."""

    concerns: ClassVar[frozenset[Entity]] = frozenset({Entity.VISIT, Entity.CLIENT, Entity.PACKET, Entity.PARTNER})

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tasks = tasks
        self._generation = 0
        self._wait = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._wait.timeout.connect(self.reload)
        self._make_parts()
        self._lay_out()
        self._connect()

    def _make_parts(self) -> None:
        self.head = PageHead(self.tr("Visits"), self)
        self.exchange = ExchangeButton(self.tasks, self)
        self.desk = PlainButton(self.tr("Lead's desk"), self, icon="document-check", keys="L", size="small")
        self.new = PlainButton(self.tr("New visit"), self, icon="plus", keys="N", size="small")
        self.more = IconButton("more", self.tr("More"), self, size="small")
        for button in (self.exchange, self.desk, self.more, self.new):
            self.head.add_tool(button)
        self.bar = VisitsBar(self)
        self.states, self.filter = self.bar.states, self.bar.filter
        self.chosen_bar = ChosenBar(self)
        self.acts = ListActs(self.tasks, self)
        columns = (
            Column("on", self.tr("Date"), 190, is_sortable=False),
            Column("tier", "", 40, "badge", is_sortable=False),
            Column("client", self.tr("Client"), 170, "bold", is_sortable=False),
            Column("objective", self.tr("Objective"), 0, is_sortable=False),
            Column("state", self.tr("State"), 100, is_sortable=False),
            Column("due", self.tr("Report"), 150, is_sortable=False),
        )
        self.model = PagedTableModel((), request_through(self.tasks, self, _page), columns, self)
        self.table = RowTable(self.model, self, fits=True)
        self.table.setAccessibleName(self.tr("Visits"))
        self.empty = EmptyState("", "", self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.bar)
        column.addWidget(self._stack, 1)
        column.addWidget(self.chosen_bar)
        self.setFocusProxy(self.table)

    def _connect(self) -> None:
        self.new.clicked.connect(self._start_new)
        self.exchange.asked.connect(self.navigate)
        self.desk.clicked.connect(self._open_desk)
        self.more.clicked.connect(self._open_more)
        self.bar.changed.connect(self.reload)
        self.bar.typed.connect(self._wait.start)
        self.filter.returnPressed.connect(self.table.setFocus)
        self.table.opened.connect(lambda visit_id: self.navigate.emit(Route("visit", visit_id)))
        self.empty.asked.connect(self._on_empty_asked)
        self.table.selectionModel().selectionChanged.connect(lambda _new, _old: self._on_selected())
        self.chosen_bar.submit.clicked.connect(self._submit)
        self.chosen_bar.export.clicked.connect(self._export)
        self.chosen_bar.cancel.clicked.connect(self._ask_cancel)
        for keys, act in (
            ("N", self._start_new), ("S", self._submit), ("X", self._ask_cancel), ("L", self._open_desk),
            ("W", self._open_week), ("E", self._export),
        ):  # fmt: skip
            add_key(self._stack, keys, act)  # not while one writes in the filter

    def title(self) -> str:
        """For the window."""
        return self.tr("Visits")

    def keys(self) -> list[tuple[str, str]]:
        """For F1."""
        return [
            ("Enter", self.tr("Open the visit")),
            ("N", self.tr("New visit")),
            ("S", self.tr("Submit the chosen reports")),
            ("X", self.tr("Call the chosen plans off")),
            ("E", self.tr("Export reports")),
            ("W", self.tr("Weekly report")),
            ("L", self.tr("Lead's desk")),
            ("Ctrl+F", self.tr("Filter")),
        ]

    def show_route(self, route: Route) -> None:
        """``state`` (also ``late``), ``text``, ``owner``, ``from`` and ``to`` are filters."""
        self.bar.take(route.args)
        if route.args:
            self.mark_stale()

    def focus_filter(self) -> None:
        """Ctrl+F."""
        self.filter.setFocus()
        self.filter.selectAll()

    def on_escape(self) -> bool:
        """Clears the filter first."""
        if self.filter.text():
            self.filter.clear()
            return True
        return False

    def reload(self) -> None:
        """Read ids and counts; rows are read as they are seen."""
        self._generation += 1
        self.head.loading.start()
        self.exchange.reload()
        self.tasks.read(
            self,
            partial(_read, self.bar.chosen(), runtime.today()),
            done=partial(self._show, self._generation),
            finished=self.head.loading.stop,
        )

    def _show(self, generation: int, found: "_Found") -> None:
        if generation != self._generation:
            return
        ids = found.ids
        self.bar.show_counts(found.counts, found.late)
        self.bar.show_owners(found.owners)
        self.table.show_ids(ids)
        self._on_selected()
        if not sum(found.counts.values()) and not self.bar.chosen().is_narrowed:
            self.empty.say(self.tr("No visits yet. Plan the first one."), self.tr("New visit"))
        elif not ids:
            self.empty.say(self.tr("No visit matches."), self.tr("Clear the filter"))
        self._stack.setCurrentWidget(self.table if ids else self.empty)
        if ids and self.table.hasFocus() and not self.table.current_id():
            self.table.selectRow(0)  # the keys of the list need a row to act on

    def _on_selected(self) -> None:
        self.chosen_bar.show_count(len(self.table.selected_ids()))

    def _submit(self) -> None:
        if ids := self.table.selected_ids():
            self.acts.submit(ids)

    def _ask_cancel(self) -> None:
        self.acts.ask_cancel(self.table.selected_ids(), self.chosen_bar if self.chosen_bar.isVisible() else self.new)

    def make_menu(self) -> QMenu:
        """What one does with many reports."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, keys, act in (
            (self.tr("Weekly report"), "W", self._open_week), (self.tr("Export reports"), "E", self._export),
        ):  # fmt: skip
            action = QAction(f"{words}\t{keys}", menu)
            action.triggered.connect(lambda _=False, act=act: act())
            menu.addAction(action)
        return menu

    def _open_more(self) -> None:
        self.make_menu().popup(self.more.mapToGlobal(QPoint(0, self.more.height() + 4)))

    def _open_week(self) -> None:
        self.navigate.emit(Route("weekly"))

    def _export(self) -> None:
        """The reports of the rows that are chosen; of the whole list where there is one or none."""
        chosen = self.table.selected_ids()
        ids = chosen if len(chosen) > 1 else self.model.ids
        self.navigate.emit(Route("papers", "", {"ids": tuple(ids)}))

    def _start_new(self) -> None:
        self.navigate.emit(Route("visit"))

    def _open_desk(self) -> None:
        self.navigate.emit(Route("reviews"))

    def _on_empty_asked(self) -> None:
        if not self.bar.chosen().is_narrowed:
            self._start_new()
            return
        self.bar.clear()
        self.reload()


class _Found(NamedTuple):
    ids: list[str]
    counts: dict[VisitState, int]
    late: int
    owners: list[str]


def _read(chosen: Chosen, today: date, session: Any) -> _Found:
    among: dict[str, Any] = {
        "text": chosen.text, "owner": chosen.owner, "first_on": chosen.first_on, "last_on": chosen.last_on,
    }  # fmt: skip
    return _Found(
        visit_lists.ids(session, states=chosen.states, late_on=today if chosen.is_late else None, **among),
        visit_lists.counts(session, **among),
        visit_lists.late_count(session, today=today, **among),
        visit_lists.owners(session),
    )


def _page(session: Any, wanted: Sequence[str]) -> list[tuple[Any, ...]]:
    today = runtime.today()
    return [cells(row, today) for row in visit_lists.rows(session, wanted)]


def cells(row: VisitRow, today: date) -> tuple[Any, ...]:
    """One line of the table."""
    when = " ".join(part for part in (labels.day_and_weekday(row.on), clock_text(row.started_at)) if part)
    objective = in_one_line(row.objective)
    state = Cell(labels.name_of(row.state), _ROLES.get(row.state, ""))
    return when, row.tier, row.client, objective, state, _due(row, today)


def _due(row: VisitRow, today: date) -> Cell:
    """When the report is owed: red once it is late, amber on the last day, silent before the visit."""
    if row.late_days:
        return Cell(_words("handed_in", labels.days(row.late_days)), "muted", "warning")
    if row.report_due_on is None or row.on > today:
        return Cell("", "muted")
    late = (today - row.report_due_on).days
    if late > 0:
        return Cell(_words("late", labels.days(late)), "danger", "warning")
    return Cell(_words("due", labels.day(row.report_due_on)), "warning" if late == 0 else "muted")


def _words(kind: str, value: str) -> str:
    from PySide6.QtCore import QCoreApplication

    if kind == "late":
        return QCoreApplication.translate("VisitsPage", "{days} late").format(days=value)
    if kind == "handed_in":
        return QCoreApplication.translate("VisitsPage", "handed in {days} late").format(days=value)
    return QCoreApplication.translate("VisitsPage", "due {day}").format(day=value)
