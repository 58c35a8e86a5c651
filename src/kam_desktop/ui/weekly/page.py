"""The week's report: drafted from the log, changed by hand, kept, looked at and printed (D-6.5)."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any, ClassVar, NamedTuple

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from kam_desktop import runtime
from kam_desktop.core import weekly
from kam_desktop.core.rules.kinds import Channel, Entity
from kam_desktop.core.weekly import WeeklyReport, WeekTexts
from kam_desktop.documents import weekly_report
from kam_desktop.ui import appearance, labels
from kam_desktop.ui.autosave import Autosave, Work
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.page import Page, add_key
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.buttons import IconButton, PrimaryButton, QuietButton
from kam_desktop.ui.widgets.date_field import DateField
from kam_desktop.ui.widgets.figure import Figure
from kam_desktop.ui.widgets.forms import FormColumn
from kam_desktop.ui.widgets.page_head import PageHead
from kam_desktop.ui.widgets.panel import ScrollBody
from kam_desktop.ui.widgets.text_box import TextBox

_CALLS = (Channel.CALL, Channel.MESSAGE, Channel.EMAIL)


class _Whose(NamedTuple):
    """Whose report of which days."""

    manager: str
    first_on: date
    last_on: date


class WeeklyPage(Page):
    """Route ``weekly``, with ``first_on``, ``last_on`` and ``manager`` where another week is meant."""

    concerns: ClassVar[frozenset[Entity]] = frozenset(
        {Entity.VISIT, Entity.INTERACTION, Entity.COMMITMENT, Entity.TOUCH, Entity.CLIENT}
    )

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tasks = tasks
        self._shown: _Whose | None = None
        self._is_filling = self._is_kept = False
        self._found: WeeklyReport | None = None
        self.autosave = Autosave(tasks, self, self._to_save)
        self.autosave.saved.connect(self._on_saved)
        self._make_parts()
        self._lay_out()
        self._connect()

    def _make_parts(self) -> None:
        today = runtime.today()
        self.head = PageHead(self.tr("Weekly report"), self)
        self.preview = PrimaryButton(self.tr("Preview"), self, icon="document", keys="Ctrl+P", size="small")
        self.head.add_tool(self.autosave.label)
        self.head.add_tool(self.preview)
        self.before = IconButton("chevron-left", self.tr("The week before"), self, keys="PgUp", is_framed=True)
        self.after = IconButton("chevron-right", self.tr("The week after"), self, keys="PgDown", is_framed=True)
        self.first, self.last = DateField(today, self, prefer="past"), DateField(today, self, prefer="past")
        self.manager = QComboBox(self)
        self.manager.addItem(self.tr("All managers"), "")
        first, last = weekly.week_of(today)
        self.first.set_value(first)
        self.last.set_value(last)
        self.figures = [
            Figure(text, self, has_note=False)
            for text in (
                self.tr("Visits"),
                self.tr("Clients met"),
                self.tr("Calls, messages"),
                self.tr("Promises kept"),
            )
        ]
        self.summary, self.plans, self.problems = (TextBox("", self, lines=lines, grows=False) for lines in (5, 6, 4))
        self.again = QuietButton(self.tr("Draft from the log"), self, icon="refresh", size="small")

    def _lay_out(self) -> None:
        self.form = FormColumn(self)
        days = QWidget(self)
        row = QHBoxLayout(days)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for part, stretch in ((self.before, 0), (self.first, 1), (self.last, 1), (self.after, 0), (self.manager, 1)):
            row.addWidget(part, stretch)
        days.setFocusProxy(self.first)
        for field, name in (
            (self.first, self.tr("From")),
            (self.last, self.tr("To")),
            (self.manager, self.tr("Manager")),
        ):
            field.setAccessibleName(name)
        self.form.add("to", self.tr("Days and manager"), days)
        band = QWidget(self)
        told = QHBoxLayout(band)
        told.setContentsMargins(0, 0, 0, 0)
        told.setSpacing(32)
        for figure in self.figures:
            told.addWidget(figure)
        told.addStretch(1)
        self.form.add_widget(band)
        self.form.add("summary", self.tr("This week"), self.summary)
        self.form.add("plans", self.tr("Next week"), self.plans)
        self.form.add("problems", self.tr("Problems and help wanted"), self.problems)
        foot = QWidget(self)
        last = QHBoxLayout(foot)
        last.setContentsMargins(0, 0, 0, 0)
        last.addWidget(self.again)
        last.addStretch(1)
        self.form.add_widget(foot)
        appearance.scaled(self.form.setMaximumWidth, 720)
        body = ScrollBody(self)
        body.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body.column.setContentsMargins(16, 16, 16, 24)
        body.column.addWidget(self.form)
        body.column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(body, 1)

    def _connect(self) -> None:
        self.before.clicked.connect(partial(self._step, -1))
        self.after.clicked.connect(partial(self._step, 1))
        self.first.changed.connect(lambda _day: self._turn())
        self.last.changed.connect(lambda _day: self._turn())
        self.manager.currentIndexChanged.connect(lambda _at: self._turn())
        for box in (self.summary, self.plans, self.problems):
            box.textChanged.connect(self._on_typed)
        self.again.clicked.connect(self._draft_again)
        self.preview.clicked.connect(self.print_page)
        for keys, by in (("PgUp", -1), ("PgDown", 1)):
            add_key(self, keys, partial(self._step, by))

    def title(self) -> str:
        return self.tr("Weekly report")

    def keys(self) -> list[tuple[str, str]]:
        return [
            ("Ctrl+P", self.tr("Preview")),
            ("PgUp", self.tr("The week before")),
            ("PgDown", self.tr("The week after")),
        ]

    def show_route(self, route: Route) -> None:
        args = route.args
        if args:
            self.autosave.flush_if_due()
            self._set_days(
                *(date.fromisoformat(str(args[name])) if args.get(name) else None for name in ("first_on", "last_on"))
            )
            self._choose_manager(str(args.get("manager", "")))
        self.mark_stale()
        self.summary.setFocus(Qt.FocusReason.OtherFocusReason)

    def reload(self) -> None:
        """Read the days; texts that a person is typing stay."""
        whose, today = self._whose(), runtime.today()
        if whose is None:
            return
        self.head.loading.start()

        def work(session: Any) -> tuple[list[str], WeeklyReport]:
            made = weekly.report(
                session, first_on=whose.first_on, last_on=whose.last_on, today=today, manager=whose.manager
            )
            return weekly.managers(session), made

        self.tasks.read(
            self, work, done=partial(self._show, whose), failed=self.tasks.refused.emit,
            finished=self.head.loading.stop, after_writes=True,
        )  # fmt: skip

    def _show(self, whose: _Whose, found: tuple[list[str], WeeklyReport]) -> None:
        if whose != self._whose():
            return
        managers, made = found
        self._found = made
        with QSignalBlocker(self.manager):
            for name in managers:
                if self.manager.findData(name) < 0:
                    self.manager.addItem(name, name)
        calls = sum(made.by_channel()[channel] for channel in _CALLS)
        for figure, value in zip(
            self.figures, (len(made.visits), made.clients_met, calls, len(made.kept)), strict=True
        ):  # fmt: skip
            figure.show_value(str(value))
        self.head.set_subtitle(weekly_report.period_name(made.first_on, made.last_on, labels.language()))
        if whose != self._shown:
            self.autosave.flush_if_due()
        if not self.autosave.is_due(whose) and (whose != self._shown or not self._is_kept):
            self._fill(made.texts or weekly_report.drafted(made, labels.language()))
            self.autosave.note_read(whose, made.texts.revision if made.texts else 0)
        self._is_kept = self._is_kept if whose == self._shown else made.texts is not None
        if whose != self._shown:
            self.autosave.label.setText("")
        self._shown = whose

    def _fill(self, texts: WeekTexts) -> None:
        self._is_filling = True
        for box, text in ((self.summary, texts.summary), (self.plans, texts.plans), (self.problems, texts.problems)):
            box.setPlainText(text)
        self._is_filling = False

    def _whose(self) -> _Whose | None:
        first, last = self.first.value(), self.last.value()
        if first is None or last is None:
            return None
        return _Whose(str(self.manager.currentData() or ""), first, last)

    def _set_days(self, first: date | None, last: date | None) -> None:
        if first is not None:
            self.first.set_value(first)
            self.last.set_value(last or first + timedelta(days=6))

    def _choose_manager(self, name: str) -> None:
        with QSignalBlocker(self.manager):
            if name and self.manager.findData(name) < 0:
                self.manager.addItem(name, name)
            self.manager.setCurrentIndex(max(0, self.manager.findData(name)))

    def _step(self, by: int) -> None:
        """A week on, or back; other lengths of days go by their own length."""
        whose = self._whose()
        if whose is None:
            return
        self.autosave.flush_if_due()
        move = timedelta(days=by * ((whose.last_on - whose.first_on).days + 1))
        self._set_days(whose.first_on + move, whose.last_on + move)
        self.reload()

    def _turn(self) -> None:
        self.autosave.flush_if_due()
        self.reload()

    def _on_typed(self) -> None:
        if not self._is_filling and self._shown is not None:
            self._is_kept = True
            self.autosave.start()

    def _draft_again(self) -> None:
        if self._found is not None:
            self._fill(weekly_report.drafted(self._found, labels.language()))
            self._on_typed()

    def texts(self) -> WeekTexts:
        """What stands there now."""
        return WeekTexts(self.summary.toPlainText(), self.plans.toPlainText(), self.problems.toPlainText())

    def _to_save(self) -> Work | None:
        whose, texts = self._shown, self.texts()
        if whose is None:
            return None
        days = whose._asdict()
        return Work(
            whose, lambda session, revision: weekly.keep(session, **days, texts=replace(texts, revision=revision)),
            lambda session: weekly.unite(session, **days, texts=texts),
        )  # fmt: skip

    def _on_saved(self, whose: _Whose, is_united: bool) -> None:
        if is_united and whose == self._shown:
            self._is_kept = False  # what stands there is not all that is kept
            self.reload()

    def print_page(self) -> None:
        """The report as it stands; what was typed a moment ago is in it."""
        self.autosave.flush_if_due()
        whose = self._whose()
        if whose is None:
            return
        args = {
            "paper": "weekly", "manager": whose.manager, "first_on": whose.first_on.isoformat(),
            "last_on": whose.last_on.isoformat(),
        }  # fmt: skip
        self.tasks.read(
            self, lambda _session: None, after_writes=True,
            done=lambda _none: self.navigate.emit(Route("preview", "", args)),
        )  # fmt: skip
