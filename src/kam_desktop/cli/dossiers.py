"""Commands on dossiers: import, undo, clients, search, show."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from kam_desktop.cli.context import Context, money
from kam_desktop.core import clients, dossiers, history, intake, search, segments, timeline
from kam_desktop.core.errors import FileError
from kam_desktop.core.records import ClientRecord
from kam_desktop.core.rules import dates
from kam_desktop.exchange import importing, rejects, rows, sandbox
from kam_desktop.exchange.parsed import RejectedRow


def take(context: Context, arguments: argparse.Namespace) -> int:
    """Import files as one batch; rows that cannot be taken go to a workbook beside the file."""
    mapping = _mapping(arguments.mapping)
    read = [_read(context, Path(name), mapping) for name in arguments.files]
    batch = None
    if arguments.dry_run:
        taken = [None for _ in read]
    else:
        written = context.write(lambda s: [_take_in(s, each, context) for each in read])
        taken, batch = written.value, written.batch_id
    files = []
    for each, done in zip(read, taken, strict=True):
        rejects_file = None if arguments.dry_run else _write_rejects(each, context)
        files.append(
            {
                "file": each["path"], "kind": each["preview"].parsed.kind, "encoding": each["preview"].parsed.encoding,
                "read": len(each["records"]) + len(each["rejected"]),
                "created": done.created if done else 0, "updated": done.updated if done else 0,
                "unchanged": done.unchanged if done else 0, "rejected": len(each["rejected"]),
                "values_left_out": sum(len(record.problems) for record in each["records"]), "rejects_file": rejects_file,
                "contacts_created": done.contacts_created if done else 0,
            }
        )  # fmt: skip
    lines = [context.say("cli.import.file", **each) for each in files]
    lines += [context.say("cli.import.rejects", path=each["rejects_file"]) for each in files if each["rejects_file"]]
    context.give(
        {"batch": batch, "files": files},
        [*lines, *([context.say("cli.import.batch", id=batch)] if batch else [])],
    )
    return 4 if any(each["rejected"] or each["values_left_out"] for each in files) else 0


def undo(context: Context, arguments: argparse.Namespace) -> None:
    """Take a batch back."""
    done = context.write(lambda s: history.undo(s, arguments.batch, today=context.today)).value
    document = {"reverted": done.reverted, "kept": done.kept, "batch": done.batch_id}
    context.give(document, [context.say("cli.undo.done", n=done.reverted, kept=done.kept)])


def listed(context: Context, arguments: argparse.Namespace) -> None:
    """The list of clients."""

    def work(session: Any) -> list[clients.ClientRow]:
        segment = segments.find(session, arguments.segment).id if arguments.segment else ""
        chosen = clients.Filter(tier=arguments.tier, owner=arguments.owner, segment_id=segment)
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
    context.table(document, ("kind", "title", "snippet"), [(hit.kind, hit.title, hit.snippet) for hit in found])


def show(context: Context, arguments: argparse.Namespace) -> None:
    """One dossier."""

    def work(session: Any) -> dossiers.Dossier:
        found = clients.find(session, arguments.client).id
        return dossiers.show(session, found, today=context.today, limit=arguments.limit)

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
    client = seen.client
    print(f"{client['name']}  {client['tier'] or '—'}  {client['city']}  {client['industry']}")
    for person in seen.contacts:
        birthday = dates.write(dates.from_text(person["birthday"]), context.lang) if person["birthday"] else ""
        print("  ".join(part for part in (f"  {person['name']}", person["title"], *person["phones"], birthday) if part))
    lines = [(line.on, line.fact, _told(line), line.by) for line in seen.timeline]
    context.table(None, ("on", "kind", "title", "by"), lines)


def _told(line: timeline.Line) -> str:
    """What a line of the table says; the JSON has all of it."""
    if line.fact is timeline.Fact.CHANGE:
        return f"{line.params['field']} {line.params['before'] or '—'} → {line.params['after'] or '—'}"
    return line.title or line.text


def _mapping(name: str | None) -> Any:
    if name is None:
        return None
    try:
        return json.loads(Path(name).read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise FileError("file.not_found", path=name) from error
    except (ValueError, RecursionError) as error:
        raise FileError("file.unreadable_json", path=name, line=getattr(error, "lineno", 1)) from error


def _read(context: Context, path: Path, mapping: Any) -> dict[str, Any]:
    preview = importing.preview(path, mapping=mapping, progress=_progress(path) if sys.stderr.isatty() else None)
    records: list[ClientRecord] = []
    rejected: list[RejectedRow] = list(preview.parsed.rejected)
    for each in rows.to_records(preview.parsed, preview.mapping):
        if isinstance(each, RejectedRow):
            rejected.append(each)
        else:
            records.append(each)
    return {"path": path, "preview": preview, "records": records, "rejected": rejected}


def _progress(path: Path) -> Any:
    def show_count(progress: sandbox.Progress) -> None:
        print(f"\r{path.name}: {progress.rows}", end="", file=sys.stderr, flush=True)

    return show_count


def _take_in(session: Any, read: dict[str, Any], context: Context) -> intake.Taken:
    return intake.take_in(session, read["records"], title=read["path"].name, today=context.today)


def _write_rejects(read: dict[str, Any], context: Context) -> Path | None:
    """Rejected rows, and rows some value of which was left out, beside the file they came from."""
    found = [*read["rejected"], *rejects.with_problems(read["preview"].parsed, read["records"])]
    if not found:
        return None
    ordered = sorted(found, key=lambda row: row.row_no)
    for folder in (read["path"].parent, context.folder):
        target = rejects.beside(folder / read["path"].name)
        try:
            rejects.write(target, read["preview"].parsed.headings, ordered, context.lang)
            return target
        except FileError:
            continue  # the import itself is saved; the workbook goes into the data folder then
    return None
