"""One gift: all its facts, what the rules said, and what it was before it was corrected (D-7.1, D-7.2)."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any, ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from kam_desktop import runtime
from kam_desktop.core import gift_chains, gifts
from kam_desktop.core.errors import KamError
from kam_desktop.core.gift_chains import GiftFacts, Step
from kam_desktop.core.rules.kinds import Entity, GiftDirection, GiftState, Verdict
from kam_desktop.ui import appearance, gift_words, labels
from kam_desktop.ui.gifts.next_step import NextStep
from kam_desktop.ui.gifts.receipts import Receipts
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.page import Page, add_key
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.badge import TierBadge
from kam_desktop.ui.widgets.buttons import PlainButton
from kam_desktop.ui.widgets.card import Card
from kam_desktop.ui.widgets.page_head import PageHead
from kam_desktop.ui.widgets.panel import ScrollBody
from kam_desktop.ui.widgets.texts import PlainLabel, SectionLabel

_ALWAYS: Final = frozenset(
    (
        "item",
        "category",
        "value_minor",
        "occasion",
        "direction",
        "on",
        "origin",
        "chosen_by",
        "handed_by",
        "story",
        "receipt",
    )
)

_RECEIVED: Final = frozenset(("reception", "reception_score"))  # in a place of their own


class GiftPage(Page):
    """Route ``gift`` with its id, also that of a row that was corrected since."""

    concerns: ClassVar[frozenset[Entity]] = frozenset({Entity.GIFT, Entity.CLIENT, Entity.CONTACT})

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tasks = tasks
        self.gift_id = ""
        self.facts: GiftFacts | None = None
        self.head = PageHead("", self)
        self.badge = TierBadge("-", self)
        self.head.add_before(self.badge)
        self.correct_button = PlainButton(self.tr("Correct"), self, icon="edit", keys="E")
        self.person_button = PlainButton(self.tr("Person"), self, icon="user", keys="P")
        self.visit_button = PlainButton(self.tr("Visit"), self, icon="visit", keys="V")
        self.client_button = PlainButton(self.tr("Client"), self, icon="clients", keys="C")
        self.card_button = PlainButton(self.tr("Story card"), self, icon="print", keys="S")
        self.step: NextStep | None = None
        self.body = ScrollBody(self)
        self.body.setAccessibleName(self.tr("Gift"))
        self.body.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.body.column.setContentsMargins(16, 16, 16, 24)
        self.body.column.setSpacing(12)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.body, 1)
        self._connect()
        self.setFocusProxy(self.body)

    def _connect(self) -> None:
        acts: tuple[tuple[str, PlainButton, Callable[[], None]], ...] = (
            ("E", self.correct_button, self._correct), ("P", self.person_button, self._open_person),
            ("V", self.visit_button, self._open_visit), ("C", self.client_button, self._open_client),
            ("S", self.card_button, self._open_card),
        )  # fmt: skip
        for keys, button, act in acts:
            self.head.add_tool(button)
            button.clicked.connect(act)
            add_key(self, keys, partial(_press, button))
        for keys in ("A", "X", "H", "R"):
            add_key(self, keys, partial(self._step_key, keys))

    def title(self) -> str:
        return self.facts.item if self.facts else ""

    def keys(self) -> list[tuple[str, str]]:
        return [
            ("E", self.tr("Correct: a new entry takes its place")),
            ("C", self.tr("Open the client")),
            ("P", self.tr("Open the person")),
            ("V", self.tr("Open the visit")),
            ("S", self.tr("Story card, to read or print")),
            ("A", self.tr("Approve")),
            ("X", self.tr("Decline")),
            ("H", self.tr("Handed over")),
            ("R", self.tr("How it was received")),
        ]

    def show_route(self, route: Route) -> None:
        if route.id != self.gift_id:
            self.gift_id = route.id
            self.mark_stale()

    def reload(self) -> None:
        gift_id = self.gift_id
        self.head.loading.start()
        self.tasks.read(
            self, lambda s: gift_chains.read(s, gift_id), done=partial(self._show, gift_id), failed=self._fail,
            finished=self.head.loading.stop,
        )  # fmt: skip

    def _fail(self, error: KamError) -> None:
        self.tasks.refused.emit(error)
        self.navigate.emit(Route("gifts", "", {"replace": True}))

    # --- what is shown -----------------------------------------------------------------------------------

    def _show(self, gift_id: str, facts: GiftFacts) -> None:
        if gift_id != self.gift_id:
            return
        self.facts = facts
        self.head.set_title(facts.item)
        self.head.set_subtitle(" · ".join((facts.client, labels.day(facts.on), labels.name_of(facts.state))))
        self.badge.set_tier(facts.tier or "-")
        can_correct = facts.is_current and facts.state is GiftState.DONE
        self.correct_button.setEnabled(can_correct)
        self.correct_button.setToolTip("" if can_correct else self.tr("Only the entry that holds is corrected."))
        self.card_button.setVisible(facts.is_current and facts.direction is GiftDirection.GIVEN)
        self.person_button.setVisible(bool(facts.contact_id))
        self.visit_button.setVisible(bool(facts.visit_id))
        inside = QWidget()
        appearance.scaled(inside.setMaximumWidth, 720)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        if not facts.is_current:
            column.addWidget(self._note(facts))
        self._add_step(column, facts)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for place, (label, text) in enumerate(self._lines(facts)):
            said = PlainLabel(text or "—", inside, role="text" if text else "muted", wrap=True)
            said.setAccessibleName(f"{label} {text or '—'}")
            grid.addWidget(PlainLabel(label, inside, role="muted"), place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(said, place, 1)
        column.addLayout(grid)
        column.addWidget(self._verdict(facts))
        if facts.is_current:
            column.addWidget(Receipts(self.tasks, facts.client_id, facts.id, inside))
        self._add_receptions(column, facts)
        self._add_chain(column, facts)
        column.addStretch(1)
        self._replace(inside)
        self.title_changed.emit(self.title())

    def _replace(self, inside: QWidget) -> None:
        column = self.body.column
        while (item := column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        column.addWidget(inside)

    def _note(self, facts: GiftFacts) -> Card:
        card = Card(tone="warning")
        if not facts.current_id:
            card.add_title(self.tr("This entry was taken back."))
            return card
        card.add_title(self.tr("This entry was corrected; another one holds now."))
        button = PlainButton(self.tr("Open what holds"), card, size="small")
        button.clicked.connect(lambda: self._go("gift", facts.current_id))
        card.column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _lines(self, facts: GiftFacts) -> list[tuple[str, str]]:
        """The facts; those that every gift should have also where nothing is known of them."""
        is_given = facts.direction is GiftDirection.GIVEN
        people = (facts.giver, facts.contact) if is_given else (facts.contact, facts.giver)
        kept: dict[str, Any] = {name: getattr(facts, name) for name in gift_words.ORDER}
        kept = {name: value for name, value in kept.items() if (value or name in _ALWAYS) and name not in _RECEIVED}
        whole = self.tr("The client as a whole")
        giver, receiver = (people[0], people[1] or whole) if is_given else (people[0] or whole, people[1])
        lines = [(gift_words.name(each), gift_words.value(each, kept[each], facts.currency)) for each in kept]
        if facts.via_name:
            lines = [
                (name, f"{text} {facts.via_name}") if name == gift_words.name("via") else (name, text)
                for name, text in lines
            ]
        return [*lines[:6], (self.tr("Giver"), giver), (self.tr("Receiver"), receiver), *lines[6:]]

    def _verdict(self, facts: GiftFacts) -> Card:
        is_usual = facts.verdict is Verdict.ALLOWED
        card = Card(tone="plain" if is_usual else "warning")
        card.add_title(self.tr("Rules"), labels.name_of(facts.verdict), bold=True)
        for each in facts.findings:
            card.add_line(labels.gift_rule(each.code, each.params), role="muted" if is_usual else "warning")
        if facts.override_reason:
            card.add_line(self.tr("Reason: {text}").format(text=facts.override_reason), role="text")
        if facts.approved_at:
            by = self.tr("Declined by {name}") if facts.state is GiftState.DECLINED else self.tr("Approved by {name}")
            said = ", ".join(filter(None, (by.format(name=facts.approver), facts.approval_remark)))
            card.add_line(said, labels.day(facts.approved_at.astimezone().date()), role="text")
        if facts.findings:
            card.add_line(gift_words.by_rules(facts.rules_version))
        return card

    def _add_step(self, column: QVBoxLayout, facts: GiftFacts) -> None:
        self.step = None
        if not facts.is_current or facts.state is GiftState.DECLINED:
            return
        self.step = NextStep(facts)
        self.step.decided.connect(self._decide)
        self.step.handed_over.connect(self._hand_over)
        self.step.withdrawn.connect(self._withdraw)
        self.step.noted.connect(self._note_reception)
        if facts.state is not GiftState.DONE:
            column.addWidget(self.step)

    def _add_receptions(self, column: QVBoxLayout, facts: GiftFacts) -> None:
        """How it was received, as it became known; a new note is added beneath."""
        if facts.state is not GiftState.DONE or self.step is None:
            return
        column.addWidget(SectionLabel(self.tr("How it was received")))
        if facts.reception or facts.reception_score:
            card = Card()
            if facts.reception_score:
                card.add_title(self.tr("{n} of 5").format(n=facts.reception_score), bold=True)
            for line in facts.reception.splitlines():
                card.add_line(line, role="text")
            for each in facts.receptions:
                card.add_line(
                    self.tr("Noted by {name}").format(name=each.author), labels.day(each.at.astimezone().date())
                )
            column.addWidget(card)
        column.addWidget(self.step)

    def _add_chain(self, column: QVBoxLayout, facts: GiftFacts) -> None:
        if len(facts.steps) < 2:
            return
        column.addWidget(SectionLabel(self.tr("Corrections")))
        for step in facts.steps:
            column.addWidget(self._step(step, facts))

    def _step(self, step: Step, facts: GiftFacts) -> Card:
        card = Card()
        day = labels.day(step.made_at.astimezone().date()) if step.made_at else ""
        title = self.tr("Corrected by {name}") if step.changed else self.tr("First written by {name}")
        card.add_title(title.format(name=step.author or "—"), day)
        for name, before, after in step.changed:
            was, now = (gift_words.value(name, each, facts.currency) or "—" for each in (before, after))
            said = self.tr("{field}: {before} → {after}")
            card.add_line(said.format(field=gift_words.name(name), before=was, after=now), role="text")
        if step.id != facts.id:
            button = PlainButton(self.tr("Open this entry"), card, size="small")
            button.clicked.connect(lambda: self._go("gift", step.id))
            card.column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    # --- what can be done --------------------------------------------------------------------------------

    def _step_key(self, keys: str) -> None:
        """A key of the next step, where it is offered."""
        step = self.step
        if step is None:
            return
        if step.decision is not None and keys in "AX":
            (step.decision.approve if keys == "A" else step.decision.decline).click()
        elif step.give_button is not None and keys == "H":
            step.give_button.click()
        elif step.reception is not None and keys == "R":
            step.reception.words.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _decide(self, is_approved: bool, approver: str, remark: str) -> None:
        gift_id = self.gift_id
        self._write(
            lambda s: gifts.decide(s, gift_id, is_approved=is_approved, approver=approver, remark=remark),
            self.tr("Approved") if is_approved else self.tr("Declined"),
        )

    def _hand_over(self, on: date | None) -> None:
        gift_id, today = self.gift_id, runtime.today()
        self._write(lambda s: gifts.give(s, gift_id, on=on or today, today=today), self.tr("The gift is recorded"))

    def _withdraw(self) -> None:
        gift_id = self.gift_id
        self.tasks.write(
            self, lambda s: gifts.withdraw(s, gift_id), done=lambda _none: self.navigate.emit(Route("gifts")),
            failed=self.tasks.refused.emit, said=self.tr("Taken back"),
        )  # fmt: skip

    def _note_reception(self, text: str, score: int | None) -> None:
        gift_id, today = self.gift_id, runtime.today()
        self._write(lambda s: gifts.note_reception(s, gift_id, text=text, score=score, today=today), self.tr("Noted"))

    def _write(self, work: Callable[[Any], Any], said: str) -> None:
        self.tasks.write(self, work, failed=self._on_refused, said=said)

    def _on_refused(self, error: KamError) -> None:
        if self.step is None or not self.step.fail(error):
            self.tasks.refused.emit(error)

    # --- where one can go --------------------------------------------------------------------------------

    def _go(self, page: str, record_id: str) -> None:
        self.navigate.emit(Route(page, record_id))

    def _correct(self) -> None:
        self._go("gift_form", self.gift_id)

    def _open_card(self) -> None:
        self.navigate.emit(Route("preview", self.gift_id, {"paper": "story_card"}))

    def _open_client(self) -> None:
        if self.facts:
            self._go("client", self.facts.client_id)

    def _open_person(self) -> None:
        if self.facts:
            self._go("contact", self.facts.contact_id)

    def _open_visit(self) -> None:
        if self.facts:
            self._go("visit", self.facts.visit_id)


def _press(button: PlainButton) -> None:
    """A key does what its button does, and nothing where that is not offered."""
    if button.isVisible():
        button.click()
