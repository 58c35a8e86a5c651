"""Commands about visits beside the steps of one report: call one off, list them."""

import argparse
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from kam_desktop.cli.context import Context
from kam_desktop.core import visit_lists, visits, whose
from kam_desktop.core.rules.kinds import VisitState


def cancel(context: Context, arguments: argparse.Namespace) -> None:
    """Call a planned visit off; the touch it answers is due again."""
    context.write(lambda s: visits.cancel(s, arguments.id, reason=arguments.reason, today=context.today))
    document = {"visit": arguments.id, "state": VisitState.CANCELLED}
    context.give(document, [context.say("cli.visit.cancelled", id=arguments.id)])


def listed(context: Context, arguments: argparse.Namespace) -> None:
    """Visits, the newest day first, with the day by which their report is due."""
    states = tuple(VisitState(each) for each in arguments.state)

    def work(session: Session) -> list[dict[str, Any]]:
        whose.check(session, arguments.owner)
        wanted = visit_lists.ids(
            session, states=states, owner=arguments.owner, first_on=arguments.first_on, last_on=arguments.last_on,
            late_on=context.today if arguments.late else None,
        )  # fmt: skip
        return [_line(row, context.today) for row in visit_lists.rows(session, wanted)]

    found = context.read(work)
    columns = ("id", "on", "tier", "client", "objective", "state", "report_due", "overdue")
    shown = [{**row, "id": row["visit"], "state": context.named(VisitState, row["state"])} for row in found]
    context.table(found, columns, [[row[name] for name in columns] for row in shown])
    context.tell(context.say("cli.visit.listed", n=len(found), late=sum(1 for row in found if row["overdue"])))


def _line(row: visit_lists.VisitRow, today: date) -> dict[str, Any]:
    late = (today - row.report_due_on).days if row.report_due_on else 0
    return {
        "visit": row.id, "on": row.on, "from": row.started_at, "client_id": row.client_id, "client": row.client,
        "tier": row.tier, "objective": row.objective, "state": row.state, "owner": row.owner,
        "report_due": row.report_due_on, "overdue": max(0, late),
    }  # fmt: skip
