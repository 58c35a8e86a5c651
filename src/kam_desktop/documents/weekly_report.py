"""The report of a week: figures, what was written, what took place, what comes next (D-6.5)."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import accumulate
from pathlib import Path
from typing import BinaryIO, Final

from kam_desktop import words
from kam_desktop.core.promise_lists import PromiseLine
from kam_desktop.core.rules.kinds import Activity, Channel, Tier
from kam_desktop.core.rules.lines import in_one_line
from kam_desktop.core.weekly import WeeklyReport, WeekTexts, WeekVisit
from kam_desktop.documents import client_words as said
from kam_desktop.documents import dossier, paged
from kam_desktop.documents.content import Block, Cell, Document, Grid, Head, Note, Pairs, Piece, Text
from kam_desktop.documents.output import Written

_CALLS: Final = (Channel.CALL, Channel.MESSAGE, Channel.EMAIL)
_CLIENT: Final = 34  # mm
_FEW: Final = 8  # visits that are told in two lines each
_LINE: Final = 54  # letters of a small line, a Chinese one counts twice
_LATE: Final = 12
_KEY: Final = 12  # touches of key clients that are named


def write(found: WeeklyReport, to: Path | BinaryIO, *, lang: str, invariant: bool = False) -> Written:
    """Writes the report as PDF or raises ``FileError``."""
    return paged.write(content(found, lang), to, invariant=invariant)


def content(found: WeeklyReport, lang: str) -> Document:
    """What the report says."""
    name = found.manager or said.say(lang, "everybody")
    calls = sum(found.by_channel()[channel] for channel in _CALLS)
    return Document(
        lang=lang,
        kind=said.say(lang, "weekly"),
        title=period_name(found.first_on, found.last_on, lang),
        subject=[(name, True), (f"    {found.first_on.isoformat()} – {found.last_on.isoformat()}", False)],
        facts=[
            (said.say(lang, "visits"), [str(len(found.visits))]),
            (said.say(lang, "clients_met"), [str(found.clients_met)]),
            (said.say(lang, "calls"), [str(calls)]),
            (said.say(lang, "promises_kept"), [str(len(found.kept))]),
        ],
        has_figures=True,
        pieces=[piece for piece in _pieces(found, lang) if piece.blocks],
        running_right=f"{name} · {found.first_on.isoformat()}",
        made=said.made(lang, found.printed_by, found.printed_at),
        confidential=words.say(lang, said.CONFIDENTIAL),
        company=found.company,
        logo=found.logo,
        author=found.printed_by or found.manager,
    )


def period_name(first_on: date, last_on: date, lang: str) -> str:
    """``2026 年第 47 周`` for a week from Monday, else the days."""
    year, week, _ = first_on.isocalendar()
    if first_on.weekday() == 0 and 4 <= (last_on - first_on).days <= 6:
        return said.say(lang, "week", year=year, week=week)
    return f"{first_on.isoformat()} – {last_on.isoformat()}"


def drafted(found: WeeklyReport, lang: str) -> WeekTexts:
    """The texts that follow from what was logged; a person changes them before they are printed."""
    met = {each.client_id: each.client for each in found.visits}
    counts = found.by_channel()
    lines = [
        said.say(lang, "draft.visits", n=len(found.visits), clients=len(met), names=_names(list(met.values()), lang))
    ]
    contacts = [
        said.say(lang, "draft.channel", channel=words.name_of(lang, channel), n=counts[channel])
        for channel in Channel
        if counts[channel]
    ]
    if contacts:
        lines.append(said.say(lang, "draft.contacts", list=said.joined(lang, contacts)))
    if found.kept:
        lines.append(said.say(lang, "draft.kept", n=len(found.kept)))
    plans = [
        said.say(lang, "draft.plan", on=f"{each.on:%m-%d}", client=each.client, about=_about(each, lang))
        for each in found.next_visits
    ]
    if found.next_touches:
        plans.append(_touches(found, lang))
    problems = [
        said.say(lang, "draft.late", client=line.client, text=said.cut(line.text, 60), n=-(line.days_left or 0))
        for line in found.late[:6]
    ]
    return WeekTexts("\n".join(lines), "\n".join(plans), "\n".join(problems))


def _about(visit: WeekVisit, lang: str) -> str:
    return said.say(lang, "draft.about", text=said.cut(visit.objective, 60)) if visit.objective.strip() else ""


def _names(names: list[str], lang: str) -> str:
    if not names:
        return ""
    shown = said.say(lang, "list").join(names[:4])
    if len(names) > 4:
        shown = said.say(lang, "and_more", names=shown, n=len(names))
    return said.say(lang, "bracket", text=shown)


def _pieces(found: WeeklyReport, lang: str) -> list[Piece]:
    texts = found.texts or drafted(found, lang)
    name = dossier.namer(lang)
    return [
        Piece(name("this_week"), _text(texts.summary, lang)),
        Piece(name("problems"), [*_problems(found), *_late(found.late, lang)]),
        Piece(name("next_week"), [*_text(texts.plans, lang), *_next(found, lang)]),
        Piece(name("visits"), [_visits(found.visits, lang)] if found.visits else _none(lang)),
        Piece(name("contacts"), [_contacts(found, lang)] if found.contacts else ()),
        Piece(name("promises_kept"), [_promises(found.kept, lang, "kept_on")] if found.kept else ()),
    ]


def _problems(found: WeeklyReport) -> list[Block]:
    """What a person wrote; what would be drafted stands in the table below it."""
    return [Text(found.texts.problems)] if found.texts and found.texts.problems.strip() else []


def _late(late: tuple[PromiseLine, ...], lang: str) -> list[Block]:
    return [_promises(late[:_LATE], lang, "overdue"), *said.more(lang, len(late) - _LATE)] if late else []


def _promises(lines: Sequence[PromiseLine], lang: str, last: str) -> Grid:
    """Promises in a line each, with the day of their keeping or the days they are late."""
    heads = (
        Head(words.say(lang, "paper.item")), Head(said.say(lang, "client"), _CLIENT),
        Head(said.say(lang, last), 22, is_right=True),
    )  # fmt: skip
    return Grid(heads, [(Cell(each.text), Cell(each.client), _last(each, lang, last)) for each in lines])


def _last(line: PromiseLine, lang: str, last: str) -> Cell:
    if last == "kept_on":
        return _day(line.due_on)
    days = -(line.days_left or 0)
    return Cell(words.say(lang, "paper.period.days", n=days), value=days, is_bold=True, has_mark=True)


def _next(found: WeeklyReport, lang: str) -> list[Block]:
    """What a draft would say, where a person wrote something else; then the key clients by name, day by day."""
    made: list[Block] = []
    if found.texts is not None:
        made += [_visits(found.next_visits, lang)] if found.next_visits else []
        made += [Note(_touches(found, lang))] if found.next_touches else []
    key = [each for each in found.next_touches if each.tier is Tier.A]
    days: dict[date, list[str]] = {}
    for each in key[:_KEY]:
        what = _activity(each.activity, lang) or words.name_of(lang, each.channel)
        days.setdefault(each.on, []).append(f"{each.client}{said.say(lang, 'bracket', text=said.small(lang, what))}")
    rows = [(f"{on:%m-%d}", said.say(lang, "list").join(names)) for on, names in days.items()]
    return [*made, *([Pairs(rows, is_bold=False)] if rows else ()), *said.more(lang, len(key) - _KEY)]


def _touches(found: WeeklyReport, lang: str) -> str:
    """How many touches of each kind are planned."""
    kinds = Counter(each.channel for each in found.next_touches)
    named = [
        said.say(lang, "draft.channel", channel=words.name_of(lang, kind), n=kinds[kind])
        for kind in Channel
        if kinds[kind]
    ]
    return said.say(lang, "draft.touches", list=said.joined(lang, named))


def _none(lang: str) -> list[Block]:
    return [Note(words.say(lang, "paper.none"))]


def _text(text: str, lang: str) -> list[Block]:
    return [Text(text)] if text.strip() else _none(lang)


def _visits(visits: tuple[WeekVisit, ...], lang: str) -> Grid:
    heads = (
        Head(words.say(lang, "paper.date"), 13), Head(said.say(lang, "client"), _CLIENT), Head(said.say(lang, "about")),
    )  # fmt: skip
    lines = 2 if len(visits) <= _FEW else 1
    rows = [
        (
            _day(each.on), _client(each.client, each.tier, lang, words.name_of(lang, each.state)),
            Cell(said.cut(each.objective, 60), _short(each.discussed, lines * _LINE))
            if each.objective
            else Cell(said.cut(each.discussed, 60)),
        )
        for each in visits
    ]  # fmt: skip
    return Grid(heads, rows)


def _short(text: str, room: int) -> str:
    """As much of a text as stands in the room, so that a busy week stays on two pages."""
    line = in_one_line(text)
    ends = list(accumulate(2 if each >= "\u2e80" else 1 for each in line))
    return line if not ends or ends[-1] <= room else line[: bisect_right(ends, room - 2)].rstrip() + "…"


def _contacts(found: WeeklyReport, lang: str) -> Grid:
    heads = (
        Head(words.say(lang, "paper.date"), 13), Head(said.say(lang, "client"), _CLIENT),
        Head(words.say(lang, "paper.result")),
    )  # fmt: skip
    rows = [
        (
            _day(each.on), Cell(each.client),
            Cell(said.say(lang, "lead_in", lead=words.name_of(lang, each.channel), text=said.cut(each.outcome, 80))),
        )
        for each in found.contacts
    ]  # fmt: skip
    return Grid(heads, rows)


def _day(on: date | None) -> Cell:
    return Cell(f"{on:%m-%d}" if on else "", value=on)


def _activity(activity: str, lang: str) -> str:
    name = words.name_of(lang, Activity(activity)) if activity in set(Activity) else ""
    return name[:1].upper() + name[1:]


def _client(name: str, tier: Tier | None, lang: str, state: str) -> Cell:
    return Cell(name, " · ".join(filter(None, (words.name_of(lang, tier) if tier else "", state))))
