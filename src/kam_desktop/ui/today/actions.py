"""What can be done with the current touch: the write behind D, and the ways to other pages.

What it calls in core is imported when it runs, away from the window: it needs SQLAlchemy, and Today is painted
before that is there.
"""

from collections.abc import Callable
from typing import Any

from kam_desktop import runtime
from kam_desktop.core.agenda import DueTouch
from kam_desktop.core.errors import Invalid, KamError
from kam_desktop.core.rules.kinds import Activity, Channel
from kam_desktop.ui import labels
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.page import Page
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.today.closing import Closing, ClosingForm
from kam_desktop.ui.touches.settling import Anchors, TouchQuestions
from kam_desktop.ui.widgets.list_view import RowList


class TouchActions(TouchQuestions):
    """Acts on the touch that ``current`` names; afterwards the list stands on the next one."""

    def __init__(
        self,
        page: Page,
        tasks: Tasks,
        rows: RowList,
        form: ClosingForm,
        current: Callable[[], DueTouch | None],
    ) -> None:
        super().__init__(page, tasks, rows, Anchors(form.move_button, form.skip_button, form.hand_over_button), current)
        self._form, self._due = form, current
        self.typed: dict[str, str] = {}  # outcomes not yet saved, by touch
        self.settled.connect(lambda touch_id: self.typed.pop(touch_id, None))

    def do(self) -> None:
        """D: log it with the outcome; the next one is as planned unless another day is filled in."""
        touch = self._due() if self._free_touch() is not None else None
        closing = self._form.closing() if touch is not None else None
        if touch is None or closing is None:
            return
        today = runtime.today()

        def work(session: Any) -> object:
            from kam_desktop.core import interactions

            return interactions.close_touch(
                session, touch.id, outcome=closing.outcome, next_on=closing.booked_on, today=today
            )

        self.write(
            touch,
            work,
            said=self._said_done(touch, closing),
            failed=lambda error: self._on_do_failed(touch, error),
        )
        self.advance(touch)

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

    def open_current(self) -> None:
        """Enter: the visit where a visit is due, else the client."""
        touch = self._due()
        if touch is not None and touch.channel is Channel.VISIT:
            self.plan_visit()
        else:
            self.open_dossier()

    def open_dossier(self) -> None:
        """The client's page."""
        touch = self._due()
        if touch is not None:
            self._page.navigate.emit(Route("client", touch.client_id))

    def plan_visit(self) -> None:
        """V: the visit that is planned already, else a new one for this touch."""
        touch = self._due()
        if touch is not None:
            self._page.navigate.emit(Route("visit", touch.visit_id or "", _args(touch)))

    def log(self) -> None:
        """L: note a contact with this client."""
        touch = self._due()
        if touch is not None:
            self._page.navigate.emit(Route("log", "", _args(touch)))


def _args(touch: DueTouch) -> dict[str, str]:
    return {"client_id": touch.client_id, "contact_id": touch.contact_id or "", "touch_id": touch.id}
