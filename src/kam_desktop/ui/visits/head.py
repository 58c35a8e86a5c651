"""The head of the visit page: which client, when, and how far the visit is."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kam_desktop.core.rules.kinds import VisitState
from kam_desktop.ui import appearance, fonts, labels, painting
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.visits.facts import VisitFacts
from kam_desktop.ui.visits.typed import Mode, clock_text
from kam_desktop.ui.widgets.badge import TierBadge
from kam_desktop.ui.widgets.buttons import IconButton, QuietButton
from kam_desktop.ui.widgets.chip import ChipRow
from kam_desktop.ui.widgets.client_field import ClientField
from kam_desktop.ui.widgets.icon_label import IconLabel
from kam_desktop.ui.widgets.steps import StepHead
from kam_desktop.ui.widgets.texts import Hint, PlainLabel

_STEPS = {VisitState.REPORTED: 1, VisitState.RETURNED: 1, VisitState.SUBMITTED: 3, VisitState.ACCEPTED: 4}


class VisitHead(QWidget):
    """48 px. In a narrow window the columns are chosen here."""

    pane_chosen = Signal(int)
    step_chosen = Signal(int)  # 0 the plan, 1 the report

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._badge = TierBadge("", self)
        self._names: tuple[str, ...] = ("",)  # of the visit, the shorter one last
        self._title = PlainLabel("", self, face="head", bold=True, elide=True)
        self._when = PlainLabel("", self, role="muted")
        self.state = PlainLabel("", self, face="label", bold=True)
        self.panes = ChipRow(self)
        self.panes.set_chips(
            [("0", self.tr("Preparation")), ("1", self.tr("Report")), ("2", self.tr("Promises and gifts"))]
        )
        self.panes.hug()
        self.panes.changed.connect(lambda chosen: self.pane_chosen.emit(int(next(iter(chosen)))))
        names = (self.tr("Plan"), self.tr("Report"), self.tr("Submit"), self.tr("Review"))
        self.steps = StepHead(names, self)
        self.steps.chosen.connect(self.step_chosen)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 1)
        row.setSpacing(12)
        row.addWidget(self._badge)
        row.addWidget(self._title)
        row.addWidget(self._when)
        row.addWidget(self.state)
        row.addStretch(1)
        row.addWidget(self.panes)
        row.addWidget(self.steps)
        appearance.fit(self._fit_text)

    def _fit_text(self) -> None:
        self.setFixedHeight(fonts.px(48))
        self._fit()

    def show_nothing(self) -> None:
        """While no client is chosen yet."""
        self._badge.set_tier("")
        self._badge.hide()
        self._names = (self.tr("New visit"),)
        self._when.setText("")
        self.state.setText("")
        self.steps.set_current(0)
        self.steps.set_open(())
        self.panes.hide()
        self._fit()

    def show_facts(self, facts: VisitFacts, mode: Mode) -> None:
        """Client, day, step."""
        self._badge.set_tier(facts.tier)
        self._badge.setVisible(bool(facts.tier))
        self._names = (self.tr("Visit {client}").format(client=facts.client), facts.client)
        words = [labels.day_and_weekday(facts.draft.on), clock_text(facts.draft.started_at)]
        self._when.setText(" ".join(word for word in words if word))
        is_told = facts.state in (VisitState.RETURNED, VisitState.CANCELLED)
        self.state.setText(labels.name_of(facts.state) if is_told else "")
        self.state.setVisible(is_told)
        self.state.set_role("danger" if facts.state is VisitState.RETURNED else "muted")
        self.steps.set_current(_STEPS.get(facts.state, 0 if mode == "plan" else 1))
        self.steps.set_open((0, 1) if facts.state is VisitState.PLANNED else ())
        self._fit()

    def show_panes(self, is_shown: bool, at: int) -> None:
        """The three columns as chips, one of them on."""
        self.panes.setVisible(is_shown)
        self.panes.choose({str(at)})
        self._fit()

    def _fit(self) -> None:
        """Where there is not room for all, the day goes first, the words of the steps and their lines then, and what
        stands before the client's name; that is cut last.
        """
        parts = [part for part in (self._badge, self.state, self.panes) if not part.isHidden()]
        room = self.width() - sum(part.sizeHint().width() + 12 for part in parts) - 32
        when, whole = self._when.sizeHint().width() + 12, self._title_width(self._names[0])
        widest, discs, least = (
            each.width() + 12 for each in (self.steps.sizeHint(), self.steps.discs_hint(), self.steps.minimumSizeHint())
        )
        self._when.setVisible(whole + widest + when <= room)
        steps = next((each for each in (widest, discs) if whole + each <= room), least)
        self.steps.setFixedWidth(steps - 12)
        fitting = (name for name in self._names if self._title_width(name) + steps <= room)
        name = next(fitting, self._names[-1])
        self._title.setText(name)
        self._title.setMaximumWidth(self._title_width(name))

    def _title_width(self, name: str) -> int:
        return fonts.width(fonts.head(), name) + 4

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painting.under(QPainter(self), self.rect())


class RestoredNote(QWidget):
    """Words that were typed and never saved are back."""

    discarded = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = PlainLabel("", self, elide=True)
        discard = QuietButton(self.tr("Discard them"), self, size="small")
        discard.clicked.connect(self.discarded)
        close = IconButton("cross", self.tr("Close"), self, size="small")
        close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 4, 16, 5)
        row.setSpacing(8)
        row.addWidget(IconLabel("info", self, role="warning"))
        row.addWidget(self._text, 1)
        row.addWidget(discard)
        row.addWidget(close)

    def say(self, at: datetime | None) -> None:
        """From when they are."""
        when = f"{labels.day(at.date())} {at.strftime('%H:%M')}" if at else ""
        text = (
            self.tr("Words not saved on {when} are back.").format(when=when)
            if at
            else self.tr("Words not saved are back.")
        )
        self._text.setText(text)
        self.setAccessibleName(text)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), appearance.current().warning_soft)
        painting.under(painter, self.rect())


class AskClient(QWidget):
    """A new visit asks for its client first."""

    chosen = Signal(str, str)

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = ClientField(tasks, self)
        appearance.scaled(self.field.setFixedWidth, 400)
        self.field.chosen.connect(self.chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(8)
        column.addWidget(PlainLabel(self.tr("Whom do you visit?"), self, face="head", bold=True))
        column.addWidget(self.field)
        column.addWidget(Hint(self.tr("Two letters of pinyin are enough. Enter takes the first hit."), self))
        column.addStretch(1)

    def start(self) -> None:
        """Empty, with the focus."""
        self.field.set_client("", "")
        self.field.setFocus()
