"""Commands on dossiers: import, undo, clients, search, show."""

import argparse
import json
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from kam_desktop.cli import replacing, showing
from kam_desktop.cli.context import Context, money
from kam_desktop.core import clients, custom_fields, dossiers, history, kept_mappings, outlook, search, segments, whose
from kam_desktop.core.errors import FileError
from kam_desktop.core.files import of_read_error
from kam_desktop.core.outlook import Outlook
from kam_desktop.core.records import OwnField
from kam_desktop.core.rules.criteria import Criterion
from kam_desktop.core.rules.kinds import Channel, Entity
from kam_desktop.exchange import guesswork, headings, importing, sandbox, taking
from kam_desktop.exchange.importing import Preview

Read = list[tuple[Path, Preview]]

SHOWN: Final = 8  # problems that are named
IGNORED: Final = 12  # columns that are
FACTS: Final = 12  # that are shown as text unless more are asked for


def take(context: Context, arguments: argparse.Namespace) -> int:
    """Import files as one batch; rows that cannot be taken go to a workbook beside the file."""
    mapping = _mapping(arguments.mapping)
    read = [(Path(name), _read(context, Path(name), mapping, arguments)) for name in arguments.files]
    batch, seen = None, list[Outlook | None]()
    if arguments.dry_run:
        done, seen = _looked(context, read)
    else:
        written = context.write_in_parts(lambda s: _take_in(s, read, context))
        done, batch = written.value, written.batch_id
    files = [
        _file(context, path, preview, each, None if arguments.dry_run else _write_rejects(context, path, preview, each))
        for (path, preview), each in zip(read, done, strict=True)
    ]
    for file, told in zip(files, seen, strict=False):
        file.update(replacing.document(told))
    lines = [
        context.say(
            "cli.import.looked" if arguments.dry_run else "cli.import.file", **_worded(context, each, about.kind)
        )
        for each, about in zip(files, done, strict=True)
    ]
    lines += [
        line
        for file, told in zip(files, seen, strict=False)
        for line in replacing.lines(context, file["file"].name, told)
    ]
    lines += [
        line
        for each in files
        for line in (
            *_together(context, each),
            *_ways(context, each),
            *_photos(context, each),
            *_ignored(context, each),
        )
    ]
    lines += [line for each, about in zip(files, done, strict=True) for line in _problems(context, each, about)]
    lines += [context.say("cli.import.rejects", path=each["rejects_file"]) for each in files if each["rejects_file"]]
    lines += [_taken_as(context, batch)] if batch else []
    context.give({"batch": batch, "files": files}, lines)
    return 4 if any(each["rejected"] or each["values_left_out"] for each in files) else 0


def _taken_as(context: Context, batch: str) -> str:
    if context.read(lambda s: history.is_empty(s, batch)):
        return context.say("cli.import.nothing")
    return context.say("cli.import.batch", id=batch)


def _file(context: Context, path: Path, preview: Preview, done: taking.Outcome, rejects_file: Path | None) -> Any:
    """``kind`` is what the file is about, ``format`` how it is written. A book with its history is about contacts."""
    kind = "contacts" if done.kind == "mixed" else done.kind
    return {
        "file": path, "kind": kind, "format": preview.parsed.kind, "encoding": preview.parsed.encoding,
        "read": done.read, "created": done.created, "updated": done.updated, "unchanged": done.unchanged,
        "rejected": len(done.rejected), "values_left_out": done.values_left_out, "rejects_file": rejects_file,
        "problems": {code: number for code, number, _ in done.problems},
        "clients_created": done.clients_created, "contacts_together": done.people_together, "contacts_created": done.contacts_created,
        "photos": done.photos, "photos_unread": list(done.unread),
        "unsaid_channels": dict(preview.unsaid_ways), "sheet": preview.parsed.sheet, "sheets_left": [n for n in preview.parsed.sheets if n != preview.parsed.sheet],
        "columns_noted": importing.noted(preview),
        "columns": {name: target or None for name, target in preview.mapping.to_json()["columns"].items()},
    }  # fmt: skip


def _ignored(context: Context, file: dict[str, Any]) -> list[str]:
    """Which columns are kept in the notes, and which columns and sheets came to nothing, for people."""
    columns = {
        "cli.import.noted": file["columns_noted"],
        "cli.import.ignored": [
            name for name, target in file["columns"].items() if target is None and headings.says(name)
        ],
    }
    said = [context.say(key, file=file["file"].name, names=_few(names)) for key, names in columns.items() if names]
    if file["sheets_left"]:
        left = ", ".join(file["sheets_left"])
        said.append(context.say("cli.import.sheets_left", file=file["file"].name, sheet=file["sheet"], names=left))
    return said


def _together(context: Context, file: dict[str, Any]) -> list[str]:
    """Why fewer people are new than the rows have."""
    n = file["contacts_together"]
    return [context.say("cli.import.people_together", file=file["file"].name, n=n)] if n else []


def _ways(context: Context, file: dict[str, Any]) -> list[str]:
    """As what the contacts of rows without a channel were taken."""
    said = {context.named(Channel, way): number for way, number in file["unsaid_channels"].items()}
    return [context.say("cli.import.ways", file=file["file"].name, way=way, n=n) for way, n in said.items()]


def _few(names: Sequence[str]) -> str:
    more = [f"… (+{len(names) - IGNORED})"] if len(names) > IGNORED else []
    return ", ".join([*names[:IGNORED], *more])


def _photos(context: Context, file: dict[str, Any]) -> list[str]:
    """How many photos came with people, and whose could not be read."""
    name, unread = file["file"].name, ", ".join(file["photos_unread"])
    lines = [context.say("cli.import.photos", file=name, n=file["photos"])] if file["photos"] else []
    return [*lines, context.say("cli.import.photos_unread", file=name, names=unread)] if unread else lines


def _problems(context: Context, file: dict[str, Any], done: taking.Outcome) -> list[str]:
    """What was left out and how often, as the window says it."""
    said = [(each.number, each.reason(context.lang)) for each in done.said[:SHOWN]]
    return [context.say("cli.import.problem", file=file["file"].name, n=n, said=each) for n, each in said]


def _worded(context: Context, file: dict[str, Any], about: str) -> dict[str, Any]:
    return {**file, "file": file["file"].name, "about": context.say(f"import.kind.{about}")}


def undo(context: Context, arguments: argparse.Namespace) -> None:
    """Take a batch back."""
    done = context.write(lambda s: history.undo(s, arguments.batch, today=context.today)).value
    document = {"reverted": done.reverted, "kept": done.kept, "batch": done.batch_id, "along": done.along}
    along = [context.say("cli.undo.along", n=done.along, batch=done.batch_id)] if done.along else []
    context.give(document, [context.say("cli.undo.done", n=done.reverted, kept=done.kept), *along])


def listed(context: Context, arguments: argparse.Namespace) -> None:
    """The list of clients."""

    def work(session: Any) -> list[clients.ClientRow]:
        whose.check(session, arguments.owner)
        segment = segments.find(session, arguments.segment).id if arguments.segment else ""
        asked = (Criterion("status", "any", (arguments.status,)),) if arguments.status else ()
        chosen = clients.Filter(tier=arguments.tier, owner=arguments.owner, criteria=asked, segment_id=segment)
        found = clients.ids(session, chosen, today=context.today)
        return clients.rows(session, found[: arguments.limit], today=context.today)

    found = context.read(work)
    columns = ("name", "tier", "city", "last_contact_on", "silent_days", "next_touch_on")
    context.table(found, columns, [[getattr(row, name) for name in columns] for row in found])


def search_for(context: Context, arguments: argparse.Namespace) -> None:
    """Search everything."""
    found = context.read(lambda s: search.find(s, arguments.text, limit=arguments.limit))
    document = [
        {
            "kind": hit.kind,
            "id": hit.id,
            "client_id": hit.client_id,
            "title": hit.title,
            "snippet": hit.snippet,
        }
        for hit in found
    ]
    if not found and not context.is_json:
        context.tell(context.say("cli.search.none", text=" ".join(arguments.text.split())[:80]))
        return
    lines = [(context.named(Entity, hit.kind), hit.title, hit.snippet) for hit in found]
    context.table(document, ("kind", "title", "snippet"), lines)


def show(context: Context, arguments: argparse.Namespace) -> None:
    """One dossier."""

    def work(session: Any) -> dossiers.Dossier:
        found = clients.find(session, arguments.client).id
        shown = dossiers.show(session, found, today=context.today, limit=arguments.limit)
        for entity, record in (("client", shown.client), *(("contact", person) for person in shown.contacts)):
            record["custom"] = dict(custom_fields.shown(session, entity, record["custom"], context.lang))
        return shown

    seen = context.read(work)
    document = {
        "client": seen.client, "contacts": seen.contacts, "timeline": seen.timeline, "touches": seen.touches,
        "gifts": [{**each._asdict(), "value": money(each.value_minor, each.currency)} for each in seen.gifts],
        "commitments": seen.commitments,
        "completeness": {"percent": seen.completeness.percent, "missing": list(seen.completeness.missing)},
        "silent_days": seen.silent_days,
    }  # fmt: skip
    if context.is_json:
        context.give(document)
        return
    context.give(None, showing.lines(context, seen, facts=arguments.limit or FACTS))


def _mapping(name: str | None) -> Any:
    if name is None:
        return None
    try:
        return json.loads(Path(name).read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise of_read_error(Path(name), error) from error
    except (ValueError, RecursionError) as error:
        raise FileError("file.unreadable_json", path=name, line=getattr(error, "lineno", 1)) from error


def _read(context: Context, path: Path, mapping: Any, arguments: argparse.Namespace) -> Preview:
    """Read one file; a mapping kept for its headings is used unless one is given."""
    kind = "" if arguments.kind == "auto" else arguments.kind
    own = context.read(kept_mappings.own_fields)
    progress = _progress(path) if sys.stderr.isatty() else None
    preview = importing.preview(path, mapping=mapping, kind=kind, own=own, today=context.today, progress=progress)
    headings = preview.parsed.headings
    if arguments.forget_mapping:
        context.write(lambda s: kept_mappings.forget(s, headings))
        if mapping is None:
            guesswork.check(preview.parsed, preview.mapping)
    elif mapping is not None and arguments.keep_mapping:
        context.write(lambda s: kept_mappings.keep(s, headings, preview.mapping.to_json()))
    elif mapping is None:
        return _with_kept(context, path, preview, kind, own)
    return preview


def _with_kept(context: Context, path: Path, preview: Preview, kind: str, own: list[OwnField]) -> Preview:
    """The file by the mapping that was kept for its headings, if there is one that fits."""
    kept = context.read(lambda s: kept_mappings.of(s, preview.parsed.headings))
    found = importing.with_kept(preview, kept, kind=kind, own=own) if kept else None
    if found is None:
        guesswork.check(preview.parsed, preview.mapping)
        return preview
    context.tell(context.say("cli.import.kept_mapping", file=path.name))
    return found


def _progress(path: Path) -> Any:
    def show_count(progress: sandbox.Progress) -> None:
        print(f"\r{path.name}: {progress.rows}", end="", file=sys.stderr, flush=True)

    return show_count


def _take_in(session: Any, read: Read, context: Context) -> list[taking.Outcome]:
    return [taking.take_in(session, preview, title=path.name, today=context.today) for path, preview in read]


class _Looked(Exception):
    """Takes back what was only to be looked at."""


def _looked(context: Context, read: Read) -> tuple[list[taking.Outcome], list[Outlook | None]]:
    """What would come of the files, and what each would replace: they are taken in, and none of it is kept."""
    done: list[taking.Outcome] = []
    seen: list[Outlook | None] = []
    most = sys.maxsize if context.is_json else replacing.SHOWN

    def work(session: Any) -> None:
        for path, preview in read:
            records = taking.Clients(preview)
            seen.append(outlook.of(session, records, today=context.today, most=most) if preview.clients else None)
            done.extend(_take_in(session, [(path, preview)], context))
        raise _Looked

    with suppress(_Looked):
        context.store.write(work)
    return done, seen


def _write_rejects(context: Context, path: Path, preview: Preview, done: taking.Outcome) -> Path | None:
    """Beside the file they came from, else in the data folder."""
    return taking.write_rejects(done, preview, path, (path.parent, context.folder), context.lang)
