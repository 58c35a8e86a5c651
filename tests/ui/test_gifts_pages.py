"""Gifts: the register, and the form beside which the limits speak."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kam_desktop.core import blackouts, contacts, gifts
from kam_desktop.core.gifts import GiftDraft, GiftRow
from kam_desktop.core.rules.kinds import GiftCategory, GiftDirection, Verdict
from kam_desktop.ui.gifts import list_page
from kam_desktop.ui.gifts.gift_form import GiftForm
from kam_desktop.ui.gifts.gift_page import GiftPage
from kam_desktop.ui.gifts.list_page import GiftsPage
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.widgets.buttons import PlainButton
from ui.visit_ground import TODAY, Ground, Told, ground, show, words_of


@pytest.fixture
def home(qtbot: QtBot, tmp_path: Path) -> Iterator[Ground]:
    with ground(tmp_path / "store") as made:
        yield made


def given(home: Ground, item: str = "骑行头巾", minor: int = 14_800) -> str:
    draft = GiftDraft(home.client_id, home.ma, item, date(2026, 6, 1), value_minor=minor, origin="环太湖骑行")
    return str(home.write(lambda s: gifts.record(s, draft, today=TODAY))[0])


def stored(home: Ground) -> list[GiftRow]:
    rows: list[GiftRow] = home.read(lambda s: gifts.rows(s, gifts.ids(s)))
    return rows


def form(qtbot: QtBot, home: Ground, **args: str) -> tuple[GiftForm, Told]:
    page = GiftForm(home.tasks)
    told = Told(page, home.tasks)
    qtbot.addWidget(page)
    show(qtbot, page, Route("gift_form", "", {"client_id": home.client_id, "contact_id": home.ma, **args}))
    qtbot.waitUntil(lambda: page.panel.verdict is not None)
    return page, told


def fill(page: GiftForm, item: str = "径山茶一盒", value: str = "88", origin: str = "产地带回") -> None:
    page.form.item.setText(item)
    page.form.value.setText(value)
    page.form.origin.setPlainText(origin)


def test_a_gift_within_the_limits_is_recorded(qtbot: QtBot, home: Ground) -> None:
    given(home)
    page, told = form(qtbot, home, visit_id="")
    assert page.form.contact.currentText() == "马俊 点检员"
    fill(page, value="¥88.50")
    page.form.category.setCurrentIndex(page.form.category.findData(GiftCategory.TEA))
    qtbot.waitUntil(lambda: "Within limits, ¥148 of ¥600 used this year" in words_of(page.panel))
    qtbot.waitUntil(lambda: "¥236.50 of ¥600" in words_of(page.panel.bars))
    assert "Person, gifts" in words_of(page.panel.bars)
    qtbot.keyClick(page.form.item, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: told.routes == [Route("gifts", "", {"back": "gift_form"})])
    new = stored(home)[0]
    assert (new.item, new.value_minor, new.category, new.origin) == (
        "径山茶一盒",
        8850,
        GiftCategory.TEA,
        "产地带回",
    )
    assert new.verdict is Verdict.ALLOWED


def test_a_gift_over_the_limit_asks_for_the_written_reason(qtbot: QtBot, home: Ground) -> None:
    page, told = form(qtbot, home)
    fill(page, value="380")
    qtbot.waitUntil(lambda: page.panel.verdict is Verdict.NEEDS_APPROVAL)
    assert page.form.reason.isVisible()
    assert any("¥380" in words and "¥200" in words for words in page.panel.words)
    page.save()
    qtbot.waitUntil(lambda: page.form.fields["override_reason"].error is not None)
    assert not stored(home)
    page.form.reason.setPlainText("三十年老友")
    page.save()
    qtbot.waitUntil(lambda: page.form.fields["approver"].error is not None)
    page.form.approver.setText("高原")
    page.save()
    qtbot.waitUntil(lambda: bool(told.routes))
    assert stored(home)[0].verdict is Verdict.NEEDS_APPROVAL


@pytest.mark.parametrize(("item", "category"), [("购物卡", GiftCategory.OTHER), ("一点心意", GiftCategory.CASH)])
def test_cash_in_any_coat_cannot_be_saved(qtbot: QtBot, home: Ground, item: str, category: GiftCategory) -> None:
    page, _told = form(qtbot, home)
    fill(page, item=item)
    page.form.category.setCurrentIndex(page.form.category.findData(category))
    qtbot.waitUntil(lambda: page.panel.verdict is Verdict.FORBIDDEN)
    assert not page.foot.save_button.isEnabled()
    assert item in page.foot.save_button.toolTip()
    qtbot.keyClick(page.form.item, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.wait(50)
    assert not stored(home)
    page.form.direction.setCurrentIndex(page.form.direction.findData(GiftDirection.RECEIVED))
    qtbot.waitUntil(page.foot.save_button.isEnabled)


def test_a_closed_time_an_official_and_no_value_stop_the_form(qtbot: QtBot, home: Ground) -> None:
    home.write(lambda s: setattr(contacts.get(s, home.ma), "is_official", True))
    page, _told = form(qtbot, home)
    fill(page, value="0")
    qtbot.waitUntil(lambda: page.panel.verdict is Verdict.NEEDS_APPROVAL)
    page.save()
    qtbot.waitUntil(lambda: page.form.fields["value"].error is not None)
    page.form.value.setText("88")
    page.form.reason.setPlainText("老友")
    for name in ("", "我", "刘敏（主管）"):
        page.form.approver.setText(name)
        page.form.set_errors({})
        page.save()
        qtbot.waitUntil(lambda: page.form.fields["approver"].error is not None)
    home.write(lambda s: blackouts.add(s, home.client_id, title="招标", first_on=TODAY, last_on=TODAY))
    page.form.approver.setText("高原")
    page.form.value.setText("89")
    qtbot.waitUntil(lambda: page.panel.verdict is Verdict.FORBIDDEN)
    assert not page.foot.save_button.isEnabled()
    page.save()
    page.ask()
    qtbot.wait(50)
    assert not home.read(lambda s: gifts.waiting(s) or gifts.ids(s))


def test_tab_follows_what_is_seen(qtbot: QtBot, home: Ground) -> None:
    page, _told = form(qtbot, home)
    fields = page.form
    page.activateWindow()
    fields.item.setFocus()
    group = fields.origins
    for expected in (
        fields.category, fields.quantity, fields.value, fields.currency, fields.via, group.origin, group.chosen_by,
        group.handed_by, group.story, fields.manner, fields.receipt, fields.reception, fields.score,
    ):  # fmt: skip
        qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
        assert page.focusWidget() is expected


def test_what_cannot_be_read_is_told_beside_its_field(qtbot: QtBot, home: Ground) -> None:
    page, _told = form(qtbot, home)
    fill(page, value="5o0", origin="")
    page.save()
    assert page.form.fields["value"].error == "Write the value as 268 or 268.00."
    page.form.value.setText("50")
    page.save()
    qtbot.waitUntil(lambda: "来历" in (page.form.fields["origin"].error or ""))
    page.form.origin.setPlainText("产地")
    page.form.item.setText("  ")
    page.save()
    qtbot.waitUntil(lambda: page.form.fields["item"].error is not None)
    assert page.form.fields["value"].error is None
    assert not stored(home)


def test_the_receivers_taboo_is_in_view(qtbot: QtBot, home: Ground) -> None:
    page, _told = form(qtbot, home, contact_id=home.gu)
    qtbot.waitUntil(lambda: "花粉过敏，勿送花" in words_of(page.panel))


def test_a_client_is_found_by_pinyin_and_its_people_offered(qtbot: QtBot, home: Ground) -> None:
    page = GiftForm(home.tasks)
    qtbot.addWidget(page)
    show(qtbot, page, Route("gift_form"))
    page.setFocus()
    fill(page)
    page.save()
    assert page.form.fields["client_id"].error is not None
    qtbot.keyClicks(page.form.client, "majun")
    qtbot.keyClick(page.form.client, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.form.contact.currentData() == home.ma)
    assert page.form.client.client_id == home.client_id
    assert page.form.contact.count() == 3


def test_the_category_follows_the_words_until_one_is_chosen(qtbot: QtBot, home: Ground) -> None:
    page, _ = form(qtbot, home)
    for item, category in (("Longjing tea", "tea"), ("coffee", "food"), ("", "other")):
        page.form.item.selectAll()
        qtbot.keyClick(page.form.item, Qt.Key.Key_Delete)
        qtbot.keyClicks(page.form.item, item)
        assert page.form.category.currentData() == category
    page.form.category.setFocus()
    page.form.category.setCurrentIndex(page.form.category.findData(GiftCategory.CRAFT))
    page.form.category.activated.emit(page.form.category.currentIndex())
    qtbot.keyClicks(page.form.item, "tea")
    assert page.form.category.currentData() == GiftCategory.CRAFT
    page.show_route(Route("gift_form", "", {"client_id": home.client_id}))
    qtbot.keyClicks(page.form.item, "coffee")
    assert page.form.category.currentData() == GiftCategory.FOOD, "another gift begins anew"


def test_a_gift_of_a_visit_leads_back_to_it(qtbot: QtBot, home: Ground) -> None:
    visit_id = home.report()
    page, told = form(qtbot, home, visit_id=visit_id)
    fill(page)
    page.save()
    qtbot.waitUntil(lambda: told.routes == [Route("visit", visit_id, {"back": "gift_form"})])
    (of_visit,) = home.read(lambda s: gifts.of_visit(s, visit_id))
    assert (of_visit.row.item, of_visit.contact_id, of_visit.spent_minor) == ("径山茶一盒", home.ma, 8800)
    page.show_route(Route("gift_form"))
    assert page.form.item.text() == ""


def test_going_away_and_back_keeps_what_was_typed(qtbot: QtBot, home: Ground) -> None:
    page, _told = form(qtbot, home)
    fill(page, item="茶")
    page.hide()
    page.show_route(Route("gift_form", "", {"client_id": home.client_id, "contact_id": home.ma}))
    page.show()
    assert page.form.item.text() == "茶"


def test_the_register_lists_filters_and_opens_the_gift(qtbot: QtBot, home: Ground) -> None:
    scarf = given(home, "scarf")
    given(home, "龙井 <b>茶</b>", 4900)
    page = GiftsPage(home.tasks)
    told = Told(page, home.tasks)
    qtbot.addWidget(page)
    show(qtbot, page, Route("gifts"))
    qtbot.waitUntil(lambda: page.model.rowCount() == 2 and page.model.row(1) is not None)
    row = [str(cell) for cell in page.model.row(0) or ()]
    assert row == [
        "6 月 1 日",
        "A",
        "苏州瑞川机械",
        "马俊",
        "龙井 <b>茶</b>",
        "其他",
        "其他",
        "¥49",
        "环太湖骑行",
        "送出",
    ]
    qtbot.keyClicks(page.filter, "scarf")
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: told.routes == [Route("gift", scarf)])
    qtbot.keyClick(page.table, Qt.Key.Key_G)
    assert told.routes[-1] == Route("gift_form")
    assert page.on_escape()
    qtbot.waitUntil(lambda: page.model.rowCount() == 2)


def test_an_empty_register_offers_the_first_gift(qtbot: QtBot, home: Ground) -> None:
    page = GiftsPage(home.tasks)
    told = Told(page, home.tasks)
    qtbot.addWidget(page)
    show(qtbot, page, Route("gifts"))
    qtbot.waitUntil(page.empty.isVisible)
    page.empty.button.click()
    assert told.routes == [Route("gift_form")]


# --- one gift --------------------------------------------------------------------------------------------


def opened(qtbot: QtBot, home: Ground, gift_id: str) -> tuple[GiftPage, Told]:
    page = GiftPage(home.tasks)
    told = Told(page, home.tasks)
    qtbot.addWidget(page)
    show(qtbot, page, Route("gift", gift_id))
    qtbot.waitUntil(lambda: page.facts is not None)
    return page, told


def test_the_page_of_a_gift_says_all_that_is_known(qtbot: QtBot, home: Ground) -> None:
    draft = GiftDraft(
        home.client_id, home.ma, "骑行 <b>头巾</b>", date(2026, 6, 1), GiftCategory.CRAFT, 34_800, origin="环太湖骑行",
        manner="by hand", reception="很喜欢", receipt="No. 7", override_reason="三十年老友", approver="高原",
    )  # fmt: skip
    gift_id = str(home.write(lambda s: gifts.record(s, draft, today=TODAY))[0])
    page, told = opened(qtbot, home, gift_id)
    said = words_of(page)
    for word in (
        "骑行 <b>头巾</b>", "¥348", "环太湖骑行", "by hand", "很喜欢", "No. 7", "马俊", "单件 ¥348，超过限额 ¥200",
        "Reason: 三十年老友", "Approved by 高原",
    ):  # fmt: skip
        assert word in said, word
    assert "Corrections" not in said
    assert page.title() == "骑行 <b>头巾</b>"
    assert not hasattr(page, "print_page")  # there is no document of one gift
    for key in (Qt.Key.Key_C, Qt.Key.Key_P, Qt.Key.Key_V, Qt.Key.Key_E):
        qtbot.keyClick(page.body, key)
    assert told.routes == [
        Route("client", home.client_id), Route("contact", home.ma), Route("gift_form", gift_id),
    ]  # fmt: skip


def test_a_gift_is_corrected_and_both_entries_can_be_read(qtbot: QtBot, home: Ground) -> None:
    gift_id = given(home)
    page = GiftForm(home.tasks)
    told = Told(page, home.tasks)
    qtbot.addWidget(page)
    show(qtbot, page, Route("gift_form", gift_id))
    qtbot.waitUntil(lambda: page.form.item.text() == "骑行头巾" and page.panel.verdict is not None)
    assert page.title() == "Correct a gift"
    assert (page.form.value.text(), page.form.contact.currentData()) == ("148", home.ma)
    assert page.form.origin.toPlainText() == "环太湖骑行"
    qtbot.waitUntil(lambda: "Within limits, ¥0 of ¥600 used this year" in words_of(page.panel))  # itself not counted
    page.form.value.setText("128")
    qtbot.keyClick(page.form.item, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(told.routes))
    [now] = stored(home)
    assert (now.value_minor, now.item) == (12_800, "骑行头巾")
    assert told.routes == [Route("gift", now.id, {"replace": True})]
    facts, told = opened(qtbot, home, now.id)
    assert "Value: ¥148 → ¥128" in words_of(facts)
    old, told = opened(qtbot, home, gift_id)
    assert "This entry was corrected; another one holds now." in words_of(old)
    assert not old.correct_button.isEnabled()
    assert old.correct_button.toolTip()
    next(b for b in old.findChildren(PlainButton) if b.text() == "Open what holds").click()
    assert told.routes == [Route("gift", now.id)]


def test_correcting_keeps_a_person_who_left(qtbot: QtBot, home: Ground) -> None:
    gift_id = given(home)
    home.write(lambda s: setattr(contacts.get(s, home.ma), "has_left", True))
    page = GiftForm(home.tasks)
    qtbot.addWidget(page)
    show(qtbot, page, Route("gift_form", gift_id))
    qtbot.waitUntil(lambda: page.form.contact.currentData() == home.ma)
    assert page.form.contact.currentText() == "马俊"


# --- the way of a gift ---------------------------------------------------------------------------------------


def asked(home: Ground, **change: Any) -> str:
    draft = GiftDraft(
        home.client_id, home.ma, "歙砚一方", TODAY, value_minor=48_000, origin="徽州老街", override_reason="新厂落成", approver="高原",
        story="墨磨开有松烟味", **change,
    )  # fmt: skip
    return str(home.write(lambda s: gifts.propose(s, draft, today=TODAY))[0])


def state(home: Ground, gift_id: str) -> tuple[str, str]:
    found: tuple[str, str] = home.read(lambda s: (gifts.get(s, gift_id).state, gifts.get(s, gift_id).approver))
    return found


def test_the_four_parts_of_the_origin_and_more_are_kept(qtbot: QtBot, home: Ground) -> None:
    page, told = form(qtbot, home)
    fill(page)
    group = page.form.origins
    group.chosen_by.setText("刘敏")
    group.handed_by.setText("高原")
    group.story.setPlainText("炭火炒的")
    page.form.quantity.setText("2")
    page.form.via.setCurrentIndex(page.form.via.findData("family"))
    page.form.via_name.setText("夫人")
    page.form.score.set_value(4)
    page.save()
    qtbot.waitUntil(lambda: bool(told.routes))
    kept = home.read(lambda s: gifts.draft_of(gifts.get(s, gifts.ids(s)[0])))
    assert (kept.origin, kept.chosen_by, kept.handed_by, kept.story) == ("产地带回", "刘敏", "高原", "炭火炒的")
    assert (kept.quantity, kept.via, kept.via_name, kept.reception_score) == (2, "family", "夫人", 4)
    page.form.quantity.setText("two")
    page.save()
    assert page.form.fields["quantity"].error == "Write a whole number."


def test_what_needs_approval_is_asked_for_from_the_form(qtbot: QtBot, home: Ground) -> None:
    page, told = form(qtbot, home)
    fill(page, value="480")
    qtbot.waitUntil(page.foot.ask_button.isVisible)
    assert page.foot.ask_button.text() == "Ask for approval"
    assert not page.foot.save_button.isVisible()  # one primary, and it is the next step
    assert page.foot.given_button.isVisible()
    page.form.reason.setPlainText("新厂落成")
    page.form.approver.setText("高原")
    qtbot.keyClick(page.form.item, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(told.routes))
    [waiting] = home.read(gifts.waiting)
    assert (waiting.row.state, waiting.approver) == ("proposed", "高原")
    assert told.routes == [Route("gift", waiting.row.id, {"replace": True})]
    assert not stored(home)


def test_a_coming_gift_is_planned_and_cannot_be_recorded_yet(qtbot: QtBot, home: Ground) -> None:
    page, told = form(qtbot, home)
    fill(page)
    page.form.on.set_value(TODAY + timedelta(days=5))
    qtbot.waitUntil(lambda: page.foot.ask_button.isVisible() and not page.foot.save_button.isVisible())
    assert page.foot.ask_button.text() == "Plan the gift"
    page.ask()
    qtbot.waitUntil(lambda: bool(told.routes))
    assert home.read(gifts.waiting)[0].row.state == "approved"


def test_the_panel_speaks_of_tastes_and_of_what_was_given(qtbot: QtBot, home: Ground) -> None:
    home.write(lambda s: setattr(contacts.get(s, home.ma), "hobbies", "骑行"))
    gift_id = given(home, "径山茶一盒")
    home.write(lambda s: gifts.note_reception(s, gift_id, text="当场泡了", score=5, today=TODAY))
    page, _told = form(qtbot, home)
    fill(page)
    wanted = ("The same as this one", "骑行", "当场泡了", "5 of 5")
    qtbot.waitUntil(lambda: all(each in words_of(page.panel) for each in wanted))


def test_a_decision_on_the_page_of_the_gift(qtbot: QtBot, home: Ground) -> None:
    gift_id = asked(home)
    page, told = opened(qtbot, home, gift_id)
    assert page.step is not None
    assert page.step.decision is not None
    assert not page.correct_button.isEnabled()
    page.step.decision.name.setText("刘敏")
    qtbot.keyClick(page.body, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: "刘敏" in (page.step.decision.form.fields["approver"].error or ""))  # type: ignore[union-attr]
    page.step.decision.name.setText("高原")
    qtbot.keyClick(page.body, Qt.Key.Key_X)
    qtbot.waitUntil(lambda: page.step.decision.form.fields["remark"].error is not None)  # type: ignore[union-attr]
    qtbot.keyClick(page.body, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: state(home, gift_id) == ("approved", "高原"))
    page.reload()
    qtbot.waitUntil(lambda: page.step is not None and page.step.give_button is not None)
    qtbot.keyClick(page.body, Qt.Key.Key_S)
    assert told.routes[-1] == Route("preview", gift_id, {"paper": "story_card"})
    qtbot.keyClick(page.body, Qt.Key.Key_H)
    qtbot.waitUntil(lambda: state(home, gift_id)[0] == "done")
    page.reload()
    qtbot.waitUntil(lambda: page.step is not None and page.step.reception is not None)
    qtbot.keyClick(page.body, Qt.Key.Key_R)
    page.step.reception.words.setText("爱不释手")
    page.step.reception.score.set_value(5)
    qtbot.keyClick(page.step.reception.words, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: home.read(lambda s: gifts.get(s, gift_id).reception_score) == 5)
    page.reload()
    qtbot.waitUntil(lambda: "爱不释手" in words_of(page))


def test_what_is_not_to_be_given_is_taken_back(qtbot: QtBot, home: Ground) -> None:
    page, told = opened(qtbot, home, asked(home))
    assert page.step is not None
    page.step.withdrawn.emit()
    qtbot.waitUntil(lambda: told.routes == [Route("gifts")])
    assert home.read(gifts.waiting) == []


def test_what_waits_stands_above_the_list_and_has_its_keys(qtbot: QtBot, home: Ground) -> None:
    first, second = asked(home), asked(home)
    third = str(
        home.write(
            lambda s: gifts.propose(s, replace(gifts.draft_of(gifts.get(s, first)), value_minor=100), today=TODAY)
        )[0]
    )
    page = GiftsPage(home.tasks)
    told = Told(page, home.tasks)
    qtbot.addWidget(page)
    show(qtbot, page, Route("gifts", "", {"waiting": True}))
    waiting = page.waiting
    qtbot.waitUntil(lambda: len(waiting.cards) == 3)
    button = waiting.cards[0].buttons["A"]
    qtbot.keyClick(button, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: state(home, first) == ("approved", "高原"))
    page.reload()
    qtbot.waitUntil(lambda: [card.waiting.row.id for card in waiting.cards] == [second, first, third])
    qtbot.keyClick(waiting.cards[0].buttons["A"], Qt.Key.Key_X)
    box = waiting.cards[0].box
    assert box is not None
    qtbot.keyClicks(box.remark, "x a")  # letters belong to the field
    assert box.remark.text() == "x a"
    qtbot.mouseClick(box.decline, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: state(home, second)[0] == "declined")
    page.reload()
    qtbot.waitUntil(lambda: len(waiting.cards) == 2)
    qtbot.keyClick(waiting.cards[0].buttons["H"], Qt.Key.Key_H)
    qtbot.waitUntil(lambda: len(stored(home)) == 1)
    assert told.refused == []


def test_a_decision_without_somebody_else_asks_who(qtbot: QtBot, home: Ground) -> None:
    draft = GiftDraft(home.client_id, home.ma, "歙砚", TODAY, value_minor=48_000, origin="老街", override_reason="新厂")
    gift_id = str(home.write(lambda s: gifts.propose(s, draft, today=TODAY))[0])
    page = GiftsPage(home.tasks)
    qtbot.addWidget(page)
    show(qtbot, page, Route("gifts"))
    qtbot.waitUntil(lambda: len(page.waiting.cards) == 1)
    page.next_pane()
    qtbot.keyClick(page.waiting.cards[0].buttons["A"], Qt.Key.Key_A)
    qtbot.waitUntil(lambda: page.waiting.cards[0].box is not None)
    box = page.waiting.cards[0].box
    assert box is not None
    assert box.form.fields["approver"].error
    box.name.setText("高原")
    qtbot.keyClick(box.name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: state(home, gift_id) == ("approved", "高原"))


def test_values_are_written_in_one_form_down_the_column(home: Ground) -> None:
    given(home, minor=4_900)
    assert home.read(lambda s: [row[7].text for row in list_page._page(s, gifts.ids(s))]) == ["¥49"]
    given(home, "径山茶", minor=8_850)
    told = home.read(lambda s: {row[7].text for row in list_page._page(s, gifts.ids(s))})
    assert told == {"¥49.00", "¥88.50"}
