"""XLSX, XLS and ODS, and the archives that are traps."""

import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter

from exchange import outside
from kam_desktop.core.errors import FileError
from kam_desktop.core.records import ClientRecord
from kam_desktop.core.rules.dates import PartialDate
from kam_desktop.core.rules.kinds import Calendar
from kam_desktop.exchange import importing, rows, sandbox


def workbook(path: Path, *sheets: list[list[object]]) -> Path:
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "default_date_format": "yyyy-mm-dd"}) as book:
        for cells in sheets:
            sheet = book.add_worksheet()
            for line, row in enumerate(cells):
                sheet.write_row(line, 0, row)
    return path


def refusal(path: Path, **limits: int) -> FileError:
    with pytest.raises(FileError) as caught:
        sandbox.parse(path, limits=sandbox.Limits(**limits))
    return caught.value


def test_all_kinds_of_sheets_give_the_same_rows(tmp_path: Path) -> None:
    table = [list(outside.HEADINGS), *[list(row) for row in outside.ROWS]]
    files = (
        workbook(tmp_path / "a.xlsx", table),
        outside.ods(tmp_path / "a.ods", table),
        outside.xls(tmp_path / "a.xls", table),
        outside.xls(tmp_path / "a.et", table),  # as WPS saves it
        outside.xlsb(tmp_path / "a.xlsb", [[str(cell) for cell in row] for row in table]),
    )
    parsed = [sandbox.parse(path) for path in files]
    assert [each.kind for each in parsed] == ["xlsx", "ods", "xls", "xls", "xlsx"]
    assert {each.headings for each in parsed} == {outside.HEADINGS}
    cells = [[tuple(cell.replace("\n", "") for cell in row.cells) for row in each.rows] for each in parsed]
    assert all(each == cells[0] for each in cells)
    assert [row.row_no for row in parsed[2].rows] == [2, 3]


def test_the_kind_is_known_by_content_whatever_the_name(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [["公司", "城市"], ["恒瑞", "上海"]]).rename(tmp_path / "clients.csv")
    assert sandbox.parse(path).kind == "xlsx"


def test_numbers_are_written_as_people_do(tmp_path: Path) -> None:
    table = [["公司", "手机", "年营业额", "编号"], ["恒瑞", 13800138000.0, 1377.1, 42]]
    for path in (workbook(tmp_path / "a.xlsx", table), outside.xls(tmp_path / "a.xls", table)):
        assert sandbox.parse(path).rows[0].cells == ("恒瑞", "13800138000", "1377.1", "42")


def test_numbers_that_lost_digits_are_flagged_and_not_taken_where_they_must_be_exact(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        [["公司", "客户编号", "备注"], ["恒瑞", 310101198410211234, 123456789012345678901234567890.0]],
    )
    parsed = sandbox.parse(path)
    assert [(p.column, p.code) for p in parsed.cell_problems] == [
        (1, "value.digits_lost"),
        (2, "value.digits_lost"),
    ]
    record = next(iter(rows.to_records(parsed, importing.recognised(parsed))))
    assert isinstance(record, ClientRecord)
    assert record.external_no == ""
    assert record.notes.startswith("1234567890")
    assert [p.code for p in record.problems] == ["value.digits_lost"] * 2


def test_dates_stay_dates(tmp_path: Path) -> None:
    cells = [
        ["公司", "联系人", "生日", "下次拜访"],
        ["恒瑞", "王伟", date(1984, 10, 21), datetime.fromisoformat("2026-06-15 14:30")],
    ]
    parsed = sandbox.parse(workbook(tmp_path / "a.xlsx", cells))
    assert parsed.rows[0].cells[2:] == ("1984-10-21", "2026-06-15 14:30")
    record = next(iter(rows.to_records(parsed, importing.recognised(parsed))))
    assert isinstance(record, ClientRecord)
    assert (record.next_visit_on, record.problems) == (date(2026, 6, 15), ())


def test_the_first_sheet_with_content_is_read_or_the_chosen_one(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [], [["公司", "城市"], ["恒瑞", "上海"]], [["公司", "城市"], ["瑞达", "宁波"]])
    parsed = sandbox.parse(path)
    assert (parsed.sheet, parsed.sheets) == ("Sheet2", ("Sheet1", "Sheet2", "Sheet3"))
    assert sandbox.parse(path, sheet="Sheet3").rows[0].cells == ("瑞达", "宁波")
    with pytest.raises(FileError, match="no_such_sheet"):
        sandbox.parse(path, sheet="Nowhere")


@pytest.mark.parametrize(
    "first",
    [
        [["填写说明"], ["一、公司名称必填"], ["二、手机填 11 位"]],
        [["字段", "说明"], ["公司名称", "必填"], ["手机", "11 位"]],
        [["公司名称", "手机", "城市"]],
        [["2026 年 6 月"]],
    ],
)
def test_a_sheet_of_instructions_is_no_list(tmp_path: Path, first: list[list[object]]) -> None:
    listed = [["名单"], ["公司名称", "手机"], ["恒瑞", "13800138000"]]
    parsed = sandbox.parse(workbook(tmp_path / "a.xlsx", first, listed, [["公司", "城市"], ["瑞达", "宁波"]]))
    assert (parsed.sheet, parsed.headings) == ("Sheet2", ("公司名称", "手机"))


def test_a_book_without_a_list_names_its_other_sheets(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [["公司名称", "手机"]], [["公司名称", "城市"]], [])
    with pytest.raises(FileError, match="no_rows") as caught:
        sandbox.parse(path)
    assert caught.value.params["sheets"] == ("Sheet2", "Sheet3")


def test_a_stray_value_far_out_in_another_sheet_keeps_no_list_from_being_read(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for cells in ([["公司名称", "手机"], ["恒瑞", "13800138000"]], [["城市"]], [], [["城市"], ["宁波"]]):
            sheet = book.add_worksheet()
            for line, row in enumerate(cells):
                sheet.write_row(line, 0, row)
        far, shaded = book.add_worksheet("R&D"), book.add_worksheet()
        far.write(0, 0, "x")
        far.write(1_048_575, 700, "y")
        for line in range(3):
            shaded.write_blank(line, 0, None, book.add_format({"bold": True}))
        hidden = book.add_worksheet()
        hidden.write_column(0, 0, ["城市", "宁波"])
        hidden.hide()
    parsed = sandbox.parse(path)
    assert (parsed.sheet, len(parsed.rows), parsed.waiting) == ("Sheet1", 1, ("Sheet4", "R&D"))


def test_blank_rows_and_columns_at_the_end_are_dropped(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [[], ["公司", "城市", "", ""], ["恒瑞", "上海", "", " "], [" ", ""], ["瑞达"]])
    parsed = sandbox.parse(path)
    assert parsed.headings == ("公司", "城市")
    assert [(row.row_no, row.cells) for row in parsed.rows] == [(3, ("恒瑞", "上海")), (5, ("瑞达", ""))]


def test_a_failed_formula_is_no_value(tmp_path: Path) -> None:
    def text(at: str, said: str) -> str:
        return f'<c r="{at}" t="inlineStr"><is><t>{said}</t></is></c>'

    sheet = f'<row r="1">{text("A1", "company")}{text("B1", "city")}</row>'
    sheet += f'<row r="2">{text("A2", "ACME")}<c r="B2" t="e"><v>#N/A</v></c></row>'
    sheet += f'<row r="3">{text("A3", "ABC")}{text("B3", "#REF!")}</row>'
    parsed = sandbox.parse(outside.xlsx_by_hand(tmp_path / "a.xlsx", [sheet.encode()]))
    assert parsed.rows[0].cells == ("ACME", "")
    records = list(rows.to_records(parsed, importing.recognised(parsed)))
    assert [record.city for record in records if isinstance(record, ClientRecord)] == ["", ""]


def test_a_bomb_of_rows_is_refused_at_once(tmp_path: Path) -> None:
    row = b'<row><c t="inlineStr"><is><t>A</t></is></c></row>' * 20_000
    path = outside.xlsx_by_hand(tmp_path / "rows.xlsx", [row] * 80)
    assert path.stat().st_size < 1 << 20
    assert refusal(path).code == "file.bomb"


def test_a_bomb_of_one_cell_is_refused_at_once(tmp_path: Path) -> None:
    piece = b"A" * (1 << 20)
    sheet = [b'<row><c t="inlineStr"><is><t>', *[piece] * 60, b"</t></is></c></row>"]
    path = outside.xlsx_by_hand(tmp_path / "cell.xlsx", sheet)
    assert refusal(path).code == "file.bomb"


def test_a_sheet_with_far_away_cells_ends_only_the_child(tmp_path: Path) -> None:
    sheet = b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    path = outside.xlsx_by_hand(tmp_path / "far.xlsx", [sheet])
    assert refusal(path).code in ("file.too_much_memory", "file.damaged")


def test_entities_unpack_to_nothing(tmp_path: Path) -> None:
    prolog = b'<!DOCTYPE b [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>'
    sheet = b'<row r="1"><c r="A1" t="inlineStr"><is><t>&x;&b;</t></is></c></row>'
    path = outside.xlsx_by_hand(tmp_path / "entity.xlsx", [sheet], prolog=prolog)
    assert refusal(path).code in ("file.damaged", "file.empty")


def test_broken_and_foreign_archives_are_named(tmp_path: Path) -> None:
    whole = workbook(tmp_path / "a.xlsx", [["公司"], ["恒瑞"]]).read_bytes()
    assert refusal(outside.put(tmp_path, whole[: len(whole) // 2], "half.xlsx")).code == "file.damaged"
    other = tmp_path / "other.zip"
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    assert refusal(other).code == "file.unknown_kind"


def test_files_with_a_password_say_so(tmp_path: Path) -> None:
    locked = outside.compound_file(
        tmp_path / "a.xlsx", {"EncryptionInfo": b"\4" * 4096, "EncryptedPackage": b"x" * 4096}
    )
    assert refusal(locked).code == "file.locked_by_password"


def test_formulas_and_markup_come_through_unchanged(tmp_path: Path) -> None:
    names = ["A<B>C 公司", "=cmd|'/c calc'!A1", "<img src=x onerror=y>"]
    parsed = sandbox.parse(workbook(tmp_path / "a.xlsx", [["公司名称"], *[[name] for name in names]]))
    assert [
        record.name
        for record in rows.to_records(parsed, importing.recognised(parsed))
        if isinstance(record, ClientRecord)
    ] == names


HEADS = {
    "groups over the headings": (
        ["2026 年客户联系表"], ["客户信息", "", "联系人一", "", "", "联系人二"], ["公司名称", "城市", "姓名", "职务", "手机", "姓名", "手机"],
    ),
    "headings merged downwards": (["公司名称", "城市", "联系人", "", "", "对方助理", ""], ["", "", "姓名", "职务", "手机", "联系人2", "手机2"]),
    "the same in English below": (
        ["公司名称", "城市", "联系人", "职务", "手机", "联系人2", "手机2"], ["Company", "City", "Contact", "Job title", "Mobile", "Contact 2", "Mobile 2"],
    ),
    "a form above": (
        ["填写说明：请勿修改表头"], ["部门", "华东", "填表人", "高原", "日期", "2026-06-01"],
        ["公司名称", "城市", "联系人", "职务", "手机", "联系人2", "手机2"],
    ),
    "two that stand above": (["公司名称", "城市"], ["", "", "姓名", "职务", "手机", "联系人2", "手机2"]),
}  # fmt: skip


@pytest.mark.parametrize("name", HEADS)
def test_headings_of_several_rows(tmp_path: Path, name: str) -> None:
    rows = [
        ["宁波恒远", "宁波", "王伟", "经理", "13800138000", "李芳", "13900139000"],
        ["台州海辰", "台州", "赵六", "", "13700137000"],
    ]
    preview = importing.preview(workbook(tmp_path / "x.xlsx", [*HEADS[name], *rows]))
    assert (preview.rejected, preview.problem_counts, preview.clients) == (0, {}, 2)
    first = preview.first[0]
    assert isinstance(first, ClientRecord)
    said = [(each.name, each.title, each.phones) for each in first.contacts]
    assert (first.name, first.city, said) == (
        "宁波恒远", "宁波", [("王伟", "经理", ("13800138000",)), ("李芳", "", ("13900139000",))],
    )  # fmt: skip


def test_names_that_look_like_headings_are_no_second_row(tmp_path: Path) -> None:
    rows = [["公司名称", "联系人", "备注"], ["电话行", "主任", "微信"], ["宁波恒远", "王伟", "电话"]]
    assert importing.preview(workbook(tmp_path / "x.xlsx", rows)).clients == 2


def test_a_client_called_as_a_heading_is_no_second_row(tmp_path: Path) -> None:
    rows = [["客户名称", "联系人"], ["客户", "联系人"], ["宁波恒远", "王伟"]]
    assert importing.preview(workbook(tmp_path / "x.xlsx", rows)).clients == 2


def test_a_day_that_lost_its_form_is_one(tmp_path: Path) -> None:
    rows: list[list[object]] = [["公司名称", "联系人", "生日", "建档日期"], ["宁波恒远", "王伟", 30976, 43952]]
    [record] = importing.preview(workbook(tmp_path / "x.xlsx", rows)).first
    assert isinstance(record, ClientRecord)
    assert (record.since_on, record.contacts[0].birthday) == (
        date(2020, 5, 1), PartialDate(Calendar.SOLAR, 1984, 10, 21),
    )  # fmt: skip
    assert [(each.code, each.text) for each in record.problems] == [
        ("date.serial", "43952 → 2020-05-01"), ("date.serial", "30976 → 1984-10-21"),
    ]  # fmt: skip


def test_a_birthday_in_three_columns_under_one_heading(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["公司名称", "联系人", "生日", "", "", "手机"], ["", "", "年", "月", "日", ""], ["宁波恒远", "王伟", 1984, 10, 21, "13800138000"],
        ["台州海辰", "赵六", 1985, 1, 2, ""],
    ]  # fmt: skip
    [record, _] = importing.preview(workbook(tmp_path / "x.xlsx", rows)).first
    assert isinstance(record, ClientRecord)
    assert record.contacts[0].birthday == PartialDate(Calendar.SOLAR, 1984, 10, 21)
    rows[0][2] = "建档日期"
    preview = importing.preview(workbook(tmp_path / "y.xlsx", rows))
    assert [each.heading for each in preview.mapping.notes] == ["#4", "#5"]  # something stands there, and is told


def test_rows_above_headings_that_may_be_clients_are_not_passed_over(tmp_path: Path) -> None:
    head, row = ["公司名称", "城市", "联系人", "手机"], ["宁波恒远轮胎有限公司", "宁波", "王伟", "13800138000"]
    preview = importing.preview(workbook(tmp_path / "x.xlsx", [row, head, row]))
    assert (preview.parsed.has_headings, preview.clients) == (False, 3)
