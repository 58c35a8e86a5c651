"""The three to five sentences that a period of visits says of itself, each from figures that are printed too."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from kam_desktop.core.rules.kinds import Side, Tier
from kam_desktop.core.visit_period import KeyPoint, PeriodScope, VisitPeriod

_MOST: Final = 5
_NAMES: Final = 4
_LOW: Final = 2  # an impression at or below this one is looked after


class _Told(NamedTuple):
    point: KeyPoint
    comes_first: bool = False


def points(seen: VisitPeriod, unmet_of_a: Sequence[str], late: Sequence[str]) -> tuple[KeyPoint, ...]:
    """What has to be said: tier A and warnings before the rest, in a fixed order, five at most.

    ``unmet_of_a`` are the clients of tier A that nobody saw, ``late`` the managers of reports that came too late.
    """
    if not seen.visits:
        return (KeyPoint("none", {"n": seen.planned}),)
    told = [
        *_coverage(seen, unmet_of_a), *_missed(seen), *_reports(seen, late), *_promises(seen), *_impressions(seen),
        *_competitors(seen), *_expenses(seen),
    ]  # fmt: skip
    warnings = [each for each in told if each.comes_first][:_MOST]
    rest = [each for each in told if not each.comes_first][: _MOST - len(warnings)]
    return tuple(each.point for each in told if each in warnings or each in rest)


def _coverage(seen: VisitPeriod, unmet: Sequence[str]) -> Iterator[_Told]:
    if seen.scope is PeriodScope.CLIENT:
        return
    key = next((each for each in seen.tiers if each.tier is Tier.A and each.owned), None)
    if key is not None and key.met == key.owned:
        yield _warned("tier_all", tier=Tier.A, n=key.owned, visits=key.visits)
    elif key is not None:
        yield _warned("tier_some", tier=Tier.A, met=key.met, owned=key.owned, **_names(unmet))
    below = [share for share in seen.coverage if share.is_below(seen.coverage_target)]
    if below and len(seen.coverage) > 1:
        names = [f"{share.name} {share.percent}%" for share in below]
        yield _warned("below", n=len(below), target=seen.coverage_target, **_names(names))


def _missed(seen: VisitPeriod) -> Iterator[_Told]:
    left = sum(count for _, count in seen.left_out)
    code = "missed" if left and seen.cancelled else "missed_left" if left else "missed_cancelled"
    if seen.cancelled or left:
        yield _warned(code, planned=seen.planned, n=len(seen.visits), cancelled=seen.cancelled, left=left)


def _reports(seen: VisitPeriod, late: Sequence[str]) -> Iterator[_Told]:
    if late:
        yield _warned("late", n=len(late), due=seen.handed_in, **_names(list(dict.fromkeys(late))))
    elif seen.handed_in:
        yield _told("on_time", n=seen.handed_in)


def _promises(seen: VisitPeriod) -> Iterator[_Told]:
    late = seen.overdue
    if late:
        ours = sum(each.side is Side.OURS for each in late)
        longest = late[0]
        code = {len(late): "overdue_ours", 0: "overdue_theirs"}.get(ours, "overdue")
        yield _warned(
            code, n=len(late), on=seen.counted_on.isoformat(), ours=ours, theirs=len(late) - ours, days=-(longest.days_left or 0),
            text=_short(longest.text), client=longest.client,
        )  # fmt: skip
    elif seen.promises:
        yield _told("open", n=len(seen.promises))


def _impressions(seen: VisitPeriod) -> Iterator[_Told]:
    scored = [(each, each.impression) for each in seen.visits if each.impression is not None]
    low = [f"{each.short_name or each.client} {score}" for each, score in scored if score <= _LOW]
    if low:
        yield _warned("impression_low", n=len(low), **_names(list(dict.fromkeys(low))))
    elif scored:
        mean = sum(score for _, score in scored) / len(scored)
        yield _told("impression", mean=f"{mean:.1f}", n=len(scored))


def _competitors(seen: VisitPeriod) -> Iterator[_Told]:
    heard = list(dict.fromkeys(each.client for each in seen.competitors))
    if heard:
        yield _told("competitors", n=len(heard), **_names(heard))


def _expenses(seen: VisitPeriod) -> Iterator[_Told]:
    currencies = {each.currency for each in seen.expenses}
    if len(currencies) == 1:
        total = sum(each.minor for each in seen.expenses)
        with_any = sum(bool(each.expenses) for each in seen.visits)
        yield _told(
            "expenses", minor=total, each_minor=total // max(1, with_any), currency=currencies.pop(), n=with_any
        )


def _told(code: str, **params: object) -> _Told:
    return _Told(KeyPoint(code, params))


def _warned(code: str, **params: object) -> _Told:
    return _Told(KeyPoint(code, params), True)


def _names(names: Sequence[str]) -> dict[str, object]:
    return {"names": tuple(names[:_NAMES]), "more": max(0, len(names) - _NAMES)}


def _short(text: str) -> str:
    first = text.strip().partition("\n")[0]
    return first if len(first) <= 40 else first[:39] + "…"
