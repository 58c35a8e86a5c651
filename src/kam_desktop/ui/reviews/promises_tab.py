"""Which promises were kept, by manager; those broken or overdue are listed first (D-11.4)."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from kam_desktop import runtime
from kam_desktop.core import kept_promises, period_facts
from kam_desktop.core.kept_promises import PromiseRow
from kam_desktop.core.rules.kinds import CommitmentState
from kam_desktop.core.rules.lines import in_one_line
from kam_desktop.core.rules.visit_charts import Share
from kam_desktop.core.visit_period import Wanted
from kam_desktop.ui import appearance, fonts, labels
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.reviews.chart_part import ChartPart
from kam_desktop.ui.reviews.period_bar import PeriodBar
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.charts.share_bars import ShareBars
from kam_desktop.ui.widgets.empty import EmptyState
from kam_desktop.ui.widgets.kept_splitter import KeptSplitter
from kam_desktop.ui.widgets.paged_table import Cell, Column, PagedTableModel, RowTable
from kam_desktop.ui.widgets.panel import ScrollBody

_ROLES = {CommitmentState.KEPT: "ok", CommitmentState.BROKEN: "danger", CommitmentState.OPEN: "warning"}
_Found = tuple[tuple[Share, ...], list[PromiseRow]]


class PromisesTab(QWidget):
    """A bar that is opened lists its manager's promises; Enter there opens the client."""

    navigate = Signal(object)

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tasks = tasks
        self._generation = 0
        self._manager: str | None = None
        self._rows: dict[str, PromiseRow] = {}
        self.period = PeriodBar(self)
        self.kept = ShareBars(self.tr("Promises kept"), self)
        self._part = ChartPart(self.tr("Kept of settled"), self.kept, self)
        columns = (
            Column("tier", "", 40, "badge", is_sortable=False),
            Column("client", self.tr("Client"), 120, "bold", is_sortable=False),
            Column("text", self.tr("Promise"), 0, is_sortable=False),
            Column("manager", self.tr("Manager"), 72, is_sortable=False),
            Column("due", self.tr("Due"), 84, is_sortable=False),
            Column("state", self.tr("State"), 150, is_sortable=False),
        )
        self.model = PagedTableModel((), self._request, columns, self)
        self.table = RowTable(self.model, self, fits=True)
        self.table.setAccessibleName(self.tr("Promises"))
        self.empty = EmptyState(self.tr("No promise was settled, none is overdue."), "", self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        self._lay_out()
        self.period.changed.connect(self.reload)
        self.kept.opened.connect(self._choose)
        self.table.opened.connect(lambda each: self.navigate.emit(Route("client", self._rows[each].client_id)))

    def _lay_out(self) -> None:
        charts = ScrollBody(self)
        charts.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        charts.column.setContentsMargins(16, 12, 16, 16)
        charts.column.setSpacing(20)
        charts.column.addWidget(self.period)
        charts.column.addWidget(self._part)
        charts.column.addStretch(1)
        appearance.scaled(charts.setMinimumWidth, 280)
        splitter = KeptSplitter("promises", self)
        splitter.addWidget(charts)
        splitter.addWidget(self._stack)
        splitter.setStretchFactor(1, 1)
        splitter.restore(fonts.px(304), fonts.px(800))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(splitter)
        self.setFocusProxy(self.kept)

    def reload(self) -> None:
        """Read the shares and the list again."""
        self._generation += 1
        work = partial(_read, self.period.days, runtime.today(), self._manager)
        self.tasks.read(self, work, done=partial(self._show, self._generation))

    def _show(self, generation: int, found: _Found) -> None:
        if generation != self._generation:
            return
        shares, rows = found
        self.kept.show_shares(shares, self.tr("No promise was settled."))
        self.kept.choose(self._manager or "")
        self._rows = {row.id: row for row in rows}
        self.table.show_ids([row.id for row in rows])
        overdue = sum(row.state is CommitmentState.OPEN for row in rows)
        self._part.note.setText(self.tr("%n overdue", "", overdue) if overdue else "")
        self._stack.setCurrentWidget(self.table if rows else self.empty)

    def _choose(self, manager: str) -> None:
        """The same bar again is everybody."""
        self._manager = None if manager == self._manager else manager
        self.reload()

    def _request(self, ids: Sequence[str], deliver: Any) -> None:
        deliver([self._cells(self._rows[each]) for each in ids])

    def _cells(self, row: PromiseRow) -> tuple[Any, ...]:
        late = self.tr("{days} late").format(days=labels.days(row.late_days)) if row.late_days else ""
        state = " · ".join(part for part in (labels.name_of(row.state), late) if part)
        due = Cell(labels.day(row.due_on) if row.due_on else "—", "muted")
        role = "warning" if row.late_days and row.state is CommitmentState.KEPT else _ROLES[row.state]
        return row.tier, row.client, in_one_line(row.text), row.manager or "—", due, Cell(state, role)

    def on_escape(self) -> bool:
        """Everybody again."""
        if self._manager is None:
            return False
        self._choose(self._manager)
        return True


def _read(days: tuple[Any, Any], today: Any, manager: str | None, session: Any) -> _Found:
    shares = period_facts.promises_kept(session, Wanted(*days))
    return shares, kept_promises.found(session, *days, today=today, manager=manager)
