"""From a contact of Monica to client, person and what happened with them (D-14.1).

Whoever works somewhere becomes a person of that company, anybody else a client of their own. Activities and
calls become contacts, gifts gifts, reminders to come booked touches, everything in words a note: nothing is lost.
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, Final

from kam_desktop.core.errors import Invalid
from kam_desktop.core.records import (
    ClientRecord,
    ContactRecord,
    FactRecord,
    GiftRecord,
    InteractionRecord,
    NoteRecord,
    Problem,
)
from kam_desktop.core.rules import names
from kam_desktop.core.rules.kinds import Channel
from kam_desktop.exchange import natures, values, vocabulary
from kam_desktop.exchange.natures import Nature, Told

_NUMBER_LIMIT: Final = 64
Names = tuple[str, ...]
#: the texts of each kind of fact, and where its day stands
_HAPPENED: Final[dict[str, tuple[Names, Names]]] = {
    "note": (("body",), ("created_at",)),
    "task": (("title", "description"), ("created_at",)),
    "life_event": (("name", "note"), ("happened_at", "created_at")),
    "call": (("content",), ("called_at", "date_it_happened", "date", "created_at")),
    "activity": (("summary", "description"), ("happened_at", "date_it_happened", "date", "created_at")),
    "conversation": (("text",), ("happened_at", "created_at")),
    "gift": (("name", "title", "comment", "url"), ("date", "offered_at", "created_at")),
    "reminder": (("title", "description"), ("next_expected_date", "initial_date", "planned_date")),
}
_OF_LIFE: Final = ("life_event",)
_MAIL_WORDS: Final = ("email", "mailto")
_PHONE_WORDS: Final = ("phone", "tel:", "whatsapp", "电话", "手机")
_CHAT_WORDS: Final = ("wechat", "weixin", "微信")


def records(person: dict[str, Any]) -> Iterator[ClientRecord | FactRecord]:
    """The person's own record first, then the facts about them."""
    told = _Told(person)
    contact = told.contact()
    company = told.text("company") or contact.name
    if not company:
        return
    yield ClientRecord(
        told.number, company, address=told.address(), tags=values.once(tag for tag in person["tags"] if tag),
        contacts=(contact,), problems=tuple(told.problems),
    )  # fmt: skip
    who = {
        "row_no": told.number, "client": company, "person": contact.name, "person_no": contact.external_no,
    }  # fmt: skip
    yield from told.facts(who)


class _Told:
    """What one contact of the file says."""

    def __init__(self, person: dict[str, Any]) -> None:
        self.said = person
        self.number = int(person["number"])
        self.problems: list[Problem] = []

    def text(self, name: str, limit: int = values.NAME_LIMIT) -> str:
        text = values.cleaned(self.said.get(name, ""), limit)[0]
        return text if limit > values.NAME_LIMIT else names.in_one_line(text)

    def contact(self) -> ContactRecord:
        name = values.person_name(self.text("last_name"), self.text("first_name"), self.text("middle_name"))
        phones: list[str] = []
        emails: list[str] = []
        wechat, rest = "", []
        for field in self.said["contact_field"]:
            kind, text = (
                field.get("type", "").casefold(),
                values.cleaned(field.get("data", field.get("content", "")))[0],
            )
            if not text:
                continue
            if "@" in text and (any(word in kind for word in _MAIL_WORDS) or not kind.strip()):
                emails += self._tried("email", values.emails, text) or ()
            elif any(word in kind for word in _CHAT_WORDS):
                rest += [f"{field.get('type', '').strip()}: {text}"] if wechat else []
                wechat = wechat or text
            elif (
                any(word in kind for word in _PHONE_WORDS)
                or text.lstrip("+").replace(" ", "").replace("-", "").isdigit()
            ):
                phones += self._tried("phone", values.phone_numbers, text) or ()
            else:
                rest.append(f"{field.get('type', '').strip()}: {text}")
        nickname = self.text("nickname")
        told = natures.placed([
            (Nature.WORK, self.text("description", values.NOTES_LIMIT)), *((Nature.WORK, line) for line in rest),
            *self._more(), (Nature.WORK, nickname if name else ""),
        ])  # fmt: skip
        held: dict[str, Any] = {kept: values.as_note(text, self.problems) for kept, text in told.items()}
        return ContactRecord(
            name or nickname or self.text("name"), title=self.text("job"), phones=values.once(phones),
            emails=values.once(emails), wechat=wechat, birthday=self._tried("birthdate", values.birthday, self.text("birthdate")),
            **held,
            external_no=(self.text("uuid") or self.text("id"))[:_NUMBER_LIMIT],
        )  # fmt: skip

    def _more(self) -> Iterator[Told]:
        """How one met, further addresses, what no record is for, and what happened on no day that is known."""
        met = (self.text("first_met_date")[:10], self.text("first_met_additional_info"))
        yield Nature.PRIVATE, " ".join(filter(None, met))
        yield Nature.PRIVATE, self.text("food_preferences")
        used = self._business()
        for each in self.said["address"]:
            name = each.get("name", "")
            yield natures.of(name), name if each is used else " ".join(filter(None, (name, _address(each))))
        for line in self.said["relatives"]:
            yield Nature.FAMILY, values.cleaned(line)[0]
        for line in self.said["ties"]:
            yield Nature.WORK, values.cleaned(line)[0]
        for line in self.said["more"]:
            yield natures.of(line.partition(":")[0]), values.cleaned(line)[0]
        for kind, (texts, days) in _HAPPENED.items():
            for each in self.said[kind]:
                if _day(each, *days) is None:
                    yield Nature.PRIVATE if kind in _OF_LIFE else Nature.WORK, _joined(each, *texts)

    def address(self) -> str:
        return _address(self._business())

    def _business(self) -> dict[str, str]:
        """The address that is the client's: nobody's home."""
        return next((each for each in self.said["address"] if not natures.is_home(each.get("name", ""))), {})

    def facts(self, who: dict[str, Any]) -> Iterator[FactRecord]:
        for kind in ("note", "task", "life_event"):
            for each in self.said[kind]:
                yield from self._note({**who, "is_private": kind in _OF_LIFE}, each, *_HAPPENED[kind])
        for each in self.said["call"]:
            yield from self._contact_made(who, each, Channel.CALL.value, *_HAPPENED["call"])
        for each in self.said["activity"]:
            yield from self._contact_made(who, each, _channel(each.get("summary", "")), *_HAPPENED["activity"])
        for each in self.said["conversation"]:
            if each["text"]:
                yield from self._contact_made(who, each, Channel.MESSAGE.value, *_HAPPENED["conversation"])
        for each in self.said["gift"]:
            yield from self._gift(who, each)
        for each in self.said["reminder"]:
            yield from self._reminder(who, each)

    def _note(self, who: dict[str, Any], thing: dict[str, str], texts: Names, days: Names) -> Iterator[FactRecord]:
        on, text = _day(thing, *days), _joined(thing, *texts)
        if on and text:
            yield NoteRecord(**who, on=on, text=text)

    def _contact_made(
        self, who: dict[str, Any], thing: dict[str, str], channel: str, texts: Names, days: Names
    ) -> Iterator[FactRecord]:
        if on := _day(thing, *days):
            number = thing.get("uuid", "")[:_NUMBER_LIMIT]
            yield InteractionRecord(**who, on=on, channel=channel, text=_joined(thing, *texts), external_no=number)

    def _gift(self, who: dict[str, Any], thing: dict[str, str]) -> Iterator[FactRecord]:
        """Gifts given and received; an idea is a note."""
        on = _day(thing, *_HAPPENED["gift"][1])
        item = values.cleaned(thing.get("name", thing.get("title", "")), 255)[0]
        if not on or not item:
            return
        comment = _joined(thing, "comment", "url")
        if thing.get("status", "") not in ("offered", "given", "received"):
            yield NoteRecord(**who, on=on, text="\n".join(filter(None, (item, comment))))
            return
        value = self._tried("gift", values.revenue_minor, thing.get("amount", thing.get("value", ""))) or 0
        direction = "received" if thing["status"] == "received" else "given"
        yield GiftRecord(**who, on=on, item=item, value_minor=value, direction=direction, text=comment)

    def _reminder(self, who: dict[str, Any], thing: dict[str, str]) -> Iterator[FactRecord]:
        texts, days = _HAPPENED["reminder"]
        on, text = _day(thing, *days), _joined(thing, *texts)
        if on and text:
            number = thing.get("uuid", "")[:_NUMBER_LIMIT]
            yield InteractionRecord(**who, on=on, text=text, external_no=number, may_come=True, is_reminder=True)

    def _tried(self, column: str, read: Callable[[str], Any], text: str) -> Any:
        try:
            return read(text) if text else None
        except Invalid as error:
            self.problems.append(Problem(column, error.code, text[:80]))
            return None


def _address(thing: dict[str, str]) -> str:
    return " ".join(filter(None, map(thing.get, ("country", "province", "city", "street", "postal_code"))))


def _joined(thing: dict[str, str], *names: str) -> str:
    texts = (values.cleaned(thing.get(name, ""), values.NOTES_LIMIT)[0] for name in names)
    return "\n".join(dict.fromkeys(filter(None, texts)))


def _day(thing: dict[str, str], *names: str) -> date | None:
    for name in names:
        try:
            return date.fromisoformat(thing.get(name, "")[:10])
        except ValueError:
            continue
    return None


def _channel(summary: str) -> str:
    try:
        return vocabulary.channel(summary) if summary else Channel.EVENT.value
    except Invalid:
        return Channel.EVENT.value
