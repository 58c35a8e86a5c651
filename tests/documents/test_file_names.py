"""Names of written files: what every system takes, and never somebody else's file."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam_desktop.documents.file_names import paper_name, recovery_sheet_name, safe, unused

_ON = date(2026, 11, 18)


def test_the_names_of_the_rule() -> None:
    assert paper_name("visit", _ON, "zh_CN", client="宁波恒屹", version=2) == "拜访报告_宁波恒屹_2026-11-18_v2.pdf"
    assert (
        paper_name("visit", _ON, "en", client="Ningbo Hengyi", version=2)
        == "visit-report_Ningbo-Hengyi_2026-11-18_v2.pdf"
    )
    assert paper_name("visit", _ON, "zh_CN", client="宁波恒屹") == "拜访报告_宁波恒屹_2026-11-18.pdf"
    assert recovery_sheet_name("我的客户", "zh_CN") == "恢复密钥_我的客户.pdf"


def test_only_the_client_is_cut() -> None:
    name = paper_name("visit", _ON, "zh_CN", client="恒" * 90, version=12)
    assert len(name.encode()) <= 120
    assert name.startswith("拜访报告_恒恒")
    assert name.endswith("恒_2026-11-18_v12.pdf")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ('a<b>c:"d/e\\f|g?h*i', "a-b-c--d-e-f-g-h-i"),
        ("a\nb\x00c\u202e", "a-b-c-"),
        ("name. .", "name---"),
        ("CON", "_CON"),
        ("nul.pdf", "_nul.pdf"),
        ("com1", "_com1"),
        ("LPT9.txt", "_LPT9.txt"),
        ("console", "console"),
        ("../../etc", "..-..-etc"),
        ("..", "--"),
        ("", "-"),
        ("王𬭁", "王𬭁"),
    ],
)
def test_forbidden_things(name: str, expected: str) -> None:
    assert safe(name) == expected


def test_an_accent_is_not_cut_from_its_letter() -> None:
    assert safe("aq\u0323", limit=3) == "a"


@given(st.text(max_size=60), st.integers(min_value=8, max_value=120))
def test_any_name_becomes_a_good_one(name: str, limit: int) -> None:
    clean = safe(name, limit)
    assert 0 < len(clean.encode()) <= limit
    assert not set(clean) & set('<>:"/\\|?*\0\n')
    assert clean[-1] not in ". "


def test_an_existing_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.b.pdf"
    assert unused(path) == path
    path.touch()
    assert unused(path).name == "a.b (2).pdf"
    unused(path).touch()
    (tmp_path / "a.b (3).pdf").symlink_to(tmp_path / "nowhere")
    assert unused(path).name == "a.b (4).pdf"
