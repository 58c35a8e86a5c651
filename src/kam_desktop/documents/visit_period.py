"""A period of visits on paper (D-6.3): cover, summary, index, one section a visit, appendix; weekly reports too."""

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import BinaryIO, Final

from kam_desktop import words
from kam_desktop.core import stops
from kam_desktop.core.rules import visit_charts
from kam_desktop.core.visit_period import PeriodScope, VisitPeriod
from kam_desktop.core.visit_report import VisitReport
from kam_desktop.documents import contents, cover, figures, period_appendix, period_summary, visit_report
from kam_desktop.documents import period_words as said
from kam_desktop.documents.contents import Group
from kam_desktop.documents.cover import Cover, Figure
from kam_desktop.documents.fonts import Typeface
from kam_desktop.documents.grid import MM, scale
from kam_desktop.documents.output import Frame, Written, publish
from kam_desktop.documents.page import Part, Strip, space
from kam_desktop.documents.pen import Bookmark
from kam_desktop.documents.tables import Cell, Column

_CLIENT: Final = 36 * MM
_TIER: Final = 10 * MM
_PAGE: Final = 10 * MM


def write(seen: VisitPeriod, to: Path | BinaryIO, *, lang: str, invariant: bool = False) -> Written:
    """Writes the period as PDF or raises ``FileError``; ``invariant``: equal bytes each time, for tests."""
    type_ = Typeface(lang)
    return publish(parts(seen, type_), type_, _frame(seen, lang), to, invariant=invariant)


def parts(seen: VisitPeriod, type_: Typeface) -> list[Part]:
    """All pages in their order."""
    lang, sizes = type_.lang, scale(type_.lang)
    made = [
        Part(cover.strips(type_, sizes, _cover(seen, lang)), has_head=False, inner=None),
        Part(
            [
                *contents.part_head(type_, sizes, said.say(lang, "summary")),
                space(1.4 * MM),
                *period_summary.strips(seen, type_),
            ],
            bookmarks=(Bookmark(said.say(lang, "summary"), "summary"),),
            inner=None,
        ),
    ]
    appendix = period_appendix.sections(seen, type_)
    if seen.visits:
        title = words.say(lang, "paper.index")
        made.append(
            Part(
                _index(
                    seen,
                    type_,
                    contents.part_head(type_, sizes, title, said.say(lang, "index_note")),
                    [(each.title, each.key) for each in appendix],
                ),
                bookmarks=(Bookmark(title, "index"),),
                inner=None,
            )
        )
    made += _visits(seen, type_)
    if appendix:
        title = said.say(lang, "appendix")
        strips = [
            *contents.part_head(type_, sizes, title),
            space(1.4 * MM),
            *[strip for each in appendix for strip in each.strips],
        ]
        made.append(Part(strips, bookmarks=(Bookmark(title, "appendix"),), inner=1))
    return made


def _visits(seen: VisitPeriod, type_: Typeface) -> list[Part]:
    """One part a visit; the outline has them under their manager."""
    made, before = [], None
    for at, report in enumerate(seen.visits):
        stops.step()
        entry = Bookmark(f"{said.day(seen, report.on)} {report.short_name or report.client}", f"visit-{at}", 1)
        marks = [entry]
        if report.manager != before:
            marks.insert(0, Bookmark(report.manager or "—", f"manager-{at}", 0, is_closed=True))
            before = report.manager
        strips = [space(0), *visit_report.strips(report, type_, drop=7 * MM)]
        made.append(Part(strips, bookmarks=tuple(marks), inner=None))
    return made


def _index(
    seen: VisitPeriod, type_: Typeface, head: Sequence[Strip], appendix: Sequence[tuple[str, str]]
) -> list[Strip]:
    lang, sizes = type_.lang, scale(type_.lang)
    date_width = 14 * MM if seen.has_one_year else 21 * MM
    columns = (
        Column(words.say(lang, "paper.date"), date_width),
        Column(words.say(lang, "paper.tier"), _TIER),
        Column(said.say(lang, "client"), _CLIENT),
        Column(said.say(lang, "subject")),
        Column(words.say(lang, "paper.page"), _PAGE, is_right=True),
    )
    numbered = list(enumerate(seen.visits))
    groups = []
    for manager, visits in groupby(numbered, key=lambda each: each[1].manager):
        rows = [_row(seen, type_, at, report, date_width) for at, report in visits]
        groups.append(Group(manager or "—", rows, said.say(lang, "count", n=len(rows))))
    if appendix:
        rows = [(Cell(title, link=key), Cell(page=key)) for title, key in appendix]
        groups.append(Group(said.say(lang, "appendix"), rows, columns=(Column(""), columns[-1])))
    return contents.index(type_, sizes, columns, groups, head)


def _row(seen: VisitPeriod, type_: Typeface, at: int, report: VisitReport, date_width: float) -> tuple[Cell, ...]:
    style = scale(type_.lang).table
    is_key = report.tier is not None and report.tier is visit_charts.TIERS[0]
    client = type_.shorten(type_.line(report.short_name or report.client), style.but(bold=is_key), _CLIENT - 3 * MM)
    room = 126.5 * MM - date_width - _TIER - _CLIENT - _PAGE - 3 * MM
    about = report.subject or report.objective.strip().partition("\n")[0]
    return (
        Cell(said.day(seen, report.on), link=f"visit-{at}"),
        Cell(tier=report.tier),
        Cell(client, is_bold=is_key),
        Cell(type_.shorten(type_.line(about), style, room)),
        Cell(page=f"visit-{at}"),
    )


def _cover(seen: VisitPeriod, lang: str) -> Cover:
    unit = said.step(seen.days, seen.first_on, seen.last_on)
    present = [part for part in range(len(visit_charts.TIERS)) if any(span.counts[part] for span in seen.days)]
    names = [tier.value if tier else "none" for tier in visit_charts.TIERS]
    return Cover(
        kind=said.say(lang, f"kind.{seen.kind}"),
        company=seen.company,
        logo=seen.logo,
        period=said.name(lang, seen.kind, seen.first_on, seen.last_on),
        name=said.whose(lang, seen),
        squares=seen.days,
        squares_label=said.say(lang, f"squares.{unit}"),
        legend=[(part, words.say(lang, f"paper.chart.tier.{names[part]}")) for part in present],
        ticks=said.strip_ticks(seen),
        figures=_figures(seen, lang),
        scope=_scope(seen, lang),
    )


def _figures(seen: VisitPeriod, lang: str) -> list[Figure]:
    percent = f"{seen.on_time * 100 // seen.handed_in}%" if seen.handed_in else "—"
    overdue = len(seen.overdue)
    late = said.say(lang, "overdue" if overdue else "none_overdue", n=overdue, on=seen.counted_on.isoformat())
    return [
        Figure(said.say(lang, "visits"), str(len(seen.visits)), said.say(lang, "planned", n=seen.planned)),
        _second_figure(seen, lang),
        Figure(
            said.say(lang, "on_time"), percent,
            said.say(lang, "reports_of", n=seen.on_time, due=seen.handed_in) if seen.handed_in else "",
        ),
        Figure(
            said.say(lang, "open_promises"), str(len(seen.promises)), late if seen.promises else "",
            is_warning=overdue > 0,
        ),
    ]  # fmt: skip


def _second_figure(seen: VisitPeriod, lang: str) -> Figure:
    """Clients met; of one client how it looked."""
    if seen.scope is not PeriodScope.CLIENT:
        owned = seen.owned
        note = said.say(lang, "met_of", met=owned.part, owned=owned.whole) if owned.whole else ""
        return Figure(said.say(lang, "clients"), str(seen.clients_met), note)
    scores = [each.impression for each in seen.visits if each.impression is not None]
    mean = f"{sum(scores) / len(scores):.1f}" if scores else "—"
    return Figure(said.say(lang, "impression"), mean, said.say(lang, "scored", n=len(scores)) if scores else "")


def _scope(seen: VisitPeriod, lang: str) -> list[tuple[str, str]]:
    what = said.say(lang, "accepted" if seen.only_accepted else "reported", n=len(seen.visits))
    rows = [
        (
            said.say(lang, "dates"),
            said.say(lang, "name.days", first=seen.first_on.isoformat(), last=seen.last_on.isoformat()),
        ),
        (said.say(lang, "managers"), said.joined(lang, seen.managers) or "—"),
    ]
    if seen.lead:
        rows.append((said.say(lang, "lead"), seen.lead))
    return [*rows, (said.say(lang, "content"), what + said.left_out(lang, seen.left_out))]


def _frame(seen: VisitPeriod, lang: str) -> Frame:
    kind, who = said.say(lang, f"kind.{seen.kind}"), said.whose(lang, seen)
    period = said.name(lang, seen.kind, seen.first_on, seen.last_on)
    at = figures.instant(seen.printed_at) if seen.printed_at else ""
    key = "paper.printed_by" if seen.printed_by else "paper.printed"
    return Frame(
        title=f"{kind} · {who} · {period}",
        author=seen.printed_by,
        running_left=f"{kind} · {who}",
        running_right=period,
        made=words.say(lang, key, name=seen.printed_by, at=at) if at else "",
        confidential=words.say(lang, "paper.confidential"),
    )
