"""What passed between a client and us, line by line (D-2.3): how each kind of fact is called and told on paper."""

import json
from collections.abc import Sequence
from typing import Any, Final

from kam_desktop import words
from kam_desktop.core.client_book import BookLine, ClientBook
from kam_desktop.core.rules import delivered_value
from kam_desktop.core.rules.kinds import (
    Activity,
    AgreementKind,
    AttachmentKind,
    CommitmentState,
    FavourDirection,
    GiftDirection,
    OccasionKind,
    ServiceKind,
    StaffChangeKind,
    VisitState,
)
from kam_desktop.core.rules.lines import in_one_line
from kam_desktop.documents import client_words as said
from kam_desktop.documents import figures
from kam_desktop.documents.content import Block, Cell, Grid, Head
from kam_desktop.words import phrases

_CODED: Final[dict[str, Any]] = {"visit": VisitState, "commitment": CommitmentState}


def digest(book: ClientBook, lang: str) -> list[Block]:
    """The newest facts of all kinds, one line each."""
    return [*grid(book.timeline, lang), *said.more(lang, book.timeline_count - len(book.timeline))]


def grid(lines: Sequence[BookLine], lang: str) -> list[Block]:
    """These facts as a table; no table where there are none."""
    heads = (
        Head(words.say(lang, "paper.date"), 21), Head(said.say(lang, "what"), 27), Head(said.say(lang, "content")),
    )  # fmt: skip
    return [Grid(heads, [_cells(lang, each) for each in lines])] if lines else []


def _cells(lang: str, line: BookLine) -> tuple[Cell, ...]:
    """One fact of the timeline as a row."""
    what, text = _told(lang, line)
    people = said.joined(lang, [*line.people, line.by if line.by not in line.people else ""])
    return said.day(line.on), Cell(what), Cell(said.cut(text, 200), people)


def _told(lang: str, line: BookLine) -> tuple[str, str]:
    if line.fact == "business":
        return _business(lang, line)
    params, kind = line.params, said.say(lang, f"fact.{line.fact}")
    both = said.joined(lang, [line.title, in_one_line(line.text)])
    if line.fact in ("contact", "skipped"):
        activity = params.get("activity")
        named = words.name_of(lang, Activity(activity)) if activity in set(Activity) else ""
        what = said.large(named or (words.name_of(lang, line.channel) if line.channel else kind))
        return (f"{kind} · {what}" if line.fact == "skipped" else what), both
    if line.fact in _CODED:
        return f"{kind} · {words.name_of(lang, _CODED[line.fact](params['state']))}", both
    if line.fact == "gift":
        value = figures.money(params["value"], params["currency"]) if params["value"] else ""
        received = params["direction"] == GiftDirection.RECEIVED
        return (words.name_of(lang, GiftDirection.RECEIVED) if received else kind), said.joined(
            lang, [line.title, value]
        )
    if line.fact == "change":
        return (
            kind,
            f"{phrases.field(lang, params['field'])} {_level(lang, params, 'before')} → {_level(lang, params, 'after')}",
        )
    if line.fact == "purchase":
        return kind, said.joined(lang, [line.title, figures.money(params["amount"], params["currency"])])
    return _named(lang, line, kind), both


def _business(lang: str, line: BookLine) -> tuple[str, str]:
    """An agreement with its end, a service with what it cost, a scoring with both means."""
    params = line.params
    if params["source"] == "value":
        scores = [
            zip(names, json.loads(params[side]), strict=True)
            for names, side in ((delivered_value.VALUES, "first"), (delivered_value.COSTS, "second"))
        ]
        scored = delivered_value.reckon(dict(pair for side in scores for pair in side))
        value, cost = ("—" if each is None else f"{each:.1f}" for each in (scored.value, scored.cost))
        return said.say(lang, "fact.value"), said.joined(
            lang, [said.say(lang, "scored", value=value, cost=cost), line.text]
        )
    if params["source"] == "service":
        cost = phrases.money(params["first"], params["second"]) if params["first"] else ""
        return said.large(words.name_of(lang, ServiceKind(params["kind"]))), said.joined(
            lang, [line.title, line.text, cost]
        )
    until = said.say(lang, "until", on=params["first"]) if params["first"] else ""
    return said.large(words.name_of(lang, AgreementKind(params["kind"]))), said.joined(
        lang, [line.title, until, line.text]
    )


def _level(lang: str, params: dict[str, Any], side: str) -> str:
    value, name = str(params[side]), params["field"]
    kinds = {"lifecycle_stage": "LifecycleStage", "value_band": "ValueBand", "tier": "Tier", "status": "ClientStatus"}
    key = f"enum.{kinds.get(name, '')}.{value}"
    return words.say(lang, key) if words.has(lang, key) else value or "—"


def _named(lang: str, line: BookLine, kind: str) -> str:
    """A fact that has a vocabulary of its own is called by it."""
    value = line.params.get("kind") or line.params.get("direction")
    for members in (StaffChangeKind, OccasionKind, AttachmentKind, FavourDirection):
        if value in set(members) and line.fact in _OF[members.__name__]:
            return said.large(words.name_of(lang, members(value)))
    return kind


_OF: Final = {
    "StaffChangeKind": ("staff",), "OccasionKind": ("occasion",), "AttachmentKind": ("file",),
    "FavourDirection": ("favour",),
}  # fmt: skip
