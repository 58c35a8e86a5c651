"""The workbook of rows that were not taken: as they were, with the reason beside them (D-14.2)."""

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO, Final

from kam_desktop import words
from kam_desktop.core.files import write_atomic
from kam_desktop.core.records import ClientRecord, Problem
from kam_desktop.exchange.parsed import ParsedFile, RejectedRow

_CELL_LIMIT: Final = 32_767  # characters, of the file format
_WIDTH: Final = 18
_SHEET_NAME: Final = re.compile(r"(?!'|history$)[^\\\[\]:*?/]{1,31}(?<!')", re.IGNORECASE)
#: What was taken for what it nearly says; nothing of the row is wrong.
READ_AS: Final = frozenset(("tier.read_as", "date.year_added", "date.serial", "contact.several"))
#: What is only told: mending the row would not bring it in.
TOLD: Final = READ_AS | {"event.own", *(f"card.{kind}_not_kept" for kind in ("photo", "logo", "sound", "key"))}


#: A word that no vocabulary knows stays before the text: nothing of it is lost.
KEPT: Final = frozenset(("channel.unknown", "gift.unknown_category", "gift.unknown_occasion"))


def write(
    path: Path | str, headings: Sequence[str], rejected: Iterable[RejectedRow], lang: str, *, sheet: str = ""
) -> int:  # fmt: skip
    """Write the rejected rows as XLSX and say how many there are; the file appears whole or not at all.

    The headings stay as they were and the column of reasons is left out by ``columns``, so the file can be
    mended and imported again; so does the name of the ``sheet``, which may tell what is on it. Rows taken in part may be added: a record's ``problems`` with its cells.
    Raises ``FileError`` as ``core.files`` does.
    """
    target = Path(path)
    rows = list(rejected)
    width = max([len(headings), *(len(row.cells) for row in rows)])
    names = [*headings, *[""] * (width - len(headings))]
    name = sheet if _SHEET_NAME.fullmatch(sheet) else None
    write_atomic(target, lambda stream: _fill(stream, names, rows, lang, name))
    return len(rows)


def _fill(draft: BinaryIO, names: Sequence[str], rows: Sequence[RejectedRow], lang: str, called: str | None) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(
        draft, {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    ) as book:
        sheet = book.add_worksheet(called)
        bold, plain = (
            book.add_format({"bold": True, "bg_color": "#EEF1F5"}),
            book.add_format({"num_format": "@"}),
        )
        wrapped = book.add_format({"text_wrap": True, "font_color": "#B3261E"})
        sheet.set_column(0, len(names), _WIDTH, plain)
        sheet.set_column(len(names), len(names), _WIDTH * 3)
        sheet.freeze_panes(1, 0)
        for column, name in enumerate([*names, words.say(lang, "exchange.import_problem")]):
            sheet.write_string(0, column, name, bold)
        for line, row in enumerate(rows, 1):
            for column, cell in enumerate(row.cells):
                sheet.write_string(line, column, cell[:_CELL_LIMIT], plain)
            sheet.write_string(line, len(names), reasons(row.problems, lang), wrapped)


def reasons(problems: Iterable[Problem], lang: str) -> str:
    """The problems of a row in words, once each."""
    glue = words.say(lang, "exchange.between_problems")
    return glue.join(dict.fromkeys(reason(problem, lang) for problem in problems))[:_CELL_LIMIT]


def reason(problem: Problem, lang: str) -> str:
    """One problem in words: ``problem.<code>``, with the column before it where there is one."""
    key = f"problem.{problem.code}"
    said = words.say(lang, key if words.has(lang, key) else "problem.value.unreadable", text=problem.text)
    return words.say(lang, "exchange.problem_in_column", column=problem.column, said=said) if problem.column else said


def headings_of(parsed: ParsedFile, lang: str) -> Sequence[str]:
    """Those of the file; cards and appointments, which have none, get columns that are read again."""
    if not parsed.is_made_of_records:
        return parsed.headings
    return [words.say(lang, f"heading.{name}") for name in (_OF_EVENTS if parsed.kind == "ics" else _OF_CARDS)]


_OF_CARDS: Final = ("client", "contact", "title", "phones", "emails", "birthday", "contact_notes")
_OF_EVENTS: Final = ("day", "client", "contact", "outcome")


def of_card(shown: str) -> tuple[str, ...]:
    """A card that names nobody: its text waits beside the place for a name."""
    return ("",) * (len(_OF_CARDS) - 1) + (shown,)


def with_problems(parsed: ParsedFile, records: Iterable[ClientRecord]) -> list[RejectedRow]:
    """The rows that were taken but for single values, as they stand in the file, with what was left out."""
    partly = [record for record in records if can_be_mended(record.problems)]
    if parsed.is_made_of_records:
        return [RejectedRow(each.row_no, _card(each, at), each.problems) for each in partly for at in _places(each)]
    numbers = {record.row_no for record in partly}
    cells = {row.row_no: row.cells for row in parsed.rows if row.row_no in numbers} if partly else {}
    return [RejectedRow(record.row_no, cells.get(record.row_no, (record.name,)), record.problems) for record in partly]


def _places(record: ClientRecord) -> range:
    return range(max(1, len(record.contacts)))


def _card(record: ClientRecord, at: int) -> tuple[str, ...]:
    """One person of a card's company, to be known again."""
    if not record.contacts:
        return (record.name,)
    person = record.contacts[at]
    return (record.name, person.name, person.title, "、".join(person.phones), "、".join(person.emails))


def can_be_mended(problems: Iterable[Problem]) -> bool:
    """Whether a row with these problems belongs into the workbook."""
    return any(problem.code not in TOLD for problem in problems)


def summed(counts: Mapping[str, int], rows: Sequence[Any]) -> list[tuple[str, int, str]]:
    """Each problem with how often it came and the first example among ``rows``, the most frequent first."""
    said = {problem.code: problem.text for row in reversed(rows) for problem in row.problems}
    ordered = sorted(counts.items(), key=lambda each: -each[1])
    return [(code, n, said.get(code, "") + ("" if n == 1 and said.get(code) else "…")) for code, n in ordered]


def beside(file: Path, lang: str) -> Path:
    """A name for the workbook beside a file that was read; one that is there already is never overwritten."""
    named = f"{file.stem}-{words.say(lang, 'exchange.rejects_file')}"
    target = file.with_name(f"{named}.xlsx")
    number = 1
    while target.exists():
        number += 1
        target = file.with_name(f"{named} ({number}).xlsx")
    return target
