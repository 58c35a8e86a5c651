"""One change to many clients at once: foreseen, then one batch with one undo (D-3.4, D-2.9)."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from kam_desktop.core import clients, touches
from kam_desktop.core.clients import MOVES_THE_PLAN
from kam_desktop.core.errors import Invalid
from kam_desktop.core.identity import now
from kam_desktop.core.rules import names, regions
from kam_desktop.core.store import changes
from kam_desktop.core.store.tables import Client

CHUNK: Final = 2000
LISTS: Final = ("tags", "team")
FIELDS: Final = (
    "tier", "owner", "status", "lifecycle_stage", "value_band", "relationship_level", "kind", "industry", "province", "city",
    "district", "source", "leader", *LISTS,
)  # fmt: skip
_LENGTH: Final = {
    "owner": 64, "leader": 64, "province": 64, "city": 64, "district": 64, "industry": 128, "source": 128,
    "tags": 64, "team": 64,
}  # fmt: skip
Step = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Edit:
    """``value`` for the field; a list of texts (tags, team) gets them added, or taken out when ``is_removal``."""

    field: str
    value: str = ""
    is_removal: bool = False


class Foreseen(NamedTuple):
    """What an edit would do. ``before`` are the values that would go, the commonest first."""

    total: int
    changed: int
    before: tuple[tuple[str, int], ...]

    @property
    def same(self) -> int:
        """How many are that way already."""
        return self.total - self.changed


class Done(NamedTuple):
    """How many clients an edit changed, and how many were that way already."""

    changed: int
    same: int


def foresee(session: Session, client_ids: Sequence[str], edit: Edit) -> Foreseen:
    """What the edit would change; nothing is written."""
    ready = checked(edit)
    total, before = 0, Counter[str]()
    for _row_id, _scope, value in _values(session, client_ids, ready.field):
        total += 1
        if _after(ready, value) != value:
            before["、".join(value) if isinstance(value, tuple) else value] += 1
    return Foreseen(total, sum(before.values()), tuple(before.most_common(3)))


def apply(
    session: Session, client_ids: Sequence[str], edit: Edit, *, title: str, today: date,
    step: Step = lambda _done, _total: None,
) -> Done:  # fmt: skip
    """Change these clients as one batch called ``title``. What ``step`` raises stops the whole.

    A tier, an owner or a status moves due dates: few clients are planned at once, many by the next planning.
    """
    ready = checked(edit)
    changes.begin_batch(session, "bulk", title)
    changed: list[str] = []
    total = 0
    for start in range(0, len(client_ids), CHUNK):
        step(start, len(client_ids))
        edits = []
        for row_id, scope_id, value in _values(session, client_ids[start : start + CHUNK], ready.field):
            total += 1
            after = _after(ready, value)
            if after != value:
                edits.append((row_id, scope_id, {ready.field: value}, {ready.field: after}))
        changes.update_many(session, Client, edits)
        changed += [each[0] for each in edits]
    session.expire_all()
    if ready.field in MOVES_THE_PLAN:
        touches.plan_soon(session, changed, today=today)
    return Done(len(changed), total - len(changed))


def remove(session: Session, client_ids: Sequence[str], *, title: str) -> int:
    """Take clients off every list as one batch; returns how many. Undo brings them back with all they have."""
    changes.begin_batch(session, "bulk", title)
    put_away, gone = now(), 0
    for start in range(0, len(client_ids), CHUNK):
        found = _values(session, client_ids[start : start + CHUNK], "tier")
        edits = [(row_id, scope, {"deleted_at": None}, {"deleted_at": put_away}) for row_id, scope, _value in found]
        gone += changes.update_many(session, Client, edits)
    session.expire_all()
    return gone


def checked(edit: Edit) -> Edit:
    """The edit with its text cleaned; raises ``Invalid`` for what cannot be set."""
    if edit.field not in FIELDS:
        raise Invalid("field", "bulk.field_unknown", field=edit.field)
    value = names.clean(edit.value, _LENGTH.get(edit.field, 16))
    if not clients.allows(edit.field, value):
        raise Invalid("value", "value.unknown", text=value)
    if edit.field in LISTS and not _parts(value):
        raise Invalid("value", "bulk.value_missing")
    if edit.field in regions.Where._fields:
        value = regions.written(edit.field, value)
    return Edit(edit.field, value, edit.is_removal)


def _after(edit: Edit, value: Any) -> Any:
    if edit.field not in LISTS:
        return edit.value
    given = _parts(edit.value)
    if edit.is_removal:
        return tuple(each for each in value if each not in given)
    return tuple(dict.fromkeys((*value, *given)))


def _parts(text: str) -> tuple[str, ...]:
    """Several tags or names may be typed in one go."""
    for sign in "，,、;；":
        text = text.replace(sign, "\n")
    return tuple(dict.fromkeys(part.strip() for part in text.split("\n") if part.strip()))


def _values(session: Session, client_ids: Sequence[str], field: str) -> Iterator[tuple[str, str, Any]]:
    column = Client.__table__.c[field]
    for start in range(0, len(client_ids), CHUNK):
        found = session.execute(
            select(Client.id, Client.scope_id, column).where(
                Client.id.in_(client_ids[start : start + CHUNK]), Client.deleted_at.is_(None)
            )
        )
        yield from (tuple(row) for row in found)
