"""How a number of a client may begin as somebody types it."""

import re
from typing import Final

from kam_desktop.core.rules.folding import fold

_NUMBER_PIECE: Final = re.compile("[0-9]+|[^\\W\\d_]+")


def beginnings(number: str) -> list[str]:
    """The number from each row of its letters or digits on, with signs and without: QD-1007, qd1007, 1007."""
    folded = fold(number).replace(" ", "")
    if not folded:
        return []
    pieces = list(_NUMBER_PIECE.finditer(folded))
    plain = ("".join(each[0] for each in pieces[at:]) for at in range(len(pieces)))
    return list(dict.fromkeys((folded, *plain, *(folded[each.start() :] for each in pieces))))


def begins(number: str, typed: str) -> bool:
    """Whether a number begins as is typed, folded and without blanks."""
    return any(each.startswith(typed) for each in beginnings(number))
