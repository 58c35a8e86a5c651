"""The facts of a client, each edited where it stands: a click, Enter or F2 opens it, Enter saves, Esc restores."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from kam_desktop.core.errors import Invalid
from kam_desktop.ui import appearance, labels, painting, tabbing
from kam_desktop.ui.clients import client_fact_editors
from kam_desktop.ui.clients.client_fact_editors import ORDER, Editor
from kam_desktop.ui.clients.in_place import ENTER, InPlace
from kam_desktop.ui.page import holds_focus
from kam_desktop.ui.widgets.buttons import QuietButton
from kam_desktop.ui.widgets.texts import Hint, PlainLabel, restyle

_LABEL = 76


@dataclass(frozen=True, slots=True)
class Entered:
    """A fact with what it said when its editor was opened, what it shall say, and what was typed for that."""

    client_id: str
    name: str
    before: Any
    value: Any
    typed: str = ""
    error: str = ""


class FactLine(QWidget):
    """A label and its value. A changed one is handed over, after which ``show_client`` or ``reopen`` follows."""

    entered = Signal(object)  # Entered
    left = Signal(object)  # Entered; an ``error`` says that it cannot be saved
    moved = Signal(int)  # to the line above or below

    def __init__(
        self, name: str, parent: QWidget | None = None, *, has_label: bool = True, value: PlainLabel | None = None
    ) -> None:
        super().__init__(parent)
        self.name = name
        self._client: Mapping[str, Any] = {}
        self._editor: Editor | None = None
        self._label = PlainLabel(labels.field(name), self, role="muted", wrap=True)
        self._label.setVisible(has_label)
        appearance.scaled(self._label.setFixedWidth, _LABEL)
        self.value = value or PlainLabel("", self, wrap=True)
        self.error = Hint("", self, role="danger")
        self.error.hide()
        self._lay_out()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def _lay_out(self) -> None:
        self._column = QVBoxLayout()
        self._column.setSpacing(2)
        self._column.addWidget(self.value)
        self._column.addWidget(self.error)
        self._column.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 2, 4, 2)
        row.setSpacing(8)
        row.addWidget(self._label, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._column, 1)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is known."""
        return not self.value.property("known")

    @property
    def is_editing(self) -> bool:
        """Whether the editor is open."""
        return self._editor is not None

    @property
    def editor(self) -> QWidget | None:
        """The editor while it is open."""
        return self._editor.widget if self._editor else None

    @property
    def has_focus(self) -> bool:
        """Whether the focus of the window is here."""
        return holds_focus(self)

    def show_client(self, client: Mapping[str, Any]) -> None:
        """Show the fact; one that is being edited keeps what is typed, for as long as its client is shown."""
        if client["id"] != self._client.get("id"):
            self.leave()
        self._client = client
        text = client_fact_editors.shown(self.name, client)
        self.value.setText(text or "—")
        self.value.setProperty("known", bool(text))
        self.value.set_role("text" if text else "muted")
        self.setAccessibleName(f"{self._label.text()} {text or '—'}")
        self.setToolTip(self.tr("Edit: Enter or F2"))

    def edit(self) -> None:
        """Open the editor, filled in, with the focus in it."""
        if self._editor is None and self._client:
            self._open().setFocus(Qt.FocusReason.OtherFocusReason)
            QTimer.singleShot(0, self, self._bring_into_view)

    def _bring_into_view(self) -> None:
        """The editor is higher than the value was: at the foot of the panel half of it would stay below."""
        tabbing.bring_into_view(self)

    def reopen(self, entered: Entered) -> None:
        """It could not be saved: what was typed stands in the editor again, and why; the focus stays where it is."""
        self.show_client({**self._client, self.name: entered.before})
        self.show()
        client_fact_editors.put_text(self._open(), entered.typed)
        self.refuse(entered.error)

    def _open(self) -> QWidget:
        self._before = self._client[self.name]
        self._editor = client_fact_editors.make(self.name, self._client, self)
        widget = self._editor.widget
        widget.setAccessibleName(self._label.text())
        self._keys = InPlace(widget)
        self._keys.taken.connect(self.save)
        self._keys.escaped.connect(self.close_editor)
        self._keys.left.connect(self._on_left)
        if isinstance(widget, QComboBox):
            widget.activated.connect(lambda _: self.save())
        self._column.insertWidget(0, widget)
        self.value.hide()
        widget.show()
        self.setTabOrder(self, widget)
        return widget

    def save(self) -> None:
        """Close and hand the value over, where it changed; what is none stays, with an error beside it."""
        if self._editor is None:
            return
        try:
            value = self._editor.read()
        except Invalid as error:
            self.refuse(client_fact_editors.sentence(error))
        else:
            self._hand_over(value, self.entered)

    def leave(self) -> None:
        """Its page goes, and the editor with it; what was refused waits for its person's word."""
        if self._editor is None:
            return
        value, error = None, "" if self.error.isHidden() else self.error.text()
        try:
            value = self._editor.read()
        except Invalid as invalid:
            error = client_fact_editors.sentence(invalid)
        self._hand_over(value, self.left, error)

    def _hand_over(self, value: Any, signal: SignalInstance, error: str = "") -> None:
        """The value is shown at once: the store keeps it a moment later, or it is opened again."""
        assert self._editor is not None
        typed, is_changed = client_fact_editors.text_of(self._editor.widget), value != self._editor.first
        self.close_editor()
        if error or is_changed:
            entered = Entered(self._client["id"], self.name, self._before, value, typed, error)
            if not error:
                self.show_client({**self._client, self.name: client_fact_editors.plain(self.name, value)})
            signal.emit(entered)

    def refuse(self, sentence: str) -> None:
        """It was not saved, and why; what was typed stays, and the focus where its person went meanwhile."""
        self.error.setText(sentence)
        self.error.show()
        if self._editor is not None:
            widget = self._editor.widget
            widget.setAccessibleDescription(sentence)
            widget.setProperty("invalid", "true")
            restyle(widget)
            if self.has_focus:
                widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_editor(self) -> bool:
        """Back to the value as it is kept; False when nothing was open."""
        if self._editor is None:
            return False
        widget, self._editor = self._editor.widget, None
        had_focus = self.has_focus
        self._keys.stop()
        self._column.removeWidget(widget)
        self.error.hide()
        self.value.show()
        if had_focus:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        widget.hide()
        widget.deleteLater()
        return True

    # --- events ------------------------------------------------------------------------------------------

    def _on_left(self) -> None:
        """The focus went elsewhere: what was typed is saved, for nothing may be lost."""
        if self._editor is not None and self.error.isHidden():
            self.save()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.edit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (*ENTER, Qt.Key.Key_F2) and not event.modifiers():
            self.edit()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.underMouse() and not self.is_editing:
            painting.box(painter, self.rect(), painting.RADIUS, appearance.current().sunken)
        if self.hasFocus():
            painting.focus_ring(painter, self.rect())


class FactLines(QWidget):
    """All facts in their order; those nothing is known of stand behind one button."""

    entered = Signal(object)  # Entered
    left = Signal(object)  # Entered

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = {name: FactLine(name, self) for name in ORDER}
        self.more = QuietButton("", self, icon="plus", size="small")
        self.more.clicked.connect(self._open_empty)
        self._has_empty = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for line in self.lines.values():
            line.entered.connect(self.entered)
            line.left.connect(self.left)
            line.moved.connect(lambda by, line=line: self._move(line, by))
            column.addWidget(line)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)

    def show_client(self, client: Mapping[str, Any]) -> None:
        """Show the facts of a client."""
        for line in self.lines.values():
            line.show_client(client)
        self._fit()

    def reset(self) -> None:
        """Another client comes."""
        self._has_empty = False

    def edit(self, name: str) -> None:
        """Open the editor of a fact, also where nothing is known of it yet."""
        self.lines[name].show()
        self.lines[name].edit()

    def _fit(self) -> None:
        empty = [line for line in self.lines.values() if line.is_empty and not line.is_editing]
        for line in self.lines.values():
            line.setVisible(self._has_empty or line not in empty)
        self.more.setText(self.tr("%n fact(s) still empty", "", len(empty)))
        self.more.setVisible(bool(empty) and not self._has_empty)

    def _open_empty(self) -> None:
        first = next(line for line in self.lines.values() if line.is_empty)
        self._has_empty = True
        self._fit()
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _move(self, line: FactLine, by: int) -> None:
        seen = [each for each in self.lines.values() if not each.isHidden()]
        place = seen.index(line) + by
        if 0 <= place < len(seen):
            seen[place].setFocus(Qt.FocusReason.TabFocusReason)
