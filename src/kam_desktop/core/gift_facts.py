"""What the gift rules want to know, read from the store: once for a client, whether one gift is weighed or thousands."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any, Final, NamedTuple

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from kam_desktop.core import gift_rules, missing
from kam_desktop.core.rules.gift_limits import Closed, Earlier, Proposed
from kam_desktop.core.rules.gift_rule_sets import LONGEST_DAYS, RuleSet
from kam_desktop.core.rules.kinds import GiftDirection, GiftState
from kam_desktop.core.store.tables import Blackout, Client, Contact, Gift, StaffChange, TierResource

FIRST_DAY: Final = date(1970, 1, 1)
LAST_DAY: Final = date(9000, 1, 1)
HOLDS: Final = and_(Gift.deleted_at.is_(None), Gift.state == GiftState.DONE.value)
GIVEN: Final = and_(HOLDS, Gift.direction == GiftDirection.GIVEN.value)
CHUNK: Final = 500


class Place(NamedTuple):
    """What the rules know of a client; ``has_officials`` among its people."""

    tier: str = ""
    kind: str = ""
    ownership: str = ""
    is_gone: bool = False
    has_officials: bool = False


class Person(NamedTuple):
    """What the rules know of a receiver; ``places`` are the clients they are and were at."""

    taboos: str = ""
    is_official: bool = False
    places: frozenset[str] = frozenset()
    is_gone: bool = False


class GiftFacts:
    """``around`` says that only gifts of about that day are weighed, so that no more of the past is read.

    ``of_kept``: gifts that are kept already are weighed, whose people may be gone.
    """

    def __init__(self, session: Session, around: date | None = None, *, of_kept: bool = False) -> None:
        self._session, self._around, self._of_kept = session, around, of_kept
        self._rules: dict[date, RuleSet] = {}
        self._places: dict[str, Place] = {}
        self._closed: defaultdict[str, list[Closed]] = defaultdict(list)
        self._people: dict[str, Person] = {}
        self._past: dict[str, defaultdict[int, list[tuple[str, Earlier]]]] = {}
        self._budgets: dict[str, int] | None = None

    def prepare(self, client_ids: Iterable[str], contact_ids: Iterable[str] = ()) -> None:
        """Read what is not known yet of these clients and people, many at once."""
        clients = [each for each in dict.fromkeys(client_ids) if each not in self._places]
        people = [each for each in dict.fromkeys(contact_ids) if each not in self._people]
        for part in _chunks(clients):
            self._read_clients(part)
        for part in _chunks(people):
            self._read_people(part)

    def know(self, client_id: str, *, tier: str, kind: str) -> None:
        """Say what a client is that may not be here yet; what is here stands."""
        self.prepare([client_id])
        self._places.setdefault(client_id, Place(tier, kind))

    def rules(self, day: date) -> RuleSet:
        """Those that hold on a day."""
        if day not in self._rules:
            self._rules[day] = gift_rules.on(self._session, day)
        return self._rules[day]

    def proposed(self, gift: Any) -> Proposed:
        """A gift, a draft of it or its row, as the rules take it. Raises NotFound."""
        self.prepare([gift.client_id], [gift.contact_id] if gift.contact_id else [])
        place = self._places.get(gift.client_id, Place() if self._of_kept else None)
        if place is None or (place.is_gone and not self._of_kept):
            raise missing.client(self._session, gift.client_id)
        person = self._person(gift.client_id, gift.contact_id) if gift.contact_id else Person()
        return Proposed(
            gift.item, gift.category, gift.value_minor, gift.currency, gift.on, gift.origin, place.kind, person.taboos,
            gift.contact_id or "", gift.quantity, gift.manner, place.tier, place.ownership, person.is_official,
            tuple(self._closed[gift.client_id]), self._budget(place.tier), place.has_officials and not gift.contact_id,
        )  # fmt: skip

    def earlier(self, gift: Any, rules: RuleSet, but: str, until: str = "") -> list[Earlier]:
        """The client's gifts of the year and of the days around, and the person's elsewhere; without ``but``,

        nor what was recorded after it ``until`` an id.
        """
        until = until or but
        first, last = _span(gift.on, max(rules.days.values()))
        person = self._people.get(gift.contact_id or "", Person())
        elsewhere = person.places - {gift.client_id}
        self.prepare(elsewhere)
        found = []
        for year in range(first.year, last.year + 1):
            found += [
                each
                for gift_id, each in self._of(gift.client_id)[year]
                if first <= each.on <= last and not but <= gift_id <= until
            ]
            for client_id in elsewhere:
                found += [
                    each._replace(is_this_client=False)
                    for gift_id, each in self._of(client_id)[year]
                    if each.person == gift.contact_id and first <= each.on <= last and not but <= gift_id <= until
                ]
        return found

    def add(self, gift: Any, gift_id: str) -> None:
        """Count a gift that is about to be recorded."""
        each = Earlier(gift.item, gift.category, gift.value_minor, gift.currency, gift.on, gift.contact_id or "")
        self._of(gift.client_id)[gift.on.year].append((gift_id, each))

    def _person(self, client_id: str, contact_id: str) -> Person:
        """A person of the client, or one who was: what they were given then is still corrected."""
        person = self._people.get(contact_id, Person(places=frozenset({client_id})) if self._of_kept else None)
        is_theirs = person is not None and client_id in person.places and not person.is_gone
        if person is None or not (is_theirs or self._of_kept):
            raise missing.contact(self._session, contact_id)
        return person

    def _of(self, client_id: str) -> defaultdict[int, list[tuple[str, Earlier]]]:
        return self._past.setdefault(client_id, defaultdict(list))

    def _budget(self, tier: str) -> int:
        """What the company keeps for a client of this tier and year (D-3.8); 0 where it says nothing."""
        if self._budgets is None:
            wanted = select(TierResource.tier, TierResource.gift_budget_minor).where(TierResource.deleted_at.is_(None))
            self._budgets = {row[0]: row[1] for row in self._session.execute(wanted.order_by(TierResource.id))}
        return self._budgets.get(tier, 0)

    def _read_clients(self, part: Sequence[str]) -> None:
        known = select(Client.id, Client.tier, Client.kind, Client.ownership, Client.deleted_at.is_not(None))
        official = select(Contact.client_id).where(
            Contact.client_id.in_(part), Contact.is_official, Contact.deleted_at.is_(None)
        )
        with_officials = set(self._session.scalars(official))
        for client_id, tier, kind, ownership, is_gone in self._session.execute(known.where(Client.id.in_(part))):
            self._places[client_id] = Place(tier, kind, ownership, is_gone, client_id in with_officials)
        closed = select(Blackout.client_id, Blackout.title, Blackout.first_on, Blackout.last_on)
        for client_id, title, first_on, last_on in self._session.execute(
            closed.where(Blackout.client_id.in_(part), Blackout.deleted_at.is_(None))
        ):
            if first_on and last_on:
                self._closed[client_id].append(Closed(title, first_on, last_on))
        given = select(
            Gift.client_id, Gift.id, Gift.item, Gift.category, Gift.value_minor, Gift.currency, Gift.on, Gift.contact_id
        ).where(Gift.client_id.in_(part), GIVEN)
        if self._around is not None:
            first, last = _span(self._around, LONGEST_DAYS)
            given = given.where(Gift.on >= first, Gift.on <= last)
        for row in self._session.execute(given):
            if row.on is not None:  # a damaged date must not stop anybody
                each = Earlier(row.item, row.category, row.value_minor, row.currency, row.on, row.contact_id or "")
                self._of(row.client_id)[row.on.year].append((row.id, each))

    def _read_people(self, part: Sequence[str]) -> None:
        moves = places_of(self._session, part)
        known = select(Contact.id, Contact.taboos, Contact.is_official, Contact.client_id, Contact.deleted_at)
        for row in self._session.execute(known.where(Contact.id.in_(part))):
            places, is_gone = frozenset({row.client_id, *moves[row.id]}), row.deleted_at is not None
            self._people[row.id] = Person(row.taboos, row.is_official, places, is_gone)


def places_of(session: Session, contact_ids: Sequence[str]) -> defaultdict[str, set[str]]:
    """Where people were before or went to: gifts stay with the client they were given at."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    moves = select(StaffChange.contact_id, StaffChange.client_id, StaffChange.other_client_id)
    for contact_id, *places in session.execute(
        moves.where(StaffChange.contact_id.in_(contact_ids), StaffChange.deleted_at.is_(None))
    ):
        found[contact_id] |= set(filter(None, places))
    return found


def _span(on: date, days: int) -> tuple[date, date]:
    """The days that a rule may look at."""
    middle, longest = min(max(on, FIRST_DAY), LAST_DAY), timedelta(days=days)
    return min(date(middle.year, 1, 1), middle - longest), max(date(middle.year, 12, 31), middle + longest)


def _chunks(ids: Sequence[str]) -> Iterable[Sequence[str]]:
    return (ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK))
