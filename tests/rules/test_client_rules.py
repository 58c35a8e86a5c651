"""Gaps among people, shares, and hits in a text."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam_desktop.core.errors import Invalid
from kam_desktop.core.rules import hits, names, people_gaps, share_texts
from kam_desktop.core.rules.people_gaps import Gap
from kam_desktop.core.rules.shares import Share

TODAY = date(2026, 6, 15)


def person(role: str = "", attitude: str = "", *, has_left: bool = False) -> dict[str, Any]:
    return {"buying_role": role, "attitude": attitude, "has_left": has_left}


def gaps(tier: str, people: list[dict[str, Any]], met: date | None = TODAY) -> list[Gap]:
    return [found.gap for found in people_gaps.of(tier, people, met, today=TODAY)]


def test_gaps_are_named() -> None:
    assert gaps("A", []) == [Gap.NOBODY]
    assert gaps("A", [person(has_left=True)]) == [Gap.NOBODY]
    assert gaps("A", [person("uses")]) == [Gap.NO_DECIDER, Gap.ONE_ONLY]
    assert gaps("C", [person("decides")], None) == []
    assert gaps("A", [person("decides", "supporter"), person()]) == []
    assert gaps("A", [person("decides", "opponent"), person()]) == [Gap.OPPONENT_DECIDES, Gap.NO_SUPPORTER]
    assert gaps("A", [person("decides"), person()], None) == [Gap.NEVER_MET]


@pytest.mark.parametrize(("days", "is_gap"), [(90, False), (91, True)])
def test_nobody_met_for_too_long(days: int, is_gap: bool) -> None:
    found = people_gaps.of("A", [person("decides"), person()], TODAY - timedelta(days=days), today=TODAY)
    assert found == ((people_gaps.Found(Gap.NOBODY_MET, days),) if is_gap else ())


def test_shares_are_read_from_a_line_and_refused() -> None:
    read = share_texts.parse("鼎泰 24、我方 61.5%，Acme: 14")
    assert read == (Share("", 61.5, True), Share("鼎泰", 24), Share("Acme", 14))
    assert share_texts.parse("us 61.5，鼎泰 24，Acme 14") == read
    assert share_texts.parse("") == ()
    for text, code in (("鼎泰", "shares.unreadable"), ("甲 60，乙 60", "shares.over_hundred")):
        with pytest.raises(Invalid) as refused:
            share_texts.parse(text)
        assert refused.value.code == code


def test_hits_are_found_whatever_case_and_width() -> None:
    assert hits.spans("ＡＢＣ 油样 abc", "abc") == ((0, 3), (7, 10))
    assert hits.spans("100% 同意", "%") == ((3, 4),)
    assert hits.spans("同意", " ") == ()
    assert hits.excerpt("一" * 40 + "油样合格", "油样") == "…" + "一" * 12 + "油样合格"
    assert hits.excerpt("a\n b", "x") == "a b"


@given(st.text(max_size=30), st.text(min_size=1, max_size=5))
def test_a_span_lies_inside_and_says_what_was_wanted(text: str, wanted: str) -> None:
    end = 0
    for start, stop in hits.spans(text, wanted):
        assert end <= start < stop <= len(text) or start < stop <= len(text)
        assert names.fold(wanted)[0] in names.fold(text[start:stop]) or names.fold(wanted)[0] == " "
        end = stop
