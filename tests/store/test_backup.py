"""Verified copies and the way back from them."""

import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from conftest import LIGHT, PASSPHRASE
from kam_desktop.core import opening
from kam_desktop.core.errors import FileError, KamError, Locked, StoreError
from kam_desktop.core.store import backup, database, vault
from kam_desktop.core.store.database import Database
from kam_desktop.core.store.tables import Client


def names(store: Database) -> list[str]:
    return sorted(store.read(lambda s: [row.name for row in s.query(Client)]))


def add(store: Database, name: str) -> None:
    store.write(lambda s: s.add(Client(name=name)))


def test_a_backup_holds_all_that_was_saved(store: Database, folder: Path) -> None:
    add(store, "甲")
    made = backup.make(folder, store.data_key)
    assert made.counts["client"] == 1
    assert backup.listed(folder) == [made]
    add(store, "乙")
    store.close()
    assert backup.restore(folder, made.file, passphrase=PASSPHRASE).counts == made.counts
    again = opening.unlock(folder, passphrase=PASSPHRASE)
    assert names(again) == ["甲"]
    again.close()


def test_the_copy_of_the_day_is_made_again_once_it_holds_far_less_than_there_is(store: Database) -> None:
    assert opening.back_up_daily(store) is not None
    assert opening.back_up_daily(store) is None
    for name in ("甲", "乙", "丙"):
        add(store, name)
    again = opening.back_up_daily(store)
    assert again is not None
    assert again.clients == 3
    add(store, "丁")
    assert opening.back_up_daily(store) is None


def test_what_is_saved_meanwhile_is_not_in_a_backup_and_does_not_make_it_begin_anew(
    store: Database, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(store, "甲")
    steps: list[int] = []

    def settle(_stream: object) -> None:
        steps.append(len(steps))
        if len(steps) < 100:
            add(store, f"乙{len(steps)}")

    monkeypatch.setattr(backup, "_PAGES", 20)
    monkeypatch.setattr(backup, "_settle", settle)
    made = backup.make(folder, store.data_key)
    assert made.counts["client"] == 1
    assert 4 < len(steps) < 100
    assert len(names(store)) == len(steps) + 1


def test_what_was_there_is_moved_aside(store: Database, folder: Path) -> None:
    add(store, "甲")
    made = backup.make(folder, store.data_key)
    add(store, "乙")
    store.close()
    backup.restore(folder, made.file, passphrase=PASSPHRASE)
    [aside] = folder.glob("replaced-*")
    assert {"store.db", "vault.json"} <= {file.name for file in aside.iterdir()}
    counts = backup.verify(aside / "store.db", vault.unlock(aside, passphrase=PASSPHRASE))
    assert counts["client"] == 2


def test_a_backup_opens_on_another_computer(store: Database, folder: Path, tmp_path: Path) -> None:
    add(store, "甲")
    made = backup.make(folder, store.data_key, to=tmp_path / "usb")
    other = tmp_path / "other"
    restored = opening.restore(other, made.file, PASSPHRASE)
    assert names(restored) == ["甲"]
    restored.close()


def test_wrong_passphrase_changes_nothing(store: Database, folder: Path) -> None:
    add(store, "甲")
    made = backup.make(folder, store.data_key)
    store.close()
    with pytest.raises(Locked):
        backup.restore(folder, made.file, passphrase="not the one")
    assert sorted(file.name for file in folder.iterdir() if "restore" in file.name or "replaced" in file.name) == []
    again = opening.unlock(folder, passphrase=PASSPHRASE)
    assert names(again) == ["甲"]
    again.close()


def test_a_damaged_backup_is_refused(store: Database, folder: Path) -> None:
    for number in range(40):
        add(store, f"客户{number}")
    made = backup.make(folder, store.data_key)
    store.close()
    raw = bytearray(made.file.read_bytes())
    raw[len(raw) // 2] ^= 1
    made.file.write_bytes(raw)
    with pytest.raises(StoreError, match=r"backup\.damaged"):
        backup.restore(folder, made.file, passphrase=PASSPHRASE)
    opening.unlock(folder, passphrase=PASSPHRASE).close()


def test_another_file_is_not_a_backup(store: Database, folder: Path, tmp_path: Path) -> None:
    text = tmp_path / "x.kambackup"
    text.write_text("no")
    with pytest.raises(FileError, match="not_one"):
        backup.restore(folder, text, passphrase=PASSPHRASE)
    with zipfile.ZipFile(text, "w") as packed:
        packed.writestr("manifest.json", "[]")
    with pytest.raises(KamError):
        backup.restore(folder, text, passphrase=PASSPHRASE)


def test_restoring_under_an_open_window_is_refused(store: Database, folder: Path) -> None:
    made = backup.make(folder, store.data_key)
    with pytest.raises(StoreError, match="in_use"):
        backup.restore(folder, made.file, passphrase=PASSPHRASE)


def test_an_interrupted_swap_is_finished_at_the_next_start(store: Database, folder: Path) -> None:
    add(store, "甲")
    made = backup.make(folder, store.data_key)
    add(store, "乙")
    store.close()
    ready = folder / backup.READY
    ready.mkdir()
    with zipfile.ZipFile(made.file) as packed:
        for name in backup.MEMBERS:
            packed.extract(name, ready)
    (folder / "store.db").rename(folder / "gone.db")  # the power went between two renames
    again = opening.unlock(folder, passphrase=PASSPHRASE)
    assert names(again) == ["甲"]
    assert not ready.exists()
    again.close()


def test_a_backup_that_cannot_be_written_leaves_no_half_file(store: Database, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "blocked").write_text("a file in the way")
    with pytest.raises(FileError):
        backup.make(folder, store.data_key, to=tmp_path / "blocked" / "here")
    assert backup.listed(folder) == []


def test_a_full_disk_is_told_of_the_folder_that_was_asked_for(
    store: Database, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect = database.connect

    def small(path: Path, data_key: bytes) -> Any:
        made = connect(path, data_key)
        if tmp_path / "there" in path.parents:
            made.execute("PRAGMA max_page_count=3")
        return made

    monkeypatch.setattr(database, "connect", small)
    with pytest.raises(FileError) as caught:
        backup.make(folder, store.data_key, to=tmp_path / "there")
    assert (caught.value.code, caught.value.params) == ("backup.disk_full", {"path": str(tmp_path / "there")})
    assert list((tmp_path / "there").iterdir()) == []


def test_thinning_keeps_days_weeks_and_months(store: Database, folder: Path) -> None:
    now = datetime(2026, 6, 15, 20, 0, tzinfo=UTC)
    target = backup.folder_of(folder)
    target.mkdir()
    for days in range(0, 400, 1):
        at = now - timedelta(days=days)
        file = target / f"kam-{at:%Y%m%d-%H%M%S}-000.kambackup"
        with zipfile.ZipFile(file, "w") as packed:
            packed.writestr("manifest.json", f'{{"at": "{at.isoformat()}", "why": "daily", "counts": {{}}}}')
    backup.thin(folder, now)
    left = [(now - each.at).days for each in backup.listed(folder)]
    assert left[:12] == list(range(12))
    assert 20 <= len(left) <= 31
    assert max(left) >= 220


def test_an_open_store_goes_back_with_its_key_and_its_present_passphrase(store: Database, folder: Path) -> None:
    add(store, "甲")
    made = backup.make(folder, store.data_key)
    add(store, "乙")
    opening.change_passphrase(store, PASSPHRASE, "another passphrase", LIGHT)
    opening.prepare_restore(store, made.file)
    assert names(store) == ["乙", "甲"]  # nothing is touched while it is open
    data_key = store.data_key
    opening.close(store)
    again = opening.reopen(folder, data_key)
    assert names(again) == ["甲"]
    newest = backup.listed(folder)[0]
    assert (newest.why, newest.clients) == ("restore", 2)  # the way back
    opening.close(again)
    opening.close(opening.unlock(folder, passphrase="another passphrase"))


def test_a_restore_that_was_made_ready_is_finished_by_unlocking(store: Database, folder: Path) -> None:
    add(store, "甲")
    made = backup.make(folder, store.data_key)
    add(store, "乙")
    opening.prepare_restore(store, made.file)
    opening.close(store)
    again = opening.unlock(folder, passphrase=PASSPHRASE)
    assert names(again) == ["甲"]
    opening.close(again)


def test_the_backup_of_another_store_is_refused(store: Database, folder: Path, tmp_path: Path) -> None:
    other = opening.create(tmp_path / "other", PASSPHRASE, kdf=LIGHT).store
    made = opening.back_up(other)
    opening.close(other)
    with pytest.raises(StoreError):
        opening.prepare_restore(store, made.file)
    assert not list(folder.glob("restore-*"))
