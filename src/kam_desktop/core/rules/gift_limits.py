"""What the rules say before a gift is given (D-7.2): a verdict, and every rule that spoke, with its figures.

A pure function of the gift, of what was given before and of a rule set (``gift_rule_sets``). What goes to a person's
family or by an intermediary counts as given to the person. Cash and its equivalents are refused by their words too,
whatever category was chosen (Anti-Unfair Competition Law of the PRC, art. 8). Years are calendar years.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from kam_desktop.core.rules import gift_words
from kam_desktop.core.rules.gift_rule_sets import Limits, RuleSet
from kam_desktop.core.rules.kinds import ClientKind, GiftAction, GiftCategory, Ownership, Verdict

CASH_CATEGORIES: Final = frozenset({GiftCategory.CASH, GiftCategory.VOUCHER})
OFFICIAL_OWNERS: Final = frozenset({Ownership.STATE, Ownership.PUBLIC})


class Closed(NamedTuple):
    """Days on which the client is given nothing, both included."""

    title: str
    first_on: date
    last_on: date


class Proposed(NamedTuple):
    """The gift in question. ``person`` is the id of its receiver, empty when it is for the client as a whole.

    ``value_minor`` is of all pieces. ``taboos`` is what the dossier says of the receiver, ``budget_minor`` what a client
    of this tier may cost a year where that is kept apart from the rules; 0: it is not. ``may_be_official``: nobody is
    named, and among the client's people are officials.
    """

    item: str
    category: GiftCategory
    value_minor: int
    currency: str
    on: date
    origin: str = ""
    client_kind: str = ""
    taboos: str = ""
    person: str = ""
    quantity: int = 1
    manner: str = ""
    tier: str = ""
    ownership: str = ""
    is_official: bool = False
    closed: tuple[Closed, ...] = ()
    budget_minor: int = 0
    may_be_official: bool = False


class Earlier(NamedTuple):
    """A gift that was given to this client, or to this person elsewhere. Those of later days count as well."""

    item: str
    category: str
    value_minor: int
    currency: str
    on: date
    person: str = ""
    is_this_client: bool = True


class Finding(NamedTuple):
    """One rule that spoke: worded as ``gift_rule.<code>``. A warning alone still allows the gift."""

    code: str
    verdict: Verdict
    params: dict[str, Any]


class Totals(NamedTuple):
    """What a gift's year holds before it, in minor units of CNY and in gifts; what is in other currencies counts only."""

    person_minor: int = 0
    person_count: int = 0
    client_minor: int = 0
    client_count: int = 0


class Weight(NamedTuple):
    """The strictest verdict of all rules, their findings in order of weight, and what the gift was held against."""

    verdict: Verdict
    findings: tuple[Finding, ...]
    limits: Limits
    totals: Totals


class _Case(NamedTuple):
    """A gift with what the rules want of the past. ``lately`` are the receiver's, with the days they lie back;

    ``near`` and ``near_client`` are days back and worth of what was given about then, to the receiver and to all.
    """

    gift: Proposed
    limits: Limits
    rules: RuleSet
    before: Totals
    lately: list[tuple[int, Earlier]]
    near: list[tuple[int, int]]
    near_client: list[tuple[int, int]]


def judge(gift: Proposed, earlier: Sequence[Earlier], rules: RuleSet) -> tuple[Verdict, tuple[Finding, ...]]:
    """The verdict and the findings."""
    return weigh(gift, earlier, rules)[:2]


def weigh(gift: Proposed, earlier: Iterable[Earlier], rules: RuleSet) -> Weight:
    """Judge, and say against what."""
    case = _case(gift, earlier, rules)
    findings = []
    for code, rule in _RULES.items():
        if (params := rule(case)) is not None:
            findings.append(Finding(code, _VERDICTS[rules.actions[code]], params))
    findings.sort(key=lambda finding: -_WEIGHT[finding.verdict])
    verdict = findings[0].verdict if findings else Verdict.ALLOWED
    return Weight(verdict, tuple(findings), case.limits, case.before)


def _case(gift: Proposed, earlier: Iterable[Earlier], rules: RuleSet) -> _Case:
    """All that is wanted of the past in one pass: an import weighs each of its gifts against all others."""
    is_official = gift.is_official or gift.may_be_official
    limits = rules.limits_for(tier=gift.tier, kind=gift.client_kind, ownership=gift.ownership, is_official=is_official)
    if gift.budget_minor:
        limits = limits._replace(budget=gift.budget_minor)
    day, year, person = gift.on.toordinal(), gift.on.year, gift.person
    split, longest = rules.days["split"], max(rules.days["repeat"], rules.days["category"])
    own_minor = own_count = client_minor = client_count = 0
    lately: list[tuple[int, Earlier]] = []
    near: list[tuple[int, int]] = []
    near_client: list[tuple[int, int]] = []
    for each in earlier:
        on, back = each.on, day - each.on.toordinal()
        is_own, minor = each.person == person, each.value_minor if each.currency == "CNY" else 0
        if on.year == year:
            if is_own and person:
                own_minor, own_count = own_minor + minor, own_count + 1
            if each.is_this_client:
                client_minor, client_count = client_minor + minor, client_count + 1
        if minor and -split <= back <= split:
            if is_own:
                near.append((back, minor))
            if each.is_this_client:
                near_client.append((back, minor))
        if is_own and 0 <= back <= longest:
            lately.append((back, each))
    lately.sort(key=lambda one: one[0])
    before = Totals(own_minor, own_count, client_minor, client_count)
    return _Case(gift, limits, rules, before, lately, near, near_client)


def is_cash_like(item: str, category: GiftCategory, more: Iterable[str] = ()) -> bool:
    """Whether a gift is money in another coat."""
    return category in CASH_CATEGORIES or gift_words.is_money(item, more)


def strictest(*verdicts: Verdict) -> Verdict:
    """The one that weighs most."""
    return max(verdicts, key=_WEIGHT.__getitem__)


def stored(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Findings as a gift keeps them."""
    return [{"code": each.code, "verdict": each.verdict.value, "params": each.params} for each in findings]


def revived(kept: Iterable[Any]) -> tuple[Finding, ...]:
    """Findings that a gift keeps; those of older versions are codes alone, and what is damaged is left out."""
    found = []
    for each in kept or ():
        if isinstance(each, str):
            found.append(Finding(each, Verdict.ALLOWED, {}))
        elif isinstance(each, dict) and isinstance(each.get("code"), str):
            verdict = Verdict(each["verdict"]) if each.get("verdict") in list(Verdict) else Verdict.ALLOWED
            found.append(Finding(each["code"], verdict, each["params"] if isinstance(each.get("params"), dict) else {}))
    return tuple(found)


# --- the rules: the figures of the finding, or None ----------------------------------------------------------------


def _cash(case: _Case) -> dict[str, Any] | None:
    gift, more = case.gift, case.rules.cash_words
    is_it = is_cash_like(gift.item, gift.category, more) or gift_words.is_money(gift.manner, more)
    return {"item": gift.item} if is_it else None


def _blackout(case: _Case) -> dict[str, Any] | None:
    for each in case.gift.closed:
        if each.first_on <= case.gift.on <= each.last_on:
            days = {"first_on": each.first_on.isoformat(), "last_on": each.last_on.isoformat()}
            return {"title": each.title, **days}
    return None


def _official_person(case: _Case) -> dict[str, Any] | None:
    return {} if case.gift.is_official else None


def _official(case: _Case) -> dict[str, Any] | None:
    gift = case.gift
    return {} if gift.client_kind == ClientKind.AUTHORITY or gift.ownership in OFFICIAL_OWNERS else None


def _foreign(case: _Case) -> dict[str, Any] | None:
    """The limits are in CNY: what is worth something in another currency is for somebody else to judge."""
    gift = case.gift
    return {"currency": gift.currency} if gift.currency != "CNY" and gift.value_minor else None


def _over_single(case: _Case) -> dict[str, Any] | None:
    return _over(_value(case), case.limits.single)


def _near_single(case: _Case) -> dict[str, Any] | None:
    value, limits = _value(case), case.limits
    if limits.warn is None or value <= limits.warn or _over(value, limits.single):
        return None
    return _money(value, limits.single if limits.single is not None else limits.warn)


def _over_year(case: _Case) -> dict[str, Any] | None:
    value = _value(case)
    return _over(case.before.person_minor + value, case.limits.person_year) if case.gift.person and value else None


def _too_many(case: _Case) -> dict[str, Any] | None:
    return _many(case.before.person_count, case.limits.person_count) if case.gift.person else None


def _over_client_year(case: _Case) -> dict[str, Any] | None:
    value = _value(case)
    return _over(case.before.client_minor + value, case.limits.client_year) if value else None


def _too_many_client(case: _Case) -> dict[str, Any] | None:
    return _many(case.before.client_count, case.limits.client_count)


def _over_budget(case: _Case) -> dict[str, Any] | None:
    value, limits = _value(case), case.limits
    if not value or _over(case.before.client_minor + value, limits.client_year):
        return None
    return _over(case.before.client_minor + value, limits.budget)


def _split(case: _Case) -> dict[str, Any] | None:
    return _together(case, case.near)


def _split_client(case: _Case) -> dict[str, Any] | None:
    return None if _split(case) else _together(case, case.near_client)


def _repeated(case: _Case) -> dict[str, Any] | None:
    for back, each in case.lately:
        if back <= case.rules.days["repeat"] and gift_words.same_item(each.item, case.gift.item):
            return {"item": each.item, "on": each.on.isoformat()}
    return None


def _same_category(case: _Case) -> dict[str, Any] | None:
    gift = case.gift
    if gift.category == GiftCategory.OTHER or _repeated(case):
        return None
    for back, each in case.lately:
        if back <= case.rules.days["category"] and each.category == gift.category:
            return {"item": each.item, "on": each.on.isoformat()}
    return None


def _taboo(case: _Case) -> dict[str, Any] | None:
    word = gift_words.taboo_word(case.gift.item, case.rules.taboo_words)
    return {"word": word} if word else None


def _taboo_own(case: _Case) -> dict[str, Any] | None:
    word = gift_words.own_taboo(case.gift.item, case.gift.taboos)
    return {"word": word} if word else None


def _four(case: _Case) -> dict[str, Any] | None:
    gift = case.gift
    for number in (gift.quantity, gift.value_minor // 100):
        if gift_words.has_four(number):
            return {"n": number}
    return None


def _no_origin(case: _Case) -> dict[str, Any] | None:
    return None if case.gift.origin.strip() else {}


# --- figures -------------------------------------------------------------------------------------------------------


def _value(case: _Case) -> int:
    return case.gift.value_minor if case.gift.currency == "CNY" else 0


def _over(value: int, limit: int | None) -> dict[str, Any] | None:
    return _money(value, limit) if limit is not None and value > limit else None


def _many(before: int, limit: int | None) -> dict[str, Any] | None:
    return {"n": before + 1, "limit": limit} if limit is not None and before + 1 > limit else None


def _money(value: int, limit: int) -> dict[str, Any]:
    return {"value": value, "limit": limit}


def _together(case: _Case, near: Sequence[tuple[int, int]]) -> dict[str, Any] | None:
    """The dearest span of so many days with this gift in it, when it passes the limit that this gift alone keeps."""
    value, limit, days = _value(case), case.limits.single, case.rules.days["split"]
    if limit is None or not value or value > limit or not near:
        return None
    given = sorted([*((-back, minor) for back, minor in near), (0, value)])
    best = count = total = inside = last = 0
    for first, (start, minor) in enumerate(given):
        while last < len(given) and given[last][0] <= start + days:
            total, inside, last = total + given[last][1], inside + 1, last + 1
        if start <= 0 and total > best:
            best, count = total, inside
        total, inside = total - minor, last - first - 1
    return {**_money(best, limit), "n": count, "days": days} if best > limit else None


_RULES: Final[dict[str, Callable[[_Case], dict[str, Any] | None]]] = {
    "cash": _cash, "blackout": _blackout, "official_person": _official_person, "official": _official,
    "foreign": _foreign, "over_single": _over_single, "split": _split, "over_year": _over_year, "too_many": _too_many,
    "over_client_year": _over_client_year, "too_many_client": _too_many_client, "over_budget": _over_budget,
    "split_client": _split_client, "taboo_own": _taboo_own, "taboo": _taboo, "four": _four, "repeated": _repeated,
    "same_category": _same_category, "near_single": _near_single, "no_origin": _no_origin,
}  # fmt: skip
_VERDICTS: Final = {
    GiftAction.WARN: Verdict.ALLOWED, GiftAction.APPROVE: Verdict.NEEDS_APPROVAL, GiftAction.FORBID: Verdict.FORBIDDEN,
}  # fmt: skip
_WEIGHT: Final = {Verdict.ALLOWED: 0, Verdict.NEEDS_APPROVAL: 1, Verdict.FORBIDDEN: 2}
