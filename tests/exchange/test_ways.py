"""As what contacts are taken whose rows do not say by which way they were."""

from pathlib import Path

import pytest
import xlsxwriter

from kam_desktop.core.records import InteractionRecord
from kam_desktop.exchange import importing, rejects, rows
from kam_desktop.exchange.importing import Preview
from kam_desktop.exchange.parsed import rejected_row

ROWS = (("2026-03-02", "恒瑞", "王总", "谈了续约", "有意向"), ("2026-03-09", "恒瑞", "王总", "送样", "等回复"))
SAID = ("日期", "客户", "联系人", "内容", "结果")


def read(tmp_path: Path, sheet: str = "Sheet1", name: str = "a", headings: tuple[str, ...] = SAID) -> Preview:
    path = tmp_path / f"{name}.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet(sheet)
        for line, cells in enumerate((headings, *ROWS)):
            page.write_row(line, 0, cells)
    return importing.preview(path)


def channels(preview: Preview) -> list[str]:
    found = rows.to_records(preview.parsed, preview.mapping)
    return [each.channel for each in found if isinstance(each, InteractionRecord)]


@pytest.mark.parametrize(
    ("sheet", "channel"),
    [
        ("拜访记录", "visit"), ("拜訪紀錄", "visit"), ("Visits 2026", "visit"), ("电话", "call"), ("电话拜访", "call"),
        ("call_log", "call"), ("微信沟通", "message"), ("邮件往来", "email"), ("拜访和电话", "call"), ("Recalls", "call"),
        ("Sheet1", "call"),
    ],
)  # fmt: skip
def test_the_sheet_tells_the_way_of_its_contacts(tmp_path: Path, sheet: str, channel: str) -> None:
    preview = read(tmp_path, sheet)
    assert channels(preview) == [channel] * 2
    assert preview.unsaid_ways == {channel: 2}


def test_a_sheet_without_a_name_of_its_own_is_told_by_its_file(tmp_path: Path) -> None:
    assert channels(read(tmp_path, name="2026拜访")) == ["visit"] * 2
    assert channels(read(tmp_path, "微信", name="2026拜访")) == ["message"] * 2


@pytest.mark.parametrize("heading", ["见了谁", "拜访对象"])
def test_headings_tell_it_where_neither_sheet_nor_file_does(tmp_path: Path, heading: str) -> None:
    preview = read(tmp_path, headings=("日期", "客户", heading, "内容", "结果"))
    assert channels(preview) == ["visit"] * 2
    [first, *_] = preview.first
    assert isinstance(first, InteractionRecord)
    assert first.person == "王总"


def test_what_a_row_says_wins(tmp_path: Path) -> None:
    path = tmp_path / "拜访.csv"
    path.write_text("日期,客户,方式,内容\n2026-03-02,恒瑞,微信,问候\n2026-03-09,恒瑞,,送样\n", encoding="utf-8")
    preview = importing.preview(path)
    assert channels(preview) == ["message", "visit"]
    assert preview.unsaid_ways == {"visit": 1}


def test_rows_to_mend_stand_on_a_sheet_of_the_same_name(tmp_path: Path) -> None:
    path = tmp_path / "a-rejects.xlsx"
    rejects.write(path, SAID, [rejected_row(2, ROWS[0], "fact.unknown_client")], "en", sheet="拜访记录")
    preview = importing.preview(path)
    assert channels(preview) == ["visit"]
    for name in ("a/b", "'", "x" * 40, "", "History"):
        rejects.write(path, SAID, [rejected_row(2, ROWS[0], "fact.unknown_client")], "en", sheet=name)
