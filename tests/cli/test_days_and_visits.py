"""Days as people write them, and visit documents, by the command line."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kam_desktop.core import clients, notes
from kam_desktop.core.notes import NoteDraft

Run = Any


def write(folder: Path, **document: Any) -> str:
    file = folder / "visit.json"
    file.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return str(file)


@pytest.mark.parametrize(
    ("said", "day"),
    [("10月8日", "2026-10-08"), ("10-08", "2026-10-08"), ("明天", "2026-06-16"), ("tomorrow", "2026-06-16"),
     ("+7", "2026-06-22")],
)  # fmt: skip
def test_the_next_touch_may_be_said_as_people_write(kam: Run, client: str, said: str, day: str) -> None:
    kam("log", client, "--channel", "call", "--outcome", "谈了交期", "--next", said)
    assert day in {row["due_on"] for row in kam("show", client)[1]["touches"]}


def test_a_touch_is_moved_to_such_a_day_and_never_into_the_past(kam: Run, client: str) -> None:
    kam("log", client, "--channel", "call", "--outcome", "谈了交期", "--next", "+1")
    [touch] = [
        row["id"]
        for row in kam("show", client)[1]["touches"]
        if (row["due_on"], row["reason"]) == ("2026-06-16", "booked")
    ]
    code, moved, _ = kam("touch", "move", touch, "--to", "6月20日")
    assert (code, moved["touch"]["due"]) == (0, "2026-06-20")
    code, _, said = kam("touch", "move", touch, "--to", "2026-06-01")
    assert code == 1
    assert "2026-06-01" in said
    assert kam("log", client, "--channel", "call", "--outcome", "a", "--next", "yesterday")[0] == 1


def test_a_day_that_is_none_is_wrong_usage(kam: Run, client: str) -> None:
    with pytest.raises(SystemExit) as ended:
        kam("log", client, "--channel", "call", "--outcome", "a", "--next", "someday")
    assert ended.value.code == 2


def test_the_day_that_counts_as_today_is_of_this_year(kam: Run, client: str) -> None:
    code, _, _ = kam("today", on="10月8日")
    assert code == 0


def test_what_is_due_tells_nothing_of_personal_notes(kam: Run, client: str, store_at: Any) -> None:
    def work(store: Any) -> None:
        client_id = store.read(lambda s: clients.find(s, client).id)
        for draft in (NoteDraft("对花生过敏"), NoteDraft("戒酒", is_private=True)):
            store.write(lambda s, draft=draft: notes.create(s, client_id, draft, today=date(2026, 6, 15)))

    store_at(work)
    kam("plan")
    told = (
        json.dumps(kam("today", on="2026-08-01")[1], ensure_ascii=False)
        + kam("today", on="2026-08-01", is_json=False)[1]
    )
    assert "花生" in told
    assert "戒酒" not in told


def test_a_visit_document_has_days_as_people_write_them(kam: Run, client: str, tmp_path: Path) -> None:
    promise = {"text": "寄样品", "due_on": "明天"}
    file = write(tmp_path, client=client, on="6月12日", next_visit_on="8-3", discussed="a", commitments=[promise])
    code, _, _ = kam("visit", "record", "--file", file)
    assert code == 0
    seen = kam("show", client)[1]
    assert seen["client"]["last_contact_on"] == "2026-06-12"
    assert "2026-08-03" in {row["due_on"] for row in seen["touches"]}
    assert "2026-06-16" in json.dumps(seen["commitments"])


@pytest.mark.parametrize(
    ("document", "wanted"),
    [
        ({"wrong": 1}, "no such field as “wrong”"),
        ({"expenses": [{"text": "a", "amount": 1}]}, "Known ones are: currency, minor, text"),
        ({"commitments": [{"text": "a", "due": "明天"}]}, "no such field as “due”"),
        ({"discussed": 5}, "should be a text"),
        ({"participants": "周建明"}, "should be a list of texts"),
        ({"commitments": ["寄样品"]}, "should be a list of objects"),
        ({"impression": "4"}, "should be a whole number"),
        ({"from": "2pm"}, "should be a time"),
        ({"next_visit_on": "someday"}, "should be a date"),
        ({"on": ""}, "“on” is missing"),
    ],
)
def test_what_is_wrong_with_a_visit_document_is_said(
    kam: Run, client: str, tmp_path: Path, document: dict[str, Any], wanted: str
) -> None:
    file = write(tmp_path, **{"client": client, "on": "2026-06-15", **document})
    code, out, said = kam("visit", "record", "--file", file)
    assert (code, out, said.count("\n")) == (1, "", 1)
    assert wanted in said
    assert kam("visit", "record", "--file", file, lang="zh_CN")[2].count("。") >= 1


@pytest.mark.parametrize(
    "argv",
    [
        ("export", "visits", "--out", "{folder}/v.csv"), ("export", "touches", "--out", "{folder}/t.ics"),
        ("visit", "list"), ("gift", "list"), ("report", "promises", "--out", "{folder}/p.pdf"),
        ("report", "visits", "--out", "{folder}/v.pdf"), ("coverage",), ("gift", "blackout", "add", "宁波恒远", "--title", "招标"),
    ],
)  # fmt: skip
def test_days_the_wrong_way_round_are_told(kam: Run, client: str, tmp_path: Path, argv: tuple[str, ...]) -> None:
    (folder := tmp_path / "out").mkdir()
    asked = [each.format(folder=folder) for each in argv]
    code, out, said = kam(*asked, "--from", "2026-12-01", "--to", "2026-01-01")
    assert (code, out, list(folder.iterdir())) == (1, "", [])
    assert said == "The last day 2026-01-01 lies before the first day 2026-12-01. Check the dates.\n"
    assert kam(*asked, "--from", "2026-06-01", "--to", "2026-06-01")[0] == 0
