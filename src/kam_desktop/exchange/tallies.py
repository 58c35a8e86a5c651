"""What could not be taken of a file, counted by column and reason, with examples (D-14.2)."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Final, NamedTuple

from kam_desktop.core.records import Problem
from kam_desktop.exchange import rejects

_EXAMPLES: Final = 3


class Weight(StrEnum):
    """A ``ROW`` was not taken at all, a ``GAP`` is a value that is not in its field, the rest is only ``TOLD``."""

    ROW = "row"
    GAP = "gap"
    TOLD = "told"


class Said(NamedTuple):
    """One reason in one column: how often, and the first different values; ``has_more`` of them there are."""

    weight: Weight
    column: str
    code: str
    number: int
    examples: tuple[str, ...]
    has_more: bool = False

    def reason(self, lang: str) -> str:
        """In words, with its column and examples."""
        between = "、" if lang.startswith("zh") else ", "
        text = between.join(self.examples) + ("…" if self.has_more else "")
        return rejects.reason(Problem(self.column, self.code, text), lang)


class Tally:
    """Counts while a file is gone through; the properties of a card (BDAY) are no columns that anybody knows."""

    def __init__(self, before: Iterable[Said] = (), *, has_columns: bool = True) -> None:
        self._has_columns = has_columns
        self._said = {(each.weight, each.column, each.code): each for each in before}

    def add(self, problems: Iterable[Problem]) -> None:
        """The problems of a row that is taken."""
        for each in problems:
            self._count(Weight.TOLD if each.code in rejects.TOLD | rejects.KEPT else Weight.GAP, each)

    def add_row(self, reason: Problem) -> None:
        """The first reason of a row that is not taken."""
        self._count(Weight.ROW, reason)

    def _count(self, weight: Weight, each: Problem) -> None:
        column = each.column if self._has_columns else ""
        key = (weight, column, each.code)
        was = self._said.get(key) or Said(weight, column, each.code, 0, ())
        is_new = bool(each.text) and each.text not in was.examples
        has_room = len(was.examples) < _EXAMPLES
        examples = (*was.examples, each.text) if is_new and has_room else was.examples
        has_more = was.has_more or (is_new and not has_room)
        self._said[key] = was._replace(number=was.number + 1, examples=examples, has_more=has_more)

    def said(self) -> tuple[Said, ...]:
        """Rows first, then gaps, then what is only told, each the most frequent first."""
        order = list(Weight)
        return tuple(sorted(self._said.values(), key=lambda each: (order.index(each.weight), -each.number)))


def gaps(partly: Sequence[Sequence[Problem]]) -> int:
    """How many of these rows, by their problems, come in with a gap."""
    away = rejects.TOLD | rejects.KEPT
    return sum(any(each.code not in away for each in problems) for problems in partly)
