"""Who, what, outcome and day of a contact: typed anew or corrected, and kept while it is typed (D-2.8, D-6.6)."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any, Final, NamedTuple

from PySide6.QtWidgets import QCheckBox, QFrame, QPlainTextEdit, QWidget

from kam_desktop import runtime
from kam_desktop.core import drafts, interactions
from kam_desktop.core.errors import KamError
from kam_desktop.core.interactions import InteractionDraft
from kam_desktop.core.rules.kinds import Channel
from kam_desktop.ui import appearance, fonts, labels
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.touches.kept_logs import KeptLog, KeptLogs, key_of
from kam_desktop.ui.touches.who import Who, WhoPicker, read_who
from kam_desktop.ui.widgets.chip import ChipRow
from kam_desktop.ui.widgets.date_field import DateField

#: A gift has its own form, with its limits.
CHANNELS: Final = (
    Channel.CALL,
    Channel.MESSAGE,
    Channel.VISIT,
    Channel.EMAIL,
    Channel.CARD,
    Channel.EVENT,
    Channel.FAVOUR,
)
_DAY_WIDTH: Final = 168
_LONG: Final = 80  # characters, about three lines
_LINES, _LINES_OF_OLD = 3, 7  # a whole old text is to be read, a new one is short


class _Logged(NamedTuple):
    """A contact that is corrected: as it was noted, with whom, and what was changed before and not saved."""

    draft: InteractionDraft
    who: Who
    kept: Mapping[str, Any] | None


class LogFields(QFrame):
    """``begin`` turns to a client, to nobody yet, or to a contact that is corrected. An empty day is today."""

    def __init__(self, tasks: Tasks, parent: QWidget) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._client_id = self._interaction_id = self._touch_id = ""
        self._was: InteractionDraft | None = None
        self._is_filling = self._is_touched = False
        self._asked = 0
        self._kept = KeptLogs(tasks, self)
        self._kept.due.connect(self.keep)
        self.who = WhoPicker(tasks, self)
        self.who.change_button.clicked.connect(lambda: self._rekey(""))
        self.who.ticked.connect(self._on_typed)
        self.channels = ChipRow(self)
        self.channels.setAccessibleName(self.tr("What"))
        self.channels.changed.connect(lambda _: self._on_typed())
        self.missed = QCheckBox(self.tr("Not reached"), self)
        self.missed.toggled.connect(lambda _: self._on_typed())
        self._make_outcome()
        self.on = DateField(runtime.today(), self, prefer="past")
        self.on.setPlaceholderText(self.tr("Today"))
        self.on.setAccessibleName(self.tr("Day; empty is today"))
        appearance.scaled(self.on.setFixedWidth, _DAY_WIDTH)
        self.on.textChanged.connect(lambda _: self._on_typed())
        self._clear()

    def _make_outcome(self) -> None:
        self.outcome = QPlainTextEdit(self)
        self.outcome.setPlaceholderText(self.tr("Outcome, may be left out"))
        self.outcome.setAccessibleName(self.tr("Outcome"))
        self.outcome.setTabChangesFocus(True)
        self.outcome.textChanged.connect(self._on_typed)

    def _set_lines(self, number: int) -> None:
        self.outcome.setFixedHeight(number * fonts.line_height("body") + 14)

    def begin(self, client_id: str, contact_id: str, interaction_id: str) -> None:
        """Empty, then filled with what was typed about the same and not saved."""
        self._clear()
        self._client_id, self._interaction_id = client_id, interaction_id
        if interaction_id:
            self._read_logged(interaction_id)
            return
        if client_id:
            self.who.preset(client_id, contact_id)
        self._read_kept()

    def draft(self) -> InteractionDraft:
        """What stands here; the touch that it closes is not asked here."""
        was, ticked = self._was, self.who.contact_ids()
        shown = {each.id for each in self.who.who.people} if self.who.who else set()
        stay = [each for each in was.contact_ids if each in ticked or each not in shown] if was else []
        return InteractionDraft(
            self._client_id,
            Channel(next(iter(self.channels.chosen()))),
            self.on.value() or runtime.today(),
            self.outcome.toPlainText().strip(),
            (*stay, *(each for each in ticked if each not in stay)),
            was.touch_id if was else None,
        )

    def keep(self) -> None:
        """Keep what was typed, where it says anything."""
        if not self._is_touched or (self._interaction_id and self._was is None):
            return
        if values := self._to_keep():
            self._kept.keep(self._key(), values)
        else:
            self._kept.drop(self._key())

    def _to_keep(self) -> dict[str, Any] | None:
        draft = self.draft()
        if (draft == self._was) if self._was else not draft.outcome:
            return None
        on = draft.on.isoformat() if self.on.value() else ""
        return {
            "channel": draft.channel.value,
            "on": on,
            "outcome": draft.outcome,
            "people": draft.contact_ids,
            "missed": self.missed.isChecked(),
        }

    def _key(self) -> str:
        return key_of(self._client_id, self._interaction_id)

    def _clear(self) -> None:
        self._is_filling = True
        self._asked += 1  # what is still being read is for another
        self._client_id = self._interaction_id = ""
        self._was = None
        self.who.clear()
        self.outcome.clear()
        self._set_lines(_LINES)
        self.missed.setChecked(False)
        self.on.set_today(runtime.today())
        self.on.set_value(None)
        self._offer(Channel.CALL)
        self._kept.stop()
        self._is_filling = self._is_touched = False

    def _offer(self, channel: Channel) -> None:
        """Choose a way; one that is not usual here is there only where it was noted so."""
        ways = CHANNELS if channel in CHANNELS else (*CHANNELS, channel)
        self.channels.set_chips([(each.value, labels.name_of(each)) for each in ways])
        self.channels.choose([channel.value])

    def _fill(self, values: Mapping[str, Any]) -> None:
        """What was typed meanwhile stands behind it."""
        self._is_filling = True
        if not self._touch_id:
            self._offer(Channel(values["channel"]))
        self.missed.setChecked(self.missed.isChecked() or values.get("missed", False))
        self.on.set_value(date.fromisoformat(values["on"]) if values["on"] else None)
        self.outcome.setPlainText("\n".join(filter(None, (values["outcome"], self.outcome.toPlainText()))))
        self.outcome.moveCursor(self.outcome.textCursor().MoveOperation.End)
        self._is_filling = False

    def _on_typed(self) -> None:
        if not self._is_filling:
            self._is_touched = True
            self._kept.start()

    def _rekey(self, client_id: str) -> None:
        """It is about another client than before: the words go along, or its own come back."""
        if self._interaction_id or client_id == self._client_id:
            return
        self._asked += 1
        if self.outcome.toPlainText().strip():
            self._kept.drop(self._key())
            self._client_id, self._is_touched = client_id, True
            self.keep()
        else:
            self._client_id = client_id
            if client_id:
                self._read_kept()

    def _read_kept(self) -> None:
        self._asked += 1
        self._kept.read(self._client_id, partial(self._take_kept, self._asked))

    def _take_kept(self, asked: int, found: KeptLog | None) -> None:
        if found is None or asked != self._asked:
            return
        if found.client_id:
            self._client_id = found.client_id
            self.who.preset(found.client_id, *found.values["people"])
        self._fill(found.values)
        if found.key != self._key():
            self._kept.drop(found.key)
            self._is_touched = True
            self.keep()

    # --- a contact that is corrected ---------------------------------------------------------------------

    def _read_logged(self, interaction_id: str) -> None:
        key, asked = self._key(), self._asked

        def read(session: Any) -> _Logged:
            draft = interactions.draft_of(interactions.get(session, interaction_id))
            who = read_who(session, draft.client_id, draft.contact_ids)
            return _Logged(draft, who, drafts.find(session, key))

        self._tasks.read(
            self, read, done=partial(self._show_logged, asked), failed=partial(self._on_gone, asked), after_writes=True
        )

    def _show_logged(self, asked: int, found: _Logged) -> None:
        if asked != self._asked:
            return
        was = self._was = found.draft
        self._client_id = was.client_id
        now = {
            "channel": was.channel.value,
            "on": was.on.isoformat(),
            "outcome": was.outcome,
            "people": was.contact_ids,
        }
        values = found.kept or now
        self._set_lines(_LINES_OF_OLD if len(was.outcome) > _LONG else _LINES)
        self.who.show_who(found.who, values["people"])
        self._fill(values)
        if found.kept:
            self._kept.note(self._key())

    def _on_gone(self, asked: int, error: KamError) -> None:
        self._tasks.refused.emit(error)
        if asked == self._asked:
            self.close_form()

    def close_form(self) -> None:
        """Empty, and no longer seen."""
        self._clear()
        self.setVisible(False)
