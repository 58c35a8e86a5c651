"""One visit as content, for Word and sheets: the same words and sections as its pages (D-6.2)."""

from collections.abc import Sequence

from kam_desktop import words
from kam_desktop.core.rules.kinds import VisitState
from kam_desktop.core.visit_report import VisitReport
from kam_desktop.documents import client_words as said
from kam_desktop.documents import dossier, figures, review_words, visit_report
from kam_desktop.documents.content import Block, Cell, Document, Grid, Head, Note, Pictures, Piece, Text


def content(report: VisitReport, lang: str) -> Document:
    """What the report says."""
    frame = visit_report.frame(report, lang)
    return Document(
        lang=lang,
        kind=visit_report.kind(report, lang),
        title=report.client,
        tier=report.tier,
        mark=visit_report.mark(report, lang),
        subject=[(report.subject, False)],
        facts=visit_report.facts(report, lang),
        parties=[
            (words.say(lang, "paper.for_client"), [(each.name, each.role) for each in report.participants]),
            (words.say(lang, "paper.for_us"), [(each.name, each.role) for each in report.colleagues]),
        ],
        pieces=[piece for piece in _pieces(report, lang) if piece.blocks],
        running_right=frame.running_right,
        made=frame.made,
        confidential=frame.confidential,
        company=report.company,
        logo=report.logo,
        author=frame.author,
    )


def _pieces(report: VisitReport, lang: str) -> list[Piece]:
    def name(key: str) -> str:
        return words.say(lang, f"paper.{key}")

    if report.is_plan:
        return [
            Piece(name("objective"), _text(report.objective) or [Note(name("none"))]),
            Piece(name("agenda"), _text(report.agenda)),
            Piece(name("to_bring"), _text("\n".join(report.to_bring))),
            Piece(name("still_open"), [said.promises(lang, report.open_promises)]),
        ]
    goal: list[Block] = [*_text(report.objective)]
    if goal and report.agenda.strip():
        goal.append(Note(name("agenda_lead") + report.agenda.strip()))
    if report.objective.strip() and report.result.strip():
        goal.append(Text(report.result, name("result_lead")))
    notes = [name("from_plan")] if goal else []
    return [
        Piece(name("objective") if goal else name("result"), goal or _text(report.result), notes),
        Piece(name("discussion"), _text(report.discussed)),
        Piece(name("needs"), _text(report.needs)),
        Piece(name("competitors"), _text(report.competitors)),
        Piece(name("satisfaction"), [Text(f"{report.impression} / 5")] if report.impression else ()),
        Piece(name("commitments"), [said.promises(lang, report.commitments)]),
        Piece(name("next_step"), _next(report, lang)),
        Piece(
            name("expenses"), _expenses(report, lang), dossier.units(lang, [each.currency for each in report.expenses])
        ),
        Piece(name("gifts"), _gifts(report, lang), dossier.units(lang, [each.currency for each in report.gifts])),
        Piece(
            name("photos"), [Pictures([(each.data, each.caption) for each in report.photos])] if report.photos else ()
        ),
        Piece(name("review"), _review(report, lang)),
    ]


def _text(text: str) -> list[Block]:
    return [Text(text)] if text.strip() else []


def _next(report: VisitReport, lang: str) -> list[Block]:
    found = _text(report.next_step)
    if report.next_visit_on:
        found.append(Text(report.next_visit_on.isoformat(), words.say(lang, "paper.next_visit_lead")))
    return found or [Note(words.say(lang, "paper.none"))]


def _expenses(report: VisitReport, lang: str) -> list[Block]:
    spent = [(each.text, each.minor, each.currency) for each in report.expenses]
    return [_sums(lang, words.say(lang, "paper.item"), spent)] if spent else []


def _gifts(report: VisitReport, lang: str) -> list[Block]:
    given = [
        (said.joined(lang, [each.item, each.receiver, each.origin]), each.minor, each.currency) for each in report.gifts
    ]
    return [_sums(lang, words.say(lang, "paper.gift"), given)] if given else []


def _sums(lang: str, title: str, lines: Sequence[tuple[str, int, str]]) -> Grid:
    currencies = list(dict.fromkeys(currency for _, _, currency in lines))

    def amount(minor: int, currency: str, *, is_bold: bool = False) -> Cell:
        text = figures.money(minor, currency)
        shown = text if len(currencies) == 1 else f"{currency} {text}"
        return Cell(shown, value=figures.as_decimal(minor, currency), is_bold=is_bold)

    totals = [
        (
            Cell(words.say(lang, "paper.total"), is_bold=True),
            amount(sum(minor for _, minor, each in lines if each == currency), currency, is_bold=True),
        )
        for currency in currencies
    ]
    heads = (Head(title), Head(words.say(lang, "paper.amount"), 36, is_right=True))
    return Grid(heads, [(Cell(text), amount(minor, currency)) for text, minor, currency in lines], totals)


def _review(report: VisitReport, lang: str) -> list[Block]:
    """The verdict with who and when, remarks, and when the report came in."""
    verdict = {VisitState.ACCEPTED: "accepted", VisitState.RETURNED: "returned"}.get(report.state)
    made: list[Block] = [Text(words.say(lang, "paper.waiting"))]
    if verdict is not None:
        at = figures.instant(report.reviewed_at) if report.reviewed_at else ""
        who = "　".join(part for part in (report.reviewer, at) if part)
        made = [Text(who or " ", f"{words.say(lang, f'paper.{verdict}')}　")]
    made += _text(report.review_remark)
    made += [Text(review_words.remark(lang, each), review_words.meant(lang, each)) for each in report.remarks]
    note = review_words.submission(lang, report)
    return [*made, *([Note(note)] if note else ())]
