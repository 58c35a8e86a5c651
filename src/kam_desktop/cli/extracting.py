"""The command that writes data into files."""

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import Any

from kam_desktop.cli.context import Context
from kam_desktop.core import clients, segments
from kam_desktop.core.errors import Invalid
from kam_desktop.exchange import exporting
from kam_desktop.exchange.exporting import Order, Scope, What

_IN_TIME = frozenset((What.VISITS, What.GIFTS, What.TOUCHES))


def export(context: Context, arguments: argparse.Namespace) -> None:
    """Write a list, cards, a calendar or everything; the ending of the file says how."""
    what, file = What(arguments.what), Path(arguments.out)
    exporting.checked_ending(what, file)
    if (arguments.first_on or arguments.last_on) and what not in _IN_TIME:
        raise Invalid("from", "export.no_period")
    if arguments.segment and what is What.ALL:
        raise Invalid("segment", "export.whole")

    def work(session: Any) -> exporting.Exported:
        chosen = _segment(session, arguments.segment, context.today) if arguments.segment else None
        scope = Scope(client_ids=chosen, first_on=arguments.first_on, last_on=arguments.last_on)
        order = Order(what, scope, arguments.with_private, arguments.vcard)
        told = _tell_count if sys.stderr.isatty() else _tell_nothing
        return exporting.export(session, order, file, lang=context.lang, today=context.today, step=told)

    done = context.read(work)
    _tell_left_out(context, what, done, with_private=arguments.with_private)
    document = {"file": file, "rows": done.rows, "with_private": arguments.with_private}
    context.give(document, [context.say("cli.export.done", path=file, rows=done.rows)])


def _segment(session: Any, name: str, today: date) -> tuple[str, ...]:
    """The clients of a saved segment, by name."""
    found = segments.find(session, name)
    return tuple(clients.ids(session, clients.Filter(segment_id=found.id), today=today))


def _tell_left_out(context: Context, what: What, done: exporting.Exported, *, with_private: bool) -> None:
    if not with_private and what not in (What.VISITS, What.GIFTS):
        context.tell(context.say("cli.export.private"))
    if done.cut:
        context.tell(context.say("cli.export.cut", n=done.cut))
    if done.left_out:
        context.tell(context.say("cli.export.left", n=done.left_out))


def _tell_count(done: int, total: int) -> None:
    print(f"\r{done}/{max(done, total)}", end="\n" if done >= total else "", file=sys.stderr, flush=True)


def _tell_nothing(_done: int, _total: int) -> None:
    """A script reads no count."""
