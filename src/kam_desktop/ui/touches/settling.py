"""What a page asks before a touch is moved, skipped or handed over, and the writes that follow (R, S, T).

What is called in core is imported when it runs, away from the window: it needs SQLAlchemy, and Today is painted
before that is there.
"""

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple, Protocol

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from kam_desktop import runtime
from kam_desktop.core.errors import Invalid, KamError
from kam_desktop.ui import labels
from kam_desktop.ui.page import Page
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.touches.popovers import HandOverPopover, MovePopover, SkipPopover
from kam_desktop.ui.widgets.list_view import RowList
from kam_desktop.ui.widgets.popover import Popover


class OpenTouch(Protocol):
    """What is to be known of a touch."""

    @property
    def id(self) -> str: ...

    @property
    def client(self) -> str: ...

    @property
    def due_on(self) -> date: ...


class Anchors(NamedTuple):
    """Beside which buttons the questions stand."""

    move: QWidget
    skip: QWidget
    hand_over: QWidget


class TouchQuestions(QObject):
    """Asks about the touch that ``current`` names; afterwards the list stands on the next one."""

    settled = Signal(str)  # the id of a touch whose change is written

    def __init__(
        self,
        page: Page,
        tasks: Tasks,
        rows: RowList,
        anchors: Anchors,
        current: Callable[[], OpenTouch | None],
    ) -> None:
        super().__init__(page)
        self._page, self._tasks, self._list, self._anchors, self._current = page, tasks, rows, anchors, current
        self._popover: Popover | None = None
        self.in_hand: set[str] = set()  # being written: not to be acted on twice

    def dismiss_question(self) -> bool:
        """Close the popover; False when there is none."""
        popover = self._popover
        if popover is not None:
            popover.dismiss()
        return popover is not None

    def _free_touch(self) -> OpenTouch | None:
        touch = self._current()
        return touch if touch is not None and touch.id not in self.in_hand else None

    def ask_move(self) -> None:
        """R."""
        touch = self._free_touch()
        if touch is not None:
            start = max(runtime.today(), touch.due_on)
            popover = MovePopover(self._page, self._anchors.move, start)
            self.ask(popover, lambda day: self._move(touch, popover, day))

    def _move(self, touch: OpenTouch, popover: Popover, day: date) -> None:
        self._settle(touch, popover, _moving(touch, day), self._said_moved(touch, day))

    def move_to(self, touch: OpenTouch, day: date) -> None:
        """Put a touch on a day that was pointed at; what is wrong with it is said in the message bar."""
        if touch.id not in self.in_hand:
            self.write(touch, _moving(touch, day), said=self._said_moved(touch, day), failed=self._tasks.refused.emit)

    def _said_moved(self, touch: OpenTouch, day: date) -> str:
        return self.tr("{client} moved to {day}.").format(client=touch.client, day=labels.day_and_weekday(day))

    def ask_skip(self) -> None:
        """S."""
        touch = self._free_touch()
        if touch is not None:
            popover = SkipPopover(self._page, self._anchors.skip)
            self.ask(popover, lambda reason: self._skip(touch, popover, reason))

    def _skip(self, touch: OpenTouch, popover: Popover, reason: str) -> None:
        today = runtime.today()
        said = self.tr("{client} skipped: {reason}").format(client=touch.client, reason=reason)

        def work(session: Any) -> object:
            from kam_desktop.core import touches

            return touches.skip(session, touch.id, reason=reason, today=today)

        self._settle(touch, popover, work, said)

    def ask_hand_over(self) -> None:
        """T."""
        touch = self._free_touch()
        if touch is not None:
            popover = HandOverPopover(self._page, self._anchors.hand_over)
            self._tasks.read(popover, _colleagues, done=popover.set_colleagues)
            self.ask(popover, lambda name: self._hand_over(touch, popover, name))

    def _hand_over(self, touch: OpenTouch, popover: Popover, name: str) -> None:
        today = runtime.today()
        said = self.tr("{client} handed over to {name}.").format(client=touch.client, name=name)

        def work(session: Any) -> object:
            from kam_desktop.core import touches

            return touches.hand_over(session, touch.id, to=name, today=today)

        self._settle(touch, popover, work, said)

    def ask(self, popover: Popover, take: Callable[[Any], None]) -> None:
        """Have this question open instead of any other."""
        if self._popover is not None:
            self._popover.dismiss()
        self._popover = popover
        popover.chosen.connect(take)
        popover.closed.connect(lambda: self._on_popover_closed(popover))

    def _on_popover_closed(self, popover: Popover) -> None:
        if self._popover is popover:
            self._popover = None
        focus = self._page.window().focusWidget()
        if focus is None or focus is popover or popover.isAncestorOf(focus):
            self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _settle(self, touch: OpenTouch, popover: Popover, fn: Callable[[Any], Any], said: str) -> None:
        """Write what a popover asked; it stays until that is done, and shows what was wrong."""
        if touch.id not in self.in_hand:
            self.write(
                touch,
                fn,
                said=said,
                done=lambda: self._on_settled(touch, popover),
                failed=lambda error: self._on_refused(popover, error),
            )

    def _on_settled(self, touch: OpenTouch, popover: Popover) -> None:
        popover.dismiss()
        self.advance(touch)

    def _on_refused(self, popover: Popover, error: KamError) -> None:
        if isinstance(error, Invalid):
            popover.show_error(labels.sentence(error))
        else:
            popover.dismiss()
            self._tasks.refused.emit(error)
            self._page.mark_stale()

    def write(
        self,
        touch: OpenTouch,
        fn: Callable[[Any], Any],
        *,
        said: str,
        failed: Callable[[KamError], None],
        done: Callable[[], None] | None = None,
    ) -> None:
        """Write about a touch; until that is done it is in hand."""
        self.in_hand.add(touch.id)

        def on_failed(error: KamError) -> None:
            self.in_hand.discard(touch.id)
            failed(error)

        def on_done(_value: Any) -> None:
            self.settled.emit(touch.id)
            if done is not None:
                done()

        self._tasks.write(self, lambda s: (fn(s), None)[1], done=on_done, failed=on_failed, said=said)

    def advance(self, touch: OpenTouch) -> None:
        """On to the next row that is not in hand, else the one before; the keys stay with the list."""
        ids = [row.id for row in self._list.rows() if row.id]
        if self._list.current_id() == touch.id:
            at = ids.index(touch.id)
            order = [*ids[at + 1 :], *reversed(ids[:at])]
            following = next((row_id for row_id in order if row_id not in self.in_hand), "")
            self._list.select_id(following)
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)


def _moving(touch: OpenTouch, day: date) -> Callable[[Any], object]:
    today = runtime.today()

    def work(session: Any) -> object:
        from kam_desktop.core import touches

        return touches.move(session, touch.id, to=day, today=today)

    return work


def _colleagues(session: Any) -> list[str]:
    from kam_desktop.core import clients

    return clients.owners(session)
