"""The order in which one talks, by table: what the call is for, what is owed, what is near, what warms (D-5.10)."""

from datetime import date, timedelta
from random import Random
from typing import NamedTuple

import pytest

from kam_desktop.core.rules import talk_order

TODAY = date(2026, 6, 15)


class Said(NamedTuple):
    code: str
    on: date | None = None


def said(code: str, days: int | None = None) -> Said:
    return Said(code, None if days is None else TODAY + timedelta(days))


WHOLE = (
    said("caution"), said("script"), said("reason"), said("commitment", -9), said("commitment", -1), said("commitment", 0),
    said("commitment", 40), said("commitment"), said("complaint", -3), said("complaint", -30), said("birthday", 0),
    said("occasion", 5), said("birthday_relative", 12), said("birthday", 30), said("note", -1), said("last", -2), said("last", -40),
    said("gift", -60), said("interest", 3), said("interest", 9), said("hobby"), said("family"),
)  # fmt: skip


@pytest.mark.parametrize("seed", range(20))
def test_the_whole_table_in_its_order_however_it_comes(seed: int) -> None:
    mixed = list(WHOLE)
    Random(seed).shuffle(mixed)
    assert talk_order.in_order(mixed, today=TODAY) == WHOLE


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        ([said("family"), said("reason")], ["reason", "family"]),
        ([said("birthday", 31)], []),
        ([said("occasion", -1)], []),
        ([said("birthday", 30)], ["birthday"]),
        ([said("commitment", 400)], ["commitment"]),
        ([said("something"), said("family")], ["family", "something"]),
        ([], []),
    ],
)
def test_what_is_far_is_left_out_and_what_is_strange_comes_last(lines: list[Said], wanted: list[str]) -> None:
    assert [line.code for line in talk_order.in_order(lines, today=TODAY)] == wanted


def test_what_is_alike_keeps_its_order() -> None:
    first, second = Said("hobby"), Said("hobby")
    found = talk_order.in_order([first, second], today=TODAY)
    assert found[0] is first
    assert found[1] is second
