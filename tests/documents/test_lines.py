"""Line breaking: Chinese punctuation, whole words, no lone characters, nothing lost, nothing too wide."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kam_desktop.documents.lines import NO_END, NO_START, SPACES, break_lines, can_break, wrap

_PIECES = (
    "陆总先问交货",
    "，",
    "。",
    "“数字看到了”",
    "（续）",
    "《框架》",
    "……",
    "——",
    "2027 年",
    "92.4%",
    "6204-2RS",
    "client’s",
    "https://example.com/a?b=c",
    " ",
    "  ",
    "x",
    "￥1,200",
    "“",
    "（",
    "》",
    "\u3000",
    "e\u0301",
    "17:00",
    "60 天",
    "180 kg",
    '"',
    "x" * 60,
)
_TEXTS = st.lists(st.sampled_from(_PIECES), max_size=40).map("".join)


def _advance(char: str) -> float:
    return 10.0 if char >= "\u2e80" or char in "“”‘’…—" else 5.0


@settings(max_examples=150, deadline=None)
@given(_TEXTS, st.integers(min_value=10, max_value=300))
def test_no_line_is_too_wide_and_nothing_is_lost(text: str, width: int) -> None:
    lines = break_lines(text, [_advance(char) for char in text], width)
    assert all(sum(map(_advance, text[start:end])) <= width + 0.01 for start, end in lines)
    position = 0
    for start, end in lines:
        assert set(text[position:start]) <= SPACES
        assert end >= start >= position
        position = end
    assert set(text[position:]) <= SPACES


@settings(max_examples=150, deadline=None)
@given(_TEXTS, st.integers(min_value=60, max_value=300))
def test_forbidden_characters_neither_start_nor_end_a_line_unless_nothing_else_fits(text: str, width: int) -> None:
    lines = break_lines(text, [_advance(char) for char in text], width)
    for (above, _), (start, _) in pairwise(lines):
        if can_break(text, start):
            continue
        chances = [at for at in range(above + 1, start) if text[at] not in SPACES and can_break(text, at)]
        assert chances == [], text[above : start + 1]


@settings(max_examples=150, deadline=None)
@given(_TEXTS, st.integers(min_value=60, max_value=300))
def test_a_last_line_holds_two_characters_where_a_break_allows_it(text: str, width: int) -> None:
    lines = break_lines(text, [_advance(char) for char in text], width)
    if len(lines) < 2 or lines[-1][1] - lines[-1][0] >= 2:
        return
    (above, _), (start, end) = lines[-2], lines[-1]
    for at in range(above + 1, start):
        if text[at] not in SPACES and can_break(text, at):
            assert sum(map(_advance, text[at:end])) > width


def test_plain_chinese_fills_the_line() -> None:
    assert wrap("一二三四五六七八九十", _advance, 50) == ["一二三四五", "六七八九十"]


def test_a_comma_takes_the_character_before_it_along() -> None:
    assert wrap("一二三四五，六七", _advance, 50) == ["一二三四", "五，六七"]


def test_an_opening_quote_goes_with_its_text() -> None:
    assert wrap("一二三四“五六”", _advance, 50) == ["一二三四", "“五六”"]


def test_a_space_does_not_hide_an_opening_bracket() -> None:
    assert all(line[-1] not in NO_END for line in wrap("一二三（ 四五六七八", _advance, 45))


@pytest.mark.parametrize(
    "whole", ["6204-2RS", "https://a.cn/b?c=d", "92.4%", "client’s", "one-page", "±3%", "14:00–16:30"]
)
def test_words_numbers_and_addresses_stay_whole(whole: str) -> None:
    for before in range(1, 12):
        lines = wrap("一" * before + whole + "二三四五", _advance, 100)
        assert any(whole in line for line in lines), lines


@pytest.mark.parametrize("whole", ["60 天", "3 次", "180 kg", "25 °C", "4 万套", "60天"])
def test_a_number_stays_with_its_unit(whole: str) -> None:
    number, unit = whole[:2], whole[-1]
    for before in range(1, 12):
        lines = wrap("一" * before + whole + "二三四五", _advance, 100)
        assert not any(line.endswith(number.strip()) for line in lines[:-1]), (lines, unit)


@pytest.mark.parametrize("pair", ["……", "——"])
def test_double_dashes_and_dots_are_not_parted(pair: str) -> None:
    for before in range(1, 12):
        assert any(pair in line for line in wrap("一" * before + pair + "二三四五", _advance, 70))


def test_a_word_wider_than_the_line_is_split() -> None:
    lines = wrap("x" * 200, _advance, 100)
    assert "".join(lines) == "x" * 200
    assert max(map(len, lines)) == 20


def test_an_address_wider_than_the_line_is_split_at_its_seams() -> None:
    lines = wrap("https://example.com/products/bearings/6204", _advance, 100)
    assert lines[0].endswith("/")


def test_a_last_character_is_not_left_alone() -> None:
    assert wrap("一二三四五六", _advance, 50) == ["一二三四", "五六"]


def test_accents_stay_with_their_letter() -> None:
    lines = wrap("e\u0301" * 40, _advance, 55)
    assert not any(line.startswith("\u0301") for line in lines)


def test_quotation_marks_are_known_on_both_sides() -> None:
    assert set("，。、；：！？”’）》】…—") <= NO_START
    assert set("“‘（《【￥") <= NO_END


def test_a_very_long_paragraph_without_any_break_is_still_broken() -> None:
    lines = wrap("（" * 30_000 + "x" * 30_000, _advance, 100)
    assert sum(map(len, lines)) == 60_000
    assert max(map(len, lines)) == 20
