"""What all kinds of facts share while they are taken in: who is meant, what came of it, how it is written."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from kam_desktop.core.fact_intake.directory import Directory
from kam_desktop.core.identity import now
from kam_desktop.core.records import FactRecord, Refusal
from kam_desktop.core.store import changes

CHUNK = 500
Edit = tuple[str, str, Mapping[str, Any], Mapping[str, Any]]  # id, scope, before, after


class FactsTaken(NamedTuple):
    """How many facts were new, corrected, or there already; and the rows that were refused."""

    created: int
    updated: int
    unchanged: int
    refused: tuple[Refusal, ...] = ()


class Taking:
    """One intake of facts. ``moved`` are clients whose last contact may have changed.

    With ``is_look`` nothing is written: what would come of it is only said.
    """

    def __init__(self, session: Session, today: date, *, is_look: bool = False) -> None:
        self.session, self.today, self.is_look = session, today, is_look
        self.author = "" if is_look else changes.actor_of(session).author
        self.directory = Directory(session)
        self.moved: set[str] = set()
        self.created = self.updated = self.unchanged = 0
        self.refused: list[Refusal] = []

    def result(self) -> FactsTaken:
        """What came of it."""
        refused = sorted(self.refused, key=lambda each: each.row_no)
        return FactsTaken(self.created, self.updated, self.unchanged, tuple(refused))

    def pause(self) -> None:
        """A part stands; what others did meanwhile to clients and people is heeded."""
        changed = changes.pause(self.session)
        self.directory.heed(changed.get("client", ()), changed.get("contact", ()))

    def refuse(self, record: FactRecord, code: str, text: str = "") -> None:
        """Leave a row out and say why."""
        self.refused.append(Refusal(record.row_no, code, text))

    def client_of(self, record: FactRecord) -> str | None:
        """The client a fact is about; None, and the row refused, when it is not there or not the only one."""
        client_id, code = self.directory.client_of(record)
        if client_id is None:
            self.refuse(record, code, record.client or record.client_no or record.person)
        return client_id

    def is_past(self, record: FactRecord) -> bool:
        """Whether it can have taken place; a row of the future is refused."""
        if record.on > self.today:
            self.refuse(record, "fact.in_future", record.on.isoformat())
            return False
        return True

    def rows(self, columns: Sequence[Any], key: Any, wanted: Sequence[str], *more: Any) -> Iterable[Any]:
        """Rows of one table by key, in chunks."""
        for start in range(0, len(wanted), CHUNK):
            yield from self.session.execute(select(*columns).where(key.in_(wanted[start : start + CHUNK]), *more))

    def insert(self, table: Any, fresh: Sequence[dict[str, Any]]) -> None:
        """New rows."""
        if not self.is_look:
            changes.insert_many(self.session, table, fresh)

    def update(self, table: Any, edits: Sequence[Edit]) -> None:
        """Rows that are there, changed."""
        if not self.is_look:
            changes.update_many(self.session, table, edits)

    def put_away(self, table: Any, olds: Sequence[tuple[str, str]]) -> None:
        """Tombstones for corrected rows, as (id, scope)."""
        at = now()
        self.update(table, [(row_id, scope_id, {"deleted_at": None}, {"deleted_at": at}) for row_id, scope_id in olds])


class Taker(ABC):
    """Takes one kind of facts, part by part. ``every`` are all of the file: some kinds compare across it."""

    def __init__(self, taking: Taking, every: Sequence[Any]) -> None:
        self.taking = taking
        self.prepare(every)

    def prepare(self, _every: Sequence[Any]) -> None:  # noqa: B027 - most kinds need nothing
        """A look at the whole file before its first part is taken."""

    @abstractmethod
    def take(self, facts: Sequence[Any]) -> None:
        """Match and write some facts."""
