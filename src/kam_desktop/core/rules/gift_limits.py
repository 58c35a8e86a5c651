"""What the rules say before a gift is given (D-7.2): a verdict, and every rule that spoke.

Limits are settings; the defaults stay far below what has been fined. Cash and its equivalents are refused by
the item's words too, whatever category was chosen (Anti-Unfair Competition Law of the PRC, art. 8).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, NamedTuple

from kam_desktop.core.rules.kinds import ClientKind, GiftCategory, Verdict
from kam_desktop.core.rules.names import fold

CASH_WORDS: Final = (
    "现金", "红包", "转账", "购物卡", "礼品卡", "礼金", "消费券", "储值卡", "加油卡", "充值卡", "京东e卡", "e卡", "提货券",
    "代金券", "超市卡", "银行卡", "提货卡", "话费", "油卡", "京东卡", "消费卡", "有价证券", "股票", "比特币", "cash", "gift card", "voucher card", "prepaid", "red packet", "bitcoin",
)  # fmt: skip
CASH_CATEGORIES: Final = frozenset({GiftCategory.CASH, GiftCategory.VOUCHER})
TABOO_WORDS: Final = ("钟", "伞", "梨", "鞋", "菊花", "clock", "umbrella", "chrysanthemum")
NOT_TABOO: Final = ("钟表店", "闹钟收音机")


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits in minor units of CNY; ``count_year`` gifts a person a year; ``repeat_days`` for the same item."""

    warn: int = 10_000
    single: int = 20_000
    person_year: int = 60_000
    count_year: int = 4
    repeat_days: int = 180


class Proposed(NamedTuple):
    """The gift in question. ``taboos`` is what the dossier says of the receiver."""

    item: str
    category: GiftCategory
    value_minor: int
    currency: str
    on: date
    origin: str = ""
    client_kind: str = ""
    taboos: str = ""


class Earlier(NamedTuple):
    """A gift given to the same person before."""

    item: str
    category: str
    value_minor: int
    currency: str
    on: date


class Finding(NamedTuple):
    """One rule that spoke: worded as ``gift_rule.<code>``. A warning alone still allows the gift."""

    code: str
    verdict: Verdict
    params: dict[str, Any]


def judge(gift: Proposed, earlier: Sequence[Earlier], limits: Limits) -> tuple[Verdict, tuple[Finding, ...]]:
    """The strictest verdict of all rules, and their findings in order of weight."""
    findings = [finding for rule in _RULES if (finding := rule(gift, earlier, limits)) is not None]
    findings.sort(key=lambda finding: -_WEIGHT[finding.verdict])
    return (findings[0].verdict if findings else Verdict.ALLOWED), tuple(findings)


def is_cash_like(item: str, category: GiftCategory) -> bool:
    """Whether a gift is money in another coat."""
    words = re.sub(r"[\W_]", "", fold(item))  # 京东 E 卡 is 京东e卡
    return category in CASH_CATEGORIES or any(re.sub(r"[\W_]", "", word) in words for word in CASH_WORDS)


def _cash(gift: Proposed, earlier: Sequence[Earlier], limits: Limits) -> Finding | None:
    return Finding("cash", Verdict.FORBIDDEN, {"item": gift.item}) if is_cash_like(gift.item, gift.category) else None


def _official(gift: Proposed, earlier: Sequence[Earlier], limits: Limits) -> Finding | None:
    return Finding("official", Verdict.NEEDS_APPROVAL, {}) if gift.client_kind == ClientKind.AUTHORITY else None


def _single(gift: Proposed, earlier: Sequence[Earlier], limits: Limits) -> Finding | None:
    if gift.value_minor > limits.single:
        return Finding("over_single", Verdict.NEEDS_APPROVAL, _money(gift.value_minor, limits.single))
    if gift.value_minor > limits.warn:
        return Finding("near_single", Verdict.ALLOWED, _money(gift.value_minor, limits.single))
    return None


def _year(gift: Proposed, earlier: Sequence[Earlier], limits: Limits) -> Finding | None:
    same_year = [each for each in earlier if each.on.year == gift.on.year and each.currency == gift.currency]
    total = sum(each.value_minor for each in same_year) + gift.value_minor
    if total > limits.person_year:
        return Finding("over_year", Verdict.NEEDS_APPROVAL, _money(total, limits.person_year))
    if len(same_year) + 1 > limits.count_year:
        return Finding("too_many", Verdict.NEEDS_APPROVAL, {"n": len(same_year) + 1, "limit": limits.count_year})
    return None


def _repeat(gift: Proposed, earlier: Sequence[Earlier], limits: Limits) -> Finding | None:
    for each in earlier:
        if 0 <= (gift.on - each.on).days <= limits.repeat_days and fold(each.item) == fold(gift.item):
            return Finding("repeated", Verdict.ALLOWED, {"item": each.item, "on": each.on.isoformat()})
    return None


def _taboo(gift: Proposed, earlier: Sequence[Earlier], limits: Limits) -> Finding | None:
    words = fold(gift.item)
    for word in TABOO_WORDS:
        if word in words and not any(fine in words for fine in NOT_TABOO):
            return Finding("taboo", Verdict.ALLOWED, {"word": word})
    for phrase in re.findall(r"(?:勿送|不送|忌|不要送|no )([^，。；,;\n]+)", gift.taboos):
        for word in re.split(r"[、与和或 ]", phrase):
            if word and (fold(word) in words or words in fold(word)):
                return Finding("taboo", Verdict.ALLOWED, {"word": word})
    return None


def _foreign(gift: Proposed, earlier: Sequence[Earlier], limits: Limits) -> Finding | None:
    """The limits are in CNY: what is worth something in another currency is for the lead to judge."""
    if gift.currency != "CNY" and gift.value_minor:
        return Finding("foreign", Verdict.NEEDS_APPROVAL, {"currency": gift.currency})
    return None


def _origin(gift: Proposed, earlier: Sequence[Earlier], limits: Limits) -> Finding | None:
    return None if gift.origin.strip() else Finding("no_origin", Verdict.ALLOWED, {})


def _money(value: int, limit: int) -> dict[str, Any]:
    return {"value": value, "limit": limit}


_RULES: Final = (_cash, _official, _foreign, _single, _year, _repeat, _taboo, _origin)
_WEIGHT: Final = {Verdict.ALLOWED: 0, Verdict.NEEDS_APPROVAL: 1, Verdict.FORBIDDEN: 2}
