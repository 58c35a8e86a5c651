"""Commands that print."""

import argparse
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy.orm import Session

from kam_desktop.cli.context import Context
from kam_desktop.core import clients, period_reports, reports
from kam_desktop.core.errors import FileError
from kam_desktop.core.visit_period import Wanted
from kam_desktop.exchange import exporting
from kam_desktop.exchange.exporting import Order, Scope, What

_TABLES = exporting.ENDINGS[What.VISITS]


def visit(context: Context, arguments: argparse.Namespace) -> None:
    """One visit as PDF."""
    file = _file(arguments, (".pdf",))
    report = context.read(lambda s: reports.visit_report(s, arguments.id, today=context.today))
    from kam_desktop.documents import visit_report

    written = visit_report.write(report, file, lang=context.lang)
    _tell(context, file, written.pages, written.missing)


def visits(context: Context, arguments: argparse.Namespace) -> None:
    """The visits of a period, of everybody or of one manager: PDF, XLSX or CSV by the ending of the file."""
    file = _file(arguments, (".pdf", *_TABLES))
    first, last = _period(arguments, context.today)
    client_id = context.read(lambda s: clients.find(s, arguments.client).id) if arguments.client else ""
    wanted = Wanted(first, last, arguments.manager, client_id, False if arguments.unaccepted else None)
    if file.suffix.lower() != ".pdf":
        _table(context, file, wanted)
        return
    seen = context.read(lambda s: period_reports.visit_period(s, wanted, today=context.today))
    from kam_desktop.documents import visit_period

    written = visit_period.write(seen, file, lang=context.lang)
    _tell(context, file, written.pages, written.missing)


def _file(arguments: argparse.Namespace, endings: tuple[str, ...]) -> Path:
    file = Path(arguments.out)
    if file.suffix.lower() not in endings:
        raise FileError("export.unknown_ending", path=str(file), endings=", ".join(endings))
    return file


def _period(arguments: argparse.Namespace, today: date) -> tuple[date, date]:
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
