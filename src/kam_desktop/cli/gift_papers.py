"""The gift register on paper and as a list: which gifts are meant, and the commands that show them (D-7.4)."""

import argparse
from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from kam_desktop import papers
from kam_desktop.cli import paper
from kam_desktop.cli.context import Context, money
from kam_desktop.core import clients, contacts, gift_overview, gifts, whose
from kam_desktop.core.errors import Invalid
from kam_desktop.core.gift_overview import GiftFilter
from kam_desktop.core.rules.kinds import GiftCategory, GiftOccasion, RegisterPart, Tier
from kam_desktop.words import phrases

Command = Callable[[Any, str, Any, str], argparse.ArgumentParser]


def add(report: Any, command: Command, day: Callable[[str], date]) -> None:
    """``report gifts``."""
    made = command(report, "gifts", register, "the gift register: PDF, XLSX or CSV by the ending of FILE")
    made.add_argument("--out", required=True, metavar="FILE")
    narrow(made, day)


def add_list(gift: Any, command: Command, day: Callable[[str], date]) -> None:
    """``gift list``."""
    made = command(gift, "list", listed, "gifts given, declined and received, the newest first")
    made.add_argument("--part", choices=[each.value for each in RegisterPart], help="only one of the three")
    made.add_argument("--limit", type=int, default=50, metavar="N")
    narrow(made, day)


def narrow(parser: argparse.ArgumentParser, day: Callable[[str], date]) -> None:
    """The options that choose gifts."""
    parser.add_argument("--from", dest="first_on", type=day, metavar="DATE", help="the first day")
    parser.add_argument("--to", dest="last_on", type=day, metavar="DATE", help="the last day")
    parser.add_argument("--manager", default="", metavar="NAME", help="those of one manager")
    parser.add_argument("--client", default="", metavar="CLIENT", help="those of one client, by id or exact name")
    parser.add_argument("--contact", default="", metavar="NAME", help="those of one person of the client")
    parser.add_argument("--occasion", choices=[each.value for each in GiftOccasion], default="")
    parser.add_argument("--category", choices=[each.value for each in GiftCategory], default="")
    parser.add_argument("--tier", choices=[each.value for each in Tier], default="")


def register(context: Context, arguments: argparse.Namespace) -> None:
    """The register of some days (default: this year until today)."""
    paper.write(
        context,
        arguments,
        lambda session: papers.Wanted(papers.Kind.GIFTS, gifts=_meant(session, arguments)),
    )


def listed(context: Context, arguments: argparse.Namespace) -> None:
    """The gifts that are meant."""
    part = RegisterPart(arguments.part) if arguments.part else None

    def work(session: Session) -> list[gifts.GiftRow]:
        found = gift_overview.ids(session, _meant(session, arguments), part)
        return gifts.rows(session, found[: max(0, arguments.limit)])

    found = context.read(work)
    document = [{**each._asdict(), "value": money(each.value_minor, each.currency)} for each in found]
    rows = [
        [each.id, each.on, each.client, each.contact, each.item, context.named(GiftCategory, each.category),
         context.named(GiftOccasion, each.occasion), phrases.money(each.value_minor, each.currency),
         context.say(f"enum.GiftDirection.{each.direction}"), context.say(f"enum.GiftState.{each.state}")]
        for each in found
    ]  # fmt: skip
    columns = ("id", "on", "client", "contact", "item", "category", "occasion", "value", "direction", "state")
    context.table(document, columns, rows)


def _meant(session: Session, arguments: argparse.Namespace) -> GiftFilter:
    whose.check(session, arguments.manager)
    client_id = clients.find(session, arguments.client).id if arguments.client else ""
    if arguments.contact and not client_id:
        raise Invalid("client", "gift_filter.contact_needs_client")
    contact_id = contacts.find(session, client_id, arguments.contact).id if arguments.contact else ""
    return GiftFilter(
        arguments.first_on, arguments.last_on, client_id, contact_id, arguments.manager, arguments.occasion,
        arguments.category, arguments.tier,
    )  # fmt: skip
