"""Gifts that wait for a decision or to be handed over, above the list: A approves, X declines, H hands over."""

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kam_desktop import runtime
from kam_desktop.core import gifts
from kam_desktop.core.errors import KamError
from kam_desktop.core.gifts import Waiting
from kam_desktop.core.rules.kinds import GiftState
from kam_desktop.ui import fonts, labels, painting
from kam_desktop.ui.gifts.deciding import DecisionBox
from kam_desktop.ui.page import add_key, holds_focus
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.badge import TierBadge
from kam_desktop.ui.widgets.buttons import PlainButton, QuietButton
from kam_desktop.ui.widgets.card import Card
from kam_desktop.ui.widgets.panel import ScrollBody
from kam_desktop.ui.widgets.texts import PlainLabel, SectionLabel

_MOST_SEEN: Final = 2.4  # cards before it scrolls
_CARD: Final = 92
_LIST: Final = 160  # px of head and list


class WaitingCard(Card):
    """One gift. Its keys work while the focus is in it."""

    approve_asked = Signal()
    decline_asked = Signal()
    hand_over_asked = Signal()
    opened = Signal()

    def __init__(self, waiting: Waiting, parent: QWidget | None = None) -> None:
        super().__init__(parent, tone="warning" if waiting.row.state is GiftState.PROPOSED else "plain")
        self.waiting = waiting
        self.box: DecisionBox | None = None
        row = waiting.row
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(TierBadge(row.tier or "-", self))
        who = " · ".join(filter(None, (row.client, row.contact)))
        head.addWidget(PlainLabel(row.item, self, bold=True))
        head.addWidget(PlainLabel(who, self, role="muted", elide=True), 1)
        head.addWidget(PlainLabel(labels.money(row.value_minor, row.currency), self, bold=True))
        head.addWidget(PlainLabel(labels.day(row.on), self, role="muted"))
        self.column.addLayout(head)
        self.add_line(self._said(), role="warning" if row.state is GiftState.PROPOSED else "ok")
        self._add_buttons()
        self.setAccessibleName(f"{row.item} {who} {self._said()}")

    def _said(self) -> str:
        each = self.waiting
        if each.row.state is GiftState.APPROVED:
            by = (
                self.tr("Approved by {name}").format(name=each.approver)
                if each.approved_at
                else self.tr("Within the rules")
            )
            return " · ".join(filter(None, (by, each.approval_remark, self.tr("waits to be handed over"))))
        asked = self.tr("{giver} asks {name}") if each.approver else self.tr("{giver} asks for approval")
        return " · ".join(filter(None, (asked.format(giver=each.giver, name=each.approver), each.override_reason)))

    def _add_buttons(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(0, 6, 0, 2)
        row.setSpacing(8)
        made: list[tuple[str, str, str, SignalInstance]] = []
        if self.waiting.row.state is GiftState.PROPOSED:
            made += [
                ("A", self.tr("Approve"), "check", self.approve_asked),
                ("X", self.tr("Decline"), "", self.decline_asked),
            ]
        else:
            made.append(("H", self.tr("Handed over today"), "gift", self.hand_over_asked))
        self.buttons = {}
        for keys, text, icon, signal in made:
            button = self.buttons[keys] = PlainButton(text, self, icon=icon, keys=keys, size="small")
            button.clicked.connect(partial(self._press, keys, signal))
            add_key(self, keys, button.click)
            row.addWidget(button)
        opening = QuietButton(self.tr("Open"), self, size="small")
        opening.clicked.connect(self.opened)
        row.addWidget(opening)
        row.addStretch(1)
        self.column.addLayout(row)

    def _press(self, keys: str, signal: SignalInstance) -> None:
        """With the remark open, its own buttons are meant."""
        if self.box is None:
            signal.emit()
        else:
            (self.box.approve if keys == "A" else self.box.decline).click()

    def ask(self, error: KamError | None = None) -> DecisionBox:
        """Who decides, and why: for what one key cannot say."""
        if self.box is None:
            self.box = DecisionBox(self.waiting.approver, self)
            self.column.addWidget(self.box)
            for button in self.buttons.values():
                button.hide()
        if error is None or not self.box.fail(error):
            self.box.ask_remark()
        return self.box


class WaitingList(QWidget):
    """Hidden while nothing waits."""

    opened = Signal(str)
    shown = Signal()

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tasks = tasks
        self.cards: list[WaitingCard] = []
        self._head = SectionLabel("", self)
        self._body = ScrollBody(self)
        self._body.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._body.column.setContentsMargins(16, 0, 16, 12)
        self._body.column.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 1)
        column.setSpacing(4)
        self._head.setContentsMargins(16, 0, 0, 0)
        column.addWidget(self._head)
        column.addWidget(self._body)
        self.hide()

    def reload(self) -> None:
        """Read what waits."""
        self.tasks.read(self, gifts.waiting, done=self.show_waiting)

    def show_waiting(self, found: list[Waiting]) -> None:
        """Show these; the one that was worked on, or its heir, keeps the focus."""
        cards = enumerate(self.cards)
        held = next((at for at, card in cards if holds_focus(card) and card.waiting not in found), None)
        kept = {card.waiting: card for card in self.cards}  # a remark that is being written stays
        for card in self.cards:
            self._body.column.removeWidget(card)
            if card.waiting not in found:
                card.hide()
                card.deleteLater()
        self.cards = [kept.get(each) or self._card(each) for each in found]
        for card in self.cards:
            self._body.column.addWidget(card)
        self._head.setText(self.tr("Waiting: {n}").format(n=len(found)))
        self.fit()
        self.setVisible(bool(found))
        if held is not None and self.cards:
            self.focus_first(min(held, len(self.cards) - 1))
        self.shown.emit()

    def fit(self) -> None:
        """As high as what is in it, and the list below keeps some of the page."""
        is_asking = any(card.box is not None for card in self.cards)
        high = round(fonts.px(_CARD) * min(len(self.cards), _MOST_SEEN)) + fonts.px(44)
        high = max(high, fonts.px(_CARD + 192)) if is_asking else high
        page = self.parentWidget()
        room = page.height() - fonts.px(_LIST) if page is not None else high
        self.setFixedHeight(max(fonts.px(_CARD), min(high, room)))

    def focus_first(self, at: int = 0) -> None:
        """Into a card, where its keys work."""
        if self.cards:
            card = self.cards[at]
            (card.box.remark if card.box else next(iter(card.buttons.values()))).setFocus(
                Qt.FocusReason.OtherFocusReason
            )
            self._body.ensureWidgetVisible(self.cards[at])

    def _card(self, each: Waiting) -> WaitingCard:
        card = WaitingCard(each, self)
        card.opened.connect(partial(self.opened.emit, each.row.id))
        card.approve_asked.connect(lambda: self._decide(card, True, each.approver, ""))
        card.decline_asked.connect(lambda: self._ask(card))
        card.hand_over_asked.connect(lambda: self._hand_over(each.row.id))
        return card

    def _ask(self, card: WaitingCard, error: KamError | None = None) -> None:
        is_new = card.box is None
        box = card.ask(error)
        self.fit()
        if is_new:
            box.decided.connect(partial(self._decide, card))

    def _decide(self, card: WaitingCard, is_approved: bool, approver: str, remark: str) -> None:
        gift_id = card.waiting.row.id
        self._write(
            lambda s: gifts.decide(s, gift_id, is_approved=is_approved, approver=approver, remark=remark),
            self.tr("Approved") if is_approved else self.tr("Declined"),
            lambda error: self._fail(card, error),
        )

    def _fail(self, card: WaitingCard, error: KamError) -> None:
        if getattr(error, "field", "") in ("approver", "remark"):
            self._ask(card, error)
        else:
            self.tasks.refused.emit(error)

    def _hand_over(self, gift_id: str) -> None:
        today = runtime.today()
        self._write(
            lambda s: gifts.give(s, gift_id, on=today, today=today),
            self.tr("The gift is recorded"),
            self.tasks.refused.emit,
        )

    def _write(self, work: Callable[[Any], Any], said: str, failed: Callable[[KamError], Any]) -> None:
        self.tasks.write(self, work, failed=failed, said=said)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painting.under(QPainter(self), self.rect())
