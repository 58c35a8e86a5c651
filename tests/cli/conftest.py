"""Commands run in this process, against a store of the test's own."""

import json
from pathlib import Path
from typing import Any

import pytest

from conftest import LIGHT, PASSPHRASE
from kam_desktop import cli
from kam_desktop.core import opening

Run = Any


@pytest.fixture
def kam(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command and gives (exit code, its JSON or its text, what stood on stderr)."""
    monkeypatch.setenv("KAM_DESKTOP_PASSPHRASE", PASSPHRASE)

    def run(*argv: str, lang: str = "en", is_json: bool = True, on: str = "2026-06-15") -> tuple[int, Any, str]:
        common = ["--data-dir", str(folder), "--lang", lang, "--on", on, *(["--json"] if is_json else [])]
        code = cli.main([*common, *argv])
        out, err = capsys.readouterr()
        return code, (json.loads(out) if is_json and out.strip() else out), err

    return run


@pytest.fixture
def made(folder: Path) -> None:
    opening.create(folder, PASSPHRASE, author="刘敏", kdf=LIGHT).store.close()


@pytest.fixture
def store_at(folder: Path) -> Any:
    """Does something with the open store, between commands."""

    def run(work: Any) -> None:
        store = opening.unlock(folder, passphrase=PASSPHRASE)
        work(store)
        opening.close(store)

    return run


@pytest.fixture
def client(kam: Run, made: None, tmp_path: Path) -> str:
    """The name of a client that came with a file."""
    file = tmp_path / "a.csv"
    file.write_text("公司名称,客户等级,联系人,手机\n宁波恒远,A,周建明,13800138000\n", encoding="utf-8")
    assert kam("import", str(file))[0] == 0
    return "宁波恒远"
