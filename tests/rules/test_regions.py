"""Regions are told by code and by the names that people write."""

import pytest

from kam_desktop.core.errors import Invalid
from kam_desktop.core.rules import regions


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("33", "33"), ("330212", "330212"), ("浙江", "33"), ("浙江省", "33"), ("宁波", "3302"), ("宁波市", "3302"),
        ("鄞州区", "330212"), ("浙江省宁波市鄞州区", "330212"), ("内蒙古", "15"), ("香港", "81"), ("台湾省", "71"),
        ("北京", "11"), ("吉林", "22"), (" 上 海 ", "31"), ("330000", "33"),
        ("330200", "3302"), ("吉林市", "2202"),
    ],
)  # fmt: skip
def test_a_region_is_read(text: str, code: str) -> None:
    assert regions.read(text).code == code


@pytest.mark.parametrize(
    ("text", "problem"), [("不存在", "unknown"), ("99", "unknown"), ("", "unknown"), ("鼓楼区", "several")]
)
def test_what_is_no_region_is_refused(text: str, problem: str) -> None:
    with pytest.raises(Invalid, match=f"region.{problem}"):
        regions.read(text)


@pytest.mark.parametrize(
    ("place", "code"),
    [
        (("浙江省", "宁波市", "鄞州区"), "330212"), (("浙江", "宁波", ""), "3302"), (("", "宁波", "鄞州"), "330212"),
        (("江苏", "南京", "鼓楼区"), "320106"), (("北京市", "北京市", "朝阳区"), "110105"), (("湖北", "仙桃", ""), "429004"),
        (("浙江", "南京", ""), "33"), (("", "", ""), ""), (("火星", "", ""), ""),
        (("", "", "朝阳区"), ""), (("", "吉林市", ""), "2202"), (("吉林", "吉林市", ""), "2202"), (("吉林", "", ""), "22"),
        (("", "朝阳市", ""), "2113"), (("", "上海市", "浦东新区"), "310115"),
    ],
)  # fmt: skip
def test_a_dossiers_place_has_a_code(place: tuple[str, str, str], code: str) -> None:
    assert regions.code_of(*place) == code


def test_larger_regions_are_found_first() -> None:
    found = regions.search("宁")
    assert found[0].code == "64"
    assert [region.code for region in regions.search("3302", limit=3)] == ["3302", "330203", "330205"]
    assert regions.get("330212").full == "浙江省宁波市鄞州区"


@pytest.mark.parametrize(
    ("part", "names", "writing"),
    [
        ("province", "浙江 浙江省", "浙江"), ("province", "内蒙古 内蒙古自治区", "内蒙古"), ("province", "上海 上海市", "上海"),
        ("city", "台州 台州市", "台州"), ("city", "上海 上海市", "上海"), ("city", "义乌 义乌市", "义乌"),
        ("city", "朝阳 朝阳市", "朝阳"), ("city", "吉林 吉林市", "吉林市"), ("city", "阿拉善盟 阿拉善", "阿拉善"),
        ("city", "恩施土家族苗族自治州", "恩施土家族苗族自治州"), ("district", "鄞州 鄞州区", "鄞州区"),
        ("district", "朝阳区", "朝阳区"), ("district", "朝阳", "朝阳"), ("district", "鼓楼 鼓楼区", "鼓楼区"),
        ("district", "浦东 浦东新区", "浦东新区"), ("district", "昆山 昆山市", "昆山市"),
        ("city", "Berlin", "Berlin"), ("city", "台州湾", "台州湾"), ("province", "华东", "华东"), ("city", "台州路桥", "台州路桥"),
        ("province", "宁波", "宁波"), ("district", "工业园区", "工业园区"),
    ],
)  # fmt: skip
def test_a_place_is_written_in_one_way(part: str, names: str, writing: str) -> None:
    assert {regions.written(part, name) for name in names.split()} == {writing}


def test_a_city_is_found_in_every_writing() -> None:
    assert regions.writings("city", "台州") == regions.writings("city", "台州市") == {"台州", "台州市"}
    assert regions.writings("city", "Berlin") == {"Berlin"}
    assert regions.writings("city", "") == {""}
