"""The summary of a period: what has to be known, what was written, two charts, what is overdue."""

from kam_desktop import words
from kam_desktop.core.visit_period import PeriodKind, PeriodPromise, VisitPeriod, WeeklyText
from kam_desktop.documents import charts
from kam_desktop.documents import period_words as said
from kam_desktop.documents.fonts import Typeface
from kam_desktop.documents.grid import GREY, MM, TEXT_WIDTH, scale
from kam_desktop.documents.page import Strip
from kam_desktop.documents.paragraphs import Piece, flowing, paragraph, set_rows, strips_of
from kam_desktop.documents.sections import named
from kam_desktop.documents.tables import Cell, Column, Table

_NUMBER = 6 * MM
_MOST_OVERDUE = 6


def strips(seen: VisitPeriod, type_: Typeface) -> list[Strip]:
    """All sections in order."""
    lang, sizes = type_.lang, scale(type_.lang)
    return [
        *named(type_, sizes, said.say(lang, f"points.{seen.kind}"), _points(seen, type_)),
        *[strip for text in seen.texts for strip in _written(seen, type_, text)],
        *_by_tier(seen, type_),
        *_coverage(seen, type_),
        *_overdue(seen, type_),
    ]


def _points(seen: VisitPeriod, type_: Typeface) -> list[Strip]:
    """Numbered sentences, the first half bold."""
    sizes = scale(type_.lang)
    made: list[Strip] = []
    for number, point in enumerate(seen.points, start=1):
        lead, text = said.point(type_.lang, point)
        gap = "" if type_.lang == "zh_CN" or not text else " "
        spans = [(type_.line(lead) + gap, sizes.text.but(bold=True)), (type_.line(text), sizes.text)]
        rows = set_rows(type_, [span for span in spans if span[0]], TEXT_WIDTH - _NUMBER)
        shifted = [[Piece(piece.x + _NUMBER, piece.text, piece.style) for piece in row] for row in rows]
        shifted[0].insert(0, Piece(0.0, str(number), sizes.text.but(colour=GREY)))
        made += strips_of(shifted, sizes.text.leading)
    return made


def _written(seen: VisitPeriod, type_: Typeface, text: WeeklyText) -> list[Strip]:
    """What the manager, or the lead for the team, wrote."""
    lang, sizes = type_.lang, scale(type_.lang)
    notes = [text.manager] if text.manager and text.manager != seen.name else []
    following = "next_week" if seen.kind is PeriodKind.WEEK else "next"
    return [
        strip
        for key, words_ in (("summary", text.summary), (following, text.next_week), ("problems", text.problems))
        for strip in named(type_, sizes, said.say(lang, f"text.{key}"), flowing(type_, sizes, words_), notes)
    ]


def _by_tier(seen: VisitPeriod, type_: Typeface) -> list[Strip]:
    lang, sizes = type_.lang, scale(type_.lang)
    unit = said.step(seen.spans, seen.first_on, seen.last_on)
    ticks = [said.tick(lang, span, unit) for span in seen.spans]
    drawn = charts.by_tier(type_, seen.spans, ticks)
    return named(type_, sizes, said.say(lang, f"by.{unit}"), drawn, [said.say(lang, "by_note")])


def _coverage(seen: VisitPeriod, type_: Typeface) -> list[Strip]:
    """Bars of each manager, and the sum with its tiers in a sentence."""
    if not seen.coverage:
        return []
    lang, sizes = type_.lang, scale(type_.lang)
    heads = (said.say(lang, "met_owned"), said.say(lang, "percent"))
    drawn = charts.shares(type_, sizes, seen.coverage, heads, seen.coverage_target)
    owned = seen.owned
    sums = said.say(lang, "coverage_sum", met=owned.part, owned=owned.whole, percent=owned.percent)
    tiers = [
        said.say(lang, "tier_sum", tier=_tier(lang, each.tier), met=each.met, owned=each.owned)
        for each in seen.tiers
        if each.owned
    ]
    text = said.say(lang, "coverage_tiers", sums=sums, tiers=said.joined(lang, tiers))
    after = paragraph(type_, [(type_.line(text), sizes.table.but(colour=GREY))])
    after[0].gap = 2 * MM
    drawn[-1].keep = True
    note = said.say(lang, "coverage_note", target=seen.coverage_target)
    return named(type_, sizes, said.say(lang, "coverage"), [*drawn, *after], [note])


def _tier(lang: str, tier: object) -> str:
    return words.say(lang, f"paper.chart.tier.{tier or 'none'}")


def _overdue(seen: VisitPeriod, type_: Typeface) -> list[Strip]:
    """The promises past their day, the longest first; the rest stands in the appendix."""
    late = seen.overdue[:_MOST_OVERDUE]
    if not late:
        return []
    lang, sizes = type_.lang, scale(type_.lang)
    columns = (
        Column(words.say(lang, "paper.item")),
        Column(words.say(lang, "paper.owner"), 24 * MM),
        Column(words.say(lang, "paper.due"), 20 * MM, is_right=True),
        Column(said.say(lang, "late"), 20 * MM, is_right=True),
    )
    rows = Table(type_, sizes, columns, airy=False).strips([_late_row(lang, each) for each in late])
    more = len(seen.overdue) - len(late)
    notes = [said.as_of(lang, seen), *([said.say(lang, "overdue_more", n=more)] if more else ())]
    return named(type_, sizes, said.say(lang, "overdue_promises"), rows, notes)


def _late_row(lang: str, promise: PeriodPromise) -> tuple[Cell, ...]:
    days = -(promise.days_left or 0)
    return (
        Cell(promise.text, promise.client),
        Cell(promise.owner, words.name_of(lang, promise.side)),
        Cell(promise.due_on.isoformat() if promise.due_on else ""),
        Cell(said.say(lang, "days", n=days), is_bold=True, has_mark=True),
    )
