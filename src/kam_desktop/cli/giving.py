"""Commands about gifts: given, asked for, approved, received, corrected; their rules; closed times (D-7.1, D-7.2)."""

import argparse
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from kam_desktop.cli import gift_rules_table
from kam_desktop.cli.context import Context, money
from kam_desktop.core import blackouts, clients, contacts, gift_rule_effect, gift_rules, gifts
from kam_desktop.core.errors import Invalid
from kam_desktop.core.files import of_read_error
from kam_desktop.core.gifts import GiftDraft, Judged
from kam_desktop.core.rules import gift_rule_sets
from kam_desktop.core.rules.kinds import GiftCategory, GiftDirection, GiftOccasion, GiftVia, Verdict
from kam_desktop.words import phrases

_TEXTS = (
    "origin", "manner", "receipt", "chosen_by", "handed_by", "story", "via_name", "approver", "override_reason", "stock_id",
)  # fmt: skip


def give(context: Context, arguments: argparse.Namespace) -> int:
    """Check the rules, then record a gift; a refused one is not recorded and ends with 4."""
    return _enter(context, arguments, is_plan=False)


def propose(context: Context, arguments: argparse.Namespace) -> int:
    """Ask for a gift that is to be given; a forbidden one is refused and ends with 4."""
    return _enter(context, arguments, is_plan=True)


def receive(context: Context, arguments: argparse.Namespace) -> None:
    """Record a gift that came from a client."""
    draft = _draft(context, arguments, GiftDirection.RECEIVED)
    draft = replace(draft, is_estimate=arguments.estimate, is_handed_in=arguments.handed_in)
    gift_id = context.write(lambda s: gifts.record(s, _placed(s, draft, arguments), today=context.today)).value[0]
    context.give({"gift": gift_id}, [_entered(context, gift_id)])


def decide(context: Context, arguments: argparse.Namespace) -> None:
    """Approve or decline what was asked for."""
    state = context.write(
        lambda s: gifts.decide(
            s, arguments.id, is_approved=arguments.action == "approve", approver=arguments.by, remark=arguments.remark
        )
    ).value
    context.give({"gift": arguments.id, "state": state}, [context.say("cli.gift.state", id=arguments.id, state=state)])


def hand_over(context: Context, arguments: argparse.Namespace) -> None:
    """What was approved was handed over."""
    judged = context.write(
        lambda s: gifts.give(s, arguments.id, on=arguments.given_on or context.today, today=context.today)
    ).value
    _tell(context, judged, arguments.id)


def withdraw(context: Context, arguments: argparse.Namespace) -> None:
    """It is not to be given after all."""
    context.write(lambda s: gifts.withdraw(s, arguments.id))
    context.give({"gift": arguments.id}, [context.say("cli.gift.withdrawn")])


def note_reception(context: Context, arguments: argparse.Namespace) -> None:
    """How it was received became known."""
    context.write(
        lambda s: gifts.note_reception(s, arguments.id, text=arguments.text, score=arguments.score, today=context.today)
    )
    context.give({"gift": arguments.id}, [context.say("cli.gift.recorded", id=arguments.id)])


def waiting(context: Context, _arguments: argparse.Namespace) -> None:
    """What waits for a decision, and what waits to be given."""
    found = context.read(gifts.waiting)
    document = [
        {**each.row._asdict(), **each._asdict(), "gift": each.row.id, "value": money(each.row.value_minor, each.row.currency)}
        for each in found
    ]  # fmt: skip
    rows = [
        [each.row.id, each.row.on, each.row.client, each.row.contact, each.row.item,
         phrases.money(each.row.value_minor, each.row.currency), context.say(f"enum.GiftState.{each.row.state}"), each.approver]
        for each in found
    ]  # fmt: skip
    context.table(document, ("id", "on", "client", "contact", "item", "value", "state", "approver"), rows)


def correct(context: Context, arguments: argparse.Namespace) -> int:
    """A new row in the place of one that was wrong; what is not named stays."""

    def work(session: Session) -> tuple[str, Judged]:
        old = gifts.draft_of(gifts.get(session, arguments.id))
        return gifts.correct(session, arguments.id, _changed(old, arguments), today=context.today)

    gift_id, judged = context.write(work).value
    return _tell(context, judged, gift_id)


def rules(context: Context, arguments: argparse.Namespace) -> None:
    """The rules in force and their versions; with a file, a new version or what it would change."""
    if arguments.file:
        document = _read(arguments.file)
        if arguments.preview:
            _preview(context, document)
            return
        context.write(
            lambda s: gift_rules.save(
                s, document, reason=arguments.reason, today=context.today, valid_from=arguments.valid_from
            )
        )
    holds = context.read(lambda s: gift_rules.on(s, context.today))
    versions = context.read(lambda s: gift_rules.versions(s, today=context.today))
    shown = [
        {"version": each.version, "valid_from": each.valid_from, "author": each.author, "reason": each.reason, "is_current": each.is_current}
        for each in versions
    ]  # fmt: skip
    written = gift_rule_sets.write(holds)
    document = {"version": holds.version, "rules": written, "versions": shown}
    context.give(document, gift_rules_table.lines(context, versions, holds))


def blackout_add(context: Context, arguments: argparse.Namespace) -> None:
    """Close days for gifts to a client."""

    def work(session: Session) -> str:
        client = clients.find(session, arguments.client)
        return blackouts.add(
            session, client.id, title=arguments.title, first_on=arguments.first_on, last_on=arguments.last_on
        )

    made = context.write(work).value
    context.give({"blackout": made}, [context.say("cli.blackout.added", id=made)])


def blackout_list(context: Context, arguments: argparse.Namespace) -> None:
    """The closed times that are not over; of one client all."""

    def work(session: Session) -> list[blackouts.ClosedTime]:
        if arguments.client:
            return blackouts.rows(session, client_id=clients.find(session, arguments.client).id)
        return blackouts.rows(session, since=context.today)

    found = context.read(work)
    document = [{**each._asdict(), "blackout": each.id} for each in found]
    columns = ("id", "client", "title", "first_on", "last_on")
    context.table(document, columns, [[getattr(each, name) for name in columns] for each in found])


def blackout_remove(context: Context, arguments: argparse.Namespace) -> None:
    """The client may be given to again."""
    context.write(lambda s: blackouts.remove(s, arguments.id))
    context.give({"blackout": arguments.id}, [context.say("cli.blackout.removed")])


def _enter(context: Context, arguments: argparse.Namespace, *, is_plan: bool) -> int:
    judged, gift_id, noted = context.write(lambda s: _weighed(s, context, arguments, is_plan=is_plan)).value
    return _tell(context, judged, gift_id, noted=noted)


def _weighed(
    session: Session, context: Context, arguments: argparse.Namespace, *, is_plan: bool
) -> tuple[Judged, str | None, str | None]:
    draft = _placed(session, _draft(context, arguments, GiftDirection.GIVEN), arguments)
    gifts.check(draft, today=context.today, is_plan=is_plan)
    judged = gifts.weigh(session, draft)
    is_open = judged.verdict is Verdict.NEEDS_APPROVAL
    is_answered = draft.override_reason.strip() and (is_plan or draft.approver.strip())
    if judged.verdict is Verdict.FORBIDDEN or (is_open and not is_answered):
        return judged, None, gifts.note_refused(session, draft, today=context.today) if arguments.note_refused else None
    enter = gifts.propose if is_plan else gifts.record
    return judged, enter(session, draft, today=context.today)[0], None


def _draft(context: Context, arguments: argparse.Namespace, direction: GiftDirection) -> GiftDraft:
    draft = GiftDraft("", None, arguments.item, arguments.given_on or context.today, direction=direction)
    return _changed(draft, arguments)


def _placed(session: Session, draft: GiftDraft, arguments: argparse.Namespace) -> GiftDraft:
    client = clients.find(session, arguments.client)
    person = contacts.find(session, client.id, arguments.contact).id if arguments.contact else None
    return replace(draft, client_id=client.id, contact_id=person)


def _changed(draft: GiftDraft, arguments: argparse.Namespace) -> GiftDraft:
    """What the arguments say, in the place of what the draft said."""
    said: dict[str, Any] = {name: getattr(arguments, name, None) for name in ("item", "quantity", *_TEXTS)}
    said |= {"value_minor": arguments.value, "on": arguments.given_on}
    kinds = {"category": GiftCategory, "occasion": GiftOccasion, "via": GiftVia}
    said |= {name: kind(value) for name, kind in kinds.items() if (value := getattr(arguments, name, None))}
    if currency := arguments.currency:
        said["currency"] = currency.upper()
    return replace(draft, **{name: value for name, value in said.items() if value is not None})


def _tell(context: Context, judged: Judged, gift_id: str | None, *, noted: str | None = None) -> int:
    said = [phrases.gift_rule(context.lang, each.code, each.params) for each in judged.findings]
    document = {
        "verdict": judged.verdict, "rules": said, "gift": gift_id, "rules_version": judged.rules_version,
        "findings": [
            {"code": each.code, "verdict": each.verdict, "params": each.params, "text": text}
            for each, text in zip(judged.findings, said, strict=True)
        ],
        **({"noted": noted} if noted else {}),
    }  # fmt: skip
    context.give(
        document, [context.say("cli.gift.verdict", verdict=judged.verdict), *said, _outcome(context, judged, gift_id)]
    )
    return 0 if gift_id else 4


def _outcome(context: Context, judged: Judged, gift_id: str | None) -> str:
    """What became of the gift, and what can be done where it was not recorded."""
    if gift_id:
        return _entered(context, gift_id)
    is_approvable = judged.verdict is Verdict.NEEDS_APPROVAL
    return context.say("cli.gift.needs_reason" if is_approvable else "cli.gift.refused")


def _entered(context: Context, gift_id: str) -> str:
    """What is recorded now, its value as people write it: minor units are easily mistaken."""
    [row] = context.read(lambda s: gifts.rows(s, [gift_id]))
    return context.say(
        "cli.gift.entered", item=row.item, value=phrases.money(row.value_minor, row.currency), id=gift_id
    )


def _preview(context: Context, document: Any) -> None:
    effect = context.read(lambda s: gift_rule_effect.preview(s, document, today=context.today))
    shown = [
        {"gift": each.row.id, "client": each.row.client, "item": each.row.item, "on": each.row.on, "before": each.before,
         "after": each.after, "codes": each.codes}
        for each in effect.changed
    ]  # fmt: skip
    lines = [
        context.say(
            "cli.gift.would", on=each.row.on, client=each.row.client, item=each.row.item, before=each.before, after=each.after
        )
        for each in effect.changed
    ]  # fmt: skip
    head = context.say("cli.gift.effect", n=len(effect.changed), given=effect.given)
    context.give({"given": effect.given, "changed": shown}, [head, *lines])


def _read(name: str) -> Any:
    try:
        return json.loads(Path(name).read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise of_read_error(Path(name), error) from error
    except (ValueError, RecursionError) as error:
        raise Invalid("file", "gift_rules.no_document") from error
