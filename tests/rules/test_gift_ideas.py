"""Which gift ideas suit a person, and why (D-7.3)."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam_desktop.core.gift_ideas import library
from kam_desktop.core.rules import gift_ideas, gift_limits, gift_words
from kam_desktop.core.rules.gift_ideas import Earlier, Idea, Suited, Taste, Wish
from kam_desktop.core.rules.kinds import GiftCategory, GiftOccasion

ALL = library()
SPRING = date(2026, 4, 10)
IN_SPRING = Wish(SPRING)


def rank(taste: Taste, wish: Wish = IN_SPRING) -> list[Suited]:
    return gift_ideas.rank(ALL.ideas, taste, wish, hobbies=ALL.hobbies, homes=ALL.homes)


def told(found: Suited) -> set[tuple[str, str]]:
    return {(each.code, each.value) for each in found.reasons}


@pytest.mark.parametrize(
    ("taste", "wish", "reason"),
    [
        ({"hobbies": "海钓，象山一带常去"}, {}, ("hobby", "fishing")), ({"hobbies": "Fishing"}, {}, ("hobby", "fishing")),
        ({"hobbies": "书法，临颜体"}, {}, ("hobby", "calligraphy")), ({"hobbies": "养兰花"}, {}, ("hobby", "orchids")),
        ({"hometown": "福建武夷山"}, {}, ("home", "福建")), ({"hometown": "寿光"}, {}, ("home", "山东")),
        ({"family": "女儿读小学"}, {}, ("family", "child")), ({"family": "父母同住"}, {}, ("family", "parent")),
        ({}, {"occasion": GiftOccasion.MID_AUTUMN}, ("occasion", "mid-autumn")), ({}, {}, ("season", "spring")),
        ({"age": 58, "hobbies": "看书"}, {}, ("age", "50")),
    ],
)  # fmt: skip
def test_what_is_known_of_a_person_finds_ideas(
    taste: dict[str, Any], wish: dict[str, Any], reason: tuple[str, str]
) -> None:
    found = rank(Taste(**taste), Wish(SPRING, **wish))
    assert any(reason in told(each) for each in found)
    if reason[0] in ("hobby", "home", "occasion"):
        assert reason in told(found[0])


@pytest.mark.parametrize(
    ("taste", "gone"),
    [
        ({"taboos": "花粉过敏，勿送花"}, GiftCategory.FLOWERS), ({"earlier": (Earlier("铁观音", "tea", SPRING),)}, GiftCategory.TEA),
    ],
)  # fmt: skip
def test_what_they_do_not_take_or_had_lately_is_left_out(taste: dict[str, Any], gone: GiftCategory) -> None:
    plain = Taste(hobbies="喝茶 园艺 钓鱼", hometown="福建")
    assert any(each.idea.category is gone for each in rank(plain))
    assert not any(each.idea.category is gone for each in rank(replace(plain, **taste)))


def test_the_same_item_comes_back_after_a_year() -> None:
    taste = Taste(hobbies="骑行")
    given_ = replace(taste, earlier=(Earlier("骑行头巾", "other", SPRING - timedelta(days=300)),))
    ago = replace(taste, earlier=(Earlier("骑行头巾", "other", SPRING - timedelta(days=400)),))
    assert [("骑行头巾" in {each.idea.name["zh_CN"] for each in rank(one)}) for one in (taste, given_, ago)] == [
        True, False, True,
    ]  # fmt: skip


def test_the_price_band_and_the_category_narrow() -> None:
    found = rank(Taste(hobbies="骑行 喝茶"), Wish(SPRING, most_minor=5_000))
    assert found
    assert all(each.idea.least_minor <= 5_000 for each in found)
    only = rank(Taste(hobbies="骑行 喝茶"), Wish(SPRING, category=GiftCategory.TEA))
    assert {each.idea.category for each in only} == {GiftCategory.TEA}


def test_the_library_is_in_both_languages_and_within_the_rules() -> None:
    assert len(ALL.ideas) >= 150
    assert (
        len({idea.name["zh_CN"] for idea in ALL.ideas})
        == len({idea.name["en"] for idea in ALL.ideas})
        == len(ALL.ideas)
    )
    for idea in ALL.ideas:
        assert all(idea.name.values()), idea
        assert all(idea.source.values()), idea
        assert 0 < idea.least_minor < idea.most_minor, idea
        for name in idea.name.values():
            assert not gift_words.taboo_word(name), name
            assert not gift_limits.is_cash_like(name, idea.category), name


_TASTES = st.builds(
    Taste,
    hobbies=st.sampled_from(["", "钓鱼，喝茶", "reading, music", "书法 摄影 登山"]), hometown=st.sampled_from(["", "浙江象山", "云南"]),
    family=st.sampled_from(["", "儿子高考，母亲同住"]), taboos=st.sampled_from(["", "勿送茶", "花粉过敏", "不吃海鲜", "勿送书"]),
    age=st.one_of(st.none(), st.integers(20, 80)),
    earlier=st.lists(
        st.builds(
            Earlier, st.sampled_from([idea.name["zh_CN"] for idea in ALL.ideas[:40]]), st.sampled_from(list(GiftCategory)),
            st.dates(SPRING - timedelta(days=600), SPRING),
        ),
        max_size=4,
    ).map(tuple),
)  # fmt: skip


@given(
    _TASTES, st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.sampled_from(GiftOccasion), st.one_of(st.none(), st.integers(0, 30_000))
)  # fmt: skip
def test_no_idea_goes_against_what_is_known(
    taste: Taste, on: date, occasion: GiftOccasion, most: int | None
) -> None:  # fmt: skip
    wish = Wish(on, occasion, None, most)
    found = rank(taste, wish)
    scores = [each.score for each in found]
    assert scores == sorted(scores, reverse=True)
    for each in found:
        idea: Idea = each.idea
        assert not any(gift_words.own_taboo(name, taste.taboos) for name in idea.name.values())
        assert most is None or idea.least_minor <= most
        festivals = {tag[2:] for tag in idea.tags if tag.startswith("f:")}
        assert not festivals or occasion in festivals
        for before in taste.earlier:
            if 0 <= (on - before.on).days <= 180 and idea.category is not GiftCategory.OTHER:
                assert before.category != idea.category
