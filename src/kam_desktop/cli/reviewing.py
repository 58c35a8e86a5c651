"""Commands of the review: accept or return, take back, correct, versions, and who was met."""

import argparse
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from sqlalchemy.orm import Session

from kam_desktop.cli.care import give_visit, read_document
from kam_desktop.cli.context import Context, plain
from kam_desktop.cli.paper import period
from kam_desktop.core import coverage, visit_documents, visit_versions, visits, whose
from kam_desktop.core.rules.kinds import VisitState
from kam_desktop.core.rules.text_diff import Op
from kam_desktop.core.visit_versions import Difference

_MARKS = {Op.GONE: ("[-", "-]"), Op.NEW: ("{+", "+}"), Op.SAME: ("", "")}  # as word diffs have them


def review(context: Context, arguments: argparse.Namespace) -> None:
    """Accept or return a report."""

    def work(session: Session) -> VisitState:
        return visits.review(
            session, arguments.id, accepted=arguments.accept, remark=arguments.remark, field=arguments.field
        )

    give_visit(context, arguments.id, context.write(work).value)


def withdraw(context: Context, arguments: argparse.Namespace) -> None:
    """Take a report back before it is reviewed."""
    give_visit(context, arguments.id, context.write(lambda s: visits.withdraw(s, arguments.id)).value)


def correct(context: Context, arguments: argparse.Namespace) -> None:
    """Correct an accepted report by a document: a new version, not handed in yet."""
    document, _folder = read_document(arguments.file)

    def work(session: Session) -> str:
        draft = visit_documents.draft(session, document, today=context.today)
        return visit_versions.revise(session, arguments.id, draft, today=context.today)

    give_visit(context, context.write(work).value, VisitState.REPORTED)


def versions(context: Context, arguments: argparse.Namespace) -> None:
    """The versions of a report, the newest first, each with what it changed."""

    def work(session: Session) -> list[dict[str, Any]]:
        found = visit_versions.versions(session, visit_versions.read(session, arguments.id).id)
        older = [*[each.id for each in found[1:]], ""]
        made = []
        for each, before in zip(found, older, strict=True):
            changes = visit_versions.differences(session, before, each.id) if before else ()
            made.append({**each._asdict(), "differences": changes})
        return made

    found = context.read(work)
    document = [{**each, "differences": [_document(one) for one in each["differences"]]} for each in found]
    context.give(document, list(_lines(context, found)))


def coverage_of(context: Context, arguments: argparse.Namespace) -> None:
    """Who was met in a period: per manager and tier, against the target."""
    first, last = period(arguments, context.today)

    def work(session: Session) -> coverage.Coverage:
        whose.check(session, arguments.manager)
        return coverage.read(session, first, last, manager=arguments.manager)

    seen = context.read(work)
    lines = [("total", seen.total()), *[("manager", each) for each in seen.managers()]]
    lines += [("tier", each) for each in seen.tiers()]
    rows = [
        {
            "of": kind, "manager": line.manager or "", "tier": line.tier or "", "owned": line.owned, "met": line.met,
            "percent": line.share.percent, "planned": line.planned, "done": line.done, "cancelled": line.cancelled,
        }
        for kind, line in lines
    ]  # fmt: skip
    document = {"from": first, "to": last, "target": seen.target, "rows": rows}
    columns = ("manager", "tier", "owned", "met", "percent", "planned", "done", "cancelled")
    context.table(document, columns, [[row[name] for name in columns] for row in rows])
    context.tell(context.say("cli.coverage.target", first=first, last=last, target=seen.target))


def _document(one: Difference) -> dict[str, Any]:
    if one.pieces:
        return {"field": one.field, "pieces": [{"op": each.op, "text": each.text} for each in one.pieces]}
    if one.rows:
        return {"field": one.field, "rows": [{"op": op, "value": _value(each)} for op, each in one.rows]}
    return {"field": one.field, "before": one.before, "after": one.after}


def _value(each: Any) -> Any:
    return each if isinstance(each, str) else plain(asdict(each))


def _lines(context: Context, found: list[dict[str, Any]]) -> Iterator[str]:
    for each in found:
        yield context.say("cli.visit.version", **{**each, "state": context.named(VisitState, each["state"])})
        for one in each["differences"]:
            yield f"  {context.say(f'visit.field.{one.field}')}: {_change(one)}"


def _change(one: Difference) -> str:
    if one.pieces:
        return " ".join("".join(_marked(each.op, each.text) for each in one.pieces).split())
    if one.rows:
        return " · ".join(_marked(op, _words(each)) for op, each in one.rows if op is not Op.SAME)
    sides = ((Op.GONE, one.before), (Op.NEW, one.after))
    return " ".join(_marked(op, str(plain(value))) for op, value in sides if value is not None)


def _words(each: Any) -> str:
    return each if isinstance(each, str) else " ".join(str(plain(value)) for value in asdict(each).values() if value)


def _marked(op: Op, text: str) -> str:
    before, after = _MARKS[op]
    return f"{before}{text}{after}"
