"""What a client buys: figures, charts, shares of the suppliers, and the lines behind them (D-2.4)."""

from functools import partial
from typing import Any, ClassVar, Final, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from kam_desktop import runtime
from kam_desktop.core import clients, purchases
from kam_desktop.core.errors import Invalid, KamError
from kam_desktop.core.purchases import Filter, Listed, Overview
from kam_desktop.core.rules import shares
from kam_desktop.core.rules.kinds import Entity
from kam_desktop.core.rules.shares import Share
from kam_desktop.ui import appearance, fonts, labels
from kam_desktop.ui.navigation import IMPORT, Route
from kam_desktop.ui.page import Page, focus_next, holds_focus
from kam_desktop.ui.purchases.charts_side import ChartsSide
from kam_desktop.ui.purchases.figures import PurchaseFigures
from kam_desktop.ui.purchases.lines_side import LinesSide
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.badge import TierBadge
from kam_desktop.ui.widgets.buttons import PlainButton
from kam_desktop.ui.widgets.page_head import PageHead
from kam_desktop.ui.widgets.panel import ScrollBody

_LEAST: Final = 380  # px of charts and of lines
_LOWEST: Final = (212, 256)  # px: the months of a year, a few lines under what chooses them


class Seen(NamedTuple):
    """One reading of the page."""

    tier: str
    overview: Overview
    shares: tuple[Share, ...]
    products: list[str]
    listed: Listed


def read(session: Any, client_id: str, chosen: Filter) -> Seen:
    """All that the page shows. Raises NotFound."""
    client = clients.get(session, client_id)
    return Seen(
        client.tier, purchases.overview(session, client_id, today=runtime.today()), shares.of_plain(client.supplier_shares),
        purchases.products(session, client_id), purchases.listed(session, client_id, chosen),
    )  # fmt: skip


class PurchasesPage(Page):
    """``Route("purchases", client_id)``; ``period`` and ``product`` in the route choose lines."""

    concerns: ClassVar[frozenset[Entity]] = frozenset({Entity.PURCHASE, Entity.CLIENT})

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tasks = tasks
        self.client_id = ""
        self.chosen = Filter()
        self._seen: Seen | None = None
        self._generation = 0
        self._to_client: list[QShortcut] = []
        self.head = PageHead(self.tr("Purchases"), self)
        self.badge = TierBadge(parent=self)
        self.client_button = PlainButton(self.tr("Client"), self, keys="C")
        self.figures = PurchaseFigures(self)
        self.charts = ChartsSide(self)
        self.lines = LinesSide(tasks, self)
        self._body = ScrollBody(self)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.head.add_before(self.badge)
        self.head.add_tool(self.client_button)
        self._split = QSplitter(Qt.Orientation.Horizontal, self)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(1)
        for side in (self.charts, self.lines):
            appearance.scaled(side.setMinimumWidth, _LEAST)
            self._split.addWidget(side)
        for place, share in enumerate((9, 11)):
            self._split.setStretchFactor(place, share)
        self._split.setSizes([fonts.px(450), fonts.px(550)])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self._body, 1)
        self._body.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is in it takes the keys
        self._body.column.setContentsMargins(0, 0, 0, 0)
        self._body.column.setSpacing(0)
        self._body.column.addWidget(self.figures)
        self._body.column.addWidget(self._split, 1)
        self.setFocusProxy(self.lines.table)
        appearance.fit(self._arrange)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Charts beside the lines, or above them where there is no room for both; in a low page all of it scrolls."""
        has_room = self.width() > 2 * fonts.px(_LEAST)
        self._split.setOrientation(Qt.Orientation.Horizontal if has_room else Qt.Orientation.Vertical)
        for side, height in zip((self.charts, self.lines), _LOWEST, strict=True):
            side.setMinimumHeight(fonts.px(height))

    def _connect(self) -> None:
        self.client_button.clicked.connect(self._open_client)
        self.charts.period_asked.connect(self._toggle_period)
        self.charts.product_asked.connect(self._toggle_product)
        self.charts.shares.entered.connect(self._save_shares)
        self.lines.filter_asked.connect(self.choose)
        self.lines.import_asked.connect(lambda: self.navigate.emit(IMPORT))
        for widget in (self.lines.table, self.charts.months, self.charts.years, self.charts.products):
            shortcut = QShortcut(QKeySequence("C"), widget, self._open_client)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            self._to_client.append(shortcut)

    def title(self) -> str:
        name = self._seen.overview.client if self._seen else ""
        return " ".join(part for part in (self.tr("Purchases"), name) if part)

    def keys(self) -> list[tuple[str, str]]:
        to_client = [] if self.head.is_low else [("C", self.tr("Open the client"))]
        return [
            ("Left, Right", self.tr("From bar to bar; Up and Down to the year before")),
            ("Enter", self.tr("Show the lines behind a bar, or those of the product")),
            ("F6", self.tr("Charts, list")),
            ("Ctrl+F", self.tr("Filter by product")),
            *to_client,
            ("Esc", self.tr("Clear the filter, then back")),
        ]

    def show_route(self, route: Route) -> None:
        """Another client starts without a filter; what the route chooses holds."""
        self.head.show_tool(self.client_button, not self.head.is_low)
        for shortcut in self._to_client:
            shortcut.setEnabled(not self.head.is_low)
        is_other = route.id != self.client_id
        if is_other:
            self.client_id, self._seen, self.chosen = route.id, None, Filter()
            if self.charts.shares.is_open():
                self.charts.shares.close_editor()
        if "period" in route.args or "product" in route.args:
            self.chosen = Filter(str(route.args.get("period", "")), route.args.get("product"))
        self.mark_stale()

    def next_pane(self) -> None:
        """F6: charts, list."""
        focus_next([self.charts, self.lines])
        if self.charts.months.hasFocus():
            self.charts.ensureWidgetVisible(self.charts.months)
        for side in (self.charts, self.lines):
            if holds_focus(side):
                self._body.ensureWidgetVisible(side, 0, 0)

    def focus_filter(self) -> None:
        """Ctrl+F."""
        self.lines.products.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def on_escape(self) -> bool:
        """Closes the editor of the shares, then clears the filter."""
        if self.charts.shares.is_open():
            self.charts.shares.close_editor()
            return True
        if self.chosen != Filter():
            self.choose(Filter())
            return True
        return False

    def reload(self) -> None:
        """Read everything again."""
        if not self.client_id:
            return
        self._generation += 1
        self.head.loading.start()
        client_id, chosen = self.client_id, self.chosen
        self.tasks.read(
            self, lambda session: read(session, client_id, chosen), done=partial(self._show, self._generation),
            failed=self._on_missing, finished=self.head.loading.stop,
        )  # fmt: skip

    def choose(self, chosen: Filter) -> None:
        """Show the lines of another year, month or product."""
        self.chosen = chosen
        self._generation += 1
        self._show_chosen()
        client_id = self.client_id
        self.tasks.read(
            self, lambda session: purchases.listed(session, client_id, chosen),
            done=partial(self._show_listed, self._generation),
        )  # fmt: skip

    def _show(self, generation: int, seen: Seen) -> None:
        if generation != self._generation:
            return
        self._seen = seen
        self.badge.set_tier(seen.tier)
        self.badge.setVisible(bool(seen.tier) and not self.head.is_low)
        self.head.set_subtitle("" if self.head.is_low else seen.overview.client)
        self.title_changed.emit(self.title())
        self.figures.show_overview(seen.overview)
        self.charts.show_overview(seen.overview)
        self.charts.shares.show_shares(seen.shares)
        self.lines.show_choices([each.period for each in seen.overview.years], seen.products)
        self._show_chosen()
        self._show_listed(generation, seen.listed)

    def _show_chosen(self) -> None:
        self.lines.show_filter(self.chosen)
        self.charts.choose(self.chosen.period, self.chosen.product)

    def _show_listed(self, generation: int, listed: Listed) -> None:
        if generation == self._generation and self._seen is not None:
            overview = self._seen.overview
            self.lines.show_listed(listed, overview.currency, has_any=overview.lines > 0)

    def _toggle_period(self, period: str) -> None:
        self.choose(Filter("" if self.chosen.period == period else period, self.chosen.product))

    def _toggle_product(self, product: str) -> None:
        self.choose(Filter(self.chosen.period, None if self.chosen.product == product else product))

    def _save_shares(self, given: tuple[Share, ...]) -> None:
        client_id = self.client_id
        self.tasks.write(
            self, lambda session: clients.set_shares(session, client_id, given),
            done=lambda _none: self.charts.shares.close_editor(), failed=self._on_refused,
            said=self.tr("Supplier shares saved"),
        )  # fmt: skip

    def _on_refused(self, error: KamError) -> None:
        if isinstance(error, Invalid):
            self.charts.shares.fail(labels.sentence(error))
        else:
            self.tasks.refused.emit(error)

    def _on_missing(self, error: KamError) -> None:
        self.tasks.refused.emit(error)
        self.navigate.emit(Route("clients"))

    def _open_client(self) -> None:
        self.navigate.emit(Route("client", self.client_id))
