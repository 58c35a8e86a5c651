"""What happened with one person, page by page, across all the clients they worked for."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPlainTextEdit, QStackedWidget, QVBoxLayout, QWidget

from kam_desktop.core.rules.kinds import Activity, Channel, GiftDirection, VisitState
from kam_desktop.core.timeline import Fact, Line
from kam_desktop.ui import fonts, labels
from kam_desktop.ui.widgets.buttons import QuietButton
from kam_desktop.ui.widgets.empty import EmptyState
from kam_desktop.ui.widgets.list_rows import GroupHead, Row, TimelineRow
from kam_desktop.ui.widgets.list_view import RowList
from kam_desktop.words import phrases

_ICONS: Final = {
    Channel.CALL: "phone", Channel.VISIT: "visit", Channel.MESSAGE: "message", Channel.EMAIL: "mail",
    Channel.CARD: "card", Channel.GIFT: "gift", Channel.EVENT: "event", Channel.FAVOUR: "favour",
}  # fmt: skip


class HistoryView(QWidget):
    """Enter opens a visit or a gift, on other lines it shows all of the text; the next page comes when the last line is reached."""

    opened = Signal(object)  # Line: a visit or a gift
    log_asked = Signal()
    more_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: list[Line] = []
        self._total = 0
        self._has_moved = False
        self._is_asking = False
        self.list = RowList(self)
        self.list.setAccessibleName(self.tr("History with this person"))
        self.list.setMinimumHeight(fonts.px(84))
        self.list.opened.connect(self._open)
        self.list.peeked.connect(self._peek)
        self.list.current_changed.connect(self._on_current)
        self.list.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.empty = EmptyState(self.tr("Nothing was logged with this person yet."), self.tr("Log a contact"), self)
        self.empty.asked.connect(self.log_asked)
        self.more = QuietButton("", self, size="small")
        self.more.clicked.connect(self._ask)
        self._make_peek()
        self._lay_out()
        self.setFocusProxy(self.list)

    def _make_peek(self) -> None:
        self.peek = QPlainTextEdit(self)
        self.peek.setReadOnly(True)
        self.peek.setAccessibleName(self.tr("The whole text of a line"))
        self.peek.setFixedHeight(fonts.px(96))
        self.peek.setTabChangesFocus(True)
        self.peek.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.peek.hide()

    def _lay_out(self) -> None:
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._stack, 1)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.peek)

    def show_lines(self, lines: Sequence[Line], total: int, *, has_moved: bool) -> None:
        """Show these, the newest of ``total``; ``has_moved`` names the client on each line."""
        self._lines, self._total, self._has_moved = list(lines), total, has_moved
        self._is_asking = False
        self._fill()

    def add_lines(self, lines: Sequence[Line]) -> None:
        """One more page."""
        self._lines += lines
        self._is_asking = False
        self._fill()

    def shown(self) -> int:
        """How many facts are listed."""
        return len(self._lines)

    def close_peek(self) -> bool:
        """Close the whole text; False when it was not open."""
        was_open = self.peek.isVisible()
        self.peek.hide()
        if was_open:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        return was_open

    def _fill(self) -> None:
        self.list.set_rows(self._rows())
        self._stack.setCurrentWidget(self.list if self._lines else self.empty)
        self.setFocusProxy(self.list if self._lines else self.empty.button)
        left = self._total - len(self._lines)
        self.more.setText(self.tr("{shown} of {total}, show more").format(shown=len(self._lines), total=self._total))
        self.more.setVisible(left > 0)

    def _rows(self) -> list[Row]:
        made: list[Row] = []
        month, year = 0, 0
        for line in self._lines:
            if (line.on.year, line.on.month) != (year, month):
                made.append(GroupHead(self._month(line, is_new_year=line.on.year != year), is_month=True))
                year, month = line.on.year, line.on.month
            made.append(self._row(line))
        return made

    def _month(self, line: Line, *, is_new_year: bool) -> str:
        name = labels.say(f"paper.month.{line.on.month}")
        return self.tr("{month} {year}").format(month=name, year=line.on.year) if is_new_year else name

    def _row(self, line: Line) -> TimelineRow:
        title, text, right, icon = self._told(line)
        if self._has_moved:
            right = " · ".join(part for part in (str(line.params["client"]), right) if part)
        day = phrases.day(labels.language(), line.on, line.on)
        return TimelineRow(line.id, day, icon, " ".join(title.split()), " ".join(text.split()), right)

    def _told(self, line: Line) -> tuple[str, str, str, str]:
        if line.fact is Fact.VISIT:
            state = labels.name_of(VisitState(line.params["state"]))
            return f"{labels.name_of(Channel.VISIT)} {line.title}", line.text, state, "visit"
        if line.fact is Fact.GIFT:
            is_received = line.params["direction"] == GiftDirection.RECEIVED
            kind = self.tr("Received") if is_received else labels.name_of(Channel.GIFT)
            value = labels.money(line.params["value"], line.params["currency"]) if line.params["value"] else line.by
            return f"{kind} {line.title}", line.text, value, "gift"
        activity = str(line.params.get("activity") or "")
        channel = line.channel or Channel.CALL
        name = labels.name_of(Activity(activity)) if activity in set(Activity) else labels.name_of(channel)
        return name[:1].upper() + name[1:], line.text, line.by, _ICONS[channel]

    def _line(self, line_id: str) -> Line | None:
        return next((line for line in self._lines if line.id == line_id), None)

    def _open(self, line_id: str) -> None:
        line = self._line(line_id)
        if line is not None and line.fact in (Fact.VISIT, Fact.GIFT):
            self.opened.emit(line)
        else:
            self._peek(line_id)

    def _peek(self, line_id: str) -> None:
        """The same key closes it again."""
        line = self._line(line_id)
        text = line.text or line.title if line is not None else ""
        if self.peek.isVisible() and self.peek.toPlainText() == text:
            self.peek.hide()
            return
        self.peek.setPlainText(text)
        self.peek.setVisible(bool(text))

    def _on_current(self, line_id: str) -> None:
        if self.peek.isVisible():
            self.peek.hide()
            self._peek(line_id)
        if self._lines and line_id == self._lines[-1].id:
            self._ask()

    def _on_scrolled(self, value: int) -> None:
        bar = self.list.verticalScrollBar()
        if bar.maximum() and value >= bar.maximum():
            self._ask()

    def _ask(self) -> None:
        if len(self._lines) < self._total and not self._is_asking:
            self._is_asking = True
            self.more_asked.emit()
