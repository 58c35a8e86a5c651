"""What goes out, and into which file (D-14.3): lists as XLSX and CSV, people as vCard, dates as iCalendar, all as ZIP.

The ending of the file says its form. A file appears whole or not at all. What people told us of their life outside
work (family, home town, hobbies, personality, taboos, personal occasions), personal notes and portraits stay out unless
asked for (D-13.4).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, tzinfo
from enum import StrEnum
from pathlib import Path
from typing import Any, BinaryIO, Final

from sqlalchemy.orm import Session

from kam_desktop import words
from kam_desktop.core import attachments, card_photos, extracts, files, settings
from kam_desktop.core.errors import FileError
from kam_desktop.core.extracts import Scope
from kam_desktop.core.identity import now
from kam_desktop.exchange import exporting_columns, exporting_people
from kam_desktop.exchange.exporting_columns import Sheet
from kam_desktop.exchange.writers import STEP_ROWS, Column, Step, calendars, csv_text, sheets, vcards

__all__ = ["ENDINGS", "Column", "Exported", "Order", "Scope", "What", "checked_ending", "export", "write_rows"]


class What(StrEnum):
    """What can go out."""

    CLIENTS = "clients"
    CONTACTS = "contacts"
    VISITS = "visits"
    GIFTS = "gifts"
    TOUCHES = "touches"
    ALL = "all"


ENDINGS: Final = {
    What.CLIENTS: (".xlsx", ".csv", ".vcf"), What.CONTACTS: (".xlsx", ".csv", ".vcf"), What.VISITS: (".xlsx", ".csv"),
    What.GIFTS: (".xlsx", ".csv"), What.TOUCHES: (".xlsx", ".csv", ".ics"), What.ALL: (".zip",),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Order:
    """What to write. ``card_version`` is 3.0 or 4.0; ``zone`` that of a calendar's hours, None this computer's."""

    what: What
    scope: Scope = field(default_factory=Scope)
    with_private: bool = False
    card_version: str = "3.0"
    zone: tzinfo | None = None


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: lines, cards or events. ``cut`` texts were too long for a cell; ``left_out`` people have left."""

    file: Path
    rows: int
    cut: int = 0
    left_out: int = 0


def _go_on(_done: int, _total: int) -> None:
    """Nobody is told and nothing stops."""


def checked_ending(what: What, path: Path) -> str:
    """The ending of a file that this can be written to. Raises ``FileError`` export.unknown_ending."""
    ending = path.suffix.lower()
    if ending not in ENDINGS[what]:
        raise FileError("export.unknown_ending", path=str(path), endings=", ".join(ENDINGS[what]))
    return ending


def export(
    session: Session, order: Order, path: Path, *, lang: str, today: date, step: Step = _go_on
) -> Exported:  # fmt: skip
    """Write what was ordered. ``step(done, total)`` comes now and then; what it raises leaves no file behind."""
    ending = checked_ending(order.what, path)
    if ending == ".zip":
        from kam_desktop.exchange import exporting_archive

        return Exported(
            path, exporting_archive.write(session, path, with_private=order.with_private, today=today, step=step)
        )
    if ending == ".vcf":
        return _write_cards(session, order, path, lang, step)
    if ending == ".ics":
        return _write_calendar(session, order, path, lang, today, step)
    sheet, records, total = _list(session, order, lang)
    lines = (line for record in records for line in sheet.lines(record))
    return write_rows(path, sheet.columns, lines, title=title(order.what, lang), total=total, step=step)


def write_rows(
    path: Path, headings: Sequence[Column | str], rows: Iterable[Sequence[Any]], *, title: str = "", total: int = 0,
    step: Step = _go_on,
) -> Exported:  # fmt: skip
    """Write any table as XLSX or CSV by the ending of ``path``; for every list of the window.

    Values: text, numbers (``Decimal`` for money), dates, times, tuples of texts, None. Raises ``FileError``.
    """
    columns = [each if isinstance(each, Column) else Column(each) for each in headings]
    done: list[tuple[int, int]] = []

    def fill(stream: BinaryIO) -> None:
        if path.suffix.lower() == ".csv":
            done.append((csv_text.write(stream, columns, rows, total, step), 0))
        else:
            done.append(sheets.write(stream, columns, rows, total, step, title=title))
        step(done[0][0], done[0][0])

    if path.suffix.lower() not in (".csv", ".xlsx"):
        raise FileError("export.unknown_ending", path=str(path), endings=".xlsx, .csv")
    files.write_atomic(path, fill)
    return Exported(path, *done[0])


def title(what: What, lang: str) -> str:
    """The name of a list, for its sheet and its file."""
    return words.say(lang, f"export.{what}")


def _list(session: Session, order: Order, lang: str) -> tuple[Sheet, Iterator[extracts.Record], int]:
    private = order.with_private
    if order.what is What.CLIENTS:
        wanted = extracts.client_ids(session, order.scope)
        sheet = exporting_columns.clients(lang, extracts.custom_fields(session, "client"), with_private=private)
        return sheet, extracts.clients(session, wanted, with_private=private), len(wanted)
    if order.what is What.CONTACTS:
        wanted = extracts.contact_ids(session, order.scope)
        sheet = exporting_columns.contacts(lang, extracts.custom_fields(session, "contact"), with_private=private)
        return sheet, extracts.contacts(session, wanted, with_private=private), len(wanted)
    kind = order.what.value
    wanted = extracts.fact_ids(session, kind, order.scope)
    return exporting_columns.facts(lang, kind), extracts.facts(session, kind, wanted, with_private=private), len(wanted)


def _people_ids(session: Session, order: Order) -> list[str]:
    """People of a scope: their own ids where people go out, else those of its clients."""
    scope = order.scope
    if order.what is not What.CONTACTS and scope.ids is not None:
        scope = Scope(client_ids=scope.ids)
    return extracts.contact_ids(session, scope)


def _write_cards(session: Session, order: Order, path: Path, lang: str, step: Step) -> Exported:
    wanted = _people_ids(session, order)
    counts = {"rows": 0, "left_out": 0}
    portraits = card_photos.newest(session, wanted) if order.with_private else {}

    def fill(stream: BinaryIO) -> None:
        people = extracts.contacts(session, wanted, with_private=order.with_private)
        for person in _stepped(people, len(wanted), step):
            counts["left_out" if person["has_left"] else "rows"] += 1
            if not person["has_left"]:
                file_id = portraits.get(person["id"])
                photo = attachments.content(session, file_id) if file_id else b""
                stream.write(vcards.write(exporting_people.card(person, lang, photo), order.card_version))
        step(len(wanted), len(wanted))

    files.write_atomic(path, fill)
    return Exported(path, **counts)


def _write_calendar(session: Session, order: Order, path: Path, lang: str, today: date, step: Step) -> Exported:
    """Touches of the scope, and the birthdays and yearly days of its clients unless single touches were chosen."""
    is_chosen, private = order.scope.ids is not None, order.with_private
    touches = extracts.planned_ids(session, order.scope)
    people = [] if is_chosen else extracts.contact_ids(session, order.scope)
    alarm = int(settings.get(session, "alarm_minutes"))
    total, count = len(touches) + len(people), 0

    def events() -> Iterator[calendars.Event]:
        planned = _stepped(extracts.facts(session, "touches", touches, with_private=private), total, step)
        yield from exporting_people.touch_events(planned, lang, alarm_minutes=alarm)
        known = _stepped(extracts.contacts(session, people), total, step, after=len(touches))
        yield from exporting_people.birthday_events(known, lang, today)
        if not is_chosen:
            yearly = extracts.yearly_occasions(session, order.scope, with_private=private)
            yield from exporting_people.occasion_events(yearly, lang, today)

    def fill(stream: BinaryIO) -> None:
        nonlocal count
        count = calendars.write(stream, events(), name=title(What.TOUCHES, lang), made=now(), zone=order.zone)
        step(total, total)

    files.write_atomic(path, fill)
    return Exported(path, count)


def _stepped(
    records: Iterable[extracts.Record], total: int, step: Step, *, after: int = 0
) -> Iterator[extracts.Record]:  # fmt: skip
    """The records, with a word on how far they are between them."""
    for number, record in enumerate(records, after + 1):
        if number % STEP_ROWS == 0:
            step(number, total)
        yield record
