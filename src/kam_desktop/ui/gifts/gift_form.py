"""One gift, given or received: what, to whom, why, and where it comes from (D-7.1, D-7.2)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kam_desktop import runtime
from kam_desktop.core import contacts, gifts, settings, whose
from kam_desktop.core.errors import Invalid, KamError
from kam_desktop.core.gifts import GiftDraft
from kam_desktop.core.rules import approvers
from kam_desktop.core.rules.kinds import Entity, Verdict
from kam_desktop.ui import appearance, labels
from kam_desktop.ui.gifts.form_foot import FormFoot
from kam_desktop.ui.gifts.gift_fields import GiftFields
from kam_desktop.ui.gifts.gift_reading import Weighed, weigh
from kam_desktop.ui.gifts.ideas_panel import IdeasPanel
from kam_desktop.ui.gifts.limits import WIDTH, LimitsPanel
from kam_desktop.ui.gifts.parts import Band, Whom, read_whom
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.page import Page, add_key, holds_focus
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.buttons import PlainButton
from kam_desktop.ui.widgets.panel import ScrollBody
from kam_desktop.ui.widgets.texts import PlainLabel

_WAIT_MS = 120


class GiftForm(Page):
    """Route ``gift_form``: a new one; ``client_id``, ``contact_id``, ``visit_id``, ``touch_id`` are filled in.

    With the id of a gift: what takes its place, filled in with what was written down.
    """

    concerns: ClassVar[frozenset[Entity]] = frozenset({Entity.CONTACT, Entity.CLIENT, Entity.GIFT, Entity.SETTING})

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tasks = tasks
        self._route = Route("gift_form")
        self._is_started = False
        self._generation = 0
        self._asked = 0
        self._contact_wanted = ""
        self._old: GiftDraft | None = None
        self._is_saving = False
        self._lead = ""
        self._wait = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._wait.timeout.connect(self._weigh)
        self._make_editors()
        self._lay_out()
        self._connect()

    def _make_editors(self) -> None:
        self.form = GiftFields(self.tasks, self)
        self.panel = LimitsPanel(self)
        appearance.scaled(self.panel.setFixedWidth, WIDTH)
        self.ideas = IdeasPanel(self.tasks, self.form, self.panel, self)
        appearance.scaled(self.ideas.setFixedWidth, WIDTH)
        self.ideas_button = PlainButton(self.tr("Ideas"), self, icon="star", keys="Alt+I", size="small")
        self.foot = FormFoot(self)

    def _lay_out(self) -> None:
        body = ScrollBody(self)
        body.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body.column.setContentsMargins(16, 16, 16, 16)
        appearance.scaled(self.form.setMaximumWidth, 720)
        body.column.addWidget(self.form)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(body, 1)
        row.addWidget(self.panel)
        row.addWidget(self.ideas)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._make_head())
        column.addLayout(row, 1)
        column.addWidget(self.foot)

    def _make_head(self) -> QWidget:
        head = Band(self, is_head=True)
        appearance.scaled(head.setFixedHeight, 48)
        row = QHBoxLayout(head)
        row.setContentsMargins(16, 0, 16, 1)
        self._heading = PlainLabel(self.tr("New gift"), head, face="title", bold=True)
        row.addWidget(self._heading)
        row.addStretch(1)
        row.addWidget(self.ideas_button)
        return head

    def _connect(self) -> None:
        self.form.changed.connect(self._wait.start)
        self.form.client.chosen.connect(self._on_client)
        self.form.origins.card_asked.connect(self._ask_card)
        for button in (self.foot.save_button, self.foot.given_button):
            button.clicked.connect(self.save)
        self.foot.ask_button.clicked.connect(self.ask)
        self.foot.cancel_button.clicked.connect(self._leave)
        self.ideas_button.clicked.connect(lambda: self.ideas.turn(self._draft()))
        for keys, act in (
            ("Alt+I", self.ideas_button.click), ("Alt+A", self.foot.press_ask), ("Ctrl+Return", self.foot.go_on),
            ("Ctrl+Enter", self.foot.go_on), ("Ctrl+S", self.foot.go_on),
        ):  # fmt: skip
            add_key(self, keys, act)

    # --- what the window asks of a page

    def title(self) -> str:
        """For the window."""
        return self.tr("Correct a gift") if self._route.id else self.tr("New gift")

    def keys(self) -> list[tuple[str, str]]:
        """For F1."""
        return [
            ("Ctrl+Enter", self.tr("Save the gift, or ask for approval where it is needed")),
            ("Alt+I", self.tr("Ideas")),
            ("F6", self.tr("Limits")),
        ]

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
        return self.form.item if self._route.id or self._route.args.get("client_id") else self.form.client

    def on_escape(self) -> bool:
        """Puts the ideas away first."""
        return self.ideas.put_away()

    def next_pane(self) -> None:
        """F6."""
        target = self.form.item if holds_focus(self.panel) else self.panel
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def reload(self) -> None:
        """The client's people and the limits may have changed; what is typed stays."""
        if self.form.client.client_id:
            self._read_client(self.form.client.client_id, str(self.form.contact.currentData() or ""))

    # --- filling

    def _start(self) -> None:
        args, self._old = self._route.args, None
        self._heading.setText(self.title())
        self.form.origins.card_button.setVisible(bool(self._route.id))
        on = args.get("on")
        self.form.clear(on if isinstance(on, date) else runtime.today())
        self.panel.clear()
        self.ideas.put_away()
        self.ideas_button.setVisible(not self._route.id)
        self._show_verdict(None)
        self.tasks.read(self, _lead, done=self._offer_lead)
        if stock_id := str(args.get("stock_id") or ""):
            self.ideas.take_from_stock(stock_id)
        if self._route.id:
            self._read_old(self._route.id)
        elif client_id := str(args.get("client_id") or ""):
            self._read_client(client_id, str(args.get("contact_id") or ""))
        self._first_editor().setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer_lead(self, lead: str) -> None:
        """Whoever is asked unless somebody else is named."""
        self._lead = lead
        self.form.approver.setPlaceholderText(lead or self.tr("Somebody else than you"))

    def _read_old(self, gift_id: str) -> None:
        self.tasks.read(
            self, lambda session: _old(session, gift_id), done=partial(self._fill, gift_id), failed=self._on_gone
        )  # fmt: skip

    def _fill(self, gift_id: str, found: tuple[GiftDraft, str]) -> None:
        old, person = found
        if gift_id != self._route.id:
            return
        self._old = old
        self.form.fill(old, person)
        self._read_client(old.client_id, old.contact_id or "")

    def _on_gone(self, error: KamError) -> None:
        self.tasks.refused.emit(error)
        self._leave()

    def _on_client(self, client_id: str, contact_id: str) -> None:
        self._read_client(client_id, contact_id)
        self.form.item.setFocus(Qt.FocusReason.OtherFocusReason)

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
        self.form.show_whom(whom, self._contact_wanted, is_kept=self._old is not None)
        self._wait.start()

    # --- weighing

    def _weigh(self) -> None:
        """Judge what is typed so far; an unreadable value counts as nothing until it is saved."""
        draft, but = self._draft(), self._route.id
        self._asked += 1
        if not draft.client_id:
            self.panel.clear()
            self._show_verdict(None)
            return
        asked = self._asked
        self.tasks.read(
            self,
            lambda session: weigh(session, draft, but),
            done=lambda found: self._on_weighed(asked, draft, found),
        )

    def _on_weighed(self, asked: int, draft: GiftDraft, weighed: Weighed) -> None:
        if asked == self._asked:
            self.panel.show_weighed(weighed, draft)
            self._show_verdict(self.panel.verdict)

    def _show_verdict(self, verdict: Verdict | None) -> None:
        """What is unusual asks for its reason."""
        self.form.show_approval(verdict is Verdict.NEEDS_APPROVAL)
        reason = next(iter(self.panel.words), "")
        self.foot.show_verdict(
            verdict, self._draft(), today=runtime.today(), reason=reason, is_correction=bool(self._route.id)
        )

    # --- saving

    def _draft(self) -> GiftDraft:
        """What is typed, with what the form does not show."""
        args, old, typed = self._route.args, self._old, self.form.draft(runtime.today())
        if old is not None:
            return replace(typed, visit_id=old.visit_id, touch_id=old.touch_id, stock_id=old.stock_id)
        visit_id, touch_id, stock_id = (
            str(args.get(name) or "") or None for name in ("visit_id", "touch_id", "stock_id")
        )
        return replace(typed, visit_id=visit_id, touch_id=touch_id, stock_id=stock_id)

    def save(self) -> None:
        """Record it; what cannot be read is told beside its field."""
        gift_id, today = self._route.id, runtime.today()

        def work(session: Any, draft: GiftDraft) -> str:
            if not gift_id:
                return gifts.record(session, draft, today=today)[0]
            return gifts.correct(session, gift_id, draft, today=today)[0]

        said = self.tr("The gift is corrected") if gift_id else self.tr("The gift is recorded")
        self._write(work, said, self._on_saved)

    def ask(self) -> None:
        """Ask somebody else, or keep what is planned; it is handed over from its own page."""
        today, lead = runtime.today(), self._lead
        self._write(
            lambda session, draft: gifts.propose(
                session, replace(draft, approver=draft.approver.strip() or lead), today=today
            )[0],
            self.tr("Approval is asked for") if self.form.reason.isVisible() else self.tr("The gift is planned"),
            self._on_asked,
        )

    def _write(self, work: Callable[[Any, GiftDraft], str], said: str, done: Callable[[str], None]) -> None:
        errors = self.form.unreadable()
        self.form.set_errors(errors)
        if errors or self._is_saving or (self._route.id and self._old is None):
            return
        draft, self._is_saving = self._draft(), True
        self.tasks.write(
            self, lambda session: work(session, draft), done=done, failed=self._show_error, finished=self._on_write_over,
            said=said,
        )  # fmt: skip

    def _show_error(self, error: KamError) -> None:
        if not (isinstance(error, Invalid) and self.form.takes(error, labels.sentence(error))):
            self.tasks.refused.emit(error)
        elif error.field in ("override_reason", "approver"):
            self.form.show_approval(True)
            (self.form.reason if error.field == "override_reason" else self.form.approver).setFocus()

    def _on_write_over(self) -> None:
        self._is_saving = False

    def _on_saved(self, made: str) -> None:
        if self._route.id:
            self._is_started = False
            self.navigate.emit(Route("gift", made, {"replace": True}))
        else:
            self._leave()

    def _on_asked(self, made: str) -> None:
        self._is_started = False
        self.navigate.emit(Route("gift", made, {"replace": True}))

    def _ask_card(self) -> None:
        """The story card of the gift as it is kept."""
        self.navigate.emit(Route("preview", self._route.id, {"paper": "story_card"}))

    def _leave(self) -> None:
        """Back to where one came from; else to the gift that is corrected, to the visit it belongs to, or to the list."""
        self._is_started = False
        gift_id, visit_id = self._route.id, str(self._route.args.get("visit_id") or "")
        page = "gift" if gift_id else "visit" if visit_id else "gifts"
        self.navigate.emit(Route(page, gift_id or visit_id, {"back": "gift_form"}))


def _lead(session: Any) -> str:
    """Who decides; nobody where that is the user, who cannot approve what they give."""
    lead = str(settings.get(session, "lead"))
    return "" if approvers.may_be_same(lead, whose.me(session)) else lead


def _old(session: Any, gift_id: str) -> tuple[GiftDraft, str]:
    """The gift as it was written down, and its person, who may have left since."""
    draft = gifts.draft_of(gifts.get(session, gift_id))
    return draft, contacts.get(session, draft.contact_id).name if draft.contact_id else ""
