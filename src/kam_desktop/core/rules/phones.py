"""Telephone numbers: taken apart, made comparable, shown as people group them. Nothing here raises.

A number that phonenumbers finds valid for China (or with its +code) becomes E.164, with ``;ext=`` behind it;
any other stays as it was written, for 95588, an eight-digit local number or a typing slip is still what the
person said. phonenumbers is imported at the first use, its geocoder never (101 MiB).
"""

import re
import unicodedata
from types import ModuleType
from typing import Any, Final

_REGION: Final = "CN"
_LIMIT: Final = 64  # characters of one number
_LONGEST: Final = 15  # digits of E.164
_MOST_BLOCKS: Final = 8  # that one number is written in
_KEPT_DIGITS: Final = 6  # behind the point of 1.3800138E+10; a sheet that shows fewer has rounded
_INVISIBLE: Final = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_HARD: Final = re.compile(r"[/、;,|\n\r]+|:::|(?<=\d)\s*(?:或|\bor\b)\s*(?=[\d+(])")
_EXT_PARAM: Final = re.compile(r"\s*;\s*ext\s*=\s*(?=\d)", re.IGNORECASE)
_LABEL: Final = re.compile(
    r"^(?:手机|电话|座机|固话|办公|传真|mobile|phone|cell|tel|fax)(?:号码?)?\s*[:.]?\s*(?=[\d+(])",
    re.IGNORECASE,
)
_EXTENSION: Final = re.compile(
    r"(?P<base>.*\d\)?)[\s,-]*(?:转(?:分机)?|分机号?|ext(?:ension)?|x|#)\s*[.:=]?\s*(?P<ext>\d{1,7})",
    re.IGNORECASE,
)
_DASHED: Final = re.compile(
    r"(?P<base>(?:(?:\+?86[- ]?)?\(?0?\d{2,3}\)?[- ]?)?\d{3,4}[- ]?\d{4})-(?P<ext>\d{1,5})", re.ASCII
)
_LOCAL_DASHED: Final = re.compile(r"(?P<base>\d{7,8})-(?P<ext>\d{1,5})", re.ASCII)
_NUMBER: Final = re.compile(r"\+?[\d\s().\-–—]+", re.ASCII)
_JOINS: Final = re.compile(r"[\s().\-–—]+")
_SERVICE: Final = re.compile(r"11[0479]|12[02]|1\d{4,5}|9\d{4,5}", re.ASCII)  # 110, 12345, 95588, 968888
_FLOAT: Final = re.compile(r"(?P<whole>\d+)\.0+", re.ASCII)
_SCIENTIFIC: Final = re.compile(r"(?P<first>\d)\.(?P<rest>\d+)e\+?(?P<power>\d\d?)", re.ASCII | re.IGNORECASE)


_MOBILE: Final = re.compile(r"1[3-9][0-9]{9}")
#: given out by now, as phonenumbers has it
_GIVEN_OUT: Final = re.compile(
    r"(?:\+86)?(1(?:[38][0-9]|4[57]|5[0-35-9]|6[25-7]|7[0-35-8]|9[0-35-9]))([0-9]{4})([0-9]{4})"
)


def split(text: str) -> tuple[str, ...]:
    """The numbers in a cell with their extensions, as written but in half width and without 手机：.

    Text that is no number is kept as a piece of its own, so that nothing of a cell is lost.
    """
    if _MOBILE.fullmatch(text):
        return (text,)  # nearly all of a list: known without the library, which takes 70 µs
    plain = _EXT_PARAM.sub(" ext ", _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)))
    pieces = (_LABEL.sub("", piece.strip()) for piece in _HARD.split(plain))
    return tuple(number for piece in pieces if piece for number in _by_blanks(piece))


def normalise(number: str) -> str:
    """E.164 with ``;ext=801`` behind it where possible, else digits as written; other text unchanged.

    1.3800138E+10 is read; 1.38001E+10 has lost its last digits in the sheet and stays as it is.
    """
    if _MOBILE.fullmatch(number):
        return f"+86{number}"
    plain = _plain(number)
    return _valid(plain) or _as_written(plain)


def grouped(number: str) -> str:
    """A mobile number as people group it, without the library; any other unchanged."""
    found = _GIVEN_OUT.fullmatch(number)
    return " ".join(found.groups()) if found else number


def display(number: str) -> str:
    """As people group it: 138 0013 8000, 0574-5550 0138, 0574-5550 0138-801; unknown forms unchanged."""
    if (known := grouped(number)) != number:
        return known  # nearly all: a day need not read the library, in the middle of a picture
    e164, _, extension = _valid(_plain(number)).partition(";ext=")
    if not e164:
        return number
    parsed = _parsed(e164)
    is_chinese = parsed.country_code == 86
    shown = _domestic(parsed) if is_chinese else ""
    shown = shown or _library().format_number(parsed, _library().PhoneNumberFormat.INTERNATIONAL)
    return shown + (f"{'-' if is_chinese else ' ext. '}{extension}" if extension else "")


def link(number: str) -> str:
    """As the system's telephone takes it (RFC 3966): ``tel:+8613800138000``, ``tel:+8657455500138;ext=801``."""
    base, _, extension = normalise(number).partition(";ext=")
    plain = "".join(sign for sign in base if sign in "+0123456789")
    return f"tel:{plain};ext={extension}" if extension else f"tel:{plain}"


def is_plausible(number: str) -> bool:
    """Whether it could be dialled: a possible number or a service number. For warnings, never to reject."""
    base = normalise(number).partition(";ext=")[0]
    if _SERVICE.fullmatch(base):
        return True
    parsed = _parsed(base)
    return parsed is not None and bool(_library().is_possible_number(parsed))


def _by_blanks(piece: str) -> list[str]:
    """Blanks stand inside numbers and between them: the longest valid run of blocks is one number."""
    blocks, found = piece.split(), []
    while blocks:
        runs = (n for n in range(min(len(blocks), _MOST_BLOCKS), 0, -1) if _valid(_plain(" ".join(blocks[:n]))))
        if not (length := next(runs, 0)):
            break
        found.append(" ".join(blocks[:length]))
        blocks = blocks[length:]
    if blocks and all(_digits(block) >= 7 and is_plausible(block) for block in blocks):
        return found + blocks
    return [*found, " ".join(blocks)] if blocks else found


def _plain(number: str) -> str:
    plain = _INVISIBLE.sub("", unicodedata.normalize("NFKC", number)).strip()
    if found := _FLOAT.fullmatch(plain):
        return found["whole"]
    found = _SCIENTIFIC.fullmatch(plain)
    if found and _KEPT_DIGITS <= len(found["rest"]) <= int(found["power"]) < _LONGEST:
        return found["first"] + found["rest"].ljust(int(found["power"]), "0")
    return _EXT_PARAM.sub(" ext ", plain)


def _valid(plain: str) -> str:
    """E.164 and extension of a valid number, else ""."""
    if len(plain) > _LIMIT:
        return ""
    if found := _EXTENSION.fullmatch(plain) or _DASHED.fullmatch(plain):
        e164 = _e164(found["base"])
        if e164:
            return f"{e164};ext={found['ext']}"
    return _e164(plain)


def _as_written(plain: str) -> str:
    if len(plain) > _LIMIT:
        return plain
    found = _EXTENSION.fullmatch(plain) or _LOCAL_DASHED.fullmatch(plain)
    base, tail = (found["base"], f";ext={found['ext']}") if found else (plain, "")
    joined = _JOINS.sub("", base)
    return joined + tail if joined.removeprefix("+").isdigit() else plain


def _e164(text: str) -> str:
    parsed = _parsed(text)
    if parsed is None or not _library().is_valid_number(parsed):
        return ""
    return str(_library().format_number(parsed, _library().PhoneNumberFormat.E164))


def _parsed(text: str) -> Any:
    """phonenumbers' reading, or None; letters are never taken for digits."""
    if len(text) > _LIMIT or _digits(text) > _LONGEST + 2 or not _NUMBER.fullmatch(text):
        return None
    try:
        return _library().parse(text, _REGION)
    except _library().NumberParseException:
        return None


def _domestic(parsed: Any) -> str:
    """Chinese grouping: mobiles 3-4-4, 400 numbers 3-3-4, landlines with their area code."""
    digits = str(parsed.national_number)
    if len(digits) == 11 and digits.startswith("1"):
        return f"{digits[:3]} {digits[3:7]} {digits[7:]}"
    if len(digits) == 10 and digits.startswith(("400", "800")):
        return f"{digits[:3]} {digits[3:6]} {digits[6:]}"
    area = 2 if digits.startswith(("10", "2")) else 3
    if _library().number_type(parsed) != _library().PhoneNumberType.FIXED_LINE or len(digits) - area not in {
        7,
        8,
    }:
        return ""
    return f"0{digits[:area]}-{digits[area:-4]} {digits[-4:]}"


def _digits(text: str) -> int:
    return sum(c.isdigit() for c in text)


def _library() -> ModuleType:
    import phonenumbers

    return phonenumbers
