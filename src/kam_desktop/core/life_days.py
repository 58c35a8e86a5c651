"""What leaves the store of the days of people's lives, and of the touches that they ask for: nothing unasked (D-13.4)."""

from typing import Any, Final

from sqlalchemy import ColumnElement, and_, exists

from kam_desktop.core.rules.causes import OF_CLIENT
from kam_desktop.core.rules.privacy import tells_of_life
from kam_desktop.core.store.tables import Occasion, Touch

_IS_OF_PERSON: Final = "is_of_person"

#: as ``privacy.is_day_of_life``, the other way round
OF_BUSINESS: Final = and_(Occasion.contact_id.is_(None), Occasion.kind.in_(sorted(OF_CLIENT)))


def columns(table: type[Any]) -> list[ColumnElement[Any]]:
    """What is read besides the columns of a table, for ``told``: of a touch, whether a person's occasion is behind it."""
    is_of_person = exists().where(Occasion.id == Touch.source_id, Occasion.contact_id.is_not(None))
    return [is_of_person.label(_IS_OF_PERSON)] if table is Touch else []


def told(record: dict[str, Any], *, with_private: bool) -> dict[str, Any]:
    """A touch as it may go out: without a reason that tells of a life."""
    is_of_person = record.pop(_IS_OF_PERSON) or bool(record["reason_params"].get("name"))
    if not with_private and tells_of_life(record["kind"], record["reason"], is_of_person=is_of_person):
        record |= {"reason": "", "reason_params": {}}
    return record
