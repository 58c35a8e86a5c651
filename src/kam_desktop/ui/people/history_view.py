"""What happened with one person, page by page, across all the clients they worked for."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from kam_desktop.core.timeline_facts import Fact, Line
from kam_desktop.ui.widgets.buttons import QuietButton
from kam_desktop.ui.widgets.fact_list import FactList


class HistoryView(FactList):
    """Enter opens a visit or a gift and corrects a contact, of other lines it shows all; the next page comes at the last."""

    log_asked = Signal()
    more_asked = Signal()
    _AHEAD = 0

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._total = 0
        self._has_moved = False
        self._is_asking = False
        self.list.setAccessibleName(self.tr("History with this person"))
        self.empty.say(self.tr("Nothing was logged with this person yet."), self.tr("Log a contact"))
        self.empty.asked.connect(self.log_asked)
        self.more = QuietButton("", self, size="small")
        self.more.clicked.connect(self._ask)
        self.near_end.connect(self._ask)
        self.column.setContentsMargins(0, 4, 0, 0)
        self.column.insertWidget(1, self.more, 0, Qt.AlignmentFlag.AlignHCenter)

    def show_lines(self, lines: Sequence[Line], total: int, *, has_moved: bool) -> None:
        """Show these, the newest of ``total``; ``has_moved`` names the client on each line."""
        self._lines, self._total, self._has_moved = [], total, has_moved
        self.add_lines(lines)

    def add_lines(self, lines: Sequence[Line]) -> None:
        """One more page."""
        self._lines += [line if self._has_moved else _without_client(line) for line in lines]
        self._is_asking = False
        self._show()
        self.setFocusProxy(self.list if self._lines else self.empty.button)
        left = self._total - len(self._lines)
        self.more.setText(self.tr("{shown} of {total}, show more").format(shown=len(self._lines), total=self._total))
        self.more.setVisible(left > 0)

    def shown(self) -> int:
        """How many facts are listed."""
        return len(self._lines)

    def _open(self, line_id: str) -> None:
        line = self._line(line_id)
        if line is not None and line.fact in (Fact.VISIT, Fact.GIFT, Fact.OCCASION, Fact.CONTACT):
            self.opened.emit(line)
        else:
            self.peek_line(line_id)

    def _ask(self) -> None:
        if len(self._lines) < self._total and not self._is_asking:
            self._is_asking = True
            self.more_asked.emit()


def _without_client(line: Line) -> Line:
    return line._replace(params={name: value for name, value in line.params.items() if name != "client"})
