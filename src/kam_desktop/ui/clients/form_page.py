"""What the forms of this folder share: save, an autosaved draft that is never lost, and a clash of edits.

A form is opened with a record, keeps what is typed under ``client:<id>`` or ``contact:<id>`` every half
second, and shows it again when the form is next opened, however it was left.
"""

from functools import partial
from typing import Any, NamedTuple

from PySide6.QtCore import Qt, QTime
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kam_desktop.core import drafts
from kam_desktop.core.custom_fields import Field
from kam_desktop.core.errors import Conflict, Invalid, KamError
from kam_desktop.ui import appearance, labels, tabbing
from kam_desktop.ui.clients.inputs import Inputs, TwoColumns, Values
from kam_desktop.ui.clients.merging import Merged, merge
from kam_desktop.ui.clients.notice_bar import NoticeBar
from kam_desktop.ui.draft_keeper import DraftKeeper
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.page import Page, add_key
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.buttons import PlainButton, PrimaryButton
from kam_desktop.ui.widgets.panel import ScrollBody
from kam_desktop.ui.widgets.progress import LoadingLine
from kam_desktop.ui.widgets.texts import PlainLabel, Rule


class Opened(NamedTuple):
    """A record as a form shows it. ``stored`` is its draft with the revision; ``kept`` is unsaved text.

    ``fields`` are those that the users defined; ``beside`` is what the editors need to know before they are
    filled: whom to offer.
    """

    name: str
    under: str
    values: Values
    stored: Any
    kept: Any
    under_id: str = ""
    fields: tuple[Field, ...] = ()
    beside: Any = None


class FormPage(Page):
    """Head with save, the notice bar, and the fields, which scroll."""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tasks = tasks
        self.route = Route("")
        self.opened: Opened | None = None
        self._key = ""
        self._is_dirty = self._is_saving = self._is_clash = False
        self._keeper = DraftKeeper(tasks, self)
        self._keeper.due.connect(self.keep)
        self._keeper.kept.connect(self._on_kept)
        self.inputs = Inputs(self)
        self.columns = TwoColumns(self)
        self._make_head()
        self._lay_out()
        self.fill_columns(self.columns)
        self.setFocusProxy(next(iter(self.columns.left.fields.values())).editor)
        self.inputs.changed.connect(self._on_changed)
        self.inputs.left.connect(self._on_left)
        for keys in ("Ctrl+S", "Ctrl+Return"):
            add_key(self, keys, self.save)

    # --- what a form says of itself ----------------------------------------------------------------------

    def fill_columns(self, columns: TwoColumns) -> None:
        """Put the fields in, left to right."""
        raise NotImplementedError

    def key_of(self, route: Route) -> str:
        """The key that unsaved text is kept under."""
        raise NotImplementedError

    def open_record(self, session: Any, route: Route) -> Opened:
        """Read the record and what was kept; runs in the background."""
        raise NotImplementedError

    def wrong(self, name: str, values: Values) -> str:
        """What is wrong with a field, as a sentence, or nothing."""
        raise NotImplementedError

    def draft_from(self, values: Values, opened: Opened) -> Any:
        """The frozen draft for core: what was not touched stays exactly as it was."""
        raise NotImplementedError

    def store(self, session: Any, route: Route, draft: Any) -> str:
        """Save through core; returns the record's id."""
        raise NotImplementedError

    def after_saving(self, record_id: str) -> Route:
        """Where to go then."""
        raise NotImplementedError

    def head_text(self, name: str) -> str:
        """The title; ``name`` is empty for a new record."""
        raise NotImplementedError

    # --- parts -------------------------------------------------------------------------------------------

    def _make_head(self) -> None:
        self._title = PlainLabel("", self, face="title", bold=True, elide=True)
        self._under = PlainLabel("", self, role="muted", elide=True)
        self._state = PlainLabel("", self, face="label", role="muted")
        self.head_row = QHBoxLayout()
        self.head_row.setContentsMargins(16, 0, 16, 0)
        self.head_row.setSpacing(12)
        self._cancel = PlainButton(self.tr("Back"), self, keys="Esc")
        self._cancel.clicked.connect(self._go_back)
        self.save_button = PrimaryButton(self.tr("Save"), self, keys="Ctrl+S")
        self.save_button.clicked.connect(self.save)
        for widget in (self._title, self._under):
            self.head_row.addWidget(widget)
        self.head_row.addStretch(1)
        for part in (self._state, self._cancel, self.save_button):
            self.head_row.addWidget(part)
        for button in (self._cancel, self.save_button):  # a long name gives way first
            button.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def _lay_out(self) -> None:
        head = QWidget(self)
        head.setLayout(self.head_row)
        appearance.scaled(head.setFixedHeight, 56)
        self._loading = LoadingLine(self)
        self.notice = NoticeBar(self)
        self.notice.first.clicked.connect(self._on_first)
        self.notice.second.clicked.connect(self._take_theirs)
        body = ScrollBody(self)
        body.column.setContentsMargins(16, 12, 16, 24)
        body.column.setSpacing(12)
        body.column.addWidget(self.notice)
        body.column.addWidget(self.columns, 1)
        self.body = body
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (head, Rule(self), self._loading):
            column.addWidget(widget)
        column.addWidget(body, 1)

    def title(self) -> str:
        return self._title.text()

    def keys(self) -> list[tuple[str, str]]:
        return [("Ctrl+S", self.tr("Save")), ("Esc", self.tr("Back; what was typed is kept"))]

    # --- opening -----------------------------------------------------------------------------------------

    def show_route(self, route: Route) -> None:
        """The same record again keeps what is on the screen, and says that it is not saved; another one is read."""
        key = self.key_of(route)
        if key == self._key and self._is_dirty:
            if not self.isVisible() and not self._is_clash:
                self._tell_kept()
            return
        self.keep()
        self.route, self._key, self.opened = route, key, None
        self._is_dirty = False
        self.setEnabled(False)
        self.mark_stale()

    def reload(self) -> None:
        """Read the record; never over what a person has typed."""
        if self._is_dirty or not self._key:
            return
        self._loading.start()
        route, key = self.route, self._key
        self.tasks.read(
            self,
            lambda session: self.open_record(session, route),
            done=partial(self._show, key),
            failed=self._on_missing,
            finished=self._loading.stop,
            after_writes=True,
        )

    def _show(self, key: str, opened: Opened) -> None:
        if key != self._key or self._is_dirty:
            return
        self.opened = opened
        self.setEnabled(True)
        self._head(opened)
        self.offer(opened)
        self.inputs.fill(opened.values)
        self.columns.set_errors({})
        self.notice.say("")
        self._state.setText("")
        self.filled()
        kept = self._keeper.pending(key) or opened.kept
        if kept:
            self._restore(opened, kept)
        tabbing.follow(self._column)  # lines of a field were made anew
        first = self.columns.left.fields
        wanted = str(self.route.args.get("focus", "")) or next(iter(first))
        for column in (self.columns.left, self.columns.right):
            if wanted in column.fields:
                column.fields[wanted].editor.setFocus(Qt.FocusReason.OtherFocusReason)
                self.body.ensureWidgetVisible(column.fields[wanted])

    def offer(self, opened: Opened) -> None:
        """The fields are about to be filled: what they offer may change with the record."""

    def filled(self) -> None:
        """The fields were filled with a record."""

    def _head(self, opened: Opened) -> None:
        self._title.setText(self.head_text(opened.name))
        self._under.setText(opened.under)
        self.title_changed.emit(self.title())

    def _restore(self, opened: Opened, kept: Any) -> None:
        joined = merge(kept["base"], kept["values"], opened.values)
        if joined.values == opened.values:
            return
        self.inputs.fill(joined.values)
        self._is_dirty = True
        if kept["revision"] != opened.stored.revision and (joined.taken or joined.clashing):
            self._tell_clash(joined)
        else:
            self._tell_kept()

    def _tell_kept(self) -> None:
        self.notice.say(self.tr("What you had not saved is here again."), self.tr("Discard it"))

    def _on_missing(self, error: KamError) -> None:
        self.tasks.refused.emit(error)
        self.navigate.emit(Route("clients"))

    # --- typing ------------------------------------------------------------------------------------------

    def _on_changed(self, name: str) -> None:
        self._is_dirty = True
        self.columns.set_error(name, "")
        self._keeper.start()
        self.typed(name)

    def typed(self, name: str) -> None:
        """A person changed a field."""

    def _on_left(self, name: str) -> None:
        if self.opened is not None and self._is_dirty:
            self.columns.set_error(name, self.wrong(name, self.inputs.values()))

    def keep(self) -> None:
        """Keep what is typed in the store, now."""
        self._keeper.stop()
        if not self._is_dirty or self.opened is None or self._is_saving:
            return
        revision = self.opened.stored.revision
        body = {"values": self.inputs.values(), "base": self.opened.values, "revision": revision}
        self._keeper.keep(self._key, body)

    def _on_kept(self, key: str) -> None:
        if key == self._key and self._is_dirty:
            now = QTime.currentTime().toString("HH:mm")
            self._state.setText(self.tr("Kept automatically at {time}").format(time=now))

    def hideEvent(self, event: QHideEvent) -> None:
        self.keep()
        super().hideEvent(event)

    def on_escape(self) -> bool:
        """Esc asks nothing: the text is kept, and the window goes back."""
        self.keep()
        return False

    def discard(self) -> None:
        """Forget what was not saved and show the record as it is."""
        key = self._key
        self._keeper.forget(key)
        self._is_dirty = False
        self.notice.say("")
        self.tasks.write(self, lambda session: drafts.drop(session, key), done=lambda _: self.reload())

    # --- saving ------------------------------------------------------------------------------------------

    def save(self) -> None:
        """Ctrl+S. What is wrong is told beside its field, and nothing is saved then."""
        if self.opened is None or self._is_saving:
            return
        values = self.inputs.values()
        errors = {name: text for name in values if (text := self.wrong(name, values))}
        self.columns.set_errors(errors)
        if errors:
            return
        try:
            draft = self.draft_from(values, self.opened)
        except Invalid as error:
            self._refused(error)
            return
        self._write(draft)

    def _write(self, draft: Any) -> None:
        self._keeper.stop()
        self._is_saving = True
        self.columns.setEnabled(False)
        route, key = self.route, self._key

        def work(session: Any) -> str:
            saved = self.store(session, route, draft)
            drafts.drop(session, key)
            return saved

        self.tasks.write(
            self, work, done=partial(self._saved, key), failed=self._refused, finished=self._ended,
            said=self.tr("{name} saved").format(name=draft.name),
        )  # fmt: skip

    def _ended(self) -> None:
        self._is_saving = False
        self.columns.setEnabled(True)

    def _saved(self, key: str, record_id: str) -> None:
        self._keeper.forget(key)
        if key != self._key:
            return
        self._is_dirty = False
        target = self.after_saving(record_id)
        self._key, self.opened = "", None
        if self.isVisible():
            self.navigate.emit(target)

    def _refused(self, error: KamError) -> None:
        self._ended()
        if isinstance(error, Conflict):
            self.keep()
            self._join()
        elif isinstance(error, Invalid) and self._has_field(error.field):
            self.columns.set_errors({error.field: labels.sentence(error)})
        else:
            self.tasks.refused.emit(error)

    def _has_field(self, name: str) -> bool:
        return name in self.columns.left.fields or name in self.columns.right.fields

    # --- a clash of edits --------------------------------------------------------------------------------

    def _join(self) -> None:
        """Read the record as it is now and join both edits."""
        route = self.route
        self.tasks.read(
            self, lambda session: self.open_record(session, route), done=partial(self._joined, self._key),
            failed=self._on_missing,
        )  # fmt: skip

    def _joined(self, key: str, now: Opened) -> None:
        if key != self._key or self.opened is None:
            return
        joined = merge(self.opened.values, self.inputs.values(), now.values)
        self.opened = now
        self.inputs.fill(joined.values)
        self._tell_clash(joined)

    def _tell_clash(self, joined: Merged) -> None:
        self.notice.say_clash(joined)
        self._is_clash = True

    def _on_first(self) -> None:
        """The first button of the notice: save over the clash, or discard what was restored."""
        if self._is_clash:
            self._is_clash = False
            self.notice.say("")
            self.save()
        else:
            self.discard()

    def _take_theirs(self) -> None:
        self._is_clash = False
        self.discard()

    def _go_back(self) -> None:
        """Where Esc would lead, for the mouse."""
        self.keep()
        self.navigate.emit(self.back_route())

    def back_route(self) -> Route:
        """Where the button "Back" leads."""
        raise NotImplementedError
