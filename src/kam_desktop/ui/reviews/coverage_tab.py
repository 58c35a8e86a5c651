"""Who was met and who was not: charts at the left, the clients of the chosen mark at the right (D-6.4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from kam_desktop import runtime
from kam_desktop.core import coverage
from kam_desktop.core.coverage import ClientLine, Coverage
from kam_desktop.ui import appearance, fonts, labels
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.reviews.chart_part import ChartPart
from kam_desktop.ui.reviews.period_bar import PeriodBar
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.charts.share_bars import ShareBars
from kam_desktop.ui.widgets.charts.visit_stacks import VisitStacks
from kam_desktop.ui.widgets.chip import ChipRow
from kam_desktop.ui.widgets.empty import EmptyState
from kam_desktop.ui.widgets.kept_splitter import KeptSplitter
from kam_desktop.ui.widgets.paged_table import Cell, Column, PagedTableModel, RowTable
from kam_desktop.ui.widgets.panel import ScrollBody
from kam_desktop.ui.widgets.texts import PlainLabel

_IS_MET: dict[str, bool | None] = {"unmet": False, "met": True, "all": None}


@dataclass(frozen=True)
class _Chosen:
    """The mark whose clients are listed; ``first_on`` and ``last_on`` are of a column of visits."""

    manager: str = ""
    tier: str | None = None
    days: tuple[date, date] | None = None


class _ListHead(QWidget):
    """Whose clients are listed, and which of them; the second goes below where the first would be cut."""

    def __init__(self, about: PlainLabel, which: ChipRow, parent: QWidget) -> None:
        super().__init__(parent)
        self._about, self._which = about, which
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(16, 8, 16, 8)
        self._row.setSpacing(12)
        self._row.addWidget(about, 1)
        self._row.addWidget(which)

    def say(self, text: str) -> None:
        """Another mark was chosen."""
        self._about.setText(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        is_two = self._about.sizeHint().width() + 12 + self._which.sizeHint().width() > self.width() - 32
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if is_two else QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(6 if is_two else 12)
        self._which.hug(is_right=not is_two)


class CoverageTab(QWidget):
    """A mark that is opened lists its clients; Enter there opens the client."""

    navigate = Signal(object)

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tasks = tasks
        self._generation = 0
        self._chosen = _Chosen()
        self.period = PeriodBar(self)
        self.managers = ShareBars(self.tr("Coverage by manager"), self)
        self.tiers = ShareBars(self.tr("Coverage by tier"), self, unnamed=self.tr("no tier"))
        self.visits = VisitStacks(self.tr("Visits by tier"), self)
        self._total = ChartPart(self.tr("By manager"), self.managers, self)
        self.which = ChipRow(self)
        self._about = PlainLabel("", self, bold=True, elide=True)
        self._make_table()
        self._lay_out()
        self._connect()

    def _make_table(self) -> None:
        columns = (
            Column("tier", "", 40, "badge", is_sortable=False),
            Column("client", self.tr("Client"), 0, "bold", is_sortable=False),
            Column("manager", self.tr("Manager"), 76, is_sortable=False),
            Column("done", self.tr("Done"), 60, is_sortable=False),
            Column("last", self.tr("Last visit"), 160, is_sortable=False),
        )
        self.model = PagedTableModel((), self._request, columns, self)
        self.table = RowTable(self.model, self, fits=True)
        self.table.setAccessibleName(self.tr("Clients"))
        self.empty = EmptyState("", "", self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)

    def _lay_out(self) -> None:
        charts = ScrollBody(self)
        charts.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        charts.column.setContentsMargins(16, 12, 16, 16)
        charts.column.setSpacing(20)
        charts.column.addWidget(self.period)
        charts.column.addWidget(self._total)
        charts.column.addWidget(ChartPart(self.tr("By tier"), self.tiers, self))
        charts.column.addWidget(ChartPart(self.tr("Visits that took place"), self.visits, self))
        charts.column.addStretch(1)
        appearance.scaled(charts.setMinimumWidth, 300)
        right = QWidget(self)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._head = _ListHead(self._about, self.which, right)
        column.addWidget(self._head)
        column.addWidget(self._stack, 1)
        splitter = KeptSplitter("coverage", self)
        splitter.addWidget(charts)
        splitter.addWidget(right)
        splitter.setStretchFactor(1, 1)
        splitter.restore(fonts.px(392), fonts.px(712))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(splitter)
        self.setFocusProxy(self.managers)

    def _connect(self) -> None:
        self.which.set_chips(
            [("unmet", self.tr("Not met")), ("met", self.tr("Met")), ("all", self.tr("All clients"))]
        )  # fmt: skip
        self.which.choose({"unmet"})
        self.which.hug()
        self.period.changed.connect(self._on_period)
        self.which.changed.connect(lambda _chosen: self._list())
        self.managers.opened.connect(lambda name: self._choose(_Chosen(manager=name)))
        self.tiers.opened.connect(lambda tier: self._choose(_Chosen(tier=tier)))
        self.visits.opened.connect(self._on_column)
        self.table.opened.connect(lambda client_id: self.navigate.emit(Route("client", client_id)))

    # --- reading

    def _on_period(self) -> None:
        self._chosen = _Chosen()
        self.reload()

    def reload(self) -> None:
        """Read the figures and the list again."""
        self._generation += 1
        self.tasks.read(
            self, partial(_read, self.period.days), done=partial(self._show, self._generation)
        )  # fmt: skip
        self._list()

    def _show(self, generation: int, seen: Coverage) -> None:
        if generation != self._generation:
            return
        nothing = self.tr("No active clients.")
        total = seen.total()
        self.managers.show_shares([line.share for line in seen.managers() if line.owned], nothing, target=seen.target)
        self.tiers.show_shares([line.share for line in seen.tiers() if line.owned], nothing, target=seen.target)
        self.visits.show_spans(seen.spans, self.tr("No visit took place."))
        words = self.tr("{met} of {owned} clients met; {done} of {planned} visits done")
        self._total.note.setText(words.format(met=total.met, owned=total.owned, done=total.done, planned=total.planned))

    def _choose(self, chosen: _Chosen) -> None:
        """The same mark again is all of them."""
        self._chosen = _Chosen() if chosen == self._chosen else chosen
        if self._chosen.days is not None:
            self.which.choose({"met"})
        self._list()

    def _on_column(self, key: str) -> None:
        first, last, tier = key.split("/")
        self._choose(_Chosen(tier=tier, days=(date.fromisoformat(first), date.fromisoformat(last))))

    def _list(self) -> None:
        chosen = self._chosen
        self.managers.choose(chosen.manager)
        self.tiers.choose((chosen.tier or "") if chosen.days is None else "")
        days = chosen.days or self.period.days
        which = next(iter(self.which.chosen()), "unmet")
        generation = self._generation
        work = partial(_ids, days, chosen, _IS_MET[which])
        self.tasks.read(self, work, done=partial(self._show_ids, generation, chosen, which))

    def _show_ids(self, generation: int, chosen: _Chosen, which: str, ids: list[str]) -> None:
        if generation != self._generation or chosen != self._chosen or {which} != self.which.chosen():
            return
        self.table.show_ids(ids)
        self._head.say(self._heading(chosen, len(ids)))
        self.empty.say(
            self.tr("Everybody was met.") if which == "unmet" else self.tr("Nobody was met.") if which == "met" else
            self.tr("No active clients.")
        )  # fmt: skip
        self._stack.setCurrentWidget(self.table if ids else self.empty)

    def _heading(self, chosen: _Chosen, count: int) -> str:
        parts = [chosen.manager] if chosen.manager else []
        if chosen.tier is not None:
            parts.append(self.tr("tier {tier}").format(tier=chosen.tier) if chosen.tier else self.tr("no tier"))
        if chosen.days is not None:
            parts.append(f"{labels.day(chosen.days[0])} – {labels.day(chosen.days[1])}")
        return " · ".join([*(parts or [self.tr("Everybody")]), self.tr("%n client(s)", "", count)])

    def _request(self, ids: Sequence[str], deliver: Any) -> None:
        days = self._chosen.days or self.period.days
        self.tasks.read(self, partial(_page, list(ids), days, runtime.today()), done=deliver)

    def on_escape(self) -> bool:
        """All clients again."""
        if self._chosen == _Chosen():
            return False
        self._choose(self._chosen)
        return True


def _read(days: tuple[date, date], session: Any) -> Coverage:
    return coverage.read(session, *days)


def _ids(days: tuple[date, date], chosen: _Chosen, is_met: bool | None, session: Any) -> list[str]:
    return coverage.client_ids(session, *days, manager=chosen.manager, tier=chosen.tier, is_met=is_met)


def _page(ids: Sequence[str], days: tuple[date, date], today: date, session: Any) -> list[tuple[Any, ...]]:
    return [_cells(line, today) for line in coverage.client_lines(session, ids, *days)]


def _done(done: int, planned: int) -> str:
    """``2 / 3``; where nothing was planned or done there is nothing to count."""
    return f"{done} / {planned}" if done or planned else "—"


def _cells(line: ClientLine, today: date) -> tuple[Any, ...]:
    last = line.last_visit_on
    if last is None:
        seen = Cell(labels.say("coverage.never"), "danger" if line.tier == "A" else "muted")
    else:
        days = (today - last).days
        seen = Cell(f"{labels.day(last)} · {labels.days_ago(days)}" if days >= 0 else labels.day(last), "muted")
    return line.tier, line.client, line.manager, _done(line.done, line.planned), seen
