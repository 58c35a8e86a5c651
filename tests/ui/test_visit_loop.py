"""The visit loop by hand: stamps, templates, people, gifts and receipts in line, promises settled, what is too much."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from kam_desktop.core import (
    attachments,
    blackouts,
    commitments,
    contacts,
    drafts,
    gifts,
    history,
    visit_templates,
    visits,
)
from kam_desktop.core.rules.kinds import CommitmentState, Side, VisitState
from kam_desktop.core.store.tables import Touch
from kam_desktop.core.visit_templates import Template
from kam_desktop.core.visits import CommitmentDraft
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.today.page import TodayPage
from kam_desktop.ui.visits import stamps
from kam_desktop.ui.visits.visit_page import VisitPage
from kam_desktop.ui.widgets.people_field import Person
from ui.visit_ground import TODAY, Ground, Told, ground, show, words_of

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
AT = datetime(2026, 9, 16, 10, 5, 7).astimezone()


@pytest.fixture
def home(qtbot: QtBot, tmp_path: Path) -> Iterator[Ground]:
    with ground(tmp_path / "store") as made:
        yield made


def opened(qtbot: QtBot, home: Ground, route: Route, size: tuple[int, int] = (1280, 800)) -> tuple[VisitPage, Told]:
    page = VisitPage(home.tasks)
    told = Told(page, home.tasks)
    qtbot.addWidget(page)
    show(qtbot, page, route, size)
    qtbot.waitUntil(page.foot.isVisible)
    return page, told


def new(home: Ground, **args: Any) -> Route:
    return Route("visit", "", {"client_id": home.client_id, **args})


def test_the_reason_of_the_touch_stands_in_the_empty_objective(qtbot: QtBot, home: Ground) -> None:
    touch_id = home.read(lambda s: s.scalars(select(Touch.id).where(Touch.channel == "visit")).first())
    page, _told = opened(qtbot, home, new(home, touch_id=touch_id))
    assert "A" in page.form.objective.placeholderText()
    assert page.form.objective.toPlainText() == ""


# --- stamps


def test_arrival_and_leaving_are_stamped_by_keys(
    qtbot: QtBot, home: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    visit_id = home.plan(on=TODAY + timedelta(days=6), started_at=None)
    page, _told = opened(qtbot, home, Route("visit", visit_id))
    monkeypatch.setattr(stamps, "now", lambda: AT)
    assert page.foot.work == "plan"
    qtbot.keyClick(page.form.objective, Qt.Key.Key_A, ALT)
    assert page.foot.work == "report"
    assert page.form.reported_on.value() == TODAY
    assert page.form.times.start.text() == "10:05"
    assert "10:05" in page.form.stamps.arrived.text()
    page.form.times.end.setText("11:00")
    monkeypatch.setattr(stamps, "now", lambda: AT + timedelta(minutes=70))
    qtbot.keyClick(page.form.discussed, Qt.Key.Key_L, ALT)
    assert page.form.times.end.text() == "11:00"  # what a person wrote stays
    page.form.discussed.setPlainText("谈妥")
    page.save()
    qtbot.waitUntil(lambda: home.state(visit_id) == VisitState.REPORTED)
    stored = home.stored(visit_id)
    assert (stored.arrived_at, stored.left_at) == (AT, AT + timedelta(minutes=70))
    assert (stored.started_at, stored.ended_at) == (time(10, 5), time(11, 0))


def test_a_stamp_is_mended_and_taken_away(qtbot: QtBot, home: Ground) -> None:
    page, _told = opened(qtbot, home, Route("visit", home.report(arrived_at=AT)))
    button = page.form.stamps.arrived
    button.click()
    mending = page.form.stamps.mending
    assert mending is not None
    assert mending.line.text() == "10:05"
    mending.line.setText("25:00")
    mending.submit()
    assert mending.error()
    mending.line.setText("9:50")
    mending.submit()
    assert datetime.fromisoformat(button.at) == AT.replace(hour=9, minute=50, second=0)
    assert page.is_dirty
    assert button.mend("")
    assert (button.at, page.typed().arrived) == ("", "")


# --- templates


def test_the_best_template_prepares_a_new_plan_and_fills_only_what_is_empty(qtbot: QtBot, home: Ground) -> None:
    own = Template("刀片", "A", "end_customer", "换刀", "一二三", ("刀片",), "看到：", "要：", "谁：")
    home.write(lambda s: visit_templates.save(s, own))
    page, _told = opened(qtbot, home, new(home))
    assert (page.form.agenda.toPlainText(), page.form.to_bring.toPlainText()) == ("一二三", "刀片")
    assert not page.is_dirty
    page.form.agenda.setPlainText("我的议程")
    choice = page.form.of_plan
    assert choice.make_menu().actions()[0].text() == "刀片"
    qtbot.keyClick(page.form.objective, Qt.Key.Key_T, ALT)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert page.form.objective.toPlainText() == "换刀"
    assert page.form.agenda.toPlainText() == "我的议程"
    page.write_report()
    assert page.form.discussed.placeholderText() == "看到："
    assert page.form.discussed.toPlainText() == ""
    page.form.needs.setPlainText("已写")
    page.form.of_report.chosen.emit(own)
    form = page.form
    assert (form.discussed.toPlainText(), form.needs.toPlainText(), form.competitors.text()) == (
        "看到：",
        "已写",
        "谁：",
    )


# --- people


def test_the_main_contact_is_there_and_colleagues_are_offered(qtbot: QtBot, home: Ground) -> None:
    home.report(colleagues=("赵工",))
    page, _told = opened(qtbot, home, new(home))
    assert page.typed().people == ((home.gu, "顾思远"),)
    assert "赵工" in page.form.colleagues._candidates


def test_a_free_name_becomes_a_contact(qtbot: QtBot, home: Ground) -> None:
    visit_id = home.report(participant_names=("王总工",))
    page, told = opened(qtbot, home, Route("visit", visit_id))
    (button,) = page.form.free_names.buttons
    assert (button.text(), page.form.free_names.isVisible()) == ("王总工", True)
    button.click()
    qtbot.waitUntil(lambda: not page.form.free_names.isVisible())
    known = home.read(lambda s: {each.name: each.id for each in contacts.of_client(s, home.client_id)})
    assert (known["王总工"], "王总工") in page.typed().people
    page.save()
    qtbot.waitUntil(lambda: home.stored(visit_id).participant_names == ())
    assert known["王总工"] in home.stored(visit_id).contact_ids
    assert not told.refused


def test_the_brief_tells_who_is_new_and_how_they_buy(qtbot: QtBot, home: Ground) -> None:
    from kam_desktop.core import purchases, staff_changes

    def work(session: Any) -> None:
        old = contacts.create(session, home.client_id, contacts.ContactDraft("老戴"), today=TODAY)
        draft = contacts.ContactDraft("陈工", title="设备主管", buying_role="decides")
        on = TODAY - timedelta(days=5)
        staff_changes.succeed_by_new(session, old, draft, staff_changes.Succession(), on=on, today=TODAY)
        for days, amount in ((40, 100), (80, 100), (120, 100), (380, 400)):
            line = purchases.PurchaseDraft(home.client_id, TODAY - timedelta(days=days), "CLP", amount)
            purchases.add(session, line, today=TODAY)

    home.write(work)
    page, _told = opened(qtbot, home, new(home))
    brief = words_of(page.brief)
    assert "5 天 in this post" in brief
    assert "Before: 老戴" in brief
    assert "Last 90 days 50 % under the year before" in brief


# --- promises


def test_promises_are_settled_from_the_page_and_that_is_undone(qtbot: QtBot, home: Ground) -> None:
    home.report(on=TODAY - timedelta(days=7), commitments=(CommitmentDraft("油样送检", TODAY - timedelta(days=1)),))
    visit_id = home.report()
    page, told = opened(qtbot, home, Route("visit", visit_id))
    brief = words_of(page.brief)
    assert "油样送检" in brief
    assert "was due" in brief
    before = page._facts.promises[0] if page._facts else None
    assert before is not None
    page.brief.settled.emit(before.id, True)
    qtbot.waitUntil(lambda: "kept 9 月 16 日" in words_of(page.brief))
    card = page.aside.promises.cards[0]
    assert card._settle is not None
    card._settle.click()
    qtbot.waitUntil(lambda: "kept" in words_of(card))

    def states(session: Any) -> list[str]:
        return [each.state for each in commitments.of_visit(session, visit_id)]

    assert home.read(states)[0] == CommitmentState.KEPT
    batch = told.notices[-1].batch_id
    assert batch is not None
    home.tasks.write(page, lambda s: history.undo(s, batch, today=TODAY))
    qtbot.waitUntil(lambda: home.read(states)[0] == CommitmentState.OPEN)
    qtbot.waitUntil(lambda: card._settle is not None and card._settle.isVisible())


def test_the_client_s_promise_and_another_s_of_ours_keep_their_owners(qtbot: QtBot, home: Ground) -> None:
    visit_id = home.plan()
    page, _told = opened(qtbot, home, Route("visit", visit_id))
    page.form.discussed.setPlainText("谈妥")
    for text, side, owner in (("图纸", Side.OURS, "技术部"), ("样品", Side.CLIENT, "")):
        card = page.aside.promises.add_new()
        card.text.setText(text)
        card.side.setCurrentIndex(card.side.findData(side.value))
        card.owner.setText(owner)
    page.save()
    qtbot.waitUntil(lambda: home.state(visit_id) == VisitState.REPORTED)
    assert [(each.text, each.side, each.owner) for each in home.stored(visit_id).commitments] == [
        ("图纸", Side.OURS, "技术部"), ("样品", Side.CLIENT, ""),
    ]  # fmt: skip


# --- gifts


def test_a_gift_is_judged_while_it_is_typed_and_recorded_with_the_visit(qtbot: QtBot, home: Ground) -> None:
    visit_id = home.plan()
    page, told = opened(qtbot, home, Route("visit", visit_id))
    page.form.discussed.setPlainText("谈妥")
    qtbot.keyClick(page.form.discussed, Qt.Key.Key_G, ALT)
    (line,) = page.aside.gift_lines.lines
    assert line.item.hasFocus()
    assert line.contact.currentText() == "顾思远"
    line.item.setText("骑行头巾")
    line.value.setText("49")
    line.origin.setText("他上月环太湖骑行")
    qtbot.waitUntil(lambda: "Within limits, ¥0 of ¥600" in words_of(line))
    qtbot.keyClick(line.origin, Qt.Key.Key_Return)
    assert (line.is_editing, line.hasFocus()) == (False, True)
    assert "For 顾思远; origin: 他上月环太湖骑行" in words_of(line)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert line.item.hasFocus()
    assert page.on_escape()
    assert not line.is_editing
    page.add_gift()
    assert page.on_escape()  # an empty one goes away
    assert page.aside.gift_lines.lines == [line]
    page.submit()
    qtbot.waitUntil(lambda: home.state(visit_id) == VisitState.SUBMITTED)
    (given,) = home.read(lambda s: gifts.of_visit(s, visit_id))
    assert (given.row.item, given.row.value_minor, given.row.contact) == ("骑行头巾", 4900, "顾思远")
    qtbot.waitUntil(lambda: not page.aside.gift_lines.lines)
    qtbot.waitUntil(lambda: "骑行头巾" in words_of(page.aside))
    assert not told.refused


def test_a_gift_over_the_limit_needs_its_reason_and_a_forbidden_one_stops_the_report(
    qtbot: QtBot, home: Ground
) -> None:
    visit_id = home.plan()
    page, _told = opened(qtbot, home, Route("visit", visit_id))
    page.form.discussed.setPlainText("谈妥")
    page.add_gift()
    (line,) = page.aside.gift_lines.lines
    line.item.setText("龙井茶礼盒")
    line.value.setText("380")
    line.origin.setText("明前茶")
    qtbot.waitUntil(line.reason.isVisible)
    page.submit()
    qtbot.waitUntil(line._error.isVisible)
    assert home.state(visit_id) == VisitState.PLANNED  # all or nothing
    assert home.read(lambda s: gifts.of_visit(s, visit_id)) == []
    assert line.reason.hasFocus()
    line.reason.setText("开业")
    page.submit()
    qtbot.waitUntil(line.approver.hasFocus)
    line.item.setText("购物卡")
    qtbot.waitUntil(lambda: line.said is not None and line.said.verdict.value == "forbidden")
    line.value.setText("a lot")
    page.submit()
    assert "86.50" in words_of(line)
    line.drop.click()
    page.submit()
    qtbot.waitUntil(lambda: home.state(visit_id) == VisitState.SUBMITTED)


def test_the_words_of_a_gift_choose_its_category_until_somebody_does(qtbot: QtBot, home: Ground) -> None:
    page, _told = opened(qtbot, home, Route("visit", home.plan()))
    assert "No gifts at this visit." in words_of(page.aside)
    page.add_gift()
    assert "No gifts at this visit." not in words_of(page.aside)
    (line,) = page.aside.gift_lines.lines
    line.item.setText("龙井")
    assert line.typed().category == "tea"
    qtbot.keyClick(line.category, Qt.Key.Key_Down)
    chosen = line.typed().category
    line.item.setText("月饼")
    assert line.typed().category == chosen == "food"
    line.item.setText("书")
    assert line.typed().category == "food"


def test_all_that_a_gift_lacks_is_told_at_once_and_the_focus_is_on_the_first(qtbot: QtBot, home: Ground) -> None:
    page, _told = opened(qtbot, home, Route("visit", home.plan()))
    page.form.discussed.setPlainText("谈妥")
    page.add_gift()
    (line,) = page.aside.gift_lines.lines
    line.origin.setText("明前茶")
    page.submit()
    qtbot.waitUntil(line._error.isVisible)
    assert "What is given、Value in yuan" in line._error.text()
    assert line.item.hasFocus()
    assert [one.property("invalid") for one in (line.item, line.value, line.origin)] == ["true", "true", "false"]


def test_who_allowed_a_gift_and_why_is_told_beside_the_report(qtbot: QtBot, home: Ground) -> None:
    visit_id = home.report()
    given = gifts.GiftDraft(
        home.client_id, home.gu, "龙井茶礼盒", TODAY, value_minor=38_000, origin="明前茶", visit_id=visit_id,
        override_reason="二厂投产", approver="高原",
    )  # fmt: skip
    home.write(lambda s: gifts.record(s, given, today=TODAY))
    page, _told = opened(qtbot, home, Route("visit", visit_id))
    qtbot.waitUntil(lambda: "龙井茶礼盒" in words_of(page.aside))
    assert "高原 approved: 二厂投产" in words_of(page.aside)


def test_a_closed_time_and_an_official_stop_a_gift_in_line(qtbot: QtBot, home: Ground) -> None:
    visit_id = home.plan()
    home.write(lambda s: setattr(contacts.get(s, home.gu), "is_official", True))
    page, _told = opened(qtbot, home, Route("visit", visit_id))
    page.form.discussed.setPlainText("谈妥")
    page.add_gift()
    (line,) = page.aside.gift_lines.lines
    line.item.setText("茶")
    line.value.setText("49")
    line.origin.setText("产地")
    qtbot.waitUntil(lambda: line.said is not None and line.said.verdict.value == "needs_approval")
    line.reason.setText("开业")
    line.approver.setText("本人")
    page.submit()
    qtbot.waitUntil(line._error.isVisible)
    home.write(lambda s: blackouts.add(s, home.client_id, title="招标", first_on=TODAY, last_on=TODAY))
    line.approver.setText("高原")
    page.submit()
    qtbot.waitUntil(lambda: line.said is not None and line.said.verdict.value == "forbidden")
    page.submit()
    assert home.state(visit_id) == VisitState.PLANNED
    assert home.read(lambda s: gifts.of_visit(s, visit_id)) == []


# --- expenses


def test_receipts_are_attached_to_their_expense(qtbot: QtBot, home: Ground, tmp_path: Path) -> None:
    visit_id = home.report()
    page, told = opened(qtbot, home, Route("visit", visit_id))
    (line,) = page.form.expenses.lines
    slip, bad = tmp_path / "票据.png", tmp_path / "空.png"
    Image.new("RGB", (64, 48), "white").save(slip)
    bad.write_bytes(b"")
    line.receipts_chosen.emit([slip, bad])
    qtbot.waitUntil(lambda: bool(line.typed().receipts))
    assert told.refused == ["attachment.empty"]
    (receipt,) = line.typed().receipts
    page.save()
    qtbot.waitUntil(lambda: home.stored(visit_id).expenses[0].receipts == (receipt,))
    assert home.read(lambda s: attachments.photos_of_visit(s, visit_id)) == []  # a receipt is no photo of the report
    again, _ = opened(qtbot, home, Route("visit", visit_id))
    shown = again.form.expenses.lines[0]
    assert "票据" in shown.receipt.toolTip()
    shown.make_menu().actions()[0].trigger()
    assert shown.typed().receipts == ()


# --- what keeps itself


class Frame(QStackedWidget):
    """A window with two pages, as the program has."""


def test_going_elsewhere_saves_the_report_and_its_promises(qtbot: QtBot, home: Ground) -> None:
    visit_id = home.plan()
    frame = Frame()
    qtbot.addWidget(frame)
    page, other = VisitPage(home.tasks), QWidget()
    told = Told(page, home.tasks)
    for each in (page, other):
        frame.addWidget(each)
    page.show_route(Route("visit", visit_id))
    frame.resize(1280, 800)
    frame.show()
    qtbot.waitExposed(frame)
    qtbot.waitUntil(page.foot.isVisible)
    frame.setCurrentWidget(other)
    qtbot.wait(50)
    assert home.state(visit_id) == VisitState.PLANNED  # nothing was written yet
    frame.setCurrentWidget(page)
    page.form.discussed.setPlainText("谈妥")
    page.aside.promises.add_new().text.setText("寄样")
    frame.setCurrentWidget(other)
    qtbot.waitUntil(lambda: home.state(visit_id) == VisitState.REPORTED)
    assert [each.text for each in home.stored(visit_id).commitments] == ["寄样"]
    qtbot.waitUntil(lambda: bool(told.notices))
    assert told.notices[-1].batch_id is not None  # it can be undone
    assert home.read(lambda s: drafts.find(s, f"visit:{visit_id}")) is None
    frame.setCurrentWidget(page)
    page.form.times.start.setText("half past")
    frame.setCurrentWidget(other)
    qtbot.waitUntil(lambda: home.read(lambda s: drafts.find(s, f"visit:{visit_id}")) is not None)
    assert not told.refused


def test_the_draft_holds_gifts_stamps_and_receipts(qtbot: QtBot, home: Ground) -> None:
    visit_id = home.plan()
    page, _told = opened(qtbot, home, Route("visit", visit_id))
    page.add_gift()
    page.aside.gift_lines.lines[0].item.setText("茶")
    page.form.stamps.arrived.take()
    stamp = page.form.stamps.arrived.at
    page.keep_draft()
    qtbot.waitUntil(lambda: home.read(lambda s: drafts.find(s, f"visit:{visit_id}")) is not None)
    again, _ = opened(qtbot, home, Route("visit", visit_id))
    assert [line.item.text() for line in again.aside.gift_lines.lines] == ["茶"]
    assert again.form.stamps.arrived.at == stamp
    assert "Autosaved at" in again.foot._state.text()


# --- what is too much


def test_a_text_of_60_000_characters_and_200_promises_stay_workable(qtbot: QtBot, home: Ground) -> None:
    visit_id = home.report(
        discussed="长文" * 30_000, commitments=tuple(CommitmentDraft(f"承诺 {n}", TODAY) for n in range(200))
    )
    page, told = opened(qtbot, home, Route("visit", visit_id))
    qtbot.waitUntil(lambda: len(page.aside.promises.cards) == 200)
    page.form.discussed.setFocus()
    QTest.keyClicks(page.form.discussed, "abcdefghij")
    page.keep_draft()
    page.aside.promises.cards[150].edit()
    page.save()
    qtbot.waitUntil(lambda: home.stored(visit_id).discussed.startswith("abcdefghij"), timeout=20_000)
    assert len(home.stored(visit_id).commitments) == 200
    assert not told.refused


def test_a_text_that_cannot_be_kept_is_told_beside_it_and_stays(qtbot: QtBot, home: Ground) -> None:
    visit_id = home.report()
    page, _told = opened(qtbot, home, Route("visit", visit_id))
    page.form.discussed.setPlainText("长" * 65_537)
    page.save()
    qtbot.waitUntil(lambda: page.form.fields["discussed"].error is not None)
    assert len(page.form.discussed.toPlainText()) == 65_537
    assert home.stored(visit_id).discussed == "看了油样报告"


def huge_png(path: Path, side: int) -> Path:
    """A PNG that says it has so many pixels and holds none: what an attacker would send."""
    import struct
    import zlib

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + body)
    return path


def test_forty_photos_with_bad_ones_among_them_are_one_sentence(qtbot: QtBot, home: Ground, tmp_path: Path) -> None:
    visit_id = home.report()
    page, told = opened(qtbot, home, Route("visit", visit_id))
    page.form.discussed.setPlainText("正在写")
    files = []
    for number in range(40):
        files.append(tmp_path / f"{number:02}.png")
        Image.new("RGB", (64, 48), (number, 9, 9)).save(files[-1])
    (tmp_path / "broken.jpg").write_bytes(b"\xff\xd8\xff\xe0 broken")
    files += [tmp_path / "broken.jpg", huge_png(tmp_path / "huge.png", 60_000), tmp_path / "gone.jpg"]
    page.form.photos.chosen.emit(files)
    qtbot.waitUntil(lambda: bool(told.refused), timeout=20_000)
    qtbot.waitUntil(lambda: len(page.form.photos.photos()) == 40, timeout=20_000)
    assert told.refused == ["visit.files_refused"]
    assert page.form.discussed.toPlainText() == "正在写"
    names = [each.name for each in home.read(lambda s: attachments.photos_of_visit(s, visit_id))]
    assert names == [f"{number:02}.png" for number in range(40)]


def test_photos_are_put_in_order_by_keys(qtbot: QtBot, home: Ground, tmp_path: Path) -> None:
    visit_id = home.report()
    for number in range(3):
        Image.new("RGB", (64, 48), (number * 9, 9, 9)).save(tmp_path / f"{number}.png")
    page, _told = opened(qtbot, home, Route("visit", visit_id))
    page.form.photos.chosen.emit([tmp_path / f"{number}.png" for number in range(3)])
    qtbot.waitUntil(lambda: len(page.form.photos.photos()) == 3)

    def order(session: Any) -> str:
        return "".join(each.name[0] for each in attachments.photos_of_visit(session, visit_id))

    last = page.form.photos.photos()[2]
    qtbot.keyClick(last.edit, Qt.Key.Key_Up, ALT)
    qtbot.waitUntil(lambda: home.read(order) == "021")
    qtbot.waitUntil(lambda: page.form.photos.photos()[1].edit.hasFocus())
    qtbot.keyClick(page.form.photos.photos()[1].edit, Qt.Key.Key_Down, ALT)
    qtbot.waitUntil(lambda: home.read(order) == "012")


# --- by keys alone


def test_the_whole_loop_by_keys(qtbot: QtBot, home: Ground) -> None:
    page, told = opened(qtbot, home, new(home, on=TODAY))
    assert page.form.objective.hasFocus()
    QTest.keyClicks(page.form.objective, "Meet")
    qtbot.keyClick(page.form.objective, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: bool(told.routes))
    visit_id = told.routes[0].id
    page.show_route(told.routes[0])
    qtbot.waitUntil(lambda: page.foot.work == "report")  # it is today
    assert page.form.discussed.hasFocus()
    order = []
    for _ in range(12):
        widget = QApplication.focusWidget()
        order.append(widget)
        qtbot.keyClick(widget, Qt.Key.Key_Tab)
    form = page.form
    seen = [
        order.index(each) for each in (form.discussed, form.needs, form.competitors, form.next_step) if each in order
    ]
    assert len(seen) == 4
    assert seen == sorted(seen)
    form.discussed.setFocus()
    QTest.keyClicks(form.discussed, "Agreed")
    qtbot.keyClick(form.discussed, Qt.Key.Key_5, ALT)
    qtbot.keyClick(form.discussed, Qt.Key.Key_P, ALT)
    card = page.aside.promises.cards[0]
    QTest.keyClicks(card.text, "Send")
    qtbot.keyClick(card.text, Qt.Key.Key_Return)
    qtbot.keyClick(card, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: home.state(visit_id) == VisitState.SUBMITTED)
    stored = home.stored(visit_id)
    assert (stored.objective, stored.discussed, stored.impression) == ("Meet", "Agreed", 5)
    assert [each.text for each in stored.commitments] == ["Send"]


def test_a_day_without_room_is_told(qtbot: QtBot, home: Ground) -> None:
    from kam_desktop.core import clients, settings

    day = date(2026, 9, 22)

    def fill(session: Any) -> None:
        settings.put(session, "day_visits", 1)
        other = clients.create(session, clients.ClientDraft("别家"), today=TODAY)
        visits.plan(session, visits.VisitDraft(other, day), today=TODAY)

    home.write(fill)
    page, _told = opened(qtbot, home, Route("visit", home.report()))
    page.form.next_on.field.setFocus()
    qtbot.keyClicks(page.form.next_on.field, "9-22")
    assert "on that day" in page.form.next_on.hint()
    assert page.form.next_on.other.text() == "9 月 21 日"


def test_people_may_be_only_names(qtbot: QtBot, home: Ground) -> None:
    visit_id = home.report()
    page, _told = opened(qtbot, home, Route("visit", visit_id))
    page.form.people.set_people([*page.form.people.people(), Person("过路人")])
    page.save()
    qtbot.waitUntil(lambda: home.stored(visit_id).participant_names == ("过路人",))


def test_today_tells_late_reports_and_leads_to_them(qtbot: QtBot, home: Ground) -> None:
    home.report(on=TODAY - timedelta(days=5))
    today = TodayPage(home.tasks)
    told = Told(today, home.tasks)
    qtbot.addWidget(today)
    show(qtbot, today, Route("today"))
    qtbot.waitUntil(today.side.head.reports.isVisible)
    assert today.side.head.reports.accessibleName() == "1 report(s) late"
    today.side.head.reports.click()
    assert told.routes == [Route("visits", args={"state": "late"})]
    today.resize(560, 500)
    assert today.side.head.reports.text() == "1"


def test_the_plan_of_today_can_be_seen_and_changed_again(qtbot: QtBot, home: Ground) -> None:
    visit_id = home.plan(objective="认识部长", agenda="一、油样\n二、价格")
    page, _told = opened(qtbot, home, Route("visit", visit_id))
    assert page.foot.work == "report"
    assert "二、价格" in words_of(page.brief)
    steps = page.head.steps
    QTest.mouseClick(steps, Qt.MouseButton.LeftButton, pos=QPoint(8, steps.height() // 2))
    assert page.foot.work == "plan"
    assert not page.is_dirty  # looking is no change
    assert page.form.objective.hasFocus()
    page.form.objective.setPlainText("认识新部长")
    qtbot.keyClick(page.form.objective, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: home.stored(visit_id).objective == "认识新部长")
    qtbot.waitUntil(lambda: not page.is_dirty and page._saving is None)
    qtbot.wait(50)
    assert page.foot.work == "plan"
    qtbot.keyClick(steps, Qt.Key.Key_Right)
    assert page.foot.work == "report"
    assert page.form.discussed.hasFocus()
    assert "认识新部长" in words_of(page.brief)
