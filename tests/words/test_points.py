"""Talking points in words: a long text is cut where one sees it."""

import pytest

from kam_desktop.words import phrases


def told(text: str, **given: bool) -> str:
    return phrases.point("zh_CN", "commitment", {"text": text, "side": "ours"}, **given)


@pytest.mark.parametrize(
    ("text", "end"),
    [("价格" * 200, "价格价…"), ("the price " * 40, "the price…"), ("a" * 400, "a…"), ("，" * 30 + "好" * 200, "好…")],
)
def test_a_long_text_ends_with_a_sign_that_it_goes_on(text: str, end: str) -> None:
    cut = told(text)
    assert cut.endswith(end)
    assert len(cut) <= len(told("")) + 160
    assert told(text, is_whole=True) == told("") + text.strip()


def test_a_text_that_fits_is_told_whole() -> None:
    assert told("好" * 160) == told("") + "好" * 160
