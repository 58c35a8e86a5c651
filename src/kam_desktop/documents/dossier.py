"""A client's whole dossier as a document (D-2.10)."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO, Final

from kam_desktop import words
from kam_desktop.core.client_book import BookPerson, ClientBook
from kam_desktop.documents import client_words as said
from kam_desktop.documents import figures, paged, timeline_words
from kam_desktop.documents.content import Block, Cell, Document, Grid, Head, Note, Pairs, Piece, Text
from kam_desktop.documents.output import Written
from kam_desktop.words import amounts, phrases

_COMING: Final = 14
_GIFTS: Final = 30
_VISITS: Final = 12


def write(book: ClientBook, to: Path | BinaryIO, *, lang: str, invariant: bool = False) -> Written:
    """Writes the dossier as PDF or raises ``FileError``."""
    return paged.write(content(book, lang), to, invariant=invariant)


def content(book: ClientBook, lang: str) -> Document:
    """What the dossier says."""
    return Document(
        lang=lang,
        kind=said.say(lang, "dossier"),
        title=book.client,
        tier=book.tier,
        subject=[(standing(book), False)],
        facts=head_facts(book, lang),
        pieces=[piece for piece in _pieces(book, lang) if piece.blocks],
        running_right=book.on.isoformat() if lang == "zh_CN" else figures.day_in_head(lang, book.on),
        made=said.made(lang, book.printed_by, book.printed_at),
        confidential=words.say(lang, said.CONFIDENTIAL),
        company=book.company,
        logo=book.logo,
        author=book.printed_by,
    )


def standing(book: ClientBook) -> str:
    """Where the client is and what it does, in a line."""
    facts = dict(book.facts)
    return " · ".join(str(facts[name]) for name in ("region", "industry") if facts.get(name))


def head_facts(book: ClientBook, lang: str) -> list[tuple[str, Sequence[str]]]:
    """The four figures of the head: how long, what was bought, how satisfied, when last met."""
    years = (book.on - book.since_on).days // 365 if book.since_on else 0
    stage = dict(book.facts).get("lifecycle_stage")
    since = said.say(lang, "years", n=years) if years else "—"
    if not years and book.since_on:
        since = said.say(lang, "since", on=book.since_on.isoformat())
    bought = amounts.short(lang, book.purchases.twelve_months, book.purchases.currency) if book.purchases else "—"
    score = f"{book.impression} / 5" if book.impression else "—"
    met = book.last_visit_on.isoformat() if book.last_visit_on else "—"
    return [
        (
            said.say(lang, "together"),
            [said.joined(lang, [since, said.small(lang, words.name_of(lang, stage)) if stage else ""])],
        ),
        (said.say(lang, "bought"), [bought]),
        (said.say(lang, "satisfaction"), [score]),
        (said.say(lang, "last_visit"), [met]),
    ]


def _pieces(book: ClientBook, lang: str) -> list[Piece]:
    name = namer(lang)
    note = said.left_out(lang, book.left_out)
    return [
        Piece(name("facts"), facts(book, lang), [note] if note else ()),
        Piece(name("people"), people(book.present, lang), key="people"),
        Piece(name("left_people"), [Pairs([(each.name, each.title or "—") for each in book.people if each.has_left])]
              if any(each.has_left for each in book.people) else ()),
        Piece(name("group"), group(book, lang)),
        Piece(name("policy"), policy(book, lang)),
        Piece(name("next_touches"), [
            said.coming(lang, book.coming[:_COMING], book.on, with_year=True),
            *said.more(lang, len(book.coming) - _COMING)] if book.coming else (), [name("days", n=90)]),
        Piece(name("open_promises"), [said.promises(lang, book.promises)]),
        Piece(name("purchases"), said.purchases(lang, book.purchases) if book.purchases else (),
              [name("chart_unit")]),
        Piece(name("gifts"), [
            said.gifts(lang, book.gifts, _GIFTS), *said.more(lang, len(book.gifts) - _GIFTS)] if book.gifts else (),
            units(lang, [each.currency for each in book.gifts])),
        Piece(name("visits"), [
            said.visits(lang, book.visits[:_VISITS]), *said.more(lang, len(book.visits) - _VISITS)]
              if book.visits else ()),
        Piece(name("agreements"), agreements(book, lang)),
        Piece(name("timeline"), timeline_words.digest(book, lang)),
        Piece(name("completeness"), [Text(completeness(book, lang))]),
    ]  # fmt: skip


def namer(lang: str) -> Any:
    """Says words of the client's documents in one language."""

    def name(key: str, **params: Any) -> str:
        return said.say(lang, key, **params)

    return name


def facts(book: ClientBook, lang: str) -> list[Block]:
    """What is known of the client, field by field."""
    rows = [(phrases.field(lang, _FIELDS.get(name, name)), _value(lang, name, value)) for name, value in book.facts]
    if book.shares:
        rows.append((phrases.field(lang, "supplier_shares"), said.share_line(lang, book.shares)))
    rows += list(book.custom)
    if book.notes:
        rows.append((phrases.field(lang, "notes"), book.notes))
    return [Pairs(rows)] if rows else [Note(words.say(lang, "paper.none"))]


_FIELDS: Final = {"annual_revenue": "annual_revenue_minor"}


def _value(lang: str, name: str, value: Any) -> str:
    if name == "annual_revenue":
        return amounts.short(lang, *value)
    if isinstance(value, tuple):
        return said.joined(lang, value)
    if isinstance(value, date):
        return value.isoformat()
    return words.name_of(lang, value) if hasattr(value, "value") else str(value)


def people(found: Sequence[BookPerson], lang: str) -> list[Block]:
    """The people with role, attitude, reach and who of ours knows them; what is private stands below."""
    if not found:
        return [Note(words.say(lang, "paper.none"))]
    heads = (
        Head(said.say(lang, "name"), 34), Head(said.say(lang, "role"), 32), Head(said.say(lang, "reach")),
        Head(said.say(lang, "known_by"), 27),
    )  # fmt: skip
    rows = [
        (
            Cell(each.name, said.joined(lang, [each.title, _reports(lang, each)]), is_bold=each.is_primary),
            Cell(said.person_title(lang, each), said.birthday(lang, each)),
            _reach(each),
            Cell(said.ties(lang, each)),
        )
        for each in found
    ]
    private = private_lines(found, lang)
    return [Grid(heads, rows), *([Pairs(private)] if private else ())]


def _reach(person: BookPerson) -> Cell:
    """Phones, and the rest below them; whatever there is stands first."""
    rest = [*person.emails, *([person.wechat] if person.wechat else ())]
    if not person.phones:
        return Cell("\n".join(rest))
    return Cell("\n".join(person.phones), "\n".join(rest))


def _reports(lang: str, person: BookPerson) -> str:
    return said.say(lang, "reports_to", name=person.reports_to) if person.reports_to else ""


def private_lines(found: Sequence[BookPerson], lang: str) -> list[tuple[str, str]]:
    """What each person told us of life outside work; a taboo first."""
    rows = []
    for each in found:
        parts = [
            said.say(lang, f"private.{name}", text=said.joined(lang, str(value).split("\n")))
            for name in ("taboos", "hobbies", "personality", "family", "hometown")
            if (value := getattr(each, name))
        ]
        if parts:
            rows.append((each.name, said.say(lang, "sentence").join(parts)))
    return rows


def group(book: ClientBook, lang: str) -> list[Block]:
    """Parent companies above, subsidiaries below."""
    here = next((each.depth for each in book.group if each.is_here), 0)
    rows = []
    for each in book.group:
        name = "this_one" if each.is_here else "parent" if each.depth < here else "subsidiary"
        tier = f" · {words.name_of(lang, each.tier)}" if each.tier else ""
        rows.append((said.say(lang, name), each.name + tier))
    if not rows:
        return []
    return [Pairs(rows, is_bold=False), *([Note(said.say(lang, "more_companies"))] if book.has_more_companies else ())]


def policy(book: ClientBook, lang: str) -> list[Block]:
    """What the service policy asks for."""
    if not book.policy:
        return []
    rows = [
        (said.large(words.name_of(lang, activity)), said.say(lang, "every", n=ideal, latest=latest))
        for activity, ideal, latest in book.policy
    ]
    return [Pairs(rows, is_bold=False)]


def agreements(book: ClientBook, lang: str) -> list[Block]:
    """Contracts and memberships with their dates."""
    if not book.agreements:
        return []
    heads = (
        Head(said.say(lang, "title")), Head(said.say(lang, "kind"), 30), Head(said.say(lang, "starts"), 24),
        Head(said.say(lang, "ends"), 24, is_right=True),
    )  # fmt: skip
    rows = [
        (
            Cell(each.title, words.name_of(lang, each.state)), Cell(words.name_of(lang, each.kind)),
            said.day(each.starts_on), said.day(each.ends_on),
        )
        for each in book.agreements
    ]  # fmt: skip
    return [Grid(heads, rows)]


def completeness(book: ClientBook, lang: str) -> str:
    """How complete the dossier is, and what is missing by name."""
    missing = said.joined(lang, [phrases.field(lang, name) for name in book.missing])
    key = "complete" if not missing else "incomplete"
    return said.say(lang, key, percent=book.completeness, missing=missing)


def units(lang: str, currencies: Sequence[str]) -> list[str]:
    """The unit of a table's figures for its margin; several currencies stand beside the figures instead."""
    different = set(currencies)
    if len(different) != 1:
        return []
    key = f"paper.currency.{different.pop()}"
    return [words.say(lang, key)] if words.has(lang, key) else list(different)
