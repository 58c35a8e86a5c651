"""Time zones by the names that people type."""

import pytest

from kam_desktop import words
from kam_desktop.core.errors import Invalid
from kam_desktop.core.rules import time_zones
from kam_desktop.words import zones


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("日本 · 东京", "Asia/Tokyo"), ("东京", "Asia/Tokyo"), ("tokyo", "Asia/Tokyo"), ("Japan", "Asia/Tokyo"),
        ("新加坡", "Asia/Singapore"), ("asia/dubai", "Asia/Dubai"), ("Europe/Vilnius", "Europe/Vilnius"),
        ("中国", "Asia/Shanghai"), ("新疆时间", "Asia/Urumqi"), ("海参崴", "Asia/Vladivostok"), ("紐約", "America/New_York"),
        ("  ", ""),
    ],
)  # fmt: skip
def test_a_zone_is_known_by_its_names(text: str, zone: str) -> None:
    assert zones.zone_of(text) == zone


@pytest.mark.parametrize("text", ["美国", "Russia", "Nowhere", "Asia/Nowhere", "../etc/passwd", "/etc/passwd", "UTC+8"])
def test_what_names_no_single_zone_is_refused(text: str) -> None:
    with pytest.raises(Invalid) as caught:
        zones.zone_of(text)
    assert (caught.value.field, caught.value.code) == ("time_zone", "time_zone.unknown")


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_each_offered_name_is_read_again(lang: str) -> None:
    offered = zones.offered(lang)
    assert len(offered) > 70
    found = [zones.zone_of(name) for name in offered]
    assert all(time_zones.is_known(zone) for zone in found)
    assert [zones.shown(lang, zone) for zone in found] == offered
    assert zones.shown(lang, "Europe/Vilnius") == "Europe/Vilnius"
