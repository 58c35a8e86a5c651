"""Import in the window: choose, look, change the mapping, take in, undo."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QFileDialog, QPushButton, QTableWidgetItem
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from exchange import outside
from exchange.outside import card, coded, picture
from kam_desktop.core import attachments, clients, contacts, history, kept_mappings
from kam_desktop.core.clients import ClientDraft
from kam_desktop.core.contacts import ContactDraft
from kam_desktop.core.store.database import Database
from kam_desktop.core.store.tables import Interaction
from kam_desktop.ui import appearance, labels, tabbing
from kam_desktop.ui.exchange.import_page import ImportPage
from kam_desktop.ui.navigation import IMPORT, History, Route
from kam_desktop.ui.tasks import Notice, Tasks

LIST = (
    "公司名称,客户等级,城市,联系人,手机,生日\n"
    "宁波恒远轮胎有限公司,A,宁波,周建明,13800138000,农历八月十五\n"
    "A<B>C 公司,B,台州,=1+1,13900139000,2023-02-30\n"
    ",,,,,闰六月十五\n"
)


@pytest.fixture
def page(qtbot: QtBot, qapp: Any, store: Database, today: date) -> Any:
    appearance.apply(qapp, "light")
    labels.set_language("en")
    tasks = Tasks(store)
    made = ImportPage(tasks)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    yield made
    tasks.close()


def read(qtbot: QtBot, page: ImportPage, path: Path) -> None:
    page.read_file(path)
    qtbot.waitUntil(lambda: page._steps.currentWidget() is page.look, timeout=15_000)


def test_a_list_is_looked_at_before_it_is_taken(
    qtbot: QtBot, page: ImportPage, store: Database, tmp_path: Path, today: date
) -> None:
    file = tmp_path / "客户.csv"
    file.write_bytes(LIST.encode("gb18030"))
    told: list[Notice] = []
    page.tasks.told.connect(told.append)
    read(qtbot, page, file)
    assert page.look.encoding.currentData() == "gb18030"
    assert page.look.encoding.sizeAdjustPolicy() is QComboBox.SizeAdjustPolicy.AdjustToContents, "other names come"
    assert page.look._rows.item(0, 1).text() == "A<B>C 公司"  # rows with problems stand on top
    assert "2023-02-30" in page.look._rows.item(0, 2).text()  # beside the client
    assert "2023-02-30" in page.look._problems.text()
    assert "Columns left out" not in page.look._problems.text()
    assert page.look._rows.item(2, 1).text() == "宁波恒远轮胎有限公司"
    assert store.read(clients.count) == 0
    page.look.button.click()
    qtbot.waitUntil(lambda: page._steps.currentWidget() is page.done, timeout=15_000)
    assert store.read(clients.count) == 2
    assert page.look._shown is None, "it takes the room of a file"
    [rejects] = tmp_path.glob("*-rejects.xlsx")
    assert rejects.name in page.done._rejects.text()
    qtbot.waitUntil(lambda: bool(told))
    store.write(lambda s: history.undo(s, told[0].batch_id or "", today=today))
    assert store.read(clients.count) == 0


def test_what_was_not_taken_is_said_by_rows_and_columns_before_and_after(
    qtbot: QtBot, page: ImportPage, store: Database, tmp_path: Path
) -> None:
    file = tmp_path / "list.csv"
    file.write_text(
        "客户名称,级别,联系人,生日,上次拜访\n宁波恒远轮胎有限公司,A+,王伟,1988-02-30,上个月\n恒远轮胎（宁波）有限公司,A,王伟,,上个月\n"
        "台州海辰泵业有限公司,B,李芳/张工,,2026-09-01\n合计,3家,,,\n",
        encoding="utf-8",
    )
    read(qtbot, page, file)
    said = page.look._problems.text().splitlines()
    assert said[0].startswith("Rows that cannot be taken (1): 1 × The row is a total")
    assert said[1].startswith(
        "Rows with gaps (2; what no field could hold is kept in the notes): 2 × 上次拜访: “上个月”"
    )
    assert "; 1 × 生日: “1988-02-30”" in said[1]
    assert "1 × 级别: A+ → A, the word is kept as a tag" in said[2]
    assert "1 × 联系人: several people in one cell" in said[2]
    together = "Rows about a client of another row: 1 (宁波恒远轮胎有限公司 = 恒远轮胎（宁波）有限公司)"
    qtbot.waitUntil(lambda: page.look._together.text() == together, timeout=15_000)
    page.look.button.click()
    qtbot.waitUntil(lambda: page._steps.currentWidget() is page.done, timeout=15_000)
    assert together in page.done._lines.text()
    assert "Contacts told of more than once, each taken once: 1" in page.done._lines.text()
    told = page.done._rejects.text().splitlines()
    assert told[0].startswith("Rows not taken (1): 1 × The row is a total")
    assert told[1:3] == said[1:3]
    assert "list-rejects.xlsx" in told[3]


def test_a_list_without_gaps_says_nothing_of_them(qtbot: QtBot, page: ImportPage, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("客户名称\n宁波恒远轮胎有限公司\n", encoding="utf-8")
    read(qtbot, page, file)
    assert page.look._problems.isHidden()
    qtbot.waitUntil(lambda: not page._asking or page._outlook is not None, timeout=15_000)
    assert page.look._together.isHidden()


def test_the_focus_of_the_page_is_at_the_way_on(qtbot: QtBot, page: ImportPage, tmp_path: Path) -> None:
    assert page.focusProxy() is page.choose.button
    file = tmp_path / "客户.csv"
    file.write_text("公司名称\n宁波恒远轮胎有限公司\n", encoding="utf-8")
    read(qtbot, page, file)
    assert page.focusProxy() is page.look.button


def test_without_headings_the_store_knows_what_a_column_is(
    qtbot: QtBot, page: ImportPage, store: Database, tmp_path: Path, today: date
) -> None:
    store.write(lambda s: clients.create(s, clients.ClientDraft("甲公司", industry="轮胎", owner="刘敏"), today=today))
    file = tmp_path / "x.csv"
    file.write_text("宁波恒远轮胎有限公司,轮胎,宁波,刘敏\n台州海辰泵业有限公司,轮胎,台州,刘敏\n", encoding="utf-8")
    read(qtbot, page, file)
    assert page._preview is not None
    assert page._preview.mapping.targets == ("client.name", "client.industry", "client.city", "client.owner")


def test_columns_of_which_nothing_is_taken_are_named(qtbot: QtBot, page: ImportPage, tmp_path: Path) -> None:
    file = tmp_path / "客户.csv"
    file.write_text("序号,公司名称,城市,证件末位,空列\n1,宁波恒远轮胎有限公司,宁波,1234,\n", encoding="utf-8")
    read(qtbot, page, file)
    assert page.look._problems.text() == ""
    assert page.look._noted.text() == "Kept in the notes under their headings: 证件末位"


def test_a_row_that_names_nobody_shows_no_client(qtbot: QtBot, page: ImportPage, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("绰号,公司名称,手机\n风清扬,,13411112222\n大刘,甲公司,13411112223\n", encoding="utf-8")
    read(qtbot, page, file)
    assert "name" in page.look._rows.item(0, 2).text()
    assert page.look._rows.item(0, 1).text() == ""


def test_a_column_is_mapped_by_hand(qtbot: QtBot, page: ImportPage, store: Database, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("公司名称,神秘列\n宁波恒远轮胎有限公司,轮胎批发\n台州海辰泵业有限公司,泵阀\n", encoding="utf-8")
    read(qtbot, page, file)
    boxes = page.look.columns.findChildren(QComboBox)
    box = next(each for each in boxes if each.accessibleName() == "神秘列")
    box.setCurrentIndex(box.findData("client.industry"))
    before = page._preview
    box.activated.emit(box.currentIndex())
    qtbot.waitUntil(lambda: page._preview is not before, timeout=15_000)
    page.look.button.click()
    qtbot.waitUntil(lambda: page._steps.currentWidget() is page.done, timeout=15_000)
    industries = store.read(lambda s: {clients.get(s, each).industry for each in clients.ids(s)})
    assert industries == {"轮胎批发", "泵阀"}


def test_a_list_of_facts_says_what_it_is(
    qtbot: QtBot, page: ImportPage, store: Database, tmp_path: Path, today: date
) -> None:
    clients_file, orders = tmp_path / "clients.csv", tmp_path / "orders.csv"
    clients_file.write_text("公司名称,编号\n宁波恒远轮胎有限公司,K1\n", encoding="utf-8")
    orders.write_text(
        "客户,日期,产品,金额,订单号\nK1,2026-06-01,轮胎,1200.50,S1\n没有的公司,2026-06-01,轮胎,1,S2\n", encoding="utf-8"
    )
    read(qtbot, page, clients_file)
    assert page.look.kind.currentData() == "clients"
    page.look.button.click()
    qtbot.waitUntil(lambda: page._steps.currentWidget() is page.done, timeout=15_000)
    read(qtbot, page, orders)
    assert page.look.kind.currentData() == "purchases"
    qtbot.waitUntil(lambda: "(1)" in page.look.button.text(), timeout=15_000)  # when the store was asked
    assert page.look._summary.text() == "purchases: 1, 1 that cannot be taken"
    assert "没有的公司" in page.look._problems.text()
    assert "没有的公司" in page.look._rows.item(0, 2).text()  # on top, with the reason
    assert page.look._rows.item(1, 6).text() == "1,200.50"
    page.look.button.click()
    qtbot.waitUntil(lambda: page._steps.currentWidget() is page.done, timeout=15_000)
    assert page.done._head.text() == "New purchases: 1"
    assert list(tmp_path.glob("orders-rejects*.xlsx"))


def test_the_kind_can_be_chosen(qtbot: QtBot, page: ImportPage, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("公司名称,日期,备注\n宁波恒远轮胎有限公司,2026-06-01,来访\n", encoding="utf-8")
    read(qtbot, page, file)
    assert page.look.kind.currentData() == "interactions"
    before = page._preview
    page.look.kind.setCurrentIndex(page.look.kind.findData("clients"))
    page.look.kind.activated.emit(page.look.kind.currentIndex())
    qtbot.waitUntil(lambda: page._preview is not before, timeout=15_000)
    assert page._preview is not None
    assert (page._preview.kind, page._preview.clients) == ("clients", 1)


def test_a_mapping_made_by_hand_is_offered_next_time_and_forgotten_on_request(
    qtbot: QtBot, page: ImportPage, store: Database, tmp_path: Path
) -> None:
    file = tmp_path / "list.csv"
    file.write_text("公司名称,神秘列\n宁波恒远轮胎有限公司,轮胎批发\n", encoding="utf-8")
    read(qtbot, page, file)
    assert page.look.forget_button.isHidden()
    before = page._preview
    box = next(each for each in page.look.columns.findChildren(QComboBox) if each.accessibleName() == "神秘列")
    box.setCurrentIndex(box.findData("client.industry"))
    box.activated.emit(box.currentIndex())
    qtbot.waitUntil(lambda: page._preview is not before, timeout=15_000)
    page.look.button.click()
    qtbot.waitUntil(lambda: page._steps.currentWidget() is page.done, timeout=15_000)
    read(qtbot, page, file)
    assert page._preview is not None
    assert page._preview.mapping.targets == ("client.name", "client.industry")
    assert not page.look.forget_button.isHidden()
    page.look.forget_button.click()
    qtbot.waitUntil(
        lambda: page._preview is not None and page._preview.mapping.targets[1] == "client.other", timeout=15_000
    )
    assert page.look.forget_button.isHidden()
    assert store.read(lambda s: kept_mappings.of(s, ("公司名称", "神秘列"))) is None


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("empty.csv", b"", "nothing in the file"),
        ("x.csv", '公司名称\n"没有合上\n台州'.encode(), "quote"),
        ("x.docx", b"PK\x03\x04nonsense", "file"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_sentence(
    qtbot: QtBot, page: ImportPage, tmp_path: Path, name: str, content: bytes, word: str
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    page.read_file(file)
    qtbot.waitUntil(lambda: not page.choose._problem.isHidden(), timeout=15_000)
    assert word in page.choose._problem.text().lower()
    assert page._steps.currentWidget() is page.choose


def test_new_clients_that_may_be_there_already_are_told(
    qtbot: QtBot, page: ImportPage, store: Database, tmp_path: Path, today: date
) -> None:
    def known(session: Any) -> None:
        row_id = clients.create(session, ClientDraft("宁波恒远轮胎有限公司", city="宁波"), today=today)
        contacts.create(session, row_id, ContactDraft("周建明", phones=("13800138000",)), today=today)

    store.write(known)
    file = tmp_path / "list.csv"
    file.write_text(
        "公司名称,城市,联系人,手机\n恒远轮胎宁波公司,宁波,周建明,13800138000\n台州海辰泵业,台州,沈立,13900139000\n",
        "utf-8",
    )
    read(qtbot, page, file)
    qtbot.waitUntil(lambda: page.look._alike.isVisibleTo(page.look), timeout=10_000)
    said = page.look._alike.text()
    assert "恒远轮胎宁波公司" in said
    assert "宁波恒远轮胎有限公司" in said
    assert "海辰" not in said


def test_photos_of_people_are_told_before_and_after(
    qtbot: QtBot, page: ImportPage, store: Database, tmp_path: Path
) -> None:
    text = card("王小明", f"PHOTO;ENCODING=b:{coded(picture())}")
    text += card("李芳", f"PHOTO;ENCODING=b:{coded(picture()[:60])}")
    read(qtbot, page, outside.put(tmp_path, text, "phone.vcf"))
    assert "photos: 2" in page.look._summary.text()  # what the store says may stand below already
    page.look.button.click()
    qtbot.waitUntil(lambda: page._steps.currentWidget() is page.done, timeout=15_000)
    assert page._preview is None  # its photos are let go of
    assert page.done._head.text() == "New clients: 1, new contacts: 2"
    assert page.done._lines.text().split("\n")[1:] == ["Photos of contacts: 1 new", "No readable photo: 李芳"]
    client = store.read(clients.ids)[0]
    assert [each.name for each in store.read(lambda s: attachments.listed(s, client))] == ["王小明.jpg"]


def test_an_old_list_imported_again_says_what_it_replaces_before_and_after(
    qtbot: QtBot, page: ImportPage, store: Database, tmp_path: Path, today: date
) -> None:
    file = tmp_path / "客户.csv"
    file.write_text("公司名称,城市\n甲公司,宁波\n甲公司,宁波\n乙公司,台州\n丙公司,温州\n", encoding="utf-8")
    read(qtbot, page, file)
    qtbot.waitUntil(lambda: "3 new" in page.look._summary.text(), timeout=15_000)
    assert page.look.button.text().startswith("Import 3 client(s)")
    page.look.button.click()
    qtbot.waitUntil(lambda: page._steps.currentWidget() is page.done, timeout=15_000)

    def correct(session: Any) -> None:
        found = clients.find(session, "甲公司")
        clients.update(session, found.id, replace(clients.draft_of(found), city="杭州"), today=today)

    store.write(correct)
    read(qtbot, page, file)
    qtbot.waitUntil(lambda: "0 new · 1 changed · 2 as they are" in page.look._summary.text(), timeout=15_000)
    assert page.look.button.text().startswith("Import 1 client(s)")
    assert "1, of these entered by hand: 1" in page.look._losses.text()
    cells = [page.look._rows.item(line, 2).text() for line in range(page.look._rows.rowCount())]
    assert cells[0] == "City 杭州 → 宁波 (entered by hand)"
    assert cells[-1] == "As it is"
    page.look.button.click()
    qtbot.waitUntil(lambda: page._steps.currentWidget() is page.done, timeout=15_000)
    assert "甲公司  City 杭州 → 宁波" in page.done._lost.text()
    read(qtbot, page, file)
    qtbot.waitUntil(lambda: page.look.button.text().startswith("Nothing would change"), timeout=15_000)
    assert not page.look._losses.isVisible()


def test_tab_goes_through_the_columns_to_the_rows_and_on(qtbot: QtBot, page: ImportPage, tmp_path: Path) -> None:
    file = tmp_path / "客户.csv"
    file.write_bytes(LIST.encode())
    read(qtbot, page, file)
    page.look.headings.setFocus()
    met: list[Any] = []
    while page.focusWidget() not in met:
        met.append(page.focusWidget())
        assert tabbing.move(page, is_forward=True)
    boxes = page.look.columns._boxes
    at = met.index(boxes[0])
    assert met[at : at + len(boxes)] == boxes
    assert met.index(page.look._rows) > met.index(boxes[-1])
    page.look._rows.setFocus()
    page.look._rows.setCurrentCell(0, 0)
    QTest.keyClick(page.look._rows, Qt.Key.Key_Tab)
    assert page.look._rows.currentColumn() == 0


def test_the_heads_of_the_first_rows_stand_over_their_cells(qtbot: QtBot, page: ImportPage, tmp_path: Path) -> None:
    def inked(picture: QImage) -> int:
        ground = picture.pixelColor(picture.width() - 2, 3).lightness()
        spots = (
            x
            for x in range(picture.width())
            for y in range(4, picture.height() - 4)
            if abs(picture.pixelColor(x, y).lightness() - ground) > 60
        )
        return next(spots)

    file = tmp_path / "客户.csv"
    file.write_text("公司名称,城市\nLtd,LLL\n")
    read(qtbot, page, file)
    rows = page.look._rows
    rows.setHorizontalHeaderLabels(["L"] * rows.columnCount())
    for column in range(3):
        rows.setItem(0, column, QTableWidgetItem("L"))
    header = rows.horizontalHeader()
    head, body = header.grab().toImage(), rows.viewport().grab().toImage()
    for column in range(3):
        x, width = header.sectionViewportPosition(column), header.sectionSize(column)
        gap = inked(head.copy(x, 0, width, header.height())) - inked(body.copy(x, 0, width, rows.rowHeight(0)))
        assert abs(gap) <= 1, column


def test_several_files_are_taken_one_after_the_other(
    qtbot: QtBot, page: ImportPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [tmp_path / f"{name}.csv" for name in "ab"]
    for file in files:
        file.write_text(f"公司名称\n{file.stem} 公司\n", encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    page.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, buttons, keys))
    qtbot.waitUntil(lambda: page._steps.currentWidget() is page.look, timeout=15_000)
    assert page.look._title.text() == "a.csv, 1 more after it"
    page.look.button.click()
    qtbot.waitUntil(lambda: page._steps.currentWidget() is page.done, timeout=15_000)
    assert page.done.again.text() == "Next: b.csv"
    page.done.again.click()
    qtbot.waitUntil(lambda: page._steps.currentWidget() is page.look, timeout=15_000)
    assert page.look._title.text() == "b.csv"
    page.look.button.click()
    qtbot.waitUntil(lambda: page._steps.currentWidget() is page.done, timeout=15_000)
    assert (page.done.again.text(), page.done.undo.isVisible()) == ("Another file", True)

    asked: list[bool] = []
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(asked.append(True) or ""), ""))
    QTest.keyClick(page, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    assert asked == [True]
    page.show_route(Route("import"))
    assert page._steps.currentWidget() is page.choose
    QTest.keyClick(page, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: asked == [True, True])


def test_who_comes_to_import_a_list_is_asked_for_it_at_once_and_once(
    qtbot: QtBot, page: ImportPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(asked.append(True) or ""), ""))
    history = History()
    history.visit(Route("today"))
    page.show_route(history.visit(IMPORT))
    qtbot.waitUntil(lambda: asked == [True])
    history.visit(Route("clients"))
    page.show_route(history.back() or IMPORT)
    qtbot.wait(50)
    assert asked == [True]


def test_another_sheet_can_be_chosen_where_the_first_holds_nothing(
    qtbot: QtBot, page: ImportPage, tmp_path: Path
) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        for cells in (["公司名称", "手机"], ["恒瑞"]):
            book.add_worksheet().write_row(0, 0, cells)
    page.read_file(tmp_path / "a.xlsx")
    qtbot.waitUntil(lambda: page.choose._problem.isVisible() and page.choose._sheets.count() > 0, timeout=15_000)
    button = page.choose._sheets.itemAt(0).widget()
    assert isinstance(button, QPushButton)
    assert button.text() == "Sheet Sheet2"
    button.click()
    qtbot.waitUntil(lambda: page._steps.currentWidget() is page.look, timeout=15_000)
    assert page._preview is not None
    assert (page._preview.parsed.sheet, page._preview.clients) == ("Sheet2", 1)


def test_a_column_is_told_by_typing_and_the_likely_fields_stand_first(
    qtbot: QtBot, page: ImportPage, tmp_path: Path
) -> None:
    file = tmp_path / "list.csv"
    file.write_text("公司名称,甲\n宁波恒远轮胎有限公司,江苏苏州\n台州海辰泵业有限公司,浙江台州\n", encoding="utf-8")
    read(qtbot, page, file)
    box = next(each for each in page.look.columns.findChildren(QComboBox) if each.accessibleName() == "甲")
    offered = [(box.itemText(at), box.itemData(at)) for at in range(box.count())]
    assert offered[:3] == [("Leave out", ""), ("Place (province, city, district)", "client.place"), ("Client", None)]
    heads = [at for at, (_, target) in enumerate(offered) if target is None]
    assert [offered[at][0] for at in heads] == ["Client", "Contact", "Contact 2", "Contact 3"]
    assert not any(box.model().flags(box.model().index(at, 0)) & Qt.ItemFlag.ItemIsEnabled for at in heads)
    line, completer = box.lineEdit(), box.completer()
    assert line is not None
    assert completer is not None
    box.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "dustr")
    assert [completer.completionModel().index(0, 0).data(), completer.completionCount()] == ["Industry", 1]
    before = page._preview
    completer.popup().setCurrentIndex(completer.completionModel().index(0, 0))
    QTest.keyClick(completer.popup(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page._preview is not before, timeout=15_000)
    assert page._preview is not None
    assert page._preview.mapping.targets == ("client.name", "client.industry")
    again = next(each for each in page.look.columns.findChildren(QComboBox) if each.accessibleName() == "公司名称")
    typed = again.lineEdit()
    assert typed is not None
    typed.setText("no such field")
    typed.editingFinished.emit()
    assert again.currentText() == "Client's name"


def test_escape_forgets_the_letters_in_a_box_before_it_leaves_the_preview(
    qtbot: QtBot, page: ImportPage, tmp_path: Path
) -> None:
    file = tmp_path / "list.csv"
    file.write_text("公司名称,城市\n宁波恒远轮胎有限公司,宁波\n", encoding="utf-8")
    read(qtbot, page, file)
    box = page.look.columns._boxes[1]
    box.setFocus()
    box.setEditText("indus")
    assert page.on_escape()
    assert page._steps.currentWidget() is page.look
    assert box.currentText() == "City"
    assert page.on_escape()
    assert page._steps.currentWidget() is page.choose


def test_rows_that_are_read_as_they_nearly_say_do_not_push_ahead(
    qtbot: QtBot, page: ImportPage, tmp_path: Path
) -> None:
    file = tmp_path / "list.csv"
    file.write_text("公司名称,级别\n恒远轮胎,A\n海辰泵业,A+\n瑞达机械,D\n", encoding="utf-8")
    read(qtbot, page, file)
    names = [page.look._rows.item(at, 1).text() for at in range(3)]
    assert names == ["瑞达机械", "恒远轮胎", "海辰泵业"]
    assert page.look._rows_label.text() == "Rows as they will be taken, those with problems first"


def test_as_what_visits_are_taken_whose_rows_do_not_say_it(
    qtbot: QtBot, page: ImportPage, store: Database, tmp_path: Path, today: date
) -> None:
    store.write(lambda s: clients.create(s, ClientDraft("恒瑞"), today=today))
    file = tmp_path / "拜访记录.csv"
    file.write_text("日期,客户,见了谁,内容\n2026-03-02,恒瑞,王总,谈了续约\n", encoding="utf-8")
    read(qtbot, page, file)
    assert "Rows that do not say how are taken as “Visit”: 1" in page.look._summary.text()


def test_the_other_sheets_and_columns_of_a_file_are_told_when_one_is_in(
    qtbot: QtBot, page: ImportPage, store: Database, tmp_path: Path
) -> None:
    file = tmp_path / "台账.xlsx"
    with xlsxwriter.Workbook(file) as book:
        for name, rows in {
            "客户": (("客户名称", "联系人", "排"), *((f"恒瑞{n}有限公司", "王伟", str(n)) for n in range(1, 6))),
            "拜访记录": (("日期", "客户", "内容"), ("2026-03-02", "恒瑞1有限公司", "谈了续约")),
            "Sheet3": (),
        }.items():
            sheet = book.add_worksheet(name)
            for line, cells in enumerate(rows):
                sheet.write_row(line, 0, cells)
    read(qtbot, page, file)
    page.look.button.click()
    qtbot.waitUntil(lambda: page._steps.currentWidget() is page.done, timeout=15_000)
    assert page.done._columns.text() == "Columns left out: 排"
    [way] = page.done._sheets.findChildren(QPushButton)
    assert "拜访记录" in way.text()
    way.click()
    qtbot.waitUntil(lambda: page._steps.currentWidget() is page.look, timeout=15_000)
    assert (page.look.sheet.currentText(), page.look.kind.currentData()) == ("拜访记录", "interactions")
    page.look.headings.click()
    page.look.headings.click()
    qtbot.waitUntil(lambda: page.look.headings.isChecked() and page.look.sheet.currentText() == "拜访记录")
    page.look.button.click()
    qtbot.waitUntil(lambda: page._steps.currentWidget() is page.done, timeout=15_000)
    assert page.done._sheets.isHidden()
    assert page.done._columns.isHidden()
    assert store.read(lambda s: list(s.scalars(select(Interaction.channel)))) == ["visit"]


def test_at_twice_the_size_warnings_are_read_whole_and_rows_have_room(
    qtbot: QtBot, qapp: Any, page: ImportPage, tmp_path: Path
) -> None:
    appearance.apply(qapp, "light", 2.0)
    file = tmp_path / "客户.csv"
    file.write_bytes(LIST.encode("gb18030"))
    page.resize(904, 560)
    read(qtbot, page, file)
    look = page.look
    qtbot.waitUntil(lambda: look._problems.height() >= look._problems.heightForWidth(look._problems.width()))
    assert look._rows.viewport().height() >= 2 * look._rows.rowHeight(0)
    head = look._summary.mapTo(look, look._summary.rect().bottomLeft())
    assert look._problems.mapTo(look, look._problems.rect().topLeft()).y() > head.y()
    appearance.apply(qapp, "light")
