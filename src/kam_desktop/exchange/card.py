"""One vCard property by property, and what of it has no field of its own."""

import binascii
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import unquote

from kam_desktop.core.errors import Invalid
from kam_desktop.core.records import Problem
from kam_desktop.core.rules import names
from kam_desktop.core.rules.privacy import PRIVATE
from kam_desktop.exchange import life_lines, natures, values
from kam_desktop.exchange.natures import Nature, Told
from kam_desktop.exchange.readers.vcards import LABEL, parts, unescaped

CODED: Final = "X-CUSTOM("  # before a label of Android's
WECHAT: Final = re.compile(r"WECHAT|WEIXIN|微信")
_TIE: Final = re.compile(r"TYPE=\"?([A-Z-]+)", re.IGNORECASE)
_SERVICE: Final = re.compile(r"X-SERVICE-TYPE=\"?([^\";]+)", re.IGNORECASE)
_FIRST: Final = ("NICKNAME", "URL", "ROLE", "IMPP", "X-QQ")
_ELSEWHERE: Final = frozenset(  # read into fields, or looked at below
    ("FN", "N", "ORG", "TITLE", "TEL", "EMAIL", "ADR", "BDAY", "NOTE", "CATEGORIES", "UID", "X-BIRTHDAY", "X-ALTBDAY")
)
_OF_PROGRAMS: Final = frozenset(  # what programs tell each other
    ("VERSION", "PRODID", "REV", "CLASS", "MAILER", "SOURCE", "PROFILE", "KIND", "SORT-STRING", "CLIENTPIDMAP", "TZ",
     "GEO", "LANG", "GENDER", "CALURI", "FBURL", "CALADRURI", "XML", "X-CLASS", "X-ACCOUNT", "X-FILE-AS", "X-ABADR",
     "X-ABUID", "X-ABSHOWAS", "X-ABLABEL", "X-MOZILLA-HTML", "X-IMAGEHASH", "X-IMAGETYPE", "X-ADDRESSING-GRAMMAR",
     "X-SHARED-PHOTO-DISPLAY-PREF", "X-EVOLUTION-FILE-AS", "X-MS-CARDPICTURE", "X-WAB-GENDER", "X-GENDER")
)  # fmt: skip
_OWN: Final = frozenset(life_lines.PROPERTY + name.upper() for name in (*PRIVATE, life_lines.RELATIVES))
_KNOWN: Final = _ELSEWHERE | _OF_PROGRAMS | _OWN | {*_FIRST}
_PLAIN_LABELS: Final = frozenset(("home", "work", "other", "mobile", "main", "iphone", "homepage", "pager", "school"))
_APPLE_LABEL: Final = re.compile(r"_\$!<(.*)>!\$_")
_ANDROID_LABEL: Final = re.compile(r"(?:^|;)X-(?:CUSTOM\([^);]*,(?P<coded>[^,);]+)\)|(?P<plain>[^\x00-\x7f][^;]*))")
_SHOWN_ADDRESS: Final = re.compile(r"(?:^|;)LABEL=\"?([^\";]+)")


@dataclass(slots=True)
class Card:
    """What one card says, property by property."""

    number: int
    photo: bytes = b""
    said: dict[str, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    problems: list[Problem] = field(default_factory=list)
    is_in_order: bool = False  # all its values and parameters, as ``values.is_in_order``

    def first(self, name: str) -> str:
        return self.line(unescaped(self.said[name][0][1])) if name in self.said else ""

    def structured(self, name: str) -> list[str]:
        if name not in self.said:
            return []
        return [part and self.line(part) for part in parts(self.said[name][0][1])]

    def line(self, text: str) -> str:
        return names.in_one_line(self.clean(text))

    def clean(self, text: str, limit: int = values.NAME_LIMIT) -> str:
        is_plain = values.is_plain_among_such if self.is_in_order and "\n" not in text else values.is_plain
        if len(text) <= limit and (not text or is_plain(text)):
            return text
        done, codes = values.cleaned(text, limit)
        if codes:
            self.problems.extend(Problem("", code, text[:80]) for code in codes)
        return done

    def tried(self, column: str, read: Callable[[str], Any], text: str) -> Any:
        try:
            return read(text)
        except Invalid as error:
            self.problems.append(Problem(column, error.code, text[:80]))
            return None


def is_private(card: Card) -> bool:
    """Whether its owner marked it so."""
    said = (*card.said.get("CLASS", ()), *card.said.get("X-CLASS", ()))
    return any(text.strip().upper() in ("PRIVATE", "CONFIDENTIAL") for _, text in said)


def other_words(card: Card) -> Iterator[Told]:
    """A line for each word that would be lost: a nickname, a page, a second job, a fax, the home address."""
    named = [name for name in card.said if name not in _KNOWN]
    for name in (*(name for name in _FIRST if name in card.said), *named):
        is_used = (name == "NICKNAME" and "FN" not in card.said) or (name == "ROLE" and "TITLE" not in card.said)
        for parameters, value in () if is_used or "LUNAR" in name else card.said.get(name, ()):
            if line := _line(card, name, parameters, value):
                is_at_home = name == "LABEL" and is_home(parameters)
                said = line.partition(":")[0] if name in ("X-ANDROID-CUSTOM", "RELATED") else name
                yield Nature.PRIVATE if is_at_home else natures.of(_label(card, parameters), said), line
    yield from ((Nature.WORK, line) for line in _names(card))
    yield from _labelled(card)
    yield from _addresses(card)


def _line(card: Card, name: str, parameters: str, value: str) -> str:
    """``Nickname: …``; a page stands alone, and Android's own properties say themselves what they are."""
    text = card.clean(unescaped(value).strip(), values.NOTES_LIMIT)
    head = _label(card, parameters) or name.removeprefix("X-").removeprefix("AB").capitalize()
    if name == "X-ANDROID-CUSTOM":
        head, text, *_ = [*(card.clean(part) for part in parts(value)), "", ""]
        head = head.rpartition("/")[2].capitalize()
    if name == "RELATED" and (tie := _TIE.search(parameters)):
        head = tie[1].capitalize()
    if name == "IMPP" and (service := _SERVICE.search(parameters)):  # Apple's: x-apple:12345
        head, text = service[1], text.rpartition(":")[2]
    if not text or WECHAT.search((name + parameters + text).upper()) or text == card.first("TITLE"):
        return ""
    return text if name == "URL" else f"{head}: {text}"


def _names(card: Card) -> Iterator[str]:
    """What is before and behind a name, and the second company, job and name."""
    shown = card.first("FN")
    parts_of = [*card.structured("N"), *[""] * 5]
    if shown:
        for head, text in zip(("Prefix", "Suffix"), parts_of[3:5], strict=True):
            if text and text not in shown:
                yield f"{head}: {text}"
        if any(parts_of[:2]) and not any(part and part in shown for part in parts_of[:2]):
            yield f"Name: {values.person_name(*parts_of[:3])}"
    for name in ("FN", "ORG", "TITLE"):
        for _, value in card.said.get(name, ())[1:]:
            if text := " ".join(part for part in map(card.clean, parts(value)) if part):
                yield f"{name.capitalize()}: {text}" if name != "FN" else f"Name: {text}"


def _labelled(card: Card) -> Iterator[Told]:
    """A fax beside other numbers, an extension, and what a person called a number or an address."""
    entries = card.said.get("TEL", ())
    has_voice = any(not is_fax(parameters) for parameters, _ in entries)
    for parameters, value in entries:
        text = card.clean(unquote(unescaped(value).strip().removeprefix("tel:")))
        label = _label(card, parameters)
        if (is_fax(parameters) and has_voice) or ";ext=" in text or label:
            head = label or ("Fax" if is_fax(parameters) else "Tel")
            yield natures.of(label, "Home" if is_home(parameters) and not label else "Tel"), f"{head}: {text}"
    for parameters, value in card.said.get("EMAIL", ()):
        if label := _label(card, parameters):
            yield natures.of(label, "Email"), f"{label}: {card.clean(unescaped(value).strip())}"


def _addresses(card: Card) -> Iterator[Told]:
    """Of the address in use what has no field, and every other address as a line."""
    used = business_address(card)
    for parameters, value in card.said.get("ADR", ()):
        said = [card.clean(part) for part in parts(value)]
        left = [said[at] for at in (0, 5, 6) if at < len(said)] if (parameters, value) == used else said
        words = " ".join(part for part in left if part)
        shown = _SHOWN_ADDRESS.search(parameters)
        if shown and shown[1] not in words:
            words = f"{words} ({card.clean(shown[1])})".strip()
        if words:
            head = _label(card, parameters) or ("Home" if is_home(parameters) else "")
            yield natures.of(head, "Home" if is_home(parameters) else "Address"), f"{head}: {words}" if head else words


def business_address(card: Card) -> tuple[str, str] | None:
    """The entry that is the client's. A home never is, though nothing names a company, but in the card of a company."""
    entries = [each for each in card.said.get("ADR", ()) if not _is_at_home(card, each[0]) or _is_of_company(card)]
    return min(entries, key=lambda each: "WORK" not in each[0], default=None)


def _is_of_company(card: Card) -> bool:
    """Whether it says that it stands for a company: nobody's home then, whatever the telephone called the address."""
    said = (*card.said.get("KIND", ()), *card.said.get("X-ABSHOWAS", ()))
    return any(text.strip().upper() in ("ORG", "COMPANY") for _, text in said)


def _is_at_home(card: Card, parameters: str) -> bool:
    """Of an address; what a person called it counts too."""
    return is_home(parameters) or ("WORK" not in parameters and natures.is_home(_label(card, parameters)))


def is_home(parameters: str) -> bool:
    """Of an address."""
    return "HOME" in parameters and "WORK" not in parameters


def is_fax(parameters: str) -> bool:
    """Of a number that nobody answers."""
    said = parameters.upper()
    return "FAX" in said and "VOICE" not in said


def _label(card: Card, parameters: str) -> str:
    """What a person called an entry in a phone of Apple's or Android's, but for the words that every phone has."""
    label = parameters.rpartition(LABEL)[2] if LABEL in parameters else ""
    if not label and (found := _ANDROID_LABEL.search(parameters)):
        coded = found["coded"]
        label = found["plain"] or binascii.a2b_qp(coded.encode()).decode("utf-8", "replace")
    if not label:  # nearly all
        return ""
    if found := _APPLE_LABEL.fullmatch(label):
        label = found[1]
    label = " ".join(card.clean(label).split())
    return "" if label.casefold() in _PLAIN_LABELS else label
