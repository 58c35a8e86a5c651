"""An event that strikes regions: entered once, and everybody there is on the call list (D-5.5)."""

from datetime import date
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from kam_desktop import runtime
from kam_desktop.core import drafts, environment_events
from kam_desktop.core.environment_events import EventDraft, Struck
from kam_desktop.core.errors import Invalid, KamError
from kam_desktop.core.rules.kinds import EnvironmentKind
from kam_desktop.ui import appearance, labels
from kam_desktop.ui.draft_keeper import DraftKeeper
from kam_desktop.ui.events.regions_field import RegionsField
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.page import Page, add_key
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.buttons import PlainButton, PrimaryButton
from kam_desktop.ui.widgets.date_field import DateField
from kam_desktop.ui.widgets.forms import FormColumn
from kam_desktop.ui.widgets.page_head import PageHead
from kam_desktop.ui.widgets.panel import ScrollBody
from kam_desktop.ui.widgets.text_box import TextBox

_KEY: Final = "event:new"


class EventForm(Page):
    """``Route("event_form")``. What was typed and not saved is there again."""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tasks = tasks
        self._is_dirty = self._is_saving = self._is_started = False
        self._counted = 0
        self._proposed = ""  # the script that came with the kind
        self._keeper = DraftKeeper(tasks, self)
        self._keeper.due.connect(self.keep)
        self._make_editors()
        self._lay_out()
        self._connect()
        self.clear()

    def _make_editors(self) -> None:
        self.kind = QComboBox(self)
        for kind in EnvironmentKind:
            self.kind.addItem(labels.name_of(kind), kind.value)
        self.name = QLineEdit(self)
        self.name.setPlaceholderText(self.tr("What it is called, as in the news"))
        self.name.setMaxLength(255)
        self.on = DateField(runtime.today(), self, prefer="past")
        self.regions = RegionsField(self)
        self.script = TextBox(lines=6)
        self.save_button = PrimaryButton(self.tr("Save and call"), self, icon="phone", keys="Ctrl+Enter")
        self.back_button = PlainButton(self.tr("Back"), self, keys="Esc")

    def _lay_out(self) -> None:
        self.form = FormColumn(self)
        self.form.add_row(
            ("kind", self.tr("Kind"), self.kind, 1), ("title", self.tr("Title"), self.name, 2),
            ("on", self.tr("Since"), self.on, 1),
        )  # fmt: skip
        self._count = self.form.add("region", self.tr("Regions"), self.regions)
        hint = self.tr("What to say, and what to pass on: shown beside each person on the call list.")
        self.form.add("script", self.tr("Script"), self.script, hint=hint, stretch=1)
        appearance.scaled(self.form.setMaximumWidth, 760)
        head = PageHead(self.tr("New event"), self)
        head.add_tool(self.back_button)
        head.add_tool(self.save_button)
        body = ScrollBody(self)
        body.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body.column.setContentsMargins(16, 16, 16, 16)
        body.column.addWidget(self.form, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(body, 1)
        self.setFocusProxy(self.kind)

    def _connect(self) -> None:
        self.kind.activated.connect(lambda _at: self._on_kind())
        self.name.textEdited.connect(partial(self._on_changed, "title"))
        self.on.textEdited.connect(partial(self._on_changed, "on"))
        self.on.changed.connect(partial(self._on_changed, "on"))
        self.script.textChanged.connect(partial(self._on_changed, "script"))
        self.regions.changed.connect(self._on_regions)
        self.regions.wrong.connect(self._refused)
        self.save_button.clicked.connect(self.save)
        self.back_button.clicked.connect(lambda: self.navigate.emit(Route("events")))
        for keys in ("Ctrl+Return", "Ctrl+Enter", "Ctrl+S"):
            add_key(self, keys, self.save)

    # --- what the window asks of a page

    def title(self) -> str:
        return self.tr("New event")

    def keys(self) -> list[tuple[str, str]]:
        return [("Ctrl+Enter", self.tr("Save and call")), ("Esc", self.tr("Back; what was typed is kept"))]

    def show_route(self, _route: Route) -> None:
        """A form that is empty looks for what was kept."""
        if not self._is_dirty:
            self.clear()
            self.mark_stale()

    def reload(self) -> None:
        """Take what was kept; never over what is typed."""
        if not self._is_dirty:
            self.tasks.read(self, lambda session: drafts.find(session, _KEY), done=self._restore, after_writes=True)

    def hideEvent(self, event: QHideEvent) -> None:
        self.keep()
        super().hideEvent(event)

    # --- filling

    def clear(self) -> None:
        """An event of today."""
        self._is_started = False
        self.kind.setCurrentIndex(0)
        self.name.clear()
        self.on.set_today(runtime.today())
        self.on.set_value(runtime.today())
        self.regions.set_codes(())
        self._propose()
        self._say_count(None)
        self.form.set_errors({})
        self._is_dirty, self._is_started = False, True

    def _restore(self, kept: Any) -> None:
        if not isinstance(kept, dict) or self._is_dirty:
            return
        self._is_started = False
        self.kind.setCurrentIndex(max(0, self.kind.findData(kept["kind"])))
        self._propose()
        self.name.setText(kept["title"])
        self.on.set_value(date.fromisoformat(kept["on"]) if kept["on"] else None)
        self.regions.set_codes(kept["regions"])
        self.script.setPlainText(kept["script"])
        self._is_dirty, self._is_started = True, True
        self._count_clients()

    def _propose(self) -> None:
        self._proposed = labels.say(f"script.{self.kind.currentData()}")
        self.script.setPlainText(self._proposed)

    def _on_kind(self) -> None:
        """The script follows the kind as long as nobody wrote one."""
        if self.script.toPlainText().strip() in ("", self._proposed):
            self._propose()
        self._on_changed("kind")

    def _on_changed(self, name: str, *_value: object) -> None:
        if not self._is_started:
            return
        self._is_dirty = True
        if name in self.form.fields and self.form.fields[name].error:
            self.form.fields[name].set_error(None)
        self._keeper.start()

    def _on_regions(self) -> None:
        self._on_changed("region")
        self._count_clients()

    def _count_clients(self) -> None:
        """How many will have to be called."""
        codes = self.regions.codes()
        self._counted += 1
        number = self._counted
        self.tasks.read_newest(
            self, lambda session: environment_events.count_struck(session, codes),
            done=lambda count: self._say_count(count if codes else None) if number == self._counted else None,
        )  # fmt: skip

    def _say_count(self, count: int | None) -> None:
        words = self.tr("%n client(s) there", "", count) if count is not None else ""
        self._count.set_hint(words)

    def struck_text(self) -> str:
        """What is said below the regions."""
        return self._count.hint

    def keep(self) -> None:
        """Keep what is typed in the store, now."""
        self._keeper.stop()
        if self._is_dirty and not self._is_saving:
            on = self.on.value()
            body = {
                "kind": self.kind.currentData(), "title": self.name.text(), "on": on.isoformat() if on else "",
                "regions": list(self.regions.codes()), "script": self.script.toPlainText(),
            }  # fmt: skip
            self._keeper.keep(_KEY, body)

    # --- saving

    def save(self) -> None:
        """Ctrl+Enter: enter it, and go to its call list."""
        if self._is_saving or not self.regions.take_line():
            return
        on, today = self.on.value(), runtime.today()
        if on is None:
            self.form.set_errors({"on": self.tr("Not a date. For instance 9-15.")})
            return
        kind = EnvironmentKind(self.kind.currentData())
        draft = EventDraft(kind, self.name.text(), self.regions.codes(), on, self.script.toPlainText())

        def work(session: Any) -> Struck:
            struck = environment_events.add(session, draft, today=today)
            drafts.drop(session, _KEY)
            return struck

        self._is_saving = True
        self._keeper.forget(_KEY)
        said = self.tr("{title} is entered").format(title=draft.title.strip())
        self.tasks.write(self, work, done=self._saved, failed=self._refused, finished=self._ended, said=said)

    def _ended(self) -> None:
        self._is_saving = False

    def _saved(self, struck: Struck) -> None:
        self.clear()
        if self.isVisible():
            self.navigate.emit(Route("calls", struck.event_id, {"replace": True}))

    def _refused(self, error: KamError) -> None:
        self._is_saving = False
        self.keep()
        if not (isinstance(error, Invalid) and self.form.takes(error, labels.sentence(error))):
            self.tasks.refused.emit(error)
