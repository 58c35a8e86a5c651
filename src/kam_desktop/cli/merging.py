"""Commands on duplicates: which clients may be one, and making two one."""

import argparse
from collections.abc import Sequence
from typing import Any

from kam_desktop.cli.context import Context
from kam_desktop.core import clients, duplicate_search, mergers
from kam_desktop.core.duplicate_search import Pair
from kam_desktop.core.mergers import Preview
from kam_desktop.core.rules.kinds import Entity
from kam_desktop.core.rules.likeness import Certainty
from kam_desktop.core.rules.unions import Joined
from kam_desktop.words import likenesses


def duplicates(context: Context, arguments: argparse.Namespace) -> None:
    """Pairs that may be one, surest first, with the reasons."""
    found = [_pair(each, context) for each in context.read(duplicate_search.find).pairs[: arguments.limit]]
    columns = ("certainty", "kind", "one", "other", "why")
    named = {"certainty": Certainty, "kind": Entity}
    lines = [[context.named(named[n], row[n]) if n in named else row[n] for n in columns] for row in found]
    context.table(found, columns, lines)


def merge(context: Context, arguments: argparse.Namespace) -> None:
    """Merge one client into another; with ``--dry-run`` only say what would come of it."""

    def ids(session: Any) -> tuple[str, str]:
        return clients.find(session, arguments.into).id, clients.find(session, arguments.client).id

    if arguments.dry_run:
        shown, batch = context.read(lambda s: mergers.preview(s, *ids(s))), None
    else:
        written = context.write(lambda s: mergers.merge(s, *ids(s), today=context.today))
        shown, batch = written.value, written.batch_id
    said = [context.say("cli.merge.done", dropped=shown.dropped, kept=shown.kept, name=shown.name)]
    said += [context.say("cli.merge.cut", name=name, above=above) for name, above in shown.cut]
    context.give(_document(shown, batch), [*said, *([context.say("cli.import.batch", id=batch)] if batch else [])])


def _pair(pair: Pair, context: Context) -> dict[str, Any]:
    return {
        "certainty": pair.likeness.certainty.value, "kind": pair.kind, "one": pair.one, "other": pair.other,
        "one_id": pair.one_id, "other_id": pair.other_id, "reasons": [each.value for each in pair.likeness.reasons],
        "doubts": [each.value for each in pair.likeness.doubts], "why": likenesses.why(context.lang, pair.likeness),
    }  # fmt: skip


def _document(shown: Preview, batch: str | None) -> dict[str, Any]:
    people = [
        {"id": each.id, "name": each.name, "into": each.into_id or None, "taken": _taken(each.differing)}
        for each in shown.people
    ]
    return {
        "batch": batch, "kept": shown.kept_id, "dropped": shown.dropped_id, "name": shown.name, "taken": _taken(shown.fields),
        "contacts": people, "moved": dict(shown.facts),
        "cut": [{"name": name, "above": above} for name, above in shown.cut],
    }  # fmt: skip


def _taken(fields: Sequence[Joined]) -> dict[str, str]:
    return {each.name: each.take.value for each in fields if each.differs}
