"""What a person told us of their life, on their card: as lines of its note, which phones show, and as properties (D-13.4)."""

from collections.abc import Iterable
from typing import Final

from kam_desktop import words

RELATIVES: Final = "relatives"
PROPERTY: Final = "X-KAM-"  # before the name of the field, in capitals


def of(life: Iterable[tuple[str, str]], lang: str) -> list[str]:
    """A line for each field, and for each of the family."""
    return [
        words.say(lang, "export.note_line", name=words.say(lang, f"heading.{name}"), text=line)
        for name, text in life
        for line in (text.split("\n") if name == RELATIVES else [text])
    ]


def without(note: str, life: Iterable[tuple[str, str]]) -> str:
    """A note less these lines, in whichever language they are: they are private, and it is not."""
    told = list(life)
    for line in (line for lang in words.LANGUAGES for line in of(told, lang)):
        note = f"\n{note}\n".replace(f"\n{line}\n", "\n", 1).strip("\n")
    return note
