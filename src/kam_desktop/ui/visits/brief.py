"""The left of the visit page: why one goes, what not to say, whom to meet, what to talk about and bring."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from kam_desktop.core.rules.kinds import CommitmentState, Side
from kam_desktop.core.talking_points import Point
from kam_desktop.ui import appearance, fonts, labels, painting
from kam_desktop.ui.visits.facts import PersonLine, PromiseLine, VisitFacts
from kam_desktop.ui.widgets.icon_label import IconLabel
from kam_desktop.ui.widgets.panel import ScrollBody
from kam_desktop.ui.widgets.taboo import TabooBox
from kam_desktop.ui.widgets.talk_lines import ICONS
from kam_desktop.ui.widgets.texts import Hint, PlainLabel, SectionLabel

WIDTH = 248
_LONGEST = 64


class Brief(QWidget):
    """Only to be read, but for the ticks of what is packed."""

    ticked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(fonts.px(WIDTH))
        self._scroll = ScrollBody(self)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._scroll.setAccessibleName(self.tr("Preparation"))
        self._column = self._scroll.column
        self._column.setContentsMargins(16, 12, 16, 12)
        self._column.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 1, 0)
        column.addWidget(self._scroll)
        self._content: QWidget | None = None
        self._boxes: list[QCheckBox] = []
        self.setFocusProxy(self._scroll)

    def show_facts(self, facts: VisitFacts, *, is_plan: bool) -> None:
        """Show what is known; a plan has its objective and list in the form."""
        content = QWidget(self)
        rows = QVBoxLayout(content)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        if not is_plan and facts.draft.objective:
            self._section(rows, self.tr("Objective"))
            rows.addWidget(PlainLabel(facts.draft.objective, content, wrap=True, selectable=True))
        if facts.points.taboos:
            rows.addSpacing(12 if rows.count() else 0)
            rows.addWidget(TabooBox(facts.points.taboos, content))
        self._people(rows, facts, is_plan)
        self._points(rows, facts.points.points)
        self._promises(rows, facts.promises)
        self._boxes = []
        if not is_plan:
            self._to_bring(rows, facts.draft.to_bring)
        rows.addStretch(1)
        self._swap(content)

    def _swap(self, content: QWidget) -> None:
        if self._content is not None:
            self._column.removeWidget(self._content)
            self._content.hide()
            self._content.deleteLater()
        self._content = content
        self._column.addWidget(content)

    def brought(self) -> tuple[str, ...]:
        """The ticked lines."""
        return tuple(str(box.property("line")) for box in self._boxes if box.isChecked())

    def set_brought(self, lines: Iterable[str]) -> None:
        """Tick these, without ``ticked``."""
        wanted = set(lines)
        for box in self._boxes:
            box.blockSignals(True)
            box.setChecked(str(box.property("line")) in wanted)
            box.blockSignals(False)

    def _section(self, rows: QVBoxLayout, text: str) -> None:
        if rows.count():
            rows.addSpacing(16)
        rows.addWidget(SectionLabel(text))
        rows.addSpacing(4)

    def _people(self, rows: QVBoxLayout, facts: VisitFacts, is_plan: bool) -> None:
        wanted = set(facts.draft.contact_ids)
        shown = [one for one in facts.people if one.id in wanted]
        if is_plan or not shown:
            shown = [one for one in facts.people if not one.has_left][:6]
        if not shown:
            return
        self._section(rows, self.tr("People to meet"))
        for person in shown:
            rows.addLayout(_person(person))

    def _points(self, rows: QVBoxLayout, points: Iterable[Point]) -> None:
        """Promises have a place of their own."""
        shown = [point for point in points if point.code != "commitment"]
        if not shown:
            return
        self._section(rows, self.tr("Talking points"))
        for point in shown:
            hint = labels.day(point.on) if point.on else ""
            rows.addLayout(_line(ICONS.get(point.code, "info"), _short(labels.point(point.code, point.params)), hint))
            rows.addSpacing(8)

    def _promises(self, rows: QVBoxLayout, promises: Iterable[PromiseLine]) -> None:
        shown = list(promises)[:8]
        if not shown:
            return
        self._section(rows, self.tr("Promises before"))
        for each in shown:
            rows.addLayout(self._promise(each))
            rows.addSpacing(4)

    def _promise(self, each: PromiseLine) -> QHBoxLayout:
        if each.state == CommitmentState.KEPT:
            when = self.tr("kept {day}").format(day=labels.day(each.settled_on)) if each.settled_on else ""
            return _line("check", each.text, when, role="ok")
        owner = labels.name_of(Side(each.side))
        when = self.tr("{owner}, due {day}").format(owner=owner, day=labels.day(each.due_on)) if each.due_on else owner
        return _line("clock", each.text, when)

    def _to_bring(self, rows: QVBoxLayout, lines: Iterable[str]) -> None:
        wanted = list(lines)
        if not wanted:
            return
        self._section(rows, self.tr("To bring"))
        for line in wanted:
            box = QCheckBox(line.replace("&", "&&"))
            box.setProperty("line", line)
            box.toggled.connect(lambda _on: self.ticked.emit())
            rows.addWidget(box)
            self._boxes.append(box)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), appearance.current().raised)
        painting.upright(painter, self.width() - painting.thin(painter), 0, self.height())


def _short(text: str) -> str:
    """A talking point is a reminder, not the report of last time."""
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"


def _person(person: PersonLine) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(PlainLabel(person.name, bold=True))
    row.addWidget(PlainLabel(person.title, role="muted", elide=True), 1)
    row.setContentsMargins(0, 0, 0, 4)
    return row


def _line(icon: str, text: str, hint: str, *, role: str = "muted") -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(IconLabel(icon, role=role), 0, Qt.AlignmentFlag.AlignTop)
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(PlainLabel(text, wrap=True))
    if hint:
        words.addWidget(Hint(hint, wrap=False))
    row.addLayout(words, 1)
    return row
