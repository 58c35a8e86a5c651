"""One person as a vCard, 3.0 (what phones and Outlook take) or 4.0."""

import binascii
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kam_desktop.core.rules import dates
from kam_desktop.core.rules.dates import PartialDate
from kam_desktop.core.rules.kinds import Calendar
from kam_desktop.exchange.writers.content_lines import escaped, line

OWN_UID: Final = "kam-desktop-"  # a card of our own: reading it takes no number from this
_PNG: Final = b"\x89PNG"
_NO_YEAR: Final = "1604"  # how Apple writes a birthday without a year in 3.0


@dataclass(frozen=True, slots=True)
class Card:
    """What a card says. ``address`` is (province, city, street); ``lunar_words`` tell a lunar birthday in the note.

    ``photo`` is a JPEG or PNG. ``life`` are properties of our own for what the note tells as well:
    phones show that alone.
    """

    uid: str
    name: str
    family: str = ""
    given: str = ""
    company: str = ""
    title: str = ""
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    wechat: str = ""
    birthday: PartialDate | None = None
    lunar_words: str = ""
    address: tuple[str, str, str] = ("", "", "")
    tags: tuple[str, ...] = ()
    note: str = ""
    photo: bytes = b""
    life: tuple[tuple[str, str], ...] = ()


def write(card: Card, version: str = "3.0") -> bytes:
    """The card as bytes, lines folded."""
    return b"".join(line(name, value) for name, value in _properties(card, version))


def _properties(card: Card, version: str) -> Iterator[tuple[str, str]]:
    is_new = version == "4.0"
    yield "BEGIN", "VCARD"
    yield "VERSION", version
    yield "UID;VALUE=text" if is_new else "UID", escaped(card.uid)
    yield "FN", escaped(card.name)
    yield "N", ";".join([escaped(card.family), escaped(card.given), "", "", ""])
    for name, text in (("ORG", card.company), ("TITLE", card.title)):
        if text:
            yield name, escaped(text)
    for number in card.phones:
        yield f"TEL;TYPE={_kind(number)}" + (";VALUE=text" if is_new else ""), escaped(number)
    for address in card.emails:
        yield "EMAIL" if is_new else "EMAIL;TYPE=INTERNET", escaped(address)
    if card.wechat:
        yield "X-WECHAT", escaped(card.wechat)
    if any(card.address):
        province, city, street = map(escaped, card.address)
        yield "ADR;TYPE=WORK", f";;{street};{city};{province};;"
    if card.birthday is not None:
        yield _birthday(card.birthday, is_new=is_new)
    if card.tags:
        yield "CATEGORIES", ",".join(map(escaped, card.tags))
    if note := "\n".join(filter(None, (card.note, card.lunar_words))):
        yield "NOTE", escaped(note)
    for name, text in card.life:
        yield name, escaped(text)
    if card.photo:
        yield _photo(card.photo, is_new=is_new)
    yield "END", "VCARD"


def _kind(number: str) -> str:
    digits = "".join(filter(str.isdigit, number)).removeprefix("86")
    return "CELL" if len(digits) == 11 and digits[0] == "1" else "WORK"


def _photo(data: bytes, *, is_new: bool) -> tuple[str, str]:
    kind, text = "PNG" if data.startswith(_PNG) else "JPEG", binascii.b2a_base64(data, newline=False).decode()
    if is_new:
        return "PHOTO", f"data:image/{kind.lower()};base64,{text}"
    return f"PHOTO;ENCODING=b;TYPE={kind}", text


def _birthday(known: PartialDate, *, is_new: bool) -> tuple[str, str]:
    """Lunar dates have no property of their own in the standard, and in 3.0 neither have dates in part."""
    if known.calendar is Calendar.LUNAR:
        return "X-LUNAR-BIRTHDAY", escaped(dates.write(known, "zh_CN"))
    text = dates.to_text(known)
    if None not in (known.year, known.month, known.day):
        return "BDAY", text
    if is_new:
        return "BDAY", text.replace("--", "\0").replace("-", "").replace("\0", "--") if known.year is None else text
    if known.year is None and known.day is not None:
        return f"BDAY;X-APPLE-OMIT-YEAR={_NO_YEAR}", f"{_NO_YEAR}-{known.month:02}-{known.day:02}"
    return "X-BIRTHDAY", text
