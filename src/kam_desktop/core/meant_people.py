"""Which person of a client a record means, and what it adds to them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any, Final

from kam_desktop.core import contacts
from kam_desktop.core.records import ContactRecord, RelativeRecord
from kam_desktop.core.rules import names, phones, unions

COPIED = (
    "title", "wechat", "greeting_name", "buying_role", "attitude", "preferred_channel", "preferred_hours",
    "hometown",
)  # fmt: skip
GROWING = ("notes", "family", "hobbies", "personality", "taboos", "private_notes")
_COPIED_OF, _GROWING_OF = attrgetter(*COPIED), attrgetter(*GROWING)
BIRTHDAY = tuple(contacts.columns_of(None))
SWITCHES = ("is_official", "is_primary", "has_left")
_UNDER_A_HEADING: Final = re.compile("[^:]{1,40}: .")
_SWITCHES_OF, _UNSAID = attrgetter(*SWITCHES), (None,) * len(SWITCHES)
_NUMBER_LIMIT = unions.CONTACT.lines["external_no"]
_Edit = tuple[dict[str, Any], dict[str, Any]]  # columns before and after


@dataclass(slots=True)
class People:
    """What the records of one client say of its people. ``fresh`` are new, ``main`` is the place among them of the one
    that comes first from now on, if any.

    ``edits`` are columns of people that are there, one edit each however many records are of them; ``turned`` are those
    who left, or are here again. ``private`` are personal notes on them, ``photos`` pictures with their names,
    ``relatives`` new ones of their families, ``family_edits`` (relative and person) columns of those that are there.
    """

    fresh: list[tuple[ContactRecord, tuple[str, ...]]] = field(default_factory=list)
    main: int | None = None
    edits: dict[str, _Edit] = field(default_factory=dict)
    turned: dict[str, bool] = field(default_factory=dict)
    private: list[tuple[str, str]] = field(default_factory=list)
    photos: list[tuple[str, str, bytes]] = field(default_factory=list)
    relatives: list[tuple[str, RelativeRecord]] = field(default_factory=list)
    family_edits: dict[tuple[str, str], _Edit] = field(default_factory=dict)

    @property
    def has_change(self) -> bool:
        """Whether anything of it is to be written, but for photos."""
        return bool(self.fresh or self.edits or self.turned or self.private or self.relatives or self.family_edits)


def of_client(records: Sequence[ContactRecord], known: list[dict[str, Any]]) -> People:
    """Hold the records against the people who are there, whose rows become what they will be."""
    found, fresh, main = People(), list[dict[str, Any]](), list[dict[str, Any]]()
    for record in records:
        numbers = numbers_of(record)
        match = meant(record, numbers, [*known, *fresh]) if known or fresh else None
        if match is None:
            fresh.append(match := row_of(record, numbers))
        elif "id" not in match:
            add(match, record, numbers)
        else:
            if record.photo:
                found.photos.append((match["id"], record.name or match["name"], record.photo))
            _edit(found, match, record, numbers)
        if record.is_primary:
            main.append(match)
    if known:
        _put_first(found, known, fresh, next((row for row in main if not row["has_left"]), None))
    else:
        found.main = first([record_of(row)[0] for row in fresh])
    found.fresh = list(map(record_of, fresh))
    found.relatives = [(row["id"], each) for row in known for each in _new_relatives(row)]
    return found


def _edit(found: People, row: dict[str, Any], record: ContactRecord, numbers: Sequence[str]) -> None:
    """Note what a record changes of somebody who is there; whether they come first is settled when all are known."""
    after = merged(row, record, numbers)
    after.pop("is_primary", None)
    before = {n: row.get(n) for n in after}
    row.update(after)
    if after.pop("private_notes", ""):
        found.private.append((row["id"], record.private_notes))
    if (left := after.pop("has_left", None)) is not None and found.turned.pop(row["id"], None) is None:  # twice is back
        found.turned[row["id"]] = left
    _note(found.edits, row["id"], before, after)
    for each in record.relatives:
        _meet(found, row, each)


def _note(edits: dict[Any, _Edit], key: Any, before: dict[str, Any], after: dict[str, Any]) -> None:
    """Put what one record changes to what those before it changed of the same row; a birthday changes as a whole."""
    old, new = edits.pop(key, ({}, {}))
    old, new = before | old, new | after
    is_born = any(new[n] != old[n] for n in BIRTHDAY if n in new)
    if left := {n: new[n] for n in new if (is_born if n in BIRTHDAY else new[n] != old[n])}:
        edits[key] = old, left


def _meet(found: People, row: dict[str, Any], record: RelativeRecord) -> None:
    """Note what a record tells of the family of somebody who is there."""
    one, after = _relative(row, record)
    if after and "id" in one:
        before = {n: one[n] for n in ("name", "relation", *BIRTHDAY, "notes")}
        _note(found.family_edits, (one["id"], row["id"]), before, after)
    one.update(after)


def _relative(row: dict[str, Any], record: RelativeRecord) -> tuple[dict[str, Any], dict[str, Any]]:
    """Somebody of a person's family, put there if they are new, and what the record adds to them: known by name and
    relation, and then a birthday counts, notes grow, and a relation is told where it was not."""
    born = contacts.columns_of(record.birthday)
    alike = [each for each in row["relatives"] if _is_one(each, record)]
    one = next((each for each in alike if _is_born(each, born)), alike[0] if alike else None)
    if one is None:
        row["relatives"].append(one := record._asdict() | born)
        return one, {}
    after: dict[str, Any] = {}
    if record.birthday is not None and not _is_born(one, born):
        one["birthday"], after = record.birthday, born
    if not unions.holds(one["notes"], record.notes):
        after["notes"] = f"{one['notes']}\n{record.notes}".strip()
    if record.relation and not one["relation"]:
        after["relation"] = record.relation
    return one, after


def _is_one(row: dict[str, Any], record: RelativeRecord) -> bool:
    """Of two without a name the birthday tells, where it is known: two children are two."""
    if row["relation"] and record.relation and row["relation"] != record.relation:
        return False
    is_told = record.name or record.birthday is None or not row["birthday_calendar"]
    born = is_told or _is_born(row, contacts.columns_of(record.birthday))
    return born and names.person_key(row["name"]) == names.person_key(record.name)


def _is_born(row: dict[str, Any], born: dict[str, Any]) -> bool:
    return all(row[name] == value for name, value in born.items())


def _put_first(
    found: People, known: Sequence[dict[str, Any]], fresh: Sequence[dict[str, Any]], main: dict[str, Any] | None
) -> None:
    """One of a client's people is the main one: who is said to be takes the place of who was, and who is said not to be
    stays it as long as nobody else is."""
    if main is None:
        return
    for row in known:
        if row["is_primary"] != (row is main):
            _note(found.edits, row["id"], {"is_primary": row["is_primary"]}, {"is_primary": row is main})
    found.main = next((at for at, row in enumerate(fresh) if row is main), None)


def first(people: Sequence[ContactRecord]) -> int:
    """Which of the first people of a client comes first: who is said to, else the first who has not left."""
    if len(people) == 1:
        return 0
    return min(range(len(people)), key=lambda at: (bool(people[at].has_left), not people[at].is_primary), default=0)


def numbers_of(record: ContactRecord) -> tuple[str, ...]:
    """The telephone numbers of a record, one by one."""
    if len(record.phones) == 1:
        return phones.split(record.phones[0])
    return tuple(dict.fromkeys(n for text in record.phones for n in phones.split(text)))


def are_others(records: Sequence[ContactRecord]) -> bool:
    """Whether each of these records, of one client, is about another person for sure."""
    if len(records) < 2:
        return True
    keys = {names.person_key(each.name) for each in records}
    numbers = [each.external_no for each in records if each.external_no]
    return len(keys) == len(records) and "" not in keys and len(set(numbers)) == len(numbers)


def meant(record: ContactRecord, numbers: Sequence[str], known: Sequence[dict[str, Any]]) -> dict[str, Any] | None:
    """By number, then by name, for a record without one by phone. Another number is another person, and so is another
    job that is reached by other ways; of several of one name, the one that shares a way.
    """
    if number := record.external_no:
        parts = set(unions.several(number))
        found = next((row for row in known if not parts.isdisjoint(unions.several(row["external_no"]))), None)
        if found is not None:
            return found
    key = names.person_key(record.name)
    if not key:
        keys = {phones.normalise(number) for number in numbers}
        return next((row for row in known if keys & {phones.normalise(each) for each in row["phones"]}), None)
    named = [
        row
        for row in known
        if not (record.external_no and row.get("external_no"))
        and names.person_key(row["name"]) == key
        and not _are_two(record, numbers, row)
    ]
    if len(named) > 1:
        return next((row for row in named if _shares_a_way(record, numbers, row)), named[0])
    return named[0] if named else None


def _are_two(record: ContactRecord, numbers: Sequence[str], row: dict[str, Any]) -> bool:
    """Whether two of one name cannot be one: each with a job and a phone of their own."""
    are_told = record.title and row["title"] and numbers and row["phones"]
    return bool(are_told) and record.title != row["title"] and not _shares_a_way(record, numbers, row)


def _shares_a_way(record: ContactRecord, numbers: Sequence[str], row: dict[str, Any]) -> bool:
    """Whether both have a phone or an address in common."""
    have, mails = set(map(phones.normalise, numbers)), {mail.casefold() for mail in record.emails}
    return not (
        have.isdisjoint(map(phones.normalise, row["phones"]))
        and mails.isdisjoint(mail.casefold() for mail in row["emails"])
    )


def merged(row: dict[str, Any], record: ContactRecord, numbers: Sequence[str]) -> dict[str, Any]:
    """What a record adds to a person: empty values add nothing, lists only grow."""
    after: dict[str, Any] = {
        n: said
        for n, said in zip(COPIED, _COPIED_OF(record), strict=True)
        if said and said not in (row[n], names.unpadded(row[n])) and said not in unions.several(row[n])
    }
    if record.external_no and record.external_no != row["external_no"]:
        number = unions.beside(row["external_no"], record.external_no)
        if number != row["external_no"] and len(number) <= _NUMBER_LIMIT:
            after["external_no"] = number
    if numbers and tuple(numbers) != row["phones"]:
        have = {phones.normalise(number) for number in row["phones"]}
        if fresh := [number for number in numbers if phones.normalise(number) not in have]:
            after["phones"] = (*row["phones"], *fresh)
    if record.emails and record.emails != row["emails"]:
        have = {mail.casefold() for mail in row["emails"]}
        if mails := [mail for mail in record.emails if mail.casefold() not in have]:
            after["emails"] = (*row["emails"], *mails)
    for name, text in zip(GROWING, _GROWING_OF(record), strict=True):
        if text and not unions.holds(row[name], text) and (more := grown(row[name], text)) != row[name]:
            after[name] = more
    if record.birthday is not None and any(row.get(n) != v for n, v in contacts.columns_of(record.birthday).items()):
        after |= contacts.columns_of(record.birthday)
    if (switched := _SWITCHES_OF(record)) != _UNSAID:
        after |= {n: said for n, said in zip(SWITCHES, switched, strict=True) if said not in (None, row[n])}
    if record.custom and (custom := {**row["custom"], **dict(record.custom)}) != row["custom"]:
        after["custom"] = custom
    return after


def grown(have: str, text: str) -> str:
    """A text below another. Of the lines under headings at its end only those that are new: one figure of a list
    changed, the others did not. What stands before them is one text: the same line twice may mean another day."""
    if not have:
        return text
    lines, there = text.split("\n"), set(have.split("\n"))
    at = len(lines)
    while at and _UNDER_A_HEADING.match(lines[at - 1]):
        at -= 1
    written = "\n".join(lines[:at])
    fresh = [] if unions.holds(have, written) else [written]
    return "\n".join((have, *fresh, *(line for line in lines[at:] if line not in there)))


def row_of(record: ContactRecord, numbers: tuple[str, ...]) -> dict[str, Any]:
    """A person that is not there yet, to be matched as those that are."""
    born = contacts.columns_of(record.birthday)
    row = {**record._asdict(), "phones": numbers, "custom": dict(record.custom), "relatives": [], **born}
    _add_relatives(row, record)
    return row


def add(row: dict[str, Any], record: ContactRecord, numbers: Sequence[str]) -> None:
    """What another record adds to a person that is not there yet."""
    after = merged(row, record, numbers)
    row.update(after, photo=row["photo"] or record.photo)
    if not after.keys().isdisjoint(BIRTHDAY):
        row["birthday"] = record.birthday
    _add_relatives(row, record)


def _add_relatives(row: dict[str, Any], record: ContactRecord) -> None:
    for each in record.relatives:
        one, after = _relative(row, each)
        one.update(after)


def record_of(row: dict[str, Any]) -> tuple[ContactRecord, tuple[str, ...]]:
    """All that was said of such a person, as one record, and its telephone numbers."""
    said = ContactRecord(**{name: row[name] for name in ContactRecord._fields})
    return said._replace(custom=tuple(row["custom"].items()), relatives=_new_relatives(row)), row["phones"]


def _new_relatives(row: dict[str, Any]) -> tuple[RelativeRecord, ...]:
    fresh = (each for each in row["relatives"] if "id" not in each)
    return tuple(RelativeRecord(*(each[name] for name in RelativeRecord._fields)) for each in fresh)
