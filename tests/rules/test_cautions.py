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
        ("不要送单数，别送钟。忌口多。不吃辣", ("不要送单数，别送钟", "忌口多", "不吃辣")),
        ("不吃香菜。他可不能喝酒。这个别送。不吃苦瓜", ("不吃香菜", "他可不能喝酒", "这个别送", "不吃苦瓜")),
        ("特别送货上门。個別送樣。礼品分别送到各部门。不要送货到北门", ()),
        ("张无忌。肆無忌憚。同行顾忌多。对花粉不过敏。通过敏捷开发上线", ()),
        ("不吃亏。这人吃软不吃硬。不吃这一套。可不是吃素的。从不吃回扣", ()),
        ("喝不喝都行。能不能喝看场合。和他不沾亲。查清真相。宁夏回族自治区。管城回族区。维生素食品", ()),
        ("付款准时，每月 3 号对账", ()),
        ("", ()),
    ],
)
def test_what_must_not_be_overlooked(text: str, wanted: tuple[str, ...]) -> None:
    assert cautions.lines(text) == wanted
