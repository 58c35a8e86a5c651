"""The lead's desk: the queue by keys, coverage, single threads, promises."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kam_desktop.core import clients, gifts, settings, visit_reviews, visits
from kam_desktop.core.clients import ClientDraft
from kam_desktop.core.rules.kinds import VisitState
from kam_desktop.core.store.tables import Client, Visit
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.reports.sheet_view import LongText
from kam_desktop.ui.reviews import queue_tab
from kam_desktop.ui.reviews.page import ReviewsPage
from kam_desktop.ui.widgets.list_view import RowList
from kam_desktop.ui.widgets.texts import PlainLabel
from ui.visit_ground import TODAY, Ground, Told, ground, show, words_of


@pytest.fixture
def home(qapp: QApplication, tmp_path: Path) -> Iterator[Ground]:
    with ground(tmp_path / "store") as made:
        yield made


def opened(qtbot: QtBot, home: Ground, route: Route | None = None) -> tuple[ReviewsPage, Told]:
    page = ReviewsPage(home.tasks)
    told = Told(page, home.tasks)
    qtbot.addWidget(page)
    show(qtbot, page, route or Route("reviews"))
    return page, told


def waiting(qtbot: QtBot, home: Ground) -> tuple[ReviewsPage, Told, str, str]:
    """Two reports, the older one first, read and with the focus on the queue."""
    first = home.submitted(on=TODAY - timedelta(days=2), discussed="谈了价格与交期")
    second = home.submitted()
    page, told = opened(qtbot, home)
    qtbot.waitUntil(lambda: page.queue.report is not None)
    page.queue.list.setFocus()
    return page, told, first, second


def press(page: ReviewsPage, key: Qt.Key) -> None:
    QTest.keyClick(page.queue.list, key)


def answer(qtbot: QtBot, page: ReviewsPage, text: str) -> None:
    qtbot.waitUntil(lambda: page.queue._popover is not None)
    popover = page.queue._popover
    assert popover is not None
    popover.line.setText(text)
    QTest.keyClick(popover.line, Qt.Key.Key_Return)


def test_accept_goes_on_to_the_next_and_can_be_undone(qtbot: QtBot, home: Ground) -> None:
    page, told, first, second = waiting(qtbot, home)
    assert page.queue.list.current_id() == first
    assert page.chips.chip("queue").text() == "Waiting 2"
    press(page, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: page.queue.list.current_id() == second)
    assert home.state(first) == VisitState.ACCEPTED
    assert told.notices[-1].batch_id
    qtbot.waitUntil(lambda: page.queue.report is not None and page.queue.report.row.id == second)
    press(page, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: not page.queue.list.rows())
    assert "No report waits" in words_of(page.queue.empty)
    assert page.queue.report is None
    assert not page.queue.accept.isEnabled()


def test_one_press_accepts_one_report(qtbot: QtBot, home: Ground) -> None:
    page, told, first, second = waiting(qtbot, home)
    press(page, Qt.Key.Key_A)
    press(page, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: page.queue.report is not None and page.queue.report.row.id == second)
    assert (home.state(first), home.state(second)) == (VisitState.ACCEPTED, VisitState.SUBMITTED)
    assert told.refused == []


def test_return_needs_a_remark(qtbot: QtBot, home: Ground) -> None:
    page, _told, first, second = waiting(qtbot, home)
    press(page, Qt.Key.Key_X)
    answer(qtbot, page, "")
    popover = page.queue._popover
    assert popover is not None
    qtbot.waitUntil(lambda: bool(popover.error()))
    answer(qtbot, page, "写明日期")
    qtbot.waitUntil(lambda: home.state(first) == VisitState.RETURNED)
    qtbot.waitUntil(lambda: page.queue.list.current_id() == second)
    [remark] = home.read(lambda s: visit_reviews.of_visit(s, first))
    assert (remark.field, remark.text, remark.author) == ("", "写明日期", "刘敏")


def test_a_remark_is_on_the_passage_that_is_selected(qtbot: QtBot, home: Ground) -> None:
    page, _told, first, _second = waiting(qtbot, home)
    block = next(each for each in page.queue.side.sheet.blocks if each.field == "discussed")
    block.text.setFocus()
    block.text.setSelection(2, 2)
    QTest.keyClick(block.text, Qt.Key.Key_M)
    answer(qtbot, page, "多少？")
    qtbot.waitUntil(lambda: bool(home.read(lambda s: visit_reviews.of_visit(s, first))))
    [remark] = home.read(lambda s: visit_reviews.of_visit(s, first))
    assert (remark.field, remark.quote, remark.text) == ("discussed", "价格", "多少？")
    qtbot.waitUntil(lambda: "多少？" in words_of(page.queue.side))
    press(page, Qt.Key.Key_X)  # the margin's remark is reason enough
    answer(qtbot, page, "")
    qtbot.waitUntil(lambda: home.state(first) == VisitState.RETURNED)


def test_gifts_are_told_with_receiver_and_who_allowed_them_why(qtbot: QtBot, home: Ground) -> None:
    visit_id = home.submitted(agenda="一、油样")
    given = gifts.GiftDraft(
        home.client_id, home.gu, "龙井茶礼盒", TODAY, value_minor=98_000, origin="明前茶", visit_id=visit_id,
        override_reason="二厂投产", approver="高原",
    )  # fmt: skip
    home.write(lambda s: gifts.record(s, given, today=TODAY))
    page, _told = opened(qtbot, home)
    qtbot.waitUntil(lambda: page.queue.report is not None)
    [block] = [each for each in page.queue.side.sheet.blocks if each.field == "gifts"]
    assert "龙井茶礼盒 · ¥980 · for 顾思远" in words_of(block)
    [note] = [each for each in block.findChildren(PlainLabel) if "二厂投产" in each.text()]
    assert (note.text(), note.property("role")) == ("高原 approved: 二厂投产", "warning")
    assert "一、油样" in words_of(page.queue.side.sheet)
    assert "First visit" not in words_of(page.queue.side.news)


def test_a_text_of_many_pages_scrolls_in_its_own_room(qtbot: QtBot, home: Ground) -> None:
    visit_id = home.submitted(discussed="谈了价格与交期，" * 5_000)
    page, _told = opened(qtbot, home)
    qtbot.waitUntil(lambda: page.queue.report is not None)
    block = next(each for each in page.queue.side.sheet.blocks if each.field == "discussed")
    assert isinstance(block.text, LongText)
    assert block.text.height() < 600
    cursor = block.text.textCursor()
    cursor.setPosition(2)
    cursor.setPosition(4, cursor.MoveMode.KeepAnchor)
    block.text.setTextCursor(cursor)
    block.text.setFocus()
    page.queue.remark.click()
    answer(qtbot, page, "多少？")
    qtbot.waitUntil(lambda: bool(home.read(lambda s: visit_reviews.of_visit(s, visit_id))))
    [remark] = home.read(lambda s: visit_reviews.of_visit(s, visit_id))
    assert (remark.field, remark.quote) == ("discussed", "价格")


def test_a_remark_on_nothing_in_particular_is_on_all_of_it_and_can_be_taken_back(qtbot: QtBot, home: Ground) -> None:
    page, _told, first, _second = waiting(qtbot, home)
    press(page, Qt.Key.Key_M)
    answer(qtbot, page, "好")
    qtbot.waitUntil(lambda: "Take back" in words_of(page.queue.side.sheet))
    [remark] = home.read(lambda s: visit_reviews.of_visit(s, first))
    assert remark.field == ""
    page.queue.side.sheet.dropped.emit(remark.id)
    qtbot.waitUntil(lambda: not home.read(lambda s: visit_reviews.of_visit(s, first)))


def test_letters_go_to_the_line_while_a_question_is_open(qtbot: QtBot, home: Ground) -> None:
    page, _told, first, _second = waiting(qtbot, home)
    press(page, Qt.Key.Key_M)
    qtbot.waitUntil(lambda: page.queue._popover is not None)
    popover = page.queue._popover
    assert popover is not None
    QTest.keyClicks(popover.line, "axmn")
    assert popover.line.text() == "axmn"
    assert page.on_escape()
    assert page.queue._popover is None
    assert home.state(first) == VisitState.SUBMITTED


def test_next_previous_open_and_preview(qtbot: QtBot, home: Ground) -> None:
    page, told, first, second = waiting(qtbot, home)
    press(page, Qt.Key.Key_N)
    qtbot.waitUntil(lambda: page.queue.report is not None and page.queue.report.row.id == second)
    press(page, Qt.Key.Key_K)
    qtbot.waitUntil(lambda: page.queue.report is not None and page.queue.report.row.id == first)
    press(page, Qt.Key.Key_J)
    press(page, Qt.Key.Key_N)  # there is nothing after the last
    qtbot.waitUntil(lambda: page.queue.report is not None and page.queue.report.row.id == second)
    press(page, Qt.Key.Key_O)
    press(page, Qt.Key.Key_P)
    assert told.routes == [Route("visit", second), Route("preview", second)]


def test_ones_own_report_is_the_leads(qtbot: QtBot, home: Ground) -> None:
    home.write(lambda s: settings.put(s, "lead", "苏念"))
    page, _told, first, _second = waiting(qtbot, home)
    assert not page.queue.accept.isEnabled()
    assert "苏念" in words_of(page.queue.side)
    press(page, Qt.Key.Key_A)
    press(page, Qt.Key.Key_M)
    qtbot.wait(50)
    assert home.state(first) == VisitState.SUBMITTED
    assert page.queue._popover is None


def test_what_came_again_shows_what_changed(qtbot: QtBot, home: Ground) -> None:
    visit_id = home.submitted()
    home.write(lambda s: visits.review(s, visit_id, accepted=False, remark="写细些"))
    draft = home.stored(visit_id)
    from dataclasses import replace

    home.write(lambda s: visits.record(s, replace(draft, needs="齿轮油选型"), today=TODAY, visit_id=visit_id))
    home.write(lambda s: visits.submit(s, visit_id))
    page, _told = opened(qtbot, home, Route("reviews", visit_id))
    qtbot.waitUntil(lambda: page.queue.side.changed.isVisible())
    spoken = [
        child.accessibleName() for child in page.queue.side.changes.children() if hasattr(child, "accessibleName")
    ]
    assert any("齿轮" in each and "added" not in each for each in spoken)  # in the window's own words
    assert any("删去" in each and "新增" in each for each in spoken)


def test_reports_of_one_manager(qtbot: QtBot, home: Ground) -> None:
    first = home.submitted(on=TODAY - timedelta(days=2))
    home.write(lambda s: setattr(s.get(Visit, first), "owner", "王磊"))
    second = home.submitted()
    page, _told = opened(qtbot, home)
    qtbot.waitUntil(lambda: len(page.queue.list.rows()) == 2)
    page.queue.managers.chip("刘敏").click()
    qtbot.waitUntil(lambda: [each.id for each in page.queue.list.rows()] == [second])


def test_a_long_queue_shows_its_first_reports_before_the_rest(
    qtbot: QtBot, home: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue_tab, "FIRST", 1)
    first, second = home.submitted(on=TODAY - timedelta(days=2)), home.submitted()
    shown: list[list[str]] = []
    show = RowList.set_rows
    monkeypatch.setattr(
        RowList, "set_rows", lambda self, rows: (shown.append([each.id for each in rows]), show(self, rows))
    )
    page, _told = opened(qtbot, home)
    qtbot.waitUntil(lambda: len(page.queue.list.rows()) == 2)
    assert shown[:2] == [[first], [first, second]]
    assert page.chips.chip("queue").text() == "Waiting 2"
    page.queue.reload()
    qtbot.waitUntil(lambda: len(shown) == 3)
    assert shown[2] == [first, second]  # where one has read on, nothing goes away meanwhile


# --- coverage


def unmet_client(home: Ground, name: str = "台州海辰泵业", tier: str = "B", owner: str = "王磊") -> str:
    draft = ClientDraft(name, short_name=name, tier=tier)
    made = str(home.write(lambda s: clients.create(s, draft, today=TODAY)))
    home.write(lambda s: setattr(s.get(Client, made), "owner", owner))
    return made


def listed(page: ReviewsPage) -> list[str]:
    model = page.coverage.model
    return [str(row[1]) for row in (model.row(at) for at in range(model.rowCount())) if row is not None]


def test_coverage_lists_who_was_not_met(qtbot: QtBot, home: Ground) -> None:
    unmet = unmet_client(home)
    home.report()
    page, told = opened(qtbot, home, Route("reviews", "", {"tab": "coverage"}))
    qtbot.waitUntil(lambda: listed(page) == ["台州海辰泵业"])
    assert page.coverage.model.row(0)[3] == "—"  # nothing planned, nothing done
    said = [(each.label, each.value) for each in page.coverage.managers.said()]
    assert said == [("刘敏", "100%  1 of 1"), ("王磊", "0%  0 of 1")]
    assert [each.value for each in page.coverage.visits.said()] == ["1"]
    page.coverage.which.chip("met").click()
    qtbot.waitUntil(lambda: listed(page) == ["苏州瑞川机械"])
    page.coverage.managers.setFocus()
    QTest.keyClick(page.coverage.managers, Qt.Key.Key_End)
    assert page.coverage.managers.accessibleName().endswith("王磊 0%  0 of 1")
    QTest.keyClick(page.coverage.managers, Qt.Key.Key_Return)  # his clients that were met: none
    qtbot.waitUntil(lambda: page.coverage.model.rowCount() == 0)
    assert page.on_escape()
    qtbot.waitUntil(lambda: listed(page) == ["苏州瑞川机械"])
    page.coverage.which.chip("unmet").click()
    qtbot.waitUntil(lambda: listed(page) == ["台州海辰泵业"])
    page.coverage.table.selectRow(0)
    QTest.keyClick(page.coverage.table, Qt.Key.Key_Return)
    assert told.routes == [Route("client", unmet)]


def test_a_column_of_visits_lists_who_was_met_then(qtbot: QtBot, home: Ground) -> None:
    unmet_client(home)
    home.report()
    page, _told = opened(qtbot, home, Route("reviews", "", {"tab": "coverage"}))
    qtbot.waitUntil(lambda: bool(page.coverage.visits.said()))
    chart = page.coverage.visits
    chart.setFocus()
    QTest.keyClick(chart, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: listed(page) == ["苏州瑞川机械"])
    assert page.coverage.which.chosen() == {"met"}


def test_the_period_steps(qtbot: QtBot, home: Ground) -> None:
    home.report()
    page, _told = opened(qtbot, home, Route("reviews", "", {"tab": "coverage"}))
    qtbot.waitUntil(lambda: bool(page.coverage.visits.said()))
    page.coverage.period.back.click()
    qtbot.waitUntil(lambda: not page.coverage.visits.said())
    page.coverage.period.kinds.chip("quarter").click()
    qtbot.waitUntil(lambda: bool(page.coverage.visits.said()))
    first, last = page.coverage.period.days
    assert (first.month, first.day, last.month, last.day) == (7, 1, 9, 30)


# --- single threads, promises


def test_single_threads(qtbot: QtBot, home: Ground) -> None:
    made = unmet_client(home, "宁波恒远轮胎", "A")
    page, told = opened(qtbot, home, Route("reviews", "", {"tab": "threads"}))
    model = page.threads.model
    qtbot.waitUntil(lambda: model.rowCount() == 2)
    qtbot.waitUntil(lambda: model.row(0) is not None)
    row: Any = model.row(0)
    assert (str(row[1]), str(row[3])) == ("宁波恒远轮胎", "没有联系人、只靠一位客户经理")
    page.threads.table.selectRow(0)
    QTest.keyClick(page.threads.table, Qt.Key.Key_Return)
    assert told.routes == [Route("client", made)]


def test_promises_of_a_manager(qtbot: QtBot, home: Ground) -> None:
    from kam_desktop.core import commitments

    home.report(on=TODAY - timedelta(days=3))
    kept, *_rest = home.read(lambda s: [each.id for each in commitments.open_of_client(s, home.client_id)])
    home.write(lambda s: commitments.settle(s, kept, today=TODAY))
    page, told = opened(qtbot, home, Route("reviews", "", {"tab": "promises"}))
    qtbot.waitUntil(lambda: [each.value for each in page.promises.kept.said()] == ["100%  1 of 1"])
    qtbot.waitUntil(lambda: page.promises.model.row(0) is not None)
    row: Any = page.promises.model.row(0)
    assert (str(row[2]), str(row[5])) == ("提供选型表", "已兑现")
    page.promises.kept.setFocus()
    QTest.keyClick(page.promises.kept, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.promises._manager == "刘敏")
    assert page.on_escape()
    assert not page.on_escape()
    page.promises.table.selectRow(0)
    QTest.keyClick(page.promises.table, Qt.Key.Key_Return)
    assert told.routes == [Route("client", home.client_id)]


def test_f6_goes_from_pane_to_pane(qtbot: QtBot, home: Ground) -> None:
    page, _told, _first, _second = waiting(qtbot, home)
    page.next_pane()
    assert page.queue.side.hasFocus()
    page.next_pane()
    assert page.queue.accept.hasFocus()


def test_a_click_on_a_bar_chooses_its_manager(qtbot: QtBot, home: Ground) -> None:
    unmet_client(home)
    page, _told = opened(qtbot, home, Route("reviews", "", {"tab": "coverage"}))
    qtbot.waitUntil(lambda: len(listed(page)) == 2)
    chart = page.coverage.managers
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(chart.width() // 2, chart.height() - 8))
    qtbot.waitUntil(lambda: len(listed(page)) == 1)


def test_the_period_is_printed_and_its_reports_are_exported_from_here(qtbot: QtBot, home: Ground) -> None:
    page, told = opened(qtbot, home)
    days = {"first_on": "2026-09-01", "last_on": "2026-09-30"}
    page.report.click()
    assert (told.routes[-1].page, told.routes[-1].args) == ("preview", {"paper": "period", **days})
    page.coverage.period.step(-1)
    page.export.click()
    assert (told.routes[-1].page, told.routes[-1].args["last_on"]) == ("papers", "2026-08-31")
