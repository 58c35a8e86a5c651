"""What stays with us: the facts that leave the program only when they are asked for (D-13.4)."""

from typing import Final

from kam_desktop.core.rules.kinds import TouchKind

#: Of a contact: what the person told us of life outside work. Relatives and personal notes are private as well.
PRIVATE: Final = ("hometown", "family", "hobbies", "personality", "taboos")


def tells_of_life(kind: str, reason: str) -> bool:
    """Whether the reason of a touch tells of a life outside work: illness, a child's exam, what somebody likes.

    A contact's own birthday is on the card anyway.
    """
    return kind == TouchKind.INTEREST or (kind == TouchKind.PERSONAL and reason != "birthday")
