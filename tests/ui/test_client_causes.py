"""Occasions and favours on a client's page: written, edited, settled and taken away by keyboard."""

from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kam_desktop.core import contacts, favours, history, occasions
from kam_desktop.core.contacts import ContactDraft
from kam_desktop.core.favours import FavourDraft
from kam_desktop.core.occasions import OccasionDraft
from kam_desktop.core.rules.kinds import FavourDirection, FavourState, OccasionKind
from kam_desktop.core.timeline_facts import Fact
from kam_desktop.ui.clients.client_page import ClientPage
from kam_desktop.ui.entries.asking import ResultPopover
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.timeline_rows import Show
from ui.client_ground import TODAY, Ground, ground

__all__ = ["ground"]
WE, THEY = FavourDirection.WE_HELP, FavourDirection.THEY_HELP


@pytest.fixture
def client_id(ground: Ground) -> str:
    made = ground.client("宁波恒远轮胎有限公司", tier="A")
    ground.write(lambda s: contacts.create(s, made, ContactDraft("周建明"), today=TODAY))
    return made


@pytest.fixture
def page(ground: Ground, client_id: str) -> ClientPage:
    made = ClientPage(ground.tasks)
    ground.show(made, Route("client", client_id))
    return made


def add_favour(ground: Ground, client_id: str, draft: FavourDraft, **given: Any) -> str:
    made = str(ground.write(lambda s: favours.add(s, client_id, draft, today=TODAY, **given)))
    ground.settle()
    return made


def write(line: Any, text: str) -> None:
    """As an input method writes."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(line, event)


def focused() -> Any:
    return QApplication.focusWidget()


def test_o_writes_an_occasion_down_and_enter_saves_it(
    qtbot: QtBot, ground: Ground, page: ClientPage, client_id: str
) -> None:
    page.facts.list.setFocus()
    qtbot.keyClick(page.facts.list, Qt.Key.Key_O)
    entry = page.causes.occasion
    assert entry.isVisible()
    assert focused() is entry.what
    write(entry.what, "二分店开业")
    entry.sort.setFocus()
    qtbot.keyClick(entry.sort, Qt.Key.Key_Down)  # a letter there is no key of the page
    qtbot.keyClick(entry.sort, Qt.Key.Key_V)
    assert ground.routes == []
    entry.person.setCurrentIndex(1)
    entry.on.setFocus()
    qtbot.keyClicks(entry.on, "+2")
    qtbot.keyClick(entry.on, Qt.Key.Key_Return)
    ground.settle()
    [row] = ground.read(lambda s: occasions.of_client(s, client_id))
    assert (row.title, row.on, row.person, row.is_yearly) == ("二分店开业", TODAY + timedelta(days=2), "周建明", False)
    assert not entry.isVisible()
    assert page.facts.isAncestorOf(focused())
    [line] = page.panel.causes.lines()
    assert line.when[1] == "warning"
    assert "二分店开业" in line.accessibleName()
    assert ground.notices[-1].text == "Occasion noted: 二分店开业"
    ground.write(lambda s: history.undo(s, ground.notices[-1].batch_id, today=TODAY))
    ground.settle()
    assert page.panel.causes.lines() == []


def test_what_is_missing_is_said_at_its_field_and_nothing_is_lost(
    qtbot: QtBot, ground: Ground, page: ClientPage, client_id: str
) -> None:
    page.causes.add_occasion()
    entry = page.causes.occasion
    qtbot.keyClicks(entry.on, "someday")
    write(entry.place, "鄞州")
    qtbot.keyClick(entry.place, Qt.Key.Key_Return)
    assert entry.fields["on"].error
    entry.on.clear()
    qtbot.keyClicks(entry.on, "10-15")
    qtbot.keyClick(entry.on, Qt.Key.Key_Return)
    ground.settle()
    assert entry.fields["title"].error
    assert focused() is entry.what
    assert page.on_escape()
    assert not entry.isVisible()
    ground.settle()
    page.causes.add_occasion()
    ground.settle()
    assert (entry.place.text(), entry.values()["on"]) == ("鄞州", "2026-10-15")
    assert ground.read(lambda s: occasions.of_client(s, client_id)) == []


def test_a_draft_is_there_again_in_a_new_window(qtbot: QtBot, ground: Ground, page: ClientPage, client_id: str) -> None:
    page.causes.add_favour()
    write(page.causes.favour.what, "联系骨科")
    page.causes.close_entries()
    ground.settle()
    other = ClientPage(ground.tasks)
    ground.show(other, Route("client", client_id))
    other.causes.add_favour()
    ground.settle()
    assert other.causes.favour.what.text() == "联系骨科"


def test_an_occasion_is_edited_over_what_somebody_saved_meanwhile(
    qtbot: QtBot, ground: Ground, page: ClientPage, client_id: str
) -> None:
    day = OccasionDraft(OccasionKind.OPENING, TODAY + timedelta(days=9), "二分店", is_yearly=True)
    made = ground.write(lambda s: occasions.add(s, client_id, day, today=TODAY))
    ground.settle()
    [line] = page.panel.causes.lines()
    qtbot.keyClick(line, Qt.Key.Key_Return)
    ground.settle()
    entry = page.causes.occasion
    assert (entry.what.text(), entry.yearly.isChecked()) == ("二分店", True)
    theirs = OccasionDraft(OccasionKind.OPENING, day.on, "三分店", revision=entry.revision)
    ground.write(lambda s: occasions.edit(s, made, theirs, today=TODAY))
    write(entry.what, "（鄞州）")
    qtbot.keyClick(entry.what, Qt.Key.Key_Return)
    ground.settle()
    assert "三分店" in entry.error.text()
    assert entry.what.text() == "二分店（鄞州）"
    qtbot.keyClick(entry.what, Qt.Key.Key_Return)
    ground.settle()
    assert ground.read(lambda s: occasions.get(s, made).title) == "二分店（鄞州）"


def test_an_occasion_is_removed_and_undone(qtbot: QtBot, ground: Ground, page: ClientPage, client_id: str) -> None:
    day = OccasionDraft(OccasionKind.ILLNESS, TODAY, "住院")
    made = ground.write(lambda s: occasions.add(s, client_id, day, today=TODAY))
    ground.settle()
    page.facts.list.setFocus()
    assert page.facts.list.select_id(made)
    qtbot.keyClick(page.facts.list, Qt.Key.Key_Return)
    ground.settle()
    page.causes.occasion.remove_button.click()
    ground.settle()
    assert page.panel.causes.lines() == []
    ground.write(lambda s: history.undo(s, ground.notices[-1].batch_id, today=TODAY))
    ground.settle()
    assert len(page.panel.causes.lines()) == 1
    page.facts.list.setFocus()
    assert page.facts.list.select_id(made)
    qtbot.keyClick(page.facts.list, Qt.Key.Key_Delete)
    ground.settle()
    assert ground.read(lambda s: occasions.of_client(s, client_id)) == []


def test_f_notes_a_favour_and_what_we_owe_is_red_when_late(
    qtbot: QtBot, ground: Ground, page: ClientPage, client_id: str
) -> None:
    page.facts.list.setFocus()
    qtbot.keyClick(page.facts.list, Qt.Key.Key_F)
    entry = page.causes.favour
    write(entry.what, "联系医院")
    qtbot.keyClicks(entry.due, "+2")
    qtbot.keyClick(entry.due, Qt.Key.Key_Return)
    ground.settle()
    add_favour(
        ground, client_id, FavourDraft(WE, "找货车", TODAY - timedelta(days=9), due_on=TODAY - timedelta(days=1))
    )
    add_favour(ground, client_id, FavourDraft(THEY, "借仓库", TODAY - timedelta(days=9), due_on=TODAY))
    roles = {line.toolTip().split("\n")[0]: line.when[1] for line in page.panel.causes.lines()}
    assert roles == {"联系医院": "warning", "找货车": "danger", "借仓库": "muted"}


def test_a_favour_is_done_with_its_result_and_evened_out(
    qtbot: QtBot, ground: Ground, page: ClientPage, client_id: str
) -> None:
    made = add_favour(ground, client_id, FavourDraft(THEY, "介绍新客户", TODAY))
    for result, state in (("谈成了", FavourState.DONE), ("", FavourState.EVENED)):
        [button] = page.panel.causes.buttons()
        button.setFocus()
        qtbot.keyClick(button, Qt.Key.Key_Return)
        [popover] = page.findChildren(ResultPopover)
        assert focused() is popover.line
        write(popover.line, result)
        qtbot.keyClick(popover.line, Qt.Key.Key_Return)
        ground.settle()
        QApplication.sendPostedEvents(None, 52)  # deferred deletes
        assert ground.read(lambda s: favours.get(s, made).state) == state
    assert ground.read(lambda s: favours.get(s, made).result) == "谈成了"
    assert page.panel.causes.lines() == []
    facts = {line.fact: line for line in page.facts.lines()}
    assert facts[Fact.FAVOUR].text == "谈成了"
    page.facts.list.setFocus()
    qtbot.keyClick(page.facts.list, Qt.Key.Key_8)
    ground.settle()
    assert page.facts.chips.chosen() == {Show.CAUSES.value}
    assert {line.fact for line in page.facts.lines()} == {Fact.FAVOUR}


def test_in_a_low_window_the_people_give_way_to_the_entry(ground: Ground, page: ClientPage) -> None:
    page.resize(912, 492)
    for act in (page.causes.add_occasion, page.causes.add_favour, page.causes.add_favour):
        act()
        ground.settle()
        assert not page.people.isVisible()
        entry = page.causes.occasion if page.causes.occasion.isVisible() else page.causes.favour
        entry.save()
        ground.settle()
        assert entry.height() >= entry.sizeHint().height()
    assert page.on_escape()
    assert page.people.isVisible()
    page._write_note()
    page.causes.add_occasion()
    assert not page.people.isVisible()
    assert not page.note.isVisible()
