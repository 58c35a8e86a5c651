"""Who calls: a number, pasted in any spelling, and the people who have it (D-5.13)."""

import json
import re
from typing import Final, NamedTuple

from sqlalchemy.orm import Session

from kam_desktop.core.rules import phones, search_words
from kam_desktop.core.store import index_renewal, plain_rows, search_index

_LEAST: Final = 7  # digits by which somebody is known: a local number without its area code
_MOST: Final = 20
_MOBILE: Final = re.compile(r"1[3-9]\d{9}")
_DAY: Final = re.compile(r"\d{4}([-/.])\d{1,2}\1\d{1,2}")
_LOOKS: Final = re.compile(r"[\s\d+().\-–—#/，,、；;转分机号extEXTtelTEL电话手机座:：]+")


class Caller(NamedTuple):
    """Somebody with that number. ``number`` is theirs as people group it."""

    contact_id: str
    name: str
    title: str
    client_id: str
    client: str
    tier: str
    number: str
    has_left: bool


def number_in(text: str) -> str:
    """The number that a text is, as people group it; empty when it is anything else (a year, a name, a sum)."""
    if (
        _DAY.fullmatch(text.strip())
        or not _LOOKS.fullmatch(text)
        or not _LEAST <= sum(sign.isdigit() for sign in text) <= _MOST
    ):
        return ""
    found = phones.split(text)
    return phones.display(found[0]) if found and phones.is_plausible(found[0]) else ""


def find(session: Session, text: str, *, limit: int = 20) -> list[Caller]:
    """Those who have the number, with its own extension first; where nobody has, those whose area code lacks."""
    found: dict[str, Caller] = {}
    for number in phones.split(text):
        key = f"tel:{phones.normalise(number)}"
        base = key.partition(";ext=")[0]
        known = _callers(session, _EXACT, {"key": key, "base": base, "from": f"{base};ext=", "to": f"{base};ext=~"})
        for caller in known or _by_local_part(session, base):
            found.setdefault(caller.contact_id, caller)
    return list(found.values())[:limit]


def _by_local_part(session: Session, base: str) -> list[Caller]:
    """The same line, written here with its area code and there without."""
    digits = base.removeprefix("tel:").removeprefix("+86")
    if _MOBILE.fullmatch(digits) or not digits.isdigit() or len(digits) < _LEAST:
        return []
    if base.startswith("tel:+86"):
        return _callers(session, _SHORT, {"keys": json.dumps([f"tel:{digits[-length:]}" for length in (8, 7)])})
    index = search_index.raw_of(session)
    holds = index_renewal.understood(index, search_words.match_names(search_words.wanted(digits)))
    return _callers(
        session, _LONG, {"holds": holds, "like": f"tel:+86%{digits}", "with_ext": f"tel:+86%{digits};ext=%"}
    )


def _callers(session: Session, sql: str, values: dict[str, str]) -> list[Caller]:
    return [
        Caller._make((*row[:6], phones.display(row[6].removeprefix("tel:").replace(";ext=", " ext ")), bool(row[7])))
        for row in plain_rows.rows(session, sql, values)
    ]


_FOUND: Final = """SELECT p.id, p.name, p.title, c.id, c.short_name, c.tier, min(r.key), p.has_left FROM reach r
    JOIN contact p ON p.id = r.contact_id JOIN client c ON c.id = p.client_id
    WHERE {} AND p.deleted_at IS NULL AND c.deleted_at IS NULL GROUP BY p.id ORDER BY {}p.has_left, c.tier = '',
    c.tier, p.sort_key, p.id"""
_EXACT: Final = _FOUND.format(
    "(r.key IN (:key, :base) OR (r.key >= :from AND r.key < :to))", "max(r.key = :key) DESC, max(r.key = :base) DESC, "
)
_SHORT: Final = _FOUND.format("r.key IN (SELECT value FROM json_each(:keys))", "")
_LONG: Final = _FOUND.format(
    """p.name_no IN (SELECT rowid FROM find_names WHERE find_names MATCH :holds)
    AND (r.key LIKE :like OR r.key LIKE :with_ext)""",
    "",
)
