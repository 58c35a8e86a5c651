"""The child process: its limits, its end, what it imports, and how little it costs."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from exchange import outside
from kam_desktop import words
from kam_desktop.core.errors import Cancelled, FileError
from kam_desktop.exchange import sandbox

SOURCE = Path(sandbox.__file__).parents[2]


def large(folder: Path, rows: int = 60_000) -> Path:
    return outside.put(folder, "公司,城市,备注\n" + "恒瑞,上海,很长的备注很长的备注很长的备注\n" * rows)


def refusal(path: Path, **limits: float) -> FileError:
    with pytest.raises(FileError) as caught:
        sandbox.parse(path, limits=sandbox.Limits(**limits))  # type: ignore[arg-type]
    return caught.value


def test_progress_counts_rows_and_the_time_left(tmp_path: Path) -> None:
    seen: list[sandbox.Progress] = []
    parsed = sandbox.parse(large(tmp_path, 2000), progress=seen.append)
    assert len(parsed.rows) == 2000
    assert [p.rows for p in seen] == sorted(p.rows for p in seen)
    assert seen[-1].rows == 2000
    assert 0 < seen[0].share <= seen[-1].share <= 1
    assert 0 < seen[-1].seconds_left < sandbox.Limits().wall_seconds


def test_a_person_can_stop_it(tmp_path: Path) -> None:
    seen: list[sandbox.Progress] = []
    with pytest.raises(Cancelled):
        sandbox.parse(large(tmp_path), progress=seen.append, cancelled=lambda: bool(seen))
    assert seen[-1].rows < 60_000
    assert threading.active_count() == 1


def test_the_time_ends(tmp_path: Path) -> None:
    assert refusal(large(tmp_path), wall_seconds=0.02).code == "file.too_slow"


def test_the_size_ends(tmp_path: Path) -> None:
    error = refusal(outside.put(tmp_path, b"x" * 2_000_000), file_bytes=1 << 20)
    assert (error.code, error.params) == ("file.too_large", {"mib": 1, "limit": 1})


@pytest.mark.skipif(sys.platform != "linux", reason="limits of memory and time of the processor")
def test_memory_and_time_of_the_processor_end(tmp_path: Path) -> None:
    path = outside.put(tmp_path, "公司,城市\n".encode() + "恒瑞,上海\n".encode() * 4_000_000)
    assert refusal(path, memory_bytes=120 << 20).code == "file.too_much_memory"
    assert refusal(path, cpu_seconds=1).code == "file.too_slow"


def test_what_is_no_file(tmp_path: Path) -> None:
    assert refusal(tmp_path / "nowhere.csv").code == "file.not_found"
    assert refusal(tmp_path).code == "file.is_folder"


def test_names_of_every_kind_reach_the_child(tmp_path: Path) -> None:
    path = outside.put(tmp_path, "公司,城市\n恒瑞,上海\n", "客户 名单 'a\" $(x) %.csv")
    assert sandbox.parse(path).rows[0].cells == ("恒瑞", "上海")


def test_the_child_imports_nothing_heavy() -> None:
    code = "import sys; before=set(sys.modules); import kam_desktop.exchange.child; "
    code += "import kam_desktop.exchange.readers.csv_text; print(' '.join(sorted(set(sys.modules)-before)))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(SOURCE)},
    )
    modules = set(done.stdout.split())
    heavy = {
        "sqlalchemy",
        "PySide6",
        "python_calamine",
        "chardet",
        "dataclasses",
        "pathlib",
        "zipfile",
        "vobject",
        "pypinyin",
        "asyncio",
    }
    assert not modules & heavy
    assert not any(name.startswith("kam_desktop.core.rules") for name in modules)


def test_nothing_is_unpickled() -> None:
    for file in (SOURCE / "kam_desktop" / "exchange").rglob("*.py"):
        assert not {"import pickle", "import marshal"} & set(file.read_text(encoding="utf-8").splitlines()), file


def test_every_refusal_has_words_in_both_languages() -> None:
    params = {
        "path": "p",
        "reason": "r",
        "mib": 1,
        "limit": 1,
        "line": 1,
        "sheet": "s",
        "encoding": "e",
        "field": "f",
        "heading": "h",
        "known": "k",
    }
    keys = [key for key in words.catalogue("en") if key.startswith(("error.file.", "error.mapping."))]
    assert len(keys) >= 17
    for lang in words.LANGUAGES:
        for key in keys:
            assert words.sentence(lang, FileError(key.removeprefix("error."), **params))
