"""Reports by the command line."""

import json
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

Run = Any


@pytest.fixture
def visited(kam: Run, made: None, tmp_path: Path) -> str:
    """A store with two clients and a visit to each, on 12 and 13 June; gives the id of the first."""
    file = tmp_path / "a.csv"
    file.write_text("公司名称,客户等级\n宁波恒远,A\n台州海辰,B\n", encoding="utf-8")
    assert kam("import", str(file))[0] == 0
    ids = []
    for client, on in (("宁波恒远", "2026-06-12"), ("台州海辰", "2026-06-13")):
        document = tmp_path / "visit.json"
        document.write_text(
            json.dumps(
                {"client": client, "on": on, "discussed": "谈了交期", "competitors": "东岭降价"}, ensure_ascii=False
            ),
            encoding="utf-8",
        )
        ids.append(kam("visit", "record", "--file", str(document))[1]["visit"])
    return str(ids[0])


def _text(file: Path, page: int = 0) -> str:
    document = pypdfium2.PdfDocument(file)
    text = document[page].get_textpage().get_text_range()
    document.close()
    return str(text)


def test_a_month_is_printed_without_saying_its_days(kam: Run, visited: str, tmp_path: Path) -> None:
    out = tmp_path / "月.pdf"
    code, told, _ = kam("report", "visits", "--out", str(out), lang="zh_CN")
    assert (code, told) == (0, {"file": str(out), "pages": 6})
    assert "2026 年 6 月" in _text(out)
    assert "报告 2 份" in _text(out)


def test_a_week_of_one_manager(kam: Run, visited: str, tmp_path: Path) -> None:
    out = tmp_path / "w.pdf"
    period = ("--from", "2026-06-08", "--to", "2026-06-14", "--manager", "刘敏")
    code, told, _ = kam("report", "visits", "--out", str(out), *period)
    assert code == 0
    assert told["pages"] > 4
    assert "Weekly visit report" in _text(out)
    assert "刘敏" in _text(out)


def test_days_without_visits_print_too(kam: Run, visited: str, tmp_path: Path) -> None:
    out = tmp_path / "n.pdf"
    code, told, _ = kam("report", "visits", "--out", str(out), "--from", "2025-01-01", "--to", "2025-01-20")
    assert (code, told["pages"]) == (0, 2)
    assert "No visits in this period" in _text(out, 1)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_same_visits_as_a_table(kam: Run, visited: str, tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"t.{ending}"
    code, told, _ = kam("report", "visits", "--out", str(out), "--client", "宁波恒远", lang="zh_CN")
    assert (code, told) == (0, {"file": str(out), "pages": None, "rows": 1})
    if ending == "csv":
        text = out.read_text(encoding="utf-8-sig")
        assert "宁波恒远" in text
        assert "台州海辰" not in text


def test_where_nobody_reviews_accepted_and_other_reports_are_in(kam: Run, visited: str, tmp_path: Path) -> None:
    assert kam("visit", "submit", visited)[0] == 0
    assert kam("visit", "review", visited, "--accept")[0] == 0
    out = tmp_path / "a.csv"
    assert kam("report", "visits", "--out", str(out))[1]["rows"] == 2
    assert kam("report", "visits", "--out", str(out), "--unaccepted")[1]["rows"] == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--out", "a.odt"), ".pdf, "),
        (("--out", "a.pdf", "--manager", "王五"), "王五"),
        (("--out", "a.pdf", "--client", "王五"), "王五"),
        (("--out", "a.pdf", "--from", "2026-06-02", "--to", "2026-06-01"), "2026-06-01"),
        (("--out", "no/such/folder/a.pdf"), "no/such/folder/a.pdf"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    kam: Run, visited: str, arguments: tuple[str, ...], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = kam("report", "visits", *arguments)
    assert (code, out) == (1, "")
    assert said in err
    assert err.count("\n") == 1
    assert not list(tmp_path.glob("*.pdf")) + list(tmp_path.glob(".*"))
