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
