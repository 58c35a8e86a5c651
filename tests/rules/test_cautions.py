"""Sentences of free notes that speak of taboos, allergies, faith and drink, and those that only look like it."""

import pytest

from kam_desktop.core.rules import cautions


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("回族，忌猪肉", ("回族，忌猪肉",)),
        ("爱钓鱼。对花生过敏；儿子上大学", ("对花生过敏",)),
        ("不喝酒\n不喝酒\n对花粉過敏", ("不喝酒", "对花粉過敏")),
        ("清真；吃素！信佛", ("清真", "吃素")),
        ("Likes tea. Does not drink. Two sons", ("Does not drink",)),
        ("She doesn't eat pork; HALAL only", ("She doesn't eat pork", "HALAL only")),
        ("allergic to nuts", ("allergic to nuts",)),
        ("喝酒爽快，客户很好。Drinks a lot; a vegan-free menu", ("a vegan-free menu",)),
        ("付款准时，每月 3 号对账", ()),
        ("", ()),
    ],
)
def test_what_must_not_be_overlooked(text: str, wanted: tuple[str, ...]) -> None:
    assert cautions.lines(text) == wanted
