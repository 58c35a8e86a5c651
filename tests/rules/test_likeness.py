"""Pairs of names, the same and different, and what else makes two records one (D-2.5). Precision comes first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam_desktop.core.rules import likeness, reach_keys
from kam_desktop.core.rules.likeness import Certainty, Sign, Traits

CERTAIN, LIKELY, POSSIBLE = Certainty.CERTAIN, Certainty.LIKELY, Certainty.POSSIBLE

SAME = [
    ("宁波恒远轮胎有限公司", "", "宁波恒远轮胎股份有限公司", "", CERTAIN),
    ("宁波恒远轮胎有限公司", "", "宁波市恒远轮胎有限责任公司", "宁波", CERTAIN),
    ("浙江省宁波市恒远轮胎有限公司", "", "宁波恒远轮胎", "", CERTAIN),
    ("恒远轮胎(宁波)有限公司", "", "宁波恒远轮胎有限公司", "", CERTAIN),
    ("恒远轮胎（宁波）有限公司", "", "恒远轮胎(宁波)公司", "", CERTAIN),
    ("ＡＢＣ贸易有限公司", "", "abc 贸易公司", "", CERTAIN),
    ("台州海辰泵业有限公司", "台州", "台州海辰泵业", "台州市", CERTAIN),
    ("Delco Remy Co., Ltd.", "", "DELCO REMY", "", CERTAIN),
    ("Müller Fahrzeugteile GmbH", "", "Muller Fahrzeugteile", "", CERTAIN),
    ("Société Générale S.A.", "", "Societe Generale", "", CERTAIN),
    ("阿里云计算有限公司", "杭州", "阿里云计算", "杭州市", CERTAIN),
    ("上海 大众 汽车 有限公司", "", "上海大众汽车有限公司", "", CERTAIN),
    ("青岛海尔·智家股份公司", "", "青岛海尔智家", "", CERTAIN),
    ("恒远轮胎有限公司", "宁波", "宁波恒远轮胎有限公司", "", LIKELY),
    ("浙江恒远轮胎有限公司", "宁波", "宁波恒远轮胎有限公司", "宁波", LIKELY),
    ("恒远轮胎有限公司", "", "宁波恒远轮胎有限公司", "", POSSIBLE),
    ("宁波恒远轮胎有限公司", "宁波", "宁波恒远轮胎有限公司", "温州", LIKELY),
    ("宁波恒远轮胎有限公司", "宁波", "宁波恒远轮胎有限公司", "慈溪", CERTAIN),  # which lies there
    ("浙江恒远轮胎有限公司", "", "宁波恒远轮胎有限公司", "", POSSIBLE),
    ("浙江恒远轮胎有限公司", "浙江省", "宁波恒远轮胎有限公司", "宁波", POSSIBLE),
    ("宁波市鄞州区恒远轮胎有限公司", "", "宁波恒远轮胎有限公司", "", LIKELY),
    ("象山县恒远轮胎有限公司", "", "宁波恒远轮胎有限公司", "", LIKELY),
    ("余姚恒远轮胎有限公司", "", "宁波恒远轮胎有限公司", "", POSSIBLE),
    ("鄞州区恒远轮胎有限公司", "", "恒远轮胎有限公司", "", POSSIBLE),
    ("宁波华宇进出口贸易有限公司", "", "宁波华宇进出贸易有限公司", "", POSSIBLE),
    ("苏州海天塑料机械厂", "", "苏州海天塑胶机械厂", "", POSSIBLE),
    ("宁波恒远轮胎厂", "", "宁波恒远轮胎", "", POSSIBLE),
    ("宁波恒远轮胎有限公司", "", "宁波恒源轮胎有限公司", "", POSSIBLE),
    ("恒远轮胎", "宁波", "恒源轮胎", "宁波市", POSSIBLE),
    ("宁波信诚", "", "新成有限公司", "宁波", POSSIBLE),
    ("Henderson Tyres Ltd", "", "Hendersen Tyres", "", POSSIBLE),
    ("Kaiser Automation GmbH", "", "Kaiser Automatoin GmbH", "", POSSIBLE),
]

DIFFERENT = [
    ("上海大华有限公司", "", "北京大华有限公司", ""),
    ("江苏大华有限公司", "", "宁波大华有限公司", ""),
    ("浙江大华有限公司", "杭州", "宁波大华有限公司", ""),
    ("宁波市鄞州区恒远轮胎有限公司", "", "宁波市江北区恒远轮胎有限公司", ""),
    ("余姚市恒远轮胎有限公司", "", "温州恒远轮胎有限公司", ""),
    ("恒远轮胎", "", "恒源轮胎", ""),  # of no known place
    ("恒远轮胎", "宁波", "恒源轮胎", ""),
    ("宁波恒远轮胎有限公司", "", "台州恒源轮胎有限公司", ""),
    ("宁波恒远轮胎有限公司", "", "宁波恒源轮胎有限公司杭州分公司", ""),
    ("ABC远", "宁波", "ABC源", "宁波"),
    ("宁波恒远轮胎有限公司", "", "宁波恒达轮胎有限公司", ""),
    ("宁波恒远国际贸易有限公司", "", "宁波恒达国际贸易有限公司", ""),
    ("宁波恒远轮胎有限公司", "", "台州恒远轮胎有限公司", ""),
    ("宁波恒远轮胎有限公司", "", "宁波恒远轮胎有限公司杭州分公司", ""),
    ("中国银行宁波鄞州支行", "", "中国银行宁波江北支行", ""),
    ("中国建设银行股份有限公司宁波市分行", "", "中国建设银行股份有限公司", ""),
    ("上海第一机床制造厂", "", "上海第二机床制造厂", ""),
    ("华东建筑设计研究院", "", "华北建筑设计研究院", ""),
    ("浙江东方汽车零部件有限公司", "", "浙江西方汽车零部件有限公司", ""),
    ("新华书店城南连锁门店", "", "新华书店城北连锁门店", ""),
    ("宁波大榭开发区投资公司", "", "宁波小榭开发区投资公司", ""),
    ("中国石油", "", "中国石化", ""),
    ("一汽大众汽车有限公司", "", "一汽丰田汽车有限公司", ""),
    ("宁波港口一期工程公司", "", "宁波港口二期工程公司", ""),
    ("Meier GmbH", "", "Meyer GmbH", ""),
    ("Delta Electronics", "", "Delta Electric", ""),
    ("Plant Logistics II", "", "Plant Logistics III", ""),
    ("Northern Foods Ltd", "", "Southern Foods Ltd", ""),
    ("Depot Leasing 1", "", "Depot Leasing 2", ""),
    ("宁波大学", "", "宁波大学附属医院", ""),
    ("恒远", "宁波", "恒远轮胎", "宁波"),
    ("宁波甲子机械设备有限公司", "", "宁波乙子机械设备有限公司", ""),
    ("恒远轮胎有限公司", "宁波", "恒远轮胎商行", "温州"),
    ("Kaiser Automation", "", "Keiser Automation", ""),
    ("", "", "", ""),
    ("有限公司", "", "股份有限公司", ""),
]


@pytest.mark.parametrize(("one", "here", "other", "there", "degree"), SAME)
def test_the_same_company(one: str, here: str, other: str, there: str, degree: Certainty) -> None:
    found = likeness.of_clients(Traits(one, here), Traits(other, there))
    assert found is not None
    assert found.certainty is degree


@pytest.mark.parametrize(("one", "here", "other", "there"), DIFFERENT)
def test_another_company(one: str, here: str, other: str, there: str) -> None:
    assert likeness.of_clients(Traits(one, here), Traits(other, there)) is None


def reach(*numbers: str, mails: tuple[str, ...] = ()) -> frozenset[str]:
    return frozenset(reach_keys.keys_of(numbers, mails))


def test_a_number_known_outside_makes_it_certain_and_another_one_a_doubt() -> None:
    same = likeness.of_clients(Traits("恒远轮胎", "宁波", "C-1"), Traits("恒远轮胎厂", "宁波", "C-1"))
    assert same is not None
    assert (same.certainty, same.reasons) == (CERTAIN, (Sign.ALIKE_NAME, Sign.SAME_NUMBER))
    other = likeness.of_clients(Traits("宁波恒远轮胎", "", "C-1"), Traits("宁波恒远轮胎公司", "", "C-2"))
    assert other is not None
    assert (other.certainty, other.doubts) == (LIKELY, (Sign.OTHER_NUMBER,))


def test_a_shared_phone_needs_a_name_that_fits() -> None:
    phone = reach("138 0013 8000")
    near = likeness.of_clients(
        Traits("宁波恒远轮胎", "", "", phone), Traits("恒远汽配", "宁波", "", reach("13800138000"))
    )
    assert near is not None
    assert (near.certainty, near.reasons) == (POSSIBLE, (Sign.NEAR_NAME, Sign.SAME_PHONE))
    assert likeness.of_clients(Traits("宁波恒远轮胎", "", "", phone), Traits("台州海辰泵业", "", "", phone)) is None


def test_a_public_mail_provider_says_nothing() -> None:
    def pair(domain: str) -> likeness.Likeness | None:
        one = Traits("宁波华宇进出口贸易", "", "", reach(mails=(f"a@{domain}",)))
        return likeness.of_clients(one, Traits("宁波华宇进出贸易", "", "", reach(mails=(f"b@{domain}",))))

    company, public = pair("huayu.com.cn"), pair("qq.com")
    assert company is not None
    assert public is not None
    assert (company.certainty, Sign.SAME_DOMAIN in company.reasons) == (LIKELY, True)
    assert (public.certainty, Sign.SAME_DOMAIN in public.reasons) == (POSSIBLE, False)


def test_the_subsidiaries_of_a_group_with_one_domain_stay_apart() -> None:
    one = Traits("青岛海尔智家", "", "", reach(mails=("a@haier.com",)))
    assert likeness.of_clients(one, Traits("青岛海尔电器", "", "", reach(mails=("b@haier.com",)))) is None


@pytest.mark.parametrize(
    ("one", "other", "shares", "same"),
    [
        ("王伟", "王 伟", False, True), ("王伟", "王芳", True, False), ("王总", "王伟", True, True), ("王伟", "王总", False, False),
        ("周建明", "建明", True, True), ("李工", "李工", False, True), ("阿卜杜拉·买买提", "阿卜杜拉买买提", False, True),
        ("陈经理", "程经理", True, False), ("", "王伟", True, True), ("", "王伟", False, False), ("Anna Meier", "anna meier", False, True),
    ],
)  # fmt: skip
def test_people_are_one_by_name_or_by_number_and_title(one: str, other: str, shares: bool, same: bool) -> None:
    assert likeness.is_same_person(one, other, shares_reach=shares) is same


def test_reach_keys_are_normal_forms() -> None:
    keys = reach_keys.keys_of(["138 0013 8000", "+86 138-0013-8000", "无"], [" Zhou@HengYuan.cn ", "kaputt", "@"])
    assert keys == ("tel:+8613800138000", "mail:zhou@hengyuan.cn")


NAME = st.text("恒远轮胎宁波上海第一二有限公司()（）ab 12分", max_size=14)


@given(NAME, NAME, st.sampled_from(["", "宁波", "上海市"]), st.sampled_from(["", "宁波市"]))
def test_likeness_does_not_depend_on_the_order(one: str, other: str, here: str, there: str) -> None:
    a, b = Traits(one, here, "", reach("13800138000")), Traits(other, there, "1")
    forth, back = likeness.of_clients(a, b), likeness.of_clients(b, a)
    assert (forth is None) == (back is None)
    if forth and back:
        assert (forth.certainty, set(forth.reasons), set(forth.doubts)) == (
            back.certainty, set(back.reasons), set(back.doubts),
        )  # fmt: skip


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_slips_are_few_only_where_the_lengths_are_near(one: str, other: str) -> None:
    found = likeness.slips(one, other, 1)
    assert (found == 0) == (one == other)
    assert found == likeness.slips(other, one, 1)
    assert found == 2 or abs(len(one) - len(other)) <= found


def test_what_sounds_the_same_needs_the_place_or_a_number_in_common() -> None:
    here = likeness.of_clients(Traits("恒远轮胎", "宁波", "C-1"), Traits("恒源轮胎", "宁波", "C-2"))
    assert here is not None
    assert (here.certainty, here.reasons, here.doubts) == (POSSIBLE, (Sign.SAME_SOUND,), (Sign.OTHER_NUMBER,))
    phone = reach("13800138000")
    backed = likeness.of_clients(Traits("恒远轮胎", reach=phone), Traits("恒源轮胎", reach=phone))
    assert backed is not None
    assert (backed.certainty, backed.reasons) == (LIKELY, (Sign.SAME_SOUND, Sign.SAME_PHONE))
    one, other = Traits("恒远轮胎", "宁波", "C-1", phone), Traits("恒源轮胎", "台州", "C-2", phone)
    assert likeness.of_clients(one, other) is None
    assert likeness.of_clients(one, other._replace(external_no="")) is not None
