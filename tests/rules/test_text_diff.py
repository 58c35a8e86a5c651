"""What changed between two texts."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam_desktop.core.rules.text_diff import Op, Piece, pieces

TEXTS = st.text(alphabet="ab 客情，\n1.", max_size=40)


@given(TEXTS, TEXTS)
def test_both_texts_come_back_out_of_the_pieces(before: str, after: str) -> None:
    found = pieces(before, after)
    assert "".join(each.text for each in found if each.op is not Op.NEW) == before
    assert "".join(each.text for each in found if each.op is not Op.GONE) == after


@given(TEXTS, TEXTS)
def test_pieces_are_as_few_as_can_be(before: str, after: str) -> None:
    found = pieces(before, after)
    assert all(each.text for each in found)
    assert all(one.op is not other.op for one, other in pairwise(found))
    assert before != after or len(found) <= 1


@pytest.mark.parametrize(
    ("before", "after", "wanted"),
    [
        ("报价 86.50 元", "报价 96.50 元", [("same", "报价 "), ("gone", "86.50"), ("new", "96.50"), ("same", " 元")]),
        ("we meet Monday", "we meet on Monday", [("same", "we meet "), ("new", "on "), ("same", "Monday")]),
        ("一\n二\n三", "一\n三", [("same", "一\n"), ("gone", "二\n"), ("same", "三")]),
        ("上午谈了价格", "下午谈了交期", [("gone", "上"), ("new", "下"), ("same", "午谈了"), ("gone", "价格"), ("new", "交期")]),
        ("甲乙丙", "丁乙戊", [("gone", "甲乙丙"), ("new", "丁乙戊")]),  # one character between two changes is no help
        ("", "新", [("new", "新")]),
    ],
)  # fmt: skip
def test_words_and_characters(before: str, after: str, wanted: list[tuple[str, str]]) -> None:
    assert [tuple(each) for each in pieces(before, after)] == [Piece(Op(op), text) for op, text in wanted]


def test_one_word_in_a_very_long_paragraph_is_found() -> None:
    text = "客户说明年要换供应商，" * 3_000
    found = pieces(text, text[:9_000] + "不" + text[9_000:])
    assert [each.text for each in found if each.op is not Op.SAME] == ["不"]


def test_long_texts_are_compared_line_by_line() -> None:
    before = "客户说明年要换供应商，" * 3_000
    found = pieces(before, before + "\n补记")
    assert "".join(each.text for each in found if each.op is not Op.GONE) == before + "\n补记"
