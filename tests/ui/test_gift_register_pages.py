"""The register, the stock and the ideas of gifts in the window, worked by keys (D-7.3 to D-7.5)."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kam_desktop.core import attachments, contacts, delivered_value, gift_stock, gifts
from kam_desktop.core.contacts import ContactDraft
from kam_desktop.core.delivered_value import ScoreDraft
from kam_desktop.core.gift_stock import StockDraft
from kam_desktop.core.gifts import GiftDraft
from kam_desktop.core.rules.kinds import GiftCategory, GiftDirection, GiftOccasion
from kam_desktop.papers import Kind
from kam_desktop.ui.business.client_page import ClientBusinessPage
from kam_desktop.ui.gifts.gift_form import GiftForm
from kam_desktop.ui.gifts.gift_page import GiftPage
from kam_desktop.ui.gifts.list_page import GiftsPage
from kam_desktop.ui.gifts.receipts import Receipts
from kam_desktop.ui.gifts.register_filters import spans
from kam_desktop.ui.gifts.register_page import RegisterPage
from kam_desktop.ui.gifts.stock_page import StockPage
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.preview import papers
from ui.client_ground import TODAY, Ground, ground

__all__ = ["ground"]


@pytest.fixture
def tea(ground: Ground) -> GiftDraft:
    client_id = ground.client("宁波恒远轮胎有限公司", tier="A")
    person = ContactDraft(name="周建明", hobbies="海钓，喝岩茶", hometown="浙江象山", taboos="花粉过敏，勿送花")
    contact_id = ground.write(lambda s: contacts.create(s, client_id, person, today=TODAY))
    return GiftDraft(
        client_id,
        contact_id,
        "径山茶",
        TODAY,
        GiftCategory.TEA,
        8_800,
        occasion=GiftOccasion.MID_AUTUMN,
        origin="产地带回",
    )


@pytest.fixture
def page(ground: Ground, tea: GiftDraft) -> RegisterPage:
    other = replace(tea, client_id=ground.client("台州海辰泵业有限公司", tier="B"), contact_id=None, item="画册",
                    category=GiftCategory.BOOK, occasion=GiftOccasion.THANKS)  # fmt: skip

    def fill(s: Any) -> None:
        gifts.record(s, tea, today=TODAY)
        gifts.record(s, replace(other, on=date(2026, 2, 3)), today=TODAY)
        gifts.record(s, replace(other, on=date(2025, 2, 3), item="去年"), today=TODAY)
        gifts.record(s, replace(tea, direction=GiftDirection.RECEIVED, item="月饼", value_minor=24_000), today=TODAY)
        gifts.note_refused(s, replace(tea, item="购物卡"), today=TODAY)

    ground.write(fill)
    made = RegisterPage(ground.tasks)
    ground.show(made, Route("gift_register"))
    return made


def press(qtbot: QtBot, ground: Ground, key: Qt.Key, **more: Any) -> None:
    qtbot.keyClick(QApplication.focusWidget(), key, **more)
    ground.settle()


def items(page: RegisterPage) -> list[str]:
    column = next(at for at, each in enumerate(page.model.columns) if each.key == "item")
    return [str(page.model.index(row, column).data()) for row in range(page.model.rowCount())]


def test_the_register_is_narrowed_by_each_filter(qtbot: QtBot, ground: Ground, page: RegisterPage) -> None:
    ground.settle()
    assert set(items(page)) == {"径山茶", "画册", "月饼", "购物卡"}
    assert page.head._subtitle.text() == "given 2, ¥176; received 1, ¥240"
    for name, items_of in (("declined", {"购物卡"}), ("received", {"月饼"}), ("given", {"径山茶", "画册"})):
        page.chips.chip(name).click()
        ground.settle()
        assert set(items(page)) == items_of
    box = page.filters.category
    box.setCurrentIndex(box.findData("book"))
    box.activated.emit(box.currentIndex())
    ground.settle()
    assert items(page) == ["画册"]
    press(qtbot, ground, Qt.Key.Key_Escape)
    assert page.on_escape()
    ground.settle()
    assert set(items(page)) == {"径山茶", "画册"}
    period = page.filters.period
    period.setCurrentIndex(period.findData("last_year"))
    period.activated.emit(period.currentIndex())
    ground.settle()
    assert items(page) == ["去年"]


def test_f_finds_and_ctrl_p_prints_what_is_narrowed(qtbot: QtBot, ground: Ground, page: RegisterPage) -> None:
    qtbot.keyClick(page.table, Qt.Key.Key_F)
    assert QApplication.focusWidget() is page.filters.text
    page.filters.text.setText("海辰")
    qtbot.waitUntil(lambda: items(page) == ["画册"])
    page.print_page()
    wanted = papers.wanted(ground.routes[-1])
    assert (wanted.kind, wanted.gifts.text, wanted.gifts.first_on) == (Kind.GIFTS, "海辰", date(2026, 1, 1))
    qtbot.keyClicks(page.filters.text, "nothing like it")
    qtbot.waitUntil(page.empty.isVisible)


def test_t_adds_up_and_enter_opens_the_client(qtbot: QtBot, ground: Ground, page: RegisterPage, tea: GiftDraft) -> None:
    qtbot.keyClick(page.table, Qt.Key.Key_T)
    ground.settle()
    assert page.totals.isVisible()
    rows = [[str(page.totals.model.index(row, at).data()) for at in range(6)] for row in range(2)]
    assert rows[0] == ["Sep 2026", "1", "¥88", "1", "¥240", "-¥152"]
    page.totals.chips.chip("client").click()
    ground.settle()
    names = [str(page.totals.model.index(row, 0).data()) for row in range(2)]
    assert sorted(names) == ["台州海辰泵业", "宁波恒远轮胎"]
    page.totals.table.selectRow(names.index("宁波恒远轮胎"))
    page.totals.table.setFocus()
    press(qtbot, ground, Qt.Key.Key_Return)
    assert ground.routes[-1] == Route("client", tea.client_id)


def test_periods_are_whole_quarters_and_years() -> None:
    found = spans(date(2026, 2, 14))
    assert found["quarter"] == (date(2026, 1, 1), date(2026, 3, 31))
    assert found["last_quarter"] == (date(2025, 10, 1), date(2025, 12, 31))
    assert spans(date(2026, 12, 31))["quarter"] == (date(2026, 10, 1), date(2026, 12, 31))
    assert spans(date(2026, 6, 30))["last_quarter"] == (date(2026, 1, 1), date(2026, 3, 31))


def test_the_list_of_gifts_leads_to_register_and_stock(qtbot: QtBot, ground: Ground, tea: GiftDraft) -> None:
    ground.write(lambda s: gifts.record(s, tea, today=TODAY))
    made = GiftsPage(ground.tasks)
    ground.show(made, Route("gifts"))
    qtbot.keyClick(made.table, Qt.Key.Key_R)
    qtbot.keyClick(made.table, Qt.Key.Key_S)
    assert [route.page for route in ground.routes] == ["gift_register", "gift_stock"]


def test_the_stock_is_worked_by_keys(qtbot: QtBot, ground: Ground) -> None:
    page = StockPage(ground.tasks)
    ground.show(page, Route("gift_stock"))
    assert page.empty.isVisible()
    qtbot.keyClick(page.empty.button, Qt.Key.Key_N)
    ground.settle()
    qtbot.keyClicks(page.entry.what, "Tea")
    qtbot.keyClicks(page.entry.value, "98")
    qtbot.keyClicks(page.entry.low_at, "x")
    qtbot.keyClicks(page.entry.bought, "5")
    page.entry.what.setFocus()
    press(qtbot, ground, Qt.Key.Key_Return)
    assert page.entry.fields["low_at"].error
    page.entry.low_at.setText("2")
    press(qtbot, ground, Qt.Key.Key_Return)
    [row] = ground.read(gift_stock.listed)
    assert (row.item, row.value_minor, row.level.store, row.low_at) == ("Tea", 9_800, 5, 2)
    for key, count in ((Qt.Key.Key_C, "3"), (Qt.Key.Key_L, "3")):
        page.table.setFocus()
        press(qtbot, ground, key)
        page.move_entry.count.setText(count)
        press(qtbot, ground, Qt.Key.Key_Return)
        assert not page.move_entry.isVisible()
    [row] = ground.read(gift_stock.listed)
    assert (row.level.store, row.level.car, row.lost, row.is_low) == (2, 0, 3, True)
    assert page.head._subtitle.text() == "running low: 1"
    assert len(page.moves.rows()) == 3
    page.table.setFocus()
    press(qtbot, ground, Qt.Key.Key_L)
    page.move_entry.count.setText("9")
    press(qtbot, ground, Qt.Key.Key_Return)
    assert page.move_entry.fields["quantity"].error
    assert page.on_escape()
    page.table.setFocus()
    press(qtbot, ground, Qt.Key.Key_G)
    assert ground.routes[-1] == Route("gift_form", "", {"stock_id": row.id})


def test_a_piece_of_the_stock_is_given(qtbot: QtBot, ground: Ground, tea: GiftDraft) -> None:
    stock = StockDraft("Hand-made tea", GiftCategory.TEA, 9_800, origin="From the farmer")
    stock_id = ground.write(lambda s: gift_stock.add(s, stock, today=TODAY, bought=2))
    form = GiftForm(ground.tasks)
    args = {"stock_id": stock_id, "client_id": tea.client_id, "contact_id": tea.contact_id}
    ground.show(form, Route("gift_form", "", args))
    qtbot.waitUntil(lambda: form.form.item.text() == "Hand-made tea")
    qtbot.waitUntil(lambda: form.panel.verdict is not None)
    form.save()
    ground.settle()
    [row] = ground.read(gift_stock.listed)
    assert (row.level.total, row.given) == (1, 1)


def test_enter_takes_an_idea_into_the_form(qtbot: QtBot, ground: Ground, tea: GiftDraft) -> None:
    ground.write(lambda s: gifts.record(s, replace(tea, on=TODAY - timedelta(days=9)), today=TODAY))
    form = GiftForm(ground.tasks)
    ground.show(form, Route("gift_form", "", {"client_id": tea.client_id, "contact_id": tea.contact_id}))
    qtbot.keyClick(form.form.item, Qt.Key.Key_I, Qt.KeyboardModifier.AltModifier)
    ground.settle()
    assert form.ideas.isVisible()
    assert not form.panel.isVisible()
    first = form.ideas._found[0]
    assert "fishing" in form.ideas.list.rows()[0].line
    assert GiftCategory.TEA not in {each.category for each in form.ideas._found}
    press(qtbot, ground, Qt.Key.Key_Return)
    assert form.form.item.text() == first.item
    assert "likes fishing" in form.form.origin.toPlainText()
    assert form.panel.isVisible()
    form.ideas_button.click()
    assert form.on_escape()
    assert not form.on_escape()


def test_ideas_need_a_person(ground: Ground) -> None:
    form = GiftForm(ground.tasks)
    ground.show(form, Route("gift_form"))
    form.ideas_button.click()
    assert form.ideas.hint.text() == "Choose the client and the person first."


def test_p_prints_the_delivered_value(qtbot: QtBot, ground: Ground, tea: GiftDraft) -> None:
    ground.write(
        lambda s: delivered_value.add(s, tea.client_id, ScoreDraft(TODAY, {"product": 4, "money": 2}), today=TODAY)
    )
    page = ClientBusinessPage(ground.tasks)
    ground.show(page, Route("business", tea.client_id, {"pane": "values"}))
    page.values.table.setFocus()
    press(qtbot, ground, Qt.Key.Key_P)
    wanted = papers.wanted(ground.routes[-1])
    assert (wanted.kind, wanted.id) == (Kind.VALUE, tea.client_id)


def test_receipts_are_kept_with_the_gift_and_stay_when_it_is_corrected(
    ground: Ground, tea: GiftDraft, tmp_path: Path
) -> None:
    gift_id = ground.write(lambda s: gifts.record(s, tea, today=TODAY))[0]
    page = GiftPage(ground.tasks)
    ground.show(page, Route("gift", gift_id))
    [receipts] = page.findChildren(Receipts)
    assert receipts.files == []
    file = tmp_path / "fapiao.txt"
    file.write_text("268.00", encoding="utf-8")
    receipts.add([file, tmp_path / "none.pdf"])
    ground.settle()
    [receipts] = [each for each in page.findChildren(Receipts) if each.isVisible()]
    assert [button.text() for button in receipts.files] == ["fapiao.txt"]
    new_id = ground.write(lambda s: gifts.correct(s, gift_id, replace(tea, value_minor=9_900), today=TODAY))[0]
    assert [name for _, name in ground.read(lambda s: attachments.of_gift(s, new_id))] == ["fapiao.txt"]
    assert ground.read(lambda s: attachments.of_gift(s, gift_id)) == []
