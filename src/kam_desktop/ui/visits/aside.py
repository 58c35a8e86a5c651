"""The right of the visit page: promises made, gifts with what the limits say, and the lead's review."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kam_desktop.core.gifts import VisitGift
from kam_desktop.core.rules.kinds import GiftDirection, VisitState
from kam_desktop.ui import appearance, gift_words, labels, painting
from kam_desktop.ui.visits.facts import VisitFacts
from kam_desktop.ui.visits.gift_lines import GiftLines
from kam_desktop.ui.visits.promises import Promises
from kam_desktop.ui.widgets.buttons import QuietButton
from kam_desktop.ui.widgets.card import Card
from kam_desktop.ui.widgets.panel import ScrollBody
from kam_desktop.ui.widgets.texts import Hint, SectionLabel

WIDTH = 288


class Aside(QWidget):
    """Promises and new gifts are edited in place; gifts that are recorded are shown with what the limits said."""

    gift_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        appearance.scaled(self.setFixedWidth, WIDTH)
        self.promises = Promises(self)
        self.add_promise = QuietButton(self.tr("Add"), self, icon="plus", keys="Alt+P", size="small")
        self.add_promise.setAccessibleName(self.tr("Add a promise"))
        self.add_promise.clicked.connect(self.promises.add_new)
        self.add_gift = QuietButton(self.tr("Add one"), self, icon="plus", keys="Alt+G", size="small")
        self.add_gift.setAccessibleName(self.tr("Add a gift"))
        self.add_gift.clicked.connect(self.gift_asked)
        self.gift_lines = GiftLines(self)
        self._review = QVBoxLayout()
        self._gifts = QVBoxLayout()
        self._gifts.setSpacing(8)
        self._has_gifts = False
        self._no_promises = Hint("", self)
        self._no_gifts = Hint(self.tr("No gifts at this visit."))
        self._lay_out()

    def _lay_out(self) -> None:
        body = ScrollBody(self)
        body.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body.column.setContentsMargins(16, 12, 16, 12)
        body.column.setSpacing(8)
        body.column.addLayout(self._review)
        body.column.addLayout(self._head(self.tr("Promises"), self.add_promise))
        body.column.addWidget(self._no_promises)
        body.column.addWidget(self.promises)
        body.column.addSpacing(8)
        body.column.addLayout(self._head(self.tr("Gifts"), self.add_gift))
        body.column.addWidget(self._no_gifts)
        body.column.addLayout(self._gifts)
        body.column.addWidget(self.gift_lines)
        body.column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.addWidget(body)
        self.setFocusProxy(self.add_promise)
        self.promises.changed.connect(self._on_promises)
        self.gift_lines.changed.connect(self._on_promises)

    def _head(self, text: str, button: QuietButton) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(SectionLabel(text, self))
        row.addStretch(1)
        row.addWidget(button)
        return row

    def show_facts(self, facts: VisitFacts) -> None:
        """Gifts and review as they are in the store; the promises are the page's to show."""
        for button in (self.add_promise, self.add_gift):
            button.setVisible(facts.is_open)
        explained = self.tr("Who promised what by when. Promises become touches before they fall due.")
        self._no_promises.setText(explained if facts.is_open else self.tr("No promises at this visit."))
        self.promises.set_names([*(one.name for one in facts.people if not one.has_left), *facts.colleagues])
        self.promises.set_settled(facts.settled)
        self._has_gifts = bool(facts.gifts)
        _clear(self._gifts)
        for gift in facts.gifts:
            self._gifts.addWidget(self._gift(gift, facts.gift_limit_minor))
        self._show_review(facts)
        self._on_promises()

    def _on_promises(self) -> None:
        self._no_promises.setVisible(not self.promises.cards)
        self._no_gifts.setVisible(not self._has_gifts and not self.gift_lines.lines)

    def _gift(self, gift: VisitGift, limit: int) -> Card:
        row = gift.row
        allowance, role = gift_words.allowance(gift)
        card = Card(self, tone="danger" if role == "danger" else "warning" if allowance else "plain")
        card.add_title(row.item, labels.money(row.value_minor, row.currency), bold=True)
        words = self.tr("For {name}") if row.direction is GiftDirection.GIVEN else self.tr("From {name}")
        who = words.format(name=row.contact or row.client)
        origin = self.tr("origin: {origin}").format(origin=row.origin) if row.origin else ""
        card.add_line(self.tr("; ").join(part for part in (who, origin) if part))
        if allowance:
            card.add_line(allowance, role=role, icon="taboo" if role == "danger" else "warning")
        elif row.direction is GiftDirection.GIVEN and gift.contact_id and gift.spent_minor <= limit:
            within = self.tr("Within limits, {spent} of {limit} this year").format(
                spent=labels.money(gift.spent_minor), limit=labels.money(limit)
            )
            card.add_line(within, role="ok", icon="check")
        return card

    def _show_review(self, facts: VisitFacts) -> None:
        _clear(self._review)
        said = facts.review
        if said.cancel_reason:
            card = Card(self)
            card.add_title(self.tr("Called off"), bold=True)
            card.add_line(said.cancel_reason)
        elif said.reviewer or said.remark:
            is_accepted = facts.state is VisitState.ACCEPTED
            card = Card(self, tone="plain" if is_accepted else "warning")
            day = labels.day(said.at.astimezone().date()) if said.at else ""
            card.add_title(self.tr("Review"), day, bold=True)
            words = f"{labels.name_of(facts.state)} {said.reviewer}".strip()
            if facts.state is VisitState.SUBMITTED:  # it came again
                words = self.tr("Waits for {name} to review it").format(name=said.reviewer)
            card.add_line(words, role="ok" if is_accepted else "muted")
            if said.remark and is_accepted:  # what it was returned with stands above, to be answered
                card.add_line(said.remark, role="text")
        else:
            return
        self._review.addWidget(card)
        self._review.setContentsMargins(0, 0, 0, 8)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), appearance.current().raised)
        painting.upright(painter, 0, 0, self.height())


def _clear(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
