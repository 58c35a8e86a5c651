"""``export`` as scripts use it."""

import io
import json
import zipfile
from datetime import date
from pathlib import Path

import pytest

from kam_desktop import cli
from kam_desktop.core import opening, samples, segments
from kam_desktop.core.rules.criteria import Criterion
from kam_desktop.core.store.vault import Kdf

PASS = "correct horse battery"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KAM_DESKTOP_PASSPHRASE", PASS)
    folder = tmp_path / "store"
    store = opening.create(folder, PASS, author="刘敏", kdf=Kdf(8, 1, 1)).store
    store.write(lambda s: samples.fill(s, today=date(2026, 6, 15), number=15))
    store.close()
    return folder


def run(data: Path, *arguments: str) -> int:
    return cli.main(["--data-dir", str(data), "--lang", "zh_CN", "--on", "2026-06-15", "--json", *arguments])


@pytest.mark.parametrize(
    ("what", "name"),
    [("clients", "客户.xlsx"), ("clients", "c.csv"), ("contacts", "c.vcf"), ("visits", "v.xlsx"), ("gifts", "g.csv"),
     ("touches", "t.ics"), ("all", "all.zip")],
)  # fmt: skip
def test_each_form_is_written(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], what: str, name: str
) -> None:
    assert run(data, "export", what, "--out", str(tmp_path / name)) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["file"] == str(tmp_path / name)
    assert document["rows"] > 0
    assert (tmp_path / name).stat().st_size > 100


def test_private_facts_need_their_word(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "c.csv"
    run(data, "export", "contacts", "--out", str(file))
    assert "--with-private" in capsys.readouterr().err
    assert "忌讳" not in file.read_text("utf-8-sig")
    run(data, "export", "contacts", "--out", str(file), "--with-private")
    assert capsys.readouterr().err == ""
    assert "忌讳" in file.read_text("utf-8-sig")


def test_what_is_exported_imports_again_unchanged(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = str(tmp_path / "客户.xlsx")
    run(data, "export", "clients", "--out", file)
    capsys.readouterr()
    assert run(data, "import", file) == 0
    [done] = json.loads(capsys.readouterr().out)["files"]
    assert (done["created"], done["updated"], done["unchanged"], done["rejected"]) == (0, 0, 15, 0)


def test_a_period(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = str(tmp_path / "v.csv")
    run(data, "export", "visits", "--out", file)
    whole = json.loads(capsys.readouterr().out)["rows"]
    run(data, "export", "visits", "--out", file, "--from", "2026-05-01", "--to", "2026-06-15")
    assert json.loads(capsys.readouterr().out)["rows"] < whole
    assert run(data, "export", "clients", "--out", file, "--from", "2026-05-01") == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_the_clients_of_a_segment(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = opening.unlock(data, passphrase=PASS)
    store.write(lambda s: segments.save(s, "重点", (Criterion("tier", "any", ("A",)),)))
    store.close()
    file = tmp_path / "x.csv"
    assert run(data, "export", "clients", "--out", str(file), "--segment", "重点") == 0
    assert 0 < json.loads(capsys.readouterr().out)["rows"] < 15
    assert {line.split(",")[3] for line in file.read_text("utf-8-sig").splitlines()[1:]} == {'"A"'}
    assert run(data, "export", "clients", "--out", str(file), "--segment", "没有") == 1
    assert run(data, "export", "all", "--out", str(tmp_path / "x.zip"), "--segment", "重点") == 1


def test_what_cannot_be_done_is_one_sentence(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for out in ("x.pdf", "nowhere/x.csv", "x"):
        assert run(data, "export", "clients", "--out", str(tmp_path / out)) == 1
        told = capsys.readouterr()
        assert told.out == ""
        assert told.err.count("\n") == 1
    assert sorted(each.name for each in tmp_path.iterdir()) == ["store"]
    with pytest.raises(SystemExit) as wrong:
        run(data, "export", "nonsense", "--out", "x.csv")
    assert wrong.value.code == 2


def test_the_archive_reads_without_the_program(data: Path, tmp_path: Path) -> None:
    run(data, "export", "all", "--out", str(tmp_path / "a.zip"))
    archive = zipfile.ZipFile(io.BytesIO((tmp_path / "a.zip").read_bytes()))
    assert json.loads(archive.read("manifest.json"))["counts"]["client"] == 15
