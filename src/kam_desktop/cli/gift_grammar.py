"""The grammar of the commands about gifts."""

import argparse
from collections.abc import Callable
from datetime import date
from typing import Any

from kam_desktop.cli import gift_ideas, gift_papers, gift_stock, giving
from kam_desktop.cli.amounts import minor
from kam_desktop.core.rules.kinds import GiftCategory, GiftOccasion, GiftVia

Command = Callable[[Any, str, Any, str], argparse.ArgumentParser]


def add(commands: Any, command: Command, day: Callable[[str], date]) -> None:
    """``gift give``, ``propose``, ``approve`` and all the others."""
    gift = command(commands, "gift", giving.waiting, "gifts").add_subparsers(dest="action", required=True)
    give = command(gift, "give", giving.give, "check the rules, then record a gift")
    propose = command(gift, "propose", giving.propose, "ask for a gift that is to be given")
    receive = command(gift, "receive", giving.receive, "record a gift that came from a client")
    for parser in (give, propose, receive):
        parser.add_argument("client", metavar="CLIENT")
        parser.add_argument("--contact", required=parser is not receive, metavar="NAME")
        _facts(parser, day, is_new=True, needs_origin=parser is not receive)
    for parser in (give, propose):
        parser.add_argument("--note-refused", action="store_true", help="keep a refused attempt for the register")
    receive.add_argument("--estimate", action="store_true", help="the value is an estimate")
    receive.add_argument("--handed-in", action="store_true", help="it was handed in to the company")
    for name, about in (("approve", "approve what was asked for"), ("decline", "decline it, with the reason")):
        parser = command(gift, name, giving.decide, about)
        parser.add_argument("id", metavar="ID")
        parser.add_argument("--remark", default="", required=name == "decline", metavar="TEXT")
        parser.add_argument("--by", default="", metavar="NAME", help="who decides (default: whoever uses the store)")
    done = command(gift, "done", giving.hand_over, "what was approved was handed over")
    done.add_argument("id", metavar="ID")
    done.add_argument("--given-on", type=day, metavar="DATE")
    command(gift, "withdraw", giving.withdraw, "it is not to be given after all").add_argument("id", metavar="ID")
    command(gift, "waiting", giving.waiting, "what waits for a decision or to be given")
    reception = command(gift, "reception", giving.note_reception, "how it was received became known")
    reception.add_argument("id", metavar="ID")
    reception.add_argument("--text", default="", metavar="TEXT")
    reception.add_argument("--score", type=int, metavar="1-5")
    correct = command(gift, "correct", giving.correct, "put a new row in the place of one that was wrong")
    correct.add_argument("id", metavar="ID")
    _facts(correct, day, is_new=False, needs_origin=False)
    gift_papers.add_list(gift, command, day)
    gift_stock.add_grammar(gift, command, day)
    gift_ideas.add_grammar(gift, command)
    _rules(gift, command, day)
    _blackouts(gift, command, day)


def _facts(
    parser: argparse.ArgumentParser, day: Callable[[str], date], *, is_new: bool, needs_origin: bool
) -> None:  # fmt: skip
    """What is said of a gift; of one that is corrected, what is not said stays."""
    parser.add_argument("--item", required=is_new, metavar="TEXT")
    parser.add_argument(
        "--category", choices=[each.value for each in GiftCategory], default="other" if is_new else None
    )
    parser.add_argument("--value", type=minor, required=is_new, metavar="MINOR", help="of all pieces, in minor units")
    parser.add_argument("--currency", default="CNY" if is_new else None)
    parser.add_argument(
        "--occasion", choices=[each.value for each in GiftOccasion], default="other" if is_new else None
    )
    parser.add_argument("--origin", required=needs_origin, metavar="TEXT", help="where it comes from and why")
    parser.add_argument("--quantity", type=int, metavar="N")
    parser.add_argument("--given-on", type=day, metavar="DATE", help="(default: today)")
    for name, about in (
        ("chosen-by", "who chose it"), ("handed-by", "who hands it over"), ("story", "the story to tell"),
        ("manner", "how it is handed over"), ("receipt", "number or place of the receipt"),
        ("via-name", "through whom"), ("stock-id", "the item of the stock that it comes from"), ("approver", "who approved what the rules do not allow by themselves"),
        ("override-reason", "why a limit may be passed"),
    ):  # fmt: skip
        parser.add_argument(f"--{name}", metavar="TEXT", help=about)
    parser.add_argument(
        "--via", choices=[each.value for each in GiftVia], help="goes through the family or somebody else"
    )


def _rules(gift: Any, command: Command, day: Callable[[str], date]) -> None:
    rules = command(gift, "rules", giving.rules, "the rules in force and their versions")
    rules.add_argument("--set", dest="file", metavar="FILE", help="a new version from this JSON document")
    rules.add_argument("--reason", default="", metavar="TEXT", help="why the rules change")
    rules.add_argument("--from", dest="valid_from", type=day, metavar="DATE", help="(default: today)")
    rules.add_argument("--preview", action="store_true", help="only what it would have said of the last year's gifts")


def _blackouts(gift: Any, command: Command, day: Callable[[str], date]) -> None:
    blackout = command(gift, "blackout", giving.blackout_list, "days on which a client is given nothing")
    actions = blackout.add_subparsers(dest="blackout_action", required=True)
    made = command(actions, "add", giving.blackout_add, "close days for gifts")
    made.add_argument("client", metavar="CLIENT")
    made.add_argument("--title", required=True, metavar="TEXT", help="why, such as a tender")
    made.add_argument("--from", dest="first_on", type=day, required=True, metavar="DATE")
    made.add_argument("--to", dest="last_on", type=day, required=True, metavar="DATE")
    listed = command(actions, "list", giving.blackout_list, "the closed times")
    listed.add_argument("client", nargs="?", metavar="CLIENT")
    command(actions, "remove", giving.blackout_remove, "open them again").add_argument("id", metavar="ID")
