"""The JSON that Monica exports: contacts with their notes, calls, activities, gifts and reminders.

Two shapes are read: that of version 4 (``account.data`` holds collections ``{type, count, values}``, each thing
with its ``properties``) and plain lists under the name of the thing, as older versions and tools write them.
"""

import json
from collections.abc import Iterator
from typing import Any

from kam_desktop.core.errors import FileError
from kam_desktop.exchange.readers import cells

Thing = dict[str, Any]
_BATCH = 200
_OF_A_PERSON = ("call", "contact_field", "gift", "note", "reminder", "task", "address", "activity", "life_event", "tag")
_MORE = ("pet", "debt", "occupation", "custom_field")  # told beside
_MUTUAL = frozenset(
    ("spouse", "partner", "date", "lover", "sibling", "cousin", "friend", "bestfriend", "best friend", "colleague", "ex",
     "ex_husband", "ex-spouse")
)  # fmt: skip
_AT_WORK = frozenset(("colleague", "boss", "subordinate", "mentor", "protege"))
_OF_THE_PROGRAM = frozenset(
    ("uuid", "id", "object", "created_at", "updated_at", "type", "count", "hash_id", "properties", "data")
)
_TEXT = ("first_name", "middle_name", "last_name", "nickname", "name", "description", "job", "company",
         "food_preferences", "first_met_additional_info", "first_met_date", "uuid", "id")  # fmt: skip


def read(raw: bytes) -> Iterator[dict[str, Any]]:
    """All contacts as messages, partial ones (relatives) left out. Raises FileError file.unknown_kind."""
    try:
        document = json.loads(raw.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError):
        raise FileError("file.unknown_kind") from None
    account = _account(document)
    people = _collection(account, "contact")
    if not people:
        raise FileError("file.unknown_kind")
    yield {"facts": {"kind": "monica", "encoding": "utf-8"}}
    activities = {
        str(said["uuid"]): said for each in _collection(account, "activity") if (said := _flat(each)).get("uuid")
    }
    types = _field_types(account)
    told = [person for number, each in enumerate(people, 1) if (person := _person(number, each, activities, types))]
    relations = list(map(_flat, _collection(account, "relationship")))
    _tell_of_relatives(told, people, relations)
    _tell_of_ties(told, relations)
    for start in range(0, len(told), _BATCH):
        part = told[start : start + _BATCH]
        yield {"people": part, "share": (start + len(part)) / len(told)}
    if journal := _journal(account):
        yield {"rejected": journal, "share": 1.0}


def _tell_of_relatives(told: list[Thing], people: list[Any], relations: list[Thing]) -> None:
    """Who is only there as somebody's relative is told of with that person."""
    partial = {str(said.get("uuid")): said for said in map(_flat, people) if said.get("is_partial")}
    by_uuid = {person["uuid"]: person for person in told}
    for each in relations:
        relative, owner = partial.get(str(each.get("contact_is"))), by_uuid.get(str(each.get("of_contact")))
        if relative is None or owner is None:
            continue
        about = (_called(relative), _special_date(relative.get("birthdate")))
        owner["relatives"].append(f"{_tie(each)}: {' '.join(filter(None, about))}".removeprefix(": "))


def _tell_of_ties(told: list[Thing], relations: list[Thing]) -> None:
    """Two who are both there are told of with each other; a tie that is said from one side is turned round."""
    by_uuid = {person["uuid"]: person for person in told if person["uuid"]}
    said = {(str(each.get("contact_is")), str(each.get("of_contact"))) for each in relations}
    for each in relations:
        one, other, tie = str(each.get("contact_is")), str(each.get("of_contact")), _tie(each)
        if one == other or one not in by_uuid or other not in by_uuid:
            continue
        sides = [(other, tie, one)]
        if (other, one) not in said:
            sides.append((one, tie if tie.casefold() in _MUTUAL else f"{tie} of" if tie else "", other))
        for owner, called, whom in sides:
            line = f"{called}: {_called(by_uuid[whom])}".removeprefix(": ")
            by_uuid[owner]["ties" if tie.casefold() in _AT_WORK else "relatives"].append(line)


def _tie(relation: Thing) -> str:
    kind = relation.get("type")
    return _text(_flat(kind).get("name") if isinstance(kind, dict) else kind)


def _called(person: Thing) -> str:
    return " ".join(filter(None, (_text(person.get(name)) for name in ("last_name", "first_name", "nickname"))))


def _journal(account: Thing) -> list[list[object]]:
    """A diary is about no client: each entry is told as not taken, in the columns of a card that names nobody."""
    found: list[list[object]] = []
    for number, each in enumerate(map(_flat, _collection(account, "journal_entry")), 1):
        words = " ".join(
            filter(None, (_text(each.get("date"))[:10], _text(each.get("title")), _text(each.get("post"))))
        )
        found.append([number, ["", "", "", "", "", "", words], "journal.of_nobody", ""])
    return found


def _account(document: Any) -> Thing:
    if not isinstance(document, dict):
        raise FileError("file.unknown_kind")
    inner = document.get("account", document.get("data", document))
    return inner if isinstance(inner, dict) else document


def _collection(owner: Thing, kind: str) -> list[Any]:
    """The things of a kind: in a collection of ``data``, or in a list under the kind's name."""
    data = owner.get("data")
    if isinstance(data, list):
        found = [each for each in data if isinstance(each, dict) and each.get("type") in (kind, f"{kind}s")]
        if found:
            values = found[0].get("values", [])
            return values if isinstance(values, list) else []
    plural = f"{kind[:-1]}ies" if kind.endswith("y") else f"{kind}es" if kind.endswith("s") else f"{kind}s"
    for holder in (owner, data, owner.get("properties")):
        if isinstance(holder, dict):
            for name in (plural, kind):
                if isinstance(holder.get(name), list):
                    return list(holder[name])
    return []


def _flat(thing: Any) -> Thing:
    """A thing with its properties beside its own columns."""
    if not isinstance(thing, dict):
        return {"uuid": thing} if isinstance(thing, str) else {}
    properties = thing.get("properties")
    return {**thing, **properties} if isinstance(properties, dict) else thing


def _field_types(account: Thing) -> dict[str, str]:
    """What the numbers of contact fields stand for: ``{uuid: "email" | "phone" | name}``."""
    instance = account.get("instance")
    listed = instance.get("contact_field_types", []) if isinstance(instance, dict) else []
    found = {}
    for each in listed if isinstance(listed, list) else []:
        said = _flat(each)
        found[str(said.get("uuid", ""))] = (
            f"{said.get('type') or ''} {said.get('protocol') or ''} {said.get('name') or ''}"
        )
    return found


def _person(number: int, thing: Any, activities: dict[str, Thing], types: dict[str, str]) -> Thing | None:
    said = _flat(thing)
    if said.get("is_partial") or not isinstance(thing, dict):
        return None
    person: Thing = {"number": number, **{name: _text(said.get(name)) for name in _TEXT}}
    person["birthdate"] = _special_date(said.get("birthdate"))
    person["tags"] = [
        _text(_flat(tag).get("name", tag) if isinstance(tag, dict) else tag) for tag in _list(said.get("tags"))
    ]
    for kind in _OF_A_PERSON[:-1]:
        person[kind] = [_plain(_flat(each)) for each in _collection(thing, kind)]
    person["conversation"] = [_conversation(each) for each in _collection(thing, "conversation")]
    person["relatives"], person["ties"] = [], []
    person["more"] = [
        f"{kind.replace('_', ' ').capitalize()}: {words}"
        for kind in _MORE
        for each in _collection(thing, kind)
        if (words := " ".join(v for n, v in _plain(_flat(each)).items() if v and n not in _OF_THE_PROGRAM))
    ]
    person["activity"] = [_plain(activities.get(str(each.get("uuid")), each)) for each in person["activity"]]
    for field in person["contact_field"]:
        field["type"] = (
            types.get(field.get("type", ""), field.get("type", "")) + " " + field.get("contact_field_type", "")
        )
    return person


def _conversation(thing: Any) -> dict[str, str]:
    """What was written, line by line, those of the owner behind an arrow."""
    said = _flat(thing)
    lines = [
        f"{'→' if each.get('written_by_me') else '←'} {text}"
        for each in map(_flat, _collection(thing, "message") or _collection(said, "message"))
        if (text := _text(each.get("content")))
    ]
    return {**_plain(said), "text": "\n".join(lines)}


def _special_date(value: Any) -> str:
    """``1984-10-21``, or ``--10-21`` when the year is not known; a guess from an age says nothing."""
    if not isinstance(value, dict):
        return _text(value)[:10]
    said = _flat(value)
    if said.get("is_age_based"):
        return ""
    day = _text(said.get("date"))[:10]
    return f"-{day[4:]}" if said.get("is_year_unknown") and len(day) == 10 else day


def _plain(thing: Thing) -> dict[str, str]:
    """The texts and numbers of a thing; what lies deeper is told by its name or its date."""
    done = {}
    for name, value in thing.items():
        if isinstance(value, dict):
            value = value.get("name") or value.get("date") or value.get("value") or value.get("uuid")  # noqa: PLW2901
        if isinstance(value, str | int | float) and not isinstance(value, bool):
            done[name] = _text(value)
    return done


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(value: Any) -> str:
    return "" if value is None or isinstance(value, bool | dict | list) else cells.mended(str(value))[0]
