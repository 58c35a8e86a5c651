"""What all figures agree on: which visits took place, and whose a client, a visit and a promise are (D-6.4, D-11.4).

The texts are SQL over ``client c``, ``visit v`` and ``commitment m`` with the parameter ``:me``, the store's user.
Who looks after a client is its owner, whose a visit is who made it; where nobody is named it is the user's.
"""

from typing import Final

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from kam_desktop.core.errors import NotFound
from kam_desktop.core.rules import names
from kam_desktop.core.rules.kinds import Side, VisitState
from kam_desktop.core.settings import note
from kam_desktop.core.store.tables import Client, Commitment, Gift, Visit

#: reported, whatever the review says of the report
TOOK_PLACE: Final = (VisitState.REPORTED, VisitState.SUBMITTED, VisitState.ACCEPTED, VisitState.RETURNED)
IS_DONE: Final = "v.state IN ('" + "', '".join(TOOK_PLACE) + "')"
CLIENT: Final = "coalesce(nullif(c.owner, ''), :me)"
VISIT: Final = "coalesce(nullif(v.owner, ''), :me)"

#: a promise is of whoever made it: at the visit, else who looks after the client
PROMISE: Final = "coalesce(nullif(v.owner, ''), nullif(c.owner, ''), :me)"
#: of ``:manager``, who made it or is to keep it; an empty one is everybody
HIS_PROMISE: Final = f"(:manager = '' OR {PROMISE} = :manager OR m.owner = :manager)"
#: an open one concerns who looks after the client by now, too
CONCERNS: Final = f"(:manager = '' OR {PROMISE} = :manager OR m.owner = :manager OR {CLIENT} = :manager)"

_NAMED: Final = 20  # at most, where a name is not known


def me(session: Session) -> str:
    """The value of ``:me``."""
    return note(session, "author")


def written_as(session: Session, manager: str) -> tuple[str, ...]:
    """How an owner's column may name a manager: the user by an empty one, too."""
    return (manager, "") if manager == me(session) else (manager,)


def check(session: Session, manager: str) -> None:
    """Raises NotFound, with those that are known, for a name that owns, visited, gave and promised nothing."""
    if not manager or manager == me(session):
        return
    asked = _named()
    if any(session.scalar(each.where(each.selected_columns[0] == manager).limit(1)) for each in asked):
        return
    found = {me(session), *(name for each in asked for name in session.scalars(each.distinct()))}
    known = sorted(filter(None, found), key=names.sort_key)
    more = ("…",) if len(known) > _NAMED else ()
    raise NotFound("manager.unknown", name=manager, known=(*known[:_NAMED], *more))


def _named() -> tuple[Select[str], ...]:
    return (
        select(Client.owner).where(Client.deleted_at.is_(None)),
        select(Visit.owner).where(Visit.deleted_at.is_(None)),
        select(Gift.giver).where(Gift.deleted_at.is_(None)),
        select(Commitment.owner).where(Commitment.deleted_at.is_(None), Commitment.side == Side.OURS),
    )
