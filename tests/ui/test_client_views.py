"""The client's page: find and page the timeline, notes, facts edited in place, the group, further views."""

from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QHBoxLayout, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from kam_desktop.core import clients, contacts, custom_fields, groups, history, notes
from kam_desktop.core.contacts import ContactDraft
from kam_desktop.core.notes import NoteDraft
from kam_desktop.core.rules.kinds import CustomKind, Entity
from kam_desktop.core.rules.shares import Share
from kam_desktop.core.store import changes
from kam_desktop.core.store.tables import Interaction, Purchase
from kam_desktop.ui.clients import timeline_view
from kam_desktop.ui.clients.client_page import ClientPage
from kam_desktop.ui.clients.views import TIMELINE, ViewSpec
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.page import Page
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.list_rows import TimelineRow
from ui.client_ground import TODAY, Ground, ground, texts

__all__ = ["ground"]


@pytest.fixture
def client_id(ground: Ground) -> str:
    made = ground.client("宁波恒远轮胎有限公司", tier="A", city="宁波", notes="门口停车难")

    def add(session: Any) -> None:
        contacts.create(session, made, ContactDraft("周建明", buying_role="decides"), today=TODAY)
        rows = [
            changes.new_row(
                made,
                client_id=made,
                channel="call",
                on=TODAY - timedelta(days=n),
                outcome=f"谈话 {n} 号",
                author="刘敏",
            )
            for n in range(130)
        ]
        changes.insert_many(session, Interaction, rows)

    ground.write(add)
    return made


@pytest.fixture
def page(ground: Ground, client_id: str) -> ClientPage:
    made = ClientPage(ground.tasks)
    ground.show(made, Route("client", client_id))
    return made


def told(page: ClientPage) -> list[str]:
    return [row.line for row in page.facts.list.rows() if isinstance(row, TimelineRow)]


def save_in(qtbot: QtBot, ground: Ground, editor: QLineEdit, text: str) -> None:
    editor.setText(text)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    ground.settle()


# --- timeline -----------------------------------------------------------------------------------------------


def test_scrolling_down_brings_older_facts(qtbot: QtBot, ground: Ground, page: ClientPage) -> None:
    assert len(page.facts.lines()) == 50
    assert page.facts.chips.chip("contacts").text() == "Contacts 130"
    bar = page.facts.list.verticalScrollBar()
    for wanted in (100, 130):
        bar.setValue(bar.maximum())
        qtbot.waitUntil(lambda wanted=wanted: len(page.facts.lines()) == wanted)
    assert told(page)[-1] == "谈话 129 号"
    assert bar.value() > 0


def test_a_find_of_long_ago_is_gone_to(
    ground: Ground, page: ClientPage, client_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timeline_view, "_STRIDE", 40)
    page.facts.chips.press(2)  # visits
    ground.settle()
    old = ground.read(lambda s: s.query(Interaction.id).filter(Interaction.outcome == "谈话 70 号").scalar())
    page.show_route(Route("client", client_id, {"view": TIMELINE, "focus": old, "kind": "interaction"}))
    ground.settle()
    line = page.facts.current()
    assert line is not None
    assert (line.id, line.text) == (old, "谈话 70 号")
    place = page.facts.list.visualRect(page.facts.list.currentIndex())
    assert page.facts.list.viewport().rect().contains(place)
    page.reload()
    ground.settle()
    assert page.facts.list.current_id() == old
    assert len(told(page)) < 130
    page.facts.load_more()
    ground.settle()
    assert len(told(page)) == 130


def test_a_find_in_a_personal_note_opens_it(ground: Ground, page: ClientPage, client_id: str) -> None:
    note = str(ground.write(lambda s: notes.create(s, client_id, NoteDraft("只给我看", is_private=True), today=TODAY)))
    page.show_route(Route("client", client_id, {"view": TIMELINE, "focus": note, "kind": "note"}))
    ground.settle()
    assert page.note.isVisible()
    assert page.note.text.toPlainText() == "只给我看"


def test_find_marks_what_it_finds_and_escape_clears_it(qtbot: QtBot, ground: Ground, page: ClientPage) -> None:
    page.focus_filter()
    assert page.facts.filters.text.hasFocus()
    qtbot.keyClicks(page.facts.filters.text, "12")
    qtbot.waitUntil(lambda: len(told(page)) == 12)
    ground.settle()
    assert all("12" in line for line in told(page))
    assert {row.marked for row in page.facts.list.rows() if isinstance(row, TimelineRow)} == {"12"}
    page.facts.filters.text.setText("%")
    qtbot.waitUntil(page.facts.empty.isVisible)
    assert page.on_escape()
    qtbot.waitUntil(lambda: len(told(page)) == 50)
    assert not page.facts.filters.line.isVisible()
    assert not page.on_escape()


def test_a_person_and_a_period_narrow_it(ground: Ground, page: ClientPage, client_id: str) -> None:
    [person] = ground.read(lambda s: [each.id for each in contacts.of_client(s, client_id)])
    ground.write(lambda s: notes.create(s, client_id, NoteDraft("爱钓鱼", person), today=TODAY))
    ground.settle()
    filters = page.facts.filters
    filters.open()
    filters.person.setCurrentIndex(filters.person.findData(person))
    filters.person.activated.emit(1)
    ground.settle()
    assert told(page) == ["爱钓鱼"]
    filters.person.setCurrentIndex(0)
    filters.period.setCurrentIndex(filters.period.findData(30))
    filters.period.activated.emit(1)
    ground.settle()
    assert len(told(page)) == 32


def test_an_order_stands_in_one_line_and_shows_all_of_it(
    qtbot: QtBot, ground: Ground, page: ClientPage, client_id: str
) -> None:
    def buy(session: Any) -> None:
        rows = [
            changes.new_row(
                client_id, client_id=client_id, on=TODAY, product=f"胎 {n}", amount_minor=5000, order_no="SO-1"
            )
            for n in range(5)
        ]
        changes.insert_many(session, Purchase, rows)

    ground.write(buy)
    ground.settle()
    qtbot.keyClick(page.facts.list, Qt.Key.Key_4)
    ground.settle()
    [row] = [row for row in page.facts.list.rows() if isinstance(row, TimelineRow)]
    assert (row.line, row.right) == ("SO-1 · 5 lines", "¥250")
    page.facts.list.setFocus()
    qtbot.keyClick(page.facts.list, Qt.Key.Key_Return)
    assert "胎 4" in page.facts.peek.toPlainText()


# --- notes --------------------------------------------------------------------------------------------------


def test_n_writes_a_note_on_the_page(qtbot: QtBot, ground: Ground, page: ClientPage, client_id: str) -> None:
    qtbot.keyClick(page.facts.list, Qt.Key.Key_N)
    assert page.note.text.hasFocus()
    qtbot.keyClicks(page.note.text, "vgel 1")
    qtbot.keyClick(page.note.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    ground.settle()
    assert not page.note.isVisible()
    assert told(page)[0] == "vgel 1"
    assert ground.routes == []
    assert ground.notices[-1].text == "Note saved"


def test_what_was_typed_is_there_again_after_escape_and_after_a_crash(
    qtbot: QtBot, ground: Ground, page: ClientPage, client_id: str
) -> None:
    qtbot.keyClick(page.facts.list, Qt.Key.Key_N)
    qtbot.keyClicks(page.note.text, "half a ")
    assert page.on_escape()
    assert not page.note.isVisible()
    ground.settle()
    other = ClientPage(ground.tasks)
    ground.show(other, Route("client", client_id))
    qtbot.keyClick(other.facts.list, Qt.Key.Key_N)
    ground.settle()
    assert other.note.text.toPlainText() == "half a "
    assert ground.read(lambda s: notes.of_client(s, client_id)) == []


def test_an_empty_note_is_refused_beside_it(qtbot: QtBot, ground: Ground, page: ClientPage) -> None:
    qtbot.keyClick(page.facts.list, Qt.Key.Key_N)
    page.note.save_button.click()
    ground.settle()
    assert page.note.isVisible()
    assert page.note.error.text() == "Write the note first."
    assert ground.refused == []


def test_a_personal_note_stands_apart_with_a_lock(
    qtbot: QtBot, ground: Ground, page: ClientPage, client_id: str
) -> None:
    assert "Only for me" not in texts(page.panel)
    qtbot.keyClick(page.facts.list, Qt.Key.Key_N)
    page.note.text.setPlainText("他在找新工作")
    page.note.private.click()
    page.note.save_button.click()
    ground.settle()
    assert "Only for me" in texts(page.panel)
    assert "他在找新工作" not in told(page)
    [line] = page.panel.own_lines()
    qtbot.keyClick(line, Qt.Key.Key_Return)
    ground.settle()
    assert page.note.text.toPlainText() == "他在找新工作"
    assert page.note.private.isChecked()


def test_a_note_is_edited_and_removed_from_the_timeline(
    qtbot: QtBot, ground: Ground, page: ClientPage, client_id: str
) -> None:
    note = ground.write(lambda s: notes.create(s, client_id, NoteDraft("仓库"), today=TODAY))
    ground.settle()
    page.facts.list.setFocus()
    page.facts.list.select_id(note)
    qtbot.keyClick(page.facts.list, Qt.Key.Key_Return)
    ground.settle()
    assert page.note.text.toPlainText() == "仓库"
    page.note.text.setPlainText("仓库搬到鄞州")
    page.note.save_button.click()
    ground.settle()
    assert told(page)[0] == "仓库搬到鄞州"
    page.facts.list.setFocus()
    page.facts.list.select_id(note)
    qtbot.keyClick(page.facts.list, Qt.Key.Key_Delete)
    ground.settle()
    assert "仓库搬到鄞州" not in told(page)
    ground.write(lambda s: history.undo(s, ground.notices[-1].batch_id, today=TODAY))
    ground.settle()
    assert "仓库搬到鄞州" in told(page)


# --- facts in place -----------------------------------------------------------------------------------------


def test_a_fact_is_edited_where_it_stands(qtbot: QtBot, ground: Ground, page: ClientPage, client_id: str) -> None:
    line = page.panel.facts.lines["city"]
    qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
    assert isinstance(line.editor, QLineEdit)
    save_in(qtbot, ground, line.editor, "台州")
    assert line.value.text() == "台州"
    assert not line.is_editing
    assert line.hasFocus()
    assert ground.notices[-1].text == "City saved"
    ground.write(lambda s: history.undo(s, ground.notices[-1].batch_id, today=TODAY))
    ground.settle()
    assert line.value.text() == "宁波"
    qtbot.keyClick(line, Qt.Key.Key_F2)
    assert isinstance(line.editor, QLineEdit)
    line.editor.setText("杭州")
    qtbot.keyClick(line.editor, Qt.Key.Key_Escape)
    assert line.value.text() == "宁波"
    assert ground.read(lambda s: clients.get(s, client_id).city) == "宁波"


def test_a_choice_is_saved_when_it_is_taken(qtbot: QtBot, ground: Ground, page: ClientPage, client_id: str) -> None:
    line = page.panel.facts.lines["tier"]
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_Return)
    box = line.editor
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findData("B"))
    box.activated.emit(box.currentIndex())
    ground.settle()
    assert page.seen is not None
    assert page.seen.dossier.client["tier"] == "B"
    assert page.head.badge.isVisible()


def test_an_unreadable_value_is_told_beside_it_and_stays(qtbot: QtBot, ground: Ground, page: ClientPage) -> None:
    page.panel.facts.more.click()
    line = page.panel.facts.lines["annual_revenue_minor"]
    line.edit()
    assert isinstance(line.editor, QLineEdit)
    save_in(qtbot, ground, line.editor, "many")
    assert line.error.isVisible()
    assert line.editor.text() == "many"
    save_in(qtbot, ground, line.editor, "120")
    assert line.value.text() == "¥1,200,000"


def test_lists_and_shares_are_typed_as_one_line(qtbot: QtBot, ground: Ground, page: ClientPage, client_id: str) -> None:
    page.panel.facts.more.click()
    for name, text, shown in (
        ("team", "王强，李静", "王强, 李静"),
        ("supplier_shares", "Us 61, 鼎泰 24", "Us 61%, 鼎泰 24%"),
    ):
        line = page.panel.facts.lines[name]
        line.edit()
        assert isinstance(line.editor, QLineEdit)
        save_in(qtbot, ground, line.editor, text)
        assert line.value.text() == shown
    assert page.head.owner.value() == "— and 2 more"


def test_the_free_notes_are_edited_where_they_stand(qtbot: QtBot, ground: Ground, page: ClientPage) -> None:
    line = page.panel.notes
    qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
    assert line.editor is not None
    line.editor.setPlainText("门口可停车\n第二行")  # type: ignore[attr-defined]
    qtbot.keyClick(line.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    ground.settle()
    assert line.value.text() == "门口可停车\n第二行"


def test_a_change_from_elsewhere_is_not_overwritten(
    qtbot: QtBot, ground: Ground, page: ClientPage, client_id: str
) -> None:
    line = page.panel.facts.lines["city"]
    line.edit()
    ground.store.write(lambda s: setattr(clients.get(s, client_id), "city", "绍兴"))
    assert isinstance(line.editor, QLineEdit)
    save_in(qtbot, ground, line.editor, "台州")
    assert line.error.isVisible()
    assert isinstance(line.editor, QLineEdit)
    assert line.editor.text() == "台州"
    qtbot.keyClick(line.editor, Qt.Key.Key_Return)
    ground.settle()
    assert line.value.text() == "台州"


# --- group --------------------------------------------------------------------------------------------------


def test_the_parent_company_is_chosen_and_opens(qtbot: QtBot, ground: Ground, page: ClientPage, client_id: str) -> None:
    top = ground.client("恒远集团总公司")
    tree = page.panel.group
    assert tree.members() == []
    tree.choose.click()
    assert tree.field.hasFocus()
    tree.field.chosen.emit(top, "")
    ground.settle()
    assert [line.member.id for line in tree.members()] == [top, client_id]
    assert page.head.group.isVisible()
    qtbot.keyClick(tree.members()[0], Qt.Key.Key_Return)
    assert ground.routes[-1] == Route("client", top)
    ground.write(lambda s: clients.remove(s, top))
    ground.settle()
    assert "The parent company is no longer on the list." in texts(page.panel)
    tree.leave.click()
    ground.settle()
    assert tree.members() == []
    assert tree.leave.isHidden()


def test_a_circle_is_refused_with_a_sentence(ground: Ground, page: ClientPage, client_id: str) -> None:
    low = ground.client("宁波分公司")

    def put(session: Any) -> None:
        groups.set_parent(session, low, client_id, revision=clients.get(session, low).revision)

    ground.write(put)
    ground.settle()
    page.panel.group.open_field()
    page.panel.group.field.chosen.emit(low, "")
    ground.settle()
    assert "cannot stand above it" in page.panel.group.error.text()
    assert page.panel.group.error.isVisible()


def test_gaps_among_the_people_are_named(ground: Ground, page: ClientPage, client_id: str) -> None:
    assert page.people.gaps.text() == "Gaps: one contact only; nobody met yet"
    ground.write(lambda s: contacts.create(s, client_id, ContactDraft("林海燕"), today=TODAY))
    ground.settle()
    assert page.people.gaps.text() == "Gaps: nobody met yet"


# --- views --------------------------------------------------------------------------------------------------


class MapPage(Page):
    """A view of the client, as another feature would deliver it."""

    concerns = frozenset({Entity.CONTACT})

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self.tasks = tasks
        self.routes: list[Route] = []
        self.calls: list[str] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_route(self, route: Route) -> None:
        self.routes.append(route)

    def keys(self) -> list[tuple[str, str]]:
        return [("R", "Arrange")]

    def reload(self) -> None:
        self.calls.append("reload")

    def print_page(self) -> None:
        self.calls.append("print")

    def focus_filter(self) -> None:
        self.calls.append("filter")

    def on_escape(self) -> bool:
        self.calls.append("escape")
        return self.calls.count("escape") == 1


def test_another_view_is_made_when_first_shown_and_hears_all(qtbot: QtBot, ground: Ground, client_id: str) -> None:
    made: list[MapPage] = []

    def make(tasks: Tasks) -> Page:
        made.append(MapPage(tasks))
        return made[-1]

    page = ClientPage(ground.tasks, [ViewSpec("map", "People map", make)])
    ground.show(page, Route("client", client_id))
    assert made == []
    assert page.views.tabs.tabs["map"].text() == "People map"
    qtbot.mouseClick(page.views.tabs.tabs["map"], Qt.MouseButton.LeftButton)
    [view] = made
    assert view.isVisible()
    assert not page.facts.isVisible()
    assert view.routes == [Route("map", client_id)]
    assert page.keys() == [("R", "Arrange")]
    page.print_page()
    page.focus_filter()
    assert page.on_escape()
    assert not page.on_escape()
    view.navigate.emit(Route("contact", "x"))
    assert ground.routes[-1] == Route("contact", "x")
    before = view.calls.count("reload")
    ground.write(lambda s: contacts.create(s, client_id, ContactDraft("林"), today=TODAY))
    ground.settle()
    assert view.calls.count("reload") == before + 1
    assert {"print", "filter"} <= set(view.calls)
    qtbot.keyClick(page, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    assert page.views.shown == TIMELINE
    assert page.facts.isVisible()


def test_a_route_opens_on_a_view_and_the_view_follows_the_client(ground: Ground, client_id: str) -> None:
    other = ground.client("Beta")
    page = ClientPage(ground.tasks, [ViewSpec("map", "People map", MapPage)])
    ground.show(page, Route("client", client_id, {"view": "map"}))
    view = page.views.page
    assert isinstance(view, MapPage)
    assert view.routes[-1].id == client_id
    page.show_route(Route("client", other))
    assert view.routes[-1] == Route("map", other)
    page.next_pane()
    assert page.panel.isAncestorOf(QApplication.focusWidget())  # type: ignore[arg-type]
    page.next_pane()
    page.next_pane()
    assert view.hasFocus()


def test_what_had_the_focus_before_it_went_elsewhere_tells_neither_keys_nor_the_next_pane(
    qtbot: QtBot, ground: Ground, client_id: str
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    page, beside = ClientPage(ground.tasks, [ViewSpec("map", "People map", MapPage)], window), QLineEdit(window)
    row = QHBoxLayout(window)
    row.addWidget(beside)
    row.addWidget(page)
    window.resize(1400, 700)
    window.show()
    page.show_route(Route("client", client_id, {"view": "map"}))
    ground.settle()
    page.next_pane()
    assert page.panel.isAncestorOf(QApplication.focusWidget())  # type: ignore[arg-type]
    assert dict(page.keys())["L"] == "Log a contact"
    beside.setFocus()
    assert page.keys() == [("R", "Arrange")]
    page.next_pane()
    assert page.panel.isAncestorOf(QApplication.focusWidget())  # type: ignore[arg-type]


def test_the_next_client_has_its_keys_where_it_is_seen(qtbot: QtBot, ground: Ground, client_id: str) -> None:
    other = ground.client("Beta")
    page = ClientPage(ground.tasks, [ViewSpec("map", "People map", MapPage)])
    ground.show(page, Route("client", client_id))
    page.views.show_view("map")
    elsewhere = Page()
    elsewhere.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    ground.show(elsewhere)
    page.show_route(Route("client", other))
    page.activateWindow()
    page.setFocus(Qt.FocusReason.OtherFocusReason)  # as the window gives it
    ground.settle()
    assert page.focusWidget() is page.views.page
    qtbot.keyClick(page, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    page.setFocus(Qt.FocusReason.OtherFocusReason)
    assert page.facts.isAncestorOf(page.focusWidget())  # type: ignore[arg-type]


def test_the_next_client_is_seen_from_its_taboos_on(ground: Ground, client_id: str) -> None:
    other = ground.client("Beta")
    page = ClientPage(ground.tasks)
    ground.show(page, Route("client", client_id), size=(1104, 420))
    bar = page.panel._scroll.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    page.show_route(Route("client", other))
    ground.settle()
    assert bar.value() == 0
    bar.setValue(bar.maximum())
    ground.write(lambda s: contacts.create(s, other, ContactDraft("林"), today=TODAY))
    ground.settle()
    assert bar.value() > 0, "reading the same client again moves nothing"


def test_without_views_there_are_no_tabs(page: ClientPage) -> None:
    assert not page.views.tabs.isVisible()


def test_ctrl_enter_asks_for_a_window_of_its_own(
    qtbot: QtBot, ground: Ground, page: ClientPage, client_id: str
) -> None:
    qtbot.keyClick(page.facts.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert ground.routes[-1].args == {"window": True}
    assert ground.routes[-1].id == client_id


def test_no_figure_is_cut_in_a_narrow_window(ground: Ground, client_id: str) -> None:
    ground.write(lambda s: setattr(clients.get(s, client_id), "owner", "刘敏"))
    page = ClientPage(ground.tasks)
    ground.show(page, Route("client", client_id), size=(912, 492))
    for figure in (page.head.silence, page.head.last_visit, page.head.next_touch, page.head.promises):
        assert figure.width() >= figure.sizeHint().width()
    page.resize(1500, 700)
    assert page.head.owner.isVisible()
    assert page.head.owner.value() == "刘敏"


def test_fields_of_ones_own_suppliers_and_stale_facts_stand_below_the_facts(ground: Ground, client_id: str) -> None:
    page = ClientPage(ground.tasks)
    ground.show(page, Route("client", client_id))
    assert page.panel.extras.own_lines() == []
    assert page.panel.extras.suppliers.isHidden()

    def fill(session: Any) -> None:
        field = custom_fields.define(session, "client", "车队规模", CustomKind.NUMBER)
        row = clients.get(session, client_id)
        custom_fields.set_values(session, row, {field: "120"})
        clients.set_shares(session, client_id, (Share("我们", 40.0, is_ours=True),))

    ground.write(fill)
    ground.settle()
    assert page.panel.extras.own_lines() == ["车队规模", "120"]
    assert page.panel.extras.suppliers.isVisibleTo(page.panel)
