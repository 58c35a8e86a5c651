"""The list of promises, ours and theirs, as it is printed and exported (D-6.2, D-11.4)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, NamedTuple

from sqlalchemy.orm import Session

from kam_desktop.core import reports, whose
from kam_desktop.core.identity import now
from kam_desktop.core.rules.kinds import Side, Tier
from kam_desktop.core.settings import note
from kam_desktop.core.store import plain_rows


class PromiseLine(NamedTuple):
    """An open promise; ``made_on`` is the day of its visit, ``manager`` whose it is (see ``whose``).

    ``days_left`` is negative when it is overdue, None without a day.
    """

    client: str
    tier: Tier | None
    manager: str
    text: str
    owner: str
    side: Side
    made_on: date | None
    due_on: date | None
    days_left: int | None

    @property
    def is_late(self) -> bool:
        """Whether its day is past."""
        return self.days_left is not None and self.days_left < 0


@dataclass(frozen=True, slots=True)
class PromiseList:
    """Open promises, the overdue first; of one manager where one is named."""

    on: date
    lines: tuple[PromiseLine, ...]
    manager: str = ""
    first_on: date | None = None
    last_on: date | None = None
    company: str = ""
    logo: bytes = b""
    printed_by: str = ""
    printed_at: datetime | None = None

    def of(self, side: Side) -> tuple[PromiseLine, ...]:
        """Those of one side."""
        return tuple(line for line in self.lines if line.side is side)

    @property
    def managers(self) -> tuple[str, ...]:
        """Everybody who made one, by name."""
        return tuple(sorted({line.manager for line in self.lines}))


def open_promises(
    session: Session, *, today: date, manager: str = "", first_on: date | None = None, last_on: date | None = None,
    printed_by: str = "",
) -> PromiseList:  # fmt: skip
    """All open promises, or those of a manager, or those that fall due within the days given."""
    lines = open_lines(session, today=today, manager=manager, first_on=first_on, last_on=last_on)
    return PromiseList(
        today, lines, manager, first_on, last_on, reports.company_line(session),
        reports.company_logo(session), printed_by or note(session, "author"), now(),
    )  # fmt: skip


def open_lines(
    session: Session, *, today: date, manager: str = "", first_on: date | None = None, last_on: date | None = None,
    side: Side | None = None,
) -> tuple[PromiseLine, ...]:  # fmt: skip
    """The same promises without what stands around them; of one side where it is named."""
    values = {
        "first": first_on and first_on.isoformat(), "last": last_on and last_on.isoformat(), "side": side,
        "manager": manager, "me": whose.me(session),
    }  # fmt: skip
    found = plain_rows.rows(session, _OPEN, values)
    return tuple(_line(row, due := plain_rows.day(row[7]), (due - today).days if due else None) for row in found)


def kept_lines(session: Session, first_on: date, last_on: date, *, manager: str = "") -> tuple[PromiseLine, ...]:
    """Our promises that were kept in these days; ``due_on`` is the day on which each was."""
    values = {
        "first": first_on.isoformat(), "last": last_on.isoformat(), "manager": manager, "me": whose.me(session),
    }  # fmt: skip
    return tuple(_line(row, plain_rows.day(row[7]), None) for row in plain_rows.rows(session, _KEPT, values))


def _line(row: plain_rows.Row, due_on: date | None, days_left: int | None) -> PromiseLine:
    client, tier, manager, text, owner, side, made_on = row[:7]
    made = plain_rows.day(made_on)
    return PromiseLine(
        client, Tier(tier) if tier else None, manager, text, owner, Side(side), made, due_on, days_left
    )  # fmt: skip


_SELECT: Final = f"""SELECT CASE c.short_name WHEN '' THEN c.name ELSE c.short_name END, c.tier, {whose.PROMISE}, m.text,
    m.owner, m.side, v."on", %s FROM commitment m JOIN client c ON c.id = m.client_id LEFT JOIN visit v ON v.id = m.visit_id
    WHERE m.deleted_at IS NULL AND c.deleted_at IS NULL AND """
_OPEN: Final = f"""{_SELECT % "m.due_on"} m.state = 'open' AND {whose.CONCERNS} AND (:side IS NULL OR m.side = :side)
    AND (:first IS NULL OR m.due_on >= :first) AND (:last IS NULL OR m.due_on <= :last)
    ORDER BY m.due_on IS NULL, m.due_on, c.sort_key, m.id"""
_KEPT: Final = f"""{_SELECT % "m.settled_on"} m.state = 'kept' AND m.side = 'ours' AND {whose.HIS_PROMISE}
    AND m.settled_on BETWEEN :first AND :last ORDER BY m.settled_on, m.id"""
