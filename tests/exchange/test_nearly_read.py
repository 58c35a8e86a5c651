"""Values that are not quite what a field wants: taken for what they nearly say, and kept as they are written."""

from collections.abc import Sequence
from datetime import date

import pytest

from kam_desktop.core.records import ClientRecord
from kam_desktop.core.rules import dates
from kam_desktop.core.rules.dates import PartialDate
from kam_desktop.core.rules.kinds import Calendar
from kam_desktop.core.rules.shares import Share
from kam_desktop.exchange import columns, importing, rows
from kam_desktop.exchange.parsed import ParsedFile, Row

TODAY = date(2026, 11, 30)


def one(**cells: str) -> ClientRecord:
    parsed = ParsedFile("csv", headings=tuple(cells), rows=[Row(2, tuple(cells.values()))], today=TODAY)
    [record] = rows.to_records(parsed, importing.recognised(parsed))
    assert isinstance(record, ClientRecord)
    return record


def targeted(targets: Sequence[str], *cells: str) -> ClientRecord:
    parsed = ParsedFile("csv", headings=tuple(targets), rows=[Row(2, cells)], today=TODAY)
    [record] = rows.to_records(parsed, columns.Mapping(tuple(targets), tuple(targets)))
    assert isinstance(record, ClientRecord)
    return record


def codes(record: ClientRecord) -> list[tuple[str, str]]:
    return [(problem.code, problem.text) for problem in record.problems]


@pytest.mark.parametrize(
    ("said", "tier"),
    [
        *((said, "A") for said in ("A+", "A-", "Ａ＋", "AA", "AAA", "S", "SVIP", "★★★", "★★★★☆", "⭐️⭐️⭐️")),
        *((said, "B") for said in ("B+", "B-级", "★★", "★★★☆☆")),
        *((said, "C") for said in ("C+", "★")),
    ],
)
def test_a_finer_tier_is_the_nearest_and_its_word_a_tag(said: str, tier: str) -> None:
    record = one(客户名称="恒瑞", 级别=said)
    assert (record.tier, record.tags) == (tier, (said,))
    assert codes(record) == [("tier.read_as", f"{said} → {tier}")]


@pytest.mark.parametrize("said", ["A类", "A级", "甲", "一级", "VIP客户", "重点", "A类客户"])
def test_another_word_for_a_tier_is_that_tier(said: str) -> None:
    record = one(客户名称="恒瑞", 级别=said)
    assert (record.tier, record.tags, record.problems) == ("A", (), ())


@pytest.mark.parametrize(
    ("said", "born", "note"),
    [
        ("阴历5.20", PartialDate(Calendar.LUNAR, None, 5, 20), ""),
        ("阴历五月二十", PartialDate(Calendar.LUNAR, None, 5, 20), ""),
        ("农历5-20", PartialDate(Calendar.LUNAR, None, 5, 20), ""),
        ("85年6月", PartialDate(year=1985, month=6), ""),
        ("85年6月3日", PartialDate(year=1985, month=6, day=3), ""),
        ("02年6月", PartialDate(year=2002, month=6), ""),
        ("属龙，生日5月8日", PartialDate(month=5, day=8), "生日: 属龙，生日5月8日"),
        ("1988-5-8（属龙）", PartialDate(year=1988, month=5, day=8), "生日: 1988-5-8（属龙）"),
    ],
)
def test_a_birthday_in_other_words_is_read(said: str, born: PartialDate, note: str) -> None:
    record = one(客户名称="恒瑞", 联系人="王伟", 生日=said)
    [person] = record.contacts
    assert (person.birthday, person.notes, record.problems) == (born, note, ())


@pytest.mark.parametrize(
    ("heading", "said", "day"),
    [
        ("上次拜访", "10月12日", date(2026, 10, 12)),
        ("上次拜访", "12月12日", date(2025, 12, 12)),
        ("上次联系", "11-30", date(2026, 11, 30)),
        ("下次拜访", "12月12日", date(2026, 12, 12)),
        ("下次拜访", "1月5日", date(2027, 1, 5)),
    ],
)
def test_a_day_without_its_year_is_the_last_or_the_next(heading: str, said: str, day: date) -> None:
    record = one(客户名称="恒瑞", **{heading: said})
    assert day in (record.last_visit_on, record.last_contact_on, record.next_visit_on)
    assert codes(record) == [("date.year_added", f"{said} → {day}")]


def test_a_day_that_many_rows_say_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    parse = dates.parse
    monkeypatch.setattr(dates, "parse", lambda text: (read.append(text), parse(text))[1])
    for _ in range(3):
        assert one(客户名称="恒瑞", 上次拜访="7月19日").last_visit_on == date(2026, 7, 19)
    assert read.count("7月19日") == 1


def test_what_no_field_holds_is_kept_in_the_notes_under_its_heading() -> None:
    record = one(
        客户名称="恒瑞", 级别="D", 联系人="王伟", 手机="没有", 生日="1988-02-30", 上次拜访="上个月", 备注="老客户"
    )
    assert record.notes == "老客户\n级别: D\n上次拜访: 上个月"
    [person] = record.contacts
    assert person.notes == "手机: 没有\n生日: 1988-02-30"
    assert [problem.column for problem in record.problems] == ["级别", "上次拜访", "手机", "生日"]


def test_what_no_field_holds_stays_private_under_a_private_heading() -> None:
    [person] = one(客户名称="恒瑞", 联系人="王伟", 家庭电话="没有").contacts
    assert (person.notes, person.private_notes) == ("", "家庭电话: 没有")


def test_what_is_said_of_nobody_is_kept_with_the_client() -> None:
    record = one(客户名称="恒瑞", 联系人="", 生日="属龙")
    assert (record.notes, record.contacts) == ("生日: 属龙", ())


def test_digits_that_a_sheet_lost_are_kept_nowhere() -> None:
    [person] = one(客户名称="恒瑞", 联系人="王伟", 手机="1.38E+10").contacts
    assert (person.phones, person.notes) == ((), "")


@pytest.mark.parametrize(
    ("said", "where"),
    [
        ("江苏苏州", ("江苏", "苏州", "")),
        ("苏州工业园区", ("江苏", "苏州", "工业园区")),
        ("上海松江", ("上海", "上海", "松江区")),
        ("江苏昆山", ("江苏", "苏州", "昆山市")),
        ("浙江省 / 杭州市 / 西湖区", ("浙江", "杭州", "西湖区")),
        ("合肥", ("安徽", "合肥", "")),
    ],
)
@pytest.mark.parametrize("heading", ["地区", "区域", "省市", "所在地"])
def test_a_place_in_one_cell_is_parted(heading: str, said: str, where: tuple[str, ...]) -> None:
    record = one(客户名称="恒瑞", **{heading: said})
    assert ((record.province, record.city, record.district), record.problems) == (where, ())


def test_a_place_in_the_column_of_the_city_is_parted_too() -> None:
    record = one(客户名称="恒瑞", 城市="江苏苏州")
    assert (record.province, record.city) == ("江苏", "苏州")
    assert one(客户名称="恒瑞", 城市="克孜勒苏柯尔克孜").city == "克孜勒苏柯尔克孜自治州"


def test_a_column_of_its_own_says_more_than_the_place() -> None:
    record = one(客户名称="恒瑞", 省份="浙江", 城市="宁波", 地区="江苏苏州")
    assert (record.province, record.city, record.notes) == ("浙江", "宁波", "地区: 江苏苏州")
    assert codes(record) == [("value.not_kept", "江苏苏州")]


@pytest.mark.parametrize(
    ("cells", "where", "notes"),
    [
        ({"城市": "浙江杭州", "所在地区": "江苏苏州"}, ("浙江", "杭州", ""), "所在地区: 江苏苏州"),
        ({"所在地区": "江苏苏州", "城市": "浙江杭州"}, ("江苏", "苏州", ""), "城市: 浙江杭州"),
        ({"省份": "浙江", "所在地区": "江苏苏州"}, ("浙江", "", ""), "所在地区: 江苏苏州"),
        ({"城市": "杭州", "所在地区": "江苏"}, ("", "杭州", ""), "所在地区: 江苏"),
        ({"省份": "浙江", "城市": "江苏苏州"}, ("浙江", "", ""), "城市: 江苏苏州"),
        ({"省份": "江苏省", "所在地区": "江苏苏州昆山"}, ("江苏", "苏州", "昆山市"), ""),
        ({"城市": "苏州市", "所在地区": "江苏"}, ("江苏", "苏州", ""), ""),
        ({"城市": "上海", "所在地区": "上海松江"}, ("上海", "上海", "松江区"), ""),
        ({"城市": "昆山", "所在地区": "江苏苏州昆山"}, ("江苏", "昆山", "昆山市"), ""),
    ],
)
def test_the_parts_of_two_places_are_not_mixed(cells: dict[str, str], where: tuple[str, ...], notes: str) -> None:
    record = one(客户名称="恒瑞", **cells)
    assert ((record.province, record.city, record.district), record.notes) == (where, notes)
    assert [code for code, _ in codes(record)] == ["value.not_kept"] * bool(notes)


@pytest.mark.parametrize(
    ("cells", "where"),
    [
        ({"省份": "浙江省", "城市": "台州市", "区县": "路桥"}, ("浙江", "台州", "路桥区")),
        ({"城市": "台州市"}, ("", "台州", "")),
        ({"所在地区": "浙江省台州市"}, ("浙江", "台州", "")),
        ({"所在地区": "上海市"}, ("上海", "上海", "")),
        ({"省份": "华东", "城市": "Berlin"}, ("华东", "Berlin", "")),
    ],
)
@pytest.mark.parametrize("number", ["K1", ""])
def test_a_place_has_one_writing_however_a_file_says_it(
    cells: dict[str, str], where: tuple[str, ...], number: str
) -> None:
    record = one(客户名称="恒瑞", 客户编号=number, **cells)
    assert (record.province, record.city, record.district) == where


def test_two_columns_of_places_are_read_together() -> None:
    record = targeted(("client.name", "client.place", "client.place"), "恒瑞", "江苏", "江苏苏州")
    assert (record.province, record.city) == ("江苏", "苏州")


def test_of_two_cells_only_the_one_that_is_taken_says_more() -> None:
    record = targeted(("client.name", "contact.name", "contact.name"), "恒瑞", "王芳、李强", "赵六、钱七")
    assert [each.name for each in record.contacts] == ["王芳", "李强"]
    assert record.contacts[0].notes == "contact.name: 赵六、钱七"
    assert codes(record) == [("contact.several", "王芳、李强"), ("value.not_kept", "赵六、钱七")]
    record = targeted(("client.name", "client.tier", "client.tier"), "恒瑞", "A+", "B+")
    assert (record.tier, record.tags, record.notes) == ("A", ("A+",), "client.tier: B+")
    record = targeted(("client.name", "client.tier", "client.tier"), "恒瑞", "A", "A+")
    assert (record.tier, record.tags, record.notes) == ("A", (), "client.tier: A+")


def test_two_cities_with_their_provinces_are_not_mixed() -> None:
    record = targeted(("client.name", "client.city", "client.city"), "恒瑞", "江苏苏州", "浙江杭州")
    assert (record.province, record.city, record.notes) == ("江苏", "苏州", "client.city: 浙江杭州")


def test_a_place_that_is_not_taken_is_kept_once() -> None:
    record = targeted(("client.name", "client.city", "client.place"), "恒瑞", "杭州", "江苏苏州桥头")
    assert (record.province, record.city, record.notes) == ("", "杭州", "client.place: 江苏苏州桥头")


def test_a_district_of_the_own_sales_is_no_place() -> None:
    assert columns.recognise(("客户名称", "区域"), [("恒瑞", "华东二区"), ("瑞达", "华北")]).targets == (
        "client.name",
        "client.other",
    )


def test_whole_addresses_under_a_heading_of_places_are_addresses() -> None:
    rows = [("恒瑞", "江苏省苏州市星湖街328号"), ("瑞达", "宁波市江北区槐树路1号")]
    assert columns.recognise(("客户名称", "所在地"), rows).targets == ("client.name", "client.address")


def test_several_people_of_one_cell_are_several() -> None:
    record = one(客户名称="恒瑞", 联系人="梁国庆、单永刚", 手机="13800138000/13900139000", 职务="总经理、技术总监")
    assert [(each.name, each.phones, each.title) for each in record.contacts] == [
        ("梁国庆", ("13800138000",), "总经理"),
        ("单永刚", ("13900139000",), "技术总监"),
    ]
    assert codes(record) == [("contact.several", "梁国庆、单永刚")]


def test_what_cannot_be_told_apart_is_the_first_persons() -> None:
    record = one(客户名称="恒瑞", 联系人="吴总/张工", 手机="13800138000", 职务="老板", 生日="3月5日")
    assert [(each.name, each.phones, each.title) for each in record.contacts] == [
        ("吴总", ("13800138000",), "老板"),
        ("张工", (), ""),
    ]
    assert [each.birthday for each in record.contacts] == [PartialDate(month=3, day=5), None]


@pytest.mark.parametrize("said", ["米其林20、固特异30", "米其林 20%，固特异 30%", "米其林:20,固特异:30"])
def test_commas_part_suppliers_too(said: str) -> None:
    record = one(客户名称="恒瑞", 供货份额=said)
    assert record.supplier_shares == (Share("固特异", 30.0), Share("米其林", 20.0))


def test_a_comma_within_a_supplier_parts_nothing() -> None:
    record = one(客户名称="恒瑞", 供货份额="甲，乙合资 30%")
    assert record.supplier_shares == (Share("甲，乙合资", 30.0),)


@pytest.mark.parametrize("said", ["王伟 李娜", "Smith, John", "王伟（采购）", "王伟、采购部", "欧阳修"])
def test_what_may_be_one_name_stays_one(said: str) -> None:
    [person] = one(客户名称="恒瑞", 联系人=said).contacts
    assert person.name == said
