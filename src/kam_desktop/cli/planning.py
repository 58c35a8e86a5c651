"""The plan as text: a table of kinds by months, and the reasons with an example of each."""

from datetime import timedelta

from kam_desktop.cli.context import Context, aligned
from kam_desktop.core import plan_overview
from kam_desktop.core.plan_overview import Overview
from kam_desktop.words import name_of, phrases


def lines(context: Context, weeks: int) -> list[str]:
    """What is planned for so many weeks from today on."""
    last = context.today + timedelta(weeks=weeks)
    seen = context.read(lambda s: plan_overview.of(s, context.today, last))
    return [*_table(context, seen), "", context.say("cli.plan.why"), *_reasons(context, seen)] if seen.counts else []


def _table(context: Context, seen: Overview) -> list[str]:
    rows = [[context.say("cli.column.kind"), *seen.months, context.say("cli.plan.total")]]
    rows += [[name_of(context.lang, kind), *map(str, counts), str(sum(counts))] for kind, counts in seen.counts.items()]
    sums = [sum(column) for column in zip(*seen.counts.values(), strict=True)]
    rows.append([context.say("cli.plan.total"), *map(str, sums), str(sum(sums))])
    return ["", *aligned(rows)]


def _reasons(context: Context, seen: Overview) -> list[str]:
    rows = []
    for kind in seen.counts:
        for each in (each for each in seen.reasons if each.kind is kind):
            why = phrases.reason(context.lang, each.code, each.params, context.today)
            rows.append([name_of(context.lang, kind), str(each.number), f"{each.due_on} {each.client}: {why}"])
    return aligned(rows)
