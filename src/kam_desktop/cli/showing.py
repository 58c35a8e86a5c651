"""One dossier as text: who they are, what was promised, what comes, what was last, and what is missing."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kam_desktop import words
from kam_desktop.cli.context import Context
from kam_desktop.core import timeline_facts
from kam_desktop.core.agenda import DueTouch
from kam_desktop.core.dossiers import Dossier, Promise
from kam_desktop.core.gifts import GiftRow
from kam_desktop.core.rules import dates
from kam_desktop.core.rules.kinds import (
    Attitude,
    BuyingRole,
    ClientKind,
    ClientStatus,
    GiftDirection,
    GiftOccasion,
    LifecycleStage,
    RelationshipLevel,
    Side,
    ValueBand,
)
from kam_desktop.core.rules.lines import in_one_line
from kam_desktop.core.timeline_facts import Fact
from kam_desktop.words import phrases

_KINDS = {
    "kind": ClientKind, "lifecycle_stage": LifecycleStage, "value_band": ValueBand,
    "relationship_level": RelationshipLevel, "status": ClientStatus,
}  # fmt: skip
_FACTS = (
    "kind", "status", "lifecycle_stage", "value_band", "relationship_level", "owner", "team", "leader", "province", "district",
    "address", "products", "annual_volume", "source", "tags", "external_no", "notes",
)  # fmt: skip


def lines(context: Context, seen: Dossier, *, facts: int) -> list[str]:
    """The whole dossier, ``facts`` of its past at most."""
    client = seen.client
    tier = words.say(context.lang, f"enum.Tier.{client['tier']}") if client["tier"] else ""
    head = _joined(client["name"], tier, client["city"], client["industry"])
    parts: tuple[tuple[str, Sequence[str]], ...] = (
        ("facts", list(_facts(context, client))),
        ("people", [line for person in seen.contacts for line in _person(context, person)]),
        ("promises", [_promise(context, each) for each in seen.commitments]),
        ("coming", [_touch(context, each) for each in seen.touches]),
        ("gifts", [_gift(context, each) for each in seen.gifts[:facts]]),
        ("past", [_past(context, each) for each in seen.timeline[:facts]]),
    )
    shown = [head, *_state(context, seen)]
    for name, found in parts:
        if found:
            shown += ["", context.say(f"cli.show.{name}"), *(f"  {line}" for line in found)]
    rest = len(seen.timeline) - facts
    if rest > 0:
        shown.append(f"  {context.say('cli.show.more', n=rest)}")
    return shown


def _state(context: Context, seen: Dossier) -> Iterator[str]:
    """Is this client all right, and is the dossier whole."""
    silent = (
        context.say("cli.show.never")
        if seen.silent_days is None
        else context.say("cli.show.silent", n=seen.silent_days)
    )
    visited = context.say("cli.show.visited", day=seen.last_visit_on) if seen.last_visit_on else ""
    yield _joined(silent, visited)
    missing = context.say("cli.between").join(_field(context, each) for each in seen.completeness.missing)
    whole = context.say("cli.show.complete", percent=seen.completeness.percent)
    yield _joined(whole, context.say("cli.show.missing", names=missing) if missing else "")


def _facts(context: Context, client: Mapping[str, Any]) -> Iterator[str]:
    for name in _FACTS:
        value = client[name]
        if value:
            text = context.say("cli.between").join(value) if isinstance(value, (list, tuple)) else str(value)
            yield f"{_field(context, name)}: {_value(context, name, in_one_line(text))}"
    if client["annual_revenue_minor"] is not None:
        amount = phrases.money(client["annual_revenue_minor"], client["currency"])
        yield f"{_field(context, 'annual_revenue_minor')}: {amount}"
    yield from _own(client)


def _person(context: Context, person: Mapping[str, Any]) -> Iterator[str]:
    """A person, and under them what holds for them alone: their taboos first of all."""
    birthday = dates.write(dates.from_text(person["birthday"]), context.lang) if person["birthday"] else ""
    left = context.say("cli.show.left") if person["has_left"] else ""
    role = context.named(BuyingRole, person["buying_role"]) if person["buying_role"] else ""
    attitude = context.named(Attitude, person["attitude"]) if person["attitude"] else ""
    wechat = f"{_field(context, 'wechat')} {person['wechat']}" if person["wechat"] else ""
    reached = (*person["phones"], *person["emails"], wechat)
    yield _joined(person["name"], left, person["title"], role, attitude, *reached, birthday)
    for name in ("taboos", "hobbies", "preferred_hours"):
        if person[name].strip():
            text = context.say("cli.between").join(line.strip() for line in person[name].splitlines() if line.strip())
            yield f"  {_field(context, name)}: {text}"
    yield from (f"  {line}" for line in _own(person))


def _own(record: Mapping[str, Any]) -> Iterator[str]:
    """The fields of one's own, by their labels."""
    return (f"{label}: {in_one_line(text)}" for label, text in record["custom"].items())


def _promise(context: Context, promise: Promise) -> str:
    whose = promise.owner or context.named(Side, promise.side)
    late = promise.days_left is not None and promise.days_left < 0
    when = str(promise.due_on or "—")
    return _joined(when, context.say("cli.show.late", n=-(promise.days_left or 0)) if late else "", whose, promise.text)


def _touch(context: Context, touch: DueTouch) -> str:
    late = context.say("cli.show.late", n=touch.late_days) if touch.late_days else ""
    channel = words.name_of(context.lang, touch.channel)
    reason = phrases.reason(context.lang, touch.reason, touch.reason_params, context.today)
    return _joined(str(touch.due_on), late, channel, touch.contact, reason)


def _gift(context: Context, gift: GiftRow) -> str:
    value = phrases.money(gift.value_minor, gift.currency)
    direction = context.named(GiftDirection, gift.direction) if gift.direction is GiftDirection.RECEIVED else ""
    return _joined(str(gift.on), gift.item, value, context.named(GiftOccasion, gift.occasion), gift.contact, direction)


def _past(context: Context, line: timeline_facts.Line) -> str:
    return _joined(str(line.on or "—"), context.named(Fact, line.fact), _told(context, line), line.by)


def _told(context: Context, line: timeline_facts.Line) -> str:
    """What a line of the past says; the JSON has all of it."""
    if line.fact is Fact.CHANGE:
        field = line.params["field"]
        before, after = (_value(context, field, line.params[each] or "—") for each in ("before", "after"))
        return f"{_field(context, field)} {before} → {after}"
    told = in_one_line(line.title or line.text)
    if line.fact is Fact.PURCHASE:
        return _joined(told, phrases.money(line.params["amount"], line.params["currency"]))
    return told


def _field(context: Context, name: str) -> str:
    return context.say(f"field.{name}") if words.has(context.lang, f"field.{name}") else name


def _value(context: Context, field: str, value: str) -> str:
    return context.named(_KINDS[field], value) if field in _KINDS else value


def _joined(*parts: str) -> str:
    return "  ".join(part for part in parts if part)
