"""What other gift rules would have said of the gifts of the last year, before they are put in force (D-7.2)."""

from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from kam_desktop.core import gift_rules, gifts
from kam_desktop.core.gift_facts import GIVEN
from kam_desktop.core.gift_lists import GiftRow
from kam_desktop.core.gift_weighing import Judged, Scales
from kam_desktop.core.rules import gift_rule_sets
from kam_desktop.core.rules.kinds import Verdict
from kam_desktop.core.store.tables import Client, Gift

YEAR_DAYS = 365
_CHUNK = 500


class Changed(NamedTuple):
    """A gift that would have been judged otherwise. ``codes`` are the rules that make the difference."""

    row: GiftRow
    before: Verdict
    after: Verdict
    codes: tuple[str, ...]


class Effect(NamedTuple):
    """How many gifts were given in the last year, and those that would have been judged otherwise, newest first."""

    given: int
    changed: tuple[Changed, ...]


def preview(session: Session, data: Any, *, today: date) -> Effect:
    """Judge the gifts of the last 365 days by the rules in force today and by these. Raises Invalid with the place."""
    wanted = gift_rule_sets.read(data)
    old, new = (Scales(session, rules=each, of_kept=True) for each in (gift_rules.on(session, today), wanted))
    found = session.scalars(
        select(Gift)
        .join(Client, Client.id == Gift.client_id)
        .where(GIVEN, Client.deleted_at.is_(None), Gift.on > today - timedelta(days=YEAR_DAYS), Gift.on <= today)
        .order_by(Gift.on.desc(), Gift.id.desc())
    ).all()
    for scales in (old, new):
        scales.prepare([each.client_id for each in found], [each.contact_id for each in found if each.contact_id])
    differing = {
        each.id: (before, after)
        for each in found
        if (before := old.weigh(each, but=each.id)).verdict != (after := new.weigh(each, but=each.id)).verdict
    }
    ids = list(differing)
    rows = [row for at in range(0, len(ids), _CHUNK) for row in gifts.rows(session, ids[at : at + _CHUNK])]
    return Effect(len(found), tuple(_changed(row, *differing[row.id]) for row in rows))


def _changed(row: GiftRow, before: Judged, after: Judged) -> Changed:
    spoke = {each.code: each.verdict for each in before.findings}
    differs = tuple(each.code for each in after.findings if spoke.get(each.code) != each.verdict)
    gone = tuple(code for code in spoke if code not in {each.code for each in after.findings})
    return Changed(row, before.verdict, after.verdict, differs + gone)
