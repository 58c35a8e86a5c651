"""What can be done with the chosen visits at once: hand their reports in, call plans off."""

from collections.abc import Sequence
from functools import partial
from typing import Any, NamedTuple

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from kam_desktop import runtime
from kam_desktop.core import visits
from kam_desktop.core.errors import Invalid, KamError
from kam_desktop.ui import labels
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.buttons import PlainButton
from kam_desktop.ui.widgets.popover import Popover
from kam_desktop.ui.widgets.texts import PlainLabel


class ChosenBar(QWidget):
    """Under the list, while several visits are chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._said = PlainLabel("", self)
        self.submit = PlainButton(self.tr("Submit reports"), self, keys="S", size="small")
        self.cancel = PlainButton(self.tr("Call plans off …"), self, keys="X", size="small")
        self.export = PlainButton(self.tr("Export …"), self, keys="E", size="small")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(8)
        row.addWidget(self._said, 1)
        row.addWidget(self.export)
        row.addWidget(self.submit)
        row.addWidget(self.cancel)
        self.hide()

    def show_count(self, count: int) -> None:
        """How many are chosen; one is the ordinary case and needs no bar."""
        self._said.setText(self.tr("%n visit(s) chosen", "", count))
        self.setVisible(count > 1)


class ReasonPopover(Popover):
    """Why the chosen plans are called off."""

    def __init__(self, page: QWidget, anchor: QWidget) -> None:
        super().__init__(page, anchor, self.tr("Why are they called off?"))
        self.line = QLineEdit(self)
        self.line.setAccessibleName(self.tr("Reason"))
        self.add_line(self.line, self.tr("Call off"))
        self.present(self.line)

    def submit(self) -> None:
        if self.line.text().strip():
            self.chosen.emit(self.line.text().strip())
        else:
            self.show_error(labels.sentence(Invalid("reason", "visit.cancel_needs_reason")))


class Outcome(NamedTuple):
    """How many were changed, and what was said of the others."""

    done: int
    problems: tuple[KamError, ...]


class ListActs(QObject):
    """Each act is one transaction and one undo; what does not fit is left as it is, and told."""

    def __init__(self, tasks: Tasks, page: QWidget) -> None:
        super().__init__(page)
        self._tasks, self._page = tasks, page
        self.question: ReasonPopover | None = None

    def submit(self, ids: Sequence[str]) -> None:
        """Hand in the reports among these."""
        self._run(lambda session: _each(ids, partial(visits.submit, session)), self.tr("Reports submitted"))

    def ask_cancel(self, ids: Sequence[str], anchor: QWidget) -> None:
        """Call off the plans among these, after asking why."""
        if ids:
            self.question = ReasonPopover(self._page, anchor)
            self.question.chosen.connect(lambda reason: self._cancel(ids, str(reason)))
            self.question.closed.connect(self._on_closed)

    def _on_closed(self) -> None:
        self.question = None

    def _cancel(self, ids: Sequence[str], reason: str) -> None:
        if self.question is not None:
            self.question.dismiss()
        today = runtime.today()
        off = partial(_cancel, reason=reason, today=today)
        self._run(lambda session: _each(ids, partial(off, session)), self.tr("Plans called off"))

    def _run(self, work: Any, said: str) -> None:
        self._tasks.write(self._page, work, done=lambda outcome: self._tell(outcome), said=said)

    def _tell(self, outcome: Outcome) -> None:
        if len(outcome.problems) == 1:
            self._tasks.refused.emit(outcome.problems[0])
        elif outcome.problems:
            first = labels.sentence(outcome.problems[0]).rstrip("。.")
            self._tasks.refused.emit(
                KamError("visit.some_left", done=outcome.done, n=len(outcome.problems), first=first)
            )


def _each(ids: Sequence[str], act: Any) -> Outcome:
    done, problems = 0, []
    for visit_id in ids:
        try:
            act(visit_id)
            done += 1
        except KamError as error:
            problems.append(error)
    if not done and problems:
        raise problems[0]
    return Outcome(done, tuple(problems))


def _cancel(session: Any, visit_id: str, *, reason: str, today: Any) -> None:
    visits.cancel(session, visit_id, reason=reason, today=today)
