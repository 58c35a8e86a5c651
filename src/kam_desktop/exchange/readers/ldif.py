"""LDIF as Thunderbird exports its address book: a table whose columns are the attributes that occur."""

import base64
import binascii
from collections.abc import Iterator
from typing import Any

from kam_desktop.core.errors import FileError
from kam_desktop.exchange.readers import cells, sniffing

_PASSED_OVER = frozenset(("modifytimestamp", "version", "jpegphoto", "changetype"))
_OF_LISTS = frozenset(("groupofnames", "groupofuniquenames"))
_MEMBERS = ("member", "uniquemember")
_LISTS = "lists"  # those that somebody is on
#: attributes under the names by which the columns of an address book are known
_NAMES = {
    "cn": "Display Name", "givenname": "First Name", "sn": "Last Name", "mail": "E-mail Address", "o": "Organization",
    "mozillasecondemail": "Secondary Email", "telephonenumber": "Work Phone", "homephone": "Home Phone",
    "mobile": "Mobile Phone", "title": "Job Title", "ou": "Department", "department": "Department", "company": "Company",
    "street": "Work Address", "l": "Work City", "st": "Work State", "description": "Notes", "mozillanickname": "Nickname",
    "facsimiletelephonenumber": "Fax", "fax": "Fax", "birthyear": "Birth Year", "birthmonth": "Birth Month",
    "birthday": "Birth Day", _LISTS: "Categories", "postalcode": "Work ZipCode", "c": "Work Country",
}  # fmt: skip


def read(raw: bytes, encoding: str | None = None) -> Iterator[dict[str, Any]]:
    """All people as rows, the first of them the headings; the lists they are on are tags. Raises FileError file.empty."""
    codec, handler = sniffing.chosen(raw, encoding)
    yield {"facts": {"kind": "ldif", "encoding": codec}}
    text = raw.decode(codec, handler).removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    found = [entry for block in text.replace("\n ", "").split("\n\n") if (entry := _entry(block))]
    entries, rejected = _without_lists(found)
    names = list(dict.fromkeys(name for _, entry in entries for name in entry))
    if not names:
        raise FileError("file.empty")
    problems: list[list[object]] = []
    yield {"numbers": [1], "rows": [[_NAMES.get(name, name) for name in names]], "rejected": rejected}
    for start in range(0, len(entries), cells.BATCH):
        part = entries[start : start + cells.BATCH]
        rows = [cells.mend_row(number, [entry.get(name, "") for name in names], problems) for number, entry in part]
        share = min(1.0, (start + len(part)) / len(entries))
        yield {"numbers": [number for number, _ in part], "rows": rows, "problems": problems, "share": share}
        problems = []


def _entry(block: str) -> dict[str, str]:
    """The attributes of one entry; several values of one attribute are joined."""
    entry: dict[str, str] = {}
    for line in block.split("\n"):
        name, colon, value = line.partition(":")
        name = name.strip().lower().partition(";")[0]
        if not colon or line.startswith("#") or name in _PASSED_OVER:
            continue
        text = _decoded(value[1:].strip()) if value.startswith(":") else value.strip()
        if text:
            glue = "\n" if name in _MEMBERS else "; "
            entry[name] = f"{entry[name]}{glue}{text}" if name in entry else text
    return entry


def _without_lists(found: list[dict[str, str]]) -> tuple[list[tuple[int, dict[str, str]]], list[list[object]]]:
    """People with their numbers, each under the lists they are on; a list of nobody in the file is told as rejected."""
    people: list[tuple[int, dict[str, str]]] = []
    lists: list[tuple[int, dict[str, str]]] = []
    known: dict[str, dict[str, str]] = {}
    for number, entry in enumerate(found, 2):
        kinds, called = entry.pop("objectclass", ""), _plain(entry.pop("dn", ""))
        if _OF_LISTS.intersection(kinds.casefold().split("; ")):
            lists.append((number, entry))
        elif entry:
            people.append((number, entry))
            known[called] = entry
            known |= {f"mail={mail}": entry for mail in _plain(entry.get("mail", "")).split(";")}
    rejected: list[list[object]] = []
    for number, entry in lists:
        name = entry.get("cn", "")
        said = [_plain(each) for key in _MEMBERS for each in entry.get(key, "").split("\n") if each]
        members = [known.get(each) or known.get(f"mail={each.rpartition('mail=')[2]}") for each in said]
        for member in {id(each): each for each in members if each}.values():
            member[_LISTS] = f"{member[_LISTS]}; {name}" if _LISTS in member else name
        if not any(members):
            rejected.append([number, [name], "entry.group", name])
    return people, rejected


def _plain(name: str) -> str:
    return "".join(name.casefold().split())


def _decoded(text: str) -> str:
    try:
        return base64.b64decode(text).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return text
