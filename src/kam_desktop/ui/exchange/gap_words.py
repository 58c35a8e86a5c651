"""What could not be taken of a file, in words: rows, values, and what is only told; before the import and after it."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication

from kam_desktop.core.records import Together
from kam_desktop.exchange import importing
from kam_desktop.exchange.importing import Preview
from kam_desktop.exchange.tallies import Said, Weight
from kam_desktop.ui import labels

_NAMED: Final = 6  # reasons of a kind; the workbook has all
_PAIRS: Final = 3
_COLUMNS: Final = 12  # that are named
_SAMPLE: Final = 200  # rows looked through for what a column holds


def lines(said: Sequence[Said], gaps: int, *, is_in_notes: bool, is_done: bool) -> list[str]:
    """One for the rows that are not taken, one for those with gaps, one for what is told.

    ``is_in_notes``: what no field holds is kept there.
    """
    rows = [each for each in said if each.weight is Weight.ROW]
    left = [each for each in said if each.weight is Weight.GAP]
    told = [each for each in said if each.weight is Weight.TOLD]
    found = []
    if rows:
        head = (
            QCoreApplication.translate("Gaps", "Rows not taken ({count}): {reasons}")
            if is_done
            else QCoreApplication.translate("Gaps", "Rows that cannot be taken ({count}): {reasons}")
        )
        found.append(head.format(count=sum(each.number for each in rows), reasons=_reasons(rows)))
    if left:
        head = (
            QCoreApplication.translate(
                "Gaps", "Rows with gaps ({count}; what no field could hold is kept in the notes): {reasons}"
            )
            if is_in_notes
            else QCoreApplication.translate("Gaps", "Rows with gaps ({count}): {reasons}")
        )
        found.append(head.format(count=gaps, reasons=_reasons(left)))
    return [*found, _reasons(told)] if told else found


def together(found: Together) -> str:
    """How many rows are about a client of another row, with some that are written otherwise; "" for none."""
    if not found.rows:
        return ""
    head = QCoreApplication.translate("Gaps", "Rows about a client of another row: {count}").format(count=found.rows)
    pairs = [f"{one} = {other}" for one, other in found.names[:_PAIRS]]
    if not pairs:
        return head
    more = ["…"] if len(found.names) > _PAIRS else []
    told = _between().join([*pairs, *more])
    return QCoreApplication.translate("Gaps", "{rows} ({pairs})").format(rows=head, pairs=told)


def left_out(preview: Preview) -> list[str]:
    """The columns of which nothing is taken though something stands in them, in one line if there are any."""
    sample = [row.cells for row in preview.parsed.rows[:_SAMPLE]]
    names = [
        note.heading
        for note in preview.mapping.notes
        if not preview.mapping.targets[note.column]
        and any(note.column < len(cells) and cells[note.column].strip() for cells in sample)
    ]
    return _listed(QCoreApplication.translate("Gaps", "Columns left out: {names}"), names)


def noted(preview: Preview) -> list[str]:
    """The columns that no field takes and that are kept in the notes, in one line if there are any."""
    said = QCoreApplication.translate("Gaps", "Kept in the notes under their headings: {names}")
    return _listed(said, importing.noted(preview))


def _listed(words: str, names: Sequence[str]) -> list[str]:
    if not names:
        return []
    said = words.format(names=labels.listed(names[:_COLUMNS]))
    more = QCoreApplication.translate("Gaps", " and {count} more").format(count=len(names) - _COLUMNS)
    return [said + more if len(names) > _COLUMNS else said]


def _reasons(said: Sequence[Said]) -> str:
    lang = labels.language()
    found = [f"{each.number} × {each.reason(lang)}" for each in said[:_NAMED]]
    if len(said) > _NAMED:
        more = QCoreApplication.translate("Gaps", "{count} more reasons")
        found.append(more.format(count=len(said) - _NAMED))
    return _between().join(found)


def _between() -> str:
    return "；" if labels.language() == "zh_CN" else "; "
