"""Finds as they are shown, and names made into them: what the index proposed is compared with the data itself."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any, Final, NamedTuple

from kam_desktop.core.rules import client_numbers, phones
from kam_desktop.core.rules.name_hits import Look, Marks
from kam_desktop.core.store.search_index import NAMED

Row = tuple[Any, ...]


class _Found(NamedTuple):
    """What is kept of a find. ``about`` is where or with whom, what, and phones and e-mails of a client or contact;
    a text and the place of the find in it where something was written."""

    kind: str
    id: str
    client_id: str
    name: str
    tier: str
    owner: str
    on: str | None
    marks: Marks
    about: tuple[Any, ...]
    look: Look


class Hit(_Found):
    """One find. ``kind`` is an entity's name; marks are (start, length) of the match in ``title`` and ``snippet``.

    What is shown is made when it is shown: of fifty hits a screen has room for twelve.
    """

    __slots__ = ()

    @property
    def title(self) -> str:
        """The name, with the day of what was written."""
        return f"{self.name} · {_day(self.on)}" if self.on else self.name

    @property
    def snippet(self) -> str:
        """A few words around the find, or beside the name."""
        if len(self.about) == 2:
            return self.look.around(*self.about)[0]
        place, work, lines = self.about
        return " · ".join(filter(None, (place, work, self._line(lines))))

    def _line(self, lines: str) -> str:
        """The first number, or the number or address that is meant where the name is not."""
        kept = lines.split('"')[1::2]
        meant = "" if self.marks else self.look.line_meant(kept)
        if meant and self.look.query.digits and "@" not in meant:
            return phones.display(meant)
        return meant or (phones.grouped(kept[0]) if lines.startswith('["') else "")

    @property
    def snippet_marks(self) -> Marks:
        """Where the snippet has it; nowhere when the name is marked."""
        return () if self.marks else self.look.line_marks(self.snippet) or self.look.marks(self.snippet)


@lru_cache(maxsize=512)
def _day(text: str) -> str:
    """A day that can be read; notes that are found together are of few days."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return ""


def named_hits(raw: Any, numbers: Sequence[int], look: Look) -> list[Hit]:
    """The names behind these numbers that are meant, in their order."""
    given = (str(numbers),)
    found: dict[int, Hit] = {}
    for kind in {NAMED[number & 1] for number in numbers}:
        found |= _hits_of_kind(raw, kind, given, look)
    return [found[number] for number in numbers if number in found]


def _hits_of_kind(raw: Any, kind: str, given: tuple[str], look: Look) -> dict[int, Hit]:
    """By name, sound and number; what stands beside a name is read only where these do not decide."""
    found: dict[int, Hit] = {}
    unsure: dict[int, Row] = {}
    in_name = look.in_name
    for row in raw.execute(_QUICK[kind, look.is_spoken], given):
        number, row_id, client_id, name, tier, owner, place, work, lines, sort_key, spoken = row
        marks = in_name(name, lines, sort_key, spoken)
        if marks is None:
            unsure[number] = row
        else:
            found[number] = make((kind, row_id, client_id, name, tier, owner, None, marks, (place, work, lines), look))
    if unsure:
        for number, lines, sort_key, spoken, *texts in raw.execute(_BESIDE[kind], (str(list(unsure)),)):
            row = unsure[number]
            marks = look.beside_name(row[3], lines, sort_key, spoken, texts)
            if marks is None and kind == "client" and client_numbers.begins(texts[-1], look.query.joined):
                marks = ()
            if marks is not None:
                found[number] = make((kind, *row[1:6], None, marks, row[6:9], look))
    return found


def _quick(kind: str, is_spoken: bool) -> str:
    """Number, id, client, name, tier, owner, where or with whom, what, phones and e-mails; how it sounds, if that is
    asked for, and the part of the name that sounds so. This is read for fifty rows at each key: no column too many."""
    if kind == "client":
        sound = "sort_key, short_name" if is_spoken else "'', ''"
        columns = f"name_no, id, id, name, tier, owner, city, industry, '', {sound}"
        return f"SELECT {columns} FROM client WHERE name_no {AMONG} AND deleted_at IS NULL"
    sound = "p.sort_key, p.name" if is_spoken else "'', ''"
    return (
        "SELECT p.name_no, p.id, p.client_id, p.name, c.tier, c.owner, c.short_name, p.title, p.phones || p.emails, "
        f"{sound} FROM contact p JOIN client c ON c.id = p.client_id"
        f" WHERE p.name_no {AMONG} AND p.deleted_at IS NULL AND c.deleted_at IS NULL"
    )


AMONG: Final = "IN (SELECT value FROM json_each(?))"
_QUICK: Final = {(kind, is_spoken): _quick(kind, is_spoken) for kind in NAMED for is_spoken in (False, True)}
# Number, phones, how it sounds, the part of the name that does, and texts beside it.
_BESIDE: Final = {
    "client": f"SELECT name_no, '[]', sort_key, short_name, short_name, external_no FROM client WHERE name_no {AMONG}",
    "contact": f"SELECT name_no, phones, sort_key, name, greeting_name, wechat, emails FROM contact WHERE name_no {AMONG}",
}
make: Final = Hit._make
