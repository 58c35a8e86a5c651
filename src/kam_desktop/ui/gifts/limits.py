"""What stands beside a gift while it is typed: the verdict, the limits, the receiver, what was given before (D-7.2)."""

from typing import Final

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kam_desktop.core.gifts import GiftDraft, GiftRow
from kam_desktop.core.rules.gift_limits import Finding
from kam_desktop.core.rules.gift_words import same_item
from kam_desktop.core.rules.kinds import GiftCategory, GiftDirection, Verdict
from kam_desktop.core.rules.lines import in_one_line
from kam_desktop.ui import appearance, gift_words, labels, painting
from kam_desktop.ui.gifts.gift_reading import Weighed
from kam_desktop.ui.gifts.limit_bars import LimitBars
from kam_desktop.ui.widgets.card import Card, Tone
from kam_desktop.ui.widgets.panel import ScrollBody
from kam_desktop.ui.widgets.taboo import TabooBox
from kam_desktop.ui.widgets.texts import Hint, PlainLabel, SectionLabel

WIDTH: Final = 312  # as the panel of the day's page
_TONES: Final[dict[Verdict, Tone]] = {Verdict.FORBIDDEN: "danger", Verdict.NEEDS_APPROVAL: "warning"}
_TABOOS: Final = frozenset(("taboo", "taboo_own"))
_ROLES: Final = {Verdict.FORBIDDEN: "danger", Verdict.NEEDS_APPROVAL: "warning"}


class LimitsPanel(QWidget):
    """Green words within the limits, an amber box for approval, a red one for what is forbidden."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.verdict: Verdict | None = None
        self.words: tuple[str, ...] = ()
        self._hint = Hint(self.tr("Choose a client, and the limits speak here."), self)
        self._card = Card(self)
        self._said = QVBoxLayout()
        self._said.setSpacing(4)
        self._card.column.addLayout(self._said)
        self.bars = LimitBars(self)
        self._taboos = TabooBox((), self)
        self._tastes_head = SectionLabel(self.tr("What the receiver likes"), self)
        self._tastes = QVBoxLayout()
        self._earlier_head = SectionLabel(self.tr("Earlier gifts"), self)
        self._earlier = QVBoxLayout()
        self._earlier.setSpacing(8)
        self._lay_out()
        self.clear()

    def _lay_out(self) -> None:
        body = ScrollBody(self)
        body.setAccessibleName(self.tr("Limits"))
        body.column.setContentsMargins(16, 12, 16, 12)
        body.column.setSpacing(12)
        for part in (
            SectionLabel(self.tr("Limits"), self), self._hint, self._card, self.bars, self._taboos, self._tastes_head,
        ):  # fmt: skip
            body.column.addWidget(part)
        body.column.addLayout(self._tastes)
        body.column.addWidget(self._earlier_head)
        body.column.addLayout(self._earlier)
        body.column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.addWidget(body)
        self.setFocusProxy(body)

    def clear(self) -> None:
        """Nothing to judge yet."""
        self.verdict, self.words = None, ()
        self._hint.show()
        for part in (self._card, self.bars, self._taboos, self._tastes_head, self._earlier_head):
            part.hide()
        for layout in (self._earlier, self._tastes):
            _empty(layout)

    def show_weighed(self, weighed: Weighed, draft: GiftDraft) -> None:
        """Speak."""
        self._hint.hide()
        is_given, judged = draft.direction is GiftDirection.GIVEN, weighed.judged
        self.verdict = judged.verdict if is_given else Verdict.ALLOWED
        findings = [each for each in judged.findings if each.code != "no_origin"] if is_given else []
        self.words = tuple(labels.gift_rule(each.code, each.params) for each in findings)
        self._speak(self.verdict, findings, weighed, is_given)
        value = draft.value_minor if draft.currency == "CNY" else 0
        self.bars.show_shares(self.bars.shares(judged, value, has_person=weighed.has_person) if is_given else [])
        self._taboos.set_lines(weighed.taboos)
        self._show_tastes(weighed)
        self._show_earlier(weighed.earlier, draft)

    def _speak(self, verdict: Verdict, findings: list[Finding], weighed: Weighed, is_given: bool) -> None:
        """The verdict in bold, then each rule with its figures, in the colour of what it asks for."""
        _empty(self._said)
        self._card.set_tone(_TONES.get(verdict, "plain"))
        head = labels.name_of(verdict) if verdict in _TONES else self._within(weighed, is_given)
        self._said.addWidget(PlainLabel(head, self._card, bold=True, role=_ROLES.get(verdict, "ok"), wrap=True))
        for each, words in zip(findings, self.words, strict=True):
            role = "danger" if each.code in _TABOOS else _ROLES.get(each.verdict, "text")
            self._said.addWidget(PlainLabel(f"· {words}", self._card, role=role, wrap=True))
        if findings and verdict in _TONES:
            self._said.addWidget(Hint(gift_words.by_rules(weighed.judged.rules_version), self._card))
        self._card.setAccessibleName("\n".join((head, *self.words)))
        self._card.show()

    def _within(self, weighed: Weighed, is_given: bool) -> str:
        limit = weighed.judged.limits.person_year
        if not is_given:
            return self.tr("Received gifts have no limit.")
        if limit is None or not weighed.has_person:
            return self.tr("Within limits")
        return self.tr("Within limits, {spent} of {limit} used this year").format(
            spent=labels.money(weighed.judged.totals.person_minor), limit=labels.money(limit)
        )

    def _show_tastes(self, weighed: Weighed) -> None:
        _empty(self._tastes)
        self._tastes_head.setVisible(bool(weighed.tastes))
        for name, text in weighed.tastes:
            line = self.tr("{field}: {text}").format(field=labels.field(name), text=text)
            self._tastes.addWidget(PlainLabel(line, self, wrap=True))

    def _show_earlier(self, rows: tuple[GiftRow, ...], draft: GiftDraft) -> None:
        _empty(self._earlier)
        self._earlier_head.setVisible(bool(rows))
        for row in rows:
            self._earlier.addWidget(self._before(row, draft))

    def _before(self, row: GiftRow, draft: GiftDraft) -> Card:
        """A gift of before: what it was, how it was received, and whether it was the same as this one."""
        card = Card(self)
        card.add_title(row.item, labels.money(row.value_minor, row.currency))
        is_received = row.direction is GiftDirection.RECEIVED
        parts = (labels.name_of(row.direction) if is_received else "", row.contact, labels.name_of(row.occasion))
        card.add_line(" · ".join(part for part in parts if part), labels.day(row.on))
        if row.reception or row.reception_score:
            score = self.tr("{n} of 5").format(n=row.reception_score) if row.reception_score else ""
            card.add_line(" · ".join(filter(None, (score, in_one_line(row.reception)))), role="text")
        if not is_received and draft.item.strip() and same_item(row.item, draft.item):
            card.add_line(self.tr("The same as this one"), role="warning", icon="warning")
        elif not is_received and row.category == draft.category != GiftCategory.OTHER:
            card.add_line(self.tr("The same category"), role="warning")
        return card

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), appearance.current().raised)
        painting.upright(painter, 0, 0, self.height())


def _empty(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
