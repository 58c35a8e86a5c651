"""The small stock of gifts: what was bought, lies in the car, was given or lost (D-7.5). It never goes below zero."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from kam_desktop.core.errors import Conflict, Invalid, NotFound, Refused
from kam_desktop.core.identity import now
from kam_desktop.core.rules import currencies, names
from kam_desktop.core.rules.gift_stock import Level, Move, reckon
from kam_desktop.core.rules.kinds import GiftCategory, StockMoveKind
from kam_desktop.core.store.tables import Client, Gift, GiftStock, StockMove

MOST_PIECES: Final = 100_000
LARGEST_MINOR: Final = 10**12


@dataclass(frozen=True, slots=True)
class StockDraft:
    """What a person writes. ``value_minor`` of one piece; at ``low_at`` pieces it is warned of, 0: never."""

    item: str
    category: GiftCategory = GiftCategory.OTHER
    value_minor: int = 0
    currency: str = "CNY"
    origin: str = ""
    supplier: str = ""
    low_at: int = 0
    notes: str = ""
    revision: int = 0


class StockRow(NamedTuple):
    """A line of the stock: how many pieces lie in store and in the car, how many went."""

    id: str
    item: str
    category: GiftCategory
    value_minor: int
    currency: str
    origin: str
    supplier: str
    low_at: int
    notes: str
    revision: int
    level: Level
    given: int
    lost: int

    @property
    def is_low(self) -> bool:
        """Whether it is time to buy."""
        return self.low_at > 0 and self.level.total <= self.low_at


class MoveRow(NamedTuple):
    """One move, the newest first; of a gift with its client."""

    id: str
    kind: StockMoveKind
    on: date
    quantity: int
    gift_id: str
    client: str
    notes: str
    author: str


def add(session: Session, draft: StockDraft, *, today: date, bought: int = 0) -> str:
    """Keep another item, with what was bought of it; returns its id."""
    row = GiftStock(item="", scope_id="team")
    _fill(row, draft)
    session.add(row)
    session.flush()
    if bought:
        move(session, row.id, StockMoveKind.BOUGHT, bought, on=today, today=today)
    return row.id


def edit(session: Session, stock_id: str, draft: StockDraft) -> None:
    """Save what is said of an item. Raises Conflict when somebody saved it meanwhile."""
    row = get(session, stock_id)
    if row.revision != draft.revision:
        raise Conflict("record.changed_meanwhile")
    _fill(row, draft)


def remove(session: Session, stock_id: str) -> None:
    """Take an item off the list. Raises Refused while there are pieces of it."""
    row = get(session, stock_id)
    if left := level(session, stock_id).total:
        raise Refused("gift_stock.not_empty", item=row.item, left=left)
    row.deleted_at = now()


def get(session: Session, stock_id: str) -> GiftStock:
    """One item by id. Raises NotFound."""
    row = session.get(GiftStock, stock_id)
    if row is None or row.deleted_at is not None:
        raise NotFound("gift_stock.not_found", id=stock_id)
    return row


def move(
    session: Session, stock_id: str, kind: StockMoveKind, quantity: int, *, on: date, today: date, notes: str = "",
    gift_id: str | None = None,
) -> str:  # fmt: skip
    """Note a move; returns its id. Raises Invalid where there are not so many pieces, then or later."""
    row = get(session, stock_id)
    if not 1 <= quantity <= MOST_PIECES:
        raise Invalid("quantity", "gift_stock.quantity", text=str(quantity)[:32])
    if on > today:
        raise Invalid("on", "gift_stock.in_future", on=on.isoformat())
    made = StockMove(
        stock_id=stock_id, scope_id=row.scope_id, kind=kind.value, on=on, quantity=quantity, gift_id=gift_id,
        notes=names.clean(notes, 65_536),
    )  # fmt: skip
    before = level(session, stock_id)
    session.add(made)
    session.flush()
    if level(session, stock_id).is_short:
        raise Invalid("quantity", "gift_stock.short", item=row.item, store=before.store, car=before.car)
    return made.id


def take(session: Session, stock_id: str, gift_id: str, quantity: int, *, on: date, today: date) -> None:
    """A gift was given from stock."""
    move(session, stock_id, StockMoveKind.GIVEN, quantity, on=on, today=today, gift_id=gift_id)


def put_back(session: Session, gift_id: str) -> None:
    """A gift was not given like that after all: its pieces are there again."""
    for row in session.scalars(select(StockMove).where(StockMove.gift_id == gift_id, StockMove.deleted_at.is_(None))):
        row.deleted_at = now()
    session.flush()


def hold(session: Session, move_ids: Collection[str]) -> None:
    """What an undo changed must leave no item below zero. Raises Refused."""
    stock_ids = set(session.scalars(select(StockMove.stock_id).where(StockMove.id.in_(move_ids))))
    if any(found.is_short for found in _levels(session, stock_ids).values()):
        raise Refused("gift_stock.undo_short")


def level(session: Session, stock_id: str) -> Level:
    """How many pieces there are."""
    return _levels(session, [stock_id]).get(stock_id, Level())


def listed(session: Session) -> list[StockRow]:
    """All items: those that are low first, then by name."""
    rows = session.scalars(select(GiftStock).where(GiftStock.deleted_at.is_(None))).all()
    moves = _moves(session, [row.id for row in rows])
    found = [_row(row, moves[row.id]) for row in rows]
    return sorted(found, key=lambda each: (not each.is_low, each.item, each.id))


def find(session: Session, stock_id: str) -> StockRow | None:
    """One line of the stock, None where it is gone."""
    return next((each for each in listed(session) if each.id == stock_id), None)


def moves(session: Session, stock_id: str) -> list[MoveRow]:
    """The moves of an item, the newest first."""
    found = session.execute(
        select(StockMove, Client.short_name)
        .outerjoin(Gift, Gift.id == StockMove.gift_id)
        .outerjoin(Client, Client.id == Gift.client_id)
        .where(StockMove.stock_id == stock_id, StockMove.deleted_at.is_(None))
        .order_by(StockMove.on.desc(), StockMove.id.desc())
    )
    return [
        MoveRow(row.id, StockMoveKind(row.kind), row.on, row.quantity, row.gift_id or "", client or "", row.notes, row.created_by)
        for row, client in found
    ]  # fmt: skip


def _row(row: GiftStock, moves: list[Move]) -> StockRow:
    gone = {kind: sum(each.quantity for each in moves if each.kind is kind) for kind in StockMoveKind}
    return StockRow(
        row.id, row.item, GiftCategory(row.category), row.value_minor, row.currency, row.origin, row.supplier, row.low_at,
        row.notes, row.revision, reckon(moves), gone[StockMoveKind.GIVEN], gone[StockMoveKind.LOST],
    )  # fmt: skip


def _levels(session: Session, stock_ids: Collection[str]) -> dict[str, Level]:
    return {stock_id: reckon(moves) for stock_id, moves in _moves(session, stock_ids).items()}


def _moves(session: Session, stock_ids: Collection[str]) -> defaultdict[str, list[Move]]:
    found: defaultdict[str, list[Move]] = defaultdict(list)
    rows = session.execute(
        select(StockMove.stock_id, StockMove.kind, StockMove.quantity, StockMove.on)
        .where(StockMove.stock_id.in_(stock_ids), StockMove.deleted_at.is_(None))
        .order_by(StockMove.id)
    )
    for row in rows:
        if row.on is not None:
            found[row.stock_id].append(Move(StockMoveKind(row.kind), row.quantity, row.on))
    return found


def _fill(row: GiftStock, draft: StockDraft) -> None:
    item = names.clean(draft.item, 255)
    if not item:
        raise Invalid("item", "gift_stock.item_missing")
    if not 0 <= draft.value_minor <= LARGEST_MINOR:
        raise Invalid("value", "gift.value_unreadable", text=str(draft.value_minor)[:32])
    currencies.check(draft.currency)
    if not 0 <= draft.low_at <= MOST_PIECES:
        raise Invalid("low_at", "gift_stock.quantity", text=str(draft.low_at)[:32])
    row.item, row.category, row.value_minor, row.currency = (
        item,
        draft.category.value,
        draft.value_minor,
        draft.currency,
    )
    row.origin, row.supplier = names.clean(draft.origin, 65_536), names.clean(draft.supplier, 255)
    row.low_at, row.notes = draft.low_at, names.clean(draft.notes, 65_536)
