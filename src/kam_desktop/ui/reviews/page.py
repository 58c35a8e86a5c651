"""The lead's desk: what waits for a review, who was met, who hangs on one thread, which promises were kept."""

from typing import ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from kam_desktop.core.rules.kinds import Entity
from kam_desktop.ui.entries.exchange_button import ExchangeButton
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.page import Page, focus_next, holds_focus
from kam_desktop.ui.reviews.coverage_tab import CoverageTab
from kam_desktop.ui.reviews.promises_tab import PromisesTab
from kam_desktop.ui.reviews.queue_tab import QueueTab
from kam_desktop.ui.reviews.threads_tab import ThreadsTab
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.buttons import IconButton
from kam_desktop.ui.widgets.chip import ChipRow
from kam_desktop.ui.widgets.page_head import PageHead

TABS: Final = ("queue", "coverage", "threads", "promises")


class ReviewsPage(Page):
    """Route ``reviews``, with ``tab`` one of ``TABS``; an id is the report to begin with."""

    concerns: ClassVar[frozenset[Entity]] = frozenset(
        {
            Entity.VISIT,
            Entity.VISIT_REMARK,
            Entity.PACKET,
            Entity.PARTNER,
            Entity.CLIENT,
            Entity.CONTACT,
            Entity.COMMITMENT,
            Entity.SETTING,
            Entity.TIE,
        }
    )

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = PageHead(self.tr("Lead's desk"), self)
        self.chips = ChipRow(self)
        self.chips.hug()
        self.queue = QueueTab(tasks, self)
        self.coverage = CoverageTab(tasks, self)
        self.threads = ThreadsTab(tasks, self)
        self.promises = PromisesTab(tasks, self)
        self._tabs: dict[str, QueueTab | CoverageTab | ThreadsTab | PromisesTab] = {
            "queue": self.queue, "coverage": self.coverage, "threads": self.threads, "promises": self.promises,
        }  # fmt: skip
        self._stale = set(TABS)
        self._stack = QStackedWidget(self)
        for tab in self._tabs.values():
            self._stack.addWidget(tab)
            tab.navigate.connect(self.navigate)
        self._show_chips(0)
        self.report = IconButton("document", self.tr("Report of the period"), self, is_framed=True, size="small")
        self.report.clicked.connect(lambda: self._go("preview", paper="period"))
        self.export = IconButton("export", self.tr("Export reports"), self, is_framed=True, size="small")
        self.export.clicked.connect(lambda: self._go("papers"))
        self.exchange = ExchangeButton(tasks, self)
        self.exchange.asked.connect(self.navigate)
        self.head.add_tool(self.chips)
        self.head.add_tool(self.report)
        self.head.add_tool(self.export)
        self.head.add_tool(self.exchange)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self._stack, 1)
        self.chips.changed.connect(lambda chosen: self.show_tab(next(iter(chosen))))
        self.queue.count_changed.connect(self._show_chips)
        self.setFocusProxy(self.queue)

    def _show_chips(self, waiting: int) -> None:
        chosen = self.chips.chosen() or {"queue"}
        self.chips.set_chips(
            [
                ("queue", self.tr("Waiting {n}").format(n=waiting)), ("coverage", self.tr("Coverage")),
                ("threads", self.tr("Single threads")), ("promises", self.tr("Promises kept")),
            ]
        )  # fmt: skip
        self.chips.choose(chosen)

    def _go(self, page: str, **args: str) -> None:
        """A page about the period of the figures."""
        first, last = self.coverage.period.days
        days = {"first_on": first.isoformat(), "last_on": last.isoformat()}
        self.navigate.emit(Route(page, "", {**args, **days}))

    def title(self) -> str:
        return self.tr("Lead's desk")

    def keys(self) -> list[tuple[str, str]]:
        return [
            ("A", self.tr("Accept the report")),
            ("X", self.tr("Return it, with a remark")),
            ("M", self.tr("Remark on the selection or field")),
            ("N", self.tr("Next report, also J; K the one before")),
            ("Enter", self.tr("Read the report; open the mark or client")),
            ("O", self.tr("Open the visit")),
            ("P", self.tr("Preview PDF")),
            ("F6", self.tr("Next pane")),
        ]

    def show_route(self, route: Route) -> None:
        """``tab`` chooses one; an id brings a report up."""
        if route.id or "tab" in route.args:
            self.show_tab(str(route.args.get("tab", "queue")))
        if route.id:
            self.queue.show_report(route.id)

    def show_tab(self, name: str) -> None:
        """Bring a tab up; it reads its content if that is stale."""
        tab = self._tabs[name]
        self.chips.choose({name})
        self._stack.setCurrentWidget(tab)
        self.setFocusProxy(tab)
        if self.isVisible():
            self._read(name)
            if not holds_focus(self.chips):
                tab.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def at(self) -> str:
        """The tab that is shown."""
        return TABS[self._stack.currentIndex()]

    def reload(self) -> None:
        """The tab that is seen reads now, the others when they are shown."""
        self.exchange.reload()
        self._stale = set(TABS)
        self._read(self.at)
        if self.at != "queue":
            self._read("queue")  # its count stands in the head

    def _read(self, name: str) -> None:
        if name in self._stale:
            self._stale.discard(name)
            self._tabs[name].reload()

    def print_page(self) -> None:
        """Ctrl+P: the report that is read."""
        if self.at == "queue":
            self.queue.print_page()

    def next_pane(self) -> None:
        """F6."""
        panes = {
            "queue": (self.queue.list, self.queue.side, self.queue.accept),
            "coverage": (self.coverage.managers, self.coverage.table),
            "threads": (self.threads.table,),
            "promises": (self.promises.kept, self.promises.table),
        }[self.at]
        focus_next(panes)

    def on_escape(self) -> bool:
        """What the tab has open."""
        return self._tabs[self.at].on_escape()
