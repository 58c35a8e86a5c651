"""Names and other text from people: made safe to keep, made equal to compare, and read as pinyin.

Companies and pinyin have modules of their own; this is the one place to import them from.
"""

import re
import unicodedata
from typing import Final

from kam_desktop.core.rules.companies import CompanyKey, company_key, short_company, split_company
from kam_desktop.core.rules.padding import HAN, unpadded
from kam_desktop.core.rules.readings import initials, pinyin, sort_key

__all__ = [
    "CompanyKey",
    "called",
    "clean",
    "clean_with_report",
    "company_key",
    "fold",
    "in_one_line",
    "initials",
    "person_key",
    "pinyin",
    "short_company",
    "sort_key",
    "split_company",
    "split_people",
    "unpadded",
]

DEFAULT_LIMIT: Final = 512  # characters
_LINE_BREAKS: Final = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# By number, so that nothing invisible stands in this file; the codes are worded reason.text.<code>.
_UNWANTED: Final = {
    "surrogate": re.compile("[\ud800-\udfff]"),
    "nul": re.compile("\x00"),
    "control": re.compile("[\x01-\x08\x0e-\x1f\x7f-\x9f\ufff9-\ufffb\ufffe\uffff]"),
    "bidi": re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"),
    "zero_width": re.compile("[\u00ad\u180e\u200b-\u200d\u2060-\u2065\u206a-\u206f\ufeff\U000e0000-\U000e007f]"),
}
_SEPARATING: Final = re.compile(r"[\s·•・‧⋅.,，。、'’\-]+")
_BETWEEN_PEOPLE: Final = re.compile(r"[、,，;；/|\n]+|\s+[&＆和]\s+|(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")
_HAN_BREAK: Final = re.compile(r"(?<=[\u3400-\u9fff）】」])\s*[\n\t]\s*(?=[\u3400-\u9fff（【「])")
_HAN_ONLY: Final = re.compile("[\u4e00-\u9fff]+")
_HAN: Final = re.compile(HAN)


def clean(text: str, limit: int = DEFAULT_LIMIT) -> str:
    """Text fit to keep: NFC, no NUL, control, direction, invisible or broken characters, stripped and cut.

    Line breaks and tabs stay; ``A<B>C 公司`` stays as it is, for text from people is never markup.
    """
    return clean_with_report(text, limit)[0]


def clean_with_report(text: str, limit: int = DEFAULT_LIMIT) -> tuple[str, tuple[str, ...]]:
    """``clean`` and the codes of what was mended (``reason.text.<code>``); outer blanks do not count."""
    mended = []
    if not (text.isascii() and text.isprintable()):
        text = _LINE_BREAKS.sub("\n", text)
        for code, unwanted in _UNWANTED.items():
            mended += [code] if unwanted.search(text) else []
            text = _paired(text) if code == "surrogate" and code in mended else unwanted.sub("", text)
        text = unicodedata.normalize("NFC", text)
    text = text.strip()
    if len(text) > limit:
        mended.append("too_long")
        text = _cut(text, limit)
    return text, tuple(mended)


def in_one_line(text: str) -> str:
    """A name or a title that a cell shows in several lines: 长城⏎公司 is 长城公司, Great⏎Wall is Great Wall."""
    if "\n" not in text and "\t" not in text:
        return text
    return " ".join(_HAN_BREAK.sub("", text).split())


def called(text: str) -> str:
    """The name of a person or a company as it is kept: in one line, without blanks that only pad it."""
    return unpadded(in_one_line(text))


def fold(text: str) -> str:
    """For searching: widths, letter case and runs of blanks make no difference; nothing invisible is left."""
    plain = unicodedata.normalize("NFKC", text)
    if not plain.isascii():
        for unwanted in _UNWANTED.values():
            plain = unwanted.sub("", plain)
    return " ".join(unicodedata.normalize("NFKC", plain.casefold()).split())


def person_key(name: str) -> str:
    """Equal for the same name written with other blanks, dots, widths or case (王 伟, 阿卜杜拉·买买提)."""
    if _HAN_ONLY.fullmatch(name):  # nearly all: there is nothing to fold
        return name
    folded = fold(name)
    return _SEPARATING.sub("" if _HAN.search(folded) else " ", folded).strip() or folded


def split_people(text: str) -> tuple[str, ...]:
    """The names in a list of people: 王伟、李芳; 王伟/李芳; Wang Wei, Li Fang."""
    return tuple(name for part in _BETWEEN_PEOPLE.split(text) if (name := part.strip()))


def _paired(text: str) -> str:
    """Joins surrogates that belong together and drops the lone ones."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")


def _cut(text: str, limit: int) -> str:
    """Never between a letter and its accent or variation selector."""
    while limit > 0 and (unicodedata.category(text[limit]) in {"Mn", "Me"}):
        limit -= 1
    return text[:limit].rstrip()
