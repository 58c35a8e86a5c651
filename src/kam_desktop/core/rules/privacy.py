"""What stays with us: the facts that leave the program only when they are asked for (D-13.4)."""

from typing import Final

from kam_desktop.core.rules.causes import OF_CLIENT
from kam_desktop.core.rules.kinds import TouchKind

#: Of a contact: what the person told us of life outside work. Relatives and personal notes are private as well.
PRIVATE: Final = ("hometown", "family", "hobbies", "personality", "taboos")
_OF_OCCASIONS: Final = frozenset({"occasion", "occasion_sorrow", "occasion_after"})


def tells_of_life(kind: str, reason: str, *, is_of_person: bool = False) -> bool:
    """Whether the reason of a touch tells of a life outside work: illness, a child's exam, what somebody likes.

    A contact's own birthday is on the card anyway. ``is_of_person``: the occasion behind it is a person's, and so
    is private, of whichever kind it is.
    """
    if reason in _OF_OCCASIONS and is_of_person:
        return True
    return kind == TouchKind.INTEREST or (kind == TouchKind.PERSONAL and reason != "birthday")


def is_day_of_life(kind: str, contact_id: str | None) -> bool:
    """Whether an occasion is of a life outside work: each that is a person's, and each that is not of business."""
    return bool(contact_id) or kind not in OF_CLIENT
