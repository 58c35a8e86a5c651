"""Commands about events of regions: enter one, list them, close one (D-5.5)."""

import argparse

from kam_desktop.cli.context import Context
from kam_desktop.core import environment_events
from kam_desktop.core.environment_events import EventDraft
from kam_desktop.core.rules import regions
from kam_desktop.core.rules.kinds import EnvironmentKind
from kam_desktop.words import say


def add(context: Context, arguments: argparse.Namespace) -> None:
    """Enter an event: everybody in its regions is to be called within 24 hours."""
    kind = EnvironmentKind(arguments.kind)
    script = arguments.script or say(context.lang, f"script.{kind}")
    draft = EventDraft(kind, arguments.title, tuple(arguments.region), context.today, script)
    done = context.write(lambda s: environment_events.add(s, draft, today=context.today)).value
    document = {"event": done.event_id, "touches": done.touches}
    context.give(document, [context.say("cli.event.done", touches=done.touches), done.event_id])


def listed(context: Context, _arguments: argparse.Namespace) -> None:
    """The events with how many were reached."""
    found = context.read(environment_events.rows)
    document = [{**row._asdict(), "event": row.id} for row in found]
    columns = ("id", "title", "on", "regions", "total", "reached", "missed", "withdrawn", "closed")
    lines = [
        [row.id, row.title, row.on, "、".join(regions.get(code).full for code in row.regions), row.total, row.reached,
         row.missed, row.withdrawn, row.closed_on]
        for row in found
    ]  # fmt: skip
    context.table(document, columns, lines)


def close(context: Context, arguments: argparse.Namespace) -> None:
    """The danger is over; who was not called yet need not be."""
    context.write(lambda s: environment_events.close(s, arguments.id, today=context.today))
    context.give({"event": arguments.id}, [context.say("cli.event.closed")])
