"""The left side of Today: the day, the strip of the days to come, and the list of what is due."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QStackedWidget, QVBoxLayout, QWidget

from kam_desktop.ui import labels
from kam_desktop.ui.navigation import IMPORT, Route
from kam_desktop.ui.page import holds_focus
from kam_desktop.ui.today import rows
from kam_desktop.ui.today.content import Content
from kam_desktop.ui.today.head import TodayHead
from kam_desktop.ui.today.notices import Banner, FirstStart
from kam_desktop.ui.widgets.empty import EmptyState
from kam_desktop.ui.widgets.list_view import RowList
from kam_desktop.ui.widgets.progress import LoadingLine
from kam_desktop.ui.widgets.strip import Strip


class DueSide(QWidget):
    """Shows a ``Content``; asks for other pages and for a festival's list (None: all that is due)."""

    routed = Signal(object)  # Route
    festival_asked = Signal(object)  # Festival | None

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content: Content | None = None
        self._make_parts()
        self._lay_out()
        self._connect()

    def _make_parts(self) -> None:
        self.head = TodayHead(self)
        self.loading = LoadingLine(self)
        self.strip = Strip(self)
        self.strip.setAccessibleName(self.tr("Birthdays and festivals of the next 14 days"))
        self.banner = Banner(self)
        self.list = RowList(self)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setAccessibleName(self.tr("What is due"))
        self.first_start = FirstStart(self)
        nothing = self.tr("Nothing is due today or this week.")
        self.empty = EmptyState(nothing, self.tr("See the clients"), self)

    def _lay_out(self) -> None:
        self._lists = QWidget(self)
        self._stack = QStackedWidget(self)
        for widget in (self._lists, self.empty, self.first_start):
            self._stack.addWidget(widget)
        _fill(self._lists, self.banner, self.list)
        _fill(self, self.head, self.loading, self.strip, self._stack)
        self.banner.hide()
        self.setFocusProxy(self.list)
        self.setTabOrder(self.strip, self.list)

    def _connect(self) -> None:
        self.strip.activated.connect(self._on_cell)
        self.head.call_button.clicked.connect(lambda: self.routed.emit(Route("calls")))
        self.head.owed.clicked.connect(lambda: self.routed.emit(Route("owed")))
        self.head.reports.clicked.connect(lambda: self.routed.emit(Route("visits", args={"state": "late"})))
        self.head.gifts.clicked.connect(lambda: self.routed.emit(Route("gifts", "", {"waiting": True})))
        self.banner.asked.connect(self._on_banner)
        self.first_start.import_asked.connect(lambda: self.routed.emit(IMPORT))
        self.first_start.new_asked.connect(lambda: self.routed.emit(Route("client_form")))
        self.empty.asked.connect(lambda: self.routed.emit(Route("clients")))

    def show_content(self, found: Content) -> None:
        """Everything anew; the current row stays current by its id."""
        self._content = found
        self.head.show_day(found.today, is_first=found.progress is None)
        if found.progress is not None:
            self.head.show_progress(found.progress)
        if found.cells is not None:
            self.strip.set_cells(found.cells, found.ahead)
        self.strip.setVisible(found.has_clients and (found.cells is None or bool(found.cells)))  # its place is kept
        self._show_banner(found)
        self.list.set_rows(found.rows)
        if not self.list.current_id():
            self.list.select_first()
        self._choose_view(found)

    def _choose_view(self, found: Content) -> None:
        if not found.has_clients:
            self._show_view(self.first_start, self.first_start.import_button)
        elif not found.touches and found.festival is None:
            self._show_view(self.empty, self.empty.button)
        else:
            self._show_view(self._lists, self.list)

    def _show_view(self, view: QWidget, first: QWidget) -> None:
        """The keyboard goes along with what is seen."""
        had_focus = holds_focus(self._stack)
        self._stack.setCurrentWidget(view)
        self.setFocusProxy(first)
        if had_focus and self.isVisible() and not first.hasFocus():
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_banner(self, found: Content) -> None:
        if found.festival is not None:
            name = labels.say(f"festival.{found.festival[0]}")
            words = self.tr("{festival}: {n} to greet").format(festival=name, n=found.total)
            self.banner.say(words, self.tr("Show all that is due"))
        elif found.is_day_done and found.touches:
            words = self.tr("Nothing is due today. {n} more this week.").format(n=found.total)
            self.banner.say(words, self.tr("See the week"))
        else:
            self.banner.hide()

    def _on_banner(self) -> None:
        if self._content is not None and self._content.festival is not None:
            self.festival_asked.emit(None)
        else:
            self.list.select_first()
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_cell(self, cell_id: str) -> None:
        festival = rows.festival_of(cell_id)
        if cell_id == rows.ALL_AHEAD:
            self.routed.emit(Route("agenda"))
        elif festival is None:
            self.routed.emit(Route("client", cell_id))
        else:
            self.festival_asked.emit(festival)


def _fill(widget: QWidget, *parts: QWidget) -> None:
    """Parts below each other without a gap; the last one takes the slack."""
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for part in parts:
        column.addWidget(part, 1 if part is parts[-1] else 0)
