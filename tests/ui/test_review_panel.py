"""Above a report: remarks to answer, taking back, correcting; and the page of its versions."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kam_desktop.core import settings, visit_reviews, visit_versions, visits
from kam_desktop.core.rules.kinds import VisitState
from kam_desktop.core.rules.text_diff import Op, Piece
from kam_desktop.core.visit_reviews import RemarkDraft
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.reports.differences import DifferenceText, shortened, spoken
from kam_desktop.ui.visits.versions_page import VersionsPage
from kam_desktop.ui.visits.visit_page import VisitPage
from ui.visit_ground import TODAY, Ground, Told, ground, show, words_of


@pytest.fixture
def home(qapp: QApplication, tmp_path: Path) -> Iterator[Ground]:
    with ground(tmp_path / "store") as made:
        yield made


def opened(qtbot: QtBot, home: Ground, visit_id: str) -> tuple[VisitPage, Told]:
    page = VisitPage(home.tasks)
    told = Told(page, home.tasks)
    qtbot.addWidget(page)
    show(qtbot, page, Route("visit", visit_id))
    qtbot.waitUntil(lambda: page.review.standing is not None)
    return page, told


def returned(home: Ground) -> str:
    visit_id = home.submitted()
    home.write(lambda s: visit_reviews.add(s, visit_id, RemarkDraft("哪天？", "needs", "压机")))
    home.write(lambda s: visits.review(s, visit_id, accepted=False, remark="补发票"))
    return visit_id


def accepted(home: Ground) -> str:
    visit_id = home.submitted()
    home.write(lambda s: visits.review(s, visit_id, accepted=True))
    return visit_id


def test_remarks_are_jumped_to_and_answered(qtbot: QtBot, home: Ground) -> None:
    visit_id = returned(home)
    page, _told = opened(qtbot, home, visit_id)
    assert "Returned: 0 of 2 remarks dealt with" in words_of(page.review)
    whole, margin = page.review.rows
    assert not whole.jump.isEnabled()
    margin.jump.click()
    assert page.form.needs.hasFocus()
    margin.line.setText("六月")
    QTest.keyClick(margin.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "1 of 2" in words_of(page.review))
    assert page.review.rows[0].line.hasFocus()
    found = home.read(lambda s: visit_reviews.of_visit(s, visit_id))
    assert [(each.answer, each.settled_at is not None) for each in found] == [("", False), ("六月", True)]
    page.review.rows[1].again.click()
    qtbot.waitUntil(lambda: "0 of 2" in words_of(page.review))
    assert page.review.rows[1].line.text() == "六月"


def test_what_is_typed_as_an_answer_stays_while_another_is_given(qtbot: QtBot, home: Ground) -> None:
    page, _told = opened(qtbot, home, returned(home))
    first, second = page.review.rows
    first.line.setText("half")
    second.done.click()
    qtbot.waitUntil(lambda: "1 of 2" in words_of(page.review))
    assert page.review.rows[0].line.text() == "half"


def test_a_report_is_taken_back_to_write_on(qtbot: QtBot, home: Ground) -> None:
    visit_id = home.submitted()
    page, told = opened(qtbot, home, visit_id)
    assert page.form.discussed.isReadOnly()
    page.review.withdraw.click()
    qtbot.waitUntil(lambda: not page.form.discussed.isReadOnly())
    assert home.state(visit_id) == VisitState.REPORTED
    assert told.notices[-1].batch_id
    qtbot.waitUntil(page.review.isHidden)


def test_ones_own_report_is_only_read_where_there_is_a_lead(qtbot: QtBot, home: Ground) -> None:
    home.write(lambda s: settings.put(s, "lead", "苏念"))
    page, _told = opened(qtbot, home, home.submitted())
    qtbot.waitUntil(lambda: page.foot.work == "read")
    assert "Waits for 苏念 to review it" in words_of(page.review)
    assert not page.foot.accept.isVisible()
    assert page.review.withdraw.isVisible()


def test_a_correction_goes_to_the_new_version_and_can_be_given_up(qtbot: QtBot, home: Ground) -> None:
    visit_id = accepted(home)
    page, told = opened(qtbot, home, visit_id)
    page.navigate.connect(page.show_route)  # as the window does
    page.review.correct.click()
    qtbot.waitUntil(lambda: bool(told.routes))
    made = told.routes[0].id
    assert told.routes[0] == Route("visit", made, {"replace": True})
    qtbot.waitUntil(lambda: "Correction of version 1" in words_of(page.review))
    qtbot.waitUntil(lambda: not page.form.discussed.isReadOnly())
    assert page.foot.work == "report"
    page.review.give_up.click()
    qtbot.waitUntil(lambda: len(told.routes) == 2)
    assert told.routes[1].id == visit_id
    qtbot.waitUntil(lambda: "Accepted and locked" in words_of(page.review))
    assert len(told.routes) == 2
    assert home.state(visit_id) == VisitState.ACCEPTED


def test_an_old_version_leads_to_the_one_that_holds(qtbot: QtBot, home: Ground) -> None:
    visit_id = accepted(home)
    made = home.write(lambda s: visit_versions.correct(s, visit_id))
    page, _told = opened(qtbot, home, visit_id)
    assert page.review.standing is not None
    assert page.review.standing.visit_id == made


def test_versions_and_what_differs(qtbot: QtBot, home: Ground) -> None:
    first = accepted(home)
    at = first
    for needs in ("齿轮油选型", "液压油"):
        at = home.write(lambda s, old=at: visit_versions.correct(s, old))
        draft = replace(home.stored(at), needs=needs)
        home.write(lambda s, each=at, new=draft: visits.record(s, new, today=TODAY, visit_id=each))
        home.write(lambda s, each=at: visits.submit(s, each))
        home.write(lambda s, each=at: visits.review(s, each, accepted=True))
    page = VersionsPage(home.tasks)
    told = Told(page, home.tasks)
    qtbot.addWidget(page)
    show(qtbot, page, Route("versions", at))
    qtbot.waitUntil(lambda: "Against version 2" in words_of(page))
    assert page.list.rows()[0].id == at
    [text] = page.changes.findChildren(DifferenceText)
    assert "删去" in text.accessibleName()
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: "The first version" in words_of(page))
    assert "压机液压油选型" in words_of(page.sheet)
    QTest.keyClick(page.list, Qt.Key.Key_C)  # the others are compared with the first
    QTest.keyClick(page.list, Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: "Against version 1" in words_of(page))
    QTest.keyClick(page.list, Qt.Key.Key_O)
    assert told.routes == [Route("visit", at)]
    page.next_pane()
    assert page.side.hasFocus()


def test_a_difference_is_never_markup(qtbot: QtBot) -> None:
    label = DifferenceText((Piece(Op.SAME, "<b>x</b>"), Piece(Op.NEW, "<img src='/etc/passwd'>&")))
    qtbot.addWidget(label)
    assert "&lt;b&gt;x" in label.text()
    assert "<img" not in label.text()


def test_long_unchanged_stretches_are_cut_around_the_change() -> None:
    found = shortened((Piece(Op.SAME, "甲" * 500), Piece(Op.NEW, "乙"), Piece(Op.SAME, "丙" * 500)))
    assert [len(each.text) < 80 for each in found] == [True, True, True]
    assert found[0].text.endswith("甲")
    assert found[2].text.startswith("丙")
    assert spoken(found[1:2]).endswith(" 乙")
