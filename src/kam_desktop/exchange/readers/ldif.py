"""LDIF as Thunderbird exports its address book: a table whose columns are the attributes that occur."""

import base64
import binascii
from collections.abc import Iterator
from typing import Any

from kam_desktop.core.errors import FileError
from kam_desktop.exchange.readers import cells, sniffing

_PASSED_OVER = frozenset(("dn", "objectclass", "modifytimestamp", "version", "jpegphoto", "changetype"))
#: attributes under the names by which the columns of an address book are known
_NAMES = {
    "cn": "Display Name", "givenname": "First Name", "sn": "Last Name", "mail": "E-mail Address", "o": "Organization",
    "mozillasecondemail": "Secondary Email", "telephonenumber": "Work Phone", "homephone": "Home Phone",
    "mobile": "Mobile Phone", "title": "Job Title", "ou": "Department", "department": "Department", "company": "Company",
    "street": "Work Address", "l": "Work City", "st": "Work State", "description": "Notes", "mozillanickname": "Nickname",
    "facsimiletelephonenumber": "Fax", "fax": "Fax", "birthyear": "Birth Year", "birthmonth": "Birth Month",
    "birthday": "Birth Day", "postalcode": "Work ZipCode", "c": "Work Country",
}  # fmt: skip


def read(raw: bytes, encoding: str | None = None) -> Iterator[dict[str, Any]]:
    """All entries as rows, the first of them the headings. Raises FileError file.empty."""
    codec, handler = sniffing.chosen(raw, encoding)
    yield {"facts": {"kind": "ldif", "encoding": codec}}
    text = raw.decode(codec, handler).removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    entries = [entry for block in text.replace("\n ", "").split("\n\n") if (entry := _entry(block))]
    names = list(dict.fromkeys(name for entry in entries for name in entry))
    if not names:
        raise FileError("file.empty")
    problems: list[list[object]] = []
    yield {"numbers": [1], "rows": [[_NAMES.get(name, name) for name in names]]}
    for start in range(0, len(entries), cells.BATCH):
        part = list(enumerate(entries[start : start + cells.BATCH], start + 2))
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
            entry[name] = f"{entry[name]}; {text}" if name in entry else text
    return entry


def _decoded(text: str) -> str:
    try:
        return base64.b64decode(text).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return text
