"""A client changes hands: to whom, from when, what to read first, the split; the book; and the change (D-12.1)."""

from dataclasses import replace
from functools import partial
from typing import Any, ClassVar, NamedTuple

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kam_desktop import runtime
from kam_desktop.core import clients, handovers
from kam_desktop.core.client_book import Talk
from kam_desktop.core.errors import Invalid, KamError, NotFound
from kam_desktop.core.handovers import POINTS, HandoverDraft
from kam_desktop.core.rules.kinds import Entity
from kam_desktop.documents import handover_book
from kam_desktop.ui import appearance, labels
from kam_desktop.ui.autosave import Autosave, Work
from kam_desktop.ui.handover.split_field import SplitField
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.page import Page, add_key
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.buttons import PlainButton, PrimaryButton, QuietButton
from kam_desktop.ui.widgets.date_field import DateField
from kam_desktop.ui.widgets.forms import FormColumn
from kam_desktop.ui.widgets.page_head import PageHead
from kam_desktop.ui.widgets.panel import ScrollBody
from kam_desktop.ui.widgets.text_box import TextBox
from kam_desktop.ui.widgets.texts import Hint


class _Read(NamedTuple):
    """What the page shows of a client."""

    name: str
    owner: str
    draft: HandoverDraft | None
    clues: tuple[Talk, ...]
    receivers: list[str]


class HandoverPage(Page):
    """Route ``handover`` with the client's id. What is written is kept as it is typed."""

    concerns: ClassVar[frozenset[Entity]] = frozenset({Entity.CLIENT})

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tasks = tasks
        self._client_id = self._shown_id = ""
        self._name = ""
        self._clues: tuple[Talk, ...] = ()
        self._is_filling = False
        self.autosave = Autosave(tasks, self, self._to_save)
        self.autosave.saved.connect(self._on_saved)
        self._make_parts()
        self._lay_out()
        self._connect()

    def _make_parts(self) -> None:
        self.head = PageHead(self.tr("Handover"), self)
        self.preview = PlainButton(self.tr("Preview the book"), self, icon="document", keys="Ctrl+P", size="small")
        self.act = PrimaryButton(self.tr("Hand over"), self, keys="Ctrl+Enter", size="small")
        for tool in (self.autosave.label, self.preview, self.act):
            self.head.add_tool(tool)
        self.to = QComboBox(self)
        self.to.setEditable(True)
        self.to.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.on = DateField(runtime.today(), self)
        self.points = [QLineEdit(self) for _ in range(POINTS)]
        for at, line in enumerate(self.points, start=1):
            line.setAccessibleName(self.tr("Point {n}").format(n=at))
            line.setPlaceholderText(str(at))
        self.again = QuietButton(self.tr("Draft from the facts"), self, icon="refresh", size="small")
        self.split = SplitField(self)
        self.notes = TextBox("", self, lines=4, grows=False)

    def _lay_out(self) -> None:
        self.form = FormColumn(self)
        self.form.add_row(
            ("to_owner", self.tr("To whom"), self.to, 2), ("on", self.tr("From when"), self.on, 1)
        )  # fmt: skip
        box = QWidget(self)
        lines = QVBoxLayout(box)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(4)
        for line in self.points:
            lines.addWidget(line)
        row = QHBoxLayout()
        row.addWidget(self.again)
        row.addStretch(1)
        lines.addLayout(row)
        box.setFocusProxy(self.points[0])
        self.form.add("points", self.tr("Five things to read first"), box)
        self.form.add("split", self.tr("Commission by dates"), self.split)
        self.form.add("notes", self.tr("Remarks"), self.notes)
        about = self.tr("All that is planned goes along; the change can be undone. Taboos and likes are in the book.")
        self.form.add_widget(Hint(about, self))
        body = ScrollBody(self)
        body.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body.column.setContentsMargins(16, 16, 16, 24)
        appearance.scaled(self.form.setMaximumWidth, 640)
        body.column.addWidget(self.form)
        body.column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(body, 1)
        self.setFocusProxy(self.to)

    def _connect(self) -> None:
        self.to.currentTextChanged.connect(self._on_named)
        self.on.changed.connect(lambda _day: self._on_typed())
        for line in self.points:
            line.textEdited.connect(lambda _text: self._on_typed())
        self.split.changed.connect(self._on_typed)
        self.notes.textChanged.connect(self._on_typed)
        self.again.clicked.connect(self._draft_again)
        self.preview.clicked.connect(self.print_page)
        self.act.clicked.connect(self.hand_over)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            add_key(self, keys, self.hand_over)

    def title(self) -> str:
        return self.tr("Handover")

    def keys(self) -> list[tuple[str, str]]:
        return [("Ctrl+P", self.tr("Preview the book")), ("Ctrl+Enter", self.tr("Hand over"))]

    def show_route(self, route: Route) -> None:
        client_id = route.id or str(route.args.get("client_id", ""))
        if client_id != self._client_id:
            self.autosave.flush_if_due()
            self._client_id, self._shown_id = client_id, ""
            self.mark_stale()
        self.to.setFocus(Qt.FocusReason.OtherFocusReason)

    def reload(self) -> None:
        """Read what is kept, unless something typed is not on the disk yet."""
        client_id, today = self._client_id, runtime.today()
        if not client_id or self.autosave.is_due(client_id):
            return
        self.head.loading.start()

        def work(session: Any) -> _Read:
            client = clients.get(session, client_id)
            return _Read(
                client.name, client.owner, handovers.kept(session, client_id),
                handovers.draft_clues(session, client_id, today=today), handovers.receivers(session, client_id),
            )  # fmt: skip

        self.tasks.read(
            self, work, done=partial(self._show, client_id), failed=self._not_read, finished=self.head.loading.stop
        )

    def _show(self, client_id: str, found: _Read) -> None:
        if client_id != self._client_id or self.autosave.is_due(client_id):
            return
        self._is_filling = True
        self._shown_id = client_id
        self._name, self._clues = found.name, found.clues
        draft = found.draft
        self.head.set_subtitle(
            self.tr("{client}, now with {owner}").format(client=found.name, owner=found.owner or "—")
        )
        self.to.clear()
        self.to.addItems(found.receivers)
        self.to.setCurrentText(draft.to_owner if draft else "")
        self.on.set_value(draft.on if draft else runtime.today())
        points = list(draft.points) if draft else self._drafted()
        for line, text in zip(self.points, [*points, *[""] * POINTS], strict=False):
            line.setText(text)
            line.setCursorPosition(0)
        self.split.set_parts(draft.split if draft else ())
        self.notes.setPlainText(draft.notes if draft else "")
        self.autosave.note_read(client_id, draft.revision if draft else 0)
        self.form.set_errors({})
        self._is_filling = False

    def _not_read(self, error: KamError) -> None:
        if isinstance(error, NotFound):
            self.navigate.emit(Route("clients"))
        else:
            self.tasks.refused.emit(error)

    def draft(self) -> HandoverDraft:
        """What the page says now."""
        return HandoverDraft(
            self.to.currentText().strip(), self.on.value() or runtime.today(),
            tuple(line.text().strip() for line in self.points), self.split.parts(), self.notes.toPlainText(),
            self.autosave.revision(self._client_id),
        )  # fmt: skip

    def _drafted(self) -> list[str]:
        return handover_book.points(self._clues, labels.language())

    def _draft_again(self) -> None:
        for line, text in zip(self.points, [*self._drafted(), *[""] * POINTS], strict=False):
            line.setText(text)
            line.setCursorPosition(0)
        self._on_typed()

    def _on_named(self, name: str) -> None:
        if name.strip():
            self.form.fields["to_owner"].set_error(None)
        self._on_typed()

    def _on_typed(self) -> None:
        if not self._is_filling and self._shown_id:
            self.autosave.start()

    def _to_save(self) -> Work | None:
        client_id, draft = self._shown_id, self.draft()
        if not client_id:
            return None
        return Work(
            client_id, lambda session, revision: handovers.save(session, client_id, replace(draft, revision=revision)),
            lambda session: handovers.unite(session, client_id, draft),
        )  # fmt: skip

    def _on_saved(self, client_id: str, is_united: bool) -> None:
        if client_id == self._client_id and (is_united or not self._shown_id):
            self.reload()

    def print_page(self) -> None:
        """The book as it stands; what was typed a moment ago is in it."""
        if not self._shown_id:
            return
        self.autosave.flush_if_due()
        draft, client_id = self.draft(), self._client_id
        args = {"paper": "handover", "to_manager": draft.to_owner, "first_on": draft.on.isoformat()}
        self.tasks.read(
            self, lambda _session: None, after_writes=True,
            done=lambda _none: self.navigate.emit(Route("preview", client_id, args)),
        )  # fmt: skip

    def hand_over(self) -> None:
        """The other manager becomes the owner, in one change that can be undone."""
        if not self._shown_id:
            return
        if self.autosave.is_due():
            self.autosave.flush_if_due()
            QTimer.singleShot(50, self, self.hand_over)
            return
        draft, client_id, today = self.draft(), self._client_id, runtime.today()
        self.form.set_errors({})
        said = self.tr("{client} is with {name} now").format(client=self._name, name=draft.to_owner)
        self.tasks.write(
            self, lambda session: handovers.hand_over(session, client_id, draft, today=today),
            done=lambda _batch: self.navigate.emit(Route("client", client_id)), failed=self._refuse, said=said,
        )  # fmt: skip

    def _refuse(self, error: KamError) -> None:
        if not (isinstance(error, Invalid) and self.form.takes(error, labels.sentence(error))):
            self.tasks.refused.emit(error)
