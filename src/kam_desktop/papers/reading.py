"""One paper: which, of whom, for which days; read from the store, then written as PDF, DOCX, XLSX or CSV."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO, Final

from sqlalchemy.orm import Session

from kam_desktop.core import (
    client_books,
    clients,
    gift_register,
    handovers,
    period_reports,
    promise_lists,
    relationships,
    reports,
    settings,
    story_cards,
    visit_versions,
    weekly,
)
from kam_desktop.core import value_sheet as value_sheets
from kam_desktop.core.errors import FileError
from kam_desktop.core.gift_overview import EVERY, GiftFilter
from kam_desktop.core.rules.privacy import PRIVATE
from kam_desktop.core.visit_period import Wanted as PeriodWanted
from kam_desktop.documents import (
    client_brief,
    dossier,
    file_names,
    handover_book,
    paged,
    period_content,
    promise_list,
    relationship_map,
    story_card,
    value_sheet,
    visit_content,
    visit_period,
    visit_report,
    weekly_report,
    word,
)
from kam_desktop.documents import gift_register as gift_paper
from kam_desktop.documents.content import Document
from kam_desktop.documents.output import Written
from kam_desktop.exchange import exporting
from kam_desktop.exchange.exporting import Order, Scope, What
from kam_desktop.exchange.writers import Step
from kam_desktop.papers import gift_sheets, tables


class Kind(StrEnum):
    """The papers."""

    VISIT = "visit"
    PERIOD = "period"
    DOSSIER = "dossier"
    BRIEF = "brief"
    HANDOVER = "handover"
    PROMISES = "promises"
    WEEKLY = "weekly"
    GIFTS = "gifts"
    VALUE = "value"
    MAP = "relationship_map"
    STORY = "story_card"


_LISTS: Final = (".xlsx", ".csv")
_ALL: Final = (".pdf", ".docx", ".xlsx")
ENDINGS: Final[dict[Kind, tuple[str, ...]]] = {
    Kind.VISIT: (*_ALL, ".csv"),
    Kind.PERIOD: (*_ALL, ".csv"),
    Kind.DOSSIER: _ALL,
    Kind.BRIEF: (".pdf", ".docx"),
    Kind.HANDOVER: _ALL,
    Kind.PROMISES: (*_ALL, ".csv"),
    Kind.WEEKLY: _ALL,
    Kind.GIFTS: (".pdf", ".xlsx", ".csv"),
    Kind.VALUE: (".pdf", ".docx"),
    Kind.MAP: (".pdf",),
    Kind.STORY: (".pdf",),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which paper. ``id`` is of the visit, client or gift; days, managers and the rest where the kind needs them.

    ``gifts`` narrows the gift register further.
    """

    kind: Kind
    id: str = ""
    first_on: date | None = None
    last_on: date | None = None
    manager: str = ""
    to_manager: str = ""
    with_private: bool = False
    only_accepted: bool | None = None
    gifts: GiftFilter = EVERY


@dataclass(frozen=True, slots=True)
class Made:
    """What was written. ``pages`` are known of PDF only, ``rows`` of lists; ``missing`` characters had no glyph."""

    pages: int | None = None
    missing: tuple[str, ...] = ()
    rows: int | None = None


@dataclass(frozen=True)
class Paper:
    """A paper that was read. ``pdf`` writes it, ``content`` says it in a language, ``name`` calls its file."""

    wanted: Wanted
    pdf: Callable[[Path | BinaryIO, str], Written]
    content: Callable[[str], Document] | None
    name: Callable[[str, str], str]


def write(session: Session, wanted: Wanted, to: Path, *, lang: str, today: date, step: Step | None = None) -> Made:
    """Reads a paper and writes it in the form that the ending says. Raises ``FileError``; no half file is left.

    Visits go into sheets as the export has them, line by line.
    """
    ending = checked_ending(wanted.kind, to)
    if ending in _LISTS and wanted.kind in (Kind.VISIT, Kind.PERIOD):
        ids = (wanted.id,) if wanted.kind is Kind.VISIT else period_reports.visit_ids(session, _asked(wanted, today))
        return write_list(session, tuple(ids), to, lang=lang, today=today, step=step)
    if ending in _LISTS and wanted.kind is Kind.GIFTS:
        register = gift_register.read(session, gifts_of(wanted), today=today)
        return Made(rows=gift_sheets.write(register, to, lang, step=step))
    paper = read(session, wanted, today=today)
    if ending == ".pdf" or paper.content is None:
        written = paper.pdf(to, lang)
        return Made(written.pages, written.missing)
    if ending == ".docx":
        word.write([paper.content(lang)], to)
    else:
        tables.write(paper.content(lang), to, ending)
    return Made()


def write_list(
    session: Session, ids: tuple[str, ...], to: Path, *, lang: str, today: date, step: Step | None = None
) -> Made:
    """Visits line by line as XLSX or CSV."""
    order = Order(What.VISITS, Scope(ids=ids))
    done = exporting.export(session, order, to, lang=lang, today=today, **({"step": step} if step else {}))
    return Made(rows=done.rows)


def checked_ending(kind: Kind, path: Path) -> str:
    """The ending of a file that this paper can be written to. Raises ``FileError`` export.unknown_ending."""
    ending = path.suffix.lower()
    if ending not in ENDINGS[kind]:
        raise FileError("export.unknown_ending", path=str(path), endings=", ".join(ENDINGS[kind]))
    return ending


def read(session: Session, wanted: Wanted, *, today: date) -> Paper:
    """Reads what a paper needs. Raises NotFound for what is gone, Invalid for days that cannot be."""
    return _READERS[wanted.kind](session, wanted, today)


def _visit(session: Session, wanted: Wanted, today: date) -> Paper:
    row = visit_versions.read(session, wanted.id)
    client = clients.get(session, row.client_id)
    report = reports.visit_report(session, wanted.id, today=today)
    called, tier, pattern = client.short_name or client.name, client.tier, _pattern(session)
    return Paper(
        wanted,
        lambda to, lang: visit_report.write(report, to, lang=lang),
        lambda lang: visit_content.content(report, lang),
        lambda lang, ending: file_names.paper_name(
            "visit_plan" if report.is_plan else "visit", report.on, lang, client=called, version=report.version, manager=report.manager,
            tier=tier, pattern=pattern, ending=ending,
        ),
    )  # fmt: skip


def _period(session: Session, wanted: Wanted, today: date) -> Paper:
    seen = period_reports.visit_period(session, _asked(wanted, today), today=today)
    return Paper(
        wanted,
        lambda to, lang: visit_period.write(seen, to, lang=lang),
        lambda lang: period_content.content(seen, lang),
        lambda lang, ending: Path(file_names.visit_period_name(seen, lang)).with_suffix("").name + ending,
    )


def _asked(wanted: Wanted, today: date) -> PeriodWanted:
    """Which visits; without days, those of the month."""
    first, last = wanted.first_on or today.replace(day=1), wanted.last_on or today
    return PeriodWanted(first, last, wanted.manager, wanted.id, wanted.only_accepted)


def _dossier(session: Session, wanted: Wanted, today: date) -> Paper:
    shown = PRIVATE if wanted.with_private else ()
    book = client_books.client_book(session, wanted.id, today=today, shown=shown)
    return _document(session, wanted, today, lambda lang: dossier.content(book, lang), book.short_name, book.owner)


def _brief(session: Session, wanted: Wanted, today: date) -> Paper:
    shown = PRIVATE if wanted.with_private else handovers.SHOWN
    book = client_books.client_book(session, wanted.id, today=today, shown=shown, with_talk=True)
    return _document(session, wanted, today, lambda lang: client_brief.content(book, lang), book.short_name, book.owner)


def _handover(session: Session, wanted: Wanted, today: date) -> Paper:
    seen = handovers.book(
        session,
        wanted.id,
        today=today,
        to_owner=wanted.to_manager,
        on=wanted.first_on,
        with_private=wanted.with_private,
    )
    name = seen.book.short_name
    return _document(session, wanted, seen.on, lambda lang: handover_book.content(seen, lang), name, seen.to_owner)


def _promises(session: Session, wanted: Wanted, today: date) -> Paper:
    found = promise_lists.open_promises(
        session, today=today, manager=wanted.manager, first_on=wanted.first_on, last_on=wanted.last_on
    )
    return _document(
        session, wanted, today, lambda lang: promise_list.content(found, lang), wanted.manager, wanted.manager
    )


def _weekly(session: Session, wanted: Wanted, today: date) -> Paper:
    first, last = weekly.week_of(wanted.first_on or wanted.last_on or today)
    first, last = wanted.first_on or first, wanted.last_on or last
    found = weekly.report(session, first_on=first, last_on=last, today=today, manager=wanted.manager)
    return _document(
        session, wanted, first, lambda lang: weekly_report.content(found, lang), wanted.manager, wanted.manager
    )


def gifts_of(wanted: Wanted) -> GiftFilter:
    """Which gifts the register is about: what is said of every paper goes before the filter."""
    given = wanted.gifts
    return replace(
        given, first_on=wanted.first_on or given.first_on, last_on=wanted.last_on or given.last_on,
        manager=wanted.manager or given.manager, client_id=wanted.id or given.client_id,
    )  # fmt: skip


def _gifts(session: Session, wanted: Wanted, today: date) -> Paper:
    register = gift_register.read(session, gifts_of(wanted), today=today)
    return Paper(
        wanted,
        lambda to, lang: gift_paper.write(register, to, lang=lang),
        None,
        lambda lang, ending: gift_paper.file_name(register, lang, ending),
    )


def _value(session: Session, wanted: Wanted, today: date) -> Paper:
    sheet = value_sheets.read(session, wanted.id, today=today)
    return _document(
        session, wanted, today, lambda lang: value_sheet.content(sheet, lang), sheet.short_name, sheet.owner
    )


def _map(session: Session, wanted: Wanted, today: date) -> Paper:
    seen, company = relationships.map_of(session, wanted.id), settings.get(session, "company")
    return Paper(
        wanted,
        lambda to, lang: relationship_map.write(seen, to, lang=lang, on=today, company=company),
        None,
        lambda lang, _ending: relationship_map.file_name(seen.client, today, lang),
    )


def _story(session: Session, wanted: Wanted, _today: date) -> Paper:
    card = story_cards.read(session, wanted.id, with_private=wanted.with_private)
    return Paper(
        wanted,
        lambda to, lang: story_card.write(card, to, lang=lang),
        None,
        lambda lang, _ending: story_card.file_name(card, lang),
    )


def _document(
    session: Session, wanted: Wanted, on: date, content: Callable[[str], Document], whose: str, manager: str
) -> Paper:  # fmt: skip
    """A paper that is nothing but its content, called after whom it is of."""
    pattern = _pattern(session)
    return Paper(
        wanted,
        lambda to, lang: paged.write(content(lang), to),
        content,
        lambda lang, ending: file_names.paper_name(
            wanted.kind, on, lang, client=whose, manager=manager, pattern=pattern, ending=ending
        ),
    )


def _pattern(session: Session) -> str:
    return str(settings.get(session, "file_name_pattern"))


_READERS: Final[dict[Kind, Callable[[Session, Wanted, date], Paper]]] = {
    Kind.VISIT: _visit,
    Kind.PERIOD: _period,
    Kind.DOSSIER: _dossier,
    Kind.BRIEF: _brief,
    Kind.HANDOVER: _handover,
    Kind.PROMISES: _promises,
    Kind.WEEKLY: _weekly,
    Kind.GIFTS: _gifts,
    Kind.VALUE: _value,
    Kind.MAP: _map,
    Kind.STORY: _story,
}
