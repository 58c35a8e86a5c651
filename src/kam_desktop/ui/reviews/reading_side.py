"""The report that is being reviewed: who, how late, what is new, what changed since it was returned, all of it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kam_desktop.core import review_desk, visit_news, visit_reviews, visit_versions
from kam_desktop.core.review_desk import QueueRow
from kam_desktop.core.visit_news import News
from kam_desktop.core.visit_reviews import Reviewer
from kam_desktop.core.visit_versions import Difference
from kam_desktop.ui import labels
from kam_desktop.ui.reports import sheet as sheets
from kam_desktop.ui.reports import wording
from kam_desktop.ui.reports.differences import DifferenceList
from kam_desktop.ui.reports.sheet import Sheet
from kam_desktop.ui.reports.sheet_view import SheetView
from kam_desktop.ui.reviews.news_box import NewsBox
from kam_desktop.ui.widgets.badge import TierBadge
from kam_desktop.ui.widgets.card import Card
from kam_desktop.ui.widgets.panel import ScrollBody
from kam_desktop.ui.widgets.texts import Hint, PlainLabel, SectionLabel

_UNNAMED = "error.visit.reviewer_unnamed"


@dataclass(frozen=True)
class Report:
    """All that the side shows, read at once. ``changes`` since it was returned, or since the version before."""

    row: QueueRow
    sheet: Sheet
    news: News
    changes: tuple[Difference, ...]
    reviewer: Reviewer

    @property
    def may_review(self) -> bool:
        """Whether the person at the desk may decide on it."""
        return self.reviewer.may_review(self.sheet.manager)


def read(visit_id: str, today: date, session: Any) -> Report | None:
    """One report that waits; None when it was reviewed or taken back meanwhile."""
    rows = review_desk.rows(session, [visit_id])
    if not rows:
        return None
    return Report(
        rows[0], sheets.read(session, visit_id), visit_news.read(session, visit_id, today=today),
        _changes(session, rows[0]), visit_reviews.reviewer(session),
    )  # fmt: skip


def _changes(session: Any, row: QueueRow) -> tuple[Difference, ...]:
    if row.has_come_again:
        return visit_versions.since_return(session, row.id)
    chain = visit_versions.versions(session, row.id) if row.version > 1 else ()
    return visit_versions.differences(session, chain[1].id, row.id) if len(chain) > 1 else ()


class ReadingSide(ScrollBody):
    """One column. ``dropped`` takes a remark back."""

    dropped = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # arrows and Page Down scroll
        self.setAccessibleName(self.tr("Report"))
        self._inside = QWidget(self)
        self.badge = TierBadge("", self)
        self._client = PlainLabel("", self, face="head", bold=True, wrap=True)
        self._line = Hint("", self)
        self._notice = Card(self, tone="warning")
        self._notice.add_line("", role="warning", icon="lock")
        self._told = self._notice.findChildren(PlainLabel)[0]
        self.news = NewsBox(self)
        self.changed = Card(self)
        self._changed_head = SectionLabel("", self)
        self.changes = DifferenceList(self)
        self.sheet = SheetView(self)
        self.sheet.dropped.connect(self.dropped)
        self._lay_out()
        self.show_nothing()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._client)
        words.addWidget(self._line)
        head.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        self.changed.add(self._changed_head)
        self.changed.column.addSpacing(4)
        self.changed.add(self.changes)
        rows = QVBoxLayout(self._inside)
        rows.setContentsMargins(24, 16, 24, 24)
        rows.setSpacing(12)
        rows.addLayout(head)
        for part in (self._notice, self.news, self.changed, self.sheet):
            part.setMaximumWidth(self.sheet.maximumWidth())
            rows.addWidget(part)
        rows.addStretch(1)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.addWidget(self._inside)

    def show_nothing(self) -> None:
        """Until a report is read."""
        self._inside.hide()

    def show_report(self, report: Report) -> None:
        """Another report begins at its top; the same one stays where it is."""
        row, sheet = report.row, report.sheet
        self.badge.set_tier(row.tier)
        self.badge.setVisible(bool(row.tier))
        self._client.setText(sheet.client)
        late, _role = wording.late(row.late_days)
        handed_in = labels.moment(row.submitted_at) if row.submitted_at else ""
        parts = (
            row.manager, self.tr("visited {day}").format(day=labels.day_and_weekday(row.on)),
            self.tr("handed in {when}, {late}").format(when=handed_in, late=late) if handed_in else "",
            self.tr("version {n}").format(n=row.version) if row.version > 1 else "",
        )  # fmt: skip
        self._line.setText(" · ".join(part for part in parts if part))
        self._notice.setVisible(not report.may_review)
        is_named = bool(report.reviewer.author.strip())
        told = self.tr("This report is your own. {lead}, the lead, reviews it.") if is_named else labels.say(_UNNAMED)
        self._told.setText(told.format(lead=report.reviewer.lead))
        self.news.show_news(report.news)
        self._show_changes(report)
        self.sheet.show_sheet(sheet, may_remark=report.may_review)
        self._inside.show()

    def notice(self) -> str:
        """Why this report cannot be reviewed here."""
        return self._told.text()

    def _show_changes(self, report: Report) -> None:
        again, is_new_version = report.row.has_come_again, report.row.version > 1
        self.changed.setVisible(again or is_new_version)
        self._changed_head.setText(
            self.tr("Changed since it was returned") if again else self.tr("Corrected since it was accepted")
        )
        self.changes.show_differences(report.changes, self.tr("Nothing was changed."))

    def scroll_to_top(self) -> None:
        """Where each report begins."""
        self.verticalScrollBar().setValue(0)
