"""Papers from the store: each form by its ending, many in one go, and what happens when it goes wrong."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pypdfium2
import pytest
from python_calamine import CalamineWorkbook

from kam_desktop import papers
from kam_desktop.core import clients, files, gifts, samples, settings, visit_lists
from kam_desktop.core.errors import FileError
from kam_desktop.core.rules.kinds import VisitState
from kam_desktop.core.store.database import Database
from kam_desktop.papers import ENDINGS, Kind, Order, Outcome, Wanted

TOOK_PLACE = (VisitState.REPORTED, VisitState.SUBMITTED, VisitState.ACCEPTED)


@pytest.fixture
def full(store: Database, today: date) -> Database:
    store.write(lambda s: samples.fill(s, today=today, number=12))
    return store


@pytest.fixture
def out(tmp_path: Path) -> Path:
    made = tmp_path / "out"
    made.mkdir()
    return made


@pytest.fixture
def client_id(full: Database) -> str:
    return str(full.read(lambda s: clients.ids(s, clients.Filter(tier="A"))[0]))


def visit_ids(store: Database, most: int = 5) -> tuple[str, ...]:
    return tuple(store.read(lambda s: visit_lists.ids(s, states=TOOK_PLACE)[:most]))


def go(store: Database, order: Order, today: date, stop_after: int = 10**9, told: list[int] | None = None) -> Outcome:
    counts = [] if told is None else told

    def is_cancelled() -> bool:
        return bool(counts) and counts[-1] >= stop_after

    def progress(done: int, _total: int, _text: str) -> None:
        counts.append(done)

    return store.read(lambda s: papers.run(s, order, today=today, progress=progress, is_cancelled=is_cancelled))


def pages_of(path: Path) -> int:
    document = pypdfium2.PdfDocument(path)
    try:
        return len(document)
    finally:
        document.close()


CHECKS: dict[str, Callable[[Path], Any]] = {
    ".pdf": pages_of,
    ".docx": lambda path: len(docx.Document(str(path)).paragraphs),
    ".xlsx": lambda path: len(CalamineWorkbook.from_path(str(path)).sheet_names),
    ".csv": lambda path: path.read_bytes().count(b"\r\n") - 1,
}


def _about(store: Database, kind: Kind, client_id: str) -> str:
    """The record that a paper of this kind is of."""
    if kind in (Kind.PERIOD, Kind.PROMISES, Kind.WEEKLY):
        return ""
    if kind is Kind.VISIT:
        return visit_ids(store)[0]
    return str(store.read(gifts.ids)[0]) if kind is Kind.STORY else client_id


@pytest.mark.parametrize(("kind", "ending"), [(kind, ending) for kind in Kind for ending in ENDINGS[kind]])
@pytest.mark.parametrize("lang", ["zh_CN", "en"])
def test_every_paper_is_written_in_every_form(
    full: Database, today: date, client_id: str, out: Path, kind: Kind, ending: str, lang: str
) -> None:
    about = _about(full, kind, client_id)
    wanted = Wanted(kind, about, only_accepted=False)
    target = out / f"纸{ending}"
    made = full.read(lambda s: papers.write(s, wanted, target, lang=lang, today=today))
    assert CHECKS[ending](target) >= 1
    assert (made.pages is not None) == (ending == ".pdf")
    if made.pages is not None:
        assert made.pages == pages_of(target)
    assert full.read(lambda s: papers.read(s, wanted, today=today).name(lang, ending)).endswith(ending)


def test_another_ending_is_refused_before_anything_is_read(full: Database, today: date, out: Path) -> None:
    for kind, name in (
        (Kind.BRIEF, "a.csv"),
        (Kind.WEEKLY, "a.csv"),
        (Kind.MAP, "a.docx"),
        (Kind.VISIT, "a.txt"),
        (Kind.VISIT, "a"),
    ):
        with pytest.raises(FileError) as caught:
            full.read(lambda s, k=kind, n=name: papers.write(s, Wanted(k, "nobody"), out / n, lang="en", today=today))
        assert caught.value.code == "export.unknown_ending"
    assert list(out.iterdir()) == []


def test_sheets_hold_dates_and_amounts_as_such(full: Database, today: date, client_id: str, out: Path) -> None:
    target = out / "a.xlsx"
    full.read(lambda s: papers.write(s, Wanted(Kind.DOSSIER, client_id), target, lang="zh_CN", today=today))
    book = CalamineWorkbook.from_path(str(target))
    assert book.sheet_names[0] == "客户档案"
    months = book.get_sheet_by_name("采购 · 月份").to_python()
    assert len(months) == 13
    assert all(isinstance(row[1], float) for row in months[1:])
    facts = book.get_sheet_by_name("来往摘要").to_python()
    assert facts[0] == ["日期", "事项", "内容"]
    assert isinstance(facts[1][0], date)


@pytest.mark.parametrize("ending", [".pdf", ".docx", ".xlsx", ".csv"])
def test_a_file_for_each(full: Database, today: date, out: Path, ending: str) -> None:
    ids, told = visit_ids(full), []
    order = Order(tuple(Wanted(Kind.VISIT, each) for each in ids), out, ending, "zh_CN")
    made = go(full, order, today, told=told)
    assert len(made.files) == len(ids) == len(set(made.files)) == made.papers
    assert told[-1] == len(ids)
    assert all(path.name.startswith("拜访报告_") and CHECKS[ending](path) >= 1 for path in made.files)
    again = go(full, order, today)
    assert not set(again.files) & set(made.files)  # nothing was overwritten
    assert again.files[0].stem == f"{made.files[0].stem} (2)"


@pytest.mark.parametrize("ending", [".pdf", ".docx", ".xlsx", ".csv"])
def test_all_in_one(full: Database, today: date, out: Path, ending: str) -> None:
    ids = visit_ids(full)
    wanted = tuple(Wanted(Kind.VISIT, each) for each in ids)
    made = go(full, Order(wanted, out, ending, "zh_CN", is_merged=True), today)
    assert [path.name for path in made.files] == [f"拜访报告合集_{today.isoformat()}{ending}"]
    assert made.papers == len(ids)
    if ending == ".pdf":
        apart = go(full, Order(wanted, out, ending, "zh_CN"), today)
        assert pages_of(made.files[0]) == sum(map(pages_of, apart.files))
    if ending == ".csv":
        assert CHECKS[ending](made.files[0]) >= len(ids)


def test_names_follow_the_pattern(full: Database, today: date, out: Path) -> None:
    full.write(lambda s: settings.put(s, "file_name_pattern", "{date} {client} {tier}"))
    made = go(full, Order((Wanted(Kind.VISIT, visit_ids(full)[0]),), out, ".pdf", "zh_CN"), today)
    assert made.files[0].name[:5].count("-") == 1
    assert "拜访报告" not in made.files[0].name


@pytest.mark.parametrize("is_merged", [False, True])
def test_stopped_in_the_middle_what_is_whole_stays(full: Database, today: date, out: Path, is_merged: bool) -> None:
    wanted = tuple(Wanted(Kind.VISIT, each) for each in visit_ids(full))
    made = go(full, Order(wanted, out, ".pdf", "zh_CN", is_merged), today, stop_after=2)
    assert made.is_cancelled
    assert len(made.files) + made.left == len(wanted)
    assert len(list(out.iterdir())) == len(made.files) == (0 if is_merged else 2)


def test_one_that_is_gone_is_named_and_the_others_are_written(full: Database, today: date, out: Path) -> None:
    ids = (visit_ids(full)[0], "nobody", visit_ids(full)[1])
    for is_merged in (False, True):
        order = Order(tuple(Wanted(Kind.VISIT, each) for each in ids), out, ".pdf", "zh_CN", is_merged)
        made = go(full, order, today)
        assert made.papers == 2
        assert [(each.name, each.error.code) for each in made.failures] == [("nobody", "visit.not_found")]


@pytest.mark.parametrize("is_merged", [False, True])
def test_a_folder_that_cannot_be_written_stops_at_once(full: Database, today: date, out: Path, is_merged: bool) -> None:
    gone = out / "a file"
    gone.write_text("x")
    wanted = tuple(Wanted(Kind.VISIT, each) for each in visit_ids(full))
    made = go(full, Order(wanted, gone, ".pdf", "zh_CN", is_merged), today)
    assert made.files == ()
    assert [each.error.code for each in made.failures] == ["file.not_writable"]
    assert made.left == len(wanted) - (0 if is_merged else 1)


@pytest.mark.parametrize("ending", [".pdf", ".docx", ".xlsx", ".csv"])
def test_a_full_disk_leaves_no_half_file(
    full: Database, today: date, out: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    def refuse(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    wanted = tuple(Wanted(Kind.VISIT, each) for each in visit_ids(full))
    monkeypatch.setattr(files.os, "fsync", refuse)
    made = go(full, Order(wanted, out, ending, "zh_CN"), today)
    assert [each.error.code for each in made.failures] == ["file.disk_full"]
    assert list(out.iterdir()) == []
