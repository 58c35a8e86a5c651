"""The handover book: what the next manager reads first, then all that they need (D-2.10, D-12.1)."""

from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, Final

from kam_desktop import words
from kam_desktop.core.client_book import BookGift, BookPerson, ClientBook, HandoverBook, Talk
from kam_desktop.core.rules import shares
from kam_desktop.core.rules.kinds import Attitude
from kam_desktop.core.rules.lines import in_one_line
from kam_desktop.documents import client_words as said
from kam_desktop.documents import dossier, paged, timeline_words
from kam_desktop.documents.content import (
    Block,
    Cell,
    Contents,
    Document,
    Grid,
    Head,
    Note,
    Pairs,
    Piece,
    Points,
    Signatures,
    Text,
)
from kam_desktop.documents.output import Written
from kam_desktop.words import amounts

_GIFT_DAYS: Final = 730
_LINES: Final = (6, 5, 4, 3, 2, 1)  # of each kind on the first page: as many as it holds
_VISITS: Final = 60
_HISTORY: Final = ("change", "staff", "occasion", "favour", "note")


def write(handover: HandoverBook, to: Path | BinaryIO, *, lang: str, invariant: bool = False) -> Written:
    """Writes the book as PDF or raises ``FileError``."""
    return paged.write(content(handover, lang), to, invariant=invariant)


def content(handover: HandoverBook, lang: str) -> Document:
    """What the book says; what must be known first stands on the first page, as much of it as that holds."""
    for most in _LINES:
        made = _content(handover, lang, most)
        if paged.page_counts(made)[0] == 1:
            break
    return made


def _content(handover: HandoverBook, lang: str, most: int) -> Document:
    book = handover.book
    arrow = f"{handover.from_owner or '—'} → {handover.to_owner or '—'}"
    return Document(
        lang=lang,
        kind=said.say(lang, "handover"),
        title=book.client,
        tier=book.tier,
        subject=[(arrow, True), (f"    {said.say(lang, 'from_day', on=handover.on.isoformat())}", False)],
        facts=dossier.head_facts(book, lang),
        pieces=[piece for piece in [*_first(handover, lang, most), *_rest(handover, lang, most)] if piece.blocks],
        running_right=arrow,
        made=said.made(lang, book.printed_by, book.printed_at),
        confidential=said.say(lang, "both_only"),
        company=book.company,
        logo=book.logo,
        author=book.printed_by,
    )


def points(clues: tuple[Talk, ...], lang: str) -> list[str]:
    """What follows from the facts, in words: the beginning up to the first full stop is set bold."""
    return [clue(each, lang) for each in clues]


def clue(told: Talk, lang: str) -> str:
    """One thing to know."""
    params = dict(told.params)
    if told.code == "thread":
        lead = words.say(lang, "handover.clue.thread")
        return lead + words.say(lang, f"thread.{params['code']}", name=params["name"], colleague=params["colleague"])
    if isinstance(params.get("attitude"), Attitude):
        params["attitude"] = said.small(lang, words.name_of(lang, params["attitude"]))
    if "amount" in params:
        params["amount"] = amounts.short(lang, params["amount"], params["currency"])
    if told.code == "competitor":
        params["percent"] = shares.shown(params["percent"])
    if "title" in params and told.code != "agreement":
        params["title"] = said.say(lang, "bracket", text=params["title"]) if params["title"] else ""
    if "text" in params:
        params["text"] = said.cut(str(params["text"]), 70)
    return words.say(lang, f"handover.clue.{told.code}", **params)


def halves(text: str) -> tuple[str, str]:
    """A point as its bold beginning, up to the first full stop, and the rest."""
    line = in_one_line(text)
    for stop in ("。", ". ", "：", ": "):
        at = line.find(stop)
        if 0 < at < 40:
            end = at + len(stop.strip())
            return line[:end], line[end:].strip()
    return ("", line) if len(line) > 24 else (line, "")


def _first(handover: HandoverBook, lang: str, most: int) -> list[Piece]:
    """The first page: what must be known before the first call."""
    book, name = handover.book, dossier.namer(lang)
    told = list(handover.points) or points(handover.clues, lang)
    coming, taboos = book.coming, dossier.private_lines(book.present, lang)
    gifts = _gifts(book)
    note = said.left_out(lang, book.left_out)
    pieces = [
        Piece(name("read_first"), [Points([halves(each) for each in told])] if told else ()),
        Piece(name("open_promises"), [
            said.promises(lang, book.promises[: most]),
            *said.more(lang, len(book.promises) - most)]),
        Piece(name("taboos_and_likes"), [
            Pairs(taboos[: most]), *said.more(lang, len(taboos) - most)] if taboos
              else [Note(words.say(lang, "paper.none"))], [note] if note else ()),
        Piece(name("next_days", n=90), [
            said.coming(lang, coming[: most], book.on), *said.more(lang, len(coming) - most)]
              if coming else [Note(words.say(lang, "paper.none"))]),
        Piece(name("gifts_given"), [
            said.gifts(lang, gifts, most), *said.more(lang, len(gifts) - most)] if gifts
              else [Note(words.say(lang, "paper.none"))],
              [name("last_24_months"), *dossier.units(lang, [each.currency for each in gifts])]),
    ]  # fmt: skip
    entries = [(piece.name, piece.key) for piece in _rest(handover, lang, most) if piece.blocks]
    labels = (name("handed_by"), name("taken_by"), words.say(lang, "paper.book.lead"))
    return [*pieces, Piece(name("book_contents"), [Contents(entries), Signatures(labels)])]


def _gifts(book: ClientBook) -> list[BookGift]:
    return [each for each in book.gifts if (book.on - each.on).days <= _GIFT_DAYS]


def _rest(handover: HandoverBook, lang: str, most: int) -> list[Piece]:
    """All else, from the second page on."""
    book, name = handover.book, dossier.namer(lang)
    visits: list[Block] = []
    if book.visits:
        visits = [said.visits(lang, book.visits[:_VISITS]), *said.more(lang, len(book.visits) - _VISITS)]
    history = [line for line in book.timeline if line.fact in _HISTORY]
    return [
        Piece(name("people"), dossier.people(_bare(book, most), lang), key="people", turns=True),
        Piece(name("facts"), dossier.facts(book, lang), key="facts"),
        Piece(name("purchases"), said.purchases(lang, book.purchases) if book.purchases else (),
              [name("chart_unit")], key="purchases"),
        Piece(name("visits"), visits, key="visits"),
        Piece(name("agreements"), dossier.agreements(book, lang), key="agreements"),
        Piece(name("all_gifts"), [said.gifts(lang, book.gifts)] if len(book.gifts) > most else (), key="gifts"),
        Piece(name("all_promises"), [said.promises(lang, book.promises)]
              if len(book.promises) > most else (), key="promises"),
        Piece(name("all_coming"), [said.coming(lang, book.coming, book.on, with_year=True)]
              if len(book.coming) > most else (), [name("days", n=90)], key="coming"),
        Piece(name("history"), timeline_words.grid(history, lang), key="history"),
        Piece(name("split"), _split(handover, lang), key="split"),
        Piece(name("remarks"), [Text(handover.notes)] if handover.notes.strip() else (), key="remarks"),
    ]  # fmt: skip


def _bare(book: ClientBook, most: int) -> list[BookPerson]:
    """The people; what they like stands on the first page where there is room for all."""
    if len(dossier.private_lines(book.present, "zh_CN")) > most:
        return list(book.present)
    return [replace(each, taboos="", hobbies="") for each in book.present]


def _split(handover: HandoverBook, lang: str) -> list[Block]:
    """Who has which part of the commission from which day on (D-12.1)."""
    if not handover.split:
        return [Note(said.say(lang, "split_none"))]
    heads = (
        Head(said.say(lang, "from")), Head(handover.from_owner or said.say(lang, "handed_by"), 36, is_right=True),
        Head(handover.to_owner or said.say(lang, "taken_by"), 36, is_right=True),
    )  # fmt: skip
    rows = [
        (said.day(on), Cell(f"{100 - percent}%", value=100 - percent), Cell(f"{percent}%", value=percent))
        for on, percent in handover.split
    ]
    return [Grid(heads, rows)]
