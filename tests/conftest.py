"""What all tests share: a real encrypted store in a temporary folder, a day, and a log that must stay silent."""

import logging
import os
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, settings

from kam_desktop import runtime
from kam_desktop.core import identity, opening
from kam_desktop.core.store.database import Database
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


class _Empty(NamedTuple):
    """A store made once, and the ids from which on a test goes on with a copy of it."""

    folder: Path
    drawn: int
    chance: Any


@pytest.fixture(scope="session")
def empty_store() -> list[_Empty]:
    """The store that others are copies of, as soon as a test wanted one: making one runs every migration."""
    return []


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
def store(
    folder: Path, steady_ids: _Ids | None, empty_store: list[_Empty], tmp_path_factory: Any
) -> Iterator[Database]:
    """An open, empty, encrypted store."""
    is_fresh = steady_ids is not None and steady_ids.drawn == 0
    if is_fresh and not empty_store:
        place = tmp_path_factory.mktemp("empty") / "store"
        opening.create(place, PASSPHRASE, author="刘敏", kdf=LIGHT).store.close()
        empty_store.append(_Empty(place, steady_ids.drawn, steady_ids.chance.getstate()))
    if is_fresh:
        made = empty_store[0]
        shutil.copytree(made.folder, folder)
        steady_ids.drawn = made.drawn
        steady_ids.chance.setstate(made.chance)
        opened = opening.unlock(folder, passphrase=PASSPHRASE)
    else:
        opened = opening.create(folder, PASSPHRASE, author="刘敏", kdf=LIGHT).store
    yield opened
    opened.close()


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
