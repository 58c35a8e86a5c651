"""Which person of a client a record means, and what it adds to them."""

from collections.abc import Sequence
from operator import attrgetter
from typing import Any

from kam_desktop.core import contacts
from kam_desktop.core.records import ContactRecord
from kam_desktop.core.rules import names, phones

COPIED = (
    "title", "wechat", "external_no", "greeting_name", "buying_role", "attitude", "preferred_channel", "preferred_hours",
    "hometown",
)  # fmt: skip
GROWING = ("notes", "family", "hobbies", "personality", "taboos", "private_notes")
_COPIED_OF, _GROWING_OF = attrgetter(*COPIED), attrgetter(*GROWING)
BIRTHDAY = tuple(contacts.columns_of(None))


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


def match(record: ContactRecord, numbers: Sequence[str], known: Sequence[dict[str, Any]]) -> dict[str, Any] | None:
    """By number, then by name, for a record without one by phone. Another number is another person, and so is another
    job that is reached by other ways; of several of one name, the one that shares a way.
    """
    if number := record.external_no:
        found = next((row for row in known if row.get("external_no") == number), None)
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
        n: said for n, said in zip(COPIED, _COPIED_OF(record), strict=True) if said and said != row[n]
    }
    if numbers and tuple(numbers) != row["phones"]:
        have = {phones.normalise(number) for number in row["phones"]}
        if fresh := [number for number in numbers if phones.normalise(number) not in have]:
            after["phones"] = (*row["phones"], *fresh)
    if record.emails and record.emails != row["emails"]:
        have = {mail.casefold() for mail in row["emails"]}
        if mails := [mail for mail in record.emails if mail.casefold() not in have]:
            after["emails"] = (*row["emails"], *mails)
    for name, text in zip(GROWING, _GROWING_OF(record), strict=True):
        if text and text not in row[name]:
            after[name] = f"{row[name]}\n{text}".strip()
    if record.birthday is not None:
        after |= {n: v for n, v in contacts.columns_of(record.birthday).items() if v != row.get(n)}
    if record.is_official not in (None, row["is_official"]):
        after["is_official"] = record.is_official
    if record.custom and (custom := {**row["custom"], **dict(record.custom)}) != row["custom"]:
        after["custom"] = custom
    return after


def row_of(record: ContactRecord, numbers: tuple[str, ...]) -> dict[str, Any]:
    """A person that is not there yet, to be matched as those that are."""
    born = contacts.columns_of(record.birthday)
    return {**record._asdict(), "phones": numbers, "custom": dict(record.custom), **born}


def add(row: dict[str, Any], record: ContactRecord, numbers: Sequence[str]) -> None:
    """What another record adds to a person that is not there yet."""
    after = merged(row, record, numbers)
    row.update(after, photo=row["photo"] or record.photo)
    if not after.keys().isdisjoint(BIRTHDAY):
        row["birthday"] = record.birthday


def record_of(row: dict[str, Any]) -> tuple[ContactRecord, tuple[str, ...]]:
    """All that was said of such a person, as one record, and its telephone numbers."""
    said = ContactRecord(**{name: row[name] for name in ContactRecord._fields})
    return said._replace(custom=tuple(row["custom"].items())), row["phones"]
