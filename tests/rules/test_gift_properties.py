"""The rules on amounts and numbers against a reference that shares nothing with them, on random histories."""

from datetime import date, timedelta
from random import Random

import pytest

from kam_desktop.core.rules.gift_limits import Earlier, Proposed, judge
from kam_desktop.core.rules.gift_rule_sets import FIELDS, RuleSet
from kam_desktop.core.rules.kinds import GiftCategory
from rules import gift_reference
from rules.gift_reference import Given

MONEY_RULES = {
    "foreign", "over_single", "near_single", "split", "split_client", "over_year", "too_many", "over_client_year",
    "too_many_client", "over_budget",
}  # fmt: skip
ROUND = (0, 100, 5_000, 9_999, 10_000, 10_001, 15_000, 20_000, 20_001, 60_000)


def history(seed: int) -> tuple[Given, list[Given], gift_reference.Caps, int]:
    chance = Random(seed)
    middle = date(2026, 1, 1) + timedelta(days=chance.choice((0, 364, chance.randint(0, 364))))
    reach = chance.choice((5, 40, 200, 500))

    def one() -> Given:
        return Given(
            chance.choice(("p", "p", "p", "q", "")), chance.choice((*ROUND, chance.randint(1, 70_000))),
            "CNY" if chance.random() < 0.85 else "EUR", middle + timedelta(days=chance.randint(-reach, reach)),
            chance.random() < 0.9,
        )  # fmt: skip

    past = [each if each.person else each._replace(here=True) for each in (one() for _ in range(chance.randint(0, 12)))]
    caps = {
        name: None
        if chance.random() < 0.15
        else chance.randint(0, 8)
        if name.endswith("count")
        else chance.choice(ROUND)
        for name in FIELDS
    }
    return one()._replace(on=middle, here=True), past, caps, chance.choice((0, 7, 30, 30, 30))


def agree(seed: int) -> None:
    gift, past, caps, days = history(seed)
    proposed = Proposed("画册", GiftCategory.OTHER, gift.minor, gift.currency, gift.on, "产地", person=gift.person)
    earlier = [Earlier("别的", "book", each.minor, each.currency, each.on, each.person, each.here) for each in past]
    rules = RuleSet(limits={"base": caps}, days={"repeat": 180, "category": 60, "split": days})
    found = {each.code for each in judge(proposed, earlier, rules)[1]} & MONEY_RULES
    assert found == gift_reference.codes(gift, past, caps, days), (seed, gift, past, caps, days)


@pytest.mark.parametrize("part", range(4))
def test_random_histories_are_judged_as_the_reference_judges_them(part: int) -> None:
    for seed in range(part * 500, (part + 1) * 500):
        agree(seed)


@pytest.mark.long
@pytest.mark.parametrize("part", range(10))
def test_fifty_thousand_random_histories(part: int) -> None:
    for seed in range(2_000 + part * 5_000, 2_000 + (part + 1) * 5_000):
        agree(seed)
