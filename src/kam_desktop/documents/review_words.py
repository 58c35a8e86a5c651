"""How the review of a report is worded: remarks in the margin, when it came in, what a correction changed."""

from typing import Any, Final

from kam_desktop import words
from kam_desktop.core.visit_report import ReportRemark, VisitReport
from kam_desktop.documents import figures

_ON_PAPER: Final = {  # field of a visit -> what it is called on paper
    "on": "date", "started_at": "time", "ended_at": "time", "place": "place", "contacts": "for_client",
    "participant_names": "for_client", "colleagues": "for_us", "objective": "objective", "discussed": "discussion",
    "needs": "needs", "competitors": "competitors", "impression": "satisfaction", "commitments": "commitments",
    "next_step": "next_step", "next_visit_on": "next_step", "expenses": "expenses",
}  # fmt: skip


def _say(lang: str, key: str, **params: Any) -> str:
    return words.say(lang, f"paper.{key}", **params)


def meant(lang: str, remark: ReportRemark) -> str:
    """The section that a remark in the margin is about."""
    return _say(lang, "remark_on", field=_say(lang, _ON_PAPER.get(remark.field, "remark")))


def remark(lang: str, told: ReportRemark) -> str:
    """The passage meant, the remark, and its answer."""
    quote = _say(lang, "remark_quote", quote=told.quote.strip()) if told.quote.strip() else ""
    answer = _say(lang, "remark_answer", answer=told.answer.strip()) if told.answer.strip() else ""
    return f"{quote}{told.text.strip()}{answer}"


def submission(lang: str, report: VisitReport) -> str:
    """When the report came in, whether that was on time (D-6.1), and what a correction changed."""
    between = " " if lang == "en" else ""
    return between.join(filter(None, (_handed_in(lang, report), _changed(lang, report))))


def _changed(lang: str, report: VisitReport) -> str:
    names = list(dict.fromkeys(_ON_PAPER[each] for each in report.changed if each in _ON_PAPER))
    if not names:
        return ""
    listed = _say(lang, "period.comma").join(_say(lang, name) for name in names)
    return _say(lang, "changed", version=report.version - 1, n=len(names), fields=listed)


def _handed_in(lang: str, report: VisitReport) -> str:
    if report.submitted_at is None:
        return ""
    at = figures.instant(report.submitted_at)
    due = report.report_due_on
    if due is None:
        return _say(lang, "submitted", at=at)
    late = (figures.local_date(report.submitted_at) - due).days
    if late > 0:
        return _say(lang, "submitted_late", at=at, due=due.isoformat(), n=late)
    return _say(lang, "submitted_on_time", at=at, due=due.isoformat())
