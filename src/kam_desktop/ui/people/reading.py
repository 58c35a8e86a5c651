"""What a person's page reads in one go: the portrait, and the first page of the history."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from kam_desktop import runtime
from kam_desktop.core import portraits
from kam_desktop.core.portraits import PAGE, FactKey, Portrait
from kam_desktop.core.rules import phones
from kam_desktop.core.timeline_facts import Line


class Seen(NamedTuple):
    """A reading of the page; ``numbers`` are the phones as people group them."""

    portrait: Portrait
    lines: tuple[Line, ...]
    numbers: tuple[str, ...]


def read(session: Any, contact_id: str, wanted: int) -> Seen:
    """Read one person and the newest ``wanted`` facts, one page at least; raises NotFound."""
    portrait = portraits.show(session, contact_id, today=runtime.today())
    lines = portraits.lines(session, portrait.history[: max(wanted, PAGE)])
    numbers = tuple(phones.display(number) for number in portrait.person["phones"])
    return Seen(portrait, tuple(lines), numbers)


def read_more(session: Any, keys: Sequence[FactKey]) -> list[Line]:
    """The texts of one more page of the history."""
    return portraits.lines(session, keys)
