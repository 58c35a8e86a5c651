"""From the rows of a table to client records, value by value (D-14.1).

A value that cannot be taken is left out and reported; only a row without any name is rejected. Rows of the
same company stay apart here: taking them into the store groups them.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, Final

from kam_desktop.core.errors import Invalid
from kam_desktop.core.records import ClientRecord, ContactRecord, Problem
from kam_desktop.core.rules.dates import PartialDate
from kam_desktop.exchange import fields, values
from kam_desktop.exchange.columns import Mapping
from kam_desktop.exchange.fields import SLOTS, Target
from kam_desktop.exchange.parsed import ParsedFile, RejectedRow, Row, rejected_row

_LONG: Final = frozenset(("client.notes", "client.last_note", "contact.notes"))
_EXACT_DIGITS: Final = frozenset(("client.external_no", "contact.external_no", "contact.phone"))
_NAME_PARTS: Final = ("contact.family_name", "contact.given_name", "contact.middle_name")
_BIRTH_PARTS: Final = ("contact.birth_year", "contact.birth_month", "contact.birth_day")
Entries = Sequence[tuple[int, str, str]]  # (column, value, option) of one field
Said = dict[str, list[tuple[int, str, str]]]  # by field key


def to_records(parsed: ParsedFile, mapping: Mapping) -> Iterator[ClientRecord | RejectedRow]:
    """One record or rejection for each row, in the order of the file; vCards are records already.

    Rows that the reader rejected are not repeated: they are in ``parsed.rejected``.
    """
    if parsed.kind == "vcard":
        yield from parsed.records
        return
    taker = _Taker(parsed, mapping)
    for row in parsed.rows:
        yield taker.record(row)


class _Taker:
    """One pass over a table with one mapping."""

    def __init__(self, parsed: ParsedFile, mapping: Mapping) -> None:
        self.plan = _plan(mapping)
        self.headings = mapping.headings
        self.flagged: dict[int, list[tuple[int, str, str]]] = defaultdict(list)
        for each in parsed.cell_problems:
            self.flagged[each.row_no].append((each.column, each.code, each.text))
        self.problems: list[Problem] = []

    def record(self, row: Row) -> ClientRecord | RejectedRow:
        self.problems = []
        said = self._said(row)
        client = {_CLIENT[key][0]: _CLIENT[key][1](self, entries) for key, entries in said[0].items() if key in _CLIENT}
        people = [person for entries in said[1:] if entries and (person := self._contact(entries))]
        name = client.pop("name", "") or (people[0].name if people else "")
        if not name:
            return rejected_row(row.row_no, row.cells, "row.no_name")
        contacts = tuple(person if person.name else replace(person, name=name) for person in people)
        return ClientRecord(row.row_no, name, **client, contacts=contacts, problems=tuple(self.problems))

    def _said(self, row: Row) -> list[Said]:
        """What the row says: at 0 of the client, at 1 to 3 of the people."""
        said: list[Said] = [{} for _ in range(SLOTS + 1)]
        lost = self._reported(row.row_no) if row.row_no in self.flagged else ()
        cells, width, plain = row.cells, len(row.cells), values.IS_PLAIN
        for column, key, place, option, limit in self.plan:
            if column >= width or not cells[column] or (column in lost and key in _EXACT_DIGITS):
                continue
            text = cells[column]
            if len(text) > limit or not plain(text):
                text, codes = values.cleaned(text, limit)
                for code in codes:
                    self._report(column, code, text[:80])
                if not text:
                    continue
            if key in said[place]:
                said[place][key].append((column, text, option))
            else:
                said[place][key] = [(column, text, option)]
        return said

    def _reported(self, row_no: int) -> set[int]:
        """Pass on what the reader flagged in mapped columns; gives the columns whose digits are lost."""
        mapped = {column for column, *_ in self.plan}
        for column, code, text in self.flagged[row_no]:
            if column in mapped:
                self._report(column, code, text)
        return {column for column, code, _ in self.flagged[row_no] if code == "value.digits_lost"}

    def _report(self, column: int, code: str, text: str) -> None:
        heading = self.headings[column] if column < len(self.headings) else ""
        self.problems.append(Problem(heading or f"#{column + 1}", code, text))

    def _contact(self, said: Said) -> ContactRecord | None:
        """The person of one slot, or None if the row tells of nobody; the name may be missing."""
        person = {_CONTACT[key][0]: _CONTACT[key][1](self, entries) for key, entries in said.items() if key in _CONTACT}
        if "name" not in person:
            person["name"] = values.person_name(*(self._part(said, key) for key in _NAME_PARTS))
        if "contact.department" in said:
            person["title"] = values.title(self._part(said, "contact.department"), person.get("title", ""))
        if "contact.birthday" in said or "contact.birth_month" in said:
            person["birthday"] = self._birthday(said)
        if person["name"] or person.get("phones") or person.get("emails") or person.get("wechat"):
            return ContactRecord(**person)
        return None

    def _part(self, said: Said, key: str) -> str:
        return self.text(said[key]) if key in said else ""

    def _birthday(self, said: Said) -> PartialDate | None:
        calendar, leap = (
            self._part(said, "contact.birthday_calendar"),
            self._part(said, "contact.birthday_leap"),
        )
        if "contact.birthday" in said:
            entries = [(column, text, (option, calendar, leap)) for column, text, option in said["contact.birthday"]]
            return self.value(entries, lambda text, meant: values.birthday(text, *meant))  # type: ignore[no-any-return]
        parts = [said[key][0] for key in _BIRTH_PARTS if key in said]
        if len(parts) < 2 or "contact.birth_month" not in said:
            return None
        text = "-".join(part[1] for part in parts)
        return self.value([(parts[-1][0], text, "")], lambda text, _: values.birthday(text))  # type: ignore[no-any-return]

    def text(self, entries: Entries) -> str:
        """The first value of a field; others that differ are reported, not lost without a word."""
        first = entries[0][1]
        if len(entries) == 1:
            return first
        for column, text, _ in entries[1:]:
            if text != first:
                self._report(column, "value.not_kept", text[:80])
        return first

    def value(self, entries: Iterable[tuple[int, str, Any]], read: Callable[[str, Any], Any]) -> Any:
        """The first value that can be read; those that cannot and those after it are reported."""
        taken: Any = None
        for column, text, option in entries:
            try:
                value = read(text, option)
            except Invalid as error:
                self._report(column, error.code, text[:80])
                continue
            if taken is None:
                taken = value
            elif value != taken:
                self._report(column, "value.not_kept", text[:80])
        return taken

    def each(self, entries: Entries, read: Callable[[str], tuple[str, ...]]) -> tuple[str, ...]:
        """All values of all columns of a field, once each."""
        found: list[str] = []
        for column, text, _ in entries:
            try:
                found.extend(read(text))
            except Invalid as error:
                self._report(column, error.code, text[:80])
        return values.once(found) if len(entries) > 1 else tuple(found)


Reader = Callable[[_Taker, Entries], Any]


def _joined(glue: str) -> Reader:
    return lambda _, entries: glue.join(dict.fromkeys(text for _, text, _ in entries))


def _each(read: Callable[[str], tuple[str, ...]]) -> Reader:
    return lambda taker, entries: taker.each(entries, read)


def _plain(read: Callable[[str], Any], missing: Any = "") -> Reader:
    def reader(taker: _Taker, entries: Entries) -> Any:
        found = taker.value(entries, lambda text, _: read(text))
        return missing if found is None else found

    return reader


_CLIENT: Final[dict[str, tuple[str, Reader]]] = {
    **{
        f"client.{name}": (name, _Taker.text)
        for name in (
            "name",
            "short_name",
            "external_no",
            "industry",
            "province",
            "city",
            "district",
            "source",
            "owner",
            "last_note",
        )
    },
    "client.tier": ("tier", _plain(values.tier)),
    "client.kind": ("kind", _plain(values.kind)),
    "client.address": ("address", _joined(" ")),
    "client.notes": ("notes", _joined("\n")),
    "client.tags": ("tags", _each(values.tags)),
    "client.annual_revenue": (
        "annual_revenue_minor",
        lambda taker, entries: taker.value(entries, values.revenue_minor),
    ),
    "client.next_visit_on": ("next_visit_on", _plain(values.day, None)),
}
_CONTACT: Final[dict[str, tuple[str, Reader]]] = {
    **{f"contact.{name}": (name, _Taker.text) for name in ("name", "title", "wechat", "external_no")},
    "contact.phone": ("phones", _each(values.phone_numbers)),
    "contact.email": ("emails", _each(values.emails)),
    "contact.notes": ("notes", _joined("\n")),
}


def _plan(mapping: Mapping) -> list[tuple[int, str, int, str, int]]:
    """``(column, field, place, option, limit)``: a second phone without a second person is the first's."""
    targets = [(column, target) for column, text in enumerate(mapping.targets) if (target := fields.target(text))]
    named = {t.slot for _, t in targets if t.key in ("contact.name", "contact.given_name", "contact.family_name")}

    def place(target: Target) -> int:
        if not target.key.startswith("contact."):
            return 0
        return target.slot if target.slot in named else 1

    return [
        (column, t.key, place(t), t.option, values.NOTES_LIMIT if t.key in _LONG else values.NAME_LIMIT)
        for column, t in targets
    ]
