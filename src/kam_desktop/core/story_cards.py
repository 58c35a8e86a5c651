"""What to know and say when a gift is handed over: read before the visit, on the screen or from a small card (D-7.1)."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from kam_desktop.core import clients, contacts, gifts
from kam_desktop.core.rules.kinds import GiftOccasion, GiftVia
from kam_desktop.core.store.tables import Contact


@dataclass(frozen=True, slots=True)
class StoryCard:
    """One card. ``taboos`` are the receiver's, one a line, where they were asked for."""

    client: str
    person: str
    greeting: str
    item: str
    quantity: int
    occasion: GiftOccasion
    on: date
    origin: str
    chosen_by: str
    handed_by: str
    story: str
    via: GiftVia | None
    via_name: str
    manner: str
    taboos: tuple[str, ...]


def read(session: Session, gift_id: str, *, with_private: bool = False) -> StoryCard:
    """The card of a gift that is planned, asked for or given. Raises NotFound or Conflict.

    It goes out in a pocket, near the one it is about: taboos are on it only where they are asked for (D-13.4).
    """
    row = gifts.get(session, gift_id)
    draft, client = gifts.draft_of(row), clients.get(session, row.client_id)
    person = contacts.get(session, row.contact_id) if row.contact_id else None
    return StoryCard(
        client=client.short_name or client.name, person=person.name if person else "",
        greeting=person.greeting_name if person else "", item=draft.item, quantity=draft.quantity,
        occasion=draft.occasion, on=draft.on, origin=draft.origin, chosen_by=draft.chosen_by,
        handed_by=draft.handed_by or row.giver, story=draft.story, via=draft.via, via_name=draft.via_name,
        manner=draft.manner, taboos=_taboos(person) if person and with_private else (),
    )  # fmt: skip


def _taboos(person: Contact) -> tuple[str, ...]:
    return tuple(filter(None, map(str.strip, person.taboos.splitlines())))
