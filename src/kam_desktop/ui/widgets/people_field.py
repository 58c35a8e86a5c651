"""Who took part: names as tokens in a line that finds known people, by pinyin too, and takes any other name."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QCompleter, QFrame, QLineEdit, QSizePolicy, QWidget

from kam_desktop.core.rules import readings
from kam_desktop.ui import appearance
from kam_desktop.ui.widgets.flow import FlowLayout
from kam_desktop.ui.widgets.texts import restyle
from kam_desktop.ui.widgets.token import Token

_SEPARATORS = re.compile(r"[,，、;；\n\t]+")


@dataclass(frozen=True, slots=True)
class Person:
    """A known contact by id, or a free name with an empty id. ``detail`` is shown while choosing."""

    name: str
    id: str = ""
    detail: str = ""


class _Token(Token):
    """A person who takes part."""

    def __init__(self, person: Person, parent: QWidget) -> None:
        super().__init__(person.name, parent, tip=person.detail)
        self.person = person


class PeopleField(QFrame):
    """Enter, a comma or leaving the field makes a token; Backspace at the start takes the last one out.

    Enter takes the one known person that what is typed fits, where there is just one.
    """

    changed = Signal(object)  # tuple[Person, ...]

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "input")
        self._tokens: list[_Token] = []
        self._candidates: dict[str, Person] = {}
        self._line = QLineEdit(self)
        self._line.setProperty("kind", "bare")
        appearance.scaled(self._line.setMinimumWidth, 64)
        self._line.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._line.installEventFilter(self)
        self._line.returnPressed.connect(self._on_enter)
        self._line.textEdited.connect(self._on_edited)
        self._known = QStringListModel(self)
        self._set_up_completer()
        self._flow = FlowLayout(self)
        self._flow.setContentsMargins(4, 4, 4, 4)
        self._flow.addWidget(self._line)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusProxy(self._line)
        appearance.scaled(self.setMinimumHeight, 32)

    def _set_up_completer(self) -> None:
        completer = QCompleter(self._known, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)  # ``_on_edited`` filters
        completer.activated.connect(self._take, Qt.ConnectionType.QueuedConnection)
        popup = completer.popup()
        if popup is not None:
            popup.setProperty("kind", "menu")
        self._line.setCompleter(completer)
        self._completer = completer

    def setAccessibleName(self, name: str) -> None:
        """The editor inside carries the name too."""
        super().setAccessibleName(name)
        self._line.setAccessibleName(name)

    def set_candidates(self, people: Sequence[Person]) -> None:
        """The people to choose from; two of one name are told apart by their detail."""
        names = [person.name for person in people]
        self._candidates = {
            f"{person.name} {person.detail}".strip() if names.count(person.name) > 1 else person.name: person
            for person in people
        }
        self._known.setStringList(self._fitting(self._line.text()))

    def people(self) -> tuple[Person, ...]:
        """All tokens and what is typed but not yet a token."""
        chosen = [token.person for token in self._tokens]
        return tuple(chosen + [one for one in self._typed(self._line.text()) if not self._has(one)])

    def set_people(self, people: Sequence[Person]) -> None:
        """Show these, without ``changed``."""
        for token in list(self._tokens):
            self._remove(token)
        for person in people:
            self._add(person)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._on_focus(is_in=event.type() == QEvent.Type.FocusIn)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and not self._line.text():
            last = self._tokens[-1] if self._tokens else None
            if last is not None and event.key() == Qt.Key.Key_Backspace:
                self._drop(last)
                return True
        return super().eventFilter(watched, event)

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        self._line.setFocus(Qt.FocusReason.MouseFocusReason)

    def _on_focus(self, *, is_in: bool) -> None:
        popup = self._completer.popup()
        if not is_in and not (popup is not None and popup.isVisible()):
            self._take_line()
        self.setProperty("focused", "true" if is_in else "false")
        restyle(self)

    def _typed(self, text: str) -> list[Person]:
        names = [part.strip() for part in _SEPARATORS.split(text)]
        return [self._candidates.get(name, Person(name)) for name in names if name]

    def _on_edited(self, text: str) -> None:
        if _SEPARATORS.search(text):
            self._take_line()
        self._known.setStringList(self._fitting(self._line.text()))

    def _fitting(self, text: str) -> list[str]:
        """The known people whose name has this, or whose name is read so."""
        typed = text.strip().casefold()
        return [shown for shown, person in self._candidates.items() if typed and _fits(typed, shown, person.name)]

    def _on_enter(self) -> None:
        text = self._line.text()
        hits = self._fitting(text)
        self._take(hits[0] if len(hits) == 1 and text.strip() not in self._candidates else text)

    def _take_line(self) -> None:
        self._take(self._line.text())

    def _take(self, text: str) -> None:
        self._line.clear()
        fresh = [person for person in self._typed(text) if not self._has(person)]
        for person in fresh:
            self._add(person)
        if fresh:
            self.changed.emit(self.people())

    def _has(self, person: Person) -> bool:
        return any(token.person == person for token in self._tokens)

    def _add(self, person: Person) -> None:
        token = _Token(person, self)
        token.dropped.connect(lambda: self._drop(token))
        self._flow.insert_widget(len(self._tokens), token)
        self._tokens.append(token)
        token.show()
        self.updateGeometry()

    def _drop(self, token: _Token) -> None:
        self._remove(token)
        self._line.setFocus()
        self.changed.emit(self.people())

    def _remove(self, token: _Token) -> None:
        self._tokens.remove(token)
        self._flow.removeWidget(token)
        token.hide()
        token.deleteLater()
        self.updateGeometry()


def _fits(typed: str, shown: str, name: str) -> bool:
    if typed in shown.casefold():
        return True
    letters = typed.replace(" ", "")
    read = readings.pinyin(name, is_person=True).replace(" ", "")
    return letters.isascii() and (
        read.startswith(letters) or readings.initials(name, is_person=True).startswith(letters)
    )
