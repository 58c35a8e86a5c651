"""Criteria of a filter: checked, kept as JSON, worded in both languages, and given a kind."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam_desktop.core.errors import Invalid
from kam_desktop.core.rules import criteria
from kam_desktop.core.rules.criteria import FIELDS, Criterion, Shape
from kam_desktop.core.rules.kinds import SegmentKind
from kam_desktop.words import LANGUAGES
from kam_desktop.words import criteria as worded

_TEXT = st.text("甲乙abc 1", min_size=1, max_size=9).map(str.strip).filter(bool)
_NUMBER = st.integers(0, 36_500)


def _values(field: str, op: str) -> st.SearchStrategy[object]:
    known = FIELDS[field]
    shape = known.ops[op]
    if shape is Shape.TEXTS:
        one = st.sampled_from(["", *known.words]) if known.words else _TEXT
        return st.lists(one.map(str), min_size=1, max_size=5, unique=True).map(tuple)
    if shape is Shape.TEXT:
        return _TEXT
    if shape is Shape.SPENT:
        return st.tuples(_NUMBER, _NUMBER)
    return st.none() if shape is Shape.NOTHING else _NUMBER


SOME = st.sampled_from([(field, op) for field, known in FIELDS.items() for op in known.ops]).flatmap(
    lambda pair: _values(*pair).map(lambda value: Criterion(*pair, value))  # type: ignore[arg-type]
)


@given(st.lists(SOME, max_size=6))
def test_what_is_kept_is_read_back(some: list[Criterion]) -> None:
    clean = tuple(criteria.checked(each) for each in some)
    assert criteria.from_json(json.loads(json.dumps(criteria.to_json(clean)))) == clean


@given(SOME)
def test_every_criterion_has_words_in_both_languages(one: Criterion) -> None:
    for lang in LANGUAGES:
        said = worded.phrase(lang, criteria.checked(one))
        assert said
        assert "{" not in said


@pytest.mark.parametrize(
    ("one", "code"),
    [
        (Criterion("shoe_size", "any", ("1",)), "criterion.unknown_field"),
        (Criterion("tier", "over", 3), "criterion.unknown_op"),
        (Criterion("tier", "any", ("D",)), "value.unknown"),
        (Criterion("city", "any", ()), "criterion.choice_missing"),
        (Criterion("hobbies", "has", "  "), "criterion.text_missing"),
        (Criterion("silent", "over", -1), "criterion.number_missing"),
        (Criterion("silent", "over", True), "criterion.number_missing"),
        (Criterion("silent", "over", 99_999), "criterion.too_many_days"),
        (Criterion("purchases", "over", 5), "criterion.number_missing"),
        (Criterion("custom:x", "equals", "5"), "criterion.any_number_missing"),
        (Criterion("custom:x", "more", float("nan")), "criterion.any_number_missing"),
        (Criterion("custom:x", "between", (5,)), "criterion.any_number_missing"),
        (Criterion("custom:x", "before", "2026-02-30"), "criterion.day_missing"),
        (Criterion("custom:x", "during", ("2026-02-03", None)), "criterion.day_missing"),
        (Criterion("custom:x", "late"), "criterion.unknown_op"),
    ],
)
def test_what_cannot_be_asked_is_refused(one: Criterion, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        criteria.checked(one)
    assert refused.value.code == code


@pytest.mark.parametrize("data", [None, {}, [1], [{"field": "tier"}], [{"field": "tier", "op": 1}]])
def test_unreadable_json_is_refused(data: object) -> None:
    with pytest.raises(Invalid):
        criteria.from_json(data)


def test_the_kind_follows_what_is_asked() -> None:
    tier, city = Criterion("tier", "any", ("A",)), Criterion("city", "any", ("宁波",))
    hobby, owner = Criterion("hobbies", "has", "钓"), Criterion("owner", "any", ("刘敏",))
    assert criteria.proposed_kind([tier]) is SegmentKind.VALUE
    assert criteria.proposed_kind([city, owner]) is SegmentKind.GEOGRAPHIC
    assert criteria.proposed_kind([tier, city, hobby]) is SegmentKind.PSYCHOGRAPHIC
    assert criteria.proposed_kind([owner]) is SegmentKind.DEMOGRAPHIC


def test_words_are_those_of_people() -> None:
    assert worded.phrase("zh_CN", Criterion("silent", "over", 30)) == "超过 30 天未联系"
    assert worded.phrase("en", Criterion("tier", "any", ("A", ""))) == "Tier: A, none"
    assert worded.phrase("zh_CN", Criterion("purchases", "over", (1_000_000, 90))) == "90 天内采购不少于 ¥10,000"
    assert worded.phrase("en", Criterion("custom:x", "has", "red"), {"custom:x": "Colour"}) == "Colour has “red”"
    own = {"custom:x": "座位"}
    assert worded.phrase("zh_CN", Criterion("custom:x", "between", (-3.5, 1200)), own) == "座位在 -3.5 到 1,200 之间"
    assert worded.phrase("zh_CN", Criterion("custom:x", "before", "2026-02-01"), own) == "座位早于 2026 年 2 月 1 日"
    assert worded.phrase("en", Criterion("custom:x", "empty"), own) == "座位 is empty"


def test_the_same_question_again_takes_the_place_of_the_first() -> None:
    first = (Criterion("tier", "any", ("A",)), Criterion("silent", "over", 30))
    assert criteria.with_one(first, Criterion("silent", "over", 60)) == (first[0], Criterion("silent", "over", 60))
    assert len(criteria.with_one(first, Criterion("silent", "within", 9))) == 3
