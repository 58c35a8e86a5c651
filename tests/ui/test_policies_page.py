"""Service policies by keyboard: edited in place, reckoned at once, saved, taken back; a tier's and a client's own."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QWidget
from pytestqt.qtbot import QtBot

from kam_desktop.core import history, policies, settings, touches
from kam_desktop.core.rules.kinds import Activity, Channel
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.policies.effect_side import main_channel, weekly_text
from kam_desktop.ui.policies.line_editor import LineEditor
from kam_desktop.ui.policies.page import PoliciesPage
from ui.client_ground import Ground, ground  # noqa: F401

TODAY = date(2026, 9, 16)


@pytest.fixture
def home(ground: Ground) -> Ground:  # noqa: F811
    for name in ("宁波恒远轮胎", "台州海辰泵业", "无锡锦程物流"):
        ground.client(name, tier="A")
    ground.client("湖州青禾农机", tier="C")
    ground.write(lambda s: touches.plan_all(s, today=TODAY))
    return ground


def shown(home: Ground, route: Route | None = None) -> PoliciesPage:
    page = PoliciesPage(home.tasks)
    home.show(page, route or Route("policies"))
    return page


def line(page: PoliciesPage, activity: Activity) -> LineEditor:
    return next(each for each in page.grid.editors if each.activity is activity)


def type_into(qtbot: QtBot, field: QWidget, text: str) -> None:
    field.setFocus(Qt.FocusReason.TabFocusReason)
    field.selectAll()
    qtbot.keyClicks(field, text)


def settle(home: Ground, page: PoliciesPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not page._wait.isActive())
    home.settle()


def kept(home: Ground, tier: str, activity: Activity) -> Any:
    found = home.read(lambda s: policies.of_tier(s, tier))
    return next((each.line for each in found if each.line.activity is activity), None)


def test_a_number_typed_shows_at_once_what_it_does(home: Ground, qtbot: QtBot) -> None:
    page = shown(home)
    assert page.grid.editors[0].activity is Activity.CALL
    assert "stays at" in page.effect.sentence.text()
    assert not page.save.isEnabled()
    visit = line(page, Activity.VISIT)
    type_into(qtbot, visit.days["ideal_days"], "10")
    settle(home, page, qtbot)
    assert page.effect.sentence.text().startswith("A clients: Visit from")
    assert "up to" in page.effect.sentence.text()
    assert page.save.isEnabled()
    assert page.tiers.chip("A").text().endswith("•")
    assert kept(home, "A", Activity.VISIT).ideal_days == 30  # nothing is written yet
    said = [each.value for each in page.effect.chart.said()]
    assert any(each.endswith("before") for each in said)
    assert len(said) == 24
    assert any("room for" in each.value for each in page.effect.hours.said())


def test_up_and_down_count_and_tab_goes_along_the_line(home: Ground, qtbot: QtBot) -> None:
    page = shown(home)
    call = line(page, Activity.CALL)
    call.days["ideal_days"].setFocus()
    qtbot.keyClick(call.days["ideal_days"], Qt.Key.Key_Up)
    assert call.entry().line.ideal_days == 15
    for expected in (call.days["latest_days"], call.days["jitter_days"], call.by, call.gift, call.remove):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is expected
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is line(page, Activity.VISIT).active


def test_save_plans_anew_and_undo_brings_it_back(home: Ground, qtbot: QtBot) -> None:
    page = shown(home)
    type_into(qtbot, line(page, Activity.VISIT).days["ideal_days"], "12")
    qtbot.keyClick(page.grid, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    home.settle()
    assert kept(home, "A", Activity.VISIT).ideal_days == 12
    assert home.read(lambda s: settings.note(s, "planned_on")) == ""
    [notice] = home.notices
    assert not page.save.isEnabled()
    home.write(lambda s: history.undo(s, notice.batch_id, today=TODAY))
    home.settle()
    assert line(page, Activity.VISIT).days["ideal_days"].value() == 30


def test_what_is_wrong_is_said_under_its_line_and_not_saved(home: Ground, qtbot: QtBot) -> None:
    page = shown(home)
    visit = line(page, Activity.VISIT)
    type_into(qtbot, visit.days["latest_days"], "20")
    settle(home, page, qtbot)
    assert visit.below.isVisible()
    assert "at least the ideal, 30 days" in visit.below.text()
    assert "Mend" in page.effect.sentence.text()
    qtbot.keyClick(page.grid, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    home.settle()
    assert QApplication.focusWidget() is visit.days["latest_days"]
    assert kept(home, "A", Activity.VISIT).latest_days == 40
    type_into(qtbot, visit.days["latest_days"], "30")
    assert not visit.below.isVisible()
    type_into(qtbot, visit.days["jitter_days"], "15")
    assert "14 days at most" in visit.below.text()


def test_escape_takes_the_changes_back_first(home: Ground, qtbot: QtBot) -> None:
    page = shown(home)
    type_into(qtbot, line(page, Activity.CALL).days["ideal_days"], "3")
    assert page.on_escape()
    home.settle()
    assert line(page, Activity.CALL).days["ideal_days"].value() == 14
    assert not page.on_escape()


def test_tiers_keep_what_was_changed_until_all_is_saved_together(home: Ground, qtbot: QtBot) -> None:
    page = shown(home)
    type_into(qtbot, line(page, Activity.VISIT).days["ideal_days"], "11")
    qtbot.keyClick(page.grid, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    home.settle()
    assert page.tiers.chosen() == {"C"}
    type_into(qtbot, line(page, Activity.MESSAGE).days["ideal_days"], "20")
    qtbot.keyClick(page.grid, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    home.settle()
    assert line(page, Activity.VISIT).days["ideal_days"].value() == 11
    page.save.click()
    home.settle()
    assert (kept(home, "A", Activity.VISIT).ideal_days, kept(home, "C", Activity.MESSAGE).ideal_days) == (11, 20)
    assert len(home.notices) == 1


def test_a_line_is_added_taken_out_and_switched_off(home: Ground, qtbot: QtBot) -> None:
    page = shown(home)
    [message] = page.grid.make_menu().actions()
    assert message.text() == "Message"
    message.trigger()
    assert line(page, Activity.MESSAGE).channel.hasFocus()
    line(page, Activity.SURVEY).remove.click()
    line(page, Activity.CALL).active.setFocus()
    qtbot.keyClick(line(page, Activity.CALL).active, Qt.Key.Key_Space)
    page.save.click()
    home.settle()
    assert kept(home, "A", Activity.SURVEY) is None
    assert kept(home, "A", Activity.MESSAGE).channel is Channel.MESSAGE
    assert not kept(home, "A", Activity.CALL).is_active
    assert not line(page, Activity.CALL).active.isChecked()


def test_festivals_are_chosen_from_a_list(home: Ground, qtbot: QtBot) -> None:
    page = shown(home)
    field = line(page, Activity.FESTIVAL).festivals
    assert field is not None
    popover = field.open()
    boxes = {box.text(): box for box in popover.findChildren(QCheckBox)}
    assert boxes["Mid-Autumn Festival"].isChecked()
    for name in ("Spring Festival", "Dragon Boat Festival", "National Day"):
        boxes[name].setFocus()
        qtbot.keyClick(boxes[name], Qt.Key.Key_Space)
    assert field.codes() == ("mid-autumn", "national-day")
    assert "Mid-Autumn" in field.text()
    qtbot.keyClick(popover, Qt.Key.Key_Escape)
    page.save.click()
    home.settle()
    assert kept(home, "A", Activity.FESTIVAL).festivals == ("mid-autumn", "national-day")


def test_one_client_has_lines_of_its_own_and_gives_them_back(home: Ground, qtbot: QtBot) -> None:
    client = home.client("绍兴嘉禾纺机", tier="A")
    page = shown(home, Route("policies", "", {"client_id": client}))
    assert not page.tiers.isVisible()
    visit = line(page, Activity.VISIT)
    assert not visit.remove.isVisible()
    type_into(qtbot, visit.days["ideal_days"], "7")
    settle(home, page, qtbot)
    assert visit.below.text() == "Its own. The tier says: Visit, 30 / 40 days"
    assert page.effect.sentence.text().startswith("绍兴嘉禾纺机")
    page.save.click()
    home.settle()
    [own] = [each for each in home.read(lambda s: policies.of_client(s, client)).entries if each.is_own]
    assert own.line.ideal_days == 7
    assert kept(home, "A", Activity.VISIT).ideal_days == 30
    assert home.read(lambda s: settings.note(s, "planned_on")) == TODAY.isoformat()  # this client alone, at once
    visit = line(page, Activity.VISIT)
    assert visit.remove.isVisible()
    visit.remove.click()
    assert line(page, Activity.VISIT).days["ideal_days"].value() == 30
    page.save.click()
    home.settle()
    assert not any(each.is_own for each in home.read(lambda s: policies.of_client(s, client)).entries)


def test_the_sentence_is_about_what_changes_most(home: Ground) -> None:
    page = shown(home)
    effect = page.effect._effect
    assert effect is not None
    assert main_channel(effect) is Channel.VISIT
    assert [weekly_text(row) for row in ((), (3, 2), (10, 11), (4, 4))] == ["0", "2.5", "10", "4"]


def test_what_somebody_else_saves_comes_in_and_what_is_typed_stays(home: Ground, qtbot: QtBot) -> None:
    page = shown(home)

    def other(session: Any) -> None:
        found = policies.of_tier(session, "A")
        policies.set_tier(session, "A", [each for each in found if each.line.activity is not Activity.SURVEY])

    home.write(other)
    home.settle()
    assert Activity.SURVEY not in {each.activity for each in page.grid.editors}
    type_into(qtbot, line(page, Activity.CALL).days["ideal_days"], "9")
    field = line(page, Activity.CALL).days["ideal_days"]
    home.write(lambda s: settings.put(s, "week_visits", 3))
    home.settle()
    assert line(page, Activity.CALL).days["ideal_days"] is field
    assert (field.value(), field.hasFocus()) == (9, True)
    assert "room for 3" in page.effect.room.text()
