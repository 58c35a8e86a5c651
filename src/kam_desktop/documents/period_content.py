"""A period of visits as content, for Word and sheets: summary, index, the visits, appendix (D-6.3)."""

from kam_desktop import words
from kam_desktop.core.visit_period import VisitPeriod
from kam_desktop.documents import client_words as book_words
from kam_desktop.documents import dossier, figures, visit_content
from kam_desktop.documents import period_words as said
from kam_desktop.documents.content import Block, Cell, Document, Grid, Head, Pairs, Piece, Points, Text


def content(seen: VisitPeriod, lang: str) -> Document:
    """What the report says; each visit begins on a page of its own."""
    period = said.name(lang, seen.kind, seen.first_on, seen.last_on)
    return Document(
        lang=lang,
        kind=said.say(lang, f"kind.{seen.kind}"),
        title=period,
        subject=[(said.whose(lang, seen), True)],
        facts=[
            (said.say(lang, "visits"), [str(len(seen.visits))]),
            (said.say(lang, "clients"), [str(seen.clients_met)]),
            (said.say(lang, "on_time"), [said.say(lang, "reports_of", n=seen.on_time, due=seen.handed_in)]),
            (said.say(lang, "open_promises"), [str(len(seen.promises)), said.as_of(lang, seen)]),
        ],
        pieces=[
            piece for piece in [*_summary(seen, lang), *_visits(seen, lang), *_appendix(seen, lang)] if piece.blocks
        ],
        running_right=period,
        made=book_words.made(lang, seen.printed_by, seen.printed_at),
        confidential=words.say(lang, book_words.CONFIDENTIAL),
        company=seen.company,
        logo=seen.logo,
        author=seen.printed_by,
    )


def _summary(seen: VisitPeriod, lang: str) -> list[Piece]:
    written = [
        Piece(said.say(lang, f"text.{key}"), [Text(text)], [each.manager] if each.manager != seen.name else ())
        for each in seen.texts
        for key, text in (("summary", each.summary), ("next", each.next_week), ("problems", each.problems))
        if text.strip()
    ]
    heads = (
        Head(words.say(lang, "paper.manager")), Head(said.say(lang, "met_owned"), 40, is_right=True),
        Head(said.say(lang, "percent"), 30, is_right=True),
    )  # fmt: skip
    rows = [
        (
            Cell(each.name), Cell(f"{each.part} / {each.whole}"),
            Cell("—" if each.percent is None else f"{each.percent}%", value=each.percent),
        )
        for each in seen.coverage
    ]  # fmt: skip
    return [
        Piece(said.say(lang, f"points.{seen.kind}"), [Points([said.point(lang, each) for each in seen.points])]),
        *written,
        Piece(said.say(lang, "coverage"), [Grid(heads, rows)] if rows else ()),
        Piece(words.say(lang, "paper.index"), [_index(seen, lang)] if seen.visits else ()),
    ]


def _index(seen: VisitPeriod, lang: str) -> Grid:
    heads = (
        Head(words.say(lang, "paper.date"), 21), Head(words.say(lang, "paper.tier"), 14),
        Head(said.say(lang, "client"), 45), Head(said.say(lang, "subject")), Head(words.say(lang, "paper.manager"), 24),
    )  # fmt: skip
    rows = [
        (
            book_words.day(each.on), Cell(tier=each.tier), Cell(each.short_name or each.client),
            Cell(each.subject or book_words.cut(each.objective, 80)), Cell(each.manager),
        )
        for each in seen.visits
    ]  # fmt: skip
    return Grid(heads, rows)


def _visits(seen: VisitPeriod, lang: str) -> list[Piece]:
    """Each visit under its client's name: its sections follow with theirs."""
    made = []
    for report in seen.visits:
        told = visit_content.content(report, lang)
        facts = [(label, "\n".join(line for line in lines if line)) for label, lines in told.facts]
        facts += [
            (label, "\n".join(f"{name}　{role}".strip() for name, role in people))
            for label, people in told.parties
            if people
        ]
        name = f"{report.client} · {report.on.isoformat()}"
        made.append(Piece(name, [Pairs(facts, is_bold=False)], turns=True))
        made += told.pieces
    return made


def _appendix(seen: VisitPeriod, lang: str) -> list[Piece]:
    promises = [
        (Cell(each.text, each.client), Cell(book_words.joined(lang, [each.owner, words.name_of(lang, each.side)])),
         Cell(each.due_on.isoformat() if each.due_on else "", value=each.due_on))
        for each in seen.promises
    ]  # fmt: skip
    promise_heads = (
        Head(words.say(lang, "paper.item")), Head(words.say(lang, "paper.owner"), 32),
        Head(words.say(lang, "paper.due"), 27, is_right=True),
    )  # fmt: skip
    news = [(book_words.day(each.on), Cell(each.client, each.manager), Cell(each.text)) for each in seen.competitors]
    news_heads = (
        Head(words.say(lang, "paper.date"), 21),
        Head(said.say(lang, "client"), 38),
        Head(said.say(lang, "news")),
    )
    spent: list[Block] = []
    if seen.expenses:
        rows = [
            (
                book_words.day(each.on), Cell(each.client, each.manager), Cell(each.text),
                Cell(figures.money(each.minor, each.currency), value=figures.as_decimal(each.minor, each.currency)),
            )
            for each in seen.expenses
        ]  # fmt: skip
        heads = (
            Head(words.say(lang, "paper.date"), 21), Head(said.say(lang, "client"), 38), Head(words.say(lang, "paper.item")),
            Head(words.say(lang, "paper.amount"), 26, is_right=True),
        )  # fmt: skip
        spent = [Grid(heads, rows)]
    return [
        Piece(
            said.say(lang, "open_promises"),
            [Grid(promise_heads, promises)] if promises else (),
            [said.as_of(lang, seen)],
            turns=True,
        ),
        Piece(said.say(lang, "competitor_news"), [Grid(news_heads, news)] if news else ()),
        Piece(said.say(lang, "expenses"), spent, dossier.units(lang, [each.currency for each in seen.expenses])),
    ]
