"""Ctrl+N: note a contact from anywhere in three inputs: who, what, outcome (D-2.8); one that was noted is corrected here.

A child of the main window raised over the page, like the command bar, not a window of its own.
"""

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Any, Final

import shiboken6
from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kam_desktop import runtime
from kam_desktop.core import agenda, drafts, interactions
from kam_desktop.core.agenda import DueTouch
from kam_desktop.core.errors import Invalid, KamError, NotFound
from kam_desktop.core.interactions import InteractionDraft
from kam_desktop.core.rules.kinds import Channel
from kam_desktop.ui import fonts, labels
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.touches.log_fields import CHANNELS, LogFields
from kam_desktop.ui.widgets.buttons import IconButton, PrimaryButton
from kam_desktop.ui.widgets.shadow import Shadow
from kam_desktop.ui.widgets.texts import Hint, PlainLabel

_WIDTH: Final = 480
_TOP: Final = 64


class QuickLog(LogFields):
    """``open`` shows it; Enter saves, Shift+Enter breaks the line, Escape closes and keeps the words."""

    saved = Signal(str)  # the client's id
    closed = Signal()

    def __init__(self, tasks: Tasks, window: QWidget) -> None:
        super().__init__(tasks, window)
        self._window = window
        self._answers: DueTouch | None = None
        self._saving = ""  # the key of what is on its way
        self._return_to: QWidget | None = None
        self.setProperty("kind", "popup")
        self._make_parts()
        self._lay_out()
        self.hide()
        window.installEventFilter(self)
        Shadow(self)

    def _make_parts(self) -> None:
        self._title = PlainLabel("", self, face="head", bold=True)
        self.close_button = IconButton("cross", self.tr("Close"), self, keys="Esc", size="small")
        self.close_button.clicked.connect(self.dismiss)
        self.who.chosen.connect(lambda _who: self._on_chosen())
        self.who.resized.connect(self._place_soon)
        self.who.line.installEventFilter(self)
        self.outcome.installEventFilter(self)
        self.channels.changed.connect(lambda _: self._offer_missed())
        self._hint = Hint("", self)
        self._hint.hide()
        self.save_button = PrimaryButton(self.tr("Save"), self, icon="check", keys="Enter")
        self.save_button.clicked.connect(self.save)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.close_button)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.on, 0, Qt.AlignmentFlag.AlignTop)
        foot.addWidget(self._hint, 1)
        foot.addStretch(0)
        foot.addWidget(self.save_button, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(12)
        column.addLayout(head)
        for widget in (self.who, self.channels, self.missed, self.outcome):
            column.addWidget(widget)
        column.addLayout(foot)
        for one, other in pairwise((self.outcome, self.on, self.save_button, self.close_button)):
            self.setTabOrder(one, other)

    def open(self, client_id: str = "", contact_id: str = "", touch_id: str = "", interaction_id: str = "") -> None:
        """Show it, empty or about a client, one of its people, or a touch that it then closes; or correct a contact.

        Words about the same that were not saved come back.
        """
        is_about = bool(client_id or interaction_id)
        if self.isVisible() and not is_about:
            (self.outcome if self.who.who else self.who.line).setFocus(Qt.FocusReason.PopupFocusReason)
            return
        if self.isVisible():
            self.keep()
        else:
            self._return_to = self._window.focusWidget()
        self._title.setText(self.tr("Correct what was noted") if interaction_id else self.tr("Log a contact"))
        self.setAccessibleName(self._title.text())
        self._set_touch(touch_id)
        self.show()
        self.begin(client_id, contact_id, interaction_id)
        self._offer_missed()
        self._place()
        self.raise_()
        first = self.outcome if is_about else self.who.line
        first.setFocus(Qt.FocusReason.PopupFocusReason)

    def _offer_missed(self) -> None:
        """A call may reach nobody; what was noted as a contact stays one."""
        self.missed.setVisible(not self._interaction_id and self.channels.chosen() == {Channel.CALL.value})
        self._place_soon()

    def _fill(self, values: Mapping[str, Any]) -> None:
        super()._fill(values)
        self._offer_missed()

    def _is_missed(self) -> bool:
        return self.missed.isVisibleTo(self) and self.missed.isChecked()

    def _set_touch(self, touch_id: str) -> None:
        self._touch_id, self._answers = touch_id, None
        self._say("")
        if touch_id:
            self._read_touch(touch_id)

    def _read_touch(self, touch_id: str) -> None:
        today = runtime.today()

        def read(session: Any) -> DueTouch | None:
            return agenda.one(session, touch_id, today=today)

        self._tasks.read(self, read, done=lambda touch: self._take_touch(touch_id, touch))

    def _take_touch(self, touch_id: str, touch: DueTouch | None) -> None:
        """The way the touch takes is proposed, and what it closes is said."""
        if touch is None or touch_id != self._touch_id:
            return
        self._answers = touch
        if touch.channel in CHANNELS:
            self.channels.choose([touch.channel.value])
            self._offer_missed()
        why = labels.reason(touch.reason, touch.reason_params)
        self._say(self.tr("Closes: {reason}").format(reason=why))

    def dismiss(self) -> None:
        """Close; what is typed is kept for the next time."""
        self.keep()
        self.close_form()

    def close_form(self) -> None:
        back, self._return_to = self._return_to, None
        if back is not None and _is_alive(back) and back.isVisible():
            back.setFocus(Qt.FocusReason.OtherFocusReason)  # first: hiding would look for another place
        super().close_form()
        self._set_touch("")
        self.closed.emit()

    def on_escape(self) -> bool:
        """Esc anywhere in the window closes what stands above the page before the page hears of it."""
        if not self.isVisible():
            return False
        self.dismiss()
        return True

    def step_aside(self) -> None:
        """Another page was shown: it keeps its focus, and the words are kept for the next time."""
        if self.isVisible():
            self._return_to = None
            self.dismiss()

    def focusNextPrevChild(self, is_next: bool) -> bool:
        """Tab goes round inside: the page behind is not to be typed into."""
        focus: QWidget = self._window.focusWidget() or self
        at: QWidget | None = focus
        while at is not None:
            at = at.nextInFocusChain() if is_next else at.previousInFocusChain()
            if at is None or at is focus:
                break
            takes_tab = at.focusPolicy() & Qt.FocusPolicy.TabFocus and at.isVisible() and at.isEnabled()
            if takes_tab and self.isAncestorOf(at):
                reason = Qt.FocusReason.TabFocusReason if is_next else Qt.FocusReason.BacktabFocusReason
                at.setFocus(reason)
                break
        return True

    def save(self) -> None:
        """Enter: log it, or correct it; the clock of the client starts again."""
        if self._saving:
            return
        if self.who.who is None:
            self._say(self.tr("Choose who it was."), role="danger")
            self.who.line.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self.on.is_valid():
            self._say(self.on.why_not(), role="danger")
            self.on.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._write(self.draft())

    def keep(self) -> None:
        """What is being saved is not kept beside it: it would come back as not saved."""
        if self._saving != self._key():
            super().keep()

    def _write(self, draft: InteractionDraft) -> None:
        key, interaction_id, today = self._key(), self._interaction_id, runtime.today()
        is_missed, told = self._is_missed(), self._told_of_try(draft.outcome)
        typed = self._to_keep()
        self._kept.stop()
        self._asked += 1  # nor do words come in that are still being read

        def work(session: Any) -> None:
            drafts.drop(session, key)
            if interaction_id:
                interactions.correct(session, interaction_id, draft, today=today)
            elif is_missed:
                interactions.note_missed(session, draft, told=told, today=today)
            else:
                interactions.log(session, draft, today=today)

        self._saving = key
        self._tasks.write(
            self,
            work,
            done=lambda _: self._on_saved(key, draft.client_id),
            failed=self._on_failed,
            finished=lambda: self._on_finished(key, typed),
            said=self._said(draft),
        )

    def _told_of_try(self, outcome: str) -> str:
        """What stays in the timeline of a call that reached nobody."""
        if not outcome:
            return self.tr("Phone call, nobody reached")
        return self.tr("Phone call, nobody reached: {text}").format(text=outcome)

    def _said(self, draft: InteractionDraft) -> str:
        said = self.tr("Noted: {channel}, {who}.")
        if self._interaction_id:
            said = self.tr("Corrected: {channel}, {who}.")
        elif self._is_missed():
            said = self.tr("Not reached: {who}. The call is still to be made.")
        elif draft.on != runtime.today():
            said = self.tr("Noted for {day}: {channel}, {who}.")
        return said.format(channel=labels.name_of(draft.channel), who=self.who.names(), day=labels.day(draft.on))

    def draft(self) -> InteractionDraft:
        draft = super().draft()
        is_answer = self._answers is not None and self._answers.client_id == draft.client_id
        return replace(draft, touch_id=self._touch_id) if is_answer else draft

    def _on_saved(self, key: str, client_id: str) -> None:
        self._saving = ""
        self._kept.drop(key)
        if key == self._key():  # else it was turned to something else meanwhile
            self.close_form()
        self.saved.emit(client_id)

    def _on_failed(self, error: KamError) -> None:
        words = self.tr("{why} Esc closes this; what is typed is kept.") if isinstance(error, NotFound) else "{why}"
        self._say(words.format(why=labels.sentence(error)), role="danger")
        if isinstance(error, Invalid) and error.field == "on":
            self.on.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_finished(self, key: str, typed: Any) -> None:
        """What was not saved is kept, also where the form was closed meanwhile."""
        is_lost, self._saving = bool(self._saving), ""
        if is_lost and key == self._key():
            self.keep()
        elif is_lost and typed:
            self._kept.keep(key, typed)

    def _on_chosen(self) -> None:
        """Another client than the touch's: then it does not answer that touch."""
        who = self.who.who
        if who is not None:
            self._rekey(who.client_id)
        if who is not None and self._answers is not None and self._answers.client_id != who.client_id:
            self._set_touch("")
        elif self._touch_id == "":
            self._say("")
        self.outcome.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, text: str, *, role: str = "muted") -> None:
        self._hint.setText(text)
        self._hint.set_role(role)
        self._hint.setVisible(bool(text))
        self._place_soon()

    def hint(self) -> str:
        """What is said beside the button: the touch that is closed, or what is wrong."""
        return self._hint.text()

    def _place_soon(self) -> None:
        QTimer.singleShot(0, self, self._place)

    def _place(self) -> None:
        """In the middle below the top bar, as high as it needs, inside the window."""
        width = min(fonts.px(_WIDTH), self._window.width() - 24)
        layout = self.layout()
        if layout is None:
            return
        layout.activate()
        height = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else self.sizeHint().height()
        top = min(fonts.px(_TOP), max(8, self._window.height() - height - 12))
        left = (self._window.width() - width) // 2
        self.setGeometry(QRect(left, top, width, min(height, self._window.height() - top - 8)))

    def event(self, event: QEvent) -> bool:
        """Escape is ours before the window's shortcut hears it."""
        is_override = event.type() == QEvent.Type.ShortcutOverride
        if is_override and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.save()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place_soon()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if watched is self.who.line and self.who.takes_key(event):
                return True
            is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            is_break = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if watched is self.outcome and is_enter and not is_break:
                self.save()
                return True
        return super().eventFilter(watched, event)


def _is_alive(widget: QWidget) -> bool:
    return bool(shiboken6.isValid(widget))
