"""Mappings of columns that a person made by hand, kept for the next file with the same headings (D-14.1).

They are facts about this store on this device: not logged, so that undoing an import leaves them.
"""

import hashlib
import json
import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from kam_desktop.core import settings
from kam_desktop.core.records import OwnField
from kam_desktop.core.store import plain_rows
from kam_desktop.core.store.tables import CustomField

_LIKE: Final = 0.6  # of two files: the part of their columns that both have
_LEAST: Final = 2


def of(session: Session, headings: Sequence[str]) -> dict[str, Any] | None:
    """The mapping kept for these headings in its JSON form, or None.

    Where a column came, went or moved since, it is that of the file most like this one, for the columns of the same name.
    """
    return _found(session, headings)[1]


def keep(session: Session, headings: Sequence[str], mapping: dict[str, Any]) -> None:
    """Use this mapping for files with these headings from now on."""
    if headings:
        settings.set_note(session, _key(headings), json.dumps(mapping, ensure_ascii=False))


def forget(session: Session, headings: Sequence[str]) -> bool:
    """Recognise such files afresh again; says whether something was kept. What another file lent stays that file's."""
    key, kept = _found(session, headings)
    if kept is not None:
        settings.set_note(session, _key(headings), "" if key == _key(headings) else _NONE)
    return kept is not None


def _found(session: Session, headings: Sequence[str]) -> tuple[str, dict[str, Any] | None]:
    """Where a mapping for these headings is kept, and what of it holds for them."""
    if not headings:
        return "", None
    if said := settings.note(session, key := _key(headings)):
        return key, _read(said)
    here = set(_names(headings))
    best: float = 0
    found: tuple[str, dict[str, Any] | None] = ("", None)
    every = plain_rows.rows(
        session, "SELECT key, value FROM meta WHERE key LIKE 'mapping:%' AND value <> '' ORDER BY rowid", {}
    )
    for key, said in every:
        kept = _read(said)
        columns = kept.get("columns") if kept else None
        if kept is None or not isinstance(columns, dict):
            continue
        common = {name: text for name, text in columns.items() if name[:1] != "#" and _folded(name) in here}
        likeness = 2 * len(common) / (len(columns) + len(headings))
        if len(common) >= _LEAST and likeness >= max(best, _LIKE):
            best, found = likeness, (key, {**kept, "columns": common})
    return found


_NONE: Final = "null"  # of a file that takes none from another


def _read(said: str) -> dict[str, Any] | None:
    kept = json.loads(said)
    return kept if isinstance(kept, dict) else None


def _names(headings: Sequence[str]) -> list[str]:
    """The headings as a mapping names them: the second of one name with its number."""
    seen: Counter[str] = Counter()
    found = []
    for each in headings:
        seen[each] += 1
        found.append(_folded(each if seen[each] == 1 else f"{each}#{seen[each]}"))
    return found


def _folded(heading: str) -> str:
    return "".join(unicodedata.normalize("NFKC", heading).casefold().split())


def own_fields(session: Session) -> list[OwnField]:
    """The users' own fields that a column can fill."""
    found = session.execute(
        select(CustomField.id, CustomField.entity, CustomField.label, CustomField.kind, CustomField.choices)
        .where(CustomField.deleted_at.is_(None))
        .order_by(CustomField.entity, CustomField.position, CustomField.id)
    )
    return [OwnField(*row) for row in found]


def _key(headings: Sequence[str]) -> str:
    """The same for the same headings in the same order, whatever their width, case and blanks."""
    folded = "\x1f".join(map(_folded, headings))
    return f"mapping:{hashlib.sha256(folded.encode('utf-8', 'replace')).hexdigest()[:32]}"
