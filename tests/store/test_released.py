"""Stores made by every released schema still open, whole. A new schema adds a folder made by its program."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from conftest import PASSPHRASE
from kam_desktop.core import checking, clients, opening
from kam_desktop.core.store import changes, database
from kam_desktop.core.store.tables import Batch, Change

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
        store.read(_knows_its_batches)
    finally:
        store.close()


def _knows_its_batches(session: Session) -> None:
    for batch in session.scalars(select(Batch)):
        own = select(Change.id).where(Change.batch_id == batch.id)
        assert set(session.scalars(select(Change.id).where(changes.of_batch(batch)))) == set(session.scalars(own))
        assert batch.last_change is not None


def test_every_schema_has_its_store() -> None:
    assert len(RELEASED) == database.SCHEMA_VERSION
