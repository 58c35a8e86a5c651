"""Who stands above whom at a client, and where a relation hangs on a single thread (D-12.1)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from kam_desktop.core.rules.kinds import Attitude

LEAST: Final = 1
MOST: Final = 3  # of influence and of the strength of a tie
MARKS: Final = {
    Attitude.SUPPORTER: "▲", Attitude.FAVOURABLE: "△", Attitude.NEUTRAL: "○", Attitude.RESERVED: "▽",
    Attitude.OPPONENT: "▼",
}  # fmt: skip  # so that an attitude is told without colour


class Acquaintance(NamedTuple):
    """A person of the client who is still there, as the single threads are looked for."""

    id: str
    name: str
    decides: bool


class Thread(NamedTuple):
    """A single thread: its code (``thread.<code>`` in the word catalogue), whose card it marks, and the names."""

    code: str
    contact_id: str
    name: str = ""
    colleague: str = ""


def closes_circle(person_id: str, superior_id: str, above: Mapping[str, str | None]) -> bool:
    """Whether the person would stand above themselves, were ``superior_id`` their superior."""
    seen: set[str] = set()
    at: str | None = superior_id
    while at is not None and at not in seen:
        if at == person_id:
            return True
        seen.add(at)
        at = above.get(at)
    return False


def single_threads(people: Sequence[Acquaintance], ties: Iterable[tuple[str, str]]) -> list[Thread]:
    """One contact only, one colleague only, a decision maker whom only one of us knows, or none (D-12.1).

    ``ties`` are pairs of a contact's id and a colleague of ours. Where nobody ever noted a tie nothing is said
    about colleagues: not known is no finding.
    """
    here = {person.id for person in people}
    known: defaultdict[str, set[str]] = defaultdict(set)
    for contact_id, colleague in ties:
        if contact_id in here:
            known[contact_id].add(colleague)
    ours = set().union(*known.values())
    found = []
    if len(people) == 1:
        found.append(Thread("one_contact", people[0].id, people[0].name))
    if len(ours) == 1:
        found.append(Thread("one_colleague", "", colleague=next(iter(ours))))
    for person in people:
        if person.decides and ours and not known[person.id]:
            found.append(Thread("decider_by_none", person.id, person.name))
        elif person.decides and len(known[person.id]) == 1:
            found.append(Thread("decider_by_one", person.id, person.name, next(iter(known[person.id]))))
    return found
