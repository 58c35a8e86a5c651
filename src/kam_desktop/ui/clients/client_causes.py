"""Coming occasions and open favours in a client's panel: when, what, whose turn; what is owed in amber and red."""

from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kam_desktop import runtime
from kam_desktop.core.favours import FavourRow
from kam_desktop.core.occasions import OccasionRow
from kam_desktop.core.rules.causes import OF_CLIENT
from kam_desktop.core.rules.kinds import FavourState
from kam_desktop.ui import appearance, fonts, icons, labels, painting
from kam_desktop.ui.clients.client_panel_lines import PAD
from kam_desktop.ui.entries import wording
from kam_desktop.ui.widgets.buttons import QuietButton, clicks
from kam_desktop.ui.widgets.texts import Hint, plain_tip

_FIRST: Final = 5  # of each, before one asks for more


class CauseLine(QAbstractButton):
    """What (a line), then when in its colour and the rest muted; a click opens it, Delete takes it away."""

    removed = Signal()

    def __init__(self, icon: str, title: str, when: tuple[str, str], rest: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon, self._title, self._rest = icon, " ".join(title.split()), rest
        self._when, self._role = when
        self.setAccessibleName(" ".join(part for part in (self._title, self._when, rest) if part))
        self.setToolTip(plain_tip(f"{title}\n{' · '.join(part for part in (self._when, rest) if part)}"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @property
    def when(self) -> tuple[str, str]:
        """When, and the role of its colour."""
        return self._when, self._role

    def sizeHint(self) -> QSize:
        return QSize(fonts.px(140), 2 * fonts.px(19) + 6)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
        elif not clicks(self, event):
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme, high = QPainter(self), appearance.current(), fonts.px(19)
        if self.underMouse():
            painting.box(painter, self.rect(), painting.RADIUS, theme.sunken)
        icons.paint_at(painter, QPoint(PAD, 3 + (high - icons.side()) // 2), self._icon, "muted")
        left = PAD + icons.side() + 8
        first = QRect(left, 3, self.width() - left - PAD, high)
        painting.text(painter, first, self._title, fonts.body(), theme.text)
        second = first.translated(0, high)
        used = painting.text(painter, second, self._when, fonts.label(), theme[self._role])
        rest = f" · {self._rest}" if self._when and self._rest else self._rest
        painting.text(painter, second.adjusted(used, 0, 0, 0), rest, fonts.label(), theme.muted)
        if self.hasFocus():
            painting.focus_ring(painter, self.rect())


class CauseList(QWidget):
    """Filled anew with each reading. What is asked of a favour comes with the button it was asked at."""

    occasion_opened = Signal(str)
    favour_opened = Signal(str)
    occasion_removed = Signal(object)  # OccasionRow
    favour_removed = Signal(object)  # FavourRow
    done_asked = Signal(object, object)  # FavourRow, the button
    even_asked = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.add_occasion = QuietButton(self.tr("An occasion"), self, icon="plus", keys="O", size="small")
        self.add_favour = QuietButton(self.tr("A favour"), self, icon="plus", keys="F", size="small")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.add_occasion)
        foot.addWidget(self.add_favour)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self._lines)
        column.addLayout(foot)
        self._days: list[tuple[date, OccasionRow]] = []
        self._favours: list[FavourRow] = []
        self._is_whole = False

    def show_causes(self, occasions: list[OccasionRow], favours: list[FavourRow]) -> None:
        """The occasions to come, the next first, and the favours about which something is to be done."""
        today = runtime.today()
        coming = [(on, row) for row in occasions if (on := row.comes_on(today)) is not None]
        self._days = sorted(coming, key=lambda each: (each[0], each[1].id))
        last = date.max
        open_ones = [row for row in favours if wording.is_open(row)]
        self._favours = sorted(open_ones, key=lambda row: (wording.due_day(row) or last, row.id))
        self._fill()

    def reset(self) -> None:
        """Another client comes."""
        self._is_whole = False

    def lines(self) -> list[CauseLine]:
        """The lines that are seen, top to bottom."""
        return [line for line in self.findChildren(CauseLine) if not line.isHidden()]

    def buttons(self) -> list[QuietButton]:
        """The buttons beside the favours, top to bottom."""
        added = (self.add_occasion, self.add_favour)
        return [each for each in self.findChildren(QuietButton) if not each.isHidden() and each not in added]

    def _fill(self) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.setParent(None)
                old.deleteLater()
        most = None if self._is_whole else _FIRST
        for on, row in self._days[:most]:
            self._lines.addWidget(self._occasion(on, row))
        for each in self._favours[:most]:
            self._lines.addWidget(self._favour(each))
        hidden = 0 if most is None else max(0, len(self._days) - most) + max(0, len(self._favours) - most)
        if hidden:
            more = QuietButton(self.tr("{count} more").format(count=hidden), self, size="small")
            more.clicked.connect(self._show_all)
            self._lines.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        if not self._days and not self._favours:
            self._lines.addWidget(Hint(self.tr("No day to come, no favour open"), self))

    def _show_all(self) -> None:
        self._is_whole = True
        self._fill()
        self.lines()[_FIRST - 1].setFocus()

    def _occasion(self, on: date, row: OccasionRow) -> QWidget:
        role = "warning" if (on - runtime.today()).days <= wording.SOON_DAYS else "muted"
        rest = " · ".join(part for part in (labels.name_of(row.kind), row.person, row.place) if part)
        line = CauseLine("event" if row.kind in OF_CLIENT else "heart", row.title, (labels.day(on), role), rest, self)
        line.clicked.connect(partial(self.occasion_opened.emit, row.id))
        line.removed.connect(partial(self.occasion_removed.emit, row))
        return line

    def _favour(self, row: FavourRow) -> QWidget:
        holder = QWidget(self)
        rest = " · ".join(part for part in (wording.what_is_due(row), row.person, row.who) if part)
        line = CauseLine("favour", row.what, wording.owed_by(row, runtime.today()), rest, holder)
        line.clicked.connect(partial(self.favour_opened.emit, row.id))
        line.removed.connect(partial(self.favour_removed.emit, row))
        is_open = row.state is FavourState.OPEN
        words, asked = (self.tr("Done"), self.done_asked) if is_open else (self.tr("Evened out"), self.even_asked)
        button = QuietButton(words, holder, icon="check", size="small")
        button.setAccessibleName(f"{words}: {row.what}")
        button.clicked.connect(lambda: asked.emit(row, button))
        beside = QHBoxLayout(holder)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(4)
        beside.addWidget(line, 1)
        beside.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return holder
