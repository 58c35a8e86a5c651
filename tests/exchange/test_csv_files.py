"""CSV as people have it: encodings, delimiters, broken quotes, too much and too little."""

from pathlib import Path

import pytest

from exchange import outside
from kam_desktop import words
from kam_desktop.core.errors import FileError
from kam_desktop.core.records import ClientRecord
from kam_desktop.core.rules.dates import PartialDate
from kam_desktop.core.rules.kinds import Calendar
from kam_desktop.exchange import guesswork, importing, rows, sandbox
from kam_desktop.exchange.parsed import ParsedFile, RejectedRow


def taken(path: Path, **asked: object) -> list[ClientRecord | RejectedRow]:
    parsed = sandbox.parse(path, **asked)  # type: ignore[arg-type]
    return list(rows.to_records(parsed, importing.recognised(parsed)))


def refusal(path: Path, **asked: object) -> FileError:
    with pytest.raises(FileError) as caught:
        sandbox.parse(path, **asked)  # type: ignore[arg-type]
    return caught.value


def parsed_of(folder: Path, content: str | bytes) -> ParsedFile:
    return sandbox.parse(outside.put(folder, content))


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> list[ClientRecord | RejectedRow]:
    return taken(outside.put(tmp_path_factory.mktemp("plain"), outside.csv_text()))


def test_a_plain_file_gives_its_clients(expected: list[ClientRecord | RejectedRow]) -> None:
    first, second = expected
    assert isinstance(first, ClientRecord)
    assert (first.row_no, first.name, first.tier, first.city) == (2, "上海恒瑞有限公司", "A", "上海")
    assert first.contacts[0].birthday == PartialDate(Calendar.LUNAR, month=8, day=15)
    assert first.notes == "喜欢岩茶，\n周三打球"
    assert isinstance(second, ClientRecord)
    assert second.tier == "B"
    assert second.notes == '说"好"'
    assert not first.problems + second.problems


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "big5hkscs"])
def test_every_encoding_gives_equal_records(
    tmp_path: Path, expected: list[ClientRecord | RejectedRow], encoding: str
) -> None:
    text = outside.csv_text()
    if encoding == "big5hkscs":
        text = text.translate(
            str.maketrans("联邮备宁达厂应码户级伟说农历欢岩打厂级", "聯郵備寧達廠應碼戶級偉說農曆歡岩打廠級")
        )
        text = (
            text.replace("称", "稱")
            .replace("机", "機")
            .replace("号", "號")
            .replace("历", "曆")
            .replace("欢", "歡")
            .replace("说", "說")
        )
        text = "".join(c for c in text if c.encode("big5hkscs", "ignore"))
        parsed = parsed_of(tmp_path, text.encode(encoding))
        assert parsed.encoding == "big5hkscs"
        assert "上海" in parsed.rows[0].cells
        return
    assert taken(outside.put(tmp_path, text, encoding=encoding)) == expected


def test_a_rare_letter_of_gb18030_is_read(tmp_path: Path) -> None:
    text = outside.csv_text(
        rows=[("上海𠮷野家餐饮有限公司", "A", "上海", "王䶮", "13800138000", "", "", "老客户，请多关照")]
    )
    record = taken(outside.put(tmp_path, text, encoding="gb18030"))[0]
    assert isinstance(record, ClientRecord)
    assert (record.name, record.contacts[0].name) == ("上海𠮷野家餐饮有限公司", "王䶮")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(tmp_path: Path, expected: list[ClientRecord | RejectedRow], delimiter: str) -> None:
    parsed = parsed_of(tmp_path, outside.csv_text(delimiter=delimiter))
    assert parsed.delimiter == delimiter
    assert list(rows.to_records(parsed, importing.recognised(parsed))) == expected


def test_excels_line_about_the_delimiter_is_no_heading(tmp_path: Path) -> None:
    parsed = parsed_of(tmp_path, "sep=;\r\n" + outside.csv_text(delimiter=";"))
    assert parsed.headings == outside.HEADINGS
    assert parsed.rows[0].row_no == 3


def test_a_person_may_choose_encoding_and_delimiter(tmp_path: Path) -> None:
    path = outside.put(tmp_path, "公司~城市\n恒瑞~上海\n", encoding="gb18030")
    parsed = sandbox.parse(path, encoding="gbk", delimiter="~")
    assert (parsed.encoding, parsed.headings, parsed.rows[0].cells) == (
        "gb18030",
        ("公司", "城市"),
        ("恒瑞", "上海"),
    )
    assert refusal(path, encoding="klingon").code == "file.unknown_encoding"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file.empty"),
        (b"\n\n  \n", "file.empty"),
        (b"\xef\xbb\xbf", "file.empty"),
        ("公司,城市\n".encode(), "file.no_rows"),
    ],
)
def test_a_file_without_content_says_so(tmp_path: Path, content: bytes, code: str) -> None:
    assert refusal(outside.put(tmp_path, content)).code == code


def test_no_headings_and_names_alone_are_enough(tmp_path: Path) -> None:
    records = taken(outside.put(tmp_path, "上海恒瑞有限公司\n宁波瑞达机械厂\n杭州云汇科技有限公司\n"))
    assert [record.name for record in records if isinstance(record, ClientRecord)] == [
        "上海恒瑞有限公司",
        "宁波瑞达机械厂",
        "杭州云汇科技有限公司",
    ]


def test_without_headings_the_values_tell_the_columns(tmp_path: Path) -> None:
    text = outside.csv_text(rows=outside.ROWS).split("\n", 1)[1]
    parsed = parsed_of(tmp_path, text)
    assert not parsed.has_headings
    record = next(iter(rows.to_records(parsed, importing.recognised(parsed))))
    assert isinstance(record, ClientRecord)
    assert (record.row_no, record.name, record.tier) == (1, "上海恒瑞有限公司", "A")
    assert (record.contacts[0].phones, record.contacts[0].emails) == (("13800138000",), ("wang@example.com",))


def test_headings_can_be_denied_and_insisted_on(tmp_path: Path) -> None:
    path = outside.put(tmp_path, "甲,乙\n丙,丁\n")
    assert len(sandbox.parse(path, has_headings=False).rows) == 2
    assert sandbox.parse(path, has_headings=True).headings == ("甲", "乙")


def test_a_title_above_the_headings_is_passed_over(tmp_path: Path) -> None:
    parsed = parsed_of(tmp_path, "2026 年客户台账,,,,,,,\n" + outside.csv_text())
    assert parsed.headings == outside.HEADINGS
    assert parsed.rows[0].row_no == 3


def test_an_unclosed_quote_is_named_by_its_line_and_swallows_nothing(tmp_path: Path) -> None:
    lines = ["公司,城市", *(f"恒瑞{n},上海" for n in range(1000))]
    lines[500] = '恒瑞,"上海'
    error = refusal(outside.put(tmp_path, "\n".join(lines)))
    assert (error.code, error.params) == ("file.unclosed_quote", {"line": 501})
    lines[900] = '恒瑞,"上海"'
    assert refusal(outside.put(tmp_path, "\n".join(lines))).params == {"line": 501}


def test_a_stray_quote_rejects_only_its_row(tmp_path: Path) -> None:
    parsed = parsed_of(tmp_path, '公司,城市\n恒瑞,"5" 管"\n瑞达,宁波\n')
    assert [row.cells for row in parsed.rows] == [("瑞达", "宁波")]
    assert (parsed.rejected[0].row_no, parsed.rejected[0].code) == (2, "row.stray_quote")
    assert parsed.rejected[0].cells == ("恒瑞", '"5" 管"')


def test_too_many_cells_reject_a_row_and_too_few_are_padded(tmp_path: Path) -> None:
    parsed = parsed_of(tmp_path, "公司,城市,等级\n恒瑞,上海,A,多,余\n瑞达\n云汇,杭州,B,,\n")
    assert [row.cells for row in parsed.rows] == [("瑞达", "", ""), ("云汇", "杭州", "B")]
    assert parsed.rejected[0].code == "row.too_many_cells"
    assert parsed.rejected[0].cells == ("恒瑞", "上海", "A", "多", "余")


def test_nul_is_removed_and_reported(tmp_path: Path) -> None:
    record = taken(outside.put(tmp_path, "公司,城市\n恒\0瑞,上\x07海\n"))[0]
    assert isinstance(record, ClientRecord)
    assert (record.name, record.city) == ("恒瑞", "上海")
    assert [(p.column, p.code) for p in record.problems] == [
        ("公司", "text.control"),
        ("城市", "text.control"),
    ]


def test_lone_surrogates_are_replaced_and_reported_and_pairs_joined(tmp_path: Path) -> None:
    raw = "公司,城市\n恒瑞,上海".encode() + b"\xed\xa0\x80\n" + "瑞达,".encode() + b"\xed\xa0\xbd\xed\xb8\x80\n"
    parsed = parsed_of(tmp_path, raw)
    assert parsed.encoding == "utf-8"
    assert [row.cells[1] for row in parsed.rows] == ["上海\ufffd", "😀"]
    assert [(p.row_no, p.code) for p in parsed.cell_problems] == [(2, "text.damaged")]


def test_a_broken_byte_does_not_turn_the_file_into_wrong_chinese(tmp_path: Path) -> None:
    raw = outside.csv_text(rows=outside.ROWS * 30).encode() + "最后,A,上".encode()[:-1] + b"\n"
    parsed = parsed_of(tmp_path, raw)
    assert parsed.encoding == "utf-8"
    assert parsed.rows[0].cells[0] == "上海恒瑞有限公司"
    assert parsed.cell_problems[-1].code == "text.damaged"


def test_long_fields_are_cut_and_endless_ones_rejected(tmp_path: Path) -> None:
    parsed = parsed_of(tmp_path, f"公司,备注\n恒瑞,{'长' * 70_000}\n瑞达,{'x' * 1_100_000}\n云汇,短\n")
    assert [len(row.cells[1]) for row in parsed.rows] == [65_536, 1]
    assert parsed.cell_problems[0].code == "text.too_long"
    assert (parsed.rejected[0].row_no, parsed.rejected[0].code) == (3, "row.field_too_long")


@pytest.mark.parametrize(
    "name", ["A<B>C 公司", "=cmd|'/c calc'!A1", "<img src=file:///etc/passwd>", "+86 公司", "@SUM(A1)"]
)
def test_what_looks_like_markup_or_a_formula_comes_through_unchanged(tmp_path: Path, name: str) -> None:
    record = taken(outside.put(tmp_path, outside.csv_text(("公司名称", "城市"), [(name, "上海")])))[0]
    assert isinstance(record, ClientRecord)
    assert (record.name, record.problems) == (name, ())


def test_blank_rows_are_left_out_and_counted(tmp_path: Path) -> None:
    parsed = parsed_of(tmp_path, "公司,城市\n\n恒瑞,上海\n,\n瑞达,宁波\n")
    assert [row.row_no for row in parsed.rows] == [3, 5]


@pytest.mark.parametrize("head", [b"%PDF-1.7\n", b"\x89PNG\r\n\x1a\n", b"<html><table>", b'{"a": 1}'])
def test_other_kinds_of_files_are_refused(tmp_path: Path, head: bytes) -> None:
    assert refusal(outside.put(tmp_path, head + bytes(range(32)) * 4)).code == "file.unknown_kind"


def test_line_ends_of_old_macs_are_read(tmp_path: Path) -> None:
    parsed = parsed_of(tmp_path, "公司,城市\r恒瑞,上海\r瑞达,宁波\r")
    assert len(parsed.rows) == 2
    assert parsed.rows[0].cells == ("恒瑞", "上海")


def test_tabs_in_cells_of_several_lines_do_not_make_a_delimiter(tmp_path: Path) -> None:
    head = ("公司", "产品", "来源", "备注", "编号", "地址")
    lines = [(f"甲{n}公司", "主机\n桨", "3-4\t", "第一行\n第二行", "007\t", "街\n号") for n in range(40)]
    text = "".join(",".join(f'"{cell}"' for cell in row) + "\r\n" for row in (head, *lines))
    parsed = parsed_of(tmp_path, text)
    assert (parsed.delimiter, len(parsed.rows), parsed.rejected) == (",", 40, [])


@pytest.mark.parametrize(
    ("name", "code"),
    [("h.ics", "a_calendar"), ("h.VCF", "cards"), ("h.ldif", "a_book"), ("h.json", "monica")],
)
def test_a_text_under_the_ending_of_another_kind_is_no_list(tmp_path: Path, name: str, code: str) -> None:
    for text in ("hello\n", "公司,手机\n恒瑞,13800138000\n"):
        found = refusal(outside.put(tmp_path, text, name))
        assert found.code == f"file.not_{code}"
        assert all(words.has(lang, f"error.{found.code}") for lang in words.LANGUAGES)


def test_a_single_word_is_no_list_of_clients_where_nobody_can_be_asked(tmp_path: Path) -> None:
    preview = importing.preview(outside.put(tmp_path, "hello\n", "t.txt"))
    with pytest.raises(FileError) as caught:
        guesswork.check(preview.parsed, preview.mapping)
    assert caught.value.code == "file.no_headings"
    for text in ("宁波恒远轮胎有限公司\n", "hello\nworld\n"):
        preview = importing.preview(outside.put(tmp_path, text, "t.txt"))
        guesswork.check(preview.parsed, preview.mapping)
