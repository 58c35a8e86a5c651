"""The right side of a person's page: taboos, coming dates, what is due, ties, the person, family, staff changes."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from kam_desktop import runtime
from kam_desktop.core.agenda import DueTouch
from kam_desktop.core.portraits import Coming, Portrait
from kam_desktop.core.relationships import Bond
from kam_desktop.core.rules import cautions, dates
from kam_desktop.core.rules.dates import PartialDate
from kam_desktop.core.rules.kinds import Activity, Channel, Relation, StaffChangeKind
from kam_desktop.core.staff_changes import Change
from kam_desktop.ui import appearance, fonts, labels, painting, tabbing
from kam_desktop.ui.people import wording
from kam_desktop.ui.widgets.buttons import IconButton, QuietButton
from kam_desktop.ui.widgets.panel import ScrollBody
from kam_desktop.ui.widgets.taboo import TabooBox
from kam_desktop.ui.widgets.texts import Hint, PlainLabel, Rule, SectionLabel, plain_tip

_SOON: Final = 60  # days in which a date is counted down
_LONGEST: Final = 16  # characters of a note on a button


class ContactPanel(QWidget):
    """Filled anew with each reading."""

    touch_opened = Signal(object)  # DueTouch
    person_opened = Signal(str)
    tie_asked = Signal()
    tie_removed = Signal(object)  # Bond
    edit_asked = Signal()
    taboo_found = Signal(str)  # a sentence of the notes that is to stand among the taboos

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.taboos = TabooBox(parent=self)
        self._parts = {name: QVBoxLayout() for name in ("coming", "touches", "ties", "person", "family", "changes")}
        self._heads: dict[str, list[QWidget]] = {}
        self.tie_button = QuietButton(self.tr("Who of us knows this person"), self, icon="plus", size="small")
        self.tie_button.clicked.connect(self.tie_asked)
        self._lay_out()

    def _lay_out(self) -> None:
        self._scroll = scroll = ScrollBody(self)
        body = scroll.column
        body.setContentsMargins(16, 12, 16, 16)
        body.setSpacing(8)
        body.addWidget(self.taboos)
        titles = {
            "coming": self.tr("Coming dates"), "touches": self.tr("Next touches"), "ties": self.tr("Our people"),
            "person": self.tr("The person"), "family": self.tr("Family"), "changes": self.tr("Staff changes"),
        }  # fmt: skip
        for place, (name, title) in enumerate(titles.items()):
            head: list[QWidget] = [Rule(self)] if place else []
            head.append(SectionLabel(title, self))
            self._heads[name] = head
            for widget in head:
                body.addWidget(widget)
            self._parts[name].setSpacing(2)
            body.addLayout(self._parts[name])
            if name == "ties":
                body.addWidget(self.tie_button, 0, Qt.AlignmentFlag.AlignLeft)
        body.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.addWidget(scroll)

    def show_portrait(self, portrait: Portrait) -> None:
        """Fill in everything."""
        person = portrait.person
        self.taboos.set_lines([line.strip() for line in person["taboos"].splitlines() if line.strip()])
        for part in self._parts.values():
            _clear(part)
        self._show_coming(portrait)
        self._show_touches(portrait.touches)
        self._show_ties(portrait)
        self._show_person(portrait)
        self._show_family(portrait)
        self._show_changes(portrait.changes)
        self._hide_if_empty("family", "changes")
        tabbing.follow(self._scroll.column)

    def focus_first(self) -> None:
        """Give the first thing one can do here the focus."""
        buttons = [button for button in self.findChildren(QuietButton) if button.isVisible()]
        (buttons[0] if buttons else self.tie_button).setFocus(Qt.FocusReason.TabFocusReason)

    def _hide_if_empty(self, *names: str) -> None:
        for name in names:
            for widget in self._heads[name]:
                widget.setVisible(self._parts[name].count() > 0)

    def _show_coming(self, portrait: Portrait) -> None:
        today = runtime.today()
        lines = [(each.on, self._who(each), self._when(each), self._born(each.birthday)) for each in portrait.coming]
        for row in portrait.occasions:
            if (on := row.comes_on(today)) is not None:
                rest = " · ".join(part for part in (labels.name_of(row.kind), row.place) if part)
                lines.append((on, row.title, self._on(on), rest))
        for _, *line in sorted(lines):
            self._parts["coming"].addWidget(self._two(*line))
        born = portrait.birthday
        if born is not None and born.day is None:
            self._parts["coming"].addWidget(self._two(self.tr("Birthday"), "", self._born(born)))
        if not self._parts["coming"].count():
            self._parts["coming"].addWidget(Hint(self.tr("No birthday is known yet"), self))

    def _who(self, each: Coming) -> str:
        if not each.relation:
            return self.tr("Birthday")
        relation = labels.name_of(Relation(each.relation)) if each.relation in set(Relation) else ""
        return " ".join(part for part in (relation, each.name) if part)

    def _when(self, each: Coming) -> str:
        return self._on(each.on, self.tr("turns {age}").format(age=each.age) if each.age else "")

    def _on(self, day: date, more: str = "") -> str:
        left = (day - runtime.today()).days
        near = "" if left > _SOON else labels.days(left) if left else self.tr("today")
        return " · ".join(part for part in (labels.day(day), more, near) if part)

    def _born(self, birthday: PartialDate) -> str:
        return dates.write(birthday, labels.language())

    def _show_touches(self, touches: Sequence[DueTouch]) -> None:
        for touch in touches[:5]:
            self._parts["touches"].addWidget(self._touch(touch))
        if not touches:
            self._parts["touches"].addWidget(Hint(self.tr("Nothing is planned with this person"), self))

    def _touch(self, touch: DueTouch) -> QWidget:
        """What is due, which a click does, and when."""
        known = touch.activity in set(Activity)
        name = labels.name_of(Activity(touch.activity)) if known else labels.name_of(touch.channel)
        when = labels.day(touch.due_on)
        if touch.late_days:
            when = self.tr("{days} late").format(days=labels.days(touch.late_days))
        line = QWidget(self)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        button = QuietButton(f"{name[:1].upper()}{name[1:]}", line, size="small")
        button.setToolTip(plain_tip(labels.reason(touch.reason, touch.reason_params)))
        button.setAccessibleName(f"{button.text()} {when}")
        button.clicked.connect(partial(self.touch_opened.emit, touch))
        row.addWidget(button)
        row.addStretch(1)
        row.addWidget(PlainLabel(when, line, face="label", role="danger" if touch.late_days else "muted"))
        return line

    def _show_ties(self, portrait: Portrait) -> None:
        for bond in portrait.bonds:
            self._parts["ties"].addWidget(self._tie(bond))
        if not portrait.bonds:
            self._parts["ties"].addWidget(Hint(self.tr("Nobody of us is noted as knowing this person"), self))

    def _tie(self, bond: Bond) -> QWidget:
        line = QWidget(self)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(PlainLabel(bond.colleague, line, elide=True))
        text = " · ".join(part for part in (wording.strength(bond.strength), bond.notes) if part)
        row.addWidget(PlainLabel(text, line, role="muted", elide=True), 1)
        cross = IconButton(
            "cross", self.tr("Take off the tie with {colleague}").format(colleague=bond.colleague), line, size="small"
        )
        cross.clicked.connect(lambda: self.tie_removed.emit(bond))
        row.addWidget(cross)
        return line

    def _show_person(self, portrait: Portrait) -> None:
        person, say = portrait.person, labels.field
        channel = person["preferred_channel"]
        part = self._parts["person"]
        if portrait.superior:
            part.addWidget(
                self._link(
                    labels.field("reports_to_id"), portrait.superior.id, portrait.superior.name, portrait.superior.title
                )
            )
        for each in portrait.reports:
            part.addWidget(self._link(self.tr("Below"), each.id, each.name, each.title))
        if portrait.successor:
            after = portrait.successor
            part.addWidget(self._link(labels.field("successor_id"), after.id, after.name, after.title))
        lines = [
            (say("preferred_channel"), labels.name_of(Channel(channel)) if channel in set(Channel) else ""),
            (say("preferred_hours"), person["preferred_hours"]), (say("hobbies"), person["hobbies"]),
            (say("personality"), person["personality"]), (say("hometown"), person["hometown"]),
            (say("family"), person["family"]), (say("notes"), person["notes"]),
        ]  # fmt: skip
        known = [(name, text) for name, text in lines if text]
        if known:
            part.addWidget(self._facts(known))
        for line in cautions.lines(person["notes"]):
            if line not in person["taboos"]:
                part.addWidget(self._found(line), 0, Qt.AlignmentFlag.AlignLeft)
        if not part.count():
            button = QuietButton(self.tr("Nothing is known yet. Fill in"), self, icon="edit", size="small")
            button.clicked.connect(self.edit_asked)
            part.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _found(self, line: str) -> QuietButton:
        """The notes say what belongs to the taboos: one click, and it stands there in red."""
        said = line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
        button = QuietButton(self.tr("To the taboos: {text}").format(text=said), self, icon="taboo", size="small")
        button.setToolTip(plain_tip(line))
        button.clicked.connect(partial(self.taboo_found.emit, line))
        return button

    def _facts(self, lines: Sequence[tuple[str, str]]) -> QWidget:
        holder = QWidget(self)
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 4, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.setColumnMinimumWidth(0, fonts.px(72))
        grid.setColumnStretch(1, 1)
        for row, (name, text) in enumerate(lines):
            value = PlainLabel(text, holder, wrap=True, selectable=True)
            value.setAccessibleName(f"{name} {text}")
            grid.addWidget(PlainLabel(name, holder, role="muted"), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, row, 1)
        return holder

    def _link(self, label: str, contact_id: str, name: str, title: str) -> QWidget:
        line = QWidget(self)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        head = PlainLabel(label, line, role="muted")
        appearance.scaled(head.setMinimumWidth, 72)
        button = QuietButton(name, line, size="small")
        button.clicked.connect(lambda: self.person_opened.emit(contact_id))
        row.addWidget(head)
        row.addWidget(button)
        row.addWidget(PlainLabel(title, line, role="muted", elide=True), 1)
        return line

    def _show_family(self, portrait: Portrait) -> None:
        for each in portrait.relatives:
            relation = labels.name_of(Relation(each.relation)) if each.relation in set(Relation) else ""
            name = " ".join(part for part in (relation, each.name) if part)
            born = self._born(each.birthday) if each.birthday else ""
            self._parts["family"].addWidget(self._two(name, born, each.notes))

    def _show_changes(self, changes: Sequence[Change]) -> None:
        for each in changes:
            other = each.other_client or each.other_name
            arrow = "←" if each.kind is StaffChangeKind.ARRIVED else "→"
            what = labels.name_of(each.kind) + (f" {arrow} {other}" if other else "")
            self._parts["changes"].addWidget(self._two(what, labels.day(each.on), each.notes))

    def _two(self, left: str, right: str, below: str) -> QWidget:
        """A line with its date at the right, and what is known of it under it."""
        holder = QWidget(self)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 2)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(PlainLabel(left, holder, wrap=True), 1)
        if right:
            row.addWidget(PlainLabel(right, holder, face="label", role="muted"), 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        if below:
            column.addWidget(Hint(below, holder))
        return holder

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), appearance.current().raised)
        painting.upright(painter, 0, 0, self.height())


def _clear(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        old = item.widget()
        if old is not None:
            old.hide()
            old.deleteLater()
