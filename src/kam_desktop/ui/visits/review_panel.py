"""Above a report that was handed in: what the lead remarked, to be answered; taking back; correcting (D-6.1, D-6.5)."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from kam_desktop import runtime
from kam_desktop.core import visit_reviews, visit_versions, visits
from kam_desktop.core.rules.kinds import VisitState
from kam_desktop.core.visit_reviews import Remark, Reviewer
from kam_desktop.ui import appearance, fonts, labels, painting
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.reports import wording
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.buttons import PlainButton, QuietButton
from kam_desktop.ui.widgets.icon_label import IconLabel
from kam_desktop.ui.widgets.panel import ScrollBody
from kam_desktop.ui.widgets.texts import Hint, PlainLabel

_MOST_HEIGHT = 168  # of the remarks; more of them scroll


@dataclass(frozen=True)
class Standing:
    """Where a report stands between manager and lead."""

    visit_id: str
    state: VisitState
    version: int
    versions: int
    manager: str
    reviewer: Reviewer
    remarks: tuple[Remark, ...]

    @property
    def open(self) -> int:
        """Remarks that are not dealt with."""
        return sum(each.settled_at is None for each in self.remarks)


def read(visit_id: str, session: Any) -> Standing:
    """The standing of a visit."""
    row = visits.get(session, visit_id)
    count = len(visit_versions.versions(session, visit_id)) if row.version > 1 else 1
    return Standing(
        visit_id, VisitState(row.state), row.version, count, row.owner, visit_reviews.reviewer(session),
        visit_reviews.of_visit(session, visit_id),
    )  # fmt: skip


class ReviewPanel(QWidget):
    """Reads and writes by itself; the page says which visit, and hears which field is asked for."""

    field_asked = Signal(str)
    navigate = Signal(object)
    shown = Signal()

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._id = ""
        self.standing: Standing | None = None
        self.rows: list[RemarkRow] = []
        self._answered = ""  # the remark that was answered last, from which the focus goes on
        self._icon = IconLabel("info", self)
        self._text = PlainLabel("", self, elide=True)
        self.withdraw = PlainButton(self.tr("Take back"), self, icon="undo", size="small")
        self.correct = PlainButton(self.tr("Correct"), self, icon="edit", size="small")
        self.give_up = QuietButton(self.tr("Give the correction up"), self, size="small")
        self.versions = QuietButton(self.tr("What differs"), self, size="small")
        self._lay_out()
        self.withdraw.clicked.connect(self._withdraw)
        self.correct.clicked.connect(self._correct)
        self.give_up.clicked.connect(self._give_up)
        self.versions.clicked.connect(lambda: self.navigate.emit(Route("versions", self._id)))
        self.hide()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(24, 4, 16, 5)
        head.setSpacing(8)
        head.addWidget(self._icon)
        head.addWidget(self._text, 1)
        for button in (self.versions, self.give_up, self.correct, self.withdraw):
            head.addWidget(button)
        self._scroll = ScrollBody(self)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._list = self._scroll.column
        self._list.setContentsMargins(24, 0, 16, 8)
        self._list.setSpacing(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._scroll)

    def show_visit(self, visit_id: str) -> None:
        """Read this visit's standing; without an id there is nothing to show."""
        if visit_id != self._id:
            self.hide()
            self.standing = None
        self._id = visit_id
        if visit_id:
            self._tasks.read(
                self, partial(read, visit_id), done=partial(self._show, visit_id), failed=lambda _error: self.hide()
            )

    def _show(self, visit_id: str, found: Standing) -> None:
        if visit_id != self._id:
            return
        typed = {row.remark.id: row.line.text() for row in self.rows}
        self.standing = found
        icon, text, role = self._words(found)
        self._icon.set_icon(icon, role)
        self._text.setText(text)
        self.setAccessibleName(text)
        is_correction = found.version > 1 and found.state in visits.OPEN_STATES
        self.withdraw.setVisible(found.state is VisitState.SUBMITTED)
        self.correct.setVisible(found.state is VisitState.ACCEPTED)
        self.give_up.setVisible(is_correction)
        self.versions.setVisible(found.versions > 1)
        self._show_remarks(found, typed)
        self.setVisible(bool(text))
        self.update()
        self.shown.emit()

    def _words(self, found: Standing) -> tuple[str, str, str]:
        version = self.tr("Version {n}").format(n=found.version) if found.version > 1 else ""
        if found.state is VisitState.RETURNED:
            done = len(found.remarks) - found.open
            words = self.tr("Returned: {done} of {n} remarks dealt with").format(done=done, n=len(found.remarks))
            return "warning", _joined(version, words), "warning"
        if found.state is VisitState.SUBMITTED:
            waits = self.tr("Waits for {lead} to review it") if found.reviewer.lead else self.tr("Handed in")
            return "lock", _joined(version, waits.format(lead=found.reviewer.lead)), "muted"
        if found.state is VisitState.ACCEPTED:
            return "lock", _joined(version, self.tr("Accepted and locked; a correction is a new version")), "muted"
        if found.version > 1 and found.state is VisitState.REPORTED:
            words = self.tr("Correction of version {n}, not handed in yet").format(n=found.version - 1)
            return "edit", _joined(version, words), "muted"
        return "info", "", "muted"

    def _show_remarks(self, found: Standing, typed: dict[str, str]) -> None:
        held = next((row.remark.id for row in self.rows if row.line.hasFocus()), "")
        while (item := self._list.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        may_answer = found.state is VisitState.RETURNED
        self.rows = [RemarkRow(each, self, may_answer=may_answer) for each in found.remarks]
        for row in self.rows:
            row.line.setText(typed.get(row.remark.id, row.remark.answer))
            row.answered.connect(partial(self._answer, row.remark.id))
            row.reopened.connect(partial(self._reopen, row.remark.id))
            row.field_asked.connect(self.field_asked)
            self._list.addWidget(row)
        needed = sum(row.sizeHint().height() + 4 for row in self.rows) + 8
        self._scroll.setFixedHeight(min(needed, fonts.px(_MOST_HEIGHT)))
        self._scroll.setVisible(bool(self.rows))
        if self._answered:
            self._go_on()
        else:
            self._enter([row for row in self.rows if row.remark.id == held])

    def _enter(self, rows: list["RemarkRow"]) -> bool:
        """Give the focus to the first of these that can be answered."""
        row = next((each for each in rows if not each.line.isHidden()), None)
        if row is not None:
            row.show()
            row.line.setFocus(Qt.FocusReason.OtherFocusReason)
        return row is not None

    def _go_on(self) -> None:
        """After an answer to the next open remark, or back to the report."""
        at = next((place for place, row in enumerate(self.rows) if row.remark.id == self._answered), None)
        self._answered = ""
        if at is not None and not self._enter([*self.rows[at + 1 :], *self.rows[:at]]):
            self.field_asked.emit("")

    # --- writing

    def _answer(self, remark_id: str, text: str) -> None:
        self._answered = remark_id
        self._tasks.write(
            self, lambda s: visit_reviews.answer(s, remark_id, text), said=self.tr("Remark dealt with"),
            done=lambda _none: self.show_visit(self._id),
        )  # fmt: skip

    def _reopen(self, remark_id: str) -> None:
        self._tasks.write(
            self, lambda s: visit_reviews.reopen(s, remark_id), done=lambda _none: self.show_visit(self._id)
        )

    def _withdraw(self) -> None:
        visit_id = self._id
        self._tasks.write(self, lambda s: visits.withdraw(s, visit_id), said=self.tr("The report is taken back"))

    def _correct(self) -> None:
        visit_id = self._id
        self._tasks.write(
            self, lambda s: visit_versions.correct(s, visit_id), said=self.tr("A new version to write on"),
            done=self._go,
        )  # fmt: skip

    def _give_up(self) -> None:
        visit_id, today = self._id, runtime.today()
        self._tasks.write(
            self, lambda s: visit_versions.drop(s, visit_id, today=today), said=self.tr("The correction is given up"),
            done=self._go,
        )  # fmt: skip

    def _go(self, visit_id: str) -> None:
        self.navigate.emit(Route("visit", visit_id, {"replace": True}))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme = QPainter(self), appearance.current()
        is_returned = self.standing is not None and self.standing.state is VisitState.RETURNED
        painter.fillRect(self.rect(), theme.warning_soft if is_returned else theme.raised)
        painting.under(painter, self.rect())


class RemarkRow(QWidget):
    """One remark: the field it is on, what it says, and a line for the answer."""

    answered = Signal(str)
    reopened = Signal()
    field_asked = Signal(str)

    def __init__(self, remark: Remark, parent: QWidget | None = None, *, may_answer: bool) -> None:
        super().__init__(parent)
        self.remark = remark
        self.jump = QuietButton(wording.field_name(remark.field), self, size="small")
        self.jump.setEnabled(bool(remark.field))
        self.jump.clicked.connect(lambda: self.field_asked.emit(remark.field))
        quote = self.tr("“{quote}” ").format(quote=remark.quote) if remark.quote else ""
        text = PlainLabel(f"{quote}{remark.text}", self, elide=True)
        text.setToolTip(self.tr("{author}, {when}").format(author=remark.author, when=labels.moment(remark.at)))
        self.line = QLineEdit(self)
        self.line.setProperty("extent", "small")
        self.line.setMaxLength(8_000)
        self.line.setPlaceholderText(self.tr("Answer, may stay empty"))
        self.line.setAccessibleName(self.tr("Answer to: {text}").format(text=remark.text))
        self.done = PlainButton(self.tr("Done"), self, icon="check", size="small")
        self.done.setAccessibleName(self.tr("Done: {text}").format(text=remark.text))
        self.again = QuietButton(self.tr("Not yet"), self, size="small")
        is_open = remark.settled_at is None
        answer = Hint(remark.answer or (self.tr("dealt with") if not is_open else ""), self, role="ok", wrap=False)
        self.line.setVisible(may_answer and is_open)
        self.done.setVisible(may_answer and is_open)
        self.again.setVisible(may_answer and not is_open)
        answer.setVisible(not is_open)
        self.line.returnPressed.connect(self._answer)
        self.done.clicked.connect(self._answer)
        self.again.clicked.connect(self.reopened)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(IconLabel("note" if is_open else "check", self, role="warning" if is_open else "ok"))
        row.addWidget(self.jump)
        row.addWidget(text, 3)
        row.addWidget(answer, 0)
        row.addWidget(self.line, 2)
        row.addWidget(self.done)
        row.addWidget(self.again)

    def _answer(self) -> None:
        self.answered.emit(self.line.text().strip())


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
