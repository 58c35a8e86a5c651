"""``visit review|withdraw|correct|versions`` and ``coverage``, as scripts use them."""

import json
from pathlib import Path
from typing import Any

import pytest

Run = Any


@pytest.fixture
def report(kam: Run, made: None, tmp_path: Path) -> str:
    file = tmp_path / "a.csv"
    file.write_text("公司名称,客户等级,联系人,手机\n宁波恒远,A,周建明,13800138000\n", encoding="utf-8")
    assert kam("import", str(file))[0] == 0
    visit_id = kam("visit", "record", "--file", write(tmp_path))[1]["visit"]
    assert kam("visit", "submit", visit_id)[1]["state"] == "submitted"
    return str(visit_id)


def write(folder: Path, **given: Any) -> str:
    document = {
        "client": "宁波恒远", "on": "2026-06-12", "discussed": "谈了交期", "impression": 3,
        "commitments": [{"text": "寄样品", "due_on": "2026-06-20"}], "expenses": [{"text": "高速", "minor": 8650}],
    }  # fmt: skip
    file = folder / "visit.json"
    file.write_text(json.dumps(document | given, ensure_ascii=False), encoding="utf-8")
    return str(file)


def test_a_report_is_returned_with_a_remark_on_a_field(kam: Run, report: str, tmp_path: Path) -> None:
    wanted = ("visit", "review", report, "--return", "--remark", "写明日期", "--field", "discussed")
    assert kam(*wanted)[1] == {"visit": report, "state": "returned"}
    again = kam("visit", "record", "--id", report, "--file", write(tmp_path, discussed="谈了交期，20 日"))[1]
    assert again["state"] == "returned"  # until it is handed in again
    assert kam("visit", "submit", report)[1]["state"] == "submitted"
    assert kam("visit", "review", report, "--accept")[1]["state"] == "accepted"


def test_a_report_is_taken_back(kam: Run, report: str) -> None:
    assert kam("visit", "withdraw", report)[1] == {"visit": report, "state": "reported"}
    code, _, said = kam("visit", "withdraw", report)
    assert (code, bool(said.strip())) == (1, True)


def test_a_correction_shows_what_differs(kam: Run, report: str, tmp_path: Path) -> None:
    kam("visit", "review", report, "--accept")
    right = write(tmp_path, discussed="谈了价格", impression=4, expenses=[{"text": "高速", "minor": 9650}])
    made = kam("visit", "correct", report, "--file", right)[1]
    assert made["state"] == "reported"
    new, old = kam("visit", "versions", report)[1]
    assert [(each["id"], each["version"], each["state"]) for each in (new, old)] == [
        (made["visit"], 2, "reported"), (report, 1, "accepted"),
    ]  # fmt: skip
    found = {each["field"]: each for each in new["differences"]}
    assert set(found) == {"discussed", "impression", "expenses"}
    assert [(each["op"], each["text"]) for each in found["discussed"]["pieces"]] == [
        ("same", "谈了"), ("gone", "交期"), ("new", "价格"),
    ]  # fmt: skip
    assert (found["impression"]["before"], found["impression"]["after"]) == (3, 4)
    assert [(each["op"], each["value"]["minor"]) for each in found["expenses"]["rows"]] == [
        ("gone", 8650),
        ("new", 9650),
    ]
    text = kam("visit", "versions", report, is_json=False, lang="zh_CN")[1]
    assert "谈了[-交期-]{+价格+}" in text
    assert "满意度印象: [-3-] {+4+}" in text
    assert [row["visit"] for row in kam("visit", "list")[1]] == [made["visit"]]
    assert kam("report", "visit", report, "--out", str(tmp_path / "first.pdf"))[0] == 0
    assert kam("report", "visit", report, "--out", str(tmp_path / "first.csv"))[1]["rows"] == 1
    code, _, said = kam("visit", "correct", report, "--file", right, lang="zh_CN")
    assert code == 1
    assert said.strip()


def test_coverage_of_a_month(kam: Run, report: str) -> None:
    seen = kam("coverage", "--from", "2026-06-01", "--to", "2026-06-30")[1]
    assert (seen["from"], seen["to"], seen["target"]) == ("2026-06-01", "2026-06-30", 85)
    total = seen["rows"][0]
    assert (total["of"], total["owned"], total["met"], total["percent"], total["done"]) == ("total", 1, 1, 100, 1)
    assert {row["tier"] for row in seen["rows"] if row["of"] == "tier"} == {"A"}
    assert kam("coverage", "--manager", "没有这个人")[0] == 1
    assert "85%" in kam("coverage", is_json=False, lang="zh_CN")[2]
    assert kam("coverage", "--from", "2026-06-30", "--to", "2026-06-01")[0] == 1
