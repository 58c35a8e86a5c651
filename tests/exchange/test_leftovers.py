"""What no field takes is kept in the notes under its heading: nothing that a person typed is lost."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from exchange import outside
from kam_desktop.core import meant_people
from kam_desktop.core.records import ClientRecord, ContactRecord, OwnField
from kam_desktop.core.store.database import Database
from kam_desktop.core.store.tables import Client
from kam_desktop.exchange import columns, importing, leftovers, taking
from kam_desktop.exchange.fields import Target
from kam_desktop.exchange.rows import Taken

TODAY = date(2026, 6, 1)
LIST = (
    "序号,客户名称,等级,备注,联系人,手机,合作品牌,去年销量,车牌,配偶,空列\n"
    "1,魁北克轮胎有限公司,A,老板属虎,邱大明,13311110000,双星,1.2万条,浙C12345,李秀英,\n"
    "2,,,,罗三妹,13311110002,,,浙C99999,,\n3,罗密欧汽配,B,只收现金,,,朝阳,3000,,,\n4,赛拉机械,C,,赛先生,13811112222,,,,,\n"
)
NETEASE = (
    "姓名,联系组,邮件地址,移动电话,家庭电话,单位电话,传真,QQ,MSN,公司,职务,生日,纪念日,主页,备注\n"
    "申屠敏,供应商组,stm@jia.example,13700001111,0571-1110001,0571-1110002,0571-1110003,445566778,stm@msn.example,"
    "嘉会仪表有限公司,采购,1980-02-03,2009-10-01,http://jia.example,备注甲乙\n"
    "独孤求,,dg@qiu.example,13700002222,,,,,,,,,,,\n"
)
WECHAT = (
    "昵称,备注名,微信号,地区,标签,描述,电话号码,个性签名\n"
    '风清扬,奥斯卡机电-曾志伟,wxid_zeng778,江苏 南京,"客户,轴承",单位搬到江北,13411112222,静水流深\n无名氏,,wxid_wm99,浙江 宁波,,,,\n'
)


def records(preview: importing.Preview) -> list[ClientRecord]:
    assert preview.rejected == 0
    return [each for each in preview.first if isinstance(each, ClientRecord)]


def read(tmp_path: Path, text: str, encoding: str = "utf-8") -> list[ClientRecord]:
    return records(importing.preview(outside.put(tmp_path, text, encoding=encoding)))


def told(person: ContactRecord) -> str:
    return "\n".join((person.notes, person.family, person.hobbies, person.private_notes))


def test_columns_that_nobody_knows_are_kept_under_their_headings(tmp_path: Path) -> None:
    first, second, third, _ = read(tmp_path, LIST)
    assert first.notes == "老板属虎\n合作品牌: 双星\n去年销量: 1.2万条\n车牌: 浙C12345"
    assert first.contacts[0].family == "配偶: 李秀英"
    assert (second.name, second.notes, second.contacts[0].notes) == ("魁北克轮胎有限公司", "", "车牌: 浙C99999")
    assert third.notes == "只收现金\n合作品牌: 朝阳\n去年销量: 3000"
    assert third.contacts == ()


def test_the_rows_of_a_plain_list_are_noted_alike(tmp_path: Path) -> None:
    text = (
        "客户名称,城市,备注,合作品牌\n甲公司,宁波,老客户,双星\n乙公司,杭州,,无\n丙公司,杭州,,\n"
        + f"丁公司,杭州,,{'长' * 70_000}\n"
    )
    first, second, third, fourth = read(tmp_path, text)
    assert first.notes == "老客户\n合作品牌: 双星"
    assert (second.notes, third.notes) == ("", "")
    assert fourth.notes.startswith("合作品牌: 长")
    assert fourth.problems


def test_rows_about_people_keep_it_with_the_person(tmp_path: Path) -> None:
    text = "公司,姓名,手机,工号,合作品牌\n甲公司,王伟,13800138000,K1,双星\n甲公司,李芳,13800138001,K2,\n"
    first, second = read(tmp_path, text)
    assert (first.notes, told(first.contacts[0]).strip()) == ("合作品牌: 双星", "工号: K1")
    assert (second.notes, told(second.contacts[0]).strip()) == ("", "工号: K2")


def test_the_same_file_twice_changes_nothing_and_a_changed_figure_adds_a_line(store: Database, tmp_path: Path) -> None:
    def take(text: str) -> taking.Outcome:
        preview = importing.preview(outside.put(tmp_path, text), today=TODAY)
        return store.write(lambda s: taking.take_in(s, preview, title="x", today=TODAY)).value

    take(LIST)
    again = take(LIST)
    assert (again.created, again.updated) == (0, 0)
    take(LIST.replace("1.2万条", "1.5万条"))
    [kept] = store.read(lambda s: s.scalars(select(Client.notes).where(Client.tier == "A")).all())
    assert kept == "老板属虎\n合作品牌: 双星\n去年销量: 1.2万条\n车牌: 浙C12345\n去年销量: 1.5万条"


def test_lines_that_are_no_list_of_figures_are_kept_whole() -> None:
    first, later = "1月5日 送样\n客户满意\n价格 12.5", "3月2日 试产\n客户满意\n价格 12.5"
    assert meant_people.grown(first, later) == f"{first}\n{later}"
    assert meant_people.grown("品牌: 双星\n销量: 10", "品牌: 双星\n销量: 12") == "品牌: 双星\n销量: 10\n销量: 12"


def test_what_is_no_words_of_the_list_is_not_noted() -> None:
    names = ("公司名称", "序号", "导入问题", "下一次客情", "合作品牌")
    assert columns.recognise(names, []).targets == ("client.name", "", "", "", "client.other")


@pytest.mark.parametrize(
    ("heading", "target"),
    [
        ("客户家庭情况", "contact.other"), ("客户身份证号", "contact.other"), ("客户子女", "contact.other"), ("宗教", "contact.other"),
        ("银行卡", "contact.other"), ("病史", "contact.other"), ("开户银行", "client.other"), ("合作品牌", "client.other"),
        ("合作关系", "client.other"), ("客户规模", "client.other"), ("去年销量", "client.other"),
    ],
)  # fmt: skip
def test_what_is_private_is_kept_with_the_person_whatever_it_is_called_after(heading: str, target: str) -> None:
    targets: list[Target | None] = [Target("client.name"), Target("contact.name", 1), None]
    values = [["甲公司", "乙公司"], ["王芳", "李娜"], ["有话", "别的话"]]
    leftovers.keep(["客户名称", "联系人", heading], values, targets, [None] * 3, is_book=False)
    assert targets[2] == Target(target)


@pytest.mark.parametrize(("count", "target"), [(12, ""), (4, "client.other")])
def test_a_column_that_only_counts_the_rows_is_left_out(count: int, target: str) -> None:
    rows = [(f"甲{number}公司", str(number)) for number in range(1, count + 1)]
    assert columns.recognise(("公司", "排"), rows).targets == ("client.name", target)


@pytest.mark.parametrize("target", ["", "client.industry", "client.custom:f1"])
def test_a_person_can_choose_otherwise(target: str) -> None:
    mapping = columns.recognise(("公司", "合作品牌"), [("甲公司", "双星")], own=[OwnField("f1", "client", "牌子")])
    assert mapping.targets == ("client.name", "client.other")
    assert mapping.with_target(1, target).targets == ("client.name", target)


def test_a_second_column_of_a_field_is_kept_where_it_says_something_else() -> None:
    rows = [("甲公司", "宁波", "宁波", "杭州"), ("乙公司", "", "杭州", "杭州")]
    names = ("公司", "城市", "所在城市", "收货城市")
    assert columns.recognise(names, rows).targets == ("client.name", "", "client.city", "client.other")


def test_words_beside_a_list_are_kept_without_a_heading(tmp_path: Path) -> None:
    first, second = read(tmp_path, "公司,,,城市\n甲公司,欠款已清,12,宁波\n乙公司,,13,杭州\n")
    assert (first.notes, second.notes) == ("欠款已清", "")


@pytest.mark.parametrize("encoding", ["gbk", "utf-8-sig"])
def test_a_book_of_a_chinese_mail_program_loses_nothing(tmp_path: Path, encoding: str) -> None:
    preview = importing.preview(outside.put(tmp_path, NETEASE, encoding=encoding))
    first, second = records(preview)
    person = first.contacts[0]
    assert (first.name, first.tags, first.notes) == ("嘉会仪表有限公司", ("供应商组",), "备注甲乙")
    assert person.notes == "传真: 0571-1110003\nQQ: 445566778\nMSN: stm@msn.example\n主页: http://jia.example"
    assert person.family == "纪念日: 2009-10-01"
    assert second.name == "独孤求"  # not of the company above
    assert preview.mapping.notes == ()


def test_fax_and_qq_beside_one_name_are_kept_with_the_person(tmp_path: Path) -> None:
    [record] = read(tmp_path, "Name,Company,Email,Fax,QQ\nAnn,Ann Ltd,a@ann.example,0571-1,4455\n")
    assert record.contacts[0].notes == "Fax: 0571-1\nQQ: 4455"


def test_friends_of_a_messenger_are_called_by_the_name_one_gave_them(tmp_path: Path) -> None:
    first, second = read(tmp_path, WECHAT)
    person = first.contacts[0]
    assert (first.name, person.name, person.wechat) == ("奥斯卡机电-曾志伟", "奥斯卡机电-曾志伟", "wxid_zeng778")
    assert "描述: 单位搬到江北" in first.notes
    assert person.notes == "个性签名: 静水流深\n昵称: 风清扬"
    assert (second.name, second.contacts[0].name, second.city) == ("无名氏", "无名氏", "宁波")


def test_what_is_told_of_nobody_by_name_is_not_lost(tmp_path: Path) -> None:
    text = "First Name,Last Name,Company,Business Fax,Home Street,E-mail Address\n,,Fax Ltd,0571-1,Hutong 7,\n"
    [record] = read(tmp_path, text)
    assert "Business Fax: 0571-1" in repr(record)
    assert "Home Street: Hutong 7" in record.contacts[0].private_notes


def test_a_row_without_any_name_is_still_refused(tmp_path: Path) -> None:
    found: list[Taken] = list(importing.preview(outside.put(tmp_path, "公司,联系人,工号\n甲,王伟,1\n,,K3\n")).first)
    assert not isinstance(found[1], ClientRecord)
