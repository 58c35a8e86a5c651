"""A person's page and the relationship map, worked by keyboard and mouse."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox
from pytestqt.qtbot import QtBot

from kam_desktop.core import contacts, history, interactions, occasions, portraits, relationships, staff_changes
from kam_desktop.core.contacts import ContactDraft, RelativeDraft
from kam_desktop.core.interactions import InteractionDraft
from kam_desktop.core.relationships import RelationshipMap
from kam_desktop.core.rules import dates
from kam_desktop.core.rules.kinds import Channel, StaffChangeKind
from kam_desktop.ui import tabbing
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.people.contact_page import ContactPage
from kam_desktop.ui.people.map_page import MapPage
from kam_desktop.ui.people.panels import LeavePanel, MovePanel, SuccessorPanel
from kam_desktop.ui.people.tie_panels import SuperiorPanel, TiePanel
from kam_desktop.ui.widgets.buttons import QuietButton
from kam_desktop.ui.widgets.list_rows import TimelineRow
from ui.client_ground import TODAY, Ground, ground, texts

__all__ = ["ground"]
ALT = Qt.KeyboardModifier.AltModifier
People = dict[str, str]


@pytest.fixture
def client_id(ground: Ground) -> str:
    return ground.client("宁波恒远轮胎有限公司", tier="A", owner="刘敏", leader="高原")


@pytest.fixture
def people(ground: Ground, client_id: str) -> People:
    """周建明 at the head, 林海燕 and 郑伟 under him."""
    spouse = RelativeDraft("王芳", "spouse", dates.parse("农历八月十五"))

    def add(session: Any) -> People:
        made: People = {}
        for name, above, more in (
            ("周建明", "", {
                "title": "总经理", "buying_role": "decides", "attitude": "supporter", "influence": 3, "greeting_name": "周总",
                "phones": ("13800138000",), "emails": ("zhou@x.cn",), "wechat": "zhou_hy", "taboos": "不饮酒\n<b>送钟</b>",
                "birthday": dates.parse("1974-10-21"), "hobbies": "登山", "relatives": (spouse,),
            }),
            ("林海燕", "周建明", {"title": "采购主管", "attitude": "opponent"}),
            ("郑伟", "周建明", {"title": "仓储"}),
        ):  # fmt: skip
            draft = ContactDraft(name, reports_to_id=made.get(above), **more)  # type: ignore[arg-type]
            made[name] = contacts.create(session, client_id, draft, today=TODAY)
        relationships.tie(session, made["周建明"], "刘敏", 3)
        relationships.tie(session, made["郑伟"], "高原", 1)
        return made

    return dict(ground.write(add))


@pytest.fixture
def page(ground: Ground, people: People) -> ContactPage:
    made = ContactPage(ground.tasks)
    ground.show(made, Route("contact", people["周建明"]))
    return made


@pytest.fixture
def chart(ground: Ground, people: People, client_id: str) -> MapPage:
    made = MapPage(ground.tasks)
    ground.show(made, Route("map", client_id))
    return made


def seen(ground: Ground, client_id: str) -> RelationshipMap:
    found: RelationshipMap = ground.read(lambda s: relationships.map_of(s, client_id))
    return found


def one(ground: Ground, client_id: str, name: str) -> relationships.MapPerson:
    return next(each for each in seen(ground, client_id).people if each.name == name)


# --- the person's page -----------------------------------------------------------------------------------


def test_the_page_says_who_how_to_reach_and_what_to_mind(page: ContactPage) -> None:
    shown = texts(page)
    assert page.title() == "周建明"
    assert page.head.greeting.text() == "“周总”"
    assert [tag.accessibleName() for tag in page.head.tags()] == [
        "Main contact", "Decides", "▲ Supporter", "Influence: large",
    ]  # fmt: skip
    assert [button.text() for button in page.reach.buttons()] == ["138 0013 8000", "zhou@x.cn", "WeChat zhou_hy"]
    assert "不饮酒\n<b>送钟</b>" in shown
    assert "Spouse 王芳" in shown
    assert "21 Oct · turns 52 · 35 days" in shown
    assert "25 Sep · 9 days" in shown
    assert {"登山", "刘敏", "trusts"} <= set(shown)
    assert page.head.client_button.text() == "宁波恒远轮胎有限公司"


def test_a_taboo_that_only_the_notes_tell_is_taken_over_with_a_click(ground: Ground, page: ContactPage) -> None:
    def note(session: Any) -> None:
        draft = contacts.draft_of(contacts.get(session, page.contact_id))
        contacts.update(session, page.contact_id, replace(draft, notes="好客。对花生过敏"), today=TODAY)

    ground.write(note)
    page.reload()
    ground.settle()
    [button] = [
        each for each in page.panel.findChildren(QuietButton) if "对花生过敏" in each.text() and each.isVisible()
    ]
    button.click()
    button.click()
    ground.settle()
    assert page.panel.taboos.isVisible()
    assert ground.read(lambda s: contacts.get(s, page.contact_id).taboos).endswith("<b>送钟</b>\n对花生过敏")
    assert not [
        each for each in page.panel.findChildren(QuietButton) if "对花生过敏" in each.text() and each.isVisible()
    ]


def test_a_click_copies(ground: Ground, page: ContactPage, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.reach.buttons()[0], Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "138 0013 8000"
    assert ground.notices[-1].text == "Copied: 138 0013 8000"


@pytest.mark.parametrize(
    ("key", "wanted"),
    [(Qt.Key.Key_L, "log"), (Qt.Key.Key_V, "visit"), (Qt.Key.Key_G, "gift_form"), (Qt.Key.Key_E, "contact_form"),
     (Qt.Key.Key_M, "map"), (Qt.Key.Key_U, "client")],
)  # fmt: skip
def test_keys_lead_on(
    ground: Ground, page: ContactPage, people: People, client_id: str, qtbot: QtBot, key: Qt.Key, wanted: str
) -> None:
    qtbot.keyClick(page.history, key)
    route = ground.routes[-1]
    assert route.page == wanted
    if wanted in ("log", "visit", "gift_form"):
        assert route.args == {"client_id": client_id, "contact_id": people["周建明"]}
    else:
        assert route.id in (client_id, people["周建明"])


def test_leaving_is_asked_in_the_page_and_undone_as_one(
    ground: Ground, page: ContactPage, people: People, client_id: str, qtbot: QtBot
) -> None:
    qtbot.keyClick(page.history, Qt.Key.Key_X)
    panel = page.staff.panel
    assert isinstance(panel, LeavePanel)
    panel.on.setText("2026-12-24")
    panel.on.textEdited.emit("2026-12-24")
    panel.save()
    ground.settle()
    assert "still to come" in str(panel.fields["on"].error)
    panel.on.set_value(TODAY - timedelta(days=2))
    panel.notes.setText("退休")
    qtbot.keyClick(panel.notes, Qt.Key.Key_Return)
    ground.settle()
    assert page.staff.panel is None
    assert page.head.post.text() == "总经理 · left 14 Sep"
    assert ground.notices[-1].text == "周建明 has left"
    ground.write(lambda s: history.undo(s, ground.notices[-1].batch_id, today=TODAY))
    ground.settle()
    assert page.head.post.text() == "总经理"


def test_who_follows_is_noted_with_the_leaving_in_one_step(
    ground: Ground, page: ContactPage, client_id: str, people: People, qtbot: QtBot
) -> None:
    qtbot.keyClick(page.history, Qt.Key.Key_X)
    panel = page.staff.panel
    assert isinstance(panel, LeavePanel)
    assert not panel.heir.name.isVisible()
    panel.heir.who.setCurrentIndex(panel.heir.who.findData(""))
    panel.save()
    assert panel.fields["name"].error
    panel.heir.name.setText("何静")
    panel.heir.phone.setText("13911112222")
    panel.save()
    ground.settle()

    def after(session: Any) -> dict[str, tuple[Any, ...]]:
        known = contacts.of_client(session, client_id)
        names = {each.id: each.name for each in known}
        return {
            each.name: (
                each.title,
                each.phones,
                each.has_left,
                names.get(each.successor_id),
                names.get(each.reports_to_id),
            )
            for each in known
        }

    found = ground.read(after)
    assert found["周建明"][2:4] == (True, "何静")
    assert found["何静"][:2] == ("总经理", ("13911112222",))
    assert found["林海燕"][4] == "何静"
    ground.write(lambda s: history.undo(s, ground.notices[-1].batch_id, today=TODAY))
    assert set(ground.read(after)) == set(people)


def test_escape_closes_the_panel_first(ground: Ground, page: ContactPage, qtbot: QtBot) -> None:
    qtbot.keyClick(page.history, Qt.Key.Key_T)
    assert isinstance(page.staff.panel, TiePanel)
    assert page.on_escape()
    assert page.staff.panel is None
    assert not page.on_escape()


def test_who_moves_is_followed_to_the_new_client(
    ground: Ground, page: ContactPage, people: People, qtbot: QtBot
) -> None:
    there = ground.client("台州海辰泵业有限公司")
    qtbot.keyClick(page.history, Qt.Key.Key_W)
    panel = page.staff.panel
    assert isinstance(panel, MovePanel)
    panel.save()
    assert panel.fields["client"].error
    panel.client.set_client(there, "台州海辰泵业有限公司")
    panel.post.setText("副总")
    panel.save()
    ground.settle()
    route = ground.routes[-1]
    assert route.page == "contact"
    assert route.id != people["周建明"]
    page.show_route(route)
    ground.settle()
    assert page.head.client_button.text() == "台州海辰泵业有限公司"
    assert "Arrived ← 宁波恒远轮胎有限公司" in texts(page)


def test_a_new_person_follows(ground: Ground, page: ContactPage, client_id: str, qtbot: QtBot) -> None:
    qtbot.keyClick(page.history, Qt.Key.Key_S)
    ground.settle()
    panel = page.staff.panel
    assert isinstance(panel, SuccessorPanel)
    panel.save()
    assert panel.fields["name"].error
    panel.heir.name.setText("何静")
    panel._checks["title"].setChecked(False)
    panel.save()
    ground.settle()
    new = one(ground, client_id, "何静")
    assert (new.title, new.buying_role, new.influence, new.is_primary) == ("", "decides", 3, True)
    assert {one(ground, client_id, name).reports_to_id for name in ("林海燕", "郑伟")} == {new.id}
    assert "succeeded by 何静" in page.head.post.text()


def test_a_superior_below_oneself_is_refused_beside_the_field(
    ground: Ground, page: ContactPage, people: People, qtbot: QtBot
) -> None:
    qtbot.keyClick(page.history, Qt.Key.Key_R)
    panel = page.staff.panel
    assert isinstance(panel, SuperiorPanel)
    panel.who.setCurrentIndex(panel.who.findData(people["郑伟"]))
    panel.save()
    ground.settle()
    assert panel.fields["reports_to_id"].error == (
        "周建明 cannot report to 郑伟, who stands below 周建明. Choose somebody else."
    )
    assert panel.save_button.isEnabled()


def test_a_long_history_comes_page_by_page(
    ground: Ground, page: ContactPage, people: People, client_id: str, qtbot: QtBot
) -> None:
    def add(session: Any) -> None:
        for place in range(150):
            interactions.record(
                session, client_id, channel=Channel.CALL, on=TODAY - timedelta(days=place), outcome=f"第 {place} 次",
                contact_ids=[people["周建明"]],
            )  # fmt: skip

    ground.write(add)
    ground.settle()
    rows = [row for row in page.history.list.rows() if isinstance(row, TimelineRow)]
    assert len(rows) == portraits.PAGE
    assert page.history.more.text() == "60 of 150, show more"
    page.history.list.setFocus()
    qtbot.keyClick(page.history.list, Qt.Key.Key_End)
    ground.settle()
    assert page.history.shown() == 2 * portraits.PAGE
    qtbot.mouseClick(page.history.more, Qt.MouseButton.LeftButton)
    ground.settle()
    assert page.history.shown() == 150
    assert not page.history.more.isVisible()
    assert [row.line for row in page.history.list.rows() if isinstance(row, TimelineRow)][-1] == "第 149 次"


def test_enter_on_a_contact_corrects_it(
    ground: Ground, page: ContactPage, people: People, client_id: str, qtbot: QtBot
) -> None:
    draft = InteractionDraft(client_id, Channel.CALL, TODAY, "谈了涨价", (people["周建明"],))
    made = ground.write(lambda s: interactions.log(s, draft, today=TODAY)).interaction_id
    ground.settle()
    assert page.history.list.select_id(made)
    page.history.list.setFocus()
    qtbot.keyClick(page.history.list, Qt.Key.Key_Space)
    assert "涨价" in page.history.peek.toPlainText()
    qtbot.keyClick(page.history.list, Qt.Key.Key_Return)
    assert ground.routes[-1] == Route("log", "", {"interaction_id": made})


def test_a_person_who_is_gone_leads_back(ground: Ground, page: ContactPage, people: People, qtbot: QtBot) -> None:
    ground.write(lambda s: contacts.remove(s, people["周建明"], today=TODAY))
    ground.settle()
    assert page.frame.gone.isVisible()
    qtbot.mouseClick(page.frame.gone.button, Qt.MouseButton.LeftButton)
    assert ground.routes[-1] == Route("clients")


def test_in_a_narrow_window_the_details_are_a_page(ground: Ground, page: ContactPage) -> None:
    page.resize(800, 500)
    QApplication.processEvents()
    assert page.history.isVisible()
    assert not page.panel.isVisible()
    page.next_pane()
    assert page.panel.isVisible()
    assert not page.history.isVisible()
    assert page.on_escape()
    assert page.history.isVisible()


def test_tab_goes_down_the_panel_of_a_person(ground: Ground, page: ContactPage) -> None:
    buttons = [each for each in page.panel.findChildren(QAbstractButton) if each.isVisible()]
    ordered = sorted(buttons, key=lambda each: each.mapTo(page.panel, QPoint(0, 0)).toTuple()[::-1])
    ordered[0].setFocus()
    for button in ordered[1:]:
        assert tabbing.move(page.window(), is_forward=True)
        assert page.window().focusWidget() is button


# --- the map ---------------------------------------------------------------------------------------------


def test_many_single_threads_leave_the_map_its_room(chart: MapPage) -> None:
    chart.threads.say([f"Person {n} decides, and none of us knows them." for n in range(9)])
    assert chart.threads.text().count("decides") == 3
    assert chart.threads.text().endswith("6 more are marked on the map.")
    assert chart.threads.accessibleName().count("decides") == chart.threads._text.toolTip().count("decides") == 9


def test_the_map_says_single_threads_and_the_chosen_card_in_words(chart: MapPage, people: People) -> None:
    assert chart.threads.text() == "周建明 decides, and only 刘敏 knows them."
    assert chart.threads.isVisible()
    assert chart.view.current_id == people["周建明"]
    assert "▲ Supporter" in chart.view.accessibleDescription()
    assert "Our people: 刘敏 (trusts)" in chart.view.accessibleDescription()
    assert chart.status.text().startswith("周建明 总经理 · Decides")
    assert set(chart.view.items_by_id()) == set(people.values())


def test_arrows_choose_and_enter_opens(ground: Ground, chart: MapPage, people: People, qtbot: QtBot) -> None:
    qtbot.keyClick(chart.view, Qt.Key.Key_Down)
    below = chart.view.current_id
    assert below in (people["林海燕"], people["郑伟"])
    qtbot.keyClick(chart.view, Qt.Key.Key_Up)
    assert chart.view.current_id == people["周建明"]
    qtbot.keyClick(chart.view, Qt.Key.Key_Return)
    assert ground.routes[-1] == Route("contact", people["周建明"])


def test_alt_arrows_move_the_card_once_they_rest(
    ground: Ground, chart: MapPage, client_id: str, people: People, qtbot: QtBot
) -> None:
    before = chart.view.items_by_id()[people["周建明"]].box()
    for _ in range(3):
        qtbot.keyClick(chart.view, Qt.Key.Key_Up, ALT)
    qtbot.waitUntil(lambda: bool(ground.notices), timeout=3000)
    ground.settle()
    assert one(ground, client_id, "周建明").place == pytest.approx((before.x, before.y - 48), abs=0.2)
    assert [notice.text for notice in ground.notices] == ["Card of 周建明 moved"]
    chart.tidy.click()
    ground.settle()
    assert one(ground, client_id, "周建明").place is None
    assert chart.view.items_by_id()[people["周建明"]].box() == pytest.approx(before)


def test_a_dragged_card_stays_and_overlaps_nobody(
    ground: Ground, chart: MapPage, client_id: str, people: People, qtbot: QtBot
) -> None:
    view = chart.view
    item, other = (view.items_by_id()[people[name]] for name in ("林海燕", "郑伟"))
    start, end = (view.mapFromScene(each.rect().center()) for each in (item, other))
    port = view.viewport()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
    for step in range(1, 11):
        QTest.mouseMove(port, start + QPoint((end - start).x() * step // 10, (end - start).y() * step // 10))
        QApplication.processEvents()
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=end)
    ground.settle()
    assert one(ground, client_id, "林海燕").place is not None
    boxes = [each.box() for each in view.items_by_id().values()]
    assert not any(a.overlaps(b) for place, a in enumerate(boxes) for b in boxes[place + 1 :])
    batch = ground.notices[-1].batch_id
    ground.write(lambda s: history.undo(s, batch, today=TODAY))
    ground.settle()
    assert one(ground, client_id, "林海燕").place is None


def test_superior_tie_influence_and_leaving_by_keys(
    ground: Ground, chart: MapPage, client_id: str, people: People, qtbot: QtBot
) -> None:
    chart.view.choose(people["郑伟"])
    qtbot.keyClick(chart.view, Qt.Key.Key_R)
    panel = chart.staff.panel
    assert isinstance(panel, SuperiorPanel)
    assert panel.who.currentData() == people["周建明"]
    panel.who.setCurrentIndex(panel.who.findData(people["林海燕"]))
    qtbot.keyClick(panel.who, Qt.Key.Key_Return)
    ground.settle()
    assert one(ground, client_id, "郑伟").reports_to_id == people["林海燕"]
    qtbot.keyClick(chart.view, Qt.Key.Key_T)
    tie = chart.staff.panel
    assert isinstance(tie, TiePanel)
    assert [tie.colleague.itemText(place) for place in range(tie.colleague.count())] == ["刘敏", "高原"]
    tie.colleague.setEditText("孙浩")
    line = tie.colleague.lineEdit()
    assert line is not None
    qtbot.keyClick(line, Qt.Key.Key_Return)
    ground.settle()
    assert ("孙浩", 2) in [(bond.colleague, bond.strength) for bond in seen(ground, client_id).bonds]
    qtbot.keyClick(chart.view, Qt.Key.Key_3)
    ground.settle()
    assert one(ground, client_id, "郑伟").influence == 3
    qtbot.keyClick(chart.view, Qt.Key.Key_L)
    assert isinstance(chart.staff.panel, LeavePanel)
    chart.staff.panel.save()
    ground.settle()
    assert one(ground, client_id, "郑伟").has_left
    assert "Has left 16 Sep" in chart.view.items_by_id()[people["郑伟"]].spoken()
    qtbot.keyClick(chart.view, Qt.Key.Key_L)
    ground.settle()
    assert not one(ground, client_id, "郑伟").has_left
    kinds = ground.read(lambda s: [each.kind for each in staff_changes.of_client(s, client_id)])
    assert kinds == [StaffChangeKind.ARRIVED, StaffChangeKind.LEFT]
    assert ground.refused == []


def test_a_tie_is_taken_off_by_the_menu(ground: Ground, chart: MapPage, client_id: str, people: People) -> None:
    chart.view.choose(people["周建明"])
    menu = chart.make_menu()
    entries = {action.text().split("\t")[0]: action for action in menu.actions()}
    entries["Take off the tie with 刘敏"].trigger()
    ground.settle()
    assert [bond.colleague for bond in seen(ground, client_id).bonds] == ["高原"]
    menu.close()


def test_a_low_window_keeps_names_readable_and_scrolls(chart: MapPage, qtbot: QtBot) -> None:
    chart.resize(600, 260)
    qtbot.waitUntil(lambda: chart.view.zoom() < 1)
    assert chart.view.zoom() == pytest.approx(0.6)
    assert chart.view.verticalScrollBar().maximum() > 0
    qtbot.mouseClick(chart.size_button, Qt.MouseButton.LeftButton)
    assert chart.view.zoom() < 0.6, "all of it, for who asks"


def test_zoom_and_fit(chart: MapPage, qtbot: QtBot) -> None:
    qtbot.keyClick(chart.view, Qt.Key.Key_Plus)
    assert chart.view.zoom() == pytest.approx(1.2)
    assert chart.size_button.text() == "120%"
    qtbot.keyClick(chart.view, Qt.Key.Key_Minus)
    qtbot.keyClick(chart.view, Qt.Key.Key_Minus)
    assert chart.view.zoom() < 1
    qtbot.mouseClick(chart.size_button, Qt.MouseButton.LeftButton)
    assert chart.view.zoom() == pytest.approx(1.0)


def test_print_asks_for_the_preview(ground: Ground, chart: MapPage, client_id: str) -> None:
    chart.print_page()
    assert ground.routes[-1] == Route("preview", client_id, {"paper": "relationship_map"})


def test_an_empty_map_offers_a_contact(ground: Ground, qtbot: QtBot) -> None:
    empty = ground.client("台州海辰泵业有限公司")
    made = MapPage(ground.tasks)
    ground.show(made, Route("map", empty))
    assert made.empty.isVisible()
    qtbot.mouseClick(made.empty.button, Qt.MouseButton.LeftButton)
    assert ground.routes[-1] == Route("contact_form", "", {"client_id": empty})
    made.print_page()
    assert ground.routes[-1].page == "contact_form"


def test_every_input_of_a_panel_has_a_name(ground: Ground, page: ContactPage, qtbot: QtBot) -> None:
    qtbot.keyClick(page.history, Qt.Key.Key_S)
    ground.settle()
    panel = page.staff.panel
    assert panel is not None
    assert all(field.editor.accessibleName() for field in panel.fields.values())
    assert all(combo.accessibleName() for combo in panel.findChildren(QComboBox))


def test_dates_are_read_from_the_past(ground: Ground, page: ContactPage, qtbot: QtBot) -> None:
    qtbot.keyClick(page.history, Qt.Key.Key_X)
    panel = page.staff.panel
    assert isinstance(panel, LeavePanel)
    assert panel.on.value() == date(2026, 9, 16)


def test_o_notes_an_occasion_of_this_person(
    ground: Ground, page: ContactPage, people: People, client_id: str, qtbot: QtBot
) -> None:
    page.history.setFocus()
    qtbot.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_O)
    entry = page.occasion
    assert QApplication.focusWidget() is entry.what
    qtbot.keyClicks(entry.what, "daughter's wedding")
    qtbot.keyClicks(entry.on, "+9")
    qtbot.keyClick(entry.on, Qt.Key.Key_Return)
    ground.settle()
    [row] = ground.read(lambda s: occasions.of_client(s, client_id))
    assert (row.contact_id, row.on) == (people["周建明"], TODAY + timedelta(days=9))
    assert "daughter's wedding" in texts(page.panel)
    assert page.history.list.select_id(row.id)
    page.history.list.setFocus()
    qtbot.keyClick(page.history.list, Qt.Key.Key_Return)
    ground.settle()
    assert entry.what.text() == "daughter's wedding"
    assert page.on_escape()
    assert not entry.isVisible()
    assert "Note an occasion" in page.make_menu().actions()[1].text()
