"""The list of open promises: ours, then theirs, manager by manager, the overdue first (D-6.2)."""

from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from kam_desktop import words
from kam_desktop.core.promise_lists import PromiseLine, PromiseList
from kam_desktop.core.rules.kinds import CommitmentState, Side
from kam_desktop.core.visit_report import ReportCommitment
from kam_desktop.documents import client_words as said
from kam_desktop.documents import figures, paged
from kam_desktop.documents.content import Cell, Document, Grid, Head, Note, Piece
from kam_desktop.documents.output import Written


def write(found: PromiseList, to: Path | BinaryIO, *, lang: str, invariant: bool = False) -> Written:
    """Writes the list as PDF or raises ``FileError``."""
    return paged.write(content(found, lang), to, invariant=invariant)


def content(found: PromiseList, lang: str) -> Document:
    """What the list says."""
    late = sum(line.is_late for line in found.lines)
    name = found.manager or said.say(lang, "everybody")
    return Document(
        lang=lang,
        kind=said.say(lang, "promises"),
        title=name,
        subject=[(_period(found, lang), False)],
        facts=[
            (said.say(lang, "as_of"), [found.on.isoformat()]),
            (said.say(lang, "ours"), [str(len(found.of(Side.OURS)))]),
            (said.say(lang, "theirs"), [str(len(found.of(Side.CLIENT)))]),
            (said.say(lang, "overdue"), [str(late)]),
        ],
        pieces=_pieces(found, lang),
        running_right=found.on.isoformat() if lang == "zh_CN" else figures.day_in_head(lang, found.on),
        made=said.made(lang, found.printed_by, found.printed_at),
        confidential=words.say(lang, said.CONFIDENTIAL),
        company=found.company,
        logo=found.logo,
        author=found.printed_by,
    )


def _period(found: PromiseList, lang: str) -> str:
    first, last = found.first_on, found.last_on
    if first and last:
        return said.say(lang, "due_between", first=first.isoformat(), last=last.isoformat())
    if first:
        return said.say(lang, "due_from", on=first.isoformat())
    return said.say(lang, "due_until", on=last.isoformat()) if last else ""


def _pieces(found: PromiseList, lang: str) -> list[Piece]:
    pieces = []
    for side in (Side.OURS, Side.CLIENT):
        lines = found.of(side)
        managers = list(dict.fromkeys(sorted(line.manager for line in lines)))
        for manager in managers:
            own = [line for line in lines if line.manager == manager]
            late = sum(line.is_late for line in own)
            note = said.say(lang, "count_late" if late else "count", n=len(own), late=late)
            notes = [note] if len(found.managers) < 2 else [manager or "—", note]
            pieces.append(Piece(said.side(lang, side), [_grid(own, lang)], notes))
        if not lines:
            pieces.append(Piece(said.side(lang, side), [Note(words.say(lang, "paper.none"))]))
    return pieces


def _grid(lines: Sequence[PromiseLine], lang: str) -> Grid:
    """Promises of several clients as a table."""
    heads = (
        Head(words.say(lang, "paper.item")), Head(said.say(lang, "client"), 34),
        Head(words.say(lang, "paper.owner"), 24),
        Head(words.say(lang, "paper.due"), 27, is_right=True),
    )  # fmt: skip
    return Grid(heads, [_row(line, lang) for line in lines])


def _row(line: PromiseLine, lang: str) -> tuple[Cell, ...]:
    promise = ReportCommitment(line.text, line.owner, line.side, line.due_on, CommitmentState.OPEN, line.days_left)
    made = said.say(lang, "made_on", on=line.made_on.isoformat()) if line.made_on else ""
    tier = words.name_of(lang, line.tier) if line.tier else ""
    return Cell(line.text, made), Cell(line.client, tier), Cell(line.owner), said.due(lang, promise)
