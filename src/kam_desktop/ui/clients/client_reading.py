"""What a client's page reads in one go, and how its people are put on cards."""

from typing import Any, Final, NamedTuple

from kam_desktop import runtime
from kam_desktop.core import dossiers
from kam_desktop.core.dossiers import Dossier
from kam_desktop.core.rules import dates, phones
from kam_desktop.core.rules.kinds import Attitude, BuyingRole
from kam_desktop.ui import labels
from kam_desktop.ui.clients.people_strip import Person

_ATTITUDES: Final = {
    Attitude.SUPPORTER: "ok", Attitude.FAVOURABLE: "ok", Attitude.NEUTRAL: "muted",
    Attitude.RESERVED: "warning", Attitude.OPPONENT: "danger",
}  # fmt: skip


class Seen(NamedTuple):
    """A reading of the page: the dossier, and the numbers of each person as people group them."""

    dossier: Dossier
    numbers: dict[str, list[str]]


def read(session: Any, client_id: str) -> Seen:
    """Read one client; raises NotFound."""
    dossier = dossiers.show(session, client_id, today=runtime.today())
    numbers = {person["id"]: [phones.display(number) for number in person["phones"]] for person in dossier.contacts}
    return Seen(dossier, numbers)


def cards(seen: Seen) -> list[Person]:
    """The people as cards."""
    return [card(person, seen.numbers) for person in seen.dossier.contacts]


def person_of(seen: Seen | None, contact_id: str) -> dict[str, Any] | None:
    """A person of the client that is shown, with the client's id beside it."""
    if seen is None:
        return None
    people = (person for person in seen.dossier.contacts if person["id"] == contact_id)
    found = next(people, None)
    return None if found is None else found | {"client_id": seen.dossier.client["id"]}


def card(person: dict[str, Any], numbers: dict[str, list[str]]) -> Person:
    """A person as a card; ``numbers`` by contact id."""
    role, attitude = person["buying_role"], person["attitude"]
    left = labels.field("has_left")
    birthday = _birthday(person["birthday"])
    detail = "\n".join([*numbers[person["id"]], *([birthday] if birthday else [])])
    return Person(
        person["id"],
        person["name"],
        person["title"],
        left if person["has_left"] else labels.name_of(BuyingRole(role)) if role in set(BuyingRole) else "",
        labels.name_of(Attitude(attitude)) if attitude in set(Attitude) and not person["has_left"] else "",
        _ATTITUDES[Attitude(attitude)] if attitude in set(Attitude) else "muted",
        detail,
        person["is_primary"],
        person["has_left"],
    )


def _birthday(stored: str) -> str:
    return dates.write(dates.from_text(stored), labels.language()) if stored else ""


def main_number(seen: Seen) -> str:
    """Whom to call first: the main contact and their first number."""
    for person in seen.dossier.contacts:
        if seen.numbers[person["id"]] and not person["has_left"]:
            return f"{person['name']} {seen.numbers[person['id']][0]}"
    return ""
