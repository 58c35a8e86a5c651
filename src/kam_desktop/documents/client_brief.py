"""One page for the car before a visit: who, what not to say, what was promised, what to talk about (D-5.10)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import BinaryIO, Final

from kam_desktop import words
from kam_desktop.core.client_book import ClientBook, Talk
from kam_desktop.core.rules.kinds import GiftDirection
from kam_desktop.documents import client_words as said
from kam_desktop.documents import dossier, figures, paged
from kam_desktop.documents.content import Block, Cell, Document, Grid, Head, Note, Pairs, Piece, Text
from kam_desktop.documents.output import Written
from kam_desktop.words import phrases

_SIZES: Final = ((12, 200), (9, 160), (7, 120), (5, 100), (4, 80), (3, 60), (2, 40), (1, 30))  # lines, characters


def write(book: ClientBook, to: Path | BinaryIO, *, lang: str, invariant: bool = False) -> Written:
    """Writes the brief as a PDF of one page or raises ``FileError``."""
    return paged.write(content(book, lang), to, invariant=invariant)


def content(book: ClientBook, lang: str) -> Document:
    """What the brief says: as much of it as one page holds, and how much more there is."""
    for most, length in _SIZES:
        made = _content(book, lang, most, length)
        if paged.page_counts(made) == [1]:
            break
    return made


def _content(book: ClientBook, lang: str, most: int, length: int) -> Document:
    return Document(
        lang=lang,
        kind=said.say(lang, "brief"),
        title=said.cut(book.client, max(40, length)),
        tier=book.tier,
        subject=[(said.cut(book.address, length) or dossier.standing(book), False)],
        facts=dossier.head_facts(book, lang),
        pieces=[piece for piece in _pieces(book, lang, most, length) if piece.blocks],
        running_right=book.on.isoformat() if lang == "zh_CN" else figures.day_in_head(lang, book.on),
        made=said.made(lang, book.printed_by, book.printed_at),
        confidential=words.say(lang, said.CONFIDENTIAL),
        company=book.company,
        logo=book.logo,
        author=book.printed_by,
    )


def _pieces(book: ClientBook, lang: str, most: int, length: int) -> list[Piece]:
    name, note = dossier.namer(lang), said.left_out(lang, book.left_out)
    taboos = [
        (each.name, said.cut(said.joined(lang, each.taboos.splitlines()), length))
        for each in book.present
        if each.taboos
    ]
    likes = [
        (each.name, said.cut(said.joined(lang, each.hobbies.splitlines()), length))
        for each in book.present
        if each.hobbies
    ]
    given = next((each for each in book.gifts if each.direction is GiftDirection.GIVEN), None)
    return [
        Piece(name("see_whom"), _people(book, lang, most, length), [note] if note else ()),
        Piece(name("taboos"), _some(taboos, lang, most)),
        Piece(name("likes"), _some(likes, lang, most)),
        Piece(name("open_promises"), _promises(book, lang, most, length)),
        Piece(name("talk_about"), _talk(book, lang, most, length)),
        Piece(name("next_days", n=90), [
            said.coming(lang, book.coming[: max(1, most // 2)], book.on),
            *said.more(lang, len(book.coming) - max(1, most // 2))] if book.coming and most > 1 else ()),
        Piece(name("last_gift"), [Text(said.joined(lang, [
            given.on.isoformat(), said.cut(given.item, length), given.person, phrases.money(given.minor, given.currency),
            said.cut(given.reception, length)]))] if given else ()),
        Piece(name("purchases"), [Text(said.trend(lang, book.purchases))] if book.purchases else ()),
    ]  # fmt: skip


def _some(rows: Sequence[tuple[str, str]], lang: str, most: int) -> list[Block]:
    return [Pairs(rows[:most]), *said.more(lang, len(rows) - most)] if rows else []


def _people(book: ClientBook, lang: str, most: int, length: int) -> list[Block]:
    if not book.present:
        return [Note(words.say(lang, "paper.none"))]
    heads = (Head(said.say(lang, "name"), 50), Head(said.say(lang, "role"), 36), Head(said.say(lang, "phone")))
    rows = [
        (
            Cell(said.cut(each.name, length), said.cut(each.title, length), is_bold=each.is_primary),
            Cell(said.person_title(lang, each), said.cut(each.preferred, length)),
            Cell("\n".join(each.phones[:2])),
        )
        for each in book.present[:most]
    ]
    return [Grid(heads, rows), *said.more(lang, len(book.present) - most)]


def _promises(book: ClientBook, lang: str, most: int, length: int) -> list[Block]:
    shown = [replace(each, text=said.cut(each.text, length)) for each in book.promises[:most]]
    return [said.promises(lang, shown), *said.more(lang, len(book.promises) - most)]


def _talk(book: ClientBook, lang: str, most: int, length: int) -> list[Block]:
    told = book.talk[: max(1, most // 2)]
    rows = [_point(lang, each, book.on, length) for each in told]
    return [Pairs(rows, is_bold=False), *said.more(lang, len(book.talk) - len(told))] if rows else []


def _point(lang: str, told: Talk, today: date, length: int) -> tuple[str, str]:
    on = f"{told.on:%m-%d}" if told.on else "·"
    text = phrases.point(lang, told.code, told.params, today)
    return on, said.cut(said.undoubled(lang, text, told.on and told.params.get("birthday")), length)
