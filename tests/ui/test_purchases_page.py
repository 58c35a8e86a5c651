"""The purchases page: figures, charts that filter, lines, and shares edited in place."""

from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kam_desktop.core import clients, history, purchases
from kam_desktop.core.purchases import Filter, PurchaseDraft
from kam_desktop.core.rules.shares import Share
from kam_desktop.ui import appearance, fonts, labels
from kam_desktop.ui.navigation import IMPORT, Route
from kam_desktop.ui.purchases.purchases_page import PurchasesPage
from kam_desktop.ui.widgets.freshness_line import FreshnessLine
from ui.client_ground import TODAY, Ground, ground, texts

__all__ = ["ground"]
CTRL = Qt.KeyboardModifier.ControlModifier


def buy(ground: Ground, client: str, on: date, yuan: int, product: str = "轴承", **given: Any) -> None:
    draft = PurchaseDraft(client, on, product, yuan * 100, **given)
    ground.write(lambda s: purchases.add(s, draft, today=TODAY))


@pytest.fixture
def client(ground: Ground) -> str:
    made = ground.client("宁波恒远轮胎有限公司", tier="A")
    for ago in (4, 34, 64, 94):
        buy(
            ground, made, TODAY - timedelta(ago), 12_000, quantity_milli=1_200_500, margin_minor=300_000, order_no="XS1"
        )
    buy(ground, made, date(2025, 9, 1), 8_000, "油")
    return made


@pytest.fixture
def page(ground: Ground, client: str) -> PurchasesPage:
    made = PurchasesPage(ground.tasks)
    ground.show(made, Route("purchases", client))
    return made


def lines(ground: Ground, page: PurchasesPage) -> list[tuple[str, ...]]:
    ground.settle()
    for place in range(len(page.lines.model.ids)):
        page.lines.model.row(place)
    ground.settle()
    return [page.lines.model.row(place) or () for place in range(len(page.lines.model.ids))]


def test_it_shows_figures_and_lines_newest_first(ground: Ground, page: PurchasesPage) -> None:
    figures = page.figures
    assert figures.year.value() == "¥48k"
    assert figures.year.note() == "+500%, last year by now ¥8k"
    assert (figures.twelve.value(), figures.margin.value()) == ("¥48k", "25.0%")
    assert (figures.last.value(), figures.last.note()) == ("4 days ago", "12 Sep")
    assert figures.rhythm.value() == "30 days"
    shown = lines(ground, page)
    assert shown[0] == ("12 Sep", "轴承", "1,200.5", "¥12,000.00", "¥3,000.00", "XS1")
    assert shown[-1][:4] == ("1 Sep 2025", "油", "", "¥8,000.00")
    assert page.title() == "Purchases 宁波恒远轮胎有限公司"


def test_a_bar_filters_the_lines_and_escape_clears(qtbot: QtBot, ground: Ground, page: PurchasesPage) -> None:
    months = page.charts.months
    months.setFocus()
    assert months.accessibleName() == "Purchases by month: Sep 2026 ¥12,000"
    qtbot.keyClick(months, Qt.Key.Key_Down)
    assert months.accessibleName() == "Purchases by month: Sep 2025 ¥8,000"
    qtbot.keyClick(months, Qt.Key.Key_Return)
    assert [row[1] for row in lines(ground, page)] == ["油"]
    assert page.lines.sum.text() == "1 line, ¥8,000"
    assert page.lines.years.chosen() == {"2025-09"}
    assert page.on_escape()
    assert len(lines(ground, page)) == 5
    assert not page.on_escape()


def test_years_and_products_filter_together(qtbot: QtBot, ground: Ground, page: PurchasesPage) -> None:
    products = page.charts.products
    products.setFocus()
    qtbot.keyClick(products, Qt.Key.Key_End)
    qtbot.keyClick(products, Qt.Key.Key_Return)
    assert [row[1] for row in lines(ground, page)] == ["油"]
    assert page.lines.products.currentText() == "油"
    qtbot.mouseClick(page.lines.years.chip("2026"), Qt.MouseButton.LeftButton)
    assert lines(ground, page) == []
    assert "No purchase matches." in texts(page)
    qtbot.mouseClick(page.lines.empty.button, Qt.MouseButton.LeftButton)
    assert len(lines(ground, page)) == 5
    page.focus_filter()
    qtbot.keyClick(page.lines.products, Qt.Key.Key_Down)
    assert page.chosen == Filter("", "油")


def test_enter_on_a_line_shows_its_product_and_once_more_all(qtbot: QtBot, ground: Ground, page: PurchasesPage) -> None:
    assert len(lines(ground, page)) == 5
    table = page.lines.table
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Home)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert len(lines(ground, page)) == 4
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert len(lines(ground, page)) == 5
    qtbot.keyClick(table, Qt.Key.Key_C)
    assert ground.routes[-1] == Route("client", page.client_id)


def test_f6_goes_between_charts_and_list(qtbot: QtBot, ground: Ground, page: PurchasesPage) -> None:
    page.lines.table.setFocus()
    page.next_pane()
    assert page.charts.months.hasFocus()
    page.next_pane()
    assert page.lines.isAncestorOf(page.window().focusWidget())


def test_a_client_without_purchases_is_told_what_to_import(qtbot: QtBot, ground: Ground) -> None:
    bare = ground.client("新客户")
    page = PurchasesPage(ground.tasks)
    ground.show(page, Route("purchases", bare))
    assert any("Import the sales list of your ERP" in text for text in texts(page))
    assert page.charts.months.accessibleName() == "Purchases by month No purchases yet."
    assert not page.charts.products.isVisible()
    assert (page.figures.last.value(), page.figures.rhythm.value()) == ("none yet", "—")
    qtbot.mouseClick(page.lines.empty.button, Qt.MouseButton.LeftButton)
    assert ground.routes[-1] == IMPORT


def test_a_purchase_written_elsewhere_is_seen(ground: Ground, page: PurchasesPage, client: str) -> None:
    buy(ground, client, TODAY, 2_000, "新品")
    assert lines(ground, page)[0][1] == "新品"
    assert page.figures.year.value() == "¥50k"


def test_another_currency_is_left_out_and_told(ground: Ground, page: PurchasesPage, client: str) -> None:
    buy(ground, client, TODAY, 9_000, currency="USD")
    ground.settle()
    assert page.figures.twelve.value() == "¥48k"
    assert page.figures.twelve.note() == "1 line in another currency left out"


def test_shares_are_edited_by_keyboard_and_undone(
    qtbot: QtBot, ground: Ground, page: PurchasesPage, client: str
) -> None:
    panel = page.charts.shares
    panel.edit.setFocus()
    qtbot.keyClick(panel.edit, Qt.Key.Key_Return)
    assert panel.field.edits()[0][1].hasFocus()
    qtbot.keyClicks(panel.field.edits()[0][1], "61")
    panel.field._add_button.setFocus()
    qtbot.keyClick(panel.field._add_button, Qt.Key.Key_Return)
    name, percent = panel.field.edits()[1]
    assert name.hasFocus()
    name.insert("鼎泰<b>")
    qtbot.keyClicks(percent, "24")
    qtbot.keyClick(percent, Qt.Key.Key_S, CTRL)
    ground.settle()
    kept = ground.read(lambda s: clients.draft_of(clients.get(s, client))).supplier_shares
    assert kept == (Share("", 61, True), Share("鼎泰<b>", 24))
    assert not panel.is_open()
    panel.bar.setFocus()
    assert [(each.label, each.value) for each in panel.bar.said()] == [
        ("Ours", "61%"),
        ("鼎泰<b>", "24%"),
        ("Others", "15%"),
    ]
    ground.write(lambda s: history.undo(s, ground.notices[-1].batch_id, today=TODAY))
    ground.settle()
    assert panel.bar.said() == ()


def test_shares_over_a_hundred_are_refused_with_a_sentence(qtbot: QtBot, ground: Ground, page: PurchasesPage) -> None:
    panel = page.charts.shares
    panel.open_editor()
    panel.field.set_lines([["", "70"], ["东岭", "30.5"]])
    qtbot.mouseClick(panel.save, Qt.MouseButton.LeftButton)
    assert panel.error.text() == "The shares add up to 100.5 %. Together they may be 100 % at most."
    panel.field.edits()[1][1].setText("viel")
    assert not panel.error.isVisible()
    qtbot.keyClick(panel.field.edits()[1][1], Qt.Key.Key_Return, CTRL)
    assert "not a percentage" in panel.error.text()
    assert page.on_escape()
    assert not panel.is_open()
    assert ground.read(lambda s: clients.draft_of(clients.get(s, page.client_id))).supplier_shares == ()


def test_what_is_typed_into_the_shares_survives_a_new_reading(ground: Ground, page: PurchasesPage, client: str) -> None:
    panel = page.charts.shares
    panel.open_editor()
    panel.field.edits()[0][1].setText("44")
    buy(ground, client, TODAY, 1)
    ground.settle()
    assert panel.is_open()
    assert panel.field.lines() == [["", "44"]]


def test_stale_facts_are_named_and_confirmed(qtbot: QtBot, ground: Ground) -> None:
    client = ground.client("恒远", tier="A", owner="刘敏", address="鄞州区一号")

    def age(session: Any) -> None:
        clients.get(session, client).since_on = date(2020, 1, 1)

    ground.write(age)
    line = FreshnessLine(ground.tasks)
    qtbot.addWidget(line)
    line.show_client(client)
    ground.settle()
    assert line.isVisible()
    assert line.text.text() == "Not confirmed for long: Owner, Address"
    qtbot.mouseClick(line.confirm, Qt.MouseButton.LeftButton)
    ground.settle()
    assert not line.isVisible()
    assert ground.read(lambda s: clients.get(s, client).confirmed_on) == TODAY
    assert ground.notices[-1].batch_id


def test_margins_of_long_ago_are_not_said_to_be_missing(ground: Ground, client: str) -> None:
    other = ground.client("台州海辰泵业有限公司")
    buy(ground, other, TODAY - timedelta(500), 9_000, margin_minor=90_000)
    made = PurchasesPage(ground.tasks)
    ground.show(made, Route("purchases", other))
    assert (made.figures.margin.value(), made.figures.margin.note()) == ("—", "no purchase in 12 months")


def test_a_day_of_another_year_has_room_though_it_stands_far_below(ground: Ground) -> None:
    labels.set_language("zh_CN")
    client = ground.client("台州海辰泵业有限公司")
    for ago in (3, 5, 8):
        buy(ground, client, TODAY - timedelta(ago), 9_000, order_no="XS-2026-0003")
    made = PurchasesPage(ground.tasks)
    made.resize(1104, 700)
    ground.show(made, Route("purchases", client))
    table = made.lines.table
    assert table.isColumnHidden(5)
    needed = fonts.width(fonts.body(), labels.day(date(2025, 12, 28)))
    assert table.columnWidth(0) >= needed + 24
    assert table.columnWidth(1) > fonts.px(128)
    labels.set_language("en")


def test_at_twice_the_size_the_page_scrolls_so_that_charts_and_lines_have_room(
    ground: Ground, page: PurchasesPage, qapp: QApplication
) -> None:
    appearance.apply(qapp, "light", 2.0)
    page.resize(1232, 520)
    ground.settle()
    assert page.charts.height() >= fonts.px(200)
    assert page.lines.table.viewport().height() >= 2 * fonts.px(36)
    appearance.apply(qapp, "light")


def test_on_the_page_of_a_client_no_room_is_kept_for_a_head_without_tools(ground: Ground, client: str) -> None:
    made = PurchasesPage(ground.tasks)
    made.head.show_tools_only()
    made.resize(900, 600)
    ground.show(made, Route("purchases", client))
    assert made.head.height() <= 2
