"""Amounts and periods in few characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam_desktop.words import amounts


@pytest.mark.parametrize(
    ("minor", "zh", "en"),
    [
        (0, "¥0", "¥0"), (99_900, "¥999", "¥999"), (999_960, "¥1 万", "¥10k"), (123_400, "¥1,234", "¥1.2k"),
        (51_734_900, "¥51.7 万", "¥517k"), (214_000_000, "¥214 万", "¥2.1m"), (-1_234_500, "-¥1.2 万", "-¥12.3k"),
        (99_999_999, "¥100 万", "¥1m"), (1_234_567_800_000, "¥123 亿", "¥12.3bn"),
    ],
)  # fmt: skip
def test_short_amounts(minor: int, zh: str, en: str) -> None:
    assert amounts.short("zh_CN", minor) == zh
    assert amounts.short("en", minor) == en


@given(st.integers(-(10**15), 10**15), st.sampled_from(("zh_CN", "en")))
def test_they_stay_short(minor: int, lang: str) -> None:
    assert len(amounts.short(lang, minor)) <= 11


def test_periods() -> None:
    assert amounts.period("zh_CN", "2026-09") == "2026 年 9 月"
    assert amounts.period("en", "2026-09") == "Sep 2026"
    assert amounts.period("zh_CN", "2026") == "2026 年"
    assert amounts.month("zh_CN", "2026-09") == "9"
    assert amounts.short("en", 100_000, "USD") == "$1k"
    assert amounts.short("en", 100_000, "CHF") == "CHF 1k"
