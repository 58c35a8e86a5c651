"""Duplicates and merging by command line."""

import json
from pathlib import Path
from typing import Any

import pytest

from conftest import LIGHT, PASSPHRASE
from kam_desktop import cli
from kam_desktop.core import opening

CSV = "公司名称,城市,编号\n宁波恒远轮胎有限公司,宁波,C-1\n恒远轮胎(宁波)公司,宁波,C-2\n台州海辰泵业有限公司,台州,C-3\n"


@pytest.fixture
def kam(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("KAM_DESKTOP_PASSPHRASE", PASSPHRASE)
    opening.create(folder, PASSPHRASE, author="刘敏", kdf=LIGHT).store.close()

    def run(*argv: str) -> tuple[int, Any, str]:
        code = cli.main(["--data-dir", str(folder), "--lang", "en", "--on", "2026-06-15", "--json", *argv])
        out, err = capsys.readouterr()
        return code, (json.loads(out) if out.strip() else None), err

    return run


def test_a_duplicate_is_found_merged_and_given_back(kam: Any, tmp_path: Path) -> None:
    file = tmp_path / "客户.csv"
    file.write_text(CSV, encoding="utf-8")
    kam("import", str(file))
    code, found, _ = kam("duplicates")
    assert code == 0
    assert [(each["certainty"], each["why"]) for each in found] == [("likely", "same name, but different numbers")]
    names = ("恒远轮胎(宁波)公司", "宁波恒远轮胎有限公司")
    _, shown, _ = kam("merge", *names, "--dry-run")
    assert shown["batch"] is None
    assert len(kam("clients")[1]) == 3
    code, done, _ = kam("merge", *names)
    assert (code, done["name"]) == (0, "宁波恒远轮胎有限公司")
    assert len(kam("clients")[1]) == 2
    _, again, _ = kam("import", str(file))
    assert again["files"][0]["created"] == 0
    assert len(kam("clients")[1]) == 2
    kam("undo", again["batch"])
    kam("undo", done["batch"])
    assert len(kam("clients")[1]) == 3


def test_a_client_is_not_merged_with_itself(kam: Any, tmp_path: Path) -> None:
    file = tmp_path / "客户.csv"
    file.write_text(CSV, encoding="utf-8")
    kam("import", str(file))
    code, _, said = kam("merge", "台州海辰泵业有限公司", "台州海辰泵业有限公司")
    assert code == 1
    assert "cannot be merged with itself" in said


def test_what_is_taken_of_a_person_is_said(kam: Any, tmp_path: Path) -> None:
    file = tmp_path / "客户.csv"
    people = ("宁波恒远轮胎有限公司,周建明,采购经理,13800138000,K-1", "宁波恒远轮胎厂,周建明,总经理,13800138000,K-2")
    file.write_text("\n".join(("公司名称,联系人,职务,手机,联系人编号", *people)), encoding="utf-8")
    kam("import", str(file))
    _, shown, _ = kam("merge", "宁波恒远轮胎厂", "宁波恒远轮胎有限公司", "--dry-run")
    assert [(each["name"], each["taken"]) for each in shown["contacts"]] == [
        ("周建明", {"title": "both", "external_no": "both"})
    ]
    assert shown["cut"] == []
