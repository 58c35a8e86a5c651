"""Address books as phones and mail programs write them: nothing that a person typed is lost."""

import csv
import io
import quopri
from pathlib import Path

import pytest

from exchange import outside
from kam_desktop.core.records import ClientRecord
from kam_desktop.exchange import importing

OUTLOOK_EN = (
    ("First Name", "Middle Name", "Last Name", "Company", "Department", "Job Title", "Business Street", "Business City",
     "Business State", "Home Street", "Business Phone", "Mobile Phone", "E-mail Address", "E-mail 2 Address", "Birthday",
     "Notes", "Categories"),
    ("小明", "", "王", "宁波恒瑞有限公司", "采购部", "经理", "人民路 1 号", "宁波", "浙江", "", "0574-55500138", "13800138000",
     "wang@example.com", "w2@example.com", "1984/10/21", "喜欢茶，\n周三打球", "重点;老客户"),
)  # fmt: skip
OUTLOOK_ZH = (
    ("姓", "名", "公司", "部门", "职务", "商务地址 街道", "商务地址 市/县", "商务地址 省/市/自治区", "商务电话", "移动电话",
     "电子邮件地址", "电子邮件 2 地址", "生日", "附注", "类别"),
    ("王", "小明", "宁波恒瑞有限公司", "采购部", "经理", "人民路 1 号", "宁波", "浙江", "0574-55500138", "13800138000",
     "wang@example.com", "w2@example.com", "1984/10/21", "喜欢茶，\n周三打球", "重点;老客户"),
)  # fmt: skip
GOOGLE_OLD = (
    ("Name", "Given Name", "Family Name", "Birthday", "Notes", "Group Membership", "E-mail 1 - Type", "E-mail 1 - Value",
     "E-mail 2 - Type", "E-mail 2 - Value", "Phone 1 - Type", "Phone 1 - Value", "Phone 2 - Type", "Phone 2 - Value",
     "Address 1 - Formatted", "Address 1 - City", "Organization 1 - Name", "Organization 1 - Title",
     "Organization 1 - Department"),
    ("王小明", "小明", "王", "1984-10-21", "喜欢茶，\n周三打球", "* 重点 ::: * 老客户", "* Work", "wang@example.com", "Other",
     "w2@example.com", "Mobile", "13800138000", "Work", "0574-55500138", "人民路 1 号", "宁波", "宁波恒瑞有限公司", "经理", "采购部"),
)  # fmt: skip
GOOGLE_NEW = (
    ("First Name", "Middle Name", "Last Name", "Organization Name", "Organization Title", "Organization Department",
     "Birthday", "Notes", "Labels", "E-mail 1 - Label", "E-mail 1 - Value", "E-mail 2 - Label", "E-mail 2 - Value",
     "Phone 1 - Label", "Phone 1 - Value", "Phone 2 - Label", "Phone 2 - Value", "Address 1 - Street", "Address 1 - City"),
    ("小明", "", "王", "宁波恒瑞有限公司", "经理", "采购部", "1984-10-21", "喜欢茶，\n周三打球", "重点 ::: 老客户", "* Work",
     "wang@example.com", "", "w2@example.com", "Mobile", "13800138000", "Work", "0574-55500138", "人民路 1 号", "宁波"),
)  # fmt: skip
THUNDERBIRD = (
    ("First Name", "Last Name", "Display Name", "Nickname", "Primary Email", "Secondary Email", "Work Phone",
     "Mobile Number", "Work Address", "Work City", "Job Title", "Department", "Organization", "Birth Year",
     "Birth Month", "Birth Day", "Notes"),
    ("小明", "王", "王小明", "", "wang@example.com", "w2@example.com", "0574-55500138", "13800138000", "人民路 1 号",
     "宁波", "经理", "采购部", "宁波恒瑞有限公司", "1984", "10", "21", "喜欢茶，\n周三打球"),
)  # fmt: skip
BOOKS = {
    "outlook en": OUTLOOK_EN, "outlook zh": OUTLOOK_ZH, "google old": GOOGLE_OLD, "google new": GOOGLE_NEW,
    "thunderbird": THUNDERBIRD,
}  # fmt: skip


def text_of(table: tuple[tuple[str, ...], ...]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(table)
    return out.getvalue()


def one(path: Path) -> ClientRecord:
    [record] = importing.preview(path).first
    assert isinstance(record, ClientRecord)
    return record


@pytest.mark.parametrize("book", BOOKS)
def test_an_address_book_keeps_all_that_it_says(tmp_path: Path, book: str) -> None:
    record = one(outside.put(tmp_path, text_of(BOOKS[book])))
    person = record.contacts[0]
    assert (record.name, record.city) == ("宁波恒瑞有限公司", "宁波")
    assert "人民路 1 号" in record.address
    assert (person.name, person.title) == ("王小明", "采购部 经理")
    assert set(person.phones) == {"0574-55500138", "13800138000"}
    assert person.emails == ("wang@example.com", "w2@example.com")
    assert person.birthday is not None
    assert (person.birthday.year, person.birthday.month, person.birthday.day) == (1984, 10, 21)
    assert record.notes == "喜欢茶，\n周三打球"
    assert book == "thunderbird" or record.tags == ("重点", "老客户")
    assert record.problems == ()


@pytest.mark.parametrize("codec", ["gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-8", "utf-8-sig"])
@pytest.mark.parametrize("has_mark", [True, False])
def test_an_address_book_in_any_encoding(tmp_path: Path, codec: str, has_mark: bool) -> None:
    mark = "\ufeff" if has_mark and codec in ("utf-16-le", "utf-16-be") else ""
    record = one(outside.put(tmp_path, mark + text_of(OUTLOOK_ZH), encoding=codec))
    assert (record.name, record.contacts[0].name, record.notes) == ("宁波恒瑞有限公司", "王小明", "喜欢茶，\n周三打球")


def test_an_address_book_in_big5(tmp_path: Path) -> None:
    rows = "姓名,公司,電話,備註\r\n" + "王小明,寧波輪胎股份有限公司,0912345678,喜歡喝茶與釣魚\r\n" * 8
    found = importing.preview(outside.put(tmp_path, rows, encoding="big5"))
    assert found.parsed.encoding == "big5hkscs"
    record = found.first[0]
    assert isinstance(record, ClientRecord)
    assert (record.name, record.contacts[0].name) == ("寧波輪胎股份有限公司", "王小明")


def qp(text: str, codec: str) -> str:
    return quopri.encodestring(text.encode(codec), quotetabs=True).decode("ascii").replace("=\n", "=\r\n")


def test_a_card_of_an_iphone(tmp_path: Path) -> None:
    card = (
        "BEGIN:VCARD\r\nVERSION:3.0\r\nPRODID:-//Apple Inc.//iPhone OS 17.0//EN\r\nN:王;小明;;;\r\nFN:王小明\r\n"
        "ORG:宁波恒瑞有限公司;采购部\r\nTITLE:经理\r\nitem1.EMAIL;type=INTERNET;type=pref:wang@example.com\r\n"
        "EMAIL;type=INTERNET;type=WORK:w2@example.com\r\nTEL;type=CELL;type=VOICE;type=pref:138 0013 8000\r\n"
        "TEL;type=WORK;type=VOICE:0574-55500138\r\nitem2.ADR;type=WORK;type=pref:;;人民路 1 号;宁波;浙江;315000;中国\r\n"
        "item2.X-ABADR:cn\r\nitem3.URL;type=pref:https\\://hengrui.example\r\nBDAY;X-APPLE-OMIT-YEAR=1604:1604-10-21\r\n"
        "NOTE:喜欢茶\\n周三打球\\; 别迟到\r\nPHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRg\r\n ABAQAASABIAAD\r\nEND:VCARD\r\n"
    )
    record = one(outside.put(tmp_path, card, "i.vcf"))
    person = record.contacts[0]
    assert (record.name, record.city, record.province, record.address) == (
        "宁波恒瑞有限公司",
        "宁波",
        "浙江",
        "人民路 1 号",
    )
    assert (person.name, person.title, person.phones) == ("王小明", "采购部 经理", ("138 0013 8000", "0574-55500138"))
    assert person.emails == ("wang@example.com", "w2@example.com")
    assert person.birthday is not None
    assert (person.birthday.year, person.birthday.month) == (None, 10)
    assert person.notes == "喜欢茶\n周三打球; 别迟到\nhttps://hengrui.example\n315000 中国"
    assert [each.code for each in record.problems] == ["card.photo_not_kept"]


def test_a_card_of_an_android(tmp_path: Path) -> None:
    card = (
        "BEGIN:VCARD\r\nVERSION:2.1\r\n"
        f"N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:{qp('王', 'utf-8')};{qp('小明', 'utf-8')};;;\r\n"
        f"FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:{qp('王小明', 'utf-8')}\r\n"
        f"ORG;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:{qp('宁波恒瑞有限公司', 'utf-8')}\r\n"
        "TEL;CELL;PREF:13800138000\r\nTEL;WORK:0574-55500138\r\nEMAIL;HOME:wang@example.com\r\n"
        f"NOTE;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:{qp('喜欢茶' * 20, 'utf-8')}\r\n"
        f"ADR;WORK;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:;;{qp('人民路 1 号', 'utf-8')};{qp('宁波', 'utf-8')};;;\r\n"
        "END:VCARD\r\n"
    )
    record = one(outside.put(tmp_path, card, "a.vcf"))
    person = record.contacts[0]
    assert (record.name, record.city, record.address) == ("宁波恒瑞有限公司", "宁波", "人民路 1 号")
    assert (person.name, person.phones, person.notes) == ("王小明", ("13800138000", "0574-55500138"), "喜欢茶" * 20)


def test_a_card_of_an_old_nokia(tmp_path: Path) -> None:
    card = (
        "BEGIN:VCARD\r\nVERSION:2.1\r\n"
        f"N;ENCODING=QUOTED-PRINTABLE;CHARSET=GBK:{qp('王', 'gbk')};{qp('小明', 'gbk')}\r\n"
        "TEL;PREF;CELL;VOICE:+8613800138000\r\nTEL;VOICE;WORK:057455500138\r\n"
        f"ORG;ENCODING=QUOTED-PRINTABLE;CHARSET=GBK:{qp('宁波恒瑞有限公司', 'gbk')};\r\n"
        f"NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=GBK:{qp('老客户；喜欢茶' * 12, 'gbk')}\r\nX-CLASS:private\r\nEND:VCARD\r\n"
    )
    record = one(outside.put(tmp_path, card, "n.vcf"))
    person = record.contacts[0]
    assert (record.name, person.name) == ("宁波恒瑞有限公司", "王小明")
    assert (person.phones, person.notes) == (("+8613800138000", "057455500138"), "老客户；喜欢茶" * 12)


def test_a_card_of_version_4(tmp_path: Path) -> None:
    card = (
        "BEGIN:VCARD\r\nVERSION:4.0\r\nUID:urn:uuid:4fbe8971\r\nFN:王小明\r\nN:王;小明;;;\r\nORG:宁波恒瑞有限公司\r\n"
        "TEL;VALUE=uri;PREF=1;TYPE=\"voice,cell\":tel:+86-138-0013-8000\r\nEMAIL:wang@example.com\r\nBDAY:--1021\r\n"
        "ADR;TYPE=work:;;人民路 1 号;宁波;浙江;;中国\r\nADR;TYPE=work:;;海曙路 2 号;宁波;;;\r\nNICKNAME:明哥\r\n"
        "NOTE:喜欢茶\\,周三打球\r\nEND:VCARD\r\n"
    )  # fmt: skip
    record = one(outside.put(tmp_path, card, "4.vcf"))
    person = record.contacts[0]
    assert (record.name, person.phones, person.emails) == (
        "宁波恒瑞有限公司",
        ("+86-138-0013-8000",),
        ("wang@example.com",),
    )
    assert person.birthday is not None
    assert (person.birthday.month, person.birthday.day) == (10, 21)
    assert person.notes == "喜欢茶,周三打球\nNickname: 明哥\n中国\n海曙路 2 号 宁波"


def test_a_book_of_cards_in_gbk_without_a_word_of_it(tmp_path: Path) -> None:
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:王小明\nORG:宁波恒瑞有限公司\nNOTE:喜欢喝茶和钓鱼\nEND:VCARD\n" * 5
    record = importing.preview(outside.put(tmp_path, card, "g.vcf", "gbk")).first[0]
    assert isinstance(record, ClientRecord)
    assert (record.name, record.contacts[0].notes) == ("宁波恒瑞有限公司", "喜欢喝茶和钓鱼")


OUTLOOK_REST = {
    "Title": "博士", "Suffix": "先生", "Web Page": "http://hengrui.example", "Anniversary": "2010/5/1", "Home Street": "家里路 9 号",
    "Business Postal Code": "315000", "Business Country": "中国", "Business Fax": "0574-55500999", "Assistant's Phone": "0574-55500777",
    "Spouse": "李秀英", "Children": "王贝贝", "Hobby": "钓鱼", "Manager's Name": "高原", "Office Location": "三楼", "User 1": "车牌 浙B1",
    "Referred By": "老张", "Account": "HR-7",
}  # fmt: skip
OUTLOOK_ZH_REST = {
    "称谓": "博士", "网页": "http://hengrui.example", "纪念日": "2010/5/1", "住宅地址 街道": "家里路 9 号", "商务地址 邮政编码": "315000",
    "商务地址 国家/地区": "中国", "商务传真": "0574-55500999", "助理的电话": "0574-55500777", "配偶": "李秀英", "子女": "王贝贝",
    "业余爱好": "钓鱼", "经理姓名": "高原", "办公地点": "三楼", "用户 1": "车牌 浙B1", "引用者": "老张", "帐户": "HR-7", "职业": "工程师",
}  # fmt: skip
GOOGLE_REST = {
    "Phonetic First Name": "xiaoming", "Nickname": "明哥", "Relation 1 - Label": "Spouse", "Relation 1 - Value": "李秀英",
    "Event 1 - Label": "Anniversary", "Event 1 - Value": "2010-05-01", "Website 1 - Label": "Blog",
    "Website 1 - Value": "http://hengrui.example", "Custom Field 1 - Label": "车牌", "Custom Field 1 - Value": "浙B1",
    "Phone 3 - Label": "秘书", "Phone 3 - Value": "0574-55500777", "Address 1 - Postal Code": "315000", "Address 1 - Country": "中国",
}  # fmt: skip
GOOGLE_OLD_REST = {
    "Yomi Name": "xiaoming", "Nickname": "明哥", "Occupation": "工程师", "Hobby": "钓鱼", "IM 1 - Service": "QQ", "IM 1 - Value": "88112233",
    "Organization 1 - Job Description": "采购", "Address 1 - Postal Code": "315000", "Relation 1 - Type": "Spouse",
    "Relation 1 - Value": "李秀英",
}  # fmt: skip
THUNDERBIRD_REST = {
    "Nickname": "明哥", "Screen Name": "xm", "Fax Number": "0574-55500999", "Pager Number": "12681234", "Home Address": "家里路 9 号",
    "Home City": "慈溪", "Work ZipCode": "315000", "Work Country": "中国", "Web Page 1": "http://hengrui.example", "Custom 1": "车牌 浙B1",
}  # fmt: skip


OF_LIFE = ("李秀英", "王贝贝", "钓鱼", "家里路 9 号", "浙B1", "2010/5/1", "2010-05-01", "慈溪")


def kept(record: ClientRecord) -> str:
    """Every text of a record and of what it reports."""
    return "\n".join([repr(record).replace("\\n", "\n"), *(problem.text for problem in record.problems)])


@pytest.mark.parametrize(
    ("book", "rest"),
    [(OUTLOOK_EN, OUTLOOK_REST), (OUTLOOK_ZH, OUTLOOK_ZH_REST), (GOOGLE_NEW, GOOGLE_REST), (GOOGLE_OLD, GOOGLE_OLD_REST),
     (THUNDERBIRD, THUNDERBIRD_REST)],
)  # fmt: skip
def test_columns_without_a_field_are_kept_where_they_belong(
    tmp_path: Path, book: tuple[tuple[str, ...], ...], rest: dict[str, str]
) -> None:
    whole = dict(zip(*book, strict=True)) | rest | {"Sensitivity": "Normal", "敏感度": "普通", "Private": "False"}
    record = one(outside.put(tmp_path, text_of((tuple(whole), tuple(whole.values())))))
    assert [text for text in rest.values() if text not in kept(record)] == []
    assert "Normal" not in kept(record)
    assert "普通" not in kept(record)
    person = record.contacts[0]
    assert [text for text in (*OF_LIFE, "Home", "住宅") if text in person.notes] == []
    for text in (each for each in OF_LIFE if each in rest.values()):
        assert text in {"李秀英": person.family, "王贝贝": person.family, "钓鱼": person.hobbies}.get(
            text, kept(record)
        )
    if book is GOOGLE_NEW:
        assert "Spouse: 李秀英" in record.contacts[0].family.split("\n")


CARDS = {
    "iphone": (
        "BEGIN:VCARD\r\nVERSION:3.0\r\nN:王;小明;;博士;\r\nFN:王小明\r\nORG:宁波恒瑞有限公司\r\nitem1.EMAIL:w@example.com\r\n"
        "item1.X-ABLabel:秘书邮箱\r\nTEL;type=CELL:13800138000\r\nTEL;type=WORK;type=FAX:0574-55500999\r\n"
        "item2.ADR;type=WORK:;;人民路 1 号;宁波;浙江;315000;\r\nADR;type=HOME:;;家里路 9 号;慈溪;;;\r\n"
        "item6.X-ABDATE:2010-05-01\r\nitem6.X-ABLabel:_$!<Anniversary>!$_\r\nitem7.X-ABRELATEDNAMES:李秀英\r\n"
        "item7.X-ABLabel:_$!<Spouse>!$_\r\nX-SOCIALPROFILE;type=weibo:http://weibo.com/wxm\r\nEND:VCARD\r\n",
        ["博士", "秘书邮箱: w@example.com", "Fax: 0574-55500999", "315000", "Home: 家里路 9 号 慈溪", "Anniversary: 2010-05-01",
         "Spouse: 李秀英", "weibo.com/wxm"],
    ),
    "android": (
        "BEGIN:VCARD\r\nVERSION:2.1\r\nN:Wang;Xiaoming;;;\r\nFN:Wang Xiaoming\r\nTEL;CELL:13800138000\r\n"
        "TEL;X-CUSTOM(CHARSET=UTF-8,ENCODING=QUOTED-PRINTABLE,=E7=A7=98=E4=B9=A6=0Aof Li=E2=80=AE):057455500777\r\nTEL;X-值班a:057455500778\r\n"
        f"X-ANDROID-CUSTOM;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:vnd.android.cursor.item/nickname;{qp('明哥', 'utf-8')};1;;;\r\n"
        "X-ANDROID-CUSTOM:vnd.android.cursor.item/contact_event;2010-05-01;1;;;\r\nX-SKYPE-USERNAME:wang.skype\r\nEND:VCARD\r\n",
        ["秘书 of Li: 057455500777", "值班a: 057455500778", "Nickname: 明哥", "Contact_event: 2010-05-01", "Skype-username: wang.skype"],
    ),
    "nokia": (
        f"BEGIN:VCARD\r\nVERSION:2.1\r\nN;ENCODING=QUOTED-PRINTABLE;CHARSET=GBK:{qp('王', 'gbk')};{qp('小明', 'gbk')}\r\n"
        f"TEL;CELL:13800138000\r\nX-SPOUSE;ENCODING=QUOTED-PRINTABLE;CHARSET=GBK:{qp('李秀英', 'gbk')}\r\nX-CLASS:private\r\n"
        f"LABEL;WORK;ENCODING=QUOTED-PRINTABLE;CHARSET=GBK:{qp('人民路 1 号', 'gbk')}\r\nEND:VCARD\r\n",
        ["Spouse: 李秀英", "Label: 人民路 1 号"],
    ),
    "version 4": (
        "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:王小明\r\nORG:宁波恒瑞有限公司\r\nORG:浙江协会\r\nTITLE:经理\r\nTITLE:副理事长\r\n"
        "TEL;VALUE=uri:tel:+86-574-5550;ext=12\r\nADR;LABEL=\"海曙区 1 号\":PO9;;人民路 1 号;宁波;;;\r\n"
        "RELATED;TYPE=spouse;VALUE=text:李秀英\r\nHOBBY;LEVEL=high:钓鱼\r\nANNIVERSARY:20100501\r\nEND:VCARD\r\n",
        ["Org: 浙江协会", "Title: 副理事长", "ext=12", "PO9", "海曙区 1 号", "Spouse: 李秀英", "Hobby: 钓鱼", "Anniversary: 20100501"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("phone", CARDS)
def test_properties_without_a_field_are_kept_where_they_belong(tmp_path: Path, phone: str) -> None:
    card, said = CARDS[phone]
    record = one(outside.put(tmp_path, card, "c.vcf"))
    person = record.contacts[0]
    found = "\n".join((person.notes, person.family, person.hobbies, person.private_notes))
    assert [text for text in said if text not in found] == []
    assert [text for text in OF_LIFE if text in person.notes] == []
    assert "private" not in found
    assert "ABLABEL" not in found.upper()
    assert phone != "nokia" or "Label: 人民路 1 号" in person.private_notes  # it marks its cards as private


def test_headings_in_traditional_characters(tmp_path: Path) -> None:
    sheet = (
        ("公司名稱", "聯絡人", "職稱", "行動電話", "電子郵件", "備註", "客戶等級"),
        ("寧波輪胎股份有限公司", "王小明", "經理", "0912345678", "w@example.com", "喜歡喝茶與釣魚", "A"),
    )
    record = one(outside.put(tmp_path, text_of(sheet)))
    person = record.contacts[0]
    assert (record.name, record.tier, record.notes) == ("寧波輪胎股份有限公司", "A", "喜歡喝茶與釣魚")
    assert (person.name, person.title, person.phones, person.emails) == (
        "王小明", "經理", ("0912345678",), ("w@example.com",),
    )  # fmt: skip


def test_outlooks_export_of_taiwan(tmp_path: Path) -> None:
    book = (
        (
            "名字",
            "姓氏",
            "公司",
            "部門",
            "職稱",
            "商務 - 街",
            "商務 - 市/鎮",
            "商務電話",
            "行動電話",
            "電子郵件地址",
            "附註",
            "配偶",
        ),
        (
            "小明",
            "王",
            "寧波輪胎",
            "採購部",
            "經理",
            "中山路 1 號",
            "臺北",
            "02-55500138",
            "0912345678",
            "w@example.com",
            "愛茶",
            "李秀英",
        ),
    )
    record = one(outside.put(tmp_path, text_of(book)))
    person = record.contacts[0]
    assert (record.name, record.city, record.address) == ("寧波輪胎", "臺北", "中山路 1 號")
    assert (person.name, person.title, person.notes, person.family) == ("王小明", "採購部 經理", "", "配偶: 李秀英")
    assert person.phones == ("02-55500138", "0912345678")
