"""The one door: encryption, transactions, locks, and what each failure is called."""

import gc
import os
import subprocess
import sys
import threading
import weakref
from pathlib import Path
from types import SimpleNamespace

import pytest
import sqlcipher3.dbapi2 as cipher
from sqlalchemy import text
from sqlalchemy.orm import Session

from conftest import LIGHT, PASSPHRASE
from kam_desktop.core import opening, policies
from kam_desktop.core.errors import Cancelled, Conflict, StoreError
from kam_desktop.core.rules.kinds import Entity
from kam_desktop.core.stops import Stop
from kam_desktop.core.store import database, faults, migrate, place, vault
from kam_desktop.core.store.database import Database
from kam_desktop.core.store.plain_rows import Snapshot
from kam_desktop.core.store.tables import Batch, Change, Client

CANARY = "金丝雀轮胎有限公司"


def add(store: Database, name: str = CANARY) -> str:
    def work(session: object) -> str:
        row = Client(name=name, notes=f"{name}的秘密 secret-canary-4711")
        session.add(row)  # type: ignore[attr-defined]
        return row.id

    return str(store.write(work).value)


def pragma(store: Database, name: str) -> object:
    return store.read(lambda s: s.execute(text(f"PRAGMA {name}")).scalar_one())


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("foreign_keys", 1),
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("trusted_schema", 0),
        ("cell_size_check", 1),
        ("secure_delete", 1),
        ("temp_store", 2),
        ("wal_autocheckpoint", database.LOG_MOST),
        ("user_version", database.SCHEMA_VERSION),
        ("application_id", database.APPLICATION_ID),
    ],
)
def test_every_safety_is_on(store: Database, name: str, value: object) -> None:
    assert pragma(store, name) == value


def test_the_library_is_recent_enough() -> None:
    assert database.cipher.sqlite_version_info >= (3, 51, 3)


def test_nothing_of_a_client_is_readable_in_any_file(store: Database, folder: Path) -> None:
    add(store)
    canaries = [CANARY.encode(), b"secret-canary-4711", CANARY.encode("utf-16-le"), b"SQLite format 3"]

    def hits() -> list[str]:
        return [f.name for f in folder.rglob("*") if f.is_file() for c in canaries if c in f.read_bytes()]

    assert hits() == []  # open: database, log and shared memory
    assert (folder / "store.db-wal").stat().st_size > 0
    store.close()
    assert hits() == []


def test_a_failed_write_leaves_nothing(store: Database) -> None:
    def work(session: object) -> None:
        session.add(Client(name="half"))  # type: ignore[attr-defined]
        session.flush()  # type: ignore[attr-defined]
        raise RuntimeError("in the middle")

    with pytest.raises(RuntimeError):
        store.write(work)
    assert store.read(lambda s: s.query(Client).count()) == 0
    assert store.read(lambda s: s.query(Change).where(Change.entity == Entity.CLIENT).count()) == 0


def test_a_read_changes_nothing(store: Database) -> None:
    store.read(lambda s: s.add(Client(name="never")))
    assert store.read(lambda s: s.query(Client).count()) == 0


def test_a_plain_read_sees_one_state_and_changes_nothing(store: Database) -> None:
    add(store)
    count = "SELECT count(*) FROM client"

    def work(snapshot: Snapshot) -> tuple[int, int]:
        before = snapshot.execute(count, {}).fetchone()[0]
        add(store, "meanwhile")
        after = snapshot.execute(count, {}).fetchone()[0]
        return before, after

    assert store.read_plain(work) == (1, 1)
    store.read_plain(lambda s: s.execute("DELETE FROM client", {}))
    assert store.read_plain(lambda s: s.execute(count, {}).fetchone()[0]) == 2


def test_a_plain_read_that_fails_leaves_the_store_usable(store: Database) -> None:
    for _ in range(3):
        with pytest.raises(ZeroDivisionError):
            store.read_plain(lambda _s: 1 // 0)
    add(store)
    assert store.read_plain(lambda s: s.execute("SELECT name FROM client", {}).fetchall()) == [(CANARY,)]


def test_a_store_is_opened_and_read_without_sqlalchemy(store: Database, folder: Path) -> None:
    add(store)
    store.close()
    program = (
        "import sys; from pathlib import Path; from kam_desktop.core import opening\n"
        "store = opening.unlock(Path(sys.argv[1]), passphrase=sys.argv[2])\n"
        "print(store.author, store.read_plain(lambda s: s.execute('SELECT name FROM client', {}).fetchall()))\n"
        "opening.close(store)\n"
        "assert 'sqlalchemy' not in sys.modules\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, folder, PASSPHRASE], capture_output=True, encoding="utf-8", check=True,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    assert done.stdout.strip() == f"刘敏 [('{CANARY}',)]"


def test_a_write_tells_what_it_touched(store: Database) -> None:
    written = store.write(lambda s: s.add(Client(name="甲")))
    assert written.entities == frozenset({Entity.CLIENT})
    assert written.batch_id is not None


def test_a_stale_save_is_refused(store: Database) -> None:
    from datetime import date

    from kam_desktop.core import clients

    client_id = add(store)
    draft = store.read(lambda s: clients.draft_of(clients.get(s, client_id)))
    day = date(2026, 6, 15)
    store.write(lambda s: clients.update(s, client_id, draft, today=day))
    changed = store.read(lambda s: clients.draft_of(clients.get(s, client_id)))
    from dataclasses import replace

    store.write(lambda s: clients.update(s, client_id, replace(changed, city="宁波"), today=day))
    with pytest.raises(Conflict):
        store.write(lambda s: clients.update(s, client_id, replace(changed, city="台州"), today=day))


def test_a_second_process_is_refused(store: Database, folder: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from kam_desktop.core import opening\n"
        "from kam_desktop.core.errors import KamError\n"
        "try: opening.unlock(Path(sys.argv[1]), passphrase=sys.argv[2])\n"
        "except KamError as error: print(error.code)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, folder, PASSPHRASE], capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "src")},
    )  # fmt: skip
    assert done.stdout.strip() == "store.in_use"


def test_wrong_passphrase_and_damage_have_different_names(store: Database, folder: Path) -> None:
    add(store)
    store.close()
    with pytest.raises(Exception, match="wrong_passphrase"):
        opening.unlock(folder, passphrase="not the one")
    raw = bytearray((folder / "store.db").read_bytes())
    raw[100:300] = os.urandom(200)
    (folder / "store.db").write_bytes(raw)
    with pytest.raises(StoreError, match=r"store\.damaged"):
        opening.unlock(folder, passphrase=PASSPHRASE)


def test_an_empty_file_is_damage_not_an_empty_store(store: Database, folder: Path) -> None:
    store.close()
    (folder / "store.db").write_bytes(b"")
    with pytest.raises(StoreError, match=r"store\.damaged"):
        opening.unlock(folder, passphrase=PASSPHRASE)


def test_a_missing_file_is_not_made_anew(store: Database, folder: Path) -> None:
    store.close()
    (folder / "store.db").unlink()
    with pytest.raises(StoreError, match="file_missing"):
        opening.unlock(folder, passphrase=PASSPHRASE)
    assert not (folder / "store.db").exists()


def test_a_newer_schema_is_refused_untouched(store: Database, folder: Path) -> None:
    with store.engine.begin() as connection:
        connection.exec_driver_sql(f"PRAGMA user_version={database.SCHEMA_VERSION + 1}")
    store.close()
    with pytest.raises(StoreError, match=r"store\.newer"):
        opening.unlock(folder, passphrase=PASSPHRASE)


def test_what_was_compiled_for_a_store_goes_when_it_is_closed(folder: Path) -> None:
    opened = opening.create(folder, PASSPHRASE, author="刘敏", kdf=LIGHT)
    opened.store.write(lambda s: s.add(Client(name="宁波恒远轮胎有限公司")))
    dialect = weakref.ref(opened.store.engine.dialect)
    opened.store.close()
    del opened
    gc.collect()
    assert dialect() is None


def test_a_second_store_in_the_same_folder_is_refused(store: Database, folder: Path) -> None:
    with pytest.raises(StoreError, match=r"vault\.exists"):
        opening.create(folder, "another passphrase", kdf=LIGHT)


@pytest.mark.parametrize(
    "name", ["OneDrive", "OneDrive - 公司", "Dropbox", "坚果云", "BaiduSyncdisk", "WPS Cloud Files", "iCloudDrive"]
)
def test_cloud_folders_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(StoreError, match=r"place\.cloud"):
        opening.create(tmp_path / name / "kam", PASSPHRASE, kdf=LIGHT)
    assert not (tmp_path / name).exists()


def test_a_cloud_client_is_known_by_its_marker(tmp_path: Path) -> None:
    (tmp_path / ".stfolder").mkdir()
    with pytest.raises(StoreError, match=r"place\.cloud"):
        place.check(tmp_path / "data")


def test_network_shares_are_refused() -> None:
    with pytest.raises(StoreError, match=r"place\.network"):
        place.check(Path("//server/share/kam"))


def test_a_folder_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreError, match=r"place\.read_only"):
        opening.create(tmp_path / "file" / "kam", PASSPHRASE, kdf=LIGHT)


@pytest.mark.parametrize("name", ["kam", "new/kam"])
def test_a_store_that_cannot_be_made_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    (tmp_path / "kam").mkdir()

    def full(*_: object) -> None:
        raise StoreError("place.disk_full", path="")

    before = sorted(tmp_path.rglob("*"))
    for place_of, failing in ((vault, "create"), (Database, "_build"), (place, "check"), (policies, "seed")):
        with monkeypatch.context() as broken:
            broken.setattr(place_of, failing, full)
            with pytest.raises(StoreError, match="disk_full"):
                opening.create(tmp_path / name, PASSPHRASE, kdf=LIGHT)
        assert sorted(tmp_path.rglob("*")) == before
    opening.create(tmp_path / name, PASSPHRASE, kdf=LIGHT).store.close()


def test_a_full_disk_keeps_what_was_acknowledged(store: Database) -> None:
    add(store, "先保存的客户")
    pages = int(str(pragma(store, "page_count")))

    def limit(connection: object, record: object) -> None:
        connection.execute(f"PRAGMA max_page_count={pages + 2}")  # type: ignore[attr-defined]

    from sqlalchemy import event

    store.engine.dispose()
    event.listen(store.engine, "connect", limit)
    with pytest.raises(StoreError, match="disk_full"):
        store.write(lambda s: s.add_all([Client(name=f"客户{i}", notes="长" * 5000) for i in range(50)]))
    event.remove(store.engine, "connect", limit)
    store.engine.dispose()
    assert store.read(lambda s: [row.name for row in s.query(Client)]) == ["先保存的客户"]
    add(store, "后来的客户")


def test_an_error_of_the_disk_is_told_by_the_room_on_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    error = cipher.OperationalError("disk I/O error")
    assert faults.code_of(error, tmp_path) == "store.damaged"
    monkeypatch.setattr(faults.shutil, "disk_usage", lambda _folder: SimpleNamespace(free=0))
    assert faults.code_of(error, tmp_path) == "place.disk_full"


def unfolded(store: Database) -> int:
    """Pages that are in the log and not yet in the file."""

    def ask(snapshot: Snapshot) -> int:
        [(_, pages, done)] = snapshot.execute("PRAGMA wal_checkpoint(NOOP)", {}).fetchall()
        return int(pages - done)

    return store.read_plain(ask)


def test_the_log_is_folded_in_idle_time_and_beside_a_reader(store: Database) -> None:
    store.fold()
    add(store, "少")
    few = unfolded(store)
    store.fold()
    assert unfolded(store) == few > 0  # not worth it
    store.write(lambda s: s.add_all([Client(name=f"客户{i}", notes="长" * 40_000) for i in range(60)]))
    assert unfolded(store) > 1000  # where SQLite of itself would have made the save do it

    def while_reading(session: Session) -> int:
        store.fold()
        return session.query(Client).count()

    assert store.read(while_reading) == 61
    assert unfolded(store) == 0
    add(store, "后来的客户")
    assert (store.folder / f"{database.FILE}-wal").stat().st_size < database.LOG_MOST * 4096


def test_tables_and_migrations_agree(store: Database) -> None:
    assert migrate.drift(store.engine) == []


def test_a_failing_migration_leaves_the_store_as_it_was(store: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    add(store)
    monkeypatch.setattr(
        migrate,
        "_verify",
        lambda raw, before: (_ for _ in ()).throw(StoreError("store.migration_lost_rows", tables="x")),
    )
    with pytest.raises(StoreError):
        migrate.upgrade(store.engine)
    assert store.read(lambda s: s.query(Client).count()) == 1
    assert pragma(store, "foreign_keys") == 1


def test_stamps_never_repeat_and_always_rise(store: Database) -> None:
    for number in range(20):
        add(store, f"客户{number}")
    stamps = store.read(lambda s: [row.stamp for row in s.query(Change).order_by(Change.id)])
    assert stamps == sorted(set(stamps))


def test_the_author_stands_on_every_change(store: Database) -> None:
    add(store)
    assert store.read(lambda s: {row.author for row in s.query(Batch).where(Batch.kind == "edit")}) == {"刘敏"}


def test_the_vault_is_private(store: Database, folder: Path) -> None:
    if os.name != "nt":
        assert folder.stat().st_mode & 0o077 == 0
    assert vault.exists(folder)


def test_a_read_is_ended_from_another_thread_in_the_middle_of_a_statement(store: Database) -> None:
    stop = Stop()
    endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"
    threading.Timer(0.2, stop.ask).start()
    with pytest.raises(Cancelled):
        store.read(lambda s: s.connection().exec_driver_sql(endless).scalar(), stop=stop)
    with pytest.raises(Cancelled):
        store.read(lambda s: 1, stop=stop)  # asked before it began
    assert store.read(lambda s: s.connection().exec_driver_sql("SELECT 1").scalar(), stop=Stop()) == 1
