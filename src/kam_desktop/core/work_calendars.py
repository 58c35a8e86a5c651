"""Which days are worked, in this store: the calendar that came with the program and a newer file that was read in.

The file is kept in the store, so that it travels to every laptop that shares it. For each year the newer of the
two holds; years that neither knows are a forecast.
"""

import json
from functools import lru_cache
from typing import Any, Final

from sqlalchemy.orm import Session

from kam_desktop.core import assets, settings
from kam_desktop.core.rules.holidays import WorkCalendar

KEY: Final = "holidays"
LARGEST: Final = 1_000_000  # bytes; a century of notices is a tenth of it
_in_force: list[WorkCalendar] = []  # one store a process


def of(session: Session) -> WorkCalendar:
    """The calendar that holds in this store."""
    kept = settings.get(session, KEY)
    found = WorkCalendar.shipped() if kept is None else _joined(json.dumps(kept, sort_keys=True))
    _in_force[:] = [found]
    return found


def current() -> WorkCalendar:
    """The calendar that was last asked for by ``of``: for fields that judge a date while it is typed."""
    return _in_force[0] if _in_force else WorkCalendar.shipped()


def is_own(session: Session) -> bool:
    """Whether a file was read in."""
    return settings.get(session, KEY) is not None


def take(session: Session, data: bytes) -> WorkCalendar:
    """Keep a newer file of the shape of ``holidays_cn.json`` and plan all anew.

    Raises ``Invalid`` (field ``calendar``), also when it contradicts itself or what came with the program.
    """
    kept = _read(data)
    _joined(json.dumps(kept, sort_keys=True))
    settings.put(session, KEY, kept)
    return _settle(session)


def forget(session: Session) -> WorkCalendar:
    """Back to the calendar that came with the program."""
    settings.put(session, KEY, None)
    return _settle(session)


def _settle(session: Session) -> WorkCalendar:
    settings.plan_again(session)
    session.flush()
    return of(session)


def _read(data: bytes) -> dict[str, Any]:
    """What is kept of a file: its names and its days."""
    try:
        document: Any = json.loads(data.decode("utf-8-sig")) if len(data) <= LARGEST else None
    except ValueError:
        document = None
    WorkCalendar.from_json(document)
    years = {name: {kind: days.get(kind, []) for kind in ("off", "work")} for name, days in document["years"].items()}
    return {"version": str(document.get("version", "")), "source": str(document.get("source", "")), "years": years}


@lru_cache(maxsize=8)
def _joined(text: str) -> WorkCalendar:
    kept, shipped = json.loads(text), assets.read_json("calendar", "holidays_cn.json")
    older, newer = sorted((shipped, kept), key=lambda each: _number(each.get("version", "")))
    if _number(shipped.get("version", "")) == _number(kept.get("version", "")):
        older, newer = shipped, kept
    joined = {**newer, "years": {**older["years"], **newer["years"]}}
    return WorkCalendar.from_json(joined)


def _number(version: object) -> tuple[int, ...]:
    """``2026.10`` is newer than ``2026.9``."""
    return tuple(int(part) for part in str(version).split(".") if part.isascii() and part.isdigit())
