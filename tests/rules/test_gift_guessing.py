"""The category that the words of a gift tell of."""

import pytest

from kam_desktop.core.rules import gift_guessing
from kam_desktop.core.rules.kinds import GiftCategory


@pytest.mark.parametrize(
    ("item", "wanted"),
    [
        ("龙井茶礼盒", GiftCategory.TEA),
        ("西湖龙井", GiftCategory.TEA),
        ("五粮液", GiftCategory.FOOD),
        ("五仁月饼", GiftCategory.FOOD),
        ("《海钓图鉴》一书", GiftCategory.BOOK),
        ("茶具一套", GiftCategory.CRAFT),
        ("茶楼代金券", GiftCategory.VOUCHER),
        ("Green TEA", GiftCategory.TEA),
        ("骑行头巾", None),
        ("", None),
    ],
)
def test_category(item: str, wanted: GiftCategory | None) -> None:
    assert gift_guessing.category(item) is wanted
