"""One person to call: who, the number, what must not be said, then what to say."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from kam_desktop.core.call_list import Callee, CallLine, Card
from kam_desktop.core.rules.kinds import TouchResult
from kam_desktop.ui import fonts, labels
from kam_desktop.ui.calls.number import NumberButton
from kam_desktop.ui.widgets.badge import TierBadge
from kam_desktop.ui.widgets.buttons import QuietButton
from kam_desktop.ui.widgets.card import Card as Box
from kam_desktop.ui.widgets.icon_label import IconLabel
from kam_desktop.ui.widgets.panel import ScrollBody
from kam_desktop.ui.widgets.taboo import TabooBox
from kam_desktop.ui.widgets.talk_lines import TalkLines
from kam_desktop.ui.widgets.texts import Hint, PlainLabel, SectionLabel

_INSET = 4
_WIDEST = 960
_TWO_COLUMNS = 680


class CallHead(QWidget):
    """The name and the number; it stays while the person changes, and with it the focus."""

    open_asked = Signal()
    number_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.badge = TierBadge("", self)
        self.name = PlainLabel("", self, face="title", bold=True, elide=True)
        self.about = PlainLabel("", self, role="muted", elide=True)
        self.client = QuietButton("", self, size="small", keys="O")
        self.client.clicked.connect(self.open_asked)
        self.city = PlainLabel("", self, role="muted", elide=True)
        self.number = NumberButton(self, is_big=True)
        self.add_number = QuietButton(self.tr("No number yet: add one"), self, icon="plus", size="small")
        self.add_number.clicked.connect(self.number_asked)
        self.hours = Hint("", self, wrap=False)
        self._lay_out()

    def _lay_out(self) -> None:
        who, client, number = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        for row, widgets in (
            (who, (self.badge, self.name, self.about)),
            (client, (self.client, self.city)),
            (number, (self.number, self.add_number, self.hours)),
        ):
            row.setSpacing(8)
            for widget in widgets:
                row.addWidget(widget)
            row.addStretch(1)
        number.setSpacing(12)
        who.setContentsMargins(_INSET, 0, 0, 0)  # above the words of the buttons, not above their frames
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for row in (who, client, number):
            column.addLayout(row)

    def show_line(self, line: CallLine | None) -> None:
        """Who it is, at once; the number comes with the card."""
        self._say(line.tier if line else "", (line and (line.contact or line.client)) or "", "")
        self.client.setText(line.client if line else "")
        self.city.setText(line.city if line else "")
        self.hours.setText("")
        self.number.show_number(None)
        self.number.show()
        self.add_number.hide()

    def show_card(self, card: Card) -> None:
        """All of it."""
        person, points = card.person, card.points
        greeting = (
            self.tr("address as {name}").format(name=person.greeting_name) if person and person.greeting_name else ""
        )
        about = "  ".join(part for part in (person.title if person else "", greeting) if part)
        self._say(card.touch.tier, person.name if person else card.touch.client, about)
        self.client.setText(card.client)
        self.city.setText(card.city)
        hours = points.preferred_hours
        self.hours.setText(self.tr("best {hours}").format(hours=hours) if hours else "")
        numbers = person.numbers if person else ()
        self.number.setVisible(bool(numbers))
        self.add_number.setVisible(not numbers)
        if numbers:
            self.number.show_number(numbers[0])

    def _say(self, tier: str, name: str, about: str) -> None:
        self.badge.setVisible(bool(tier))
        self.badge.set_tier(tier)
        self.name.setText(name)
        self.about.setText(about)


class CallCard(ScrollBody):
    """The head, and below it what belongs to the person, made anew for each."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.head = CallHead(self)
        self._details: CallDetails | None = None
        self.column.setContentsMargins(24 - _INSET, 16, 24, 16)
        self.column.setSpacing(12)
        self.column.addWidget(self.head)
        self.column.addStretch(1)

    def show_line(self, line: CallLine | None) -> None:
        """Another person, of whom little is known yet: never one's words under another's name."""
        self.head.show_line(line)
        self._swap(None)
        self.verticalScrollBar().setValue(0)

    def show_card(self, card: Card) -> None:
        """What was read of the person."""
        top = self.verticalScrollBar().value()
        self.head.show_card(card)
        self._swap(CallDetails(card, self))
        self.verticalScrollBar().setValue(top)

    def _swap(self, details: "CallDetails | None") -> None:
        if self._details is not None:
            self._details.hide()
            self._details.deleteLater()
        self._details = details
        if details is not None:
            self.column.insertWidget(1, details)
            details.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side = max(24, (self.viewport().width() - fonts.px(_WIDEST)) // 2)
        self.column.setContentsMargins(24 - _INSET, 16, 2 * side - 24, 16)


class CallDetails(QWidget):
    """Taboos first, in red; then why and how often tried; then the script, the talking points, others there."""

    def __init__(self, card: Card, parent: QWidget) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(_INSET, 0, 0, 0)
        column.setSpacing(12)
        for number in card.person.numbers[1:] if card.person else ():
            more = NumberButton(self)
            more.show_number(number)
            column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        if card.points.taboos:
            column.addWidget(TabooBox(card.points.taboos, self))
        column.addLayout(self._why(card))
        self._is_wide: bool | None = None
        self._parts = (self._script(card), self._points(card), self._others(card))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(12)
        column.addLayout(self._grid)
        self._arrange(is_wide=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(is_wide=self.width() >= fonts.px(_TWO_COLUMNS))

    def _arrange(self, *, is_wide: bool) -> None:
        """Where there is room, the talking points stand beside the script."""
        if is_wide == self._is_wide:
            return
        self._is_wide = is_wide
        script, points, others = self._parts
        for part in self._parts:
            if part is not None:
                self._grid.removeWidget(part)
        top = Qt.AlignmentFlag.AlignTop
        self._grid.setRowStretch(1, 1 if is_wide else 0)  # what is below the script follows it at once
        if not is_wide:
            for place, part in enumerate(self._parts):
                if part is not None:
                    self._grid.addWidget(part, place, 0, 1, 2, top)
            return
        left = [each for each in ((script, others) if script else (points,)) if each is not None]
        for place, part in enumerate(left):
            self._grid.addWidget(part, place, 0, top)
        right = points if script else others
        if right is not None:
            self._grid.addWidget(right, 0, 1, max(1, len(left)), 1, top)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)

    def _why(self, card: Card) -> QVBoxLayout:
        lines = QVBoxLayout()
        lines.setSpacing(4)
        touch = card.touch
        late = self.tr("{days} late").format(days=labels.days(touch.late_days)) if touch.late_days else ""
        lines.addLayout(_line(self, "info", labels.reason(touch.reason, touch.reason_params), late))
        if card.result is TouchResult.MISSED and card.tried_at:
            tried = self.tr("%n call(s) without an answer, the last {when}", "", card.tries)
            lines.addLayout(_line(self, "phone", tried.format(when=labels.moment(card.tried_at))))
        elif card.result is TouchResult.LATER and card.tried_at:
            words = self.tr("Put off {when}").format(when=labels.moment(card.tried_at))
            lines.addLayout(_line(self, "clock", words))
        if card.quiet_at is not None:
            words = self.tr("It is {time} there: quiet hours. Better call later, unless it cannot wait.")
            lines.addLayout(_line(self, "clock", words.format(time=card.quiet_at.strftime("%H:%M")), role="warning"))
        return lines

    def _script(self, card: Card) -> QWidget | None:
        if not card.script:
            return None
        box = Box(self)
        box.add(SectionLabel(self.tr("What to say"), box))
        box.add(PlainLabel(card.script, box, wrap=True, selectable=True))
        return box

    def _points(self, card: Card) -> QWidget | None:
        """But for what stands above in whole: the reason, and the script."""
        points = [each for each in card.points.points if each.code not in ("reason", "script")]
        if points:
            return TalkLines(self.tr("Talking points"), *points, parent=self)
        is_known = card.script or card.points.taboos
        return None if is_known else Hint(self.tr("Nothing is noted about this client yet."), self)

    def _others(self, card: Card) -> QWidget | None:
        if not card.points.last_gift and not card.others:
            return None
        part = QWidget(self)
        side = QVBoxLayout(part)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(8)
        if card.points.last_gift:
            side.addWidget(TalkLines(self.tr("Last gift"), card.points.last_gift, parent=part))
        if card.others:
            side.addWidget(SectionLabel(self.tr("Others there"), part))
            for each in card.others:
                side.addLayout(self._other(each))
        return part

    def _other(self, person: Callee) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(PlainLabel(f"{person.name} {person.title}".strip(), self, elide=True), 1)
        number = NumberButton(self)
        number.show_number(person.numbers[0])
        row.addWidget(number)
        return row


def _line(parent: QWidget, icon: str, text: str, right: str = "", *, role: str = "muted") -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(IconLabel(icon, parent, role=role), 0, Qt.AlignmentFlag.AlignTop)
    words = PlainLabel(text, parent, wrap=True, role="text" if role == "muted" else role)
    row.addWidget(words, 1)
    if right:
        row.addWidget(PlainLabel(right, parent, face="label", role="danger"), 0, Qt.AlignmentFlag.AlignTop)
    return row
