"""Names by a pattern: every name is safe on every system, and only the client is cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam_desktop.core.errors import Invalid
from kam_desktop.core.rules.file_names import byte_length
from kam_desktop.core.rules.file_patterns import DEFAULT, PLACEHOLDERS, checked, fill

VALUES = {
    "kind": "拜访报告",
    "client": "宁波恒屹",
    "date": "2026-11-18",
    "version": "v2",
    "manager": "许文静",
    "tier": "A",
}


@pytest.mark.parametrize(
    ("pattern", "values", "name"),
    [
        (DEFAULT, VALUES, "拜访报告_宁波恒屹_2026-11-18_v2.pdf"),
        (DEFAULT, VALUES | {"version": ""}, "拜访报告_宁波恒屹_2026-11-18.pdf"),
        (DEFAULT, VALUES | {"client": "", "version": ""}, "拜访报告_2026-11-18.pdf"),
        ("{date} {tier}-{client}", VALUES, "2026-11-18 A-宁波恒屹.pdf"),
        ("{date} {tier}-{client}", VALUES | {"tier": ""}, "2026-11-18-宁波恒屹.pdf"),
        ("{manager}_{client}", VALUES | {"manager": ""}, "宁波恒屹.pdf"),
        ("{client}", VALUES | {"client": "a/b:c"}, "a-b-c.pdf"),
        ("{client}", VALUES | {"client": "CON"}, "_CON.pdf"),
        ("{client}", VALUES | {"client": ""}, "-.pdf"),
    ],
)
def test_filling(pattern: str, values: dict[str, str], name: str) -> None:
    assert fill(pattern, values, ".pdf") == name


def test_only_the_client_is_cut() -> None:
    name = fill(DEFAULT, VALUES | {"client": "恒" * 90}, ".docx")
    assert byte_length(name) <= 120
    assert name.startswith("拜访报告_恒")
    assert name.endswith("_2026-11-18_v2.docx")


@pytest.mark.parametrize(
    ("pattern", "code"),
    [("{client}_{nobody}", "unknown_placeholder"), ("{client", "open_bracket"), ("a}{client}", "open_bracket"),
     ("always the same", "no_placeholder"), ("字" * 30 + "{client}", "too_long")],
)  # fmt: skip
def test_patterns_that_are_refused(pattern: str, code: str) -> None:
    with pytest.raises(Invalid) as caught:
        checked(pattern)
    assert caught.value.code == f"file_name.{code}"


def test_an_empty_pattern_is_the_usual_one() -> None:
    assert checked("  ") == DEFAULT


@given(
    st.lists(
        st.one_of(st.sampled_from([f"{{{name}}}" for name in PLACEHOLDERS]), st.text("_- .abc", max_size=4)), max_size=8
    ),
    st.fixed_dictionaries({name: st.text(max_size=60) for name in PLACEHOLDERS}),
)
def test_every_name_is_good(parts: list[str], values: dict[str, str]) -> None:
    name = fill("".join(parts), values, ".xlsx")
    assert 5 < byte_length(name) <= 120
    assert name.endswith(".xlsx")
    assert not set(name) & set('<>:"/\\|?*\0\n')
