"""Values that are taken as what they nearly say, with something told or kept beside them: A+, 属龙，生日5月8日, 江苏苏州.

Each reader gives what needs no word, raises ``Nearly`` for the rest, and Invalid for what it cannot read.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import zip_longest
from typing import Any, Final

from kam_desktop.core.errors import Invalid
from kam_desktop.core.records import ContactRecord
from kam_desktop.core.rules import dates, names, regions, surnames
from kam_desktop.core.rules.dates import PartialDate
from kam_desktop.core.rules.kinds import Calendar, Tier
from kam_desktop.exchange import values, vocabulary

_FINER: Final = re.compile(r"(?:([abc])(?:\1{0,2})[+\-−]{1,2}|([abc])\2{1,2}|(s{1,3}|[sv]{1,2}vip))")
_STARS: Final = re.compile(r"[★⭐]{1,5}[☆✩]{0,4}")
_OF_THREE: Final = {1: Tier.C, 2: Tier.B, 3: Tier.A}
_OF_FIVE: Final = {1: Tier.C, 2: Tier.C, 3: Tier.B, 4: Tier.A, 5: Tier.A}
_BESIDE: Final = re.compile(
    r"(?:生肖[:：]?)?属?(?P<sign>(?<=[属肖:：])[鼠牛虎兔龙龍蛇马馬羊猴鸡雞狗猪豬])|(?:过|過)?(?:生日|出生)(?:是|为|為|在)?[:：]?"
)
_GAPS: Final = re.compile(r"[\s,，;；、。()（）]+")
_TOGETHER: Final = re.compile(r"[、/／;；,，&＆|\n]")
_TITLE_GAPS: Final = re.compile(r"\s*[、/／;；,，]\s*")
PLACES: Final = regions.Where._fields
_LONGER: Final = 4  # characters in which more than a city can stand
_PERSON: Final = re.compile(r"[\u3400-\u9fff·]{2,5}")
_AREA: Final = re.compile(
    r"[\u4e00-\u9fff]{0,8}(?:园区|开发区|高新区?|经开区?|新区|新城|保税区|度假区|示范区|风景区|镇|乡|街道|村)"
)


class Nearly(Invalid):
    """Carries the ``value`` that is taken all the same.

    ``code`` is told with ``text`` unless it is empty; ``more`` are further attributes that the cell says, ``where``
    the place that it says as a whole, and ``is_kept`` asks that the words stay in the notes too.
    """

    def __init__(
        self,
        value: Any,
        code: str = "",
        text: str = "",
        *,
        more: Mapping[str, Any] | None = None,
        where: regions.Where | None = None,
        is_kept: bool = False,
    ) -> None:
        super().__init__("value", code, text=text)
        self.value = value
        self.text = text
        self.more = more or {}
        self.where = where
        self.is_kept = is_kept


class Yearless(Invalid):
    """A day without its year, which is the last one or the next."""

    def __init__(self, text: str, said: PartialDate, *, is_past: bool) -> None:
        super().__init__("date", "date.not_a_full_day", text=text)
        self._said = said
        self._is_past = is_past

    def near(self, today: date) -> date:
        """The nearest such day that is over, or still to come."""
        if not self._is_past:
            found = dates.next_occurrence(self._said, today)
        else:
            found = dates.next_occurrence(self._said, date(today.year, 1, 1))
            if found is None or found > today:
                found = dates.next_occurrence(self._said, date(today.year - 1, 1, 1))
        if found is None:
            raise self
        return found


def tier(text: str) -> str:
    """As ``vocabulary.tier``; A+, AA, S and stars are the nearest of three tiers, and the word stays as a tag."""
    try:
        return vocabulary.tier(text)
    except Invalid:
        found = _finer(re.sub("[级类等\ufe0f]|客户", "", values.folded(text)))
        if found is None:
            raise
    raise Nearly(found.value, "tier.read_as", f"{text} → {found.value}", more={"tags": (text,)})


def _finer(said: str) -> Tier | None:
    if found := _FINER.fullmatch(said):
        return Tier((found[1] or found[2] or "a").upper())
    if not _STARS.fullmatch(said):
        return None
    number = sum(said.count(star) for star in "★⭐")
    return (_OF_THREE if max(len(said), number) <= 3 else _OF_FIVE)[number]


def birthday(text: str, option: str = "", calendar: str = "", leap: str = "") -> PartialDate:
    """As ``values.birthday``; of words around the date the sign of the zodiac stays in the notes."""
    try:
        found = values.birthday(text, option, calendar, leap)
    except Invalid as error:
        bare = _GAPS.sub("", _BESIDE.sub("", text))
        if error.code != "date.unreadable" or not bare or bare == text:
            raise
        is_kept = any(each["sign"] for each in _BESIDE.finditer(text))
        raise Nearly(values.birthday(bare, option, calendar, leap), is_kept=is_kept) from None
    if not values.is_serial(text):
        return found
    raise Nearly(found, "date.serial", f"{text} → {dates.to_text(found)}")


def day(text: str) -> date:
    """As ``values.day``; the number of a day is told."""
    found = values.day(text)
    if not values.is_serial(text):
        return found
    raise Nearly(found, "date.serial", f"{text} → {found}")


def past_day(text: str) -> date:
    """A full day that may be over. Raises Yearless."""
    return _day(text, is_past=True)


def coming_day(text: str) -> date:
    """A full day that is likely to come. Raises Yearless."""
    return _day(text, is_past=False)


def _day(text: str, *, is_past: bool) -> date:
    try:
        return day(text)
    except Invalid as error:
        if error.code != "date.not_a_full_day":
            raise
        said = values.said_day(text)
        if said.calendar is not Calendar.SOLAR or said.year or not (said.month and said.day):
            raise
    raise Yearless(text, said, is_past=is_past)


def place(text: str) -> None:
    """A place in one text, from the widest to the narrowest, is none of its own: its parts go beside it."""
    found = parted(text)
    if found is None:
        raise Invalid("place", "place.unknown", text=text)
    where, rest = found
    raise Nearly(None, where=where, is_kept=bool(rest))


def city(text: str, _option: str = "") -> str:
    """A city as it is written, unless more places stand in it."""
    text = names.in_one_line(text)
    if len(text) < _LONGER or regions.called(text):
        return text
    found = parted(text)
    if found is None or found[1] or not (found[0].province and found[0].city):
        return text
    raise Nearly(None, where=found[0])


def is_elsewhere(where: regions.Where, said: Mapping[str, str]) -> bool:
    """Whether a place is none of what is ``said`` by province, city and district, nor lies in it."""
    stands = {name: said.get(name, "") for name in where._fields}
    found = parted("".join(stands.values()))
    for name, value in where._asdict().items():
        known = {regions.bare(each) for each in (stands[name], getattr(found[0], name) if found else "") if each}
        if value and known and regions.bare(value) not in known:
            return True
    return False


def parted(text: str) -> tuple[regions.Where, str] | None:
    """The places that a text begins with, and what is left of it; an area of a city (工业园区) is its district."""
    where, rest = regions.parted(re.sub(r"[\s/／·、,，\-—>|]+", "", unicodedata.normalize("NFKC", text)))
    if not where.province:
        return None
    if rest and where.city and not where.district and _AREA.fullmatch(rest):
        return where._replace(district=rest), ""
    return where, rest


def person(text: str, _option: str = "") -> str:
    """A person's name; of several (梁国庆、单永刚) the first, the others beside it. What may be one name stays one."""
    if not _TOGETHER.search(text):
        return names.in_one_line(text)
    found = [each for part in _TOGETHER.split(text) if (each := part.strip())]
    if len(found) < 2 or not all(_PERSON.fullmatch(name) and surnames.begin(name) for name in found):
        return names.in_one_line(text)
    raise Nearly(found[0], "contact.several", "、".join(found), more={"others": tuple(found[1:])})


def are_plain(read: Callable[..., Any], cells: Sequence[str]) -> bool:
    """Whether ``read`` would give each of these as it is, which is known of most columns at a glance."""
    if read is city:
        return max(map(len, cells), default=0) < _LONGER
    return read is person and not _TOGETHER.search("\t".join(cells))


def apart(person: ContactRecord, others: Sequence[str]) -> list[ContactRecord]:
    """The people of one cell: each has their number and title where there are as many, else the first has all."""
    if not others:
        return [person]
    count = len(others) + 1
    titles = [each for each in _TITLE_GAPS.split(person.title) if each]
    phones = [(each,) for each in person.phones] if len(person.phones) == count else [person.phones]
    emails = [(each,) for each in person.emails] if len(person.emails) == count else [person.emails]
    titles = titles if len(titles) == count else [person.title]
    told = zip_longest(others, titles[1:], phones[1:], emails[1:])
    rest = [ContactRecord(name, title or "", number or (), mail or ()) for name, title, number, mail in told]
    return [person._replace(title=titles[0], phones=phones[0], emails=emails[0]), *rest]
