"""All visits: which are planned, which reports are owed, which were reviewed (D-6.1)."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from kam_desktop import runtime
from kam_desktop.core import visits
from kam_desktop.core.rules.kinds import Entity, VisitState
from kam_desktop.core.visits import VisitRow
from kam_desktop.ui import fonts, labels
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.page import Page
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.visits.typed import clock_text
from kam_desktop.ui.widgets.buttons import PlainButton
from kam_desktop.ui.widgets.chip import ChipRow
from kam_desktop.ui.widgets.empty import EmptyState
from kam_desktop.ui.widgets.page_head import PageHead
from kam_desktop.ui.widgets.paged_table import Cell, Column, PagedTableModel, RowTable, request_through

ALL = "all"
_WAIT_MS = 150
_ROLES = {VisitState.RETURNED: "danger", VisitState.REPORTED: "warning", VisitState.ACCEPTED: "ok"}


class VisitsPage(Page):
    """Route ``visits``, with ``state`` or ``text`` as filters."""

    concerns: ClassVar[frozenset[Entity]] = frozenset({Entity.VISIT, Entity.CLIENT})

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
        self.new = PlainButton(self.tr("New visit"), self, icon="plus", keys="N", size="small")
        self.head.add_tool(self.new)
        self.states = ChipRow(self)
        self.filter = QLineEdit(self)
        self.filter.setProperty("extent", "small")
        self.filter.setPlaceholderText(self.tr("Client or objective"))
        self.filter.setAccessibleName(self.tr("Filter visits"))
        self.filter.setClearButtonEnabled(True)
        self.filter.setFixedWidth(fonts.px(220))
        columns = (
            Column("on", self.tr("Date"), 190, is_sortable=False),
            Column("tier", "", 40, "badge", is_sortable=False),
            Column("client", self.tr("Client"), 170, "bold", is_sortable=False),
            Column("objective", self.tr("Objective"), 0, is_sortable=False),
            Column("state", self.tr("State"), 100, is_sortable=False),
            Column("due", self.tr("Report"), 150, is_sortable=False),
        )
        self.model = PagedTableModel((), request_through(self.tasks, self, _page), columns, self)
        self.table = RowTable(self.model, self)
        self.table.setAccessibleName(self.tr("Visits"))
        self.empty = EmptyState("", "", self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)

    def _lay_out(self) -> None:
        second = QHBoxLayout()
        second.setContentsMargins(16, 8, 16, 8)
        second.setSpacing(12)
        second.addWidget(self.states, 1)
        second.addWidget(self.filter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addLayout(second)
        column.addWidget(self._stack, 1)
        self.setFocusProxy(self.table)

    def _connect(self) -> None:
        self.new.clicked.connect(self._start_new)
        self.states.changed.connect(lambda _chosen: self.reload())
        self.filter.textChanged.connect(lambda _text: self._wait.start())
        self.filter.returnPressed.connect(self.table.setFocus)
        self.table.opened.connect(lambda visit_id: self.navigate.emit(Route("visit", visit_id)))
        self.empty.asked.connect(self._on_empty_asked)
        self._show_counts(dict.fromkeys(VisitState, 0))
        new = QShortcut(QKeySequence("N"), self._stack)  # not while one writes in the filter
        new.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        new.activated.connect(self._start_new)

    def title(self) -> str:
        """For the window."""
        return self.tr("Visits")

    def keys(self) -> list[tuple[str, str]]:
        """For F1."""
        return [("Enter", self.tr("Open the visit")), ("N", self.tr("New visit")), ("Ctrl+F", self.tr("Filter"))]

    def show_route(self, route: Route) -> None:
        """``state`` chooses a chip, ``text`` fills the filter."""
        if "state" in route.args:
            self.states.choose({str(route.args["state"])})
        if "text" in route.args:
            self.filter.setText(str(route.args["text"]))
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
        text, chosen = self.filter.text().strip(), next(iter(self.states.chosen()), ALL)
        states = () if chosen == ALL else (VisitState(chosen),)
        self.tasks.read(
            self,
            lambda session: (visits.ids(session, states=states, text=text), visits.counts(session)),
            done=partial(self._show, self._generation),
            finished=self.head.loading.stop,
        )

    def _show(self, generation: int, found: tuple[list[str], dict[VisitState, int]]) -> None:
        if generation != self._generation:
            return
        ids, counts = found
        self._show_counts(counts)
        self.table.show_ids(ids)
        if not sum(counts.values()):
            self.empty.say(self.tr("No visits yet. Plan the first one."), self.tr("New visit"))
        elif not ids:
            self.empty.say(self.tr("No visit matches."), self.tr("Clear the filter"))
        self._stack.setCurrentWidget(self.table if ids else self.empty)
        if ids and self.table.hasFocus() and not self.table.current_id():
            self.table.selectRow(0)  # the keys of the list need a row to act on

    def _show_counts(self, counts: dict[VisitState, int]) -> None:
        chips = [(ALL, self.tr("All {n}").format(n=sum(counts.values())))]
        chips += [(state.value, f"{labels.name_of(state)} {counts[state]}") for state in VisitState]
        self.states.set_chips(chips)

    def _start_new(self) -> None:
        self.navigate.emit(Route("visit"))

    def _on_empty_asked(self) -> None:
        is_filtered = bool(self.filter.text()) or self.states.chosen() != {ALL}
        if not is_filtered:
            self._start_new()
            return
        self.states.choose({ALL})
        self.filter.clear()
        self.reload()


def _page(session: Any, wanted: Sequence[str]) -> list[tuple[Any, ...]]:
    today = runtime.today()
    return [cells(row, today) for row in visits.rows(session, wanted)]


def cells(row: VisitRow, today: date) -> tuple[Any, ...]:
    """One line of the table."""
    when = " ".join(part for part in (labels.day_and_weekday(row.on), clock_text(row.started_at)) if part)
    objective = " ".join(row.objective.split())
    state = Cell(labels.name_of(row.state), _ROLES.get(row.state, ""))
    return when, row.tier, row.client, objective, state, _due(row, today)


def _due(row: VisitRow, today: date) -> Cell:
    """When the report is owed: red once it is late, amber on the last day, silent before the visit."""
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
    return QCoreApplication.translate("VisitsPage", "due {day}").format(day=value)
