"""What can be done with the current touch: the writes behind D, R, S, T, and the ways to other pages.

What they call in core is imported when they run, away from the window: it needs SQLAlchemy, and Today is painted
before that is there.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Qt

from kam_desktop import runtime
from kam_desktop.core.agenda import DueTouch
from kam_desktop.core.errors import Invalid, KamError
from kam_desktop.core.rules.kinds import Activity, Channel
from kam_desktop.ui import labels
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.page import Page
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.today.closing import Closing, ClosingForm
from kam_desktop.ui.today.popovers import HandOverPopover, MovePopover, SkipPopover
from kam_desktop.ui.widgets.list_view import RowList
from kam_desktop.ui.widgets.popover import Popover


class TouchActions(QObject):
    """Acts on the touch that ``current`` names; afterwards the list stands on the next one."""

    def __init__(
        self,
        page: Page,
        tasks: Tasks,
        rows: RowList,
        form: ClosingForm,
        current: Callable[[], DueTouch | None],
    ) -> None:
        super().__init__(page)
        self._page, self._tasks, self._list, self._form, self._current = page, tasks, rows, form, current
        self._popover: Popover | None = None
        self.in_hand: set[str] = set()  # being written: not to be acted on twice
        self.typed: dict[str, str] = {}  # outcomes not yet saved, by touch

    def dismiss_question(self) -> bool:
        """Close the popover; False when there is none."""
        popover = self._popover
        if popover is not None:
            popover.dismiss()
        return popover is not None

    def _free_touch(self) -> DueTouch | None:
        touch = self._current()
        return touch if touch is not None and touch.id not in self.in_hand else None

    def do(self) -> None:
        """D: log it with the outcome; the next one is as planned unless another day is filled in."""
        touch = self._free_touch()
        closing = self._form.closing() if touch is not None else None
        if touch is None or closing is None:
            return
        today = runtime.today()

        def work(session: Any) -> object:
            from kam_desktop.core import interactions

            return interactions.close_touch(
                session, touch.id, outcome=closing.outcome, next_on=closing.booked_on, today=today
            )

        self._write(
            touch,
            work,
            said=self._said_done(touch, closing),
            failed=lambda error: self._on_do_failed(touch, error),
        )
        self._advance(touch)

    def _on_do_failed(self, touch: DueTouch, error: KamError) -> None:
        """Back to the touch whose words could not be saved."""
        if isinstance(error, Invalid) and error.field == "next_on" and self._list.select_id(touch.id):
            self._form.show_error(labels.sentence(error))
        else:
            self._tasks.refused.emit(error)
            self._page.mark_stale()

    def _said_done(self, touch: DueTouch, closing: Closing) -> str:
        what = labels.name_of(Activity(touch.activity) if touch.activity else touch.channel)
        who = " ".join(part for part in (touch.client, touch.contact) if part)
        if closing.next_on is None:
            return self.tr("Done: {what}, {who}.").format(what=what, who=who)
        day = labels.day(closing.next_on)
        return self.tr("Done: {what}, {who}. Next on {day}.").format(what=what, who=who, day=day)

    def ask_move(self) -> None:
        """R."""
        touch = self._free_touch()
        if touch is not None:
            start = max(runtime.today(), touch.due_on)
            popover = MovePopover(self._page, self._form.move_button, start)
            self._ask(popover, lambda day: self._move(touch, popover, day))

    def _move(self, touch: DueTouch, popover: Popover, day: date) -> None:
        today = runtime.today()
        said = self.tr("{client} moved to {day}.").format(client=touch.client, day=labels.day_and_weekday(day))

        def work(session: Any) -> object:
            from kam_desktop.core import touches

            return touches.move(session, touch.id, to=day, today=today)

        self._settle(touch, popover, work, said)

    def ask_skip(self) -> None:
        """S."""
        touch = self._free_touch()
        if touch is not None:
            popover = SkipPopover(self._page, self._form.skip_button)
            self._ask(popover, lambda reason: self._skip(touch, popover, reason))

    def _skip(self, touch: DueTouch, popover: Popover, reason: str) -> None:
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
            popover = HandOverPopover(self._page, self._form.hand_over_button)
            self._tasks.read(popover, _colleagues, done=popover.set_colleagues)
            self._ask(popover, lambda name: self._hand_over(touch, popover, name))

    def _hand_over(self, touch: DueTouch, popover: Popover, name: str) -> None:
        today = runtime.today()
        said = self.tr("{client} handed over to {name}.").format(client=touch.client, name=name)

        def work(session: Any) -> object:
            from kam_desktop.core import touches

            return touches.hand_over(session, touch.id, to=name, today=today)

        self._settle(touch, popover, work, said)

    def _ask(self, popover: Popover, take: Callable[[Any], None]) -> None:
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

    def _settle(self, touch: DueTouch, popover: Popover, fn: Callable[[Any], Any], said: str) -> None:
        """Write what a popover asked; it stays until that is done, and shows what was wrong."""
        if touch.id not in self.in_hand:
            self._write(
                touch,
                lambda s: (fn(s), None)[1],
                said=said,
                done=lambda: self._on_settled(touch, popover),
                failed=lambda error: self._on_refused(popover, error),
            )

    def _on_settled(self, touch: DueTouch, popover: Popover) -> None:
        self.typed.pop(touch.id, None)
        popover.dismiss()
        self._advance(touch)

    def _on_refused(self, popover: Popover, error: KamError) -> None:
        if isinstance(error, Invalid):
            popover.show_error(labels.sentence(error))
        else:
            popover.dismiss()
            self._tasks.refused.emit(error)
            self._page.mark_stale()

    def _write(
        self,
        touch: DueTouch,
        fn: Callable[[Any], Any],
        *,
        said: str,
        failed: Callable[[KamError], None],
        done: Callable[[], None] | None = None,
    ) -> None:
        self.in_hand.add(touch.id)

        def on_failed(error: KamError) -> None:
            self.in_hand.discard(touch.id)
            failed(error)

        def on_done(_value: Any) -> None:
            self.typed.pop(touch.id, None)
            if done is not None:
                done()

        self._tasks.write(self, fn, done=on_done, failed=on_failed, said=said)

    def _advance(self, touch: DueTouch) -> None:
        """On to the next row that is not in hand, else the one before; the keys stay with the list."""
        ids = [row.id for row in self._list.rows() if row.id]
        if self._list.current_id() == touch.id:
            at = ids.index(touch.id)
            order = [*ids[at + 1 :], *reversed(ids[:at])]
            following = next((row_id for row_id in order if row_id not in self.in_hand), "")
            self._list.select_id(following)
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_current(self) -> None:
        """Enter: the visit where a visit is due, else the client."""
        touch = self._current()
        if touch is not None and touch.channel is Channel.VISIT:
            self.plan_visit()
        else:
            self.open_dossier()

    def open_dossier(self) -> None:
        """The client's page."""
        touch = self._current()
        if touch is not None:
            self._page.navigate.emit(Route("client", touch.client_id))

    def plan_visit(self) -> None:
        """V: the visit that is planned already, else a new one for this touch."""
        touch = self._current()
        if touch is not None:
            self._page.navigate.emit(Route("visit", touch.visit_id or "", _args(touch)))

    def log(self) -> None:
        """L: note a contact with this client."""
        touch = self._current()
        if touch is not None:
            self._page.navigate.emit(Route("log", "", _args(touch)))


def _colleagues(session: Any) -> list[str]:
    from kam_desktop.core import clients

    return clients.owners(session)


def _args(touch: DueTouch) -> dict[str, str]:
    return {"client_id": touch.client_id, "contact_id": touch.contact_id or "", "touch_id": touch.id}
