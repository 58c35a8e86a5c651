"""The gift register line by line as XLSX, with a sheet of totals, or as CSV (D-7.4)."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, BinaryIO, Final

from kam_desktop import words
from kam_desktop.core import files
from kam_desktop.core.gift_register import Register, RegisterLine
from kam_desktop.core.rules.kinds import RegisterPart
from kam_desktop.documents import figures
from kam_desktop.documents import register_words as said
from kam_desktop.exchange.writers import Column, Step, csv_text, sheets

_HEADS: Final = (
    ("part", 10), ("code", 8), ("paper.date", 12), ("paper.gift", 28), ("heading.category", 12), ("quantity", 8),
    ("paper.receiver", 14), ("client", 24), ("paper.tier", 6), ("official", 12), ("via_name", 14), ("heading.occasion", 12),
    ("manner", 12), ("origin", 44), ("story", 32), ("chosen_by", 12), ("handed_by", 12), ("manager_head", 12),
    ("amount", 14), ("currency", 8), ("estimate", 8), ("handed_in", 8), ("rule", 44), ("reason", 32), ("approver", 12),
    ("approved_on", 12), ("remark", 24), ("reception", 28), ("score", 10), ("receipt", 16), ("correction", 36),
)  # fmt: skip


def write(register: Register, to: Path, lang: str, *, step: Step | None = None) -> int:
    """Writes the lines by the ending of the file; gives how many there are. Raises ``FileError``."""
    rows = [_row(line, lang) for line in register.lines]
    columns = [Column(_heading(lang, key), width) for key, width in _HEADS]

    def fill(stream: BinaryIO) -> None:
        if to.suffix.lower() == ".csv":
            csv_text.write(stream, columns, rows, len(rows), step or _nobody)
            return
        totals = [
            Column(said.say(lang, "part"), 12), Column(said.say(lang, "manager_head"), 16),
            Column(said.say(lang, "gifts"), 8), Column(said.say(lang, "amount"), 14), Column(said.say(lang, "currency"), 8),
        ]  # fmt: skip
        sheets.write_several(
            stream,
            [(said.say(lang, "kind"), columns, rows), (said.say(lang, "totals"), totals, _totals(register, lang))],
        )

    files.write_atomic(to, fill)
    return len(rows)


def _nobody(_done: int, _total: int) -> None:
    """Nobody is told."""


def _heading(lang: str, key: str) -> str:
    return words.say(lang, key) if "." in key else said.say(lang, key)


def _row(line: RegisterLine, lang: str) -> Sequence[Any]:
    yes = said.say(lang, "yes")
    return (
        words.name_of(lang, line.part), f"{line.on:%Y}-{line.code}", line.on, line.item, words.name_of(lang, line.category),
        line.quantity, line.contact or said.say(lang, "for_all"), line.client, line.tier.value if line.tier else "",
        yes if line.is_official else "", line.via_name or (words.name_of(lang, line.via) if line.via else ""),
        words.name_of(lang, line.occasion), line.manner, line.origin, line.story, line.chosen_by, line.handed_by,
        line.manager, figures.as_decimal(line.value_minor, line.currency), line.currency, yes if line.is_estimate else "",
        yes if line.is_handed_in else "", said.rules(lang, line.findings), line.override_reason, line.approver,
        figures.local_date(line.approved_at) if line.approved_at else None, line.approval_remark, line.reception,
        line.reception_score, line.receipt, said.correction(lang, line, line.correction) if line.correction else "",
    )  # fmt: skip


def _totals(register: Register, lang: str) -> list[Sequence[Any]]:
    """Each part's sums by manager and currency, then all of it."""
    found: list[Sequence[Any]] = []
    for part in (RegisterPart.GIVEN, RegisterPart.RECEIVED):
        lines, name = register.of(part), words.name_of(lang, part)
        for (manager, currency), minor in register.by_manager(part).items():
            count = sum(line.manager == manager and line.currency == currency for line in lines)
            found.append((name, manager, count, figures.as_decimal(minor, currency), currency))
        for currency, minor in register.sums(part).items():
            count = sum(line.currency == currency for line in lines)
            total = words.say(lang, "paper.total")
            found.append((name, total, count, figures.as_decimal(minor, currency), currency))
    return found
