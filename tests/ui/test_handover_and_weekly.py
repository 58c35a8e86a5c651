"""The pages to hand a client over and to write the week's report: drafted, typed, kept, looked at, done."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from kam_desktop.core import clients, handovers, settings, weekly
from kam_desktop.core.clients import ClientDraft
from kam_desktop.ui.handover.page import HandoverPage
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.page import Page
from kam_desktop.ui.settings.documents import DocumentsSection
from kam_desktop.ui.weekly.page import WeeklyPage
from ui.visit_ground import TODAY, Ground, Told, ground, show

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def home(qtbot: QtBot, tmp_path: Path) -> Iterator[Ground]:
    with ground(tmp_path / "store") as made:
        made.write(lambda s: clients.create(s, ClientDraft("乙", owner="佟雅楠"), today=TODAY))
        made.write(lambda s: setattr(clients.get(s, made.client_id), "owner", "刘敏"))
        yield made


def opened(qtbot: QtBot, home: Ground, page: Page, route: Route) -> Told:
    told = Told(page, home.tasks)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    show(qtbot, page, route)
    return told


def handover(qtbot: QtBot, home: Ground) -> tuple[HandoverPage, Told]:
    page = HandoverPage(home.tasks)
    told = opened(qtbot, home, page, Route("handover", home.client_id))
    qtbot.waitUntil(lambda: page.points[0].text() != "")
    return page, told


def test_it_begins_with_what_the_facts_say(qtbot: QtBot, home: Ground) -> None:
    page, _told = handover(qtbot, home)
    assert any("顾思远的忌讳。花粉过敏，勿送花" in line.text() for line in page.points)
    assert page.to.currentText() == ""
    assert page.to.findText("佟雅楠") >= 0
    assert page.to.findText("刘敏") < 0
    assert home.read(lambda s: handovers.kept(s, home.client_id)) is None  # looking keeps nothing


def test_what_is_typed_is_kept_and_comes_back(qtbot: QtBot, home: Ground) -> None:
    page, told = handover(qtbot, home)
    page.points[1].setFocus()
    page.points[1].selectAll()
    qtbot.keyClicks(page.points[1], "No longer credit. 75 days at most.")
    page.to.setCurrentText("佟雅楠")
    page.split.add.click()
    line = page.split._lines[0]
    line.day.setFocus()
    qtbot.keyClicks(line.day, "2026-10-01")
    line.percent.setFocus()
    line.percent.setValue(40)
    page.notes.setPlainText("钥匙在前台")
    qtbot.waitUntil(lambda: not page.autosave.is_due(), timeout=3000)
    kept = home.read(lambda s: handovers.kept(s, home.client_id))
    assert kept.points[1] == "No longer credit. 75 days at most."
    assert (kept.to_owner, kept.notes) == ("佟雅楠", "钥匙在前台")
    assert [(part.from_on, part.percent) for part in kept.split] == [(date(2026, 10, 1), 40)]
    assert page.autosave.label.text().startswith("Saved at")
    again = HandoverPage(home.tasks)
    opened(qtbot, home, again, Route("handover", home.client_id))
    qtbot.waitUntil(lambda: again.points[1].text() == "No longer credit. 75 days at most.")
    assert again.split.parts() == kept.split
    assert not told.unexpected
    assert not told.refused


def test_the_book_is_looked_at_with_what_was_typed_a_moment_ago(qtbot: QtBot, home: Ground) -> None:
    page, told = handover(qtbot, home)
    page.points[0].setText("")
    qtbot.keyClicks(page.points[0], "first thing")
    page.print_page()
    qtbot.waitUntil(lambda: bool(told.routes))
    args = {"paper": "handover", "to_manager": "", "first_on": "2026-09-16"}
    assert told.routes[-1] == Route("preview", home.client_id, args)
    assert home.read(lambda s: handovers.kept(s, home.client_id)).points[0] == "first thing"


def test_handing_over_goes_to_the_client_and_offers_undo(qtbot: QtBot, home: Ground) -> None:
    page, told = handover(qtbot, home)
    page.to.setCurrentText("佟雅楠")
    qtbot.keyClick(page, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: any(route.page == "client" for route in told.routes), timeout=5000)
    assert home.read(lambda s: clients.get(s, home.client_id).owner) == "佟雅楠"
    qtbot.waitUntil(lambda: any(notice.batch_id for notice in told.notices))
    assert "苏州瑞川机械有限公司" in told.notices[-1].text


def test_nobody_named_is_said_at_the_field(qtbot: QtBot, home: Ground) -> None:
    page, told = handover(qtbot, home)
    page.setFocus()  # as the window does
    assert page.to.hasFocus()
    page.hand_over()
    qtbot.waitUntil(lambda: page.form.fields["to_owner"].error is not None)
    qtbot.keyClicks(page.to, "t")
    assert page.form.fields["to_owner"].error is None
    assert home.read(lambda s: clients.get(s, home.client_id).owner) == "刘敏"
    assert not told.routes


def week(qtbot: QtBot, home: Ground, **args: str) -> tuple[WeeklyPage, Told]:
    page = WeeklyPage(home.tasks)
    told = opened(qtbot, home, page, Route("weekly", "", args))
    qtbot.waitUntil(lambda: page._shown is not None)
    return page, told


def test_a_week_is_drafted_from_the_log(qtbot: QtBot, home: Ground) -> None:
    home.report()
    page, _told = week(qtbot, home)
    assert "拜访 1 次，见到客户 1 家（苏州瑞川机械）。" in page.summary.toPlainText()
    assert [figure.value() for figure in page.figures] == ["1", "1", "0", "0"]
    first, last = weekly.week_of(TODAY)
    assert home.read(lambda s: weekly.kept_texts(s, manager="", first_on=first, last_on=last)) is None


def test_texts_are_kept_for_their_week(qtbot: QtBot, home: Ground) -> None:
    page, told = week(qtbot, home)
    page.summary.selectAll()
    qtbot.keyClicks(page.summary, "this week was good")
    qtbot.waitUntil(lambda: not page.autosave.is_due(), timeout=3000)
    page.before.click()
    qtbot.waitUntil(lambda: page._shown is not None and page._shown.first_on == date(2026, 9, 7))
    assert "this week" not in page.summary.toPlainText()
    page.after.click()
    qtbot.waitUntil(lambda: page.summary.toPlainText() == "this week was good")
    home.report()
    page.mark_stale()  # a visit more does not push aside what was written
    qtbot.waitUntil(lambda: page.figures[0].value() == "1")
    assert page.summary.toPlainText() == "this week was good"
    page.again.click()
    assert "见到客户 1 家" in page.summary.toPlainText()
    page.print_page()
    qtbot.waitUntil(lambda: bool(told.routes))
    assert told.routes[-1].args == {"paper": "weekly", "manager": "", "first_on": "2026-09-14", "last_on": "2026-09-20"}


def test_typing_and_turning_the_week_at_once_loses_nothing(qtbot: QtBot, home: Ground) -> None:
    page, _told = week(qtbot, home)
    page.plans.selectAll()
    qtbot.keyClicks(page.plans, "go to Hefei")
    page.after.click()
    qtbot.waitUntil(lambda: page._shown is not None and page._shown.first_on == date(2026, 9, 21))
    kept = home.read(lambda s: weekly.kept_texts(s, manager="", first_on=date(2026, 9, 14), last_on=date(2026, 9, 20)))
    assert kept is not None
    assert kept.plans == "go to Hefei"
    assert "Hefei" not in page.plans.toPlainText()


@contextmanager
def busy_writer(home: Ground, page: Page) -> Iterator[None]:
    """The writer has something long in hand."""
    gate = Event()
    home.tasks.read(page, lambda _session: gate.wait(20), done=lambda _told: None, after_writes=True)
    try:
        yield
    finally:
        gate.set()


def test_a_busy_writer_gives_each_client_its_own_text(qtbot: QtBot, home: Ground) -> None:
    page, told = handover(qtbot, home)
    other = home.read(lambda s: next(s.execute(text("SELECT id FROM client WHERE name = '乙'")).scalars()))
    with busy_writer(home, page):
        page.notes.setFocus()
        qtbot.keyClicks(page.notes, "first")
        qtbot.wait(800)
        qtbot.keyClicks(page.notes, " second")
        page.show_route(Route("handover", other))
        qtbot.waitUntil(lambda: page.notes.toPlainText() == "")
        qtbot.keyClicks(page.notes, "of the other")
        qtbot.wait(800)
    qtbot.waitUntil(lambda: not page.autosave.is_due(), timeout=3000)
    assert home.read(lambda s: handovers.kept(s, home.client_id)).notes == "first second"
    assert home.read(lambda s: handovers.kept(s, other)).notes == "of the other"
    page.show_route(Route("handover", home.client_id))
    qtbot.waitUntil(lambda: page.notes.toPlainText() == "first second")
    qtbot.keyClicks(page.notes, "! ")
    qtbot.waitUntil(lambda: not page.autosave.is_due(), timeout=3000)
    assert home.read(lambda s: handovers.kept(s, home.client_id)).notes == "! first second"
    assert not told.refused


def test_coming_back_before_the_save_shows_what_was_typed(qtbot: QtBot, home: Ground) -> None:
    page, _told = handover(qtbot, home)
    other = home.read(lambda s: next(s.execute(text("SELECT id FROM client WHERE name = '乙'")).scalars()))
    with busy_writer(home, page):
        qtbot.keyClicks(page.notes, "mine")
        page.show_route(Route("handover", other))
        qtbot.waitUntil(lambda: page.notes.toPlainText() == "")
        page.show_route(Route("handover", home.client_id))
    qtbot.waitUntil(lambda: page.notes.toPlainText() == "mine")


def test_two_windows_of_one_week_lose_no_text(qtbot: QtBot, home: Ground) -> None:
    one, _ = week(qtbot, home)
    two, told = week(qtbot, home)
    for page, words in ((one, "from the first"), (two, "from the second")):
        page.problems.selectAll()
        qtbot.keyClicks(page.problems, words)
        qtbot.waitUntil(lambda page=page: not page.autosave.is_due(), timeout=3000)  # type: ignore[misc]
    assert two.autosave.label.text() == "Changed elsewhere meanwhile; both texts are kept"
    qtbot.waitUntil(lambda: two.problems.toPlainText() == "from the second\n—\nfrom the first")
    two.problems.selectAll()
    qtbot.keyClicks(two.problems, "settled")
    qtbot.waitUntil(lambda: not two.autosave.is_due(), timeout=3000)
    first, last = weekly.week_of(TODAY)
    kept = home.read(lambda s: weekly.kept_texts(s, manager="", first_on=first, last_on=last))
    assert kept.problems == "settled"
    assert not told.refused


def test_two_windows_of_one_handover_lose_no_text(qtbot: QtBot, home: Ground) -> None:
    one, _ = handover(qtbot, home)
    two, _ = handover(qtbot, home)
    for page, words in ((one, "key"), (two, "door")):
        qtbot.keyClicks(page.notes, words)
        page.points[4].setText("")
        qtbot.keyClicks(page.points[4], f"see the {words}")
        qtbot.waitUntil(lambda page=page: not page.autosave.is_due(), timeout=3000)  # type: ignore[misc]
    qtbot.waitUntil(lambda: two.notes.toPlainText() == "door\n—\nkey")
    assert two.points[4].text() == "see the door / see the key"


def test_the_logo_is_shrunk_and_the_pattern_shows_what_it_makes(qtbot: QtBot, home: Ground, tmp_path: Path) -> None:
    from documents.sample_reports import photo

    section = DocumentsSection(home.tasks)
    qtbot.addWidget(section)
    section.show()
    section.reload()
    qtbot.waitUntil(lambda: section.pattern.text() != "")
    assert "拜访报告_宁波恒屹" in section.pattern_field.hint or "拜访报告_Ningbo Hengyi" in section.pattern_field.hint
    picture = tmp_path / "logo.png"
    picture.write_bytes(photo(2400, 800, kind="PNG"))
    section.take_logo(picture)
    qtbot.waitUntil(lambda: home.read(lambda s: settings.get(s, "company_logo")) != "", timeout=5000)
    qtbot.waitUntil(section.remove.isEnabled)
    assert len(home.read(lambda s: settings.get(s, "company_logo"))) < 200_000
    bad = tmp_path / "bad.png"
    bad.write_bytes(b"nothing")
    section.take_logo(bad)
    qtbot.waitUntil(lambda: section.logo_field.error is not None)
    section.remove.click()
    qtbot.waitUntil(lambda: home.read(lambda s: settings.get(s, "company_logo")) == "")
    section.pattern.setText("{date}_{nobody}")
    assert "nobody" in (section.pattern_field.error or "")
    section.pattern.setText("{date}_{client}")
    assert section.pattern_field.error is None
    section.save.click()
    qtbot.waitUntil(lambda: home.read(lambda s: settings.get(s, "file_name_pattern")) == "{date}_{client}")
