"""The gifts of this visit that are not recorded yet, one below the other."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from kam_desktop.core.visit_brief import PersonLine
from kam_desktop.ui.visits.gift_line import GiftLine
from kam_desktop.ui.visits.typed import TypedGift


class GiftLines(QWidget):
    """The gifts that are being typed, one below the other."""

    changed = Signal()
    full_asked = Signal(str)  # id of the receiver, or empty
    judge_asked = Signal(object)  # GiftLine

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: list[GiftLine] = []
        self._people: Sequence[PersonLine] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)

    def set_people(self, people: Sequence[PersonLine]) -> None:
        """Whom to offer as receivers from now on."""
        self._people = people

    def typed(self) -> tuple[TypedGift, ...]:
        """All of which something is said."""
        return tuple(one for one in (line.typed() for line in self.lines) if not one.is_empty)

    def show_typed(self, gifts: Sequence[TypedGift]) -> None:
        """Show these, without ``changed``; the same ones again keep their lines, and the focus."""
        if [line.typed() for line in self.lines] == list(gifts):
            return
        for line in list(self.lines):
            self._remove(line)
        for gift in gifts:
            self._add(gift)

    def forget(self, recorded: Sequence[TypedGift]) -> None:
        """These are in the store now, where they are shown."""
        for line in list(self.lines):
            if line.typed() in recorded:
                self._remove(line)

    def add_new(self, contact: str) -> GiftLine:
        """One more, for this person, with the focus."""
        line = self._add(TypedGift(contact=contact))
        self.changed.emit()
        line.item.setFocus(Qt.FocusReason.OtherFocusReason)
        return line

    def close_open(self) -> bool:
        """Esc in a gift: one that says nothing goes away, a complete one closes. False where there is no such."""
        for line in self.lines:
            if line.is_editing and line.isAncestorOf(QApplication.focusWidget() or self):
                if line.typed().is_empty:
                    self._drop(line)
                    return True
                line.finish()
                return not line.is_editing
        return False

    def set_error(self, at: int, sentence: str) -> None:
        """At the gift of that place among the typed ones."""
        said = [line for line in self.lines if not line.typed().is_empty]
        if at < len(said):
            said[at].set_error(sentence)

    def clear_errors(self) -> None:
        """Take the errors away."""
        for line in self.lines:
            line.set_error(None)

    def _add(self, gift: TypedGift) -> GiftLine:
        line = GiftLine(gift, self._people, self)
        line.judge_asked.connect(lambda: self.judge_asked.emit(line))
        line.changed.connect(self.changed)
        line.dropped.connect(lambda: self._drop(line))
        line.full_asked.connect(lambda: self._open_full(line))
        self.lines.append(line)
        self._column.addWidget(line)
        line.show()
        return line

    def _open_full(self, line: GiftLine) -> None:
        """On the gift's own page, while nothing is typed here that could be lost."""
        contact = line.typed().contact
        self._drop(line)
        self.full_asked.emit(contact)

    def _drop(self, line: GiftLine) -> None:
        if line in self.lines:
            self._remove(line)
            self.changed.emit()

    def _remove(self, line: GiftLine) -> None:
        self.lines.remove(line)
        self._column.removeWidget(line)
        line.hide()
        line.deleteLater()
