"""Many reports in the window: from a list or a period, one file or many, stopped, and told honestly."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kam_desktop.ui.exports.papers_page import PapersPage
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.visits.list_page import VisitsPage
from ui.visit_ground import Ground, Told, ground, show


@pytest.fixture
def home(qtbot: QtBot, tmp_path: Path) -> Iterator[Ground]:
    with ground(tmp_path / "store") as made:
        yield made


@pytest.fixture
def out(tmp_path: Path) -> Path:
    made = tmp_path / "out"
    made.mkdir()
    return made


def opened(qtbot: QtBot, home: Ground, out: Path, **args: object) -> tuple[PapersPage, Told]:
    page = PapersPage(home.tasks)
    told = Told(page, home.tasks)
    qtbot.addWidget(page)
    show(qtbot, page, Route("papers", "", args))
    page.form.place.setText(str(out))
    qtbot.waitUntil(lambda: page.form._pattern != "")
    return page, told


def press(qtbot: QtBot, page: PapersPage) -> str:
    QTest.mouseClick(page.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.done.isVisible() or page.form.place_field.error is not None, timeout=20_000)
    return page.done.told()


def test_a_file_for_each_of_the_list(qtbot: QtBot, home: Ground, out: Path) -> None:
    ids = [home.report(objective=f"第 {at} 次") for at in range(3)]
    page, told = opened(qtbot, home, out, ids=tuple(ids))
    assert "3 of the list" in page.form.source.chip("list").text()
    assert not page.form.period.isVisible()
    said = press(qtbot, page)
    assert "3 file(s) written" in said
    assert len(list(out.iterdir())) == 3
    assert all(path.name.startswith("拜访报告_苏州瑞川机械_2026-09-16") for path in out.iterdir())
    assert not told.unexpected
    assert page.on_escape()
    assert not page.done.isVisible()


def test_all_in_one_word_file_of_a_period(qtbot: QtBot, home: Ground, out: Path) -> None:
    for _ in range(2):
        home.report()
    page, _told = opened(qtbot, home, out, first_on="2026-09-01", last_on="2026-09-30", manager="刘敏")
    assert page.form.period.isVisible()
    QTest.mouseClick(page.form.format.chip(".docx"), Qt.MouseButton.LeftButton)
    QTest.mouseClick(page.form.joined.chip("one"), Qt.MouseButton.LeftButton)
    assert "拜访报告合集" in (page.form.place_field.hint or "")
    QTest.mouseClick(page.form.language.chip("en"), Qt.MouseButton.LeftButton)
    assert "visit-reports_2026-09-16.docx" in page.form.place_field.hint
    press(qtbot, page)
    assert [path.name for path in out.iterdir()] == ["visit-reports_2026-09-16.docx"]


def test_a_period_without_visits_says_so(qtbot: QtBot, home: Ground, out: Path) -> None:
    page, _told = opened(qtbot, home, out, first_on=date(2020, 1, 1), last_on=date(2020, 1, 31))
    said = press(qtbot, page)
    assert "Nothing was written" in said
    assert "There is no visit in these days." in said
    assert not page.done.button.isVisible()


def test_dossiers_of_chosen_clients(qtbot: QtBot, home: Ground, out: Path) -> None:
    page, _told = opened(qtbot, home, out, paper="dossier", ids=(home.client_id,))
    assert not page.form.period.isVisible()
    assert page.form.format.names() == (".pdf", ".docx", ".xlsx")
    press(qtbot, page)
    assert [path.name for path in out.iterdir()] == ["客户档案_苏州瑞川机械_2026-09-16.pdf"]


def test_a_folder_that_is_not_there_is_said_at_its_field(qtbot: QtBot, home: Ground, out: Path) -> None:
    page, _told = opened(qtbot, home, out, ids=(home.report(),))
    page.form.place.setText(str(out / "gone"))
    press(qtbot, page)
    assert "gone" in (page.form.place_field.error or "")
    QTest.keyClicks(page.form.place, "x")
    assert page.form.place_field.error is None


def test_what_failed_is_named(qtbot: QtBot, home: Ground, out: Path) -> None:
    page, _told = opened(qtbot, home, out, ids=(home.report(), "nobody"))
    said = press(qtbot, page)
    assert "1 file(s) written" in said
    assert "nobody：" in said


def test_stopping_leaves_what_is_whole(qtbot: QtBot, home: Ground, out: Path) -> None:
    ids = tuple(home.report() for _ in range(12))
    page, _told = opened(qtbot, home, out, ids=ids)
    QTest.mouseClick(page.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(list(out.glob("*.pdf"))) >= 1, timeout=20_000)
    assert page.advance.isVisible()
    with qtbot.waitSignal(home.tasks.run_ended, timeout=500):  # within half a second
        QTest.mouseClick(page.advance.cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.done.isVisible)
    said, written = page.done.told(), len(list(out.iterdir()))
    assert written < 12
    assert f"{written} file(s) written" in said
    assert f"Stopped; {12 - written} report(s) were not written." in said


def test_the_list_of_visits_sends_the_chosen_rows(qtbot: QtBot, home: Ground) -> None:
    ids = [home.report() for _ in range(3)]
    page = VisitsPage(home.tasks)
    told = Told(page, home.tasks)
    qtbot.addWidget(page)
    show(qtbot, page, Route("visits"))
    qtbot.waitUntil(lambda: len(page.model.ids) == 3)
    next(each for each in page.make_menu().actions() if each.text().startswith("Export reports")).trigger()
    assert set(told.routes[-1].args["ids"]) == set(ids)
    page.table.setFocus()
    page.table.selectRow(0)
    qtbot.keyClick(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(page.table, Qt.Key.Key_E)
    assert told.routes[-1].page == "papers"
    assert len(told.routes[-1].args["ids"]) == 2
    qtbot.keyClick(page.table, Qt.Key.Key_W)
    assert told.routes[-1] == Route("weekly")
