"""Telephone numbers as they stand in cells and cards."""

import os
import re
import subprocess
import sys

import phonenumbers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kam_desktop.core.rules import phones


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("13800138000", ("13800138000",)),
        ("13800138000/13900139000", ("13800138000", "13900139000")),
        ("13800138000 ::: 13900139000", ("13800138000", "13900139000")),
        ("13800138000、13900139000；13700137000", ("13800138000", "13900139000", "13700137000")),
        ("13800138000，13900139000", ("13800138000", "13900139000")),
        ("13800138000\n13900139000", ("13800138000", "13900139000")),
        ("13800138000 或 13900139000", ("13800138000", "13900139000")),
        ("138 0013 8000 139 0013 9000", ("138 0013 8000", "139 0013 9000")),
        ("0574 55500138 13800138000", ("0574 55500138", "13800138000")),
        ("55500138 55500139", ("55500138", "55500139")),
        ("021-58888888 转 801 / 138 0013 8000", ("021-58888888 转 801", "138 0013 8000")),
        ("021-58888888分机801 13800138000", ("021-58888888分机801", "13800138000")),
        ("+8657455500138;ext=801", ("+8657455500138 ext 801",)),
        ("手机：１３８００１３８０００；电话:(0574)5550-0138", ("13800138000", "(0574)5550-0138")),
        ("+49 30 123456", ("+49 30 123456",)),
        ("hello", ("hello",)),
        ("", ()),
        (" / ", ()),
    ],
)
def test_split(text: str, numbers: tuple[str, ...]) -> None:
    assert phones.split(text) == numbers


@pytest.mark.parametrize(
    ("written", "kept", "shown"),
    [
        ("13800138000", "+8613800138000", "138 0013 8000"),
        ("138-0013-8000", "+8613800138000", "138 0013 8000"),
        ("１３８ ００１３ ８０００", "+8613800138000", "138 0013 8000"),
        ("+86 138 0013 8000", "+8613800138000", "138 0013 8000"),
        ("8613800138000", "+8613800138000", "138 0013 8000"),
        ("0086-13800138000", "+8613800138000", "138 0013 8000"),
        ("\u202d13800138000\u202c", "+8613800138000", "138 0013 8000"),
        ("13800138000.0", "+8613800138000", "138 0013 8000"),
        ("1.3800138E+10", "+8613800138000", "138 0013 8000"),
        ("0574-55500138", "+8657455500138", "0574-5550 0138"),
        ("(0574)5550-0138", "+8657455500138", "0574-5550 0138"),
        ("+86-0574-55500138", "+8657455500138", "0574-5550 0138"),
        ("010-65501388", "+861065501388", "010-6550 1388"),
        ("0580-1234567", "+865801234567", "0580-123 4567"),
        ("400-820-8820", "+864008208820", "400 820 8820"),
        ("021-58888888-801", "+862158888888;ext=801", "021-5888 8888-801"),
        ("021-58888888 转 801", "+862158888888;ext=801", "021-5888 8888-801"),
        ("021-58888888转分机801", "+862158888888;ext=801", "021-5888 8888-801"),
        ("021-58888888 ext. 801", "+862158888888;ext=801", "021-5888 8888-801"),
        ("021-58888888x801", "+862158888888;ext=801", "021-5888 8888-801"),
        ("55500138-801", "55500138;ext=801", "55500138-801"),
        ("00852 2345 6789", "+85223456789", "+852 2345 6789"),
        ("+49 30 123456-78", "+493012345678", "+49 30 12345678"),
        ("95588", "95588", "95588"),
        ("5550 0138", "55500138", "5550 0138"),
        ("1.38001E+10", "1.38001E+10", "1.38001E+10"),
        ("1" * 30, "1" * 30, "1" * 30),
        ("A<B>C", "A<B>C", "A<B>C"),
        ("1-800-FLOWERS", "1-800-FLOWERS", "1-800-FLOWERS"),
        ("", "", ""),
    ],
)
def test_normalise_and_display(written: str, kept: str, shown: str) -> None:
    assert (phones.normalise(written), phones.display(written)) == (kept, shown)


@pytest.mark.parametrize(
    ("number", "is_plausible"),
    [
        ("13800138000", True),
        ("0574-55500138-801", True),
        ("55500138", True),
        ("95588", True),
        ("110", True),
        ("138", False),
        ("1.38001E+10", False),
        ("1" * 30, False),
        ("hello", False),
        ("", False),
    ],
)
def test_is_plausible(number: str, is_plausible: bool) -> None:
    assert phones.is_plausible(number) is is_plausible


DIALLED = st.text("0123456789+-() .转x#eE;=/、\u202d１", max_size=40)


@settings(deadline=None)  # the first call imports a library
@given(DIALLED | st.text(max_size=40))
def test_never_raises_and_is_stable(text: str) -> None:
    for number in (text, *phones.split(text)):
        kept = phones.normalise(number)
        assert phones.normalise(kept) == kept
        assert phones.normalise(phones.display(kept)) == kept
        assert phones.is_plausible(number) in {True, False}


@settings(deadline=None)  # the first call imports a library
@given(st.from_regex(r"1[3-9][0-9]{9}|0(10|2[0-9]|[3-9][0-9]{2})-[2-8][0-9]{6,7}(-[0-9]{1,4})?", fullmatch=True))
def test_what_is_shown_is_the_same_number(text: str) -> None:
    assert phones.normalise(phones.display(text)) == phones.normalise(text)
    assert phones.split(phones.display(text)) == (phones.display(text),)


def test_a_mobile_is_known_without_the_library_exactly_where_the_library_knows_it() -> None:
    """A blank in a number that it does not know would make another of it."""
    metadata = phonenumbers.PhoneMetadata.metadata_for_region("CN").mobile.national_number_pattern
    for head in range(1300, 2000):
        number = f"{head}1234567"
        grouped = f"{number[:3]} {number[3:7]} {number[7:]}"
        is_known = re.fullmatch(metadata, number) is not None
        assert (phones.display(number) == grouped) is is_known, number
        assert (phones.display(f"+86{number}") == grouped) is is_known, number


def test_a_page_of_text_is_no_trouble() -> None:
    """Two thousand numbers in one cell: found, in time linear to their count."""
    assert len(phones.split("138 0013 8000 " * 2000)) == 2000
    assert phones.normalise("1 " * 50_000) == ("1 " * 50_000).strip()


def test_rules_import_lazily_and_never_the_geocoder() -> None:
    program = (
        "import sys\n"
        "from kam_desktop.core.rules import dates, holidays, lunar, names, phones\n"
        "early = {'borax', 'phonenumbers', 'pypinyin'} & set(sys.modules)\n"
        "phones.display('010-65501388'); names.pinyin('王'); lunar.leap_month(2025)\n"
        "from pypinyin.constants import PHRASES_DICT\n"
        "print(early, 'phonenumbers.geocoder' in sys.modules, len(PHRASES_DICT) < 100)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert done.stdout.split() == ["set()", "False", "True"], done.stdout
