"""From rows to records: values, people, and what is wrong with them."""

from datetime import date

import pytest

from kam_desktop.core.errors import Invalid
from kam_desktop.core.records import ClientRecord
from kam_desktop.core.rules.dates import PartialDate
from kam_desktop.core.rules.kinds import Calendar
from kam_desktop.exchange import columns, rows, values, vocabulary
from kam_desktop.exchange.parsed import ParsedFile, RejectedRow, Row

LUNAR = Calendar.LUNAR


def taken(headings: tuple[str, ...], *cells: tuple[str, ...]) -> list[ClientRecord | RejectedRow]:
    parsed = ParsedFile("csv", headings=headings, rows=[Row(n, row) for n, row in enumerate(cells, 2)])
    return list(rows.to_records(parsed, columns.recognise(headings, cells)))


def one(**cells: str) -> ClientRecord:
    record = taken(tuple(cells), tuple(cells.values()))[0]
    assert isinstance(record, ClientRecord)
    return record


def codes(record: ClientRecord) -> list[tuple[str, str]]:
    return [(problem.column, problem.code) for problem in record.problems]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("2023-02-30", "date.impossible"),
        ("1990-02-29", "date.impossible"),
        ("昨天", "date.unreadable"),
        ("1985-13-01", "date.impossible"),
    ],
)
def test_an_impossible_birthday_rejects_the_value_and_keeps_the_client(said: str, code: str) -> None:
    record = one(公司="恒瑞", 联系人="王伟", 生日=said)
    assert record.contacts[0].birthday is None
    assert codes(record) == [("生日", code)]
    assert record.problems[0].text == said


@pytest.mark.parametrize(
    ("said", "birthday"),
    [
        ("1984-10-21", PartialDate(year=1984, month=10, day=21)),
        ("10月21日", PartialDate(month=10, day=21)),
        ("02-29", PartialDate(month=2, day=29)),
        ("1992-02-29", PartialDate(year=1992, month=2, day=29)),
        ("10/21/1984", PartialDate(year=1984, month=10, day=21)),
        ("21.10.1984", PartialDate(year=1984, month=10, day=21)),
        ("腊月三十", PartialDate(LUNAR, month=12, day=30)),
        ("闰六月十五", PartialDate(LUNAR, month=6, day=15, is_leap=True)),
        ("农历1984-10-21", PartialDate(LUNAR, 1984, 10, 21)),
    ],
)
def test_birthdays_as_people_write_them(said: str, birthday: PartialDate) -> None:
    record = one(公司="恒瑞", 联系人="王伟", 生日=said)
    assert (record.contacts[0].birthday, record.problems) == (birthday, ())


@pytest.mark.parametrize(
    ("kind", "calendar"),
    [
        ("农历", LUNAR),
        ("阴历", LUNAR),
        ("lunar", LUNAR),
        ("公历", Calendar.SOLAR),
        ("阳历", Calendar.SOLAR),
        ("", Calendar.SOLAR),
    ],
)
def test_a_column_may_name_the_calendar(kind: str, calendar: Calendar) -> None:
    birthday = one(公司="恒瑞", 联系人="王伟", 生日="1984-10-21", 生日类型=kind).contacts[0].birthday
    assert birthday == PartialDate(calendar, 1984, 10, 21)


def test_a_heading_may_name_the_calendar_and_the_value_wins() -> None:
    birthdays = taken(("公司", "联系人", "生日（农历）"), ("甲", "王", "08-15"), ("乙", "李", "公历08-15"))
    assert [b.contacts[0].birthday for b in birthdays if isinstance(b, ClientRecord)] == [
        PartialDate(LUNAR, month=8, day=15),
        PartialDate(month=8, day=15),
    ]


def test_a_leap_month_in_its_own_column() -> None:
    record = one(client="A", contact="Wang Wei", birthday="1984-10-05", birthday_cal="lunar", birthday_leap="1")
    assert record.contacts[0].birthday == PartialDate(LUNAR, 1984, 10, 5, is_leap=True)


def test_birthdays_in_three_columns() -> None:
    headings = ("Display Name", "Birth Year", "Birth Month", "Birth Day")
    records = taken(
        headings, ("Wang Wei", "1984", "10", "21"), ("Li Fang", "", "10", "21"), ("Zhao Min", "1984", "", "")
    )
    assert [r.contacts[0].birthday for r in records if isinstance(r, ClientRecord)] == [
        PartialDate(year=1984, month=10, day=21),
        PartialDate(month=10, day=21),
        None,
    ]


@pytest.mark.parametrize(
    ("said", "tier"),
    [
        ("A", "A"),
        ("Ａ", "A"),
        ("a级", "A"),
        ("B类", "B"),
        ("c", "C"),
        ("重点", "A"),
        ("重点客户", "A"),
        ("VIP", "A"),
        ("普通", "C"),
        (" B ", "B"),
    ],
)
def test_tiers_by_their_many_names(said: str, tier: str) -> None:
    assert vocabulary.tier(said) == tier


def test_an_unknown_tier_or_kind_is_reported() -> None:
    record = one(公司="恒瑞", 客户等级="D", 客户类型="火星", 城市="上海")
    assert (record.tier, record.kind, record.city) == ("", "", "上海")
    assert codes(record) == [("客户等级", "tier.unknown"), ("客户类型", "kind.unknown")]
    assert [vocabulary.kind(said) for said in ("经销商", "Dealer", "终端客户", "end_customer")] == [
        "dealer",
        "dealer",
        "end_customer",
        "end_customer",
    ]


@pytest.mark.parametrize(
    ("said", "unit", "minor"),
    [
        ("1377.1", "wan", 1_377_100_000),
        ("1,377.10", "", 137_710),
        ("3,000万元", "", 3_000_000_000),
        ("1.5亿", "wan", 15_000_000_000),
        ("￥12,345.67", "", 1_234_567),
        ("２００万", "", 200_000_000),
        ("0", "", 0),
        ("5百万", "", 500_000_000),
        ("2", "yi", 20_000_000_000),
    ],
)
def test_amounts_with_units_and_separators(said: str, unit: str, minor: int) -> None:
    assert values.revenue_minor(said, unit) == minor


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("很多", "revenue.unreadable"),
        ("-5", "revenue.unreadable"),
        ("1,23", "revenue.unreadable"),
        ("$500", "revenue.foreign_currency"),
        ("9" * 30, "revenue.unreadable"),
    ],
)
def test_amounts_that_are_none(said: str, code: str) -> None:
    with pytest.raises(Invalid) as caught:
        values.revenue_minor(said)
    assert caught.value.code == code


def test_a_row_without_any_name_is_rejected_and_the_others_taken() -> None:
    found = taken(("公司", "城市", "联系人"), ("", "上海", ""), ("", "宁波", "王伟"), ("-", "无", "/"))
    assert isinstance(found[0], RejectedRow)
    assert (found[0].row_no, found[0].code, found[0].cells) == (2, "row.no_name", ("", "上海", ""))
    assert isinstance(found[1], ClientRecord)
    assert (found[1].name, found[1].contacts[0].name) == ("王伟", "王伟")
    assert isinstance(found[2], RejectedRow)


def test_three_people_in_one_row() -> None:
    record = one(
        公司="恒瑞",
        联系人="王伟",
        手机="13800138000",
        联系人2="李芳",
        手机2="13900139000",
        职务2="经理",
        联系人3="赵敏",
        邮箱3="z@a.cn",
    )
    assert [(c.name, c.phones, c.title, c.emails) for c in record.contacts] == [
        ("王伟", ("13800138000",), "", ()),
        ("李芳", ("13900139000",), "经理", ()),
        ("赵敏", (), "", ("z@a.cn",)),
    ]


def test_a_second_phone_without_a_second_person_is_the_first_ones() -> None:
    record = one(公司="恒瑞", 联系人="王伟", 手机="13800138000", 手机2="13900139000", 电话="0574-5550138")
    assert record.contacts[0].phones == ("13800138000", "13900139000", "0574-5550138")


def test_a_companys_own_number_is_kept_under_its_name() -> None:
    record = one(公司="恒瑞", 电话="0574-5550138")
    assert [(c.name, c.phones) for c in record.contacts] == [("恒瑞", ("0574-5550138",))]


def test_names_are_joined_in_the_order_of_their_script() -> None:
    found = taken(
        ("First Name", "Middle Name", "Last Name", "Company"),
        ("小明", "", "王", "甲"),
        ("John", "Q.", "Smith", "乙"),
    )
    assert [r.contacts[0].name for r in found if isinstance(r, ClientRecord)] == ["王小明", "John Q. Smith"]


def test_several_numbers_and_addresses_in_one_cell() -> None:
    record = one(公司="恒瑞", 联系人="王伟", 手机="13800138000/13900139000", 邮箱="a@b.cn；c@d.cn")
    assert record.contacts[0].phones == ("13800138000", "13900139000")
    assert record.contacts[0].emails == ("a@b.cn", "c@d.cn")


def test_values_that_are_none_are_reported_one_by_one() -> None:
    record = one(公司="恒瑞", 联系人="王伟", 手机="1.38E+10", 电话="没有", 邮箱="not an address", 下次拜访="八月十五")
    assert codes(record) == [
        ("手机", "value.digits_lost"),
        ("下次拜访", "date.not_a_full_day"),
        ("电话", "phone.unreadable"),
        ("邮箱", "email.unreadable"),
    ]
    assert record.contacts[0].phones == ()


@pytest.mark.parametrize(("said", "meant"), [("是", True), ("Yes", True), ("否", False), ("", None)])
def test_a_public_official_is_one_by_yes_or_no(said: str, meant: bool | None) -> None:
    record = one(公司="交通局", 联系人="王伟", 是否公职人员=said)
    assert record.contacts[0].is_official is meant
    assert codes(one(公司="交通局", 联系人="王伟", 是否公职人员="也许")) == [("是否公职人员", "truth.unreadable")]


def test_the_next_visit_is_a_full_day() -> None:
    assert one(公司="恒瑞", 下次拜访="2026年6月15日").next_visit_on == date(2026, 6, 15)
    assert one(公司="恒瑞", 下次拜访="2026-06-15 09:30").next_visit_on == date(2026, 6, 15)


def test_a_number_of_thirty_digits_stays_text() -> None:
    assert one(公司="恒瑞", 编号="1" * 30).external_no == "1" * 30


def test_a_number_that_a_spreadsheet_rounded_is_no_number() -> None:
    found = taken(("公司名称", "编号", "备注"), ("甲公司", "3.30102E+17", "1E+5"), ("乙公司", "3.30102E+17", ""))
    assert [each.external_no for each in found if isinstance(each, ClientRecord)] == ["", ""]
    assert [codes(each) for each in found if isinstance(each, ClientRecord)] == [[("编号", "value.digits_lost")]] * 2
    assert one(公司="恒瑞", 编号="12E5").external_no == "12E5"


def test_rows_of_the_same_company_stay_apart() -> None:
    assert len(taken(("公司", "联系人"), ("恒瑞", "王伟"), ("恒瑞", "李芳"))) == 2


def test_invisible_letters_are_mended_and_reported() -> None:
    record = one(公司="恒\u200b瑞\u202e", 城市="上海")
    assert record.name == "恒瑞"
    assert {code for _, code in codes(record)} == {"text.zero_width", "text.bidi"}


@pytest.mark.parametrize("name", ["A<B>C 公司", "=cmd|'/c calc'!A1", "<img src=x>"])
def test_markup_and_formulas_stay_text(name: str) -> None:
    assert one(公司=name, 备注=name).name == name


@pytest.mark.parametrize("said", ["合计", "总计：", "小 计", "Total", "Grand total:"])
def test_a_row_of_totals_is_no_client(said: str) -> None:
    found = taken(("公司名称", "年营业额"), ("恒瑞", "12"), (said, "12"))
    assert isinstance(found[0], ClientRecord)
    assert isinstance(found[1], RejectedRow)
    assert found[1].code == "row.total"


def test_a_row_of_totals_may_say_so_in_its_first_cell() -> None:
    found = taken(("序号", "客户名称", "城市"), ("1", "恒瑞有限公司", "宁波"), ("合计", "8家", ""))
    assert [getattr(each, "code", "") for each in found] == ["", "row.total"]


def test_the_foot_of_a_list_is_no_client_and_names_none() -> None:
    headings = ("序号", "客户名称", "级别", "联系人", "手机", "备注")
    found = taken(
        headings,
        ("1", "恒瑞有限公司", "A", "王伟", "13800138000", ""),
        ("合计", "180家", "", "", "", "A 31家"),
        ("制表：钱晓丽", "", "审核：", "2026-11-20", "", ""),
        ("", "审核人：", "", "", "", ""),
        ("", "", "", "日期：2026-11-20", "", ""),
        ("2", "日期印刷有限公司", "", "", "", ""),
    )
    assert [getattr(each, "code", "") for each in found] == ["", "row.total", *["row.footer"] * 3, ""]


def test_how_things_stand_with_a_client_is_no_foot() -> None:
    found = taken(
        ("审批状态", "客户名称", "城市"),
        ("批准", "杭州甲公司", "杭州"),
        ("审核：", "杭州乙公司", ""),
        ("审核", "", "杭州"),
        ("日期", "2026-11-20", ""),
    )
    assert [getattr(each, "code", "") for each in found] == ["", *["row.footer"] * 3]
    [called] = taken(("序号", "客户名称", "城市"), ("1", "统计", "杭州"))
    assert isinstance(called, ClientRecord)


def test_a_company_called_total_with_somebody_to_call_is_a_client() -> None:
    [found] = taken(("公司名称", "联系人", "手机"), ("Total", "Anne", "13800138000"))
    assert isinstance(found, ClientRecord)


def test_two_columns_of_birthdays_are_one_birthday() -> None:
    headings = ("公司名称", "联系人", "生日(农历/公历)", "出生年月(农历)")
    lunar, solar, both = taken(
        headings,
        ("恒瑞", "甲", "", "八月十五"),
        ("瑞达", "乙", "1984-10-21", ""),
        ("锦程", "丙", "农历八月十五", "9-1"),
    )
    born = [each.contacts[0].birthday for each in (lunar, solar, both) if isinstance(each, ClientRecord)]
    assert born == [
        PartialDate(Calendar.LUNAR, None, 8, 15),
        PartialDate(Calendar.SOLAR, 1984, 10, 21),
        PartialDate(Calendar.LUNAR, None, 8, 15),
    ]


@pytest.mark.parametrize(
    ("said", "status"),
    [
        *((said, "active") for said in ("正常", "活跃", "合作中", "往来中", "Active", "跟进中")),
        *((said, "paused") for said in ("暂停", "暂停合作", "On hold", "inactive", "已暂停")),
        *((said, "ended") for said in ("停用", "流失", "已停止合作", "已终止", "LOST", "ended")),
    ],
)
@pytest.mark.parametrize("heading", ["客户状态", "状态", "合作状态", "Status", "Client Status"])
def test_a_status_as_people_write_it(heading: str, said: str, status: str) -> None:
    record = one(公司="恒瑞", **{heading: said})
    assert (record.status, record.problems) == (status, ())


def test_a_status_that_nobody_knows_is_told_and_taken_for_none() -> None:
    unknown = one(公司="恒瑞", 状态="意向")
    assert (unknown.status, codes(unknown)) == ("", [("状态", "word.unknown")])
    assert one(公司="恒瑞", 跟进状态="流失").status == ""  # another one's


def test_roles_and_what_is_private_as_people_write_them() -> None:
    cells = {"采购角色": "决策人", "态度": "支持者", "爱好": "钓鱼", "忌讳": "怕狗", "籍贯": "舟山"}
    record = one(公司="恒瑞", 主要产品="轮胎", 年用量="300 条", 联系人="王伟", **cells)
    [who] = record.contacts
    assert (who.buying_role, who.attitude) == ("decides", "supporter")
    assert (who.hobbies, who.taboos, who.hometown) == ("钓鱼", "怕狗", "舟山")
    assert (record.products, record.annual_volume, record.problems) == ("轮胎", "300 条", ())
    unknown = one(公司="恒瑞", 联系人="王伟", 采购角色="亲戚")
    assert codes(unknown) == [("采购角色", "word.unknown")]


def test_names_that_a_cell_shows_in_several_lines_stand_in_one() -> None:
    made = one(公司名称="长城\n公司", 城市="宁\n波", 联系人="张\n三", 手机="13800138000\n13900139000", 备注="一\n二")
    assert (made.name, made.city, made.notes, made.contacts[0].name) == ("长城公司", "宁波", "一\n二", "张三")
    assert len(made.contacts[0].phones) == 2
