"""The panel of the touch that is current: who, how to reach them, what to say, and the closing form."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kam_desktop.core.agenda import DueTouch
from kam_desktop.core.rules import phones
from kam_desktop.core.rules.kinds import Channel
from kam_desktop.ui.today.closing import ClosingForm
from kam_desktop.ui.today.content import Talk
from kam_desktop.ui.today.talk import TalkBody
from kam_desktop.ui.widgets.badge import TierBadge
from kam_desktop.ui.widgets.buttons import IconButton, QuietButton
from kam_desktop.ui.widgets.keycap import KeyCap
from kam_desktop.ui.widgets.panel import SidePanel
from kam_desktop.ui.widgets.texts import Hint, PlainLabel

if TYPE_CHECKING:
    from kam_desktop.core.talking_points import Points

_MOST_PHONES = 2


class PersonLines(QWidget):
    """The person, how they are addressed, their numbers and good hours; made anew for each touch."""

    def __init__(self, who: str, title: str, points: "Points | None", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        if who:
            self._column.addLayout(self._person(who, title, points.greeting_name if points else ""))
        if points:
            self._add_numbers(points)

    def _add_numbers(self, points: "Points") -> None:
        hours = points.preferred_hours and self.tr("best {hours}").format(hours=points.preferred_hours)
        numbers = points.phones[:_MOST_PHONES]
        for number in numbers:
            self._column.addLayout(self._phone(number, hours if number == numbers[0] else ""))
        if hours and not numbers:
            self._column.addWidget(Hint(hours, self))

    def _person(self, who: str, title: str, greeting: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(PlainLabel(f"{who} {title}".strip(), self, elide=True))
        if greeting:
            words = self.tr("address as {name}").format(name=greeting)
            row.addWidget(PlainLabel(words, self, role="muted", elide=True))
        row.addStretch(1)
        return row

    def _phone(self, number: str, hours: str) -> QHBoxLayout:
        shown = phones.display(number)
        row = QHBoxLayout()
        row.setContentsMargins(-6, 0, 0, 0)  # the icon, not its frame, stands under the name
        row.setSpacing(2)
        call = IconButton("phone", self.tr("Call {number}").format(number=shown), self, size="small")
        call.clicked.connect(lambda: QDesktopServices.openUrl(QUrl(phones.link(number))))
        row.addWidget(call)
        row.addWidget(PlainLabel(shown, self, role="muted", selectable=True))
        row.addSpacing(8)
        row.addWidget(PlainLabel(hours, self, face="label", role="muted", elide=True), 1)
        return row


class TouchPanel(SidePanel):
    """Head, talking points, closing form. ``show_touch`` at once, ``show_talk`` when it has been read."""

    open_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._make_head()
        self._person: QWidget | None = None
        self._talk: QWidget | None = None
        self.form = ClosingForm(self)
        self.foot.addWidget(self.form)
        self.setEnabled(False)

    def _make_head(self) -> None:
        self._badge = TierBadge("", self)
        self._client = PlainLabel("", self, face="head", bold=True, elide=True)
        self.open_button = QuietButton(self.tr("Open dossier"), self, size="small")
        self.open_button.clicked.connect(self.open_asked)
        self._open_cap = KeyCap("Enter", self)
        row = QHBoxLayout()
        row.setSpacing(8)
        for widget in (self._badge, self._client, self.open_button, self._open_cap):
            row.addWidget(widget, 1 if widget is self._client else 0)
        self.head.setSpacing(4)
        self.head.addLayout(row)

    def show_touch(self, touch: DueTouch, outcome: str) -> None:
        """Say at once whom it is about; never another client's points under this client's name."""
        self.setEnabled(True)
        self.show_names(touch)
        lines = PersonLines(touch.contact, touch.contact_title, None, self)
        lines.setMinimumHeight(self._person.height() if self._person else 0)  # the numbers come in a moment
        self._swap_person(lines)
        self._swap_talk(None)
        self.form.start(outcome, is_visit=touch.channel is Channel.VISIT)

    def show_names(self, touch: DueTouch) -> None:
        """The client's name and tier, and where Enter leads."""
        self._badge.setVisible(bool(touch.tier))
        self._badge.set_tier(touch.tier)
        self._client.setText(touch.client)
        self._open_cap.setVisible(touch.channel is not Channel.VISIT)

    def show_talk(self, touch: DueTouch, talk: Talk) -> None:
        """What was read about the touch that is shown."""
        who = touch.contact or next(iter(talk.points.people), "")
        self._swap_person(PersonLines(who, touch.contact_title, talk.points, self))
        self._swap_talk(TalkBody(talk.points, self))
        self.form.propose(talk.coming)

    def show_nothing(self) -> None:
        """No touch is current."""
        self.setEnabled(False)
        self._badge.hide()
        self._client.setText("")
        self._open_cap.show()
        self._swap_person(None)
        self._swap_talk(None)
        self.form.start("", is_visit=False)

    def _swap_person(self, lines: QWidget | None) -> None:
        _drop(self._person)
        self._person = lines
        if lines is not None:
            self.head.addWidget(lines)
            lines.show()

    def _swap_talk(self, body: QWidget | None) -> None:
        _drop(self._talk)
        self._talk = body
        if body is not None:
            self.body.addWidget(body, 0, Qt.AlignmentFlag.AlignTop)
            body.show()


def _drop(widget: QWidget | None) -> None:
    if widget is not None:
        widget.hide()
        widget.deleteLater()
