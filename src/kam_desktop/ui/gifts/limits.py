"""What the limits say, read in the background while a gift is typed, and shown beside it (D-7.2)."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kam_desktop.core import contacts, gifts
from kam_desktop.core.gifts import GiftDraft, GiftRow, Judged
from kam_desktop.core.rules.kinds import GiftDirection, Verdict
from kam_desktop.ui import appearance, fonts, labels, painting
from kam_desktop.ui.widgets.card import Card
from kam_desktop.ui.widgets.panel import ScrollBody
from kam_desktop.ui.widgets.progress import ThinBar
from kam_desktop.ui.widgets.taboo import TabooBox
from kam_desktop.ui.widgets.texts import Hint, PlainLabel, SectionLabel

_EARLIER = 5


@dataclass(frozen=True)
class Weighed:
    """The verdict with its limits and the year before it, the person's taboos, and what came before."""

    judged: Judged
    taboos: tuple[str, ...]
    earlier: tuple[GiftRow, ...]
    has_person: bool


def weigh(session: Any, draft: GiftDraft, but: str = "") -> Weighed:
    """Everything for the panel, in one reading; as if the gift ``but``, which is corrected, had not been."""
    contact = contacts.get(session, draft.contact_id) if draft.contact_id else None
    taboos = tuple(line.strip() for line in contact.taboos.splitlines() if line.strip()) if contact else ()
    earlier = gifts.latest(session, draft.client_id, draft.contact_id, but=but, limit=_EARLIER)
    return Weighed(gifts.weigh(session, draft, but=but), taboos, tuple(earlier), contact is not None)


class LimitsPanel(QWidget):
    """Green words within the limits, an amber box for approval, a red one for what is forbidden."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.verdict: Verdict | None = None
        self.words: tuple[str, ...] = ()
        self._hint = Hint(self.tr("Choose a client, and the limits speak here."), self)
        self._card = Card(self)
        self._said = QVBoxLayout()
        self._card.column.addLayout(self._said)
        self._year = PlainLabel("", self, wrap=True)
        self._bar = ThinBar(self)
        self._taboos = TabooBox((), self)
        self._earlier_head = SectionLabel(self.tr("Earlier gifts"), self)
        self._earlier = QVBoxLayout()
        self._earlier.setSpacing(8)
        self._lay_out()
        self.clear()

    def _lay_out(self) -> None:
        body = ScrollBody(self)
        body.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        body.setAccessibleName(self.tr("Limits"))
        body.column.setContentsMargins(16, 12, 16, 12)
        body.column.setSpacing(12)
        for part in (
            SectionLabel(self.tr("Limits"), self),
            self._hint,
            self._card,
            self._year,
            self._bar,
            self._taboos,
        ):
            body.column.addWidget(part)
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
        for part in (self._card, self._year, self._bar, self._taboos, self._earlier_head):
            part.hide()
        _empty(self._earlier)

    def show_weighed(self, weighed: Weighed, draft: GiftDraft) -> None:
        """Speak."""
        self._hint.hide()
        is_given = draft.direction is GiftDirection.GIVEN
        self.verdict = weighed.judged.verdict if is_given else Verdict.ALLOWED
        findings = [each for each in weighed.judged.findings if each.code != "no_origin"] if is_given else []
        self.words = tuple(labels.gift_rule(each.code, each.params) for each in findings)
        self._speak(self.verdict, weighed, is_given)
        self._show_year(weighed, draft, is_given)
        self._taboos.set_lines(weighed.taboos)
        self._show_earlier(weighed.earlier)

    def _speak(self, verdict: Verdict, weighed: Weighed, is_given: bool) -> None:
        _empty(self._said)
        role = {Verdict.FORBIDDEN: "danger", Verdict.NEEDS_APPROVAL: "warning"}.get(verdict, "ok")
        self._card.set_tone("plain" if role == "ok" else "danger" if role == "danger" else "warning")
        lines = [(words, role if role != "ok" else "text") for words in self.words]
        if verdict is Verdict.ALLOWED:
            lines.insert(0, (self._within(weighed) if is_given else self.tr("Received gifts have no limit."), "ok"))
        for words, colour in lines:
            self._said.addWidget(PlainLabel(words, self._card, role=colour, wrap=True))
        said = "\n".join(words for words, _colour in lines)
        self._card.setAccessibleName(said)
        self._card.show()

    def _within(self, weighed: Weighed) -> str:
        limit = weighed.judged.limits.person_year
        if limit is None or not weighed.has_person:
            return self.tr("Within limits")
        return self.tr("Within limits, {spent} of {limit} used this year").format(
            spent=labels.money(weighed.judged.totals.person_minor), limit=labels.money(limit)
        )

    def _show_year(self, weighed: Weighed, draft: GiftDraft, is_given: bool) -> None:
        """With this gift; nothing to show without a person."""
        limit = weighed.judged.limits.person_year
        has_year = is_given and weighed.has_person and limit is not None and draft.currency == "CNY"
        for part in (self._year, self._bar):
            part.setVisible(has_year)
        if not has_year or limit is None:
            return
        total = weighed.judged.totals.person_minor + draft.value_minor
        words = self.tr("{total} of {limit} with this gift").format(
            total=labels.money(total), limit=labels.money(limit)
        )
        self._year.setText(words)
        self._bar.setAccessibleName(words)
        self._bar.set_parts(total, limit)
        self._bar.set_role("warning" if total > limit else "accent")

    def _show_earlier(self, rows: tuple[GiftRow, ...]) -> None:
        _empty(self._earlier)
        self._earlier_head.setVisible(bool(rows))
        for row in rows:
            card = Card(self)
            card.add_title(row.item, labels.money(row.value_minor, row.currency))
            card.add_line(
                " · ".join(part for part in (row.contact, labels.name_of(row.occasion)) if part),
                labels.day(row.on),
            )
            self._earlier.addWidget(card)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), appearance.current().raised)
        painting.upright(painter, 0, 0, self.height())


def width() -> int:
    """As wide as the panel of the day's page."""
    return fonts.px(300)


def _empty(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
