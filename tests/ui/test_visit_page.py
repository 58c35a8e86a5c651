"""The visit page over a real store: plan, report, promises, drafts, submit, review."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from kam_desktop.core import attachments, drafts, gifts, settings, visit_lists, visits
from kam_desktop.core.gifts import GiftDraft
from kam_desktop.core.rules import amounts
from kam_desktop.core.rules.kinds import Side, VisitState
from kam_desktop.ui import appearance, fonts
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.visits import typed
from kam_desktop.ui.visits.photos import Photos
from kam_desktop.ui.visits.typed import Typed, TypedExpense, TypedGift, TypedPromise
from kam_desktop.ui.visits.visit_page import VisitPage
from kam_desktop.ui.widgets.drop_mark import DropMark
from ui.visit_ground import TODAY, Ground, Told, ground, show, words_of


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


def test_a_plan_of_a_later_day_opens_as_a_plan_and_is_saved_again(qtbot: QtBot, home: Ground) -> None:
    visit_id = home.plan(on=date(2026, 9, 22), objective="换油计划", to_bring=("油样报告",))
    page, told = opened(qtbot, home, Route("visit", visit_id))
    assert page.foot.work == "plan"
    assert page.form.objective.toPlainText() == "换油计划"
    assert not page.form.discussed.isVisible()
    page.form.to_bring.setPlainText("油样报告\n  对照表 \n\n")
    page.form.planned_on.setFocus()
    page.form.planned_on.setText("")
    qtbot.keyClicks(page.form.planned_on, "9-23")
    qtbot.keyClick(page.form.planned_on, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(told.notices))
    stored = home.stored(visit_id)
    assert (stored.on, stored.to_bring) == (date(2026, 9, 23), ("油样报告", "对照表"))
    assert home.state(visit_id) == VisitState.PLANNED
    assert not page.is_dirty


def test_a_planned_visit_becomes_the_report_on_its_day(qtbot: QtBot, home: Ground) -> None:
    visit_id = home.plan(objective="换油计划", to_bring=("油样报告", "样品 & 价目"))
    page, _told = opened(qtbot, home, Route("visit", visit_id))
    assert page.foot.work == "report"
    assert page.form.discussed.hasFocus()
    brief = words_of(page.brief)
    assert "换油计划" in brief
    assert "花粉过敏，勿送花" in brief
    assert "设备部长" in brief
    assert [str(box.property("line")) for box in page.brief.findChildren(QCheckBox) if box.isVisible()] == [
        "油样报告",
        "样品 & 价目",
    ]


def test_a_new_visit_asks_for_its_client_and_is_planned(qtbot: QtBot, home: Ground) -> None:
    page = VisitPage(home.tasks)
    told = Told(page, home.tasks)
    qtbot.addWidget(page)
    show(qtbot, page, Route("visit"))
    assert page.ask.isVisible()
    qtbot.keyClicks(page.ask.field, "suzhou")
    qtbot.keyClick(page.ask.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(told.routes))
    assert told.routes[0].args["client_id"] == home.client_id
    page.show_route(told.routes[0])
    qtbot.waitUntil(page.foot.isVisible)
    assert not page.ask.isVisible()
    assert page.foot.work == "plan"
    page.form.objective.setPlainText("初次见面")
    page.save()
    qtbot.waitUntil(lambda: len(told.routes) == 2)
    assert home.stored(told.routes[1].id).objective == "初次见面"
    page.show_route(told.routes[1])
    assert page.form.objective.toPlainText() == "初次见面"


def test_until_a_visit_is_read_nothing_is_said_of_it(qtbot: QtBot, home: Ground) -> None:
    page = VisitPage(home.tasks)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    page.show()
    page.show_route(Route("visit", home.submitted()))
    assert not page.head.isVisible()
    page.layout().activate()
    assert page.loading.y() < 10, "at the top, where the page begins"
    qtbot.waitUntil(page.foot.isVisible)
    assert page.head.isVisible()


def test_the_whole_report_is_saved_and_submitted_by_keys(qtbot: QtBot, home: Ground) -> None:
    visit_id = home.plan()
    page, told = opened(qtbot, home, Route("visit", visit_id))
    form = page.form
    qtbot.keyClicks(form.discussed, "LGM")
    form.times.end.setText("1120")
    form.competitors.setText("鼎泰送样一桶")
    form.needs.setPlainText("选型")
    qtbot.keyClick(page, Qt.Key.Key_4, Qt.KeyboardModifier.AltModifier)
    assert form.impression.value() == 4
    form.expenses.more.click()
    line = form.expenses.findChildren(type(form.place))
    line[0].setText("高速")
    qtbot.keyClicks(line[1], "86.50")
    qtbot.keyClick(page, Qt.Key.Key_P, Qt.KeyboardModifier.AltModifier)
    card = page.aside.promises.cards[0]
    assert card.text.hasFocus()
    card.text.setText("派技术员")
    card.side.setCurrentIndex(card.side.findData(Side.CLIENT.value))
    card.owner.setText("马俊")
    card.editors.focusNextPrevChild(True)
    if not card.due.hasFocus():  # past the button that removes the card
        card.editors.focusNextPrevChild(True)
    assert card.due.hasFocus(), "from what to by when"
    qtbot.keyClicks(card.due, "9-30")
    qtbot.keyClick(card.due, Qt.Key.Key_Return)
    assert not card.is_editing
    qtbot.keyClick(form.discussed, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: home.state(visit_id) == VisitState.SUBMITTED)
    stored = home.stored(visit_id)
    assert (stored.discussed, stored.ended_at, stored.impression) == ("LGM", time(11, 20), 4)
    assert [(e.text, e.minor) for e in stored.expenses] == [("高速", 8650)]
    assert [(c.text, c.side, c.owner, c.due_on) for c in stored.commitments] == [
        ("派技术员", Side.CLIENT, "马俊", date(2026, 9, 30))
    ]
    qtbot.waitUntil(lambda: page.foot.work == "read")
    assert form.discussed.isReadOnly()
    assert not told.refused
    assert not told.unexpected


def test_an_empty_report_is_not_submitted_and_nothing_of_it_is_kept(qtbot: QtBot, home: Ground) -> None:
    visit_id = home.plan()
    page, told = opened(qtbot, home, Route("visit", visit_id))
    page.form.needs.setPlainText("选型")
    page.submit()
    qtbot.waitUntil(lambda: page.form.fields["discussed"].error is not None)
    assert home.state(visit_id) == VisitState.PLANNED
    assert page.form.needs.toPlainText() == "选型"
    assert page.is_dirty
    assert not told.notices


def test_invalid_times_are_told_beside_their_field(qtbot: QtBot, home: Ground) -> None:
    visit_id = home.plan()
    page, _told = opened(qtbot, home, Route("visit", visit_id))
    page.form.times.start.setText("25:70")
    page.save()
    assert page.form.fields["times"].error == "Write a time as 10:05."
    page.form.times.start.setText("11:00")
    page.form.times.end.setText("10:00")
    page.save()
    qtbot.waitUntil(lambda: "早于" in (page.form.fields["times"].error or ""))
    page.form.times.end.setText("12:00")
    page.form.reported_on.setText("13-45")
    page.form.reported_on.textEdited.emit("13-45")
    page.save()
    assert page.form.fields["reported_on"].error == "Write a date as 10-15 or 2026-10-15."
    assert page.form.fields["times"].error is None


def test_a_day_off_is_told_with_the_next_working_day(qtbot: QtBot, home: Ground) -> None:
    visit_id = home.report()
    page, _told = opened(qtbot, home, Route("visit", visit_id))
    field = page.form.next_on.field
    field.setFocus()
    qtbot.keyClicks(field, "10-4")
    assert "国庆" in page.form.next_on.hint()
    assert "9 月 30 日" in page.form.next_on.hint()
    assert (field.property("warned"), field.property("invalid")) == ("true", None)
    page.form.set_locked(True)
    assert page.form.next_on.hint() == ""
    page.form.set_locked(False)
    assert "9 月 30 日" in page.form.next_on.hint()
    qtbot.mouseClick(page.form.next_on.other, Qt.MouseButton.LeftButton)
    assert field.value() == date(2026, 9, 30)
    assert page.form.next_on.hint() == ""


def test_what_was_typed_comes_back_after_the_page_is_gone(qtbot: QtBot, home: Ground) -> None:
    visit_id = home.plan()
    page, _told = opened(qtbot, home, Route("visit", visit_id))
    page.form.discussed.setPlainText("谈到一半")
    page.form.times.end.setText("11点")
    page.aside.promises.add_new().text.setText("没写完的承诺")
    page._timer.setInterval(1)
    page._timer.start()
    qtbot.waitUntil(lambda: home.read(lambda s: drafts.find(s, f"visit:{visit_id}")) is not None)
    page.close()
    page.deleteLater()
    again, told = opened(qtbot, home, Route("visit", visit_id))
    assert again.form.discussed.toPlainText() == "谈到一半"
    assert again.form.times.end.text() == "11点"
    assert again.aside.promises.cards[0].text.text() == "没写完的承诺"
    assert again.note.isVisible()
    assert home.stored(visit_id).discussed == ""
    again.save()
    qtbot.waitUntil(lambda: bool(told.notices))
    assert home.read(lambda s: drafts.find(s, f"visit:{visit_id}")) is None
    assert home.stored(visit_id).ended_at == time(11, 0)
    assert not again.note.isVisible()


def test_a_plan_that_is_left_is_on_the_lists(qtbot: QtBot, home: Ground) -> None:
    page, host = VisitPage(home.tasks), QStackedWidget()
    told = Told(page, home.tasks)
    qtbot.addWidget(host)
    for widget in (page, QWidget()):
        host.addWidget(widget)
    host.show()
    page.show_route(Route("visit", "", {"client_id": home.client_id}))
    qtbot.waitUntil(page.foot.isVisible)
    qtbot.keyClicks(page.form.objective, "prices")
    host.setCurrentIndex(1)
    qtbot.waitUntil(lambda: bool(told.notices))
    [visit_id] = home.read(visit_lists.ids)
    assert home.stored(visit_id).objective == "prices"
    assert home.read(lambda s: visits.get(s, visit_id).state) == VisitState.PLANNED


def test_a_draft_can_be_thrown_away(qtbot: QtBot, home: Ground) -> None:
    visit_id = home.report()
    body = typed.to_json(Typed(mode="report", on="2026-09-16", discussed="别的")) | {"at": "2026-09-16T11:42:08+08:00"}
    home.write(lambda s: drafts.keep(s, f"visit:{visit_id}", body))
    page, _told = opened(qtbot, home, Route("visit", visit_id))
    assert page.form.discussed.toPlainText() == "别的"
    page.note.discarded.emit()
    assert page.form.discussed.toPlainText() == "看了油样报告"
    qtbot.waitUntil(lambda: home.read(lambda s: drafts.find(s, f"visit:{visit_id}")) is None)
    assert not page.is_dirty


def test_another_visit_does_not_take_the_words_of_the_first(qtbot: QtBot, home: Ground) -> None:
    first, second = home.plan(), home.report(on=date(2026, 9, 10))
    page, _told = opened(qtbot, home, Route("visit", first))
    qtbot.keyClicks(page.form.discussed, "first")
    page.show_route(Route("visit", second))
    qtbot.waitUntil(lambda: page.foot.isVisible() and page.form.discussed.toPlainText() == "看了油样报告")
    page.show_route(Route("visit", first))
    qtbot.waitUntil(lambda: page.form.discussed.toPlainText() == "first")
    assert home.stored(second).discussed == "看了油样报告"


def test_a_change_elsewhere_keeps_what_is_typed(qtbot: QtBot, home: Ground) -> None:
    visit_id = home.report()
    page, _told = opened(qtbot, home, Route("visit", visit_id))
    page.form.discussed.setPlainText("正在写")
    gift = GiftDraft(
        home.client_id, home.gu, "骑行头巾", TODAY, value_minor=4900, origin="环太湖骑行", visit_id=visit_id
    )
    home.tasks.write(page, lambda s: gifts.record(s, gift, today=TODAY), done=lambda _made: None)
    qtbot.waitUntil(lambda: "骑行头巾" in words_of(page.aside))
    assert "¥49" in words_of(page.aside)
    assert page.form.discussed.toPlainText() == "正在写"


def test_a_gift_of_a_new_visit_belongs_to_it(qtbot: QtBot, home: Ground) -> None:
    page, told = opened(qtbot, home, Route("visit", "", {"client_id": home.client_id, "report": True}))
    page.form.discussed.setPlainText("还没写完")
    page.aside.promises.add_new().text.setText("下周回话")
    qtbot.keyClick(page, Qt.Key.Key_G, Qt.KeyboardModifier.AltModifier)
    page.aside.gift_lines.lines[0].full.click()
    qtbot.waitUntil(lambda: len(told.routes) == 2)
    visit, gift = told.routes
    assert (visit.page, gift.page) == ("visit", "gift_form")
    assert gift.args["visit_id"] == visit.id
    assert home.state(visit.id) == VisitState.PLANNED
    page.show_route(visit)
    assert page.form.discussed.toPlainText() == "还没写完"
    page.save()
    qtbot.waitUntil(lambda: home.state(visit.id) == VisitState.REPORTED)
    assert [each.text for each in home.stored(visit.id).commitments] == ["下周回话"]


@pytest.mark.parametrize("lead", ["", "刘敏"])
def test_nobody_is_led_on_to_accept_what_they_handed_in(qtbot: QtBot, home: Ground, lead: str) -> None:
    home.write(lambda s: settings.put(s, "lead", lead))
    page, _told = opened(qtbot, home, Route("visit", home.report()))
    page.submit()
    qtbot.waitUntil(lambda: page.foot.work == "read" and page.review.isVisible())
    assert not page.foot.accept.isVisible()
    assert page.review.withdraw.isVisible()
    assert ("Waits for" in words_of(page.review)) is bool(lead)


def test_the_lead_returns_with_a_remark_and_then_accepts(qtbot: QtBot, home: Ground) -> None:
    visit_id = home.submitted()
    home.write(lambda s: setattr(visits.get(s, visit_id), "owner", "马工"))
    page, _told = opened(qtbot, home, Route("visit", visit_id))
    qtbot.waitUntil(lambda: page.foot.work == "review")
    page.foot.give_back.click()
    qtbot.waitUntil(lambda: page.foot.line.property("invalid") == "true")
    qtbot.keyClicks(page.foot.line, "Q4?")
    page.foot.give_back.click()
    qtbot.waitUntil(lambda: page.foot.work == "report")
    assert home.state(visit_id) == VisitState.RETURNED
    qtbot.waitUntil(lambda: "Q4?" in words_of(page.review))
    assert not page.form.discussed.isReadOnly()
    page.submit()
    qtbot.waitUntil(lambda: page.foot.work == "review")
    qtbot.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.wait(50)
    assert home.state(visit_id) == VisitState.SUBMITTED  # a second Ctrl+Enter is no review
    page.foot.accept.click()
    qtbot.waitUntil(lambda: page.foot.work == "read")
    assert home.state(visit_id) == VisitState.ACCEPTED


def test_a_plan_is_called_off_with_its_reason(qtbot: QtBot, home: Ground) -> None:
    visit_id = home.plan(on=date(2026, 9, 22))
    page, _told = opened(qtbot, home, Route("visit", visit_id))
    page.foot.cancel.click()
    page.foot.confirm.click()
    qtbot.waitUntil(lambda: page.foot.line.property("invalid") == "true")
    assert page.on_escape()
    assert page.foot.work == "plan"
    page.foot.cancel.click()
    qtbot.keyClicks(page.foot.line, "Covid")
    page.foot.confirm.click()
    qtbot.waitUntil(lambda: page.foot.work == "read")
    assert home.state(visit_id) == VisitState.CANCELLED
    assert "Covid" in words_of(page.aside)


def test_an_undone_visit_leads_back_to_the_list(qtbot: QtBot, home: Ground) -> None:
    visit_id = home.plan()
    page, told = opened(qtbot, home, Route("visit", visit_id))

    def remove(session: object) -> None:
        visits.get(session, visit_id).deleted_at = visits.now()  # type: ignore[arg-type]

    home.tasks.write(page, remove)
    qtbot.waitUntil(lambda: Route("visits") in told.routes)
    assert not told.refused


def test_photos_are_kept_at_once_and_taken_away(qtbot: QtBot, home: Ground, tmp_path: Path) -> None:
    visit_id = home.report()
    page, told = opened(qtbot, home, Route("visit", visit_id))
    Image.new("RGB", (64, 48), "teal").save(tmp_path / "铭牌.png")
    page.form.photos.chosen.emit([tmp_path / "铭牌.png"])
    qtbot.waitUntil(lambda: "铭牌.png" in words_of(page.form.photos))
    ((photo_id, _name),) = home.read(lambda s: attachments.of_visit(s, visit_id))
    page.form.photos.dropped.emit(photo_id)
    qtbot.waitUntil(lambda: "铭牌.png" not in words_of(page.form.photos))
    (tmp_path / "no.jpg").write_bytes(b"not a photo")
    page.form.photos.chosen.emit([tmp_path / "no.jpg"])
    qtbot.waitUntil(lambda: told.refused == ["photo.unreadable"])


def test_photos_are_dropped_and_get_captions(qtbot: QtBot, home: Ground, tmp_path: Path) -> None:
    visit_id = home.report()
    page, told = opened(qtbot, home, Route("visit", visit_id))
    photos = page.form.photos
    Image.new("RGB", (64, 48), "teal").save(tmp_path / "IMG_1.png")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "IMG_1.png"))])
    nothing = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(photos, QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, mime, *nothing))
    assert photos.drop.is_over
    QApplication.sendEvent(photos, QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, mime, *nothing))
    qtbot.waitUntil(lambda: "IMG_1.png" in words_of(photos))
    photos.photos()[0].edit.click()
    line = photos.photos()[0].line
    assert line is not None
    qtbot.keyClicks(line, "Name plate")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Name plate" in words_of(photos))
    (kept,) = home.read(lambda s: attachments.photos_of_visit(s, visit_id))
    assert kept.caption == "Name plate"
    photos.photos()[0].edit.click()
    qtbot.keyClicks(photos.photos()[0].line, "x")
    qtbot.keyClick(photos.photos()[0].line, Qt.Key.Key_Escape)
    assert "Name plate" in words_of(photos)
    assert photos.photos()[0].edit.hasFocus()
    assert not told.refused


def test_photos_are_put_in_order_by_dragging(qtbot: QtBot) -> None:
    photos = Photos()
    qtbot.addWidget(photos)
    photos.resize(900, 60)
    photos.show_photos([attachments.PhotoRow(name, f"{name}.png", "") for name in "abc"], is_locked=False)
    photos.show()
    placed: list[tuple[str, str, str]] = []
    photos.placed.connect(lambda *told: placed.append(told))

    def drag(to: QPoint) -> None:
        photo = photos.photos()[0]
        qtbot.mousePress(photo, Qt.MouseButton.LeftButton, pos=QPoint(30, 10))
        qtbot.mouseMove(photo, photo.mapFromParent(to))
        qtbot.mouseRelease(photo, Qt.MouseButton.LeftButton, pos=photo.mapFromParent(to))

    second, third = (photo.geometry() for photo in photos.photos()[1:])
    drag(third.center() - QPoint(10, 0))
    drag(third.center() + QPoint(10, 0))
    drag(second.center() - QPoint(10, 0))  # where it is already
    assert placed == [("a", "b", "c"), ("a", "c", "")]
    mark = photos.findChild(DropMark)
    assert not mark.isVisible()
    qtbot.mousePress(photos.photos()[0], Qt.MouseButton.LeftButton, pos=QPoint(30, 10))
    qtbot.mouseMove(photos.photos()[0], photos.photos()[0].mapFromParent(third.center()))
    assert mark.isVisible()
    photos.show_photos([attachments.PhotoRow(name, f"{name}.png", "") for name in "abc"], is_locked=True)
    assert not mark.isVisible()  # what was dragged is gone
    drag(third.center())
    assert len(placed) == 2


def test_a_narrow_window_shows_one_column_at_a_time(qtbot: QtBot, home: Ground) -> None:
    visit_id = home.report()
    page, _told = opened(qtbot, home, Route("visit", visit_id), (960, 500))
    assert [pane.isVisible() for pane in page.columns.panes] == [False, True, False]
    page.next_pane()
    assert page.aside.isVisible()
    assert page.on_escape()
    assert page.form.isVisible()
    page.head.panes.chip("0").click()
    assert page.brief.isVisible()
    page.resize(1280, 800)
    assert all(pane.isVisible() for pane in page.columns.panes)


def test_the_client_is_read_whole_at_twice_the_size(qtbot: QtBot, qapp: QApplication, home: Ground) -> None:
    page, _told = opened(qtbot, home, Route("visit", home.report()), (1232, 704))
    appearance.apply(qapp, "light", 2.0)
    qapp.processEvents()
    title = page.head._title
    for width, name in ((1232, "Visit 苏州瑞川机械"), (1000, "苏州瑞川机械")):
        page.resize(width, 704)
        qapp.processEvents()
        assert title.text() == name
        assert fonts.width(title.font(), title.text()) <= title.width()
    appearance.apply(qapp, "light")


def test_names_are_shown_as_they_are(qtbot: QtBot, home: Ground) -> None:
    visit_id = home.report(participant_names=("<b>王</b>", "很长的名字" * 30), objective="<i>A</i> & B")
    page, _told = opened(qtbot, home, Route("visit", visit_id))
    assert page.form.discussed.mapTo(page, page.form.discussed.rect().topRight()).x() < page.aside.x()
    assert ("", "<b>王</b>") in page.typed().people
    assert "<i>A</i> & B" in words_of(page.brief)


def test_escape_and_drop_of_a_promise(qtbot: QtBot, home: Ground) -> None:
    visit_id = home.report()
    page, _told = opened(qtbot, home, Route("visit", visit_id))
    card = page.aside.promises.cards[0]
    card.setFocus()
    qtbot.keyClick(card, Qt.Key.Key_Return)
    assert card.is_editing
    assert page.on_escape()
    assert not card.is_editing
    gone = card.typed().text
    qtbot.keyClick(card, Qt.Key.Key_Delete)
    page.save()
    qtbot.waitUntil(lambda: len(home.stored(visit_id).commitments) == 1)
    assert gone not in {each.text for each in home.stored(visit_id).commitments}


texts = st.text(max_size=20)


@given(
    st.builds(
        Typed,
        mode=st.sampled_from(("plan", "report")),
        on=st.one_of(texts, st.dates().map(str)),
        start=texts,
        end=texts,
        people=st.lists(st.tuples(texts, texts), max_size=3).map(tuple),
        impression=st.one_of(st.none(), st.integers(1, 5)),
        expenses=st.lists(
            st.builds(TypedExpense, texts, texts, st.lists(texts, max_size=2).map(tuple)), max_size=3
        ).map(tuple),
        gifts=st.lists(st.builds(TypedGift, texts, texts, origin=texts), max_size=3).map(tuple),
        arrived=texts,
        left=texts,
        promises=st.lists(st.builds(TypedPromise, text=texts, due=texts), max_size=3).map(tuple),
        brought=st.lists(texts, max_size=3).map(tuple),
    )
)
def test_any_typed_words_survive_a_draft_and_never_raise(given_words: Typed) -> None:
    import json

    assert typed.from_json(json.loads(json.dumps(typed.to_json(given_words)))) == given_words
    reading = typed.read(given_words, "c", None)
    assert (reading.draft is None) == bool(reading.wrong)


@given(st.none() | st.integers() | st.text() | st.lists(st.text()) | st.dictionaries(st.text(), st.integers()))
def test_a_foreign_draft_is_no_draft_or_an_empty_one(body: object) -> None:
    found = typed.from_json(body)
    assert found is None or found == Typed()


@given(st.builds(replace, st.just(Typed(on="2026-09-16")), place=texts))
def test_read_keeps_the_place(one: Typed) -> None:
    draft = typed.read(one, "c", "t").draft
    assert draft is not None
    assert (draft.place, draft.touch_id) == (one.place, "t")


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("10:05", time(10, 5)),
        ("1005", time(10, 5)),
        ("905", time(9, 5)),
        ("9", time(9)),
        ("14点30分", time(14, 30)),
        ("１０：０５", time(10, 5)),
        ("24:00", None),
        ("10:60", None),
        ("ten", None),
        ("", None),
    ],
)
def test_clock(text: str, at: time | None) -> None:
    assert typed.clock(text) == at


@given(st.integers(0, amounts.LARGEST_MINOR))
def test_an_amount_reads_back(minor: int) -> None:
    assert amounts.minor(amounts.typed(minor)) == minor


@pytest.mark.parametrize(
    ("text", "minor"),
    [
        ("268", 26800),
        ("268.0", 26800),
        ("268.05", 26805),
        ("¥1,268.50", 126850),
        ("２６８ 元", 26800),
        ("0.29", 29),
        ("-5", None),
        ("2.681", None),
        ("1,26", None),
        ("5o0", None),
        ("", None),
        ("1e3", None),
        ("9" * 30, None),
    ],
)
def test_amounts_as_people_type_them(text: str, minor: int | None) -> None:
    assert amounts.minor(text) == minor
