"""The columns of each list that goes out, under headings that the importer knows again (D-14.1, D-14.3)."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final

from kam_desktop import words
from kam_desktop.core.extracts import Custom, Record
from kam_desktop.core.records import RelativeRecord
from kam_desktop.core.rules import dates, expenses, shares
from kam_desktop.core.rules.dates import PartialDate
from kam_desktop.core.rules.gift_limits import revived
from kam_desktop.core.rules.kinds import (
    Activity,
    Attitude,
    BuyingRole,
    Calendar,
    Channel,
    ClientKind,
    ClientStatus,
    GiftCategory,
    GiftDirection,
    GiftOccasion,
    GiftVia,
    LifecycleStage,
    Ownership,
    RelationshipLevel,
    TouchKind,
    TouchState,
    ValueBand,
    Verdict,
    VisitState,
)
from kam_desktop.core.rules.privacy import PRIVATE
from kam_desktop.exchange import families, headings
from kam_desktop.exchange.fields import SLOTS
from kam_desktop.exchange.writers import GLUE, Column
from kam_desktop.words import phrases, zones

Value = Callable[[Record, str], Any]  # (record, language)
_WIDE: Final = 32


@dataclass(frozen=True, slots=True)
class Part:
    """One column: the name of its heading, how wide it is, and the value for a record."""

    name: str
    value: Value
    width: int = 16


@dataclass(frozen=True, slots=True)
class Sheet:
    """The head of a list and the lines that a record becomes (a client with many people takes several)."""

    columns: tuple[Column, ...]
    lines: Callable[[Record], Iterator[Sequence[Any]]]


def clients(lang: str, custom: Sequence[Custom], *, with_private: bool) -> Sheet:
    """A line a client with three people at most; more people follow on lines with number and name alone."""
    people = (*_PERSON, *(_PRIVATE if with_private else ()))
    head = [_column(lang, part) for part in _CLIENT] + [_custom_column(lang, each) for each in custom]
    for slot in range(1, SLOTS + 1):
        head += [_column(lang, part, slot) for part in people]

    def lines(client: Record) -> Iterator[Sequence[Any]]:
        own = [part.value(client, lang) for part in _CLIENT] + [_custom_value(client, each) for each in custom]
        known = [[part.value(person, lang) for part in people] for person in client["people"] if not person["has_left"]]
        blank = [value if part.name in _REPEATED else None for part, value in zip(_CLIENT, own, strict=False)]
        for start in range(0, max(len(known), 1), SLOTS):
            first = own if start == 0 else [*blank, *[None] * len(custom)]
            line = [*first, *(value for person in known[start : start + SLOTS] for value in person)]
            yield line + [None] * (len(head) - len(line))

    return Sheet(tuple(head), lines)


def contacts(lang: str, custom: Sequence[Custom], *, with_private: bool) -> Sheet:
    """A line a person, with the client they are at."""
    parts = (*_AT_CLIENT, *_CONTACT, *(_PRIVATE if with_private else ()))
    head = [_column(lang, part) for part in parts] + [_custom_column(lang, each) for each in custom]

    def lines(person: Record) -> Iterator[Sequence[Any]]:
        yield [part.value(person, lang) for part in parts] + [_custom_value(person, each) for each in custom]

    return Sheet(tuple(head), lines)


def facts(lang: str, what: str) -> Sheet:
    """A line a visit, gift or touch."""
    parts = {"visits": _VISIT, "gifts": _GIFT, "touches": _TOUCH}[what]

    def lines(row: Record) -> Iterator[Sequence[Any]]:
        yield [part.value(row, lang) for part in parts]

    return Sheet(tuple(_column(lang, part) for part in parts), lines)


def birthday(known: PartialDate | None, lang: str) -> date | str:
    """A full solar birthday as a date; any other in words, which the importer reads again."""
    if known is None:
        return ""
    if known.calendar is Calendar.SOLAR and known.year and known.month and known.day:
        return date(known.year, known.month, known.day)
    return dates.write(known, lang)


def relative(known: Record, lang: str) -> str:
    """One of a contact's family: who, name, birthday, note."""
    return families.written(RelativeRecord(**known), lang)


def reason(touch: Record, lang: str) -> str:
    """Why a touch is due, told as of its day."""
    if not touch["reason"]:
        return ""
    params = {**touch["reason_params"], "tier": touch["tier"]}
    return phrases.reason(lang, touch["reason"], params, touch["due_on"] or date.min)


def money(minor: int | None) -> Decimal | None:
    """An amount of minor units in units."""
    return None if minor is None else Decimal(minor).scaleb(-2)


def _column(lang: str, part: Part, slot: int = 1) -> Column:
    heading = words.say(lang, f"heading.{part.name}")
    gap = " " if lang == "en" else ""
    return Column(heading if slot == 1 else f"{heading}{gap}{slot}", part.width)


def _custom_column(lang: str, custom: Custom) -> Column:
    """By its label; where the importer would take that for a field of its own, the heading says whose it is."""
    is_taken = headings.match(custom.label) is not None
    return Column(words.say(lang, "heading.custom", label=custom.label) if is_taken else custom.label)


def _custom_value(record: Record, custom: Custom) -> Any:
    value = (record["custom"] or {}).get(custom.id)
    if custom.kind == "date" and isinstance(value, str):
        with suppress(ValueError):
            return date.fromisoformat(value)
    return value if isinstance(value, (int, float)) else "" if value is None else str(value)


def _plain(name: str) -> Value:
    return lambda record, _: record[name]


def _member(kind: type[StrEnum], name: str) -> Value:
    return lambda record, lang: _named(kind, record[name], lang)


def _named(kind: type[StrEnum], value: str, lang: str) -> str:
    return words.name_of(lang, kind(value)) if value in set(kind) else value


def _truth(name: str) -> Value:
    return lambda record, lang: words.say(lang, "export.yes") if record[name] else ""


def _revenue(record: Record, _: str) -> Any:
    amount = money(record["annual_revenue_minor"])
    return amount if amount is None or record["currency"] == "CNY" else f"{record['currency']} {amount}"


def _shares(record: Record, lang: str) -> str:
    return phrases.supplier_shares(lang, shares.of_plain(record["supplier_shares"]))


def _of_client(name: str) -> Value:
    return lambda person, _: person["client"][name]


def _relatives(person: Record, lang: str) -> str:
    return "\n".join(relative(each, lang) for each in person.get("relatives", ()))


def _private(name: str) -> Value:
    return lambda person, _: person.get(name, "")


def _local(name: str) -> Value:
    """An instant as the clock on the wall showed it, in words: sheets know no zones."""

    def value(row: Record, _lang: str) -> str:
        at = row[name]
        return f"{at.astimezone():%Y-%m-%d %H:%M}" if at else ""

    return value


def _expenses(row: Record, _: str) -> str:
    return GLUE.join(
        f"{each['text']} {phrases.money(each['minor'], each['currency'])}"
        for each in expenses.readable(row["expenses"])
    )


def _rules(row: Record, lang: str) -> str:
    """What the gift rules said."""
    return GLUE.join(phrases.gift_rule(lang, each.code, each.params) for each in revived(row["rules"]))


def _approved_on(row: Record, _: str) -> date | None:
    return row["approved_at"].astimezone().date() if row["approved_at"] else None


def _people(row: Record, _: str) -> tuple[str, ...]:
    return (*row["contacts"], *row["participant_names"])


_CLIENT: Final = (
    Part("external_no", _plain("external_no"), 14), Part("client", _plain("name"), _WIDE),
    Part("short_name", _plain("short_name")), Part("tier", _plain("tier"), 10),
    Part("kind", _member(ClientKind, "kind"), 12), Part("ownership", _member(Ownership, "ownership"), 12), Part("industry", _plain("industry")),
    Part("province", _plain("province"), 12), Part("city", _plain("city"), 12),
    Part("district", _plain("district"), 12), Part("address", _plain("address"), _WIDE),
    Part("time_zone", lambda row, lang: zones.shown(lang, row["time_zone"]), 20),
    Part("annual_revenue", _revenue), Part("products", _plain("products"), 24),
    Part("annual_volume", _plain("annual_volume")), Part("supplier_shares", _shares, 24), Part("source", _plain("source"), 12),
    Part("owner", _plain("owner"), 12), Part("leader", _plain("leader"), 12),
    Part("lifecycle_stage", _member(LifecycleStage, "lifecycle_stage"), 12),
    Part("relationship_level", _member(RelationshipLevel, "relationship_level"), 12),
    Part("status", _member(ClientStatus, "status"), 10), Part("value_band", _member(ValueBand, "value_band"), 12), Part("tags", _plain("tags"), 20),
    Part("client_notes", _plain("notes"), _WIDE), Part("since_on", _plain("since_on"), 14), Part("last_contact_on", _plain("last_contact_on"), 14),
    Part("next_touch_on", _plain("next_touch_on"), 14),
)  # fmt: skip
_REPEATED: Final = frozenset(("external_no", "client"))
_PERSON: Final = (
    Part("contact", _plain("name"), 14), Part("title", _plain("title"), 14), Part("phones", _plain("phones"), 18),
    Part("emails", _plain("emails"), 24), Part("wechat", _plain("wechat"), 14),
    Part("birthday", lambda person, lang: birthday(person["birthday"], lang), 14),
    Part("contact_notes", _plain("notes"), 24), Part("contact_no", _plain("external_no"), 14),
)  # fmt: skip
_AT_CLIENT: Final = (Part("external_no", _of_client("external_no"), 14), Part("client", _of_client("name"), _WIDE))
_CONTACT: Final = (
    *_PERSON, Part("greeting_name", _plain("greeting_name"), 12), Part("is_primary", _truth("is_primary"), 10),
    Part("is_official", _truth("is_official"), 14), Part("has_left", _truth("has_left"), 10), Part("buying_role", _member(BuyingRole, "buying_role"), 12),
    Part("attitude", _member(Attitude, "attitude"), 12),
    Part("preferred_channel", _member(Channel, "preferred_channel"), 14), Part("preferred_hours", _plain("preferred_hours")),
)  # fmt: skip
_PRIVATE: Final = (*(Part(name, _private(name), 20) for name in PRIVATE), Part("relatives", _relatives, 24))
_FACT: Final = (
    Part("external_no", _plain("client_no"), 14), Part("client", _plain("client"), _WIDE), Part("tier", _plain("tier"), 10),
)  # fmt: skip
_VISIT: Final = (
    Part("day", _plain("on"), 12), Part("started_at", _plain("started_at"), 10), Part("ended_at", _plain("ended_at"), 10),
    *_FACT, Part("state", _member(VisitState, "state"), 10), Part("place", _plain("place"), 20),
    Part("participants", _people, 20), Part("colleagues", _plain("colleagues")), Part("objective", _plain("objective"), 24),
    Part("agenda", _plain("agenda"), 24), Part("to_bring", _plain("to_bring")),
    Part("discussed", _plain("discussed"), 48), Part("needs", _plain("needs"), _WIDE),
    Part("competitors", _plain("competitors"), _WIDE), Part("impression", _plain("impression"), 10),
    Part("promises", _plain("promises"), _WIDE), Part("next_step", _plain("next_step"), _WIDE),
    Part("following_on", _plain("next_visit_on"), 14), Part("expenses", _expenses, 20),
    Part("manager", _plain("owner"), 12), Part("reviewer", _plain("reviewer"), 12),
    Part("submitted_at", _local("submitted_at"), 18), Part("reviewed_at", _local("reviewed_at"), 18),
    Part("review_remark", _plain("review_remark"), 24), Part("version", _plain("version"), 8),
    Part("cancel_reason", _plain("cancel_reason"), 24),
)  # fmt: skip
_GIFT: Final = (
    Part("day", _plain("on"), 12), *_FACT, Part("receiver", _plain("contacts"), 14),
    Part("direction", _member(GiftDirection, "direction"), 10), Part("item", _plain("item"), 24),
    Part("category", _member(GiftCategory, "category"), 12), Part("value", lambda row, _: money(row["value_minor"]), 12),
    Part("currency", _plain("currency"), 10), Part("occasion", _member(GiftOccasion, "occasion"), 12),
    Part("origin", _plain("origin"), _WIDE), Part("manner", _plain("manner")), Part("reception", _plain("reception"), 24),
    Part("receipt", _plain("receipt")), Part("giver", _plain("giver"), 12),
    Part("verdict", _member(Verdict, "verdict"), 14), Part("override_reason", _plain("override_reason"), 24),
    Part("quantity", _plain("quantity"), 8), Part("is_estimate", _truth("is_estimate"), 10), Part("story", _plain("story"), 24),
    Part("chosen_by", _plain("chosen_by"), 12), Part("handed_by", _plain("handed_by"), 12),
    Part("via", _member(GiftVia, "via"), 12), Part("via_name", _plain("via_name"), 12),
    Part("reception_score", _plain("reception_score"), 10), Part("is_handed_in", _truth("is_handed_in"), 10),
    Part("gift_rules", _rules, _WIDE), Part("approver", _plain("approver"), 12),
    Part("approved_on", _approved_on, 12), Part("approval_remark", _plain("approval_remark"), 24),
)  # fmt: skip
_TOUCH: Final = (
    Part("due_on", _plain("due_on"), 12), *_FACT, Part("receiver", _plain("contacts"), 14),
    Part("touch_kind", _member(TouchKind, "kind"), 12), Part("channel", _member(Channel, "channel"), 10),
    Part("activity", _member(Activity, "activity"), 14), Part("reason", reason, 40),
    Part("earliest_on", _plain("earliest_on"), 12), Part("latest_on", _plain("latest_on"), 12),
    Part("state", _member(TouchState, "state"), 10), Part("done_on", _plain("done_on"), 12),
    Part("outcome", _plain("outcome"), 40), Part("skip_reason", _plain("skip_reason"), 24), Part("manager", _plain("owner"), 12),
)  # fmt: skip
