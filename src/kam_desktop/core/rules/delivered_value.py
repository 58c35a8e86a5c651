"""Delivered value: what a client gets from us against what it costs them (客户让渡价值, D-8.3)."""

from collections.abc import Mapping
from typing import Final, NamedTuple

VALUES: Final = ("product", "service", "personnel", "image")
COSTS: Final = ("money", "time", "energy", "psychic")
BEST: Final = 5


class Delivered(NamedTuple):
    """The means of what was scored, 1 to 5; ``balance`` is value less cost, None where one side was not scored."""

    value: float | None
    cost: float | None

    @property
    def balance(self) -> float | None:
        """From -4 to 4; above zero they gain by us."""
        return None if self.value is None or self.cost is None else round(self.value - self.cost, 2)


def reckon(scores: Mapping[str, int | None]) -> Delivered:
    """The two means of one scoring; what was left out does not count."""
    return Delivered(_mean(scores, VALUES), _mean(scores, COSTS))


def _mean(scores: Mapping[str, int | None], names: tuple[str, ...]) -> float | None:
    known = [score for name in names if (score := scores.get(name)) is not None]
    return round(sum(known) / len(known), 2) if known else None
