"""What lies over the foot of the page: what was done, with Undo; what went wrong; how far a long run is.

One message at a time. Done and info leave after 8 s, errors stay until closed, a run is shown while nothing
else has to be said. Screen readers hear each message.
"""

from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, NamedTuple

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from kam_desktop.ui import appearance, fonts, painting
from kam_desktop.ui.page import holds_focus
from kam_desktop.ui.tasks import Run
from kam_desktop.ui.widgets.buttons import IconButton, QuietButton
from kam_desktop.ui.widgets.icon_label import IconLabel
from kam_desktop.ui.widgets.keycap import KeyCap
from kam_desktop.ui.widgets.progress import ThinBar
from kam_desktop.ui.widgets.texts import PlainLabel

if TYPE_CHECKING:
    from kam_desktop.ui.widgets.floating import Floating

Kind = Literal["done", "info", "error", "progress"]
SECONDS = 8
_ICONS: dict[Kind, tuple[str, str]] = {
    "done": ("check", "ok"),
    "info": ("info", "muted"),
    "error": ("warning", "danger"),
    "progress": ("clock", "muted"),
}


class Notice(NamedTuple):
    """One message. ``act`` is what its button does; ``keys`` is drawn beside it."""

    kind: Kind
    text: str
    action: str = ""
    keys: str = ""
    act: Callable[[], None] | None = None


class MessageBar(QWidget):
    """40 px, hidden while there is nothing to say; ``pages`` is what it lies over."""

    shown = Signal(object)  # Notice

    def __init__(self, parent: QWidget | None = None, pages: QStackedWidget | None = None) -> None:
        super().__init__(parent)
        self._pages = pages
        self._floating: Floating | None = None
        self._queue: deque[Notice] = deque()
        self._notice: Notice | None = None
        self._runs: list[Run] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SECONDS * 1000)
        self._timer.timeout.connect(self.close_notice)
        self._make_parts()
        self.hide()

    def _make_parts(self) -> None:
        self._icon = IconLabel("check", self, role="ok")
        self._text = PlainLabel("", self, elide=True)
        self._bar = ThinBar(self)
        self._action = QuietButton("", self, size="small")
        self._action.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the focus in the page
        self._action.clicked.connect(self.trigger)
        self._caps: list[KeyCap] = []
        self._close = IconButton("cross", self.tr("Close"), self, size="small")
        self._close.clicked.connect(self.close_notice)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 0, 12, 0)
        self._row.setSpacing(8)
        for widget in (self._icon, self._text, self._bar, self._action):
            self._row.addWidget(widget)
        self._row.addStretch(1)
        self._row.addWidget(self._close)
        appearance.fit(self._fit)

    def _fit(self) -> None:
        self.setFixedHeight(fonts.px(40))
        self._bar.setFixedWidth(fonts.px(120))

    def done(self, text: str, *, action: str = "", keys: str = "", act: Callable[[], None] | None = None) -> None:
        """Something was done; ``action`` usually is Undo."""
        self.push(Notice("done", text, action, keys, act))

    def info(self, text: str, *, action: str = "", act: Callable[[], None] | None = None) -> None:
        """Something to know."""
        self.push(Notice("info", text, action, "", act))

    def error(self, text: str, *, action: str = "", act: Callable[[], None] | None = None) -> None:
        """Something went wrong: what, and what to do next. Stays until closed."""
        self.push(Notice("error", text, action, "", act))

    def push(self, notice: Notice) -> None:
        """Show it now, or after those before it. The same error twice is shown once."""
        if notice.kind == "error" and any(notice.text == other.text for other in (self._notice, *self._queue) if other):
            return
        if notice.kind == "done":  # Undo means what was done last: an older message gives way
            self._queue = deque(each for each in self._queue if each.kind == "error")
            if self._notice is not None and self._notice.kind != "error":
                self._notice = None
        self._queue.append(notice)
        if self._notice is None:
            self._next()

    @property
    def notice(self) -> Notice | None:
        """The message shown now."""
        return self._notice

    def close_notice(self) -> None:
        """Take the present message away; the next one comes."""
        self._timer.stop()
        self._notice = None
        self._next()

    def trigger(self, keys: str = "") -> bool:
        """Do what the button does. With ``keys``: only when the message shows these (Ctrl+Z)."""
        if self._notice is None:
            if not keys and self._runs:
                self._runs[-1].cancel()
            return False
        act = self._notice.act
        if act is None or (keys and self._notice.keys != keys):
            return False
        self.close_notice()
        act()
        return True

    def show_run(self, run: Run) -> None:
        """A long run began or went on."""
        if run not in self._runs:
            self._runs.append(run)
        if self._notice is None:
            self._show_progress(run)

    def end_run(self, run: Run) -> None:
        """A long run is over."""
        if run in self._runs:
            self._runs.remove(run)
        if self._notice is None:
            self._next()

    def _next(self) -> None:
        if self._queue:
            self._show(self._queue.popleft())
        elif self._runs:
            self._show_progress(self._runs[-1])
        else:
            self._give_focus_back()
            self.hide()

    def _give_focus_back(self) -> None:
        """To where it was in the page: else Qt gives it to whatever comes next in the window."""
        page = self._pages.currentWidget() if self._pages is not None else None
        if page is not None and holds_focus(self):
            last = page.focusWidget()
            (last if last is not None and last.isVisible() else page).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, notice: Notice) -> None:
        self._notice = notice
        is_new = self.isHidden()
        self._fill(notice.kind, notice.text, notice.action, notice.keys)
        self._bar.hide()
        self._close.show()
        self._place(is_new=is_new)
        if notice.kind != "error":
            self._timer.start()
        self._announce(notice)
        self.shown.emit(notice)

    def _show_progress(self, run: Run) -> None:
        numbers = self.tr("{count} of {total}").format(count=run.count, total=run.total) if run.total else ""
        is_new = self.isHidden()
        words = "  ".join(part for part in (run.label, numbers, run.text) if part)
        self._fill("progress", words, self.tr("Cancel"), "")
        self._bar.set_parts(run.count, run.total)
        self._bar.setAccessibleName(words)
        self._bar.setVisible(bool(run.total))
        self._close.hide()
        self._row.invalidate()
        if is_new or self.sizeHint().width() > self.width():  # not at each step of it
            self._place(is_new=is_new)

    def _fill(self, kind: Kind, text: str, action: str, keys: str) -> None:
        self._icon.set_icon(*_ICONS[kind])
        self._text.setText(text)
        self._action.setText(action)
        self._action.setVisible(bool(action))
        for cap in self._caps:
            self._row.removeWidget(cap)
            cap.hide()
            cap.deleteLater()
        self._caps = [KeyCap(keys, self)] if keys else []
        for cap in self._caps:
            self._row.insertWidget(self._row.indexOf(self._action) + 1, cap)
        self.show()

    def _place(self, *, is_new: bool) -> None:
        """Over the pages; made at the first message, the start has no need of it."""
        over = self.parentWidget()
        if self._floating is None and self._pages is not None and over is not None:
            from kam_desktop.ui.widgets.floating import Floating

            self._floating = Floating(self, self._pages, over)
        if self._floating is not None:
            self._row.invalidate()
            self._floating.place(is_new=is_new)

    def _announce(self, notice: Notice) -> None:
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # a hundred names, at the first message

        event = QAccessibleAnnouncementEvent(self, notice.text)
        if notice.kind == "error":
            event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme = QPainter(self), appearance.current()
        painting.box(painter, self.rect(), painting.RADIUS, theme.raised, theme.border)
