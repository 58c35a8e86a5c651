"""What there is once by its name, and would be twice if what was put away came back (D-13.3)."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session, aliased

from kam_desktop.core.errors import Refused
from kam_desktop.core.rules.kinds import Entity
from kam_desktop.core.store.tables import Change, CustomField, Segment, Tie

CHUNK: Final = 500
#: the table, what tells its rows apart, the last of it the name, and what is said
_ONCE: Final[Mapping[Entity, tuple[Any, tuple[str, ...], str]]] = {
    Entity.SEGMENT: (Segment, ("name",), "batch.made_anew"),
    Entity.CUSTOM_FIELD: (CustomField, ("entity", "label"), "batch.made_anew"),
    Entity.TIE: (Tie, ("contact_id", "colleague"), "batch.tied_anew"),
}


def refuse(session: Session, by_entity: Mapping[str, Sequence[Change]]) -> None:
    """After these changes were taken back: raises Refused where one of the rows has a double now."""
    for entity, (table, names, code) in _ONCE.items():
        said = {*names, "deleted_at"}
        ids = list({each.row_id for each in by_entity.get(entity, ()) if not said.isdisjoint(each.after or ())})
        other = aliased(table)
        is_alike = [func.lower(getattr(other, name)) == func.lower(getattr(table, name)) for name in names]
        doubled = (
            select(getattr(table, names[-1]))
            .join(other, and_(other.id != table.id, other.deleted_at.is_(None), *is_alike))
            .where(table.deleted_at.is_(None))
            .limit(1)
        )
        for start in range(0, len(ids), CHUNK):
            name = session.scalar(doubled.where(table.id.in_(ids[start : start + CHUNK])))
            if name is not None:
                raise Refused(code, name=name)
