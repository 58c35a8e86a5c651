"""Many reports in one go: which, in which form, where to; the count, a way to stop, and what came of it (D-6.4)."""

from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kam_desktop import runtime
from kam_desktop.core import period_reports, settings, weekly
from kam_desktop.core.errors import KamError
from kam_desktop.core.rules.kinds import Entity
from kam_desktop.core.visit_period import Wanted as PeriodWanted
from kam_desktop.papers import Order, Outcome, Wanted, run
from kam_desktop.ui import labels
from kam_desktop.ui.exports.papers_form import Asked, PapersForm
from kam_desktop.ui.exports.writing import WritingPage
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.tasks import IsCancelled, Progress, Tasks
from kam_desktop.ui.widgets.buttons import PlainButton
from kam_desktop.ui.widgets.card import Card
from kam_desktop.ui.widgets.texts import Hint, PlainLabel

_SHOWN = 12  # failures by name


class PapersPage(WritingPage):
    """Route ``papers``: ``ids`` of visits, or ``paper`` and ``ids`` of clients, or ``first_on``, ``last_on``, ``manager``."""

    concerns: ClassVar[frozenset[Entity]] = frozenset({Entity.SETTING})

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(tasks, parent)
        self._folder: Path | None = None
        self.form = PapersForm(self)
        self.done = OutcomeCard(self)
        self.lay_out(self.tr("Export reports"), self.form, self.done)
        self.setFocusProxy(self.form.place)
        self._connect()

    def _connect(self) -> None:
        self.connect_writing(self.export)
        self.form.changed.connect(self.done.hide)
        self.done.button.clicked.connect(self._open_folder)

    def title(self) -> str:
        return self.tr("Export reports")

    def keys(self) -> list[tuple[str, str]]:
        return [("Ctrl+Enter", self.tr("Export")), ("Ctrl+O", self.tr("Choose the folder"))]

    def show_route(self, route: Route) -> None:
        if self._run is None:
            self.form.fill(route.args)
            self.done.hide()
        self.form.place.setFocus(Qt.FocusReason.OtherFocusReason)

    def reload(self) -> None:
        def work(session: Any) -> tuple[list[str], str]:
            return weekly.managers(session), str(settings.get(session, "file_name_pattern"))

        self.tasks.read(self, work, done=lambda found: self.form.offer(*found))

    def on_escape(self) -> bool:
        if self.done.isVisible():
            self.done.hide()
            return True
        return False

    def export(self) -> None:
        """Write them away from the window; nothing that is there already is overwritten."""
        asked = self.form.asked()
        if self._run is not None or asked is None:
            return
        if not asked.folder.is_dir():
            self.form.place_field.set_error(labels.say("error.export.no_folder", path=str(asked.folder)))
            self.form.place.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._folder = asked.folder
        today = runtime.today()

        def work(session: Any, progress: Progress, is_cancelled: IsCancelled) -> Outcome:
            order = Order(_wanted(session, asked), asked.folder, asked.ending, asked.lang, asked.is_merged)
            return run(session, order, today=today, progress=progress, is_cancelled=is_cancelled)

        self.done.hide()
        self._set_busy(True)
        self._run = self.tasks.read_long(
            self, work, done=self._show, failed=self._fail, finished=partial(self._set_busy, False),
            label=self.tr("Writing reports"),
        )  # fmt: skip

    def _show(self, made: Outcome) -> None:
        self.done.show_outcome(made)
        self._bring_into_view(self.done)

    def _fail(self, error: KamError) -> None:
        self.form.place_field.set_error(labels.sentence(error))

    def _set_busy(self, is_busy: bool) -> None:
        self.form.setEnabled(not is_busy)
        super()._set_busy(is_busy)

    def _open_folder(self) -> None:
        if self._folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))


def _wanted(session: Any, asked: Asked) -> tuple[Wanted, ...]:
    ids = asked.ids
    if ids is None:
        period = PeriodWanted(asked.first_on, asked.last_on, asked.manager, only_accepted=False)
        ids = tuple(period_reports.visit_ids(session, period))
    return tuple(Wanted(asked.kind, each) for each in ids)


class OutcomeCard(Card):
    """What was written and what was not."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.column.setContentsMargins(16, 12, 16, 12)
        self.column.setSpacing(8)
        self.head = PlainLabel("", self, bold=True, wrap=True)
        self.lines = Hint("", self)
        self.button = PlainButton(self.tr("Open the folder"), self, icon="folder")
        for widget in (self.head, self.lines):
            self.add(widget)
        row = QVBoxLayout()
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addLayout(row)
        self.hide()

    def show_outcome(self, made: Outcome) -> None:
        """Counts first, then each that failed with its reason."""
        if made.files:
            head = self.tr("%n file(s) written", "", len(made.files))
        else:
            head = self.tr("Nothing was written")
        self.head.setText(head)
        said = [path.name for path in made.files[:1]] if len(made.files) == 1 else []
        if made.is_cancelled:
            said.append(self.tr("Stopped; %n report(s) were not written.", "", made.left))
        elif made.left:
            said.append(self.tr("%n more were not tried.", "", made.left))
        if not made.files and not made.failures and not made.is_cancelled:
            said.append(self.tr("There is no visit in these days."))
        said += [f"{each.name or '—'}：{labels.sentence(each.error)}" for each in made.failures[:_SHOWN]]
        if len(made.failures) > _SHOWN:
            said.append(self.tr("%n more failed.", "", len(made.failures) - _SHOWN))
        if made.missing:
            shown = " ".join(made.missing[:12])
            said.append(
                self.tr("No font has these characters; they are printed as 〓: {characters}").format(characters=shown)
            )
        self.lines.setText("\n".join(said))
        self.lines.setVisible(bool(said))
        self.button.setVisible(bool(made.files))
        self.show()
        self.setFocus()

    def told(self) -> str:
        """All that it says."""
        return f"{self.head.text()}\n{self.lines.text()}"
