"""Gift rules by table."""

from datetime import date, timedelta

import pytest

from kam_desktop.core.rules.gift_limits import Earlier, Limits, Proposed, judge
from kam_desktop.core.rules.kinds import GiftCategory, Verdict

DAY = date(2026, 6, 15)
LIMITS = Limits()


def gift(item: str = "径山茶", value: int = 5_000, category: GiftCategory = GiftCategory.TEA, **more: str) -> Proposed:
    return Proposed(item, category, value, "CNY", DAY, **{"origin": "他爱喝茶", **more})


@pytest.mark.parametrize(
    ("proposed", "verdict", "code"),
    [
        (gift(), Verdict.ALLOWED, ""),
        (gift(value=10_000), Verdict.ALLOWED, ""),
        (gift(value=10_001), Verdict.ALLOWED, "near_single"),
        (gift(value=20_000), Verdict.ALLOWED, "near_single"),
        (gift(value=20_001), Verdict.NEEDS_APPROVAL, "over_single"),
        (gift(category=GiftCategory.CASH), Verdict.FORBIDDEN, "cash"),
        (gift(category=GiftCategory.VOUCHER), Verdict.FORBIDDEN, "cash"),
        (gift("京东E卡"), Verdict.FORBIDDEN, "cash"),
        (gift("京东ｅ卡"), Verdict.FORBIDDEN, "cash"),
        (gift("微信红包"), Verdict.FORBIDDEN, "cash"),
        (gift("超市购物卡 500"), Verdict.FORBIDDEN, "cash"),
        (gift("Gift Card"), Verdict.FORBIDDEN, "cash"),
        (gift("挂钟"), Verdict.ALLOWED, "taboo"),
        (gift("雨伞"), Verdict.ALLOWED, "taboo"),
        (gift(client_kind="authority"), Verdict.NEEDS_APPROVAL, "official"),
        (gift(origin=" "), Verdict.ALLOWED, "no_origin"),
    ],
)
def test_one_gift(proposed: Proposed, verdict: Verdict, code: str) -> None:
    found, findings = judge(proposed, [], LIMITS)
    assert found is verdict
    assert [each.code for each in findings] == ([code] if code else [])


def test_the_year_is_added_up_in_its_own_currency() -> None:
    earlier = [Earlier("画册", "book", 19_000, "CNY", DAY - timedelta(days=days)) for days in (20, 60, 100)]
    assert judge(gift(value=3_000), earlier, LIMITS)[0] is Verdict.ALLOWED
    verdict, [finding] = judge(gift(value=3_001), earlier, LIMITS)
    assert (verdict, finding.code, finding.params["value"]) == (Verdict.NEEDS_APPROVAL, "over_year", 60_001)
    foreign = [each._replace(currency="EUR") for each in earlier]
    assert judge(gift(value=3_001), foreign, LIMITS)[0] is Verdict.ALLOWED
    last_year = [each._replace(on=each.on - timedelta(days=365)) for each in earlier]
    assert judge(gift(value=3_001), last_year, LIMITS)[0] is Verdict.ALLOWED


def test_too_many_in_a_year() -> None:
    earlier = [Earlier(f"礼{n}", "other", 100, "CNY", DAY - timedelta(days=n)) for n in range(1, 5)]
    assert judge(gift(), earlier, LIMITS)[1][0].code == "too_many"


def test_the_same_gift_lately() -> None:
    earlier = [Earlier("径山 茶", "tea", 100, "CNY", DAY - timedelta(days=30))]
    assert judge(gift("径山 茶"), earlier, LIMITS)[1][0].code == "repeated"
    old = [earlier[0]._replace(on=DAY - timedelta(days=181))]
    assert judge(gift("径山 茶"), old, LIMITS)[1] == ()
