"""Widths of columns: as what stands in them needs, and following the size of text."""

import math
from collections.abc import Container, Sequence
from typing import Any, Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QHeaderView

from kam_desktop.ui import appearance, fonts, icons
from kam_desktop.ui.widgets.paged_model import Cell, Column

_SLACK: Final = 128  # px that the column without a width keeps
_WIDEST: Final = 240  # the most of another
_PADDING: Final = 26  # around a text


class ColumnScale(QObject):
    """Keeps the columns of a header in step with the size of text, those set by hand too."""

    def __init__(self, header: QHeaderView) -> None:
        super().__init__(header)
        self._was = fonts.px(1000)
        appearance.changed.connect(self._follow)

    def _follow(self) -> None:
        # the header is asked for anew: Python may have let go of the one it was made with
        now = fonts.px(1000)
        header = self.parent()
        if now == self._was or not isinstance(header, QHeaderView):
            return
        for place in range(header.count()):
            if header.sectionResizeMode(place) == QHeaderView.ResizeMode.Interactive:
                header.resizeSection(place, round(header.sectionSize(place) * now / self._was))
        self._was = now


def widths(
    columns: Sequence[Column], rows: Sequence[Sequence[Any]], room: int, *, hidden: Container[int] = ()
) -> dict[int, int]:
    """By the place of a column: as wide as its texts, in px; where that is too much the long ones give way, names last.

    ``room`` is what all columns have together. Columns without a width are not named: they take the slack.
    Those that are ``hidden`` are not named either, and take nothing.
    """
    wanted, usual = {}, {}
    for place, column in enumerate(columns):
        if column.width and place not in hidden:
            wanted[place] = min(_needed(column, [row[place] for row in rows]), fonts.px(_WIDEST))
            usual[place] = wanted[place] if column.longest else min(wanted[place], fonts.px(column.width))
    slack = max(0, room - fonts.px(_SLACK) - sum(usual.values()))
    for place in sorted(usual, key=lambda place: columns[place].kind != "bold"):  # a name before all others
        more = min(slack, wanted[place] - usual[place])
        usual[place] += more
        slack -= more
    return usual


def beside_slack(columns: Sequence[Column], rows: Sequence[Sequence[Any]], room: int) -> dict[int, int]:
    """The widths of the model, in px; the column that takes the slack gets what its texts need before the others get
    what they do not need. Those that a person sized stay.
    """
    usual = {place: fonts.px(column.width) for place, column in enumerate(columns) if column.width}
    slack = room - sum(usual.values())
    lack = sum(_needed(columns[at], [row[at] for row in rows]) for at in range(len(columns)) if at not in usual) - slack
    if lack <= 0 or len(usual) == len(columns):
        return usual
    spare = {
        at: max(0, width - _needed(columns[at], [row[at] for row in rows]))
        for at, width in usual.items()
        if not columns[at].is_by_hand
    }
    part = min(1.0, lack / max(1, sum(spare.values())))
    return {at: width - math.ceil(spare.get(at, 0) * part) for at, width in usual.items()}


def _needed(column: Column, cells: Sequence[Any]) -> int:
    """What the heading and these cells need, in px."""
    font = fonts.body(bold=column.kind == "bold")
    texts = [fonts.width(font, str(cell)) + _before(cell) for cell in cells] if column.kind != "badge" else []
    texts.append(fonts.width(font, column.longest))
    return max([fonts.width(fonts.label(), column.title), *texts]) + fonts.px(_PADDING)


def _before(cell: Any) -> int:
    """The room of an icon that stands before the text."""
    return icons.side() + 8 if isinstance(cell, Cell) and cell.icon else 0
