"""Promises as cards that open into editors: what, by when, whose."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QCompleter,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from kam_desktop import runtime
from kam_desktop.core.rules.kinds import CommitmentState, Side
from kam_desktop.core.visit_brief import PromiseLine
from kam_desktop.ui import appearance, labels
from kam_desktop.ui.visits.settling import SettleButton, settled_words
from kam_desktop.ui.visits.small_editors import iso_or_text, show_day
from kam_desktop.ui.visits.typed import TypedPromise
from kam_desktop.ui.widgets.buttons import IconButton
from kam_desktop.ui.widgets.card import Card
from kam_desktop.ui.widgets.date_field import DateField
from kam_desktop.ui.widgets.texts import Hint, PlainLabel


class _Editors(QWidget):
    """What, by when, whose; made when a card is opened for the first time, for there may be hundreds of cards."""

    def __init__(self, promise: TypedPromise, names: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.text = QLineEdit(promise.text, self)
        self.text.setPlaceholderText(self.tr("What was promised"))
        self.text.setAccessibleName(self.tr("What was promised"))
        self.due = DateField(runtime.today(), self)  # before the others: Tab goes on as they are made
        self.due.setAccessibleName(self.tr("Due"))
        self.due.setPlaceholderText(self.tr("Due"))
        self.side = QComboBox(self)
        self.side.setAccessibleName(self.tr("Whose promise"))
        for side in Side:
            self.side.addItem(labels.name_of(side), side.value)
        self.side.setCurrentIndex(max(0, self.side.findData(promise.side)))
        self.owner = QLineEdit(promise.owner, self)
        self.owner.setPlaceholderText(self.tr("Who"))
        self.owner.setAccessibleName(self.tr("Who answers for it"))
        self.owner.setCompleter(QCompleter(list(names), self.owner))
        self.drop = IconButton("cross", self.tr("Remove this promise"), self)
        show_day(self.due, promise.due)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(8)
        first, second = QHBoxLayout(), QHBoxLayout()
        first.setSpacing(4)
        second.setSpacing(8)
        first.addWidget(self.text, 1)
        first.addWidget(self.drop)
        second.addWidget(self.side)
        second.addWidget(self.owner, 1)
        column.addLayout(first)
        column.addWidget(self.due)
        column.addLayout(second)


class PromiseCard(Card):
    """At rest two lines; Enter or a click opens it, Enter or leaving closes it."""

    changed = Signal()
    dropped = Signal()
    settled = Signal(str, bool)  # id, whether it was kept

    def __init__(self, promise: TypedPromise, names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._promise, self._names = promise, names
        self._is_locked = False
        self._made: _Editors | None = None
        self._known: PromiseLine | None = None  # as it is in the store
        self._settle: SettleButton | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._make_rest()
        self.add(self._rest)
        self._error = Hint("", self, role="danger")
        self._error.hide()
        self.add(self._error)
        self._show_rest()

    def _make_rest(self) -> None:
        self._rest = QWidget(self)
        self._words = PlainLabel("", self._rest, wrap=True)
        self._whose = PlainLabel("", self._rest, face="label", role="muted", elide=True)
        self._when = PlainLabel("", self._rest, face="label", role="muted")
        self._under = QHBoxLayout()
        self._under.addWidget(self._whose, 1)
        self._under.addWidget(self._when)
        column = QVBoxLayout(self._rest)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._words)
        column.addLayout(self._under)

    def show_settled(self, known: PromiseLine | None) -> None:
        """What became of it, or buttons that say so."""
        self._known = known
        is_open = known is not None and known.state is CommitmentState.OPEN
        if is_open and self._settle is None and known is not None:
            self._settle = SettleButton(known.id, known.text, self._rest)
            self._settle.settled.connect(self.settled)
            self._under.addWidget(self._settle)
        if self._settle is not None:
            self._settle.setVisible(is_open)
        self._show_rest()

    @property
    def editors(self) -> _Editors:
        """The editors, made when they are first asked for."""
        if self._made is None:
            made = self._made = _Editors(self._promise, self._names, self)
            made.hide()
            self.column.insertWidget(1, made)
            made.drop.clicked.connect(self.dropped)
            for line in (made.text, made.owner, made.due):
                line.textChanged.connect(self.changed)
                line.installEventFilter(self)
            made.side.currentIndexChanged.connect(self.changed)
            made.side.installEventFilter(self)
            made.drop.installEventFilter(self)
        return self._made

    @property
    def text(self) -> QLineEdit:
        """What was promised."""
        return self.editors.text

    @property
    def side(self) -> QComboBox:
        """Whose promise."""
        return self.editors.side

    @property
    def owner(self) -> QLineEdit:
        """Who answers for it."""
        return self.editors.owner

    @property
    def due(self) -> DateField:
        """By when."""
        return self.editors.due

    def typed(self) -> TypedPromise:
        """What stands in the card now."""
        made = self._made
        if made is None:
            return self._promise
        side = str(made.side.currentData())
        return TypedPromise(
            self._promise.id, made.text.text(), iso_or_text(made.due), made.owner.text().strip(), side
        )  # fmt: skip

    @property
    def is_editing(self) -> bool:
        """Whether the editors are seen."""
        return self._made is not None and not self._made.isHidden()

    def set_locked(self, is_locked: bool) -> None:
        """Only to be read."""
        self._is_locked = is_locked
        self.finish()

    def set_error(self, sentence: str | None) -> None:
        """Under the promise; it opens to be mended."""
        self._error.setText(sentence or "")
        self._error.setVisible(bool(sentence))
        if sentence:
            self.edit()
            self.due.setFocus(Qt.FocusReason.OtherFocusReason)

    def edit(self) -> None:
        """Open the editors."""
        if self._is_locked:
            return
        self._rest.hide()
        self.editors.show()
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def finish(self) -> None:
        """Back to two lines; an empty promise that was never saved goes away."""
        if not self.is_editing:
            return
        had_focus = self.isAncestorOf(QApplication.focusWidget() or self)
        self.editors.hide()
        self._rest.show()
        self._show_rest()
        if had_focus:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.text.text().strip() and not self._promise.id:
            self.dropped.emit()

    def _show_rest(self) -> None:
        typed, known = self.typed(), self._known
        due = _day(typed.due)
        self._words.setText(typed.text)
        self._whose.setText(f"{labels.name_of(Side(typed.side))} {typed.owner}".strip())
        self._when.setText(labels.day(due) if due else typed.due)
        is_late = known is not None and known.state is CommitmentState.OPEN and due and due < runtime.today()
        self._when.set_role("danger" if is_late else "muted")
        if known is not None and known.state is not CommitmentState.OPEN:
            self._when.setText(settled_words(known))
            self._when.set_role("ok" if known.state is CommitmentState.KEPT else "danger")
        self.setAccessibleName(" ".join((typed.text, self._whose.text(), self._when.text())))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers()
            made = self.editors
            if is_enter and watched in (made.text, made.owner, made.due):
                self.finish()
                return True
        if event.type() == QEvent.Type.FocusOut:
            focus = QApplication.focusWidget()
            is_popup = QApplication.activePopupWidget() is not None
            if not is_popup and focus is not None and focus is not self and not self.isAncestorOf(focus):
                self.finish()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_F2):
            self.edit()
        elif event.key() == Qt.Key.Key_Delete and not self._is_locked:
            self.dropped.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if not self.is_editing and self.rect().contains(event.position().toPoint()):
            self.edit()


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


class Promises(QWidget):
    """The cards, one below the other."""

    changed = Signal()
    settled = Signal(str, bool)  # id, whether it was kept

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards: list[PromiseCard] = []
        self._names: tuple[str, ...] = ()
        self._settled: Mapping[str, PromiseLine] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        appearance.scaled(self.setMinimumWidth, 160)

    def set_names(self, names: Sequence[str]) -> None:
        """The client's people, offered as owners."""
        self._names = tuple(names)

    def typed(self) -> tuple[TypedPromise, ...]:
        """All that have a text, and those saved before whose text was taken away."""
        return tuple(one for one in (card.typed() for card in self.cards) if one.text.strip() or one.due.strip())

    def show_typed(self, promises: Sequence[TypedPromise], *, is_locked: bool) -> None:
        """Show these, without ``changed``. The same ones again keep their cards, and the focus."""
        if [card.typed() for card in self.cards] != list(promises):
            for card in list(self.cards):
                self._remove(card)
            for promise in promises:
                self._add(promise)
        for card in self.cards:
            card.set_locked(is_locked)
        self._show_settled()

    def set_settled(self, known: Mapping[str, PromiseLine]) -> None:
        """What became of the promises that were saved, by id."""
        self._settled = known
        self._show_settled()

    def _show_settled(self) -> None:
        for card in self.cards:
            card.show_settled(self._settled.get(card.typed().id))

    def add_new(self) -> PromiseCard:
        """One more, open, with the focus."""
        card = self._add(TypedPromise())
        card.edit()
        return card

    def set_error(self, at: int, sentence: str) -> None:
        """Beside the promise of that place among the typed ones."""
        shown = [card for card in self.cards if card.typed() in self.typed()]
        if at < len(shown):
            shown[at].set_error(sentence)

    def clear_errors(self) -> None:
        """Take the errors away."""
        for card in self.cards:
            card.set_error(None)

    def _add(self, promise: TypedPromise) -> PromiseCard:
        card = PromiseCard(promise, self._names, self)
        card.changed.connect(self.changed)
        card.dropped.connect(lambda: self._drop(card))
        card.settled.connect(self.settled)
        self.cards.append(card)
        self._column.addWidget(card)
        card.show()
        return card

    def _drop(self, card: PromiseCard) -> None:
        if card in self.cards:
            self._remove(card)
            self.changed.emit()

    def _remove(self, card: PromiseCard) -> None:
        self.cards.remove(card)
        self._column.removeWidget(card)
        card.hide()
        card.deleteLater()
