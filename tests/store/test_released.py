"""Stores made by every released schema still open, whole. A new schema adds a folder made by its program."""

import shutil
from pathlib import Path

import pytest

from conftest import PASSPHRASE
from kam_desktop.core import checking, clients, opening
from kam_desktop.core.store import database

RELEASED = sorted((Path(__file__).parent / "fixtures").iterdir())


@pytest.mark.parametrize("made", RELEASED, ids=lambda made: made.name)
def test_a_store_of_an_earlier_schema_opens_with_all_its_rows(made: Path, tmp_path: Path) -> None:
    folder = tmp_path / "store"
    shutil.copytree(made, folder)
    store = opening.unlock(folder, passphrase=PASSPHRASE)
    try:
        assert store.read(clients.count) == 3
        assert checking.check(store) == []
        assert checking.counts(store)["contact"] >= 3
    finally:
        store.close()


def test_every_schema_has_its_store() -> None:
    assert len(RELEASED) == database.SCHEMA_VERSION
