"""The head of Today: the day in both calendars, and how far it has come by count."""

from datetime import date

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from kam_desktop.core.agenda import Owed
from kam_desktop.core.agenda import Progress as Count
from kam_desktop.core.rules import lunar
from kam_desktop.core.rules.festivals import festivals
from kam_desktop.ui import appearance, fonts, labels, painting
from kam_desktop.ui.widgets.buttons import IconButton, PlainButton, QuietButton
from kam_desktop.ui.widgets.progress import Progress
from kam_desktop.ui.widgets.texts import PlainLabel


class TodayHead(QWidget):
    """48 px. ``away_asked``: ill or on leave, ``spread_asked``: what is late, from the menu at the right."""

    ill_asked = Signal()
    spread_asked = Signal()
    away_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._day = PlainLabel("", self, role="muted", elide=True)
        self._progress = Progress(self)
        self.call_button = PlainButton(self.tr("Call list"), self, icon="phone", keys="C", size="small")
        self.owed = QuietButton("", self, icon="favour", size="small")
        self.owed.hide()
        self.reports = QuietButton("", self, icon="document", size="small")
        self.reports.hide()
        self._has_work = False
        self._late_reports = self._owed_total = self._waiting_gifts = 0
        self._owed_words = self._gift_words = ""
        self.gifts = QuietButton("", self, icon="gift", size="small")
        self.gifts.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 1)
        row.setSpacing(12)
        title = PlainLabel(self.tr("Today"), self, face="title", bold=True)
        row.addWidget(title)
        row.addWidget(self._day)
        row.addStretch(1)
        for part in (self.reports, self.gifts, self.owed):
            row.addWidget(part)
        row.addWidget(self._progress)
        row.addWidget(self.call_button)
        self.more = IconButton("more", self.tr("More"), self, size="small")
        self.more.clicked.connect(self._open_more)
        row.addWidget(self.more)
        self._parts = (
            title,
            self._day,
            self.reports,
            self.gifts,
            self.owed,
            self._progress,
            self.call_button,
            self.more,
        )
        appearance.fit(self._fit_text)

    def _fit_text(self) -> None:
        self.setFixedHeight(fonts.px(48))
        self._fit()

    def show_day(self, today: date, *, is_first: bool = False) -> None:
        """``9 月 16 日 周三 · 八月初六``, and the festival if it is one; the first picture does without the moon."""
        if is_first:
            self._day.setText(labels.day_and_weekday(today))
            return
        found = [labels.say(f"festival.{each.code}") for each in festivals(today, today)]
        self._day.setText(" · ".join([labels.day_and_weekday(today), lunar.day_name(today), *found]))

    def show_progress(self, count: Count) -> None:
        """``已做 5 / 12``; hidden on a day without anything to do."""
        total = count.done + count.open
        words = self.tr("{done} / {total} done").format(done=count.done, total=total)
        self._progress.show_parts(words, count.done, total)
        self._has_work = total > 0
        self._fit()

    def show_owed(self, owed: Owed, late_reports: int) -> None:
        """What we owe, and reports of visits that are late; hidden when it is nothing."""
        self._late_reports = late_reports
        self.reports.setVisible(late_reports > 0)
        words = self.tr("We owe {n}, {late} late") if owed.late else self.tr("We owe {n}")
        self._owed_words, self._owed_total = words.format(n=owed.total, late=owed.late), owed.total
        self.owed.setVisible(owed.total > 0)
        self._fit()

    def _fit(self) -> None:
        """Where not all has room: late reports as a number, then no day, then what we owe as a number, then no count."""
        late = self.tr("%n report(s) late", "", self._late_reports)
        for button, words in ((self.reports, late), (self.gifts, self._gift_words), (self.owed, self._owed_words)):
            button.setText(words)
            button.setToolTip(words)
        self._day.show()
        self._progress.setVisible(self._has_work)
        if not self._has_room():
            self.reports.setText(str(self._late_reports))
            self.gifts.setText(str(self._waiting_gifts))
        if not self._has_room():
            self._day.hide()
        if not self._has_room():
            self.owed.setText(str(self._owed_total))
        if not self._has_room():
            self._progress.hide()
        self.reports.setAccessibleName(late)
        self.gifts.setAccessibleName(self._gift_words)
        self.owed.setAccessibleName(self._owed_words)

    def _has_room(self) -> bool:
        shown = [part for part in self._parts if not part.isHidden()]
        needed = sum(part.sizeHint().width() + 12 for part in shown if part is not self._day)
        least = 0 if self._day.isHidden() else fonts.px(96)  # enough for the solar date
        return needed + least + 32 <= self.width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def show_gifts(self, number: int) -> None:
        """Gifts that wait for a decision; hidden when there are none."""
        self._waiting_gifts, self._gift_words = number, self.tr("Gifts to decide: {n}").format(n=number)
        self.gifts.setVisible(number > 0)
        self._fit()

    def _open_more(self) -> None:
        self.make_menu().popup(self.more.mapToGlobal(QPoint(0, self.more.height() + 4)))

    def make_menu(self) -> QMenu:
        """What concerns the whole day."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, asked in (
            (self.tr("I am ill today"), self.ill_asked),
            (self.tr("Leave or training …"), self.away_asked),
            (self.tr("Spread what is late over the coming weeks"), self.spread_asked),
        ):
            action = QAction(words, menu)
            action.triggered.connect(lambda _=False, asked=asked: asked.emit())
            menu.addAction(action)
        return menu

    def day_text(self) -> str:
        """The day as it is written."""
        return self._day.text()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painting.under(QPainter(self), self.rect())
