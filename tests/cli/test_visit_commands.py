"""``visit plan|record|cancel|list`` to the contract: every key, people, photos, what is late."""

import json
from pathlib import Path
from typing import Any

from PIL import Image

Run = Any


def write(folder: Path, **document: Any) -> str:
    file = folder / "visit.json"
    file.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return str(file)


def test_a_plan_is_made_changed_listed_and_called_off(kam: Run, client: str, tmp_path: Path) -> None:
    made = kam("visit", "plan", "--file", write(tmp_path, client=client, on="6-20", objective="备货"))[1]
    assert made["state"] == "planned"
    changed = write(tmp_path, client=client, on="6-22", objective="冬季备货")
    assert kam("visit", "plan", "--id", made["visit"], "--file", changed)[1] == made
    [row] = kam("visit", "list", "--state", "planned")[1]
    assert (row["visit"], row["on"], row["objective"], row["overdue"]) == (made["visit"], "2026-06-22", "冬季备货", 0)
    code, gone, _ = kam("visit", "cancel", made["visit"], "--reason", "客户出差")
    assert (code, gone) == (0, {"visit": made["visit"], "state": "cancelled"})
    assert kam("visit", "list", "--state", "planned")[1] == []
    code, out, said = kam("visit", "cancel", made["visit"], "--reason", "再取消")
    assert (code, out) == (1, "")
    assert said.strip()


def test_late_reports_are_listed(kam: Run, client: str, tmp_path: Path) -> None:
    for on in ("2026-06-01", "2026-06-14"):
        kam("visit", "record", "--file", write(tmp_path, client=client, on=on, discussed="a"))
    assert [(row["on"], row["overdue"]) for row in kam("visit", "list", "--late")[1]] == [("2026-06-01", 11)]
    assert [row["on"] for row in kam("visit", "list", "--from", "2026-06-10", "--to", "6-15")[1]] == ["2026-06-14"]
    assert "草稿" in kam("visit", "list", is_json=False, lang="zh_CN")[1]


def test_unknown_people_stay_names_unless_contacts_are_asked_for(kam: Run, client: str, tmp_path: Path) -> None:
    people = ["周建明", "王工", "王工", " "]
    names = write(tmp_path, client=client, on="6-12", discussed="a", participants=people)
    assert kam("visit", "record", "--file", names)[0] == 0
    assert [each["name"] for each in kam("show", client)[1]["contacts"]] == ["周建明"]
    made = write(tmp_path, client=client, on="6-13", discussed="a", participants=people, create_contacts=True)
    assert kam("visit", "record", "--file", made)[0] == 0
    assert [each["name"] for each in kam("show", client)[1]["contacts"]] == ["周建明", "王工"]
    wrong = write(tmp_path, client=client, on="6-13", create_contacts="yes")
    code, _, said = kam("visit", "record", "--file", wrong, lang="zh_CN")
    assert (code, "true" in said) == (1, True)


def test_photos_beside_the_document_and_one_that_is_none(kam: Run, client: str, tmp_path: Path) -> None:
    Image.new("RGB", (64, 48), "teal").save(tmp_path / "铭牌.png")
    (tmp_path / "bad.jpg").write_bytes(b"no photo")
    file = write(tmp_path, client=client, on="6-12", discussed="a", photos=["铭牌.png"])
    visit = kam("visit", "record", "--file", file)[1]["visit"]
    assert kam("report", "visit", visit, "--out", str(tmp_path / "r.pdf"))[0] == 0
    before = len(kam("visit", "list")[1])
    bad = write(tmp_path, client=client, on="6-12", discussed="a", photos=["铭牌.png", "bad.jpg"])
    code, out, said = kam("visit", "record", "--file", bad)
    assert (code, out) == (1, "")
    assert "bad.jpg" in said
    assert len(kam("visit", "list")[1]) == before
