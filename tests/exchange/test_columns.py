"""Headings in Chinese and English, of Outlook, Google and Thunderbird, doubled, mistyped, missing."""

import pytest

from kam_desktop import words
from kam_desktop.core.errors import FileError
from kam_desktop.exchange import columns, heading_rows, looks
from kam_desktop.exchange.columns import recognise


def targets(*names: str, rows: list[list[str]] | None = None) -> list[str]:
    return list(recognise(names, rows or []).targets)


@pytest.mark.parametrize(
    ("heading", "target"),
    [
        ("客户名称", "client.name"),
        ("公司名称*（必填）", "client.name"),
        ("公司", "client.name"),
        ("单位", "client.name"),
        ("客户等级", "client.tier"),
        ("等级", "client.tier"),
        ("城市", "client.city"),
        ("区县", "client.district"),
        ("时区", "client.time_zone"),
        ("省份", "client.province"),
        ("地址", "client.address"),
        ("行业", "client.industry"),
        ("来源", "client.source"),
        ("年营业额(万元)", "client.annual_revenue:wan"),
        ("年营业额（亿元）", "client.annual_revenue:yi"),
        ("备注", "client.notes"),
        ("编号", "client.external_no"),
        ("联系人", "contact.name"),
        ("联系人2", "contact2.name"),
        ("姓名", "contact.name"),
        ("职务", "contact.title"),
        ("手机", "contact.phone"),
        ("手机2", "contact2.phone"),
        ("电话", "contact.phone"),
        ("邮箱", "contact.email"),
        ("邮箱3", "contact3.email"),
        ("微信", "contact.wechat"),
        ("生日", "contact.birthday"),
        ("生日类型", "contact.birthday_calendar"),
        ("下次拜访", "client.next_visit_on"),
        ("最近记录", "client.last_note"),
        ("上次拜访日期", "client.last_visit_on"),
        ("最近拜访时间", "client.last_visit_on"),
        ("Last visit date", "client.last_visit_on"),
        ("上次联系", "client.last_contact_on"),
        ("最近联系日期", "client.last_contact_on"),
        ("Last Contact", "client.last_contact_on"),
        ("上次往来", "client.last_contact_on"),
        ("上次接触", "client.last_contact_on"),
        ("最近接触", "client.last_contact_on"),
        ("上次拜访人数", ""),
        ("Last visits", "client.last_visit_on"),
        ("Next visits", "client.next_visit_on"),
        ("联系人手机", "contact.phone"),
        ("第二联系人", "contact2.name"),
        ("联系人二", "contact2.name"),
        ("联系人2手机", "contact2.phone"),
        ("生日（农历）", "contact.birthday:lunar"),
        ("农历生日", "contact.birthday:lunar"),
        ("阳历生日", "contact.birthday:solar"),
        ("邮箱地址", "contact.email"),
        ("公司地址", "client.address"),
        ("E-Mail Address", "contact.email"),
        ("Comapny Name", "client.name"),
        ("companyName", "client.name"),
        ("Contact 2 Phone", "contact2.phone"),
        ("Date of Birth", "contact.birthday"),
        ("revenue_wan", "client.annual_revenue:wan"),
        ("客户来源渠道", "client.source"),
        ("公司电话", "contact.phone"),
        ("１ 手 机", "contact.phone"),
        ("单位性质", ""),
        ("公司规模", ""),
        ("产品名称", ""),  # of a purchase: nothing of it is taken into a dossier
        ("传真", ""),
        ("邮政编码", ""),
        ("序号", ""),
        ("导入问题", ""),
        ("Import problem", ""),
        ("性别", ""),
        ("", ""),
    ],
)
def test_a_heading_alone(heading: str, target: str) -> None:
    assert targets(heading) == [target]


def test_outlooks_english_export() -> None:
    names = (
        "Title",
        "First Name",
        "Middle Name",
        "Last Name",
        "Company",
        "Department",
        "Job Title",
        "Business Street",
        "Business City",
        "Business Fax",
        "Business Phone",
        "Business Phone 2",
        "Mobile Phone",
        "Home City",
        "Birthday",
        "E-mail Address",
        "E-mail Type",
        "E-mail Display Name",
        "E-mail 2 Address",
        "Notes",
        "Categories",
    )
    found = dict(zip(names, targets(*names), strict=True))
    assert [found[n] for n in ("Company", "First Name", "Last Name", "Job Title")] == [
        "client.name",
        "contact.given_name",
        "contact.family_name",
        "contact.title",
    ]
    assert [found[n] for n in ("Mobile Phone", "Business Phone 2", "E-mail Address", "E-mail 2 Address")] == [
        "contact.phone",
        "contact2.phone",
        "contact.email",
        "contact2.email",
    ]
    assert [found[n] for n in ("Title", "Business Fax", "Home City", "E-mail Type", "E-mail Display Name")] == [
        "contact.other"
    ] * 5
    assert (found["Business City"], found["Birthday"], found["Notes"]) == (
        "client.city",
        "contact.birthday",
        "client.notes",
    )


def test_outlooks_chinese_export() -> None:
    names = (
        "称谓",
        "名",
        "中间名",
        "姓",
        "单位",
        "部门",
        "职务",
        "商务地址 街道",
        "商务地址 市/县",
        "商务地址 邮政编码",
        "住宅地址 街道",
        "商务传真",
        "商务电话",
        "移动电话",
        "电子邮件地址",
        "电子邮件类型",
        "电子邮件显示名称",
        "生日",
        "附注",
    )
    found = dict(zip(names, targets(*names), strict=True))
    assert [
        found[n]
        for n in (
            "姓",
            "名",
            "单位",
            "职务",
            "移动电话",
            "电子邮件地址",
            "商务地址 街道",
            "商务地址 市/县",
            "附注",
        )
    ] == [
        "contact.family_name",
        "contact.given_name",
        "client.name",
        "contact.title",
        "contact.phone",
        "contact.email",
        "client.address",
        "client.city",
        "client.notes",
    ]
    assert [
        found[n] for n in ("商务地址 邮政编码", "住宅地址 街道", "商务传真", "电子邮件类型", "电子邮件显示名称")
    ] == ["contact.other"] * 5


def test_google_contacts_and_thunderbird() -> None:
    names = (
        "First Name",
        "Last Name",
        "Organization 1 - Name",
        "Organization 1 - Title",
        "Phone 1 - Type",
        "Phone 1 - Value",
        "Phone 2 - Value",
        "E-mail 1 - Label",
        "E-mail 1 - Value",
        "Address 1 - City",
        "Birthday",
        "Notes",
    )
    assert targets(*names) == [
        "contact.given_name",
        "contact.family_name",
        "client.name",
        "contact.title",
        "contact.other",
        "contact.phone",
        "contact2.phone",
        "contact.other",
        "contact.email",
        "client.city",
        "contact.birthday",
        "client.notes",
    ]
    names = (
        "First Name",
        "Last Name",
        "Display Name",
        "Primary Email",
        "Secondary Email",
        "Work Phone",
        "Mobile Number",
        "Organization",
        "Birth Year",
        "Birth Month",
        "Birth Day",
    )
    assert targets(*names) == [
        "contact.given_name",
        "contact.family_name",
        "contact.name",
        "contact.email",
        "contact.email",
        "contact.phone",
        "contact.phone",
        "client.name",
        "contact.birth_year",
        "contact.birth_month",
        "contact.birth_day",
    ]


def test_the_second_of_the_same_heading_is_the_next_person() -> None:
    mapping = recognise(("公司", "联系人", "手机", "联系人", "手机", "城市", "城市"), [])
    assert mapping.targets == (
        "client.name",
        "contact.name",
        "contact.phone",
        "contact2.name",
        "contact2.phone",
        "client.city",
        "",
    )
    assert [(note.column, note.code) for note in mapping.notes] == [(6, "column.duplicate")]


def test_a_bare_name_is_a_company_or_a_person_by_its_surroundings() -> None:
    assert targets("id", "name", "tier", "city")[1] == "client.name"
    assert targets("id", "client_id", "name", "title", "phone")[:3] == [
        "contact.external_no",
        "client.external_no",
        "contact.name",
    ]
    assert targets("name", "phone", rows=[["上海恒瑞有限公司", "021"], ["瑞达厂", "0574"]])[0] == "client.name"


def test_values_unmask_wrong_likenesses_and_name_unknown_headings() -> None:
    assert targets("客户级", rows=[["男"], ["女"]]) == [""]
    assert targets("甲", "乙", rows=[["13800138000", "a@b.cn"], ["13900139000", "c@d.cn"]]) == [
        "contact.phone",
        "contact.email",
    ]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([["公司名称", "城市"], ["恒瑞", "上海"]], 0),
        ([["台账"], ["公司名称", "城市", "手机"], ["恒瑞", "上海", "13800138000"]], 1),
        ([["上海恒瑞有限公司", "13800138000"], ["瑞达", "13900139000"]], None),
        ([["甲", "乙"], ["恒瑞", "13800138000"], ["瑞达", "13900139000"]], 0),
        ([["上海恒瑞有限公司"], ["瑞达机械厂"]], None),
        ([], None),
    ],
)
def test_where_the_headings_are(rows: list[list[str]], expected: int | None) -> None:
    assert heading_rows.heading_row(rows) == expected


def test_a_mapping_is_kept_and_found_again_as_json() -> None:
    mapping = recognise(("公司", "手机", "手机", "", "颜色"), []).with_target(4, "client.tags")
    kept = mapping.to_json()
    assert kept["columns"] == {
        "公司": "client.name",
        "手机": "contact.phone",
        "手机#2": "contact2.phone",
        "#4": "",
        "颜色": "client.tags",
    }
    assert columns.from_json(kept, recognise(mapping.headings, [])).targets == mapping.targets


def test_a_mapping_by_hand_names_only_some_columns() -> None:
    found = recognise(("公司", "颜色", "城市"), [])
    assert columns.from_json({"columns": {"颜色": "client.tags", "#3": ""}}, found).targets == (
        "client.name",
        "client.tags",
        "",
    )


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ([], "mapping.unreadable"),
        ({"columns": {"公司": 3}}, "mapping.unreadable"),
        ({"columns": {"公司": "client.colour"}}, "mapping.unknown_field"),
    ],
)
def test_a_wrong_mapping_is_refused(data: object, code: str) -> None:
    with pytest.raises(FileError) as caught:
        columns.from_json(data, recognise(("公司",), []))
    assert caught.value.code == code


def test_what_a_table_is_about() -> None:
    assert recognise(("客户名称", "日期", "产品", "数量", "金额", "订单号"), []).kind == "purchases"
    assert recognise(("客户名称", "城市"), []).kind == "clients"
    assert recognise(("姓名", "手机"), []).kind == "contacts"


@pytest.mark.parametrize(
    "heading",
    ["生日(农历/公历)", "农历生日", "出生年月(农历)", "出生年月（阴历）", "农历出生年月", "二级联系人农历生日"],
)
def test_a_heading_that_names_a_calendar_is_no_date(heading: str) -> None:
    rows = [["公司名称", "联系人", heading], ["宁波恒远轮胎有限公司", "周建明", "农历八月十五"]]
    assert not looks.is_typed(heading)
    assert heading_rows.heading_row(rows) == 0
    assert targets(*rows[0], rows=rows[1:])[2].startswith("contact.birthday")


@pytest.mark.parametrize(
    "said",
    ["农历八月十五", "八月十五(农历)", "农历8月15", "阴历8.15", "农历19840815", "农历除夕", "腊月三十", "农历初八"],
)
def test_a_lunar_date_is_a_date(said: str) -> None:
    assert looks.is_typed(said)


def test_a_row_of_exact_headings_is_headings_whatever_one_cell_looks_like() -> None:
    assert (
        heading_rows.heading_row([["公司名称", "联系人", "手机", "2024"], ["宁波恒远", "周建明", "13800138000", "12"]])
        == 0
    )
    assert (
        heading_rows.heading_row(
            [["宁波恒远", "2024-05-01", "电话", "微信"], ["杭州电子", "2024-05-02", "电话", "微信"]]
        )
        is None
    )


def test_a_column_of_the_last_contact_is_a_day_or_a_text_by_its_values() -> None:
    days, texts = [["甲", "2026-05-01"], ["乙", "2026/5/2"]], [["甲", "谈了价格"], ["乙", "送了样品"]]
    for name in ("最近跟进", "上次沟通", "上次拜访", "最近联系"):
        is_visit = "拜访" in name
        day = "client.last_visit_on" if is_visit else "client.last_contact_on"
        assert targets("公司", name, rows=days)[1] == day
        assert targets("公司", name, rows=texts)[1] == "client.last_note"


@pytest.mark.parametrize("heading", ["File opened on", "Client since", "建档日期"])
def test_the_day_a_file_was_opened_comes_back_by_its_heading(heading: str) -> None:
    found = columns.recognise(("Client", heading), [("恒瑞", "2026-01-05")])
    assert found.targets == ("client.name", "client.since_on")
    assert words.say("en", "heading.since_on") == "File opened on"


@pytest.mark.parametrize("heading", ["下一次客情", "Next touch due", "序号"])
def test_what_our_own_lists_work_out_is_left_without_a_word(heading: str) -> None:
    found = columns.recognise(("客户名称", heading, "暗号"), [("恒瑞", "2026-12-01", "x")])
    assert found.targets == ("client.name", "", "client.other")
    assert found.notes == ()
