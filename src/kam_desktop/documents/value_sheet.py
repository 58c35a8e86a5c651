"""Delivered value on one page (D-8.3): the last scorings side by side, value and cost over time, what was said."""

from collections.abc import Sequence
from typing import Any

from kam_desktop import words
from kam_desktop.core.delivered_value import ScoreRow
from kam_desktop.core.rules.delivered_value import BEST, COSTS, VALUES
from kam_desktop.core.value_sheet import ValueSheet
from kam_desktop.documents import client_words, figures
from kam_desktop.documents.content import Block, Cell, Course, Document, Grid, Head, Note, Pairs, Piece

_BESIDE = 4  # scorings side by side
_NOTES, _LONGEST = 3, 54


def say(lang: str, key: str, **params: Any) -> str:
    """Words of the sheet."""
    return words.say(lang, f"paper.value_sheet.{key}", **params)


def content(sheet: ValueSheet, lang: str) -> Document:
    """What the sheet says."""
    return Document(
        lang=lang,
        kind=say(lang, "kind"),
        title=sheet.client,
        tier=sheet.tier,
        facts=_facts(sheet, lang),
        pieces=_pieces(sheet, lang),
        running_right=sheet.on.isoformat() if lang == "zh_CN" else figures.day_in_head(lang, sheet.on),
        made=client_words.made(lang, sheet.printed_by, sheet.printed_at),
        confidential=words.say(lang, client_words.CONFIDENTIAL),
        company=sheet.company,
        logo=sheet.logo,
        author=sheet.printed_by,
    )


def _facts(sheet: ValueSheet, lang: str) -> list[tuple[str, list[str]]]:
    facts = [(words.say(lang, "paper.manager"), [sheet.owner or "—"])]
    if not sheet.scores:
        return facts
    last = sheet.scores[-1]
    balance = last.delivered.balance
    return [
        (say(lang, "last_scored"), [last.on.isoformat()]),
        (say(lang, "value_and_cost"), [f"{_mean(last.delivered.value)} / {_mean(last.delivered.cost)}"]),
        (say(lang, "balance"), [_signed(balance)]),
        *facts,
    ]


def _pieces(sheet: ValueSheet, lang: str) -> list[Piece]:
    if not sheet.scores:
        return [Piece(say(lang, "scores"), [Note(say(lang, "nothing"))])]
    shown = sheet.scores[-_BESIDE:]
    count = say(lang, "last_of", n=len(shown), all=len(sheet.scores)) if len(sheet.scores) > len(shown) else ""
    pieces = [Piece(say(lang, "scores"), [_table(shown, lang), Note(say(lang, "scale"))], [count] if count else [])]
    for side in ("value", "cost"):
        known = [row for row in sheet.scores if getattr(row.delivered, side) is not None]
        if len(known) > 1:
            pieces.append(
                Piece(say(lang, f"{side}_over_time"), [_course(known, side, lang)], [say(lang, "unit", n=BEST)])
            )
    notes = [
        (row.on.isoformat(), client_words.cut(row.notes, _LONGEST))
        for row in reversed(sheet.scores)
        if row.notes.strip()
    ][:_NOTES]
    blocks: list[Block] = [Pairs(notes, is_bold=False)] if notes else [Note(words.say(lang, "paper.none"))]
    return [*pieces, Piece(say(lang, "notes"), blocks)]


def _table(rows: Sequence[ScoreRow], lang: str) -> Grid:
    """The criteria one below the other, the days side by side; means in bold."""
    heads = [Head(say(lang, "criterion")), *[Head(row.on.isoformat(), 21, is_right=True) for row in rows]]
    body = [
        (Cell(words.say(lang, f"value_score.{name}")), *[_score(row.scores[name]) for row in rows])
        for name in (*VALUES, *COSTS)
    ]
    means = [
        _means(say(lang, "value"), [_mean(row.delivered.value) for row in rows]),
        _means(say(lang, "cost"), [_mean(row.delivered.cost) for row in rows]),
        _means(say(lang, "balance"), [_signed(row.delivered.balance) for row in rows]),
    ]
    return Grid(heads, body, means)


def _means(name: str, told: Sequence[str]) -> tuple[Cell, ...]:
    return (Cell(name, is_bold=True), *[Cell(each, is_bold=True) for each in told])


def _score(score: int | None) -> Cell:
    return Cell("" if score is None else str(score), value=score)


def _mean(value: float | None) -> str:
    return "—" if value is None else f"{value:.1f}"


def _signed(value: float | None) -> str:
    """Zero has no sign."""
    return "—" if value is None else f"{value:+.1f}" if round(value, 1) else "0.0"


def _course(rows: Sequence[ScoreRow], side: str, lang: str) -> Course:
    data = [
        (row.on.isoformat(), round(100 * getattr(row.delivered, side)), _mean(getattr(row.delivered, side)))
        for row in rows
    ]
    return Course(data, (words.say(lang, "paper.date"), say(lang, side)), 100 * BEST)
