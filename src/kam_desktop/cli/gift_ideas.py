"""The command that thinks of gifts for a person (D-7.3)."""

import argparse
from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from kam_desktop.cli.amounts import minor
from kam_desktop.cli.context import Context
from kam_desktop.core import clients, contacts, gift_ideas
from kam_desktop.core.gift_ideas import IdeaRow
from kam_desktop.core.rules.kinds import GiftCategory, GiftOccasion
from kam_desktop.words import idea_words, phrases

Command = Callable[[Any, str, Any, str], argparse.ArgumentParser]


def add_grammar(gift: Any, command: Command) -> None:
    """``gift ideas``."""
    made = command(gift, "ideas", ideas, "what could be given to a person, and why")
    made.add_argument("client", metavar="CLIENT")
    made.add_argument("--contact", required=True, metavar="NAME")
    made.add_argument("--occasion", choices=[each.value for each in GiftOccasion], default="other")
    made.add_argument("--category", choices=[each.value for each in GiftCategory])
    made.add_argument("--most", type=minor, metavar="MINOR", help="at most so much, in minor units")
    made.add_argument("--limit", type=int, default=10, metavar="N")


def ideas(context: Context, arguments: argparse.Namespace) -> None:
    """Ideas for a person, the best first."""

    def work(session: Session) -> list[IdeaRow]:
        client = clients.find(session, arguments.client)
        person = contacts.find(session, client.id, arguments.contact)
        return gift_ideas.suggest(
            session, client.id, person.id, on=context.today, lang=context.lang, occasion=GiftOccasion(arguments.occasion),
            category=GiftCategory(arguments.category) if arguments.category else None, most_minor=arguments.most,
            limit=max(1, arguments.limit),
        )  # fmt: skip

    found = context.read(work)
    if not found:
        context.tell(context.say("cli.ideas.none"))
    told = [idea_words.reasons(context.lang, each.reasons) for each in found]
    document = [
        {**each._asdict(), "reasons": [reason._asdict() for reason in each.reasons], "text": text,
         "origin": idea_words.origin(context.lang, each.source, each.reasons)}
        for each, text in zip(found, told, strict=True)
    ]  # fmt: skip
    rows = [
        [each.item, context.named(GiftCategory, each.category), phrases.money(each.value_minor), text, each.source]
        for each, text in zip(found, told, strict=True)
    ]
    context.table(document, ("item", "category", "price", "reasons", "source"), rows)
