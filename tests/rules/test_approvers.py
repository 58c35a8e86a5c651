"""Whether an approver may be the giver under another spelling."""

import pytest

from kam_desktop.core.rules.approvers import is_named, may_be_same


@pytest.mark.parametrize("name", ["", " ", "—", "（）", "我", " 我。", "本人", "Me", "MYSELF", "自 己"])
def test_what_is_no_name(name: str) -> None:
    assert not is_named(name)


@pytest.mark.parametrize("name", ["高原", "Mei", "本人杰", "Ian Self"])
def test_what_is_a_name(name: str) -> None:
    assert is_named(name)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("刘敏", "刘 敏"), ("刘敏", "劉敏"), ("刘敏", "刘敏（主管）"), ("刘敏", "LiuMin"), ("刘敏", "Liu Min"), ("刘敏", "MIN LIU"),
        ("刘敏", "Liu Min (lead)"), ("刘敏", "主管LiuMin"), ("John Smith", "johnsmith"), ("John Smith", "Smith, John"),
        ("John Smith", "John"), ("曾伟", "Zeng Wei"),
    ],
)  # fmt: skip
def test_one_person_under_two_spellings(one: str, other: str) -> None:
    assert may_be_same(one, other)
    assert may_be_same(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("刘敏", "高原"),
        ("刘敏", "李敏"),
        ("刘敏", "Gao Yuan"),
        ("Li Na", "Angelina Wu"),
        ("刘敏", ""),
        ("", ""),
        ("刘敏", "A"),
    ],
)
def test_two_people(one: str, other: str) -> None:
    assert not may_be_same(one, other)
    assert not may_be_same(other, one)
