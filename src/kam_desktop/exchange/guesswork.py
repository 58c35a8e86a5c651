"""Whether a table says what its columns are; where nobody can be asked, guesses must not become clients (D-14.1)."""

from itertools import islice
from typing import Final

from kam_desktop.core.errors import FileError
from kam_desktop.exchange import guesses, looks
from kam_desktop.exchange.columns import Mapping
from kam_desktop.exchange.parsed import ParsedFile

_SAMPLE: Final = 200


def check(parsed: ParsedFile, mapping: Mapping) -> None:
    """Raises FileError file.no_headings for a text without a heading that is known and without a telling column.

    One column of names alone is a list of clients; a single word is none, unless it is a company's name.
    """
    if parsed.is_made_of_records or (mapping.has_headings and any(mapping.targets)):
        return
    sample = [row.cells for row in islice(parsed.rows, _SAMPLE)]
    width = max(map(len, sample), default=0)
    columns = [[row[column] for row in sample if column < len(row)] for column in range(width)]
    filled = [values for values in columns if any(value.strip() for value in values)]
    if len(filled) == 1 and not mapping.has_headings:
        is_list = len(sample) > 1
        says = (is_list and looks.are_names(filled[0])) or bool(guesses.field(filled[0]))
    else:
        says = any(map(looks.is_telling, filled))
    if not says:
        raise FileError("file.no_headings")
