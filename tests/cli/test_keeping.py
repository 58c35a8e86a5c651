"""Check by the command line: a damaged store is told, with the way back."""

from pathlib import Path
from typing import Any

import pytest

from kam_desktop.core import clients

Run = Any


@pytest.mark.parametrize("place", [0.0, 0.3, 0.5, 0.8, 0.99])
def test_a_damaged_store_is_told_with_the_way_back(kam: Run, made: None, folder: Path, place: float) -> None:
    assert kam("sample", "--clients", "30")[0] == 0
    file = folder / "store.db"
    raw = bytearray(file.read_bytes())
    at = int(len(raw) * place)
    raw[at : at + 64] = bytes(each ^ 0xFF for each in raw[at : at + 64])
    file.write_bytes(raw)
    code, out, said = kam("check")
    assert (code, out["ok"]) == (1, False)
    assert out["findings"]
    assert "is damaged" in said
    assert "restore" in said
    assert "unexpected" not in said
    code, text, said = kam("check", is_json=False, lang="zh_CN")
    assert code == 1
    assert text.strip()
    assert "资料库已损坏" in said


def test_a_whole_store_is_ok(kam: Run, made: None) -> None:
    code, out, _ = kam("check")
    assert (code, out["ok"], out["findings"]) == (0, True, [])
    assert out["counts"]["client"] == 0


def test_backups_count_the_clients_that_are_there(kam: Run, made: None, store_at: Any) -> None:
    kam("sample", "--clients", "5")
    removed = kam("clients")[1][0]["id"]
    store_at(lambda store: store.write(lambda s: clients.remove(s, removed)))
    kam("backup")
    [found] = kam("backups")[1]
    assert (found["clients"], found["counts"]["client"]) == (4, 5)
    assert kam("backups", is_json=False)[1].splitlines()[1].split()[2] == "4"


@pytest.mark.parametrize(
    ("content", "en", "zh"),
    [
        (b"", "The first line of the passphrase file {file} is empty.", "口令文件 {file} 的第一行是空的。"),
        (b"\nsecret\n", "The first line of the passphrase file {file} is empty.", "口令文件 {file} 的第一行是空的。"),
        ("口令".encode("gb18030"), "The passphrase file {file} is not UTF-8.", "口令文件 {file} 不是 UTF-8 编码。"),
        (None, "{file} is a folder.", "{file} 是文件夹。"),
    ],
)
def test_a_passphrase_file_that_cannot_be_used_says_why(
    kam: Run, made: None, tmp_path: Path, content: bytes | None, en: str, zh: str
) -> None:
    file = tmp_path / "p.txt"
    if content is None:
        file.mkdir()
    else:
        file.write_bytes(content)
    for lang, expected in (("en", en), ("zh_CN", zh)):
        code, out, said = kam("--passphrase-file", str(file), "today", lang=lang)
        assert (code, out) == (1, "")
        assert said.startswith(expected.format(file=file))
    assert "was not found" in kam("--passphrase-file", str(tmp_path / "none"), "today")[2]


@pytest.mark.parametrize(
    "argv",
    [("import",), ("visit", "record", "--file"), ("gift", "rules", "--set"), ("packet", "take"), ("packet", "trust")],
)
def test_a_folder_in_the_place_of_a_file_is_told(kam: Run, client: str, tmp_path: Path, argv: tuple[str, ...]) -> None:
    assert kam(*argv, str(tmp_path))[::2] == (1, f"{tmp_path} is a folder. Name a file in it.\n")
