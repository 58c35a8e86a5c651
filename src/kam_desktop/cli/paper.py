"""Commands that print."""

import argparse
from pathlib import Path

from kam_desktop.cli.context import Context
from kam_desktop.core import reports
from kam_desktop.core.errors import FileError


def visit(context: Context, arguments: argparse.Namespace) -> None:
    """One visit as PDF."""
    file = Path(arguments.out)
    if file.suffix.lower() != ".pdf":
        raise FileError("export.unknown_ending", path=str(file), endings=".pdf")
    report = context.read(lambda s: reports.visit_report(s, arguments.id, today=context.today))
    from kam_desktop.documents import visit_report

    written = visit_report.write(report, file, lang=context.lang)
    if written.missing:
        context.tell(context.say("cli.report.missing", characters="".join(written.missing)))
    context.give({"file": file, "pages": written.pages}, [context.say("cli.report.done", path=file, n=written.pages)])
