"""Saving the facts of a client that are edited where they stand; what cannot be saved waits with its text."""

from dataclasses import replace
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QObject, Signal

from kam_desktop import runtime
from kam_desktop.core import client_facts
from kam_desktop.core.errors import Conflict, KamError
from kam_desktop.ui import labels
from kam_desktop.ui.clients import client_fact_drafts, client_fact_editors
from kam_desktop.ui.clients.client_fact_drafts import Typed
from kam_desktop.ui.clients.client_fact_lines import Entered
from kam_desktop.ui.clients.client_panel import ClientPanel
from kam_desktop.ui.clients.client_reading import Seen
from kam_desktop.ui.tasks import Notice, Tasks

_PARENT: Final = "parent_id"


class FactSaving(QObject):
    """For one panel. What was refused stands beside its fact again, at once or when its client is next seen."""

    waiting = Signal()  # something is kept that the page does not show: it reads again when it is next seen

    def __init__(self, tasks: Tasks, panel: ClientPanel, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks, self._panel = tasks, panel
        panel.fact_entered.connect(self.save)
        panel.fact_left.connect(self._on_left)
        panel.promise_left.connect(self._keep_promise)

    def save(self, entered: Entered) -> None:
        """Save one fact, unless it says something else by now than when its editor was opened."""
        client_id, name, today = entered.client_id, entered.name, runtime.today()

        def work(session: Any) -> None:
            client_facts.put(session, client_id, name, entered.value, before=entered.before, today=today)
            client_fact_drafts.drop(session, client_id, name)

        self._tasks.write(
            self,
            work,
            failed=partial(self._on_failed, entered),
            said=self.tr("{field} saved").format(field=labels.field(name)),
        )

    def bring_back(self, seen: Seen) -> None:
        """The client is seen: what was not saved stands in its editor, and is the page's again."""
        client, unsaved = seen.dossier.client, dict(seen.unsaved)
        if not unsaved:
            return
        client_id = client["id"]
        self._tasks.write(self, lambda session: client_fact_drafts.drop_all(session, client_id))
        if promise := unsaved.pop(client_fact_drafts.PROMISE, None):
            self._panel.entry.bring_back(*promise)
        for name, (typed, error) in unsaved.items():
            line = self._panel.line_of(name)
            if not line.is_editing:
                words = self.tr("This was not saved when the page was left.")
                line.reopen(Entered(client_id, name, client[name], client[name], typed, error or words))

    def _on_left(self, entered: Entered) -> None:
        """Its page goes. It may be refused when nobody is there to be told, so it is kept first."""
        self._keep(entered)
        if entered.error:
            self._tell(entered)
        else:
            self.save(entered)

    def _keep(self, entered: Entered) -> None:
        self._keep_typed(
            entered.client_id, entered.name, Typed(entered.typed, entered.error), waits=bool(entered.error)
        )

    def _keep_promise(self, client_id: str, text: str, due: str) -> None:
        self._keep_typed(client_id, client_fact_drafts.PROMISE, Typed(text, due), waits=True)

    def _keep_typed(self, client_id: str, name: str, typed: Typed, *, waits: bool) -> None:
        self._tasks.write(
            self,
            lambda session: client_fact_drafts.keep(session, client_id, name, typed),
            done=lambda _: self.waiting.emit() if waits else None,
        )

    # --- what was refused --------------------------------------------------------------------------------

    def _on_failed(self, entered: Entered, error: KamError) -> None:
        if entered.name == _PARENT and isinstance(error, Conflict):
            self._tasks.refused.emit(error)
            self.waiting.emit()  # the next try is made on what is there now
        elif entered.name == _PARENT:
            self._panel.group.refuse(labels.sentence(error))
        elif isinstance(error, Conflict):
            words = self.tr("Meanwhile it was changed to {value}. Enter puts yours there, Esc leaves it.")
            self._tasks.read(
                self,
                lambda session: _now(session, entered),
                done=lambda now: self._refuse(
                    replace(entered, before=now[entered.name]),
                    words.format(value=client_fact_editors.shown(entered.name, now) or "—"),
                ),
            )
        else:
            self._refuse(entered, labels.sentence(error))

    def _refuse(self, entered: Entered, sentence: str) -> None:
        """It comes back where it was typed; where that is not seen, or written in again, it is kept and told."""
        again, line = replace(entered, error=sentence), self._panel.line_of(entered.name)
        is_shown = self._panel.client_id == entered.client_id and self._panel.isVisible()
        if is_shown and not line.is_editing:
            line.reopen(again)
        else:
            self._keep(again)
        if not line.has_focus or not is_shown:
            self._tell(again)

    def _tell(self, entered: Entered) -> None:
        words = self.tr("{field} “{text}” is not saved yet: {reason}")
        said = words.format(field=labels.field(entered.name), text=entered.typed, reason=entered.error)
        self._tasks.told.emit(Notice(said, None, is_done=False))


def _now(session: Any, entered: Entered) -> dict[str, Any]:
    """A fact as it is kept now, with what it takes to say it."""
    return {name: client_facts.kept(session, entered.client_id, name) for name in (entered.name, "currency")}
