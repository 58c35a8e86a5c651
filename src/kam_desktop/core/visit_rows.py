"""What belongs to a visit rather than to one version of its report goes along to the version that holds (D-6.5)."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session, aliased

from kam_desktop.core.store.tables import Attachment, Commitment, Gift, Interaction, Touch, Visit

_GOES_ALONG: Final[tuple[Any, ...]] = (Commitment, Interaction, Gift, Attachment, Touch)
_AT_ONCE: Final = 500


def hand_over(session: Session, from_id: str, to_id: str) -> None:
    """Give the living rows of one version to another."""
    for table in _GOES_ALONG:
        for row in session.scalars(select(table).where(table.visit_id == from_id, table.deleted_at.is_(None))):
            row.visit_id = to_id
    session.flush()


def settle(session: Session, visit_ids: Sequence[str]) -> None:
    """After versions were taken back or brought back: what still names one that is put away goes to the one that holds."""
    gone, holds = aliased(Visit), aliased(Visit)
    is_next = or_(holds.id == gone.corrects_id, holds.corrects_id == gone.id)
    for start in range(0, len(visit_ids), _AT_ONCE):
        pairs = session.execute(
            select(gone.id, holds.id)
            .join(holds, and_(holds.client_id == gone.client_id, is_next))
            .where(
                gone.id.in_(visit_ids[start : start + _AT_ONCE]), gone.deleted_at.is_not(None),
                holds.deleted_at.is_(None),
            )
        ).all()  # fmt: skip
        for from_id, to_id in pairs:
            hand_over(session, from_id, to_id)
