"""What all tests share: a real encrypted store in a temporary folder, a day, and a log that must stay silent."""

import logging
import os
from collections.abc import Iterator
from datetime import date
from itertools import count
from pathlib import Path
from random import Random
from types import SimpleNamespace

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


@pytest.fixture
def store(folder: Path) -> Iterator[Database]:
    """An open, empty, encrypted store."""
    opened = opening.create(folder, PASSPHRASE, author="刘敏", kdf=LIGHT)
    yield opened.store
    opened.store.close()


@pytest.fixture(autouse=True)
def steady_ids(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """The same ids in every run: what looks like chance in a plan is drawn from them."""
    if "makes_ids" in request.keywords or os.environ.get("HYPOTHESIS_PROFILE") == "explore":
        return
    numbers, chance = count(1_750_000_000_000), Random(1)
    monkeypatch.setattr(identity, "time", SimpleNamespace(time_ns=lambda: next(numbers) * 1_000_000))
    monkeypatch.setattr(identity, "os", SimpleNamespace(urandom=chance.randbytes))


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
