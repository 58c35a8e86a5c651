"""One gift, given or received: what, to whom, why, and where it comes from (D-7.1, D-7.2)."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFocusEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kam_desktop import runtime
from kam_desktop.core import gifts
from kam_desktop.core.errors import Invalid, KamError
from kam_desktop.core.gifts import GiftDraft
from kam_desktop.core.rules import amounts
from kam_desktop.core.rules.kinds import Entity, GiftCategory, GiftDirection, GiftOccasion, Verdict
from kam_desktop.ui import fonts, labels
from kam_desktop.ui.gifts.limits import LimitsPanel, Weighed, weigh, width
from kam_desktop.ui.gifts.parts import Band, Whom, choices, prose, read_whom
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.page import Page
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.buttons import PlainButton, PrimaryButton
from kam_desktop.ui.widgets.client_field import ClientField
from kam_desktop.ui.widgets.date_field import DateField
from kam_desktop.ui.widgets.forms import FormColumn
from kam_desktop.ui.widgets.panel import ScrollBody
from kam_desktop.ui.widgets.texts import PlainLabel

_WAIT_MS = 120
_CLIENTS_OWN = ""


class GiftPage(Page):
    """Route ``gift``: a new one; ``client_id``, ``contact_id``, ``visit_id``, ``touch_id`` are filled in."""

    concerns: ClassVar[frozenset[Entity]] = frozenset({Entity.CONTACT, Entity.CLIENT, Entity.GIFT, Entity.SETTING})

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tasks = tasks
        self._route = Route("gift")
        self._is_started = False
        self._generation = 0
        self._asked = 0
        self._contact_wanted = ""
        self._is_saving = False
        self._wait = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._wait.timeout.connect(self._weigh)
        self._make_editors()
        self._lay_out()
        self._connect()

    def _make_editors(self) -> None:
        self.client = ClientField(self.tasks, self)
        self.contact = QComboBox(self)
        self.item = QLineEdit(self)
        self.category = choices(GiftCategory, self)
        self.occasion = choices(GiftOccasion, self)
        self.direction = choices(GiftDirection, self)
        self.value = QLineEdit(self)
        self.value.setPlaceholderText(self.tr("e.g. 268 or 268.00"))
        self.on = DateField(runtime.today(), self, prefer="past")
        self.origin = prose(self)
        self.origin.setPlaceholderText(self.tr("From where, and why this one"))
        self.manner = QLineEdit(self)
        self.manner.setPlaceholderText(self.tr("e.g. by hand, by post"))
        self.reception = QLineEdit(self)
        self.reception.setPlaceholderText(self.tr("How it was received"))
        self.reason = prose(self)
        self.panel = LimitsPanel(self)
        self.panel.setFixedWidth(width())
        self.save_button = PrimaryButton(self.tr("Save the gift"), self, keys="Ctrl+Enter")
        self.cancel_button = PlainButton(self.tr("Cancel"), self, keys="Esc")

    def _lay_out(self) -> None:
        body = ScrollBody(self)
        body.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body.column.setContentsMargins(24, 16, 24, 16)
        self.form = self._make_form()
        self.form.setMaximumWidth(fonts.px(720))
        body.column.addWidget(self.form)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(body, 1)
        row.addWidget(self.panel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._make_head())
        column.addLayout(row, 1)
        column.addWidget(self._make_foot())

    def _make_head(self) -> QWidget:
        head = Band(self, is_head=True)
        head.setFixedHeight(fonts.px(48))
        row = QHBoxLayout(head)
        row.setContentsMargins(16, 0, 16, 1)
        row.addWidget(PlainLabel(self.tr("New gift"), head, face="title", bold=True))
        row.addStretch(1)
        return head

    def _make_form(self) -> FormColumn:
        form = FormColumn(self)
        form.add_row(
            ("client_id", self.tr("Client"), self.client, 3),
            ("contact_id", self.tr("Person"), self.contact, 2),
        )
        form.add_row(
            ("direction", self.tr("Given or received"), self.direction, 1),
            ("on", self.tr("Date"), self.on, 1),
            ("occasion", self.tr("Occasion"), self.occasion, 1),
        )
        form.add_row(
            ("item", self.tr("Gift"), self.item, 2), ("category", self.tr("Category"), self.category, 1),
            ("value", self.tr("Value in yuan"), self.value, 1),
        )  # fmt: skip
        form.add(
            "origin",
            self.tr("Origin"),
            self.origin,
            hint=self.tr("Needed: where it comes from and why you chose it."),
        )
        self._reason_field = form.add("override_reason", self.tr("Reason and who approved"), self.reason)
        self._reason_field.hide()
        form.add_row(
            ("manner", self.tr("Handed over"), self.manner, 1),
            ("reception", self.tr("Reception"), self.reception, 2),
        )
        form.add_stretch()
        return form

    def _make_foot(self) -> QWidget:
        foot = Band(self, is_head=False)
        foot.setProperty("ground", "raised")
        foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 9, 16, 8)
        row.setSpacing(8)
        self._why_not = PlainLabel("", foot, role="danger", elide=True)
        row.addWidget(self._why_not, 1)
        row.addWidget(self.cancel_button)
        row.addWidget(self.save_button)
        return foot

    def _connect(self) -> None:
        self.client.chosen.connect(self._on_client)
        self.client.textEdited.connect(lambda _text: self._later())
        for line in (self.item, self.value, self.on):
            line.textChanged.connect(lambda _text: self._later())
        for box in (self.contact, self.category, self.direction):
            box.currentIndexChanged.connect(lambda _at: self._later())
        self.direction.currentIndexChanged.connect(lambda _at: self._on_direction())
        self.origin.textChanged.connect(self._later)
        self.save_button.clicked.connect(self.save)
        self.cancel_button.clicked.connect(self._leave)
        for keys in ("Ctrl+Return", "Ctrl+Enter", "Ctrl+S"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.save_button.click)

    # --- what the window asks of a page

    def title(self) -> str:
        """For the window."""
        return self.tr("New gift")

    def keys(self) -> list[tuple[str, str]]:
        """For F1."""
        return [("Ctrl+Enter", self.tr("Save the gift")), ("F6", self.tr("Limits"))]

    def show_route(self, route: Route) -> None:
        """Another gift starts empty; the same route again keeps what is typed."""
        if self._is_started and route == self._route:
            return
        self._route, self._is_started = route, True
        self._start()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The window gives the focus to the page; it belongs where one writes first."""
        super().focusInEvent(event)
        self._first_editor().setFocus(event.reason())

    def _first_editor(self) -> QWidget:
        return self.item if self._route.args.get("client_id") else self.client

    def next_pane(self) -> None:
        """F6."""
        target = self.item if self.panel.isAncestorOf(self.focusWidget() or self.item) else self.panel
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def reload(self) -> None:
        """The client's people and the limits may have changed; what is typed stays."""
        if self.client.client_id:
            self._read_client(self.client.client_id, str(self.contact.currentData() or ""))

    # --- filling

    def _start(self) -> None:
        args = self._route.args
        self.form.set_errors({})
        self.client.set_client("", "")
        for line in (self.item, self.value, self.manner, self.reception):
            line.clear()
        for text in (self.origin, self.reason):
            text.clear()
        self.category.setCurrentIndex(self.category.findData(GiftCategory.OTHER))
        self.occasion.setCurrentIndex(self.occasion.findData(GiftOccasion.OTHER))
        self.direction.setCurrentIndex(self.direction.findData(GiftDirection.GIVEN))
        on = args.get("on")
        self.on.set_value(on if isinstance(on, date) else runtime.today())
        self._show_people(())
        self.panel.clear()
        self._show_verdict(None)
        if client_id := str(args.get("client_id") or ""):
            self._read_client(client_id, str(args.get("contact_id") or ""))
        self._first_editor().setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_client(self, client_id: str, contact_id: str) -> None:
        self._read_client(client_id, contact_id)
        self.item.setFocus(Qt.FocusReason.OtherFocusReason)

    def _read_client(self, client_id: str, contact_id: str) -> None:
        self._generation += 1
        self._contact_wanted = contact_id
        self.tasks.read(
            self,
            lambda session: read_whom(session, client_id),
            done=partial(self._show_whom, self._generation),
        )

    def _show_whom(self, generation: int, whom: Whom) -> None:
        if generation != self._generation:
            return
        self.client.set_client(whom.client_id, whom.name)
        self._show_people(whom.people)
        wanted = self._contact_wanted or (whom.people[0][0] if whom.people else _CLIENTS_OWN)
        self.contact.setCurrentIndex(max(0, self.contact.findData(wanted)))
        self._later()

    def _show_people(self, people: Sequence[tuple[str, str]]) -> None:
        self.contact.blockSignals(True)
        self.contact.clear()
        for contact_id, name in people:
            self.contact.addItem(name, contact_id)
        self.contact.addItem(self.tr("The client as a whole"), _CLIENTS_OWN)
        self.contact.blockSignals(False)

    def _on_direction(self) -> None:
        is_given = self.direction.currentData() == GiftDirection.GIVEN
        hint = self.tr("From where, and why this one") if is_given else self.tr("Why it was given to you")
        self.origin.setPlaceholderText(hint)

    # --- weighing

    def _later(self) -> None:
        self._wait.start()

    def _weigh(self) -> None:
        """Judge what is typed so far; an unreadable value counts as nothing until it is saved."""
        draft = self._draft(amounts.minor(self.value.text()) or 0, self.on.value() or runtime.today())
        self._asked += 1
        if not draft.client_id:
            self.panel.clear()
            self._show_verdict(None)
            return
        asked = self._asked
        self.tasks.read(
            self,
            lambda session: weigh(session, draft),
            done=lambda found: self._on_weighed(asked, draft, found),
        )

    def _on_weighed(self, asked: int, draft: GiftDraft, weighed: Weighed) -> None:
        if asked == self._asked:
            self.panel.show_weighed(weighed, draft)
            self._show_verdict(self.panel.verdict)

    def _show_verdict(self, verdict: Verdict | None) -> None:
        """What is forbidden cannot be saved; what is unusual asks for its reason."""
        is_forbidden = verdict is Verdict.FORBIDDEN
        self._why_not.setText(self.panel.words[0] if is_forbidden and self.panel.words else "")
        self.save_button.setEnabled(not is_forbidden)
        self.save_button.setToolTip(self._why_not.text())
        self._reason_field.setVisible(verdict is Verdict.NEEDS_APPROVAL)

    # --- saving

    def _draft(self, value_minor: int, on: date) -> GiftDraft:
        args = self._route.args
        return GiftDraft(
            client_id=self.client.client_id,
            contact_id=str(self.contact.currentData() or "") or None,
            item=self.item.text(),
            on=on,
            category=GiftCategory(self.category.currentData()),
            value_minor=value_minor,
            occasion=GiftOccasion(self.occasion.currentData()),
            origin=self.origin.toPlainText(),
            manner=self.manner.text(),
            reception=self.reception.text(),
            direction=GiftDirection(self.direction.currentData()),
            visit_id=str(args.get("visit_id") or "") or None,
            touch_id=str(args.get("touch_id") or "") or None,
            override_reason=self.reason.toPlainText(),
        )

    def save(self) -> None:
        """Record it; what cannot be read is told beside its field."""
        errors = self._unreadable()
        self.form.set_errors(errors)
        value, on = amounts.minor(self.value.text()), self.on.value()
        if errors or value is None or on is None or self._is_saving:
            return
        draft, today = self._draft(value, on), runtime.today()
        self._is_saving = True
        self.tasks.write(
            self,
            lambda session: gifts.record(session, draft, today=today),
            done=lambda _made: self._on_saved(),
            failed=self._show_error,
            finished=self._on_write_over,
            said=self.tr("The gift is recorded"),
        )

    def _unreadable(self) -> dict[str, str]:
        errors = {}
        if not self.client.client_id:
            errors["client_id"] = self.tr("Choose the client from the list.")
        if self.on.value() is None:
            errors["on"] = self.tr("Write a date as 9-16 or 2026-09-16.")
        if amounts.minor(self.value.text()) is None:
            errors["value"] = self.tr("Write the value as 268 or 268.00.")
        return errors

    def _show_error(self, error: KamError) -> None:
        if not (isinstance(error, Invalid) and self.form.takes(error, labels.sentence(error))):
            self.tasks.refused.emit(error)
        elif error.field == "override_reason":
            self._reason_field.show()
            self.reason.setFocus()

    def _on_write_over(self) -> None:
        self._is_saving = False

    def _on_saved(self) -> None:
        self._leave()

    def _leave(self) -> None:
        """Back to the visit it belongs to, or to the list."""
        self._is_started = False
        visit_id = str(self._route.args.get("visit_id") or "")
        self.navigate.emit(Route("visit", visit_id) if visit_id else Route("gifts"))
