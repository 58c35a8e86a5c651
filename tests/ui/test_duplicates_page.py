"""The pairs and the side-by-side merge, on the real pages, by keyboard and mouse."""

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from kam_desktop.core import clients, contacts, duplicates, history, interactions
from kam_desktop.core.contacts import ContactDraft
from kam_desktop.core.errors import NotFound
from kam_desktop.core.interactions import InteractionDraft
from kam_desktop.core.rules import reach_keys
from kam_desktop.core.rules.kinds import Channel
from kam_desktop.core.store.tables import Reach
from kam_desktop.ui.duplicates import duplicates_page
from kam_desktop.ui.duplicates.duplicates_page import DuplicatesPage
from kam_desktop.ui.navigation import Route
from ui.client_ground import TODAY, Ground, ground, texts

__all__ = ["ground"]


def person(ground: Ground, client_id: str, name: str, *numbers: str, **given: Any) -> str:
    def work(session: Any) -> str:
        made = contacts.create(session, client_id, ContactDraft(name, phones=numbers, **given), today=TODAY)
        session.flush()
        for key in reach_keys.keys_of(numbers):
            session.merge(Reach(key=key, contact_id=made))
        return made

    return str(ground.write(work))


def two(ground: Ground) -> tuple[str, str]:
    first = ground.client("宁波恒远轮胎有限公司", tier="A", city="宁波", notes="好")
    other = ground.client("恒远轮胎(宁波)公司", tier="B", city="宁波", industry="轮胎", notes="要发票")
    person(ground, first, "周建明", "13800138000")
    person(ground, other, "周总", "13800138000")
    person(ground, other, "沈立群", "13900139000")
    return first, other


def opened(ground: Ground, route: Route | None = None) -> DuplicatesPage:
    page = DuplicatesPage(ground.tasks)
    ground.show(page, route or Route("duplicates"))
    return page


def line(page: DuplicatesPage, name: str) -> list[str]:
    table = page.side.table
    place = table._fields.place_of(name)
    row = table._fields.row(place if place is not None else -1)
    return [] if row is None else [str(cell) for cell in row]


def test_the_one_with_more_facts_stays_at_first(ground: Ground) -> None:
    first, other = two(ground)
    draft = InteractionDraft(other, Channel.CALL, TODAY, "谈过")
    ground.write(lambda s: interactions.log(s, draft, today=TODAY))
    page = opened(ground, Route("merge", "", {"ids": (first, other)}))
    assert page.side.preview is not None
    assert page.side.preview.kept_id == other
    page.side.swap()
    ground.settle()
    assert page.side.preview.kept_id == first
    assert "Moves along: Interaction 1" in page.side.facts.text()


def test_pairs_stand_by_certainty_with_their_reasons(ground: Ground) -> None:
    two(ground)
    ground.client("苏州海天塑料机械厂")
    ground.client("苏州海天塑胶机械厂")
    page = opened(ground)
    said = [row.spoken() for row in page.list.rows()]
    assert said[0] == "Certain, 1"
    assert "same name, same phone" in said[1]
    assert said[-2] == "Possible, 1"
    assert "name alike" in said[-1]
    assert any(text.startswith("2 pair(s) · searched at") for text in texts(page))


def test_nothing_found_is_said(ground: Ground) -> None:
    ground.client("宁波恒远轮胎有限公司")
    page = opened(ground)
    assert "No duplicates found among 1 client(s)." in texts(page)
    assert page.empty.button.isVisible()


def test_the_pair_is_merged_by_keys_and_comes_back(ground: Ground, qtbot: QtBot) -> None:
    first, other = two(ground)
    page = opened(ground)
    page.list.setFocus()
    page.list.select_first()
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    ground.settle()
    side = page.side
    assert line(page, "name")[1:] == ["宁波恒远轮胎有限公司", "恒远轮胎(宁波)公司", "宁波恒远轮胎有限公司"]
    assert line(page, "notes")[3] == "好\n要发票"
    assert side.table.hasFocus()
    side.table.select_id("tier")
    qtbot.keyClick(side.table, Qt.Key.Key_Right)
    ground.settle()
    assert line(page, "tier")[3] == "B"
    qtbot.keyClick(side.table, Qt.Key.Key_B)
    ground.settle()
    assert line(page, "tier")[3] == "B"  # two tiers cannot both be
    side.table.select_id("notes")
    qtbot.keyClick(side.table, Qt.Key.Key_Left)
    ground.settle()
    assert line(page, "notes")[3] == "好"
    qtbot.keyClick(side.table, Qt.Key.Key_B)
    ground.settle()
    assert line(page, "notes")[3] == "好\n要发票"
    qtbot.keyClick(side.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    ground.settle()

    def after(session: Any) -> tuple[str, str, str, list[str]]:
        row = clients.get(session, first)
        return row.tier, row.industry, row.notes, [each.name for each in contacts.of_client(session, first)]

    assert ground.read(after) == ("B", "轮胎", "好\n要发票", ["周建明", "沈立群"])
    with pytest.raises(NotFound):
        ground.read(lambda s: clients.get(s, other).id)
    assert page.stack.currentWidget() is page._lists
    batch = ground.notices[-1].batch_id
    ground.write(lambda s: history.undo(s, batch, today=TODAY))
    ground.settle()
    assert ground.read(lambda s: clients.get(s, other).tier) == "B"
    assert [pair.kind for pair in page.pairs] == ["client"]


def test_a_click_chooses_and_swap_changes_who_stays(ground: Ground, qtbot: QtBot) -> None:
    first, other = two(ground)
    page = opened(ground, Route("merge", "", {"ids": (first, other)}))
    table = page.side.table
    place = table._fields.place_of("name")
    assert place is not None
    rect = table.visualRect(table.model().index(place, 2))
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=rect.center() - QPoint(10, 0))
    ground.settle()
    assert page.side.result.text() == "Will be: 恒远轮胎(宁波)公司"
    qtbot.mouseClick(page.side.swap_button, Qt.MouseButton.LeftButton)
    ground.settle()
    assert line(page, "name")[1] == "恒远轮胎(宁波)公司"
    assert page.side.result.text() == "Will be: 恒远轮胎(宁波)公司"
    qtbot.mouseClick(page.side.merge_button, Qt.MouseButton.LeftButton)
    ground.settle()
    assert ground.routes[-1] == Route("client", other, {"replace": True})
    assert ground.notices[-1].text == "恒远轮胎(宁波)公司 and 宁波恒远轮胎有限公司 are one now"


def test_the_fields_of_a_person_are_chosen_too(ground: Ground, qtbot: QtBot) -> None:
    first, other = ground.client("宁波恒远轮胎有限公司"), ground.client("恒远轮胎(宁波)公司")
    zhou = person(ground, first, "周建明", "13800138000", greeting_name="周哥", title="采购经理")
    again = person(ground, other, "周建明", "13800138000", greeting_name="老周", title="总经理")
    page = opened(ground, Route("merge", "", {"ids": (first, other)}))
    table, greeting = page.side.table, f"person.{again}.greeting_name"
    assert line(page, greeting) == ["周建明 · Form of address", "周哥", "老周", "周哥"]
    assert line(page, f"person.{again}.title")[3] == "采购经理 / 总经理"
    table.select_id(greeting)
    qtbot.keyClick(table, Qt.Key.Key_B)
    qtbot.keyClick(table, Qt.Key.Key_Right)
    ground.settle()
    assert line(page, greeting)[3] == "老周"
    assert page.side.full.text() == "周建明 · Form of address: 老周"
    qtbot.keyClick(table, Qt.Key.Key_X)
    ground.settle()
    assert line(page, f"person.{zhou}.greeting_name")[1:] == ["老周", "周哥", "老周"]
    qtbot.mouseClick(page.side.all_dropped, Qt.MouseButton.LeftButton)
    ground.settle()
    qtbot.keyClick(table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    ground.settle()
    kept = ground.read(lambda s: [(row.greeting_name, row.title) for row in contacts.of_client(s, other)])
    assert kept == [("周哥", "采购经理")]


def test_what_would_go_in_a_circle_is_told(ground: Ground) -> None:
    top, again = ground.client("恒远集团"), ground.client("恒远集团有限公司")
    east = ground.client("恒远华东公司")

    def tie(session: Any) -> None:
        clients.get(session, east).parent_id = top
        clients.get(session, again).parent_id = east

    ground.write(tie)
    page = opened(ground, Route("merge", "", {"ids": (again, top)}))
    assert "Left out, for it would go in a circle: 恒远" in page.side.facts.text()


def test_people_can_be_kept_apart_or_joined(ground: Ground, qtbot: QtBot) -> None:
    first, other = two(ground)
    page = opened(ground, Route("merge", "", {"ids": (first, other)}))
    preview = page.side.preview
    assert preview is not None
    zhou = next(each for each in preview.people if each.name == "周总")
    shen = next(each for each in preview.people if each.name == "沈立群")
    table = page.side.table
    assert line(page, f"person.{zhou.id}")[3] == "周建明, one person"
    table.select_id(f"person.{zhou.id}")
    qtbot.keyClick(table, Qt.Key.Key_Right)
    ground.settle()
    assert line(page, f"person.{zhou.id}")[3] == "周总 comes along"
    table.select_id(f"person.{shen.id}")
    qtbot.keyClick(table, Qt.Key.Key_Left)
    ground.settle()
    assert line(page, f"person.{shen.id}")[3] == "周建明, one person"


def test_not_the_same_goes_to_the_next_pair(ground: Ground, qtbot: QtBot) -> None:
    ground.client("宁波恒远轮胎有限公司")
    ground.client("恒远轮胎(宁波)公司")
    ground.client("苏州海天塑料机械厂")
    ground.client("苏州海天塑胶机械厂")
    page = opened(ground)
    page.open_pair(page.pairs[0].id)
    ground.settle()
    qtbot.keyClick(page.side.table, Qt.Key.Key_N)
    ground.settle()
    assert page.stack.currentWidget() is page.side
    assert page.side.preview is not None
    assert "海天" in page.side.preview.kept
    assert len(ground.read(duplicates.apart)) == 1
    assert page.on_escape()
    assert [pair.one[:4] for pair in page.pairs] == ["苏州海天"]
    page.list.setFocus()
    qtbot.keyClick(page.list, Qt.Key.Key_N)
    ground.settle()
    assert page.pairs == ()
    assert page.empty.isVisible()


def test_a_second_press_after_a_merge_merges_nobody_else(ground: Ground, qtbot: QtBot) -> None:
    ground.client("宁波恒远轮胎有限公司")
    ground.client("恒远轮胎(宁波)公司")
    ground.client("苏州海天塑料机械厂")
    ground.client("苏州海天塑胶机械厂")
    page = opened(ground)
    page.open_pair(page.pairs[0].id)
    ground.settle()
    qtbot.keyClick(page.side.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    ground.settle()
    qtbot.waitUntil(page.list.hasFocus)
    for _ in range(2):
        qtbot.keyClick(page.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        ground.settle()
    assert page.stack.currentWidget() is page._lists
    assert ground.read(clients.count) == 3
    assert page.list.current_id() == page.pairs[0].id
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert page.stack.currentWidget() is page.side


def test_a_person_at_two_clients_is_looked_at_there(ground: Ground, qtbot: QtBot) -> None:
    a, b = ground.client("宁波恒远轮胎有限公司"), ground.client("台州海辰泵业有限公司")
    zhou = person(ground, a, "周建明", "13800138000")
    person(ground, b, "周建明", "13800138000")
    page = opened(ground)
    assert "at two clients: moved?" in page.list.rows()[1].spoken()
    page.list.select_first()
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert ground.routes == [Route("client", a, {"contact_id": zhou})]


def test_a_large_store_is_searched_with_a_count_and_can_be_stopped(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    two(ground)
    monkeypatch.setattr(duplicates_page, "_SEARCHED_AGAIN_BY_ITSELF", 1)
    runs: list[Any] = []
    ground.tasks.run_started.connect(runs.append)
    page = opened(ground)
    assert len(page.pairs) == 1
    assert (runs[0].label, runs[0].count, runs[0].total) == ("Looking for duplicates", 2, 2)
    page.pairs, page._found = (), None
    page._fill()
    page.search()
    assert page.on_escape()
    ground.settle()
    assert any(text.startswith("The search was stopped") for text in texts(page))


def test_one_who_is_gone_meanwhile_is_told(ground: Ground) -> None:
    first, other = two(ground)
    ground.write(lambda s: clients.remove(s, other))
    opened(ground, Route("merge", "", {"ids": (first, other)}))
    assert [error.code for error in ground.refused] == ["client.removed"]
    assert ground.routes == [Route("clients")]


def test_two_people_of_one_client_become_one(ground: Ground, qtbot: QtBot) -> None:
    home = ground.client("宁波恒远轮胎有限公司")
    a, b = person(ground, home, "周总", "13800138000"), person(ground, home, "周建明", "13800138000")
    page = opened(ground, Route("merge", "", {"ids": (a, b), "kind": "contact"}))
    assert page.side.result.text() == "Will be: 周建明"
    qtbot.keyClick(page.side.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    ground.settle()
    assert ground.read(lambda s: [row.name for row in contacts.of_client(s, home)]) == ["周建明"]
    assert ground.routes[-1] == Route("client", home, {"replace": True})
