"""The versions of the gift rules (D-7.2): a change is a new version with its reason, none is ever edited."""

from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kam_desktop.core.errors import Invalid
from kam_desktop.core.rules import gift_rule_sets, names
from kam_desktop.core.rules.gift_rule_sets import BASE, RuleSet
from kam_desktop.core.settings import get as setting
from kam_desktop.core.store.tables import GiftRules


class Version(NamedTuple):
    """One version, the newest comes first. ``is_current``: it holds on the day that was asked for."""

    version: int
    valid_from: date | None
    author: str
    reason: str
    is_current: bool
    rules: RuleSet


def on(session: Session, day: date) -> RuleSet:
    """The rules that hold on a day: the newest version that was valid by then."""
    row = session.execute(
        select(GiftRules.version, GiftRules.data)
        .where(GiftRules.deleted_at.is_(None), GiftRules.valid_from <= day)
        .order_by(GiftRules.version.desc(), GiftRules.id.desc())
        .limit(1)
    ).one_or_none()
    return _read(session, row.data, row.version) if row else first(session)


def first(session: Session) -> RuleSet:
    """Version 0: what the program comes with, and the limits that were settings before there were versions."""
    rules = gift_rule_sets.read({"days": {"repeat": setting(session, "gift_repeat_days")}})
    kept = {
        "warn": setting(session, "gift_limit_warn"), "single": setting(session, "gift_limit_single"),
        "person_year": setting(session, "gift_limit_person_year"), "person_count": setting(session, "gift_limit_count_year"),
    }  # fmt: skip
    base = {**rules.limits[BASE], **kept}
    return RuleSet(0, {**rules.limits, BASE: base}, rules.actions, rules.days)


def versions(session: Session, *, today: date) -> list[Version]:
    """All versions, version 0 last."""
    holds = on(session, today).version
    found = session.scalars(
        select(GiftRules).where(GiftRules.deleted_at.is_(None)).order_by(GiftRules.version.desc(), GiftRules.id.desc())
    )
    made = [
        Version(row.version, row.valid_from, row.created_by, row.reason, row.version == holds, _read(session, row.data, row.version))
        for row in found
    ]  # fmt: skip
    return [*made, Version(0, None, "", "", holds == 0, first(session))]


def save(session: Session, data: Any, *, reason: str, today: date, valid_from: date | None = None) -> int:
    """Put the rules in force as a new version; returns its number. Raises Invalid with the place in ``data``."""
    rules, since = gift_rule_sets.read(data), valid_from or today
    if not reason.strip():
        raise Invalid("reason", "gift_rules.reason_missing")
    if since < today:
        raise Invalid("valid_from", "gift_rules.valid_in_past", on=since.isoformat())
    document = gift_rule_sets.write(rules)
    if document == gift_rule_sets.write(on(session, since)):
        raise Invalid("data", "gift_rules.unchanged")
    last = session.scalar(select(func.max(GiftRules.version))) or 0  # those that were taken back keep their number
    row = GiftRules(
        scope_id="company", version=last + 1, valid_from=since, data=document, reason=names.clean(reason, 65_536)
    )
    session.add(row)
    session.flush()
    return row.version


def _read(session: Session, data: Any, version: int) -> RuleSet:
    """A version that was damaged, or made by a newer program, must not stop anybody: the first rules hold."""
    try:
        return gift_rule_sets.read(data, version)
    except Invalid:
        return first(session)
