"""The queue of submitted reports, worked by keys: accept, return, remark, next (D-6.1)."""

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from kam_desktop import runtime
from kam_desktop.core import review_desk, visit_reviews, visits
from kam_desktop.core.errors import Invalid, KamError
from kam_desktop.core.review_desk import QueueRow
from kam_desktop.core.visit_reviews import RemarkDraft
from kam_desktop.ui import appearance, fonts, labels, painting
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.page import add_key, holds_focus
from kam_desktop.ui.reports import wording
from kam_desktop.ui.reviews import reading_side
from kam_desktop.ui.reviews.reading_side import ReadingSide, Report
from kam_desktop.ui.reviews.remark_popover import RemarkPopover
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.buttons import Button, PlainButton, PrimaryButton
from kam_desktop.ui.widgets.chip import ChipRow
from kam_desktop.ui.widgets.empty import EmptyState
from kam_desktop.ui.widgets.kept_splitter import KeptSplitter
from kam_desktop.ui.widgets.list_rows import TwoLineRow
from kam_desktop.ui.widgets.list_view import RowList
from kam_desktop.ui.widgets.texts import plain_tip

ALL: Final = "\x00all"
FIRST: Final = 200  # shown at once; a longer queue follows behind them


class QueueTab(QWidget):
    """Left who waits, right what they wrote. ``count_changed`` tells how many wait in all."""

    navigate = Signal(object)
    count_changed = Signal(int)

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tasks = tasks
        self._generation = 0
        self.report: Report | None = None
        self._popover: RemarkPopover | None = None
        self.managers = ChipRow(self)
        self.list = RowList(self)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setAccessibleName(self.tr("Reports that wait"))
        self.side = ReadingSide(self)
        self.empty = EmptyState("", "", self)
        self._make_buttons()
        self._lay_out()
        self._connect()

    def _make_buttons(self) -> None:
        self.accept = PrimaryButton(self.tr("Accept"), self, keys="A")
        self.give_back = PlainButton(self.tr("Return"), self, keys="X")
        self.remark = PlainButton(self.tr("Remark"), self, icon="note", keys="M")
        self.open = PlainButton(self.tr("Open"), self, keys="O")
        self.preview = PlainButton(self.tr("Preview PDF"), self, keys="P")

    def _lay_out(self) -> None:
        left = QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._chips = QWidget(left)
        chips = QHBoxLayout(self._chips)
        chips.setContentsMargins(16, 8, 8, 8)
        chips.addWidget(self.managers)
        column.addWidget(self._chips)
        column.addWidget(self.list, 1)
        appearance.scaled(left.setMinimumWidth, 240)
        right = QWidget(self)
        rows = QVBoxLayout(right)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.side, 1)
        rows.addWidget(_Foot((self.open, self.preview), (self.remark, self.give_back, self.accept), self))
        self.splitter = KeptSplitter("reviews", self)
        self.splitter.addWidget(left)
        self.splitter.addWidget(right)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.restore(fonts.px(320), fonts.px(760))
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.splitter)
        self._stack.addWidget(self.empty)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)
        self.setFocusProxy(self.list)

    def _connect(self) -> None:
        self.list.current_changed.connect(self._read_report)
        self.list.opened.connect(lambda _id: self.side.setFocus(Qt.FocusReason.OtherFocusReason))
        self.managers.changed.connect(lambda _chosen: self.reload())
        self.side.dropped.connect(self._drop_remark)
        self.empty.asked.connect(lambda: self.navigate.emit(Route("visits")))
        for keys, act, button in (
            ("A", self.accept_report, self.accept), ("X", self.ask_return, self.give_back),
            ("M", self.ask_remark, self.remark), ("O", self.open_visit, self.open), ("P", self.print_page, self.preview),
            ("N", partial(self.step, 1), None), ("J", partial(self.step, 1), None), ("K", partial(self.step, -1), None),
        ):  # fmt: skip
            add_key(self._stack, keys, partial(self._act, act))
            if button is not None:
                button.clicked.connect(partial(self._act, act))

    def _act(self, act: Callable[[], None], *_args: object) -> None:
        """Not while a question is open: its buttons are no place for single letters."""
        if self._popover is None:
            act()

    # --- reading

    def reload(self) -> None:
        """Read the queue again; the current report stays current."""
        self._generation += 1
        self._read_queue(FIRST if len(self.list.rows()) <= FIRST else -1)

    def _read_queue(self, most: int) -> None:
        manager = next(iter(self.managers.chosen()), ALL)
        work = partial(_read_queue, "" if manager == ALL else manager, most)
        self.tasks.read(self, work, done=partial(self._show, self._generation, most))

    def show_report(self, visit_id: str) -> None:
        """Bring one report up, once the queue is there."""
        self.list.select_id(visit_id)

    def _show(self, generation: int, most: int, found: tuple[list[QueueRow], dict[str, int]]) -> None:
        if generation != self._generation:
            return
        rows, counts = found
        total = sum(counts.values())
        self.count_changed.emit(total)
        chosen = next(iter(self.managers.chosen()), ALL)
        chips = [
            (ALL, self.tr("All {n}").format(n=total)),
            *[(name, f"{name or '—'} {n}") for name, n in counts.items()],
        ]
        self.managers.set_chips(chips)
        self.managers.choose({chosen if chosen in counts else ALL})
        self._chips.setVisible(len(counts) > 1)
        current = self.list.current_id()
        self.list.set_rows([_row(each) for each in rows])
        if rows and not self.list.current_id():
            self.list.select_first()
        elif current and current == self.list.current_id():
            self._read_report(current)
        self.empty.say(self.tr("No report waits for a review."), self.tr("See the visits"))
        had_focus = holds_focus(self)
        self._stack.setCurrentWidget(self.splitter if rows else self.empty)
        self.setFocusProxy(self.list if rows else self.empty.button)
        if had_focus and not holds_focus(self):
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        if len(rows) == most:
            self._read_queue(-1)

    def _read_report(self, visit_id: str) -> None:
        if not visit_id:
            self.report = None
            self.side.show_nothing()
            self._fit_buttons()
            return
        self.tasks.read(
            self, partial(reading_side.read, visit_id, runtime.today()), done=partial(self._show_report, visit_id)
        )

    def _show_report(self, visit_id: str, report: Report | None) -> None:
        if visit_id != self.list.current_id() or report is None:
            return
        is_other = self.report is None or self.report.row.id != visit_id
        self.report = report
        self.side.show_report(report)
        if is_other:
            self.side.scroll_to_top()
        self._fit_buttons()

    def _fit_buttons(self) -> None:
        may = self.report is not None and self.report.may_review
        reason = self.side.notice() if self.report is not None and not may else ""
        for button in (self.accept, self.give_back, self.remark):
            button.setEnabled(may)
            button.setToolTip(plain_tip(reason))
        for button in (self.open, self.preview):
            button.setEnabled(self.report is not None)

    # --- what one does

    def step(self, by: int) -> None:
        """N, J, K: the next report or the one before."""
        place = self.list.currentIndex().row() + by
        if 0 <= place < len(self.list.rows()):
            self.list.select_id(self.list.rows()[place].id)

    def open_visit(self) -> None:
        """O: the visit's own page."""
        if self.report is not None:
            self.navigate.emit(Route("visit", self.report.row.id))

    def print_page(self) -> None:
        """P: the paper."""
        if self.report is not None:
            self.navigate.emit(Route("preview", self.report.row.id))

    def accept_report(self) -> None:
        """A: accepted, and the next one."""
        report = self._reviewable()
        if report is not None:
            said = self.tr("Accepted: {client}").format(client=report.sheet.client)
            visit_id = report.row.id
            self.report = None  # one press accepts one report
            self.tasks.write(
                self, lambda s: visits.review(s, visit_id, accepted=True), said=said, failed=self._on_failed
            )  # fmt: skip

    def _on_failed(self, error: KamError) -> None:
        self.tasks.refused.emit(error)
        self.reload()

    def ask_return(self) -> None:
        """X: back to the manager; with the remarks in the margin, or one on all of it."""
        report = self._reviewable()
        if report is None:
            return
        made = sum(each.settled_at is None for each in report.sheet.remarks)
        about = self.tr("%n remark(s) go with it; another word may stay empty.", "", made) if made else ""
        heading = self.tr("What has to be changed?")
        said = self.tr("Returned: {client}").format(client=report.sheet.client)
        popover = RemarkPopover(self, self.give_back, heading, self.tr("Return"), about=about)
        self._ask(popover, lambda s, text: visits.review(s, report.row.id, accepted=False, remark=text), said)

    def ask_remark(self) -> None:
        """M: on what is selected, the field one is in, or all of it."""
        report = self._reviewable()
        if report is None:
            return
        field, quote = self.side.sheet.pointed()
        heading = self.tr("Remark: {field}").format(field=wording.field_name(field))
        about = self.tr("“{quote}”").format(quote=quote) if quote else ""
        popover = RemarkPopover(self, self.remark, heading, self.tr("Remark"), about=about)
        said = self.tr("Remark noted")
        self._ask(
            popover, lambda s, text: visit_reviews.add(s, report.row.id, RemarkDraft(text, field, quote)), said
        )  # fmt: skip

    def _reviewable(self) -> Report | None:
        return self.report if self.report is not None and self.report.may_review else None

    def _drop_remark(self, remark_id: str) -> None:
        self.tasks.write(self, lambda s: visit_reviews.drop(s, remark_id), said=self.tr("Remark taken back"))

    def _ask(self, popover: RemarkPopover, fn: Callable[[Any, str], object], said: str) -> None:
        self._popover = popover
        popover.closed.connect(self._on_closed)
        popover.chosen.connect(
            lambda text: self.tasks.write(
                popover, lambda session: fn(session, text), said=said, done=lambda _made: popover.dismiss(),
                failed=partial(self._on_refused, popover),
            )
        )  # fmt: skip

    def _on_refused(self, popover: RemarkPopover, error: KamError) -> None:
        if isinstance(error, Invalid):
            popover.show_error(labels.sentence(error))
        else:
            popover.dismiss()
            self.tasks.refused.emit(error)

    def _on_closed(self) -> None:
        self._popover = None
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def on_escape(self) -> bool:
        """Closes the question; then the focus goes back to the queue."""
        if self._popover is not None:
            self._popover.dismiss()
            return True
        if self.list.hasFocus() or not holds_focus(self):
            return False
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        return True


class _Foot(QWidget):
    """Where the eye ends: what can be done with the report."""

    def __init__(self, left: tuple[Button, ...], right: tuple[Button, ...], parent: QWidget) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(8)
        for button in left:
            row.addWidget(button)
        row.addStretch(1)
        for button in right:
            row.addWidget(button)
        appearance.scaled(self.setMinimumHeight, 52)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), appearance.current().raised)
        painting.hairline(painter, 0, 0, self.width())


def _read_queue(manager: str, most: int, session: Any) -> tuple[list[QueueRow], dict[str, int]]:
    ids = review_desk.queue(session, manager=manager, most=most)
    return review_desk.rows(session, ids), review_desk.managers(session)


def _row(each: QueueRow) -> TwoLineRow:
    late, role = wording.late(each.late_days)
    again = labels.say("visit.again") if each.has_come_again else ""
    version = labels.say("visit.version", n=each.version) if each.version > 1 else ""
    about = " · ".join(part for part in (labels.day(each.on), again, version) if part)
    return TwoLineRow(each.id, each.tier, each.client, each.manager, "", about, late, role)
