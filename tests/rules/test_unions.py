"""Two records made one, field by field (D-2.5)."""

from typing import Any

import pytest

from kam_desktop.core.rules.unions import CLIENT, CONTACT, Joined, Take, columns_of, join

EMPTY: dict[str, Any] = {name: "" for columns in CONTACT.fields.values() for name in columns} | {
    "phones": (), "emails": (), "custom": {},
}  # fmt: skip


def joined(name: str, kept: str, dropped: str, **chosen: Take) -> Joined:
    found = join(CONTACT, {**EMPTY, name: kept}, {**EMPTY, name: dropped}, chosen)
    assert columns_of(CONTACT, found)[name] == next(each for each in found if each.name == name).value[0]
    return next(each for each in found if each.name == name)


@pytest.mark.parametrize(
    ("kept", "dropped", "value"),
    [
        ("采购经理", "总经理", "采购经理 / 总经理"),
        ("采购经理", "采购经理", "采购经理"),
        ("经理", "采购经理", "经理 / 采购经理"),
        ("a / b", "b / c", "a / b / c"),
        ("", "总经理", "总经理"),
        ("采购经理", "", "采购经理"),
    ],
)
def test_short_texts_of_which_several_may_hold_stand_beside_each_other(kept: str, dropped: str, value: str) -> None:
    assert joined("title", kept, dropped).value == (value,)
    assert joined("title", kept, dropped, title=Take.KEPT).value == (kept,)


def test_what_its_column_does_not_take_is_chosen() -> None:
    found = joined("wechat", "a" * 40, "b" * 40, wechat=Take.BOTH)
    assert (found.take, found.can_both, found.value) == (Take.KEPT, False, ("a" * 40,))
    assert joined("wechat", "a" * 40, "b" * 21).can_both


def test_a_form_of_address_is_one() -> None:
    found = joined("greeting_name", "周哥", "老周", greeting_name=Take.BOTH)
    assert (found.value, found.can_both) == (("周哥",), False)


@pytest.mark.parametrize(
    ("kept", "dropped", "value"),
    [
        ("欠款1000元，不要发票", "要发票", "欠款1000元，不要发票\n要发票"),
        ("要发票", "不要发票", "要发票\n不要发票"),
        ("1,500元", "500元", "1,500元\n500元"),
        ("no invoice", "invoice", "no invoice\ninvoice"),
        ("钓鱼、围棋", "围棋", "钓鱼、围棋"),
        ("tea, fishing. golf", "fishing", "tea, fishing. golf"),
        ("第一行", "第一行\n第二行", "第一行\n第二行"),
        ("第一行\n第二行。第三行", "第二行。", "第一行\n第二行。第三行"),
        ("", "要发票", "要发票"),
        ("。", "", "。"),
    ],
)
def test_only_what_stands_there_entry_for_entry_is_left_out(kept: str, dropped: str, value: str) -> None:
    assert joined("notes", kept, dropped).value == (value,)


@pytest.mark.parametrize(
    ("kept", "dropped", "value"), [(None, 0, 0), (0, 5, 0), (5, 0, 5), (0, None, 0), (0.0, 5, 0.0)]
)
def test_nought_is_a_number(kept: Any, dropped: Any, value: Any) -> None:
    sides = ({**EMPTY, "custom": {} if each is None else {"late": each}} for each in (kept, dropped))
    assert columns_of(CONTACT, join(CONTACT, *sides, {}))["custom"] == {"late": value}


def test_an_amount_of_nought_has_its_currency() -> None:
    client = {name: None for columns in CLIENT.fields.values() for name in columns} | {
        "team": (), "tags": (), "products": "", "notes": "", "custom": {}, "currency": "CNY",
    }  # fmt: skip
    for one, other in ((None, 0), (0, None)):
        sides = ({**client, "annual_revenue_minor": amount} for amount in (one, other))
        assert columns_of(CLIENT, join(CLIENT, *sides, {}))["annual_revenue_minor"] == 0
