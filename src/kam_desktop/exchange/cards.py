"""From the properties of vCards to client records, grouped by company (D-14.1)."""

import binascii
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Final
from urllib.parse import unquote

from kam_desktop.core.records import ClientRecord, ContactRecord, FactRecord, Problem
from kam_desktop.core.rules import file_kinds, regions
from kam_desktop.core.rules.dates import PartialDate
from kam_desktop.core.rules.privacy import PRIVATE
from kam_desktop.exchange import families, life_lines, natures, rejects, values
from kam_desktop.exchange.card import CODED, WECHAT, Card, business_address, is_fax, is_private, other_words
from kam_desktop.exchange.parsed import CellProblem, RejectedRow, rejected_row
from kam_desktop.exchange.readers.vcards import parts, unescaped
from kam_desktop.exchange.writers.vcards import OWN_UID

_LUNAR_NOTE = re.compile(r"(?:农历|阴历|旧历)生日\s*[:：]?\s*([0-9闰正一二三四五六七八九十冬腊月初廿卅〇年日\-/.]+)")
_BASIC_DATE = re.compile(r"(\d{4})(\d\d)(\d\d)")
_YEARLESS_BASIC = re.compile(r"--(\d\d)-?(\d\d)")
_CYCLE: Final = re.compile(r"00(\d\d)-?00(\d\d)-?(\d\d)-?(\d\d)")  # Apple's lunar dates: cycle, year in it, month, day
_FIRST_CYCLE: Final = (78, 1984)
_OMITTED_YEAR: Final = "1604"  # Apple writes birthdays without a year in this one


class Gathering:
    """Takes cards batch by batch, while the child still reads, and groups them by company."""

    def __init__(self) -> None:
        self._clients: dict[str, list[ClientRecord]] = {}
        self.rejected: list[RejectedRow] = []
        self.count = 0

    def add(self, cards: Iterable[Sequence[Any]], problems: Iterable[CellProblem] = ()) -> None:
        """Cards as ``[number, [[name, parameters, value], ...], photo]`` and the reader's remarks about them."""
        flagged: dict[int, list[Problem]] = defaultdict(list)
        for each in problems:
            flagged[each.row_no].append(Problem("", each.code, each.text))
        for number, properties, photo in cards:
            card = Card(number, problems=flagged.get(number, []))
            if photo:
                _put_photo(card, photo)
            self._add(card, properties)

    def _add(self, card: Card, properties: Sequence[Sequence[str]]) -> None:
        self.count += 1
        for name, parameters, value in properties:
            card.said[name].append((parameters, value))
        whole = "".join([text for _, parameters, value in properties for text in (parameters, value)])
        has_escapes = "\\" in whole or "%" in whole or CODED in whole  # which may stand for anything
        card.is_in_order = not has_escapes and values.is_in_order(whole)
        is_group = any(value.strip().upper() == "GROUP" for _, value in card.said.get("KIND", ()))
        record = None if is_group else _record(card)
        if record is None:
            shown = "\n".join(f"{name}:{value}" for name, _, value in properties)
            self.rejected.append(
                rejected_row(card.number, rejects.of_card(shown), "card.group" if is_group else "row.no_name")
            )
            return
        key = values.folded(record.name) if card.said.get("ORG") else f"\0{card.number}"
        self._clients.setdefault(key, []).append(record)

    def records(self) -> list[ClientRecord | FactRecord]:
        """The companies in the order in which their first card came."""
        return [_grouped(records) for records in self._clients.values()]


def _put_photo(card: Card, text: str) -> None:
    """The photo of a card; told of where it is no picture."""
    try:
        photo = binascii.a2b_base64(text)
    except binascii.Error:
        photo = b""
    if file_kinds.of(photo, "").is_picture:
        card.photo = photo
    else:
        card.problems.append(Problem("", "card.photo_not_kept", ""))


def _grouped(records: list[ClientRecord]) -> ClientRecord:
    """The cards of one company as one record; what the first does not say is taken from the next."""
    if len(records) == 1:
        return records[0]

    def said(name: str) -> str:
        return next((text for record in records if (text := getattr(record, name))), "")

    return records[0]._replace(
        province=said("province"),
        city=said("city"),
        address=said("address"),
        tags=values.once(tag for record in records for tag in record.tags),
        contacts=tuple(person for record in records for person in record.contacts),
        problems=tuple(problem for record in records for problem in record.problems),
    )


def _record(card: Card) -> ClientRecord | None:
    levels = [level for level in card.structured("ORG") if level]
    person = _person(card, levels[1:])
    company = levels[0] if levels else person.name
    if not company:
        return None
    is_told_of = person.name or person.phones or person.emails
    if card.photo and not is_told_of:
        card.problems.append(Problem("", "card.photo_not_kept", ""))
    address = _address(card)
    return ClientRecord(
        row_no=card.number,
        name=company,
        province=regions.written("province", address[4]),
        city=regions.written("city", address[3]),
        address=" ".join(filter(None, (address[2], address[1]))),
        tags=values.once(
            tag for _, text in card.said.get("CATEGORIES", ()) for tag in parts(card.clean(text), ",") if tag
        ),
        contacts=(person if person.name else person._replace(name=company),) if is_told_of else (),
        problems=tuple(card.problems),
    )


def _person(card: Card, departments: Sequence[str]) -> ContactRecord:
    birthday, notes = _birthday_and_notes(card)
    kept = _with_life(card, notes)
    if other := [*other_words(card)]:
        natures.grown(kept, natures.placed(other, is_private=is_private(card)))
        texts = {name: text for name, text in kept.items() if isinstance(text, str)}
        kept |= {name: card.clean(text, values.NOTES_LIMIT) for name, text in texts.items()}
    return ContactRecord(
        name=_name(card),
        title=values.title(" ".join(departments), card.first("TITLE") or card.first("ROLE")),
        phones=_phones(card),
        emails=values.once(
            address
            for _, text in card.said.get("EMAIL", ())
            for address in card.tried("EMAIL", values.emails, card.clean(unescaped(text))) or ()
        ),
        wechat=_wechat(card),
        birthday=birthday,
        **kept,
        photo=card.photo,
        external_no="" if (uid := card.first("UID")).startswith(OWN_UID) else uid,
    )


def _with_life(card: Card, notes: str) -> dict[str, Any]:
    """The notes, and what one of our own cards tells of a life outside work, which stays apart from them."""
    names = {name: life_lines.PROPERTY + name.upper() for name in (*PRIVATE, life_lines.RELATIVES)}
    told = {
        name: card.clean(unescaped(card.said[at][0][1]), values.NOTES_LIMIT)
        for name, at in names.items()
        if at in card.said
    }
    kept: dict[str, Any] = {"notes": life_lines.without(notes, told.items()), **told}
    if family := kept.pop(life_lines.RELATIVES, ""):
        kept["relatives"], others = families.read(family)
        natures.grown(kept, {"family": others} if others else {})
    return kept


def _name(card: Card) -> str:
    if shown := card.first("FN"):
        return shown
    family, given, middle, *_ = [*card.structured("N"), "", "", ""]
    return values.person_name(family, given, middle) or card.first("NICKNAME")


def _phones(card: Card) -> tuple[str, ...]:
    """Numbers as written, without the ``tel:`` of 4.0; a fax is one only if there is nothing else."""
    found: list[str] = []
    faxes: list[str] = []
    for parameters, value in card.said.get("TEL", ()):
        text = unescaped(value).strip()
        if text[:4].lower() == "tel:":
            text = unquote(text[4:]).partition(";")[0]
        numbers = card.tried("TEL", values.phone_numbers, card.clean(text)) or ()
        (faxes if is_fax(parameters) else found).extend(numbers)
    return values.once(found or faxes)


def _wechat(card: Card) -> str:
    """From the many places where phones put it: X-WECHAT, IMPP, X-SOCIALPROFILE."""
    for name, entries in card.said.items():
        if not (name[0] == "X" or name == "IMPP"):
            continue
        for parameters, value in entries:
            if WECHAT.search(name):
                return card.clean(unescaped(value))
            if name in ("IMPP", "X-SOCIALPROFILE") and WECHAT.search((parameters + value.partition(":")[0]).upper()):
                return card.clean(unescaped(value.rpartition(":")[2]))
    return ""


def _birthday_and_notes(card: Card) -> tuple[PartialDate | None, str]:
    """A lunar birthday, from its own property or the notes, is the one people keep: it wins."""
    notes = "\n".join(card.clean(unescaped(text), values.NOTES_LIMIT) for _, text in card.said.get("NOTE", ()))
    solar = lunar = ""
    for name, entries in card.said.items():
        for parameters, value in entries:
            if name in ("BDAY", "X-BIRTHDAY", "X-ALTBDAY") or ("LUNAR" in name and not name.endswith("LABEL")):
                is_lunar = name not in ("BDAY", "X-BIRTHDAY") or "CHINESE" in parameters or "LUNAR" in parameters
                text = birthday_text(unescaped(value).strip(), parameters)
                lunar, solar = (text, solar) if is_lunar else (lunar, text)
    if lunar:
        others = [line for line in notes.split("\n") if not _LUNAR_NOTE.fullmatch(line.strip())]
        notes = card.clean("\n".join(others), values.NOTES_LIMIT)
    elif found := _LUNAR_NOTE.search(notes):
        lunar = found[1]
        notes = "" if found[0].strip() == notes.strip() else notes
    kept = card.tried("BDAY", _lunar_birthday, lunar) if lunar else None
    if solar:
        plain = card.tried("BDAY", values.birthday, solar)
        if kept and plain:
            notes = "\n".join(filter(None, (notes, f"Birthday: {solar}")))
        kept = kept or plain
    return kept, notes


def _lunar_birthday(text: str) -> PartialDate:
    return values.birthday(text, option="lunar")


def birthday_text(value: str, parameters: str = "") -> str:
    """The forms of vCard brought to those people write: 19841021, --0506, Apple's year 1604 for none.

    The 31st year of the 78th cycle of sixty is 2014.
    """
    if found := _CYCLE.fullmatch(value):
        cycle, year, month, day = map(int, found.groups())
        return f"{_FIRST_CYCLE[1] + (cycle - _FIRST_CYCLE[0]) * 60 + year - 1}-{month:02}-{day:02}"
    if (found := _BASIC_DATE.match(value)) or (found := _YEARLESS_BASIC.fullmatch(value)):
        value = "-".join(found.groups())
    if value.startswith(f"{_OMITTED_YEAR}-") or f"OMIT-YEAR={value[:4]}" in parameters:
        value = value[5:]
    return value


def _address(card: Card) -> list[str]:
    """The seven parts of the business address."""
    entry = business_address(card)
    found = [part and card.clean(part) for part in parts(entry[1])] if entry else []
    return (found + [""] * 7)[:7]
