"""Gift rules by table: each alone, at its limit and one over, at the edges of a year and of thirty days, and in pairs."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations
from typing import Any

import pytest

from kam_desktop.core.errors import Invalid
from kam_desktop.core.rules import gift_limits, gift_rule_sets
from kam_desktop.core.rules.gift_limits import Closed, Earlier, Finding, Proposed, judge
from kam_desktop.core.rules.gift_rule_sets import RuleSet
from kam_desktop.core.rules.kinds import GiftAction, GiftCategory, Verdict

DAY = date(2026, 6, 15)
RULES = RuleSet()
TEA = GiftCategory.TEA
W, A, F = Verdict.ALLOWED, Verdict.NEEDS_APPROVAL, Verdict.FORBIDDEN


def gift(item: str = "径山茶", value: int = 5_000, category: GiftCategory = TEA, **more: Any) -> Proposed:
    return Proposed(item, category, value, "CNY", **{"on": DAY, "origin": "他爱喝茶", "person": "p", **more})


def past(
    value: int = 5_000, days: int = 40, person: str = "p", item: str = "画册", category: str = "book", currency: str = "CNY", *,
    here: bool = True,
) -> Earlier:  # fmt: skip
    return Earlier(item, category, value, currency, DAY - timedelta(days=days), person, here)


def said(proposed: Proposed, earlier: list[Earlier] | None = None, rules: RuleSet = RULES) -> dict[str, Verdict]:
    verdict, findings = judge(proposed, earlier or [], rules)
    weights = [gift_limits._WEIGHT[each.verdict] for each in findings]
    assert weights == sorted(weights, reverse=True)
    assert verdict == (findings[0].verdict if findings else W)
    return {each.code: each.verdict for each in findings}


TENDER = (Closed("招标", DAY - timedelta(days=3), DAY + timedelta(days=3)),)
#: A gift that one rule alone speaks of, and what was given before it.
ALONE: dict[str, tuple[Proposed, list[Earlier], Verdict]] = {
    "cash": (gift(category=GiftCategory.VOUCHER), [], F),
    "blackout": (gift(closed=TENDER), [], F),
    "official_person": (gift(is_official=True), [], A),
    "official": (gift(client_kind="authority"), [], A),
    "foreign": (gift()._replace(currency="EUR"), [], A),
    "over_single": (gift(value=20_001), [], A),
    "split": (gift(value=5_001), [past(15_000, 30)], A),
    "over_year": (gift(value=5_001), [past(19_000, 40), past(18_000, 80), past(18_000, 120)], A),
    "too_many": (gift(), [past(100, days) for days in (40, 50, 60, 70)], A),
    "over_client_year": (gift(value=5_001), [past(15_000, 31 + n, f"q{n}") for n in range(13)], A),
    "too_many_client": (gift(value=0), [past(0, 31 + n, f"q{n}") for n in range(16)], A),
    "over_budget": (gift(value=5_001, budget_minor=20_000), [past(15_000, 40, "q")], A),
    "split_client": (gift(value=5_001), [past(15_000, 30, "q")], W),
    "taboo_own": (gift("绿茶礼盒", taboos="对绿茶过敏"), [], W),
    "taboo": (gift("挂钟"), [], W),
    "four": (gift(quantity=4), [], W),
    "repeated": (gift(), [past(100, 100, item="径 山 茶", category="tea")], W),
    "same_category": (gift(), [past(100, 60, item="龙井", category="tea")], W),
    "near_single": (gift(value=10_001), [], W),
    "no_origin": (gift(origin=" "), [], W),
}  # fmt: skip


def test_every_rule_is_in_the_table() -> None:
    assert set(ALONE) == set(gift_rule_sets.ACTIONS) == set(gift_limits._RULES)


@pytest.mark.parametrize("code", ALONE)
def test_each_rule_alone(code: str) -> None:
    proposed, earlier, verdict = ALONE[code]
    assert said(proposed, earlier) == {code: verdict}


@pytest.mark.parametrize("code", sorted(set(ALONE) - gift_rule_sets.FIXED))
@pytest.mark.parametrize("action", list(GiftAction))
def test_what_a_rule_asks_for_is_data(code: str, action: GiftAction) -> None:
    proposed, earlier, _verdict = ALONE[code]
    rules = replace(RULES, actions={**RULES.actions, code: action})
    assert said(proposed, earlier, rules) == {code: gift_limits._VERDICTS[action]}


#: What one rule asks of the gift itself can be asked of the same gift together with another.
OF_THE_GIFT: dict[str, dict[str, Any]] = {
    "cash": {"category": GiftCategory.CASH}, "blackout": {"closed": TENDER}, "official_person": {"is_official": True},
    "official": {"ownership": "state"}, "foreign": {"currency": "USD"}, "taboo": {"item": "雨伞"},
    "four": {"quantity": 14}, "no_origin": {"origin": ""}, "over_single": {"value_minor": 30_000},
    "taboo_own": {"taboos": "不送径山茶、雨伞"},
}  # fmt: skip


@pytest.mark.parametrize(("one", "other"), list(combinations(OF_THE_GIFT, 2)))
def test_two_rules_together(one: str, other: str) -> None:
    proposed = gift(value=100)._replace(**OF_THE_GIFT[one], **OF_THE_GIFT[other])
    rules = replace(RULES, limits={"base": {"single": 20_000}})
    found = said(proposed, [], rules)
    expected = {one, other}
    if expected == {"foreign", "over_single"}:
        expected = {"foreign"}  # without a rate there is nothing to hold against the limit
    assert set(found) == expected
    assert judge(proposed, [], rules)[0] == max(
        (ALONE[code][2] for code in expected), key=gift_limits._WEIGHT.__getitem__
    )


def params(code: str, proposed: Proposed, earlier: list[Earlier], rules: RuleSet = RULES) -> dict[str, Any] | None:
    return next((each.params for each in judge(proposed, earlier, rules)[1] if each.code == code), None)


@pytest.mark.parametrize(
    ("code", "proposed", "earlier"),
    [
        ("near_single", gift(value=10_000), []),
        ("over_single", gift(value=20_000), []),
        ("split", gift(value=5_000), [past(15_000, 30)]),
        ("split", gift(value=5_001), [past(15_000, 31)]),
        ("split", gift(value=5_001), [past(15_000, 30, "q")]),
        ("split", gift(value=5_001), [past(9_000, 30), past(9_000, -30)]),  # sixty days, never together in thirty
        ("over_year", gift(value=15_000), [past(15_000, days) for days in (40, 80, 120)]),
        ("too_many", gift(), [past(100, days) for days in (40, 50, 60)]),
        ("over_year", gift(value=20_000), [past(60_000, 166)]),  # the last day of the year before
        ("over_budget", gift(value=5_000, budget_minor=20_000), [past(15_000, 40, "q")]),
        ("repeated", gift(), [past(100, 181, item="径山茶")]),
        ("same_category", gift(), [past(100, 61, item="龙井", category="tea")]),
        ("blackout", gift(closed=(Closed("", DAY + timedelta(days=1), DAY + timedelta(days=9)),)), []),
        ("blackout", gift(closed=(Closed("", DAY - timedelta(days=9), DAY - timedelta(days=1)),)), []),
    ],
)
def test_at_the_limit_it_is_silent(code: str, proposed: Proposed, earlier: list[Earlier]) -> None:
    assert params(code, proposed, earlier) is None


@pytest.mark.parametrize(
    ("code", "proposed", "earlier", "figures"),
    [
        ("near_single", gift(value=10_001), [], {"value": 10_001, "limit": 20_000}),
        ("over_single", gift(value=20_001), [], {"value": 20_001, "limit": 20_000}),
        ("split", gift(value=5_001), [past(15_000, 30)], {"value": 20_001, "limit": 20_000, "n": 2, "days": 30}),
        ("split", gift(value=5_001), [past(9_000, 15), past(9_000, -15)], {"value": 23_001, "limit": 20_000, "n": 3, "days": 30}),
        ("over_year", gift(value=15_001), [past(15_000, days) for days in (40, 80, 120)], {"value": 60_001, "limit": 60_000}),
        ("over_year", gift(value=1), [past(60_000, 165)], {"value": 60_001, "limit": 60_000}),  # the first of January
        ("over_year", gift(value=1), [past(60_000, -199)], {"value": 60_001, "limit": 60_000}),  # the last of December
        ("over_year", gift(value=1), [past(60_000, 90, here=False)], {"value": 60_001, "limit": 60_000}),  # where they were before
        ("too_many", gift(), [past(100, days) for days in (40, 50, 60, 70)], {"n": 5, "limit": 4}),
        ("over_budget", gift(value=5_001, budget_minor=20_000), [past(15_000, 40, "q")], {"value": 20_001, "limit": 20_000}),
        ("repeated", gift(), [past(100, 180, item="径山茶"), past(100, 90, item="径山茶")], {"item": "径山茶", "on": "2026-03-17"}),
        ("blackout", gift(closed=(Closed("招标", DAY, DAY),)), [],
         {"title": "招标", "first_on": "2026-06-15", "last_on": "2026-06-15"}),
    ],
)  # fmt: skip
def test_one_over_it_speaks_with_its_figures(
    code: str, proposed: Proposed, earlier: list[Earlier], figures: dict[str, Any]
) -> None:
    assert params(code, proposed, earlier) == figures


def test_a_gift_for_the_client_as_a_whole_has_no_person_to_count_for() -> None:
    whole = gift(person="", value=19_000)
    crowd = [past(19_000, days, "") for days in (40, 80, 120, 160)]
    assert "over_year" not in said(whole, crowd)
    assert said(whole, [past(2_000, 10, "")])["split"] is A  # the whole is a receiver of its own


def test_of_the_rows_that_fit_the_strictest_holds_and_base_only_where_none_speaks() -> None:
    document = {
        "limits": {
            "base": {"single": 100, "person_count": 9}, "tier:A": {"single": 900}, "ownership:state": {"single": 500},
            "official": {"single": 300, "budget": None},
        }
    }  # fmt: skip
    rules = gift_rule_sets.read(document)
    assert rules.limits_for(tier="B").single == 100
    assert rules.limits_for(tier="A").single == 900
    assert rules.limits_for(tier="A", ownership="state").single == 500
    assert rules.limits_for(tier="A", ownership="state", is_official=True).single == 300
    assert rules.limits_for(tier="A").person_count == 9
    assert rules.limits_for(tier="").budget is None
    assert said(gift(value=10**9, person=""), [], replace(rules, limits={})) == {}


def test_a_rule_set_reads_back_as_it_was_written() -> None:
    words = {"cash": ["茶票", " 茶票 "], "taboo": ["乌龟"]}
    rules = gift_rule_sets.read({"words": words, "days": {"split": 7}, "actions": {"four": "forbid"}}, 3)
    assert (rules.version, rules.cash_words, rules.days["split"], rules.days["repeat"]) == (3, ("茶票",), 7, 180)
    assert gift_rule_sets.read(gift_rule_sets.write(rules), 3) == rules
    assert said(gift("老茶票"), [], rules) == {"cash": F}
    assert said(gift("玉乌龟", quantity=4), [], rules) == {"four": F, "taboo": W}


@pytest.mark.parametrize(
    ("document", "place", "code"),
    [
        ([], "data", "gift_rules.no_document"),
        ({"limit": {}}, "limit", "gift_rules.unknown"),
        ({"limits": 3}, "limits", "gift_rules.no_document"),
        ({"limits": {"tier:D": {}}}, "limits.tier:D", "gift_rules.unknown"),
        ({"limits": {"base": 5}}, "limits.base", "gift_rules.no_document"),
        ({"limits": {"base": {"singel": 5}}}, "limits.base.singel", "gift_rules.unknown"),
        ({"limits": {"base": {"single": -1}}}, "limits.base.single", "gift_rules.bad_number"),
        ({"limits": {"base": {"single": 10**13}}}, "limits.base.single", "gift_rules.bad_number"),
        ({"limits": {"base": {"single": 1.5}}}, "limits.base.single", "gift_rules.bad_number"),
        ({"limits": {"base": {"single": True}}}, "limits.base.single", "gift_rules.bad_number"),
        ({"actions": {"cash": "warn"}}, "actions.cash", "gift_rules.fixed"),
        ({"actions": {"blackout": "approve"}}, "actions.blackout", "gift_rules.fixed"),
        ({"actions": {"four": "shout"}}, "actions.four", "gift_rules.bad_action"),
        ({"actions": {"five": "warn"}}, "actions.five", "gift_rules.unknown"),
        ({"days": {"split": 367}}, "days.split", "gift_rules.bad_number"),
        ({"words": {"cash": "钱"}}, "words.cash", "gift_rules.bad_words"),
        ({"words": {"cash": [1]}}, "words.cash", "gift_rules.bad_words"),
    ],
)
def test_a_document_that_cannot_be_meant_is_refused_with_its_place(document: Any, place: str, code: str) -> None:
    with pytest.raises(Invalid) as caught:
        gift_rule_sets.read(document)
    assert (caught.value.field, caught.value.code) == (place, code)


def test_findings_are_kept_with_their_figures_and_older_ones_are_read() -> None:
    verdict, findings = judge(gift(value=30_000), [], RULES)
    assert verdict is A
    assert gift_limits.revived(gift_limits.stored(findings)) == findings
    kept: list[Any] = ["over_single", {"code": "cash", "verdict": "?", "params": 3}, 7, {}, None]
    assert gift_limits.revived(kept) == (Finding("over_single", W, {}), Finding("cash", W, {}))
