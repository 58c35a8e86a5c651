"""The tables of a paper as a workbook with a sheet for each, or as one CSV where they all have the same head."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from kam_desktop import words
from kam_desktop.core import files
from kam_desktop.core.errors import FileError
from kam_desktop.documents.content import Bars, Cell, Document, Grid, Pairs, Points, Text
from kam_desktop.exchange.writers import Column, csv_text, sheets

_WIDTH = 18
_WIDE = 40


def write(content: Document, to: Path, ending: str) -> None:
    """Writes the tables. Raises ``FileError`` where the file cannot be written or CSV cannot hold them."""
    made = sheets_of(content) if ending == ".xlsx" else one_sheet(content)

    def fill(stream: BinaryIO) -> None:
        if ending == ".xlsx":
            sheets.write_several(stream, made)
        else:
            _, columns, rows = made[0]
            csv_text.write(stream, columns, rows, len(rows), _go_on)

    files.write_atomic(to, fill)


def _go_on(_done: int, _total: int) -> None:
    """Nobody is told."""


def sheets_of(content: Document) -> list[sheets.Table]:
    """The head with all that is text first, then each table; tables of equal head and name are one."""
    lang = content.lang
    said = [(content.kind, content.title)]
    said += [(label, "\n".join(line for line in lines if line)) for label, lines in content.facts]
    found: dict[tuple[str, tuple[str, ...]], list[Sequence[Any]]] = {}
    for name, grid in _grids(content):
        heads = tuple(head.title for head in grid.heads)
        found.setdefault((name, heads), []).extend(_values(row) for row in grid.rows)
    for piece in content.pieces:
        for block in piece.blocks:
            if isinstance(block, Text):
                said.append((piece.name, block.lead + block.text))
            elif isinstance(block, Pairs):
                said += [(f"{piece.name} · {term}", text) for term, text in block.rows]
            elif isinstance(block, Points):
                said += [
                    (f"{piece.name} {at}", f"{lead} {rest}".strip()) for at, (lead, rest) in enumerate(block.items, 1)
                ]
            elif isinstance(block, Bars):
                heads = block.heads
                found[(f"{piece.name} · {heads[0]}", heads)] = [(name, value / 100) for name, value, _ in block.data]
    head = (
        content.kind,
        [Column(words.say(lang, "paper.book.what"), _WIDTH), Column(words.say(lang, "paper.book.content"), 80)],
        said,
    )
    return [head, *((name, _columns(heads), rows) for (name, heads), rows in found.items())]


def one_sheet(content: Document) -> list[sheets.Table]:
    """All tables as one, the section's name before each row. Raises ``FileError`` where their heads differ."""
    grids = list(_grids(content))
    heads = {tuple(head.title for head in grid.heads) for _, grid in grids}
    if len(heads) > 1:
        raise FileError("export.unknown_ending", path=content.kind, endings=".pdf, .docx, .xlsx")
    titles = heads.pop() if heads else ()
    rows = [(piece, *_values(row)) for piece, grid in grids for row in grid.rows]
    return [(content.kind, [Column(words.say(content.lang, "paper.book.kind"), _WIDTH), *_columns(titles)], rows)]


def _grids(content: Document) -> Iterator[tuple[str, Grid]]:
    for piece in content.pieces:
        for block in piece.blocks:
            if isinstance(block, Grid):
                yield piece.name, block


def _columns(heads: Sequence[str]) -> list[Column]:
    return [Column(head, _WIDE if at == 0 and len(heads) < 3 else _WIDTH) for at, head in enumerate(heads)]


def _values(row: Sequence[Cell]) -> tuple[Any, ...]:
    """What a sheet keeps of each cell: its value, else its text with the second line below."""
    return tuple(_value(cell) for cell in row)


def _value(cell: Cell) -> Any:
    if cell.value is not None:
        return cell.value
    if cell.tier is not None:
        return cell.tier.value
    return "\n".join(part for part in (cell.text, cell.second) if part)
