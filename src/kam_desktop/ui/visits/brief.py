"""The left of the visit page: why one goes, what not to say, whom to meet, what to talk about and bring."""

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from kam_desktop import runtime
from kam_desktop.core.rules.kinds import BuyingRole, CommitmentState
from kam_desktop.core.talking_points import Point
from kam_desktop.core.visit_brief import PersonLine, PromiseLine, Trend
from kam_desktop.ui import appearance, fonts, labels, painting
from kam_desktop.ui.visits.facts import VisitFacts
from kam_desktop.ui.visits.settling import SettleButton, settled_words
from kam_desktop.ui.widgets.icon_label import IconLabel
from kam_desktop.ui.widgets.panel import ScrollBody
from kam_desktop.ui.widgets.taboo import TabooBox
from kam_desktop.ui.widgets.talk_lines import ICONS
from kam_desktop.ui.widgets.texts import Hint, PlainLabel, SectionLabel, plain_tip

WIDTH = 248
_LONGEST = 44


class Brief(QWidget):
    """Only to be read, but for the ticks of what is packed."""

    ticked = Signal()
    settled = Signal(str, bool)  # id of a promise, whether it was kept

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        appearance.scaled(self.setFixedWidth, WIDTH)
        self._scroll = ScrollBody(self)
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
        if not is_plan and facts.draft.agenda:
            self._section(rows, self.tr("Agenda"))
            rows.addWidget(PlainLabel(facts.draft.agenda, content, wrap=True, selectable=True))
        if facts.points.taboos:
            rows.addSpacing(12 if rows.count() else 0)
            rows.addWidget(TabooBox(facts.points.taboos, content))
        self._people(rows, facts, is_plan)
        self._points(rows, facts)
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
            rows.addLayout(self._person(person))

    def _person(self, person: PersonLine) -> QVBoxLayout:
        """Name and title; below, what they are for us, since when they are there, and who was there before."""
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(PlainLabel(person.name, bold=True))
        row.addWidget(PlainLabel(person.title, role="muted", elide=True), 1)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.setContentsMargins(0, 0, 0, 4)
        column.addLayout(row)
        below = [labels.name_of(BuyingRole(person.role))] if person.role in set(BuyingRole) else []
        if person.since_on is not None:
            below.append(
                self.tr("{days} in this post").format(days=labels.days((runtime.today() - person.since_on).days))
            )
        if below:
            column.addWidget(Hint(self.tr(", ").join(below)))
        if person.before:
            words = self.tr("Before: {name}, now at {client}") if person.before_at else self.tr("Before: {name}")
            column.addWidget(Hint(words.format(name=person.before, client=person.before_at)))
        return column

    def _points(self, rows: QVBoxLayout, facts: VisitFacts) -> None:
        """What to talk about, how the last gift was received, how they buy. Promises have a place of their own."""
        shown = [point for point in facts.points.points if point.code != "commitment"]
        lines = [(ICONS.get(point.code, "info"), _said(point), _day_of(point)) for point in shown]
        if facts.points.last_gift is not None:
            lines.append(("gift", _short(labels.point("gift", facts.points.last_gift.params)), self._received(facts)))
        if facts.trend is not None and (buying := self._buying(facts.trend)):
            lines.append(("cart", buying[0], buying[1]))
        if not lines:
            return
        self._section(rows, self.tr("Talking points"))
        for icon, words, hint in lines:
            rows.addLayout(_line(icon, words, hint))
            rows.addSpacing(8)

    def _received(self, facts: VisitFacts) -> str:
        gift = facts.points.last_gift
        reception = str(gift.params.get("reception") or "") if gift else ""
        parts = (_day_of(gift) if gift else "", self.tr("“{words}”").format(words=reception) if reception else "")
        return self.tr("Last gift, {when}").format(when=self.tr(", ").join(part for part in parts if part))

    def _buying(self, trend: Trend) -> tuple[str, str] | None:
        """The larger news first, the other below."""
        said = []
        if trend.slow_days and trend.rhythm_days:
            words = self.tr("Order {slow} behind the usual rhythm of {usual}")
            said.append(words.format(slow=labels.days(trend.slow_days), usual=labels.days(trend.rhythm_days)))
        if trend.percent:
            words = self.tr("Last 90 days {n} % under the year before")
            if trend.percent > 0:
                words = self.tr("Last 90 days {n} % over the year before")
            said.append(words.format(n=abs(trend.percent)))
        return (said[0], said[1] if len(said) > 1 else "") if said else None

    def _promises(self, rows: QVBoxLayout, promises: Iterable[PromiseLine]) -> None:
        shown = list(promises)[:8]
        if not shown:
            return
        self._section(rows, self.tr("Promises before"))
        for each in shown:
            rows.addLayout(self._promise(each))
            rows.addSpacing(4)

    def _promise(self, each: PromiseLine) -> QHBoxLayout:
        if each.state is not CommitmentState.OPEN:
            is_kept = each.state is CommitmentState.KEPT
            return _line(
                "check" if is_kept else "cross", each.text, settled_words(each), role="ok" if is_kept else "danger"
            )
        owner = " ".join(part for part in (labels.name_of(each.side), each.owner) if part)
        is_late = each.due_on is not None and each.due_on < runtime.today()
        words = self.tr("{owner}, was due {day}") if is_late else self.tr("{owner}, due {day}")
        when = words.format(owner=owner, day=labels.day(each.due_on)) if each.due_on else owner
        line = _line(
            "clock", each.text, when, role="danger" if is_late else "muted", hint_role="danger" if is_late else ""
        )
        buttons = SettleButton(each.id, each.text)
        buttons.settled.connect(self.settled)
        line.addWidget(buttons, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _to_bring(self, rows: QVBoxLayout, lines: Iterable[str]) -> None:
        wanted = list(lines)
        if not wanted:
            return
        self._section(rows, self.tr("To bring"))
        for line in wanted:
            box = _Box(line)
            box.toggled.connect(lambda _on: self.ticked.emit())
            rows.addWidget(box)
            self._boxes.append(box)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), appearance.current().raised)
        painting.upright(painter, self.width() - painting.thin(painter), 0, self.height())


class _Box(QCheckBox):
    """One thing to bring, elided where the column is narrow; ``line`` keeps all of it."""

    def __init__(self, line: str) -> None:
        super().__init__()
        self.setProperty("line", line)
        self.setAccessibleName(line)
        self._show(line)

    def _show(self, text: str) -> None:
        self.setText(text.replace("&", "&&"))

    def minimumSizeHint(self) -> QSize:
        return QSize(fonts.px(48), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        line, room = str(self.property("line")), self.width() - fonts.px(16) - 8
        shown = self.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, room)
        self._show(shown)
        self.setToolTip(plain_tip(line) if shown != line else "")


def _short(text: str) -> str:
    """A talking point is a reminder, not the report of last time."""
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"


def _said(point: Point) -> str:
    """Nothing of what must not be overlooked is cut off."""
    if point.code == "caution":
        return labels.point(point.code, point.params, is_whole=True)
    return _short(labels.point(point.code, point.params))


def _day_of(point: Point) -> str:
    return labels.day(point.on) if point.on else ""


def _line(icon: str, text: str, hint: str, *, role: str = "muted", hint_role: str = "") -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(IconLabel(icon, role=role), 0, Qt.AlignmentFlag.AlignTop)
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(PlainLabel(text, wrap=True))
    if hint:
        words.addWidget(Hint(hint, role=hint_role or "muted"))
    row.addLayout(words, 1)
    return row
