"""Mappings of columns that a person made by hand, kept for the next file with the same headings (D-14.1).

They are facts about this store on this device: not logged, so that undoing an import leaves them.
"""

import hashlib
import json
import unicodedata
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from kam_desktop.core import settings
from kam_desktop.core.records import OwnField
from kam_desktop.core.store.tables import CustomField


def of(session: Session, headings: Sequence[str]) -> dict[str, Any] | None:
    """The mapping kept for these headings in its JSON form, or None."""
    said = settings.note(session, _key(headings)) if headings else ""
    kept = json.loads(said) if said else None
    return kept if isinstance(kept, dict) else None


def keep(session: Session, headings: Sequence[str], mapping: dict[str, Any]) -> None:
    """Use this mapping for files with these headings from now on."""
    if headings:
        settings.set_note(session, _key(headings), json.dumps(mapping, ensure_ascii=False))


def forget(session: Session, headings: Sequence[str]) -> bool:
    """Recognise such files afresh again; says whether something was kept."""
    was_kept = of(session, headings) is not None
    if was_kept:
        settings.set_note(session, _key(headings), "")
    return was_kept


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
    folded = "\x1f".join("".join(unicodedata.normalize("NFKC", each).casefold().split()) for each in headings)
    return f"mapping:{hashlib.sha256(folded.encode('utf-8', 'replace')).hexdigest()[:32]}"
