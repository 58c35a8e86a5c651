"""Who draws which character, and what is reported as lost."""

import subprocess
import sys
from itertools import groupby

import pytest

from kam_desktop.documents.fonts import FALLBACK, Typeface, drawn
from kam_desktop.documents.grid import Style

_TEXT = Style(10, 17)
_BOLD = Style(10, 17, bold=True)


def _runs(type_: Typeface, text: str, style: Style) -> list[tuple[str, str]]:
    """(face, text) pieces of a prepared text."""
    glyphs = type_.weights[style.bold]
    return [(face, "".join(map(drawn, run))) for face, run in groupby(text, key=lambda char: glyphs[char][0])]


def test_importing_the_reports_does_not_import_reportlab() -> None:
    check = (
        "import sys\n"
        "from kam_desktop.documents import file_names, preview, recovery_sheet, visit_period, visit_report\n"
        "assert not {'reportlab', 'PIL', 'pypdfium2'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", check], check=True, env={"PYTHONPATH": ":".join(sys.path)})


@pytest.mark.parametrize("name", ["王𬭁", "㛃", "䶮", "李𬭎", "陈𫖯", "喆堃犇镕"])
def test_rare_characters_of_names_are_drawn(name: str) -> None:
    type_ = Typeface("zh_CN")
    assert type_.prepare(name) == name
    assert {font for font, _ in _runs(type_, name, _TEXT)} == {"NotoSansSC-Regular"}
    assert type_.missing == ()


def test_latin_letters_that_the_chinese_face_lacks_come_from_the_latin_one() -> None:
    type_ = Typeface("zh_CN")
    runs = _runs(type_, type_.prepare("Łukasz"), _BOLD)
    assert runs == [("NotoSans-Bold", "Ł"), ("NotoSansSC-Bold", "ukasz")]


def test_in_english_latin_text_and_its_marks_come_from_the_latin_face() -> None:
    type_ = Typeface("en")
    assert _runs(type_, type_.prepare("“client’s” — ±3%…"), _TEXT) == [("NotoSans-Regular", "“client’s” — ±3%…")]
    assert _runs(type_, "裴淑兰", _TEXT) == [("NotoSansSC-Regular", "裴淑兰")]


def test_in_chinese_an_apostrophe_between_latin_letters_is_narrow_and_a_quotation_mark_is_not() -> None:
    type_ = Typeface("zh_CN")
    narrow = type_.prepare("client’s")
    assert type_.width(narrow, _TEXT) < type_.width(type_.prepare("clients"), _TEXT) + 3
    assert "".join(run for _, run in _runs(type_, narrow, _TEXT)) == "client’s"
    assert type_.width(type_.prepare("’好"), _TEXT) == pytest.approx(20)
    assert type_.plain("client’s") == "client’s"


def test_what_no_face_has_becomes_a_mark_and_is_reported_once() -> None:
    type_ = Typeface("zh_CN")
    assert type_.prepare("好😀שלום😀") == f"好{FALLBACK * 6}"
    assert type_.missing == ("😀", "ש", "ל", "ו", "ם")


def test_invisible_characters_go_without_a_report() -> None:
    type_ = Typeface("zh_CN")
    text = "王\u200b明\x00\u202e反\ufeff葛\U000e0100"
    assert type_.prepare(text) == "王明反葛"
    assert type_.missing == ()


def test_ends_of_lines_and_tabs_are_made_equal() -> None:
    assert Typeface("en").prepare("a\r\nb\rc\u2028d\te") == "a\nb\nc\nd  e"


def test_text_is_composed() -> None:
    assert Typeface("en").prepare("e\u0301") == "é"


def test_lone_surrogates_are_marked() -> None:
    type_ = Typeface("en")
    assert type_.prepare("a\ud800") == f"a{FALLBACK}"


def test_digits_are_tabular() -> None:
    for lang in ("zh_CN", "en"):
        type_ = Typeface(lang)
        assert len({type_.width(digit, _TEXT) for digit in "0123456789"}) == 1


def test_a_text_is_shortened_to_its_room() -> None:
    type_ = Typeface("zh_CN")
    short = type_.shorten("宁波恒屹轴承有限公司", _TEXT, 60)
    assert short == "宁波恒屹轴…"
    assert type_.shorten("宁波", _TEXT, 60) == "宁波"
