"""Coming events out of calendar files: categories, days, what cannot be used, and the same file twice."""

from datetime import date
from pathlib import Path

import pytest

from kam_desktop.core import interest_events
from kam_desktop.core.errors import FileError
from kam_desktop.core.interest_events import InterestDraft, Taken
from kam_desktop.core.store.database import Database
from kam_desktop.exchange import interest_files


def calendar(folder: Path, *events: str) -> Path:
    made = folder / "events.ics"
    text = "BEGIN:VCALENDAR\nVERSION:2.0\n" + "".join(f"BEGIN:VEVENT\n{each}\nEND:VEVENT\n" for each in events)
    made.write_text(text + "END:VCALENDAR\n", encoding="utf-8")
    return made


EXPO = "UID:e-1\nDTSTART;VALUE=DATE:20260910\nDTEND;VALUE=DATE:20260913\nSUMMARY:华东轮胎展\nLOCATION:上海\\, 浦东"
FINAL = "UID:f-1\nDTSTART:20260820T193000\nDTEND:20260820T220000\nSUMMARY:总决赛\nCATEGORIES:篮球,体育\nCATEGORIES:篮球"


def test_events_have_their_days_place_and_categories(tmp_path: Path) -> None:
    found = interest_files.read(calendar(tmp_path, EXPO, FINAL))
    assert found.drafts == (
        InterestDraft("华东轮胎展", date(2026, 9, 10), (), date(2026, 9, 12), "上海, 浦东", "e-1"),
        InterestDraft("总决赛", date(2026, 8, 20), ("篮球", "体育"), None, "", "f-1"),
    )
    assert (found.name, found.unusable, found.repeating) == ("events.ics", 0, 0)


def test_what_cannot_be_used_is_counted(tmp_path: Path) -> None:
    weekly = "UID:w\nDTSTART;VALUE=DATE:20260901\nSUMMARY:每周羽毛球\nRRULE:FREQ=WEEKLY"
    nameless, dayless = "UID:n\nDTSTART;VALUE=DATE:20260901", "UID:d\nSUMMARY:某日"
    cancelled = f"{FINAL}\nSTATUS:CANCELLED"
    found = interest_files.read(calendar(tmp_path, weekly, nameless, dayless, cancelled))
    assert ([each.title for each in found.drafts], found.unusable, found.repeating) == (["每周羽毛球"], 3, 1)


@pytest.mark.parametrize("text", ["姓名,电话\n周,1\n", "BEGIN:VCALENDAR\nEND:VCALENDAR\n"])
def test_a_file_without_events_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "x.ics"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(FileError):
        interest_files.read(file)


def test_the_same_file_twice_changes_nothing(tmp_path: Path, store: Database, today: date) -> None:
    nameless_id = FINAL.replace("UID:f-1\n", "")
    file = calendar(tmp_path, EXPO, nameless_id, EXPO)
    for expected in (Taken(new=2), Taken(same=2)):
        drafts = interest_files.read(file).drafts
        done = store.write(lambda s, d=drafts: interest_events.take(s, d, today=today))
        assert done.value == expected
    assert done.batch_id is None
    assert [row.title for row in store.read(lambda s: interest_events.rows(s, today=today))] == ["总决赛", "华东轮胎展"]
