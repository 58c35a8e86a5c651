"""The grammar of the command line."""

import argparse
import re
from collections.abc import Callable
from datetime import date
from typing import Any

from kam_desktop import __version__, runtime
from kam_desktop.cli import (
    care,
    dossiers,
    events,
    extracting,
    gift_grammar,
    gift_papers,
    keeping,
    merging,
    packets,
    paper,
    reviewing,
    usage,
    visiting,
)
from kam_desktop.core.rules import day_texts
from kam_desktop.core.rules.kinds import Channel, ClientStatus, EnvironmentKind, VisitState
from kam_desktop.core.visit_reviews import FIELDS
from kam_desktop.exchange import kinds


def build(lang: str = "en") -> argparse.ArgumentParser:
    """The parser of ``kam-desktop``, speaking ``lang``. Global options are taken before and after the command."""
    usage.speak(lang)
    parser = argparse.ArgumentParser(
        prog="kam-desktop",
        description="Relationship care for key accounts. With no command the window opens.",
    )
    parser.add_argument("--version", action="version", version=f"KAM Desktop {__version__}")
    _globals(parser, is_top=True)
    parser.add_argument("--background", action="store_true", help="start in the tray, as at sign-in")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    _keeping(commands)
    _dossiers(commands)
    _duplicates(commands)
    _care(commands)
    _paper(commands)
    _extracting(commands)
    _packets(commands)
    usage.word(parser)
    return parser


def _globals(parser: argparse.ArgumentParser, *, is_top: bool) -> None:
    default: Any = None if is_top else argparse.SUPPRESS
    parser.add_argument("--data-dir", metavar="DIR", default=default, help="the folder of the store")
    parser.add_argument("--lang", choices=("zh_CN", "en"), default=default, help="language of messages and documents")
    parser.add_argument(
        "--passphrase-file", metavar="FILE", default=default, help="file whose first line is the passphrase"
    )
    parser.add_argument("--on", metavar="DATE", type=day, default=default, help="the day that counts as today")
    parser.add_argument(
        "--json",
        action="store_true",
        default=False if is_top else argparse.SUPPRESS,
        help="one JSON document",
    )


def day(text: str) -> date:
    """A date argument as people write it, counted from the clock's today; without a year it is this year's."""
    made = day_texts.read(text, runtime.today())
    if made is None:
        raise argparse.ArgumentTypeError(
            usage.said("%r is not a date (such as 2026-10-08, 10-08, 10月8日, tomorrow, +7)") % text
        )
    if not re.search(r"\d{4}", text) and re.search(r"\d[-/.月]\d", text):
        made = made.replace(year=runtime.today().year)
    if not 1900 <= made.year <= 2200:
        raise argparse.ArgumentTypeError(usage.said("years are from 1900 to 2200"))
    return made


def day_text(text: str) -> str:
    """A date argument that is counted from the day that counts as today: read later by ``Context.coming``."""
    day(text)
    return text


def count(most: int) -> Callable[[str], int]:
    """A whole number from 1 to ``most``."""

    def read(text: str) -> int:
        if not text.isdigit() or not 1 <= int(text) <= most:
            raise argparse.ArgumentTypeError(usage.said("a number from 1 to %d is wanted") % most)
        return int(text)

    return read


def _command(commands: Any, name: str, work: Any, about: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=about, description=about)
    _globals(parser, is_top=False)
    parser.set_defaults(work=work)
    return parser


def _keeping(commands: Any) -> None:
    made = _command(commands, "init", keeping.init, "make the encrypted store")
    made.add_argument("--author", help="whose name changes carry (default: the login name)")
    sample = _command(commands, "sample", keeping.sample, "fill an empty store with a made-up portfolio")
    sample.add_argument("--clients", type=count(100_000), default=60, metavar="N")
    sample.add_argument("--seed", type=int, default=1, metavar="S")
    backup = _command(commands, "backup", keeping.backup_now, "make a verified copy")
    backup.add_argument("--to", metavar="DIR")
    _command(commands, "backups", keeping.backups, "list the verified copies")
    restore = _command(commands, "restore", keeping.restore, "put a backup in the store's place")
    restore.add_argument("file", metavar="FILE")
    _command(commands, "check", keeping.check, "check integrity, schema, counts and what is derived")
    key = _command(commands, "key", keeping.key, "list the key's slots, change the passphrase, renew the recovery key")
    about = (
        "list: the keys there are; change: a new passphrase; add: a new recovery key, the old one opens nothing then"
    )
    key.add_argument("action", choices=("list", "change", "add"), help=about)
    key.add_argument("--new-passphrase-file", metavar="FILE", help="for change: its first line is the new passphrase")


def _dossiers(commands: Any) -> None:
    taken = _command(commands, "import", dossiers.take, "read clients, their people and facts from files")
    taken.add_argument("files", nargs="+", metavar="FILE")
    taken.add_argument("--kind", choices=("auto", *kinds.TABLES), default="auto")
    taken.add_argument("--mapping", metavar="FILE", help='JSON: {"columns": {heading: field}}')
    taken.add_argument(
        "--keep-mapping", action="store_true", help="use the mapping for files with these headings from now on"
    )
    taken.add_argument(
        "--forget-mapping", action="store_true", help="forget the mapping kept for files with these headings"
    )
    taken.add_argument("--dry-run", action="store_true", help="say what would come of it, change nothing")
    undo = _command(commands, "undo", dossiers.undo, "take a batch back")
    undo.add_argument("batch", metavar="BATCH")
    clients = _command(commands, "clients", dossiers.listed, "list clients")
    clients.add_argument("--tier", choices=("A", "B", "C"), default="")
    clients.add_argument("--owner", default="", metavar="NAME")
    clients.add_argument("--status", choices=[each.value for each in ClientStatus], default="")
    clients.add_argument("--segment", default="", metavar="NAME", help="those of a saved segment")
    clients.add_argument("--limit", type=count(1_000_000), metavar="N")
    search = _command(commands, "search", dossiers.search_for, "find by name, pinyin, phone or a word of a note")
    search.add_argument("text")
    search.add_argument("--limit", type=count(10_000), default=50, metavar="N")
    show = _command(commands, "show", dossiers.show, "one dossier")
    show.add_argument("client", metavar="CLIENT", help="id or exact name")
    show.add_argument("--limit", type=count(1_000_000), metavar="N", help="facts and gifts at most, the newest")


def _duplicates(commands: Any) -> None:
    found = _command(commands, "duplicates", merging.duplicates, "which clients and people may be one")
    found.add_argument("--limit", type=count(10_000), default=50, metavar="N")
    merge = _command(commands, "merge", merging.merge, "merge one client into another")
    merge.add_argument("client", metavar="CLIENT", help="the one that is given up: id or exact name")
    merge.add_argument("into", metavar="INTO", help="the one that stays: id or exact name")
    merge.add_argument("--dry-run", action="store_true", help="say what would come of it, change nothing")


def _care(commands: Any) -> None:
    plan = _command(commands, "plan", care.plan, "plan touches")
    plan.add_argument("--weeks", type=count(260), default=12)
    _command(commands, "today", care.today, "what is due")
    log = _command(commands, "log", care.log, "an interaction took place")
    log.add_argument("client", metavar="CLIENT")
    log.add_argument("--channel", choices=[each.value for each in Channel], required=True)
    log.add_argument("--outcome", required=True, metavar="TEXT")
    log.add_argument("--contact", action="append", default=[], metavar="NAME")
    log.add_argument("--next", type=day_text, metavar="DATE", help="book the next touch for this day")
    touch = _command(commands, "touch", care.touch_done, "work on one touch").add_subparsers(
        dest="action", required=True
    )
    done = _command(touch, "done", care.touch_done, "it took place")
    done.add_argument("id", metavar="ID")
    done.add_argument("--outcome", default="", metavar="TEXT")
    done.add_argument("--next", type=day_text, metavar="DATE")
    move = _command(touch, "move", care.touch_move, "put it on another day")
    move.add_argument("id", metavar="ID")
    move.add_argument("--to", type=day_text, required=True, metavar="DATE")
    skip = _command(touch, "skip", care.touch_skip, "refuse it, with the reason")
    skip.add_argument("id", metavar="ID")
    skip.add_argument("--reason", required=True, metavar="TEXT")
    reached = _command(touch, "reached", care.touch_done, "the call reached somebody: it took place")
    reached.add_argument("id", metavar="ID")
    reached.add_argument("--outcome", default="", metavar="TEXT")
    reached.add_argument("--next", type=day_text, metavar="DATE")
    for name, about in (("missed", "the call reached nobody"), ("later", "the call is to be made later")):
        _command(touch, name, care.touch_tried, about).add_argument("id", metavar="ID")
    _events(commands)
    _visits(commands)
    gift_grammar.add(commands, _command, day)


def _events(commands: Any) -> None:
    event = _command(commands, "event", events.listed, "events that strike regions").add_subparsers(
        dest="action", required=True
    )
    made = _command(event, "add", events.add, "everybody in the regions is to be called within 24 hours")
    made.add_argument("--kind", choices=[each.value for each in EnvironmentKind], required=True)
    made.add_argument(
        "--region", nargs="+", action="extend", required=True, metavar="CODE", help="GB/T 2260 code or name"
    )
    made.add_argument("--title", required=True, metavar="TEXT")
    made.add_argument("--script", default="", metavar="TEXT", help="what to say (default: words for this kind)")
    _command(event, "list", events.listed, "the events and who was reached")
    closed = _command(event, "close", events.close, "the danger is over")
    closed.add_argument("id", metavar="ID")


def _visits(commands: Any) -> None:
    visit = _command(commands, "visit", care.visit_record, "visits").add_subparsers(dest="action", required=True)
    for name, work, about, which in (
        ("plan", care.visit_plan, "plan a visit from a JSON document", "the planned visit that this replaces"),
        ("record", care.visit_record, "record a visit from a JSON document", "the planned visit that this reports"),
    ):
        parser = _command(visit, name, work, about)
        parser.add_argument("--file", metavar="FILE", help="the document (default: standard input)")
        parser.add_argument("--id", metavar="ID", help=which)
    cancel = _command(visit, "cancel", visiting.cancel, "call a planned visit off, with the reason")
    cancel.add_argument("id", metavar="ID")
    cancel.add_argument("--reason", required=True, metavar="TEXT")
    listed = _command(visit, "list", visiting.listed, "list visits")
    states = [each.value for each in VisitState]
    listed.add_argument("--state", action="append", choices=states, default=[], help="may be given more than once")
    listed.add_argument("--owner", default="", metavar="NAME", help="whose visits")
    listed.add_argument("--from", dest="first_on", type=day, metavar="DATE", help="from this day on")
    listed.add_argument("--to", dest="last_on", type=day, metavar="DATE", help="up to this day")
    listed.add_argument("--late", action="store_true", help="only those whose report is late")
    submit = _command(visit, "submit", care.visit_submit, "hand a report in")
    submit.add_argument("id", metavar="ID")
    _reviews(commands, visit)


def _reviews(commands: Any, visit: Any) -> None:
    review = _command(visit, "review", reviewing.review, "accept or return a report")
    review.add_argument("id", metavar="ID")
    verdict = review.add_mutually_exclusive_group(required=True)
    verdict.add_argument("--accept", action="store_true")
    verdict.add_argument("--return", dest="accept", action="store_false")
    review.add_argument("--remark", default="", metavar="TEXT")
    review.add_argument("--field", default="", choices=FIELDS, help="what the remark is on (default: all of it)")
    back = _command(visit, "withdraw", reviewing.withdraw, "take a report back before it is reviewed")
    back.add_argument("id", metavar="ID")
    right = _command(visit, "correct", reviewing.correct, "correct an accepted report: a new version")
    right.add_argument("id", metavar="ID")
    right.add_argument("--file", metavar="FILE", help="the whole document as it should be (default: standard input)")
    past = _command(visit, "versions", reviewing.versions, "the versions of a report and what differs")
    past.add_argument("id", metavar="ID")
    seen = _command(commands, "coverage", reviewing.coverage_of, "who was met: per manager and tier in a period")
    seen.add_argument("--from", dest="first_on", type=day, metavar="DATE", help="from this day on (default: the month)")
    seen.add_argument("--to", dest="last_on", type=day, metavar="DATE", help="up to this day")
    seen.add_argument("--manager", default="", metavar="NAME", help="of this manager alone")


def _paper(commands: Any) -> None:
    report = _command(commands, "report", paper.visit, "print documents").add_subparsers(dest="action", required=True)
    visit = _command(report, "visit", paper.visit, "one visit: PDF, DOCX, XLSX or CSV by the ending of FILE")
    visit.add_argument("id", metavar="ID")
    visit.add_argument("--out", required=True, metavar="FILE")
    _client_papers(report)
    gift_papers.add(report, _command, day)
    many = _command(
        report, "visits", paper.visits, "the visits of a period: PDF, DOCX, XLSX or CSV by the ending of FILE"
    )
    many.add_argument("--out", required=True, metavar="FILE")
    many.add_argument("--from", dest="first_on", type=day, metavar="DATE", help="the first day (default: this month)")
    many.add_argument("--to", dest="last_on", type=day, metavar="DATE", help="the last day")
    many.add_argument("--manager", default="", metavar="NAME", help="those of one manager")
    many.add_argument("--client", default="", metavar="CLIENT", help="those to one client, by id or exact name")
    many.add_argument("--unaccepted", action="store_true", help="also reports that the lead has not accepted")


def _client_papers(report: Any) -> None:
    for name, about in (
        ("dossier", "all that is known of a client"),
        ("brief", "one page for the car before a visit"),
        ("value", "what we are worth to a client, and what we cost them"),
    ):
        made = _command(report, name, paper.client, about)
        made.add_argument("client", metavar="CLIENT", help="id or exact name")
        made.add_argument("--out", required=True, metavar="FILE")
        made.add_argument("--with-private", action="store_true", help="what people told us of life outside work too")
    book = _command(report, "handover", paper.handover, "the book of a client that changes hands")
    book.add_argument("client", metavar="CLIENT", help="id or exact name")
    book.add_argument("--out", required=True, metavar="FILE")
    book.add_argument("--to-manager", default="", metavar="NAME", help="who takes over")
    book.add_argument("--from", dest="first_on", type=day, metavar="DATE", help="from this day on (default: today)")
    book.add_argument("--with-private", action="store_true", help="family, home town and personality too")
    for name, about in (("promises", "the open promises, the overdue first"), ("weekly", "the report of a week")):
        listed = _command(report, name, paper.of_days, about)
        listed.add_argument("--out", required=True, metavar="FILE")
        listed.add_argument("--from", dest="first_on", type=day, metavar="DATE", help="the first day")
        listed.add_argument("--to", dest="last_on", type=day, metavar="DATE", help="the last day")
        listed.add_argument("--manager", default="", metavar="NAME", help="those of one manager")


def _extracting(commands: Any) -> None:
    about = "write data into a file: XLSX, CSV, VCF, ICS or ZIP by its ending"
    made = _command(commands, "export", extracting.export, about)
    made.add_argument("what", choices=("clients", "contacts", "visits", "gifts", "touches", "all"))
    made.add_argument("--out", required=True, metavar="FILE")
    made.add_argument("--with-private", action="store_true", help="family, hobbies, taboos and personal notes too")
    made.add_argument(
        "--from", dest="first_on", type=day, metavar="DATE", help="visits, gifts, touches from this day on"
    )
    made.add_argument("--to", dest="last_on", type=day, metavar="DATE", help="up to this day")
    made.add_argument("--segment", default="", metavar="NAME", help="those of the clients of a saved segment")
    made.add_argument("--vcard", choices=("3.0", "4.0"), default="3.0", help="version of the cards")


def _packets(commands: Any) -> None:
    about = "exchange visit reports and reviews with lead or manager by file"
    packet = _command(commands, "packet", packets.listed, about).add_subparsers(dest="action", required=True)
    packets.add(packet, _command)
