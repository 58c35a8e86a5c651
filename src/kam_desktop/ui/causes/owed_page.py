"""All that we owe: promises, help that we promised, favours to return; the longest first (D-5.4)."""

from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QStackedWidget, QVBoxLayout, QWidget

from kam_desktop import runtime
from kam_desktop.core import commitments, debts, favours
from kam_desktop.core.debts import Debt, DebtKind
from kam_desktop.core.errors import Invalid, KamError
from kam_desktop.core.rules.kinds import Entity
from kam_desktop.core.rules.owing import Pressing
from kam_desktop.ui import labels
from kam_desktop.ui.causes import owed_rows
from kam_desktop.ui.entries.asking import DayPopover, ResultPopover
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.page import Page, holds_focus
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.buttons import PlainButton
from kam_desktop.ui.widgets.empty import EmptyState
from kam_desktop.ui.widgets.list_view import RowList
from kam_desktop.ui.widgets.page_head import PageHead
from kam_desktop.ui.widgets.popover import Popover


class OwedPage(Page):
    """Route ``owed``. D done, E evened out, R another day, Enter the client."""

    concerns: ClassVar[frozenset[Entity]] = frozenset(
        {Entity.FAVOUR, Entity.COMMITMENT, Entity.CLIENT, Entity.CONTACT, Entity.VISIT}
    )

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tasks = tasks
        self._debts: dict[str, Debt] = {}
        self._popover: Popover | None = None
        self.head = PageHead(self.tr("What we owe"), self)
        self.done_button = PlainButton(self.tr("Done"), self, icon="check", keys="D", size="small")
        self.even_button = PlainButton(self.tr("Evened out"), self, keys="E", size="small")
        self.move_button = PlainButton(self.tr("Another day"), self, keys="R", size="small")
        self.list = RowList(self)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setAccessibleName(self.tr("What we owe"))
        self.empty = EmptyState(
            self.tr("We owe nobody anything: no open promise, no favour to return."), self.tr("See the clients"), self
        )
        self._stack = QStackedWidget(self)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        for button in (self.done_button, self.even_button, self.move_button):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.head.add_tool(button)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self._stack, 1)
        self.setFocusProxy(self.list)

    def _connect(self) -> None:
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        for button, keys, act in (
            (self.done_button, "D", self.ask_done), (self.even_button, "E", self.ask_even),
            (self.move_button, "R", self.ask_move),
        ):  # fmt: skip
            button.clicked.connect(act)
            action = QAction(button.text(), self.list)
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(act)
            self.list.addAction(action)
        self.list.opened.connect(self._open)
        self.list.current_changed.connect(lambda _id: self._fit_buttons())
        self.empty.asked.connect(lambda: self.navigate.emit(Route("clients")))

    def title(self) -> str:
        return self.tr("What we owe")

    def keys(self) -> list[tuple[str, str]]:
        return [
            ("D", self.tr("Done, with what came of it")),
            ("E", self.tr("Evened out")),
            ("R", self.tr("Another day")),
            ("Enter", self.tr("Open the client")),
            ("J", self.tr("Next, K previous")),
        ]

    def reload(self) -> None:
        """Read all of it; it is never long."""
        today = runtime.today()
        self.head.loading.start()
        self.tasks.read(
            self, lambda session: debts.owed(session, today=today), done=self._show, finished=self.head.loading.stop
        )

    def _show(self, found: list[Debt]) -> None:
        self._debts = {debt.id: debt for debt in found}
        self.list.set_rows(owed_rows.rows_of(found, runtime.today()))
        if not self.list.current_id():
            self.list.select_first()
        late = sum(debt.pressing is Pressing.LATE for debt in found)
        words = self.tr("{count} in all, {late} late") if late else self.tr("{count} in all")
        self.head.set_subtitle(words.format(count=len(found), late=late) if found else "")
        had_focus = holds_focus(self)
        self._stack.setCurrentWidget(self.list if found else self.empty)
        self.setFocusProxy(self.list if found else self.empty.button)
        if had_focus and not found:
            self.empty.button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._fit_buttons()

    def current(self) -> Debt | None:
        """What the keys act on."""
        return self._debts.get(self.list.current_id())

    def _fit_buttons(self) -> None:
        debt = self.current()
        for button in (self.done_button, self.move_button):
            button.setEnabled(debt is not None)
        self.even_button.setEnabled(debt is not None and debt.kind is not DebtKind.PROMISE)

    def on_escape(self) -> bool:
        """Close the question."""
        popover = self._popover
        if popover is not None:
            popover.dismiss()
        return popover is not None

    def _open(self, row_id: str) -> None:
        if (debt := self._debts.get(row_id)) is not None:
            self.navigate.emit(Route("client", debt.client_id))

    # --- what one does ------------------------------------------------------------------------------------------

    def ask_done(self) -> None:
        """D: a promise is kept; of help it is asked what came of it; a favour of theirs is evened out."""
        debt = self.current()
        if debt is None:
            return
        today, said = runtime.today(), self.tr("Done: {what}").format(what=debt.text[:80])
        if debt.kind is DebtKind.PROMISE:
            self.tasks.write(self, lambda s: commitments.settle(s, debt.id, today=today), said=said)
        elif debt.kind is DebtKind.HELP:
            popover = ResultPopover(self, self.done_button, said, self.tr("Done"))
            self._ask(popover, lambda s, result: favours.do(s, debt.id, today=today, result=result), said)
        else:
            self.ask_even()

    def ask_even(self) -> None:
        """E: nobody owes anything for a favour any more. A promise is not evened out, it is kept."""
        debt = self.current()
        if debt is None or debt.kind is DebtKind.PROMISE:
            return
        today, said = runtime.today(), self.tr("Evened out: {what}").format(what=debt.text[:80])
        popover = ResultPopover(self, self.even_button, said, self.tr("Evened out"))
        self._ask(popover, lambda s, result: favours.even(s, debt.id, today=today, result=result), said)

    def ask_move(self) -> None:
        """R."""
        debt = self.current()
        if debt is None:
            return
        today, move = runtime.today(), commitments.move if debt.kind is DebtKind.PROMISE else favours.move
        said = self.tr("Moved: {what}").format(what=debt.text[:80])
        heading = self.tr("By which day now?")
        popover = DayPopover(self, self.move_button, heading, self.tr("Move"), debt.due_on)
        self._ask(popover, lambda s, day: move(s, debt.id, to=day, today=today), said)

    def _ask(self, popover: Popover, fn: Any, said: str) -> None:
        if self._popover is not None:
            self._popover.dismiss()
        self._popover = popover
        popover.chosen.connect(
            lambda value: self.tasks.write(
                popover, lambda session: fn(session, value), said=said, done=lambda _: popover.dismiss(),
                failed=partial(self._on_refused, popover),
            )
        )  # fmt: skip
        popover.closed.connect(partial(self._on_closed, popover))

    def _on_refused(self, popover: Popover, error: KamError) -> None:
        """A day that will not do is said in the question; what is gone meanwhile is read anew."""
        if isinstance(error, Invalid):
            popover.show_error(labels.sentence(error))
        else:
            popover.dismiss()
            self.tasks.refused.emit(error)
            self.mark_stale()

    def _on_closed(self, popover: Popover) -> None:
        if self._popover is popover:
            self._popover = None
        focus = self.window().focusWidget()
        if focus is None or focus is popover or popover.isAncestorOf(focus):
            self.setFocus(Qt.FocusReason.OtherFocusReason)
