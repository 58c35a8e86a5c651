"""Commands about the small stock of gifts (D-7.5)."""

import argparse
from collections.abc import Callable
from datetime import date
from typing import Any

from kam_desktop.cli.amounts import minor
from kam_desktop.cli.context import Context, money
from kam_desktop.core import gift_stock
from kam_desktop.core.gift_stock import StockDraft, StockRow
from kam_desktop.core.rules.kinds import GiftCategory, StockMoveKind
from kam_desktop.words import phrases

Command = Callable[[Any, str, Any, str], argparse.ArgumentParser]


def add_grammar(gift: Any, command: Command, day: Callable[[str], date]) -> None:
    """``gift stock add``, ``move`` and ``list``."""
    actions = command(gift, "stock", listed, "the small stock of gifts").add_subparsers(
        dest="stock_action", required=True
    )
    made = command(actions, "add", add, "another item, with what was bought of it")
    made.add_argument("--item", required=True, metavar="TEXT")
    made.add_argument("--category", choices=[each.value for each in GiftCategory], default="other")
    made.add_argument("--value", type=minor, default=0, metavar="MINOR", help="of one piece, in minor units")
    made.add_argument("--currency", default="CNY")
    made.add_argument("--origin", default="", metavar="TEXT", help="where it comes from")
    made.add_argument("--supplier", default="", metavar="TEXT")
    made.add_argument("--low", type=int, default=0, metavar="N", help="warn at so many pieces")
    made.add_argument("--bought", type=int, default=0, metavar="N")
    moved = command(actions, "move", move, "pieces were bought, put in the car, taken back, given or lost")
    moved.add_argument("id", metavar="ID")
    moved.add_argument("kind", choices=[each.value for each in StockMoveKind])
    moved.add_argument("--quantity", type=int, default=1, metavar="N")
    moved.add_argument("--moved-on", type=day, metavar="DATE", help="(default: today)")
    moved.add_argument("--notes", default="", metavar="TEXT")
    command(actions, "list", listed, "what is there")


def add(context: Context, arguments: argparse.Namespace) -> None:
    """Another item."""
    draft = StockDraft(
        arguments.item, GiftCategory(arguments.category), arguments.value, arguments.currency.upper(), arguments.origin,
        arguments.supplier, arguments.low,
    )  # fmt: skip
    made = context.write(lambda s: gift_stock.add(s, draft, today=context.today, bought=arguments.bought)).value
    value = phrases.money(draft.value_minor, draft.currency)
    context.give({"stock": made}, [context.say("cli.stock.added", id=made, item=draft.item, value=value)])


def move(context: Context, arguments: argparse.Namespace) -> None:
    """Pieces moved; tells what is there now, and warns where that is little."""
    kind, on = StockMoveKind(arguments.kind), arguments.moved_on or context.today
    made = context.write(
        lambda s: gift_stock.move(
            s, arguments.id, kind, arguments.quantity, on=on, today=context.today, notes=arguments.notes
        )
    ).value
    [row] = [each for each in context.read(gift_stock.listed) if each.id == arguments.id]
    if row.is_low:
        context.tell(context.say("cli.stock.low", item=row.item, left=row.level.total))
    document = {"move": made, **_shown(row)}
    context.give(document, [context.say("cli.stock.moved", item=row.item, store=row.level.store, car=row.level.car)])


def listed(context: Context, _arguments: argparse.Namespace) -> None:
    """All items, those that run low first."""
    found = context.read(gift_stock.listed)
    rows = [
        [each.id, each.item, context.named(GiftCategory, each.category), phrases.money(each.value_minor, each.currency),
         each.level.store, each.level.car, each.given, each.low_at or "", each.supplier]
        for each in found
    ]  # fmt: skip
    columns = ("id", "item", "category", "value", "store", "car", "given", "low_at", "supplier")
    context.table([_shown(each) for each in found], columns, rows)


def _shown(row: StockRow) -> dict[str, Any]:
    return {
        "stock": row.id, "item": row.item, "category": row.category, "value": money(row.value_minor, row.currency),
        "store": row.level.store, "car": row.level.car, "given": row.given, "lost": row.lost, "low_at": row.low_at,
        "is_low": row.is_low, "origin": row.origin, "supplier": row.supplier,
    }  # fmt: skip
