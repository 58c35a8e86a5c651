"""One process on a store, and none when it is gone."""

import subprocess
import sys
from pathlib import Path

import pytest

from kam_desktop.core.errors import StoreError
from kam_desktop.core.store import store_lock

HOLD = "import sys; from pathlib import Path; from kam_desktop.core.store import store_lock\n"
HOLD += "held = store_lock.take(Path(sys.argv[1])); print('held', flush=True); sys.stdin.read()"


def test_it_is_taken_once(tmp_path: Path) -> None:
    held = store_lock.take(tmp_path)
    for _ in range(2):
        with pytest.raises(StoreError, match="in_use"):
            store_lock.take(tmp_path)
    held.release()
    held.release()
    again = store_lock.take(tmp_path)
    held.release()
    with pytest.raises(StoreError, match="in_use"):
        store_lock.take(tmp_path)
    again.release()


def test_a_process_that_was_killed_holds_nothing(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLD, tmp_path], stdin=-1, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"held"
        with pytest.raises(StoreError, match="in_use"):
            store_lock.take(tmp_path)
        other.kill()
    store_lock.take(tmp_path).release()


def test_a_folder_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"place\.read_only"):
        store_lock.take(tmp_path / "missing")


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be removed there")
def test_who_opened_the_file_of_a_lock_that_was_removed_gets_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held, lock = store_lock.take(tmp_path), store_lock._lock

    def lock_late(descriptor: int) -> None:
        held.remove()
        lock(descriptor)

    with monkeypatch.context() as late:
        late.setattr(store_lock, "_lock", lock_late)
        with pytest.raises(StoreError, match="in_use"):
            store_lock.take(tmp_path)
    assert list(tmp_path.iterdir()) == []
    store_lock.take(tmp_path).release()
