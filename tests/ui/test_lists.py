"""Lists and tables: keys, heads that cannot be chosen, pages that come late."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kam_desktop.ui import appearance, fonts, icons
from kam_desktop.ui.clients.list_table import ClientTable
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets import column_widths
from kam_desktop.ui.widgets.list_painting import cut_words
from kam_desktop.ui.widgets.list_view import GroupHead, RowList, TimelineRow, TwoLineRow
from kam_desktop.ui.widgets.paged_model import KEPT, PAGE
from kam_desktop.ui.widgets.paged_table import Cell, Column, PagedTableModel, RowTable, request_through
from kam_desktop.ui.widgets.row_header import RowHeader

ROWS = [
    GroupHead("逾期", 2, "danger"),
    TwoLineRow("a", "A", "宁波恒远轮胎", "周建明", "visit", "上次拜访 41 天前", "迟 11 天", "danger"),
    TwoLineRow("b", "B", "台州海辰泵业", "沈立群", "phone", "上次电话 19 天前", "迟 5 天"),
    GroupHead("今天", 1),
    TwoLineRow("c", "C", "湖州青禾农机"),
]
COLUMNS = [
    Column("tier", "级", 52, "badge"),
    Column("name", "客户", 0, "bold"),
    Column("sum", "额", 90, "number"),
]


def listed(qtbot: QtBot) -> RowList:
    made = RowList()
    made.set_rows(ROWS)
    qtbot.addWidget(made)
    made.resize(600, 400)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.setFocus()
    return made


def test_keys_move_over_heads(qtbot: QtBot) -> None:
    made = listed(qtbot)
    assert made.current_id() == "a"
    qtbot.keyClick(made, Qt.Key.Key_J)
    qtbot.keyClick(made, Qt.Key.Key_J)
    assert made.current_id() == "c"
    qtbot.keyClick(made, Qt.Key.Key_K)
    assert made.current_id() == "b"
    qtbot.keyClick(made, Qt.Key.Key_End)
    assert made.current_id() == "c"
    qtbot.keyClick(made, Qt.Key.Key_Home)
    assert made.current_id() == "a"


def test_enter_opens_and_space_peeks(qtbot: QtBot) -> None:
    made = listed(qtbot)
    with qtbot.waitSignal(made.opened) as opened:
        qtbot.keyClick(made, Qt.Key.Key_Return)
    with qtbot.waitSignal(made.peeked) as peeked:
        qtbot.keyClick(made, Qt.Key.Key_Space)
    assert (opened.args, peeked.args) == (["a"], ["a"])


def test_shift_selects_and_all(qtbot: QtBot) -> None:
    made = listed(qtbot)
    qtbot.keyClick(made, Qt.Key.Key_J, Qt.KeyboardModifier.ShiftModifier)
    assert made.selected_ids() == ["a", "b"]
    qtbot.keyClick(made, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert made.selected_ids() == ["a", "b", "c"]


def test_the_current_record_stays_and_a_done_one_gives_way_to_the_next(qtbot: QtBot) -> None:
    made = listed(qtbot)
    made.select_id("b")
    heard: list[str] = []
    made.current_changed.connect(heard.append)
    made.set_rows([row for row in ROWS if row.id != "a"])
    assert (made.current_id(), heard) == ("b", [])
    made.set_rows([ROWS[3], ROWS[4]])
    assert (made.current_id(), heard) == ("c", ["c"])
    made.set_rows([])
    assert (made.current_id(), heard) == ("", ["c", ""])


def test_letters_are_not_swallowed_by_an_input_method(qtbot: QtBot) -> None:
    made = listed(qtbot)
    assert not made.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    qtbot.keyClick(made, "c")
    assert made.current_id() == "a"


def test_rows_speak_for_themselves(qtbot: QtBot) -> None:
    made = listed(qtbot)
    spoken = made.model().index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "A, 宁波恒远轮胎, 周建明, 上次拜访 41 天前, 迟 11 天"


def test_a_selected_row_has_the_accent_edge(qtbot: QtBot) -> None:
    made = listed(qtbot)
    made.set_rows(
        [
            *ROWS,
            TimelineRow("t", "9 月 1 日", "cart", "采购", "¥ 1", "导入"),
            GroupHead("8 月", is_month=True),
        ]
    )
    image = made.viewport().grab().toImage()
    ratio = image.devicePixelRatio()
    row = made.visualRect(made.currentIndex())
    at = (round(0.5 * ratio), round(row.center().y() * ratio))
    assert image.pixelColor(*at) == appearance.current().accent
    assert image.pixelColor(round(6 * ratio), at[1]) == appearance.current().accent_soft


class Source:
    """Answers when told to."""

    def __init__(self) -> None:
        self.asked: list[tuple[Sequence[str], Callable[[Sequence[tuple[Any, ...]]], None]]] = []

    def request(self, ids: Sequence[str], deliver: Callable[[Sequence[tuple[Any, ...]]], None]) -> None:
        self.asked.append((ids, deliver))

    def answer(self, at: int = 0, mark: str = "") -> None:
        ids, deliver = self.asked.pop(at)
        deliver([("A", f"客户 {name}{mark}", Cell("5", "danger")) for name in ids])


def test_pages_are_asked_for_once_and_shown_when_they_come() -> None:
    source = Source()
    model = PagedTableModel([str(number) for number in range(1000)], source.request, COLUMNS)
    assert model.index(300, 1).data() is None
    assert model.index(301, 1).data() is None
    assert [len(ids) for ids, _ in source.asked] == [PAGE]
    source.answer()
    assert model.index(300, 1).data() == "客户 300"
    assert model.index(300, 2).data() == "5"


def test_an_answer_for_an_older_order_is_dropped() -> None:
    source = Source()
    model = PagedTableModel(["1", "2"], source.request, COLUMNS)
    model.row(0)
    model.set_ids(["2", "1"])
    source.answer()
    assert model.row(0) is None
    source.answer()
    assert model.row(0) == ("A", "客户 2", Cell("5", "danger"))


def test_refresh_keeps_the_old_content_until_the_new_one_is_here() -> None:
    source = Source()
    model = PagedTableModel(["1"], source.request, COLUMNS)
    model.row(0)
    source.answer()
    model.refresh()
    assert model.index(0, 1).data() == "客户 1"
    source.answer(mark=" 新")
    assert model.index(0, 1).data() == "客户 1 新"
    assert source.asked == []


def test_only_so_many_pages_are_kept() -> None:
    source = Source()
    model = PagedTableModel([str(number) for number in range(PAGE * (KEPT + 1))], source.request, COLUMNS)
    for number in range(KEPT + 1):
        model.row(number * PAGE)
        source.answer()
    model.row(0)
    assert len(source.asked) == 1


def test_pages_that_are_seen_together_are_read_together(qtbot: QtBot) -> None:
    made, source = table(qtbot, PAGE * 8)
    source.answer()
    made.scrollTo(made.model().index(PAGE * 5 - 3, 0), RowTable.ScrollHint.PositionAtTop)
    made.viewport().grab()
    assert [len(ids) for ids, _ in source.asked] == [2 * PAGE]
    source.answer()
    for place in (PAGE * 5 - 1, PAGE * 5):
        assert made.model().index(place, 1).data() == f"客户 {place}"


def table(qtbot: QtBot, count: int) -> tuple[RowTable, Source]:
    source = Source()
    made = RowTable(PagedTableModel([str(number) for number in range(count)], source.request, COLUMNS))
    qtbot.addWidget(made)
    made.resize(600, 400)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.setFocus()
    return made, source


def test_a_long_table_jumps_to_its_end(qtbot: QtBot, qapp: QApplication) -> None:
    made, source = table(qtbot, 100_000)
    appearance.changed.emit()
    qapp.processEvents()
    qtbot.keyClick(made, Qt.Key.Key_End)
    qapp.processEvents()
    assert made.current_id() == "99999"
    assert len(source.asked) <= 3
    qtbot.keyClick(made, Qt.Key.Key_Home)
    qtbot.keyClick(made, Qt.Key.Key_J)
    assert made.current_id() == "1"
    with qtbot.waitSignal(made.opened) as opened:
        qtbot.keyClick(made, Qt.Key.Key_Return)
    assert opened.args == ["1"]


def test_select_all_means_all(qtbot: QtBot) -> None:
    made, _ = table(qtbot, 5000)
    made.selectAll()
    assert len(made.selected_ids()) == 5000


def test_a_sorted_table_keeps_its_current_record(qtbot: QtBot) -> None:
    made, _ = table(qtbot, 20)
    made.select_id("3")
    made.show_ids([str(number) for number in reversed(range(20))])
    assert made.current_id() == "3"
    made.show_ids(["1", "2"])
    assert made.current_id() == ""


def test_a_click_on_a_heading_asks_for_an_order(qtbot: QtBot) -> None:
    made, _ = table(qtbot, 3)
    heard: list[tuple[str, bool]] = []
    made.sort_asked.connect(lambda key, descending: heard.append((key, descending)))
    made.horizontalHeader().sectionClicked.emit(1)
    made.horizontalHeader().sectionClicked.emit(1)
    made.horizontalHeader().sectionClicked.emit(2)
    assert heard == [("name", False), ("name", True), ("sum", False)]


def test_the_arrow_of_the_order_stands_beside_the_text_of_a_heading(qtbot: QtBot) -> None:
    made, _ = table(qtbot, 3)
    header = made.horizontalHeader()
    assert isinstance(header, RowHeader)
    for at, column in enumerate(COLUMNS):
        rect = QRect(header.sectionViewportPosition(at), 0, header.sectionSize(at), header.height())
        width = fonts.width(fonts.label(), column.title)
        left = rect.left() + (8 if at else 16)
        if column.kind == "number":
            left = rect.right() + 1 - (16 if at == len(COLUMNS) - 1 else 8) - width
        assert not header.arrow(rect, at).intersects(QRect(left, 0, width, header.height()))


def test_pages_through_the_tasks(qtbot: QtBot, tasks: Tasks) -> None:
    def fetch(_session: Any, ids: Sequence[str]) -> list[tuple[Any, ...]]:
        return [("B", f"客户 {name}", "1") for name in ids]

    made = RowTable(PagedTableModel([], lambda _ids, _deliver: None, COLUMNS))
    qtbot.addWidget(made)
    model = PagedTableModel(["7"], request_through(tasks, made, fetch), COLUMNS)
    model.row(0)
    qtbot.waitUntil(lambda: model.row(0) == ("B", "客户 7", "1"))


def test_columns_fit_what_stands_in_them_and_follow_the_size_of_text(qtbot: QtBot, qapp: QApplication) -> None:
    columns = [Column("on", "Date", 144), Column("client", "Client", 60, "bold"), Column("origin", "Origin", 0)]
    model = PagedTableModel((), lambda ids, deliver: deliver([("9 月 1 日", "宁波恒远轮胎", "") for _ in ids]), columns)
    made = RowTable(model, fits=True)
    qtbot.addWidget(made)
    made.resize(600, 200)
    made.show()
    made.show_ids(["a", "b"])
    qtbot.waitUntil(lambda: made.columnWidth(1) > fonts.width(fonts.body(bold=True), "宁波恒远轮胎"))
    assert fonts.width(fonts.body(), "9 月 1 日") < made.columnWidth(0) < 100
    assert sum(made.columnWidth(place) for place in range(3)) == made.viewport().width()
    small = made.columnWidth(0)
    appearance.apply(qapp, "light", 1.5)
    try:
        assert made.columnWidth(0) > 1.3 * small
    finally:
        appearance.apply(qapp, "light")


def test_a_column_has_room_for_its_icons(qapp: QApplication) -> None:
    columns = [Column("due", "Due", 150), Column("origin", "Origin", 0)]
    plain, marked = (
        column_widths.widths(columns, [(Cell("迟交 12 天", icon=icon), "")], 900)[0] for icon in ("", "warning")
    )
    assert marked >= plain + icons.side() + 8


def test_a_name_gets_what_room_there_is_before_other_columns(qapp: QApplication) -> None:
    columns = [Column("kind", "Kind", 60), Column("client", "Client", 60, "bold"), Column("origin", "Origin", 0)]
    found = column_widths.widths(columns, [("很长的类别很长的类别", "宁波恒远轮胎有限公司", "")], 335)
    assert found[0] < 70
    assert found[1] > fonts.width(fonts.body(bold=True), "宁波恒远轮胎有限公司")


def test_columns_that_a_person_sized_grow_with_the_text(qtbot: QtBot, qapp: QApplication) -> None:
    made, _source = table(qtbot, 3)
    made.setColumnWidth(0, 200)
    appearance.apply(qapp, "light", 1.5)
    try:
        assert made.columnWidth(0) == 300
    finally:
        appearance.apply(qapp, "light")
    assert made.columnWidth(0) == 200


def test_the_column_of_the_slack_takes_what_others_do_not_need(qapp: QApplication) -> None:
    columns = [Column("name", "Name", 0, "bold"), Column("city", "City", 200), Column("owner", "Owner", 150)]
    name, own = "宁波恒远轮胎有限公司", replace(columns[2], is_by_hand=True)
    need = fonts.width(fonts.body(bold=True), name) + 16
    rows = [(name, "宁波", "刘敏")] * 2
    assert column_widths.beside_slack(columns, rows, 900) == {1: 200, 2: 150}
    tight = column_widths.beside_slack(columns, rows, 350 + need // 2)
    assert 350 + need // 2 - sum(tight.values()) >= need
    assert (tight[1] < 200, tight[2] < 150) == (True, True)
    assert column_widths.beside_slack([*columns[:2], own], rows, 350 + need // 2)[2] == 150
    least = column_widths.beside_slack(columns, rows, 10)
    assert least[1] > fonts.width(fonts.body(), "宁波") + 16  # never less than is needed itself


def test_client_names_are_whole_in_large_text_while_other_columns_have_room(qtbot: QtBot, qapp: QApplication) -> None:
    name = "杭州鼎新宏工程机械有限公司"
    columns = [
        Column("tier", "Tier", 64, "badge"), Column("name", "Name", 0, "bold"), Column("city", "City", 200),
        Column("owner", "Owner", 88),
    ]  # fmt: skip
    model = PagedTableModel((), lambda ids, deliver: deliver([("A", name, "杭州", "刘敏") for _ in ids]), columns)
    made = ClientTable(model)
    qtbot.addWidget(made)
    made.resize(760, 200)
    made.show()
    made.show_ids(["a", "b"])
    qtbot.waitUntil(lambda: model.row(0) is not None)
    assert made.columnWidth(2) == 200
    appearance.apply(qapp, "light", 1.5)
    try:
        assert made.columnWidth(1) > fonts.width(fonts.body(bold=True), name) + 16
        assert sum(made.columnWidth(place) for place in range(4)) == made.viewport().width()
        assert not made._wait.isActive()  # nobody sized a column
    finally:
        appearance.apply(qapp, "light")
    assert made.columnWidth(2) == 200
    with qtbot.waitSignal(made.resized) as told:
        made.setColumnWidth(2, 260)
    assert told.args == ["city", 260]
    made.resize(500, 200)
    assert made.columnWidth(2) == 260
    assert made.columnWidth(3) < 88


def test_words_that_are_cut_are_told_under_the_pointer(qtbot: QtBot) -> None:
    row = TwoLineRow(
        "1", "A", "宁波恒远轮胎", "周建明 总经理", "phone", "A 级，上次拜访 41 天前，标准 30 天", "迟 11 天"
    )
    assert cut_words(row, 700) == ""
    assert cut_words(row, 260) == "宁波恒远轮胎  周建明 总经理\nA 级，上次拜访 41 天前，标准 30 天\n迟 11 天"
    assert cut_words(TimelineRow("2", "9 月 1 日", "cart", "采购", "十二个字的话放不进这里来", "导入"), 200)
    assert cut_words(GroupHead("8 月"), 10) == ""
    made, source = table(qtbot, 2)
    source.answer(mark="，一家名字很长的公司")
    assert made.cut_words(made.model().index(0, 1)) == ""
    made.resize(260, 200)
    qtbot.waitUntil(lambda: made.cut_words(made.model().index(0, 1)) == "客户 0，一家名字很长的公司")
    assert made.cut_words(made.model().index(0, 0)) == made.cut_words(made.model().index(1, 2)) == ""


def test_a_heading_stands_over_its_cells_in_large_text_and_the_last_column_keeps_the_margin(
    qtbot: QtBot, qapp: QApplication
) -> None:
    made, source = table(qtbot, 2)
    source.answer()
    appearance.apply(qapp, "light", 2.0)
    try:
        qapp.processEvents()
        image, header = made.grab().toImage(), made.horizontalHeader()
        ground = appearance.current()
        left = {}
        for name, top, bottom, colour in (
            ("head", 2, header.height() - 4, ground.raised), ("cell", header.height() + 76, header.height() + 140, ground.surface)
        ):  # fmt: skip
            start = made.columnViewportPosition(1)
            inked = (
                x for x in range(start, start + 80) if any(image.pixelColor(x, y) != colour for y in range(top, bottom))
            )
            left[name] = next(inked) - start
        assert abs(left["head"] - left["cell"]) <= 3
    finally:
        appearance.apply(qapp, "light")
