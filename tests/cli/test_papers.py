"""``report`` in all its forms, and ``export visits``."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from conftest import LIGHT, PASSPHRASE
from kam_desktop.core import clients, opening, samples, visit_lists

from .conftest import Run


@pytest.fixture
def sample(folder: Path) -> dict[str, Any]:
    store = opening.create(folder, PASSPHRASE, author="刘敏", kdf=LIGHT).store
    store.write(lambda s: samples.fill(s, today=date(2026, 6, 15), number=12))
    client_id = store.read(lambda s: clients.ids(s, clients.Filter(tier="A"))[0])
    found = {
        "client": store.read(lambda s: clients.get(s, client_id).name),
        "visit": store.read(lambda s: visit_lists.ids(s))[-1],
    }
    store.close()
    return found


@pytest.mark.parametrize(
    ("arguments", "endings"),
    [
        (("dossier", "{client}"), ("pdf", "docx", "xlsx")),
        (("brief", "{client}", "--with-private"), ("pdf", "docx")),
        (("handover", "{client}", "--to-manager", "佟雅楠", "--from", "2026-07-01"), ("pdf", "docx", "xlsx")),
        (("promises", "--manager", "刘敏"), ("pdf", "docx", "xlsx", "csv")),
        (("weekly", "--from", "2026-06-08", "--to", "2026-06-14"), ("pdf", "docx", "xlsx")),
        (("visit", "{visit}"), ("pdf", "docx", "xlsx", "csv")),
        (("visits", "--from", "2026-05-01", "--to", "2026-05-31", "--unaccepted"), ("pdf", "docx", "xlsx", "csv")),
    ],
)
def test_each_report_in_each_form(
    kam: Run, sample: dict[str, Any], tmp_path: Path, arguments: Any, endings: Any
) -> None:
    given = [each.format(**sample) for each in arguments]
    for ending in endings:
        target = tmp_path / f"a.{ending}"
        code, told, _err = kam("report", *given, "--out", str(target))
        assert code == 0
        assert told["file"] == str(target)
        assert (told["pages"] is not None) == (ending == "pdf")
        assert target.stat().st_size > 50


def test_what_cannot_be_is_one_sentence(kam: Run, sample: dict[str, Any], tmp_path: Path) -> None:
    for arguments, code in (
        (("dossier", "nobody", "--out", str(tmp_path / "a.pdf")), 1),
        (("dossier", sample["client"], "--out", str(tmp_path / "a.csv")), 1),
        (("weekly", "--from", "2026-06-14", "--to", "2026-06-08", "--out", str(tmp_path / "a.pdf")), 1),
        (("brief", sample["client"], "--out", str(tmp_path / "gone" / "a.pdf")), 1),
    ):
        found, _told, err = kam("report", *arguments, is_json=False)
        assert found == code
        assert err.strip()
        assert "Traceback" not in err
    assert not list(tmp_path.glob("*.*"))


def test_private_facts_are_asked_for(kam: Run, sample: dict[str, Any], tmp_path: Path) -> None:
    bare, whole = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    kam("report", "dossier", sample["client"], "--out", str(bare))
    kam("report", "dossier", sample["client"], "--out", str(whole), "--with-private")
    assert whole.stat().st_size > bare.stat().st_size


def test_the_pages_are_said_in_words_too(kam: Run, sample: dict[str, Any], tmp_path: Path) -> None:
    _code, said, _err = kam("report", "brief", sample["client"], "--out", str(tmp_path / "b.pdf"), is_json=False)
    assert "b.pdf" in said
    assert json.dumps(said)
