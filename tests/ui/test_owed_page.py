"""The page of what we owe, worked by keyboard."""

from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kam_desktop.core import commitments, favours, history
from kam_desktop.core.favours import FavourDraft
from kam_desktop.core.rules.kinds import FavourDirection, FavourState
from kam_desktop.core.store.tables import Commitment
from kam_desktop.ui.causes.owed_page import OwedPage
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.today.page import TodayPage
from kam_desktop.ui.widgets.list_rows import GroupHead, TwoLineRow
from ui.client_ground import TODAY, Ground, ground

__all__ = ["ground"]


def on(days: int) -> Any:
    return TODAY + timedelta(days=days)


@pytest.fixture
def owed(ground: Ground) -> dict[str, str]:
    """A late promise, help due in two days, a favour to return."""
    client = ground.client("宁波恒远轮胎有限公司", tier="A")

    def fill(s: Any) -> dict[str, str]:
        we, they = FavourDirection.WE_HELP, FavourDirection.THEY_HELP
        return {
            "client": client,
            "promise": commitments.add(s, client, text="油样报告", owner="刘敏", due_on=on(-2)).id,
            "help": favours.add(s, client, FavourDraft(we, "联系医院", on(-5), due_on=on(2)), today=TODAY),
            "return": favours.add(s, client, FavourDraft(they, "介绍客户", on(-9)), today=TODAY, is_done=True),
        }

    return dict(ground.write(fill))


@pytest.fixture
def page(ground: Ground, owed: dict[str, str]) -> OwedPage:
    made = OwedPage(ground.tasks)
    ground.show(made, Route("owed"))
    made.list.setFocus()
    return made


def press(qtbot: QtBot, page: OwedPage, row_id: str, key: Qt.Key) -> Any:
    assert page.list.select_id(row_id)
    page.list.setFocus()
    qtbot.keyClick(page.list, key)
    return page._popover


def answer(qtbot: QtBot, ground: Ground, text: str) -> None:
    line = QApplication.focusWidget()
    assert line is not None
    line.selectAll()  # type: ignore[attr-defined]
    if text:
        qtbot.keyClicks(line, text)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    ground.settle()


def test_late_stands_first_in_red_and_soon_in_amber(page: OwedPage, owed: dict[str, str]) -> None:
    rows = page.list.rows()
    assert [(row.text, row.count, row.role) for row in rows if isinstance(row, GroupHead)] == [
        ("Late", 1, "danger"), ("Due within 3 days", 1, "warning"), ("Later", 1, "text"),
    ]  # fmt: skip
    lines = [row for row in rows if isinstance(row, TwoLineRow)]
    assert [row.id for row in lines] == [owed["promise"], owed["help"], owed["return"]]
    assert [row.due_role for row in lines] == ["danger", "warning", "muted"]
    assert lines[0].due_text == "2 days late"
    assert lines[1].line.startswith("Help we promised: 联系医院 · since ")


def test_d_keeps_a_promise_at_once_and_asks_what_came_of_help(
    qtbot: QtBot, ground: Ground, page: OwedPage, owed: dict[str, str]
) -> None:
    assert press(qtbot, page, owed["promise"], Qt.Key.Key_D) is None
    ground.settle()
    assert ground.read(lambda s: s.get(Commitment, owed["promise"]).state) == "kept"
    assert ground.notices[-1].batch_id
    assert press(qtbot, page, owed["help"], Qt.Key.Key_D) is not None
    answer(qtbot, ground, "went well")
    [favour] = [row for row in ground.read(lambda s: favours.of_client(s, owed["client"])) if row.id == owed["help"]]
    assert (favour.state, favour.result) == (FavourState.DONE, "went well")
    assert page.current() is not None
    assert page.list.hasFocus()
    ground.write(lambda s: history.undo(s, ground.notices[-1].batch_id, today=TODAY))
    ground.settle()
    assert page.list.select_id(owed["help"])


def test_e_evens_a_favour_out_and_leaves_a_promise_alone(
    qtbot: QtBot, ground: Ground, page: OwedPage, owed: dict[str, str]
) -> None:
    assert press(qtbot, page, owed["promise"], Qt.Key.Key_E) is None
    assert not page.even_button.isEnabled()
    assert press(qtbot, page, owed["return"], Qt.Key.Key_E) is not None
    answer(qtbot, ground, "")
    assert ground.read(lambda s: favours.get(s, owed["return"]).state) == FavourState.EVENED


def test_r_moves_and_a_day_that_will_not_do_is_said(
    qtbot: QtBot, ground: Ground, page: OwedPage, owed: dict[str, str]
) -> None:
    popover = press(qtbot, page, owed["return"], Qt.Key.Key_R)
    answer(qtbot, ground, "never")
    assert popover.error()
    answer(qtbot, ground, on(-20).isoformat())
    assert "choose a later day" in popover.error()
    assert page.on_escape()
    for name, day in (("return", 20), ("promise", 12), ("help", 15)):
        press(qtbot, page, owed[name], Qt.Key.Key_R)
        answer(qtbot, ground, f"+{day}")
    assert ground.read(lambda s: s.get(Commitment, owed["promise"]).due_on) == on(12)
    assert {row.id: row.due_on for row in ground.read(favours.owed)} == {owed["help"]: on(15), owed["return"]: on(20)}
    assert [row.role for row in page.list.rows() if isinstance(row, GroupHead)] == ["text"]


def test_enter_opens_the_client_and_nothing_owed_says_so(
    qtbot: QtBot, ground: Ground, page: OwedPage, owed: dict[str, str]
) -> None:
    press(qtbot, page, owed["help"], Qt.Key.Key_Return)
    assert ground.routes == [Route("client", owed["client"])]
    ground.write(lambda s: commitments.settle(s, owed["promise"], today=TODAY))
    ground.write(lambda s: [favours.even(s, owed[name], today=TODAY) for name in ("help", "return")])
    ground.settle()
    assert page.empty.isVisible()
    assert page.empty.button.hasFocus()


def test_today_says_how_much_is_owed_and_leads_there(qtbot: QtBot, ground: Ground, owed: dict[str, str]) -> None:
    today = TodayPage(ground.tasks)
    ground.show(today, Route("today"))
    qtbot.waitUntil(today.side.head.owed.isVisible)
    ground.settle()
    assert today.side.head.owed.text() == "We owe 3, 1 late"
    ground.write(lambda s: commitments.settle(s, owed["promise"], today=TODAY))
    ground.settle()
    assert today.side.head.owed.text() == "We owe 2"
    today.list.setFocus()
    qtbot.keyClick(today.list, Qt.Key.Key_O)
    today.side.head.owed.click()
    assert ground.routes == [Route("owed"), Route("owed")]
