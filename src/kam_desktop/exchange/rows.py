"""From the rows of a table to client records, value by value (D-14.1).

A value that cannot be taken is left out and reported; only a row without any name is rejected. Rows of the
same company stay apart here: taking them into the store groups them. A company that is said once, in a merged
cell, holds for the people below it.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Dict
from typing import Any, Final

from kam_desktop.core import custom_fields
from kam_desktop.core.records import ClientRecord, ContactRecord, FactRecord, OwnField, OwnValues
from kam_desktop.core.rules import names, regions
from kam_desktop.core.rules.dates import PartialDate
from kam_desktop.exchange import (
    address_books,
    fact_rows,
    families,
    fields,
    footers,
    kinds,
    leftovers,
    natures,
    nearly,
    own_values,
    plans,
    values,
)
from kam_desktop.exchange.columns import Mapping
from kam_desktop.exchange.field_readers import (
    BIRTH_PARTS,
    CLIENT,
    CONTACT,
    NAME_PARTS,
    NICKNAME,
    OTHER,
    PIECES,
    RELATIVES,
    Names,
    Reader,
)
from kam_desktop.exchange.fields import SLOTS
from kam_desktop.exchange.in_columns import Columns, Read, Single
from kam_desktop.exchange.parsed import Block, PackedRows, ParsedFile, RejectedRow, Row, rejected_row
from kam_desktop.exchange.plans import Planned
from kam_desktop.exchange.reading import Entries, Reading

_EXACT_DIGITS: Final = frozenset(("client.external_no", "contact.external_no", "contact.phone"))
_AT_WORK: Final = "business"  # by which a field is about work, unless its heading says otherwise
_KNOWN_BY: Final = ("name", "phones", "emails", "wechat")
_LIFE: Final = ("family", "hobbies", "private_notes")  # no client's notes take what a book says of them
_OTHER: Final = "other:"  # what a column tells besides, by its place
Taken = ClientRecord | FactRecord | RejectedRow
KEPT: Final = 20_000  # rows of a file whose records are kept between preview and import; more are made again


def to_records(parsed: ParsedFile, mapping: Mapping) -> Iterator[Taken]:
    """One record or rejection for each row, in the order of the file; vCards and the like are records already.

    Rows that the reader rejected are not repeated: they are in ``parsed.rejected``. What a preview has made
    with the same mapping is not made twice.
    """
    if parsed.is_made_of_records:
        return iter(parsed.records)
    if parsed.taken and parsed.taken[0] == mapping:
        return iter(parsed.taken[1])
    return fresh(parsed, mapping)


def fresh(parsed: ParsedFile, mapping: Mapping) -> Iterator[Taken]:
    """The records of a table, made now."""
    if mapping.kind in kinds.FACTS:
        yield from fact_rows.to_records(parsed, mapping)
        return
    taker = _Taker(parsed, mapping)
    packed = parsed.rows if isinstance(parsed.rows, PackedRows) else PackedRows(parsed.rows)
    for block in packed.blocks():
        yield from taker.records(block)


class _Taker(Reading):
    """One pass over a table with one mapping."""

    def __init__(self, parsed: ParsedFile, mapping: Mapping) -> None:
        plan = plans.of(mapping)
        super().__init__(parsed, mapping.headings, {column: key in _EXACT_DIGITS for column, key, *_ in plan})
        own = {each.id: each for each in mapping.own}
        self.client = _Part([each for each in plan if each[2] == 0], CLIENT, own)
        self.people = [_Part([each for each in plan if each[2] == slot], CONTACT, own) for slot in range(1, SLOTS + 1)]
        self.people = [part for part in self.people if part.keys]
        self.are_known = mapping.is_about_known
        self.carries = self.are_known or plans.may_carry(mapping)
        self.has_own = any(key in fields.CUSTOM for _, key, *_ in plan)
        self.addresses = address_books.labelled(mapping.headings, mapping.targets) if OTHER in mapping.targets else ()
        self.named = [each[0] for each in plan if each[1] in NAME_PARTS]
        self.last: dict[str, str] = {}
        noted = [each for each in self.client.single if each.name[:6] == _OTHER]
        self.others = {each.name: mapping.headings[each.column].strip() for each in noted}
        parts = (self.client, *self.people)
        is_named = any(each.name == "name" for each in self.client.single)
        with_people = bool(self.others) and self.are_known  # what no field takes is theirs then, row by row
        is_simple = (
            is_named
            and not self.has_own
            and not with_people
            and not any(part.several or part.raw or part.is_pieced for part in parts)
        )
        self.columns = (
            Columns(self.client.single, [part.single for part in self.people], footers.INITIALS, self.others)
            if is_simple
            else None
        )

    def records(self, block: Block) -> Iterator[ClientRecord | RejectedRow]:
        """What comes of some rows: nearly all of a simple table at once, the others one by one."""
        made: Sequence[ClientRecord | None] = [None] * len(block.numbers)
        if self.columns and self.columns.width <= block.width:
            flagged = (at for at, number in enumerate(block.numbers) if number in self.flagged) if self.flagged else ()
            made = self.columns.records(block, flagged)
        above: ClientRecord | None = None
        for at, record in enumerate(made):
            if record:
                yield record
            else:
                if above and self.carries:
                    self.last = {n: said for n in ("name", "external_no") if (said := getattr(above, n))}
                yield self.record(block.row(at))
            above = record
        if above:
            self.last = {n: said for n in ("name", "external_no") if (said := getattr(above, n))}

    def record(self, row: Row) -> ClientRecord | RejectedRow:
        self.problems = []
        cells = self.cells_of(row)
        self.is_in_order = values.is_in_order("".join(cells))
        home = self._home(cells) if self.addresses else {}
        client = self.client.read(
            self, ["" if at in home else cell for at, cell in enumerate(cells)] if home else cells
        )
        if self.has_own and (own := _own(client)):
            client["custom"] = own
        lines = [f"{self.called(column)}: {text}" for column, text in self.unread]
        people = [person for part in self.people for person in self._contacts(part, cells, lines)]
        if lines:
            client["notes"] = self._grown(client.get("notes", ""), lines)
        told = list(leftovers.lines(list(self.others.values()), [client.pop(name, "") for name in self.others]))
        if home and people:
            people[0] = self._at_home(people[0], home)
        said = client.get("name", "") or (people[0].name if people else "")
        if (code := footers.code_of(said, cells)) and not any(each.phones or each.emails for each in people):
            return rejected_row(row.row_no, row.cells, code)
        is_about_person = bool(people) and (self.are_known or (self.carries and not client))
        if self.carries:
            client = self._carried(client, people)
        if told and is_about_person:
            people[0] = people[0]._replace(notes=self._grown(people[0].notes, told))
        elif told:
            client["notes"] = self._grown(client.get("notes", ""), told)
        name = client.pop("name", "")
        if not name and not (self.are_known and client.get("external_no")):
            if self.are_known and people:
                return rejected_row(row.row_no, row.cells, "row.no_company")
            name = people[0].name if people else ""
            if not name:
                return rejected_row(row.row_no, row.cells, "row.no_name")
        for at, person in enumerate(people):
            if not person.name:
                people[at] = person._replace(name=name)
        return ClientRecord(row.row_no, name, **client, contacts=tuple(people), problems=tuple(self.problems))

    def _grown(self, notes: str, lines: Sequence[str]) -> str:
        return self.held("\n".join(filter(None, (notes, *lines))))

    def _home(self, cells: Sequence[str]) -> dict[int, str]:
        """What is somebody's home, where a person is named: no address of the client, whoever that is."""
        is_told = any(values.cleaned(cells[column])[0] for column in self.named)
        return address_books.at_home(self.addresses, cells) if is_told else {}

    def _at_home(self, person: ContactRecord, home: dict[int, str]) -> ContactRecord:
        texts = dict.fromkeys(self.mended(column, text, values.NAME_LIMIT) for column, text in home.items())
        told = filter(None, (person.private_notes, f"Home: {' '.join(filter(None, texts))}"))
        return person._replace(private_notes=self.held("\n".join(told)))

    def _carried(self, client: dict[str, Any], people: list[ContactRecord]) -> dict[str, Any]:
        """The company of the row above, where a row says nothing but who works there."""
        said: dict[str, str] = {name: client[name] for name in ("name", "external_no") if name in client}
        if said:
            self.last = said
        elif people and not client:
            return dict(self.last)
        return client

    def _contacts(self, part: "_Part", cells: Sequence[str], lines: list[str]) -> list[ContactRecord]:
        """The people of one slot, none if the row tells of nobody; the name may be missing.

        ``lines`` get what no field of a person holds where there is nobody to keep it with.
        """
        person = part.read(self, cells)
        if self.has_own and (own := _own(person)):
            person["custom"] = own
        if part.is_pieced and person:
            self._piece_together(person)
        others = person.pop("others", ())
        told = [(natures.of(self.called(c), _AT_WORK), f"{self.called(c)}: {text}") for c, text in self.unread]
        person.setdefault("name", "")
        if any(person.get(name) for name in (_KNOWN_BY if OTHER not in part.keys else (*_KNOWN_BY, *_LIFE))):
            for name, text in natures.placed(told).items():
                person[name] = self.held("\n".join(filter(None, (person.get(name, ""), text))))
            return nearly.apart(ContactRecord(**person), others)
        lines += [person["notes"]] if OTHER in part.keys and person.get("notes") else []
        lines += [line for nature, line in told if nature is natures.Nature.WORK]
        return []

    def _piece_together(self, person: dict[str, Any]) -> None:
        """Names, titles and birthdays that lie in several columns."""
        parts = [person.pop(key, "") for key in NAME_PARTS]
        if "name" not in person:
            person["name"] = values.person_name(*parts)
        if told := person.pop(RELATIVES, ""):
            person["relatives"], others = families.read(told)
            natures.grown(person, {"family": others} if others else {})
        if other := person.pop(OTHER, {}):
            natures.grown(person, other)
            for name in other:
                person[name] = self.held(person[name])
        if nicknames := person.pop(NICKNAME, ()):
            self._nicknamed(person, nicknames)
        if department := person.pop("contact.department", ""):
            person["title"] = values.title(department, person.get("title", ""))
        days = person.pop("contact.birthday", ())
        calendar, leap = person.pop("contact.birthday_calendar", ""), person.pop("contact.birthday_leap", "")
        pieces = [person.pop(key, ()) for key in BIRTH_PARTS]
        if days:
            person["birthday"] = self._birthday(days, calendar, leap)
        elif pieces[1] and sum(map(bool, pieces)) >= 2:
            said = [entries[0] for entries in pieces if entries]
            text = "-".join(text for _, text, _ in said)
            person["birthday"] = self.value([(said[-1][0], text, "")], lambda text, _: values.birthday(text))

    def _nicknamed(self, person: dict[str, Any], nicknames: Entries) -> None:
        """A nickname is the name of who has no other; else it is noted."""
        if not person["name"]:
            person["name"] = names.in_one_line(nicknames[0][1])
            nicknames = nicknames[1:]
        told = [f"{self.called(column)}: {text}" for column, text, _ in nicknames]
        person["notes"] = self._grown(person.get("notes", ""), told)

    def _birthday(self, days: Entries, calendar: str, leap: str) -> PartialDate | None:
        entries = [(column, text, (option, calendar, leap)) for column, text, option in days]
        found: PartialDate | None = self.value(entries, lambda text, meant: nearly.birthday(text, *meant))
        return found


class _Part:
    """The columns about the client or about one person: those alone in their field are read at once."""

    def __init__(self, plan: Sequence[Planned], names: Names, own: dict[str, OwnField]) -> None:
        self.own = own
        self.keys = {key for _, key, *_ in plan}
        self.is_pieced = bool(self.keys & PIECES)
        by_key: dict[str, list[Planned]] = defaultdict(list)
        for each in plan:
            by_key[each[1] + (f":{each[3]}" if each[1] in fields.CUSTOM else "")].append(each)
        self.single: list[Single] = []
        self.several: list[tuple[str, Reader, list[Planned]]] = []
        self.raw: list[tuple[str, list[Planned]]] = []
        for columns in by_key.values():
            self._sort(columns, names)

    def _sort(self, columns: list[Planned], names: Names) -> None:
        column, field, _, option, limit = columns[0]
        if field in fields.CUSTOM:
            if option in self.own:
                self.single.append(
                    Single(column, f"custom:{option}", custom_fields.LIMIT, _own_reader(self.own[option]), "")
                )
        elif field == leftovers.CLIENT:
            self.single += [Single(each[0], f"{_OTHER}{each[0]}", limit, None, "") for each in columns]
        elif (field == "contact.birthday" and self.is_pieced) or field in (*BIRTH_PARTS, NICKNAME):
            self.raw.append((field, columns))
        elif field in names:
            name, read, reader = names[field]
            if len(columns) == 1 and field != OTHER:
                self.single.append(Single(column, name, limit, read, option, field in _EXACT_DIGITS))
            else:
                self.several.append((name, reader, columns))

    def read(self, reading: Reading, cells: Sequence[str]) -> dict[str, Any]:
        """What the row says, by the name of the record's attribute."""
        got: dict[str, Any] = {}
        reading.more, reading.places, reading.unread = {}, [], []
        is_plain = values.is_plain_among_such if reading.is_in_order else values.is_plain
        for name, reader, columns in self.several:
            if (entries := reading.entries(cells, columns)) and (said := reader(reading, entries)) is not None:
                got[name] = said
        for name, columns in self.raw:
            if entries := reading.entries(cells, columns):
                got[name] = entries
        for column, name, limit, read, option, _ in self.single:
            text = cells[column]
            if not text:
                continue
            if len(text) > limit or not is_plain(text):
                written, text = text, reading.mended(column, text, limit)
                if not text and name[:7] == "custom:":
                    text = own_values.word(self.own[name[7:]], written)
                if not text:
                    continue
            if read is None:
                got[name] = text if limit > values.NAME_LIMIT else names.in_one_line(text)
                continue
            value = reading.read(column, text, option, read)
            if value is not None:
                got[name] = value
        _grow(got, reading.more)
        _place(got, reading)
        return got


def _grow(got: dict[str, Any], more: Dict[str, Any]) -> None:
    """What cells say besides their own fields, where no other cell says it; tags are added."""
    for name, value in more.items():
        if name == "tags":
            got[name] = values.once((*got.get(name, ()), *value))
        elif value:
            got.setdefault(name, value)


def _place(got: dict[str, Any], reading: Reading) -> None:
    """Where a client is, in one writing; as one cell says it never a part of it beside a part of another place."""
    for column, text, where in reading.places:
        if nearly.is_elsewhere(where, got):
            reading.leave(column, "value.not_kept", text)
        else:
            _grow(got, where._asdict())
    for part in nearly.PLACES:
        if part in got:
            got[part] = regions.written(part, got[part])


def _own_reader(field: OwnField) -> Read:
    return lambda text, _: own_values.value(field, text)


def _own(got: dict[str, Any]) -> OwnValues:
    """Takes out the values of the users' own fields."""
    return tuple((key[7:], got.pop(key)) for key in [key for key in got if key[:7] == "custom:"])
