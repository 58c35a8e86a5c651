"""Commands that print."""

import argparse
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy.orm import Session

from kam_desktop import papers
from kam_desktop.cli.context import Context
from kam_desktop.core import clients, period_reports, whose
from kam_desktop.core.visit_period import Wanted
from kam_desktop.exchange import exporting
from kam_desktop.exchange.exporting import Order, Scope, What

_TABLES = exporting.ENDINGS[What.VISITS]


def visit(context: Context, arguments: argparse.Namespace) -> None:
    """One visit: PDF, DOCX, XLSX or CSV by the ending of the file."""
    write(context, arguments, lambda _s: papers.Wanted(papers.Kind.VISIT, arguments.id))


def client(context: Context, arguments: argparse.Namespace) -> None:
    """The dossier of a client, or the page for the car."""
    kind = papers.Kind(arguments.action)

    def wanted(session: Session) -> papers.Wanted:
        client_id = clients.find(session, arguments.client).id
        return papers.Wanted(kind, client_id, with_private=arguments.with_private)

    write(context, arguments, wanted)


def handover(context: Context, arguments: argparse.Namespace) -> None:
    """The book of a client that changes hands, to a manager, from a day on."""

    def wanted(session: Session) -> papers.Wanted:
        client_id = clients.find(session, arguments.client).id
        return papers.Wanted(
            papers.Kind.HANDOVER, client_id, arguments.first_on, to_manager=arguments.to_manager,
            with_private=arguments.with_private,
        )  # fmt: skip

    write(context, arguments, wanted)


def of_days(context: Context, arguments: argparse.Namespace) -> None:
    """The open promises, or the report of a week; of everybody or of one manager."""
    kind, first, last = papers.Kind(arguments.action), arguments.first_on, arguments.last_on

    def wanted(session: Session) -> papers.Wanted:
        whose.check(session, arguments.manager)
        return papers.Wanted(kind, "", first, last, arguments.manager)

    write(context, arguments, wanted)


def write(context: Context, arguments: argparse.Namespace, wanted: Callable[[Session], papers.Wanted]) -> None:
    """Writes a paper in the form that the ending says, and tells pages or rows."""
    file = Path(arguments.out)
    papers.checked_ending(papers.Kind(arguments.action), file)
    made = context.read(lambda s: papers.write(s, wanted(s), file, lang=context.lang, today=context.today))
    if made.rows is not None:
        said = context.say("cli.export.done", path=file, rows=made.rows)
    elif made.pages is not None:
        said = context.say("cli.report.done", path=file, n=made.pages)
    else:
        said = context.say("cli.report.written", path=file)
    if made.missing:
        context.tell(context.say("cli.report.missing", characters="".join(made.missing)))
    context.give({"file": file, "pages": made.pages, "rows": made.rows}, [said])


def visits(context: Context, arguments: argparse.Namespace) -> None:
    """The visits of a period, of everybody or of one manager: PDF, XLSX or CSV by the ending of the file."""
    file = Path(arguments.out)
    papers.checked_ending(papers.Kind.PERIOD, file)
    first, last = period(arguments, context.today)
    client_id = context.read(lambda s: clients.find(s, arguments.client).id) if arguments.client else ""
    wanted = Wanted(first, last, arguments.manager, client_id, False if arguments.unaccepted else None)
    if file.suffix.lower() in _TABLES:
        _table(context, file, wanted)
        return
    if file.suffix.lower() == ".docx":
        asked = papers.Wanted(
            papers.Kind.PERIOD, client_id, first, last, arguments.manager, only_accepted=wanted.only_accepted
        )
        made = context.read(lambda s: papers.write(s, asked, file, lang=context.lang, today=context.today))
        context.give({"file": file, "pages": made.pages}, [context.say("cli.report.written", path=file)])
        return
    seen = context.read(lambda s: period_reports.visit_period(s, wanted, today=context.today))
    from kam_desktop.documents import visit_period

    written = visit_period.write(seen, file, lang=context.lang)
    _tell(context, file, written.pages, written.missing)


def period(arguments: argparse.Namespace, today: date) -> tuple[date, date]:
    """The days asked for; where one is missing, those of the month of the other, or of today."""
    near = arguments.first_on or arguments.last_on or today
    month = near.replace(day=1)
    end = (month + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    return arguments.first_on or month, arguments.last_on or end


def _table(context: Context, file: Path, wanted: Wanted) -> None:
    """The same visits line by line, as the export has them."""

    def work(session: Session) -> exporting.Exported:
        ids = period_reports.visit_ids(session, wanted)
        scope = Scope(first_on=wanted.first_on, last_on=wanted.last_on, ids=tuple(ids))
        return exporting.export(session, Order(What.VISITS, scope), file, lang=context.lang, today=context.today)

    done = context.read(work)
    context.give(
        {"file": file, "pages": None, "rows": done.rows}, [context.say("cli.export.done", path=file, rows=done.rows)]
    )


def _tell(context: Context, file: Path, pages: int, missing: tuple[str, ...]) -> None:
    if missing:
        context.tell(context.say("cli.report.missing", characters="".join(missing)))
    context.give({"file": file, "pages": pages}, [context.say("cli.report.done", path=file, n=pages)])
