"""Text from people: clean, comparable, readable as pinyin."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kam_desktop import words
from kam_desktop.core.rules import names, readings

ANY_TEXT = st.text(st.characters(), max_size=60) | st.text("\x00\ud83d\ude00\u202e\u200dé公司 \r\n\tA", max_size=30)


@pytest.mark.parametrize(
    ("text", "kept", "mended"),
    [
        ("A<B>C 公司", "A<B>C 公司", ()),
        ("恒远（集团）", "恒远（集团）", ()),  # widths are the writer's own
        ("  王伟\u3000", "王伟", ()),
        ("line\r\ntwo\tcell\u2028three", "line\ntwo\tcell\nthree", ()),
        ("王\x00伟", "王伟", ("nul",)),
        ("王\x07\x9b伟", "王伟", ("control",)),
        ("\u202egpj.exe\u202c", "gpj.exe", ("bidi",)),
        ("王\u200b伟\ufeff", "王伟", ("zero_width",)),
        ("王\ud800伟", "王伟", ("surrogate",)),
        ("\ud83d\ude00", "😀", ("surrogate",)),
        ("e\u0301", "é", ()),
        ("王𬭁 䶮", "王𬭁 䶮", ()),
        ("\x00\u200e\u200b\ud800\x01", "", ("surrogate", "nul", "control", "bidi", "zero_width")),
        ("عميل", "عميل", ()),
    ],
)
def test_clean_says_what_it_mended(text: str, kept: str, mended: tuple[str, ...]) -> None:
    assert names.clean_with_report(text, 512) == (kept, mended)
    assert names.clean(text) == kept
    assert all(words.has(lang, f"reason.text.{code}") for code in mended for lang in words.LANGUAGES)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("长城\n公司", "长城公司"), ("长城 \n（宁波）", "长城（宁波）"), ("Great\n Wall\t3", "Great Wall 3"), ("3M\n轮胎", "3M 轮胎"),
        ("王 伟", "王 伟"), ("", ""),
    ],
)  # fmt: skip
def test_a_name_stands_in_one_line(text: str, line: str) -> None:
    assert names.in_one_line(text) == line


def test_clean_cuts_at_the_limit_but_not_inside_a_letter() -> None:
    assert names.clean_with_report("客户档案", 2) == ("客户", ("too_long",))
    assert names.clean("ax\u0323\u0306\u0332b", 3) in {"a", "ax\u0323"}
    assert names.clean("ab cd", 3) == "ab"


@settings(deadline=None)  # the first call imports a library
@given(ANY_TEXT, st.integers(1, 40))
def test_clean_text_can_be_kept_and_stays(text: str, limit: int) -> None:
    kept = names.clean(text, limit)
    assert kept.encode("utf-8").decode("utf-8") == kept
    assert len(kept) <= limit
    assert kept == unicodedata.normalize("NFC", kept)
    assert not any(unicodedata.category(c) in {"Cc", "Cs"} and c not in "\n\t" for c in kept)
    assert names.clean_with_report(kept, limit) == (kept, ())


@pytest.mark.parametrize(
    ("text", "folded"),
    [("ＡＢＣ　公司", "abc 公司"), ("  Straße\n x ", "strasse x"), ("王\u200b伟", "王伟"), ("ﬁ①", "fi1")],
)
def test_fold(text: str, folded: str) -> None:
    assert names.fold(text) == folded


@settings(deadline=None)  # the first call imports a library
@given(ANY_TEXT)
def test_nothing_here_raises_and_fold_is_stable(text: str) -> None:
    assert names.fold(names.fold(text)) == names.fold(text)
    assert names.person_key(text).strip() == names.person_key(text)
    assert "|" in names.company_key(text)
    assert names.short_company(text) or not text.strip()
    for is_person in (True, False):
        assert names.sort_key(text, is_person).startswith(names.pinyin(text, is_person))
        assert len(names.initials(text, is_person)) <= len(names.pinyin(text, is_person))


SAME_COMPANIES = [
    [
        "宁波恒远轮胎有限公司",
        "宁波市恒远轮胎股份有限公司",
        "浙江省宁波市恒远轮胎有限责任公司",
        "浙江宁波恒远轮胎",
        "恒远轮胎（宁波）有限公司",
        "恒远轮胎(宁波)集团有限公司",
        " 宁波 恒远 轮胎 有限公司 ",
        "宁波恒远轮胎Co.,Ltd.",
        "宁波恒远\u200b轮胎有限公司",
    ],
    ["Acme Co., Ltd.", "ACME CO.,LTD", "acme", "Ａｃｍｅ　Limited", "Acme, Inc.", "Acme GmbH"],
    ["3M中国有限公司", "3m 中国"],
    ["正泰集团股份有限公司", "正泰集团", "正泰"],
    ["BASF S.A.", "BASF SA"],
    ["广西壮族自治区南宁市糖业有限公司", "南宁糖业股份有限公司"],
]


@pytest.mark.parametrize("same", SAME_COMPANIES)
def test_one_company_has_one_key(same: list[str]) -> None:
    assert len({names.company_key(name) for name in same}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("上海华为技术有限公司", "深圳华为技术有限公司"),
        ("宁波恒远轮胎有限公司", "宁波恒远轮胎有限公司慈溪分公司"),
        ("中国石油", "石油"),
        ("米其林（中国）投资有限公司", "米其林（上海）投资有限公司"),
        ("Delco", "Del"),
        ("!!!", "???"),
        ("集团公司", "总公司"),
    ],
)
def test_other_companies_have_other_keys(one: str, other: str) -> None:
    assert names.company_key(one) != names.company_key(other)


@pytest.mark.parametrize(
    ("name", "core", "region"),
    [
        ("米其林（中国）投资有限公司", "米其林投资", "中国"),
        ("上海汽车有限公司", "汽车", "上海"),
        ("北京有限公司", "北京", ""),
        ("有限公司", "有限公司", ""),
        ("A<B>C 公司", "abc", ""),
    ],
)
def test_split_company(name: str, core: str, region: str) -> None:
    assert names.split_company(name) == names.CompanyKey(core, region)


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("宁波恒远轮胎有限公司", "宁波恒远轮胎"),
        ("恒远轮胎（宁波）有限公司", "恒远轮胎（宁波）"),
        ("恒远（集团）股份有限公司", "恒远"),
        ("Acme Tyres Co., Ltd.", "Acme Tyres"),
        ("ＡＢＣ　公司", "ＡＢＣ"),
        (
            "苏州工业园区长兴（中国）精密机械制造股份有限公司第二分公司",
            "苏州工业园区长兴（中国）精密机械制造第二分公司",
        ),
        ("宁波恒远轮胎有限公司杭州分公司", "宁波恒远轮胎杭州分公司"),
        ("上海大众集团浙江分公司", "上海大众集团浙江分公司"),
        ("分公司", "分公司"),
        ("公司", "公司"),
        ("", ""),
    ],
)
def test_short_company(name: str, short: str) -> None:
    assert names.short_company(name) == short


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("王伟", " 王 伟 "),
        ("阿卜杜拉·买买提", "阿卜杜拉•买买提"),
        ("John  Smith", "ＪＯＨＮ smith"),
        ("O'Neill", "O’Neill"),
    ],
)
def test_person_key(one: str, other: str) -> None:
    assert names.person_key(one) == names.person_key(other) != ""


SURNAMES = (
    "单 shan 仇 qiu 解 xie 曾 zeng 盖 ge 查 zha 朴 piao 区 ou 乐 yue 翟 zhai 缪 miao 覃 qin 种 chong"
    " 任 ren 华 hua 尹 yin 尉迟 yu,chi 万俟 mo,qi 长孙 zhang,sun 令狐 ling,hu 单于 chan,yu 澹台 tan,tai"
    " 繁 po 折 she 员 yun 秘 bi 逄 pang 车 che 石 shi 柏 bai 费 fei 葛 ge 纪 ji 贾 jia 瞿 qu 曲 qu 冼 xian"
    " 谌 chen 訾 zi 呙 guo 炅 gui 隗 wei 郗 xi 晁 chao 那 na"
)


@pytest.mark.parametrize(("surname", "reading"), [*zip(SURNAMES.split()[::2], SURNAMES.split()[1::2], strict=True)])
def test_surnames_are_read_as_surnames(surname: str, reading: str) -> None:
    assert names.pinyin(f"{surname}伟", is_person=True) == f"{reading.replace(',', ' ')} wei"


@pytest.mark.parametrize(
    ("text", "is_person", "reading", "first"),
    [
        ("王伟", True, "wang wei", "ww"),
        ("王𬭁", True, "wang mu", "wm"),
        ("吕布", True, "lv bu", "lb"),
        ("伟单", True, "wei dan", "wd"),  # the surname stands first
        ("单价", False, "dan jia", "dj"),
        ("重庆长安汽车", False, "chong qing chang an qi che", "cqcaqc"),
        ("宁波银行", False, "ning bo yin hang", "nbyh"),
        ("宁波银行鄞州支行", False, "ning bo yin hang yin zhou zhi hang", "nbyhyzzh"),
        ("东莞市长安机械", False, "dong guan shi chang an ji xie", "dgscajx"),
        ("李行长", True, "li hang zhang", "lhz"),
        ("孙市长 ", True, "sun shi zhang", "ssz"),
        ("單雄信", True, "shan xiong xin", "sxx"),
        ("東莞長城機械廠", False, "dong guan chang cheng ji xie chang", "dgccjxc"),
        ("乾元電器", False, "qian yuan dian qi", "qydq"),
        ("3M轮胎", False, "3m lun tai", "3mlt"),
        ("ＡＢＣ-公司", False, "abc gong si", "abcgs"),
        ("John Smith", True, "john smith", "js"),
        ("Łukasz Čapek", True, "łukasz čapek", "łč"),
        ("", True, "", ""),
        ("……", False, "", ""),
    ],
)
def test_pinyin_and_initials(text: str, is_person: bool, reading: str, first: str) -> None:
    assert (names.pinyin(text, is_person), names.initials(text, is_person)) == (reading, first)


def test_sort_key_puts_chinese_and_latin_in_one_sequence() -> None:
    people = ["Zoe", "曾伟", "Bob", "安娜", "李明", "黎明", "李", "adam", "林", "查理"]
    ordered = sorted(people, key=lambda name: names.sort_key(name, is_person=True))
    assert ordered == ["adam", "安娜", "Bob", "李", "李明", "黎明", "林", "曾伟", "查理", "Zoe"]


@pytest.mark.parametrize(
    ("typed", "is_meant"),
    [("重复", True), ("cf", True), ("czcf", True), ("chongfu", True), ("zhaoch", True), ("Chong Fu", True), ("hongfu", False),
     ("zf", False), ("查 找", True)],
)  # fmt: skip
def test_a_title_of_the_program_is_meant_by_its_reading(typed: str, is_meant: bool) -> None:
    assert readings.is_meant(typed, "查找重复") is is_meant
    assert readings.is_meant("dup", "Find duplicates")
    assert not readings.is_meant("fd", "Find duplicates")


def test_two_places_that_do_not_lie_in_each_other_both_belong_to_the_name() -> None:
    away = names.company_key("合肥长风轮胎（苏州）有限公司")
    assert away not in (names.company_key("苏州长风轮胎有限公司"), names.company_key("合肥长风轮胎有限公司"))
    assert names.company_key("苏州长风轮胎（苏州）有限公司") == names.company_key("苏州长风轮胎有限公司")
    assert names.company_key("浙江恒远（宁波）有限公司") == names.company_key("宁波恒远有限公司")
    assert names.company_key("上海恒远（中国）有限公司") == "中国|恒远"
