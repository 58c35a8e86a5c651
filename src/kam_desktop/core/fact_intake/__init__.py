"""Taking dated facts of an outside file into the store: one batch, each fact once (D-2.3, D-2.4, D-14.2).

A fact is about a client that is there; a row about an unknown one is refused. The same file again changes
nothing, and a corrected line is a new row beside the old one that is put away: facts are never overwritten.
"""

from collections.abc import Callable, Iterable
from dataclasses import fields
from datetime import date
from itertools import islice
from typing import Final

from sqlalchemy.orm import Session

from kam_desktop.core import clocks, settings
from kam_desktop.core.fact_intake import appointments, gifts, interactions, journal_notes, purchases
from kam_desktop.core.fact_intake.taking import FactsTaken, Taker, Taking
from kam_desktop.core.records import FactRecord, GiftRecord, InteractionRecord, NoteRecord, PurchaseRecord
from kam_desktop.core.rules.kinds import Entity
from kam_desktop.core.store import changes

__all__ = ["FactsTaken", "look", "take_in"]

AT_ONCE: Final = 500  # facts matched and written together: a part that a save can wait for
CHUNK: Final = 500


def take_in(
    session: Session, records: Iterable[FactRecord], *, title: str, today: date,
    step: Callable[[int, int], None] = lambda _done, _total: None,
) -> FactsTaken:  # fmt: skip
    """Put facts of any kinds under their clients, in the batch ``title``.

    ``step(done, total)`` is called now and then; what it raises stops the whole.
    """
    changes.begin_batch(session, "import", title)
    taking = Taking(session, today)
    _take(taking, records, step)
    settings.plan_again(session)
    return taking.result()


def look(
    session: Session, records: Iterable[FactRecord], *, today: date, cancelled: Callable[[], bool] = lambda: False
) -> FactsTaken:
    """What ``take_in`` would say of them. Writes nothing, so that it can be asked while somebody looks at a file.

    Raises Cancelled.
    """
    changes.end_when(session, cancelled)
    taking = Taking(session, today, is_look=True)
    _take(taking, records, lambda _done, _total: None)
    return taking.result()


def _take(taking: Taking, records: Iterable[FactRecord], step: Callable[[int, int], None]) -> None:
    session, today = taking.session, taking.today
    by_taker: dict[type[Taker], list[FactRecord]] = {}
    total = done = 0
    for total, record in enumerate(records, start=1):
        if total % CHUNK == 0:
            taking.pause()
        settled = _settled(record, today)
        by_taker.setdefault(_taker_of(settled, today), []).append(settled)
    for kind, facts in by_taker.items():
        taker = kind(taking, facts)
        waiting = iter(facts)
        while part := list(islice(waiting, changes.at_once(session, AT_ONCE))):
            if done:
                taking.pause()
            step(done, total)
            taker.take(part)
            if not taking.is_look:
                _refresh_clocks(session, sorted(taking.moved))
            taking.moved.clear()
            done += len(part)


def _settled(record: FactRecord, today: date) -> FactRecord:
    if isinstance(record, InteractionRecord) and record.is_reminder and record.on <= today:
        shared = {each.name: getattr(record, each.name) for each in fields(FactRecord)}
        return NoteRecord(**shared, text=record.text)
    return record


def _taker_of(record: FactRecord, today: date) -> type[Taker]:
    if isinstance(record, InteractionRecord) and record.may_come and record.on > today:
        return appointments.Taker
    return _TAKERS[type(record)]


_TAKERS: Final[dict[type[FactRecord], type[Taker]]] = {
    InteractionRecord: interactions.Taker,
    PurchaseRecord: purchases.Taker,
    GiftRecord: gifts.Taker,
    NoteRecord: journal_notes.Taker,
}


def _refresh_clocks(session: Session, client_ids: list[str]) -> None:
    """Every contact resets its client's clock, by whatever way it became known (D-2.8)."""
    for start in range(0, len(client_ids), CHUNK):
        clocks.refresh(session, client_ids[start : start + CHUNK])
    if client_ids:
        changes.touched(session, Entity.CLIENT)
