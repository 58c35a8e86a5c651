"""Gifts of this visit that are not recorded yet: a few fields each, judged while they are typed (D-7.2)."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kam_desktop.core.rules.kinds import GiftCategory, Verdict
from kam_desktop.core.visit_brief import PersonLine
from kam_desktop.ui import fonts, labels
from kam_desktop.ui.visits.typed import TypedGift
from kam_desktop.ui.widgets.buttons import IconButton, QuietButton
from kam_desktop.ui.widgets.card import Card
from kam_desktop.ui.widgets.icon_label import IconLabel
from kam_desktop.ui.widgets.texts import Hint, PlainLabel

_WAIT_MS = 200


class Said(NamedTuple):
    """What the rules say to a gift; ``spent_minor`` is what its receiver was given this year, without it."""

    verdict: Verdict
    words: tuple[str, ...]
    spent_minor: int | None
    limit_minor: int | None


class GiftLine(Card):
    """Item, value, receiver, category, origin; below them the verdict, and reason and approver where they are needed."""

    changed = Signal()
    dropped = Signal()
    full_asked = Signal()
    judge_asked = Signal()  # answered by ``show_said``

    def __init__(self, typed: TypedGift, people: Sequence[PersonLine], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.said: Said | None = None
        self._wait = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._wait.timeout.connect(self._ask)
        self._make_editors(typed, people)
        self._lay_out()
        self._listen()
        self.show_said(None)
        self.full.setVisible(typed.is_empty)
        if typed.item.strip():
            self._wait.start()

    def _make_editors(self, typed: TypedGift, people: Sequence[PersonLine]) -> None:
        self.item = _line(typed.item, self.tr("What is given"), self)
        self.value = _line(typed.value, "¥", self)
        self.value.setAccessibleName(self.tr("Value in yuan"))
        self.value.setFixedWidth(fonts.px(72))
        self.value.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.contact, self.category = QComboBox(self), QComboBox(self)
        self.contact.setAccessibleName(self.tr("For whom"))
        self.category.setAccessibleName(self.tr("Category"))
        self.contact.addItem(self.tr("the client"), "")
        for person in people:
            if not person.has_left or person.id == typed.contact:
                self.contact.addItem(person.name, person.id)
        for category in GiftCategory:
            self.category.addItem(labels.name_of(category), category.value)
        for box, chosen in ((self.contact, typed.contact), (self.category, typed.category)):
            box.setCurrentIndex(max(0, box.findData(chosen)))
            box.setMinimumWidth(fonts.px(64))
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.origin = _line(typed.origin, self.tr("Origin: why this, why for them"), self)
        self.reason = _line(typed.reason, self.tr("Why it may be given all the same"), self)
        self.approver = _line(typed.approver, self.tr("Who approved it"), self)
        self.drop = IconButton("cross", self.tr("Remove this gift"), self, size="small")
        self.full = QuietButton(self.tr("All fields …"), self, size="small")
        self._icon = IconLabel("check", self, role="ok")
        self._words = PlainLabel("", self, face="label", wrap=True)
        self._error = Hint("", self, role="danger")
        self._error.hide()

    def _lay_out(self) -> None:
        self.column.setSpacing(4)
        for parts in (
            ((self.item, 1), (self.value, 0), (self.drop, 0)),
            ((self.contact, 1), (self.category, 1)),
            ((self.origin, 1),),
            ((self.reason, 1),),
            ((self.approver, 1),),
        ):
            row = QHBoxLayout()
            row.setSpacing(4)
            for part, share in parts:
                row.addWidget(part, share)
            self.column.addLayout(row)
        under = QHBoxLayout()
        under.setSpacing(4)
        under.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        under.addWidget(self._words, 1)
        under.addWidget(self.full, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(under)
        self.column.addWidget(self._error)

    def _listen(self) -> None:
        for line in (self.item, self.value, self.origin, self.reason, self.approver):
            line.textChanged.connect(self._on_changed)
        for box in (self.contact, self.category):
            box.currentIndexChanged.connect(self._on_changed)
        self.drop.clicked.connect(self.dropped)
        self.full.clicked.connect(self.full_asked)

    def typed(self) -> TypedGift:
        """What stands here now."""
        return TypedGift(
            self.item.text(), self.value.text(), str(self.contact.currentData()), str(self.category.currentData()),
            self.origin.text(), self.reason.text(), self.approver.text(),
        )  # fmt: skip

    def set_error(self, sentence: str | None) -> None:
        """What keeps it from being recorded."""
        self._error.setText(sentence or "")
        self._error.setVisible(bool(sentence))
        if sentence:
            asked = (self.item, self.value, self.origin, self.reason, self.approver)
            empty = next((line for line in asked if not line.isHidden() and not line.text().strip()), self.item)
            empty.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_changed(self) -> None:
        self.set_error(None)
        self.full.setVisible(self.typed().is_empty)
        self._wait.start()
        self.changed.emit()

    def _ask(self) -> None:
        if self.item.text().strip():
            self.judge_asked.emit()
        else:
            self.show_said(None)

    def show_said(self, said: Said | None) -> None:
        """The verdict, in words and in the colour of the card."""
        self.said = said
        verdict = said.verdict if said else Verdict.ALLOWED
        role = {Verdict.FORBIDDEN: "danger", Verdict.NEEDS_APPROVAL: "warning"}.get(verdict, "ok")
        self.set_tone("plain" if role == "ok" else "danger" if role == "danger" else "warning")
        self._icon.set_icon({"danger": "taboo", "warning": "warning"}.get(role, "check"), role)
        self._icon.setVisible(said is not None)
        self._words.set_role(role)
        self._words.setText(self._sentence(said) if said else "")
        self.setAccessibleDescription(self._words.text())
        for line in (self.reason, self.approver):
            line.setVisible(verdict is Verdict.NEEDS_APPROVAL)

    def _sentence(self, said: Said) -> str:
        lines = list(said.words)
        if said.verdict is Verdict.ALLOWED:
            lines.insert(0, self._within(said))
        return "\n".join(lines)

    def _within(self, said: Said) -> str:
        if said.spent_minor is None or said.limit_minor is None:
            return self.tr("Within limits")
        words = self.tr("Within limits, {spent} of {limit} used this year")
        return words.format(spent=labels.money(said.spent_minor), limit=labels.money(said.limit_minor))


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
        line.item.setFocus(Qt.FocusReason.OtherFocusReason)
        return line

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


def _line(text: str, hint: str, parent: QWidget) -> QLineEdit:
    made = QLineEdit(text, parent)
    made.setPlaceholderText(hint)
    made.setAccessibleName(hint)
    return made
