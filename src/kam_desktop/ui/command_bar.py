"""The command bar: one field to find anybody and do anything, with its results below it.

The results are a child of the main window raised over the page, not a window: no trouble with focus, input
methods or Wayland. The field keeps the focus; keys move the choice.
"""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from kam_desktop.ui import fonts, painting
from kam_desktop.ui.hit_list import Hit, HitList
from kam_desktop.ui.search_field import SearchField
from kam_desktop.ui.widgets.keycap import KeyCap
from kam_desktop.ui.widgets.shadow import Shadow
from kam_desktop.ui.widgets.texts import Hint, PlainLabel, Rule

Deliver = Callable[[list[Hit]], None]
Provider = Callable[[str, Deliver], None]

_REST: Final = 200  # ms after the last answer until the bar is no higher than what it shows: it keeps still meanwhile

__all__ = ["CommandBar", "Hit", "Provider"]


class CommandBar(QFrame):
    """The results under ``field``. ``provider(text, deliver)`` may answer later; only the newest counts.

    An empty text asks for what one may want before one types.
    """

    closed = Signal()

    def __init__(self, field: SearchField, provider: Provider, window: QWidget) -> None:
        super().__init__(window)
        self._field, self._provider, self._window = field, provider, window
        self._asked = self._answered = 0
        self._waits: bool | None = None  # Enter came before its answer; True: for a new window
        self._return_to: QWidget | None = None
        self._is_cut = False
        self.setProperty("kind", "popup")
        self._ground = _ground(self)
        self._list = HitList(self)
        self._nothing = PlainLabel(self.tr("Nothing found"), self, role="muted")
        self._nothing.setContentsMargins(12, 8, 12, 8)
        self._behind = Hint(self.tr("The search index is still being built: older records may be missing."), self)
        self._behind.setContentsMargins(12, 4, 12, 4)
        self._behind.hide()
        self._count = Hint("", self, wrap=False)
        self._lay_out()
        self.hide()
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self.place)
        field.typed.connect(self._ask)
        field.left.connect(self._on_left)
        field.installEventFilter(self)
        window.installEventFilter(self)
        self._list.clicked.connect(lambda _index: self._on_clicked())
        Shadow(self)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(4, painting.RADIUS, 4, 0)
        column.setSpacing(0)
        column.addWidget(self._list, 1)
        column.addWidget(self._nothing)
        column.addWidget(self._behind)
        column.addSpacing(4)
        column.addWidget(Rule(self))
        feet = QHBoxLayout()
        feet.setContentsMargins(12, 0, 12, 0)
        feet.setSpacing(4)
        self._feet: list[QWidget] = []
        for keys, words in (
            (("Up", "Down"), self.tr("choose")),
            (("Ctrl+Enter",), self.tr("new window")),
            (("Esc",), self.tr("close")),
        ):
            foot = QWidget(self)
            row = QHBoxLayout(foot)
            row.setContentsMargins(0, 0, 12, 0)
            row.setSpacing(4)
            for part in (*(KeyCap(key, foot) for key in keys), Hint(words, foot, wrap=False)):
                row.addWidget(part)
            self._feet.append(foot)
            feet.addWidget(foot)
        feet.addStretch(1)
        feet.addWidget(self._count)
        column.addLayout(feet)
        self._foot_height = fonts.px(35)
        column.setStretchFactor(feet, 0)
        feet.addStrut(self._foot_height)

    def set_provider(self, provider: Provider) -> None:
        """Another source of results."""
        self._provider = provider

    def open(self) -> None:
        """Ctrl+K: the field takes the focus; Esc gives it back to who has it now."""
        if not self._field.hasFocus():
            self._return_to = self.window().focusWidget()
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()
        self._ask(self._field.text())

    def dismiss(self, *, gives_focus_back: bool = True) -> None:
        """Close and empty the field."""
        self.hide()
        with QSignalBlocker(self._field):  # the empty field of a bar that closes asks for nothing
            self._field.clear()
        self._asked += 1
        self._answered = self._asked
        self._waits = None
        back, self._return_to = self._return_to, None
        if gives_focus_back:
            if back is not None and back.isVisible():
                back.setFocus(Qt.FocusReason.OtherFocusReason)
            else:
                self._field.clearFocus()
        self.closed.emit()

    def hits(self) -> list[Hit]:
        """What is shown."""
        return self._list.hits()

    def current(self) -> Hit | None:
        """The chosen result."""
        return self._list.current()

    def show_behind(self, is_behind: bool) -> None:
        """Whether the next answer may miss something; said below the results."""
        self._behind.setVisible(is_behind)

    def show_cut(self, is_cut: bool) -> None:
        """Whether the next answer is the first of more; said with its number."""
        self._is_cut = is_cut

    def _ask(self, text: str) -> None:
        self._asked += 1
        self._waits = None
        number = self._asked
        self._provider(text.strip(), lambda hits: self._take(number, hits))

    def _take(self, number: int, hits: list[Hit]) -> None:
        if number != self._asked or not self._field.hasFocus():
            return
        self._answered = number
        self._list.set_hits(hits)
        if self._waits is not None and hits:
            self._run(self._list.current(), in_new=self._waits)
            return
        if not hits and not self._field.text():
            self.hide()
            return
        self._list.setVisible(bool(hits))
        self._nothing.setVisible(not hits)
        found = sum(not hit.icon for hit in hits)  # the others are things to do
        said = self.tr("the first %n result(s)", "", found) if self._is_cut else self.tr("%n result(s)", "", found)
        self._count.setText(said if self._field.text() else "")
        if self.isHidden():
            self.place()
            self.show()
            self.raise_()
        else:
            self.place(self.height())
            self._rest.start()

    def place(self, least: int = 0) -> None:
        """Under the field, as wide as it, as high as what it shows or at least so high, and never beyond the window."""
        window = self._window
        corner = self._field.mapTo(window, QPoint(0, self._field.height() + 4))
        wanted = self._list.full_height() if self.hits() else self._nothing.sizeHint().height()
        wanted += self._behind.heightForWidth(self._field.width() - 8) if not self._behind.isHidden() else 0
        height = min(
            max(wanted + painting.RADIUS + 1 + self._foot_height + 6, least), window.height() - corner.y() - 12
        )
        self.setGeometry(QRect(corner.x(), corner.y(), self._field.width(), height))
        self._fit_feet()

    def _fit_feet(self) -> None:
        """Where not all keys have room, Esc goes first, which the field names too; none is cut."""
        room = self.width() - 32 - self._count.sizeHint().width() - 4
        for foot in self._feet:
            room -= foot.sizeHint().width() + 4
            foot.setVisible(room >= 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._ground.setGeometry(self.rect().adjusted(1, painting.RADIUS, -1, -painting.RADIUS))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._field and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride and self._means(event) is not None:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                return self._on_key(event)
        if watched is self._window and event.type() == QEvent.Type.Resize and self.isVisible():
            QTimer.singleShot(0, self, self.place)
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        act = self._means(event)
        if act is None:
            return False
        act()
        return True

    def _means(self, event: QKeyEvent) -> Callable[[], None] | None:
        """What a key does in the field; None leaves it to the field."""
        key, is_open = Qt.Key(event.key()), self.isVisible() or self._asked != self._answered
        if key == Qt.Key.Key_Escape:
            return self.dismiss
        if not is_open:
            return None
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            place = key - Qt.Key.Key_1
            return (lambda: self._run_action(place)) if 0 <= place <= 2 else None
        in_new = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        return {
            Qt.Key.Key_Down: lambda: self._list.move_by(1),
            Qt.Key.Key_Up: lambda: self._list.move_by(-1),
            Qt.Key.Key_Return: lambda: self._enter(in_new=in_new),
            Qt.Key.Key_Enter: lambda: self._enter(in_new=in_new),
        }.get(key)

    def _enter(self, *, in_new: bool) -> None:
        """Open the choice; when the answer to the newest letters is not here yet, wait for it."""
        if self._asked != self._answered:
            self._waits = in_new
        else:
            self._run(self._list.current(), in_new=in_new)

    def _run_action(self, place: int) -> None:
        """Nothing while the actions shown belong to older letters: they would hit another person."""
        wanted = f"Alt+{place + 1}"
        if self._asked == self._answered:
            self._run(next((hit for hit in self.hits() if hit.keycap == wanted), None))

    def _on_clicked(self) -> None:
        self._run(self._list.current())

    def _run(self, hit: Hit | None, *, in_new: bool = False) -> None:
        """Close first: what runs may take the focus or show another page."""
        if hit is None:
            return
        self.dismiss()
        (hit.run_in_new_window if in_new and hit.run_in_new_window else hit.run)()

    def _on_left(self) -> None:
        if self.isVisible() or self._field.text():
            self.dismiss(gives_focus_back=False)


def _ground(bar: QWidget) -> QWidget:
    """What Qt knows to hide the page: for the round corners of the bar it would paint the page again at each key."""
    made = QWidget(bar)
    made.setBackgroundRole(QPalette.ColorRole.Base)
    made.setAutoFillBackground(True)
    return made
