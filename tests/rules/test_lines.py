"""Texts of several lines told in one."""

import pytest

from kam_desktop.core.rules.lines import in_one_line


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("价格降到 5%。\n二期扩建", "价格降到 5%。二期扩建"),
        ("先问人，\n  再问货", "先问人，再问货"),
        ("钓鱼\n喝茶", "钓鱼 喝茶"),
        ("One thing.\r\n\r\nAnother", "One thing. Another"),
        ("（急） 一期", "（急）一期"),
        ("周建明（周总） · 开业", "周建明（周总） · 开业"),
    ],
)
def test_no_blank_follows_a_full_width_mark(text: str, told: str) -> None:
    assert in_one_line(text) == told
