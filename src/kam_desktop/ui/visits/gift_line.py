"""One gift of a visit that is not recorded yet: a few fields, judged while they are typed (D-7.2)."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kam_desktop.core.rules import amounts, gift_guessing
from kam_desktop.core.rules.kinds import GiftCategory, Verdict
from kam_desktop.core.visit_brief import PersonLine
from kam_desktop.ui import appearance, labels
from kam_desktop.ui.visits.typed import TypedGift
from kam_desktop.ui.widgets.buttons import IconButton, QuietButton
from kam_desktop.ui.widgets.card import Card
from kam_desktop.ui.widgets.icon_label import IconLabel
from kam_desktop.ui.widgets.texts import Hint, PlainLabel, restyle

_WAIT_MS: Final = 200


class Said(NamedTuple):
    """What the rules say to a gift; ``spent_minor`` is what its receiver was given this year, without it."""

    verdict: Verdict
    words: tuple[str, ...]
    spent_minor: int | None
    limit_minor: int | None


class GiftLine(Card):
    """Item, value, receiver, category, origin; below them the verdict, and reason and approver where they are needed.

    Left complete it closes to two lines; Enter or a click opens it, Delete takes it away.
    """

    changed = Signal()
    dropped = Signal()
    full_asked = Signal()
    judge_asked = Signal()  # answered by ``show_said``

    def __init__(self, typed: TypedGift, people: Sequence[PersonLine], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.said: Said | None = None
        self._is_category_chosen = typed.category != GiftCategory.OTHER.value
        self._wait = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._wait.timeout.connect(self._ask)
        self._make_editors(typed, people)
        self._lay_out()
        self._listen()
        self.show_said(None)
        self.full.setVisible(typed.is_empty)
        if typed.item.strip():
            self._wait.start()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._set_open(not self._is_complete())

    def _make_editors(self, typed: TypedGift, people: Sequence[PersonLine]) -> None:
        self.item = _line(typed.item, self.tr("What is given"), self)
        self.value = _line(typed.value, "¥", self)
        self.value.setAccessibleName(self.tr("Value in yuan"))
        appearance.scaled(self.value.setFixedWidth, 72)
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
            appearance.scaled(box.setMinimumWidth, 64)
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
        self._edit, self._rest = QWidget(self), QWidget(self)
        self._title = PlainLabel("", self._rest, bold=True, wrap=True)
        self._price = PlainLabel("", self._rest)
        self._whom = PlainLabel("", self._rest, face="label", role="muted", wrap=True)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._price, 0, Qt.AlignmentFlag.AlignTop)
        rest = QVBoxLayout(self._rest)
        rest.setContentsMargins(0, 0, 0, 0)
        rest.setSpacing(0)
        rest.addLayout(head)
        rest.addWidget(self._whom)
        editors = QVBoxLayout(self._edit)
        editors.setContentsMargins(0, 0, 0, 0)
        editors.setSpacing(4)
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
                part.installEventFilter(self)
            editors.addLayout(row)
        self.add(self._edit)
        self.add(self._rest)
        under = QHBoxLayout()
        under.setSpacing(4)
        under.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        under.addWidget(self._words, 1)
        under.addWidget(self.full, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(under)
        self.column.addWidget(self._error)

    def _listen(self) -> None:
        for line in self._lines():
            line.textChanged.connect(self._on_changed)
        for box in (self.contact, self.category):
            box.currentIndexChanged.connect(self._on_changed)
        self.category.activated.connect(self._on_category)
        self.item.textChanged.connect(self._guess)
        self.drop.clicked.connect(self.dropped)
        self.full.clicked.connect(self.full_asked)

    def _on_category(self) -> None:
        self._is_category_chosen = True

    def _guess(self, item: str) -> None:
        """The category that the words tell of, until somebody chose one."""
        if not self._is_category_chosen:
            guessed = gift_guessing.category(item) or GiftCategory.OTHER
            self.category.setCurrentIndex(self.category.findData(guessed.value))

    def typed(self) -> TypedGift:
        """What stands here now."""
        return TypedGift(
            self.item.text(), self.value.text(), str(self.contact.currentData()), str(self.category.currentData()),
            self.origin.text(), self.reason.text(), self.approver.text(),
        )  # fmt: skip

    def set_error(self, sentence: str | None) -> None:
        """What keeps it from being recorded; as long as anything is missing, all that is."""
        if sentence:
            self.edit()
        gaps = self._gaps() if sentence else []
        if gaps:
            names = labels.say("visit.comma").join(line.accessibleName() for line in gaps)
            sentence = self.tr("Still missing: {names}").format(names=names)
        self._error.setText(sentence or "")
        self._error.setVisible(bool(sentence))
        for line in self._lines():
            line.setProperty("invalid", "true" if line in gaps else "false")
            restyle(line)
        if sentence:
            wrong = self.value if amounts.minor(self.value.text()) is None else self.item
            (gaps[0] if gaps else wrong).setFocus(Qt.FocusReason.OtherFocusReason)

    def _lines(self) -> tuple[QLineEdit, ...]:
        return self.item, self.value, self.origin, self.reason, self.approver

    def _gaps(self) -> list[QLineEdit]:
        """The lines that have to say something and do not."""
        return [line for line in self._lines() if not line.isHidden() and not line.text().strip()]

    @property
    def is_editing(self) -> bool:
        """Whether the editors are seen."""
        return not self._edit.isHidden()

    def edit(self) -> None:
        """Open the editors."""
        if not self.is_editing:
            self._set_open(True)
            self.item.setFocus(Qt.FocusReason.OtherFocusReason)

    def finish(self) -> None:
        """To two lines and the verdict, once nothing is missing any more."""
        if self.is_editing and self._is_complete():
            had_focus = self.isAncestorOf(QApplication.focusWidget() or self)
            self._set_open(False)
            if had_focus:
                self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _is_complete(self) -> bool:
        typed, verdict = self.typed(), self.said.verdict if self.said else Verdict.ALLOWED
        is_approved = verdict is Verdict.ALLOWED or bool(typed.reason.strip() and typed.approver.strip())
        has_all = bool(typed.item.strip() and typed.origin.strip()) and amounts.minor(typed.value) is not None
        return has_all and is_approved and verdict is not Verdict.FORBIDDEN

    def _set_open(self, is_open: bool) -> None:
        self._edit.setVisible(is_open)
        self._rest.setVisible(not is_open)
        typed = self.typed()
        self._title.setText(typed.item)
        self._price.setText(labels.money(amounts.minor(typed.value) or 0))
        words = self.tr("For {name}; origin: {origin}")
        self._whom.setText(words.format(name=self.contact.currentText(), origin=typed.origin))
        self.setAccessibleName(" ".join((typed.item, self._price.text(), self._whom.text())))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            focus = QApplication.focusWidget()
            is_popup = QApplication.activePopupWidget() is not None
            if not is_popup and focus is not None and focus is not self and not self.isAncestorOf(focus):
                self.finish()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and isinstance(watched, QLineEdit):
            is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers()
            if is_enter:
                self.finish()
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_F2)
            and not event.modifiers()
        ):
            self.edit()
        elif event.key() == Qt.Key.Key_Delete and not self.is_editing:
            self.dropped.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self.rect().contains(event.position().toPoint()):
            self.edit()

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
        if not self.is_editing and not self._is_complete():
            self._set_open(True)

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


def _line(text: str, hint: str, parent: QWidget) -> QLineEdit:
    made = QLineEdit(text, parent)
    made.setPlaceholderText(hint)
    made.setAccessibleName(hint)
    return made
