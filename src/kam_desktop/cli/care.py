"""Commands of the daily work: plan, today, log, touch, visit."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from kam_desktop.cli import planning
from kam_desktop.cli.context import Context
from kam_desktop.core import (
    agenda,
    attachments,
    clients,
    contacts,
    interactions,
    talking_points,
    touches,
    visit_documents,
    visits,
)
from kam_desktop.core.errors import FileError, Invalid
from kam_desktop.core.files import of_read_error
from kam_desktop.core.rules.kinds import Channel, TouchResult, VisitState
from kam_desktop.words import phrases


def plan(context: Context, arguments: argparse.Namespace) -> None:
    """Plan touches for the coming weeks."""
    done = context.write(lambda s: touches.plan_all(s, today=context.today, weeks=arguments.weeks)).value
    told = [] if context.is_json else planning.lines(context, arguments.weeks)
    context.give(done, [context.say("cli.plan.done", **done._asdict()), *told])


def today(context: Context, arguments: argparse.Namespace) -> None:
    """What is due, with the reason written out."""
    context.write(lambda s: touches.roll_forward(s, today=context.today))
    found = context.read(lambda s: _due(s, context))
    columns = ("id", "client", "tier", "contact", "channel", "due", "overdue", "reason")
    shown = [{**row, "id": row["touch"], "channel": context.named(Channel, row["channel"])} for row in found]
    context.table(found, columns, [[row[name] for name in columns] for row in shown])


def _due(session: Session, context: Context) -> list[dict[str, Any]]:
    found = []
    for each in agenda.due(session, today=context.today):
        drawn = talking_points.draw(session, each.client_id, each.contact_id, today=context.today, touch_id=each.id)
        found.append(
            {
                "touch": each.id, "client_id": each.client_id, "client": each.client, "contact": each.contact,
                "tier": each.tier, "kind": each.kind, "channel": each.channel, "earliest": each.earliest_on,
                "due": each.due_on, "latest": each.latest_on, "overdue": each.late_days,
                "reason": phrases.reason(context.lang, each.reason, each.reason_params, context.today),
                "talking_points": _said(context, drawn.points),
                "taboos": list(drawn.taboos), "activity": each.activity, "when": each.when,
            }
        )  # fmt: skip
    return found


def _said(context: Context, points: Sequence[talking_points.Point]) -> list[str]:
    """The points in words, but for what only personal notes say: they leave the program only when asked for."""
    told = (each for each in points if not each.params.get("is_private"))
    return [phrases.point(context.lang, each.code, each.params, context.today) for each in told]


def log(context: Context, arguments: argparse.Namespace) -> None:
    """An interaction took place."""
    if not arguments.outcome.strip():
        raise Invalid("outcome", "interaction.outcome_missing")

    def work(session: Session) -> interactions.Logged:
        client = clients.find(session, arguments.client)
        people = tuple(contacts.find(session, client.id, name).id for name in arguments.contact)
        channel = Channel(arguments.channel)
        draft = interactions.InteractionDraft(
            client.id,
            channel,
            context.today,
            arguments.outcome,
            people,
            next_on=context.coming("next", arguments.next),
        )
        return interactions.log(session, draft, today=context.today)

    done = context.write(work).value
    _tell_logged(context, done)


def _tell_logged(context: Context, done: interactions.Logged) -> None:
    document = {
        "interaction": done.interaction_id, "closed_touch": done.closed_touch_id, "next_touch_on": done.next_touch_on,
    }  # fmt: skip
    context.give(document, [context.say("cli.log.done", next=done.next_touch_on or "—")])


def touch_done(context: Context, arguments: argparse.Namespace) -> None:
    """A touch took place."""

    def work(session: Session) -> str:
        row = touches.get(session, arguments.id)
        people = (row.contact_id,) if row.contact_id else ()
        draft = interactions.InteractionDraft(
            row.client_id,
            Channel(row.channel),
            context.today,
            arguments.outcome,
            people,
            row.id,
            context.coming("next", arguments.next),
        )
        interactions.log(session, draft, today=context.today)
        return row.id

    _give_touch(context, arguments, context.write(work).value)


def touch_tried(context: Context, arguments: argparse.Namespace) -> None:
    """A call reached nobody, or is to be made later."""
    result = TouchResult(arguments.action)
    _give_touch(context, arguments, context.write(lambda s: touches.note_try(s, arguments.id, result=result).id).value)


def touch_move(context: Context, arguments: argparse.Namespace) -> None:
    """Put a touch on another day."""
    to = context.coming("to", arguments.to) or context.today
    moved = context.write(lambda s: touches.move(s, arguments.id, to=to, today=context.today).id).value
    _give_touch(context, arguments, moved)


def touch_skip(context: Context, arguments: argparse.Namespace) -> None:
    """Refuse a touch."""
    skipped = context.write(
        lambda s: touches.skip(s, arguments.id, reason=arguments.reason, today=context.today).id
    ).value
    _give_touch(context, arguments, skipped)


def _give_touch(context: Context, arguments: argparse.Namespace, touch_id: str) -> None:
    """The touch as it is now; for people, whose it is and what happened."""

    def work(session: Session) -> dict[str, Any]:
        row = touches.get(session, touch_id)
        return {
            "id": row.id,
            "client": clients.get(session, row.client_id).name,
            "channel": row.channel,
            "state": row.state,
            "due": row.due_on,
            "outcome": row.outcome,
            "reason": row.skip_reason,
            "result": row.result,
            "tries": row.tries,
        }

    document = context.read(work)
    shown = {**document, "channel": context.named(Channel, document["channel"])}
    context.give({"touch": document}, [context.say(f"cli.touch.{arguments.action}", **shown)])


def visit_plan(context: Context, arguments: argparse.Namespace) -> None:
    """Plan a visit."""
    document, folder = read_document(arguments.file)
    photos = visit_documents.photos(document, folder) if isinstance(document, dict) else []

    def work(session: Session) -> str:
        draft = visit_documents.draft(session, document, today=context.today, prefer="future")
        visit_id: str = arguments.id or visits.plan(session, draft, today=context.today)
        if arguments.id:
            visits.revise(session, visit_id, draft, today=context.today)
        _keep_photos(session, draft.client_id, visit_id, photos)
        return visit_id

    give_visit(context, context.write(work).value, VisitState.PLANNED)


def visit_record(context: Context, arguments: argparse.Namespace) -> None:
    """Record a visit."""
    document, folder = read_document(arguments.file)
    photos = visit_documents.photos(document, folder) if isinstance(document, dict) else []

    def work(session: Session) -> tuple[str, VisitState]:
        draft = visit_documents.draft(session, document, today=context.today)
        visit_id = visits.record(session, draft, today=context.today, visit_id=arguments.id)
        _keep_photos(session, draft.client_id, visit_id, photos)
        return visit_id, VisitState(visits.get(session, visit_id).state)

    give_visit(context, *context.write(work).value)


def _keep_photos(session: Session, client_id: str, visit_id: str, photos: list[tuple[str, bytes]]) -> None:
    for name, data in photos:
        attachments.add_photo(session, client_id, data, name=name, visit_id=visit_id, caption=Path(name).stem)


def visit_submit(context: Context, arguments: argparse.Namespace) -> None:
    """Hand a report in."""
    give_visit(context, arguments.id, context.write(lambda s: visits.submit(s, arguments.id)).value)


def give_visit(context: Context, visit_id: str, state: VisitState) -> None:
    """What became of a visit."""
    key = "cli.visit.reported" if state is VisitState.REPORTED else "cli.visit.done"
    context.give({"visit": visit_id, "state": state}, [context.say(key, id=visit_id, state=state)])


def read_document(name: str | None) -> tuple[Any, Path]:
    """A JSON document from a file or standard input, and the folder its own files are looked for in."""
    try:
        text = sys.stdin.read() if name is None else Path(name).read_text(encoding="utf-8-sig")
        return json.loads(text), Path(name).parent if name else Path()
    except OSError as error:
        raise of_read_error(Path(name or "-"), error) from error
    except (ValueError, RecursionError) as error:
        raise FileError("file.unreadable_json", path=name or "-", line=getattr(error, "lineno", 1)) from error
