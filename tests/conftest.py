"""What all tests share: a real encrypted store in a temporary folder, a day, and a log that must stay silent."""

import logging
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from kam_desktop import runtime
from kam_desktop.core import identity, opening
from kam_desktop.core.store import migrate
from kam_desktop.core.store.database import SCHEMA_VERSION, Database
from kam_desktop.core.store.vault import Kdf

# The same examples on every machine, so that a change is judged by what it changed; HYPOTHESIS_PROFILE=explore
# draws new ones, as the long runs do.
_SLOW = [HealthCheck.too_slow]  # a machine that does something else too is no reason to fail
settings.register_profile("steady", derandomize=True, deadline=None, suppress_health_check=_SLOW)
settings.register_profile("explore", derandomize=False, deadline=None, suppress_health_check=_SLOW)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))

PASSPHRASE = "correct horse battery"
LIGHT = Kdf(memory_kib=8, passes=1, lanes=1)
TODAY = date(2026, 6, 15)  # a Monday


@pytest.fixture
def today() -> Iterator[date]:
    """The day that counts as today."""
    runtime.fix_today(TODAY)
    yield TODAY
    runtime.fix_today(None)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder for a store."""
    return tmp_path / "store"


class _Ids:
    """The same ids in every run: what looks like chance in a plan is drawn from them."""

    def __init__(self) -> None:
        self.drawn, self.chance = 0, Random(1)

    def time_ns(self) -> int:
        self.drawn += 1
        return (1_750_000_000_000 + self.drawn - 1) * 1_000_000

    def urandom(self, size: int) -> bytes:
        return self.chance.randbytes(size)


@pytest.fixture(autouse=True)
def steady_ids(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> _Ids | None:
    """The same ids in every run, but where a test makes its own."""
    if "makes_ids" in request.keywords or os.environ.get("HYPOTHESIS_PROFILE") == "explore":
        return None
    ids = _Ids()
    monkeypatch.setattr(identity, "time", ids)
    monkeypatch.setattr(identity, "os", ids)
    return ids


@pytest.fixture
def store(folder: Path) -> Iterator[Database]:
    """An open, empty, encrypted store."""
    opened = opening.create(folder, PASSPHRASE, author="刘敏", kdf=LIGHT).store
    yield opened
    opened.close()


@pytest.fixture(scope="session", autouse=True)
def migrated_once() -> Iterator[None]:
    """Every migration runs for the first new store; those after it are given what it came to, in a tenth of the time."""
    really, made = migrate.upgrade, list[tuple[str, Any]]()

    def upgrade(engine: Any, revision: str = "head") -> None:
        connection = engine.raw_connection()
        try:
            raw = connection.driver_connection
            is_new = raw.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
            if is_new and made:
                with raw:
                    raw.execute("BEGIN IMMEDIATE")
                    for sql, values in made:
                        raw.execute(sql, values)
            else:
                really(engine, revision)
                if is_new:
                    made.extend(_steps(raw))
        finally:
            connection.close()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(migrate, "upgrade", upgrade)
        yield


def _steps(raw: Any) -> list[tuple[str, Any]]:
    """What makes another database like this one: its tables and indexes, and the rows that stand in them."""
    made = raw.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid").fetchall()
    searched = tuple(f"{name}_" for _, name, sql in made if sql.startswith("CREATE VIRTUAL"))
    steps = [(sql, ()) for _, name, sql in made if not name.startswith(searched)]
    for kind, name, sql in made:
        if kind == "table" and not sql.startswith("CREATE VIRTUAL"):
            for row in raw.execute(f'SELECT * FROM "{name}"'):
                steps.append((f'REPLACE INTO "{name}" VALUES({", ".join("?" * len(row))})', tuple(row)))
    return [*steps, (f"PRAGMA user_version={SCHEMA_VERSION}", ())]


@pytest.fixture(autouse=True)
def silent_log(caplog: pytest.LogCaptureFixture, request: pytest.FixtureRequest) -> Iterator[None]:
    """A record of WARNING or above that a test did not expect fails it."""
    runtime.LOG.propagate = True
    with caplog.at_level(logging.WARNING):
        yield
    if "expects_log" not in request.keywords:
        noise = [
            f"{each.name}: {each.getMessage()}"
            for each in caplog.get_records("call")
            if each.levelno >= logging.WARNING
        ]
        assert not noise, noise
