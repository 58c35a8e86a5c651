"""Commands that keep the store: init, sample, backup, restore, check, key."""

import argparse
from datetime import datetime
from pathlib import Path

from kam_desktop import runtime
from kam_desktop.cli.context import Context, aligned, first_line
from kam_desktop.core import checking, indexing, opening, samples
from kam_desktop.core.errors import StoreError
from kam_desktop.core.store import backup, vault
from kam_desktop.core.store.vault import SlotKind
from kam_desktop.words import sentence


def init(context: Context, arguments: argparse.Namespace) -> None:
    """Make the encrypted store; the recovery key is shown this once."""
    author = arguments.author or runtime.user_name()
    opened = opening.create(context.folder, context.passphrase(twice=True), author=author)
    context.adopt(opened.store)
    document = {"store": context.folder, "recovery_key": opened.recovery_key}
    context.give(
        document,
        [
            context.say("cli.init.done", path=context.folder),
            context.say("cli.init.key", key=opened.recovery_key),
        ],
    )


def sample(context: Context, arguments: argparse.Namespace) -> None:
    """A made-up portfolio in an empty store."""
    made = context.write(
        lambda s: samples.fill(s, today=context.today, number=arguments.clients, seed=arguments.seed)
    ).value
    context.give(made, [context.say("cli.sample.done", **made)])


def backup_now(context: Context, arguments: argparse.Namespace) -> None:
    """A verified copy."""
    store = context.store
    made = backup.make(store.folder, store.data_key, to=Path(arguments.to) if arguments.to else None)
    document = {"file": made.file, "verified": True, "counts": made.counts}
    context.give(document, [context.say("cli.backup.done", path=made.file)])


def backups(context: Context, arguments: argparse.Namespace) -> None:
    """The verified copies, newest first."""
    vault.load(context.folder)
    found = backup.listed(context.folder)
    document = [
        {
            "file": each.file,
            "at": each.at,
            "why": each.why,
            "verified": True,
            "clients": each.clients,
            "counts": each.counts,
        }
        for each in found
    ]
    rows = [(_day_and_time(each.at), each.clients, each.file) for each in found]
    context.table(document, ("at", "clients", "file"), rows)


def restore(context: Context, arguments: argparse.Namespace) -> None:
    """Put a backup in the store's place; what was there is moved aside."""
    done = backup.restore(context.folder, Path(arguments.file), passphrase=context.passphrase())
    document = {"file": done.file, "verified": True, "counts": done.counts}
    context.give(document, [context.say("cli.restore.done", path=done.file)])


def check(context: Context, arguments: argparse.Namespace) -> int:
    """Check the store."""
    try:
        findings = checking.check(context.store)
    except StoreError as error:  # too damaged to be opened at all
        if error.code != "store.damaged":
            raise
        return _damaged(context, [sentence(context.lang, error)])
    if findings and all(each.code == "index" for each in findings):  # it follows from the data, which is whole
        context.write(indexing.rebuild)
        context.tell(context.say("cli.check.index_rebuilt"))
        findings = checking.check(context.store)
    said = [context.say(f"check.{each.code}", **each.params) for each in findings]
    if checking.is_damage(findings):
        return _damaged(context, said)
    document = {"ok": not findings, "findings": said, "counts": checking.counts(context.store)}
    context.give(document, said or [context.say("cli.check.ok")])
    return 1 if findings else 0


def _damaged(context: Context, said: list[str]) -> int:
    """What was found, and the way back; rows of a damaged file cannot be counted."""
    context.give({"ok": False, "findings": said, "counts": {}}, said)
    context.tell(context.say("cli.check.damaged"))
    return 1


def key(context: Context, arguments: argparse.Namespace) -> None:
    """List the slots, change the passphrase, or make a new recovery key."""
    document: dict[str, object] = {}
    lines: list[str] = []
    if arguments.action == "change":
        if not arguments.new_passphrase_file:
            raise StoreError("vault.new_passphrase_missing")
        fresh = first_line(Path(arguments.new_passphrase_file))
        vault.set_passphrase(context.folder, context.store.data_key, fresh)
        lines.append(context.say("cli.key.changed"))
    elif arguments.action == "add":
        document["recovery_key"] = vault.renew_recovery_key(context.folder, context.store.data_key)
        lines.append(context.say("cli.init.key", key=document["recovery_key"]))
    slots = vault.load(context.folder).slots
    document["slots"] = [{"id": each.id, "kind": each.kind, "created_at": each.created_at} for each in slots]
    lines += aligned([[context.named(SlotKind, each.kind), _day_and_time(each.created_at)] for each in slots])
    context.give(document, lines)


def _day_and_time(at: str | datetime) -> str:
    """An instant by the clock of whoever reads it."""
    made = datetime.fromisoformat(at) if isinstance(at, str) else at
    return made.astimezone().strftime("%Y-%m-%d %H:%M")
