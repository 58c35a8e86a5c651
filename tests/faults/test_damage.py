"""Every flipped bit of the store file is noticed; none is taken for data."""

import random
from pathlib import Path

import pytest
from sqlalchemy import text

from conftest import PASSPHRASE
from kam_desktop.core import checking, opening
from kam_desktop.core.errors import StoreError
from kam_desktop.core.store.database import Database
from kam_desktop.core.store.tables import Client


def flips(store: Database, folder: Path, number: int) -> tuple[int, int]:
    """(noticed, harmless): a flip that changes nothing readable is one in an unused page."""
    store.write(lambda s: s.add_all([Client(name=f"客户{i}", notes="长" * 300) for i in range(200)]))
    before = store.read(
        lambda s: [tuple(row) for row in s.execute(text("SELECT id, name, notes FROM client ORDER BY id"))]
    )
    store.close()
    file = folder / "store.db"
    whole = file.read_bytes()
    chance = random.Random(11)
    noticed = harmless = 0
    for _ in range(number):
        raw = bytearray(whole)
        raw[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
        file.write_bytes(raw)
        try:
            opened = opening.unlock(folder, passphrase=PASSPHRASE)
            try:
                found = checking.check(opened)
                after = opened.read(
                    lambda s: [tuple(row) for row in s.execute(text("SELECT id, name, notes FROM client ORDER BY id"))]
                )
            finally:
                opened.close()
            assert after == before
            noticed, harmless = (noticed + 1, harmless) if found else (noticed, harmless + 1)
        except StoreError as error:
            assert error.code == "store.damaged"
            noticed += 1
        for name in ("store.db-wal", "store.db-shm"):
            (folder / name).unlink(missing_ok=True)
    return noticed, harmless


def test_flipped_bits_are_noticed(store: Database, folder: Path) -> None:
    assert flips(store, folder, 25) == (25, 0)


@pytest.mark.long
def test_two_thousand_flipped_bits_are_noticed(store: Database, folder: Path) -> None:
    assert flips(store, folder, 2000) == (2000, 0)
