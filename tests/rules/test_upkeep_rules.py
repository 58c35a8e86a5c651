"""Completeness, freshness and supplier shares: what holds for every dossier."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam_desktop.core.errors import Invalid
from kam_desktop.core.rules import completeness, freshness, shares
from kam_desktop.core.rules.freshness import Known
from kam_desktop.core.rules.shares import Share

TODAY = date(2026, 6, 15)
CLIENT = sorted({name for names in completeness.CLIENT_NEEDS.values() for name in names} - {"tier"})
PERSON = sorted({name for names in completeness.PERSON_NEEDS.values() for name in names})


def dossier(tier: str, filled: set[str], has_person: bool) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    client: dict[str, Any] = {"tier": tier} | {name: "x" if name in filled else "" for name in CLIENT}
    person = {"has_left": False} | {name: "x" if name in filled else "" for name in PERSON}
    return client, [person] if has_person else []


facts = st.sets(st.sampled_from(CLIENT + PERSON))


@given(st.sampled_from(("A", "B", "C", "")), facts, facts, st.booleans(), st.booleans())
def test_a_fact_more_never_makes_a_dossier_less_complete(
    tier: str, some: set[str], more: set[str], had: bool, has: bool
) -> None:
    before = completeness.of(*dossier(tier, some, had))
    after = completeness.of(*dossier(tier, some | more, had or has))
    assert 0 <= before.percent <= after.percent <= 100


@given(st.sampled_from(("A", "B", "C")), facts, st.booleans())
def test_all_is_there_exactly_when_nothing_is_missing(tier: str, filled: set[str], has_person: bool) -> None:
    seen = completeness.of(*dossier(tier, filled, has_person))
    assert (seen.percent == 100) == (seen.missing == ())


def test_an_a_dossier_needs_more_than_a_c_dossier() -> None:
    filled = {"city", "industry", "phones"}
    assert completeness.of(*dossier("C", filled, True)).percent == 100
    poor = completeness.of(*dossier("A", filled, True))
    assert poor.percent < 50
    assert "supplier_shares" in poor.missing


def test_a_client_of_nobody_is_the_user_s_and_lacks_no_owner() -> None:
    client, people = dossier("B", {"city", "industry", "address", "kind", "phones", "title", "birthday"}, True)
    assert completeness.of({**client, "owner": ""}, people) == (100, ())


def test_those_who_left_do_not_count() -> None:
    client, people = dossier("C", {"city", "industry", "phones"}, True)
    assert completeness.of(client, [{**people[0], "has_left": True}]).missing == ("contact",)


@given(st.integers(0, 4000), st.one_of(st.none(), st.integers(0, 4000)), st.sampled_from(("A", "B", "C", "")))
def test_a_fact_is_stale_when_neither_written_nor_confirmed_in_time(age: int, confirmed: int | None, tier: str) -> None:
    limits = freshness.days_for(tier, {})
    day = None if confirmed is None else TODAY - timedelta(confirmed)
    known = [Known("phones", TODAY - timedelta(age))]
    found = freshness.of(known, limits, confirmed_on=day, today=TODAY)
    youngest = age if confirmed is None else min(age, confirmed)
    assert bool(found) == (youngest > limits["phones"])
    assert all(each.days == youngest for each in found)


def test_the_days_can_be_chosen_and_nobody_knowing_is_stale() -> None:
    assert freshness.days_for("A", {"A": {"phones": 30}})["phones"] == 30
    assert freshness.days_for("A", {"A": {"phones": 30}})["owner"] == freshness.DEFAULTS["A"]["owner"]
    found = freshness.of([Known("owner", None)], freshness.days_for("C", {}), confirmed_on=None, today=TODAY)
    assert [each.name for each in found] == ["owner"]
    assert found[0].days is None


@given(st.dates(date(1999, 1, 1), date(2100, 1, 1)))
def test_a_stamp_tells_its_day(day: date) -> None:
    made = int(datetime(day.year, day.month, day.day).astimezone().timestamp() * 1000)
    assert freshness.day_of_stamp(f"{made:013d}-000001-abc") == day
    assert freshness.day_of_stamp("") is None


@given(st.lists(st.tuples(st.text(min_size=1, max_size=8), st.floats(0, 60)), max_size=5))
def test_shares_are_kept_only_up_to_a_hundred(given_: list[tuple[str, float]]) -> None:
    wanted = [Share(name, percent) for name, percent in given_]
    try:
        kept = shares.checked(wanted)
    except Invalid as error:
        assert error.code in {"shares.over_hundred", "shares.twice", "shares.name_missing"}
        return
    assert sum(each.percent for each in kept) <= 100.0001
    assert shares.of_plain(shares.to_plain(kept)) == kept
    assert shares.rest(kept) >= 0


def test_ours_comes_first_then_the_largest() -> None:
    kept = shares.checked([Share("鼎泰", 15), Share("东岭", 24), Share("", 61, True)])
    assert [each.name for each in kept] == ["", "东岭", "鼎泰"]
    assert shares.rest(kept) == 0
    with pytest.raises(Invalid, match=r"shares\.over_hundred"):
        shares.checked([*kept, Share("又一家", 0.1)])
    with pytest.raises(Invalid, match=r"shares\.twice"):
        shares.checked([Share("", 1, True), Share("我方", 2, True)])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("61", 61.0),
        ("61.5%", 61.5),
        ("６１％", 61.0),
        ("100", 100.0),
        ("101", None),
        ("-1", None),
        ("x", None),
        ("", None),
    ],
)
def test_percentages_as_people_type_them(text: str, value: float | None) -> None:
    assert shares.percent(text) == value
