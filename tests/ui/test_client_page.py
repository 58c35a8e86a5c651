"""One client's page: figures, people, timeline, promises, keys, the narrow window."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from kam_desktop.core import clients, commitments, contacts, gifts, history, interactions, mergers, touches, visits
from kam_desktop.core.contacts import ContactDraft
from kam_desktop.core.interactions import InteractionDraft
from kam_desktop.core.rules import dates
from kam_desktop.core.rules.kinds import Attitude, BuyingRole, Channel
from kam_desktop.core.timeline_facts import Fact
from kam_desktop.ui import labels
from kam_desktop.ui.clients import client_reading
from kam_desktop.ui.clients.client_page import ClientPage
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.timeline_rows import Show
from kam_desktop.ui.widgets.list_rows import GroupHead, TimelineRow
from ui.client_ground import TODAY, Ground, ground, texts

__all__ = ["ground"]


@pytest.fixture
def client_id(ground: Ground) -> str:
    made = ground.client(
        "宁波恒远轮胎有限公司",
        tier="A",
        kind="dealer",
        lifecycle_stage="stable",
        city="宁波",
        notes="<b>x</b>",
    )

    def add(session: object) -> None:
        first = ContactDraft(
            "周建明",
            title="总经理",
            buying_role="decides",
            attitude="supporter",
            phones=("13800138000",),
            taboos="不饮酒",
        )
        contacts.create(session, made, first, today=TODAY)  # type: ignore[arg-type]
        contacts.create(session, made, ContactDraft("林海燕", birthday=dates.parse("1984")), today=TODAY)  # type: ignore[arg-type]
        for days, text in ((7, "回复：谢谢惦记"), (60, "台风过后仓库无损")):
            draft = InteractionDraft(made, Channel.CALL, TODAY - timedelta(days=days), text)
            interactions.log(session, draft, today=TODAY)  # type: ignore[arg-type]
        commitments.add(session, made, text="陈列架 2 组", due_on=date(2026, 9, 20))  # type: ignore[arg-type]
        touches.replan(session, made, today=TODAY)  # type: ignore[arg-type]

    ground.write(add)
    return made


def menu_of(page: ClientPage, contact_id: str) -> QMenu:
    person = client_reading.person_of(page.seen, contact_id)
    assert person is not None
    return page.actions_of_people.make_menu(person, [])


@pytest.fixture
def page(ground: Ground, client_id: str) -> ClientPage:
    made = ClientPage(ground.tasks)
    ground.show(made, Route("client", client_id))
    return made


def test_tags_give_way_to_the_name_however_long_it_is(page: ClientPage) -> None:
    page.resize(1400, 720)
    assert all(tag.isVisible() for tag in page.head.tags())
    page.head.name.setText("很长的公司名称" * 20)
    page.resize(1399, 720)
    assert page.head.tags()
    assert not any(tag.isVisible() for tag in page.head.tags())


def test_the_head_answers_whether_the_client_is_all_right(page: ClientPage) -> None:
    assert page.head.name.text() == page.title() == "宁波恒远轮胎有限公司"
    assert page.head.silence.value() == "7 days"
    assert page.head.last_visit.value() == "none yet"
    assert page.head.promises.value() == "1, due 20 Sep"
    assert page.head.next_touch.value() != "—"
    shown = texts(page)
    assert "<b>x</b>" in shown
    assert page.head.completeness.missing.text().startswith("Missing: ")
    assert "周建明: 不饮酒" in shown


def test_people_stand_in_cards_with_their_numbers(page: ClientPage) -> None:
    first, second = page.people.people()
    assert (first.name, first.title) == ("周建明", "总经理")
    assert (first.role, first.attitude) == (
        labels.name_of(BuyingRole.DECIDES),
        labels.name_of(Attitude.SUPPORTER),
    )
    assert first.attitude_role == "ok"
    assert "138 0013 8000" in first.detail
    assert second.detail == "1984"


def test_the_timeline_has_months_and_filters_by_keys(qtbot: QtBot, ground: Ground, page: ClientPage) -> None:
    rows = page.facts.list.rows()
    assert isinstance(rows[0], GroupHead)
    assert rows[0].text.endswith("2026")
    assert [row.title.split()[0] for row in rows if isinstance(row, TimelineRow)] == [
        "Promise", "Call", "Call",
    ]  # fmt: skip
    qtbot.keyClick(page.facts.list, Qt.Key.Key_3)
    ground.settle()
    assert page.facts.chips.chosen() == {Show.VISITS.value}
    assert page.facts.empty.isVisible()
    page.activateWindow()
    page.facts.setFocus()
    qtbot.waitUntil(lambda: page.isActiveWindow() and page.isAncestorOf(QApplication.focusWidget() or page.window()))
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_2)
    assert page.facts.chips.chosen() == {Show.CONTACTS.value}, QApplication.focusWidget()
    ground.settle()
    assert page.facts.chips.chip(Show.CONTACTS.value).text() == "Contacts 2"
    qtbot.waitUntil(page.facts.list.isVisible)


def test_a_visit_that_was_only_noted_is_under_visits(
    qtbot: QtBot, ground: Ground, page: ClientPage, client_id: str
) -> None:
    noted = InteractionDraft(client_id, Channel.VISIT, TODAY - timedelta(days=9), "看了新线")
    report = visits.VisitDraft(client_id, TODAY - timedelta(days=70), discussed="谈妥")
    for work in (
        lambda s: interactions.log(s, noted, today=TODAY),
        lambda s: visits.record(s, report, today=TODAY),
    ):
        ground.write(work)
        ground.settle()
    texts_of = {show: page.facts.chips.chip(show.value).text() for show in Show}
    assert texts_of[Show.VISITS] == "Visits 2"
    assert (texts_of[Show.CONTACTS], texts_of[Show.ALL]) == ("Contacts 2", "All 5")
    page.facts.list.setFocus()
    qtbot.keyClick(page.facts.list, Qt.Key.Key_3)
    ground.settle()
    assert [line.text for line in page.facts.lines()] == ["看了新线", "谈妥"]
    qtbot.keyClick(page.facts.list, Qt.Key.Key_2)
    ground.settle()
    assert [line.text for line in page.facts.lines()] == ["回复：谢谢惦记", "台风过后仓库无损"]


def test_chips_count_nothing_while_a_text_is_looked_for(ground: Ground, page: ClientPage) -> None:
    everything = page.facts.chips.chip(Show.ALL.value)
    assert everything.text() == "All 3"
    page.facts.filters.open()
    page.facts.filters.text.setText("没有这样的话")
    page.facts.filters.changed.emit()
    ground.settle()
    assert page.facts.empty.isVisible()
    assert everything.text() == "All"
    assert page.facts.close_filters()
    ground.settle()
    assert everything.text() == "All 3"


def test_the_focus_follows_a_click_on_a_chip(qtbot: QtBot, ground: Ground, page: ClientPage) -> None:
    chips = page.facts.chips
    for focused in (chips.chip(Show.ALL.value), page.facts.list):
        focused.setFocus(Qt.FocusReason.TabFocusReason)
        for show in (Show.VISITS, Show.CONTACTS):
            qtbot.mouseClick(chips.chip(show.value), Qt.MouseButton.LeftButton)
            ground.settle()
            ringed = [each for each in chips.names() if chips.chip(each).hasFocus()]
            assert ringed in ([], [show.value]), focused


def test_the_focus_of_the_list_waits_where_nothing_is_and_comes_back(
    qtbot: QtBot, ground: Ground, page: ClientPage
) -> None:
    page.facts.list.setFocus()
    for show, has_lines in ((Show.GIFTS, False), (Show.VISITS, False), (Show.CONTACTS, True)):
        qtbot.mouseClick(page.facts.chips.chip(show.value), Qt.MouseButton.LeftButton)
        ground.settle()
        assert QApplication.focusWidget() is (page.facts.list if has_lines else page.facts.chips.chip(show.value))


def test_enter_opens_a_visit_and_corrects_a_call(
    qtbot: QtBot, ground: Ground, page: ClientPage, client_id: str
) -> None:
    draft = visits.VisitDraft(client_id, TODAY - timedelta(days=1), objective="冬季备货", discussed="谈妥")
    ground.write(lambda s: visits.record(s, draft, today=TODAY))
    ground.settle()
    by_fact = {line.fact: line.id for line in page.facts.lines()}
    page.facts.list.setFocus()
    page.facts.list.select_id(by_fact[Fact.CONTACT])
    qtbot.keyClick(page.facts.list, Qt.Key.Key_Space)
    assert page.facts.peek.isVisible()
    assert page.facts.peek.toPlainText().count("台风") == 1
    assert page.on_escape()
    assert not page.facts.peek.isVisible()
    qtbot.keyClick(page.facts.list, Qt.Key.Key_Return)
    assert ground.routes[-1] == Route("log", "", {"interaction_id": by_fact[Fact.CONTACT]})
    page.facts.list.select_id(by_fact[Fact.VISIT])
    qtbot.keyClick(page.facts.list, Qt.Key.Key_Return)
    assert ground.routes[-1] == Route("visit", by_fact[Fact.VISIT])


def test_delete_removes_a_call_and_says_why_not_a_visit(
    qtbot: QtBot, ground: Ground, page: ClientPage, client_id: str
) -> None:
    draft = visits.VisitDraft(client_id, TODAY - timedelta(days=70), objective="冬季备货", discussed="谈妥")
    ground.write(lambda s: visits.record(s, draft, today=TODAY))
    ground.settle()
    calls = [line.id for line in page.facts.lines() if line.fact is Fact.CONTACT]
    page.facts.list.setFocus()
    page.facts.list.select_id(calls[0])
    assert [keys for _, keys, _ in page.acts_of_lines.entries()] == ["Enter", "Space", "Del"]
    qtbot.keyClick(page.facts.list, Qt.Key.Key_Delete)
    ground.settle()
    assert [line.id for line in page.facts.lines() if line.fact is Fact.CONTACT] == calls[1:]
    assert ground.read(lambda s: clients.get(s, client_id).last_contact_on) == TODAY - timedelta(days=60)
    removed = ground.notices[-1].batch_id
    page.facts.list.select_id(next(line.id for line in page.facts.lines() if line.fact is Fact.VISIT))
    assert [keys for _, keys, _ in page.acts_of_lines.entries()] == ["Enter", "Space"]
    qtbot.keyClick(page.facts.list, Qt.Key.Key_Delete)
    assert (ground.notices[-1].batch_id, ground.notices[-1].is_done) == (None, False)
    ground.write(lambda s: history.undo(s, removed, today=TODAY))
    ground.settle()
    assert [line.id for line in page.facts.lines() if line.fact is Fact.CONTACT] == calls


def test_the_menu_of_a_line_comes_by_its_key(qtbot: QtBot, ground: Ground, page: ClientPage) -> None:
    page.facts.list.setFocus()
    page.facts.list.select_id(next(line.id for line in page.facts.lines() if line.fact is Fact.CONTACT))
    ground_of_list = page.facts.list.viewport()
    middle = ground_of_list.rect().center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, middle, ground_of_list.mapToGlobal(middle))
    QApplication.sendEvent(ground_of_list, event)
    [menu] = page.facts.list.findChildren(QMenu)
    assert [action.text().partition("\t")[2] for action in menu.actions()] == ["Enter", "Space", "Del"]
    menu.actions()[0].trigger()
    assert ground.routes[-1].page == "log"
    menu.close()


def test_enter_on_a_gift_opens_it(qtbot: QtBot, ground: Ground, page: ClientPage, client_id: str) -> None:
    draft = gifts.GiftDraft(client_id, None, "茶", TODAY, value_minor=100, origin="产地")
    gift_id, _ = ground.write(lambda s: gifts.record(s, draft, today=TODAY))
    ground.settle()
    page.facts.list.setFocus()
    page.facts.list.select_id(gift_id)
    qtbot.keyClick(page.facts.list, Qt.Key.Key_Return)
    assert ground.routes[-1] == Route("gift", gift_id)


def test_letters_ask_for_the_right_pages(qtbot: QtBot, ground: Ground, page: ClientPage, client_id: str) -> None:
    page.facts.list.setFocus()
    for key in (Qt.Key.Key_V, Qt.Key.Key_L, Qt.Key.Key_G, Qt.Key.Key_E, Qt.Key.Key_C):
        qtbot.keyClick(page.facts.list, key)
    asked = [(route.page, route.id, dict(route.args)) for route in ground.routes]
    assert asked == [
        ("visit", "", {"client_id": client_id}),
        ("log", "", {"client_id": client_id}),
        ("gift_form", "", {"client_id": client_id}),
        ("client_form", client_id, {}),
        ("contact_form", "", {"client_id": client_id}),
    ]


def test_a_promise_is_noted_with_p_and_done_with_its_button(
    qtbot: QtBot, ground: Ground, page: ClientPage, client_id: str
) -> None:
    qtbot.keyClick(page.facts.list, Qt.Key.Key_P)
    assert page.panel.entry.text.hasFocus()
    qtbot.keyClicks(page.panel.entry.text, "vgel ")
    page.panel.entry.text.insert("样品")
    assert ground.routes == []
    page.panel.entry.due.setFocus()
    qtbot.keyClicks(page.panel.entry.due, "09-25")
    qtbot.keyClick(page.panel.entry.due, Qt.Key.Key_Return)
    ground.settle()
    assert [(p.text, p.due_on) for p in page.seen.dossier.commitments] == [  # type: ignore[union-attr]
        ("陈列架 2 组", date(2026, 9, 20)), ("vgel 样品", date(2026, 9, 25)),
    ]  # fmt: skip
    qtbot.mouseClick(page.panel.promise_lines()[0].kept, Qt.MouseButton.LeftButton)
    ground.settle()
    assert page.head.promises.value() == "1, due 25 Sep"
    assert ground.notices[-1].text == "Promise kept: 陈列架 2 组"


def test_a_person_is_taken_off_with_delete_and_undone(qtbot: QtBot, ground: Ground, page: ClientPage) -> None:
    page.people.focus_first()
    qtbot.keyClick(page.people, Qt.Key.Key_Right)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Delete)
    ground.settle()
    assert [person.name for person in page.people.people()] == ["周建明"]
    ground.write(lambda s: history.undo(s, ground.notices[-1].batch_id, today=TODAY))
    ground.settle()
    assert [person.name for person in page.people.people()] == ["周建明", "林海燕"]


def test_who_has_left_comes_last_and_the_other_can_be_main(ground: Ground, page: ClientPage) -> None:
    first, second = page.people.people()
    menu = menu_of(page, first.id)
    next(action for action in menu.actions() if action.text() == "Has left this client").trigger()
    ground.settle()
    assert [person.name for person in page.people.people()] == ["林海燕", "周建明"]
    assert page.people.people()[1].has_left
    menu = menu_of(page, second.id)
    next(action for action in menu.actions() if action.text() == "Make the main contact").trigger()
    ground.settle()
    assert page.people.people()[0].is_primary
    assert not page.people.people()[1].is_primary


def test_a_double_click_opens_a_person(qtbot: QtBot, ground: Ground, page: ClientPage) -> None:
    page.people.focus_first()
    card = QApplication.focusWidget()
    assert card is not None
    qtbot.mouseDClick(card, Qt.MouseButton.LeftButton)
    assert ground.routes[-1].page == "contact"
    assert ground.routes[-1].id == page.people.people()[0].id


def test_brackets_walk_the_list_and_escape_returns_to_it(
    qtbot: QtBot, ground: Ground, page: ClientPage, client_id: str
) -> None:
    other = ground.client("Beta")
    among = [other, client_id]
    page.show_route(Route("client", client_id, {"among": among}))
    qtbot.keyClick(page.facts.list, Qt.Key.Key_BracketRight)
    assert ground.routes == []
    assert not page.on_escape()
    qtbot.keyClick(page.facts.list, Qt.Key.Key_BracketLeft)
    page.show_route(ground.routes[-1])
    ground.settle()
    assert page.title() == "Beta"
    assert page.on_escape()
    assert ground.routes[-1] == Route("clients")


def test_a_narrow_window_turns_the_panel_into_a_page(qtbot: QtBot, ground: Ground, client_id: str) -> None:
    page = ClientPage(ground.tasks)
    ground.show(page, Route("client", client_id), size=(912, 492))
    assert not page.panel.isVisible()
    assert page.head.panel_button.isVisible()
    qtbot.mouseClick(page.head.panel_button, Qt.MouseButton.LeftButton)
    assert page.panel.isVisible()
    assert not page.facts.list.isVisible()
    assert page.on_escape()
    assert page.facts.list.isVisible()
    page.resize(1232, 700)
    qtbot.waitUntil(page.panel.isVisible)
    assert page.facts.list.isVisible()
    page.next_pane()
    assert page.panel.isAncestorOf(QApplication.focusWidget())  # type: ignore[arg-type]


def test_a_client_that_is_gone_says_so(ground: Ground, page: ClientPage, client_id: str) -> None:
    ground.write(lambda s: clients.remove(s, client_id))
    ground.settle()
    assert page.frame.gone.isVisible()
    assert ground.refused == []


def test_a_client_that_was_merged_away_leads_to_the_one_it_became(
    ground: Ground, page: ClientPage, client_id: str
) -> None:
    last, kept = ground.client("宁波恒远轮胎"), ground.client("恒远集团")
    page.show_route(Route("client", last))
    ground.settle()
    assert page.head.name.text() == "宁波恒远轮胎"
    ground.write(lambda s: mergers.merge(s, kept, last, today=TODAY))  # beside the window
    ground.settle()
    assert ground.routes[-1] == Route("client", kept, {"replace": True})
    assert ground.notices[-1].text == "宁波恒远轮胎 was merged into this client"
    ground.write(lambda s: mergers.merge(s, client_id, kept, today=TODAY))
    page.show_route(Route("client", last))
    ground.settle()
    assert ground.routes[-1] == Route("client", client_id, {"replace": True})
    ground.write(lambda s: clients.remove(s, client_id))
    page.show_route(Route("client", client_id))
    page.show_route(Route("client", last))
    ground.settle()
    assert page.frame.gone.isVisible()


def test_the_time_zone_is_written_where_it_stands(
    qtbot: QtBot, ground: Ground, page: ClientPage, client_id: str
) -> None:
    page.panel.facts.edit("time_zone")
    editor = page.panel.line_of("time_zone").editor
    assert editor is not None
    qtbot.keyClicks(editor, "Dubai")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    ground.settle()
    assert ground.read(lambda s: clients.get(s, client_id).time_zone) == "Asia/Dubai"
    assert page.panel.line_of("time_zone").value.text() == "United Arab Emirates · Dubai"


def test_many_people_are_behind_one_card_until_it_is_opened(ground: Ground, page: ClientPage, client_id: str) -> None:
    def add(session: object) -> None:
        for n in range(14):
            contacts.create(session, client_id, ContactDraft(f"人 {n}"), today=TODAY)  # type: ignore[arg-type]

    ground.write(add)
    ground.settle()
    low = page.people.height()
    more = page.people._more
    assert more.isVisible()
    assert more.text() == f"{16 - sum(card.isVisible() for card in page.people._cards)} more"
    more.click()
    assert page.people.height() > low
    assert all(card.isVisible() for card in page.people._cards)


def test_a_long_name_and_markup_stay_literal_and_inside(ground: Ground) -> None:
    name = "A<B>C 公司" + "远" * 191
    page = ClientPage(ground.tasks)
    ground.show(page, Route("client", ground.client(name)))
    assert page.head.name.text() == name
    assert page.head.more_button.geometry().right() <= page.head.width()
    assert page.head.visit_button.width() >= page.head.visit_button.sizeHint().width()


def test_the_menu_leads_to_the_policy_of_this_client(ground: Ground, page: ClientPage, client_id: str) -> None:
    action = next(each for each in page.make_menu().actions() if each.text() == "Policy of this client")
    action.trigger()
    assert ground.routes[-1].page == "policies"
    assert ground.routes[-1].args == {"client_id": client_id}
