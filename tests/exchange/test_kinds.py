"""What a table is about, and the facts that its rows tell."""

from datetime import date, time

import pytest

from kam_desktop.core.errors import Invalid
from kam_desktop.core.records import ClientRecord, GiftRecord, InteractionRecord, OwnField, PurchaseRecord
from kam_desktop.exchange import columns, importing, kinds, rows, values
from kam_desktop.exchange.parsed import ParsedFile, RejectedRow, Row

TODAY = date(2026, 11, 30)


def taken(headings: tuple[str, ...], *cells: tuple[str, ...], kind: str = "") -> list[rows.Taken]:
    lines = [Row(number, each) for number, each in enumerate(cells, 2)]
    parsed = ParsedFile("csv", headings=headings, rows=lines, today=TODAY)
    return list(rows.to_records(parsed, columns.recognise(headings, cells, kind=kind)))


@pytest.mark.parametrize(
    ("headings", "kind"),
    [
        ("客户 日期 产品 数量 金额 毛利 订单号", "purchases"),
        ("客户编号 订单日期 产品名称 销售金额", "purchases"),
        ("customer_id order_date product qty amount", "purchases"),
        ("id client_id contact_id date kind note", "interactions"),
        ("客户 联系人 日期 方式 内容 编号", "interactions"),
        ("公司名称 拜访日期 拜访记录 业务员", "interactions"),
        ("Client Contact Date Channel Summary", "interactions"),
        ("id client_id contact_id date item amount", "gifts"),
        ("客户 收礼人 日期 礼品 金额 场合", "gifts"),
        ("日期 客户名称 客户等级 对象 礼品 类别 价值 件数", "gifts"),
        ("客户 客户等级 日期 产品 赠品 数量 金额", "purchases"),
        ("公司 客户等级 日期 备注", ""),
        ("公司名称 客户等级 城市 联系人 手机 生日 下次拜访 最近记录", ""),
        ("公司 联系人 手机 日期 备注", ""),
        ("id client_id name title phone email birthday birthday_cal birthday_leap", ""),
        ("id name tier city district industry revenue_wan created next_touch next_kind", ""),
        ("姓名 手机", ""),
    ],
)
def test_the_kind_is_known_by_the_headings(headings: str, kind: str) -> None:
    assert kinds.recognised(headings.split()) == kind


@pytest.mark.parametrize("text", [",", ",,", "-", "台"])
def test_what_is_no_number_of_things_is_refused(text: str) -> None:
    with pytest.raises(Invalid, match=r"quantity\.unreadable"):
        values.quantity_milli(text)


def test_a_line_of_an_order() -> None:
    [found] = taken(
        ("客户", "日期", "产品", "数量", "金额(元)", "毛利(万元)", "订单号"),
        ("恒瑞", "2026/5/1", "轮胎", "1,200.5 条", "¥12,345.67", "0.5", "S-1"),
    )
    assert found == PurchaseRecord(
        row_no=2, on=date(2026, 5, 1), client="恒瑞", product="轮胎", quantity_milli=1_200_500,
        amount_minor=1_234_567, margin_minor=500_000, order_no="S-1",
    )  # fmt: skip


@pytest.mark.parametrize("amount", ["-120.00", "(120.00)", "－120"])
def test_what_was_taken_back_counts_below_zero(amount: str) -> None:
    [found] = taken(("客户", "日期", "产品", "金额", "订单号"), ("恒瑞", "2026-05-01", "轮胎", amount, "S1"))
    assert isinstance(found, PurchaseRecord)
    assert found.amount_minor == -12_000


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        (("", "2026-05-01", "轮胎", "1", "S1"), "fact.no_client"),
        (("恒瑞", "", "轮胎", "1", "S1"), "fact.no_date"),
        (("恒瑞", "2026-02-30", "轮胎", "1", "S1"), "date.impossible"),
        (("恒瑞", "2026-05-01", "轮胎", "", "S1"), "purchase.no_amount"),
        (("恒瑞", "2026-05-01", "轮胎", "很多", "S1"), "revenue.unreadable"),
    ],
)
def test_a_fact_is_taken_whole_or_not_at_all(cells: tuple[str, ...], code: str) -> None:
    [found] = taken(("客户", "日期", "产品", "金额", "订单号"), cells)
    assert isinstance(found, RejectedRow)
    assert (found.code, found.cells) == (code, cells)


@pytest.mark.parametrize(
    ("word", "channel"),
    [
        ("电话", "call"), ("微信", "message"), ("信息", "message"), ("微信/短信", "message"),
        ("上门拜访", "visit"), ("Email", "email"), ("宴请", "event"), ("会议", "visit"),
        ("Phone call", "call"), ("meeting", "visit"), ("送礼", "gift"), ("消息", "message"), ("visit", "visit"),
    ],
)  # fmt: skip
def test_ways_of_contact_in_words(word: str, channel: str) -> None:
    [found] = taken(("客户", "日期", "方式", "内容"), ("恒瑞", "2026-05-01", word, "谈价格"))
    assert isinstance(found, InteractionRecord)
    assert (found.channel, found.text, found.problems) == (channel, "谈价格", ())


def test_an_unknown_way_stays_before_the_text() -> None:
    [found] = taken(("客户", "日期", "方式", "内容"), ("恒瑞", "2026-05-01", "飞鸽", "谈价格"))
    assert isinstance(found, InteractionRecord)
    assert (found.text, [each.code for each in found.problems]) == ("[飞鸽] 谈价格", ["channel.unknown"])


def test_several_texts_the_author_and_the_time_of_day_are_kept() -> None:
    [found] = taken(
        ("客户", "时间", "主题", "内容", "记录人", "编号"), ("恒瑞", "2026-05-01 14:30", "报价", "谈价格", "陈涛", "9")
    )
    assert isinstance(found, InteractionRecord)
    assert (found.at, found.text, found.author, found.external_no) == (time(14, 30), "报价\n谈价格", "陈涛", "9")


def test_gifts_in_words() -> None:
    [found] = taken(
        ("客户", "收礼人", "日期", "礼品", "金额", "场合", "方向", "备注"),
        ("恒瑞", "王伟", "2026-01-05", "茶叶", "120", "春节", "收到", "很喜欢"),
    )
    assert isinstance(found, GiftRecord)
    assert (found.person, found.item, found.value_minor) == ("王伟", "茶叶", 12_000)
    assert (found.occasion, found.direction, found.text) == ("spring-festival", "received", "很喜欢")


def test_a_company_in_a_merged_cell_holds_for_the_people_below() -> None:
    found = taken(
        ("公司名称", "客户等级", "联系人", "手机"),
        ("恒瑞", "A", "王伟", "13800138000"), ("", "", "李芳", ""), ("瑞达", "B", "赵敏", ""), ("", "", "吴迪", ""),
    )  # fmt: skip
    assert [(each.name, each.contacts[0].name) for each in found if isinstance(each, ClientRecord)] == [
        ("恒瑞", "王伟"), ("恒瑞", "李芳"), ("瑞达", "赵敏"), ("瑞达", "吴迪"),
    ]  # fmt: skip


def test_nothing_is_carried_into_people_of_an_address_book() -> None:
    found = taken(("Company", "First Name", "Last Name"), ("恒瑞", "伟", "王"), ("", "芳", "李"))
    assert [each.name for each in found if isinstance(each, ClientRecord)] == ["恒瑞", "李芳"]


def test_people_without_a_company_are_rejected_in_a_sheet_of_people() -> None:
    found = taken(("公司", "姓名", "手机"), ("", "王伟", "13800138000"), ("恒瑞", "李芳", ""), kind="contacts")
    assert isinstance(found[0], RejectedRow)
    assert found[0].code == "row.no_company"


def test_people_by_their_clients_number() -> None:
    [found] = taken(("编号", "客户编号", "姓名", "手机"), ("7", "K1", "王伟", "13800138000"))
    assert isinstance(found, ClientRecord)
    assert (found.name, found.external_no, found.contacts[0].external_no) == ("", "K1", "7")


def test_fields_of_ones_own_are_known_by_their_label_and_read_by_their_kind() -> None:
    own = [
        OwnField("f1", "client", "车牌"), OwnField("f2", "client", "产能", "number"),
        OwnField("f3", "contact", "酒量", "choice", ("大", "小")),
    ]  # fmt: skip
    headings = ("公司", "车牌", "产能", "联系人", "酒量")
    cells = (("恒瑞", "浙B12345", "1,200", "王伟", "大"), ("瑞达", "", "很多", "李芳", "中"))
    parsed = ParsedFile("csv", headings=headings, rows=[Row(n, each) for n, each in enumerate(cells, 2)])
    mapping = columns.recognise(headings, cells, own=own)
    assert mapping.targets[1:3] == ("client.custom:f1", "client.custom:f2")
    good, bad = rows.to_records(parsed, mapping)
    assert isinstance(good, ClientRecord)
    assert (good.custom, good.contacts[0].custom) == ((("f1", "浙B12345"), ("f2", 1200)), (("f3", "大"),))
    assert [each.code for each in bad.problems] == ["own.not_a_number", "own.not_a_choice"]


@pytest.mark.parametrize(
    ("headings", "kind", "left"),
    [
        ("客户 日期 产品 金额 订单号 车牌", "", "车牌"),
    ],
)
def test_a_column_of_which_nothing_is_taken_says_so(headings: str, kind: str, left: str) -> None:
    mapping = columns.recognise(headings.split(), [], kind=kind, own=[OwnField("f1", "client", "车牌")])
    assert [note.heading for note in mapping.notes if note.code == "column.unknown"] == left.split()
    assert [name for name, text in zip(mapping.headings, mapping.targets, strict=True) if not text] == left.split()
    assert columns.from_json(mapping.to_json() | {"kind": kind}, mapping) == mapping


@pytest.mark.parametrize(
    ("headings", "kind", "kept"),
    [
        ("公司名称 联系人 手机 订单日期", "", "订单日期"),
        ("公司名称 联系人 手机 合计 产品", "", "合计 产品"),
        ("公司名称 手机 日期 产品 金额 毛利 订单号", "clients", "日期 产品 金额 毛利 订单号"),
    ],
)
def test_what_a_list_of_clients_has_no_field_for_is_kept_in_the_notes(headings: str, kind: str, kept: str) -> None:
    mapping = columns.recognise(headings.split(), [], kind=kind)
    assert mapping.notes == ()
    pairs = zip(mapping.headings, mapping.targets, strict=True)
    assert [name for name, text in pairs if text == "client.other"] == kept.split()
    assert columns.from_json(mapping.to_json() | {"kind": kind}, mapping) == mapping


def test_a_field_of_another_kind_of_table_is_left_out() -> None:
    by_hand = columns.from_json(
        {"columns": {"#1": "client.name", "#2": "gift.item"}}, columns.recognise(["甲", "乙"], [])
    )
    assert (by_hand.targets, [note.column for note in by_hand.notes]) == (("client.name", ""), [0, 1])


@pytest.mark.parametrize("label", ["金额", "日期", "产品", "数量"])
def test_a_field_of_ones_own_is_not_taken_for_a_purchase(label: str) -> None:
    own = [OwnField("f1", "client", label)]
    for name in (label, f"{label} 自定义项", f"{label} custom field"):
        headings = ("公司", "联系人", "手机", name)
        parsed = ParsedFile("csv", headings=headings, rows=[Row(2, ("恒瑞", "王伟", "13800138000", "77"))])
        [found] = rows.to_records(parsed, columns.recognise(headings, [], own=own))
        assert isinstance(found, ClientRecord)
        assert found.custom == (("f1", "77"),), name


def test_what_a_preview_has_read_is_not_read_again() -> None:
    parsed = ParsedFile("csv", headings=("公司",), rows=[Row(2, ("恒瑞",))])
    preview = importing.of(parsed, importing.recognised(parsed))
    assert next(iter(rows.to_records(parsed, preview.mapping))) is preview.first[0]
    other = next(iter(rows.to_records(parsed, preview.mapping.with_target(0, "client.notes"))))
    assert isinstance(other, RejectedRow)


def test_what_is_written_in_a_field_of_ones_own_is_read_as_its_form_does() -> None:
    own = [
        OwnField("f1", "client", "质保", "choice", ("有", "无")), OwnField("f2", "client", "月用量", "number"),
        OwnField("f3", "client", "过敏", "text"), OwnField("f4", "client", "班次", "choice", ("早", "晚")),
    ]  # fmt: skip
    headings = ("公司", "质保", "月用量", "过敏", "班次")
    long = "长" * 1_999
    cells = [
        ("甲", "无", "1.5万", "无", "无"),
        ("乙", " 有 ", "-2千", long, "早"),
        ("丙", "-", "1.5百", "#N/A", "n/a"),
    ]
    parsed = ParsedFile("csv", headings=headings, rows=[Row(at, each) for at, each in enumerate(cells, 2)])
    found = list(rows.to_records(parsed, columns.recognise(headings, [], own=own)))
    assert all(isinstance(each, ClientRecord) for each in found)
    assert [each.custom for each in found] == [
        (("f1", "无"), ("f2", 15_000), ("f3", "无")),
        (("f1", "有"), ("f2", -2_000), ("f3", long), ("f4", "早")),
        (),
    ]
    assert [[problem.code for problem in each.problems] for each in found] == [[], [], ["own.not_a_number"]]


@pytest.mark.parametrize(
    ("headings", "cells"),
    [
        ("客户 日期 方式 内容", "恒瑞 {} 电话 问候"),
        ("客户 日期 产品 金额 订单号", "恒瑞 {} 轮胎 100 S-1"),
        ("客户 日期 礼品 场合", "恒瑞 {} 茶叶 春节"),
    ],
)
@pytest.mark.parametrize(
    ("said", "day", "code"),
    [
        ("2月4日", date(2026, 2, 4), "date.year_added"),
        ("12月12日", date(2025, 12, 12), "date.year_added"),
        ("46057", date(2026, 2, 4), "date.serial"),
    ],
)
def test_the_day_of_a_fact_is_read_as_the_last_one_of_a_client(
    headings: str, cells: str, said: str, day: date, code: str
) -> None:
    [found] = taken(tuple(headings.split()), tuple(cells.format(said).split()))
    assert not isinstance(found, ClientRecord | RejectedRow)
    assert found.on == day
    assert [(each.column, each.code, each.text) for each in found.problems] == [("日期", code, f"{said} → {day}")]
