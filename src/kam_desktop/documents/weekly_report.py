"""The report of a week: figures, what was written, what took place, what comes next (D-6.5)."""

from collections import Counter
from datetime import date
from pathlib import Path
from typing import BinaryIO, Final

from kam_desktop import words
from kam_desktop.core.rules.kinds import Activity, Channel
from kam_desktop.core.weekly import WeeklyReport, WeekTexts, WeekTouch, WeekVisit
from kam_desktop.documents import client_words as said
from kam_desktop.documents import dossier, paged, promise_list
from kam_desktop.documents.content import Block, Cell, Document, Grid, Head, Note, Piece, Text
from kam_desktop.documents.output import Written

_CALLS: Final = (Channel.CALL, Channel.MESSAGE, Channel.EMAIL)
_TOUCHES: Final = 30


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
        kinds = Counter(each.channel for each in found.next_touches)
        named = [
            said.say(lang, "draft.channel", channel=words.name_of(lang, kind), n=kinds[kind])
            for kind in Channel
            if kinds[kind]
        ]
        plans.append(said.say(lang, "draft.touches", list=said.joined(lang, named)))
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
        Piece(name("problems"), [Text(texts.problems)] if texts.problems.strip() else ()),
        Piece(name("visits"), [_visits(found.visits, lang)] if found.visits else _none(lang)),
        Piece(name("contacts"), [_contacts(found, lang)] if found.contacts else ()),
        Piece(name("promises_kept"), [promise_list.grid(found.kept, lang, is_kept=True)] if found.kept else ()),
        Piece(name("overdue_ours"), [promise_list.grid(found.late, lang)] if found.late else ()),
        Piece(name("next_week"), _text(texts.plans, lang)),
        Piece(name("next_visits"), [_visits(found.next_visits, lang)] if found.next_visits else ()),
        Piece(name("week_touches"), _touches(found.next_touches, lang)),
    ]


def _none(lang: str) -> list[Block]:
    return [Note(words.say(lang, "paper.none"))]


def _text(text: str, lang: str) -> list[Block]:
    return [Text(text)] if text.strip() else _none(lang)


def _visits(visits: tuple[WeekVisit, ...], lang: str) -> Grid:
    heads = (
        Head(words.say(lang, "paper.date"), 21), Head(said.say(lang, "client"), 38), Head(said.say(lang, "about")),
        Head(said.say(lang, "state"), 20, is_right=True),
    )  # fmt: skip
    rows = [
        (
            said.day(each.on), _client(each.client, each.tier, lang),
            Cell(said.cut(each.objective or each.discussed, 120), said.cut(each.discussed, 160) if each.objective else ""),
            Cell(words.name_of(lang, each.state)),
        )
        for each in visits
    ]  # fmt: skip
    return Grid(heads, rows)


def _contacts(found: WeeklyReport, lang: str) -> Grid:
    heads = (
        Head(words.say(lang, "paper.date"), 21), Head(said.say(lang, "client"), 38),
        Head(words.say(lang, "paper.channel"), 20), Head(words.say(lang, "paper.result")),
    )  # fmt: skip
    rows = [
        (
            said.day(each.on), _client(each.client, each.tier, lang), Cell(words.name_of(lang, each.channel)),
            Cell(said.cut(each.outcome, 160)),
        )
        for each in found.contacts
    ]  # fmt: skip
    return Grid(heads, rows)


def _touches(touches: tuple[WeekTouch, ...], lang: str) -> list[Block]:
    if not touches:
        return []
    heads = (
        Head(words.say(lang, "paper.date"), 21), Head(said.say(lang, "client")), Head(words.say(lang, "paper.channel"), 24),
        Head(said.say(lang, "what"), 32),
    )  # fmt: skip
    rows = [
        (
            said.day(each.on), _client(each.client, each.tier, lang), Cell(words.name_of(lang, each.channel)),
            Cell(_activity(each.activity, lang)),
        )
        for each in touches[:_TOUCHES]
    ]  # fmt: skip
    return [Grid(heads, rows), *said.more(lang, len(touches) - _TOUCHES)]


def _activity(activity: str, lang: str) -> str:
    name = words.name_of(lang, Activity(activity)) if activity in set(Activity) else ""
    return name[:1].upper() + name[1:]


def _client(name: str, tier: object, lang: str) -> Cell:
    return Cell(name, words.say(lang, f"enum.Tier.{tier}") if tier else "")
