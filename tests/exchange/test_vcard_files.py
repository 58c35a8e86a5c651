"""vCards as phones, Outlook and Apple write them, and cards that are broken."""

from pathlib import Path

import pytest

from exchange import outside
from kam_desktop.core.records import ClientRecord, ContactRecord
from kam_desktop.core.rules.dates import PartialDate
from kam_desktop.core.rules.kinds import Calendar
from kam_desktop.exchange import sandbox
from kam_desktop.exchange.parsed import ParsedFile

LUNAR = Calendar.LUNAR


def card(*lines: str, version: str = "3.0") -> str:
    return "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])


def read(folder: Path, content: str | bytes) -> ParsedFile:
    return sandbox.parse(outside.put(folder, content, "contacts.vcf"))


def person(folder: Path, content: str | bytes) -> ContactRecord:
    return read(folder, content).records[0].contacts[0]


def quoted(text: str, encoding: str = "utf-8") -> str:
    return "".join(f"={byte:02X}" for byte in text.encode(encoding))


def test_cards_are_grouped_by_company(tmp_path: Path) -> None:
    people = [
        card(f"FN:{name}", f"ORG:{org}", "TEL;TYPE=CELL:13800138000")
        for name, org in (
            ("王伟", "恒瑞有限公司"),
            ("李芳", "瑞达"),
            ("赵敏", "恒瑞有限公司;采购部"),
            ("孙强", ""),
        )
    ]
    records = read(tmp_path, "".join(people)).records
    assert [(r.row_no, r.name, [c.name for c in r.contacts]) for r in records] == [
        (1, "恒瑞有限公司", ["王伟", "赵敏"]),
        (2, "瑞达", ["李芳"]),
        (4, "孙强", ["孙强"]),
    ]
    assert records[0].contacts[1].title == "采购部"


def test_a_phones_card_with_soft_line_breaks(tmp_path: Path) -> None:
    name = quoted("王小明")
    text = card(
        f"N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:{quoted('王')};{quoted('小明')};;;",
        f"FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:{name[:9]}=",
        f"{name[9:]}",
        "TEL;CELL;VOICE:138-0013-8000",
        f"ORG;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:{quoted('恒瑞有限公司')};{quoted('采购部')}",
        version="2.1",
    )
    record = read(tmp_path, text).records[0]
    assert (record.name, record.contacts[0].name) == ("恒瑞有限公司", "王小明")
    assert (record.contacts[0].phones, record.contacts[0].title) == (("138-0013-8000",), "采购部")


@pytest.mark.parametrize("charset", ["GBK", "GB2312", "UTF-8"])
def test_a_charset_in_the_card_holds_for_quoted_printable(tmp_path: Path, charset: str) -> None:
    text = card(f"FN;CHARSET={charset};QUOTED-PRINTABLE:{quoted('联通王伟', charset.lower())}", version="2.1")
    assert person(tmp_path, text).name == "联通王伟"


def test_raw_gbk_and_utf16_files(tmp_path: Path) -> None:
    text = card(
        "N;CHARSET=gb2312:王;伟",
        "ORG;CHARSET=gb2312:宁波瑞达机械厂",
        "NOTE;CHARSET=gb2312:老客户，喜欢岩茶",
        version="2.1",
    )
    for encoding in ("gb18030", "utf-16", "utf-8-sig"):
        record = read(tmp_path, text.encode(encoding)).records[0]
        assert (record.name, record.contacts[0].name) == ("宁波瑞达机械厂", "王伟"), encoding


def test_utf8_and_gbk_cards_in_one_file(tmp_path: Path) -> None:
    raw = card("FN:王伟", "ORG:恒瑞").encode() + card("FN:李芳", "ORG:瑞达").encode("gb18030")
    assert [record.name for record in read(tmp_path, raw).records] == ["恒瑞", "瑞达"]


def test_folded_lines_even_within_a_letter(tmp_path: Path) -> None:
    note = "喜欢岩茶".encode()
    raw = card("FN:王伟").encode().replace(b"END", b"NOTE:" + note[:4] + b"\r\n " + note[4:] + b"\r\nEND")
    assert person(tmp_path, raw).notes == "喜欢岩茶"


def test_apples_groups_labels_and_year_of_no_year(tmp_path: Path) -> None:
    text = card(
        "N:王;小明;;;",
        "FN:王小明",
        "ORG:恒瑞;",
        "item1.TEL;type=pref:+86 138 0013 8000",
        "item1.X-ABLabel:_$!<Work>!$_",
        "item2.EMAIL;type=INTERNET:wang@example.com",
        "BDAY;X-APPLE-OMIT-YEAR=1604:1604-05-06",
    )
    found = person(tmp_path, text)
    assert (found.phones, found.emails) == (("+86 138 0013 8000",), ("wang@example.com",))
    assert found.birthday == PartialDate(month=5, day=6)


def test_version_4_uris_and_yearless_birthdays(tmp_path: Path) -> None:
    text = card(
        "FN:王伟",
        'TEL;VALUE=uri;TYPE="voice,home":tel:+86-138-0013-8000;ext=12',
        "BDAY:--0506",
        "EMAIL:mailto:w@example.com",
        version="4.0",
    )
    found = person(tmp_path, text)
    assert (found.phones, found.birthday) == (("+86-138-0013-8000",), PartialDate(month=5, day=6))
    assert found.emails == ("w@example.com",)


@pytest.mark.parametrize(
    "line",
    [
        "NOTE:农历生日 1984-10-21",
        "NOTE:农历生日：1984年十月廿一",
        "X-LUNAR-BIRTHDAY:1984-10-21",
        "BDAY;CALSCALE=chinese:19841021",
        "X-ALTBDAY;CALSCALE=chinese:1984-10-21",
        "X-ALTBDAY;CALSCALE=chinese:007800011021",
        "X-ALTBDAY;CALSCALE=chinese:0078-0001-10-21",
    ],
)
def test_lunar_birthdays_wherever_they_stand(tmp_path: Path, line: str) -> None:
    found = person(tmp_path, card("FN:王伟", line))
    assert (found.birthday, found.notes) == (PartialDate(LUNAR, 1984, 10, 21), "")


def test_notes_beside_a_lunar_birthday_are_kept_and_so_is_the_solar_one(tmp_path: Path) -> None:
    record = read(tmp_path, card("FN:王伟", "BDAY:1984-11-14", "NOTE:爱钓鱼\\n农历生日 1984-10-21")).records[0]
    assert record.contacts[0].birthday == PartialDate(LUNAR, 1984, 10, 21)
    assert "爱钓鱼" in record.contacts[0].notes
    assert "Birthday: 1984-11-14" in record.contacts[0].notes
    assert record.problems == ()


def test_an_iphone_that_knows_both_birthdays_loses_none(tmp_path: Path) -> None:
    lines = ("BDAY;X-APPLE-OMIT-YEAR=1604:1604-02-29", "X-ALTBDAY;CALSCALE=chinese:19840815")
    record = read(tmp_path, card("FN:王伟", *lines)).records[0]
    assert (record.contacts[0].birthday, record.contacts[0].notes) == (
        PartialDate(LUNAR, 1984, 8, 15),
        "Birthday: 02-29",
    )
    assert record.problems == ()


@pytest.mark.parametrize(("said", "code"), [("1990-02-30", "date.impossible"), ("99999-01-01", "date.unreadable")])
def test_an_impossible_birthday_rejects_only_itself(tmp_path: Path, said: str, code: str) -> None:
    record = read(tmp_path, card("FN:王伟", f"BDAY:{said}")).records[0]
    assert record.contacts[0].birthday is None
    assert [(p.column, p.code) for p in record.problems] == [("BDAY", code)]


def test_bad_cards_never_stop_the_others(tmp_path: Path) -> None:
    good = [card(f"FN:客户{n}") for n in range(100)]
    good[50] = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:没有结尾\r\n"
    good[60] = card("TEL:13800138000")
    good[70] = card("FN:客户70", "this is no property at all")
    parsed = read(tmp_path, "".join(good))
    assert len(parsed.records) == 98
    assert [(row.row_no, row.code) for row in parsed.rejected] == [
        (51, "card.unfinished"),
        (61, "row.no_name"),
    ]
    assert "没有结尾" in parsed.rejected[0].cells[0]
    odd = next(record for record in parsed.records if record.name == "客户70")
    assert [p.code for p in odd.problems] == ["card.unreadable_line"]


def test_cards_within_cards_large_photos_and_many_folds(tmp_path: Path) -> None:
    nested = "AGENT:\r\nBEGIN:VCARD\r\n" * 5000 + "END:VCARD\r\n" * 5000
    text = (
        card("FN:一", nested.strip())
        + card("FN:二", "PHOTO;ENCODING=b:" + "\r\n ".join(["QUJD" * 19] * 100_000))
        + card("FN:三", "NOTE:" + "\r\n ".join(["注"] * 100_000))
        + card("FN:四", "N:" + ";" * 200_000)
        + card("FN:五", "AGENT:", "BEGIN:VCARD", "FN:秘书", "END:VCARD", "TITLE:经理")
    )
    parsed = read(tmp_path, text)
    assert [row.code for row in parsed.rejected] == ["card.nested"]
    assert [record.name for record in parsed.records] == ["二", "三", "四", "五"]
    assert len(parsed.records[1].contacts[0].notes) == 65_536
    assert parsed.records[3].contacts[0].title == "经理"


def test_too_many_lines_are_cut_and_reported(tmp_path: Path) -> None:
    record = read(tmp_path, card("FN:王伟", *[f"TEL:1380013{n:04}" for n in range(3000)])).records[0]
    assert 1900 < len(record.contacts[0].phones) < 2001
    assert [p.code for p in record.problems] == ["card.too_long"]


def test_a_group_of_cards_is_no_client(tmp_path: Path) -> None:
    found = read(tmp_path, card("KIND:group", "FN:茶友", "MEMBER:urn:uuid:1", version="4.0") + card("FN:王伟"))
    assert [record.name for record in found.records] == ["王伟"]
    assert [problem.code for row in found.rejected for problem in row.problems] == ["card.group"]


def test_what_an_iphone_calls_in_chinese(tmp_path: Path) -> None:
    services = ("微信号:x-apple:lifang_88", "QQ:x-apple:34567890")
    found = person(tmp_path, card("FN:李芳", *(f"item1.IMPP;X-SERVICE-TYPE={each}" for each in services)))
    assert (found.wechat, found.notes) == ("lifang_88", "QQ: 34567890")


def test_addresses_wechat_faxes_and_escapes(tmp_path: Path) -> None:
    text = card(
        "FN:王伟",
        "ORG:A\\;B 公司",
        "ADR;TYPE=HOME:;;家;苏州;江苏;;",
        "ADR;TYPE=WORK:;;中山路 1 号;上海;上海市;200000;中国",
        "TEL;TYPE=FAX,WORK:021-5555001",
        "TEL;TYPE=CELL:13800138000",
        "IMPP;X-SERVICE-TYPE=WeChat:wechat:wang_wei",
        "NOTE:第一行\\n第二行\\, 完",
        "CATEGORIES:重点,茶友",
        "UID:abc-1",
    )
    record = read(tmp_path, text).records[0]
    assert isinstance(record, ClientRecord)
    assert (record.name, record.city, record.province, record.address) == (
        "A;B 公司",
        "上海",
        "上海",
        "中山路 1 号",
    )
    assert record.tags == ("重点", "茶友")
    found = record.contacts[0]
    assert (found.phones, found.wechat, found.external_no) == (("13800138000",), "wang_wei", "abc-1")
    assert found.notes == "第一行\n第二行, 完\nFax: 021-5555001\n200000 中国"
    assert found.private_notes == "Home: 家 苏州 江苏"


@pytest.mark.parametrize("name", ["A<B>C 公司", "=cmd|'/c calc'!A1", "<img src=x>"])
def test_markup_and_formulas_come_through_unchanged(tmp_path: Path, name: str) -> None:
    assert read(tmp_path, card("FN:王伟", f"ORG:{name}")).records[0].name == name
