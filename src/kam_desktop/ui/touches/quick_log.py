"""Ctrl+N: note a contact from anywhere in three inputs: who, what, outcome (D-2.8).

A child of the main window raised over the page, like the command bar, not a window of its own.
"""

from typing import Any, Final

import shiboken6
from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from kam_desktop import runtime
from kam_desktop.core import agenda, interactions
from kam_desktop.core.agenda import DueTouch
from kam_desktop.core.errors import KamError
from kam_desktop.core.interactions import InteractionDraft
from kam_desktop.core.rules.kinds import Channel
from kam_desktop.ui import fonts, labels
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.touches.who import WhoPicker
from kam_desktop.ui.widgets.buttons import IconButton, PrimaryButton
from kam_desktop.ui.widgets.chip import ChipRow
from kam_desktop.ui.widgets.shadow import Shadow
from kam_desktop.ui.widgets.texts import Hint, PlainLabel

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
_WIDTH: Final = 480
_TOP: Final = 64


class QuickLog(QFrame):
    """``open`` shows it; Enter saves, Shift+Enter breaks the line, Escape closes and keeps the words."""

    saved = Signal(str)  # the client's id
    closed = Signal()

    def __init__(self, tasks: Tasks, window: QWidget) -> None:
        super().__init__(window)
        self._tasks, self._window = tasks, window
        self._touch_id = ""
        self._answers: DueTouch | None = None
        self._is_saving = False
        self._return_to: QWidget | None = None
        self.setProperty("kind", "popup")
        self._make_parts()
        self._lay_out()
        self.setAccessibleName(self._title.text())
        self.hide()
        window.installEventFilter(self)
        Shadow(self)

    def _make_parts(self) -> None:
        self._title = PlainLabel(self.tr("Note a contact"), self, face="head", bold=True)
        self.close_button = IconButton("cross", self.tr("Close"), self, keys="Esc", size="small")
        self.close_button.clicked.connect(self.dismiss)
        self.who = WhoPicker(self._tasks, self)
        self.who.chosen.connect(lambda _who: self._on_chosen())
        self.who.resized.connect(self._place_soon)
        self.who.line.installEventFilter(self)
        self.channels = ChipRow(self)
        self.channels.setAccessibleName(self.tr("What"))
        self.channels.set_chips([(each.value, labels.name_of(each)) for each in CHANNELS])
        self.outcome = QPlainTextEdit(self)
        self.outcome.setPlaceholderText(self.tr("Outcome, may be left out"))
        self.outcome.setAccessibleName(self.tr("Outcome"))
        self.outcome.setTabChangesFocus(True)
        self.outcome.setFixedHeight(3 * fonts.line_height("body") + 14)
        self.outcome.installEventFilter(self)
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
        foot.addWidget(self._hint, 1)
        foot.addStretch(0)
        foot.addWidget(self.save_button, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(12)
        column.addLayout(head)
        for widget in (self.who, self.channels, self.outcome):
            column.addWidget(widget)
        column.addLayout(foot)

    def open(self, client_id: str = "", contact_id: str = "", touch_id: str = "") -> None:
        """Show it, empty or about a client, one of its people, or a touch that it then closes.

        Words that were not saved come back, unless it is opened for another client.
        """
        if not self.isVisible():
            self._return_to = self._window.focusWidget()
        kept = self.who.who.client_id if self.who.who else ""
        if client_id and client_id != kept:
            self._begin_anew()
        self._set_touch(touch_id)
        if client_id and client_id != kept:
            self.who.preset(client_id, contact_id)
        elif touch_id:
            self._read_touch(touch_id)
        self._place()
        self.show()
        self.raise_()
        first = self.outcome if client_id or self.who.who else self.who.line
        first.setFocus(Qt.FocusReason.PopupFocusReason)

    def _begin_anew(self) -> None:
        self.who.clear()
        self.outcome.clear()
        self.channels.choose([Channel.CALL.value])
        self._set_touch("")

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
        why = labels.reason(touch.reason, touch.reason_params)
        self._say(self.tr("Closes: {reason}").format(reason=why))

    def dismiss(self) -> None:
        """Close; what is typed is kept for the next time."""
        if not self.outcome.toPlainText().strip():
            self._begin_anew()
        back, self._return_to = self._return_to, None
        if back is not None and _is_alive(back) and back.isVisible():
            back.setFocus(Qt.FocusReason.OtherFocusReason)  # first: hiding would look for another place
        self.hide()
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
        """Enter: log it; the clock of the client starts again."""
        if self._is_saving:
            return
        who = self.who.who
        if who is None:
            self._say(self.tr("Choose who it was."), role="danger")
            self.who.line.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        draft = self._draft(who.client_id)
        said = self.tr("Noted: {channel}, {who}.").format(channel=labels.name_of(draft.channel), who=self.who.names())
        today = runtime.today()
        self._is_saving = True
        self._tasks.write(
            self,
            lambda s: interactions.log(s, draft, today=today),
            done=lambda _logged: self._on_saved(draft.client_id),
            failed=self._on_failed,
            finished=self._on_finished,
            said=said,
        )

    def _draft(self, client_id: str) -> InteractionDraft:
        channel = Channel(next(iter(self.channels.chosen())))
        return InteractionDraft(
            client_id,
            channel,
            runtime.today(),
            self.outcome.toPlainText().strip(),
            self.who.contact_ids(),
            self._touch_id if self._answers and self._answers.client_id == client_id else None,
        )

    def _on_saved(self, client_id: str) -> None:
        self._begin_anew()
        self.dismiss()
        self.saved.emit(client_id)

    def _on_failed(self, error: KamError) -> None:
        self._say(labels.sentence(error), role="danger")

    def _on_finished(self) -> None:
        self._is_saving = False

    def _on_chosen(self) -> None:
        """Another client than the touch's: then it does not answer that touch."""
        who = self.who.who
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
